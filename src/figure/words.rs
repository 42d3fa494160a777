//! What is said about nodes and edges: names, sentences, tooltips with evidence.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Edge, Source};
use crate::graph::{Evidence, KeyId, PropertyKind, Schema, View};
use crate::show;
use crate::show::bibliography::{self, Reference};
use crate::value::{EdgeId, NodeId, Value};

/// So many passages are told in a tooltip; the rest is counted.
const PASSAGES: usize = 6;
/// The longest detail that a label takes, in bytes.
const DETAIL: usize = 40;
/// What a node's tooltip says elsewhere than among its properties.
const NODE_TOLD: [&str; 8] = ["id", "name", "text", "description", "aliases", "names", "ids", "silence"];
/// What an edge's tooltip says elsewhere than among its properties.
const EDGE_TOLD: [&str; 2] = ["status", "silence"];

/// What a type says from its first end: the schema's words, or the type in lower case.
pub(super) fn of_type(schema: Option<&Schema>, kind: &str) -> String {
    match schema.and_then(|schema| schema.relationship_type(kind)) {
        Some(rule) => rule.forward.clone(),
        None => kind.to_lowercase().replace('_', " "),
    }
}

/// The word or two by which edges of a type differ from each other, such as the stance of a STANCE_ON:
/// the first property that the type lists, where it is short and in free words; else a share in per cent.
pub(super) fn detail(view: &dyn View, schema: Option<&Schema>, edge: EdgeId, kind: &str) -> Option<String> {
    let schema = schema?;
    let properties = &schema.relationship_type(kind)?.properties;
    let first = properties.first()?;
    let words = view.edge_text(edge, first).filter(|text| !text.trim().is_empty() && text.len() <= DETAIL);
    let rule = schema.property(first);
    let free = rule.is_none_or(|rule| rule.values.is_empty() && rule.kind != PropertyKind::Date);
    if let Some(words) = words.as_ref().filter(|_| free) {
        return Some(words.to_string());
    }
    let share = properties.iter().find(|key| key.ends_with("_percent"))?;
    let share = view.edge_property(edge, view.symbols().find_key(share)?);
    let share = (!share.is_null()).then(|| format!("{} %", text(&share)))?;
    Some(words.into_iter().map(|words| words.to_string()).chain([share]).collect::<Vec<String>>().join(", "))
}

/// What people call a node: the first of name, title, text and id that is not blank.
pub(super) fn name(view: &dyn View, node: NodeId) -> String {
    let texts = ["name", "title", "text", "id"].iter().filter_map(|key| view.node_text(node, key));
    let name = texts.map(|text| text.to_string()).find(|text| !text.trim().is_empty());
    name.unwrap_or_else(|| "(unnamed)".into())
}

/// Where a node can be looked up: its `url`, else its DOI.
pub(super) fn url(view: &dyn View, node: NodeId) -> Option<String> {
    let url = view.node_text(node, "url").filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    let doi = || view.node_text(node, "doi").map(|doi| format!("https://doi.org/{doi}"));
    url.map(|url| url.to_string()).or_else(doi)
}

/// The texts in a list, or a single text.
pub(super) fn texts(view: &dyn View, node: NodeId, key: &str) -> Vec<String> {
    let value = view.symbols().find_key(key).map(|key| view.node_property(node, key));
    match value {
        Some(Value::List(items)) => items.iter().map(text).collect(),
        Some(Value::String(text)) => vec![text.to_string()],
        Some(_) | None => Vec::new(),
    }
}

/// Tells of records of one graph, in a picture most of whose passages are from one work.
pub(super) struct Teller<'a> {
    pub(super) view: &'a dyn View,
    /// The work whose passages are given by section alone.
    pub(super) home: Option<Arc<str>>,
}

impl Teller<'_> {
    /// A node's tooltip.
    pub(super) fn node(&self, node: NodeId, name: &str, labels: &[String]) -> String {
        let sort = if labels.is_empty() { String::new() } else { format!(" ({})", labels.join(", ")) };
        let mut lines = vec![format!("{name}{sort}")];
        if let Some(aliases) = self.property(node, "aliases").filter(|text| !text.is_empty()) {
            lines.push(format!("also: {aliases}"));
        }
        lines.extend(["text", "description"].iter().filter_map(|key| self.property(node, key)));
        self.properties(&self.view.node_properties(node), &NODE_TOLD, &mut lines);
        self.passages(&self.view.node_evidence(node), &mut lines);
        lines.join("\n")
    }

    /// An edge's tooltip, which begins with what the edge says.
    pub(super) fn edge(&self, edge: EdgeId, sentence: String) -> String {
        let mut lines = vec![sentence];
        self.properties(&self.view.edge_properties(edge), &EDGE_TOLD, &mut lines);
        self.passages(&self.view.edge_evidence(edge), &mut lines);
        lines.join("\n")
    }

    /// The works that an edge rests on, each once, in the order of their names.
    pub(super) fn sources(&self, edge: EdgeId) -> Vec<String> {
        let mut works: Vec<String> =
            self.view.edge_evidence(edge).iter().map(|passage| self.work(&passage.work)).collect();
        works.sort();
        works.dedup();
        works
    }

    /// The passages that an edge rests on, as notes have them.
    pub(super) fn noted(&self, edge: EdgeId) -> Vec<Source> {
        let source = |passage: &Evidence| Source {
            place: show::place(self.view, passage),
            works: std::iter::once(&passage.work).chain(&passage.citing).cloned().collect(),
        };
        self.view.edge_evidence(edge).iter().map(source).collect()
    }

    /// The references of the works that the passages of some edges are from and cite.
    pub(super) fn references(&self, edges: &[Edge]) -> BTreeMap<Arc<str>, String> {
        let works: BTreeSet<&Arc<str>> =
            edges.iter().flat_map(|edge| &edge.passages).flat_map(|passage| &passage.works).collect();
        let reference = |id: &Arc<str>| {
            let work = self.view.node_by_id(id)?;
            Some((Arc::clone(id), bibliography::apa(&Reference::of(self.view, work))))
        };
        works.into_iter().filter_map(reference).collect()
    }

    fn property(&self, node: NodeId, key: &str) -> Option<String> {
        let value = self.view.node_property(node, self.view.symbols().find_key(key)?);
        (!value.is_null()).then(|| text(&value))
    }

    fn properties(&self, properties: &[(KeyId, Value)], told: &[&str], lines: &mut Vec<String>) {
        for (key, value) in properties {
            let key = self.view.symbols().key_name(*key);
            if !told.contains(&&**key) {
                lines.push(format!("{}: {}", key.replace('_', " "), text(value)));
            }
        }
    }

    fn passages(&self, evidence: &[Evidence], lines: &mut Vec<String>) {
        lines.extend(evidence.iter().take(PASSAGES).map(|evidence| self.passage(evidence)));
        if evidence.len() > PASSAGES {
            lines.push(format!("and {} more passages", evidence.len() - PASSAGES));
        }
    }

    /// A passage: `§3.3.1 'main foreign investors' (citing Nurdavletova et al. 2023)`.
    fn passage(&self, evidence: &Evidence) -> String {
        let mut place = Vec::new();
        if self.home.as_ref() != Some(&evidence.work) || evidence.section.is_none() && evidence.page.is_none() {
            place.push(self.work(&evidence.work));
        }
        place.extend(evidence.section.as_deref().map(section));
        place.extend(evidence.page.as_deref().map(|page| format!("p. {page}")));
        let mut line = place.join(", ");
        if let Some(words) = evidence.phrase.as_deref().or(evidence.printed.as_deref()) {
            line.push_str(&format!(" '{words}'"));
        }
        if !evidence.citing.is_empty() {
            let cited: Vec<String> = evidence.citing.iter().map(|work| self.work(work)).collect();
            line.push_str(&format!(" (citing {})", cited.join("; ")));
        }
        line
    }

    fn work(&self, id: &str) -> String {
        self.view.node_by_id(id).map_or_else(|| id.into(), |node| name(self.view, node))
    }
}

/// A section as readers write it: a number gets its sign, a word stands as it is.
fn section(section: &str) -> String {
    let sign = if section.starts_with(|first: char| first.is_ascii_digit()) { "§" } else { "" };
    format!("{sign}{section}")
}

/// A property as text, bare of quotes.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Boolean(truth) => truth.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::String(text) => text.to_string(),
        Value::List(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
        Value::Map(entries) => {
            entries.iter().map(|(key, value)| format!("{key}: {}", text(value))).collect::<Vec<_>>().join(", ")
        }
        Value::Temporal(instant) => instant.to_string(),
        Value::Duration(amount) => amount.to_string(),
        // No property holds one of these.
        Value::Node(_) | Value::Relationship(_) | Value::Path(_) => value.type_name().into(),
    }
}
