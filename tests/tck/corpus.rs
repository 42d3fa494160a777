//! Finds the TCK, which lies outside the project, and reads all of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::gherkin::{Scenario, read};

/// A scenario with where it is from.
pub(crate) struct Case {
    /// Such as `clauses/match/Match1 [3] Title`; the rows of an outline's examples share it.
    pub(crate) title: String,
    /// The title, with `#2` for the second row of examples. No two are alike.
    pub(crate) name: String,
    /// Such as `clauses/match`.
    pub(crate) folder: String,
    /// What to run.
    pub(crate) scenario: Scenario,
}

/// Where the TCK should be: beside the project, or below the folder that `ACTANT_SHARED` names.
pub(crate) fn home() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    std::env::var_os("ACTANT_SHARED").map_or_else(beside, PathBuf::from).join("third-party/opencypher-tck")
}

/// All scenarios, in the order of folders, files and lines.
pub(crate) fn load(home: &Path) -> Result<Vec<Case>, String> {
    let features = home.join("tck/features");
    let mut files = Vec::new();
    collect(&features, &mut files)?;
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = read_text(&file)?;
        let scenarios = read(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        let (folder, stem) = place(&features, &file);
        cases.extend(scenarios.into_iter().map(|scenario| case(&folder, &stem, scenario)));
    }
    Ok(cases)
}

fn case(folder: &str, stem: &str, scenario: Scenario) -> Case {
    let title = format!("{folder}/{stem} {}", scenario.name);
    let name = scenario.instance.map_or(title.clone(), |instance| format!("{title} #{instance}"));
    Case { title, name, folder: folder.to_owned(), scenario }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let wrong = |error: std::io::Error| format!("can't read `{}`: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "feature") {
            files.push(path);
        }
    }
    Ok(())
}

fn read_text(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("can't read `{}`: {error}", file.display()))
}

/// The folder below `features`, with `/` on every system, and the file's name without its ending.
fn place(features: &Path, file: &Path) -> (String, String) {
    let below = file.strip_prefix(features).unwrap_or(file);
    let mut parts: Vec<String> = below.with_extension("").iter().map(|part| part.to_string_lossy().into()).collect();
    let stem = parts.pop().unwrap_or_default();
    (parts.join("/"), stem)
}

/// Compares what was read with the inventory beside the TCK, scenario by scenario: nothing may have
/// been passed over. Without an inventory there is nothing to compare.
pub(crate) fn check_inventory(home: &Path, cases: &[Case]) -> Result<(), String> {
    let file = home.join("scenario-inventory.csv");
    if !file.exists() {
        return Ok(());
    }
    let mut inventory = csv::Reader::from_path(&file).map_err(|error| error.to_string())?;
    let titles = inventory.records().map(|record| {
        let record = record.map_err(|error| error.to_string())?;
        let [folder, feature, title] = [0, 1, 2].map(|at| record.get(at).unwrap_or(""));
        Ok(format!("{folder}/{} {title}", feature.trim_end_matches(".feature")))
    });
    let titles = titles.collect::<Result<Vec<String>, String>>()?;
    same_counts(&counts(cases.iter().map(|case| &case.title)), &counts(&titles))
}

fn counts<'a>(titles: impl IntoIterator<Item = &'a String>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for title in titles {
        *counts.entry(title.as_str()).or_default() += 1;
    }
    counts
}

fn same_counts(read: &BTreeMap<&str, usize>, listed: &BTreeMap<&str, usize>) -> Result<(), String> {
    let of = |counts: &BTreeMap<&str, usize>, title: &str| counts.get(title).copied().unwrap_or(0);
    match read.keys().chain(listed.keys()).find(|title| of(read, title) != of(listed, title)) {
        Some(title) => {
            let (found, expected) = (of(read, title), of(listed, title));
            Err(format!("`{title}` was read {found} times, and the inventory has it {expected} times"))
        }
        None => Ok(()),
    }
}
