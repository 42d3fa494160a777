//! The file that a new text is written to before it takes another's name: `.NAME.RANDOM.actant-part`.
//!
//! Whoever writes one holds its lock, which ends with the process, however that ends. So one that can be
//! locked was left by a process that is no more, and the next writer of the same file takes it away.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// How the name of such a file ends.
const PART: &str = ".actant-part";

/// A new file beside `target`, locked until it is closed.
pub(super) fn begin(folder: &Path, target: &Path) -> io::Result<NamedTempFile> {
    loop {
        let file = Builder::new().prefix(&prefix(target)).suffix(PART).tempfile_in(folder)?;
        // Where the system has no locks, nobody can take it for one that was left either.
        let _ = file.as_file().lock();
        // Between the two steps another writer may have found it unlocked, and taken it away.
        if file.path().exists() {
            return Ok(file);
        }
    }
}

/// Takes away what ended processes left of earlier writes of `target`. That some of it stays harms nobody.
pub(super) fn sweep(folder: &Path, target: &Path) {
    let prefix = prefix(target);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if is_part(&name, &prefix) && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            take_away(&entry.path());
        }
    }
}

/// Whether a name is `.NAME.RANDOM.actant-part`, and not that of a file whose name goes on after a dot.
fn is_part(name: &str, prefix: &str) -> bool {
    let random = name.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(PART));
    random.is_some_and(|random| !random.is_empty() && !random.contains('.'))
}

/// Removes a file that nobody holds the lock of.
fn take_away(path: &Path) {
    let Ok(file) = File::open(path) else { return };
    if file.try_lock().is_ok() {
        let _ = fs::remove_file(path);
    }
}

fn prefix(target: &Path) -> String {
    format!(".{}.", target.file_name().map(|name| name.to_string_lossy()).unwrap_or_default())
}
