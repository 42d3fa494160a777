//! A graph together with what is wrong with its documents, and with the place of each of its records.

use std::cell::OnceCell;

use super::check::Check;
use super::finding::{Findings, Report};
use super::place::{Written, at_pointer, records};
use super::read::{self, Document};
use super::vocabulary::Vocabulary;
use super::{Source, fill, schema};
use crate::diagnostic::Span;
use crate::graph::Graph;
use crate::value::{EdgeId, NodeId};

/// A record of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    /// A node.
    Node(NodeId),
    /// An edge.
    Edge(EdgeId),
}

/// Where a record stands: the number of its document, and its own within the list of nodes or edges.
type Place = (usize, usize);

/// Documents that were read and checked.
#[derive(Debug)]
pub struct Examined {
    /// What could be read: where something is wrong with an edge's ends or type, it is without that edge.
    pub graph: Graph,
    /// What keeps the documents from being a graph; none where all is well.
    pub findings: Findings,
    /// Whether every document could be read.
    pub whole: bool,
    /// The documents.
    pub documents: Vec<Source>,
    nodes: Vec<Place>,
    edges: Vec<Place>,
    written: Vec<OnceCell<Written>>,
}

/// Reads documents and checks them against the schema. The time is linear in the length of the texts.
///
/// # Errors
/// What is wrong with the schema: nothing can be checked against such a schema.
pub fn examine(schema: &Source, documents: &[Source]) -> Result<Examined, Findings> {
    let rules = schema::read(schema)?;
    let vocabulary = Vocabulary::new(&rules);
    let mut report = Report::new(documents);
    let read: Vec<Document> =
        documents.iter().enumerate().map(|(at, source)| read::document(&source.text, at, &mut report)).collect();
    let mut check = Check::new(&vocabulary, &read, &mut report);
    let nodes = check.nodes();
    let (places, edges) =
        check.edges().into_iter().map(|(record, edge)| ((record.document, record.number), edge)).unzip();
    Ok(Examined {
        graph: fill::graph(&vocabulary, documents, nodes, edges),
        findings: report.findings(),
        whole: read.iter().all(|document| document.whole),
        documents: documents.to_vec(),
        nodes: read.iter().flat_map(|document| &document.nodes).map(|node| (node.document, node.number)).collect(),
        edges: places,
        written: documents.iter().map(|_| OnceCell::new()).collect(),
    })
}

impl Examined {
    /// Where a value of a record stands: the number of its document, and the place in it. The value is named
    /// by a JSON pointer (RFC 6901), such as `/evidence/0/phrase`; of what is not there, the place of what holds
    /// it. A document is read once more when the first of its places is asked for.
    pub fn place(&self, record: Record, pointer: &str) -> (usize, Span) {
        let (document, number) = match record {
            Record::Node(node) => self.nodes[node.0 as usize],
            Record::Edge(edge) => self.edges[edge.0 as usize],
        };
        let text = &self.documents[document].text;
        let written = self.written[document].get_or_init(|| records(text));
        let list = match record {
            Record::Node(_) => &written.nodes,
            Record::Edge(_) => &written.edges,
        };
        let whole = list.get(number).copied().unwrap_or_default();
        (document, at_pointer(text, whole, pointer))
    }
}

/// The place of what a JSON pointer leads to in a source, as far as it leads.
pub fn place_in(source: &Source, pointer: &str) -> Span {
    at_pointer(&source.text, Span::new(0, source.text.len()), pointer)
}
