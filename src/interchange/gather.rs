//! A graph, or a part of it, as it goes into files.

use super::gathered::{Gathered, GatheredEdge, GatheredNode};
use crate::graph::{KeyId, Schema, View};
use crate::value::{EdgeId, Map, NodeId, Value};

/// These nodes and edges with all they say, and the schema. An edge one of whose ends is not among the nodes is left
/// out. O(their number).
pub fn gather(view: &dyn View, schema: Option<&Schema>, nodes: &[NodeId], edges: &[EdgeId]) -> Gathered {
    let mut gathered = Gathered::default();
    gathered.schema = schema.cloned();
    for node in nodes {
        let labels = view.labels(*node).iter().map(|label| view.symbols().label_name(*label).to_string()).collect();
        let mut properties = own(view, &view.node_properties(*node));
        properties.remove("id");
        let (key, evidence) = (key(view, *node), view.node_evidence(*node).into_owned());
        gathered.add_node(GatheredNode { key, labels, properties, evidence });
    }
    for edge in edges {
        let (from, to) = view.ends(*edge);
        let [from, to] = [from, to].map(|end| gathered.number(&key(view, end)));
        let Some((from, to)) = from.zip(to) else { continue };
        let kind = view.symbols().type_name(view.edge_type(*edge));
        let symmetric = schema.and_then(|schema| schema.relationship_type(kind)).is_some_and(|rule| rule.symmetric);
        let properties = own(view, &view.edge_properties(*edge));
        let (kind, evidence) = (Some(kind.to_string()), view.edge_evidence(*edge).into_owned());
        gathered.edges.push(GatheredEdge { from, to, kind, directed: !symmetric, properties, evidence });
    }
    gathered
}

/// What a node is known by: its id, or where the graph has no ids its number.
fn key(view: &dyn View, node: NodeId) -> String {
    view.node_text(node, "id").map_or_else(|| format!("n{}", node.0), |id| id.to_string())
}

fn own(view: &dyn View, properties: &[(KeyId, Value)]) -> Map {
    properties.iter().map(|(key, value)| (view.symbols().key_name(*key).clone(), value.clone())).collect()
}
