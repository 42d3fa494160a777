//! Relationships in a row, one of a kind or several that take turns: every walk without a repeated relationship,
//! depth first.

use std::sync::Arc;

use super::operate::{all_true, node_at, taken};
use super::path::other_end;
use super::{Context, Flow, Row, Sink};
use crate::bind::Expr;
use crate::diagnostic::Outcome;
use crate::graph::{KeyId, TypeId, Way};
use crate::plan::{Step, Tested};
use crate::value::{EdgeId, NodeId, Value, equals};

/// What stays the same during one walk.
struct Walk<'a> {
    step: &'a Step,
    tested: Option<&'a Tested>,
    range: (u32, u32),
    target: Option<NodeId>,
    legs: Legs<'a>,
}

/// How far a walk has come.
#[derive(Default)]
struct Trail {
    edges: Vec<EdgeId>,
    /// The node before each edge.
    nodes: Vec<NodeId>,
}

/// The relationships of a walk, which take turns.
pub(super) struct Legs<'a>(Vec<Leg<'a>>);

/// One of them, what its properties must be being known.
pub(super) struct Leg<'a> {
    pub(super) way: Way,
    pub(super) types: &'a [TypeId],
    pub(super) wanted: Vec<(KeyId, Value)>,
}

impl<'a> Legs<'a> {
    pub(super) fn of(step: &'a Step, context: &mut Context<'_>, row: &mut Row) -> Outcome<Legs<'a>> {
        let mut leg = |way, types, properties: &[(KeyId, Arc<str>, Expr)]| -> Outcome<Leg<'a>> {
            let wanted = properties.iter().map(|(key, _, expr)| Ok((*key, context.evaluate(expr, row)?)));
            Ok(Leg { way, types, wanted: wanted.collect::<Outcome<_>>()? })
        };
        let mut legs = vec![leg(step.way, step.types.as_slice(), &step.properties)?];
        for more in &step.legs {
            legs.push(leg(more.way, more.types.as_slice(), &more.properties)?);
        }
        Ok(Legs(legs))
    }

    /// How many they are.
    pub(super) fn count(&self) -> u32 {
        self.0.len() as u32
    }

    /// The one that follows after so many relationships.
    pub(super) fn after(&self, walked: u32) -> &Leg<'a> {
        &self.0[self.turn(walked)]
    }

    /// Whose turn it is after so many relationships.
    pub(super) fn turn(&self, walked: u32) -> usize {
        walked as usize % self.0.len()
    }

    /// So many times as relationships.
    pub(super) fn lengths(&self, (least, most): (u32, u32)) -> (u32, u32) {
        (least.saturating_mul(self.count()), most.saturating_mul(self.count()))
    }
}

pub(super) fn walk(
    (step, tested): (&Step, Option<&Tested>),
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
    let legs = Legs::of(step, context, row)?;
    let walk = Walk { step, tested, range: legs.lengths(range), target, legs };
    if bound {
        return follow_list(&walk, from, context, row, sink);
    }
    deeper(&walk, from, &mut Trail::default(), context, row, sink)
}

pub(super) fn has_properties(edge: EdgeId, wanted: &[(KeyId, Value)], context: &Context<'_>) -> bool {
    wanted.iter().all(|(key, value)| equals(&context.graph.edge_property(edge, *key), value) == Some(true))
}

fn deeper(
    walk: &Walk<'_>,
    at: NodeId,
    trail: &mut Trail,
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let depth = trail.edges.len() as u32;
    let whole = walk.legs.turn(depth) == 0;
    if whole && depth >= walk.range.0 && emit(walk, at, &trail.edges, context, row, sink)?.is_break() {
        return Ok(Flow::Break(()));
    }
    if depth >= walk.range.1 {
        return Ok(Flow::Continue(()));
    }
    let leg = walk.legs.after(depth);
    let mut next = Vec::new();
    context.graph.edges_of(at, leg.way, leg.types, &mut next);
    for (edge, node) in next {
        context.tick()?;
        let repeated = trail.edges.contains(&edge) || taken(edge, &walk.step.others, row);
        if repeated || !has_properties(edge, &leg.wanted, context) {
            continue;
        }
        trail.edges.push(edge);
        trail.nodes.push(at);
        let flow = if holds(walk, node, trail, context, row)? {
            context.with_edge(edge, |context| deeper(walk, node, trail, context, row, sink))
        } else {
            Ok(Flow::Continue(()))
        };
        trail.edges.pop();
        trail.nodes.pop();
        if flow?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

/// Whether what is tested after the last relationship holds. What bears it out is cited when the match is complete.
fn holds(walk: &Walk<'_>, at: NodeId, trail: &Trail, context: &mut Context<'_>, row: &mut Row) -> Outcome<bool> {
    let Some(Tested { round, conditions }) = walk.tested else { return Ok(true) };
    let turn = walk.legs.turn(trail.edges.len() as u32 - 1);
    if conditions[turn].is_empty() {
        return Ok(true);
    }
    // Whoever went further left another time's in the slots.
    let begun = trail.edges.len() - 1 - turn;
    for (slot, edge) in round.edges.iter().zip(&trail.edges[begun..]) {
        row[*slot] = Value::Relationship(*edge);
    }
    for (slot, node) in round.nodes.iter().zip(trail.nodes[begun..].iter().chain([&at])) {
        row[*slot] = Value::Node(*node);
    }
    let mark = context.witnesses.len();
    let holds = all_true(&conditions[turn], context, row);
    context.forget_witnesses(mark);
    holds
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

/// The list is known already: it must be a walk of this kind from the node in hand. Of several that take turns no
/// list can be known, since their names are new.
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
    let leg = walk.legs.after(0);
    let way = match leg.way {
        Way::Out => from == at,
        Way::In => to == at,
        Way::Both => from == at || to == at,
    };
    let kind = leg.types.is_empty() || leg.types.contains(&context.graph.edge_type(edge));
    way && kind && has_properties(edge, &leg.wanted, context)
}
