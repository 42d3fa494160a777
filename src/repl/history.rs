//! Where the history is kept.

use std::env;
use std::fs;
use std::path::PathBuf;

/// The file of the history, its folder made where it is missing; none where there is no home for it.
pub(crate) fn file() -> Option<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let state = set("XDG_STATE_HOME").filter(|path| path.is_absolute());
    let folder = state.or_else(|| set("HOME").map(|home| home.join(".local").join("state")))?.join("actant");
    fs::create_dir_all(&folder).ok()?;
    Some(folder.join("history"))
}
