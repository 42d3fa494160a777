//! The graph in one of its two layouts: at rest it can be frozen, and the first change lays it out for
//! editing. Whoever has a graph need not know which.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::adjacency::Adjacency;
use super::evidence::Evidence;
use super::frozen::Frozen;
use super::journal::Change;
use super::schema::Schema;
use super::store::Editable;
use super::symbols::{KeyId, LabelId, Symbols, TypeId};
use super::view::{Column, Id, Store, View, Way};
use crate::diagnostic::Outcome;
use crate::value::{EdgeId, NodeId, Value};

/// A property graph with evidence.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    layout: Layout,
    schema: Option<Arc<Schema>>,
}

#[derive(Clone, Debug)]
enum Layout {
    /// At rest, with the names it knows by now: a query may bring new ones, which nothing has.
    Frozen(Arc<Frozen>, Symbols),
    Editable(Box<Editable>),
}

impl Default for Layout {
    fn default() -> Layout {
        Layout::Editable(Box::default())
    }
}

impl Graph {
    /// An empty graph without a schema: anything may be put into it.
    pub fn new() -> Graph {
        Graph::default()
    }

    /// A graph at rest. It is laid out for editing at the first change, in O(nodes + edges).
    pub fn of_frozen(frozen: Frozen, schema: Option<Arc<Schema>>) -> Graph {
        let symbols = frozen.symbols().clone();
        Graph { layout: Layout::Frozen(Arc::new(frozen), symbols), schema }
    }

    /// The frozen layout, while it is at rest.
    pub fn frozen(&self) -> Option<&Frozen> {
        match &self.layout {
            Layout::Frozen(frozen, _) => Some(frozen),
            Layout::Editable(_) => None,
        }
    }

    /// The graph laid out for editing; a copy where it is at rest.
    pub fn editable(&self) -> Cow<'_, Editable> {
        match &self.layout {
            Layout::Frozen(frozen, symbols) => Cow::Owned(frozen.thaw(symbols.clone())),
            Layout::Editable(editable) => Cow::Borrowed(editable),
        }
    }

    /// The schema, where the graph has one.
    pub fn schema(&self) -> Option<&Arc<Schema>> {
        self.schema.as_ref()
    }

    /// Gives the graph a schema.
    pub fn set_schema(&mut self, schema: Arc<Schema>) {
        self.schema = Some(schema);
    }

    /// Says what a node rests on.
    pub fn set_node_evidence(&mut self, node: NodeId, evidence: Vec<Evidence>) {
        self.edit().set_node_evidence(node, evidence);
    }

    /// Says what an edge rests on.
    pub fn set_edge_evidence(&mut self, edge: EdgeId, evidence: Vec<Evidence>) {
        self.edit().set_edge_evidence(edge, evidence);
    }

    /// The path of the document a node was read from; none for a node added since.
    pub fn node_document(&self, node: NodeId) -> Option<&Arc<str>> {
        match &self.layout {
            Layout::Frozen(frozen, _) => frozen.node_document(node),
            Layout::Editable(editable) => editable.node_document(node),
        }
    }

    /// The path of the document an edge was read from; none for an edge added since.
    pub fn edge_document(&self, edge: EdgeId) -> Option<&Arc<str>> {
        match &self.layout {
            Layout::Frozen(frozen, _) => frozen.edge_document(edge),
            Layout::Editable(editable) => editable.edge_document(edge),
        }
    }

    /// Says in which document a node is to be written.
    pub fn set_node_document(&mut self, node: NodeId, path: Arc<str>) {
        self.edit().set_node_document(node, path);
    }

    /// Says in which document an edge is to be written.
    pub fn set_edge_document(&mut self, edge: EdgeId, path: Arc<str>) {
        self.edit().set_edge_document(edge, path);
    }

    /// The changes made so far, oldest first.
    pub fn journal(&self) -> &[Change] {
        match &self.layout {
            Layout::Frozen(..) => &[],
            Layout::Editable(editable) => editable.journal(),
        }
    }

    /// Forgets how to take back what was done so far: it is now the graph as it is.
    pub fn forget_changes(&mut self) {
        if let Layout::Editable(editable) = &mut self.layout {
            editable.forget_changes();
        }
    }

    /// Takes back every change after the first `keep`; what it gives makes them again. O(changes taken back).
    pub fn take_back(&mut self, keep: usize) -> Vec<Change> {
        match &mut self.layout {
            Layout::Frozen(..) => Vec::new(),
            Layout::Editable(editable) => editable.take_back(keep),
        }
    }

    /// Makes changes again that were the last to be taken back: nothing was changed since. O(changes).
    pub fn make_again(&mut self, undone: Vec<Change>) {
        if let Layout::Editable(editable) = &mut self.layout {
            editable.make_again(undone);
        }
    }

    /// Laid out for editing, for good.
    fn edit(&mut self) -> &mut Editable {
        if let Layout::Frozen(frozen, symbols) = &mut self.layout {
            self.layout = Layout::Editable(Box::new(frozen.thaw(std::mem::take(symbols))));
        }
        match &mut self.layout {
            Layout::Editable(editable) => editable,
            Layout::Frozen(..) => unreachable!("it was laid out for editing above"),
        }
    }

    fn view(&self) -> &dyn View {
        match &self.layout {
            Layout::Frozen(frozen, _) => &**frozen,
            Layout::Editable(editable) => &**editable,
        }
    }
}

impl View for Graph {
    fn symbols(&self) -> &Symbols {
        match &self.layout {
            Layout::Frozen(_, symbols) => symbols,
            Layout::Editable(editable) => editable.symbols(),
        }
    }
    fn node_count(&self) -> usize {
        self.view().node_count()
    }
    fn edge_count(&self) -> usize {
        self.view().edge_count()
    }
    fn nodes(&self, into: &mut Vec<NodeId>) {
        self.view().nodes(into);
    }
    fn nodes_with_label(&self, label: LabelId, into: &mut Vec<NodeId>) {
        self.view().nodes_with_label(label, into);
    }
    fn label_count(&self, label: LabelId) -> usize {
        self.view().label_count(label)
    }
    fn type_count(&self, relationship_type: TypeId) -> usize {
        self.view().type_count(relationship_type)
    }
    fn nodes_with_id(&self, id: Id<'_>, into: &mut Vec<NodeId>) {
        self.view().nodes_with_id(id, into);
    }
    fn labels(&self, node: NodeId) -> &[LabelId] {
        self.view().labels(node)
    }
    fn edge_type(&self, edge: EdgeId) -> TypeId {
        self.view().edge_type(edge)
    }
    fn ends(&self, edge: EdgeId) -> (NodeId, NodeId) {
        self.view().ends(edge)
    }
    fn edges_of(&self, node: NodeId, way: Way, types: &[TypeId], into: &mut Vec<(EdgeId, NodeId)>) {
        self.view().edges_of(node, way, types, into);
    }
    fn node_properties(&self, node: NodeId) -> Cow<'_, [(KeyId, Value)]> {
        self.view().node_properties(node)
    }
    fn edge_properties(&self, edge: EdgeId) -> Cow<'_, [(KeyId, Value)]> {
        self.view().edge_properties(edge)
    }
    fn node_property(&self, node: NodeId, key: KeyId) -> Value {
        self.view().node_property(node, key)
    }
    fn edge_property(&self, edge: EdgeId, key: KeyId) -> Value {
        self.view().edge_property(edge, key)
    }
    fn node_evidence(&self, node: NodeId) -> Cow<'_, [Evidence]> {
        self.view().node_evidence(node)
    }
    fn edge_evidence(&self, edge: EdgeId) -> Cow<'_, [Evidence]> {
        self.view().edge_evidence(edge)
    }
    fn evidence_key(&self) -> Option<KeyId> {
        self.schema.as_ref().and_then(|_| self.symbols().find_key("evidence"))
    }
    fn node_deleted(&self, node: NodeId) -> bool {
        self.view().node_deleted(node)
    }
    fn edge_deleted(&self, edge: EdgeId) -> bool {
        self.view().edge_deleted(edge)
    }
    fn adjacency(&self, way: Way, kind: TypeId) -> Option<Adjacency<'_>> {
        self.view().adjacency(way, kind)
    }
    fn is_acyclic(&self, kind: TypeId) -> bool {
        self.view().is_acyclic(kind)
    }
    fn ends_have(&self, kind: TypeId, way: Way, label: LabelId) -> bool {
        self.view().ends_have(kind, way, label)
    }
    fn label_ranges(&self, label: LabelId) -> Option<Vec<Range<u32>>> {
        self.view().label_ranges(label)
    }
    fn node_column(&self, first: NodeId, key: KeyId) -> Option<Column<'_>> {
        self.view().node_column(first, key)
    }
}

impl Store for Graph {
    fn symbols_mut(&mut self) -> &mut Symbols {
        match &mut self.layout {
            Layout::Frozen(_, symbols) => symbols,
            Layout::Editable(editable) => editable.symbols_mut(),
        }
    }
    fn view(&self) -> &dyn View {
        self
    }
    fn add_node(&mut self, labels: Vec<LabelId>, properties: Vec<(KeyId, Value)>) -> Outcome<NodeId> {
        self.edit().add_node(labels, properties)
    }
    fn add_edge(&mut self, from: NodeId, kind: TypeId, to: NodeId, properties: Vec<(KeyId, Value)>) -> Outcome<EdgeId> {
        self.edit().add_edge(from, kind, to, properties)
    }
    fn set_node_property(&mut self, node: NodeId, key: KeyId, value: Value) -> Outcome<()> {
        self.edit().set_node_property(node, key, value)
    }
    fn set_edge_property(&mut self, edge: EdgeId, key: KeyId, value: Value) -> Outcome<()> {
        self.edit().set_edge_property(edge, key, value)
    }
    fn set_label(&mut self, node: NodeId, label: LabelId, present: bool) -> Outcome<()> {
        self.edit().set_label(node, label, present)
    }
    fn rest_node(&mut self, node: NodeId, evidence: Vec<Evidence>) -> Outcome<()> {
        self.edit().rest_node(node, evidence)
    }
    fn rest_edge(&mut self, edge: EdgeId, evidence: Vec<Evidence>) -> Outcome<()> {
        self.edit().rest_edge(edge, evidence)
    }
    fn delete_edge(&mut self, edge: EdgeId) -> Outcome<()> {
        self.edit().delete_edge(edge)
    }
    fn delete_node(&mut self, node: NodeId) -> Outcome<()> {
        self.edit().delete_node(node)
    }
    fn changes(&self) -> usize {
        self.journal().len()
    }
    fn rollback(&mut self, keep: usize) {
        if let Layout::Editable(editable) = &mut self.layout {
            editable.rollback(keep);
        }
    }
}
