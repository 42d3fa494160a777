//! The edges of one type, one way, as arrays: what a layout may offer to those who count or search.

use std::ops::Range;

use crate::value::{EdgeId, NodeId};

/// Compressed sparse rows. A node's row is found in O(1), and the nodes in it ascend.
#[derive(Clone, Copy, Debug)]
pub struct Adjacency<'a> {
    /// The first node that has a row.
    pub(super) low: u32,
    /// Where each row begins, and the end of the last.
    pub(super) offsets: &'a [u32],
    /// The node at the other end.
    pub(super) nodes: &'a [u32],
    /// Each edge's number within its type; where none is given, its position.
    pub(super) edges: Option<&'a [u32]>,
    /// The number of the type's first edge.
    pub(super) first: u32,
    /// One more than the greatest number of a node at the other end.
    pub(super) end: u32,
}

impl<'a> Adjacency<'a> {
    /// The positions of a node's row.
    #[inline]
    pub fn row(&self, node: u32) -> Range<usize> {
        let at = node.wrapping_sub(self.low) as usize;
        match (self.offsets.get(at), self.offsets.get(at.wrapping_add(1))) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            (None, _) | (_, None) => 0..0,
        }
    }

    /// The nodes at the other end of a node's edges, ascending.
    #[inline]
    pub fn nodes_of(&self, node: u32) -> &'a [u32] {
        let nodes = self.nodes.get(self.row(node)).unwrap_or(&[]);
        #[cfg(test)]
        meter::add(nodes.len());
        nodes
    }

    /// The node at the other end of the edge at a position.
    #[inline]
    pub fn nodes_at(&self, position: usize) -> u32 {
        self.nodes.get(position).copied().unwrap_or_default()
    }

    /// How many edges a node has.
    #[inline]
    pub fn degree(&self, node: u32) -> usize {
        #[cfg(test)]
        meter::add(1);
        self.row(node).len()
    }

    /// The first node that has a row.
    pub fn low(&self) -> u32 {
        self.low
    }

    /// One more than the last node that has a row.
    pub fn high(&self) -> u32 {
        self.low + self.offsets.len().saturating_sub(1) as u32
    }

    /// How many edges each node of a range has.
    pub fn degrees(&self, nodes: Range<u32>) -> impl Iterator<Item = u32> + use<'a> {
        #[cfg(test)]
        meter::add(nodes.len());
        let before = self.low.saturating_sub(nodes.start).min(nodes.end - nodes.start);
        let skipped = nodes.start.saturating_sub(self.low) as usize;
        let known = self.offsets.get(skipped..).unwrap_or_default().windows(2).map(|ends| ends[1] - ends[0]);
        let before = std::iter::repeat_n(0, before as usize);
        before.chain(known).chain(std::iter::repeat(0)).take((nodes.end - nodes.start) as usize)
    }

    /// The edge at a position.
    pub fn edge(&self, position: usize) -> EdgeId {
        let number = self.edges.map_or(position as u32, |edges| edges.get(position).copied().unwrap_or_default());
        EdgeId(self.first + number)
    }

    /// How many edges there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// One more than the greatest number of a node at the other end.
    pub fn end(&self) -> usize {
        self.end as usize
    }

    /// Whether some edge begins and ends at the same node. O(nodes log degree).
    pub fn has_loops(&self) -> bool {
        (self.low..self.high()).any(|node| self.nodes_of(node).binary_search(&node).is_ok())
    }

    /// Writes a node's edges and the nodes at their other ends.
    pub(super) fn collect(&self, node: NodeId, loops: bool, into: &mut Vec<(EdgeId, NodeId)>) {
        let row = self.row(node.0);
        into.reserve(row.len());
        for position in row {
            let other = self.nodes.get(position).copied().unwrap_or_default();
            if loops || other != node.0 {
                into.push((self.edge(position), NodeId(other)));
            }
        }
    }
}

/// How many entries of arrays were handed out on this thread: tests count work by it.
#[cfg(test)]
pub(crate) mod meter {
    use std::cell::Cell;

    thread_local! {
        static ENTRIES: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn add(entries: usize) {
        ENTRIES.with(|count| count.set(count.get() + entries));
    }

    /// The count; it begins anew.
    pub(crate) fn take() -> usize {
        ENTRIES.with(Cell::take)
    }
}
