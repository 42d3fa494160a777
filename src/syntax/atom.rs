//! Atoms: literals, names, calls, and everything in brackets.

use super::ast::{
    Expression, FunctionCall, Kind, Name, ProjectionItem, Quantifier, Reduce, Selector, Subquery, SubqueryKind,
};
use super::keyword::{Standing, keyword_of};
use super::parser::Parser;
use super::token::TokenKind;
use crate::diagnostic::{Diagnostic, Outcome};

/// Words that are a value wherever a value is due.
const LITERALS: &[&str] = &["null", "true", "false"];

impl Parser<'_> {
    pub(super) fn atom(&mut self) -> Outcome<Expression> {
        let start = self.span();
        self.grow(0)?;
        let kind = match self.token().kind.clone() {
            TokenKind::Integer => self.integer("")?,
            TokenKind::Float => self.float()?,
            TokenKind::String(text) => self.taken(Kind::String(text)),
            TokenKind::Parameter(name) => self.taken(Kind::Parameter(name)),
            TokenKind::Quoted(_) => self.call_or_variable()?,
            TokenKind::Sign("(") => self.parenthesised()?,
            TokenKind::Sign("[") => self.bracketed()?,
            TokenKind::Sign("{") => self.map_literal()?,
            TokenKind::Word => self.word_atom()?,
            TokenKind::Sign(_) | TokenKind::Bad(_) | TokenKind::End => return Err(self.no_expression()),
        };
        Ok(Expression { kind, span: self.since(start) })
    }

    fn taken(&mut self, kind: Kind) -> Kind {
        self.bump();
        kind
    }

    fn no_expression(&mut self) -> Box<Diagnostic> {
        self.or_expected("an expression");
        self.unexpected()
    }

    fn word_atom(&mut self) -> Outcome<Kind> {
        let literal = [("null", Kind::Null), ("true", Kind::Boolean(true)), ("false", Kind::Boolean(false))];
        for (word, kind) in literal {
            if self.at_word(word) && !self.sign_ahead(1, "(") {
                return Ok(self.taken(kind));
            }
        }
        if self.at_word("CASE") {
            return self.case();
        }
        if let Some(kind) = self.subquery()? {
            return Ok(kind);
        }
        if let Some(quantifier) = self.quantifier_ahead() {
            return self.quantified(quantifier);
        }
        if self.at_word("reduce") && self.sign_ahead(1, "(") {
            return self.reduce();
        }
        let selector = self.mark();
        if self.selector() != Selector::All {
            self.reset(&selector);
            return Ok(Kind::Pattern(Box::new(self.path_pattern()?)));
        }
        let is_call = self.sign_ahead(1, "(") || self.sign_ahead(1, ".");
        let keyword = keyword_of(self.span().of(self.text));
        if !is_call && keyword.is_some_and(|keyword| keyword.standing == Standing::Reserved) {
            return Err(self.no_expression());
        }
        self.call_or_variable()
    }

    /// `name`, `name {…}`, `name(…)`, `a.b.name(…)`
    fn call_or_variable(&mut self) -> Outcome<Kind> {
        if self.call_ahead() {
            let name = self.dotted_name("the name of a function")?;
            self.expect_sign("(")?;
            return self.call(name);
        }
        let name = self.expect_name("a name")?;
        if self.at_sign("{") {
            return self.map_projection(name);
        }
        Ok(Kind::Variable(name.text))
    }

    fn call_ahead(&self) -> bool {
        let mut at = 1;
        while self.sign_ahead(at, ".") {
            at += 2;
        }
        self.sign_ahead(at, "(")
    }

    fn call(&mut self, name: Name) -> Outcome<Kind> {
        if name.text.eq_ignore_ascii_case("count") && self.at_sign("*") && self.sign_ahead(1, ")") {
            self.bump();
            self.expect_sign(")")?;
            return Ok(Kind::CountStar);
        }
        let distinct = self.eat_word("DISTINCT").is_some();
        let arguments = if name.text.eq_ignore_ascii_case("exists") && self.chain_ahead(0) {
            let pattern = self.test()?;
            self.expect_sign(")")?;
            vec![pattern]
        } else {
            self.arguments(")")?
        };
        Ok(Kind::Function(FunctionCall { name, distinct, arguments }))
    }

    pub(super) fn integer(&mut self, sign: &str) -> Outcome<Kind> {
        let span = self.bump();
        let text = span.of(self.text);
        let (digits, radix) = match text.get(..2) {
            Some("0x") => (&text[2..], 16),
            Some("0o") => (&text[2..], 8),
            _ => (text, 10),
        };
        if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
            let message = format!("`{text}` is no number in base {radix}");
            return Err(Box::new(Diagnostic::syntax("InvalidNumberLiteral", span, message)));
        }
        i64::from_str_radix(&format!("{sign}{digits}"), radix).map(Kind::Integer).map_err(|_| {
            let message = format!("`{sign}{text}` is too large for an integer");
            let fault = Diagnostic::syntax("IntegerOverflow", span, message);
            Box::new(fault.hint(
                "integers reach from -9223372036854775808 to 9223372036854775807; write a decimal point for a float",
            ))
        })
    }

    fn float(&mut self) -> Outcome<Kind> {
        let span = self.bump();
        let text = span.of(self.text);
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Kind::Float(number)),
            Ok(_) | Err(_) => {
                let message = format!("`{text}` is too large for a float");
                Err(Box::new(Diagnostic::syntax("FloatingPointOverflow", span, message)))
            }
        }
    }

    /// `(a)-->(b)` as a condition, or an expression in parentheses.
    fn parenthesised(&mut self) -> Outcome<Kind> {
        if self.chain_ahead(0) {
            return self.pattern_test();
        }
        self.expect_sign("(")?;
        let inner = self.expression_as(self.is_test())?;
        self.expect_sign(")")?;
        Ok(inner.kind)
    }

    fn pattern_test(&mut self) -> Outcome<Kind> {
        let is_test = self.is_test();
        let path = self.path_pattern()?;
        if is_test {
            return Ok(Kind::Pattern(Box::new(path)));
        }
        let fault = Diagnostic::syntax("UnexpectedSyntax", path.span, "found a pattern, expected a value");
        let text = path.span.of(self.text);
        Err(Box::new(
            fault.hint(format!("ask with `EXISTS {{ {text} }}` or `COUNT {{ {text} }}`, or list with `[{text} | …]`")),
        ))
    }

    /// A list, a list comprehension or a pattern comprehension.
    fn bracketed(&mut self) -> Outcome<Kind> {
        self.expect_sign("[")?;
        let literal = LITERALS.iter().any(|word| self.at_word(word));
        if self.word_ahead(1, "IN") && matches!(self.token().kind, TokenKind::Word | TokenKind::Quoted(_)) && !literal {
            return self.list_comprehension();
        }
        if self.pattern_comprehension_ahead() {
            return self.pattern_comprehension();
        }
        self.arguments("]").map(Kind::List)
    }

    fn list_comprehension(&mut self) -> Outcome<Kind> {
        let name = self.expect_name("a name")?;
        self.expect_word("IN")?;
        let list = Box::new(self.expression_before_bar()?);
        let condition = self.condition_before_bar()?.map(Box::new);
        let step = match self.eat_sign("|") {
            Some(_) => Some(Box::new(self.expression()?)),
            None => None,
        };
        self.expect_sign("]")?;
        Ok(Kind::ListComprehension(name, list, condition, step))
    }

    fn condition_before_bar(&mut self) -> Outcome<Option<Expression>> {
        let around = self.bar_ends_here();
        let result = self.condition();
        self.bar_ends(around);
        result
    }

    /// `(a)-->(b)` or `p = (a)-->(b)`, and a `WHERE` or `|` before the first comma.
    fn pattern_comprehension_ahead(&self) -> bool {
        let named = self.sign_ahead(1, "=") && matches!(self.token().kind, TokenKind::Word | TokenKind::Quoted(_));
        self.chain_ahead(if named { 2 } else { 0 }) && self.bar_before_comma()
    }

    fn pattern_comprehension(&mut self) -> Outcome<Kind> {
        let path = self.path_pattern()?;
        let condition = self.condition_before_bar()?.map(Box::new);
        self.expect_sign("|")?;
        let step = Box::new(self.expression()?);
        self.expect_sign("]")?;
        Ok(Kind::PatternComprehension(Box::new(path), condition, step))
    }

    fn map_literal(&mut self) -> Outcome<Kind> {
        self.expect_sign("{")?;
        let mut entries = Vec::new();
        if self.eat_sign("}").is_some() {
            return Ok(Kind::Map(entries));
        }
        loop {
            let key = self.expect_name("the name of a property")?;
            self.expect_sign(":")?;
            entries.push((key, self.expression()?));
            if self.eat_sign(",").is_none() {
                self.expect_sign("}")?;
                return Ok(Kind::Map(entries));
            }
        }
    }

    fn map_projection(&mut self, base: Name) -> Outcome<Kind> {
        self.expect_sign("{")?;
        let mut items = Vec::new();
        if self.eat_sign("}").is_some() {
            return Ok(Kind::MapProjection(base, items));
        }
        loop {
            items.push(self.projection_item()?);
            if self.eat_sign(",").is_none() {
                self.expect_sign("}")?;
                return Ok(Kind::MapProjection(base, items));
            }
        }
    }

    fn projection_item(&mut self) -> Outcome<ProjectionItem> {
        if self.eat_sign(".").is_some() {
            if self.eat_sign("*").is_some() {
                return Ok(ProjectionItem::Everything);
            }
            return self.expect_name("the name of a property").map(ProjectionItem::Property);
        }
        let name = self.expect_name("`.property`, `name` or `name: value`")?;
        match self.eat_sign(":") {
            Some(_) => Ok(ProjectionItem::Entry(name, self.expression()?)),
            None => Ok(ProjectionItem::Variable(name)),
        }
    }

    fn case(&mut self) -> Outcome<Kind> {
        self.expect_word("CASE")?;
        let operand = if self.at_word("WHEN") { None } else { Some(Box::new(self.expression()?)) };
        let mut alternatives = Vec::new();
        while self.eat_word("WHEN").is_some() {
            let when = self.expression_as(operand.is_none())?;
            self.expect_word("THEN")?;
            alternatives.push((when, self.expression()?));
        }
        if alternatives.is_empty() {
            return Err(self.unexpected());
        }
        let otherwise = match self.eat_word("ELSE") {
            Some(_) => Some(Box::new(self.expression()?)),
            None => None,
        };
        self.expect_word("END")?;
        Ok(Kind::Case(operand, alternatives, otherwise))
    }

    /// `EXISTS {`, `COUNT {`, `COLLECT {`
    fn subquery(&mut self) -> Outcome<Option<Kind>> {
        let kinds =
            [("EXISTS", SubqueryKind::Exists), ("COUNT", SubqueryKind::Count), ("COLLECT", SubqueryKind::Collect)];
        for (word, kind) in kinds {
            if self.at_word(word) && self.sign_ahead(1, "{") {
                self.bump();
                let body = self.deeper(Parser::subquery_body)?;
                return Ok(Some(Kind::Subquery(kind, Box::new(body))));
            }
        }
        Ok(None)
    }

    fn subquery_body(&mut self) -> Outcome<Subquery> {
        self.expect_sign("{")?;
        let is_query = self.begins_clause();
        let body = if is_query {
            Subquery::Query(self.query()?)
        } else {
            let patterns = self.patterns()?;
            Subquery::Pattern(patterns, self.condition()?)
        };
        self.expect_sign("}")?;
        Ok(body)
    }

    fn quantifier_ahead(&self) -> Option<Quantifier> {
        let quantifiers = [
            ("all", Quantifier::All),
            ("any", Quantifier::Any),
            ("none", Quantifier::None),
            ("single", Quantifier::Single),
        ];
        let ahead = self.sign_ahead(1, "(") && self.word_ahead(3, "IN");
        quantifiers.into_iter().find(|(word, _)| ahead && self.at_word(word)).map(|(_, quantifier)| quantifier)
    }

    fn quantified(&mut self, quantifier: Quantifier) -> Outcome<Kind> {
        self.bump();
        self.expect_sign("(")?;
        let name = self.expect_name("a name")?;
        self.expect_word("IN")?;
        let list = Box::new(self.expression()?);
        let condition = self.condition()?.map(Box::new);
        self.expect_sign(")")?;
        Ok(Kind::Quantifier(quantifier, name, list, condition))
    }

    fn reduce(&mut self) -> Outcome<Kind> {
        self.bump();
        self.expect_sign("(")?;
        let accumulator = self.expect_name("a name")?;
        self.expect_sign("=")?;
        let initial = self.expression()?;
        self.expect_sign(",")?;
        let variable = self.expect_name("a name")?;
        self.expect_word("IN")?;
        let list = self.expression_before_bar()?;
        self.expect_sign("|")?;
        let step = self.expression()?;
        self.expect_sign(")")?;
        Ok(Kind::Reduce(Box::new(Reduce { accumulator, initial, variable, list, step })))
    }
}
