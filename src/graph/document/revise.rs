//! Documents with the changes of a graph worked into them: what was not touched stays as it is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Source;
use super::canonical::{self, Line};
use super::finding::{Findings, Report};
use super::homes::Homes;
use super::read::{self, Record};
use super::vocabulary::Vocabulary;
use super::write::{edge_line, node_line};
use crate::graph::journal::Touched;
use crate::graph::{Graph, Schema, View};
use crate::value::{EdgeId, NodeId};

/// The documents that a graph was read from, and those that new records need, with the changes made
/// since: sorted by path, all of them, also those that stay as they were.
///
/// A record that nothing touched keeps its text byte for byte; a changed one is written in canonical
/// form, in its place; a deleted one is left out. Where the records of a document stood in canonical
/// order they do so afterwards, else new ones come last. A document that lost all its records stays,
/// empty; one that is not among the originals is written anew. Linear in the length of the documents that change, and in the number of records.
///
/// # Errors
/// Where a document is none: it was changed after the graph was read.
pub fn revise(graph: &Graph, originals: &[Source]) -> Result<Vec<Source>, Findings> {
    let schema = graph.schema().cloned().unwrap_or_else(|| Arc::new(Schema::default()));
    let revision = Revision { graph, vocabulary: &Vocabulary::new(&schema), touched: graph.touched() };
    let contents = revision.contents();
    let mut revised: BTreeMap<&str, Source> =
        originals.iter().map(|source| (source.path.as_str(), source.clone())).collect();
    for (path, content) in &contents {
        let text = match revised.get(&**path) {
            Some(_) if !content.changed => continue,
            Some(source) => revision.document(source, content)?,
            None => revision.new_document(content),
        };
        revised.insert(path, Source::new(&**path, text));
    }
    Ok(revised.into_values().collect())
}

/// The records of a document: first those it was read with, deleted ones too, then those that are new.
#[derive(Default)]
struct Content {
    nodes: Vec<NodeId>,
    edges: Vec<EdgeId>,
    changed: bool,
}

/// A record on its way from one text to the next.
struct Piece<'t> {
    /// How it was written, and as a canonical line; nothing where it is new.
    before: Option<(&'t str, Line)>,
    after: After,
}

enum After {
    /// As it was.
    Same,
    Gone,
    Changed(Line),
}

struct Revision<'g> {
    graph: &'g Graph,
    vocabulary: &'g Vocabulary<'g>,
    touched: Touched,
}

impl Revision<'_> {
    /// Handles are given in the order of reading, so each document's records come in the order of its text.
    fn contents(&self) -> BTreeMap<Arc<str>, Content> {
        let homes = Homes::new(self.graph);
        let mut contents: BTreeMap<Arc<str>, Content> = BTreeMap::new();
        for node in self.graph.node_handles() {
            let known = self.graph.node_document(node).is_some();
            if known || !self.graph.node_deleted(node) {
                let content = contents.entry(homes.node(node)).or_default();
                content.nodes.push(node);
                content.changed |= self.touched.nodes.contains(&node);
            }
        }
        for edge in self.graph.edge_handles() {
            let known = self.graph.edge_document(edge).is_some();
            if known || !self.graph.edge_deleted(edge) {
                let content = contents.entry(homes.edge(edge)).or_default();
                content.edges.push(edge);
                content.changed |= self.touched.edges.contains(&edge);
            }
        }
        contents
    }

    fn document(&self, source: &Source, content: &Content) -> Result<String, Findings> {
        let mut report = Report::new(std::slice::from_ref(source));
        let read = read::document(&source.text, 0, &mut report);
        report.finish()?;
        let (old, new): (Vec<_>, Vec<_>) =
            content.nodes.iter().copied().partition(|node| self.graph.node_document(*node).is_some());
        let nodes = pieces(
            &read.nodes,
            &old,
            &new,
            |node| self.node(node),
            |record| canonical::node(self.vocabulary, &record.fields),
        );
        let (old, new): (Vec<_>, Vec<_>) =
            content.edges.iter().copied().partition(|edge| self.graph.edge_document(*edge).is_some());
        let edges = pieces(
            &read.edges,
            &old,
            &new,
            |edge| self.edge(edge),
            |record| canonical::edge(self.vocabulary, &record.fields),
        );
        Ok(canonical::frame(&settle(nodes), &settle(edges)))
    }

    fn new_document(&self, content: &Content) -> String {
        let nodes = content.nodes.iter().filter(|node| !self.graph.node_deleted(**node));
        let edges = content.edges.iter().filter(|edge| !self.graph.edge_deleted(**edge));
        canonical::document(
            nodes.map(|node| node_line(self.graph, self.vocabulary, *node)).collect(),
            edges.map(|edge| edge_line(self.graph, self.vocabulary, *edge)).collect(),
        )
    }

    fn node(&self, node: NodeId) -> After {
        if self.graph.node_deleted(node) {
            After::Gone
        } else if self.touched.nodes.contains(&node) {
            After::Changed(node_line(self.graph, self.vocabulary, node))
        } else {
            After::Same
        }
    }

    fn edge(&self, edge: EdgeId) -> After {
        if self.graph.edge_deleted(edge) {
            After::Gone
        } else if self.touched.edges.contains(&edge) {
            After::Changed(edge_line(self.graph, self.vocabulary, edge))
        } else {
            After::Same
        }
    }
}

/// The records of a list with what becomes of each; `old` are those it was read with, in its order.
fn pieces<'t, H: Copy>(
    records: &[Record<'t>],
    old: &[H],
    new: &[H],
    after: impl Fn(H) -> After,
    line: impl Fn(&Record) -> Line,
) -> Vec<Piece<'t>> {
    let before = records.iter().zip(old).map(|(record, handle)| {
        let before = Some((record.text(), line(record)));
        Piece { before, after: after(*handle) }
    });
    let added = new.iter().map(|handle| Piece { before: None, after: after(*handle) });
    before.chain(added).collect()
}

/// The texts of a list after the change, in their order.
fn settle(pieces: Vec<Piece<'_>>) -> Vec<String> {
    let sorted = pieces.iter().filter_map(|piece| piece.before.as_ref()).map(|(_, line)| line).is_sorted();
    let mut settled: Vec<(Line, String)> = pieces.into_iter().filter_map(settled).collect();
    if sorted {
        settled.sort_by(|(a, _), (b, _)| a.cmp(b));
    }
    settled.into_iter().map(|(_, text)| text).collect()
}

/// A record as it is to be written. What says the same as before keeps its text.
fn settled(piece: Piece<'_>) -> Option<(Line, String)> {
    match (piece.before, piece.after) {
        (_, After::Gone) | (None, After::Same) => None,
        (Some((text, line)), After::Same) => Some((line, text.to_owned())),
        (Some((text, before)), After::Changed(line)) if before == line => Some((line, text.to_owned())),
        (_, After::Changed(line)) => {
            let text = line.text().to_owned();
            Some((line, text))
        }
    }
}
