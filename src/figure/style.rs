//! How nodes and edges look: the schema's rules, or a plain style where there are none.

use super::Line;
use crate::graph::Schema;

/// The shape and fill of a node with these labels, which stand in the schema's order.
pub(super) fn node(schema: Option<&Schema>, labels: &[String]) -> (String, String) {
    let rule = schema.and_then(|schema| labels.iter().find_map(|label| schema.label(label)));
    match rule {
        Some(rule) => (rule.shape.clone(), rule.fill.clone()),
        None => ("ellipse".into(), "#FFFFFF".into()),
    }
}

/// The line of a type, whatever its status.
pub(super) fn line(schema: Option<&Schema>, kind: &str) -> Line {
    let Some(rule) = schema.and_then(|schema| schema.relationship_type(kind)) else { return Line::default() };
    Line {
        colour: rule.colour.clone(),
        style: rule.style.clone(),
        arrow: rule.arrow.clone(),
        width: width(&rule.style),
        symmetric: rule.symmetric,
        double: false,
    }
}

/// The line of a type as its status changes it.
pub(super) fn with_status(mut line: Line, schema: Option<&Schema>, status: &str) -> Line {
    let style = status_style(schema, status);
    if style != "solid" {
        line.width = width(&style);
        line.style = style;
    }
    if let Some(arrow) = status_arrow(status).filter(|_| !line.symmetric) {
        line.arrow = arrow.into();
    }
    line.double = status_double(status);
    line
}

/// The style of a status.
pub(super) fn status_style(schema: Option<&Schema>, status: &str) -> String {
    schema.and_then(|schema| schema.status(status)).map_or_else(|| "solid".into(), |rule| rule.style.clone())
}

/// Whether a status doubles the line: what is only passed on is said twice.
pub(super) fn status_double(status: &str) -> bool {
    status == "reported"
}

/// The arrowhead of a status, so that those which share a dash are told apart on paper.
pub(super) fn status_arrow(status: &str) -> Option<&'static str> {
    match status {
        "implied" => Some("lnormal"),
        "hedged" => Some("vee"),
        "predicted" => Some("empty"),
        "conditional" => Some("ediamond"),
        "disputed" => Some("obox"),
        "negated" => Some("tee"),
        _ => None,
    }
}

/// What a status says of its edge, where that has to stand on the picture.
pub(super) fn status_words<'a>(schema: Option<&'a Schema>, status: &'a str) -> Option<&'a str> {
    match schema.and_then(|schema| schema.status(status)) {
        Some(rule) => (rule.style != "solid").then_some(&*rule.says),
        None => (status != "stated").then_some(status),
    }
}

/// The width of a line in points: dots and dashes lose ink, and get some of it back.
fn width(style: &str) -> f32 {
    match style {
        "bold" => 2.4,
        "dotted" => 1.8,
        "dashed" => 1.5,
        _ => 1.2,
    }
}
