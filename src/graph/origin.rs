//! In which document a record stands, so that saving writes it back to the same file.

use std::sync::Arc;

use super::store::Editable;
use crate::value::{EdgeId, NodeId};

impl Editable {
    /// The path of the document a node was read from; none for a node added since.
    pub fn node_document(&self, node: NodeId) -> Option<&Arc<str>> {
        self.node(node).document.as_ref()
    }

    /// The path of the document an edge was read from; none for an edge added since.
    pub fn edge_document(&self, edge: EdgeId) -> Option<&Arc<str>> {
        self.edge(edge).document.as_ref()
    }

    /// Says in which document a node is to be written.
    pub fn set_node_document(&mut self, node: NodeId, path: Arc<str>) {
        self.node_mut(node).document = Some(path);
    }

    /// Says in which document an edge is to be written.
    pub fn set_edge_document(&mut self, edge: EdgeId, path: Arc<str>) {
        self.edge_mut(edge).document = Some(path);
    }
}
