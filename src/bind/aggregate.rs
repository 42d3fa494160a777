//! Aggregation: which parts of a projection are grouping keys, which are aggregates.
//!
//! An item without an aggregate is a grouping key. In an item with one, every part outside the
//! aggregates must be a key, or built from keys and constants (openCypher CIP2021-07-07).

use super::project::{Column, column};
use super::{Aggregate, Aggregation, Binder, Expr, FunctionRef, Slot, Type};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::functions::{self, Code};
use crate::syntax::ast::{self, Kind};

/// The grouping in hand.
#[derive(Default)]
pub(super) struct Grouping {
    /// Expressions that are known, by their text.
    known: Vec<(String, Slot)>,
    /// Aggregates found so far.
    aggregates: Vec<(Slot, Aggregate)>,
    /// Whether aggregates are to be collected; otherwise known expressions are only replaced.
    collecting: bool,
    /// Columns that are computed from several parts: an aggregate can't stand beside them.
    complex: Vec<String>,
    /// How many variables are in scope outside the item: what lies above is local to it.
    outer: usize,
}

/// The expression as canonical text.
pub(super) fn text_of(expression: &ast::Expression) -> String {
    crate::syntax::print_expression(expression)
}

impl Binder<'_> {
    #[expect(clippy::type_complexity, reason = "the three results belong together and are taken apart at once")]
    pub(super) fn grouped_items(
        &mut self,
        items: &[ast::Item],
    ) -> Outcome<(Option<Aggregation>, Vec<(Slot, Expr)>, Vec<Column>)> {
        let mut keys = Vec::new();
        let mut columns: Vec<Option<Column>> = items.iter().map(|_| None).collect();
        for (at, item) in items.iter().enumerate().filter(|(_, item)| !contains(&item.expression)) {
            let expr = self.expression(&item.expression)?;
            let slot = self.column_slot(item, &expr);
            keys.push((slot, expr));
            columns[at] = Some(column(item, slot));
        }
        let simple = columns.iter().zip(items).filter(|(_, item)| is_simple(&item.expression));
        let known = simple.filter_map(|(column, _)| column.as_ref().map(|c| (c.text.clone(), c.slot))).collect();
        self.grouping = Some(Grouping { known, collecting: true, outer: self.scope.len(), ..Grouping::default() });
        let mut bound = Vec::new();
        for (at, item) in items.iter().enumerate().filter(|(_, item)| contains(&item.expression)) {
            let expr = self.expression(&item.expression)?;
            let kind = self.type_of(&expr);
            let slot = self.slot(kind);
            self.names[slot] = column(item, slot).name;
            bound.push((slot, expr));
            columns[at] = Some(column(item, slot));
        }
        let aggregates = self.grouping.take().map(|grouping| grouping.aggregates).unwrap_or_default();
        Ok((Some(Aggregation { keys, aggregates }), bound, columns.into_iter().flatten().collect()))
    }

    /// Sorting after grouping: by columns, and by what the columns are computed from.
    pub(super) fn grouped_order(
        &mut self,
        item: &ast::Expression,
        columns: &[Column],
        items: &[ast::Item],
    ) -> Outcome<Expr> {
        let mut known: Vec<(String, Slot)> = Vec::new();
        let mut complex = Vec::new();
        for (column, written) in columns.iter().zip(items) {
            let mixed = contains(item) && !contains(&written.expression) && !is_simple(&written.expression);
            if mixed { complex.push(column.text.clone()) } else { known.push((column.text.clone(), column.slot)) }
        }
        self.scope = super::scope::Scope::default();
        columns.iter().for_each(|column| self.scope.add(column.name.clone(), column.slot));
        self.grouping = Some(Grouping { known, complex, ..Grouping::default() });
        let bound = self.expression(item);
        let grouping = self.grouping.take();
        let bound = bound?;
        if grouping.is_some_and(|grouping| !grouping.aggregates.is_empty()) {
            let message = "what is sorted by must be a column, or computed from columns";
            let fault = Diagnostic::syntax("InvalidAggregation", item.span, message);
            return Err(Box::new(fault.hint("compute the aggregate in a column of its own")));
        }
        Ok(bound)
    }

    /// Binds with these expressions replaced by their slots.
    pub(super) fn with_replacements(
        &mut self,
        known: Vec<(String, Slot)>,
        rule: impl FnOnce(&mut Self) -> Outcome<Expr>,
    ) -> Outcome<Expr> {
        self.grouping = Some(Grouping { known, ..Grouping::default() });
        let bound = rule(self);
        self.grouping = None;
        bound
    }

    /// The slot of an expression that is already known in the grouping in hand.
    pub(super) fn known_expression(&self, expression: &ast::Expression) -> Outcome<Option<Slot>> {
        let Some(grouping) = &self.grouping else { return Ok(None) };
        if is_literal(expression) || (grouping.known.is_empty() && grouping.complex.is_empty()) {
            return Ok(None);
        }
        let text = text_of(expression);
        if grouping.complex.contains(&text) {
            let message = format!("`{text}` is computed from several parts and can't stand beside an aggregate");
            let fault = Diagnostic::syntax("AmbiguousAggregationExpression", expression.span, message);
            return Err(Box::new(fault.hint("give the column a name with `AS`, and use the name")));
        }
        Ok(grouping.known.iter().find(|(known, _)| *known == text).map(|(_, slot)| *slot))
    }

    /// Refuses a variable that differs within a group.
    pub(super) fn check_grouped(&self, name: &str, expression: &ast::Expression) -> Outcome<()> {
        let Some(grouping) = &self.grouping else { return Ok(()) };
        let local = self.scope.len() > grouping.outer && self.is_local(name, grouping.outer);
        if !grouping.collecting || local {
            return Ok(());
        }
        let message = format!("`{name}` differs within a group: it is no grouping key");
        let fault = Diagnostic::syntax("AmbiguousAggregationExpression", expression.span, message);
        Err(Box::new(fault.hint("project it as a column of its own first, in a `WITH`")))
    }

    fn is_local(&self, name: &str, outer: usize) -> bool {
        let mut scope = self.scope.clone();
        scope.truncate(outer);
        scope.find(name) != self.scope.find(name)
    }

    /// An aggregate: its arguments belong to the rows, its value to the group.
    pub(super) fn aggregate(
        &mut self,
        function: Option<&'static functions::Function>,
        distinct: bool,
        arguments: &[ast::Expression],
        span: crate::diagnostic::Span,
    ) -> Outcome<Expr> {
        if let Some(place) = self.aggregates_refused {
            let message = format!("an aggregate can't stand in {place}");
            let fault = Diagnostic::syntax("InvalidAggregation", span, message);
            return Err(Box::new(fault.hint("compute it in a `WITH` first, and use its name here")));
        }
        let Some(grouping) = self.grouping.take() else {
            let message = "an aggregate can stand only in `WITH` and `RETURN`";
            return Err(Box::new(Diagnostic::syntax("InvalidAggregation", span, message)));
        };
        let bound = self.aggregate_arguments(arguments);
        self.grouping = Some(grouping);
        let arguments = bound?;
        let kind = match function.map(|function| function.name) {
            None | Some("count") => Type::Integer,
            Some("collect") => Type::List,
            Some(_) => Type::Any,
        };
        let slot = self.slot(kind);
        let aggregate = Aggregate { function: function.map(FunctionRef), distinct, arguments };
        if let Some(grouping) = &mut self.grouping {
            grouping.aggregates.push((slot, aggregate));
        }
        Ok(Expr::Slot(slot))
    }

    fn aggregate_arguments(&mut self, arguments: &[ast::Expression]) -> Outcome<Vec<Expr>> {
        for argument in arguments {
            if contains(argument) {
                let message = "an aggregate can't stand inside another";
                let fault = Diagnostic::syntax("NestedAggregation", argument.span, message);
                return Err(Box::new(fault.hint("compute the inner one in a `WITH` first")));
            }
            if calls(argument, "rand") {
                let message = "what is aggregated must not change from one look to the next";
                return Err(Box::new(Diagnostic::syntax("NonConstantExpression", argument.span, message)));
            }
        }
        arguments.iter().map(|argument| self.expression(argument)).collect()
    }
}

fn is_literal(expression: &ast::Expression) -> bool {
    matches!(expression.kind, Kind::Null | Kind::Boolean(_) | Kind::Integer(_) | Kind::Float(_) | Kind::String(_))
}

/// A variable, or a property of one.
fn is_simple(expression: &ast::Expression) -> bool {
    match &expression.kind {
        Kind::Variable(_) => true,
        Kind::Property(owner, _) => is_simple(owner),
        _ => false,
    }
}

/// Whether the expression holds an aggregate, outside subqueries.
pub(super) fn contains(expression: &ast::Expression) -> bool {
    any_part(expression, &|part| match &part.kind {
        Kind::CountStar => true,
        Kind::Function(call) => {
            functions::find(&call.name.text).is_some_and(|function| matches!(function.code, Code::Aggregate(_)))
        }
        _ => false,
    })
}

fn calls(expression: &ast::Expression, name: &str) -> bool {
    any_part(
        expression,
        &|part| matches!(&part.kind, Kind::Function(call) if call.name.text.eq_ignore_ascii_case(name)),
    )
}

/// Whether the expression or a part of it, subqueries left out, is as asked.
pub(super) fn any_part(expression: &ast::Expression, is: &dyn Fn(&ast::Expression) -> bool) -> bool {
    is(expression) || expression.parts().into_iter().any(|part| any_part(part, is))
}
