//! What is to be drawn, before any format: nodes, edges and legend with names, shapes, lines and the
//! passages behind them, as plain values in an order that is the same every time.
//!
//! A figure borrows nothing from its graph: a layout or a writer needs the figure alone.

mod build;
mod compare;
mod legend;
mod notes;
mod select;
mod side;
mod span;
mod style;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::counted;
use crate::graph::lens::Years;
pub use legend::{Legend, LegendLabel, LegendStatus, LegendType, LegendView};
pub(crate) use select::Selection;

/// A picture of a part of a graph, or of all of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// What the picture is called; may be empty.
    pub title: String,
    /// What stands under the title, a line each.
    pub caption: Vec<String>,
    /// The nodes, in the order of their keys, which are unique.
    pub nodes: Vec<Node>,
    /// The edges, in the order of from, type, to and tooltip.
    pub edges: Vec<Edge>,
    /// What the shapes and lines mean, for those that occur.
    pub legend: Legend,
    /// What the graph holds beyond the picture.
    pub left_out: LeftOut,
    /// The references in APA style of the works that the passages are from and cite, by their ids.
    pub references: BTreeMap<Arc<str>, String>,
}

/// A node as it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// Its own id, or a made-up one where it has none; unique within the figure.
    pub key: String,
    /// Its labels, in the schema's order.
    pub labels: Vec<String>,
    /// What people call it.
    pub name: String,
    /// What else people call it.
    pub aliases: Vec<String>,
    /// The schools it belongs to, by their names.
    pub schools: Vec<String>,
    /// A finer sort within the label.
    pub kind: Option<String>,
    /// Its Graphviz shape.
    pub shape: String,
    /// The colour it is filled with.
    pub fill: String,
    /// What is shown on pointing at it: description, properties, evidence; several lines.
    pub tooltip: String,
    /// Where it can be looked up: `http` or `https` only.
    pub url: Option<String>,
    /// The years for which it was there, where it has dates.
    pub years: Option<Years>,
}

/// An edge as it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edge {
    /// Unique within the figure, and untouched by changes to other edges.
    pub key: String,
    /// The place in [`Figure::nodes`] of its first end.
    pub from: usize,
    /// The place in [`Figure::nodes`] of its second end.
    pub to: usize,
    /// Its type.
    pub kind: String,
    /// What it says, in words, with its status where that is not plain.
    pub label: String,
    /// Its status, where it has one.
    pub status: Option<String>,
    /// Where two views are compared: which of them shows it, in words.
    pub view: Option<String>,
    /// How its line looks.
    pub line: Line,
    /// What is shown on pointing at it: the sentence, properties, evidence; several lines.
    pub tooltip: String,
    /// The works it rests on, by their names.
    pub sources: Vec<String>,
    /// The passages it rests on.
    pub passages: Vec<Source>,
    /// The years for which it held, where it has dates.
    pub years: Option<Years>,
}

/// A passage that an edge rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Where it is: work, section, page, words.
    pub place: String,
    /// The ids of the works it is from and cites.
    pub works: Vec<Arc<str>>,
}

/// How a line looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its colour.
    pub colour: String,
    /// Its Graphviz style.
    pub style: String,
    /// Its Graphviz arrowhead.
    pub arrow: String,
    /// Its width in points.
    pub width: f32,
    /// Whether both ends are alike: no arrowhead.
    pub symmetric: bool,
    /// Whether it is drawn as two thin lines beside each other.
    pub double: bool,
}

impl Default for Line {
    fn default() -> Line {
        let (colour, style, arrow) = ("#555555".into(), "solid".into(), "normal".into());
        Line { colour, style, arrow, width: 1.2, symmetric: false, double: false }
    }
}

/// How much of the graph a picture does not show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Nodes of the graph.
    pub nodes: usize,
    /// Edges of the graph.
    pub edges: usize,
    /// Edges among the nodes that are shown; part of `edges`.
    pub edges_among: usize,
}

impl LeftOut {
    /// What is left out, as lines for a caption; none where the picture is whole.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.nodes + self.edges > 0 {
            lines.push(format!(
                "not shown: {} and {} of the graph",
                counted(self.nodes, "node"),
                counted(self.edges, "relation")
            ));
        }
        if self.edges_among > 0 {
            let are = if self.edges_among == 1 { "is" } else { "are" };
            lines.push(format!("of these, {} {are} among the nodes shown", counted(self.edges_among, "relation")));
        }
        lines
    }
}

impl Figure {
    /// The same figure under a title.
    pub fn titled(mut self, title: impl Into<String>) -> Figure {
        self.title = title.into();
        self
    }

    /// A number that changes when anything that is drawn or told changes (FNV-1a, 64 bits). O(size).
    pub fn fingerprint(&self) -> u64 {
        let mut sum = 0xCBF2_9CE4_8422_2325u64;
        let mut take = |text: &str| {
            // 0xFF stands in no UTF-8: texts can't run into each other.
            for byte in text.bytes().chain([0xFF]) {
                sum = (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
            }
        };
        for node in &self.nodes {
            [&node.key, &node.name, &node.tooltip, &node.shape, &node.fill].into_iter().for_each(|text| take(text));
        }
        for edge in &self.edges {
            let line = &edge.line;
            [&edge.key, &edge.label, &edge.tooltip, &line.colour, &line.style, &line.arrow]
                .into_iter()
                .for_each(|text| take(text));
        }
        sum
    }

    /// The same figure with one more line of caption.
    pub fn captioned(mut self, line: impl Into<String>) -> Figure {
        self.caption.push(line.into());
        self
    }
}
