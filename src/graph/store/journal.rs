//! Changing the graph, and taking changes back.

use super::{Editable, Properties};
use crate::diagnostic::Outcome;
use crate::graph::evidence::Evidence;
use crate::graph::journal::Change;
use crate::graph::symbols::{KeyId, LabelId, Symbols, TypeId};
use crate::graph::view::{Store, View};
use crate::value::{EdgeId, NodeId, Value};

impl Editable {
    fn write_node_property(&mut self, node: NodeId, key: KeyId, value: Value) -> Value {
        let is_id = self.id_key == Some(key);
        if is_id {
            self.index_id(node, false);
        }
        let before = write(&mut self.node_mut(node).properties, key, value);
        if is_id {
            self.index_id(node, true);
        }
        before
    }

    fn take_back(&mut self, change: Change) {
        match change {
            Change::NodeAdded(node) => self.mark_node(node, true),
            Change::EdgeAdded(edge) => self.mark_edge(edge, true),
            Change::NodeDeleted(node) => self.mark_node(node, false),
            Change::EdgeDeleted(edge) => self.mark_edge(edge, false),
            Change::NodeProperty(node, key, before) => {
                self.write_node_property(node, key, before);
            }
            Change::EdgeProperty(edge, key, before) => {
                write(&mut self.edge_mut(edge).properties, key, before);
            }
            Change::NodeEvidence(node, before) => self.node_mut(node).evidence = before,
            Change::EdgeEvidence(edge, before) => self.edge_mut(edge).evidence = before,
            Change::Label(node, label, added) => {
                self.write_label(node, label, !added);
            }
        }
    }
}

/// Puts a value in its place and gives what was there; `null` stands for nothing.
fn write(properties: &mut Properties, key: KeyId, value: Value) -> Value {
    match properties.iter().position(|(k, _)| *k == key) {
        Some(at) if value.is_null() => properties.remove(at).1,
        Some(at) => std::mem::replace(&mut properties[at].1, value),
        None => {
            if !value.is_null() {
                properties.push((key, value));
            }
            Value::Null
        }
    }
}

impl Store for Editable {
    fn symbols_mut(&mut self) -> &mut Symbols {
        &mut self.symbols
    }

    fn view(&self) -> &dyn View {
        self
    }

    fn add_node(&mut self, mut labels: Vec<LabelId>, properties: Vec<(KeyId, Value)>) -> Outcome<NodeId> {
        labels.sort_unstable();
        labels.dedup();
        self.id_key.get_or_insert_with(|| self.symbols.key("id"));
        let node = self.put_node(labels, present(properties));
        self.journal.push(Change::NodeAdded(node));
        Ok(node)
    }

    fn add_edge(&mut self, from: NodeId, kind: TypeId, to: NodeId, properties: Vec<(KeyId, Value)>) -> Outcome<EdgeId> {
        let edge = self.put_edge(from, kind, to, present(properties));
        self.journal.push(Change::EdgeAdded(edge));
        Ok(edge)
    }

    fn set_node_property(&mut self, node: NodeId, key: KeyId, value: Value) -> Outcome<()> {
        let before = self.write_node_property(node, key, value);
        self.journal.push(Change::NodeProperty(node, key, before));
        Ok(())
    }

    fn set_edge_property(&mut self, edge: EdgeId, key: KeyId, value: Value) -> Outcome<()> {
        let before = write(&mut self.edge_mut(edge).properties, key, value);
        self.journal.push(Change::EdgeProperty(edge, key, before));
        Ok(())
    }

    fn set_label(&mut self, node: NodeId, label: LabelId, present: bool) -> Outcome<()> {
        if self.write_label(node, label, present) {
            self.journal.push(Change::Label(node, label, present));
        }
        Ok(())
    }

    fn rest_node(&mut self, node: NodeId, evidence: Vec<Evidence>) {
        let before = std::mem::replace(&mut self.node_mut(node).evidence, evidence);
        self.journal.push(Change::NodeEvidence(node, before));
    }

    fn rest_edge(&mut self, edge: EdgeId, evidence: Vec<Evidence>) {
        let before = std::mem::replace(&mut self.edge_mut(edge).evidence, evidence);
        self.journal.push(Change::EdgeEvidence(edge, before));
    }

    fn delete_edge(&mut self, edge: EdgeId) -> Outcome<()> {
        if !self.edge(edge).deleted {
            self.mark_edge(edge, true);
            self.journal.push(Change::EdgeDeleted(edge));
        }
        Ok(())
    }

    fn delete_node(&mut self, node: NodeId) -> Outcome<()> {
        if !self.node(node).deleted {
            self.mark_node(node, true);
            self.journal.push(Change::NodeDeleted(node));
        }
        Ok(())
    }

    fn changes(&self) -> usize {
        self.journal.len()
    }

    fn rollback(&mut self, keep: usize) {
        while self.journal.len() > keep {
            if let Some(change) = self.journal.pop() {
                self.take_back(change);
            }
        }
    }
}

fn present(mut properties: Properties) -> Properties {
    properties.retain(|(_, value)| !value.is_null());
    properties
}
