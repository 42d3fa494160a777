//! A graph as documents.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Source;
use super::canonical::{self, Line};
use super::homes::Homes;
use super::json::{Entries, Json};
use super::vocabulary::Vocabulary;
use crate::graph::{Editable, Evidence, Graph, KeyId, Schema, View, Way};
use crate::value::{EdgeId, NodeId, Value};

/// The graph as canonical documents, sorted by path. Every record goes back to the document it was read
/// from, and an added one to where its like stand (see [`super::revise()`]).
///
/// A document all of whose records are gone is not among them. O(n log n) in the number of records.
pub fn write(graph: &Graph) -> Vec<Source> {
    let schema = graph.schema().cloned().unwrap_or_else(|| Arc::new(Schema::default()));
    let vocabulary = Vocabulary::new(&schema);
    let graph = &*graph.editable();
    let homes = Homes::new(graph);
    let mut documents: BTreeMap<Arc<str>, (Vec<Line>, Vec<Line>)> = BTreeMap::new();
    let mut nodes = Vec::with_capacity(graph.node_count());
    graph.nodes(&mut nodes);
    for node in &nodes {
        documents.entry(homes.node(*node)).or_default().0.push(node_line(graph, &vocabulary, *node));
    }
    for edge in live_edges(graph, &nodes) {
        documents.entry(homes.edge(edge)).or_default().1.push(edge_line(graph, &vocabulary, edge));
    }
    let written =
        documents.into_iter().map(|(path, (nodes, edges))| Source::new(&*path, canonical::document(nodes, edges)));
    written.collect()
}

/// The canonical line of a node.
pub(super) fn node_line(graph: &Editable, vocabulary: &Vocabulary, node: NodeId) -> Line {
    canonical::node(vocabulary, &node_fields(graph, node))
}

/// The canonical line of an edge.
pub(super) fn edge_line(graph: &Editable, vocabulary: &Vocabulary, edge: EdgeId) -> Line {
    canonical::edge(vocabulary, &edge_fields(graph, edge))
}

pub(super) fn live_edges(graph: &Editable, nodes: &[NodeId]) -> Vec<EdgeId> {
    let mut edges = Vec::with_capacity(graph.edge_count());
    for node in nodes {
        graph.edges_of(*node, Way::Out, &[], &mut edges);
    }
    edges.into_iter().map(|(edge, _)| edge).collect()
}

fn node_fields(graph: &Editable, node: NodeId) -> Entries<'_> {
    let symbols = graph.symbols();
    let labels = graph.labels(node).iter().map(|label| text(symbols.label_name(*label)));
    let mut fields = vec![(Cow::Borrowed("labels"), Json::List(labels.collect()))];
    properties(graph, graph.properties_of_node(node), &mut fields);
    evidence(graph.evidence_of_node(node), &mut fields);
    fields
}

fn edge_fields(graph: &Editable, edge: EdgeId) -> Entries<'_> {
    let (from, to) = graph.ends(edge);
    let mut fields = vec![
        (Cow::Borrowed("from"), Json::Text(id(graph, from))),
        (Cow::Borrowed("type"), text(graph.symbols().type_name(graph.edge_type(edge)))),
        (Cow::Borrowed("to"), Json::Text(id(graph, to))),
    ];
    properties(graph, graph.properties_of_edge(edge), &mut fields);
    evidence(graph.evidence_of_edge(edge), &mut fields);
    fields
}

fn id(graph: &Editable, node: NodeId) -> Cow<'_, str> {
    graph.node_text(node, "id").map_or(Cow::Borrowed(""), |id| Cow::Owned(id.to_string()))
}

fn properties<'g>(graph: &'g Editable, properties: &'g [(KeyId, Value)], fields: &mut Entries<'g>) {
    let symbols = graph.symbols();
    fields.extend(properties.iter().map(|(key, value)| (Cow::Borrowed(&**symbols.key_name(*key)), json(value))));
}

fn evidence<'g>(pieces: &'g [Evidence], fields: &mut Entries<'g>) {
    fields.push((Cow::Borrowed("evidence"), Json::List(pieces.iter().map(piece).collect())));
}

fn piece(piece: &Evidence) -> Json<'_> {
    let citing = Json::List(piece.citing.iter().map(text).collect());
    let parts = [
        ("work", Some(text(&piece.work))),
        ("section", piece.section.as_ref().map(text)),
        ("page", piece.page.as_ref().map(text)),
        ("phrase", piece.phrase.as_ref().map(text)),
        ("printed", piece.printed.as_ref().map(text)),
        ("citing", Some(citing)),
    ];
    Json::Object(parts.into_iter().filter_map(|(key, part)| Some((Cow::Borrowed(key), part?))).collect())
}

fn text(text: &Arc<str>) -> Json<'_> {
    Json::Text(Cow::Borrowed(text))
}

/// A property's value as JSON; instants and durations become text.
fn json(value: &Value) -> Json<'_> {
    match value {
        // A property never holds a part of the graph.
        Value::Null | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => Json::Null,
        Value::Boolean(value) => Json::Boolean(*value),
        Value::Integer(number) => Json::Integer(*number),
        Value::Float(number) => Json::Float(*number),
        Value::String(string) => text(string),
        Value::List(items) => Json::List(items.iter().map(json).collect()),
        Value::Map(map) => Json::Object(map.iter().map(|(key, value)| (Cow::Borrowed(&**key), json(value))).collect()),
        Value::Temporal(instant) => Json::Text(Cow::Owned(instant.to_string())),
        Value::Duration(amount) => Json::Text(Cow::Owned(amount.to_string())),
    }
}
