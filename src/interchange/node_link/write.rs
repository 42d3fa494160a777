//! Node-link JSON out.

use serde_json::{Map as Object, Value as Json, json};

use crate::interchange::gathered::{Gathered, GatheredEdge, GatheredNode};
use crate::interchange::json as values;

/// Writes what networkx's `node_link_graph(data, edges="links")` reads. An edge without a direction says so itself.
pub(in crate::interchange) fn write(gathered: &Gathered) -> String {
    let graph: Object<String, Json> = values::schema(gathered).into_iter().collect();
    let nodes: Vec<Json> = gathered.nodes.iter().map(node).collect();
    let links: Vec<Json> = gathered.edges.iter().enumerate().map(|(at, edge)| link(gathered, at, edge)).collect();
    let top = json!({"directed": true, "multigraph": true, "graph": graph, "nodes": nodes, "links": links});
    values::lines(&top)
}

fn node(node: &GatheredNode) -> Json {
    let mut record = Object::from_iter([("id".to_owned(), Json::from(node.key.as_str()))]);
    record.extend(values::node_fields(node, &["id", "labels", "evidence"]));
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
    record.extend(edge.kind.as_ref().map(|kind| ("type".to_owned(), Json::from(kind.as_str()))));
    record.extend(values::edge_fields(edge, &["source", "target", "key", "type", "evidence", "directed"]));
    Json::Object(record)
}
