//! A graph's folder that is open: what was read from it, and whether it is still that.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::transaction::{self, Lock};
use super::{failure, find_documents, read_folder, read_unlocked};
use crate::diagnostic::{Class, Diagnostic, Outcome, quoted_list};
use crate::graph::document::Source;

/// A graph's folder with what it held when it was last read or written.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    /// The texts themselves and no fingerprints: whoever changes them meanwhile is to be merged with.
    contents: Contents,
    /// What its files looked like from outside when that was last looked at.
    stamps: Vec<Stamp>,
}

/// A file with its size and the time of its last change.
type Stamp = (PathBuf, u64, Option<SystemTime>);

/// The schema and the documents of a folder.
pub type Contents = (Source, Vec<Source>);

impl Folder {
    /// Opens a folder and reads it.
    ///
    /// # Errors
    /// As [`read_folder`] says.
    pub fn open(path: &Path) -> Outcome<(Folder, Contents)> {
        // Looked at before it is read: what changes in between is seen the next time.
        let stamps = stamps(path);
        let contents = read_folder(path)?;
        Ok((Folder { path: path.to_owned(), contents: contents.clone(), stamps }, contents))
    }

    /// Makes a folder of a graph. One that is there already must hold no JSON.
    ///
    /// # Errors
    /// Where it holds a graph or other JSON, or can't be made or written to.
    pub fn create(path: &Path, contents: &Contents) -> Outcome<Folder> {
        fs::create_dir_all(path).map_err(|error| failure("make", path, &error))?;
        let _lock = Lock::to_save(path);
        transaction::finish(path)?;
        let mut found = Vec::new();
        find_documents(path, &mut found)?;
        if !found.is_empty() {
            return Err(not_empty(path, found.len()));
        }
        let (schema, documents) = contents;
        transaction::replace(path, &[std::slice::from_ref(schema), documents].concat())?;
        Ok(Folder { path: path.to_owned(), contents: contents.clone(), stamps: Vec::new() })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it held when it was last read or written.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// The paths of the files in it that are no longer what they were, are gone or are new.
    ///
    /// # Errors
    /// Where it can't be read.
    pub fn changed(&self) -> Outcome<Vec<String>> {
        Ok(self.differing(&read_folder(&self.path)?))
    }

    /// Whether its files look otherwise from outside than when this was asked last, or it was opened. That is found
    /// without reading them, and is no proof: what they hold, [`Folder::changed`] tells. O(files).
    pub fn looks_changed(&mut self) -> bool {
        let now = stamps(&self.path);
        let changed = now != self.stamps;
        self.stamps = now;
        changed
    }

    /// Replaces some of its files, or adds them, all or none.
    ///
    /// # Errors
    /// Where it is no longer what it was, or can't be written to; nothing has changed then.
    pub fn replace(&mut self, sources: &[Source]) -> Outcome<()> {
        let _lock = Lock::to_save(&self.path);
        transaction::finish(&self.path)?;
        let changed = self.differing(&read_unlocked(&self.path)?);
        if !changed.is_empty() {
            return Err(self.overtaken(&changed));
        }
        transaction::replace(&self.path, sources)?;
        sources.iter().for_each(|source| self.take(source));
        Ok(())
    }

    /// That it changed since it was read, and is not overwritten.
    pub fn overtaken(&self, changed: &[String]) -> Box<Diagnostic> {
        let paths: Vec<&str> = changed.iter().map(String::as_str).collect();
        let (paths, folder) = (quoted_list(&paths), self.path.display());
        let message = format!("{paths} in `{folder}` changed since the graph was read, and is not overwritten");
        Box::new(Diagnostic::plain(Class::FileError, message))
    }

    fn differing(&self, now: &Contents) -> Vec<String> {
        let (before, now) = (texts(&self.contents), texts(now));
        let gone_or_other = before.iter().filter(|(path, text)| now.get(*path) != Some(*text)).map(|(path, _)| *path);
        let new = now.keys().filter(|path| !before.contains_key(*path)).copied();
        gone_or_other.chain(new).map(str::to_owned).collect()
    }

    /// Takes note of a file that was written.
    fn take(&mut self, source: &Source) {
        let (schema, documents) = &mut self.contents;
        if source.path == schema.path {
            *schema = source.clone();
            return;
        }
        match documents.binary_search_by(|known| known.path.cmp(&source.path)) {
            Ok(at) => documents[at] = source.clone(),
            Err(at) => documents.insert(at, source.clone()),
        }
    }
}

fn not_empty(path: &Path, files: usize) -> Box<Diagnostic> {
    let plural = if files == 1 { "" } else { "s" };
    let message =
        format!("`{}` holds {files} JSON file{plural} already, expected a new or an empty folder", path.display());
    let fault = Diagnostic::plain(Class::FileError, message);
    Box::new(fault.hint("a graph that is there is opened with `--graph`, and then saved with `:save` alone"))
}

/// What the files of a folder look like from outside; nothing of one that can't be looked at.
fn stamps(folder: &Path) -> Vec<Stamp> {
    let mut paths = Vec::new();
    if find_documents(folder, &mut paths).is_err() {
        return Vec::new();
    }
    let stamp = |path: PathBuf| {
        let looks = fs::metadata(&path).ok();
        let size = looks.as_ref().map_or(0, fs::Metadata::len);
        (path, size, looks.and_then(|looks| looks.modified().ok()))
    };
    let mut stamps: Vec<Stamp> = paths.into_iter().map(stamp).collect();
    stamps.sort();
    stamps
}

fn texts((schema, documents): &Contents) -> BTreeMap<&str, &str> {
    std::iter::once(schema).chain(documents).map(|source| (source.path.as_str(), &*source.text)).collect()
}
