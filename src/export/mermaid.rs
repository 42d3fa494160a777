//! A figure as a Mermaid flowchart, for pages that draw it themselves (`https://mermaid.js.org`).
//!
//! Mermaid lays out in the reader's browser, so this form is for small views: [`limits`] says where a
//! figure goes beyond what its renderers take.

use std::collections::BTreeMap;

use super::names::{colour, one_line};
use crate::figure::{Edge, Figure, Line, Node};
use crate::layout::shape::Shape;

/// Renderers refuse more edges, unless their page sets `maxEdges`.
const EDGES: usize = 500;
/// Renderers refuse longer texts, unless their page sets `maxTextSize`.
const CHARACTERS: usize = 50_000;
/// Above so many nodes its layout is a thicket.
const NODES: usize = 60;

/// Writes a figure as a Mermaid flowchart. O(n log n) in the size of the figure.
pub fn mermaid(figure: &Figure) -> String {
    let mut lines = Vec::with_capacity(figure.nodes.len() + figure.edges.len() + 16);
    if !figure.title.is_empty() {
        // A JSON string is a YAML string.
        let title = serde_json::Value::from(one_line(&figure.title)).to_string();
        lines.extend(["---".to_owned(), format!("title: {title}"), "---".to_owned()]);
    }
    lines.push("flowchart LR".into());
    lines.extend(figure.nodes.iter().enumerate().map(|(place, one)| node(place, one)));
    lines.extend(figure.edges.iter().map(edge));
    lines.extend(fills(figure));
    lines.extend(colours(figure));
    lines.join("\n") + "\n"
}

/// What a reader should know of a figure that is too large for Mermaid; `text` is what [`mermaid`] made of it.
pub fn limits(figure: &Figure, text: &str) -> Vec<String> {
    let mut notes = Vec::new();
    let mut over = |found: usize, most: usize, what: &str, says: &str| {
        if found > most {
            notes.push(format!("{found} {what}, Mermaid {says} {most}: take a smaller view, or `.svg` or `.html`"));
        }
    };
    over(figure.edges.len(), EDGES, "relations", "refuses more than");
    over(text.chars().count(), CHARACTERS, "characters", "refuses more than");
    over(figure.nodes.len(), NODES, "nodes", "draws legibly up to about");
    notes
}

fn node(place: usize, node: &Node) -> String {
    let (open, close) = match Shape::of(&node.shape) {
        Shape::Ellipse => ("([", "])"),
        Shape::Rounded => ("(", ")"),
        Shape::Cylinder => ("[(", ")]"),
        Shape::Hexagon | Shape::Octagon | Shape::DoubleOctagon => ("{{", "}}"),
        Shape::Note | Shape::Cds => (">", "]"),
        Shape::Box3d | Shape::Component => ("[[", "]]"),
        Shape::House => ("[/", "\\]"),
        Shape::Box | Shape::Plain | Shape::Underline => ("[", "]"),
    };
    format!("  n{place}{open}{}{close}", quoted(&node.name))
}

fn edge(edge: &Edge) -> String {
    let (from, to) = (edge.from, edge.to);
    let link = link(&edge.line);
    if edge.label.trim().is_empty() {
        return format!("  n{from} {link} n{to}");
    }
    format!("  n{from} {link}|{}| n{to}", quoted(&edge.label))
}

/// Weight, dash and head of a line, as near as Mermaid has them; the label says the rest.
fn link(line: &Line) -> String {
    let body = match &*line.style {
        "bold" => "==",
        "dashed" | "dotted" => "-.-",
        _ => "--",
    };
    if line.symmetric {
        return if body == "-.-" { body.into() } else { body.to_owned() + &body[..1] };
    }
    let head = match &*line.arrow {
        "tee" => 'x',
        "obox" | "ediamond" => 'o',
        _ => '>',
    };
    format!("{body}{head}")
}

/// A class for each fill, and who has it.
fn fills(figure: &Figure) -> Vec<String> {
    let mut groups: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (place, node) in figure.nodes.iter().enumerate() {
        groups.entry(&node.fill).or_default().push(format!("n{place}"));
    }
    let group = |(turn, (fill, nodes)): (usize, (&str, Vec<String>))| {
        let class = format!("  classDef k{turn} fill:{},stroke:#4A4A4A,color:#1A1A1A", colour(fill));
        [class, format!("  class {} k{turn}", nodes.join(","))]
    };
    groups.into_iter().enumerate().flat_map(group).collect()
}

fn colours(figure: &Figure) -> Vec<String> {
    let mut groups: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (turn, edge) in figure.edges.iter().enumerate() {
        groups.entry(&edge.line.colour).or_default().push(turn.to_string());
    }
    groups.into_iter().map(|(hue, edges)| format!("  linkStyle {} stroke:{}", edges.join(","), colour(hue))).collect()
}

/// Text in quotes. Mermaid reads entities (`#34;`) in it, and Markdown, and looks for keywords across whole
/// lines; so of ASCII only what can be none of these stays as it is.
fn quoted(text: &str) -> String {
    let text = one_line(text);
    let text = if text.trim().is_empty() { "\u{a0}" } else { text.trim() };
    let mut quoted = String::from("\"");
    let mut bare = true;
    for c in text.chars() {
        // "1. x" and "- x" would begin a list, at the start alone.
        let lists = bare && matches!(c, '.' | '-' | ')');
        bare &= c.is_ascii_digit();
        if !lists && (c.is_alphanumeric() || !c.is_ascii() || matches!(c, ' ' | ',' | '.' | '-' | '(' | ')' | '\'')) {
            quoted.push(c);
        } else {
            quoted.push_str(&format!("#{};", u32::from(c)));
        }
    }
    quoted.push('"');
    quoted
}
