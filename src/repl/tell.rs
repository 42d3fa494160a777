//! Answers of verbs, told in the way each asks for.

use std::io::{self, Write};

use super::ask::Told;
use super::disputes::{by_question, sides};
use crate::cli::wiring;
use crate::session::Answer;
use crate::show::{self, Format, Style, Subject};
use crate::value::{EdgeId, NodeId, Path, Value};

/// Writes an answer as it is to be told. In a format other than `table` it is rows all the same, for
/// programs. False where there was nothing to tell.
pub(crate) fn tell(
    out: &mut dyn Write,
    subject: Subject<'_>,
    answer: &Answer,
    told: Told,
    format: Format,
    style: Style,
) -> io::Result<bool> {
    if format != Format::Table {
        show::answer(out, subject.view, answer, format, style)?;
        return Ok(!answer.rows.is_empty());
    }
    let edges = edges(answer);
    match told {
        Told::Rows if answer.rows.is_empty() => return Ok(false),
        Told::Rows => show::answer(out, subject.view, answer, format, style)?,
        Told::Page { node, whole } => show::page(out, subject, node, &edges, whole, style)?,
        Told::Relations if edges.is_empty() => return Ok(false),
        Told::Relations => show::relation_pages(out, subject, &edges, style)?,
        Told::Disputes if answer.rows.is_empty() => return Ok(false),
        Told::Disputes => show::answer(out, subject.view, &sides(subject.view, answer), format, style)?,
        Told::Schools if answer.rows.is_empty() => return Ok(false),
        Told::Schools => show::answer(out, subject.view, &by_question(subject.view, answer), format, style)?,
        Told::Sources if edges.is_empty() => return Ok(false),
        Told::Sources => show::sources(out, subject, &edges, style)?,
        Told::Timeline { node } => return show::timeline(out, subject, node, &edges, style),
        Told::Picture { .. } if edges.is_empty() => return Ok(false),
        Told::Picture { node } => picture(out, subject, node, &edges, style)?,
        Told::Paths => {
            let paths = paths(answer);
            show::paths(out, subject, &paths, style)?;
            return Ok(!paths.is_empty());
        }
    }
    Ok(true)
}

/// A node with up to nine others around it, and how many more there are.
fn picture(out: &mut dyn Write, subject: Subject<'_>, node: NodeId, edges: &[EdgeId], style: Style) -> io::Result<()> {
    let drawn = wiring::ego(subject.view, subject.schema, node, edges, (style.text_width(), style.colour));
    out.write_all(drawn.text.as_bytes())?;
    match drawn.left_out {
        0 => Ok(()),
        more => {
            let name = subject.view.node_text(node, "id").unwrap_or_else(|| show::name_of(subject.view, node).into());
            let hint = format!(
                "and {more} more: `draw {name} RELATION` draws those of one relation, `export` all, into a file"
            );
            writeln!(out, "\n{}", style.faint(&hint))
        }
    }
}

/// The relationships that stand in an answer's rows, each once, in the order they were met.
pub(crate) fn edges(answer: &Answer) -> Vec<EdgeId> {
    let mut found = Vec::new();
    answer.rows.iter().flatten().for_each(|value| show::edges_in(value, &mut found));
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|edge| seen.insert(*edge));
    found
}

fn paths(answer: &Answer) -> Vec<Path> {
    let values = answer.rows.iter().flatten();
    values
        .filter_map(|value| match value {
            Value::Path(path) => Some(path.as_ref().clone()),
            _ => None,
        })
        .collect()
}
