//! A figure as DOT, the language of Graphviz, by way of graphviz-rust's tree and printer.
//!
//! The printer escapes nothing, so every id and value that enters the tree goes through [`text`].

mod legend;
pub(super) mod text;

use graphviz_rust::dot_structures::{
    Attribute, Edge as DotEdge, EdgeTy, Graph as DotGraph, GraphAttributes, Id, Node as DotNode, NodeId, Stmt, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use crate::figure::{Edge, Figure, Node};
use text::{class, element_id, label, name, plain, wrapped};

const FONT: &str = "Helvetica,Arial,sans-serif";
/// Above so many nodes, labels of edges hide more than they tell: tooltips and legend go on naming them.
const LABELLED_NODES: usize = 50;
/// Above so many nodes or edges Graphviz's `dot` takes from many seconds to minutes; `sfdp` does not.
const LAYERED_NODES: usize = 150;
const LAYERED_EDGES: usize = 400;
/// How most lines look: said once, and again only where it is otherwise.
const STYLE: &str = "solid";
const PENWIDTH: &str = "1.2";
const ARROWHEAD: &str = "normal";
/// The width of a line of caption, in columns.
const CAPTION: usize = 90;

/// Writes a figure as DOT: nodes, edges and legend in the figure's order, every text escaped.
///
/// Every Graphviz and graphviz-rust's parser read it. NUL is dropped and other control characters are
/// written as their pictures (`␛`), since neither DOT nor SVG can hold them. O(size of the figure).
pub fn dot(figure: &Figure) -> String {
    let labelled = figure.nodes.len() <= LABELLED_NODES;
    let mut stmts = Vec::with_capacity(figure.nodes.len() + figure.edges.len() + 4);
    stmts.push(Stmt::GAttribute(GraphAttributes::Graph(graph_attributes(figure, labelled))));
    stmts.push(Stmt::GAttribute(GraphAttributes::Node(node_defaults())));
    stmts.push(Stmt::GAttribute(GraphAttributes::Edge(edge_defaults())));
    stmts.extend(figure.nodes.iter().map(node));
    stmts.extend(figure.edges.iter().map(|edge| self::edge(figure, edge, labelled)));
    stmts.extend(legend::node(figure));
    let graph = DotGraph::DiGraph { id: Id::Plain("actant".into()), strict: false, stmts };
    let mut text = graph.print(PrinterContext::default().with_semi());
    text.push('\n');
    text
}

fn graph_attributes(figure: &Figure, labelled: bool) -> Vec<Attribute> {
    let mut attributes = vec![
        attribute("charset", plain("UTF-8")),
        attribute("rankdir", plain("LR")),
        attribute("overlap", plain("false")),
        attribute("outputorder", plain("edgesfirst")),
        attribute("fontname", plain(FONT)),
        attribute("fontsize", plain("14")),
        attribute("labelloc", plain("t")),
        attribute("nodesep", plain("0.3")),
        attribute("ranksep", plain("0.7")),
        attribute("label", heading(figure, labelled)),
    ];
    if figure.nodes.len() > LAYERED_NODES || figure.edges.len() > LAYERED_EDGES {
        attributes.push(attribute("layout", plain("sfdp")));
        // Curves around nodes would take minutes again.
        attributes.push(attribute("splines", plain("line")));
    } else {
        attributes.push(attribute("splines", plain("true")));
    }
    attributes
}

fn heading(figure: &Figure, labelled: bool) -> Id {
    let unlabelled = "relations are named by the legend and by pointing at them".to_owned();
    let mut lines: Vec<String> = Some(&figure.title).filter(|title| !title.is_empty()).cloned().into_iter().collect();
    lines.extend(figure.caption.iter().cloned());
    lines.extend(figure.left_out.lines());
    lines.extend((!labelled && !figure.edges.is_empty()).then_some(unlabelled));
    wrapped(&lines.join("\n"), CAPTION)
}

fn node_defaults() -> Vec<Attribute> {
    vec![
        attribute("style", plain("filled")),
        attribute("fontname", plain(FONT)),
        attribute("fontsize", plain("11")),
        attribute("color", plain("#555555")),
        attribute("margin", plain("0.12,0.06")),
    ]
}

fn edge_defaults() -> Vec<Attribute> {
    vec![attribute("fontname", plain(FONT)), attribute("fontsize", plain("9")), attribute("arrowsize", plain("0.8"))]
}

fn node(node: &Node) -> Stmt {
    let mut attributes = vec![
        attribute("label", label(&node.name)),
        attribute("shape", plain(&node.shape)),
        attribute("fillcolor", plain(&node.fill)),
        attribute("class", class("node", node.labels.iter().map(String::as_str))),
        attribute("id", element_id("node", &node.key)),
        attribute("tooltip", plain(&node.tooltip)),
    ];
    attributes.extend(node.url.as_ref().map(|url| attribute("URL", text::url(url))));
    Stmt::Node(DotNode { id: NodeId(name(&node.key), None), attributes })
}

fn edge(figure: &Figure, edge: &Edge, labelled: bool) -> Stmt {
    let line = &edge.line;
    let mut attributes = Vec::with_capacity(9);
    if labelled {
        attributes.push(attribute("label", label(&edge.label)));
        attributes.push(attribute("fontcolor", plain(&line.colour)));
    }
    let colour = if line.double { format!("{0}:{0}", line.colour) } else { line.colour.clone() };
    attributes.push(attribute("color", plain(&colour)));
    let width = line.width.to_string();
    let arrow = if line.symmetric { "none" } else { &line.arrow };
    let drawn = [("style", &*line.style, STYLE), ("penwidth", &width, PENWIDTH), ("arrowhead", arrow, ARROWHEAD)];
    let own = drawn.into_iter().filter(|(_, value, usual)| value != usual);
    attributes.extend(own.map(|(key, value, _)| attribute(key, plain(value))));
    attributes.extend(line.symmetric.then(|| attribute("dir", plain("none"))));
    attributes.push(attribute("class", class("edge", [&*edge.kind].into_iter().chain(edge.status.as_deref()))));
    attributes.push(attribute("id", element_id("edge", &edge.key)));
    attributes.push(attribute("tooltip", plain(&edge.tooltip)));
    attributes.extend(labelled.then(|| attribute("labeltooltip", plain(&edge.tooltip))));
    let end = |place: usize| Vertex::N(NodeId(name(&figure.nodes[place].key), None));
    Stmt::Edge(DotEdge { ty: EdgeTy::Pair(end(edge.from), end(edge.to)), attributes })
}

fn attribute(key: &str, value: Id) -> Attribute {
    Attribute(Id::Plain(key.into()), value)
}
