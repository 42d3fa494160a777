//! Nodes: which are there, which are new, and under which ids.

use std::sync::Arc;

use super::step::Step;
use super::{Hands, Placed, more_evidence};
use crate::graph::document::is_kebab_case;
use crate::graph::{Evidence, View};
use crate::import::fresh::kebab;
use crate::interchange::fit::{Bearer, is_reserved};
use crate::interchange::gathered::GatheredNode;
use crate::interchange::widen;
use crate::value::{Map, NodeId, Value};

impl Hands<'_> {
    /// Places all nodes, then fills them: a property can name a node that comes later.
    pub(super) fn nodes(&mut self) {
        self.know();
        let gathered = self.gathered;
        for node in &gathered.nodes {
            let placed = self.place(node);
            self.placed.push(placed);
        }
        for (number, node) in gathered.nodes.iter().enumerate() {
            if let Some(placed) = self.placed[number].clone() {
                self.fill(node, &placed);
            }
        }
    }

    /// Notes the ids of the graph, and the keys by which this file knows nodes.
    fn know(&mut self) {
        let mut nodes = Vec::with_capacity(self.graph.node_count());
        self.graph.nodes(&mut nodes);
        for node in nodes {
            self.graph.node_text(node, "id").map(|id| self.fresh.take(&id));
            let key =
                self.ids_of(node).and_then(|ids| ids.get(self.terms.file).and_then(Value::as_str).map(str::to_owned));
            key.map(|key| self.by_key.insert(key, node));
        }
    }

    /// The names by which others know a node.
    fn ids_of(&self, node: NodeId) -> Option<Arc<Map>> {
        let key = self.graph.symbols().find_key("ids")?;
        match self.graph.node_property(node, key) {
            Value::Map(ids) => Some(ids),
            _ => None,
        }
    }

    /// Whether the file is one of ours: its keys are ids then.
    fn is_ours(&self) -> bool {
        self.gathered.schema.is_some()
    }

    fn place(&mut self, node: &GatheredNode) -> Option<Placed> {
        let mut labels = widen::labels(node);
        // Two records of a file are two nodes, whatever they are called.
        let known = self.find(node).filter(|there| self.taken.insert(*there));
        labels.retain(|label| {
            let has = self.fit.has_label(label);
            if !has {
                self.report.unplaced(&format!("label {label}"));
            }
            has
        });
        let Some(there) = known else {
            if labels.is_empty() {
                self.report.skipped("nodes with no label that the schema has", 1);
                return None;
            }
            return Some(Placed { id: self.new_id(node).into(), labels, known: None });
        };
        let id = self.graph.node_text(there, "id")?;
        if node.labels.is_empty() {
            labels.clear();
        }
        Some(Placed { id, labels, known })
    }

    /// The node that is meant: by its key in this file, else by its id, unless that is the key which another file
    /// gave it, or this file knows it by another key.
    fn find(&mut self, node: &GatheredNode) -> Option<NodeId> {
        if let Some(there) = self.by_key.get(&node.key) {
            return Some(*there);
        }
        let there = self.graph.node_by_id(&node.key)?;
        let Some(ids) = self.ids_of(there).filter(|_| !self.is_ours()) else { return Some(there) };
        if ids.contains_key(self.terms.file) {
            self.report.fitted("keys that are the ids of other nodes, which the file knows by another key");
            return None;
        }
        if ids.values().any(|key| key.as_str() == Some(&node.key)) {
            self.report.fitted("keys that another file uses too, for other nodes");
            return None;
        }
        Some(there)
    }

    fn new_id(&mut self, node: &GatheredNode) -> String {
        let key = &node.key;
        if self.is_ours() && is_kebab_case(key) && self.fresh.take(key) {
            return key.clone();
        }
        let (name, _) = node.name();
        let words = |text: &str| text.contains(|c: char| c.is_ascii_alphabetic());
        match (words(&kebab(key)), words(&kebab(&name))) {
            (true, _) => self.fresh.make(key, "node"),
            (false, true) => self.fresh.make(&name, "node"),
            (false, false) => self.fresh.make(&format!("node {key}"), "node"),
        }
    }

    fn fill(&mut self, node: &GatheredNode, placed: &Placed) {
        let evidence = self.evidence(&node.evidence);
        let properties = self.properties(node, placed);
        match placed.known {
            Some(there) => self.update(there, placed, properties, &evidence),
            None => self.create(placed, properties, &evidence),
        }
    }

    fn properties(&mut self, node: &GatheredNode, placed: &Placed) -> Map {
        let (name, source) = node.name();
        // A key may be blanks alone, a name may not.
        let name = if name.trim().is_empty() { placed.id.to_string() } else { name };
        let mut labels = placed.labels.clone();
        if let Some(there) = placed.known {
            labels.extend(self.labels_of(there));
        }
        let mut properties = Map::new();
        for (key, value) in node.properties.iter().filter(|(key, _)| Some(&***key) != source) {
            self.property(Bearer::Node(&labels), key, value, &mut properties);
        }
        if placed.known.is_none() || source.is_some() {
            properties.insert("name".into(), Value::string(name));
        }
        if !self.is_ours() || *placed.id != *node.key {
            self.keep_key(&node.key, &mut properties);
        }
        properties
    }

    /// Puts a property where it has a place.
    pub(super) fn property(&mut self, bearer: Bearer<'_>, name: &str, value: &Value, into: &mut Map) {
        if value.is_null() {
            return;
        }
        let ids = |key: &str| self.resolve(key).map(|id| id.to_string());
        let mut as_text = matches!(value, Value::List(_) | Value::Map(_)) && !is_reserved(bearer, name);
        match self.fit.property(bearer, name, value, &ids) {
            Some((stands, _)) if into.contains_key(&stands) => self.report.unplaced(name),
            Some((stands, value)) => {
                if *stands != *name {
                    self.report.fitted(&format!("`{name}` as `{stands}`"));
                }
                as_text &= matches!(value, Value::String(_));
                into.insert(stands, value);
            }
            None => {
                as_text = false;
                self.report.unplaced(name);
            }
        }
        if as_text {
            self.report.fitted(&format!("lists and objects of `{name}` as JSON in a text"));
        }
    }

    /// Keeps what the file knows a node by.
    fn keep_key(&self, key: &str, properties: &mut Map) {
        let mut ids = properties.get("ids").and_then(Value::as_map).cloned().unwrap_or_default();
        ids.insert(self.terms.file.into(), Value::string(key));
        properties.insert("ids".into(), Value::map(ids));
    }

    pub(super) fn labels_of(&self, node: NodeId) -> Vec<String> {
        let symbols = self.graph.symbols();
        self.graph.labels(node).iter().map(|label| symbols.label_name(*label).to_string()).collect()
    }

    fn create(&mut self, placed: &Placed, mut properties: Map, evidence: &[Evidence]) {
        let name = properties.get("name").and_then(Value::as_str).unwrap_or_default();
        self.nodes.new.push(format!("{}: {name}", placed.id));
        properties.insert("id".into(), Value::String(Arc::clone(&placed.id)));
        let (labels, evidence) = (placed.labels.clone(), evidence.to_vec());
        self.steps.push(Step::Node { labels, properties, evidence });
    }

    fn update(&mut self, there: NodeId, placed: &Placed, properties: Map, evidence: &[Evidence]) {
        let symbols = self.graph.symbols();
        let own: Map = self
            .graph
            .node_properties(there)
            .iter()
            .map(|(key, value)| (symbols.key_name(*key).clone(), value.clone()))
            .collect();
        let added = self.lacks(&placed.id, &own, properties);
        let has = self.labels_of(there);
        let labels: Vec<&String> = placed.labels.iter().filter(|label| !has.contains(label)).collect();
        let more = more_evidence(&self.graph.node_evidence(there), evidence);
        let mut what: Vec<String> = labels.iter().map(|label| format!("label {label}")).collect();
        what.extend(added.keys().map(|name| name.to_string()));
        what.extend(more.iter().map(|_| "evidence".to_owned()));
        if what.is_empty() {
            self.nodes.same += 1;
            return;
        }
        self.nodes.filled.push(format!("{}: {}", placed.id, what.join(", ")));
        let labels = labels.into_iter().cloned().collect();
        self.steps.push(Step::FillNode { node: there, labels, properties: added, evidence: more });
    }
}
