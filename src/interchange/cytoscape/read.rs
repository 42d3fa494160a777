//! Cytoscape JSON in.

use serde_json::{Map as Object, Value as Json};

use crate::diagnostic::Outcome;
use crate::interchange::gathered::Gathered;
use crate::interchange::json;

/// Reads elements: in a list, or grouped as nodes and edges, bare or under `elements`. Where an element has no id,
/// one is made. Places and states on the screen have no place. O(length).
///
/// # Errors
/// Where the text is not of that form.
pub(in crate::interchange) fn read(top: &Json) -> Outcome<Gathered> {
    let mut gathered = Gathered::default();
    if let Some(Json::Object(fields)) = top.get("data") {
        gathered.about(json::map(fields));
    }
    let known = ["data", "elements", "nodes", "edges"];
    let names = top.as_object().into_iter().flat_map(Object::keys);
    names
        .filter(|name| !known.contains(&name.as_str()))
        .for_each(|name| gathered.no_place(&format!("`{name}` of the graph")));
    let elements = top.get("elements").unwrap_or(top);
    let (nodes, edges) = match elements {
        Json::Array(items) => items.iter().partition(|item| !is_edge(item)),
        Json::Object(groups) => (list(groups, "nodes")?, list(groups, "edges")?),
        _ => return Err(json::wrong("`elements`: found neither a list nor an object, expected one of these")),
    };
    for (at, element) in nodes.into_iter().enumerate() {
        node(at, element, &mut gathered)?;
    }
    for (at, element) in edges.into_iter().enumerate() {
        edge(at, element, &mut gathered)?;
    }
    Ok(gathered)
}

fn list<'j>(groups: &'j Object<String, Json>, name: &str) -> Outcome<Vec<&'j Json>> {
    match groups.get(name) {
        None => Ok(Vec::new()),
        Some(Json::Array(items)) => Ok(items.iter().collect()),
        Some(_) => Err(json::wrong(format!("`{name}`: found no list, expected one"))),
    }
}

fn is_edge(element: &Json) -> bool {
    let data = element.get("data");
    element.get("group").and_then(Json::as_str) == Some("edges")
        || data.is_some_and(|data| data.get("source").is_some())
}

fn data<'j>(noun: &str, at: usize, element: &'j Json, gathered: &mut Gathered) -> Outcome<&'j Object<String, Json>> {
    let data = element.get("data").and_then(Json::as_object);
    let data = data.ok_or_else(|| json::wrong(format!("{noun} {at}: found no object `data`, expected one")))?;
    let known = ["data", "group", "classes"];
    for (name, _) in element.as_object().into_iter().flatten().filter(|(name, _)| !known.contains(&name.as_str())) {
        gathered.no_place(&format!("`{name}`"));
    }
    if element.get("classes").is_some_and(|classes| classes.as_str() != Some("")) {
        gathered.no_place("`classes`");
    }
    Ok(data)
}

fn node(at: usize, element: &Json, gathered: &mut Gathered) -> Outcome<()> {
    let data = data("node", at, element, gathered)?;
    let mut properties = json::map(data);
    properties.remove("id");
    let key = data.get("id").and_then(json::key).unwrap_or_else(|| format!("n{at}"));
    match gathered.node(&key, properties) {
        Some(_) => Ok(()),
        None => Err(json::wrong(format!("the node `{key}` stands twice, expected once"))),
    }
}

fn edge(at: usize, element: &Json, gathered: &mut Gathered) -> Outcome<()> {
    let data = data("edge", at, element, gathered)?;
    let [from, to] = ["source", "target"].map(|end| data.get(end).and_then(json::key));
    let (Some(from), Some(to)) = (from, to) else {
        return Err(json::wrong(format!("edge {at}: expected `source` and `target`, each the id of a node")));
    };
    let mut properties = json::map(data);
    ["source", "target"].iter().for_each(|name| drop(properties.remove(*name)));
    if gathered.schema.is_some() {
        properties.remove("id");
    }
    // What Cytoscape calls the interaction is the type, unless there is one.
    if !properties.contains_key("type")
        && let Some(interaction) = properties.remove("interaction")
    {
        properties.insert("type".into(), interaction);
    }
    let (from, to) = (gathered.end(&from), gathered.end(&to));
    gathered.edge(from, to, true, properties);
    Ok(())
}
