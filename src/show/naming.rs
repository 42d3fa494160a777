//! What nodes and relationships are called.

use std::sync::Arc;

use crate::graph::{Schema, View};
use crate::value::{EdgeId, NodeId};

/// What a node is called: its name, else its title, text or id, else its labels.
pub fn name_of(view: &dyn View, node: NodeId) -> String {
    let keys = ["name", "title", "text", "id"];
    let text = keys.iter().find_map(|key| view.node_text(node, key)).filter(|text| !text.trim().is_empty());
    match text {
        Some(text) => text.to_string(),
        None => format!("({})", label_names(view, node).iter().map(|label| format!(":{label}")).collect::<String>()),
    }
}

/// A node's id, or where it has none, its name.
pub(crate) fn id_of(view: &dyn View, node: NodeId) -> String {
    view.node_text(node, "id").map_or_else(|| name_of(view, node), |id| id.to_string())
}

/// A node's labels.
pub fn label_names(view: &dyn View, node: NodeId) -> Vec<Arc<str>> {
    view.labels(node).iter().map(|label| view.symbols().label_name(*label).clone()).collect()
}

/// An edge's type.
pub(crate) fn type_name(view: &dyn View, edge: EdgeId) -> Arc<str> {
    view.symbols().type_name(view.edge_type(edge)).clone()
}

/// A relationship type as people write it: `MEMBER_OF` is `member-of`.
pub fn relation_name(relationship_type: &str) -> String {
    relationship_type.to_lowercase().replace('_', "-")
}

/// What a type says, from its first end or from its second: "is a member of", "has as member".
pub(crate) fn words(schema: Option<&Schema>, relationship_type: &str, forward: bool) -> String {
    let rule = schema.and_then(|schema| schema.relationship_type(relationship_type));
    match rule {
        Some(rule) if forward => rule.forward.clone(),
        Some(rule) => rule.backward.clone(),
        None if forward => relation_name(relationship_type).replace('-', " "),
        None => format!("{} (from)", relation_name(relationship_type).replace('-', " ")),
    }
}
