//! Cytoscape JSON out.

use serde_json::{Map as Object, Value as Json, json};

use crate::interchange::gathered::{Gathered, GatheredEdge, GatheredNode};
use crate::interchange::json as values;

/// Writes elements grouped as nodes and edges. An edge without a direction says so itself.
pub(in crate::interchange) fn write(gathered: &Gathered) -> String {
    let data: Object<String, Json> = values::schema(gathered).into_iter().collect();
    let nodes: Vec<Json> = gathered.nodes.iter().map(node).collect();
    let edges: Vec<Json> = gathered.edges.iter().enumerate().map(|(at, one)| edge(gathered, at, one)).collect();
    values::lines(&json!({"data": data, "elements": {"nodes": nodes, "edges": edges}}))
}

fn node(node: &GatheredNode) -> Json {
    let mut data = Object::from_iter([("id".to_owned(), Json::from(node.key.as_str()))]);
    data.extend(values::node_fields(node, &["id", "labels", "evidence"]));
    json!({ "data": data })
}

fn edge(gathered: &Gathered, at: usize, edge: &GatheredEdge) -> Json {
    let mut data = Object::from_iter([("id".to_owned(), Json::from(format!("relation:{at}")))]);
    for (name, end) in [("source", edge.from), ("target", edge.to)] {
        data.insert(name.into(), Json::from(gathered.nodes[end].key.as_str()));
    }
    if !edge.directed {
        data.insert("directed".into(), Json::from(false));
    }
    data.extend(edge.kind.as_ref().map(|kind| ("type".to_owned(), Json::from(kind.as_str()))));
    data.extend(values::edge_fields(edge, &["id", "source", "target", "type", "interaction", "evidence", "directed"]));
    json!({ "data": data })
}
