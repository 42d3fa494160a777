//! In which document a new record goes: where its like stand already.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::graph::{Editable, LabelId, TypeId, View, Way};
use crate::value::{EdgeId, NodeId};

/// The document that takes what is like nothing else.
const ADDITIONS: &str = "additions.json";

/// How many records of a kind each document holds, by path.
type Counts = BTreeMap<Arc<str>, usize>;

/// Where the records of each kind stand.
///
/// A node goes to the document with most nodes of the same labels. An edge goes to the document with
/// most edges of its type that rest on the same section of the same work, else on the same work, else
/// with most edges of its type, else to where its first end stands. What is like nothing goes to `additions.json`. Of equals the first path counts.
pub(super) struct Homes<'g> {
    graph: &'g Editable,
    labels: FxHashMap<&'g [LabelId], Counts>,
    types: FxHashMap<TypeId, Counts>,
    works: FxHashMap<(TypeId, &'g str), Counts>,
    sections: FxHashMap<(TypeId, &'g str, Option<&'g str>), Counts>,
}

impl<'g> Homes<'g> {
    /// Counts once through the graph.
    pub(super) fn new(graph: &'g Editable) -> Homes<'g> {
        let (labels, types, works, sections) = Default::default();
        let mut homes = Homes { graph, labels, types, works, sections };
        let mut nodes = Vec::with_capacity(graph.node_count());
        graph.nodes(&mut nodes);
        let mut edges = Vec::new();
        for node in nodes {
            if let Some(path) = graph.node_document(node) {
                add(homes.labels.entry(graph.labels(node)).or_default(), path);
            }
            graph.edges_of(node, Way::Out, &[], &mut edges);
        }
        edges.into_iter().for_each(|(edge, _)| homes.count(edge));
        homes
    }

    fn count(&mut self, edge: EdgeId) {
        let Some(path) = self.graph.edge_document(edge) else { return };
        let kind = self.graph.edge_type(edge);
        add(self.types.entry(kind).or_default(), path);
        if let Some(piece) = self.graph.evidence_of_edge(edge).first() {
            add(self.works.entry((kind, &piece.work)).or_default(), path);
            add(self.sections.entry((kind, &piece.work, piece.section.as_deref())).or_default(), path);
        }
    }

    /// The path of the document that a node is written to.
    pub(super) fn node(&self, node: NodeId) -> Arc<str> {
        let known = self.graph.node_document(node).cloned();
        let like = || self.labels.get(self.graph.labels(node)).and_then(fullest);
        known.or_else(like).unwrap_or_else(|| Arc::from(ADDITIONS))
    }

    /// The path of the document that an edge is written to.
    pub(super) fn edge(&self, edge: EdgeId) -> Arc<str> {
        let kind = self.graph.edge_type(edge);
        let piece = self.graph.evidence_of_edge(edge).first();
        let known = self.graph.edge_document(edge).cloned();
        let same_section = || {
            let piece = piece?;
            self.sections.get(&(kind, &piece.work, piece.section.as_deref())).and_then(fullest)
        };
        let same_work = || self.works.get(&(kind, &piece?.work)).and_then(fullest);
        let same_type = || self.types.get(&kind).and_then(fullest);
        let like = known.or_else(same_section).or_else(same_work).or_else(same_type);
        like.unwrap_or_else(|| self.node(self.graph.ends(edge).0))
    }
}

fn add(counts: &mut Counts, path: &Arc<str>) {
    *counts.entry(path.clone()).or_default() += 1;
}

/// The document with most; of equals the first.
fn fullest(counts: &Counts) -> Option<Arc<str>> {
    let most = counts.values().max()?;
    counts.iter().find(|(_, count)| *count == most).map(|(path, _)| path.clone())
}
