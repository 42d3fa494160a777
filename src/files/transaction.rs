//! Several files of a folder replaced at once: whoever opens the folder finds all of them old or all new.
//!
//! Each new text is written beside the file it replaces, as `.NAME.actant-new`, and brought to the disk.
//! Then one file, `.actant-save.json`, is put in place that lists them: from this moment on the save
//! counts. Then each is renamed to its own name, and the list is taken away. A process that ends before
//! the list is there has changed nothing; one that ends after it leaves the rest of the renaming to
//! whoever opens the folder next. Meanwhile the folder is locked (on Unix), so that nobody reads it half
//! way, and nobody takes a save under way for one that was left.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::failure;
use super::whole::{self, sync_folder};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::document::Source;

/// The file that lists what is being replaced.
const LIST: &str = ".actant-save.json";
/// How the name of a file ends that waits to be put in place.
const WAITING: &str = ".actant-new";

#[derive(Serialize, Deserialize)]
struct List {
    /// The version of this form, 1.
    format: u32,
    /// The paths within the folder, with `/` between their parts.
    files: Vec<String>,
}

/// A lock on a folder, held until it is dropped. Where the system can't lock folders it holds nothing.
pub(super) struct Lock(Option<File>);

impl Lock {
    /// Lets others read, and nobody save.
    pub(super) fn to_read(folder: &Path) -> Lock {
        Lock::taken(folder, File::lock_shared)
    }

    /// Lets nobody else in.
    pub(super) fn to_save(folder: &Path) -> Lock {
        Lock::taken(folder, File::lock)
    }

    fn taken(folder: &Path, take: fn(&File) -> io::Result<()>) -> Lock {
        let opened = if cfg!(unix) { File::open(folder).ok() } else { None };
        Lock(opened.filter(|file| take(file).is_ok()))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(file) = &self.0 {
            // Closing the file gives the lock back in any case.
            let _ = file.unlock();
        }
    }
}

/// Replaces files of a folder, each by its path within it, all or none. The caller holds the lock.
///
/// # Errors
/// Where something can't be written; nothing has changed then, unless the message says otherwise.
pub(super) fn replace(folder: &Path, sources: &[Source]) -> Outcome<()> {
    finish(folder)?;
    sweep(folder);
    let waiting: Outcome<Vec<PathBuf>> = sources.iter().map(|source| wait(folder, source)).collect();
    let listed = waiting.and_then(|_| list(folder, sources));
    if let Err(error) = listed {
        sources.iter().for_each(|source| drop_file(&waiting_beside(&target(folder, &source.path))));
        return Err(error);
    }
    finish(folder)
        .map_err(|error| Box::new(error.hint("the save counts: it is finished when the folder is opened again")))
}

/// Finishes a save that a process had listed and could not end.
///
/// # Errors
/// Where the list or a file of it can't be dealt with.
pub(super) fn finish(folder: &Path) -> Outcome<()> {
    let path = folder.join(LIST);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => return Ok(()),
        Err(error) => return Err(failure("read", &path, &error)),
    };
    for file in listed(&path, &text)? {
        let target = target(folder, &file);
        put_in_place(&target).map_err(|error| failure("write", &target, &error))?;
    }
    fs::remove_file(&path).and_then(|()| sync_folder(folder)).map_err(|error| failure("remove", &path, &error))
}

/// Whether a save was listed and not ended.
pub(super) fn is_unfinished(folder: &Path) -> bool {
    folder.join(LIST).exists()
}

/// Takes away what waited for saves that never counted. That some of it stays harms nobody.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        match (is_folder, name.starts_with('.')) {
            (true, false) => sweep(&entry.path()),
            (false, true) if name.ends_with(WAITING) => drop_file(&entry.path()),
            (true, true) | (false, _) => {}
        }
    }
}

/// Takes a file away; that it stays harms nobody.
fn drop_file(path: &Path) {
    let _ = fs::remove_file(path);
}

fn listed(path: &Path, text: &str) -> Outcome<Vec<String>> {
    let list: Option<List> = serde_json::from_str(text).ok().filter(|list: &List| list.format == 1);
    let normal = |part: Component<'_>| matches!(part, Component::Normal(_));
    let inside = |file: &String| !file.is_empty() && Path::new(file).components().all(normal);
    list.map(|list| list.files).filter(|files| files.iter().all(inside)).ok_or_else(|| {
        let message =
            format!("can't read `{}`: found no list of files being saved, as this version writes it", path.display());
        let hint = "it was left by another program or version; move it away, and look for files `.*.actant-new`";
        Box::new(Diagnostic::plain(Class::FileError, message).hint(hint))
    })
}

/// Writes a text beside the file it is to replace; gives its path.
fn wait(folder: &Path, source: &Source) -> Outcome<PathBuf> {
    let target = target(folder, &source.path);
    let path = waiting_beside(&target);
    let parent = target.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(|error| failure("make", parent, &error))?;
    written(&path, &target, source.text.as_bytes()).map_err(|error| failure("write", &path, &error))?;
    Ok(path)
}

#[allow(clippy::disallowed_methods)] // what is made here waits to be put in place
fn written(path: &Path, target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    whole::settle(&file, target)?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Puts the list in place.
fn list(folder: &Path, sources: &[Source]) -> Outcome<()> {
    let path = folder.join(LIST);
    let list = List { format: 1, files: sources.iter().map(|source| source.path.clone()).collect() };
    let text = serde_json::to_string(&list).map_err(io::Error::other);
    let put = text.and_then(|text| whole::replace(&path, |out| out.write_all(text.as_bytes())));
    put.map_err(|error| failure("write", &path, &error))
}

/// Gives a file that waits its own name. One that waits no longer has it already.
fn put_in_place(target: &Path) -> io::Result<()> {
    match whole::put(&waiting_beside(target), target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => target.parent().map_or(Ok(()), sync_folder),
        done => done,
    }
}

/// The file that a path leads to: through links, so that these stay.
fn target(folder: &Path, path: &str) -> PathBuf {
    let path = folder.join(path);
    fs::canonicalize(&path).unwrap_or(path)
}

fn waiting_beside(target: &Path) -> PathBuf {
    let name = target.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    target.with_file_name(format!(".{name}{WAITING}"))
}
