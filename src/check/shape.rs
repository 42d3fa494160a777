//! Nodes that nothing leads to.

use petgraph::unionfind::UnionFind;
use rustc_hash::{FxHashMap, FxHashSet};

use super::hit::{Hit, Subject};
use crate::graph::document::Record;
use crate::graph::{PropertyKind, Way};
use crate::value::NodeId;

/// Nodes without a relation that no record rests on either.
pub(super) fn alone(subject: &Subject<'_>) -> Vec<Hit> {
    let named = named(subject);
    let alone = unrelated(subject).into_iter().filter(|node| !named.contains(&subject.id(*node)));
    let hit = |node: NodeId| {
        let message = format!("`{}` has no relation, and nothing rests on it", subject.id(node));
        Hit::new(Record::Node(node), "/id", message).help("relate it to something, or take it out")
    };
    alone.map(hit).collect()
}

fn unrelated(subject: &Subject<'_>) -> Vec<NodeId> {
    subject.nodes.iter().copied().filter(|node| subject.view.degree(*node, Way::Both, &[]) == 0).collect()
}

/// The ids that evidence names, and those that properties do.
fn named(subject: &Subject<'_>) -> FxHashSet<String> {
    let mut named = FxHashSet::default();
    for piece in subject.records().flat_map(|record| subject.evidence(record)) {
        named.insert(piece.work.to_string());
        named.extend(piece.citing.iter().map(ToString::to_string));
    }
    let of_nodes = subject.schema.properties.iter().filter(|rule| rule.kind == PropertyKind::Node);
    for rule in of_nodes {
        named.extend(subject.records().filter_map(|record| subject.text(record, &rule.name)));
    }
    named
}

/// Parts of the graph that are joined to nothing else, but the largest; each at its first node.
pub(super) fn apart(subject: &Subject<'_>) -> Vec<Hit> {
    let alone: FxHashSet<NodeId> = unrelated(subject).into_iter().collect();
    let place: FxHashMap<NodeId, usize> = subject.nodes.iter().enumerate().map(|(at, node)| (*node, at)).collect();
    let mut joined = UnionFind::new(subject.nodes.len());
    for edge in &subject.edges {
        let (from, to) = subject.view.ends(*edge);
        joined.union(place[&from], place[&to]);
    }
    let mut parts: FxHashMap<usize, Vec<NodeId>> = FxHashMap::default();
    for (at, node) in subject.nodes.iter().enumerate().filter(|(_, node)| !alone.contains(node)) {
        parts.entry(joined.find(at)).or_default().push(*node);
    }
    let mut parts: Vec<Vec<NodeId>> = parts.into_values().collect();
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part[0]));
    parts.iter().skip(1).map(|part| part_apart(subject, part)).collect()
}

fn part_apart(subject: &Subject<'_>, part: &[NodeId]) -> Hit {
    let ids: Vec<String> = part.iter().take(3).map(|node| format!("`{}`", subject.id(*node))).collect();
    let more = if part.len() > ids.len() { " …" } else { "" };
    let message = format!("{} nodes are joined to nothing else: {}{more}", part.len(), ids.join(", "));
    Hit::new(Record::Node(part[0]), "/id", message).help("no path leads here from the rest of the graph")
}
