//! Whether a property has a place in a schema, and the value as it stands there.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::json;
use crate::graph::document::{EDGE_HEAD, NODE_HEAD, Shape, TAIL};
use crate::graph::{LabelRule, PropertyRule, Schema, TypeRule};
use crate::value::{Map, Value};

/// What has a property.
#[derive(Clone, Copy)]
pub(super) enum Bearer<'b> {
    /// A node with these labels.
    Node(&'b [String]),
    /// An edge of this type.
    Edge(&'b str),
}

/// A schema by its names.
pub(super) struct Fit<'s> {
    pub(super) schema: &'s Schema,
    labels: FxHashMap<&'s str, (&'s LabelRule, FxHashSet<&'s str>)>,
    types: FxHashMap<&'s str, (&'s TypeRule, FxHashSet<&'s str>)>,
    properties: FxHashMap<&'s str, &'s PropertyRule>,
}

/// Gives the id of the node with a key.
pub(super) type Resolve<'r> = &'r dyn Fn(&str) -> Option<String>;

impl<'s> Fit<'s> {
    /// O(length of the schema).
    pub(super) fn new(schema: &'s Schema) -> Fit<'s> {
        let set = |names: &'s [String]| names.iter().map(String::as_str).collect();
        Fit {
            schema,
            labels: schema.labels.iter().map(|rule| (rule.label.as_str(), (rule, set(&rule.properties)))).collect(),
            types: schema.types.iter().map(|rule| (rule.name.as_str(), (rule, set(&rule.properties)))).collect(),
            properties: schema.properties.iter().map(|rule| (rule.name.as_str(), rule)).collect(),
        }
    }

    /// Whether there is such a label.
    pub(super) fn has_label(&self, name: &str) -> bool {
        self.labels.contains_key(name)
    }

    /// The rule of a type.
    pub(super) fn kind(&self, name: &str) -> Option<&'s TypeRule> {
        self.types.get(name).map(|(rule, _)| *rule)
    }

    /// The rule of a property.
    pub(super) fn rule(&self, name: &str) -> Option<&'s PropertyRule> {
        self.properties.get(name).copied()
    }

    /// The name and the value with which a property stands in a record: its own name, or where that is a key
    /// with a meaning of its own that the value doesn't have, the name with `_value` after it.
    pub(super) fn property(
        &self,
        bearer: Bearer<'_>,
        name: &str,
        value: &Value,
        ids: Resolve<'_>,
    ) -> Option<(Arc<str>, Value)> {
        let stands = |name: &str| {
            let value = self.value(self.shape(bearer, name)?, name, value, ids)?;
            Some((name.into(), value))
        };
        stands(name).or_else(|| is_reserved(bearer, name).then(|| stands(&spare(name))).flatten())
    }

    /// What a key of a record holds, if the record may have it.
    fn shape(&self, bearer: Bearer<'_>, name: &str) -> Option<Shape> {
        if let Some(shape) = reserved(bearer, name) {
            return Some(shape);
        }
        let has = match bearer {
            Bearer::Node(labels) => {
                labels.iter().any(|label| self.labels.get(label.as_str()).is_some_and(|(_, has)| has.contains(name)))
            }
            Bearer::Edge(kind) => self.types.get(kind).is_some_and(|(_, has)| has.contains(name)),
        };
        has.then(|| self.properties.get(name).map_or(Shape::Any, |rule| Shape::of(rule.kind)))
    }

    /// A value made to be what a key holds, if it can be.
    pub(super) fn value(&self, shape: Shape, name: &str, value: &Value, ids: Resolve<'_>) -> Option<Value> {
        let text = || text(value).map(Value::string);
        match shape {
            Shape::Id | Shape::Labels | Shape::Type | Shape::End | Shape::Evidence => None,
            Shape::Status => text().filter(|text| text.as_str().is_some_and(|text| self.schema.status(text).is_some())),
            Shape::Name => text().filter(|text| text.as_str().is_some_and(|text| !text.trim().is_empty())),
            Shape::Text => text().filter(|text| self.may_be(name, text)),
            Shape::Texts => texts(value),
            Shape::TextMap | Shape::Silence => text_map(value),
            Shape::Date => date(value),
            Shape::Integer => integer(value).map(Value::Integer),
            Shape::Float => float(value).map(Value::Float),
            Shape::Boolean => boolean(value).map(Value::Boolean),
            Shape::Node => ids(value.as_str()?).map(Value::string),
            Shape::Any => match value {
                Value::Integer(_) => Some(value.clone()),
                Value::Float(number) => number.is_finite().then(|| value.clone()),
                _ => text().filter(|text| self.may_be(name, text)),
            },
        }
    }

    /// Whether a property may have a value, where its values are counted.
    fn may_be(&self, name: &str, value: &Value) -> bool {
        let values = self.rule(name).map_or(&[][..], |rule| &rule.values);
        values.is_empty() || value.as_str().is_some_and(|text| values.iter().any(|one| one == text))
    }
}

/// The name of what can't stand under its own.
pub(super) fn spare(name: &str) -> String {
    format!("{name}_value")
}

/// Whether a name is a key with a meaning of its own.
pub(super) fn is_reserved(bearer: Bearer<'_>, name: &str) -> bool {
    reserved(bearer, name).is_some()
}

fn reserved(bearer: Bearer<'_>, name: &str) -> Option<Shape> {
    let head = match bearer {
        Bearer::Node(_) => NODE_HEAD,
        Bearer::Edge(_) => EDGE_HEAD,
    };
    head.iter().chain(TAIL).find(|(key, _)| *key == name).map(|(_, shape)| *shape)
}

/// A value as text: lists and maps as JSON; nothing for what has no value.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => None,
        Value::Float(number) if !number.is_finite() => None,
        Value::String(text) => Some(text.to_string()),
        Value::List(_) | Value::Map(_) => Some(json::of(value).to_string()),
        Value::Boolean(value) => Some(value.to_string()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => Some(format!("{number:?}")),
        Value::Temporal(instant) => Some(instant.to_string()),
        Value::Duration(amount) => Some(amount.to_string()),
    }
}

/// Texts in a list; or the same as JSON in a text, or one text.
fn texts(value: &Value) -> Option<Value> {
    let items: Vec<Value> = match value {
        Value::List(items) => items.iter().map(|item| text(item).map(Value::string)).collect::<Option<_>>()?,
        other => {
            let text = other.as_str()?;
            let many: Option<Vec<String>> = serde_json::from_str(text).ok();
            many.unwrap_or_else(|| vec![text.to_owned()]).iter().map(Value::string).collect()
        }
    };
    (!items.is_empty()).then(|| Value::list(items))
}

/// Texts by name; or the same as JSON in a text.
fn text_map(value: &Value) -> Option<Value> {
    let entries: Map = match value {
        Value::Map(entries) => entries
            .iter()
            .map(|(name, value)| Some((Arc::clone(name), Value::string(text(value)?))))
            .collect::<Option<_>>()?,
        other => match json::value(&serde_json::from_str(other.as_str()?).ok()?) {
            Value::Map(entries) => return text_map(&Value::Map(entries)),
            _ => return None,
        },
    };
    (!entries.is_empty()).then(|| Value::map(entries))
}

/// A date (EDTF); a whole number is a year.
fn date(value: &Value) -> Option<Value> {
    let text = match value {
        Value::Integer(year @ 0..=9999) => format!("{year:04}"),
        Value::String(text) => text.to_string(),
        Value::Temporal(instant) => instant.to_string(),
        _ => return None,
    };
    edtf_core::Edtf::parse(&text).ok().map(|_| Value::string(text))
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        Value::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => Some(*number as i64),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn float(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.filter(|number| number.is_finite())
}

fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Boolean(value) => Some(*value),
        Value::Integer(number @ 0..=1) => Some(*number == 1),
        Value::String(text) => text.trim().to_lowercase().parse().ok(),
        _ => None,
    }
}
