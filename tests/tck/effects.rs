//! Side effects: what a query left changed (TCK README, "Side effects of executing a query").

use std::collections::{BTreeMap, BTreeSet};

use actant::graph::{Graph, KeyId, View, Way};
use actant::value::{EdgeId, NodeId, Value};

use super::shown::{Lists, show, text};

/// Counts by name, such as `+nodes`; what is not named is zero.
pub(crate) type Effects = BTreeMap<String, usize>;

/// Everything about a graph that can count as a side effect.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    nodes: BTreeSet<NodeId>,
    relationships: BTreeSet<EdgeId>,
    /// The distinct labels of the whole graph, however many nodes have them.
    labels: BTreeSet<String>,
    /// Whose, key, value: a changed value is one property less and one more.
    properties: BTreeSet<(Owner, String, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    Node(NodeId),
    Relationship(EdgeId),
}

impl Snapshot {
    /// The graph as it is now.
    pub(crate) fn of(graph: &Graph) -> Snapshot {
        let mut snapshot = Snapshot::default();
        let mut nodes = Vec::new();
        graph.nodes(&mut nodes);
        for node in nodes {
            snapshot.add_node(graph, node);
            let mut edges = Vec::new();
            graph.edges_of(node, Way::Out, &[], &mut edges);
            edges.iter().for_each(|(edge, _)| snapshot.add_edge(graph, *edge));
        }
        snapshot
    }

    fn add_node(&mut self, graph: &Graph, node: NodeId) {
        self.nodes.insert(node);
        let names = graph.labels(node).iter().map(|label| graph.symbols().label_name(*label).to_string());
        self.labels.extend(names);
        self.add_properties(graph, Owner::Node(node), &graph.node_properties(node));
    }

    fn add_edge(&mut self, graph: &Graph, edge: EdgeId) {
        self.relationships.insert(edge);
        self.add_properties(graph, Owner::Relationship(edge), &graph.edge_properties(edge));
    }

    fn add_properties(&mut self, graph: &Graph, owner: Owner, properties: &[(KeyId, Value)]) {
        for (key, value) in properties {
            let key = graph.symbols().key_name(*key).to_string();
            self.properties.insert((owner, key, text(&show(graph, value), Lists::Ordered)));
        }
    }

    /// What has changed from this snapshot to a later one.
    pub(crate) fn effects(&self, after: &Snapshot) -> Effects {
        let mut effects = Effects::new();
        count("nodes", &self.nodes, &after.nodes, &mut effects);
        count("relationships", &self.relationships, &after.relationships, &mut effects);
        count("labels", &self.labels, &after.labels, &mut effects);
        count("properties", &self.properties, &after.properties, &mut effects);
        effects
    }
}

fn count<T: Ord>(name: &str, before: &BTreeSet<T>, after: &BTreeSet<T>, effects: &mut Effects) {
    let added = after.difference(before).count();
    let removed = before.difference(after).count();
    let counts = [('+', added), ('-', removed)].into_iter().filter(|(_, count)| *count > 0);
    effects.extend(counts.map(|(sign, count)| (format!("{sign}{name}"), count)));
}

/// The counts as one line, for a message.
pub(crate) fn effects_text(effects: &Effects) -> String {
    if effects.is_empty() {
        return "none".to_owned();
    }
    let counts: Vec<String> = effects.iter().map(|(name, count)| format!("{name} {count}")).collect();
    counts.join(", ")
}
