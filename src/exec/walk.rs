//! Relationships in a row: every walk without a repeated relationship, depth first.

use super::operate::{node_at, taken};
use super::path::other_end;
use super::{Context, Flow, Row, Sink};
use crate::diagnostic::Outcome;
use crate::graph::{KeyId, Way};
use crate::plan::Step;
use crate::value::{EdgeId, NodeId, Value, equals};

/// What stays the same during one walk.
struct Walk<'a> {
    step: &'a Step,
    range: (u32, u32),
    target: Option<NodeId>,
    wanted: Vec<(KeyId, Value)>,
}

pub(super) fn walk(
    step: &Step,
    range: (u32, u32),
    bound: bool,
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let Some(from) = node_at(step.from, row)? else { return Ok(Flow::Continue(())) };
    let target = if step.to_known { node_at(step.to, row)? } else { None };
    if step.to_known && target.is_none() {
        return Ok(Flow::Continue(()));
    }
    let wanted = wanted_properties(step, context, row)?;
    let walk = Walk { step, range, target, wanted };
    if bound {
        return follow_list(&walk, from, context, row, sink);
    }
    let mut edges = Vec::new();
    deeper(&walk, from, &mut edges, context, row, sink)
}

pub(super) fn wanted_properties(step: &Step, context: &mut Context<'_>, row: &mut Row) -> Outcome<Vec<(KeyId, Value)>> {
    step.properties.iter().map(|(key, _, expr)| Ok((*key, context.evaluate(expr, row)?))).collect()
}

pub(super) fn has_properties(edge: EdgeId, wanted: &[(KeyId, Value)], context: &Context<'_>) -> bool {
    wanted.iter().all(|(key, value)| equals(&context.graph.edge_property(edge, *key), value) == Some(true))
}

fn deeper(
    walk: &Walk<'_>,
    at: NodeId,
    edges: &mut Vec<EdgeId>,
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let depth = edges.len() as u32;
    if depth >= walk.range.0 && emit(walk, at, edges, context, row, sink)?.is_break() {
        return Ok(Flow::Break(()));
    }
    if depth >= walk.range.1 {
        return Ok(Flow::Continue(()));
    }
    let mut next = Vec::new();
    context.graph.edges_of(at, walk.step.way, &walk.step.types, &mut next);
    for (edge, node) in next {
        context.tick()?;
        let repeated = edges.contains(&edge) || taken(edge, &walk.step.others, row);
        if repeated || !has_properties(edge, &walk.wanted, context) {
            continue;
        }
        edges.push(edge);
        let flow = context.with_edge(edge, |context| deeper(walk, node, edges, context, row, sink));
        edges.pop();
        if flow?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

fn emit(
    walk: &Walk<'_>,
    at: NodeId,
    edges: &[EdgeId],
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    if walk.target.is_some_and(|target| target != at) {
        return Ok(Flow::Continue(()));
    }
    row[walk.step.edge] = edge_list(edges, walk.step.reversed);
    if walk.target.is_none() {
        row[walk.step.to] = Value::Node(at);
    }
    sink(context, row)
}

/// The relationships as a list, in the order in which the pattern is written.
pub(super) fn edge_list(edges: &[EdgeId], reversed: bool) -> Value {
    let mut list: Vec<Value> = edges.iter().map(|edge| Value::Relationship(*edge)).collect();
    if reversed {
        list.reverse();
    }
    Value::list(list)
}

/// The list is known already: it must be a walk of this kind from the node in hand.
fn follow_list(
    walk: &Walk<'_>,
    from: NodeId,
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let Value::List(list) = row[walk.step.edge].clone() else { return Ok(Flow::Continue(())) };
    let mut edges = list.to_vec();
    if walk.step.reversed {
        edges.reverse();
    }
    let mut at = from;
    for item in &edges {
        let Value::Relationship(edge) = item else { return Ok(Flow::Continue(())) };
        if !leaves(*edge, at, walk, context) {
            return Ok(Flow::Continue(()));
        }
        at = other_end(*edge, at, context);
    }
    let length = edges.len() as u32;
    if length < walk.range.0 || length > walk.range.1 || walk.target.is_some_and(|target| target != at) {
        return Ok(Flow::Continue(()));
    }
    row[walk.step.to] = Value::Node(at);
    sink(context, row)
}

fn leaves(edge: EdgeId, at: NodeId, walk: &Walk<'_>, context: &Context<'_>) -> bool {
    let (from, to) = context.graph.ends(edge);
    let way = match walk.step.way {
        Way::Out => from == at,
        Way::In => to == at,
        Way::Both => from == at || to == at,
    };
    let kind = walk.step.types.is_empty() || walk.step.types.contains(&context.graph.edge_type(edge));
    way && kind && has_properties(edge, &walk.wanted, context)
}
