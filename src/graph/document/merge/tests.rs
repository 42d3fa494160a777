//! Merges as data: `cases/*.txt` hold three sides, and what comes of them.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Merge, Side, Versions, merge};
use crate::graph::document::{Source, format, load};

const SCHEMA: &str = include_str!("cases/schema.json");

/// A case: a title, the sides by name, and what is expected.
struct Case {
    title: String,
    sides: Vec<(String, Vec<Source>)>,
    expected: Vec<String>,
}

/// Reads cases: `# title`, then `== base`, `== theirs`, `== ours` with their records, one a line, under `-- PATH`; a side
/// left out is as the base. Then `=>` with what comes of it: conflicts as they are told, or records under `-- PATH`.
fn cases(text: &str) -> Vec<Case> {
    let blocks = text.split("\n# ").map(|block| block.trim_start_matches("# "));
    blocks.map(case).collect()
}

fn case(block: &str) -> Case {
    let (head, expected) = block.split_once("\n=>").unwrap_or_else(|| panic!("no `=>` in {block}"));
    let mut parts = head.split("\n== ");
    let title = parts.next().unwrap_or_default().trim().to_owned();
    let sides = parts.map(|part| {
        let (name, rest) = part.split_once('\n').unwrap_or((part, ""));
        (name.trim().to_owned(), documents(rest))
    });
    Case {
        title,
        sides: sides.collect(),
        expected: expected.trim().lines().map(|line| line.trim_end().to_owned()).collect(),
    }
}

/// Documents in canonical form of the records under each `-- PATH`.
fn documents(text: &str) -> Vec<Source> {
    let parts = text.split("-- ").skip(1).map(|part| {
        let (path, records) = part.split_once('\n').unwrap_or((part, ""));
        let lines: Vec<&str> = records.lines().filter(|line| !line.trim().is_empty()).collect();
        let (edges, nodes): (Vec<&str>, Vec<&str>) = lines.into_iter().partition(|line| line.contains("\"from\""));
        let text = format!("{{\"nodes\": [{}], \"edges\": [{}]}}", nodes.join(","), edges.join(","));
        let source = Source::new(path.trim(), text);
        let text = format(&schema(), &source).unwrap_or_else(|findings| panic!("{findings}"));
        Source::new(path.trim(), text)
    });
    let mut documents: Vec<Source> = parts.collect();
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    documents
}

fn schema() -> Source {
    Source::new("schema.json", SCHEMA)
}

impl Case {
    fn side(&self, name: &str) -> &[Source] {
        let found = self.sides.iter().find(|(known, _)| known == name).or_else(|| self.sides.first());
        &found.expect("every case has a base").1
    }

    fn merge(&self, favour: Option<Side>) -> Merge {
        let [base, theirs, ours] = ["base", "theirs", "ours"].map(|name| self.side(name));
        merge(&schema(), &Versions { base, theirs, ours }, favour).unwrap_or_else(|findings| panic!("{findings}"))
    }

    /// What comes of it, as a case says it: without a favour, and where there are conflicts, with each.
    fn told(&self) -> String {
        let plain = self.merge(None);
        if let Some(documents) = &plain.documents {
            return records(documents);
        }
        let mut told: String = plain.conflicts.iter().map(|conflict| format!("{conflict}\n")).collect();
        for (name, side) in [("theirs", Side::Theirs), ("ours", Side::Ours)] {
            let settled = self.merge(Some(side));
            let documents = settled.documents.expect("every conflict is settled by a side");
            write!(told, ">> {name}\n{}", records(&documents)).expect("a text takes all");
        }
        told
    }
}

/// The records of documents, which must be in canonical form.
fn records(documents: &[Source]) -> String {
    let mut told = String::new();
    for source in documents {
        let canonical = format(&schema(), source).unwrap_or_else(|findings| panic!("{findings}"));
        assert_eq!(canonical, &*source.text, "`{}` is not canonical", source.path);
        writeln!(told, "-- {}", source.path).expect("a text takes all");
        let records = source.text.lines().filter(|line| line.starts_with("    "));
        records.for_each(|line| writeln!(told, "{}", line.trim().trim_end_matches(',')).expect("a text takes all"));
    }
    told
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/graph/document/merge/cases")
}

#[test]
fn cases_come_out_as_they_say() {
    let path = folder().join("merge.txt");
    let text = fs::read_to_string(&path).expect("the cases are there");
    let (mut failed, mut again) = (Vec::new(), String::new());
    for (case, block) in cases(&text).iter().zip(text.split("\n# ")) {
        let told = case.told();
        if told.trim().lines().map(str::trim_end).ne(case.expected.iter().map(String::as_str)) {
            failed.push(format!("{}: came out as\n{told}", case.title));
        }
        let head = block.split_once("\n=>").map_or(block, |(head, _)| head).trim_start_matches("# ");
        write!(again, "# {head}\n=>\n{told}\n").expect("a text takes all");
    }
    if std::env::var_os("ACTANT_UPDATE").is_some() {
        fs::write(&path, again.trim_end().to_owned() + "\n").expect("the cases can be written");
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Whatever the sides are: who changed nothing gets the other's texts byte for byte, and two who did the same agree.
#[test]
fn who_changed_nothing_gets_the_others_texts() {
    let text = fs::read_to_string(folder().join("merge.txt")).expect("the cases are there");
    for case in cases(&text) {
        let [base, theirs, ours] = ["base", "theirs", "ours"].map(|name| case.side(name));
        for [base, theirs, ours, expected] in [
            [base, theirs, base, theirs],
            [base, base, ours, ours],
            [base, ours, ours, ours],
            [ours, theirs, ours, theirs],
        ] {
            let versions = Versions { base, theirs, ours };
            let merged = merge(&schema(), &versions, None).unwrap_or_else(|findings| panic!("{findings}"));
            assert_eq!(merged.conflicts, [], "{}", case.title);
            let documents = merged.documents.expect("there is no conflict");
            // A document that one side emptied or never had says the same without its file.
            let said = |sources: &[Source]| {
                records(sources)
                    .lines()
                    .filter(|line| !line.starts_with("-- "))
                    .map(str::to_owned)
                    .collect::<Vec<String>>()
            };
            assert_eq!(said(&documents), said(expected), "{}", case.title);
        }
    }
}

/// Conflicts are the same seen from the other side, with the sides changed.
#[test]
fn both_sides_see_the_same_conflicts() {
    let text = fs::read_to_string(folder().join("merge.txt")).expect("the cases are there");
    for case in cases(&text) {
        let [base, theirs, ours] = ["base", "theirs", "ours"].map(|name| case.side(name));
        let turned = merge(&schema(), &Versions { base, theirs: ours, ours: theirs }, None);
        let turned = turned.unwrap_or_else(|findings| panic!("{findings}"));
        assert_eq!(turned.conflicts.len(), case.merge(None).conflicts.len(), "{}", case.title);
        let is_sound =
            |documents: &Option<Vec<Source>>| documents.as_ref().map(|documents| load(&schema(), documents).is_ok());
        assert_eq!(is_sound(&turned.documents), is_sound(&case.merge(None).documents), "{}", case.title);
    }
}
