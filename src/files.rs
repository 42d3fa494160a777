//! Files: a graph's folder in, a file out whole or not at all, and what travels inside the binary.

mod folder;
mod replaced;
mod revision;
mod templates;
#[cfg(test)]
#[allow(clippy::disallowed_methods)] // tests write what others would have written
mod tests;
mod transaction;
mod whole;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use include_dir::{Dir, DirEntry, include_dir};
use resvg::usvg::fontdb::Database;

use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::document::Source;
use transaction::Lock;

pub use folder::{Contents, Folder};
pub use replaced::replace_folder;
pub use revision::read_revision;
pub use templates::{Begun, begin, schema_of};

static GRAPH: Dir = include_dir!("$CARGO_MANIFEST_DIR/graph");
static QUERIES: Dir = include_dir!("$CARGO_MANIFEST_DIR/queries");

/// The name of the file that holds a graph's schema.
const SCHEMA: &str = "schema.json";

/// How the names of mapping files end, which say how tables are read and are no part of a graph.
pub const MAPPING: &str = ".mapping.json";

/// Reads a graph's folder: its schema, and every other `.json` file in it and below it, sorted by path.
/// Names that end in `.mapping.json` are those of mappings and are passed over. Names that begin with a dot are passed
/// over, and so are links to folders. A save that a process was kept from ending is ended first.
///
/// # Errors
/// A folder or file that can't be read or is no UTF-8, or a folder without `schema.json`.
pub fn read_folder(folder: &Path) -> Outcome<Contents> {
    loop {
        if transaction::is_unfinished(folder) {
            let _lock = Lock::to_save(folder);
            transaction::finish(folder)?;
        }
        let _lock = Lock::to_read(folder);
        // Between the two locks another process may have begun a save, and ended without ending it.
        if !transaction::is_unfinished(folder) {
            return read_unlocked(folder);
        }
    }
}

fn read_unlocked(folder: &Path) -> Outcome<Contents> {
    let mut paths = Vec::new();
    find_documents(folder, &mut paths)?;
    let read: Outcome<Vec<Source>> = paths.iter().map(|path| read_source(folder, path)).collect();
    split(read?).ok_or_else(|| {
        let message = format!("no schema: found no `{SCHEMA}` in `{}`, expected a graph's folder", folder.display());
        Box::new(Diagnostic::plain(Class::FileError, message))
    })
}

fn find_documents(folder: &Path, into: &mut Vec<PathBuf>) -> Outcome<()> {
    let entries = fs::read_dir(folder).map_err(|error| failure("read", folder, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| failure("read", folder, &error))?;
        let path = entry.path();
        let kind = entry.file_type().map_err(|error| failure("read", &path, &error))?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            find_documents(&path, into)?;
        } else if is_document(&path) {
            into.push(path);
        }
    }
    Ok(())
}

/// Whether a file is a part of a graph: JSON that is no mapping.
fn is_document(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "json") && !path.to_string_lossy().ends_with(MAPPING)
}

fn read_source(folder: &Path, path: &Path) -> Outcome<Source> {
    let text = fs::read_to_string(path).map_err(|error| failure("read", path, &error))?;
    Ok(Source::new(name_in(folder, path), text))
}

/// The path within the folder, with `/` between its parts on every system.
fn name_in(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The schema, and the other documents sorted by path.
fn split(mut sources: Vec<Source>) -> Option<(Source, Vec<Source>)> {
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let at = sources.iter().position(|source| source.path == SCHEMA)?;
    let schema = sources.remove(at);
    Some((schema, sources))
}

/// Writes a file so that it is old or new at every moment, never half: a new file beside it, brought
/// to the disk, then renamed. Permissions of a file that was there are kept. What a killed process left
/// half written beside it is taken away.
///
/// # Errors
/// Where the folder isn't there or can't be written to; the file is then as it was.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Outcome<()> {
    write_pieces(path, |out| out.write_all(bytes))
}

/// As [`write_atomically`], for what is not in memory as a whole.
///
/// # Errors
/// Where the folder isn't there or can't be written to; the file is then as it was.
pub fn write_pieces(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Outcome<()> {
    whole::replace(path, write).map_err(|error| failure("write", path, &error))
}

fn failure(verb: &str, path: &Path, error: &io::Error) -> Box<Diagnostic> {
    let (reason, hint) = match error.kind() {
        io::ErrorKind::NotFound => ("there is no such file or folder".to_owned(), None),
        io::ErrorKind::PermissionDenied => {
            let whole = "a file is replaced as a whole, which takes the right to write in its folder";
            ("permission is denied".to_owned(), (verb == "write").then(|| whole.to_owned()))
        }
        io::ErrorKind::InvalidData => ("it is no UTF-8 text".to_owned(), Some("save it as UTF-8".to_owned())),
        _ => (error.to_string(), None),
    };
    let message = format!("can't {verb} `{}`: {reason}", path.display());
    Box::new(Diagnostic::plain(Class::FileError, message).hint_if(hint))
}

/// Reads a file as text, or nothing where there is no such file.
///
/// # Errors
/// Where it is there and can't be read.
pub fn read_if_there(path: &Path) -> Outcome<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failure("read", path, &error)),
    }
}

/// The faces that are installed on this machine. Takes some hundred milliseconds where there are many.
pub fn system_fonts() -> Database {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    fonts
}

/// What begins at a multiple of eight, so that it can be read as numbers.
#[repr(C, align(8))]
struct Aligned<B: ?Sized>(B);

static LAID_OUT: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/graph.actant")));

/// The graph inside the binary as it was laid out when that was built.
pub fn embedded_layout() -> &'static [u8] {
    &LAID_OUT.0
}

/// The graph inside the binary: its schema and its documents, sorted by path.
pub fn embedded() -> (Source, Vec<Source>) {
    let mut sources = Vec::new();
    let mut take = |path, text| {
        if is_document(Path::new(path)) {
            sources.push(Source::new(path, text));
        }
    };
    collect(&GRAPH, &mut take, "json");
    split(sources).expect("the graph folder is there with its schema when the binary is built")
}

/// The mappings inside the binary: their paths within the graph's folder and their texts, sorted by path.
pub fn embedded_mappings() -> Vec<(&'static str, &'static str)> {
    let mut mappings = Vec::new();
    collect(&GRAPH, &mut |path, text| mappings.push((path, text)), "json");
    mappings.retain(|(path, _)| path.ends_with(MAPPING));
    mappings.sort_unstable();
    mappings
}

/// The saved queries of a graph's folder by name, sorted by name: the `.cypher` files in its `queries`.
/// Without that folder there are none.
///
/// # Errors
/// Where one can't be read.
pub fn queries_of(folder: &Path) -> Outcome<Vec<(String, String)>> {
    let folder = folder.join("queries");
    let Ok(entries) = fs::read_dir(&folder) else { return Ok(Vec::new()) };
    let mut queries = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.extension().is_some_and(|extension| extension == "cypher") {
            let text = fs::read_to_string(&path).map_err(|error| failure("read", &path, &error))?;
            queries.push((path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), text));
        }
    }
    queries.sort_unstable();
    Ok(queries)
}

/// The saved queries inside the binary, by name, sorted by name.
pub fn embedded_queries() -> Vec<(&'static str, &'static str)> {
    let mut queries = Vec::new();
    collect(&QUERIES, &mut |path, text| queries.push((path.trim_end_matches(".cypher"), text)), "cypher");
    queries.sort_unstable();
    queries
}

fn collect(folder: &Dir<'static>, take: &mut impl FnMut(&'static str, &'static str), extension: &str) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => collect(inner, take, extension),
            DirEntry::File(file) if file.path().extension().is_some_and(|found| found == extension) => {
                if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
                    take(path, text);
                }
            }
            DirEntry::File(_) => {}
        }
    }
}
