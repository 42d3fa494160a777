//! petgraph's visit traits on the frozen layout, so that its algorithms, and those of crates that build on it,
//! run where the graph lies. Nodes are weighed by their labels, edges by their type.

use std::ops::Range;

use petgraph::visit::{
    Data, EdgeCount, EdgeIndexable, EdgeRef, GraphBase, GraphProp, IntoEdgeReferences, IntoEdges, IntoEdgesDirected,
    IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, IntoNodeReferences, NodeCompactIndexable, NodeCount,
    NodeIndexable, VisitMap, Visitable,
};
use petgraph::{Directed, Direction};

use super::Frozen;
use crate::graph::adjacency::Adjacency;
use crate::graph::symbols::{LabelId, TypeId};
use crate::graph::view::View;
use crate::value::{EdgeId, NodeId};

/// An edge with its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EdgeReference {
    id: EdgeId,
    from: NodeId,
    to: NodeId,
    kind: TypeId,
}

impl EdgeRef for EdgeReference {
    type NodeId = NodeId;
    type EdgeId = EdgeId;
    type Weight = TypeId;

    fn source(&self) -> NodeId {
        self.from
    }
    fn target(&self) -> NodeId {
        self.to
    }
    fn weight(&self) -> &TypeId {
        &self.kind
    }
    fn id(&self) -> EdgeId {
        self.id
    }
}

/// The edges of a node, one way: type by type.
#[derive(Clone, Debug)]
pub struct Edges<'g> {
    graph: &'g Frozen,
    node: NodeId,
    direction: Direction,
    /// The next type's place among the tables.
    next: usize,
    kind: TypeId,
    rows: Option<Adjacency<'g>>,
    row: Range<usize>,
}

impl<'g> Edges<'g> {
    fn of(graph: &'g Frozen, node: NodeId, direction: Direction) -> Edges<'g> {
        Edges { graph, node, direction, next: 0, kind: TypeId(0), rows: None, row: 0..0 }
    }

    fn turn_to_next_type(&mut self) -> Option<()> {
        let table = self.graph.edges.get(self.next)?;
        let half = if self.direction == Direction::Outgoing { table.out } else { table.into };
        let rows = self.graph.half(table, half);
        (self.kind, self.row, self.rows) = (TypeId(table.kind), rows.row(self.node.0), Some(rows));
        self.next += 1;
        Some(())
    }
}

impl Iterator for Edges<'_> {
    type Item = EdgeReference;

    fn next(&mut self) -> Option<EdgeReference> {
        loop {
            if let (Some(position), Some(rows)) = (self.row.next(), &self.rows) {
                let other = NodeId(rows.nodes_at(position));
                let (from, to) =
                    if self.direction == Direction::Outgoing { (self.node, other) } else { (other, self.node) };
                return Some(EdgeReference { id: rows.edge(position), from, to, kind: self.kind });
            }
            self.turn_to_next_type()?;
        }
    }
}

/// The nodes at the other ends of a node's edges, one for each edge.
#[derive(Clone, Debug)]
pub struct Neighbors<'g>(Edges<'g>);

impl Iterator for Neighbors<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let edge = self.0.next()?;
        Some(if self.0.direction == Direction::Outgoing { edge.to } else { edge.from })
    }
}

/// All edges, by the nodes at which they begin.
#[derive(Clone, Debug)]
pub struct AllEdges<'g>(Edges<'g>);

impl Iterator for AllEdges<'_> {
    type Item = EdgeReference;

    fn next(&mut self) -> Option<EdgeReference> {
        loop {
            if let Some(edge) = self.0.next() {
                return Some(edge);
            }
            let node = NodeId(self.0.node.0 + 1);
            if node.0 >= self.0.graph.node_count {
                return None;
            }
            self.0 = Edges::of(self.0.graph, node, Direction::Outgoing);
        }
    }
}

/// All nodes, with their labels.
#[derive(Clone, Debug)]
pub struct NodeReferences<'g> {
    graph: &'g Frozen,
    nodes: Range<u32>,
}

impl<'g> Iterator for NodeReferences<'g> {
    type Item = (NodeId, &'g Vec<LabelId>);

    fn next(&mut self) -> Option<(NodeId, &'g Vec<LabelId>)> {
        let node = NodeId(self.nodes.next()?);
        self.graph.node_row(node).map(|(table, _)| (node, &table.labels))
    }
}

/// Which nodes were visited: one bit each.
#[derive(Clone, Debug, Default)]
pub struct Visited(Vec<u64>);

impl Visited {
    fn bit(node: NodeId) -> (usize, u64) {
        (node.0 as usize / 64, 1 << (node.0 % 64))
    }
}

impl VisitMap<NodeId> for Visited {
    fn visit(&mut self, node: NodeId) -> bool {
        let first = !self.is_visited(&node);
        let (word, bit) = Visited::bit(node);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
        first
    }
    fn is_visited(&self, node: &NodeId) -> bool {
        let (word, bit) = Visited::bit(*node);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }
    fn unvisit(&mut self, node: NodeId) -> bool {
        let was = self.is_visited(&node);
        let (word, bit) = Visited::bit(node);
        if let Some(word) = self.0.get_mut(word) {
            *word &= !bit;
        }
        was
    }
}

impl GraphBase for Frozen {
    type NodeId = NodeId;
    type EdgeId = EdgeId;
}

impl GraphProp for Frozen {
    type EdgeType = Directed;
}

impl Data for Frozen {
    type NodeWeight = Vec<LabelId>;
    type EdgeWeight = TypeId;
}

impl NodeCount for Frozen {
    fn node_count(&self) -> usize {
        View::node_count(self)
    }
}

impl EdgeCount for Frozen {
    fn edge_count(&self) -> usize {
        View::edge_count(self)
    }
}

impl NodeIndexable for Frozen {
    fn node_bound(&self) -> usize {
        View::node_count(self)
    }
    fn to_index(&self, node: NodeId) -> usize {
        node.0 as usize
    }
    fn from_index(&self, index: usize) -> NodeId {
        NodeId(index as u32)
    }
}

impl NodeCompactIndexable for Frozen {}

impl EdgeIndexable for Frozen {
    fn edge_bound(&self) -> usize {
        View::edge_count(self)
    }
    fn to_index(&self, edge: EdgeId) -> usize {
        edge.0 as usize
    }
    fn from_index(&self, index: usize) -> EdgeId {
        EdgeId(index as u32)
    }
}

impl Visitable for Frozen {
    type Map = Visited;

    fn visit_map(&self) -> Visited {
        Visited(vec![0; View::node_count(self).div_ceil(64)])
    }
    fn reset_map(&self, map: &mut Visited) {
        *map = self.visit_map();
    }
}

impl<'g> IntoNeighbors for &'g Frozen {
    type Neighbors = Neighbors<'g>;

    fn neighbors(self, node: NodeId) -> Neighbors<'g> {
        self.neighbors_directed(node, Direction::Outgoing)
    }
}

impl<'g> IntoNeighborsDirected for &'g Frozen {
    type NeighborsDirected = Neighbors<'g>;

    fn neighbors_directed(self, node: NodeId, direction: Direction) -> Neighbors<'g> {
        Neighbors(Edges::of(self, node, direction))
    }
}

impl<'g> IntoEdgeReferences for &'g Frozen {
    type EdgeRef = EdgeReference;
    type EdgeReferences = AllEdges<'g>;

    fn edge_references(self) -> AllEdges<'g> {
        AllEdges(Edges::of(self, NodeId(0), Direction::Outgoing))
    }
}

impl<'g> IntoEdges for &'g Frozen {
    type Edges = Edges<'g>;

    fn edges(self, node: NodeId) -> Edges<'g> {
        self.edges_directed(node, Direction::Outgoing)
    }
}

impl<'g> IntoEdgesDirected for &'g Frozen {
    type EdgesDirected = Edges<'g>;

    fn edges_directed(self, node: NodeId, direction: Direction) -> Edges<'g> {
        Edges::of(self, node, direction)
    }
}

impl IntoNodeIdentifiers for &Frozen {
    type NodeIdentifiers = std::iter::Map<Range<u32>, fn(u32) -> NodeId>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        (0..self.node_count).map(NodeId)
    }
}

impl<'g> IntoNodeReferences for &'g Frozen {
    type NodeRef = (NodeId, &'g Vec<LabelId>);
    type NodeReferences = NodeReferences<'g>;

    fn node_references(self) -> NodeReferences<'g> {
        NodeReferences { graph: self, nodes: 0..self.node_count }
    }
}
