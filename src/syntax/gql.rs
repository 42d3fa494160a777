//! Spellings of GQL (ISO/IEC 39075) for what openCypher has other words for, and its path selectors.
//!
//! ```text
//! clause     = FILTER [WHERE] e | LET n "=" e ("," n "=" e)* | FOR n IN e
//! selector   = ANY [SHORTEST] | ALL SHORTEST | ANY k | SHORTEST k [GROUPS], each with PATH or PATHS after it
//! quantifier = "*" | "+" | "{" k "}" | "{" [k] "," [k] "}"
//! repeated   = "(" node (relationship node)+ [WHERE e] ")" quantifier
//! ```
//!
//! The clauses are read as `WITH *` and `UNWIND`, a quantifier as the length of a relationship, with what stands
//! around and behind it in the parentheses, so that every later stage knows one form, and `EXPLAIN` and the
//! printer show it.

use super::ast::{
    Clause, Expression, Item, Length, NodePattern, PathPattern, Projection, RelationshipPattern, Repeated, Selector,
    Spelling, Unwind, With,
};
use super::parser::Parser;
use super::token::TokenKind;
use crate::diagnostic::{Diagnostic, Outcome, Span};

impl Parser<'_> {
    /// `FILTER e` is `WITH * WHERE e`.
    pub(super) fn filter_clause(&mut self, start: Span) -> Outcome<Clause> {
        self.eat_word("WHERE");
        let condition = Some(self.test()?);
        let projection = self.everything_and(Vec::new(), start);
        Ok(Clause::With(With { projection, condition, folds: true }))
    }

    /// `LET x = e` is `WITH *, e AS x`, but for aggregates, which GQL allows in no `LET` (14.7 let statement).
    pub(super) fn let_clause(&mut self, start: Span) -> Outcome<Clause> {
        let mut items = vec![self.definition()?];
        while self.eat_sign(",").is_some() {
            items.push(self.definition()?);
        }
        let projection = self.everything_and(items, start);
        Ok(Clause::With(With { projection, condition: None, folds: false }))
    }

    fn definition(&mut self) -> Outcome<Item> {
        let name = self.expect_name("a name")?;
        self.expect_sign("=")?;
        let expression = self.expression()?;
        let text = self.text[expression.span.start..self.end()].into();
        Ok(Item { expression, alias: Some(name), text })
    }

    fn everything_and(&self, items: Vec<Item>, start: Span) -> Projection {
        let (order, span) = (Vec::new(), self.since(start));
        Projection { distinct: false, star: Some(start), items, order, skip: None, limit: None, span }
    }

    /// `FOR x IN e` is `UNWIND e AS x`.
    pub(super) fn for_clause(&mut self, start: Span) -> Outcome<Clause> {
        let alias = self.expect_name("a name")?;
        self.expect_word("IN")?;
        let list = self.expression()?;
        Ok(Clause::Unwind(Unwind { list, alias, span: self.since(start) }))
    }

    /// Which paths are wanted, where it is said before the pattern.
    pub(super) fn path_selector(&mut self) -> Outcome<Selector> {
        let selector = if self.at_word("ALL") && self.word_ahead(1, "SHORTEST") {
            self.bump();
            self.bump();
            Selector::ShortestGroups(1)
        } else if self.at_word("ANY") && self.word_ahead(1, "SHORTEST") {
            self.bump();
            self.bump();
            Selector::ShortestPaths(1)
        } else if self.at_word("ANY") && !self.sign_ahead(1, "=") {
            self.bump();
            // Of any paths the shortest are as good as others.
            Selector::ShortestPaths(self.count()?.unwrap_or(1))
        } else if self.at_word("SHORTEST") && !self.sign_ahead(1, "=") {
            self.bump();
            let Some(count) = self.count()? else {
                self.or_expected("a number");
                return Err(self.unexpected());
            };
            self.grouped(count)
        } else {
            return Ok(Selector::All);
        };
        let _ = self.eat_word("PATHS").or_else(|| self.eat_word("PATH"));
        Ok(selector)
    }

    fn grouped(&mut self, count: u32) -> Selector {
        let groups = self.eat_word("GROUPS").or_else(|| self.eat_word("GROUP"));
        if groups.is_some() { Selector::ShortestGroups(count) } else { Selector::ShortestPaths(count) }
    }

    fn count(&mut self) -> Outcome<Option<u32>> {
        let token = self.token().clone();
        if token.kind != TokenKind::Integer {
            return Ok(None);
        }
        let number = token.span.of(self.text).parse().ok().filter(|count| *count > 0);
        self.bump();
        let message = "how many paths are wanted must be a whole number from 1 to 4294967295";
        let fault = || Box::new(Diagnostic::syntax("InvalidArgumentValue", token.span, message));
        number.map(Some).ok_or_else(fault)
    }

    /// `+`, `*` or `{1,3}` after a relationship.
    pub(super) fn quantifier(&mut self) -> Outcome<Option<Length>> {
        if self.eat_sign("+").is_some() {
            return Ok(Some(Length { min: Some(1), max: None }));
        }
        if self.eat_sign("*").is_some() {
            return Ok(Some(Length { min: Some(0), max: None }));
        }
        if self.eat_sign("{").is_none() {
            return Ok(None);
        }
        let least = self.bound()?;
        let most = if self.eat_sign(",").is_some() { self.bound()? } else { least };
        self.expect_sign("}")?;
        Ok(Some(Length { min: Some(least.unwrap_or(0)), max: most }))
    }

    /// A relationship with the quantifier after it, if there is one.
    pub(super) fn quantified_relationship(&mut self) -> Outcome<RelationshipPattern> {
        let start = self.span();
        let mut pattern = self.relationship_pattern()?;
        let quantifier = self.span();
        if let Some(length) = self.quantifier()? {
            if pattern.length.is_some() {
                let message = "a relationship has a length within its brackets or after them, not both";
                let fault = Diagnostic::syntax("InvalidRelationshipPattern", quantifier, message);
                return Err(Box::new(fault.hint("write for example `-[:T]->{1,3}`")));
            }
            self.spelt.push((Spelling::Quantifier, self.since(quantifier)));
            pattern.length = Some(length);
            pattern.span = self.since(start);
        }
        Ok(pattern)
    }

    /// Whether a pattern in parentheses begins, to be repeated.
    pub(super) fn at_repeated(&self) -> bool {
        self.at_sign("(") && self.sign_ahead(1, "(")
    }

    /// `((a)-[r:T]->(b)<-[s:U]-(c) WHERE e){1,3}`: a relationship of variable length, and what is repeated with it.
    pub(super) fn repeated(&mut self) -> Outcome<RelationshipPattern> {
        let start = self.span();
        self.expect_sign("(")?;
        let inner = self.deeper(|parser| parser.chain(start))?;
        let condition = self.condition()?;
        self.expect_sign(")")?;
        let Some(length) = self.quantifier()? else {
            self.or_expected("a quantifier such as `{1,3}`");
            return Err(self.unexpected());
        };
        let span = self.since(start);
        let (relationship, repeated) = one_time(inner, condition, span)?;
        let named = repeated.nodes().any(|node| node.name.is_some());
        if !named && repeated.more.is_empty() && !repeated.asks() {
            self.spelt.push((Spelling::Quantifier, span));
        }
        let repeated = (named || !repeated.more.is_empty() || repeated.asks()).then(|| Box::new(repeated));
        Ok(RelationshipPattern { length: Some(length), repeated, span, ..relationship })
    }

    /// The node that a pattern in parentheses begins or ends at where none is written.
    pub(super) fn unwritten_node(&self) -> NodePattern {
        let here = self.span();
        NodePattern { name: None, labels: None, properties: None, span: Span { end: here.start, ..here } }
    }
}

/// What is repeated: relationships between nodes, none of which is of variable length (GQL, 16.7, syntax rules of
/// the quantified path primary).
fn one_time(inner: PathPattern, condition: Option<Expression>, span: Span) -> Outcome<(RelationshipPattern, Repeated)> {
    let refused = |at: Span, message: &str| {
        let fault = Diagnostic::syntax("InvalidRelationshipPattern", at, message);
        Err(Box::new(fault.hint("write for example `((a)-[r:T]->(b)){1,3}`, or `-[r:T]->{1,3}`")))
    };
    if let Some((long, _)) = inner.steps.iter().find(|(relationship, _)| relationship.length.is_some()) {
        return refused(long.span, "a relationship of variable length can't be repeated");
    }
    let start = inner.start;
    let mut steps = inner.steps.into_iter();
    match steps.next() {
        Some((first, end)) => Ok((first, Repeated { start, end, more: steps.collect(), condition })),
        None => refused(span, "a pattern that is repeated must have a relationship"),
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::ast::{Clause, Name};
    use crate::syntax::parse;

    #[test]
    fn a_path_may_be_called_any() {
        let read = parse("MATCH any = (a)-[:T]->(b) RETURN any").expect("`any` is a name here");
        let Some(Clause::Match(found)) = read.query.parts[0].clauses.first() else { panic!("expected a match") };
        let name: Option<&Name> = found.patterns[0].name.as_ref();
        assert_eq!(name.map(|name| &*name.text), Some("any"));
    }
}
