//! A graph as files hold it, whatever their form: records with keys, before they are fitted into a schema.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::fit::text;
use super::flat;
use super::passages::passages;
use crate::graph::document::{Source, read_schema};
use crate::graph::{Evidence, Schema};
use crate::value::{Map, Value};

/// A graph as a file holds it.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The nodes, in the order of the file.
    pub nodes: Vec<GatheredNode>,
    /// The edges, in the order of the file.
    pub edges: Vec<GatheredEdge>,
    /// The schema that came with the file: one of ours has it.
    pub schema: Option<Schema>,
    /// Fields of the file that stand outside nodes and edges, or for which they have no place: how many.
    pub unplaced: BTreeMap<String, usize>,
    /// Records that are left out, by the reason: how many.
    pub skipped: BTreeMap<String, usize>,
    /// The number of each node by its key.
    numbers: FxHashMap<String, usize>,
}

/// A node as a file holds it.
#[derive(Clone, Debug, Default)]
pub struct GatheredNode {
    /// What the file knows it by.
    pub key: String,
    /// Its labels, if any.
    pub labels: Vec<String>,
    /// Its properties.
    pub properties: Map,
    /// What it rests on: the works by their keys.
    pub evidence: Vec<Evidence>,
}

/// An edge as a file holds it.
#[derive(Clone, Debug, Default)]
pub struct GatheredEdge {
    /// The number of the node it comes from.
    pub from: usize,
    /// The number of the node it leads to.
    pub to: usize,
    /// Its type, if it has one.
    pub kind: Option<String>,
    /// Whether its ends differ in their part.
    pub directed: bool,
    /// Its properties.
    pub properties: Map,
    /// What it rests on: the works by their keys.
    pub evidence: Vec<Evidence>,
}

impl GatheredNode {
    /// What it is called, and the property that says so, if one does: `name`, else `label` or `title`, else its key.
    pub fn name(&self) -> (String, Option<&'static str>) {
        let said = |property: &'static str| {
            let said = text(self.properties.get(property)?).filter(|text| !text.trim().is_empty())?;
            Some((said, Some(property)))
        };
        ["name", "label", "title"].into_iter().find_map(said).unwrap_or_else(|| (self.key.clone(), None))
    }
}

impl Gathered {
    /// The number of the node with a key.
    pub fn number(&self, key: &str) -> Option<usize> {
        self.numbers.get(key).copied()
    }

    /// Adds a node. Of its properties, `labels` and `evidence` are taken for what they are called, where they
    /// are of that kind. Gives its number, or nothing where the key is taken.
    pub fn node(&mut self, key: &str, mut properties: Map) -> Option<usize> {
        if self.numbers.contains_key(key) {
            return None;
        }
        let labels = take(&mut properties, "labels", texts).unwrap_or_default();
        let evidence = take(&mut properties, "evidence", passages).unwrap_or_default();
        let properties = unmarked(properties);
        self.add_node(GatheredNode { key: key.to_owned(), labels, properties, evidence })
    }

    /// Adds a node as it is. Gives its number, or nothing where the key is taken.
    pub fn add_node(&mut self, node: GatheredNode) -> Option<usize> {
        if self.numbers.contains_key(&node.key) {
            return None;
        }
        let number = self.nodes.len();
        self.numbers.insert(node.key.clone(), number);
        self.nodes.push(node);
        Some(number)
    }

    /// The number of the node with a key; one that is not there yet is made, and counted under a reason.
    pub fn end(&mut self, key: &str) -> usize {
        match self.number(key) {
            Some(number) => number,
            None => {
                *self.unplaced.entry("nodes that only relations name, and that are made".into()).or_default() += 1;
                self.node(key, Map::new()).unwrap_or_default()
            }
        }
    }

    /// Adds an edge. Of its properties, `type`, `evidence` and `directed` are taken for what they are called,
    /// where they are of that kind.
    pub fn edge(&mut self, from: usize, to: usize, directed: bool, mut properties: Map) {
        let name = |value: &Value| value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned);
        let kind = take(&mut properties, "type", name);
        let evidence = take(&mut properties, "evidence", passages).unwrap_or_default();
        let said = |value: &Value| match value {
            Value::Boolean(directed) => Some(*directed),
            other => other.as_str().and_then(|text| text.parse().ok()),
        };
        let directed = take(&mut properties, "directed", said).unwrap_or(directed);
        let properties = unmarked(properties);
        self.edges.push(GatheredEdge { from, to, kind, directed, properties, evidence });
    }

    /// Takes a graph's own fields: `schema` for what it is called, the others have no place.
    pub fn about(&mut self, fields: Map) {
        for (name, value) in fields {
            let source = value.as_str().filter(|_| &*name == "schema").map(|text| Source::new("schema.json", text));
            match source.map(|source| read_schema(&source)) {
                Some(Ok(schema)) => self.schema = Some(schema),
                Some(Err(_)) | None => self.no_place(&format!("`{name}` of the graph")),
            }
        }
    }

    /// The works that passages are from or cite, and that are not among the nodes.
    pub fn lacking(&self) -> BTreeSet<&str> {
        let nodes = self.nodes.iter().flat_map(|node| &node.evidence);
        let passages = nodes.chain(self.edges.iter().flat_map(|edge| &edge.evidence));
        let works = passages.flat_map(|piece| piece.citing.iter().chain([&piece.work]));
        works.map(AsRef::as_ref).filter(|work| self.number(work).is_none()).collect()
    }

    /// Counts a field that has no place.
    pub fn no_place(&mut self, field: &str) {
        *self.unplaced.entry(field.to_owned()).or_default() += 1;
    }

    /// Counts a record that is left out.
    pub fn skip(&mut self, reason: &str) {
        *self.skipped.entry(reason.to_owned()).or_default() += 1;
    }
}

/// Two are the same where their records are, in whatever order; how they came to be is no part of them.
impl PartialEq for Gathered {
    fn eq(&self, other: &Gathered) -> bool {
        let sorted = |gathered: &Gathered| {
            let mut nodes: Vec<String> = gathered.nodes.iter().map(|node| format!("{node:?}")).collect();
            let key = |number: usize| &gathered.nodes[number].key;
            let edge = |edge: &GatheredEdge| {
                let GatheredEdge { from, to, kind, directed, properties, evidence } = edge;
                format!("{:?}", (key(*from), key(*to), kind, directed, properties, evidence))
            };
            let mut edges: Vec<String> = gathered.edges.iter().map(edge).collect();
            nodes.sort_unstable();
            edges.sort_unstable();
            (nodes, edges)
        };
        sorted(self) == sorted(other)
    }
}

/// Properties under the names that are meant.
fn unmarked(properties: Map) -> Map {
    if properties.keys().all(|name| flat::meant(name) == &**name) {
        return properties;
    }
    properties.into_iter().map(|(name, value)| (flat::meant(&name).into(), value)).collect()
}

/// Takes a property out, if it can be read as what its name says.
fn take<T>(properties: &mut Map, name: &str, read: impl Fn(&Value) -> Option<T>) -> Option<T> {
    let taken = read(properties.get(name)?)?;
    properties.remove(name);
    Some(taken)
}

/// Names in a list; or in one text, as a JSON list, with `:` before each, or with `;` between them.
fn texts(value: &Value) -> Option<Vec<String>> {
    let names = match value {
        Value::List(items) => items.iter().map(|item| item.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()?,
        other => names(other.as_str()?),
    };
    let names: Vec<String> = names.into_iter().filter(|name| !name.trim().is_empty()).collect();
    (!names.is_empty()).then_some(names)
}

fn names(text: &str) -> Vec<String> {
    if let Ok(names) = serde_json::from_str(text) {
        return names;
    }
    let (parted, by) = match text.strip_prefix(':') {
        Some(rest) => (rest, ':'),
        None => (text, ';'),
    };
    parted.split(by).map(|name| name.trim().to_owned()).collect()
}

/// Names as one text that [`Gathered::node`] reads back: as they are where nothing in them could be mistaken.
pub(super) fn joined(names: &[String]) -> String {
    let plain = |name: &String| !name.contains([';', ':', '[', '"']) && name.trim() == name && !name.is_empty();
    if names.iter().all(plain) && !names.is_empty() {
        return names.join(";");
    }
    serde_json::Value::from(names).to_string()
}
