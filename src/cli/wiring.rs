//! The one place where the prompt and the command line touch the parts that read files, draw and
//! know names.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::saved::SavedQuery;
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::functions::{self, Function};
use crate::graph::Graph;
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

/// Opens a graph: a folder's, or the one that is shipped.
///
/// # Errors
/// Where files can't be read, or have findings.
pub fn open(_directory: Option<&Path>, _colour: bool) -> Result<Session, Failure> {
    // TO CONNECT: files::read_folder / files::embedded, graph::document::load.
    Ok(Session::new(Graph::new()))
}

/// Checks the files of a graph; gives a line that says all is well.
///
/// # Errors
/// All findings, in words.
pub fn check(directory: Option<&Path>, colour: bool) -> Result<String, Failure> {
    // TO CONNECT: counts of files and records.
    use crate::graph::View;
    let session = open(directory, colour)?;
    let graph = session.graph();
    Ok(format!("{} nodes, {} relations, nothing to report", graph.node_count(), graph.edge_count()))
}

/// Writes the files of a graph in canonical form, or where `check` is set only looks; gives the
/// files that are (or would be) changed.
///
/// # Errors
/// Where files can't be read or written.
pub fn format(_directory: &Path, _check: bool) -> Result<Vec<String>, Failure> {
    // TO CONNECT: graph::document::format, files::write_atomically.
    Ok(Vec::new())
}

/// The saved queries in the order of their names.
pub fn queries() -> Vec<SavedQuery> {
    // TO CONNECT: files::embedded_queries() gives (name, text).
    let texts: Vec<(String, String)> = Vec::new();
    texts.iter().map(|(name, text)| SavedQuery::read(name, text)).collect()
}

/// Writes a file whole or not at all.
///
/// # Errors
/// Where it can't be written.
pub fn write_file(path: &Path, text: &str) -> Outcome<()> {
    // TO CONNECT: files::write_atomically.
    std::fs::write(path, text).map_err(|error| file_error("write", path, &error))
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

/// A drawing in DOT.
///
/// # Errors
/// Where the rows hold nothing that can be drawn.
pub fn dot(_graph: &Graph, drawn: &Drawn<'_>) -> Outcome<String> {
    // TO CONNECT: figure::Figure::{whole, around, of_rows}, export::dot.
    match drawn {
        Drawn::Whole | Drawn::Around(..) | Drawn::Rows(_) => Ok("digraph actant {\n}\n".into()),
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
