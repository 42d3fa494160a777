//! JSON Graph Format in.

use serde_json::{Map as Object, Value as Json};

use crate::diagnostic::Outcome;
use crate::interchange::gathered::Gathered;
use crate::interchange::json;
use crate::value::{Map, Value};

/// Reads a graph, or the first of several; hyperedges are left out. O(length).
///
/// # Errors
/// Where the text is not of that form.
pub(in crate::interchange) fn read(top: &Object<String, Json>) -> Outcome<Gathered> {
    let mut gathered = Gathered::default();
    let graph = match (top.get("graph"), top.get("graphs")) {
        (Some(Json::Object(graph)), _) => graph,
        (None, Some(Json::Array(graphs))) => {
            graphs.iter().skip(1).for_each(|_| gathered.no_place("graphs after the first"));
            graphs
                .first()
                .and_then(Json::as_object)
                .ok_or_else(|| json::wrong("found no graph in `graphs`, expected one"))?
        }
        (Some(_), _) | (None, _) => return Err(json::wrong("found no object `graph`, expected one")),
    };
    about(graph, &mut gathered);
    match graph.get("nodes") {
        None => {}
        Some(Json::Object(nodes)) => {
            for (key, node) in nodes {
                self::node(key, node, &mut gathered)?;
            }
        }
        Some(Json::Array(nodes)) => {
            for (at, node) in nodes.iter().enumerate() {
                let key = node.get("id").and_then(json::key);
                let key = key.ok_or_else(|| json::wrong(format!("node {at}: found no `id`, expected one")))?;
                self::node(&key, node, &mut gathered)?;
            }
        }
        Some(_) => return Err(json::wrong("`nodes`: found neither an object nor a list, expected one of these")),
    }
    let directed = graph.get("directed").and_then(Json::as_bool).unwrap_or(true);
    match graph.get("edges") {
        None => {}
        Some(Json::Array(edges)) => {
            for (at, edge) in edges.iter().enumerate() {
                self::edge(at, edge, directed, &mut gathered)?;
            }
        }
        Some(_) => return Err(json::wrong("`edges`: found no list, expected one")),
    }
    let hyperedges = graph.get("hyperedges").and_then(Json::as_array);
    hyperedges.into_iter().flatten().for_each(|_| gathered.skip("hyperedges, which join more than two nodes"));
    Ok(gathered)
}

fn about(graph: &Object<String, Json>, gathered: &mut Gathered) {
    if let Some(Json::Object(metadata)) = graph.get("metadata") {
        gathered.about(json::map(metadata));
    }
    let known = ["nodes", "edges", "hyperedges", "directed", "metadata"];
    for name in graph.keys().filter(|name| !known.contains(&name.as_str())) {
        gathered.no_place(&format!("`{name}` of the graph"));
    }
}

fn node(key: &str, node: &Json, gathered: &mut Gathered) -> Outcome<()> {
    let label = if gathered.schema.is_some() { "name" } else { "label" };
    let properties = record(node, &["id", "label", "metadata"], gathered);
    let properties = with(properties, label, node.get("label"));
    match gathered.node(key, properties) {
        Some(_) => Ok(()),
        None => Err(json::wrong(format!("the node `{key}` stands twice, expected once"))),
    }
}

fn edge(at: usize, edge: &Json, default: bool, gathered: &mut Gathered) -> Outcome<()> {
    let [from, to] = ["source", "target"].map(|end| edge.get(end).and_then(json::key));
    let (Some(from), Some(to)) = (from, to) else {
        return Err(json::wrong(format!("edge {at}: expected `source` and `target`, each the id of a node")));
    };
    let ours = gathered.schema.is_some();
    let known = ["id", "source", "target", "relation", "directed", "label", "metadata"];
    let mut properties = record(edge, &known, gathered);
    properties = with(properties, "type", edge.get("relation"));
    if !ours {
        properties = with(with(properties, "id", edge.get("id")), "label", edge.get("label"));
    }
    let directed = edge.get("directed").and_then(Json::as_bool).unwrap_or(default);
    let (from, to) = (gathered.end(&from), gathered.end(&to));
    gathered.edge(from, to, directed, properties);
    Ok(())
}

/// The metadata of a record; what stands beside them and is not known has no place.
fn record(json: &Json, known: &[&str], gathered: &mut Gathered) -> Map {
    let names = json.as_object().into_iter().flat_map(Object::keys);
    names.filter(|name| !known.contains(&name.as_str())).for_each(|name| gathered.no_place(&format!("`{name}`")));
    json.get("metadata").and_then(Json::as_object).map(json::map).unwrap_or_default()
}

fn with(mut properties: Map, name: &str, json: Option<&Json>) -> Map {
    if let Some(value) = json.map(json::value).filter(|value| !matches!(value, Value::Null)) {
        properties.entry(name.into()).or_insert(value);
    }
    properties
}
