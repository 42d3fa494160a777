//! Of which queries the law of lineage is claimed, read off the syntax tree.
//!
//! Two things are asked. Whether a row *stays*: all that was read for it reads the same over every graph
//! between its lineage and the whole. And whether the rows are *monotone*: over fewer relations there are
//! only fewer of them, with the same values. A row that stays may stand in a query that is not monotone;
//! a count stays only over rows that are.

use actant::functions::{self, Code};
use actant::syntax::ast::{
    BinaryOperator, Clause, Expression, Kind, Match, PathPattern, Projection, Query, Selector, SingleQuery, Subquery,
    SubqueryKind,
};

/// What is claimed of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Law {
    /// Neither negation nor aggregation: the row stays.
    Plain,
    /// Something is counted or collected, over rows that are monotone: the row stays, its count too.
    Counted,
    /// Something is missing, which cites nothing: the row stays all the same.
    Absent,
    /// Nothing: fewer relations may mean other rows. A negation within a subquery, a count of what depends
    /// on a count or an absence, `SKIP`.
    Open,
}

impl Law {
    pub(crate) fn of(query: &Query) -> Law {
        let mut reading = Reading { law: Law::Plain, monotone: true };
        reading.query(query);
        reading.law
    }
}

/// What is known when so much of a query has been read.
struct Reading {
    law: Law,
    monotone: bool,
}

impl Reading {
    fn at_least(&mut self, law: Law) {
        self.law = self.law.max(law);
    }

    fn must(&mut self, holds: bool) {
        if !holds {
            self.at_least(Law::Open);
        }
    }

    fn query(&mut self, query: &Query) {
        let before = self.monotone;
        let mut all = before;
        for part in &query.parts {
            self.monotone = before;
            self.single(part);
            all &= self.monotone;
        }
        self.monotone = all;
    }

    fn single(&mut self, query: &SingleQuery) {
        for clause in &query.clauses {
            match clause {
                Clause::Match(clause) => self.matching(clause),
                Clause::Unwind(unwind) => {
                    self.value(&unwind.list);
                    self.monotone &= is_plain(&unwind.list);
                }
                Clause::With(with) => {
                    self.projection(&with.projection);
                    with.condition.iter().for_each(|condition| self.condition(condition));
                }
                Clause::Return(projection) => self.projection(projection),
                Clause::Subquery(query, _) => self.query(query),
                Clause::Create(_)
                | Clause::Merge(_)
                | Clause::Set(..)
                | Clause::Remove(..)
                | Clause::Delete(_)
                | Clause::Call(_) => self.must(false),
            }
        }
    }

    fn matching(&mut self, clause: &Match) {
        self.must(clause.patterns.iter().all(has_plain_properties));
        // Where the shortest path is gone, a longer one is the shortest.
        self.monotone &= clause.patterns.iter().all(|pattern| pattern.selector == Selector::All);
        if clause.optional {
            // A condition that fails only for what is there would have to be cited.
            self.must(clause.condition.as_ref().is_none_or(is_monotone));
            self.at_least(Law::Absent);
            self.monotone = false;
        }
        clause.condition.iter().for_each(|condition| self.condition(condition));
        let repeated =
            clause.patterns.iter().flat_map(|pattern| &pattern.steps).filter_map(|(edge, _)| edge.repeated.as_ref());
        repeated.filter_map(|inner| inner.condition.as_ref()).for_each(|condition| self.condition(condition));
    }

    fn condition(&mut self, condition: &Expression) {
        self.value(condition);
        if !is_monotone(condition) {
            self.monotone = false;
            self.at_least(Law::Absent);
        }
    }

    fn projection(&mut self, projection: &Projection) {
        let sorted = projection.order.iter().map(|key| &key.expression);
        let values: Vec<&Expression> = projection.items.iter().map(|item| &item.expression).chain(sorted).collect();
        values.iter().for_each(|value| self.value(value));
        let plain = values.iter().all(|value| is_plain(value));
        self.monotone &= plain;
        if values.iter().any(|value| aggregates(value)) {
            self.must(self.monotone);
            self.at_least(Law::Counted);
            self.monotone = false;
        }
        self.must(projection.skip.is_none());
        // Over fewer rows a row comes no later.
        self.must(projection.limit.is_none() || self.monotone);
    }

    /// A value stays where each subquery in it does.
    fn value(&mut self, expression: &Expression) {
        match &expression.kind {
            Kind::PatternComprehension(path, condition, value) => {
                self.at_least(Law::Counted);
                self.must(has_plain_properties(path) && is_plain(value));
                self.must(condition.as_deref().is_none_or(is_monotone));
            }
            Kind::Subquery(kind, subquery) => {
                let counts = *kind != SubqueryKind::Exists;
                self.at_least(if counts { Law::Counted } else { Law::Plain });
                self.must(is_monotone_subquery(subquery));
            }
            Kind::Pattern(path) => self.must(has_plain_properties(path)),
            _ => expression.parts().into_iter().for_each(|part| self.value(part)),
        }
    }
}

/// Whether it reads nothing but the row: no pattern, no subquery.
fn is_plain(expression: &Expression) -> bool {
    match &expression.kind {
        Kind::PatternComprehension(..) | Kind::Subquery(..) | Kind::Pattern(_) => false,
        _ => expression.parts().into_iter().all(is_plain),
    }
}

/// Whether a condition that holds over fewer relations holds over more.
fn is_monotone(condition: &Expression) -> bool {
    match &condition.kind {
        Kind::Binary(BinaryOperator::And | BinaryOperator::Or, left, right) => is_monotone(left) && is_monotone(right),
        Kind::Pattern(path) => has_plain_properties(path),
        Kind::Subquery(SubqueryKind::Exists, subquery) => is_monotone_subquery(subquery),
        _ => is_plain(condition),
    }
}

fn is_monotone_subquery(subquery: &Subquery) -> bool {
    match subquery {
        Subquery::Pattern(paths, condition) => {
            paths.iter().all(has_plain_properties) && condition.as_ref().is_none_or(is_monotone)
        }
        Subquery::Query(query) => {
            let mut reading = Reading { law: Law::Plain, monotone: true };
            reading.query(query);
            reading.monotone && reading.law == Law::Plain
        }
    }
}

fn has_plain_properties(path: &PathPattern) -> bool {
    let nodes = std::iter::once(&path.start).chain(path.steps.iter().map(|(_, node)| node));
    let of_nodes = nodes.filter_map(|node| node.properties.as_ref());
    let of_edges = path.steps.iter().filter_map(|(edge, _)| edge.properties.as_ref());
    of_nodes.chain(of_edges).all(is_plain)
}

fn aggregates(expression: &Expression) -> bool {
    match &expression.kind {
        Kind::CountStar => true,
        Kind::Function(call)
            if functions::find(&call.name.text).is_some_and(|it| matches!(it.code, Code::Aggregate(_))) =>
        {
            true
        }
        _ => expression.parts().into_iter().any(aggregates),
    }
}
