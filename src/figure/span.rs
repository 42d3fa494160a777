//! The years for which a node or a relation was there, by the rules of the lenses.

use crate::graph::lens::{Years, edge_period, node_period};
use crate::graph::{Schema, View};
use crate::value::{EdgeId, NodeId};

/// The years of a relation; none where it has no date.
pub(super) fn of_edge(view: &dyn View, schema: Option<&Schema>, edge: EdgeId, kind: &str) -> Option<Years> {
    let lasting = schema.and_then(|schema| schema.relationship_type(kind)).is_some_and(|rule| rule.lasting);
    edge_period(view, edge).map(|period| period.years(lasting))
}

/// The years of a node; none where it has no date.
pub(super) fn of_node(view: &dyn View, schema: Option<&Schema>, node: NodeId, labels: &[String]) -> Option<Years> {
    let mut rules = labels.iter().filter_map(|label| schema?.label(label));
    let lasting = rules.any(|rule| rule.lasting);
    node_period(view, node).map(|period| period.years(lasting))
}
