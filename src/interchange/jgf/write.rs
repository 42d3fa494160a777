//! JSON Graph Format out, version 2.

use serde_json::{Map as Object, Value as Json, json};

use crate::interchange::gathered::{Gathered, GatheredEdge, GatheredNode};
use crate::interchange::json as values;
use crate::value::Value;

/// Writes a graph: the name as label, the type as relation, everything else as metadata.
pub(in crate::interchange) fn write(gathered: &Gathered) -> String {
    let metadata: Object<String, Json> = values::schema(gathered).into_iter().collect();
    let nodes: Object<String, Json> = gathered.nodes.iter().map(|one| (one.key.clone(), node(one))).collect();
    let edges: Vec<Json> = gathered.edges.iter().map(|one| edge(gathered, one)).collect();
    let graph = json!({"directed": true, "metadata": metadata, "nodes": nodes, "edges": edges});
    values::lines(&json!({ "graph": graph }))
}

fn node(node: &GatheredNode) -> Json {
    let mut metadata = values::node_fields(node, &["labels", "evidence"]);
    let name = node.properties.get("name").and_then(Value::as_str);
    if name.is_some() {
        metadata.remove("name");
    }
    json!({"label": name.unwrap_or(&node.key), "metadata": metadata})
}

fn edge(gathered: &Gathered, edge: &GatheredEdge) -> Json {
    let [from, to] = [edge.from, edge.to].map(|end| &gathered.nodes[end].key);
    let metadata = values::edge_fields(edge, &["type", "evidence", "directed"]);
    let mut record = json!({"source": from, "target": to, "directed": edge.directed, "metadata": metadata});
    if let (Some(kind), Some(record)) = (&edge.kind, record.as_object_mut()) {
        record.insert("relation".into(), Json::from(kind.as_str()));
    }
    record
}
