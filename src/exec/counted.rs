//! A graph that counts how often it is asked: `PROFILE` tells from it how many records an operator touches.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use crate::diagnostic::Outcome;
use crate::graph::{Adjacency, Column, Evidence, Id, KeyId, LabelId, Store, Symbols, TypeId, View, Way};
use crate::value::{EdgeId, NodeId, Value};

/// A graph, and how many of its records were read or written. What is handed out as an array counts once.
pub(crate) struct Counted<'g> {
    graph: &'g mut dyn Store,
    hits: Rc<Cell<u64>>,
}

impl<'g> Counted<'g> {
    /// Counts from now on.
    pub(crate) fn new(graph: &'g mut dyn Store, hits: Rc<Cell<u64>>) -> Counted<'g> {
        Counted { graph, hits }
    }

    fn hit(&self, records: usize) -> &dyn View {
        self.hits.set(self.hits.get() + records as u64);
        self.graph.view()
    }

    fn change(&mut self) -> &mut dyn Store {
        self.hits.set(self.hits.get() + 1);
        self.graph
    }

    /// Counts what a list grows by, at least one.
    fn listed<T>(&self, into: &mut Vec<T>, list: impl FnOnce(&dyn View, &mut Vec<T>)) {
        let before = into.len();
        list(self.graph.view(), into);
        self.hit((into.len() - before).max(1));
    }
}

impl View for Counted<'_> {
    fn symbols(&self) -> &Symbols {
        self.graph.symbols()
    }
    fn node_count(&self) -> usize {
        self.graph.node_count()
    }
    fn edge_count(&self) -> usize {
        self.graph.edge_count()
    }
    fn label_count(&self, label: LabelId) -> usize {
        self.graph.label_count(label)
    }
    fn type_count(&self, kind: TypeId) -> usize {
        self.graph.type_count(kind)
    }
    fn is_acyclic(&self, kind: TypeId) -> bool {
        self.graph.is_acyclic(kind)
    }
    fn ends_have(&self, kind: TypeId, way: Way, label: LabelId) -> bool {
        self.graph.ends_have(kind, way, label)
    }
    fn evidence_key(&self) -> Option<KeyId> {
        self.graph.evidence_key()
    }
    fn node_deleted(&self, node: NodeId) -> bool {
        self.graph.node_deleted(node)
    }
    fn edge_deleted(&self, edge: EdgeId) -> bool {
        self.graph.edge_deleted(edge)
    }
    fn labels(&self, node: NodeId) -> &[LabelId] {
        self.hit(1).labels(node)
    }
    fn edge_type(&self, edge: EdgeId) -> TypeId {
        self.hit(1).edge_type(edge)
    }
    fn ends(&self, edge: EdgeId) -> (NodeId, NodeId) {
        self.hit(1).ends(edge)
    }
    fn degree(&self, node: NodeId, way: Way, types: &[TypeId]) -> usize {
        self.hit(1).degree(node, way, types)
    }
    fn node_properties(&self, node: NodeId) -> Cow<'_, [(KeyId, Value)]> {
        self.hit(1).node_properties(node)
    }
    fn edge_properties(&self, edge: EdgeId) -> Cow<'_, [(KeyId, Value)]> {
        self.hit(1).edge_properties(edge)
    }
    fn node_property(&self, node: NodeId, key: KeyId) -> Value {
        self.hit(1).node_property(node, key)
    }
    fn edge_property(&self, edge: EdgeId, key: KeyId) -> Value {
        self.hit(1).edge_property(edge, key)
    }
    fn node_evidence(&self, node: NodeId) -> Cow<'_, [Evidence]> {
        self.hit(1).node_evidence(node)
    }
    fn edge_evidence(&self, edge: EdgeId) -> Cow<'_, [Evidence]> {
        self.hit(1).edge_evidence(edge)
    }
    fn adjacency(&self, way: Way, kind: TypeId) -> Option<Adjacency<'_>> {
        self.hit(1).adjacency(way, kind)
    }
    fn label_ranges(&self, label: LabelId) -> Option<Vec<Range<u32>>> {
        self.hit(1).label_ranges(label)
    }
    fn node_column(&self, first: NodeId, key: KeyId) -> Option<Column<'_>> {
        self.hit(1).node_column(first, key)
    }
    fn nodes(&self, into: &mut Vec<NodeId>) {
        self.listed(into, |view, into| view.nodes(into));
    }
    fn nodes_with_label(&self, label: LabelId, into: &mut Vec<NodeId>) {
        self.listed(into, |view, into| view.nodes_with_label(label, into));
    }
    fn nodes_with_id(&self, id: Id<'_>, into: &mut Vec<NodeId>) {
        self.listed(into, |view, into| view.nodes_with_id(id, into));
    }
    fn edges_of(&self, node: NodeId, way: Way, types: &[TypeId], into: &mut Vec<(EdgeId, NodeId)>) {
        self.listed(into, |view, into| view.edges_of(node, way, types, into));
    }
}

impl Store for Counted<'_> {
    fn symbols_mut(&mut self) -> &mut Symbols {
        self.graph.symbols_mut()
    }
    fn view(&self) -> &dyn View {
        self
    }
    fn add_node(&mut self, labels: Vec<LabelId>, properties: Vec<(KeyId, Value)>) -> Outcome<NodeId> {
        self.change().add_node(labels, properties)
    }
    fn add_edge(&mut self, from: NodeId, kind: TypeId, to: NodeId, properties: Vec<(KeyId, Value)>) -> Outcome<EdgeId> {
        self.change().add_edge(from, kind, to, properties)
    }
    fn set_node_property(&mut self, node: NodeId, key: KeyId, value: Value) -> Outcome<()> {
        self.change().set_node_property(node, key, value)
    }
    fn set_edge_property(&mut self, edge: EdgeId, key: KeyId, value: Value) -> Outcome<()> {
        self.change().set_edge_property(edge, key, value)
    }
    fn set_label(&mut self, node: NodeId, label: LabelId, present: bool) -> Outcome<()> {
        self.change().set_label(node, label, present)
    }
    fn rest_node(&mut self, node: NodeId, evidence: Vec<Evidence>) -> Outcome<()> {
        self.change().rest_node(node, evidence)
    }
    fn rest_edge(&mut self, edge: EdgeId, evidence: Vec<Evidence>) -> Outcome<()> {
        self.change().rest_edge(edge, evidence)
    }
    fn delete_edge(&mut self, edge: EdgeId) -> Outcome<()> {
        self.change().delete_edge(edge)
    }
    fn delete_node(&mut self, node: NodeId) -> Outcome<()> {
        self.change().delete_node(node)
    }
    fn changes(&self) -> usize {
        self.graph.changes()
    }
    fn rollback(&mut self, keep: usize) {
        self.graph.rollback(keep);
    }
}
