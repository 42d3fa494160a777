//! `WITH` and `RETURN`: grouping, folding, sorting, cutting.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use actant::diagnostic::{Class, Diagnostic, Outcome};
use actant::syntax::ast::{Expression, Item, Kind, Projection, SortItem};
use actant::syntax::print_expression;
use actant::value::{Key, Value, order};

use super::clause::key_of;
use super::lists::aggregates;
use super::{Naive, Row, Scope, Table, type_error};

/// A row of columns, with the row and the group it was made from: sorting may look at these.
struct Made {
    columns: Row,
    behind: Row,
    group: Option<Vec<Row>>,
}

impl Naive {
    pub(super) fn project(
        &self,
        projection: &Projection,
        condition: Option<&Expression>,
        table: Table,
    ) -> Outcome<Table> {
        let items = written_out(projection, &table.names);
        let names: Vec<Arc<str>> = items.iter().map(column_name).collect();
        let skip = self.row_count(projection.skip.as_ref())?;
        let limit = self.row_count(projection.limit.as_ref())?;
        let mut made = self.made(&items, table)?;
        if projection.distinct {
            let mut seen = HashSet::new();
            made.retain(|made| seen.insert(key_of(&made.columns, &names)));
        }
        let made = self.sorted(&projection.order, &items, made)?;
        let kept = made.into_iter().skip(skip.unwrap_or(0)).take(limit.unwrap_or(usize::MAX));
        let mut rows = Vec::new();
        for made in kept {
            if condition.is_none() || self.made_holds(condition, &items, &made)? {
                rows.push(made.columns);
            }
        }
        Ok(Table { names, rows })
    }

    fn made(&self, items: &[Item], table: Table) -> Outcome<Vec<Made>> {
        if items.iter().any(|item| aggregates(&item.expression)) {
            return self.grouped(items, table);
        }
        let one = |row: Row| {
            let columns = self.columns(items, Scope { row: &row, group: None })?;
            Ok(Made { columns, behind: row, group: None })
        };
        table.rows.into_iter().map(one).collect()
    }

    fn columns(&self, items: &[Item], scope: Scope<'_>) -> Outcome<Row> {
        items.iter().map(|item| Ok((column_name(item), self.evaluate(&item.expression, scope)?))).collect()
    }

    /// One row for each group; without keys there is always one group.
    fn grouped(&self, items: &[Item], table: Table) -> Outcome<Vec<Made>> {
        let keys: Vec<&Item> = items.iter().filter(|item| !aggregates(&item.expression)).collect();
        let mut places: HashMap<Vec<Key>, usize> = HashMap::new();
        let mut groups: Vec<Vec<Row>> = Vec::new();
        for row in table.rows {
            let scope = Scope { row: &row, group: None };
            let key = keys.iter().map(|item| self.evaluate(&item.expression, scope).map(Key));
            let key: Vec<Key> = key.collect::<Outcome<_>>()?;
            let at = *places.entry(key).or_insert(groups.len());
            if at == groups.len() {
                groups.push(Vec::new());
            }
            groups[at].push(row);
        }
        if groups.is_empty() && keys.is_empty() {
            groups.push(Vec::new());
        }
        let one = |group: Vec<Row>| {
            let behind = group.first().cloned().unwrap_or_default();
            let columns = self.columns(items, Scope { row: &behind, group: Some(&group) })?;
            Ok(Made { columns, behind, group: Some(group) })
        };
        groups.into_iter().map(one).collect()
    }

    fn sorted(&self, order_by: &[SortItem], items: &[Item], made: Vec<Made>) -> Outcome<Vec<Made>> {
        let mut keyed = Vec::new();
        for made in made {
            let keys = order_by.iter().map(|item| self.after(&item.expression, items, &made));
            keyed.push((keys.collect::<Outcome<Vec<Value>>>()?, made));
        }
        keyed.sort_by(|(a, _), (b, _)| {
            let pairs = a.iter().zip(b).zip(order_by);
            let by_key = |((a, b), item): ((&Value, &Value), &SortItem)| {
                if item.descending { order(b, a) } else { order(a, b) }
            };
            pairs.map(by_key).find(|found| found.is_ne()).unwrap_or(Ordering::Equal)
        });
        Ok(keyed.into_iter().map(|(_, made)| made).collect())
    }

    /// What stands behind a projection sees the columns first, then what they were made from. An
    /// expression that is written as a column is means the column.
    fn after(&self, expression: &Expression, items: &[Item], made: &Made) -> Outcome<Value> {
        let text = print_expression(expression);
        if let Some(item) = items.iter().find(|item| print_expression(&item.expression) == text)
            && !matches!(&expression.kind, Kind::Variable(name) if made.columns.contains_key(name))
        {
            return Ok(made.columns[&column_name(item)].clone());
        }
        let row: Row = made.behind.clone().into_iter().chain(made.columns.clone()).collect();
        self.evaluate(expression, Scope { row: &row, group: made.group.as_deref() })
    }

    fn made_holds(&self, condition: Option<&Expression>, items: &[Item], made: &Made) -> Outcome<bool> {
        let Some(condition) = condition else { return Ok(true) };
        match self.after(condition, items, made)? {
            Value::Boolean(truth) => Ok(truth),
            Value::Null => Ok(false),
            other => Err(type_error("true, false or null", &other)),
        }
    }

    /// The number after `SKIP` or `LIMIT`.
    fn row_count(&self, count: Option<&Expression>) -> Outcome<Option<usize>> {
        let Some(count) = count else { return Ok(None) };
        let wrong = |detail, message: String| Err(Box::new(Diagnostic::runtime(Class::SyntaxError, detail, message)));
        match self.evaluate(count, Scope { row: &Row::new(), group: None })? {
            Value::Integer(count) if count >= 0 => Ok(Some(count as usize)),
            Value::Integer(count) => wrong("NegativeIntegerArgument", format!("found {count}")),
            other => wrong("InvalidArgumentType", format!("found {}", other.type_name())),
        }
    }
}

/// The items with `*` written out.
fn written_out(projection: &Projection, names: &[Arc<str>]) -> Vec<Item> {
    let mut items = Vec::new();
    if let Some(span) = projection.star {
        let mut names = names.to_vec();
        names.sort();
        items.extend(names.into_iter().map(|name| Item {
            expression: Expression { kind: Kind::Variable(name.clone()), span },
            alias: None,
            text: name,
        }));
    }
    items.extend(projection.items.iter().cloned());
    items
}

/// The alias, the variable, or the expression as written.
pub(super) fn column_name(item: &Item) -> Arc<str> {
    match (&item.alias, &item.expression.kind) {
        (Some(alias), _) => alias.text.clone(),
        (None, Kind::Variable(name)) => name.clone(),
        (None, _) => item.text.clone(),
    }
}
