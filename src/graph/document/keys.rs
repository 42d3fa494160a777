//! The keys that a record may have, for those who write records word by word.

use super::shape::Shape;
use super::vocabulary::{KeyRule, Vocabulary};
use crate::diagnostic::{Class, Diagnostic, Outcome, nearest, quoted_list};
use crate::graph::Schema;
use crate::value::Value;

/// A key that a record may have.
#[derive(Clone, Debug)]
pub struct Key<'s> {
    /// Its name.
    pub name: &'s str,
    /// What it holds.
    pub shape: Shape,
    /// The values it may have, where they are counted.
    pub values: Vec<&'s str>,
}

/// The keys that a node with these labels may have, in the order in which they are written.
pub fn keys_of_node<'s>(schema: &'s Schema, labels: &[&str]) -> Vec<Key<'s>> {
    let vocabulary = Vocabulary::new(schema);
    let labels: Vec<usize> = labels.iter().filter_map(|label| vocabulary.label(label)).collect();
    let rules = vocabulary.node_keys.rules.iter().enumerate();
    let allowed = rules.filter(|(number, rule)| rule.free || vocabulary.label_allows(&labels, *number));
    allowed.map(|(_, rule)| Key::of(schema, rule)).collect()
}

/// The keys that an edge of a type may have, in the order in which they are written.
pub fn keys_of_edge<'s>(schema: &'s Schema, kind: &str) -> Vec<Key<'s>> {
    let vocabulary = Vocabulary::new(schema);
    let Some(kind) = vocabulary.relationship_type(kind) else { return Vec::new() };
    let rules = vocabulary.edge_keys.rules.iter().enumerate();
    let allowed = rules.filter(|(number, rule)| rule.free || vocabulary.type_allows(kind, *number));
    allowed.map(|(_, rule)| Key::of(schema, rule)).collect()
}

impl<'s> Key<'s> {
    fn of(schema: &'s Schema, rule: &KeyRule<'s>) -> Key<'s> {
        let values = match rule.shape {
            Shape::Status => schema.statuses.iter().map(|rule| rule.status.as_str()).collect(),
            _ => rule.values.iter().map(String::as_str).collect(),
        };
        Key { name: rule.name, shape: rule.shape, values }
    }

    /// Whether it says something that evidence can stand for: no end, no remark, no evidence.
    pub fn is_fact(&self) -> bool {
        let is_head = matches!(self.shape, Shape::Id | Shape::Labels | Shape::Type | Shape::End | Shape::Evidence);
        !is_head && !matches!(self.name, "note" | "anomaly" | "silence")
    }

    /// The value that a text stands for. Ids of nodes are taken as they are.
    ///
    /// # Errors
    /// Where the text is no such value.
    pub fn value(&self, text: &str) -> Outcome<Value> {
        if !self.values.is_empty() {
            return self.counted(text);
        }
        let value = match self.shape {
            Shape::Integer => text.parse::<i64>().ok().map(Value::Integer),
            Shape::Float => number(text).map(Value::Float),
            Shape::Boolean => truth(text).map(Value::Boolean),
            Shape::Date => edtf_core::Edtf::parse(text).ok().map(|_| Value::string(text)),
            Shape::Texts => Some(Value::list(text.split([';', '\n']).map(|part| Value::string(part.trim())).collect())),
            Shape::Any => Some(any(text)),
            Shape::Name | Shape::Text | Shape::Node => Some(Value::string(text)).filter(|_| !text.trim().is_empty()),
            // What can't be written as one text: the caller takes these apart.
            Shape::Id | Shape::Labels | Shape::Type | Shape::End | Shape::Status | Shape::Evidence => None,
            Shape::TextMap | Shape::Silence => None,
        };
        value.ok_or_else(|| self.wrong(text))
    }

    fn counted(&self, text: &str) -> Outcome<Value> {
        if let Some(value) = self.values.iter().find(|value| value.eq_ignore_ascii_case(text)) {
            return Ok(Value::string(value));
        }
        let message = format!("`{}`: found `{text}`, expected {}", self.name, quoted_list(&self.values));
        let near = nearest(text, self.values.iter().copied()).map(|near| format!("did you mean `{near}`?"));
        Err(Box::new(Diagnostic::plain(Class::DataError, message).hint_if(near)))
    }

    fn wrong(&self, text: &str) -> Box<Diagnostic> {
        let message = format!("`{}`: found `{text}`, expected {}", self.name, self.expected());
        let ways = "`2014`, `2014-03` or `2014-03-18`; with doubt `2022?`, `199X`, or `2008/2020` for a span";
        let hint = (self.shape == Shape::Date).then(|| format!("write {ways}"));
        Box::new(Diagnostic::plain(Class::DataError, message).hint_if(hint))
    }

    fn expected(&self) -> &'static str {
        match self.shape {
            Shape::Date => "a date (EDTF)",
            Shape::TextMap => "its part after a dot, as in `names.fr`",
            other => other.describe(),
        }
    }
}

/// A number that a document can hold.
fn number(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

fn truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" => Some(true),
        "false" | "no" => Some(false),
        _ => None,
    }
}

fn any(text: &str) -> Value {
    let whole = text.parse::<i64>().ok().map(Value::Integer);
    whole.or_else(|| number(text).map(Value::Float)).unwrap_or_else(|| Value::string(text))
}
