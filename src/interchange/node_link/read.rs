//! Node-link JSON in.

use serde_json::{Map as Object, Value as Json};

use crate::diagnostic::Outcome;
use crate::interchange::JSONS;
use crate::interchange::gathered::Gathered;
use crate::interchange::json;

/// Reads what networkx's `node_link_data` and D3 write: `nodes` with `id`, and `links` or `edges` with
/// `source` and `target`.
///
/// # Errors
/// Where the text is not of that form.
pub(in crate::interchange) fn read(top: &Object<String, Json>) -> Outcome<Gathered> {
    let mut gathered = Gathered::default();
    if let Some(Json::Object(fields)) = top.get("graph") {
        gathered.about(json::map(fields));
    }
    let ours = gathered.schema.is_some();
    let directed = top.get("directed").and_then(Json::as_bool).unwrap_or(false);
    // Where no id is a number, a number at an end of an edge is a place in the list, as older files have it.
    let (mut numbered, mut by_place) = (Vec::new(), true);
    for (at, node) in list(top, &["nodes"])?.iter().enumerate() {
        let key = node_key(node, at)?;
        let mut properties = node.as_object().map(json::map).unwrap_or_default();
        properties.remove("id");
        if gathered.node(&key, properties).is_none() {
            return Err(json::wrong(format!("the node `{key}` stands twice in `nodes`, expected once")));
        }
        numbered.push(key);
        by_place &= !node.get("id").is_some_and(Json::is_number);
    }
    for (at, link) in list(top, &["links", "edges"])?.iter().enumerate() {
        let Some(link) = link.as_object() else {
            return Err(json::wrong(format!("edge {at}: found no object, expected one with `source` and `target`")));
        };
        let [from, to] =
            ["source", "target"].map(|end| end_key(link, end, &gathered, if by_place { &numbered } else { &[] }));
        let (Some(from), Some(to)) = (from, to) else {
            return Err(json::wrong(format!("edge {at}: expected `source` and `target`, each the id of a node")));
        };
        let (from, to) = (gathered.end(&from), gathered.end(&to));
        let mut properties = json::map(link);
        ["source", "target"].iter().for_each(|name| drop(properties.remove(*name)));
        if ours {
            properties.remove("key");
        }
        gathered.edge(from, to, directed, properties);
    }
    let known = ["nodes", "links", "edges", "directed", "multigraph", "graph"];
    top.keys().filter(|name| !known.contains(&name.as_str())).for_each(|name| gathered.no_place(&format!("`{name}`")));
    Ok(gathered)
}

fn list<'j>(top: &'j Object<String, Json>, names: &[&str]) -> Outcome<&'j [Json]> {
    match names.iter().find_map(|name| top.get(*name)) {
        Some(Json::Array(items)) => Ok(items),
        Some(_) | None => {
            let error = json::wrong(format!("found no list `{}`, expected one", names.join("` or `")));
            Err(Box::new(error.hint(JSONS)))
        }
    }
}

fn node_key(node: &Json, at: usize) -> Outcome<String> {
    let id = node
        .as_object()
        .map_or(Some(node), |node| node.get("id").or_else(|| node.get("key")).or_else(|| node.get("name")));
    match id {
        None => Ok(at.to_string()),
        Some(id) => json::key(id).ok_or_else(|| {
            json::wrong(format!("node {at}: found an `id` that is no text and no number, expected one of these"))
        }),
    }
}

/// The key of the node at an end; a number that is the key of none is its place in a list.
fn end_key(link: &Object<String, Json>, end: &str, gathered: &Gathered, numbered: &[String]) -> Option<String> {
    let json = link.get(end)?;
    let key = json::key(json)?;
    if gathered.number(&key).is_some() {
        return Some(key);
    }
    let place = json.as_u64().and_then(|at| numbered.get(usize::try_from(at).ok()?)).cloned();
    Some(place.unwrap_or(key))
}
