//! A graph as it looks through a lens.

use std::borrow::{Borrow, Cow};

use super::period::Held;
use super::seen::Seen;
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::{Evidence, Graph, Id, KeyId, LabelId, Store, Symbols, TypeId, View, Way};
use crate::value::{EdgeId, NodeId, Value};

/// A graph with a lens before it. It can be read only.
pub struct Through<'a, G> {
    graph: G,
    seen: &'a Seen,
}

impl<'a, G: Borrow<Graph>> Through<'a, G> {
    /// Puts a lens before a graph.
    pub fn new(graph: G, seen: &'a Seen) -> Through<'a, G> {
        Through { graph, seen }
    }

    fn base(&self) -> &Graph {
        self.graph.borrow()
    }

    fn keep_nodes(&self, first: usize, nodes: &mut Vec<NodeId>) {
        keep(first, nodes, |node| self.seen.node(*node) != Held::No);
    }
}

/// Keeps those from `first` on that pass.
fn keep<T: Copy>(first: usize, items: &mut Vec<T>, passes: impl Fn(&T) -> bool) {
    let mut kept = first;
    for at in first..items.len() {
        if passes(&items[at]) {
            items[kept] = items[at];
            kept += 1;
        }
    }
    items.truncate(kept);
}

impl<G: Borrow<Graph>> View for Through<'_, G> {
    fn symbols(&self) -> &Symbols {
        self.base().symbols()
    }
    fn node_count(&self) -> usize {
        self.seen.node_counts.0
    }
    fn edge_count(&self) -> usize {
        self.seen.edge_counts.0
    }
    fn nodes(&self, into: &mut Vec<NodeId>) {
        let first = into.len();
        self.base().nodes(into);
        self.keep_nodes(first, into);
    }
    fn nodes_with_label(&self, label: LabelId, into: &mut Vec<NodeId>) {
        let first = into.len();
        self.base().nodes_with_label(label, into);
        self.keep_nodes(first, into);
    }
    fn label_count(&self, label: LabelId) -> usize {
        self.seen.label_count(label)
    }
    fn type_count(&self, relationship_type: TypeId) -> usize {
        self.seen.type_count(relationship_type)
    }
    fn nodes_with_id(&self, id: Id<'_>, into: &mut Vec<NodeId>) {
        let first = into.len();
        self.base().nodes_with_id(id, into);
        self.keep_nodes(first, into);
    }
    fn labels(&self, node: NodeId) -> &[LabelId] {
        self.base().labels(node)
    }
    fn edge_type(&self, edge: EdgeId) -> TypeId {
        self.base().edge_type(edge)
    }
    fn ends(&self, edge: EdgeId) -> (NodeId, NodeId) {
        self.base().ends(edge)
    }
    fn edges_of(&self, node: NodeId, way: Way, types: &[TypeId], into: &mut Vec<(EdgeId, NodeId)>) {
        let first = into.len();
        self.base().edges_of(node, way, types, into);
        keep(first, into, |(edge, _)| self.seen.edge(*edge) != Held::No);
    }
    fn node_properties(&self, node: NodeId) -> Cow<'_, [(KeyId, Value)]> {
        self.base().node_properties(node)
    }
    fn edge_properties(&self, edge: EdgeId) -> Cow<'_, [(KeyId, Value)]> {
        self.base().edge_properties(edge)
    }
    fn node_property(&self, node: NodeId, key: KeyId) -> Value {
        self.base().node_property(node, key)
    }
    fn edge_property(&self, edge: EdgeId, key: KeyId) -> Value {
        self.base().edge_property(edge, key)
    }
    fn node_evidence(&self, node: NodeId) -> Cow<'_, [Evidence]> {
        self.seen.passages(self.base().node_evidence(node))
    }
    fn edge_evidence(&self, edge: EdgeId) -> Cow<'_, [Evidence]> {
        self.seen.passages(self.base().edge_evidence(edge))
    }
    fn node_deleted(&self, node: NodeId) -> bool {
        self.base().node_deleted(node)
    }
    fn edge_deleted(&self, edge: EdgeId) -> bool {
        self.base().edge_deleted(edge)
    }
}

/// A lens shows; it does not change. Evidence is set only for what a statement has changed, which is
/// refused before.
fn refused<T>() -> Outcome<T> {
    let message = "the graph can't be changed through a lens";
    let fault = Diagnostic::runtime(Class::ConstraintVerificationFailed, "LensInForce", message);
    Err(Box::new(fault.hint("take the lens off first: `:lens off`, or leave out the prefix")))
}

impl Store for Through<'_, &mut Graph> {
    fn symbols_mut(&mut self) -> &mut Symbols {
        self.graph.symbols_mut()
    }
    fn view(&self) -> &dyn View {
        self
    }
    fn add_node(&mut self, _: Vec<LabelId>, _: Vec<(KeyId, Value)>) -> Outcome<NodeId> {
        refused()
    }
    fn add_edge(&mut self, _: NodeId, _: TypeId, _: NodeId, _: Vec<(KeyId, Value)>) -> Outcome<EdgeId> {
        refused()
    }
    fn set_node_property(&mut self, _: NodeId, _: KeyId, _: Value) -> Outcome<()> {
        refused()
    }
    fn set_edge_property(&mut self, _: EdgeId, _: KeyId, _: Value) -> Outcome<()> {
        refused()
    }
    fn set_label(&mut self, _: NodeId, _: LabelId, _: bool) -> Outcome<()> {
        refused()
    }
    fn rest_node(&mut self, _: NodeId, _: Vec<Evidence>) {}
    fn rest_edge(&mut self, _: EdgeId, _: Vec<Evidence>) {}
    fn delete_edge(&mut self, _: EdgeId) -> Outcome<()> {
        refused()
    }
    fn delete_node(&mut self, _: NodeId) -> Outcome<()> {
        refused()
    }
    fn changes(&self) -> usize {
        self.graph.changes()
    }
    fn rollback(&mut self, keep: usize) {
        self.graph.rollback(keep);
    }
}
