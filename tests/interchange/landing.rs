//! `actant import` and `actant export` as a user sees them: shown first, done once, filled in, and refused where the
//! schema has no place.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs the program in a folder; what it says, with what it wrote to standard output.
fn run(folder: &Path, arguments: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    command.current_dir(folder).env_remove("ACTANT_GRAPH").args(arguments.split(' '));
    let output = command.output().expect("the binary runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output.status.code().map_or_else(|| "none".to_owned(), |code| code.to_string());
    format!("$ actant {arguments}\n{}{}[{code}]\n\n", text(&output.stderr), text(&output.stdout))
}

const ONE: &str = r#"{"directed": false, "graph": {"made": "by hand"}, "nodes": [
  {"id": 1, "club": "Mr. Hi", "w": 2}, {"id": 2, "name": "Zwei", "w": 2.5, "start": "1990"},
  {"id": "n3", "type": "odd", "list": [1, 2], "flag": true, "start": "once"}],
 "links": [{"source": 1, "target": 2, "weight": 3}, {"source": 2, "target": 1, "weight": 3},
  {"source": "n3", "target": 2, "type": "KNOWS", "status": "good"}, {"source": "n3", "target": "n4"}]}"#;

/// The same file a year later, and another file that knows its nodes by the same keys.
const LATER: &str = r#"{"directed": false, "nodes": [{"id": 2, "name": "Zwei", "w": 3.5, "new": 1}, {"id": "n3"}],
 "links": [{"source": 2, "target": 1, "weight": 4}, {"source": "n3", "target": 2, "type": "KNOWS", "since": "2001"}]}"#;

#[test]
fn a_graph_lands_and_lands_again() {
    let place = tempfile::tempdir().expect("a folder can be made");
    let folder = place.path();
    let put = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file can be written");
    let mut told = String::new();
    put("one.json", ONE);
    told += &run(folder, "import one.json -o mine");
    assert!(!folder.join("mine").exists(), "nothing is written before it is asked for");
    told += &run(folder, "import one.json -o mine --apply");
    told += &run(folder, "check mine");
    let first = fs::read_to_string(folder.join("mine/graph.json")).expect("the graph was written");
    told += &first;
    told += &run(folder, "import one.json -o mine --apply");
    put("one.json", LATER);
    told += &run(folder, "import one.json -o mine --apply");
    told += &run(folder, "import one.json -o mine --apply --widen --overwrite");
    put("two.json", LATER);
    told += &run(folder, "import two.json -o mine");
    told += &run(folder, "check mine");
    told += &fs::read_to_string(folder.join("mine/graph.json")).expect("the graph is there");
    insta::assert_snapshot!(told);
}

#[test]
fn what_a_schema_has_no_place_for_is_told() {
    let place = tempfile::tempdir().expect("a folder can be made");
    let folder = place.path();
    let graph = r#"digraph { a [labels=Person, name="Ann"]; b [labels="Person;Robot" x=1]; c -> a;
        a -> b [type=KNOWS]; b -> a [type=PARENT_OF, evidence="[{\"work\": \"nowhere\"}]"]; a -> b [type=LIKES]; }"#;
    fs::write(folder.join("g.dot"), graph).expect("a file can be written");
    fs::write(folder.join("g.graphlm"), graph).expect("a file can be written");
    let mut told = run(folder, "new mine --from people");
    told += &run(folder, "import g.dot -o mine --apply");
    told += &run(folder, "import g.dot -o mine --apply --widen");
    told += &run(folder, "import g.dot nothing.gexf -o mine");
    told += &run(folder, "import g.dot g.graphlm -o mine");
    insta::assert_snapshot!(told.replace(&*folder.to_string_lossy(), "DIR"));
}

#[test]
fn a_graph_goes_out_and_comes_back() {
    let place = tempfile::tempdir().expect("a folder can be made");
    let folder = place.path();
    let mut told = run(folder, "export --around csto -o csto.gexf --report");
    told += &run(folder, "export --around csto -o csto.gexf --report --with-works");
    told += &run(folder, "import csto.gexf -o mine --apply");
    told += &run(folder, "import csto.gexf -o mine --apply");
    told += &run(folder, "export --around csto --alt -o csto.gml");
    told += &run(folder, "export --to graphml --query RETURN\u{a0}1");
    told += &run(folder, "query --to gml RETURN\u{a0}1");
    told += &run(folder, "-g mine export --as-of 2005 --to jgf -o then.jgf --report");
    insta::assert_snapshot!(told);
}

/// What a file says else of an entry in a map is told, and a record is never taken for one that the file knows by another key.
#[test]
fn entries_and_keys_that_clash_are_told() {
    let place = tempfile::tempdir().expect("a folder can be made");
    let folder = place.path();
    let put = |nodes: &str| {
        let text = format!("{{\"nodes\": [{nodes}], \"links\": []}}");
        fs::write(folder.join("g.json"), text).expect("a file can be written");
    };
    let mut told = run(folder, "new mine --from people");
    put(r#"{"id": "1", "name": "Foo", "labels": ["Person"], "names": {"en": "Foo", "de": "Fu"}}"#);
    told += &run(folder, "import g.json -o mine --apply");
    put(r#"{"id": "1", "name": "Foo", "labels": ["Person"], "names": {"en": "Food", "de": "Fu", "fr": "Fou"}},
        {"id": "foo", "name": "Other", "labels": ["Person"]}"#);
    told += &run(folder, "import g.json -o mine --apply");
    told += &run(folder, "import g.json -o mine --apply --overwrite");
    told += &run(folder, "-g mine query MATCH\u{a0}(n)\u{a0}RETURN\u{a0}n.id,n.name,n.names,n.ids --format csv");
    insta::assert_snapshot!(untimed(&told));
}

/// What was said, without how long it took.
fn untimed(told: &str) -> String {
    let timed = |line: &str| line.contains("million a second") || line.ends_with(" ms");
    let lines = told.lines().map(|line| if timed(line) { line.split(" rows").next().unwrap_or(line) } else { line });
    lines.collect::<Vec<&str>>().join("\n")
}

/// What has a zero before its digits, or more digits than a number holds, stays as it is written.
#[test]
fn codes_stay_as_they_are_written() {
    let place = tempfile::tempdir().expect("a folder can be made");
    let folder = place.path();
    fs::create_dir(folder.join("in")).expect("a folder can be made");
    let rows = "id:ID,zip,long,part,whole,said:int\n007,01234,12345678901234567890,0.5,-3,007\n8,9,1,2,0,1\n9,1e3,0,00.5,1,1\n";
    fs::write(folder.join("in/Place.csv"), rows).expect("a file can be written");
    let late: String = (0..1200).map(|at| format!("{at},{}\n", if at == 1100 { "007" } else { "7" })).collect();
    fs::write(folder.join("in/Late.csv"), format!("id:ID(Late),code\n{late}")).expect("a file can be written");
    let mut told = run(folder, "import --csv in -o g.actant");
    told += &run(folder, "import --csv in -o g.actant --bad-rows skip");
    let query = "MATCH\u{a0}(n:Place)\u{a0}RETURN\u{a0}n.id,n.zip,n.long,n.part,n.whole,n.said";
    told += &run(folder, &format!("-g g.actant query {query} --format json"));
    insta::assert_snapshot!(untimed(&told));
}

/// The records of a folder and its schema, in whichever file.
fn lines(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).expect("the folder is there").flatten().map(|entry| entry.path());
    let texts = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let texts: Vec<String> = texts.map(|path| fs::read_to_string(path).expect("it can be read")).collect();
    let lines = texts.iter().flat_map(|text| text.lines()).map(|line| line.trim().trim_end_matches(','));
    let mut lines: Vec<String> = lines.filter(|line| line.starts_with("{\"")).map(str::to_owned).collect();
    lines.sort();
    lines
}

#[test]
fn a_graph_of_ours_changes_nothing_in_itself_and_comes_back_equal() {
    let place = tempfile::tempdir().expect("a folder can be made");
    let folder = place.path();
    let mut told = run(folder, "new mine --from literature");
    for form in ["ttl", "nt", "jsonld", "cypher", "graphml"] {
        told += &run(folder, &format!("-g mine export -o mine.{form} --report"));
        told += &run(folder, &format!("import mine.{form} -o mine --apply"));
        told += &run(folder, &format!("import mine.{form} -o again-{form} --apply"));
        assert_eq!(lines(&folder.join("mine")), lines(&folder.join(format!("again-{form}"))), "{form}");
    }
    told += &run(folder, "-g mine export --neo4j -o tables --report");
    told += &run(folder, "-g mine export --pages -o pages --report");
    told += &run(folder, "-g mine export --kuzu -o mine.kuzu --report");
    insta::assert_snapshot!(told);
}

#[test]
fn what_can_not_be_brought_in_is_told_with_its_file_and_the_way() {
    let place = tempfile::tempdir().expect("a folder can be made");
    let folder = place.path();
    let put = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file can be written");
    let mut told = String::new();
    for (name, text) in [
        ("table.csv", "a,b"),
        ("sheet.xlsx", ""),
        ("refs.ris", ""),
        ("unknown.json", r#"{"a": 1}"#),
        ("number.json", "3"),
        ("empty.json", ""),
        ("empty.graphml", ""),
        ("empty.ttl", ""),
        ("asks.cypher", "MATCH (n) RETURN n"),
        ("lists.cypher", "CREATE (:A {id: 'a', aka: ['x', 'y'], n: [1, 2]}), (:A {id: 'b', aka: 'z'})"),
    ] {
        put(name, text);
        told += &run(folder, &format!("import {name} -o mine"));
    }
    fs::write(folder.join("bytes.json"), [b'[', 0xff]).expect("a file can be written");
    told += &run(folder, "import bytes.json -o mine");
    told += &run(folder, "import . -o mine");
    told += &run(folder, "import empty.ttl asks.cypher -o mine --apply");
    told += &run(folder, "import lists.cypher -o mine --apply");
    told += &run(folder, "import lists.cypher -o mine --apply");
    told += &run(folder, "-g mine query MATCH\u{a0}(n)\u{a0}RETURN\u{a0}n.aka,\u{a0}n.n -f jsonl")
        .replace(|c: char| c.is_ascii_digit(), "0");
    told += &run(folder, "export -o x.grapml");
    told += &run(folder, "export -o x.csv");
    told += &run(folder, "export --around csto -o csto.graphml");
    told += &run(folder, "check --portable neo4j mine");
    told += &run(folder, "snapshot -g mine -o mine.actant");
    told += &run(folder, "check mine.actant");
    insta::assert_snapshot!(told);
}
