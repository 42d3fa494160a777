//! The scenarios that are known to fail, each with its reason: `tests/tck/open.txt`, one a line, as
//! `name<TAB>reason`. They are run like all others, so that none stays on the list once it passes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::tally::Tally;

/// The list, and whether this run writes it anew.
pub(crate) struct Open {
    entries: BTreeMap<String, String>,
    path: PathBuf,
    writing: bool,
}

impl Open {
    /// Reads the list; where there is none, nothing is known to fail. `ACTANT_TCK_WRITE_OPEN=1` makes
    /// this run write it anew.
    pub(crate) fn read() -> Result<Open, String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tck/open.txt");
        let text = match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            other => other.map_err(|error| format!("can't read `tests/tck/open.txt`: {error}"))?,
        };
        let writing = std::env::var_os("ACTANT_TCK_WRITE_OPEN").is_some_and(|value| value == "1");
        Ok(Open { entries: entries(&text)?, path, writing })
    }

    /// What a scenario's outcome means, given the list: a known failure is no news, a new one and a
    /// pass that is still listed are.
    pub(crate) fn judge(&self, name: &str, outcome: Result<(), String>) -> Result<(), String> {
        match (outcome, self.entries.contains_key(name)) {
            _ if self.writing => Ok(()),
            (Ok(()), true) => Err("this passes now: remove it from the list in `tests/tck/open.txt`".to_owned()),
            (Ok(()), false) | (Err(_), true) => Ok(()),
            (Err(error), false) => Err(error),
        }
    }

    /// Sees that every listed scenario exists.
    pub(crate) fn check_names(&self, names: &BTreeSet<String>) -> Result<(), String> {
        match self.entries.keys().find(|name| !names.contains(*name)) {
            Some(name) if !self.writing => Err(format!("`tests/tck/open.txt` lists `{name}`, which is no scenario")),
            Some(_) | None => Ok(()),
        }
    }

    /// Writes the list anew, where this run was to do so: the failures of this run, and of the old
    /// list what was not run but is still a scenario.
    pub(crate) fn write(&self, tally: &Tally, names: &BTreeSet<String>) -> Result<(), String> {
        if !self.writing {
            return Ok(());
        }
        let mut entries = self.entries.clone();
        entries.retain(|name, _| names.contains(name) && !tally.contains_key(name));
        for (name, outcome) in tally {
            if let Err(reason) = &outcome.result {
                entries.insert(name.clone(), first_line(reason));
            }
        }
        let text: String = entries.iter().map(|(name, reason)| format!("{name}\t{reason}\n")).collect();
        std::fs::write(&self.path, text).map_err(|error| format!("can't write `tests/tck/open.txt`: {error}"))
    }
}

fn first_line(reason: &str) -> String {
    reason.lines().next().unwrap_or("").replace('\t', " ")
}

fn entries(text: &str) -> Result<BTreeMap<String, String>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|(index, line)| match line.split_once('\t') {
            Some((name, reason)) if !reason.is_empty() => Ok((name.to_owned(), reason.to_owned())),
            Some(_) | None => {
                Err(format!("`tests/tck/open.txt` line {}: expected a name, a tab and a reason", index + 1))
            }
        })
        .collect()
}
