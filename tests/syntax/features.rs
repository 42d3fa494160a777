//! The queries of the openCypher TCK, read from its feature files; outlines are expanded.

use std::fs;
use std::path::{Path, PathBuf};

/// A query of a scenario.
#[derive(Clone, Debug)]
pub(super) struct Case {
    /// The file and the scenario it stands in.
    pub(super) place: String,
    pub(super) query: String,
    /// The error that the scenario expects of it.
    pub(super) error: Option<Expected>,
}

#[derive(Clone, Debug)]
pub(super) struct Expected {
    pub(super) class: String,
    pub(super) phase: String,
    pub(super) detail: String,
}

/// Every query of the TCK; none, with a sentence that says so, where the TCK isn't there.
#[expect(clippy::print_stderr, reason = "a test says what it could not try")]
pub(super) fn cases() -> Vec<Case> {
    let shared = std::env::var_os("ACTANT_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let root = shared.join("third-party/opencypher-tck/tck/features");
    let mut files = Vec::new();
    collect(&root, &mut files);
    if files.is_empty() {
        eprintln!("the openCypher TCK is not at {}, so its queries were not tried", root.display());
    }
    files.sort();
    files.iter().flat_map(|file| of_file(file)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "feature") {
            files.push(path);
        }
    }
}

fn of_file(file: &Path) -> Vec<Case> {
    let text = fs::read_to_string(file).expect("a feature file is text");
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let lines: Vec<&str> = text.lines().collect();
    let starts =
        |at: usize| ["Scenario:", "Scenario Outline:", "Background:"].iter().any(|w| lines[at].trim().starts_with(w));
    let heads: Vec<usize> = (0..lines.len()).filter(|at| starts(*at)).collect();
    let ends = heads.iter().skip(1).copied().chain([lines.len()]);
    heads.iter().zip(ends).flat_map(|(head, end)| of_scenario(&name, &lines[*head..end])).collect()
}

fn of_scenario(file: &str, lines: &[&str]) -> Vec<Case> {
    let place = format!("{file}: {}", lines[0].trim());
    let error = lines.iter().find_map(|line| expected(line.trim()));
    let mut cases = Vec::new();
    for (step, query) in docstrings(lines) {
        let error = if step.contains("When executing query") { error.clone() } else { None };
        cases.push(Case { place: place.clone(), query, error });
    }
    let rows = examples(lines);
    if rows.is_empty() {
        cases
    } else {
        rows.iter().flat_map(|row| cases.iter().map(|case| filled(case, row))).collect()
    }
}

/// `Then a SyntaxError should be raised at compile time: UnexpectedSyntax`
fn expected(line: &str) -> Option<Expected> {
    let (head, detail) = line.split_once(": ")?;
    let (class, phase) = head.strip_prefix("Then a ")?.split_once(" should be raised at ")?;
    Some(Expected { class: class.into(), phase: phase.into(), detail: detail.into() })
}

/// Each text between `"""`, with the step before it.
fn docstrings(lines: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let fences: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].trim() == "\"\"\"").collect();
    for pair in fences.chunks_exact(2) {
        let indent = lines[pair[0]].len() - lines[pair[0]].trim_start().len();
        let body = lines[pair[0] + 1..pair[1]].iter().map(|line| line.get(indent..).unwrap_or(line.trim_start()));
        found.push((lines[pair[0] - 1].trim().to_string(), body.collect::<Vec<_>>().join("\n")));
    }
    found
}

type Row = Vec<(String, String)>;

/// The rows of all `Examples:` tables, each value with its placeholder.
fn examples(lines: &[&str]) -> Vec<Row> {
    let mut rows = Vec::new();
    for head in (0..lines.len()).filter(|at| lines[*at].trim().starts_with("Examples:")) {
        let mut table =
            lines[head + 1..].iter().map(|line| line.trim()).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let names = cells(table.next().unwrap_or_default());
        let body = table.take_while(|line| line.starts_with('|'));
        rows.extend(body.map(|line| names.iter().cloned().zip(cells(line)).collect::<Row>()));
    }
    rows
}

fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut letters = line.trim().trim_start_matches('|').chars();
    while let Some(c) = letters.next() {
        let last = cells.last_mut().expect("there is always a cell");
        match c {
            '|' => cells.push(String::new()),
            '\\' => match letters.next() {
                Some('n') => last.push('\n'),
                Some(c @ ('|' | '\\')) => last.push(c),
                Some(c) => last.extend(['\\', c]),
                None => last.push('\\'),
            },
            c => last.push(c),
        }
    }
    cells.pop();
    cells.iter().map(|cell| cell.trim().to_string()).collect()
}

fn filled(case: &Case, row: &Row) -> Case {
    let fill =
        |text: &str| row.iter().fold(text.to_string(), |text, (name, value)| text.replace(&format!("<{name}>"), value));
    let error = case.error.as_ref().map(|error| Expected { detail: fill(&error.detail), ..error.clone() });
    Case { place: case.place.clone(), query: fill(&case.query), error }
}
