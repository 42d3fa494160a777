//! The binary from outside: streams, formats and exit codes.

use std::io::Write;
use std::process::{Command, Output, Stdio};

pub(crate) fn actant(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_actant"))
        .args(arguments)
        .env_remove("COLUMNS")
        .env_remove("ACTANT_GRAPH")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    child.stdin.take().expect("stdin is piped").write_all(input.as_bytes()).ok();
    child.wait_with_output().expect("the binary ends")
}

fn out(arguments: &[&str]) -> String {
    String::from_utf8_lossy(&actant(arguments, "").stdout).into_owned()
}

#[test]
fn exit_codes_tell_the_kind_of_error() {
    for (arguments, code) in [
        (&["query", "RETURN 1"][..], 0),
        (&["--help"], 0),
        (&["query", "RETRN 1"], 1),
        (&["--as-of", "soon", "query", "RETURN 1"], 1),
        (&["--without", "nobody-1999", "query", "RETURN 1"], 5),
        (&["query", "-p", "novalue", "RETURN 1"], 2),
        (&["query", "-p", "x=1", "RETURN $y"], 2),
        (&["run", "members-of-an-organisation", "-p", "org=sco"], 2),
        (&["export", "--run", "members-of-an-organisation", "-p", "org=sco"], 2),
        (&["compare", "2005", "2023", "RETURN 1", "-p", "x=1"], 2),
        (&["-f", "dot", "query", "RETURN 1"], 2),
        (&["no-such-command"], 2),
        (&["-g", "/no/such/folder", "query", "RETURN 1"], 4),
        (&["run", "no-such-query"], 5),
        (&["show", "Nowhereland"], 5),
    ] {
        let output = actant(arguments, "");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{err}");
    }
}

#[test]
fn rows_come_in_every_format() {
    let query = "UNWIND [1, 2] AS n RETURN n, 'a|b, \"c\"' AS text, [n, null] AS list";
    assert_eq!(
        out(&["-f", "csv", "query", query]),
        "n,text,list\n1,\"a|b, \"\"c\"\"\",\"[1,null]\"\n2,\"a|b, \"\"c\"\"\",\"[2,null]\"\n"
    );
    assert!(
        out(&["-f", "markdown", "query", query]).starts_with("| n | text | list |\n| --: | --- | --- |\n| 1 | a\\|b")
    );
    let lines = out(&["-f", "jsonl", "query", query]);
    let row: serde_json::Value = serde_json::from_str(lines.lines().next().expect("a row")).expect("a row is JSON");
    assert_eq!(row, serde_json::json!({"n": 1, "text": "a|b, \"c\"", "list": [1, null]}));
    let array: serde_json::Value = serde_json::from_str(&out(&["-f", "json", "query", query])).expect("an array");
    assert_eq!(array.as_array().map(Vec::len), Some(2));
}

#[test]
fn answers_cite_in_time_and_from_a_viewpoint() {
    let members = "MATCH (s:State)-[:MEMBER_OF]->(:Organisation {id: 'sco'}) RETURN s.name AS member ORDER BY member";
    let csv = |arguments: &[&str]| out(&[&["query", members, "-f", "csv"][..], arguments].concat());
    assert!(csv(&["--as-of", "2013"]).starts_with("member,held,lens\nChina,certainly,AS OF '2013'\n"));
    assert!(!csv(&["--as-of", "2013"]).contains("India"));
    assert!(csv(&["--as-of", "2023"]).contains("India") && !csv(&["--as-of", "2023"]).contains("Belarus"));
    assert_eq!(csv(&["--without", "context"]), "member,lens\n");
    let investments = "MATCH (:State {id: 'china'})-[r:INVESTS_IN]->(x) RETURN x.name";
    assert!(out(&["query", investments]).contains("[1] Santiago Orti 2024, §3.3.1"));
    assert!(!out(&["query", investments, "--sources", "none"]).contains("[1]"));
    assert!(
        out(&["query", investments, "-f", "json", "--sources", "full"]).contains("\"sources\":[{\"from\":\"china\"")
    );
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (file, begins) in [("works.bib", "@article{"), ("works.json", "[\n  {\n    \"id\"")] {
        let path = folder.path().join(file);
        let path = path.to_str().expect("the path is text");
        assert_eq!(actant(&["query", investments, "--bib", path], "").status.code(), Some(0));
        assert!(std::fs::read_to_string(path).expect("it was written").starts_with(begins), "{file}");
    }
    assert!(out(&["disputes", "--about", "russia"]).contains("who says they differ"));
    assert!(out(&["schools"]).contains("Western line"));
    assert!(out(&["falls", "nye-2005"]).contains("relations and"));
    assert!(out(&["compare", "2005", "2023", "SCO", "member-of"]).contains("6 both"));
    assert!(out(&["export", "--as-of", "2013", "--around", "sco"]).contains("seen AS OF '2013'"));
}

#[test]
fn results_and_remarks_keep_apart() {
    let output = actant(&["query", "RETURN 1 AS x"], "");
    assert!(!String::from_utf8_lossy(&output.stdout).contains("row"));
    assert!(String::from_utf8_lossy(&output.stderr).contains("1 row"));
}

#[test]
fn parameters_are_literals_or_text() {
    let query = "RETURN $a + 1 AS a, $b AS b";
    assert_eq!(out(&["-f", "csv", "-p", "a=41", "-p", "b=two words", "query", query]), "a,b\n42,two words\n");
}

#[test]
fn standard_input_is_a_query_or_a_script() {
    let output = actant(&["-f", "csv", "query", "-"], "RETURN 7 AS x");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "x\n7\n");
    let output = actant(&["-f", "csv"], "RETURN 1 AS a;\n:quit\nRETURN 2 AS b;\n");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "a\n1\n");
}

#[test]
fn the_shipped_graph_is_sound() {
    assert_eq!(actant(&["check"], "").status.code(), Some(0));
}

#[test]
fn a_picture_is_drawn_again_from_what_it_says_of_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sco.svg");
    let file = path.to_str().expect("its name is text");
    let draw = ["export", "--around", "sco", "--as-of", "2013", "--layout", "layers", "--size", "160mm", "-o", file];
    assert_eq!(actant(&draw, "").status.code(), Some(0));
    let check = |code: i32, says: &str| {
        let output = actant(&["redraw", "--check", file], "");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(code) && err.contains(says), "{err}");
    };
    check(0, "is current");
    let drawn = std::fs::read_to_string(&path).expect("it was written");
    let edit = |from: &str, to: &str| std::fs::write(&path, drawn.replace(from, to)).expect("it can be written");
    edit("id=\"node-china\"", "id=\"node-chyna\"");
    check(3, "1 node came: “China”\n");
    edit("<title>China</title>", "<title>Chyna</title>");
    check(3, "1 node changed: “China”\n");
    edit("viewBox=\"0 0", "viewBox=\"1 0");
    check(3, "the same nodes and relations, placed or written differently");
    edit("name=\"layout\">layers", "name=\"layout\">laiers");
    check(4, "can't draw this picture again: invalid value 'laiers'");
    edit("actant:figure", "figure");
    check(4, "expected an SVG that `actant export` wrote");
    edit("<title>China</title>", "<title>Chyna</title>");
    assert_eq!(actant(&["redraw", file], "").status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&path).expect("it was written again"), drawn);
}

#[test]
fn the_folder_in_use_is_the_one_that_is_formatted() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mine = folder.path().join("mine");
    let mine = mine.to_str().expect("its name is text");
    assert_eq!(actant(&["new", mine, "--from", "people"], "").status.code(), Some(0));
    let file = std::path::Path::new(mine).join("people.json");
    let text = std::fs::read_to_string(&file).expect("the template has it");
    std::fs::write(&file, format!("\n{text}")).expect("it can be written");
    let said = |arguments: &[&str], code: i32, says: &str| {
        let output = actant(arguments, "");
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(code) && err.contains(says), "{arguments:?}\n{err}");
    };
    said(&["-g", mine, "fmt", "--check"], 3, "would change people.json");
    said(&["-g", mine, "fmt"], 0, "changed people.json");
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), text);
    said(&["-g", file.to_str().expect("text"), "fmt"], 2, "is a file, expected a graph's folder");
}
