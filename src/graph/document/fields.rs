//! Checking the keys of a record and the values they hold.

use std::sync::Arc;

use super::check::{Check, Properties};
use super::finding::problem;
use super::json::{Entries, Json};
use super::nodes::{listed, unknown};
use super::read::Record;
use super::shape::Shape;
use super::vocabulary::{KeyRule, Keys};
use crate::diagnostic::{Diagnostic, nearest, quoted_list};
use crate::value::{Map, Value};

impl<'a> Check<'a, '_, '_> {
    /// A node's properties, in canonical order.
    pub(super) fn node_properties(&mut self, record: &'a Record<'a>, labels: &[usize]) -> Properties {
        let vocabulary = self.vocabulary;
        let bearer: Vec<&str> = labels.iter().map(|label| vocabulary.label_name(*label)).collect();
        // Which properties a node may have is unknown until it has a label that is known.
        let allows = |key: usize| labels.is_empty() || vocabulary.label_allows(labels, key);
        self.properties(record, &vocabulary.node_keys, allows, &bearer)
    }

    /// An edge's properties, in canonical order.
    pub(super) fn edge_properties(&mut self, record: &'a Record<'a>, kind: Option<usize>) -> Properties {
        let vocabulary = self.vocabulary;
        let bearer: Vec<&str> = kind.map(|kind| vocabulary.schema.types[kind].name.as_str()).into_iter().collect();
        let allows = |key: usize| kind.is_none_or(|kind| vocabulary.type_allows(kind, key));
        self.properties(record, &vocabulary.edge_keys, allows, &bearer)
    }

    fn properties(
        &mut self,
        record: &'a Record<'a>,
        keys: &'a Keys<'a>,
        allows: impl Fn(usize) -> bool,
        bearer: &[&str],
    ) -> Properties {
        let mut properties = Vec::with_capacity(record.fields.len());
        for (at, (name, json)) in record.fields.iter().enumerate() {
            if record.fields[..at].iter().any(|(earlier, _)| earlier == name) {
                self.twice(record, &[], at, name);
            }
            let number = keys.number(name).filter(|number| keys.rules[*number].free || allows(*number));
            let Some(number) = number else {
                let problem = self.not_allowed(record, at, name, keys, &allows, bearer);
                self.report(record, problem);
                continue;
            };
            let value = self.property(record, at, &keys.rules[number], json);
            properties.extend(value.map(|value| (number, value)));
        }
        properties.sort_by_key(|(number, _)| *number);
        properties
    }

    /// Reports a key that stands twice in an object.
    pub(super) fn twice(&mut self, record: &Record, path: &[usize], at: usize, key: &str) {
        let message = format!("the key `{key}` stands twice, expected once");
        self.report(record, problem("DuplicateKey", record.key_span(path, at), message).labelled("here again"));
    }

    fn not_allowed(
        &self,
        record: &Record,
        at: usize,
        name: &str,
        keys: &Keys,
        allows: impl Fn(usize) -> bool,
        bearer: &[&str],
    ) -> Diagnostic {
        let known = self.vocabulary.schema.property(name).is_some();
        let message = match bearer {
            [] => format!("the schema has no property `{name}`"),
            _ if known => format!("{} has no property `{name}`", bearer.join(" and ")),
            _ => format!("unknown property `{name}` of {}", bearer.join(" and ")),
        };
        let detail = if known { "ForbiddenProperty" } else { "UnknownProperty" };
        let rules = keys.rules.iter().enumerate().filter(|(number, rule)| rule.free || allows(*number));
        let near = nearest(name, rules.clone().map(|(_, rule)| rule.name));
        let own: Vec<&str> = rules.filter(|(_, rule)| !rule.free).map(|(_, rule)| rule.name).collect();
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("properties allowed here: {}", listed(&own)),
        };
        problem(detail, record.key_span(&[], at), message).labelled("not allowed here").hint(hint)
    }

    /// The value of a property; nothing where it is empty, wrong, or read elsewhere.
    fn property(&mut self, record: &'a Record<'a>, at: usize, rule: &KeyRule<'a>, json: &'a Json) -> Option<Value> {
        let value = match (rule.shape, json) {
            // These were read with the record's ends, labels and evidence.
            (Shape::Labels | Shape::Type | Shape::End | Shape::Evidence, _) => return None,
            (Shape::Id, Json::Text(id)) => Value::String(self.own_id(id)),
            (Shape::Id, _) => return None,
            (Shape::Status, Json::Text(status)) => self.status(record, at, status)?,
            (Shape::Name, Json::Text(name)) if name.trim().is_empty() => {
                self.report(record, empty_name(record, at, rule.name));
                return None;
            }
            (Shape::Date, Json::Text(text)) => {
                self.date(record, &[at], rule.name, text);
                Value::String(self.shared(text))
            }
            (Shape::Node, Json::Text(id)) => Value::String(self.node(record, &[at], id)?.1),
            (Shape::Name | Shape::Text | Shape::Any, Json::Text(text)) => self.counted(record, at, rule, text),
            (Shape::Texts, Json::List(items)) => self.texts(record, at, rule.name, items)?,
            (Shape::Silence, Json::Object(entries)) => {
                self.reasons(record, at, entries);
                self.text_map(record, at, rule.name, entries)?
            }
            (Shape::TextMap, Json::Object(entries)) => self.text_map(record, at, rule.name, entries)?,
            (Shape::Integer | Shape::Any, Json::Integer(number)) => Value::Integer(*number),
            (Shape::Float, Json::Integer(number)) => Value::Float(*number as f64),
            (Shape::Float | Shape::Any, Json::Float(number)) => Value::Float(*number),
            (Shape::Boolean, Json::Boolean(value)) => Value::Boolean(*value),
            (shape, other) => {
                self.wrong_kind(record, &[at], rule.name, other, shape.describe());
                return None;
            }
        };
        Some(value)
    }

    /// The id as it is stored for all who refer to it.
    fn own_id(&self, id: &str) -> Arc<str> {
        self.known.get(id).map_or_else(|| Arc::from(id), |known| known.id.clone())
    }

    fn status(&mut self, record: &'a Record<'a>, at: usize, status: &'a str) -> Option<Value> {
        if self.vocabulary.schema.status(status).is_none() {
            let names = self.vocabulary.schema.statuses.iter().map(|rule| rule.status.as_str());
            let problem = unknown("status", "UnknownStatus", record, &[at], status, names.collect());
            self.report(record, problem);
            return None;
        }
        Some(Value::String(self.shared(status)))
    }

    /// Text, which must be one of the values where these are counted.
    fn counted(&mut self, record: &Record, at: usize, rule: &KeyRule<'a>, text: &'a str) -> Value {
        if rule.values.is_empty() {
            return Value::string(text);
        }
        if !rule.values.iter().any(|value| value == text) {
            let values: Vec<&str> = rule.values.iter().map(String::as_str).collect();
            let message = format!("`{}`: found `{text}`, expected {}", rule.name, quoted_list(&values));
            let hint = nearest(text, values).map(|near| format!("did you mean `{near}`?"));
            self.report(record, problem("UnknownValue", record.value_span(&[at]), message).hint_if(hint));
        }
        Value::String(self.shared(text))
    }

    fn texts(&mut self, record: &Record, at: usize, key: &str, items: &[Json]) -> Option<Value> {
        let mut texts = Vec::with_capacity(items.len());
        for (item, json) in items.iter().enumerate() {
            match json.as_text() {
                Some(text) => texts.push(Value::string(text)),
                None => self.wrong_kind(record, &[at, item], key, json, Shape::Text.describe()),
            }
        }
        (!texts.is_empty()).then(|| Value::list(texts))
    }

    /// Who keeps a rule silent must say why.
    fn reasons(&mut self, record: &Record, at: usize, entries: &Entries) {
        for (entry, (code, json)) in entries.iter().enumerate() {
            if json.as_text().is_some_and(|reason| reason.trim().is_empty()) {
                let message = format!("`{code}` is silenced without a reason, expected why it may stand");
                self.report(record, problem("NoReason", record.value_span(&[at, entry]), message));
            }
        }
    }

    fn text_map(&mut self, record: &Record, at: usize, key: &str, entries: &'a Entries) -> Option<Value> {
        let mut map = Map::new();
        for (entry, (name, json)) in entries.iter().enumerate() {
            match json.as_text() {
                Some(text) if !map.contains_key(name.as_ref()) => {
                    map.insert(self.shared(name), Value::string(text));
                }
                Some(_) => self.twice(record, &[at], entry, name),
                None => self.wrong_kind(record, &[at, entry], key, json, Shape::Text.describe()),
            }
        }
        (!map.is_empty()).then(|| Value::map(map))
    }
}

fn empty_name(record: &Record, at: usize, key: &str) -> Diagnostic {
    problem("MissingKey", record.value_span(&[at]), format!("`{key}`: found nothing, expected text that is not empty"))
}
