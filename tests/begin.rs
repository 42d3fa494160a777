//! A graph of one's own: the folders it begins with, and the JSON Schema of its documents.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use actant::graph::document::Source;
use serde_json::Value;

const TEMPLATES: [&str; 3] = ["actors", "literature", "people"];

fn actant(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    command.env_remove("ACTANT_GRAPH").args(arguments);
    // `new` takes the folder to make, and no graph.
    if arguments.first() != Some(&"new") {
        command.arg("--graph").arg(folder);
    }
    command.output().expect("the binary runs")
}

/// A new folder of each template.
fn begun(template: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let place = tempfile::tempdir().expect("a folder can be made");
    let folder = place.path().join("mine");
    let output = actant(&folder, &["new", &folder.to_string_lossy(), "--from", template]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (place, folder)
}

#[test]
fn every_template_is_sound_and_answers_its_own_questions() {
    for template in TEMPLATES {
        let (_place, folder) = begun(template);
        assert!(actant(&folder, &["fmt", "--check", &folder.to_string_lossy()]).status.success(), "{template}");
        let questions = fs::read_dir(folder.join("queries")).expect("there are queries");
        let mut asked = 0;
        for question in questions.map(|entry| entry.expect("it can be read").path()) {
            let name = question.file_stem().expect("it has a name").to_string_lossy().into_owned();
            let output = actant(&folder, &["run", &name, "-f", "csv"]);
            let rows = String::from_utf8_lossy(&output.stdout).lines().count();
            assert!(output.status.success() && rows > 1, "{template}/{name}: {rows} lines");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(!said.contains("warning"), "{template}/{name}: {said}");
            asked += 1;
        }
        assert_eq!(asked, listed(&folder), "{template}");
    }
}

#[test]
fn what_the_readme_of_a_template_teaches_can_be_typed() {
    for template in TEMPLATES {
        let (_place, folder) = begun(template);
        let folder = folder.to_string_lossy().into_owned();
        let text = fs::read_to_string(Path::new(&folder).join("README.md")).expect("there is one");
        let (_, lines) = text.split_once("```text\n").expect("it has lines to type");
        let (lines, _) = lines.split_once("```").expect("they end");
        assert!(lines.lines().filter(|line| line.starts_with("add ")).count() > 1, "{template}");
        let output = crate::cli::actant(&["-g", &folder], lines);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.contains("saved in"), "{template}: {said}");
        let checked = crate::cli::actant(&["check", &folder, "--deny", "warnings"], "");
        assert!(checked.status.success(), "{template}: {}", String::from_utf8_lossy(&checked.stdout));
    }
}

/// How many queries the folder is said to have: its own, not those of the shipped graph.
fn listed(folder: &Path) -> usize {
    String::from_utf8_lossy(&actant(folder, &["queries"]).stdout).lines().count()
}

#[test]
fn a_folder_that_holds_a_graph_is_not_begun_again() {
    let (_place, folder) = begun("people");
    let records = folder.join("people.json");
    fs::write(&records, "{\"nodes\": []}\n").expect("it can be written");
    let again = actant(&folder, &["new", &folder.to_string_lossy()]);
    assert_eq!(again.status.code(), Some(4));
    assert_eq!(fs::read_to_string(&records).expect("it is there"), "{\"nodes\": []}\n");
}

#[test]
fn files_beside_a_new_graph_are_kept() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("README.md"), "mine").expect("it can be written");
    let output = actant(folder.path(), &["new", &folder.path().to_string_lossy()]);
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("README.md was there and is kept"));
    assert_eq!(fs::read_to_string(folder.path().join("README.md")).expect("it is there"), "mine");
}

/// What a list of `{"const": name}` allows.
fn names(list: &Value) -> Vec<&str> {
    list["oneOf"].as_array().into_iter().flatten().filter_map(|one| one["const"].as_str()).collect()
}

#[test]
fn the_json_schema_allows_all_that_the_shipped_documents_hold() {
    let (schema, documents) = actant::files::embedded();
    let text =
        actant::graph::document::json_schema(&schema).unwrap_or_else(|findings| panic!("{}", findings.render(false)));
    let schema: Value = serde_json::from_str(&text).expect("it is JSON");
    let [nodes, edges] = ["nodes", "edges"].map(|list| &schema["properties"][list]["items"]);
    let labels = names(&nodes["properties"]["labels"]["items"]);
    let types = names(&edges["properties"]["type"]);
    for Source { path, text } in &documents {
        let document: Value = serde_json::from_str(text).expect("it is JSON");
        for (list, rules) in [("nodes", nodes), ("edges", edges)] {
            for record in document[list].as_array().into_iter().flatten() {
                let keys = record.as_object().expect("a record is an object").keys();
                let unknown: Vec<&String> =
                    keys.filter(|key| rules["properties"].get(key.as_str()).is_none()).collect();
                assert!(unknown.is_empty(), "{path}: {unknown:?}");
                let known = match list {
                    "nodes" => record["labels"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .all(|label| label.as_str().is_some_and(|label| labels.contains(&label))),
                    _ => record["type"].as_str().is_some_and(|kind| types.contains(&kind)),
                };
                assert!(known, "{path}: {record}");
            }
        }
    }
}

#[test]
fn the_json_schema_says_what_an_edge_of_a_type_needs() {
    let schema = include_str!("../src/templates/people/schema.json");
    let text = actant::graph::document::json_schema(&Source::new("schema.json", schema)).expect("it is sound");
    let schema: Value = serde_json::from_str(&text).expect("it is JSON");
    let rules = schema["properties"]["edges"]["items"]["allOf"].as_array().expect("a rule for each type").clone();
    let leads = rules.iter().find(|rule| rule["if"]["properties"]["type"]["const"] == "LEADS").expect("a rule");
    insta::assert_snapshot!(format!("{leads:#}"));
}
