//! The graph in memory while it is read and edited: petgraph's arrays, names as numbers, what is
//! kept beside them for look-ups (`index`), and changes, which can be taken back (`journal`).
//!
//! What is deleted stays in place and is passed over: handles keep their meaning, and taking a
//! deletion back is one bit. Adding is O(1); a property or label is found in O(its record).

mod index;
mod journal;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

use super::evidence::Evidence;
use super::journal::Change;
use super::symbols::{KeyId, LabelId, Symbols, TypeId};
use super::view::{Id, View, Way};
use crate::value::{EdgeId, NodeId, Value};

type Properties = Vec<(KeyId, Value)>;

/// What a node holds.
#[derive(Clone, Debug, Default)]
pub struct NodeData {
    labels: Vec<LabelId>,
    properties: Properties,
    evidence: Vec<Evidence>,
    pub(super) document: Option<Arc<str>>,
    deleted: bool,
}

/// What an edge holds.
#[derive(Clone, Debug)]
pub struct EdgeData {
    kind: TypeId,
    properties: Properties,
    evidence: Vec<Evidence>,
    pub(super) document: Option<Arc<str>>,
    deleted: bool,
}

/// A property graph with evidence, laid out for editing.
#[derive(Clone, Debug, Default)]
pub struct Editable {
    inner: DiGraph<NodeData, EdgeData>,
    symbols: Symbols,
    id_key: Option<KeyId>,
    by_id: FxHashMap<Arc<str>, Vec<NodeId>>,
    by_number: FxHashMap<i64, Vec<NodeId>>,
    /// Nodes whose id is neither text nor integer, such as a float, which can equal one.
    odd_ids: Vec<NodeId>,
    by_label: Vec<BTreeSet<NodeId>>,
    by_type: Vec<usize>,
    node_count: usize,
    edge_count: usize,
    journal: Vec<Change>,
}

impl Editable {
    /// An empty graph that knows these names.
    pub(super) fn with_symbols(symbols: Symbols) -> Editable {
        Editable { id_key: symbols.find_key("id"), symbols, ..Editable::default() }
    }

    /// Adds a node that was there already, elsewhere: no change to be taken back.
    pub(super) fn put_node(&mut self, labels: Vec<LabelId>, properties: Properties) -> NodeId {
        let data = NodeData { labels, properties, ..NodeData::default() };
        let node = NodeId(self.inner.add_node(data).index() as u32);
        self.mark_node(node, false);
        node
    }

    /// Adds an edge that was there already, elsewhere: no change to be taken back.
    pub(super) fn put_edge(&mut self, from: NodeId, kind: TypeId, to: NodeId, properties: Properties) -> EdgeId {
        let data = EdgeData { kind, properties, evidence: Vec::new(), document: None, deleted: false };
        let (from, to) = (NodeIndex::new(from.0 as usize), NodeIndex::new(to.0 as usize));
        let edge = EdgeId(self.inner.add_edge(from, to, data).index() as u32);
        self.count_type(kind, true);
        edge
    }

    /// Says what a node rests on.
    pub fn set_node_evidence(&mut self, node: NodeId, evidence: Vec<Evidence>) {
        self.node_mut(node).evidence = evidence;
    }

    /// Says what an edge rests on.
    pub fn set_edge_evidence(&mut self, edge: EdgeId, evidence: Vec<Evidence>) {
        self.edge_mut(edge).evidence = evidence;
    }

    /// The changes made so far, oldest first.
    pub fn journal(&self) -> &[Change] {
        &self.journal
    }

    /// Forgets how to take back what was done so far: it is now the graph as it is.
    pub fn forget_changes(&mut self) {
        self.journal.clear();
    }

    /// A node's properties, in the order they were given.
    pub(super) fn properties_of_node(&self, node: NodeId) -> &[(KeyId, Value)] {
        &self.node(node).properties
    }

    /// An edge's properties, in the order they were given.
    pub(super) fn properties_of_edge(&self, edge: EdgeId) -> &[(KeyId, Value)] {
        &self.edge(edge).properties
    }

    /// What a node rests on.
    pub(super) fn evidence_of_node(&self, node: NodeId) -> &[Evidence] {
        &self.node(node).evidence
    }

    /// What an edge rests on.
    pub(super) fn evidence_of_edge(&self, edge: EdgeId) -> &[Evidence] {
        &self.edge(edge).evidence
    }

    pub(super) fn node(&self, node: NodeId) -> &NodeData {
        &self.inner[NodeIndex::new(node.0 as usize)]
    }

    pub(super) fn node_mut(&mut self, node: NodeId) -> &mut NodeData {
        &mut self.inner[NodeIndex::new(node.0 as usize)]
    }

    pub(super) fn edge(&self, edge: EdgeId) -> &EdgeData {
        &self.inner[EdgeIndex::new(edge.0 as usize)]
    }

    pub(super) fn edge_mut(&mut self, edge: EdgeId) -> &mut EdgeData {
        &mut self.inner[EdgeIndex::new(edge.0 as usize)]
    }

    fn collect(&self, node: NodeId, way: Direction, types: &[TypeId], loops: bool, into: &mut Vec<(EdgeId, NodeId)>) {
        let first = into.len();
        let index = NodeIndex::new(node.0 as usize);
        for edge in self.inner.edges_directed(index, way) {
            let data = edge.weight();
            let other = if way == Direction::Outgoing { edge.target() } else { edge.source() };
            let wanted = !data.deleted && (types.is_empty() || types.contains(&data.kind));
            if wanted && (loops || other != index) {
                into.push((EdgeId(edge.id().index() as u32), NodeId(other.index() as u32)));
            }
        }
        // petgraph gives the newest first; people expect the order in which things were written.
        into[first..].reverse();
    }
}

impl View for Editable {
    fn symbols(&self) -> &Symbols {
        &self.symbols
    }

    fn node_count(&self) -> usize {
        self.node_count
    }

    fn edge_count(&self) -> usize {
        self.edge_count
    }

    fn nodes(&self, into: &mut Vec<NodeId>) {
        let live = self.inner.node_indices().map(|index| NodeId(index.index() as u32));
        into.extend(live.filter(|node| !self.node(*node).deleted));
    }

    fn nodes_with_label(&self, label: LabelId, into: &mut Vec<NodeId>) {
        if let Some(nodes) = self.by_label.get(label.0 as usize) {
            into.extend(nodes);
        }
    }

    fn label_count(&self, label: LabelId) -> usize {
        self.by_label.get(label.0 as usize).map_or(0, BTreeSet::len)
    }

    fn type_count(&self, relationship_type: TypeId) -> usize {
        self.by_type.get(relationship_type.0 as usize).copied().unwrap_or(0)
    }

    fn nodes_with_id(&self, id: Id<'_>, into: &mut Vec<NodeId>) {
        match id {
            Id::Text(id) => into.extend(self.by_id.get(id).into_iter().flatten()),
            Id::Number(id) => {
                into.extend(self.by_number.get(&id).into_iter().flatten());
                into.extend(&self.odd_ids);
            }
        }
    }

    fn labels(&self, node: NodeId) -> &[LabelId] {
        &self.node(node).labels
    }

    fn edge_type(&self, edge: EdgeId) -> TypeId {
        self.edge(edge).kind
    }

    fn ends(&self, edge: EdgeId) -> (NodeId, NodeId) {
        let ends = self.inner.edge_endpoints(EdgeIndex::new(edge.0 as usize));
        let (from, to) = ends.expect("edges are never removed from the arrays");
        (NodeId(from.index() as u32), NodeId(to.index() as u32))
    }

    fn edges_of(&self, node: NodeId, way: Way, types: &[TypeId], into: &mut Vec<(EdgeId, NodeId)>) {
        match way {
            Way::Out => self.collect(node, Direction::Outgoing, types, true, into),
            Way::In => self.collect(node, Direction::Incoming, types, true, into),
            Way::Both => {
                self.collect(node, Direction::Outgoing, types, true, into);
                self.collect(node, Direction::Incoming, types, false, into);
            }
        }
    }

    fn node_properties(&self, node: NodeId) -> Cow<'_, [(KeyId, Value)]> {
        Cow::Borrowed(&self.node(node).properties)
    }

    fn edge_properties(&self, edge: EdgeId) -> Cow<'_, [(KeyId, Value)]> {
        Cow::Borrowed(&self.edge(edge).properties)
    }

    fn node_evidence(&self, node: NodeId) -> Cow<'_, [Evidence]> {
        Cow::Borrowed(&self.node(node).evidence)
    }

    fn edge_evidence(&self, edge: EdgeId) -> Cow<'_, [Evidence]> {
        Cow::Borrowed(&self.edge(edge).evidence)
    }

    fn node_deleted(&self, node: NodeId) -> bool {
        self.node(node).deleted
    }

    fn edge_deleted(&self, edge: EdgeId) -> bool {
        self.edge(edge).deleted
    }
}
