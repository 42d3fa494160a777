//! Paths put together from the relationships of a pattern.

use super::operate::all_true;
use super::{Context, Row};
use crate::bind::{Expr, Slot};
use crate::diagnostic::Outcome;
use crate::value::{EdgeId, NodeId, Path, Value};

/// The path that begins at a node and goes along these relationships, or lists of them; `null` where
/// one of them is missing.
pub(super) fn assemble(start: Slot, edges: &[Slot], context: &Context<'_>, row: &Row) -> Value {
    let Value::Node(first) = row[start] else { return Value::Null };
    let mut path = Path { nodes: vec![first], edges: Vec::new() };
    for slot in edges {
        match &row[*slot] {
            Value::Relationship(edge) => extend(&mut path, *edge, context),
            Value::List(list) => {
                for item in list.iter() {
                    let Value::Relationship(edge) = item else { return Value::Null };
                    extend(&mut path, *edge, context);
                }
            }
            _ => return Value::Null,
        }
    }
    Value::Path(std::sync::Arc::new(path))
}

/// Puts the nodes before and after each relationship of a list into lists of their own; whether the conditions
/// hold each time. O(relationships).
pub(super) fn repeated(
    (start, edges): (Slot, Slot),
    lists: [Slot; 2],
    (each, conditions): ([Slot; 3], &[Expr]),
    context: &mut Context<'_>,
    row: &mut Row,
) -> Outcome<bool> {
    let (Value::Node(mut at), Value::List(list)) = (row[start].clone(), row[edges].clone()) else { return Ok(false) };
    let mut ends = [Vec::with_capacity(list.len()), Vec::with_capacity(list.len())];
    for item in list.iter() {
        let Value::Relationship(edge) = item else { return Ok(false) };
        let next = other_end(*edge, at, context);
        for (slot, value) in each.into_iter().zip([Value::Node(at), item.clone(), Value::Node(next)]) {
            row[slot] = value;
        }
        if !all_true(conditions, context, row)? {
            return Ok(false);
        }
        ends[0].push(Value::Node(at));
        ends[1].push(Value::Node(next));
        at = next;
    }
    for (slot, nodes) in lists.into_iter().zip(ends) {
        row[slot] = Value::list(nodes);
    }
    Ok(true)
}

fn extend(path: &mut Path, edge: EdgeId, context: &Context<'_>) {
    let at = path.nodes[path.nodes.len() - 1];
    path.nodes.push(other_end(edge, at, context));
    path.edges.push(edge);
}

/// The end of an edge that is not this node; a loop ends where it began.
pub(super) fn other_end(edge: EdgeId, node: NodeId, context: &Context<'_>) -> NodeId {
    let (from, to) = context.graph.ends(edge);
    if from == node { to } else { from }
}
