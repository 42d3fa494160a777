//! Paths put together from the relationships of a pattern.

use super::{Context, Row};
use crate::bind::Slot;
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
