//! `WITH` and `RETURN`: columns, grouping, order, and the scope that goes on.

use std::sync::Arc;

use super::scope::Scope;
use super::{Aggregation, Binder, Expr, Projection, Slot, Type};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::syntax::ast::{self, Kind};

/// A projection that only computes.
pub(super) fn plain(items: Vec<(Slot, Expr)>) -> Projection {
    let slots = items.iter().map(|(slot, _)| *slot).collect();
    Projection { aggregation: None, items, slots, distinct: false, order: Vec::new(), skip: None, limit: None }
}

/// What is known of one column while the projection is bound.
pub(super) struct Column {
    pub(super) name: Arc<str>,
    pub(super) slot: Slot,
    /// The expression as canonical text, by which a repetition of it is recognised.
    pub(super) text: String,
}

impl Binder<'_> {
    /// The bound projection and its columns; afterwards only its columns are in scope.
    pub(super) fn projection(
        &mut self,
        projection: &ast::Projection,
        with: bool,
    ) -> Outcome<(Projection, Vec<Column>)> {
        let items = self.expand_star(projection, with)?;
        check_names(&items)?;
        let aggregates = items.iter().any(|item| super::aggregate::contains(&item.expression));
        let (aggregation, bound, columns) =
            if aggregates { self.grouped_items(&items)? } else { self.plain_items(&items)? };
        let mut result = Projection { aggregation, ..plain(bound) };
        result.slots = columns.iter().map(|column| column.slot).collect();
        result.distinct = projection.distinct;
        self.order(projection, &columns, &items, &mut result)?;
        if with {
            check_aliases(&items)?;
        }
        result.skip = self.row_count(projection.skip.as_ref(), "SKIP")?;
        result.limit = self.row_count(projection.limit.as_ref(), "LIMIT")?;
        let mut scope = Scope::default();
        columns.iter().for_each(|column| scope.add(column.name.clone(), column.slot));
        self.scope = scope;
        Ok((result, columns))
    }

    /// The items with `*` written out.
    fn expand_star(&self, projection: &ast::Projection, with: bool) -> Outcome<Vec<ast::Item>> {
        let Some(span) = projection.star else { return Ok(projection.items.clone()) };
        let mut visible: Vec<Arc<str>> = self.scope.visible().into_iter().map(|(name, _)| name).collect();
        visible.sort();
        if visible.is_empty() && projection.items.is_empty() && !with {
            let message = "`*` stands for all variables, and there are none";
            return Err(Box::new(Diagnostic::syntax("NoVariablesInScope", span, message)));
        }
        let item = |name: Arc<str>| ast::Item {
            expression: ast::Expression { kind: Kind::Variable(name.clone()), span },
            alias: None,
            text: name,
        };
        let mut items: Vec<ast::Item> = visible.into_iter().map(item).collect();
        items.extend(projection.items.iter().cloned());
        Ok(items)
    }

    #[expect(clippy::type_complexity, reason = "the three results belong together and are taken apart at once")]
    fn plain_items(&mut self, items: &[ast::Item]) -> Outcome<(Option<Aggregation>, Vec<(Slot, Expr)>, Vec<Column>)> {
        let (mut bound, mut columns) = (Vec::new(), Vec::new());
        for item in items {
            let expr = self.expression(&item.expression)?;
            let slot = self.column_slot(item, &expr);
            if !matches!(expr, Expr::Slot(same) if same == slot) {
                bound.push((slot, expr));
            }
            columns.push(column(item, slot));
        }
        Ok((None, bound, columns))
    }

    /// A variable that keeps its name keeps its slot; everything else gets one.
    pub(super) fn column_slot(&mut self, item: &ast::Item, expr: &Expr) -> Slot {
        if let (Expr::Slot(slot), Kind::Variable(name)) = (expr, &item.expression.kind)
            && item.alias.as_ref().is_none_or(|alias| alias.text == *name)
        {
            return *slot;
        }
        let kind = self.type_of(expr);
        let element = self.element_of(expr);
        let slot = self.slot(kind);
        self.elements[slot] = element;
        self.names[slot] = column(item, slot).name;
        slot
    }

    fn order(
        &mut self,
        projection: &ast::Projection,
        columns: &[Column],
        items: &[ast::Item],
        result: &mut Projection,
    ) -> Outcome<()> {
        if projection.order.is_empty() {
            return Ok(());
        }
        let old = self.scope.clone();
        for item in &projection.order {
            let aggregates = super::aggregate::contains(&item.expression);
            let expr = if result.aggregation.is_some() {
                self.grouped_order(&item.expression, columns, items)?
            } else if aggregates {
                let message = "an aggregate can't be sorted by where nothing is aggregated";
                let fault = Diagnostic::syntax("InvalidAggregation", item.expression.span, message);
                return Err(Box::new(fault.hint("compute it in a `WITH` first")));
            } else {
                self.plain_order(&item.expression, columns, projection.distinct, &old)?
            };
            result.order.push((expr, item.descending));
        }
        self.scope = old;
        Ok(())
    }

    /// Sorting sees the columns, and the variables before them unless equal rows are folded.
    fn plain_order(
        &mut self,
        item: &ast::Expression,
        columns: &[Column],
        distinct: bool,
        old: &Scope,
    ) -> Outcome<Expr> {
        self.scope = if distinct { Scope::default() } else { old.clone() };
        columns.iter().for_each(|column| self.scope.add(column.name.clone(), column.slot));
        if distinct {
            let keys = columns.iter().map(|column| (column.text.clone(), column.slot)).collect();
            return self.with_replacements(keys, |binder| binder.expression(item));
        }
        self.expression(item)
    }

    /// `SKIP` and `LIMIT`: a number that does not depend on the row.
    fn row_count(&mut self, count: Option<&ast::Expression>, word: &str) -> Outcome<Option<Expr>> {
        let Some(count) = count else { return Ok(None) };
        let scope = std::mem::take(&mut self.scope);
        let bound = self.expression(count);
        self.scope = scope;
        let bound = match bound {
            Err(fault) if fault.detail == "UndefinedVariable" => {
                let message = format!("`{word}` takes a number that is the same for every row");
                return Err(Box::new(Diagnostic::syntax("NonConstantExpression", count.span, message)));
            }
            other => other?,
        };
        match &bound {
            Expr::Constant(crate::value::Value::Integer(number)) if *number < 0 => {
                let message = format!("`{word}` can't be negative");
                return Err(Box::new(Diagnostic::syntax("NegativeIntegerArgument", count.span, message)));
            }
            other => self.expect_type(other, count.span, &[Type::Integer], word)?,
        }
        Ok(Some(bound))
    }
}

pub(super) fn column(item: &ast::Item, slot: Slot) -> Column {
    let name = item.alias.as_ref().map_or(item.text.clone(), |alias| alias.text.clone());
    let name = match (&item.alias, &item.expression.kind) {
        (None, Kind::Variable(variable)) => variable.clone(),
        _ => name,
    };
    Column { name, slot, text: super::aggregate::text_of(&item.expression) }
}

/// No two columns have the same name.
fn check_names(items: &[ast::Item]) -> Outcome<()> {
    let mut seen: Vec<Arc<str>> = Vec::new();
    for item in items {
        let name = column(item, 0).name;
        if seen.contains(&name) {
            let message = format!("two columns have the name `{name}`");
            let fault = Diagnostic::syntax("ColumnNameConflict", item.expression.span, message);
            return Err(Box::new(fault.hint("give one of them another with `AS`")));
        }
        seen.push(name);
    }
    Ok(())
}

/// Every column of `WITH` has a name that can be written.
fn check_aliases(items: &[ast::Item]) -> Outcome<()> {
    let nameless = |item: &&ast::Item| item.alias.is_none() && !matches!(item.expression.kind, Kind::Variable(_));
    match items.iter().find(nameless) {
        None => Ok(()),
        Some(item) => {
            let message = "what `WITH` carries on needs a name";
            let fault = Diagnostic::syntax("NoExpressionAlias", item.expression.span, message);
            Err(Box::new(fault.hint(format!("write `{} AS name`", item.text))))
        }
    }
}
