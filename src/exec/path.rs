//! Paths put together from the relationships of a pattern.

use super::operate::all_true;
use super::{Context, Row};
use crate::bind::{Expr, Round, Slot};
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

/// Goes along a list of relationships time by time: whether the conditions hold each time, and what each slot of a
/// group held, in a list of its own. O(relationships).
pub(super) fn repeated(
    (start, edges): (Slot, Slot),
    round: &Round,
    groups: &[(Slot, Slot)],
    conditions: &[Expr],
    context: &mut Context<'_>,
    row: &mut Row,
) -> Outcome<bool> {
    let (Value::Node(mut at), Value::List(list)) = (row[start].clone(), row[edges].clone()) else { return Ok(false) };
    let mut lists: Vec<Vec<Value>> = groups.iter().map(|_| Vec::new()).collect();
    for once in list.chunks(round.edges.len()) {
        row[round.nodes[0]] = Value::Node(at);
        for (item, (edge, node)) in once.iter().zip(round.edges.iter().zip(&round.nodes[1..])) {
            let Value::Relationship(walked) = item else { return Ok(false) };
            at = other_end(*walked, at, context);
            row[*edge] = item.clone();
            row[*node] = Value::Node(at);
        }
        if !all_true(conditions, context, row)? {
            return Ok(false);
        }
        lists.iter_mut().zip(groups).for_each(|(list, (slot, _))| list.push(row[*slot].clone()));
    }
    for ((_, slot), list) in groups.iter().zip(lists) {
        row[*slot] = Value::list(list);
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
