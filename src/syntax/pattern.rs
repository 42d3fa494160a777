//! Patterns.
//!
//! ```text
//! path         = [name =] (shortestPath | allShortestPaths) "(" chain ")" | [name =] [selector] chain
//! chain        = node (relationship node | repeated [node])*
//! node         = "(" [name] [labels] [properties] ")"
//! relationship = ["<"] "-" ["[" [name] [":" types] ["*" [min] [".." max]] [properties] "]"] "-" [">"] [quantifier]
//! labels       = (":" | IS) label-expression (":" label)*
//! ```

use super::ast::{
    Direction, Expression, LabelExpression, Length, Name, NodePattern, PathPattern, RelationshipPattern, Selector,
    Spelling,
};
use super::parser::Parser;
use super::slip::NODE;
use super::token::TokenKind;
use crate::diagnostic::{Diagnostic, Outcome, Span};

/// Words that are no name where a brace or a parameter follows.
const BEFORE_VALUE: &[&str] = &["NOT", "CASE", "EXISTS", "COUNT", "COLLECT"];

impl Parser<'_> {
    pub(super) fn patterns(&mut self) -> Outcome<Vec<PathPattern>> {
        let mut patterns = vec![self.path_pattern()?];
        while self.eat_sign(",").is_some() {
            patterns.push(self.path_pattern()?);
        }
        Ok(patterns)
    }

    pub(super) fn path_pattern(&mut self) -> Outcome<PathPattern> {
        let start = self.span();
        let name = self.path_name();
        let before = self.path_selector()?;
        let selector = if before == Selector::All { self.selector() } else { before };
        if selector == before {
            let path = self.chain(start)?;
            let path = PathPattern { name, selector, ..path };
            return if selector == Selector::All { Ok(path) } else { one_relationship(path).and_then(unconditional) };
        }
        self.expect_sign("(")?;
        let inner = self.chain(start)?;
        self.expect_sign(")")?;
        let path = PathPattern { name, selector, span: self.since(start), ..inner };
        one_relationship(path).and_then(plain_relationship)
    }

    fn path_name(&mut self) -> Option<Name> {
        let mark = self.mark();
        let name = self.eat_name()?;
        if self.eat_sign("=").is_some() {
            return Some(name);
        }
        self.reset(&mark);
        None
    }

    pub(super) fn selector(&mut self) -> Selector {
        for (word, selector) in [("shortestPath", Selector::Shortest), ("allShortestPaths", Selector::AllShortest)] {
            if self.at_word(word) && self.sign_ahead(1, "(") {
                self.bump();
                return selector;
            }
        }
        Selector::All
    }

    pub(super) fn chain(&mut self, start: Span) -> Outcome<PathPattern> {
        let first = if self.at_repeated() { self.unwritten_node() } else { self.node_pattern()? };
        let mut steps = Vec::new();
        loop {
            if self.at_repeated() {
                let relationship = self.repeated()?;
                let written = self.at_sign("(") && !self.at_repeated();
                steps.push((relationship, if written { self.node_pattern()? } else { self.unwritten_node() }));
            } else if self.at_relationship() {
                let relationship = self.quantified_relationship()?;
                steps.push((relationship, self.node_pattern()?));
            } else {
                break;
            }
        }
        Ok(PathPattern { name: None, selector: Selector::All, start: first, steps, span: self.since(start) })
    }

    fn at_relationship(&self) -> bool {
        self.dash_ahead(0, |parser, at| parser.sign_ahead(at, "-"))
    }

    /// `-[`, `<-[`, and two dashes where `dashes` says that they are a relationship.
    fn dash_ahead(&self, at: usize, dashes: impl Fn(&Self, usize) -> bool) -> bool {
        let at = if self.sign_ahead(at, "<") { at + 1 } else { at };
        self.sign_ahead(at, "-") && (self.sign_ahead(at + 1, "[") || dashes(self, at + 1))
    }

    /// Whether the tokens from `at` on are a pattern with a relationship, where an expression in
    /// parentheses could stand as well. Nothing is read twice for it, or nested ones would take
    /// exponential time.
    pub(super) fn chain_ahead(&self, at: usize) -> bool {
        let node = |at: usize| self.sign_ahead(at, "(") && self.node_inside(at + 1);
        let to_node = |parser: &Self, dash: usize| {
            let end = if parser.sign_ahead(dash + 1, ">") { dash + 2 } else { dash + 1 };
            parser.sign_ahead(dash, "-") && node(end)
        };
        node(at) && self.closing_ahead(at).is_some_and(|close| self.dash_ahead(close + 1, to_node))
    }

    /// Whether what follows a `(` is a node: a name or none, then labels, properties and the end.
    fn node_inside(&self, at: usize) -> bool {
        let named = self.name_ahead(at) && !self.word_ahead(at, "IS");
        let next = if named { at + 1 } else { at };
        let begins_value = BEFORE_VALUE.iter().any(|word| self.word_ahead(at, word));
        if self.labels_begin(next) {
            return self.labels_end(next + 1).is_some_and(|end| self.node_ends(end));
        }
        self.sign_ahead(next, ")") || (!begins_value && self.node_ends(next))
    }

    fn labels_begin(&self, at: usize) -> bool {
        let is = self.word_ahead(at, "IS") && !self.word_ahead(at + 1, "NULL") && !self.word_ahead(at + 1, "NOT");
        is || self.sign_ahead(at, ":")
    }

    /// Where the label expression ends that begins there: operands and operators take turns.
    fn labels_end(&self, start: usize) -> Option<usize> {
        const OPERATORS: &[&str] = &[":", "&", "|"];
        let mut at = start;
        let mut open = 0_usize;
        loop {
            while self.sign_ahead(at, "!") || self.sign_ahead(at, "(") {
                open += usize::from(self.sign_ahead(at, "("));
                at += 1;
            }
            if !self.name_ahead(at) && !self.sign_ahead(at, "%") {
                return None;
            }
            at += 1;
            while open > 0 && self.sign_ahead(at, ")") {
                open -= 1;
                at += 1;
            }
            if !OPERATORS.iter().any(|operator| self.sign_ahead(at, operator)) {
                return Some(at);
            }
            // `|:` is an older way to write `|`.
            at += if self.sign_ahead(at, "|") && self.sign_ahead(at + 1, ":") { 2 } else { 1 };
        }
    }

    /// Whether a node ends there, with properties or without.
    fn node_ends(&self, at: usize) -> bool {
        let end = if self.sign_ahead(at, "{") {
            self.closing_ahead(at).map(|close| close + 1)
        } else {
            Some(at + usize::from(self.parameter_ahead(at)))
        };
        end.is_some_and(|end| self.sign_ahead(end, ")"))
    }

    fn node_pattern(&mut self) -> Outcome<NodePattern> {
        let start = self.span();
        if self.eat_sign("(").is_none() {
            self.or_expected(NODE);
            return Err(self.unexpected());
        }
        let name = if self.at_word("IS") && !self.sign_ahead(1, ")") { None } else { self.eat_name() };
        let labels = match self.eat_sign(":").or_else(|| self.eat_spelt(Spelling::Label, "IS")) {
            Some(_) => Some(self.label_expression()?),
            None => None,
        };
        let properties = self.pattern_properties()?;
        self.expect_sign(")")?;
        Ok(NodePattern { name, labels, properties, span: self.since(start) })
    }

    fn pattern_properties(&mut self) -> Outcome<Option<Expression>> {
        let here = self.at_sign("{") || matches!(self.token().kind, TokenKind::Parameter(_));
        if !here {
            self.or_expected("{");
            return Ok(None);
        }
        let beside = self.start_height();
        let properties = self.deeper(Parser::atom);
        self.end_height(beside);
        properties.map(Some)
    }

    /// `A:B`, `A&B`, `A|B`, `!A`, `%`, with parentheses.
    pub(super) fn label_expression(&mut self) -> Outcome<LabelExpression> {
        let beside = self.start_height();
        let result = self.label_or();
        self.end_height(beside);
        result
    }

    fn label_or(&mut self) -> Outcome<LabelExpression> {
        let mut left = self.label_and()?;
        while self.at_label_bar() {
            self.bump();
            self.eat_sign(":");
            self.grow(0)?;
            left = LabelExpression::Or(Box::new(left), Box::new(self.label_and()?));
        }
        Ok(left)
    }

    fn label_and(&mut self) -> Outcome<LabelExpression> {
        let mut left = self.label_atom()?;
        while let Some(span) = self.eat_sign("&").or_else(|| self.eat_sign(":")) {
            if span.of(self.text) == "&" {
                self.spelt.push((Spelling::Label, span));
            }
            self.grow(0)?;
            left = LabelExpression::And(Box::new(left), Box::new(self.label_atom()?));
        }
        Ok(left)
    }

    fn label_atom(&mut self) -> Outcome<LabelExpression> {
        if self.eat_sign("!").is_some() {
            let inner = self.deeper(Parser::label_atom)?;
            return Ok(LabelExpression::Not(Box::new(inner)));
        }
        if self.eat_sign("%").is_some() {
            return Ok(LabelExpression::Any);
        }
        if self.eat_sign("(").is_some() {
            let inner = self.deeper(Parser::label_or)?;
            self.expect_sign(")")?;
            return Ok(inner);
        }
        self.expect_name("a label").map(LabelExpression::Name)
    }

    pub(super) fn relationship_pattern(&mut self) -> Outcome<RelationshipPattern> {
        let start = self.span();
        let left = self.eat_sign("<").is_some();
        self.expect_sign("-")?;
        let mut pattern = RelationshipPattern {
            name: None,
            types: Vec::new(),
            direction: Direction::Either,
            length: None,
            properties: None,
            repeated: None,
            span: start,
        };
        if self.eat_sign("[").is_some() {
            self.relationship_detail(&mut pattern)?;
            self.expect_sign("]")?;
        }
        self.expect_sign("-")?;
        let right = self.eat_sign(">").is_some();
        pattern.direction = match (left, right) {
            (true, false) => Direction::Incoming,
            (false, true) => Direction::Outgoing,
            (true, true) | (false, false) => Direction::Either,
        };
        pattern.span = self.since(start);
        Ok(pattern)
    }

    fn relationship_detail(&mut self, pattern: &mut RelationshipPattern) -> Outcome<()> {
        pattern.name = self.eat_name();
        if self.eat_sign(":").is_some() {
            pattern.types.push(self.expect_name("a relationship type")?);
            while self.eat_sign("|").is_some() {
                self.eat_sign(":");
                pattern.types.push(self.expect_name("a relationship type")?);
            }
        }
        if self.eat_sign("*").is_some() {
            pattern.length = Some(self.length()?);
        } else if matches!(self.token().kind, TokenKind::Integer) || self.at_sign("..") {
            return Err(self.length_without_star());
        }
        pattern.properties = self.pattern_properties()?;
        Ok(())
    }

    fn length(&mut self) -> Outcome<Length> {
        let min = self.bound()?;
        if self.eat_sign("..").is_none() {
            return Ok(Length { min, max: min });
        }
        Ok(Length { min: min.or(Some(1)), max: self.bound()? })
    }

    pub(super) fn bound(&mut self) -> Outcome<Option<u32>> {
        let token = self.token().clone();
        if self.at_sign("-") {
            return Err(self.bad_bound(token.span));
        }
        if token.kind != TokenKind::Integer {
            self.or_expected("a number");
            return Ok(None);
        }
        let number = token.span.of(self.text).parse();
        self.bump();
        number.map(Some).map_err(|_| self.bad_bound(token.span))
    }

    fn bad_bound(&self, span: Span) -> Box<Diagnostic> {
        let message = "the bound of a length must be a whole number from 0 to 4294967295";
        Box::new(Diagnostic::syntax("InvalidRelationshipPattern", span, message).hint("write for example `*1..3`"))
    }

    fn length_without_star(&self) -> Box<Diagnostic> {
        let message = "a length needs a `*` before it";
        Box::new(
            Diagnostic::syntax("InvalidRelationshipPattern", self.span(), message).hint("write for example `*1..3`"),
        )
    }
}

/// `shortestPath` takes exactly one relationship between two nodes.
fn one_relationship(path: PathPattern) -> Outcome<PathPattern> {
    if path.steps.len() == 1 {
        return Ok(path);
    }
    let message = "a shortest path is asked for with one relationship between two nodes";
    Err(Box::new(
        Diagnostic::syntax("InvalidRelationshipPattern", path.span, message)
            .hint("write for example `shortestPath((a)-[*]-(b))`, or `ANY SHORTEST (a)-->+(b)`"),
    ))
}

/// `shortestPath` is older than patterns in parentheses: a selector stands before those.
fn plain_relationship(path: PathPattern) -> Outcome<PathPattern> {
    let Some((relationship, _)) = path.steps.iter().find(|(relationship, _)| relationship.repeated.is_some()) else {
        return Ok(path);
    };
    let message = "within `shortestPath` stands a relationship and no pattern in parentheses";
    let fault = Diagnostic::syntax("InvalidRelationshipPattern", relationship.span, message);
    Err(Box::new(fault.hint("write for example `ANY SHORTEST (a)(()-->()<--())+(b)`")))
}

/// Which paths are the shortest is found out before anything else is asked of them.
fn unconditional(path: PathPattern) -> Outcome<PathPattern> {
    let asks = |relationship: &RelationshipPattern| relationship.repeated.as_ref().is_some_and(|inner| inner.asks());
    let Some((relationship, _)) = path.steps.iter().find(|(relationship, _)| asks(relationship)) else {
        return Ok(path);
    };
    let message = "a selector can't stand before a pattern that asks more of each time than a relationship";
    let fault = Diagnostic::syntax("InvalidRelationshipPattern", relationship.span, message);
    Err(Box::new(fault.hint("ask it of the whole path in `WHERE`, or leave the selector out")))
}
