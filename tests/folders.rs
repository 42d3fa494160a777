//! What `export` writes as a folder: pages, and CSV files that come back.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn actant(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    command.env_remove("ACTANT_GRAPH").args(arguments).output().expect("the binary runs")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn pages_stay_in_their_folder_whatever_names_hold() {
    let place = tempfile::tempdir().expect("a folder can be made");
    let script = place.path().join("hostile.cypher");
    let names = "CREATE (:Person {id: '../../out', name: '<script>alert(1)</script>'})-[:`\"<b>`]->(:Person {id: 'index', name: '& co'}), \
                 (:Person {id: '/etc/x', name: 'a'}), (:Person {id: 'ETC X', name: 'b'}), (:Person {id: '', name: 'c'})";
    fs::write(&script, names).expect("it can be written");
    let (snapshot, pages) = (place.path().join("g.actant"), place.path().join("pages"));
    let [script, graph, pages_name] = [&script, &snapshot, &pages].map(|path| path.to_string_lossy().into_owned());
    let csv = place.path().join("csv").to_string_lossy().into_owned();
    let folder = place.path().join("graph").to_string_lossy().into_owned();
    let imported = actant(&["import", &script, "-o", &folder, "--apply"]);
    assert!(imported.status.success(), "{}", text(&imported));
    let made = actant(&["snapshot", "-g", &folder, "-o", &graph]);
    assert!(made.status.success(), "{}", text(&made));
    let written = actant(&["export", "-g", &graph, "--pages", "-o", &pages_name]);
    assert!(written.status.success(), "{}", text(&written));
    let mut beside: Vec<String> = names_in(place.path());
    beside.retain(|name| !["g.actant", "pages", "graph", "hostile.cypher"].contains(&name.as_str()));
    assert!(beside.is_empty(), "{beside:?}");
    let files = names_in(&pages);
    assert!(files.len() >= 6 && files.contains(&"index.html".to_owned()), "{files:?}");
    for file in files.iter().filter(|file| file.ends_with(".html")) {
        let html = fs::read_to_string(pages.join(file)).expect("it can be read");
        assert!(!html.contains("<script") && !html.contains("<b>"), "{file}: {html}");
    }
    // Pages of ours are replaced; anything else is not.
    assert!(actant(&["export", "-g", &graph, "--pages", "-o", &pages_name]).status.success());
    let refused = actant(&["export", "-g", &graph, "--neo4j", "-o", &place.path().to_string_lossy()]);
    assert_eq!(refused.status.code(), Some(4), "{}", text(&refused));
    assert!(actant(&["export", "-g", &graph, "--neo4j", "-o", &csv]).status.success());
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("it can be read").flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn the_files_for_neo4j_come_back() {
    let place = tempfile::tempdir().expect("a folder can be made");
    let csv = place.path().join("csv").to_string_lossy().into_owned();
    let back = place.path().join("back.actant").to_string_lossy().into_owned();
    let written = actant(&["export", "--neo4j", "-o", &csv]);
    assert!(written.status.success(), "{}", text(&written));
    let read = actant(&["import", "--csv", &csv, "-o", &back]);
    assert!(read.status.success(), "{}", text(&read));
    for query in [
        "MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) AS nodes, count(n.year) AS years ORDER BY label",
        "MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS edges, min(r.start) AS first, sum(r.value) AS value ORDER BY type",
        "MATCH (n:State) RETURN n.id, n.name, n.aliases, n.description ORDER BY n.id",
        "MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, evidence(r), r.evidence ORDER BY a.id, type(r), b.id, toString(evidence(r)[0].work)",
    ] {
        let ask = |graph: &[&str]| {
            let answer = actant(&[&["query", query, "-f", "jsonl"], graph].concat());
            assert!(answer.status.success() && !answer.stdout.is_empty(), "{}", text(&answer));
            // How long it took stands on standard error.
            String::from_utf8_lossy(&answer.stdout).into_owned()
        };
        assert_eq!(ask(&[]), ask(&["-g", &back]), "{query}");
    }
}

/// What Kuzu 0.11.3 and Ladybug 0.22.0 ran, by hand.
#[test]
fn the_script_for_kuzu_declares_its_tables() {
    let place = tempfile::tempdir().expect("a folder can be made");
    let source = place.path().join("source.cypher");
    let script = "CREATE (:A:B {id: 'a', x: 1, aka: ['it\\'s', 'b']}); CREATE (:C {id: 'c', x: 1.5, `or``der`: 'z'}); \
         CREATE (:C {id: 'd', x: true}); MATCH (a:A {id: 'a'}), (c:C {id: 'c'}) CREATE (a)-[:R {w: 2}]->(c);";
    fs::write(&source, script).expect("it can be written");
    let graph = place.path().join("graph").to_string_lossy().into_owned();
    let made = actant(&["import", &source.to_string_lossy(), "-o", &graph, "--apply"]);
    assert!(made.status.success(), "{}", text(&made));
    let written = actant(&["export", "-g", &graph, "--kuzu", "--query", "MATCH (n)-[r]->(m) RETURN n, r, m"]);
    insta::assert_snapshot!(String::from_utf8_lossy(&written.stdout));
}

#[test]
fn no_cell_of_a_table_begins_as_a_formula_unless_asked() {
    let query = "UNWIND ['=1+1', '+a', '-b', '@c', '\t d', 'plain'] AS text RETURN text, -1 AS number";
    let guarded = text(&actant(&["query", query, "-f", "csv"]));
    let cells = "text,number\n'=1+1,-1\n'+a,-1\n'-b,-1\n'@c,-1\n'\t d,-1\nplain,-1\n";
    assert!(guarded.starts_with(cells), "{guarded}");
    assert!(text(&actant(&["query", query, "-f", "csv", "--formulas"])).starts_with("text,number\n=1+1,-1\n"));
}
