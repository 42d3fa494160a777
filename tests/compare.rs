//! Comparisons from outside: two folders, and two git revisions of one.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::cli::actant;

const NODES: &str = r#"{"id": "china", "labels": ["State"], "name": "China"},
    {"id": "russia", "labels": ["State"], "name": "Russia"},
    {"id": "roe-2020", "labels": ["Work"], "name": "The work that was read"}"#;
const EDGE: &str = r#"{"from": "russia", "type": "PARTNERS_WITH", "to": "china", "status": "stated", "evidence": [{"work": "roe-2020", "section": "1"}]}"#;
const MORE: &str = r#"{"from": "china", "type": "PARTNERS_WITH", "to": "italy", "status": "stated", "evidence": [{"work": "roe-2020", "section": "2"}]}"#;

fn write(folder: &Path, nodes: &str, edges: &str) {
    let text = format!("{{\"nodes\": [{nodes}], \"edges\": [{edges}]}}\n");
    fs::write(folder.join("records.json"), text).expect("a file can be written");
}

fn git(folder: &Path, arguments: &[&str]) {
    let who = ["-c", "user.name=Roe", "-c", "user.email=roe@example.org", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").arg("-C").arg(folder).args(who).args(arguments).output().expect("git is there");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with a graph in a folder below, committed twice: then a state, a relation, another section
/// and another name.
fn repository() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder can be made");
    let folder = root.path().join("graph");
    fs::create_dir(&folder).expect("a folder can be made");
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("graph/schema.json");
    fs::copy(schema, folder.join("schema.json")).expect("the schema can be copied");
    write(&folder, NODES, EDGE);
    git(root.path(), &["init", "-q"]);
    git(root.path(), &["add", "."]);
    git(root.path(), &["commit", "-q", "-m", "one"]);
    let italy = format!(
        "{}, {{\"id\": \"italy\", \"labels\": [\"State\"], \"name\": \"Italy\"}}",
        NODES.replace("\"Russia\"", "\"Rossiya\"")
    );
    write(&folder, &italy, &format!("{}, {MORE}", EDGE.replace("\"1\"", "\"3\"")));
    git(root.path(), &["add", "."]);
    git(root.path(), &["commit", "-q", "-m", "two"]);
    git(root.path(), &["tag", "second"]);
    root
}

fn said(arguments: &[&str]) -> String {
    let output = actant(arguments, "");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{out}{err}exit {}", output.status.code().unwrap_or(-1))
}

#[test]
fn revisions_of_a_folder() {
    let root = repository();
    let folder = root.path().join("graph").display().to_string();
    let at = |arguments: &[&str]| said(&[&["-g", folder.as_str()], arguments].concat()).replace(&folder, "FOLDER");
    let before = format!("{folder}@HEAD~1");
    let query = "MATCH (:State)-[:PARTNERS_WITH]->(s) RETURN s.name AS partner";
    let told = [
        at(&["compare", "HEAD~1", "HEAD"]),
        at(&["-f", "csv", "compare", "HEAD~1", "second"]),
        at(&["-f", "csv", "compare", "HEAD~1", "HEAD", "china", "partners-with"]),
        at(&["-f", "csv", "compare", &before, &folder, query]),
        at(&["compare", "HEAD~1", "secon"]),
        at(&["compare", "HEAD~7", "HEAD"]),
        said(&["compare", &before.replace("~1", "~7"), &folder]).replace(&folder, "FOLDER"),
        said(&["compare", "HEAD~1", "HEAD"]),
    ];
    insta::assert_snapshot!("revisions", told.join("\n\n"));
}

#[test]
fn what_is_compared_can_be_drawn() {
    let root = repository();
    let folder = root.path().join("graph").display().to_string();
    let file = root.path().join("changes.svg");
    let code =
        actant(&["-g", &folder, "compare", "HEAD~1", "HEAD", "-o", &file.display().to_string()], "").status.code();
    let picture = fs::read_to_string(&file).expect("the picture is there");
    assert_eq!(code, Some(0));
    for expected in ["Italy", "only HEAD (", "in both (", "compared: HEAD~1 and HEAD"] {
        assert!(picture.contains(expected), "{expected}");
    }
}

#[test]
fn a_folder_in_no_repository_has_no_revisions() {
    let root = repository();
    let folder = root.path().join("graph").display().to_string();
    fs::remove_dir_all(root.path().join(".git")).expect("a folder can be removed");
    let told = said(&["compare", &format!("{folder}@HEAD"), &folder]);
    assert!(told.contains("is in no git repository") && told.ends_with("exit 4"), "{told}");
}
