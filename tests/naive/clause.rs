//! Clauses in their order, each over all rows at once.

use std::collections::HashSet;
use std::sync::Arc;

use actant::diagnostic::Outcome;
use actant::syntax::ast::{Clause, Expression, Match, PathPattern, Query, SingleQuery, Unwind};
use actant::value::{Key, Value};

use super::{Naive, Row, Scope, Table, beyond, type_error};

impl Naive {
    /// The rows of a query that begins with one row; without `RETURN` they have no names.
    pub(super) fn query(&self, query: &Query, row: &Row) -> Outcome<Table> {
        let mut all: Option<Table> = None;
        for part in &query.parts {
            let table = self.single_query(part, row)?;
            match &mut all {
                None => all = Some(table),
                Some(first) => first.rows.extend(table.rows),
            }
        }
        let mut all = all.unwrap_or(Table { names: Vec::new(), rows: Vec::new() });
        if query.unions.iter().any(|(keep_all, _)| !keep_all) {
            let mut seen = HashSet::new();
            let names = all.names.clone();
            all.rows.retain(|row| seen.insert(key_of(row, &names)));
        }
        Ok(all)
    }

    fn single_query(&self, query: &SingleQuery, row: &Row) -> Outcome<Table> {
        let mut table = Table { names: row.keys().cloned().collect(), rows: vec![row.clone()] };
        for clause in &query.clauses {
            table = self.clause(clause, table)?;
        }
        if !matches!(query.clauses.last(), Some(Clause::Return(_))) {
            table.names.clear();
        }
        Ok(table)
    }

    fn clause(&self, clause: &Clause, table: Table) -> Outcome<Table> {
        match clause {
            Clause::Match(inner) => self.match_clause(inner, table),
            Clause::Unwind(inner) => self.unwind(inner, table),
            Clause::With(inner) => self.project(&inner.projection, inner.condition.as_ref(), table),
            Clause::Return(inner) => self.project(inner, None, table),
            Clause::Subquery(query, _) => self.call_subquery(query, table),
            Clause::Call(_) => Err(beyond("a procedure")),
            Clause::Create(inner) => self.create(inner, table),
            Clause::Merge(inner) => self.merge(inner, table),
            Clause::Set(items, _) => self.set(items, table),
            Clause::Remove(items, _) => self.remove(items, table),
            Clause::Delete(inner) => self.delete(inner, table),
        }
    }

    fn match_clause(&self, clause: &Match, table: Table) -> Outcome<Table> {
        let new = new_names(&clause.patterns, &table.names);
        let mut rows = Vec::new();
        for row in table.rows {
            let found = self.matches(&clause.patterns, clause.condition.as_ref(), &row)?;
            if found.is_empty() && clause.optional {
                let nulls = new.iter().map(|name| (name.clone(), Value::Null));
                rows.push(row.into_iter().chain(nulls).collect());
            } else {
                rows.extend(found);
            }
        }
        Ok(Table { names: table.names.into_iter().chain(new).collect(), rows })
    }

    /// The matches of the patterns for one row that also meet the condition.
    pub(super) fn matches(
        &self,
        patterns: &[PathPattern],
        condition: Option<&Expression>,
        row: &Row,
    ) -> Outcome<Vec<Row>> {
        let mut found = Vec::new();
        for row in self.assignments(patterns, row)? {
            if self.holds(condition, Scope { row: &row, group: None })? {
                found.push(row);
            }
        }
        Ok(found)
    }

    /// Whether a condition is true; one that is not written is.
    pub(super) fn holds(&self, condition: Option<&Expression>, scope: Scope<'_>) -> Outcome<bool> {
        let Some(condition) = condition else { return Ok(true) };
        match self.evaluate(condition, scope)? {
            Value::Boolean(truth) => Ok(truth),
            Value::Null => Ok(false),
            other => Err(type_error("true, false or null", &other)),
        }
    }

    fn unwind(&self, clause: &Unwind, table: Table) -> Outcome<Table> {
        let mut rows = Vec::new();
        for row in table.rows {
            let items = match self.evaluate(&clause.list, Scope { row: &row, group: None })? {
                Value::Null => Vec::new(),
                Value::List(items) => items.to_vec(),
                single => vec![single],
            };
            for item in items {
                let mut next = row.clone();
                next.insert(clause.alias.text.clone(), item);
                rows.push(next);
            }
        }
        let mut names = table.names;
        names.push(clause.alias.text.clone());
        Ok(Table { names, rows })
    }

    fn call_subquery(&self, query: &Query, table: Table) -> Outcome<Table> {
        let (mut names, mut rows) = (table.names, Vec::new());
        for row in table.rows {
            let inner = self.query(query, &row)?;
            if inner.names.is_empty() {
                rows.push(row);
                continue;
            }
            rows.extend(inner.rows.into_iter().map(|found| row.clone().into_iter().chain(found).collect()));
        }
        names.extend(returned(query));
        Ok(Table { names, rows })
    }
}

/// The names of a query's columns, where it has no `*`.
fn returned(query: &Query) -> Vec<Arc<str>> {
    let last = query.parts.first().and_then(|part| part.clauses.last());
    match last {
        Some(Clause::Return(projection)) => projection.items.iter().map(super::project::column_name).collect(),
        _ => Vec::new(),
    }
}

/// The names that patterns bring, each once.
pub(super) fn new_names(patterns: &[PathPattern], known: &[Arc<str>]) -> Vec<Arc<str>> {
    let mut new: Vec<Arc<str>> = Vec::new();
    for path in patterns {
        let steps = path.steps.iter().flat_map(|(edge, node)| [edge.name.as_ref(), node.name.as_ref()]);
        for name in [path.name.as_ref(), path.start.name.as_ref()].into_iter().chain(steps).flatten() {
            if !known.contains(&name.text) && !new.contains(&name.text) {
                new.push(name.text.clone());
            }
        }
    }
    new
}

/// A row as what it is equal to other rows by.
pub(super) fn key_of(row: &Row, names: &[Arc<str>]) -> Vec<Key> {
    names.iter().map(|name| Key(row.get(name).cloned().unwrap_or(Value::Null))).collect()
}
