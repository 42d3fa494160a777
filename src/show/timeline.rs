//! A life in dates: one line for each dated relation or event, in order.

use std::io::{self, Write};

use super::facts::time;
use super::page::paragraph;
use super::sentence::sentence;
use super::{Style, Subject, cell};
use crate::graph::lens::{Period, edge_period, node_period};
use crate::value::{EdgeId, NodeId};

/// Writes the dated relations among these, in the order of their dates, each date as it is recorded.
/// What is uncertain or approximate is marked with `?`. A relation without a date of its own takes that
/// of an event it leads to. False where none has a date.
///
/// # Errors
/// Where `out` can't be written to.
pub fn timeline(
    out: &mut dyn Write,
    subject: Subject<'_>,
    node: NodeId,
    edges: &[EdgeId],
    style: Style,
) -> io::Result<bool> {
    let mut lines: Vec<(Period, String, String)> =
        edges.iter().filter_map(|edge| dated(subject, node, *edge)).collect();
    lines.sort_by(|a, b| a.0.sort_key().cmp(&b.0.sort_key()).then_with(|| (&a.1, &a.2).cmp(&(&b.1, &b.2))));
    let widest = lines.iter().map(|(_, date, _)| date.chars().count()).max().unwrap_or(0);
    for (period, date, text) in &lines {
        let mark = if period.is_doubtful() && !date.contains('?') { "?" } else { " " };
        paragraph(out, &format!("{date:widest$}{mark} {text}"), 2, style)?;
    }
    Ok(!lines.is_empty())
}

fn dated(subject: Subject<'_>, node: NodeId, edge: EdgeId) -> Option<(Period, String, String)> {
    let view = subject.view;
    let text = sentence(subject, edge);
    if let Some(period) = edge_period(view, edge) {
        let date = time(view, edge).or_else(|| property(subject, edge, "year"))?;
        return Some((period, date, text));
    }
    let (from, to) = view.ends(edge);
    let event = if from == node { to } else { from };
    let key = view.symbols().find_key("date")?;
    let date = view.node_property(event, key);
    let period = node_period(view, event).filter(|_| !date.is_null())?;
    Some((period, cell::text(view, &date), text))
}

fn property(subject: Subject<'_>, edge: EdgeId, key: &str) -> Option<String> {
    let key = subject.view.symbols().find_key(key)?;
    let value = subject.view.edge_property(edge, key);
    (!value.is_null()).then(|| cell::text(subject.view, &value))
}
