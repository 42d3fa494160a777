//! Statements and clauses.
//!
//! ```text
//! statement = [EXPLAIN | PROFILE] lens query [;]
//! query     = single (UNION [ALL] single)*
//! single    = clause+
//! clause    = [OPTIONAL] MATCH patterns [WHERE e] | UNWIND e AS n | WITH … | RETURN … | CREATE …
//!           | MERGE … | SET … | REMOVE … | [DETACH] DELETE … | CALL … | FILTER … | LET … | FOR …
//! ```

use super::ast::{
    Call, Clause, Create, Delete, Expression, Item, Kind, Match, Merge, Mode, Name, Projection, Query, RemoveItem,
    SetItem, SingleQuery, SortItem, Spelling, Statement, Unwind, With, Yields,
};
use super::keyword::{Role, with_role};
use super::parser::Parser;
use super::slip::PROPERTY;
use crate::diagnostic::{Diagnostic, Outcome, Span};

impl Parser<'_> {
    pub(super) fn statement(&mut self) -> Outcome<Statement> {
        let mode = if self.eat_word("EXPLAIN").is_some() {
            Mode::Explain
        } else if self.eat_word("PROFILE").is_some() {
            Mode::Profile
        } else {
            Mode::Run
        };
        let lens = self.lens()?;
        let query = self.query()?;
        if self.eat_sign(";").is_some() {
            self.or_expected("the end: one statement at a time");
        }
        if !self.at_end() {
            return Err(self.unexpected());
        }
        Ok(Statement { mode, lens, query, spelt: std::mem::take(&mut self.spelt) })
    }

    fn expect_clause_words(&mut self) {
        with_role(Role::Clause).for_each(|word| self.or_expected(word));
    }

    pub(super) fn query(&mut self) -> Outcome<Query> {
        let mut parts = vec![self.single_query()?];
        let mut unions = Vec::new();
        while let Some(span) = self.eat_word("UNION") {
            let all = self.eat_word("ALL").is_some();
            if !all {
                self.eat_word("DISTINCT");
            }
            unions.push((all, span));
            parts.push(self.single_query()?);
        }
        Ok(Query { parts, unions })
    }

    fn single_query(&mut self) -> Outcome<SingleQuery> {
        let start = self.span();
        let mut clauses = vec![self.clause()?];
        while self.begins_clause() {
            clauses.push(self.clause()?);
        }
        self.expect_clause_words();
        yields_are_named(&clauses)?;
        Ok(SingleQuery { clauses, span: self.since(start) })
    }

    fn clause(&mut self) -> Outcome<Clause> {
        let start = self.span();
        if self.at_word("OPTIONAL") || self.at_word("MATCH") {
            return self.match_clause().map(Clause::Match);
        }
        if self.at_word("DETACH") || self.at_word("DELETE") {
            return self.delete_clause().map(Clause::Delete);
        }
        if self.eat_word("UNWIND").is_some() {
            return self.unwind_clause(start).map(Clause::Unwind);
        }
        if self.eat_spelt(Spelling::Clause, "FILTER").is_some() {
            return self.filter_clause(start);
        }
        if self.eat_spelt(Spelling::Clause, "LET").is_some() {
            return self.let_clause(start);
        }
        if self.eat_spelt(Spelling::Clause, "FOR").is_some() {
            return self.for_clause(start);
        }
        if self.eat_word("WITH").is_some() {
            return self.with_clause(start).map(Clause::With);
        }
        if self.eat_word("RETURN").is_some() {
            return self.projection(start).map(Clause::Return);
        }
        if self.eat_word("CREATE").is_some() {
            let patterns = self.patterns()?;
            return Ok(Clause::Create(Create { patterns, span: self.since(start) }));
        }
        if self.eat_word("MERGE").is_some() {
            return self.merge_clause(start).map(Clause::Merge);
        }
        if self.eat_word("SET").is_some() {
            let items = self.set_items()?;
            return Ok(Clause::Set(items, self.since(start)));
        }
        if self.eat_word("REMOVE").is_some() {
            let items = self.remove_items()?;
            return Ok(Clause::Remove(items, self.since(start)));
        }
        if self.eat_word("CALL").is_some() {
            return self.call_clause(start);
        }
        self.expect_clause_words();
        Err(self.not_a_clause())
    }

    fn not_a_clause(&self) -> Box<Diagnostic> {
        let mut fault = self.unexpected();
        if !fault.message.starts_with("found") {
            return fault;
        }
        let found = fault.message.split(", expected").next().unwrap_or_default().to_string();
        fault.message = format!("{found}, expected a clause such as `MATCH` or `RETURN`");
        fault
    }

    fn match_clause(&mut self) -> Outcome<Match> {
        let start = self.span();
        let optional = self.eat_word("OPTIONAL").is_some();
        self.expect_word("MATCH")?;
        let patterns = self.patterns()?;
        let condition = self.condition()?;
        Ok(Match { optional, patterns, condition, span: self.since(start) })
    }

    pub(super) fn condition(&mut self) -> Outcome<Option<Expression>> {
        match self.eat_word("WHERE") {
            Some(_) => self.test().map(Some),
            None => Ok(None),
        }
    }

    fn unwind_clause(&mut self, start: Span) -> Outcome<Unwind> {
        let list = self.expression()?;
        self.expect_word("AS")?;
        let alias = self.expect_name("a name")?;
        Ok(Unwind { list, alias, span: self.since(start) })
    }

    fn with_clause(&mut self, start: Span) -> Outcome<With> {
        let projection = self.projection(start)?;
        let condition = self.condition()?;
        Ok(With { projection, condition, folds: true })
    }

    fn projection(&mut self, start: Span) -> Outcome<Projection> {
        let distinct = self.eat_word("DISTINCT").is_some();
        let star = self.eat_sign("*");
        let items = match star {
            Some(_) if self.eat_sign(",").is_none() => Vec::new(),
            _ => self.items()?,
        };
        let order = self.order()?;
        let skip = match self.eat_word("SKIP").or_else(|| self.eat_spelt(Spelling::Offset, "OFFSET")) {
            Some(_) => Some(self.expression()?),
            None => None,
        };
        let limit = match self.eat_word("LIMIT") {
            Some(_) => Some(self.expression()?),
            None => None,
        };
        Ok(Projection { distinct, star, items, order, skip, limit, span: self.since(start) })
    }

    fn items(&mut self) -> Outcome<Vec<Item>> {
        let mut items = vec![self.item()?];
        while self.eat_sign(",").is_some() {
            items.push(self.item()?);
        }
        Ok(items)
    }

    fn item(&mut self) -> Outcome<Item> {
        let expression = self.expression()?;
        let text = self.text[expression.span.start..self.end()].into();
        let alias = match self.eat_word("AS") {
            Some(_) => Some(self.expect_name("a name")?),
            None => None,
        };
        Ok(Item { expression, alias, text })
    }

    fn order(&mut self) -> Outcome<Vec<SortItem>> {
        if self.eat_word("ORDER").is_none() {
            return Ok(Vec::new());
        }
        self.expect_word("BY")?;
        let mut items = vec![self.sort_item()?];
        while self.eat_sign(",").is_some() {
            items.push(self.sort_item()?);
        }
        Ok(items)
    }

    fn sort_item(&mut self) -> Outcome<SortItem> {
        let expression = self.expression()?;
        let descending = self.eat_word("DESC").or_else(|| self.eat_word("DESCENDING")).is_some();
        if !descending {
            let _ = self.eat_word("ASC").or_else(|| self.eat_word("ASCENDING"));
        }
        Ok(SortItem { expression, descending })
    }

    fn merge_clause(&mut self, start: Span) -> Outcome<Merge> {
        let pattern = self.path_pattern()?;
        let (mut on_create, mut on_match) = (Vec::new(), Vec::new());
        while self.eat_word("ON").is_some() {
            let created = self.eat_word("CREATE").is_some();
            if !created {
                self.expect_word("MATCH")?;
            }
            self.expect_word("SET")?;
            let items = self.set_items()?;
            if created { on_create.extend(items) } else { on_match.extend(items) }
        }
        Ok(Merge { pattern, on_create, on_match, span: self.since(start) })
    }

    fn set_items(&mut self) -> Outcome<Vec<SetItem>> {
        let mut items = vec![self.set_item()?];
        while self.eat_sign(",").is_some() {
            items.push(self.set_item()?);
        }
        Ok(items)
    }

    fn set_item(&mut self) -> Outcome<SetItem> {
        let mark = self.mark();
        if let Some(name) = self.eat_name() {
            if self.at_sign(":") {
                return Ok(SetItem::Labels(name, self.plain_labels()?));
            }
            if self.eat_sign("+=").is_some() {
                return Ok(SetItem::Merge(name, self.expression()?));
            }
            if self.eat_sign("=").is_some() {
                return Ok(SetItem::Replace(name, self.expression()?));
            }
        }
        self.reset(&mark);
        let (owner, property) = self.property_target()?;
        self.expect_sign("=")?;
        Ok(SetItem::Property(owner, property, self.expression()?))
    }

    /// `a.x`, or `(a).x`: whose property, and which.
    fn property_target(&mut self) -> Outcome<(Expression, Name)> {
        let beside = self.start_height();
        let target = self.postfix()?;
        self.end_height(beside);
        match target.kind {
            Kind::Property(owner, name) => Ok((*owner, name)),
            _ => {
                self.or_expected(PROPERTY);
                Err(self.unexpected())
            }
        }
    }

    /// `:A:B`
    fn plain_labels(&mut self) -> Outcome<Vec<Name>> {
        let mut labels = Vec::new();
        while self.eat_sign(":").is_some() {
            labels.push(self.expect_name("a label")?);
        }
        Ok(labels)
    }

    fn remove_items(&mut self) -> Outcome<Vec<RemoveItem>> {
        let mut items = vec![self.remove_item()?];
        while self.eat_sign(",").is_some() {
            items.push(self.remove_item()?);
        }
        Ok(items)
    }

    fn remove_item(&mut self) -> Outcome<RemoveItem> {
        let mark = self.mark();
        if let Some(name) = self.eat_name()
            && self.at_sign(":")
        {
            return Ok(RemoveItem::Labels(name, self.plain_labels()?));
        }
        self.reset(&mark);
        let (owner, property) = self.property_target()?;
        Ok(RemoveItem::Property(owner, property))
    }

    fn delete_clause(&mut self) -> Outcome<Delete> {
        let start = self.span();
        let detach = self.eat_word("DETACH").is_some();
        self.expect_word("DELETE")?;
        let mut targets = vec![self.expression()?];
        while self.eat_sign(",").is_some() {
            targets.push(self.expression()?);
        }
        Ok(Delete { detach, targets, span: self.since(start) })
    }

    fn call_clause(&mut self, start: Span) -> Outcome<Clause> {
        if self.eat_sign("{").is_some() {
            let query = self.deeper(Parser::query)?;
            self.expect_sign("}")?;
            return Ok(Clause::Subquery(query, self.since(start)));
        }
        let procedure = self.dotted_name("the name of a procedure")?;
        let arguments = match self.eat_sign("(") {
            Some(_) => Some(self.arguments(")")?),
            None => None,
        };
        let yields = self.yields()?;
        let condition = self.condition()?;
        Ok(Clause::Call(Call { procedure, arguments, yields, condition, span: self.since(start) }))
    }

    /// `db.labels`: names joined by dots, taken as one.
    pub(super) fn dotted_name(&mut self, what: &'static str) -> Outcome<Name> {
        let first = self.expect_name(what)?;
        let mut text = first.text.to_string();
        while self.eat_sign(".").is_some() {
            let next = self.expect_name("a name")?;
            text.push('.');
            text.push_str(&next.text);
        }
        Ok(Name { text: text.into(), span: self.since(first.span) })
    }

    /// Expressions up to a closing sign, which is taken too.
    pub(super) fn arguments(&mut self, close: &'static str) -> Outcome<Vec<Expression>> {
        let mut arguments = Vec::new();
        if self.eat_sign(close).is_some() {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.expression()?);
            if self.eat_sign(",").is_none() {
                self.expect_sign(close)?;
                return Ok(arguments);
            }
        }
    }

    fn yields(&mut self) -> Outcome<Yields> {
        if self.eat_word("YIELD").is_none() {
            return Ok(Yields::Nothing);
        }
        if self.eat_sign("*").is_some() {
            return Ok(Yields::Everything);
        }
        if self.eat_sign("-").is_some() {
            return Ok(Yields::Items(Vec::new()));
        }
        let mut items = vec![self.yield_item()?];
        while self.eat_sign(",").is_some() {
            items.push(self.yield_item()?);
        }
        Ok(Yields::Items(items))
    }

    fn yield_item(&mut self) -> Outcome<(Name, Option<Name>)> {
        let name = self.expect_name("the name of a column")?;
        let alias = match self.eat_word("AS") {
            Some(_) => Some(self.expect_name("a name")?),
            None => None,
        };
        Ok((name, alias))
    }
}

/// `YIELD *` is for a call that stands alone: among other clauses a reader must see the names.
fn yields_are_named(clauses: &[Clause]) -> Outcome<()> {
    let everything = |clause: &Clause| match clause {
        Clause::Call(call) if matches!(call.yields, Yields::Everything) => Some(call.span),
        _ => None,
    };
    let Some(span) = clauses.iter().find_map(everything).filter(|_| clauses.len() > 1) else { return Ok(()) };
    let message = "found `YIELD *` among other clauses, expected the names of the columns";
    Err(Box::new(Diagnostic::syntax("UnexpectedSyntax", span, message).hint("write for example `YIELD a, b AS c`")))
}
