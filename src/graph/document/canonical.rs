//! The one form in which a document or a schema is written: one record a line, keys and records in a fixed order.

use std::borrow::Cow;

use serde::Serialize;

use super::json::Json;
use super::shape::{EVIDENCE_KEYS, Shape};
use super::vocabulary::{Keys, Vocabulary};
use crate::graph::schema::{PropertyRule, Schema};

/// A record's fields, in any order.
pub(super) type Fields<'a> = [(Cow<'a, str>, Json<'a>)];

/// A record as one line, with what it is sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    names: [String; 4],
    year: Option<i64>,
    text: String,
}

impl Line {
    /// The record.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// What the record is called: its id, or the ends and the type of an edge.
    pub(super) fn name(&self) -> String {
        self.names[..3].join(" ")
    }

    /// What an edge joins: its first end, its type, its other end.
    pub(super) fn joins(&self) -> [&str; 3] {
        let [from, kind, to, _] = &self.names;
        [from, kind, to]
    }

    /// When an edge held, as far as that is part of its name.
    pub(super) fn when(&self) -> (&str, Option<i64>) {
        (&self.names[3], self.year)
    }

    /// What the record is called, for people: "`a`", "`a` TRADES_WITH `b` (2023)".
    pub(super) fn told(&self) -> String {
        let [from, kind, to, when] = &self.names;
        if kind.is_empty() {
            return format!("`{from}`");
        }
        let when = self.year.map_or_else(|| when.clone(), |year| year.to_string());
        let when = if when.is_empty() { when } else { format!(" ({when})") };
        format!("`{from}` {kind} `{to}`{when}")
    }
}

/// The line of a node: sorted by its id.
pub(super) fn node(vocabulary: &Vocabulary, fields: &Fields) -> Line {
    let text = record(vocabulary, &vocabulary.node_keys, fields);
    let names = [text_of(fields, "id"), String::new(), String::new(), String::new()];
    Line { names, year: None, text }
}

/// The line of an edge: sorted by from, type, to, when it held, its year, and then the whole line.
pub(super) fn edge(vocabulary: &Vocabulary, fields: &Fields) -> Line {
    let text = record(vocabulary, &vocabulary.edge_keys, fields);
    let when = ["start", "at"].map(|key| text_of(fields, key)).into_iter().find(|text| !text.is_empty());
    let [from, kind, to] = ["from", "type", "to"].map(|key| text_of(fields, key));
    let year = fields.iter().find_map(|(key, json)| match json {
        Json::Integer(year) if key == "year" => Some(*year),
        _ => None,
    });
    Line { names: [from, kind, to, when.unwrap_or_default()], year, text }
}

fn text_of(fields: &Fields, key: &str) -> String {
    let field = fields.iter().find(|(name, _)| name == key);
    field.and_then(|(_, json)| json.as_text()).unwrap_or_default().to_owned()
}

/// The text of a document with these records.
pub(super) fn document(mut nodes: Vec<Line>, mut edges: Vec<Line>) -> String {
    nodes.sort_unstable();
    edges.sort_unstable();
    let texts = |lines: Vec<Line>| lines.into_iter().map(|line| line.text).collect::<Vec<String>>();
    frame(&texts(nodes), &texts(edges))
}

/// The text of a document with these records, in the order in which they are given.
pub(super) fn frame(nodes: &[String], edges: &[String]) -> String {
    let mut text = String::from("{\n  \"nodes\": ");
    list(nodes.iter().map(String::as_str), &mut text);
    text.push_str(",\n  \"edges\": ");
    list(edges.iter().map(String::as_str), &mut text);
    text.push_str("\n}\n");
    text
}

/// The text of a schema: one rule a line, its keys in a fixed order. Properties are sorted by name; labels,
/// types and statuses stay in their order, for it has a meaning: that of labels in a record, and of a legend.
pub(super) fn schema(schema: &Schema) -> String {
    let mut properties: Vec<&PropertyRule> = schema.properties.iter().collect();
    properties.sort_by(|a, b| a.name.cmp(&b.name));
    let lists = [
        ("labels", schema.labels.iter().map(rule).collect::<Vec<String>>()),
        ("types", schema.types.iter().map(rule).collect()),
        ("properties", properties.into_iter().map(rule).collect()),
        ("statuses", schema.statuses.iter().map(rule).collect()),
    ];
    let mut text = String::from("{\n  \"name\": ");
    quote(&schema.name, &mut text);
    text.push_str(&format!(",\n  \"format\": {}", schema.format));
    for (name, rules) in &lists {
        text.push_str(&format!(",\n  \"{name}\": "));
        list(rules.iter().map(String::as_str), &mut text);
    }
    if !schema.silence.is_empty() {
        text.push_str(&format!(",\n  \"silence\": {}", rule(&schema.silence)));
    }
    text.push_str("\n}\n");
    text
}

/// A rule as one line, its keys in the order in which its type has them.
fn rule<T: Serialize>(rule: &T) -> String {
    let compact = serde_json::to_string(rule).expect("a rule holds nothing but what JSON can hold");
    let json: Json = serde_json::from_str(&compact).expect("what was just written is JSON");
    let mut text = String::new();
    value(&json, &mut text);
    text
}

fn list<'t>(lines: impl ExactSizeIterator<Item = &'t str>, text: &mut String) {
    let empty = lines.len() == 0;
    text.push('[');
    for (at, line) in lines.enumerate() {
        text.push_str(if at == 0 { "\n    " } else { ",\n    " });
        text.push_str(line);
    }
    text.push_str(if empty { "]" } else { "\n  ]" });
}

fn record(vocabulary: &Vocabulary, keys: &Keys, fields: &Fields) -> String {
    let mut sorted: Vec<&(Cow<str>, Json)> = fields.iter().filter(|(_, json)| !is_empty(json)).collect();
    sorted.sort_by_key(|(name, _)| keys.position(name));
    let mut text = String::from("{");
    for (at, (name, json)) in sorted.into_iter().enumerate() {
        separate(at, &mut text);
        quote(name, &mut text);
        text.push_str(": ");
        field(vocabulary, keys.shape(name), json, &mut text);
    }
    text.push('}');
    text
}

/// The value of one field; nothing where it says no more than if it were not there.
pub(super) fn field_text(vocabulary: &Vocabulary, keys: &Keys, name: &str, json: &Json) -> Option<String> {
    let mut text = String::new();
    field(vocabulary, keys.shape(name), json, &mut text);
    (!is_empty(json)).then_some(text)
}

/// A value by itself.
pub(super) fn value_text(json: &Json) -> String {
    let mut text = String::new();
    value(json, &mut text);
    text
}

/// An empty list says no more than none.
fn is_empty(json: &Json) -> bool {
    match json {
        Json::List(items) => items.is_empty(),
        Json::Object(entries) => entries.is_empty(),
        Json::Null | Json::Boolean(_) | Json::Integer(_) | Json::Float(_) | Json::TooLarge | Json::Text(_) => false,
    }
}

fn field(vocabulary: &Vocabulary, shape: Shape, json: &Json, text: &mut String) {
    match (shape, json) {
        (Shape::Labels, Json::List(labels)) => {
            let mut labels: Vec<&Json> = labels.iter().collect();
            labels.sort_by_key(|label| label.as_text().and_then(|name| vocabulary.label(name)));
            labels.dedup();
            items(labels, text, value);
        }
        (Shape::Evidence, Json::List(pieces)) => items(pieces, text, piece),
        (Shape::TextMap | Shape::Silence, Json::Object(entries)) => {
            let mut entries: Vec<&(Cow<str>, Json)> = entries.iter().collect();
            entries.sort_by_key(|(name, _)| name);
            object(entries, text);
        }
        (Shape::Float, Json::Integer(number)) => value(&Json::Float(*number as f64), text),
        (_, json) => value(json, text),
    }
}

fn piece(json: &Json, text: &mut String) {
    let Json::Object(entries) = json else { return value(json, text) };
    let mut entries: Vec<&(Cow<str>, Json)> = entries.iter().filter(|(_, json)| !is_empty(json)).collect();
    entries.sort_by_key(|(name, _)| EVIDENCE_KEYS.iter().position(|key| key == name).unwrap_or(EVIDENCE_KEYS.len()));
    object(entries, text);
}

fn value(json: &Json, text: &mut String) {
    match json {
        Json::Null | Json::TooLarge => text.push_str("null"),
        Json::Boolean(yes) => text.push_str(if *yes { "true" } else { "false" }),
        Json::Integer(number) => text.push_str(&number.to_string()),
        // JSON has no infinity and no NaN.
        Json::Float(number) if !number.is_finite() => text.push_str("null"),
        Json::Float(number) => text.push_str(&format!("{number:?}")),
        Json::Text(string) => quote(string, text),
        Json::List(list) => items(list, text, value),
        Json::Object(entries) => object(entries, text),
    }
}

fn items<'j, 'a: 'j>(list: impl IntoIterator<Item = &'j Json<'a>>, text: &mut String, write: fn(&Json, &mut String)) {
    text.push('[');
    for (at, item) in list.into_iter().enumerate() {
        separate(at, text);
        write(item, text);
    }
    text.push(']');
}

fn object<'j, 'a: 'j>(entries: impl IntoIterator<Item = &'j (Cow<'a, str>, Json<'a>)>, text: &mut String) {
    text.push('{');
    for (at, (name, json)) in entries.into_iter().enumerate() {
        separate(at, text);
        quote(name, text);
        text.push_str(": ");
        value(json, text);
    }
    text.push('}');
}

fn separate(at: usize, text: &mut String) {
    if at > 0 {
        text.push_str(", ");
    }
}

/// A text in quotes. Only what JSON can't hold as it is gets escaped, so that every script stays readable.
fn quote(string: &str, text: &mut String) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            '\r' => text.push_str("\\r"),
            control if u32::from(control) < 0x20 => text.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => text.push(other),
        }
    }
    text.push('"');
}
