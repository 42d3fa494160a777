//! The graph in memory while it is read and edited: petgraph's arrays, names as numbers, what is
//! kept beside them for look-ups (`index`), and changes, which can be taken back (`journal`).
//!
//! What is deleted stays in place and is passed over: handles keep their meaning, and taking a
//! deletion back is one bit. Adding is O(1); a property or label is found in O(its record).

mod index;
mod journal;

use std::collections::BTreeSet;
use std::sync::Arc;

use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

pub use journal::Change;

use super::evidence::Evidence;
use super::schema::Schema;
use super::symbols::{KeyId, LabelId, Symbols, TypeId};
use super::view::{View, Way};
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

/// A property graph with evidence.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    inner: DiGraph<NodeData, EdgeData>,
    symbols: Symbols,
    id_key: Option<KeyId>,
    by_id: FxHashMap<Arc<str>, Vec<NodeId>>,
    by_label: Vec<BTreeSet<NodeId>>,
    by_type: Vec<usize>,
    node_count: usize,
    edge_count: usize,
    journal: Vec<Change>,
    schema: Option<Arc<Schema>>,
}

impl Graph {
    /// An empty graph without a schema: anything may be put into it.
    pub fn new() -> Graph {
        Graph::default()
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

impl View for Graph {
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

    fn nodes_with_id(&self, id: &str, into: &mut Vec<NodeId>) {
        into.extend(self.by_id.get(id).into_iter().flatten());
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

    fn node_properties(&self, node: NodeId) -> &[(KeyId, Value)] {
        &self.node(node).properties
    }

    fn edge_properties(&self, edge: EdgeId) -> &[(KeyId, Value)] {
        &self.edge(edge).properties
    }

    fn node_evidence(&self, node: NodeId) -> &[Evidence] {
        &self.node(node).evidence
    }

    fn edge_evidence(&self, edge: EdgeId) -> &[Evidence] {
        &self.edge(edge).evidence
    }

    fn node_deleted(&self, node: NodeId) -> bool {
        self.node(node).deleted
    }

    fn edge_deleted(&self, edge: EdgeId) -> bool {
        self.edge(edge).deleted
    }
}
