//! Bound query to plan. Each rewrite has a name and can be switched off; a plan without any of them
//! gives the same rows, only later.

mod chain;
mod close;
mod columns;
mod counting;
mod depends;
mod guide;
mod matching;
mod print;
mod profile;
mod repeat;
mod shape;
mod tails;
mod told;
mod total;
mod tree;

pub(crate) use print::print;
pub(crate) use profile::{Measure, print_measured};
pub(crate) use tree::{Ahead, Branch, Corner, Hop, Plan, Program, Pull, Shortest, Source, Step, Tested, Tree, Wedge};

use crate::bind::{Clause, Part, Projection, Query, Statement};
use crate::diagnostic::Span;
use crate::graph::View;

/// The rewrites, in the order in which they apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rewrites {
    /// Begin a pattern where the fewest nodes are, and follow the cheapest relationship next.
    pub order_patterns: bool,
    /// Find a node by its `id` where the query gives it.
    pub seek_ids: bool,
    /// Test a condition as soon as what it speaks of is known.
    pub push_conditions: bool,
    /// Count by degrees and sets of nodes where a query asks how many and not which. Such an answer cites
    /// nothing, so the session leaves it out where sources are asked for.
    pub count_without_walking: bool,
    /// Where a query asks which values there are, look for each one's first match only. Such an answer
    /// cites one match of many, so the session leaves it out where sources are asked for.
    pub first_matches: bool,
    /// Keep the first rows of an order instead of sorting all of them.
    pub top_rows: bool,
    /// Search a column of texts as one.
    pub search_texts: bool,
    /// Read properties of a label's nodes as arrays where a query groups or orders by them.
    pub read_columns: bool,
    /// Keep a walk between two nodes known by their ids to what leads from one to the other.
    pub guide_walks: bool,
    /// Leave out label conditions that the types of a pattern's relationships grant.
    pub granted_labels: bool,
}

impl Rewrites {
    /// All of them.
    pub const ALL: Rewrites = Rewrites::each(true);
    /// None of them.
    pub const NONE: Rewrites = Rewrites::each(false);

    const fn each(on: bool) -> Rewrites {
        Rewrites {
            order_patterns: on,
            seek_ids: on,
            push_conditions: on,
            count_without_walking: on,
            first_matches: on,
            top_rows: on,
            search_texts: on,
            read_columns: on,
            guide_walks: on,
            granted_labels: on,
        }
    }
}

/// Plans a statement for a graph; the graph's counts decide where patterns begin.
pub(crate) fn plan(statement: &Statement, view: &dyn View, mut rewrites: Rewrites) -> Program {
    if statement.subqueries.iter().chain([&statement.query]).any(writes) {
        // What holds of the graph now need not hold when a later clause looks at it.
        rewrites.granted_labels = false;
        rewrites.count_without_walking = false;
        rewrites.read_columns = false;
        rewrites.guide_walks = false;
    }
    let mut planner = Planner { view, rewrites, clauses: Vec::new(), id_key: view.symbols().find_key("id") };
    let mut plan = planner.query(&statement.query, true);
    let clauses = std::mem::take(&mut planner.clauses);
    let subplans = statement.subqueries.iter().map(|query| (planner.query(query, false), query.slots.clone()));
    let subplans: Vec<(Plan, Vec<_>)> = subplans.collect();
    if rewrites.count_without_walking {
        counting::rewrite(&mut plan, &subplans, view);
    }
    if rewrites.first_matches {
        shape::first_matches(&mut plan);
    }
    if rewrites.search_texts {
        shape::search_texts(&mut plan);
    }
    if rewrites.top_rows {
        shape::top_rows(&mut plan);
    }
    if rewrites.guide_walks {
        guide::guide(&mut plan, view);
    }
    if rewrites.read_columns {
        columns::read(&mut plan, rewrites, view);
    }
    Program {
        subplans,
        plan,
        columns: statement.query.columns.clone(),
        slots: statement.query.slots.clone(),
        names: statement.names.clone(),
        clauses,
    }
}

/// Whether a query changes the graph.
fn writes(query: &Query) -> bool {
    let clauses = query.parts.iter().flat_map(|part| &part.clauses);
    clauses.into_iter().any(|(clause, _)| match clause {
        Clause::Create(_) | Clause::Merge(_) | Clause::Set(_) | Clause::Remove(_) | Clause::Delete(..) => true,
        Clause::Subquery(inner, _) => writes(inner),
        Clause::Match(_) | Clause::Unwind(..) | Clause::Project(_) | Clause::Filter(_) | Clause::Call(_) => false,
    })
}

struct Planner<'a> {
    view: &'a dyn View,
    rewrites: Rewrites,
    clauses: Vec<Span>,
    id_key: Option<crate::graph::KeyId>,
}

impl Planner<'_> {
    fn query(&mut self, query: &Query, probed: bool) -> Plan {
        if let [only] = query.parts.as_slice() {
            return self.part(only, Plan::Row, probed);
        }
        let parts = query.parts.iter().map(|part| (self.part(part, Plan::Row, false), part.slots.clone())).collect();
        let union = Plan::Union { parts, slots: query.slots.clone() };
        if query.distinct {
            return Plan::Distinct { input: Box::new(union), slots: query.slots.clone() };
        }
        union
    }

    fn part(&mut self, part: &Part, start: Plan, probed: bool) -> Plan {
        let mut plan = start;
        for (at, (clause, span)) in part.clauses.iter().enumerate() {
            plan = match (clause, part.clauses.get(at + 1)) {
                (Clause::Project(projection), Some((Clause::Filter(condition), _))) => {
                    project(&kept_for(projection, condition), plan)
                }
                _ => self.clause(clause, plan),
            };
            if probed {
                plan = Plan::Probe { input: Box::new(plan), clause: self.clauses.len() };
                self.clauses.push(*span);
            }
        }
        plan
    }

    fn clause(&mut self, clause: &Clause, input: Plan) -> Plan {
        let boxed = Box::new(input);
        match clause {
            Clause::Match(inner) if inner.optional => {
                let found = self.matching(&inner.pattern, inner.condition.as_ref(), Plan::Row);
                Plan::Optional { input: boxed, inner: Box::new(found), slots: matching::new_slots(&inner.pattern) }
            }
            Clause::Match(inner) => self.matching(&inner.pattern, inner.condition.as_ref(), *boxed),
            Clause::Unwind(list, slot) => Plan::Unwind { input: boxed, list: list.clone(), slot: *slot },
            Clause::Project(projection) => project(projection, *boxed),
            Clause::Filter(condition) => Plan::Filter { input: boxed, conditions: vec![condition.clone()] },
            Clause::Create(creations) => create(*boxed, creations),
            Clause::Merge(merge) => {
                let search = Box::new(self.matching(&merge.pattern, None, Plan::Row));
                Plan::Merge { input: boxed, search, merge: merge.clone() }
            }
            Clause::Set(items) => Plan::Set { input: boxed, items: items.clone() },
            Clause::Remove(items) => Plan::Remove { input: boxed, items: items.clone() },
            Clause::Delete(detach, targets) => Plan::Delete { input: boxed, detach: *detach, targets: targets.clone() },
            Clause::Call(call) => Plan::Call { input: boxed, call: call.clone() },
            Clause::Subquery(query, returns) => {
                let inner = Box::new(self.query(query, false));
                Plan::Subquery { input: boxed, inner, returns: *returns }
            }
        }
    }
}

/// Two `CREATE`s in a row are one: a script of thousands must not become a tree as deep.
fn create(input: Plan, creations: &[crate::bind::Creation]) -> Plan {
    match input {
        Plan::Probe { input, .. } if matches!(*input, Plan::Create { .. }) => create(*input, creations),
        Plan::Create { input, creations: mut earlier } => {
            earlier.extend_from_slice(creations);
            Plan::Create { input, creations: earlier }
        }
        other => Plan::Create { input: Box::new(other), creations: creations.to_vec() },
    }
}

/// The condition after a projection may speak of variables that the projection drops: a sort, which
/// keeps only what it is told to, must keep them too.
fn kept_for(projection: &Projection, condition: &crate::bind::Expr) -> Projection {
    let mut kept = projection.clone();
    if !kept.distinct && kept.aggregation.is_none() {
        depends::slots(condition, &mut |slot| kept.slots.extend(slot));
        kept.slots.sort_unstable();
        kept.slots.dedup();
    }
    kept
}

fn project(projection: &Projection, input: Plan) -> Plan {
    let mut plan = input;
    if let Some(aggregation) = &projection.aggregation {
        plan = Plan::Aggregate { input: Box::new(plan), aggregation: aggregation.clone() };
    }
    if !projection.items.is_empty() {
        plan = Plan::Project { input: Box::new(plan), items: projection.items.clone() };
    }
    if projection.distinct {
        plan = Plan::Distinct { input: Box::new(plan), slots: projection.slots.clone() };
    }
    if !projection.order.is_empty() {
        plan = Plan::Sort { input: Box::new(plan), keys: projection.order.clone(), slots: projection.slots.clone() };
    }
    if let Some(count) = &projection.skip {
        plan = Plan::Skip { input: Box::new(plan), count: count.clone() };
    }
    if let Some(count) = &projection.limit {
        plan = Plan::Limit { input: Box::new(plan), count: count.clone() };
    }
    plan
}
