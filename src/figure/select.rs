//! Which nodes and edges a picture shows.

use std::collections::BTreeSet;

use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::{View, Way};
use crate::session::Answer;
use crate::value::{EdgeId, NodeId, Value};

/// Nodes and edges, each once.
#[derive(Default)]
pub(crate) struct Selection {
    pub(crate) nodes: BTreeSet<NodeId>,
    pub(crate) edges: BTreeSet<EdgeId>,
}

impl Selection {
    /// Everything there is.
    pub(crate) fn whole(view: &dyn View) -> Selection {
        let mut nodes = Vec::with_capacity(view.node_count());
        view.nodes(&mut nodes);
        let nodes: BTreeSet<NodeId> = nodes.into_iter().collect();
        Selection { edges: among(view, &nodes), nodes }
    }

    /// These, with the ends of the edges, without what is deleted.
    pub(super) fn of(view: &dyn View, nodes: &[NodeId], edges: &[EdgeId]) -> Selection {
        let nodes = nodes.iter().copied().collect();
        let edges = edges.iter().copied().collect();
        Selection { nodes, edges }.closed(view)
    }

    /// What lies within `depth` steps of a node, whichever way the edges point, and all edges among it.
    pub(crate) fn around(view: &dyn View, node: NodeId, depth: usize) -> Selection {
        let mut nodes = BTreeSet::from([node]);
        let mut front = vec![node];
        let mut found = Vec::new();
        for _ in 0..depth {
            found.clear();
            front.iter().for_each(|node| view.edges_of(*node, Way::Both, &[], &mut found));
            front = found.iter().map(|(_, other)| *other).filter(|other| nodes.insert(*other)).collect();
            if front.is_empty() {
                break;
            }
        }
        Selection { edges: among(view, &nodes), nodes }
    }

    /// The nodes, relationships and paths in the rows, however deep in lists and maps.
    pub(crate) fn of_rows(view: &dyn View, answer: &Answer) -> Outcome<Selection> {
        let mut selection = Selection::default();
        let mut waiting: Vec<&Value> = answer.rows.iter().flatten().collect();
        while let Some(value) = waiting.pop() {
            selection.take(value, &mut waiting);
        }
        if selection.nodes.is_empty() && selection.edges.is_empty() {
            return Err(nothing_to_draw(answer));
        }
        Ok(selection.closed(view))
    }

    fn take<'a>(&mut self, value: &'a Value, waiting: &mut Vec<&'a Value>) {
        match value {
            Value::Node(node) => {
                self.nodes.insert(*node);
            }
            Value::Relationship(edge) => {
                self.edges.insert(*edge);
            }
            Value::Path(path) => {
                self.nodes.extend(&path.nodes);
                self.edges.extend(&path.edges);
            }
            Value::List(items) => waiting.extend(items.iter()),
            Value::Map(entries) => waiting.extend(entries.values()),
            Value::Null | Value::Boolean(_) | Value::Integer(_) | Value::Float(_) => {}
            Value::String(_) | Value::Temporal(_) | Value::Duration(_) => {}
        }
    }

    fn closed(mut self, view: &dyn View) -> Selection {
        self.edges.retain(|edge| !view.edge_deleted(*edge));
        for edge in &self.edges {
            let (from, to) = view.ends(*edge);
            self.nodes.extend([from, to]);
        }
        self.nodes.retain(|node| !view.node_deleted(*node));
        self
    }
}

/// All edges whose two ends are among these nodes. O(edges of the nodes).
pub(super) fn among(view: &dyn View, nodes: &BTreeSet<NodeId>) -> BTreeSet<EdgeId> {
    let mut out = Vec::new();
    nodes.iter().for_each(|node| view.edges_of(*node, Way::Out, &[], &mut out));
    out.into_iter().filter(|(_, to)| nodes.contains(to)).map(|(edge, _)| edge).collect()
}

fn nothing_to_draw(answer: &Answer) -> Box<Diagnostic> {
    if answer.rows.is_empty() && !answer.columns.is_empty() {
        let message = "the query returned no rows, so there is nothing to draw";
        return Box::new(Diagnostic::plain(Class::UsageError, message));
    }
    let message = "this query returns no nodes, relationships or paths to draw";
    let hint = "RETURN the variables of the pattern, such as `RETURN a, r, b`, or a path `RETURN p`";
    Box::new(Diagnostic::plain(Class::UsageError, message).hint(hint))
}
