//! The legend: one node that holds a table, since every layout engine keeps a node in one piece, while
//! a cluster of samples is pulled apart by all but `dot` and makes that one's pictures huge.

use graphviz_rust::dot_structures::{Id, Node as DotNode, NodeId, Stmt};

use super::attribute;
use super::text::{class, element_id, html, name, plain};
use crate::figure::{Figure, LegendLabel, LegendStatus, LegendType, Line};

/// The legend's node; none where there is nothing to explain.
pub(super) fn node(figure: &Figure) -> Option<Stmt> {
    let legend = &figure.legend;
    let columns = [
        column("Nodes", legend.labels.iter().map(label_cells)),
        column("Relations", legend.types.iter().map(type_cells)),
        column("Status", legend.statuses.iter().map(status_cells)),
    ];
    let columns: Vec<Vec<String>> = columns.into_iter().flatten().collect();
    if columns.is_empty() {
        return None;
    }
    let attributes = vec![
        attribute("label", Id::Html(format!("<{}>", table(&columns)))),
        attribute("shape", plain("plaintext")),
        attribute("style", plain("")),
        attribute("class", class("legend", std::iter::empty())),
        attribute("id", element_id("legend", "")),
        attribute("tooltip", plain("legend")),
    ];
    Some(Stmt::Node(DotNode { id: NodeId(name(&free_key(figure)), None), attributes }))
}

/// One table with the columns side by side: tables within a table would be stretched to one height.
fn table(columns: &[Vec<String>]) -> String {
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    let mut rows = String::new();
    for row in 0..height {
        let cell = |column: &Vec<String>| column.get(row).map_or("<TD COLSPAN=\"2\"></TD>".into(), String::clone);
        rows.push_str(&format!("<TR>{}</TR>", columns.iter().map(cell).collect::<String>()));
    }
    let style = "BORDER=\"1\" COLOR=\"#999999\" CELLBORDER=\"0\" CELLSPACING=\"3\" CELLPADDING=\"1\"";
    format!("<TABLE {style}>{rows}</TABLE>")
}

/// A key that no node has.
fn free_key(figure: &Figure) -> String {
    let mut key = String::from("legend");
    while figure.nodes.binary_search_by(|node| node.key.as_str().cmp(&key)).is_ok() {
        key.push('~');
    }
    key
}

/// A heading and the cells under it; none where there are none.
fn column(title: &str, rows: impl Iterator<Item = String>) -> Option<Vec<String>> {
    let head = format!("<TD COLSPAN=\"2\" ALIGN=\"LEFT\"><B>{title}</B></TD>");
    let cells: Vec<String> = std::iter::once(head).chain(rows).collect();
    (cells.len() > 1).then_some(cells)
}

fn label_cells(label: &LegendLabel) -> String {
    let sample = format!("<TD BORDER=\"1\" COLOR=\"#555555\" BGCOLOR=\"{}\">", html(&label.fill));
    let shape = html(shape_words(&label.shape));
    cells(&format!("{sample}<FONT POINT-SIZE=\"8\">{shape}</FONT></TD>"), &label.label, label.count)
}

fn type_cells(kind: &LegendType) -> String {
    cells(&line_sample(&kind.line), &kind.words, kind.count)
}

fn status_cells(status: &LegendStatus) -> String {
    let arrow = status.arrow.as_deref().unwrap_or("none");
    let line = Line { style: status.style.clone(), arrow: arrow.into(), double: status.double, ..Line::default() };
    let words = if status.description.is_empty() {
        status.status.clone()
    } else {
        format!("{}: {}", status.status, status.description)
    };
    cells(&line_sample(&line), &words, status.count)
}

fn cells(sample: &str, words: &str, count: usize) -> String {
    let words = html(words);
    format!("{sample}<TD ALIGN=\"LEFT\">{words} <FONT COLOR=\"#555555\">({count})</FONT></TD>")
}

fn line_sample(line: &Line) -> String {
    let stroke = match &*line.style {
        _ if line.double => "═══",
        "dashed" => "– – –",
        "dotted" => "· · · ·",
        "bold" => "━━━",
        _ => "———",
    };
    let arrow = if line.symmetric { "" } else { arrow_glyph(&line.arrow) };
    format!("<TD ALIGN=\"LEFT\"><FONT COLOR=\"{}\">{stroke}{arrow}</FONT></TD>", html(&line.colour))
}

fn arrow_glyph(arrow: &str) -> &'static str {
    match arrow {
        "none" => "",
        "empty" | "onormal" => "▷",
        "vee" => "&gt;",
        "tee" => "|",
        "lnormal" => "↼",
        "diamond" => "◆",
        "ediamond" | "odiamond" => "◇",
        "box" => "■",
        "obox" => "□",
        "dot" => "●",
        "odot" => "○",
        _ => "▶",
    }
}

/// A shape in a word that people know; names that already are one stay.
fn shape_words(shape: &str) -> &str {
    match shape {
        "box3d" => "raised box",
        "component" => "tabbed box",
        "oval" => "ellipse",
        "doubleoctagon" => "double octagon",
        "note" => "folded sheet",
        "plaintext" => "no outline",
        "cds" => "arrow box",
        "underline" => "underlined",
        _ => shape,
    }
}
