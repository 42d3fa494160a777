//! A folder of made files replaced as a whole: the new one beside it, brought to the disk, then the two change names.

#![allow(clippy::disallowed_methods)] // nothing here has its name before it is whole

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::Outcome;

use super::{failure, whole};

/// Makes a folder of files, or puts them in the place of one, all or none: they are written beside it, then the folders
/// change names. A process that is killed between the two renames leaves the old folder beside it, as `.actant-…/before`;
/// what stands here is made from a graph and can be made again. A file of the name `mark` is among them. Gives how many others there are. The names must be plain, without
/// a part that leads elsewhere.
///
/// # Errors
/// Where the place can't be written to; a folder that was there is then as it was.
pub fn replace_folder(to: &Path, mark: &str, named: impl Iterator<Item = (String, String)>) -> Outcome<usize> {
    let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let made = tempfile::Builder::new().prefix(".actant-").tempdir_in(parent);
    let made = made.map_err(|error| failure("write", parent, &error))?;
    let (new, before) = (made.path().join("new"), made.path().join("before"));
    fs::create_dir(&new).map_err(|error| failure("make", &new, &error))?;
    let mut count = 0;
    for (name, text) in named {
        let path = new.join(&name);
        write_new(&path, &name, &text).map_err(|error| failure("write", &path, &error))?;
        count += 1;
    }
    write_new(&new.join(mark), mark, "").map_err(|error| failure("write", &new, &error))?;
    if let Err(error) = change_places(&new, to, &before) {
        if before.exists() {
            // What was there could not come back: it stays beside, under this name.
            let _ = made.keep();
        }
        return Err(failure("replace", to, &error));
    }
    whole::sync_folder(parent).map_err(|error| failure("write", to, &error))?;
    Ok(count)
}

/// Writes one of the files and brings it to the disk.
fn write_new(path: &Path, name: &str, text: &str) -> io::Result<()> {
    let plain = Path::new(name).components().count() == 1 && path.file_name().is_some();
    if !plain {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    }
    let mut file = File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn change_places(new: &Path, to: &Path, before: &Path) -> io::Result<()> {
    whole::sync_folder(new)?;
    if to.exists() {
        fs::rename(to, before)?;
    }
    fs::rename(new, to).inspect_err(|_| drop(fs::rename(before, to)))
}
