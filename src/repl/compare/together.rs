//! What is in two graphs, by what it says: nodes by their id, relations by ends, type and properties.

use std::collections::BTreeMap;

use crate::diagnostic::Outcome;
use crate::graph::{Graph, KeyId, Store, View, Way};
use crate::show;
use crate::value::{EdgeId, NodeId, Value};

/// Relations by what they say.
pub(super) type Relations = BTreeMap<String, EdgeId>;

/// Which relations are wanted: at a node, by its id, and of a type.
#[derive(Clone, Copy, Default)]
pub(super) struct Only<'a> {
    pub(super) node: Option<&'a str>,
    pub(super) kind: Option<&'a str>,
}

/// The relations of a graph that stand. O(n log n).
pub(super) fn relations(graph: &Graph, only: Only<'_>, stands: &dyn Fn(EdgeId) -> bool) -> Relations {
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    graph.nodes(&mut nodes);
    nodes.iter().for_each(|node| graph.edges_of(*node, Way::Out, &[], &mut edges));
    let is = |node: NodeId| only.node.is_none_or(|id| graph.node_text(node, "id").as_deref() == Some(id));
    let mut found = Relations::new();
    for (edge, _) in edges {
        let (from, to) = graph.ends(edge);
        let fits = only.kind.is_none_or(|kind| &**graph.symbols().type_name(graph.edge_type(edge)) == kind);
        if fits && (is(from) || is(to)) && stands(edge) {
            found.insert(key(graph, edge, &found), edge);
        }
    }
    found
}

/// What tells a relation from every other, in whatever graph.
fn key(graph: &Graph, edge: EdgeId, taken: &Relations) -> String {
    let (from, to) = graph.ends(edge);
    let id = |node: NodeId| graph.node_text(node, "id").unwrap_or_default();
    let mut properties: Vec<String> = graph
        .edge_properties(edge)
        .iter()
        .map(|(key, value)| format!("{}={}", graph.symbols().key_name(*key), show::cell_text(graph, value)))
        .collect();
    properties.sort();
    let kind = graph.symbols().type_name(graph.edge_type(edge));
    let mut key = format!("{}\t{kind}\t{}\t{}", id(from), id(to), properties.join("\t"));
    // Two that say the same are told apart by their number.
    while taken.contains_key(&key) {
        key.push('+');
    }
    key
}

/// The nodes of a graph that have an id.
pub(super) fn nodes(graph: &Graph, only: Only<'_>) -> BTreeMap<String, NodeId> {
    let mut nodes = Vec::new();
    graph.nodes(&mut nodes);
    let named = nodes.into_iter().filter_map(|node| Some((graph.node_text(node, "id")?.to_string(), node)));
    named.filter(|(id, _)| only.node.is_none_or(|wanted| wanted == id)).collect()
}

/// How a node or relation of one graph differs from the same in another: its keys, and `evidence`.
pub(super) fn differences(first: (&Graph, Record), second: (&Graph, Record)) -> Vec<String> {
    let (mut a, b) = (said(first), said(second));
    let mut keys: Vec<String> =
        b.iter().filter(|(key, text)| a.remove(*key).as_ref() != Some(*text)).map(|(key, _)| key.clone()).collect();
    keys.extend(a.into_keys());
    keys.sort();
    keys
}

/// A node, or a relation.
#[derive(Clone, Copy)]
pub(super) enum Record {
    Node(NodeId),
    Edge(EdgeId),
}

/// All that a record says, by its keys.
fn said((graph, record): (&Graph, Record)) -> BTreeMap<String, String> {
    let (properties, evidence) = match record {
        Record::Node(node) => (graph.node_properties(node), graph.node_evidence(node)),
        Record::Edge(edge) => (graph.edge_properties(edge), graph.edge_evidence(edge)),
    };
    let named = properties
        .iter()
        .map(|(key, value)| (graph.symbols().key_name(*key).to_string(), show::cell_text(graph, value)));
    let mut said: BTreeMap<String, String> = named.collect();
    said.insert("evidence".into(), format!("{evidence:?}"));
    if let Record::Node(node) = record {
        let labels = graph.labels(node).iter().map(|label| graph.symbols().label_name(*label).to_string());
        said.insert("labels".into(), labels.collect::<Vec<String>>().join(", "));
    }
    said
}

/// One graph with all that is in two: the first, and what only the second has.
///
/// # Errors
/// Where a record can't be put beside the others.
pub(super) fn together(first: &Graph, second: &Graph) -> Outcome<Graph> {
    let mut both = first.clone();
    let known = relations(first, Only::default(), &|_| true);
    for (id, node) in nodes(second, Only::default()) {
        if both.node_by_id(&id).is_none() {
            add_node(&mut both, second, node)?;
        }
    }
    for (key, edge) in relations(second, Only::default(), &|_| true) {
        if !known.contains_key(&key) {
            add_edge(&mut both, second, edge)?;
        }
    }
    Ok(both)
}

fn add_node(into: &mut Graph, from: &Graph, node: NodeId) -> Outcome<NodeId> {
    let names = from.labels(node).iter().map(|label| from.symbols().label_name(*label).clone());
    let labels = names.map(|name| into.symbols_mut().label(&name)).collect();
    let properties = translated(into, from, from.node_properties(node).into_owned());
    let added = into.add_node(labels, properties)?;
    into.rest_node(added, from.node_evidence(node).into_owned())?;
    Ok(added)
}

/// A relation between nodes that are both there; one at a node without an id is passed over.
fn add_edge(into: &mut Graph, from: &Graph, edge: EdgeId) -> Outcome<()> {
    let (start, end) = from.ends(edge);
    let place = |node: NodeId| from.node_text(node, "id").and_then(|id| into.node_by_id(&id));
    let (Some(start), Some(end)) = (place(start), place(end)) else { return Ok(()) };
    let kind = into.symbols_mut().relationship_type(from.symbols().type_name(from.edge_type(edge)));
    let properties = translated(into, from, from.edge_properties(edge).into_owned());
    let added = into.add_edge(start, kind, end, properties)?;
    into.rest_edge(added, from.edge_evidence(edge).into_owned())
}

/// Properties of one graph with the keys of another.
fn translated(into: &mut Graph, from: &Graph, properties: Vec<(KeyId, Value)>) -> Vec<(KeyId, Value)> {
    let key = |key: KeyId| from.symbols().key_name(key);
    properties.into_iter().map(|(old, value)| (into.symbols_mut().key(key(old)), value)).collect()
}
