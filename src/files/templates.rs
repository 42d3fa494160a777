//! Templates: what the folder of a new graph begins with. They travel inside the binary.

use std::path::Path;

use include_dir::{Dir, DirEntry, include_dir};

use super::{Folder, SCHEMA, embedded, split, write_atomically};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::document::Source;

static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/templates");

/// Files that are never the graph's: drawings of it, snapshots and what a save leaves waiting.
const IGNORED: &str = "*.actant\n.actant-*\n.*.actant-*\n";

/// What a new folder begins with: the files of a graph, and others beside them.
struct Template {
    documents: Vec<Source>,
    beside: Vec<Source>,
}

/// What was made.
#[derive(Debug)]
pub struct Begun {
    /// The files that were written, sorted by path.
    pub written: Vec<String>,
    /// Files that were there already and were left as they are.
    pub kept: Vec<String>,
}

/// Makes the folder of a new graph. A template without a schema of its own has the shipped graph's.
///
/// # Errors
/// Where the folder holds a graph or other JSON, or can't be made or written to.
pub fn begin(folder: &Path, template: &str) -> Outcome<Begun> {
    let Template { documents, beside } = read(template)?;
    let contents = split(documents).ok_or_else(|| unknown(template))?;
    Folder::create(folder, &contents)?;
    let (schema, documents) = contents;
    let mut begun = Begun { written: vec![schema.path], kept: Vec::new() };
    begun.written.extend(documents.into_iter().map(|source| source.path));
    for source in beside {
        let path = folder.join(&source.path);
        if path.exists() {
            begun.kept.push(source.path);
            continue;
        }
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|error| super::failure("make", parent, &error))?;
        }
        write_atomically(&path, source.text.as_bytes())?;
        begun.written.push(source.path);
    }
    begun.written.sort();
    Ok(begun)
}

/// The schema of a template.
///
/// # Errors
/// Where there is no such template.
pub fn schema_of(template: &str) -> Outcome<Source> {
    let documents = read(template)?.documents;
    documents.into_iter().find(|source| source.path == SCHEMA).ok_or_else(|| unknown(template))
}

fn read(template: &str) -> Outcome<Template> {
    let folder = TEMPLATES.get_dir(template).ok_or_else(|| unknown(template))?;
    let mut sources = vec![Source::new(".gitignore", IGNORED)];
    collect(folder, template, &mut sources);
    if sources.iter().all(|source| source.path != SCHEMA) {
        sources.push(embedded().0);
    }
    let (documents, beside) = sources.into_iter().partition(|source| source.path.ends_with(".json"));
    Ok(Template { documents, beside })
}

fn unknown(template: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::plain(Class::UsageError, format!("there is no template `{template}`")))
}

fn collect(folder: &Dir<'static>, template: &str, into: &mut Vec<Source>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => collect(inner, template, into),
            DirEntry::File(file) => {
                let path = file.path().strip_prefix(template).ok().and_then(Path::to_str);
                if let (Some(path), Some(text)) = (path, file.contents_utf8()) {
                    into.push(Source::new(path.replace('\\', "/"), text));
                }
            }
        }
    }
}
