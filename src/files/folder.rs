//! A graph's folder that is open: what was read from it, and whether it is still that.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use super::transaction::{self, Lock};
use super::{failure, find_documents, read_folder, read_unlocked};
use crate::diagnostic::{Class, Diagnostic, Outcome, quoted_list};
use crate::graph::document::Source;

/// What a graph's folder held when it was last read or written.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    /// A fingerprint of each file by its path within the folder.
    marks: BTreeMap<String, u64>,
}

/// The schema and the documents of a folder.
pub type Contents = (Source, Vec<Source>);

impl Folder {
    /// Opens a folder and reads it.
    ///
    /// # Errors
    /// As [`read_folder`] says.
    pub fn open(path: &Path) -> Outcome<(Folder, Contents)> {
        let contents = read_folder(path)?;
        Ok((Folder { path: path.to_owned(), marks: marks(&contents) }, contents))
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
        Ok(Folder { path: path.to_owned(), marks: marks(contents) })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it again.
    ///
    /// # Errors
    /// Where it can't be read, or is no longer what it was.
    pub fn read_again(&self) -> Outcome<Contents> {
        let contents = read_folder(&self.path)?;
        self.expect_unchanged(&contents).map(|()| contents)
    }

    /// Reads what is still as it was: the graph can be written elsewhere with that.
    ///
    /// # Errors
    /// Where it can't be read, or its schema is no longer what it was.
    pub fn read_unchanged(&self) -> Outcome<Contents> {
        let (schema, mut documents) = read_folder(&self.path)?;
        let is_same = |source: &Source| self.marks.get(&source.path) == Some(&mark(source));
        if !is_same(&schema) {
            return Err(self.changed(&[&schema.path]));
        }
        documents.retain(is_same);
        Ok((schema, documents))
    }

    /// Replaces some of its files, or adds them, all or none.
    ///
    /// # Errors
    /// Where it is no longer what it was, or can't be written to; nothing has changed then.
    pub fn replace(&mut self, sources: &[Source]) -> Outcome<()> {
        let _lock = Lock::to_save(&self.path);
        transaction::finish(&self.path)?;
        self.expect_unchanged(&read_unlocked(&self.path)?)?;
        transaction::replace(&self.path, sources)?;
        self.marks.extend(sources.iter().map(|source| (source.path.clone(), mark(source))));
        Ok(())
    }

    fn expect_unchanged(&self, contents: &Contents) -> Outcome<()> {
        let now = marks(contents);
        let gone_or_other = self.marks.iter().filter(|(path, mark)| now.get(*path) != Some(mark)).map(|(path, _)| path);
        let new = now.keys().filter(|path| !self.marks.contains_key(*path));
        let changed: Vec<&str> = gone_or_other.chain(new).map(String::as_str).collect();
        if changed.is_empty() { Ok(()) } else { Err(self.changed(&changed)) }
    }

    fn changed(&self, paths: &[&str]) -> Box<Diagnostic> {
        let folder = self.path.display();
        let message =
            format!("{} in `{folder}` changed since the graph was read, and is not overwritten", quoted_list(paths));
        let fault = Diagnostic::plain(Class::FileError, message);
        Box::new(fault.hint("`:save DIR` writes the graph as it is here to another folder, to be compared"))
    }
}

fn not_empty(path: &Path, files: usize) -> Box<Diagnostic> {
    let plural = if files == 1 { "" } else { "s" };
    let message =
        format!("`{}` holds {files} JSON file{plural} already, expected a new or an empty folder", path.display());
    let fault = Diagnostic::plain(Class::FileError, message);
    Box::new(fault.hint("a graph that is there is opened with `--graph`, and then saved with `:save` alone"))
}

fn marks((schema, documents): &Contents) -> BTreeMap<String, u64> {
    std::iter::once(schema).chain(documents).map(|source| (source.path.clone(), mark(source))).collect()
}

fn mark(source: &Source) -> u64 {
    let mut hasher = DefaultHasher::new();
    source.text.hash(&mut hasher);
    hasher.finish()
}
