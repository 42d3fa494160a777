//! The page of a relationship: what it says, its status and why, and the passages it rests on.

use std::io::{self, Write};

use super::citation::place;
use super::facts::facts;
use super::naming::{name_of, type_name, words};
use super::page::paragraph;
use super::{Style, Subject};
use crate::value::EdgeId;

/// Writes the pages of several relationships, an empty line between them.
///
/// # Errors
/// Where `out` can't be written to.
pub fn relation_pages(out: &mut dyn Write, subject: Subject<'_>, edges: &[EdgeId], style: Style) -> io::Result<()> {
    for (at, edge) in edges.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        relation_page(out, subject, *edge, style)?;
    }
    Ok(())
}

/// Writes the page of one relationship.
///
/// # Errors
/// Where `out` can't be written to.
pub fn relation_page(out: &mut dyn Write, subject: Subject<'_>, edge: EdgeId, style: Style) -> io::Result<()> {
    let view = subject.view;
    let (from, to) = view.ends(edge);
    let name = type_name(view, edge);
    let says = words(subject.schema, &name, true);
    let title = format!("{} {says} {}", name_of(view, from), name_of(view, to));
    writeln!(out, "{}  {}", style.bold(&title), style.faint(&format!(":{name}")))?;
    match facts(view, edge) {
        none if none.is_empty() => {}
        facts => paragraph(out, &facts, 2, style)?,
    }
    write_status(out, subject, edge, style)?;
    for (key, before) in [("reason", "because"), ("basis", "basis"), ("anomaly", "anomaly")] {
        if let Some(text) = view.edge_text(edge, key) {
            paragraph(out, &format!("{before}: {text}"), 2, style)?;
        }
    }
    view.edge_evidence(edge).iter().try_for_each(|piece| paragraph(out, &format!("- {}", place(view, piece)), 2, style))
}

/// The status with its meaning, and the note that says why.
fn write_status(out: &mut dyn Write, subject: Subject<'_>, edge: EdgeId, style: Style) -> io::Result<()> {
    let view = subject.view;
    let status = view.edge_text(edge, "status");
    if let Some(status) = &status {
        let rule = subject.schema.and_then(|schema| schema.status(status));
        let meaning = rule.map(|rule| format!(": {}", lower_first(&rule.description))).unwrap_or_default();
        paragraph(out, &format!("status {status}{meaning}"), 2, style)?;
    }
    let disputed = status.as_deref() == Some("disputed");
    match view.edge_text(edge, "note") {
        Some(note) if disputed => paragraph(out, &format!("why it is disputed: {note}"), 2, style),
        Some(note) => paragraph(out, &format!("note: {note}"), 2, style),
        None => Ok(()),
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
