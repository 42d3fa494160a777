//! Syntax tree to bound query: names resolved, variables turned into slots, functions chosen,
//! and everything refused that can be seen to go wrong before a row is read.

mod aggregate;
mod bound;
mod expression;
mod lens;
mod pattern;
mod project;
mod query;
mod repeated;
mod scope;
mod signature;
mod types;
mod write;

pub(crate) use bound::{
    Aggregate, Aggregation, Call, Clause, Creation, EdgePattern, Expr, FunctionRef, LabelTest, Leg, MapItem, Match,
    Merge, NodePattern, Part, PathPattern, Pattern, Projection, Properties, Query, RemoveItem, Repeated, Round,
    SetItem, Slot, Statement,
};
pub(crate) use lens::{Known, lens};
pub(crate) use types::Type;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Outcome};
use crate::graph::{Schema, Store};
use crate::syntax::ast;
use crate::value::Map;
use scope::Scope;

/// A procedure as the binder sees it.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The name, dots included.
    pub name: String,
    /// The arguments' names and types.
    pub arguments: Vec<(String, String)>,
    /// The columns' names and types.
    pub columns: Vec<(String, String)>,
}

/// What a query is bound against.
pub(crate) struct Surroundings<'a> {
    /// The graph, whose names are added to.
    pub(crate) graph: &'a mut dyn Store,
    /// The schema, where the graph has one: it knows names that no record uses yet.
    pub(crate) schema: Option<Arc<Schema>>,
    /// The parameters given.
    pub(crate) parameters: &'a Map,
    /// The procedures there are.
    pub(crate) procedures: &'a [Signature],
}

/// A bound statement with what may not be as it was meant.
pub(crate) struct Bound {
    /// The statement.
    pub(crate) statement: Statement,
    /// Warnings, in the order of their places.
    pub(crate) warnings: Vec<Diagnostic>,
}

/// Binds a statement.
///
/// # Errors
/// The first thing that is wrong in the order of reading; the class and detail are openCypher's.
pub(crate) fn bind(statement: &ast::Statement, surroundings: Surroundings<'_>) -> Outcome<Bound> {
    let mut binder = Binder {
        graph: surroundings.graph,
        schema: surroundings.schema,
        parameters: surroundings.parameters,
        procedures: surroundings.procedures,
        scope: Scope::default(),
        types: Vec::new(),
        elements: Vec::new(),
        names: Vec::new(),
        subqueries: Vec::new(),
        warnings: Vec::new(),
        grouping: None,
        patterns_allowed: false,
        aggregates_refused: None,
        return_needed: true,
        steps: 0,
    };
    let query = binder.query(&statement.query)?;
    let statement = Statement { query, subqueries: binder.subqueries, names: binder.names };
    Ok(Bound { statement, warnings: binder.warnings })
}

/// Operators call each other, so a plan is as deep as the query has steps, and the stack is finite.
/// `CREATE`s in a row are one step, so that scripts of any length load.
const STEPS_MAX: usize = 1500;

struct Binder<'a> {
    graph: &'a mut dyn Store,
    schema: Option<Arc<Schema>>,
    parameters: &'a Map,
    procedures: &'a [Signature],
    scope: Scope,
    /// The type of each slot.
    types: Vec<Type>,
    /// The type of the items of each slot that holds a list.
    elements: Vec<Type>,
    /// The name of each slot.
    names: Vec<Arc<str>>,
    /// The queries of subquery expressions.
    subqueries: Vec<Query>,
    warnings: Vec<Diagnostic>,
    /// The grouping in hand, while an item with aggregates is bound.
    grouping: Option<aggregate::Grouping>,
    /// Whether a pattern may stand as a condition.
    patterns_allowed: bool,
    /// Why an aggregate can't stand here, where it can't.
    aggregates_refused: Option<&'static str>,
    /// Whether the query must end with `RETURN` or a change.
    return_needed: bool,
    /// How many steps the plan will have at least.
    steps: usize,
}
