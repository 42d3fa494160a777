//! Filling a graph with records that were found to be right.

use std::sync::Arc;

use super::Source;
use super::check::{EdgeDraft, NodeDraft, Properties};
use super::vocabulary::{Keys, Vocabulary};
use crate::graph::{Graph, KeyId, LabelId, Store, TypeId};
use crate::value::{NodeId, Value};

/// The graph of these records.
pub(super) fn graph(
    vocabulary: &Vocabulary,
    documents: &[Source],
    nodes: Vec<NodeDraft>,
    edges: Vec<EdgeDraft>,
) -> Graph {
    let mut graph = Graph::new();
    graph.set_schema(Arc::new(vocabulary.schema.clone()));
    let paths: Vec<Arc<str>> = documents.iter().map(|source| Arc::from(source.path.as_str())).collect();
    let nodes = add_nodes(&mut graph, vocabulary, &paths, nodes);
    add_edges(&mut graph, vocabulary, &paths, &nodes, edges);
    graph.forget_changes();
    graph
}

fn add_nodes(graph: &mut Graph, vocabulary: &Vocabulary, paths: &[Arc<str>], drafts: Vec<NodeDraft>) -> Vec<NodeId> {
    let rules = &vocabulary.schema.labels;
    let labels: Vec<LabelId> = rules.iter().map(|rule| graph.symbols_mut().label(&rule.label)).collect();
    let mut keys = KeyIds::new(&vocabulary.node_keys);
    let mut nodes = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let own = draft.labels.iter().map(|label| labels[*label]).collect();
        let properties = keys.translate(graph, draft.properties);
        let node = graph.add_node(own, properties).expect("a graph in memory takes every node");
        graph.set_node_evidence(node, draft.evidence);
        graph.set_node_document(node, paths[draft.document].clone());
        nodes.push(node);
    }
    nodes
}

fn add_edges(graph: &mut Graph, vocabulary: &Vocabulary, paths: &[Arc<str>], nodes: &[NodeId], drafts: Vec<EdgeDraft>) {
    let rules = &vocabulary.schema.types;
    let types: Vec<TypeId> = rules.iter().map(|rule| graph.symbols_mut().relationship_type(&rule.name)).collect();
    let mut keys = KeyIds::new(&vocabulary.edge_keys);
    for draft in drafts {
        let properties = keys.translate(graph, draft.properties);
        let (from, to) = (nodes[draft.from], nodes[draft.to]);
        let edge = graph.add_edge(from, types[draft.kind], to, properties).expect("a graph in memory takes every edge");
        graph.set_edge_evidence(edge, draft.evidence);
        graph.set_edge_document(edge, paths[draft.document].clone());
    }
}

/// The graph's number for each key, asked for when the key is first met: a key that no record has
/// is none of the graph's.
struct KeyIds<'s> {
    keys: &'s Keys<'s>,
    ids: Vec<Option<KeyId>>,
}

impl<'s> KeyIds<'s> {
    fn new(keys: &'s Keys<'s>) -> KeyIds<'s> {
        KeyIds { keys, ids: vec![None; keys.rules.len()] }
    }

    fn translate(&mut self, graph: &mut Graph, properties: Properties) -> Vec<(KeyId, Value)> {
        let pairs = properties.into_iter().map(|(number, value)| {
            let name = self.keys.rules[number].name;
            (*self.ids[number].get_or_insert_with(|| graph.symbols_mut().key(name)), value)
        });
        pairs.collect()
    }
}
