//! A graph that counts what it is asked for. It shows arrays only where they are to be counted too.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use crate::diagnostic::Outcome;
use crate::graph::{Adjacency, Column, Evidence, Graph, Id, KeyId, LabelId, Store, Symbols, TypeId, View, Way, meter};
use crate::value::{EdgeId, NodeId, Value};

/// How much was given out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Work {
    /// Nodes, by label, by id or all.
    pub(super) nodes: usize,
    /// Edges at a node.
    pub(super) edges: usize,
    /// Looks at the properties of a node or an edge; a column counts once.
    pub(super) properties: usize,
    /// Entries of arrays of edges.
    pub(super) entries: usize,
}

pub(super) struct Counting {
    graph: Graph,
    /// Whether it shows the arrays of its layout.
    arrays: bool,
    work: Cell<Work>,
}

impl Counting {
    pub(super) fn new(graph: Graph, arrays: bool) -> Counting {
        Counting { graph, arrays, work: Cell::default() }
    }

    /// Counts from nothing again.
    pub(super) fn start(&self) {
        self.work.set(Work::default());
        meter::take();
    }

    pub(super) fn work(&self) -> Work {
        Work { entries: meter::take(), ..self.work.get() }
    }

    fn count(&self, add: impl FnOnce(&mut Work)) {
        let mut work = self.work.get();
        add(&mut work);
        self.work.set(work);
    }

    /// Counts the nodes that come into the buffer.
    fn giving(&self, into: &mut Vec<NodeId>, give: impl FnOnce(&mut Vec<NodeId>)) {
        let before = into.len();
        give(into);
        self.count(|work| work.nodes += into.len() - before);
    }
}

impl View for Counting {
    fn symbols(&self) -> &Symbols {
        self.graph.symbols()
    }
    fn node_count(&self) -> usize {
        self.graph.node_count()
    }
    fn edge_count(&self) -> usize {
        self.graph.edge_count()
    }
    fn nodes(&self, into: &mut Vec<NodeId>) {
        self.giving(into, |into| self.graph.nodes(into));
    }
    fn nodes_with_label(&self, label: LabelId, into: &mut Vec<NodeId>) {
        self.giving(into, |into| self.graph.nodes_with_label(label, into));
    }
    fn label_count(&self, label: LabelId) -> usize {
        self.graph.label_count(label)
    }
    fn type_count(&self, relationship_type: TypeId) -> usize {
        self.graph.type_count(relationship_type)
    }
    fn nodes_with_id(&self, id: Id<'_>, into: &mut Vec<NodeId>) {
        self.giving(into, |into| self.graph.nodes_with_id(id, into));
    }
    fn labels(&self, node: NodeId) -> &[LabelId] {
        self.graph.labels(node)
    }
    fn edge_type(&self, edge: EdgeId) -> TypeId {
        self.graph.edge_type(edge)
    }
    fn ends(&self, edge: EdgeId) -> (NodeId, NodeId) {
        self.graph.ends(edge)
    }
    fn edges_of(&self, node: NodeId, way: Way, types: &[TypeId], into: &mut Vec<(EdgeId, NodeId)>) {
        let before = into.len();
        self.graph.edges_of(node, way, types, into);
        self.count(|work| work.edges += into.len() - before);
    }
    fn is_acyclic(&self, kind: TypeId) -> bool {
        self.arrays && self.graph.is_acyclic(kind)
    }
    fn ends_have(&self, kind: TypeId, way: Way, label: LabelId) -> bool {
        self.arrays && self.graph.ends_have(kind, way, label)
    }
    fn adjacency(&self, way: Way, kind: TypeId) -> Option<Adjacency<'_>> {
        self.arrays.then(|| self.graph.adjacency(way, kind)).flatten()
    }
    fn label_ranges(&self, label: LabelId) -> Option<Vec<Range<u32>>> {
        self.arrays.then(|| self.graph.label_ranges(label)).flatten()
    }
    fn node_column(&self, first: NodeId, key: KeyId) -> Option<Column<'_>> {
        let column = self.arrays.then(|| self.graph.node_column(first, key)).flatten();
        self.count(|work| work.properties += usize::from(column.is_some()));
        column
    }
    fn degree(&self, node: NodeId, way: Way, types: &[TypeId]) -> usize {
        self.graph.degree(node, way, types)
    }
    fn node_properties(&self, node: NodeId) -> Cow<'_, [(KeyId, Value)]> {
        self.count(|work| work.properties += 1);
        self.graph.node_properties(node)
    }
    fn edge_properties(&self, edge: EdgeId) -> Cow<'_, [(KeyId, Value)]> {
        self.count(|work| work.properties += 1);
        self.graph.edge_properties(edge)
    }
    fn node_evidence(&self, node: NodeId) -> Cow<'_, [Evidence]> {
        self.graph.node_evidence(node)
    }
    fn edge_evidence(&self, edge: EdgeId) -> Cow<'_, [Evidence]> {
        self.graph.edge_evidence(edge)
    }
    fn node_deleted(&self, node: NodeId) -> bool {
        self.graph.node_deleted(node)
    }
    fn edge_deleted(&self, edge: EdgeId) -> bool {
        self.graph.edge_deleted(edge)
    }
}

impl Store for Counting {
    fn symbols_mut(&mut self) -> &mut Symbols {
        self.graph.symbols_mut()
    }
    fn view(&self) -> &dyn View {
        self
    }
    fn add_node(&mut self, labels: Vec<LabelId>, properties: Vec<(KeyId, Value)>) -> Outcome<NodeId> {
        self.graph.add_node(labels, properties)
    }
    fn add_edge(&mut self, from: NodeId, kind: TypeId, to: NodeId, properties: Vec<(KeyId, Value)>) -> Outcome<EdgeId> {
        self.graph.add_edge(from, kind, to, properties)
    }
    fn set_node_property(&mut self, node: NodeId, key: KeyId, value: Value) -> Outcome<()> {
        self.graph.set_node_property(node, key, value)
    }
    fn set_edge_property(&mut self, edge: EdgeId, key: KeyId, value: Value) -> Outcome<()> {
        self.graph.set_edge_property(edge, key, value)
    }
    fn set_label(&mut self, node: NodeId, label: LabelId, present: bool) -> Outcome<()> {
        self.graph.set_label(node, label, present)
    }
    fn rest_node(&mut self, node: NodeId, evidence: Vec<Evidence>) -> Outcome<()> {
        self.graph.rest_node(node, evidence)
    }
    fn rest_edge(&mut self, edge: EdgeId, evidence: Vec<Evidence>) -> Outcome<()> {
        self.graph.rest_edge(edge, evidence)
    }
    fn delete_edge(&mut self, edge: EdgeId) -> Outcome<()> {
        self.graph.delete_edge(edge)
    }
    fn delete_node(&mut self, node: NodeId) -> Outcome<()> {
        self.graph.delete_node(node)
    }
    fn changes(&self) -> usize {
        self.graph.changes()
    }
    fn rollback(&mut self, keep: usize) {
        self.graph.rollback(keep);
    }
}
