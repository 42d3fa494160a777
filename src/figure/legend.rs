//! What the shapes and lines of a picture mean: only those that occur in it.

use std::collections::BTreeMap;

use super::{Edge, Line, Node, style, words};
use crate::graph::Schema;

/// The labels, types and statuses that occur, in the schema's order, then those it does not know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Legend {
    /// The labels.
    pub labels: Vec<LegendLabel>,
    /// The relationship types.
    pub types: Vec<LegendType>,
    /// The statuses.
    pub statuses: Vec<LegendStatus>,
    /// Where two views are compared: which of them shows a relation, and how its line looks then.
    pub views: Vec<LegendView>,
}

/// A label and how its nodes look.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendLabel {
    /// The label.
    pub label: String,
    /// The Graphviz shape.
    pub shape: String,
    /// The colour it is filled with.
    pub fill: String,
    /// How many nodes of the picture have it.
    pub count: usize,
}

/// A relationship type and how its edges look.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendType {
    /// The type.
    pub kind: String,
    /// What it says, in words.
    pub words: String,
    /// The line of a plain edge.
    pub line: Line,
    /// How many edges of the picture have it.
    pub count: usize,
}

/// Which of two views shows relations, and how their lines look.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendView {
    /// Which, in words.
    pub words: String,
    /// The line.
    pub line: Line,
    /// How many edges of the picture have it.
    pub count: usize,
}

/// A status and how it changes a line.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendStatus {
    /// The status.
    pub status: String,
    /// What it means.
    pub description: String,
    /// The Graphviz style.
    pub style: String,
    /// The Graphviz arrowhead, where the status has one of its own.
    pub arrow: Option<String>,
    /// Whether the line is doubled.
    pub double: bool,
    /// How many edges of the picture have it.
    pub count: usize,
}

impl Legend {
    /// The legend of these nodes and edges.
    pub(super) fn of(schema: Option<&Schema>, nodes: &[Node], edges: &[Edge]) -> Legend {
        let labels = nodes.iter().flat_map(|node| &node.labels).map(String::as_str);
        let types = edges.iter().map(|edge| &*edge.kind);
        let statuses = edges.iter().filter_map(|edge| edge.status.as_deref());
        let label_order = schema.iter().flat_map(|schema| &schema.labels).map(|rule| &*rule.label);
        let type_order = schema.iter().flat_map(|schema| &schema.types).map(|rule| &*rule.name);
        let status_order = schema.iter().flat_map(|schema| &schema.statuses).map(|rule| &*rule.status);
        Legend {
            labels: counted(labels, label_order).map(|(name, count)| label(schema, name, count)).collect(),
            types: counted(types, type_order).map(|(name, count)| kind(schema, name, count)).collect(),
            statuses: counted(statuses, status_order).map(|(name, count)| status(schema, name, count)).collect(),
            views: Vec::new(),
        }
    }
}

fn counted<'a>(
    names: impl Iterator<Item = &'a str>,
    order: impl Iterator<Item = &'a str>,
) -> impl Iterator<Item = (&'a str, usize)> {
    let mut counts = BTreeMap::new();
    names.for_each(|name| *counts.entry(name).or_insert(0) += 1);
    let known: Vec<_> = order.filter_map(|name| counts.remove_entry(name)).collect();
    known.into_iter().chain(counts)
}

fn label(schema: Option<&Schema>, name: &str, count: usize) -> LegendLabel {
    let label = name.to_owned();
    let (shape, fill) = style::node(schema, std::slice::from_ref(&label));
    LegendLabel { label, shape, fill, count }
}

fn kind(schema: Option<&Schema>, name: &str, count: usize) -> LegendType {
    LegendType { kind: name.into(), words: words::of_type(schema, name), line: style::line(schema, name), count }
}

fn status(schema: Option<&Schema>, name: &str, count: usize) -> LegendStatus {
    let rule = schema.and_then(|schema| schema.status(name));
    LegendStatus {
        status: name.into(),
        description: rule.map_or_else(String::new, |rule| rule.description.clone()),
        style: style::status_style(schema, name),
        arrow: style::status_arrow(name).map(str::to_owned),
        double: style::status_double(name),
        count,
    }
}
