//! The changes of a session, checked and written to a folder.

use std::fs;
use std::path::Path;

use super::merging;
use super::wiring::{Failure, Home};
use crate::check::coded;
use crate::diagnostic::{Class, Diagnostic, render};
use crate::files::{self, Folder};
use crate::graph::document::{self, Findings, Side, Source};
use crate::graph::{Graph, Lack};
use crate::session::Session;
use crate::show::{self, Subject};
use crate::value::EdgeId;

/// What a save wrote.
#[derive(Debug)]
pub struct Saved {
    /// The paths within the folder.
    pub written: Vec<String>,
    /// What came in from the disk, in words, where somebody else had changed the folder.
    pub merged: Option<String>,
}

/// Checks what a session's graph has become as if it were opened, then writes it: to its home, where only
/// the documents that say something else are written; or whole with its schema to another folder, which
/// is its home from then on. Gives the paths that were written, within the folder. The session goes on
/// with the graph as it is read from there.
///
/// # Errors
/// Where a change has no evidence, the result would have findings, the folder was changed meanwhile, or
/// can't be written to. Nothing is written then.
pub fn save(session: &mut Session, home: &mut Home, to: Option<&Path>, colour: bool) -> Result<Vec<String>, Failure> {
    let to = to.filter(|to| !is_home(home, to));
    let (schema, originals) = match (&*home, to) {
        (Home::Shipped, _) => files::embedded(),
        (Home::Snapshot(schema), _) => (schema.clone().ok_or_else(no_schema)?, Vec::new()),
        (Home::Folder(folder), None) => {
            merging::expect_unchanged(session, folder)?;
            folder.contents().clone()
        }
        (Home::Folder(folder), Some(_)) => folder.contents().clone(),
    };
    let documents = revised(session.graph(), &originals, colour)?;
    let graph = checked(session.graph(), &schema, &documents, colour)?;
    let written = match (&mut *home, to) {
        (Home::Folder(folder), None) => replace(folder, &originals, &documents)?,
        (Home::Shipped | Home::Snapshot(_) | Home::Folder(_), Some(to)) => {
            let paths = std::iter::once(&schema).chain(&documents).map(|source| source.path.clone()).collect();
            *home = Home::Folder(Folder::create(to, &(schema, documents))?);
            paths
        }
        (Home::Shipped | Home::Snapshot(_), None) => return Err(no_folder()),
    };
    session.go_on_with(graph);
    Ok(written)
}

/// The documents of a graph with its changes, if they are sound.
///
/// # Errors
/// Where a change has no evidence, or the result would have findings.
pub(super) fn prepare(
    graph: &Graph,
    schema: &Source,
    originals: &[Source],
    colour: bool,
) -> Result<Vec<Source>, Failure> {
    let documents = revised(graph, originals, colour)?;
    checked(graph, schema, &documents, colour).map(|_| documents)
}

/// The schema and the documents of a session's graph as they would be saved.
///
/// # Errors
/// Where a snapshot has no schema.
pub(super) fn as_saved(session: &Session, home: &Home, colour: bool) -> Result<(Source, Vec<Source>), Failure> {
    let (schema, originals) = match home {
        Home::Shipped => files::embedded(),
        Home::Snapshot(schema) => (schema.clone().ok_or_else(no_schema)?, Vec::new()),
        Home::Folder(folder) => folder.contents().clone(),
    };
    let documents = revised(session.graph(), &originals, colour)?;
    Ok((schema, documents))
}

/// As [`save`] to the graph's own folder; where somebody else changed that, the changes are worked into what stands
/// there now. What both changed, each otherwise, is settled by the side that is favoured.
///
/// # Errors
/// As [`save`], and where there are conflicts and no side is favoured: all of them. Nothing is written then.
pub fn save_merged(
    session: &mut Session,
    home: &mut Home,
    favour: Option<Side>,
    colour: bool,
) -> Result<Saved, Failure> {
    let Home::Folder(folder) = &mut *home else { return Err(no_folder()) };
    if folder.changed()?.is_empty() {
        return Ok(Saved { written: save(session, home, None, colour)?, merged: None });
    }
    let (mut now, theirs) = Folder::open(folder.path())?;
    let ours = revised(session.graph(), &folder.contents().1, colour)?;
    let merge = merging::merge(&folder.contents().1, &theirs, &ours, favour, colour)?;
    let (schema, before) = theirs;
    let graph = checked(session.graph(), &schema, &merge.documents, colour)?;
    let written = replace(&mut now, &before, &merge.documents)?;
    *folder = now;
    session.go_on_with(graph);
    Ok(Saved { written, merged: Some(merge.told) })
}

fn no_folder() -> Failure {
    let message = "only a folder can be saved to, found the shipped graph or a snapshot";
    Failure::from(Box::new(Diagnostic::plain(Class::UsageError, message)))
}

fn no_schema() -> Failure {
    let message = "this snapshot has no schema, without which no folder of documents can be written";
    Failure::from(Box::new(Diagnostic::plain(Class::UsageError, message)))
}

/// Whether a path leads to where the graph is at home.
fn is_home(home: &Home, path: &Path) -> bool {
    let Home::Folder(folder) = home else { return false };
    matches!((fs::canonicalize(folder.path()), fs::canonicalize(path)), (Ok(a), Ok(b)) if a == b)
}

fn revised(graph: &Graph, originals: &[Source], colour: bool) -> Result<Vec<Source>, Failure> {
    let documents = document::revise(graph, originals);
    documents.map_err(|findings| refused(graph, &[], Some(findings), colour))
}

/// The graph as it would be read back.
fn checked(graph: &Graph, schema: &Source, documents: &[Source], colour: bool) -> Result<Graph, Failure> {
    let lacking = graph.unvouched();
    match document::load(schema, documents) {
        Ok(read) if lacking.is_empty() => Ok(read),
        Ok(_) => Err(refused(graph, &lacking, None, colour)),
        Err(findings) => Err(refused(graph, &lacking, Some(findings), colour)),
    }
}

fn replace(folder: &mut Folder, before: &[Source], after: &[Source]) -> Result<Vec<String>, Failure> {
    let changed: Vec<Source> = after.iter().filter(|source| !before.contains(source)).cloned().collect();
    folder.replace(&changed)?;
    Ok(changed.into_iter().map(|source| source.path).collect())
}

type Lacking = (EdgeId, Lack);

/// Everything that keeps a graph from being saved.
fn refused(graph: &Graph, lacking: &[Lacking], findings: Option<Findings>, colour: bool) -> Failure {
    // That evidence is missing is said of the relation, not of a line that nobody has written.
    let mut list = findings.map(|findings| findings.list).unwrap_or_default();
    list.retain(|finding| lacking.is_empty() || finding.diagnostic.detail != "MissingEvidence");
    let mut said: Vec<String> =
        without_evidence(graph, lacking).iter().map(|error| render(error, "", None, colour)).collect();
    said.extend(list.iter().map(|finding| coded(finding.clone()).render(colour)));
    let count = list.len() + lacking.len();
    let plural = if count == 1 { "" } else { "s" };
    said.push(format!("{count} finding{plural} in what would be written: nothing was saved"));
    Failure { class: Class::DataError, text: said.join("\n\n") }
}

/// An error for each relation that nothing vouches for; the last says what to do.
fn without_evidence(graph: &Graph, lacking: &[Lacking]) -> Vec<Diagnostic> {
    let subject = Subject { view: graph, schema: graph.schema().map(AsRef::as_ref) };
    let mut errors: Vec<Diagnostic> = lacking.iter().map(|(edge, lack)| lacks(subject, *edge, *lack)).collect();
    let stale = lacking.iter().any(|(_, lack)| *lack == Lack::NewEvidence);
    if let Some(last) = errors.last_mut() {
        last.hints.push(
            "give it in a query: `SET r.evidence = [{work: 'ID', section: '2.1', phrase: 'a few words'}]`".into(),
        );
        if stale {
            let again = "where the passages it has stand for the change too, say so: `SET r.evidence = evidence(r)`";
            last.hints.push(again.into());
        }
        last.hints.push("or before the changes it stands for: `:evidence WORK SECTION 'a few words'`".into());
    }
    errors
}

fn lacks(subject: Subject<'_>, edge: EdgeId, lack: Lack) -> Diagnostic {
    let says = show::sentence(subject, edge);
    let message = match lack {
        Lack::Evidence => format!("{says}: found no evidence, expected a passage it rests on"),
        Lack::NewEvidence => format!("{says}: changed, but found no evidence for what it says now"),
    };
    Diagnostic::plain(Class::DataError, message)
}
