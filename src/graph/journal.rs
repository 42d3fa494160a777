//! What was changed since a graph was read: enough to take each change back, to tell it, and to know
//! which records have to be written again.

use std::collections::BTreeSet;

use super::evidence::Evidence;
use super::layouts::Graph;
use super::symbols::{KeyId, LabelId};
use super::view::{View, Way};
use crate::value::{EdgeId, NodeId, Value};

/// One change, with what is needed to take it back.
#[derive(Clone, Debug)]
pub enum Change {
    /// A node was added.
    NodeAdded(NodeId),
    /// An edge was added.
    EdgeAdded(EdgeId),
    /// A node was deleted.
    NodeDeleted(NodeId),
    /// An edge was deleted.
    EdgeDeleted(EdgeId),
    /// A node's property had this value before.
    NodeProperty(NodeId, KeyId, Value),
    /// An edge's property had this value before.
    EdgeProperty(EdgeId, KeyId, Value),
    /// A node rested on this before.
    NodeEvidence(NodeId, Vec<Evidence>),
    /// An edge rested on this before.
    EdgeEvidence(EdgeId, Vec<Evidence>),
    /// A label was added (true) or taken away (false).
    Label(NodeId, LabelId, bool),
}

/// The records whose text is no longer what was read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Touched {
    pub(crate) nodes: BTreeSet<NodeId>,
    pub(crate) edges: BTreeSet<EdgeId>,
}

impl Graph {
    /// The records that any of the changes so far concerns. A node that got another id takes its edges
    /// along, since they name it. O(changes + edges of renamed nodes).
    pub(crate) fn touched(&self) -> Touched {
        let mut touched = Touched::default();
        let id = self.symbols().find_key("id");
        for change in self.journal() {
            match change {
                Change::NodeProperty(node, key, _) => {
                    touched.nodes.insert(*node);
                    if Some(*key) == id {
                        let mut edges = Vec::new();
                        self.edges_of(*node, Way::Both, &[], &mut edges);
                        touched.edges.extend(edges.into_iter().map(|(edge, _)| edge));
                    }
                }
                Change::NodeAdded(node)
                | Change::NodeDeleted(node)
                | Change::NodeEvidence(node, _)
                | Change::Label(node, ..) => {
                    touched.nodes.insert(*node);
                }
                Change::EdgeAdded(edge)
                | Change::EdgeDeleted(edge)
                | Change::EdgeProperty(edge, ..)
                | Change::EdgeEvidence(edge, _) => {
                    touched.edges.insert(*edge);
                }
            }
        }
        touched
    }
}
