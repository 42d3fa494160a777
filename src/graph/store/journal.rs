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

    /// Takes back every change after the first `keep`. What it gives makes them again: [`Editable::make_again`].
    pub(in crate::graph) fn take_back(&mut self, keep: usize) -> Vec<Change> {
        let mut undone = Vec::new();
        while self.journal.len() > keep {
            let Some(change) = self.journal.pop() else { break };
            undone.push(self.turned(change, Turn::Back));
        }
        undone
    }

    /// Makes changes again that were the last to be taken back.
    pub(in crate::graph) fn make_again(&mut self, mut undone: Vec<Change>) {
        while let Some(change) = undone.pop() {
            let change = self.turned(change, Turn::Again);
            self.journal.push(change);
        }
    }

    /// Takes a change back or makes it again; gives the same change, with what it now needs for the other.
    fn turned(&mut self, change: Change, turn: Turn) -> Change {
        let back = turn == Turn::Back;
        match change {
            Change::NodeAdded(node) => self.mark_node(node, back),
            Change::EdgeAdded(edge) => self.mark_edge(edge, back),
            Change::NodeDeleted(node) => self.mark_node(node, !back),
            Change::EdgeDeleted(edge) => self.mark_edge(edge, !back),
            Change::Label(node, label, added) => {
                self.write_label(node, label, added != back);
            }
            Change::NodeProperty(node, key, value) => {
                return Change::NodeProperty(node, key, self.write_node_property(node, key, value));
            }
            Change::EdgeProperty(edge, key, value) => {
                return Change::EdgeProperty(edge, key, write(&mut self.edge_mut(edge).properties, key, value));
            }
            Change::NodeEvidence(node, passages) => {
                return Change::NodeEvidence(node, std::mem::replace(&mut self.node_mut(node).evidence, passages));
            }
            Change::EdgeEvidence(edge, passages) => {
                return Change::EdgeEvidence(edge, std::mem::replace(&mut self.edge_mut(edge).evidence, passages));
            }
        }
        change
    }
}

/// Which way a change is gone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Back,
    Again,
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

    fn rest_node(&mut self, node: NodeId, evidence: Vec<Evidence>) -> Outcome<()> {
        let before = std::mem::replace(&mut self.node_mut(node).evidence, evidence);
        self.journal.push(Change::NodeEvidence(node, before));
        Ok(())
    }

    fn rest_edge(&mut self, edge: EdgeId, evidence: Vec<Evidence>) -> Outcome<()> {
        let before = std::mem::replace(&mut self.edge_mut(edge).evidence, evidence);
        self.journal.push(Change::EdgeEvidence(edge, before));
        Ok(())
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
        self.take_back(keep);
    }
}

fn present(mut properties: Properties) -> Properties {
    properties.retain(|(_, value)| !value.is_null());
    properties
}
