//! The rules: each by its own examples, all of them on one folder, and on the shipped graph.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use actant::check::{Asked, Checked, Rule, check, explain, json, rules, sarif, told};
use actant::files;
use actant::graph::document::{format, load};
use serde_json::Value;

use crate::cli::actant;

/// What a rule's example is found to have: the codes, in the order of the places.
fn codes(rule: &Rule, example: &Value) -> Vec<String> {
    let (schema, documents) = rule.example(example);
    let checked =
        check(&schema, &documents, &rule.asked_for()).unwrap_or_else(|error| panic!("{}: {error}", rule.code));
    checked.found.iter().filter(|found| found.silenced.is_none()).map(|found| found.rule.code.clone()).collect()
}

#[test]
fn every_rule_finds_its_broken_example_and_not_the_mended_one() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let (broken, mended) = (codes(rule, &rule.broken), codes(rule, &rule.mended));
        if broken != [rule.code.clone()] || !mended.is_empty() {
            wrong.push(format!("{}: broken has {broken:?}, mended {mended:?}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_is_named_once_and_explained() {
    let codes: BTreeSet<&str> = rules().iter().map(|rule| rule.code.as_str()).collect();
    let names: BTreeSet<&str> = rules().iter().map(|rule| rule.name.as_str()).collect();
    assert_eq!((codes.len(), names.len()), (rules().len(), rules().len()));
    let listed = explain("all").expect("`all` lists them");
    for rule in rules() {
        // Loading keeps the rules whose number begins with 0, and no others.
        assert_eq!(rule.code[1..].starts_with('0'), rule.loading.is_some(), "{}", rule.code);
        let said = explain(&rule.code).expect("it is a rule's code");
        assert!(said.contains(&rule.sentence) && said.contains(&rule.why), "{said}");
        assert!(said.contains("\nBroken:\n") && said.contains("\nMended:\n"), "{said}");
        assert!(listed.contains(&rule.sentence), "{listed}");
    }
    insta::assert_snapshot!("explain", explain("d102").expect("it is a rule's code"));
}

/// Whatever loading refuses has a code, also where it is told while a graph is opened.
#[test]
fn whatever_loading_refuses_has_a_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken-graphs");
    let (shipped, _) = files::embedded();
    let mut details = BTreeSet::new();
    for folder in fs::read_dir(root).expect("it is part of the project") {
        let folder = folder.expect("a readable entry").path();
        let (schema, documents) = crate::documents::sources(&folder);
        let findings = load(&schema, &documents).expect_err("a broken graph has findings");
        for finding in findings.list {
            let detail = finding.diagnostic.detail;
            let coded = actant::check::coded(finding);
            assert!(!coded.diagnostic.code.is_empty(), "{detail} has no code");
            details.insert(coded.diagnostic.code);
        }
    }
    assert!(details.len() >= 24, "only {details:?}");
    assert_eq!(shipped.path, "schema.json");
}

/// A folder in which rules are broken that can be broken side by side; the others end the reading.
fn every_rule() -> Checked {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks/every-rule");
    let (schema, documents) = files::read_folder(&folder).expect("a readable folder");
    let text = fs::read_to_string(folder.join("report.txt")).expect("a readable text");
    let texts = [("report-2020".to_owned(), text)].into();
    let asked = Asked { all: true, texts, language: Some("kk".into()), ..Asked::default() };
    check(&schema, &documents, &asked).expect("it can be checked")
}

#[test]
fn a_folder_that_breaks_every_rule_is_told_of_each() {
    let checked = every_rule();
    let found: BTreeSet<&str> = checked.found.iter().map(|found| found.rule.code.as_str()).collect();
    // What ends the reading of a document, or of all of them, can't be broken beside the rest.
    let alone = |code: &str| code == "F001" || code.starts_with('S');
    let missing: Vec<&str> =
        rules().iter().map(|rule| rule.code.as_str()).filter(|code| !alone(code) && !found.contains(code)).collect();
    assert!(missing.is_empty(), "not broken: {missing:?}");
    insta::assert_snapshot!("every-rule", format!("{}\n\n{checked}\n", told(&checked, false, false)));
    assert!(
        told(&checked, true, false).contains("= help: silenced: The report tells of what was agreed for that year.")
    );
}

#[test]
fn findings_are_json_and_sarif() {
    let checked = every_rule();
    let findings: Value = serde_json::from_str(&json(&checked, true)).expect("it is JSON");
    let findings = findings.as_array().expect("an array");
    assert_eq!(findings.len(), checked.found.len());
    let log: Value = serde_json::from_str(&sarif(&checked, "my graph")).expect("it is JSON");
    assert_eq!((&log["version"], log["runs"].as_array().map(Vec::len)), (&"2.1.0".into(), Some(1)));
    let (driver, results) = (&log["runs"][0]["tool"]["driver"], log["runs"][0]["results"].as_array().expect("results"));
    assert_eq!((driver["rules"].as_array().map(Vec::len), results.len()), (Some(rules().len()), findings.len()));
    for (result, finding) in results.iter().zip(findings) {
        let rule = result["ruleIndex"].as_u64().map(|index| &driver["rules"][index as usize]["id"]);
        assert_eq!((rule, &result["level"]), (Some(&result["ruleId"]), &finding["severity"]));
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("a URI");
        assert_eq!(uri, format!("my%20graph/{}", finding["path"].as_str().expect("a path")));
        let region = &place["region"];
        assert_eq!((&region["startLine"], &region["startColumn"]), (&finding["line"], &finding["column"]));
        assert!(region["startLine"].as_u64() >= Some(1) && region["endLine"].as_u64() >= region["startLine"].as_u64());
        assert_eq!(result["suppressions"].is_array(), finding["silenced"].is_string());
    }
    insta::assert_snapshot!("sarif", format!("{:#}", results[0]));
}

/// What the rules find in the shipped graph is what is known to be odd about the article, with the reason
/// for which it stands.
#[test]
fn the_shipped_graph_has_the_known_anomalies_and_no_others() {
    let (schema, documents) = files::embedded();
    let checked = check(&schema, &documents, &Asked::default()).expect("it can be checked");
    let lines = checked.found.iter().map(|found| {
        let (line, _) = found.finding.line_column();
        let record = found.finding.text.lines().nth(line - 1).expect("the line is there");
        let words: Vec<&str> = record.split('"').collect();
        let name = if words[1] == "id" { words[3].to_owned() } else { [words[3], words[7], words[11]].join(" ") };
        let reason = found.silenced.as_deref().map_or("open".to_owned(), |reason| format!("silenced: {reason}"));
        format!("{} {name}\n  {}\n  {reason}", found.rule.code, found.finding.diagnostic.message)
    });
    insta::assert_snapshot!("shipped", lines.collect::<Vec<String>>().join("\n"));
}

#[test]
fn a_silence_keeps_its_place_when_the_graph_is_saved() {
    let rule = rules().iter().find(|rule| rule.code == "A001").expect("it is a rule");
    let (schema, documents) = rule.example(&rule.mended);
    let graph = load(&schema, &documents).expect("it is sound");
    let written = actant::graph::document::write(&graph);
    assert_eq!(written, documents);
    assert!(written[0].text.contains("\"silence\": {\"D103\": "), "{}", written[0].text);
    assert_eq!(format(&schema, &written[0]).expect("a document"), &*written[0].text);
}

#[test]
fn the_exit_code_goes_by_the_worst() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().to_str().expect("its name is text");
    let exits = |code: &str, arguments: &[&str]| {
        let rule = rules().iter().find(|rule| rule.code == code).expect("it is a rule");
        let (schema, documents) = rule.example(&rule.broken);
        for source in std::iter::once(&schema).chain(&documents) {
            fs::write(folder.path().join(&source.path), &*source.text).expect("it can be written");
        }
        let output = actant(&[&["check", path], arguments].concat(), "");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.code(), said.contains(code))
    };
    assert_eq!(exits("V007", &[]), (Some(3), true));
    assert_eq!(exits("D101", &[]), (Some(3), true));
    assert_eq!(exits("D101", &["--except", "D"]), (Some(0), false));
    assert_eq!(exits("D102", &[]), (Some(0), true));
    assert_eq!(exits("D102", &["--deny", "warnings"]), (Some(3), true));
    assert_eq!(exits("D102", &["--deny", "warnings", "--only", "b"]), (Some(0), false));
    assert_eq!(exits("G102", &["--deny", "warnings"]), (Some(0), true));
    assert_eq!(exits("G102", &["--deny", "notes", "-f", "sarif"]), (Some(3), true));
    assert_eq!(exits("G102", &["--only", "X1"]), (Some(5), false));
    assert_eq!(exits("G102", &["-f", "csv"]), (Some(2), false));
    assert_eq!(exits("E101", &["--text", "report-2020=no-such-file"]), (Some(4), false));
}
