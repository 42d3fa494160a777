//! Who names a node by its id: passages, and properties that hold the id of a node.

use super::Desk;
use crate::cli::wiring::print_name;
use crate::graph::{Evidence, KeyId, PropertyKind, Way};
use crate::repl::ask::literal;
use crate::value::{EdgeId, NodeId, Value};

impl Desk<'_> {
    /// The properties that hold the id of a node.
    fn node_properties(&self) -> Vec<&str> {
        let rules = self.schema().into_iter().flat_map(|schema| &schema.properties);
        rules.filter(|rule| rule.kind == PropertyKind::Node).map(|rule| rule.name.as_str()).collect()
    }

    fn nodes(&self) -> Vec<NodeId> {
        let mut nodes = Vec::new();
        self.view().nodes(&mut nodes);
        nodes
    }

    fn edges(&self) -> Vec<EdgeId> {
        let mut edges = Vec::new();
        self.nodes().into_iter().for_each(|node| self.view().edges_of(node, Way::Out, &[], &mut edges));
        edges.into_iter().map(|(edge, _)| edge).collect()
    }

    /// The nodes and relations that name a node in a property that holds ids. O(graph).
    pub(super) fn naming(&self, id: &str) -> (Vec<NodeId>, Vec<EdgeId>) {
        let keys = self.node_properties().into_iter().filter_map(|key| self.view().symbols().find_key(key));
        let keys: Vec<KeyId> = keys.collect();
        let is_id = |value: Value| value.as_str() == Some(id);
        let nodes = self.nodes().into_iter();
        let nodes = nodes.filter(|node| keys.iter().any(|key| is_id(self.view().node_property(*node, *key))));
        let edges = self.edges().into_iter();
        let edges = edges.filter(|edge| keys.iter().any(|key| is_id(self.view().edge_property(*edge, *key))));
        (nodes.collect(), edges.collect())
    }

    /// The nodes and relations that rest on a passage of a work, or on one that cites it. O(graph).
    pub(super) fn resting_on(&self, id: &str) -> (Vec<NodeId>, Vec<EdgeId>) {
        let nodes = self.nodes().into_iter().filter(|node| names(&self.view().node_evidence(*node), id));
        let edges = self.edges().into_iter().filter(|edge| names(&self.view().edge_evidence(*edge), id));
        (nodes.collect(), edges.collect())
    }

    /// The statements by which all that names one id names another. O(graph).
    pub(super) fn repoint(&self, old: &str, new: &str) -> Vec<String> {
        let (old_text, new_text) = (literal(old), literal(new));
        let (nodes, edges) = self.resting_on(old);
        let mut statements = Vec::new();
        for (pattern, is_named) in [("(r)", !nodes.is_empty()), ("()-[r]->()", !edges.is_empty())] {
            if is_named {
                statements.push(format!(
                    "MATCH {pattern}\n\
                     WHERE any(p IN evidence(r) WHERE p.work = {old_text} OR {old_text} IN coalesce(p.citing, []))\n\
                     SET r.evidence = [p IN evidence(r) | p{{.*, \
                     work: CASE p.work WHEN {old_text} THEN {new_text} ELSE p.work END, \
                     citing: [c IN coalesce(p.citing, []) | CASE c WHEN {old_text} THEN {new_text} ELSE c END]}}]"
                ));
            }
        }
        for key in self.node_properties() {
            statements.extend(self.repoint_property(key, old, &new_text));
        }
        statements
    }

    fn repoint_property(&self, key: &str, old: &str, new: &str) -> Vec<String> {
        let Some(number) = self.view().symbols().find_key(key) else { return Vec::new() };
        let is_old = |value: Value| value.as_str() == Some(old);
        let nodes = self.nodes().into_iter().any(|node| is_old(self.view().node_property(node, number)));
        let edges = self.edges().into_iter().any(|edge| is_old(self.view().edge_property(edge, number)));
        let (key, old) = (print_name(key), literal(old));
        let node = format!("MATCH (r) WHERE r.{key} = {old}\nSET r.{key} = {new}");
        // The passage says the same of the same node under its other id.
        let edge = format!("MATCH ()-[r]->() WHERE r.{key} = {old}\nSET r.{key} = {new}, r.evidence = evidence(r)");
        nodes.then_some(node).into_iter().chain(edges.then_some(edge)).collect()
    }

    /// The texts of a list of a node.
    pub(super) fn texts(&self, node: NodeId, key: &str) -> Vec<String> {
        let Some(key) = self.view().symbols().find_key(key) else { return Vec::new() };
        match self.view().node_property(node, key) {
            Value::List(items) => items.iter().filter_map(Value::as_str).map(str::to_string).collect(),
            one => one.as_str().map(str::to_string).into_iter().collect(),
        }
    }
}

fn names(passages: &[Evidence], id: &str) -> bool {
    passages.iter().any(|piece| &*piece.work == id || piece.citing.iter().any(|work| &**work == id))
}
