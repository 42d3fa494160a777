//! Values as JSON and back.

use serde_json::{Map as Object, Value as Json};

use super::gathered::{Gathered, GatheredEdge, GatheredNode};
use super::{flat, passages};
use crate::diagnostic::{Class, Diagnostic, Outcome, Span};
use crate::graph::Evidence;
use crate::value::{Map, Value};

/// A value as JSON. A number that JSON can't hold and a part of a graph are `null`.
pub(super) fn of(value: &Value) -> Json {
    match value {
        Value::Null | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => Json::Null,
        Value::Boolean(value) => Json::from(*value),
        Value::Integer(number) => Json::from(*number),
        Value::Float(number) => Json::from(*number),
        Value::String(text) => Json::from(&**text),
        Value::List(items) => Json::Array(items.iter().map(of).collect()),
        Value::Map(entries) => {
            Json::Object(entries.iter().map(|(name, value)| (name.to_string(), of(value))).collect())
        }
        Value::Temporal(instant) => Json::from(instant.to_string()),
        Value::Duration(amount) => Json::from(amount.to_string()),
    }
}

/// JSON as a value. A whole number beyond 64 bits stays as its digits, in a text.
pub(super) fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Boolean(*value),
        Json::Number(number) => match (number.as_i64(), number.is_u64(), number.as_f64()) {
            (Some(number), ..) => Value::Integer(number),
            (None, false, Some(number)) => Value::Float(number),
            (None, ..) => Value::string(number.to_string()),
        },
        Json::String(text) => Value::string(text),
        Json::Array(items) => Value::list(items.iter().map(value).collect()),
        Json::Object(entries) => Value::map(map(entries)),
    }
}

/// An object as a map, without what is `null`.
pub(super) fn map(entries: &Object<String, Json>) -> Map {
    let said = entries.iter().filter(|(_, json)| !json.is_null());
    said.map(|(name, json)| (name.as_str().into(), value(json))).collect()
}

/// Reads a text as JSON. Nesting beyond 128 levels is refused.
///
/// # Errors
/// Where it is none, with the place.
pub(super) fn read(text: &str) -> Outcome<Json> {
    serde_json::from_str(text).map_err(|error| {
        let start = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let mut at = (start + error.column().saturating_sub(1)).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        Box::new(Diagnostic::compile(Class::DataError, "", Span::new(at, at), format!("no JSON: {reason}")))
    })
}

/// The object that a text of a form is.
///
/// # Errors
/// Where it is something else.
pub(super) fn object<'j>(json: &'j Json, with: &str) -> Outcome<&'j Object<String, Json>> {
    json.as_object().ok_or_else(|| wrong(format!("found no object, expected one with {with}")))
}

/// Refuses JSON that is not of the form which is read.
pub(super) fn wrong(message: impl Into<String>) -> Box<Diagnostic> {
    Box::new(Diagnostic::plain(Class::DataError, message))
}

/// The text of a field; a number stands for its digits, as keys of nodes often do.
pub(super) fn key(json: &Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => None,
    }
}

/// The schema that goes with a graph, as a field.
pub(super) fn schema(gathered: &Gathered) -> Option<(String, Json)> {
    let text = serde_json::to_string(gathered.schema.as_ref()?).unwrap_or_default();
    Some(("schema".into(), Json::from(text)))
}

/// What a node says beyond its key; names that are taken get a mark.
pub(super) fn node_fields(node: &GatheredNode, taken: &[&str]) -> Object<String, Json> {
    let mut fields = fields(&node.properties, taken);
    if !node.labels.is_empty() {
        fields.insert("labels".into(), Json::from(node.labels.clone()));
    }
    rest(&node.evidence, &mut fields);
    fields
}

/// What an edge says beyond its ends, its type and whether it has a direction; names that are taken get a mark.
pub(super) fn edge_fields(edge: &GatheredEdge, taken: &[&str]) -> Object<String, Json> {
    let mut fields = fields(&edge.properties, taken);
    rest(&edge.evidence, &mut fields);
    fields
}

fn fields(properties: &Map, taken: &[&str]) -> Object<String, Json> {
    properties.iter().map(|(name, value)| (flat::written(name, taken), of(value))).collect()
}

fn rest(evidence: &[Evidence], fields: &mut Object<String, Json>) {
    if !evidence.is_empty() {
        fields.insert("evidence".into(), of(&passages::value(evidence)));
    }
}

/// An object as text: what its lists hold, and their objects hold in turn, one item a line.
pub(super) fn lines(top: &Json) -> String {
    let mut text = String::new();
    spread(top, 0, &mut text);
    text.push('\n');
    text
}

/// The top, and the lists of it that hold records, are spread over lines; a record is not.
fn spread(json: &Json, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth + 1);
    match json {
        Json::Object(entries) if depth < 2 && !entries.is_empty() => {
            text.push('{');
            for (at, (name, value)) in entries.iter().enumerate() {
                let comma = if at > 0 { "," } else { "" };
                text.push_str(&format!("{comma}\n{indent}{}: ", Json::from(name.as_str())));
                spread(value, depth + 1, text);
            }
            text.push_str(&format!("\n{}}}", "  ".repeat(depth)));
        }
        Json::Array(items) if depth < 3 && !items.is_empty() => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                text.push_str(&format!("{}\n{indent}{item}", if at > 0 { "," } else { "" }));
            }
            text.push_str(&format!("\n{}]", "  ".repeat(depth)));
        }
        other => text.push_str(&other.to_string()),
    }
}
