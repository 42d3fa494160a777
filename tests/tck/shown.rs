//! From the engine's values to values as a reader sees them, and from there to text of one form:
//! two values are the same for the TCK exactly where their texts are.

use actant::graph::{Graph, KeyId, View};
use actant::value::{EdgeId, Map, NodeId, Path, Value};

use super::expected::{Entries, NodeShown, PathShown, RelationshipShown, Shown};

/// Whether the order of a list's items counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lists {
    /// `[1, 2]` is not `[2, 1]`.
    Ordered,
    /// `[1, 2]` is `[2, 1]`.
    Unordered,
}

/// What the value holds. The TCK writes instants and durations as text.
pub(crate) fn show(graph: &Graph, value: &Value) -> Shown {
    match value {
        Value::Null => Shown::Null,
        Value::Boolean(x) => Shown::Boolean(*x),
        Value::Integer(x) => Shown::Integer(*x),
        Value::Float(x) => Shown::Float(*x),
        Value::String(x) => Shown::String(x.to_string()),
        Value::List(items) => Shown::List(items.iter().map(|item| show(graph, item)).collect()),
        Value::Map(entries) => Shown::Map(show_map(graph, entries)),
        Value::Node(node) => Shown::Node(show_node(graph, *node)),
        Value::Relationship(edge) => Shown::Relationship(show_edge(graph, *edge)),
        Value::Path(path) => Shown::Path(show_path(graph, path)),
        Value::Temporal(instant) => Shown::String(instant.to_string()),
        Value::Duration(amount) => Shown::String(amount.to_string()),
    }
}

fn show_map(graph: &Graph, map: &Map) -> Entries {
    map.iter().map(|(key, value)| (key.to_string(), show(graph, value))).collect()
}

fn show_properties(graph: &Graph, properties: &[(KeyId, Value)]) -> Entries {
    let name = |key: &KeyId| graph.symbols().key_name(*key).to_string();
    properties.iter().map(|(key, value)| (name(key), show(graph, value))).collect()
}

fn show_node(graph: &Graph, node: NodeId) -> NodeShown {
    let labels = graph.labels(node).iter();
    NodeShown {
        labels: labels.map(|label| graph.symbols().label_name(*label).to_string()).collect(),
        properties: show_properties(graph, &graph.node_properties(node)),
    }
}

fn show_edge(graph: &Graph, edge: EdgeId) -> RelationshipShown {
    RelationshipShown {
        kind: graph.symbols().type_name(graph.edge_type(edge)).to_string(),
        properties: show_properties(graph, &graph.edge_properties(edge)),
    }
}

fn show_path(graph: &Graph, path: &Path) -> PathShown {
    let step = |(at, edge): (usize, &EdgeId)| {
        let forward = graph.ends(*edge) == (path.nodes[at], path.nodes[at + 1]);
        (forward, show_edge(graph, *edge), show_node(graph, path.nodes[at + 1]))
    };
    PathShown { start: show_node(graph, path.nodes[0]), steps: path.edges.iter().enumerate().map(step).collect() }
}

/// The one text of a value.
pub(crate) fn text(value: &Shown, lists: Lists) -> String {
    match value {
        Shown::Null => "null".to_owned(),
        Shown::Boolean(x) => x.to_string(),
        Shown::Integer(x) => x.to_string(),
        // Both zeros are one number; `+ 0.0` turns the negative one into the other.
        Shown::Float(x) => format!("{:?}", x + 0.0),
        Shown::String(x) => format!("'{}'", x.replace('\\', "\\\\").replace('\'', "\\'")),
        Shown::List(items) => list_text(items, lists),
        Shown::Map(entries) => entries_text(entries, lists),
        Shown::Node(node) => node_text(node, lists),
        Shown::Relationship(relationship) => relationship_text(relationship, lists),
        Shown::Path(path) => path_text(path, lists),
    }
}

fn list_text(items: &[Shown], lists: Lists) -> String {
    let mut texts: Vec<String> = items.iter().map(|item| text(item, lists)).collect();
    if lists == Lists::Unordered {
        texts.sort();
    }
    format!("[{}]", texts.join(", "))
}

fn entries_text(entries: &Entries, lists: Lists) -> String {
    let texts: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {}", text(value, lists))).collect();
    format!("{{{}}}", texts.join(", "))
}

/// Properties after a label or type: nothing where there are none.
fn properties_text(before: &str, properties: &Entries, lists: Lists) -> String {
    match (before.is_empty(), properties.is_empty()) {
        (_, true) => before.to_owned(),
        (true, false) => entries_text(properties, lists),
        (false, false) => format!("{before} {}", entries_text(properties, lists)),
    }
}

fn node_text(node: &NodeShown, lists: Lists) -> String {
    let labels: String = node.labels.iter().map(|label| format!(":{label}")).collect();
    format!("({})", properties_text(&labels, &node.properties, lists))
}

fn relationship_text(relationship: &RelationshipShown, lists: Lists) -> String {
    format!("[{}]", properties_text(&format!(":{}", relationship.kind), &relationship.properties, lists))
}

fn path_text(path: &PathShown, lists: Lists) -> String {
    let mut all = node_text(&path.start, lists);
    for (forward, relationship, node) in &path.steps {
        let (left, right) = if *forward { ("-", "->") } else { ("<-", "-") };
        all += &format!("{left}{}{right}{}", relationship_text(relationship, lists), node_text(node, lists));
    }
    format!("<{all}>")
}
