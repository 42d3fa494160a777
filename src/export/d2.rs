//! A figure as D2 (`https://d2lang.com`), to be edited and laid out there.

use super::names::{is_web, one_line};
use crate::figure::{Edge, Figure, Line, Node};
use crate::layout::shape::Shape;

/// Writes a figure as D2. O(size of the figure).
pub fn d2(figure: &Figure) -> String {
    let mut text = String::from("direction: right\n");
    if !figure.title.is_empty() {
        let title = quoted(&figure.title);
        text.push_str(&format!("title: {title} {{shape: text; near: top-center; style.font-size: 24}}\n"));
    }
    for (place, one) in figure.nodes.iter().enumerate() {
        text.push_str(&node(place, one));
    }
    for one in &figure.edges {
        text.push_str(&edge(one));
    }
    text
}

fn node(place: usize, node: &Node) -> String {
    let (shape, more) = match Shape::of(&node.shape) {
        Shape::Ellipse => ("oval", ""),
        Shape::Rounded => ("rectangle", "; style.border-radius: 8"),
        Shape::Cylinder => ("cylinder", ""),
        Shape::Plain | Shape::Underline => ("rectangle", "; style.stroke-width: 0"),
        Shape::Note => ("page", ""),
        Shape::Box => ("rectangle", ""),
        Shape::Box3d => ("rectangle", "; style.3d: true"),
        Shape::Component => ("package", ""),
        Shape::Octagon | Shape::DoubleOctagon | Shape::Hexagon => ("hexagon", ""),
        Shape::House => ("step", ""),
        Shape::Cds => ("queue", ""),
    };
    let mut line = format!("n{place}: {} {{shape: {shape}; style.fill: {}", quoted(&node.name), quoted(&node.fill));
    line.push_str(&format!("; style.font-color: '#1A1A1A'{more}; tooltip: {}", quoted(&as_markdown(&node.tooltip))));
    if let Some(url) = node.url.as_deref().filter(|url| is_web(url)) {
        line.push_str(&format!("; link: {}", quoted(url)));
    }
    line + "}\n"
}

fn edge(edge: &Edge) -> String {
    let line = &edge.line;
    let way = if line.symmetric { "--" } else { "->" };
    let width = line.width.round().max(1.0);
    let mut text = format!("n{} {way} n{}: {} {{", edge.from, edge.to, quoted(&edge.label));
    text.push_str(&format!("style.stroke: {}; style.stroke-width: {width}", quoted(&line.colour)));
    match &*line.style {
        "dashed" => text.push_str("; style.stroke-dash: 5"),
        "dotted" => text.push_str("; style.stroke-dash: 2"),
        _ => {}
    }
    if let Some(head) = head(line) {
        text.push_str(&format!("; target-arrowhead: {{{head}}}"));
    }
    text + "}\n"
}

/// An arrowhead other than the plain one, as near as D2 has it.
fn head(line: &Line) -> Option<&'static str> {
    match &*line.arrow {
        _ if line.symmetric => None,
        "empty" => Some("shape: triangle; style.filled: false"),
        "vee" | "lnormal" => Some("shape: arrow"),
        "ediamond" => Some("shape: diamond; style.filled: false"),
        "obox" => Some("shape: box; style.filled: false"),
        "tee" => Some("shape: cross"),
        _ => None,
    }
}

/// D2 reads tooltips as Markdown: text that stays text there.
fn as_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '<' | '>' | '&' | '#' | '[' | ']' | '|' | '~' | '$') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Text in single quotes, in which D2 reads nothing but the quote itself, doubled, and a line's end.
fn quoted(text: &str) -> String {
    format!("'{}'", one_line(text).replace('\'', "''"))
}
