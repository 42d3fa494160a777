//! Rows as JSON: nodes with id, labels and properties; relationships with their ends and evidence.

use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use super::cell::float;
use super::naming::{id_of, label_names, type_name};
use super::{Sources, Style, lens, notes};
use crate::graph::{KeyId, View};
use crate::session::Answer;
use crate::value::{EdgeId, NodeId, Path, Value};

/// Writes an array with one object for each row, an object a line.
pub(crate) fn write_array(out: &mut dyn Write, view: &dyn View, answer: &Answer, style: Style) -> io::Result<()> {
    if answer.rows.is_empty() {
        return writeln!(out, "[]");
    }
    writeln!(out, "[")?;
    for at in 0..answer.rows.len() {
        let comma = if at + 1 < answer.rows.len() { "," } else { "" };
        writeln!(out, "  {}{comma}", object(view, answer, at, style))?;
    }
    writeln!(out, "]")
}

/// Writes one object for each row, a row a line.
pub(crate) fn write_lines(out: &mut dyn Write, view: &dyn View, answer: &Answer, style: Style) -> io::Result<()> {
    (0..answer.rows.len()).try_for_each(|at| writeln!(out, "{}", object(view, answer, at, style)))
}

fn object(view: &dyn View, answer: &Answer, row: usize, style: Style) -> Json {
    let fields = answer.columns.iter().zip(&answer.rows[row]).map(|(name, cell)| (name.to_string(), value(view, cell)));
    let mut object: Map<String, Json> = fields.collect();
    object.extend(lens::fields(answer, row).map(|(name, text)| (name.to_string(), Json::String(text))));
    if style.sources == Sources::Full {
        object.insert("sources".into(), notes::row_json(view, answer, row));
    }
    Json::Object(object)
}

/// A value as JSON. Numbers that JSON has no word for (`NaN`, infinities) become text.
pub(crate) fn value(view: &dyn View, value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Boolean(truth) => Json::Bool(*truth),
        Value::Integer(number) => json!(number),
        Value::Float(number) if number.is_finite() => json!(number),
        Value::Float(number) => Json::String(float(*number)),
        Value::String(text) => Json::String(text.to_string()),
        Value::List(items) => items.iter().map(|item| self::value(view, item)).collect(),
        Value::Map(entries) => {
            Json::Object(entries.iter().map(|(key, item)| (key.to_string(), self::value(view, item))).collect())
        }
        Value::Node(node) => self::node(view, *node),
        Value::Relationship(edge) => relationship(view, *edge),
        Value::Path(walk) => path(view, walk),
        Value::Temporal(instant) => Json::String(instant.to_string()),
        Value::Duration(amount) => Json::String(amount.to_string()),
    }
}

fn properties(view: &dyn View, properties: &[(KeyId, Value)]) -> Json {
    let name = |key: &KeyId| view.symbols().key_name(*key).to_string();
    Json::Object(properties.iter().map(|(key, item)| (name(key), value(view, item))).collect())
}

fn node(view: &dyn View, node: NodeId) -> Json {
    let labels: Vec<String> = label_names(view, node).iter().map(|label| label.to_string()).collect();
    json!({
        "id": view.node_text(node, "id").map(|id| id.to_string()),
        "labels": labels,
        "properties": properties(view, &view.node_properties(node)),
    })
}

fn relationship(view: &dyn View, edge: EdgeId) -> Json {
    let (from, to) = view.ends(edge);
    let mut object = Map::new();
    object.insert("type".into(), json!(type_name(view, edge).as_ref()));
    object.insert("from".into(), json!(id_of(view, from)));
    object.insert("to".into(), json!(id_of(view, to)));
    object.insert("properties".into(), properties(view, &view.edge_properties(edge)));
    object.insert("evidence".into(), json!(view.edge_evidence(edge)));
    Json::Object(object)
}

fn path(view: &dyn View, path: &Path) -> Json {
    let nodes: Vec<Json> = path.nodes.iter().map(|id| node(view, *id)).collect();
    let relationships: Vec<Json> = path.edges.iter().map(|id| relationship(view, *id)).collect();
    json!({ "nodes": nodes, "relationships": relationships })
}
