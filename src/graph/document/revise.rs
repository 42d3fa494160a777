//! Documents with the changes of a graph worked into them: what was not touched stays as it is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Source;
use super::canonical::{self, Line};
use super::finding::{Findings, Report};
use super::homes::Homes;
use super::read::{self, Record};
use super::vocabulary::Vocabulary;
use super::write::{edge_line, live_edges, node_line};
use crate::graph::journal::Touched;
use crate::graph::{Editable, Graph, Schema, View};
use crate::value::{EdgeId, NodeId};

/// The documents that a graph was read from, and those that new records need, with the changes made
/// since: sorted by path, all of them, also those that stay as they were.
///
/// A record that says what it said before keeps its text byte for byte; a changed one is written in
/// canonical form, in its place; a deleted one is left out. Where the records of a document stood in
/// canonical order they do so afterwards, else new ones come last. A document that lost all its records
/// stays, empty; one that is not among the originals is written anew. Linear in the number of records
/// and in the length of the documents that change.
///
/// # Errors
/// Where a document is none: it was changed after the graph was read.
pub fn revise(graph: &Graph, originals: &[Source]) -> Result<Vec<Source>, Findings> {
    let schema = graph.schema().cloned().unwrap_or_else(|| Arc::new(Schema::default()));
    let touched = graph.touched();
    let graph = &*graph.editable();
    let revision = Revision { graph, vocabulary: &Vocabulary::new(&schema), homes: Homes::new(graph) };
    let contents = revision.contents(&touched);
    let mut revised: BTreeMap<&str, Source> =
        originals.iter().map(|source| (source.path.as_str(), source.clone())).collect();
    for (path, content) in &contents {
        let text = match revised.get(&**path) {
            Some(_) if !content.changed => continue,
            Some(source) => revision.document(source, content)?,
            None => canonical::document(revision.node_lines(content), revision.edge_lines(content)),
        };
        revised.insert(path, Source::new(&**path, text));
    }
    Ok(revised.into_values().collect())
}

/// The records that a document is to hold.
#[derive(Default)]
struct Content {
    nodes: Vec<NodeId>,
    edges: Vec<EdgeId>,
    /// Whether one of them, or one that was deleted, was touched.
    changed: bool,
}

struct Revision<'g> {
    graph: &'g Editable,
    vocabulary: &'g Vocabulary<'g>,
    homes: Homes<'g>,
}

impl Revision<'_> {
    fn contents(&self, touched: &Touched) -> BTreeMap<Arc<str>, Content> {
        let mut contents: BTreeMap<Arc<str>, Content> = BTreeMap::new();
        let mut nodes = Vec::with_capacity(self.graph.node_count());
        self.graph.nodes(&mut nodes);
        for edge in live_edges(self.graph, &nodes) {
            contents.entry(self.homes.edge(edge)).or_default().edges.push(edge);
        }
        for node in nodes {
            contents.entry(self.homes.node(node)).or_default().nodes.push(node);
        }
        for node in &touched.nodes {
            if self.graph.node_document(*node).is_some() || !self.graph.node_deleted(*node) {
                contents.entry(self.homes.node(*node)).or_default().changed = true;
            }
        }
        for edge in &touched.edges {
            if self.graph.edge_document(*edge).is_some() || !self.graph.edge_deleted(*edge) {
                contents.entry(self.homes.edge(*edge)).or_default().changed = true;
            }
        }
        contents
    }

    fn document(&self, source: &Source, content: &Content) -> Result<String, Findings> {
        worked_into(self.vocabulary, source, self.node_lines(content), self.edge_lines(content))
    }

    fn node_lines(&self, content: &Content) -> Vec<Line> {
        content.nodes.iter().map(|node| node_line(self.graph, self.vocabulary, *node)).collect()
    }

    fn edge_lines(&self, content: &Content) -> Vec<Line> {
        content.edges.iter().map(|edge| edge_line(self.graph, self.vocabulary, *edge)).collect()
    }
}

/// A document that is to hold these records: what it says already stays as it is written, byte for byte.
pub(super) fn worked_into(
    vocabulary: &Vocabulary,
    source: &Source,
    nodes: Vec<Line>,
    edges: Vec<Line>,
) -> Result<String, Findings> {
    let mut report = Report::new(std::slice::from_ref(source));
    let read = read::document(&source.text, 0, &mut report);
    report.finish()?;
    let node_texts = written(&read.nodes, |record| canonical::node(vocabulary, &record.fields));
    let edge_texts = written(&read.edges, |record| canonical::edge(vocabulary, &record.fields));
    Ok(canonical::frame(&settle(node_texts, nodes), &settle(edge_texts, edges)))
}

/// A record as it is written, and as a canonical line.
type Written<'t> = (&'t str, Line);

fn written<'t>(records: &[Record<'t>], line: impl Fn(&Record) -> Line) -> Vec<Written<'t>> {
    records.iter().map(|record| (record.text(), line(record))).collect()
}

/// The texts of a list: `before` as it is written, `lines` as it is to be. What says the same keeps its text
/// and its place, what names the same nodes takes the place of what is gone, the rest comes after it.
fn settle(before: Vec<Written<'_>>, lines: Vec<Line>) -> Vec<String> {
    let sorted = before.iter().map(|(_, line)| line).is_sorted();
    let mut places = Places::new(&before);
    let mut settled: Vec<Option<(Line, String)>> = before.iter().map(|_| None).collect();
    let mut changed = Vec::new();
    for line in lines {
        match places.same(&line) {
            Some(at) => settled[at] = Some((line, before[at].0.to_owned())),
            None => changed.push(line),
        }
    }
    for line in changed {
        let text = line.text().to_owned();
        match places.namesake(&line) {
            Some(at) => settled[at] = Some((line, text)),
            None => settled.push(Some((line, text))),
        }
    }
    let mut settled: Vec<(Line, String)> = settled.into_iter().flatten().collect();
    if sorted {
        settled.sort_by(|(a, _), (b, _)| a.cmp(b));
    }
    settled.into_iter().map(|(_, text)| text).collect()
}

/// The places of a list that nothing has been put into yet.
struct Places<'l> {
    by_text: FxHashMap<&'l str, Vec<usize>>,
    by_names: FxHashMap<String, Vec<usize>>,
    taken: Vec<bool>,
}

impl<'l> Places<'l> {
    fn new(before: &'l [Written<'_>]) -> Places<'l> {
        let (mut by_text, mut by_names): (FxHashMap<_, Vec<usize>>, FxHashMap<_, Vec<usize>>) = Default::default();
        // The last first, so that the first is the first to be taken away again.
        for (at, (_, line)) in before.iter().enumerate().rev() {
            by_text.entry(line.text()).or_default().push(at);
            by_names.entry(line.name()).or_default().push(at);
        }
        Places { by_text, by_names, taken: vec![false; before.len()] }
    }

    /// The place of a record that says the same.
    fn same(&mut self, line: &Line) -> Option<usize> {
        let at = self.by_text.get_mut(line.text())?.pop()?;
        self.taken[at] = true;
        Some(at)
    }

    /// The first free place of a record of the same name, or between the same nodes.
    fn namesake(&mut self, line: &Line) -> Option<usize> {
        let places = self.by_names.get_mut(&line.name())?;
        while let Some(at) = places.pop() {
            if !std::mem::replace(&mut self.taken[at], true) {
                return Some(at);
            }
        }
        None
    }
}
