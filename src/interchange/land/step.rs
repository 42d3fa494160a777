//! A change to a graph. Cypher can't say all of them: no statement sets names by language, or keys by file.

use std::sync::Arc;

use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::{Evidence, Graph, KeyId, LabelId, Store, View};
use crate::value::{EdgeId, Map, NodeId, Value};

/// A change to a graph.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// A new node.
    Node { labels: Vec<String>, properties: Map, evidence: Vec<Evidence> },
    /// What a node gets; evidence where that changes.
    FillNode { node: NodeId, labels: Vec<String>, properties: Map, evidence: Option<Vec<Evidence>> },
    /// A new edge between nodes with these ids.
    Edge { from: Arc<str>, kind: String, to: Arc<str>, properties: Map, evidence: Vec<Evidence> },
    /// What an edge gets, and all that it rests on then.
    FillEdge { edge: EdgeId, properties: Map, evidence: Vec<Evidence> },
}

impl Step {
    /// Makes the change.
    pub(super) fn take(self, graph: &mut Graph) -> Outcome<()> {
        match self {
            Step::Node { labels, properties, evidence } => {
                let (labels, properties) = (label_ids(graph, &labels), keyed(graph, properties));
                let node = graph.add_node(labels, properties)?;
                if evidence.is_empty() { Ok(()) } else { graph.rest_node(node, evidence) }
            }
            Step::FillNode { node, labels, properties, evidence } => {
                for label in label_ids(graph, &labels) {
                    graph.set_label(node, label, true)?;
                }
                for (key, value) in keyed(graph, properties) {
                    graph.set_node_property(node, key, value)?;
                }
                evidence.map_or(Ok(()), |evidence| graph.rest_node(node, evidence))
            }
            Step::Edge { from, kind, to, properties, evidence } => {
                let (from, to) = (node(graph, &from)?, node(graph, &to)?);
                let kind = graph.symbols_mut().relationship_type(&kind);
                let properties = keyed(graph, properties);
                let edge = graph.add_edge(from, kind, to, properties)?;
                if evidence.is_empty() { Ok(()) } else { graph.rest_edge(edge, evidence) }
            }
            Step::FillEdge { edge, properties, evidence } => {
                for (key, value) in keyed(graph, properties) {
                    graph.set_edge_property(edge, key, value)?;
                }
                // Also where it is the same as before: it then stands for what the edge says now.
                if evidence.is_empty() { Ok(()) } else { graph.rest_edge(edge, evidence) }
            }
        }
    }
}

fn label_ids(graph: &mut Graph, labels: &[String]) -> Vec<LabelId> {
    labels.iter().map(|label| graph.symbols_mut().label(label)).collect()
}

fn keyed(graph: &mut Graph, properties: Map) -> Vec<(KeyId, Value)> {
    properties.into_iter().map(|(name, value)| (graph.symbols_mut().key(&name), value)).collect()
}

fn node(graph: &Graph, id: &str) -> Outcome<NodeId> {
    graph.node_by_id(id).ok_or_else(|| {
        let message = format!("no node has the id `{id}`: the graph is not the one that was looked at");
        Box::new(Diagnostic::plain(Class::EntityNotFound, message))
    })
}
