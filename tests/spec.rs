//! What the language means, case by case: the texts in `tests/spec/cases`.
//!
//! `ACTANT_SPEC=order` runs only the files with this in their names.

mod case;
pub(crate) mod run;

// The TCK's runner reads and compares values in the same notation.
#[path = "tck/compare.rs"]
mod compare;
#[path = "tck/expected.rs"]
mod expected;
#[path = "tck/shown.rs"]
pub(crate) mod shown;
mod gherkin {
    //! What `compare` takes a table to be.
    pub(crate) type Table = Vec<Vec<String>>;
}

use std::path::{Path, PathBuf};

use case::Case;

// Read once for every test that looks at it.
pub(crate) use run::ARTICLE;

pub(crate) fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/cases");
    let entries = std::fs::read_dir(root).expect("the folder of cases is part of the project");
    let wanted = std::env::var("ACTANT_SPEC").unwrap_or_default();
    let paths = entries.map(|entry| entry.expect("a readable entry").path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.to_string_lossy().contains(&wanted)).collect();
    paths.sort();
    paths
}

fn cases() -> Vec<Case> {
    let read = |path: &PathBuf| case::read(path).unwrap_or_else(|error| panic!("{error}"));
    files().iter().flat_map(read).collect()
}

#[test]
fn every_case_holds() {
    let cases = cases();
    let faults: Vec<String> = cases.iter().flat_map(run::faults).collect();
    assert!(faults.is_empty(), "{} of {} cases:\n{}", faults.len(), cases.len(), faults.join("\n"));
}

#[test]
fn every_case_says_what_it_expects() {
    let silent = |case: &&Case| case.steps.iter().all(|step| matches!(step.expected, case::Expected::Success));
    let silent: Vec<String> = cases().iter().filter(silent).map(|case| case.place.clone()).collect();
    assert!(silent.is_empty(), "{silent:?}");
}
