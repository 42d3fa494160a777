//! The one place where the prompt and the command line touch the parts that read files, draw and
//! know names.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::saved::SavedQuery;
use super::saving::as_saved;
pub use super::saving::{Saved, save, save_merged};
use crate::check::{self, Asked, Checked};
use crate::diagnostic::{Class, Diagnostic, Outcome, render};
use crate::export::{self, Ego};
use crate::figure::{Figure, Selection};
use crate::files::{self, Folder};
use crate::functions::{self, Function};
use crate::graph::document::{self, Findings, Source};
use crate::graph::frozen::{Bytes, Frozen, Sections};
use crate::graph::lens::{Seen, Through};
use crate::graph::{Graph, Schema, View, Way};
use crate::interchange::{self, Gathered};
use crate::session::{Answer, Session};
use crate::syntax::{self, ast::Clause, ast::Kind};
use crate::value::{EdgeId, Map, NodeId, Value};

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

/// All findings in words, with their count and the codes of the rules that loading keeps.
pub(super) fn failed(findings: &Findings, colour: bool) -> Failure {
    let count = findings.list.len();
    let plural = if count == 1 { "" } else { "s" };
    let findings = Findings { list: findings.list.iter().cloned().map(check::coded).collect() };
    Failure { class: Class::DataError, text: format!("{}\n\n{count} finding{plural}", findings.render(colour)) }
}

/// The schema and the documents of a graph: a folder's, or those that are shipped.
fn sources(directory: Option<&Path>) -> Result<(Source, Vec<Source>), Failure> {
    match directory {
        Some(directory) => Ok(files::read_folder(directory)?),
        None => Ok(files::embedded()),
    }
}

/// Where a graph comes from, and where it is saved.
#[derive(Clone, Debug)]
pub enum Home {
    /// Inside the program: it can't be changed there.
    Shipped,
    /// A snapshot, with the schema it was made with: it can't be changed there.
    Snapshot(Option<Source>),
    /// A folder.
    Folder(Folder),
}

/// Opens a graph: a folder's, or the one that is shipped.
///
/// # Errors
/// Where files can't be read, or have findings.
pub fn open(path: Option<&Path>, colour: bool) -> Result<(Session, Home), Failure> {
    let Some(path) = path else {
        // The tests have checked the shipped graph; a folder is checked whenever it is opened.
        let graph = laid_out(Bytes::Static(files::embedded_layout()), colour)?.0;
        return Ok((Session::new(graph), Home::Shipped));
    };
    if path.is_file() {
        let opened = std::fs::File::open(path).and_then(|file| Bytes::map(&file));
        let (graph, schema) = laid_out(opened.map_err(|error| file_error("open", path, &error))?, colour)?;
        return Ok((Session::new(graph), Home::Snapshot(schema)));
    }
    let (folder, (schema, documents)) = Folder::open(path)?;
    let graph = document::load(&schema, &documents).map_err(|findings| failed(&findings, colour))?;
    Ok((Session::new(graph), Home::Folder(folder)))
}

/// A graph of its schema and documents.
///
/// # Errors
/// All findings, in words.
pub(super) fn load(schema: &Source, documents: &[Source], colour: bool) -> Result<Graph, Failure> {
    document::load(schema, documents).map_err(|findings| failed(&findings, colour))
}

/// The rules of a schema.
///
/// # Errors
/// All findings in it, in words.
pub(super) fn schema_of(schema: &Source, colour: bool) -> Result<Schema, Failure> {
    document::read_schema(schema).map_err(|findings| failed(&findings, colour))
}

/// Opens the graph that a folder held at a git revision.
///
/// # Errors
/// Where it can't be read, or has findings.
pub fn open_revision(folder: &Path, revision: &str) -> Result<Session, Failure> {
    let (schema, documents) = files::read_revision(folder, revision)?;
    Ok(Session::new(document::load(&schema, &documents).map_err(|findings| failed(&findings, false))?))
}

/// The graph of a layout, and the schema it was laid out with.
fn laid_out(bytes: Bytes, colour: bool) -> Result<(Graph, Option<Source>), Failure> {
    let frozen = Frozen::open(bytes)?;
    let schema = frozen.schema_text().map(|text| Source::new("schema.json", text.clone()));
    let graph = document::open_laid_out(frozen).map_err(|findings| failed(&findings, colour))?;
    Ok((graph, schema))
}

/// Lays a graph out in a file: a folder's, after all checks, or the one that is shipped.
///
/// # Errors
/// Where files can't be read or written, or have findings.
pub fn snapshot(directory: Option<&Path>, file: &Path, colour: bool) -> Result<(usize, usize), Failure> {
    let (schema, documents) = sources(directory)?;
    let graph = document::load(&schema, &documents).map_err(|findings| failed(&findings, colour))?;
    write_sections(file, Frozen::of_graph(&graph, Some(&schema.text))?)?;
    Ok((graph.node_count(), graph.edge_count()))
}

/// Writes what was laid out to a file, whole or not at all.
///
/// # Errors
/// Where it can't be written.
pub fn write_sections(file: &Path, sections: Sections) -> Outcome<()> {
    files::write_pieces(file, |out| sections.write(|piece| out.write_all(piece)))
}

/// The JSON Schema of a graph's documents, also where those have findings.
///
/// # Errors
/// Where files can't be read, or the graph's schema has findings.
pub fn json_schema(directory: Option<&Path>, colour: bool) -> Result<String, Failure> {
    let (schema, _) = sources(directory)?;
    document::json_schema(&schema).map_err(|findings| failed(&findings, colour))
}

/// Checks the files of a graph: a folder's, or those that are shipped.
///
/// # Errors
/// Where files can't be read, or a code or a work is asked for that is not there.
pub fn check(directory: Option<&Path>, asked: &Asked) -> Result<Checked, Failure> {
    let (schema, documents) = sources(directory)?;
    Ok(check::check(&schema, &documents, asked)?)
}

/// Checks a session's graph as it would be saved.
///
/// # Errors
/// Where it can't be said how it would be saved, or a code is asked for that no rule has.
pub fn check_held(session: &Session, home: &Home, asked: &Asked, colour: bool) -> Result<Checked, Failure> {
    let (schema, documents) = as_saved(session, home, colour)?;
    Ok(check::check(&schema, &documents, asked)?)
}

/// Writes the files of a graph in canonical form, or where `check` is set only looks; gives the
/// files that are (or would be) changed.
///
/// # Errors
/// Where files can't be read or written.
pub fn format(directory: &Path, check: bool, colour: bool) -> Result<Vec<String>, Failure> {
    let (mut folder, (schema, documents)) = Folder::open(directory)?;
    let own = document::format_schema(&schema).map_err(|findings| failed(&findings, colour))?;
    let mut formatted = vec![(&schema, own)];
    for source in &documents {
        let text = document::format(&schema, source).map_err(|findings| failed(&findings, colour))?;
        formatted.push((source, text));
    }
    let changed: Vec<(&Source, String)> =
        formatted.into_iter().filter(|(source, text)| text.as_str() != &*source.text).collect();
    // Nothing is written before everything could be read.
    if !check && !changed.is_empty() {
        let sources = changed.iter().map(|(source, text)| Source::new(source.path.clone(), text.as_str()));
        folder.replace(&sources.collect::<Vec<Source>>())?;
    }
    Ok(changed.into_iter().map(|(source, _)| source.path.clone()).collect())
}

/// The saved queries that are shipped, in the order of their names.
pub fn queries() -> Vec<SavedQuery> {
    files::embedded_queries().into_iter().map(|(name, text)| SavedQuery::read(name, text)).collect()
}

/// The saved queries of a graph: those of its folder where that has some, else those that are shipped.
///
/// # Errors
/// Where one of the folder's can't be read.
pub fn queries_of(home: &Home) -> Outcome<Vec<SavedQuery>> {
    let own = match home {
        Home::Folder(folder) => files::queries_of(folder.path())?,
        Home::Shipped | Home::Snapshot(_) => Vec::new(),
    };
    let own: Vec<SavedQuery> = own.iter().map(|(name, text)| SavedQuery::read(name, text)).collect();
    Ok(if own.is_empty() { queries() } else { own })
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

/// A path as a shell takes it for one word: in quotes where it has spaces or signs that a shell reads.
pub(super) fn shell_word(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |letter: char| letter.is_alphanumeric() || "/._-+,:@%".contains(letter);
    if !text.is_empty() && text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

pub(super) fn file_error(doing: &str, path: &Path, error: &std::io::Error) -> Box<Diagnostic> {
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
    /// What a comparison's rows hold, in the graph that they are of: each side in its own line.
    Sides(&'a Graph, &'a Answer, &'a [String; 3]),
}

/// The figure of what is to be drawn.
///
/// # Errors
/// Where the rows hold nothing that can be drawn.
pub fn figure(session: &Session, drawn: &Drawn<'_>) -> Outcome<Figure> {
    let graph = session.graph();
    let lens = session.lens();
    Ok(match drawn {
        Drawn::Sides(graph, answer, sides) => Figure::of_sides(graph, answer, sides)?,
        Drawn::Rows(answer) => {
            let figure = Figure::of_rows(graph, answer).map_err(|error| warned(error, answer))?;
            captioned(figure, answer.seen.as_deref())
        }
        Drawn::Whole if lens.is_empty() => Figure::whole(graph),
        Drawn::Around(node, depth) if lens.is_empty() => Figure::around(graph, *node, *depth),
        Drawn::Whole => through(session, &lens, None)?,
        Drawn::Around(node, depth) => through(session, &lens, Some((*node, *depth)))?,
    })
}

/// What is to be written for other programs; where that is asked for, with the works that its evidence is from.
///
/// # Errors
/// Where the rows hold nothing of a graph, or the lens names something unknown.
pub fn gathered(session: &Session, drawn: &Drawn<'_>, with_works: bool) -> Outcome<Gathered> {
    let lens = session.lens();
    let (graph, seen);
    let through;
    let view: &dyn View = match drawn {
        Drawn::Sides(graph, ..) => *graph,
        Drawn::Rows(_) => session.graph(),
        Drawn::Whole | Drawn::Around(..) if lens.is_empty() => session.graph(),
        Drawn::Whole | Drawn::Around(..) => {
            (graph, seen) = (session.graph(), session.look(&lens)?);
            through = Through::new(graph, &seen);
            &through
        }
    };
    let selection = match drawn {
        Drawn::Sides(_, answer, _) | Drawn::Rows(answer) => {
            Selection::of_rows(view, answer).map_err(|error| warned(error, answer))?
        }
        Drawn::Whole => Selection::whole(view),
        Drawn::Around(node, depth) => Selection::around(view, *node, *depth),
    };
    let schema = session.graph().schema().map(AsRef::as_ref);
    let mut nodes: Vec<NodeId> = selection.nodes.into_iter().collect();
    let edges: Vec<EdgeId> = selection.edges.into_iter().collect();
    loop {
        let gathered = interchange::gather(view, schema, &nodes, &edges);
        // A work rests on passages too, so that it may bring others.
        let lacking = gathered.lacking();
        let works: Vec<NodeId> = lacking.iter().filter_map(|work| view.node_by_id(work)).collect();
        if !with_works || works.is_empty() {
            return Ok(gathered);
        }
        nodes.extend(works);
    }
}

/// Rows that can't be drawn may lack what a misspelt name kept from them: the answer's warnings, in one line each.
#[allow(clippy::boxed_local)] // every error comes boxed: see `Outcome`
fn warned(error: Box<Diagnostic>, answer: &Answer) -> Box<Diagnostic> {
    let warnings = answer.notes.iter().filter(|note| note.detail != "Emptied");
    let lines = warnings.map(|note| [vec![note.message.clone()], note.hints.clone()].concat().join("; "));
    Box::new(Diagnostic { hints: lines.chain(error.hints.iter().cloned()).collect(), ..*error })
}

/// A node and those next to it by these edges as letters, within so many columns, with colours or without.
pub fn ego(
    view: &dyn View,
    schema: Option<&Schema>,
    node: NodeId,
    edges: &[EdgeId],
    (columns, colour): (usize, bool),
) -> Ego {
    let figure = Figure::of_view(view, schema, &[node], edges);
    let key = view.node_text(node, "id").map_or_else(|| format!("n{}", node.0), |id| id.to_string());
    export::ego(&figure, &key, columns, colour)
}

/// A picture says under its title what it was seen through.
fn captioned(figure: Figure, seen: Option<&Seen>) -> Figure {
    match seen {
        Some(seen) => figure.captioned(format!("seen {}", seen.lens.text)),
        None => figure,
    }
}

/// The whole graph through a lens, or what is so many steps around a node.
fn through(session: &Session, lens: &str, around: Option<(NodeId, usize)>) -> Outcome<Figure> {
    let graph = session.graph();
    let seen = session.look(lens)?;
    let view = Through::new(graph, &seen);
    let mut nodes = Vec::new();
    match around {
        None => view.nodes(&mut nodes),
        Some((node, depth)) => nodes = reached(&view, node, depth),
    }
    let mut edges = Vec::new();
    nodes.iter().for_each(|node| view.edges_of(*node, Way::Out, &[], &mut edges));
    let inside: BTreeSet<NodeId> = nodes.iter().copied().collect();
    let edges: Vec<EdgeId> = edges.into_iter().filter(|(_, to)| inside.contains(to)).map(|(edge, _)| edge).collect();
    let figure = Figure::of_view(&view, graph.schema().map(AsRef::as_ref), &nodes, &edges);
    Ok(captioned(figure, Some(&seen)))
}

/// A node with everything up to so many steps away. O(nodes + edges) within that distance.
fn reached(view: &dyn View, node: NodeId, depth: usize) -> Vec<NodeId> {
    let mut found = BTreeSet::from([node]);
    let mut rim = vec![node];
    for _ in 0..depth {
        let mut edges = Vec::new();
        rim.iter().for_each(|node| view.edges_of(*node, Way::Both, &[], &mut edges));
        rim = edges.into_iter().map(|(_, other)| other).filter(|other| found.insert(*other)).collect();
    }
    found.into_iter().collect()
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

/// Whether a statement returns the value of an operator.
fn computes(statement: &str) -> bool {
    let Ok(statement) = syntax::parse(statement) else { return false };
    statement.query.parts.iter().flat_map(|part| &part.clauses).any(|clause| match clause {
        Clause::Return(projection) => {
            projection.items.iter().any(|item| matches!(item.expression.kind, Kind::Binary(..)))
        }
        _ => false,
    })
}

/// A value from text: a Cypher literal, or else the text itself.
pub fn literal(session: &mut Session, text: &str) -> Value {
    let statement = format!("RETURN ({text}\n) AS value");
    // `2014/2022` is a time, not a division: what computes something is no literal.
    if computes(&statement) {
        return Value::string(text);
    }
    // Here, also where another engine answers: nobody's server need be asked what `2013` is.
    let none = Map::new();
    let answer = session.prepare(&statement, &none).and_then(|prepared| session.run_prepared(&prepared, &none));
    let value = answer.ok().and_then(|answer| answer.rows.into_iter().next()?.into_iter().next());
    value.unwrap_or_else(|| Value::string(text))
}
