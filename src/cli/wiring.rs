//! The one place where the prompt and the command line touch the parts that read files, draw and
//! know names.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::saved::SavedQuery;
use crate::diagnostic::{Class, Diagnostic, Outcome, render};
use crate::figure::Figure;
use crate::files;
use crate::functions::{self, Function};
use crate::graph::document::{self, Findings, Source};
use crate::graph::{Graph, View};
use crate::session::{Answer, Session};
use crate::syntax;
use crate::value::{NodeId, Value};

/// What kept a command from doing its work, already put into words.
#[derive(Debug)]
pub struct Failure {
    /// The class, which decides the exit code.
    pub class: Class,
    /// What to say on standard error.
    pub text: String,
}

impl From<Box<Diagnostic>> for Failure {
    fn from(error: Box<Diagnostic>) -> Failure {
        Failure { class: error.class, text: render(&error, "", None, false) }
    }
}

/// All findings in words, with their count.
fn failed(findings: &Findings, colour: bool) -> Failure {
    let count = findings.list.len();
    let plural = if count == 1 { "" } else { "s" };
    Failure { class: Class::DataError, text: format!("{}\n\n{count} finding{plural}", findings.render(colour)) }
}

/// The schema and the documents of a graph: a folder's, or those that are shipped.
fn sources(directory: Option<&Path>) -> Result<(Source, Vec<Source>), Failure> {
    match directory {
        Some(directory) => Ok(files::read_folder(directory)?),
        None => Ok(files::embedded()),
    }
}

/// Opens a graph: a folder's, or the one that is shipped.
///
/// # Errors
/// Where files can't be read, or have findings.
pub fn open(directory: Option<&Path>, colour: bool) -> Result<Session, Failure> {
    // The tests have checked the shipped graph; a folder is checked whenever it is opened.
    if directory.is_none() {
        let (schema, documents) = files::embedded_texts();
        if let Some(graph) = document::load_trusted(&schema, &documents) {
            return Ok(Session::new(graph));
        }
    }
    let (schema, documents) = sources(directory)?;
    let graph = document::load(&schema, &documents).map_err(|findings| failed(&findings, colour))?;
    Ok(Session::new(graph))
}

/// Checks the files of a graph; gives a line that says all is well.
///
/// # Errors
/// All findings, in words.
pub fn check(directory: Option<&Path>, colour: bool) -> Result<String, Failure> {
    let (schema, documents) = sources(directory)?;
    let graph = document::load(&schema, &documents).map_err(|findings| failed(&findings, colour))?;
    let (nodes, edges) = (graph.node_count(), graph.edge_count());
    Ok(format!("{} files, {nodes} nodes, {edges} relations: nothing to report", documents.len() + 1))
}

/// Writes the files of a graph in canonical form, or where `check` is set only looks; gives the
/// files that are (or would be) changed.
///
/// # Errors
/// Where files can't be read or written.
pub fn format(directory: &Path, check: bool, colour: bool) -> Result<Vec<String>, Failure> {
    let (schema, documents) = files::read_folder(directory)?;
    let mut changed = Vec::new();
    for source in &documents {
        let text = document::format(&schema, source).map_err(|findings| failed(&findings, colour))?;
        if text.as_str() != source.text.as_ref() {
            changed.push((source.path.clone(), text));
        }
    }
    // Nothing is written before everything could be read.
    for (path, text) in changed.iter().filter(|_| !check) {
        files::write_atomically(&directory.join(path), text.as_bytes())?;
    }
    Ok(changed.into_iter().map(|(path, _)| path).collect())
}

/// The saved queries in the order of their names.
pub fn queries() -> Vec<SavedQuery> {
    files::embedded_queries().into_iter().map(|(name, text)| SavedQuery::read(name, text)).collect()
}

/// Writes a file whole or not at all.
///
/// # Errors
/// Where it can't be written.
pub fn write_file(path: &Path, bytes: &[u8]) -> Outcome<()> {
    files::write_atomically(path, bytes)
}

/// Reads a file as text.
///
/// # Errors
/// Where it can't be read.
pub fn read_file(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|error| file_error("read", path, &error))
}

fn file_error(doing: &str, path: &Path, error: &std::io::Error) -> Box<Diagnostic> {
    Box::new(Diagnostic::plain(Class::FileError, format!("can't {doing} `{}`: {error}", path.display())))
}

/// What is to be drawn.
pub enum Drawn<'a> {
    /// All of the graph.
    Whole,
    /// A node with everything up to so many steps away.
    Around(NodeId, usize),
    /// What an answer's rows hold.
    Rows(&'a Answer),
}

/// The figure of what is to be drawn.
///
/// # Errors
/// Where the rows hold nothing that can be drawn.
pub fn figure(graph: &Graph, drawn: &Drawn<'_>) -> Outcome<Figure> {
    match drawn {
        Drawn::Whole => Ok(Figure::whole(graph)),
        Drawn::Around(node, depth) => Ok(Figure::around(graph, *node, *depth)),
        Drawn::Rows(answer) => Figure::of_rows(graph, answer),
    }
}

/// Every function of the language.
pub fn functions() -> Vec<&'static Function> {
    functions::all().collect()
}

/// A name without case, accents and spelling variants.
pub fn fold(text: &str) -> String {
    functions::names::fold(text)
}

/// A name as Cypher writes it: in backticks where it needs them.
pub fn print_name(name: &str) -> String {
    syntax::print_name(name)
}

/// The flag that stops the query which runs.
pub fn interrupt(session: &Session) -> Arc<AtomicBool> {
    session.interrupt()
}

/// A value from text: a Cypher literal, or else the text itself.
pub fn literal(session: &mut Session, text: &str) -> Value {
    let answer = session.run_with(&format!("RETURN ({text}\n) AS value"), &Default::default());
    let value = answer.ok().and_then(|answer| answer.rows.into_iter().next()?.into_iter().next());
    value.unwrap_or_else(|| Value::string(text))
}
