//! Tables brought in by a mapping: into a snapshot as they are read.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::Stop;
use super::arguments::Import;
use super::wiring::{self, Failure};
use crate::diagnostic::{Class, Diagnostic, counted, nearest};
use crate::files;
use crate::graph::document::{Findings, Source};
use crate::import::mapping::{Fault, Mapping, Sink, Snapshot, Told, lay_out, read, run};

/// Whether what was read is to go into a snapshot and not into a folder, by the name of the output.
pub(super) fn into_snapshot(import: &Import) -> bool {
    import.output.extension().is_some_and(|ending| ending == "actant")
}

/// Reads tables by a mapping and writes a snapshot.
pub(super) fn import(import: &Import, map: &Path, colour: bool, err: &mut dyn Write) -> Result<(), Stop> {
    if import.apply {
        let wrong = Diagnostic::plain(Class::UsageError, "`--apply` is for folders; a snapshot is written at once");
        return Err(failed(Box::new(wrong)));
    }
    let start = Instant::now();
    let mut snapshot = Snapshot::default();
    let (_, told) = told(import, map, &mut snapshot, colour, err)?;
    let (nodes, edges) = (snapshot.node_count(), told.edges);
    let sections = lay_out(snapshot, None).map_err(failed)?;
    wiring::write_sections(&import.output, sections).map_err(failed)?;
    let (rows, seconds) = (told.rows(), start.elapsed().as_secs_f64());
    let output = import.output.display();
    let told = [counted(rows, "row"), counted(nodes, "node"), counted(edges, "relation")].join(", ");
    Ok(writeln!(err, "{told} in {seconds:.2} s; wrote {output}")?)
}

/// Reads tables by a mapping into a sink and says what came of each; gives what the mapping is called.
pub(super) fn read_into(
    import: &Import,
    map: &Path,
    sink: &mut dyn Sink,
    colour: bool,
    err: &mut dyn Write,
) -> Result<String, Stop> {
    told(import, map, sink, colour, err).map(|(name, _)| name)
}

fn told(
    import: &Import,
    map: &Path,
    sink: &mut dyn Sink,
    colour: bool,
    err: &mut dyn Write,
) -> Result<(String, Told), Stop> {
    let (source, beside) = mapping_text(map)?;
    let mapping = read(&source).map_err(|findings| found(&findings, colour))?;
    let folder = data_folder(import, map, beside)?;
    let told = tables(import, &mapping, &folder, sink, colour)?;
    told.write(err)?;
    Ok((mapping_name(&source.path).to_owned(), told))
}

/// Hands what the tables hold to a sink, and shows how far it is.
fn tables(import: &Import, mapping: &Mapping, folder: &Path, sink: &mut dyn Sink, colour: bool) -> Result<Told, Stop> {
    let watched = io::stderr().is_terminal();
    let mut shown = false;
    let told = run(mapping, folder, import.bad_rows.into(), sink, &mut |rows| {
        if watched {
            shown = true;
            // Progress is a courtesy: nothing is lost where it can't be shown.
            let _ = write!(io::stderr(), "\r{rows} rows ");
        }
    });
    if shown {
        let _ = writeln!(io::stderr());
    }
    told.map_err(|fault| match fault {
        Fault::Mapping(findings) => found(&findings, colour),
        Fault::File(error) => failed(error),
    })
}

/// The text of a mapping, and the folder it lies in: a file's, or that of one that is shipped, by its name.
fn mapping_text(map: &Path) -> Result<(Source, Option<PathBuf>), Stop> {
    if map.is_file() {
        let text = wiring::read_file(map).map_err(failed)?;
        return Ok((Source::new(map.to_string_lossy(), text), map.parent().map(Path::to_path_buf)));
    }
    let name = map.to_string_lossy();
    let shipped = files::embedded_mappings();
    if let Some((path, text)) = shipped.iter().find(|(path, _)| mapping_name(path) == name) {
        return Ok((Source::new(*path, *text), None));
    }
    let names: Vec<&str> = shipped.iter().map(|(path, _)| mapping_name(path)).collect();
    let message = format!("`{name}` is neither a file nor the name of a mapping that is shipped");
    let near = nearest(&name, names.iter().copied()).map(|near| format!("did you mean `{near}`?"));
    let fault = Diagnostic::plain(Class::FileError, message).hint_if(near);
    Err(failed(Box::new(fault.hint(format!("shipped are {}", names.join(", "))))))
}

/// The name of a shipped mapping from its path.
fn mapping_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path).trim_end_matches(files::MAPPING)
}

/// The folder that the tables lie in: the one that is named, else that of the mapping.
fn data_folder(import: &Import, map: &Path, beside: Option<PathBuf>) -> Result<PathBuf, Stop> {
    let wrong =
        |message: String, hint: &str| Err(failed(Box::new(Diagnostic::plain(Class::UsageError, message).hint(hint))));
    let hint = "as in `actant import DIR --map un-votes -o un-votes.actant`";
    match (import.files.as_slice(), beside) {
        ([folder], _) if folder.is_dir() => Ok(folder.clone()),
        ([other], _) => wrong(format!("found `{}`, expected the folder of the tables", other.display()), hint),
        ([], Some(beside)) if beside.as_os_str().is_empty() => Ok(PathBuf::from(".")),
        ([], Some(beside)) => Ok(beside),
        ([], None) => wrong(format!("`{}` is shipped without its tables, expected their folder", map.display()), hint),
        (more, _) => wrong(format!("found {} folders, expected the one of the tables", more.len()), hint),
    }
}

fn found(findings: &Findings, colour: bool) -> Stop {
    Stop::Failed(wiring::failed(findings, colour))
}

fn failed(error: Box<Diagnostic>) -> Stop {
    Stop::Failed(Failure::from(error))
}
