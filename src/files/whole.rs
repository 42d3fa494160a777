//! A file replaced as a whole: a new one beside it, brought to the disk, then renamed.
//!
//! The new file is called `.NAME.actant-XXXXXX.tmp` and is locked as long as its process writes it. A process that
//! is killed leaves it, without the lock: whoever writes the same file next takes it away. One that another
//! process still writes is locked, and stays; a lock tells that better than the number of a process, which the
//! system gives to others later and which means nothing to another machine on the same disk.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// How a new file's name goes on after that of the file it is to replace, and how it ends.
const MARK: &str = ".actant-";
const END: &str = ".tmp";
/// How many letters, chosen at random, stand between the two.
const RANDOM: usize = 6;
/// The longest beginning of a name that is kept, so that the new name is none too long: systems allow 255 bytes.
const NAME_MAX: usize = 200;
/// How often a file is begun anew that somebody took away before it was locked.
const ATTEMPTS: usize = 16;

/// Replaces a file by what is written; gives back what went wrong, with the file as it was.
pub(super) fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // Through a link, so that the file it leads to is replaced and not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let prefix = prefix(&target);
    clear(folder, &prefix);
    let mut file = begun(folder, &prefix)?;
    write(&mut file)?;
    settle(file.as_file(), &target)?;
    file.persist(&target)?;
    sync_folder(folder)
}

/// Brings a file that was written to the disk, with the permissions of the one that it is to replace.
pub(super) fn settle(file: &File, target: &Path) -> io::Result<()> {
    set_permissions(file, target)?;
    file.sync_all()
}

/// Gives a file that was settled its name, so that it lasts.
#[allow(clippy::disallowed_methods)] // this is what the others go through
pub(super) fn put(from: &Path, target: &Path) -> io::Result<()> {
    fs::rename(from, target)?;
    target.parent().map_or(Ok(()), sync_folder)
}

/// How the names of new files for this one begin.
fn prefix(target: &Path) -> String {
    let name = target.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let end = (0..=name.len().min(NAME_MAX)).rev().find(|end| name.is_char_boundary(*end)).unwrap_or(0);
    format!(".{}{MARK}", &name[..end])
}

/// A new file that is locked. Between being made and being locked it can be taken for one that was left; then it
/// is gone, and another is made.
fn begun(folder: &Path, prefix: &str) -> io::Result<NamedTempFile> {
    for _ in 0..ATTEMPTS {
        let file = Builder::new().prefix(prefix).suffix(END).rand_bytes(RANDOM).tempfile_in(folder)?;
        // Where the system has no locks nobody gets one, and nothing is taken away.
        let _ = file.as_file().lock();
        if file.path().exists() {
            return Ok(file);
        }
    }
    Err(io::Error::other("its new content is taken away as often as it is begun"))
}

/// Takes away what killed processes left of this file. That some of it stays harms nobody.
fn clear(folder: &Path, prefix: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && is_new_file(&entry.file_name().to_string_lossy(), prefix) {
            clear_if_left(&entry.path());
        }
    }
}

fn is_new_file(name: &str, prefix: &str) -> bool {
    let random = name.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(END));
    random.is_some_and(|random| random.len() == RANDOM && random.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// Takes a file away unless a process holds its lock.
fn clear_if_left(path: &Path) {
    let Ok(file) = File::open(path) else { return };
    if file.try_lock().is_ok() {
        let _ = fs::remove_file(path);
    }
}

/// Those of the file that is replaced; a new file gets what new files get, not a temporary file's.
fn set_permissions(file: &File, target: &Path) -> io::Result<()> {
    match fs::metadata(target) {
        Ok(before) => file.set_permissions(before.permissions()),
        Err(_) => open_to_readers(file),
    }
}

#[cfg(unix)]
fn open_to_readers(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_readers(_: &File) -> io::Result<()> {
    Ok(())
}

/// Makes the new name last. Where folders can't be opened as files, the system does so by itself.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
