//! Paths, the sources of an actor, and the reasons for a row, told as sentences.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::citation::{place, section, short};
use super::naming::name_of;
use super::page::{faint_paragraph, paragraph};
use super::sentence::sentence;
use super::{Style, Subject};
use crate::graph::Evidence;
use crate::value::{EdgeId, NodeId, Path};

/// Tells paths step by step, each step with the sections it rests on.
///
/// # Errors
/// Where `out` can't be written to.
pub fn paths(out: &mut dyn Write, subject: Subject<'_>, paths: &[Path], style: Style) -> io::Result<()> {
    for (at, path) in paths.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let steps = path.edges.len();
        writeln!(out, "{}", style.bold(&format!("{steps} {}", if steps == 1 { "step" } else { "steps" })))?;
        why(out, subject, &path.edges, style)?;
    }
    Ok(())
}

/// Writes a heading and texts under it, the rest counted; nothing where there are none.
///
/// # Errors
/// Where `out` can't be written to.
pub fn list(out: &mut dyn Write, heading: &str, texts: Vec<String>, most: usize, style: Style) -> io::Result<()> {
    if texts.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", style.bold(&format!("{heading} ({})", texts.len())))?;
    texts.iter().take(most).try_for_each(|text| paragraph(out, text, 2, style))?;
    match texts.len().saturating_sub(most) {
        0 => Ok(()),
        more => writeln!(out, "  {}", style.faint(&format!("… and {more} more"))),
    }
}

/// Passages told of one relation before the rest is counted.
const PASSAGES_MAX: usize = 3;

/// Tells each edge as a sentence, with its status and the first passages it rests on below.
///
/// # Errors
/// Where `out` can't be written to.
pub fn why(out: &mut dyn Write, subject: Subject<'_>, edges: &[EdgeId], style: Style) -> io::Result<()> {
    for (at, edge) in edges.iter().enumerate() {
        paragraph(out, &format!("{}. {}", at + 1, sentence(subject, *edge)), 2, style)?;
        let status = subject.view.edge_text(*edge, "status");
        write_passages(out, subject, status.as_deref(), &subject.view.edge_evidence(*edge), style)?;
    }
    Ok(())
}

/// Tells which nodes a row took more than a name from, with the first passages they rest on below;
/// counts on from `first`.
///
/// # Errors
/// Where `out` can't be written to.
pub fn why_nodes(
    out: &mut dyn Write,
    subject: Subject<'_>,
    nodes: &[NodeId],
    first: usize,
    style: Style,
) -> io::Result<()> {
    let told = nodes.iter().filter(|node| !subject.view.node_evidence(**node).is_empty());
    for (at, node) in told.enumerate() {
        paragraph(out, &format!("{}. what is said of {}", first + at, name_of(subject.view, *node)), 2, style)?;
        write_passages(out, subject, None, &subject.view.node_evidence(*node), style)?;
    }
    Ok(())
}

/// "stated: Santiago Orti 2024, §3.3.1 …", a line each; the status stands before the first.
fn write_passages(
    out: &mut dyn Write,
    subject: Subject<'_>,
    status: Option<&str>,
    evidence: &[Evidence],
    style: Style,
) -> io::Result<()> {
    for (at, piece) in evidence.iter().take(PASSAGES_MAX).enumerate() {
        let before = status.filter(|_| at == 0).map(|status| format!("{status}: ")).unwrap_or_default();
        faint_paragraph(out, &format!("{before}{}", place(subject.view, piece)), 5, style)?;
    }
    match evidence.len().saturating_sub(PASSAGES_MAX) {
        0 => Ok(()),
        more => paragraph(out, &format!("… and {more} more passages"), 5, style),
    }
}

/// How much of a node's record rests on a work.
#[derive(Default)]
struct Share {
    relations: usize,
    sections: Vec<String>,
}

/// Lists the works that edges rest on or that the passages cite, with how many relations and which
/// sections, the most used first.
///
/// # Errors
/// Where `out` can't be written to.
pub fn sources(out: &mut dyn Write, subject: Subject<'_>, edges: &[EdgeId], style: Style) -> io::Result<()> {
    let mut shares: BTreeMap<String, Share> = BTreeMap::new();
    for edge in edges {
        let mut met: Vec<&str> = Vec::new();
        for piece in subject.view.edge_evidence(*edge).iter() {
            let works = std::iter::once(piece.work.as_ref()).chain(piece.citing.iter().map(AsRef::as_ref));
            for work in works {
                let share = shares.entry(work.to_string()).or_default();
                add_section(share, piece.section.as_deref());
                if !met.contains(&work) {
                    met.push(work);
                    share.relations += 1;
                }
            }
        }
    }
    let mut order: Vec<(String, Share)> = shares.into_iter().collect();
    order.sort_by(|a, b| b.1.relations.cmp(&a.1.relations).then_with(|| a.0.cmp(&b.0)));
    for (work, share) in order {
        let relations = if share.relations == 1 { "relation" } else { "relations" };
        let line =
            format!("{}  {} {relations}  {}", short(subject.view, &work), share.relations, share.sections.join(", "));
        paragraph(out, line.trim_end(), 2, style)?;
    }
    Ok(())
}

fn add_section(share: &mut Share, found: Option<&str>) {
    if let Some(text) = found.map(section)
        && !share.sections.contains(&text)
    {
        share.sections.push(text);
    }
}
