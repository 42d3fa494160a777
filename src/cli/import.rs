//! Other people's files brought into a graph's folder: shown first, done with `--apply`.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::arguments::{Favour, Import};
use super::wiring::{self, Failure, Saved};
use super::{Stop, mapped, merging, saving};
use crate::diagnostic::{Class, Diagnostic, render};
use crate::files::{self, Folder};
use crate::graph::document::{Source, schema_source};
use crate::graph::{Graph, Schema, View};
use crate::import::landing::Report;
use crate::import::works::{self, List};
use crate::interchange::{self, Gathered, Tables, Terms};
use crate::session::Session;

/// The template that works without a folder get theirs from.
const WORKS: &str = "literature";

/// What a file holds.
enum Brought {
    /// A bibliography, and the name of its file.
    Works(String, List),
    /// A graph, and the name of its file.
    Graph(String, Box<Gathered>),
}

/// The folder that takes what was read.
struct Target {
    /// None where it is to be made.
    folder: Option<Folder>,
    /// None where there is none yet.
    schema: Option<Source>,
    documents: Vec<Source>,
}

/// Shows what the files would change; changes it where that is asked for.
pub(super) fn import(import: &Import, colour: bool, err: &mut dyn Write) -> Result<(), Stop> {
    let target = open(&import.output)?;
    let brought = match &import.map {
        Some(map) => vec![tables(import, map, &target, colour, err)?],
        None => import.files.iter().map(|file| read(file, colour)).collect::<Result<Vec<Brought>, Stop>>()?,
    };
    if brought.iter().all(Brought::is_empty_graph) {
        brought.iter().try_for_each(|brought| brought.say_empty(err))?;
        return Ok(writeln!(err, "nothing to import")?);
    }
    let (schema, added) = schema(import, &target, &brought, colour)?;
    let graph = wiring::load(&schema, &target.documents, colour).map_err(Stop::Failed)?;
    let mut session = Session::new(graph);
    session.cite = false;
    say_added(&target, &brought, &added, err)?;
    let mut empty = added.is_empty() && target.folder.is_some();
    for brought in &brought {
        empty &= land(&mut session, brought, import, err)?;
    }
    if empty {
        return Ok(writeln!(err, "nothing to change")?);
    }
    // What could not be saved is said before somebody relies on it.
    let documents = saving::prepare(session.graph(), &schema, &target.documents, colour).map_err(Stop::Failed)?;
    if !import.apply {
        return Ok(writeln!(err, "nothing is written yet; `--apply` does it")?);
    }
    let saved = write(target, import, schema, documents, colour).map_err(Stop::Failed)?;
    let merged = saved.merged.map(|merged| format!("; {merged}")).unwrap_or_default();
    Ok(writeln!(err, "wrote {} in {}{merged}", saved.written.join(", "), import.output.display())?)
}

fn read(file: &Path, colour: bool) -> Result<Brought, Stop> {
    let name = file.file_name().map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned());
    if file.is_dir() {
        let message = format!("`{}` is a folder, expected a file", file.display());
        let hint = "tables in a folder come in by a mapping, as in `actant import DIR --map MAPPING -o graph`";
        return Err(failed(Box::new(Diagnostic::plain(Class::FileError, message).hint(hint))));
    }
    let bytes = fs::read(file).map_err(|error| failed(wiring::file_error("read", file, &error)))?;
    let wrong = |error: Box<Diagnostic>| Stop::Failed(wrong_in(file, &String::from_utf8_lossy(&bytes), &error, colour));
    if let Some(form) = works::form_of(&name, &bytes) {
        let text = works::decode(&bytes).map_err(wrong)?;
        let placed = |error: Box<Diagnostic>| Stop::Failed(wrong_in(file, &text, &error, colour));
        return works::read(form, &text).map(|list| Brought::Works(name, list)).map_err(placed);
    }
    let form = interchange::form_of(&name, &bytes).map_err(failed)?;
    interchange::read(form, &bytes).map(|gathered| Brought::Graph(name, Box::new(gathered))).map_err(wrong)
}

/// What is wrong in a file, shown in its text.
fn wrong_in(file: &Path, text: &str, error: &Diagnostic, colour: bool) -> Failure {
    let mut error = error.clone();
    // Without a place in the text nothing else says in which of the files it is.
    if error.span.is_none() || text.is_empty() {
        error.message = format!("`{}`: {}", file.display(), error.message);
    }
    Failure { class: error.class, text: render(&error, text, Some(&file.to_string_lossy()), colour) }
}

/// What tables hold by a mapping. The ends of their relations may stand in the folder already.
fn tables(import: &Import, map: &Path, target: &Target, colour: bool, err: &mut dyn Write) -> Result<Brought, Stop> {
    let known = match &target.schema {
        Some(schema) => wiring::load(schema, &target.documents, colour).map_err(Stop::Failed)?,
        None => Graph::default(),
    };
    let mut tables = Tables::new(|id| known.node_by_id(id).is_some());
    let name = mapped::read_into(import, map, &mut tables, colour, err)?;
    Ok(Brought::Graph(name, Box::new(tables.gathered())))
}

fn open(path: &Path) -> Result<Target, Stop> {
    if !path.exists() {
        return Ok(Target { folder: None, schema: None, documents: Vec::new() });
    }
    let (folder, (schema, documents)) = Folder::open(path).map_err(failed)?;
    Ok(Target { folder: Some(folder), schema: Some(schema), documents })
}

/// The schema that the graph will have, and what it has more than before.
fn schema(import: &Import, target: &Target, brought: &[Brought], colour: bool) -> Result<(Source, Vec<String>), Stop> {
    let begun = match &target.schema {
        Some(schema) => Some(schema.clone()),
        // Works have a schema that is made for them.
        None if brought.iter().any(|one| one.graph().is_none()) => Some(files::schema_of(WORKS).map_err(failed)?),
        None => None,
    };
    let graphs_alone = |one: &&Brought| import.widen || (target.schema.is_none() && one.graph().is_some());
    let known = begun.as_ref().map(|schema| wiring::schema_of(schema, colour)).transpose();
    let mut known: Option<Schema> = known.map_err(Stop::Failed)?;
    let mut added = Vec::new();
    for one in brought.iter().filter(graphs_alone) {
        let (wider, more) = match (one, &known) {
            (Brought::Graph(_, gathered), known) => interchange::widen(known.as_ref(), gathered),
            (Brought::Works(_, list), Some(known)) => works::widen(known, list),
            (Brought::Works(..), None) => continue,
        };
        known = Some(wider);
        added.extend(more);
    }
    let source = begun.filter(|_| added.is_empty());
    Ok((source.unwrap_or_else(|| schema_source(&known.unwrap_or_default())), added))
}

/// Says where the schema is from.
fn say_added(target: &Target, brought: &[Brought], added: &[String], err: &mut dyn Write) -> Result<(), Stop> {
    let is_for_works = brought.iter().any(|one| one.graph().is_none());
    let came_along = brought.iter().any(|one| one.graph().is_some_and(|gathered| gathered.schema.is_some()));
    match &target.folder {
        None if is_for_works => writeln!(err, "a new folder, with the schema of `actant new --from {WORKS}`")?,
        None if came_along => return Ok(writeln!(err, "a new folder, with the schema that came along")?),
        None => return Ok(writeln!(err, "a new folder, with a schema made from what was read")?),
        Some(_) => {}
    }
    if added.is_empty() { Ok(()) } else { Ok(writeln!(err, "the schema gets {}", added.join(", "))?) }
}

/// Makes the changes of a file in the session, after they were told; says whether there are none.
fn land(session: &mut Session, brought: &Brought, import: &Import, err: &mut dyn Write) -> Result<bool, Stop> {
    match brought {
        Brought::Works(file, list) => {
            let mut landing = works::land(session, list, import.overwrite).map_err(failed)?;
            // Of several files, which one has the lines that are told.
            if import.files.len() > 1 {
                landing.report.read = format!("{file}: {}", landing.report.read);
            }
            landing.report.write(err)?;
            say_widen(!import.widen && !landing.report.unplaced.is_empty(), err)?;
            for change in &landing.changes {
                session.run_with(&change.cypher, &change.parameters).map_err(failed)?;
            }
            Ok(landing.report.is_empty())
        }
        Brought::Graph(file, gathered) => {
            let terms = Terms { file, overwrite: import.overwrite };
            let landing = interchange::land(session.graph(), gathered, terms).map_err(failed)?;
            let report = landing.report.clone();
            report.write(err)?;
            say_widen(!import.widen && lacks(&report, gathered), err)?;
            landing.apply(session.graph_mut()).map_err(failed)?;
            Ok(report.is_empty())
        }
    }
}

fn say_widen(lacks: bool, err: &mut dyn Write) -> Result<(), Stop> {
    if lacks { Ok(writeln!(err, "`--widen` adds to the schema what it has no place for")?) } else { Ok(()) }
}

/// Whether the schema has no place for something of the file.
fn lacks(report: &Report, gathered: &Gathered) -> bool {
    report.unplaced != gathered.unplaced || report.skipped.keys().any(|reason| reason.contains("schema"))
}

/// Writes what has changed, or all of a new folder. Where somebody changed the folder meanwhile, both sides' changes are
/// worked into one, if that is asked for.
fn write(
    target: Target,
    import: &Import,
    mut schema: Source,
    mut documents: Vec<Source>,
    colour: bool,
) -> Result<Saved, Failure> {
    let Some(mut folder) = target.folder else {
        documents.iter_mut().for_each(|document| document.path = "graph.json".into());
        let written = std::iter::once(&schema).chain(&documents).map(|source| source.path.clone()).collect();
        Folder::create(&import.output, &(schema, documents))?;
        return Ok(Saved { written, merged: None });
    };
    let mut before: Vec<Source> = target.schema.into_iter().chain(target.documents).collect();
    let mut merged = None;
    if let Some(favour) = import.merge
        && !folder.changed()?.is_empty()
    {
        let (now, theirs) = Folder::open(&import.output)?;
        let merge = merging::merge(&before[1..], &theirs, &documents, favour.map(Favour::side), colour)?;
        schema = merging::schema(&before[0], &theirs.0, schema)?;
        // What was sound on either side need not be so together.
        wiring::load(&schema, &merge.documents, colour)?;
        (folder, documents, merged) = (now, merge.documents, Some(merge.told));
        before = std::iter::once(theirs.0).chain(theirs.1).collect();
    }
    let after = std::iter::once(schema).chain(documents);
    let changed: Vec<Source> = after.filter(|source| !before.contains(source)).collect();
    folder.replace(&changed)?;
    Ok(Saved { written: changed.into_iter().map(|source| source.path).collect(), merged })
}

impl Brought {
    fn graph(&self) -> Option<&Gathered> {
        match self {
            Brought::Graph(_, gathered) => Some(gathered),
            Brought::Works(..) => None,
        }
    }

    /// Whether it is a graph without a node: what that would change is nothing.
    fn is_empty_graph(&self) -> bool {
        self.graph().is_some_and(|gathered| gathered.nodes.is_empty())
    }

    fn say_empty(&self, err: &mut dyn Write) -> io::Result<()> {
        match self {
            Brought::Graph(file, _) => writeln!(err, "{file}: found no node"),
            Brought::Works(..) => Ok(()),
        }
    }
}

fn failed(error: Box<Diagnostic>) -> Stop {
    Stop::Failed(error.into())
}
