//! What came of the scenarios that were run, and the figures of it.

use std::collections::BTreeMap;

/// What came of one scenario, whether it is on the list of open ones or not.
pub(crate) struct Scored {
    /// The scenario's folder.
    pub(crate) folder: String,
    /// Passed, or why not.
    pub(crate) result: Result<(), String>,
}

/// The scenarios that were run, by name.
pub(crate) type Tally = BTreeMap<String, Scored>;

/// A figure for each folder and one for the whole; `total` is how many scenarios there are.
pub(crate) fn summary(tally: &Tally, total: usize) -> String {
    let mut folders: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for scored in tally.values() {
        let (passed, run) = folders.entry(&scored.folder).or_default();
        *passed += usize::from(scored.result.is_ok());
        *run += 1;
    }
    let width = folders.keys().map(|folder| folder.len()).max().unwrap_or(0);
    let mut text = String::new();
    for (folder, (passed, run)) in &folders {
        text += &format!("{folder:width$}  {passed:4} of {run:4}\n");
    }
    let passed: usize = folders.values().map(|(passed, _)| passed).sum();
    let filtered = if tally.len() < total { format!(" ({} were run)", tally.len()) } else { String::new() };
    format!("{text}TCK: {passed} of {total}{filtered}")
}
