//! Records as forms have them that hold names with plain values: no lists, no objects.

use super::gathered::{GatheredEdge, GatheredNode, joined};
use super::{fit, passages};
use crate::value::Value;

/// What stands before the name of a property that a form would take for something else.
const MARK: &str = "property:";

/// A value that is text, a number, or true or false.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Flat {
    Text(String),
    Integer(i64),
    Float(f64),
    Boolean(bool),
}

impl Flat {
    /// What a value is: lists and maps become JSON, dates text; nothing where there is no value.
    fn of(value: &Value) -> Option<Flat> {
        match value {
            Value::Boolean(value) => Some(Flat::Boolean(*value)),
            Value::Integer(number) => Some(Flat::Integer(*number)),
            Value::Float(number) => number.is_finite().then_some(Flat::Float(*number)),
            Value::Null | Value::String(_) | Value::List(_) | Value::Map(_) | Value::Node(_) => text(value),
            Value::Relationship(_) | Value::Path(_) | Value::Temporal(_) | Value::Duration(_) => text(value),
        }
    }

    /// The value as text.
    pub(super) fn text(&self) -> String {
        match self {
            Flat::Text(text) => text.clone(),
            Flat::Integer(number) => number.to_string(),
            Flat::Float(number) => format!("{number:?}"),
            Flat::Boolean(value) => value.to_string(),
        }
    }
}

fn text(value: &Value) -> Option<Flat> {
    fit::text(value).map(Flat::Text)
}

/// The name of a property as it is written where some names are taken.
pub(super) fn written(name: &str, taken: &[&str]) -> String {
    if taken.contains(&name) || name.starts_with(MARK) { format!("{MARK}{name}") } else { name.to_owned() }
}

/// The name of a property that was written by [`written`].
pub(super) fn meant(name: &str) -> &str {
    name.strip_prefix(MARK).unwrap_or(name)
}

/// What a node says beyond its key and its name, with names as they are written.
pub(super) fn node(node: &GatheredNode, taken: &[&str]) -> Vec<(String, Flat)> {
    let own = node.properties.iter().filter(|(name, _)| &***name != "name");
    let own = own.filter_map(|(name, value)| Some((written(name, taken), Flat::of(value)?)));
    let labels = (!node.labels.is_empty()).then(|| ("labels".to_owned(), Flat::Text(joined(&node.labels))));
    let evidence =
        (!node.evidence.is_empty()).then(|| ("evidence".to_owned(), Flat::Text(passages::text(&node.evidence))));
    labels.into_iter().chain(own).chain(evidence).collect()
}

/// What an edge says beyond its ends, its type and whether it has a direction, with names as they are written.
pub(super) fn edge(edge: &GatheredEdge, taken: &[&str]) -> Vec<(String, Flat)> {
    let own = edge.properties.iter().filter_map(|(name, value)| Some((written(name, taken), Flat::of(value)?)));
    let evidence =
        (!edge.evidence.is_empty()).then(|| ("evidence".to_owned(), Flat::Text(passages::text(&edge.evidence))));
    own.chain(evidence).collect()
}
