//! Node-link JSON out.

use serde_json::{Map as Object, Value as Json, json};

use crate::interchange::gathered::{Gathered, GatheredEdge, GatheredNode};
use crate::interchange::{json as values, passages};

/// Writes what networkx's `node_link_graph(data, edges="links")` reads. An edge without a direction says so itself.
pub(in crate::interchange) fn write(gathered: &Gathered) -> String {
    let mut graph = Object::new();
    if let Some(schema) = &gathered.schema {
        graph.insert("schema".into(), Json::from(serde_json::to_string(schema).unwrap_or_default()));
    }
    let nodes: Vec<Json> = gathered.nodes.iter().map(node).collect();
    let links: Vec<Json> = gathered.edges.iter().enumerate().map(|(at, edge)| link(gathered, at, edge)).collect();
    let top = json!({"directed": true, "multigraph": true, "graph": graph, "nodes": nodes, "links": links});
    values::lines(&top)
}

/// The fields of a node beyond its key.
pub(in crate::interchange) fn node_fields(node: &GatheredNode) -> Object<String, Json> {
    let mut fields = values::object(&node.properties);
    if !node.labels.is_empty() {
        fields.insert("labels".into(), Json::from(node.labels.clone()));
    }
    if !node.evidence.is_empty() {
        fields.insert("evidence".into(), values::of(&passages::value(&node.evidence)));
    }
    fields
}

/// The fields of an edge beyond its ends.
pub(in crate::interchange) fn edge_fields(edge: &GatheredEdge) -> Object<String, Json> {
    let mut fields = values::object(&edge.properties);
    fields.extend(edge.kind.as_ref().map(|kind| ("type".to_owned(), Json::from(kind.as_str()))));
    if !edge.evidence.is_empty() {
        fields.insert("evidence".into(), values::of(&passages::value(&edge.evidence)));
    }
    fields
}

fn node(node: &GatheredNode) -> Json {
    let mut record = Object::from_iter([("id".to_owned(), Json::from(node.key.as_str()))]);
    record.extend(node_fields(node));
    Json::Object(record)
}

fn link(gathered: &Gathered, at: usize, edge: &GatheredEdge) -> Json {
    let ends = [("source", edge.from), ("target", edge.to)];
    let mut record: Object<String, Json> =
        ends.map(|(name, end)| (name.to_owned(), Json::from(gathered.nodes[end].key.as_str()))).into_iter().collect();
    record.insert("key".into(), Json::from(at));
    if !edge.directed {
        record.insert("directed".into(), Json::from(false));
    }
    record.extend(edge_fields(edge));
    Json::Object(record)
}
