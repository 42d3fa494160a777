//! A document's text as records.

use std::cell::OnceCell;
use std::fmt;
use std::marker::PhantomData;
use std::rc::Rc;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::finding::{Report, problem};
use super::json::{Entries, Json};
use super::place::{RawEntries, key_at, span_in, value_at};
use super::syntax;
use crate::diagnostic::{Diagnostic, Span, nearest};

/// Which list of a document.
#[derive(Clone, Copy)]
enum List {
    Nodes,
    Edges,
}

/// The texts of a document's records, found when the first of them is asked for: only a document with
/// something wrong in it is read twice.
struct Places<'a> {
    source: &'a str,
    found: OnceCell<Raw<'a>>,
}

impl<'a> Places<'a> {
    fn of(&self, list: List, number: usize) -> &'a str {
        let found = self.found.get_or_init(|| serde_json::from_str(self.source).unwrap_or_default());
        let list = match list {
            List::Nodes => &found.nodes,
            List::Edges => &found.edges,
        };
        list.get(number).map_or(self.source, |raw| raw.get())
    }
}

/// A node or an edge as it is written.
pub(super) struct Record<'a> {
    places: Rc<Places<'a>>,
    list: List,
    /// Its number within its list.
    pub(super) number: usize,
    /// The number of the document it stands in.
    pub(super) document: usize,
    /// Its fields, in the order they are written.
    pub(super) fields: Entries<'a>,
}

impl<'a> Record<'a> {
    /// The record as it is written.
    pub(super) fn text(&self) -> &'a str {
        self.places.of(self.list, self.number)
    }

    /// The place of the whole record.
    pub(super) fn span(&self) -> Span {
        span_in(self.places.source, self.text())
    }

    /// The place of the value that is reached by these numbers of fields, items and entries.
    pub(super) fn value_span(&self, path: &[usize]) -> Span {
        span_in(self.places.source, value_at(self.text(), path))
    }

    /// The place of a key: of the last of these numbers, within what the others reach.
    pub(super) fn key_span(&self, path: &[usize], at: usize) -> Span {
        span_in(self.places.source, key_at(value_at(self.text(), path), at))
    }

    /// The first field with this key, with its number.
    pub(super) fn field(&self, key: &str) -> Option<(usize, &Json<'a>)> {
        let at = self.fields.iter().position(|(name, _)| name == key)?;
        Some((at, &self.fields[at].1))
    }

    /// The place to show where something is missing: the first of these fields, else the opening brace.
    pub(super) fn anchor(&self, keys: &[&str]) -> Span {
        let field = keys.iter().find_map(|key| self.field(key));
        let start = self.span().start;
        field.map_or(Span::new(start, start + 1), |(at, _)| self.value_span(&[at]))
    }
}

/// The records of one document.
#[derive(Default)]
pub(super) struct Document<'a> {
    pub(super) nodes: Vec<Record<'a>>,
    pub(super) edges: Vec<Record<'a>>,
    /// Whether all of it could be read, so that an id not found in it is not there.
    pub(super) whole: bool,
}

/// Reads a document; what can't be read is reported and left out.
pub(super) fn document<'a>(text: &'a str, number: usize, report: &mut Report) -> Document<'a> {
    let top = match serde_json::from_str::<Parsed>(text) {
        Ok(top) => top,
        Err(error) => {
            let diagnostics = unreadable(text, &error);
            diagnostics.into_iter().for_each(|diagnostic| report.add(number, diagnostic));
            return Document::default();
        }
    };
    for key in &top.unknown {
        report.add(number, unknown_key(text, key));
    }
    let places = Rc::new(Places { source: text, found: OnceCell::new() });
    let nodes = records(&places, number, List::Nodes, top.nodes, report);
    let edges = records(&places, number, List::Edges, top.edges, report);
    Document { nodes, edges, whole: top.unknown.is_empty() }
}

fn records<'a>(
    places: &Rc<Places<'a>>,
    document: usize,
    list: List,
    values: Vec<Json<'a>>,
    report: &mut Report,
) -> Vec<Record<'a>> {
    let mut records = Vec::with_capacity(values.len());
    for (number, value) in values.into_iter().enumerate() {
        match value {
            Json::Object(fields) => records.push(Record { places: Rc::clone(places), list, number, document, fields }),
            other => report.add(document, no_record(span_in(places.source, places.of(list, number)), list, &other)),
        }
    }
    records
}

fn no_record(span: Span, list: List, found: &Json) -> Diagnostic {
    let noun = match list {
        List::Nodes => "a node",
        List::Edges => "an edge",
    };
    problem("WrongKind", span, format!("found {}, expected {noun}: an object", found.describe()))
}

fn unknown_key(source: &str, key: &str) -> Diagnostic {
    let name = key.trim_matches('"');
    let near = nearest(name, ["nodes", "edges"]);
    problem("UnknownKey", span_in(source, key), format!("unknown key `{name}`, expected `nodes` or `edges`"))
        .labelled("not a part of a graph document")
        .hint_if(near.map(|near| format!("did you mean `{near}`?")))
}

/// What is wrong with a text that the reader stopped at: no JSON, or JSON of another form.
fn unreadable(text: &str, error: &serde_json::Error) -> Vec<Diagnostic> {
    let stopped = syntax::diagnose(text, text, error);
    if error.classify() != Category::Data {
        return vec![stopped];
    }
    match serde_json::from_str(text) {
        Err(error) => vec![syntax::diagnose(text, text, &error)],
        Ok(Json::Object(entries)) => {
            entries.iter().enumerate().filter_map(|(at, (key, value))| no_list(text, at, key, value)).collect()
        }
        Ok(other) => {
            let message = format!("found {}, expected an object with `nodes` and `edges`", other.describe());
            vec![problem("WrongKind", span_in(text, text.trim()), message)]
        }
    }
}

fn no_list(text: &str, at: usize, key: &str, value: &Json) -> Option<Diagnostic> {
    if matches!(value, Json::List(_)) {
        return None;
    }
    if !matches!(key, "nodes" | "edges") {
        return Some(unknown_key(text, key_at(text, at)));
    }
    let span = span_in(text, value_at(text, &[at]));
    Some(problem("WrongKind", span, format!("`{key}`: found {}, expected a list", value.describe())))
}

/// A document with its records read.
type Parsed<'a> = Top<'a, Json<'a>>;

/// A document with its records as text.
type Raw<'a> = Top<'a, &'a RawValue>;

/// A document before its records are looked into.
struct Top<'a, T> {
    nodes: Vec<T>,
    edges: Vec<T>,
    unknown: Vec<&'a str>,
}

impl<T> Default for Top<'_, T> {
    fn default() -> Self {
        Top { nodes: Vec::new(), edges: Vec::new(), unknown: Vec::new() }
    }
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Top<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Top<'a, T>, D::Error> {
        deserializer.deserialize_map(TopVisitor(PhantomData))
    }
}

struct TopVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for TopVisitor<T> {
    type Value = Top<'de, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Top<'de, T>, A::Error> {
        let mut top = Top::default();
        while let Some(key) = map.next_key::<&RawValue>()? {
            match key.get() {
                "\"nodes\"" => top.nodes.extend(map.next_value::<Vec<T>>()?),
                "\"edges\"" => top.edges.extend(map.next_value::<Vec<T>>()?),
                other => {
                    map.next_value::<&RawValue>()?;
                    top.unknown.push(other);
                }
            }
        }
        Ok(top)
    }
}

/// The entries of an object as they are written, for those who need every place.
pub(super) fn raw_entries(json: &str) -> Option<Vec<(&str, &str)>> {
    let RawEntries(entries) = serde_json::from_str(json).ok()?;
    Some(entries.into_iter().map(|(key, value)| (key.get(), value.get())).collect())
}
