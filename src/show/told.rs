//! Paths, the sources of an actor, and the reasons for a row, told as sentences.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::citation::{place, section, short};
use super::page::{faint_paragraph, paragraph};
use super::sentence::sentence;
use super::{Style, Subject};
use crate::value::{EdgeId, Path};

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

/// Tells each edge as a sentence, with the first passages it rests on below.
///
/// # Errors
/// Where `out` can't be written to.
pub fn why(out: &mut dyn Write, subject: Subject<'_>, edges: &[EdgeId], style: Style) -> io::Result<()> {
    for (at, edge) in edges.iter().enumerate() {
        paragraph(out, &format!("{}. {}", at + 1, sentence(subject, *edge)), 2, style)?;
        let evidence = subject.view.edge_evidence(*edge);
        for piece in evidence.iter().take(3) {
            faint_paragraph(out, &place(subject.view, piece), 5, style)?;
        }
        if evidence.len() > 3 {
            paragraph(out, &format!("… and {} more passages", evidence.len() - 3), 5, style)?;
        }
    }
    Ok(())
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
