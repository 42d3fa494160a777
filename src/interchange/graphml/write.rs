//! GraphML out.

use std::collections::BTreeMap;

use crate::interchange::flat::{self, Flat};
use crate::interchange::gathered::Gathered;
use crate::interchange::xml::{escaped, schema_instruction};
use crate::value::Value;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
"#;

const ROOT: &str = r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"#;

/// A record's fields.
type Fields = Vec<(String, Flat)>;

/// The ids of keys by what they are for, their name and their type.
type Keys = BTreeMap<(&'static str, String, &'static str), String>;

/// Writes GraphML with a key for each property, and for each type that its values have. Where some edges have a
/// direction and others none, these say so in a property: several readers refuse a graph with both sorts.
pub(in crate::interchange) fn write(gathered: &Gathered) -> String {
    let mixed = gathered.edges.iter().any(|edge| edge.directed);
    let nodes: Vec<Fields> =
        gathered.nodes.iter().map(|node| named(flat::node(node, &["labels", "evidence"]), &node.properties)).collect();
    let edges: Vec<Fields> = gathered
        .edges
        .iter()
        .map(|edge| {
            typed(flat::edge(edge, &["type", "evidence", "directed"]), edge.kind.as_deref(), mixed && !edge.directed)
        })
        .collect();
    let keys = keys(&nodes, &edges);
    let mut out = HEAD.to_owned();
    gathered.schema.iter().for_each(|schema| out.push_str(&schema_instruction(schema)));
    out.push_str(ROOT);
    for ((of, name, kind), id) in &keys {
        out.push_str(&format!(
            "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{}\" attr.type=\"{kind}\"/>\n",
            escaped(name)
        ));
    }
    out.push_str(&format!("  <graph edgedefault=\"{}directed\">\n", if mixed { "" } else { "un" }));
    for (node, fields) in gathered.nodes.iter().zip(&nodes) {
        out.push_str(&format!("    <node id=\"{}\">", escaped(&node.key)));
        data("node", fields, &keys, &mut out);
        out.push_str("</node>\n");
    }
    for (edge, fields) in gathered.edges.iter().zip(&edges) {
        let [from, to] = [edge.from, edge.to].map(|end| escaped(&gathered.nodes[end].key));
        out.push_str(&format!("    <edge source=\"{from}\" target=\"{to}\">"));
        data("edge", fields, &keys, &mut out);
        out.push_str("</edge>\n");
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

/// A node's fields with its name among them.
fn named(mut fields: Fields, properties: &crate::value::Map) -> Fields {
    let name = properties.get("name").and_then(Value::as_str);
    fields.extend(name.map(|name| ("name".to_owned(), Flat::Text(name.to_owned()))));
    fields
}

/// An edge's fields with its type among them, and that it has no direction where others have one.
fn typed(mut fields: Fields, kind: Option<&str>, turned: bool) -> Fields {
    fields.extend(kind.map(|kind| ("type".to_owned(), Flat::Text(kind.to_owned()))));
    fields.extend(turned.then_some(("directed".to_owned(), Flat::Boolean(false))));
    fields
}

fn keys(nodes: &[Fields], edges: &[Fields]) -> Keys {
    let mut keys = Keys::new();
    for (of, records) in [("node", nodes), ("edge", edges)] {
        for (name, value) in records.iter().flatten() {
            keys.entry((of, name.clone(), kind(value))).or_default();
        }
    }
    keys.values_mut().enumerate().for_each(|(at, id)| *id = format!("d{at}"));
    keys
}

fn kind(value: &Flat) -> &'static str {
    match value {
        Flat::Text(_) => "string",
        Flat::Integer(_) => "long",
        Flat::Float(_) => "double",
        Flat::Boolean(_) => "boolean",
    }
}

fn data(of: &'static str, fields: &Fields, keys: &Keys, out: &mut String) {
    for (name, value) in fields {
        let id = keys.get(&(of, name.clone(), kind(value))).map_or("", String::as_str);
        out.push_str(&format!("<data key=\"{id}\">{}</data>", escaped(&value.text())));
    }
}
