//! Saving: what was not touched stays byte for byte, and what is written opens again.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use actant::cli::wiring::{self, Home};
use actant::files::{self, Folder};
use actant::graph::document::{Side, Source};

/// A copy of the shipped graph in a folder of its own.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    Folder::create(&folder.path().join("graph"), &files::embedded()).expect("the graph can be written");
    folder
}

fn texts(folder: &Path) -> Vec<Source> {
    let (schema, documents) = files::read_folder(folder).expect("a folder that can be read");
    std::iter::once(schema).chain(documents).collect()
}

fn actant(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    command.env_remove("ACTANT_GRAPH").arg("--graph").arg(folder).args(arguments).output().expect("the binary runs")
}

/// The lines that only one of two texts has: `-` the first, `+` the second.
fn difference(before: &[Source], after: &[Source]) -> Vec<String> {
    let lines = |sources: &[Source]| -> Vec<String> {
        let each = |source: &Source| {
            let path = source.path.clone();
            let bare = |line: &str| line.trim_end_matches(',').to_owned();
            source.text.lines().map(move |line| format!("{path}: {}", bare(line))).collect::<Vec<String>>()
        };
        sources.iter().flat_map(each).collect()
    };
    let (old, new) = (lines(before), lines(after));
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {line}"));
    let made = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {line}"));
    gone.chain(made).collect()
}

#[test]
fn only_what_changed_is_written() {
    let folder = copy();
    let folder = folder.path().join("graph");
    let before = texts(&folder);
    let query = "MATCH (csto {id: 'csto'}), (italy {id: 'italy'}), 
            ({id: 'kazakhstan'})-[gone:TRADES_WITH {flow: 'import', year: 2023}]->(italy)
        CREATE (new:State {id: 'ruritania', name: 'Ruritania', aliases: ['the Ruritanian kingdom']})
        CREATE (new)-[:MEMBER_OF {start: '1894?', status: 'implied',
                                  evidence: [{work: 'santiago-2024-kazakhstan', section: '3.2', phrase: 'a few words'}]}]->(csto)
        SET italy.description = 'A state \"with quotes\"' DELETE gone";
    let output = actant(&folder, &["query", "--save", query]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    insta::assert_snapshot!("save-difference", difference(&before, &texts(&folder)).join("\n"));
    let canonical = actant(&folder, &["fmt", "--check", &folder.display().to_string()]);
    assert!(canonical.status.success(), "{}", String::from_utf8_lossy(&canonical.stderr));
}

#[test]
fn a_hand_written_record_keeps_every_byte() {
    let folder = copy();
    let folder = folder.path().join("graph");
    let record = "{\n    \"name\":   \"Odd\\u0020form\",\n  \"id\": \"odd\", \"labels\":[\"State\"]  }";
    fs::write(
        folder.join("z.json"),
        format!("{{\"nodes\":[ {record},{{\"id\":\"a\",\"labels\":[\"State\"],\"name\":\"A\"}} ]}}"),
    )
    .expect("it can be written");
    let output = actant(&folder, &["query", "--save", "MATCH (n {id: 'a'}) SET n.name = 'B'"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = fs::read_to_string(folder.join("z.json")).expect("it is there");
    let expected = format!(
        "{{\n  \"nodes\": [\n    {record},\n    {{\"id\": \"a\", \"labels\": [\"State\"], \"name\": \"B\"}}\n  ],\n  \"edges\": []\n}}\n"
    );
    assert_eq!(text, expected);
}

#[test]
fn what_is_set_back_changes_no_file() {
    let folder = copy();
    let folder = folder.path().join("graph");
    let before = texts(&folder);
    for query in [
        "MATCH (n {id: 'italy'}) SET n.name = 'X' SET n.name = 'Italy'",
        "MATCH (n {id: 'italy'}) CREATE (m:State {id: 'x', name: 'X'}) WITH m DELETE m",
        "MATCH (n) RETURN count(n)",
    ] {
        let output = actant(&folder, &["query", "--save", query]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(texts(&folder), before, "{query}");
    }
}

#[test]
fn changes_are_never_lost_without_a_word() {
    let folder = copy();
    let folder = folder.path().join("graph");
    let before = texts(&folder);
    let refused = actant(&folder, &["query", "CREATE (n:State {id: 'x', name: 'X'}) RETURN n.id"]);
    let err = String::from_utf8_lossy(&refused.stderr);
    assert_eq!((refused.status.code(), refused.stdout.as_slice()), (Some(2), &b""[..]), "{err}");
    assert!(
        err.contains("makes 1 change to the graph, and nothing would keep them") && err.contains("`--save`"),
        "{err}"
    );
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    let shipped = command.env_remove("ACTANT_GRAPH").args(["query", "--save", "RETURN 1"]).output().expect("it runs");
    assert_eq!(shipped.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&shipped.stderr).contains("only a folder can be saved to"));
    let bad = actant(&folder, &["query", "--save", "CREATE (n:Stat {id: 'x', name: 'X'})"]);
    assert_eq!(bad.status.code(), Some(3), "{}", String::from_utf8_lossy(&bad.stderr));
    assert_eq!(texts(&folder), before);
}

/// The files that a process left that was killed while it saved.
fn left(folder: &Path, listed: bool) {
    let text = fs::read_to_string(folder.join("events.json")).expect("it is there");
    fs::write(folder.join(".events.json.actant-new"), text + "\n").expect("it can be written");
    let bri = fs::read_to_string(folder.join("context/bri.json")).expect("it is there");
    fs::write(folder.join("context/.bri.json.actant-new"), bri + "\n\n").expect("it can be written");
    if listed {
        let list = r#"{"format":1,"files":["actors.json","events.json","context/bri.json"]}"#;
        fs::write(folder.join(".actant-save.json"), list).expect("it can be written");
    }
}

#[test]
fn a_save_that_was_listed_is_finished_and_another_dropped() {
    let folder = copy();
    let folder = folder.path().join("graph");
    let before = texts(&folder);
    left(&folder, false);
    assert_eq!(texts(&folder), before, "nothing was listed");
    let saved = actant(&folder, &["query", "--save", "MATCH (n {id: 'italy'}) SET n.description = 'A state.'"]);
    assert!(saved.status.success() && !folder.join(".events.json.actant-new").exists());
    assert!(!folder.join("context/.bri.json.actant-new").exists());
    left(&folder, true);
    let after = texts(&folder);
    let changed = |path: &str| after.iter().any(|source| source.path == path && source.text.ends_with("}\n\n"));
    assert!(changed("events.json") && !changed("actors.json"));
    assert!(!folder.join(".actant-save.json").exists() && !folder.join(".events.json.actant-new").exists());
}

/// Every state that a killed process can leave: so many files wait, the list is there or not, so many are
/// in place already.
#[test]
fn whatever_a_killed_process_leaves_opens_old_or_new() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let source = |path: &str, text: &str| Source::new(path, text);
    let paths = ["a.json", "b/c.json", "d.json", "schema.json"];
    let all = |text: &str| -> Vec<Source> { paths.iter().map(|path| source(path, text)).collect() };
    let (old, new) = (all("old"), all("new"));
    let list = r#"{"format":1,"files":["a.json","b/c.json","d.json","schema.json"]}"#;
    for (waiting, listed, placed) in (0..=4).map(|n| (n, false, 0)).chain((0..=4).map(|n| (4, true, n))) {
        for source in &old {
            let path = folder.path().join(&source.path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
            fs::write(path, &*source.text).expect("it can be written");
        }
        for (at, path) in paths.iter().enumerate() {
            let target = folder.path().join(path);
            let name = format!(".{}.actant-new", target.file_name().expect("a name").to_string_lossy());
            if at < placed {
                fs::write(target, "new").expect("it can be written");
            } else if at < waiting {
                fs::write(target.with_file_name(name), "new").expect("it can be written");
            }
        }
        if listed {
            fs::write(folder.path().join(".actant-save.json"), list).expect("it can be written");
        }
        let (schema, documents) = files::read_folder(folder.path()).expect("it opens");
        let found = [documents, vec![schema]].concat();
        assert_eq!(found, if listed { new.clone() } else { old.clone() }, "{waiting} waiting, {placed} in place");
    }
}

#[test]
fn a_list_that_leads_out_of_the_folder_is_refused() {
    let folder = copy();
    let folder = folder.path().join("graph");
    for list in [
        r#"{"format":1,"files":["../outside.json"]}"#,
        r#"{"format":1,"files":[""]}"#,
        r#"{"format":2,"files":[]}"#,
        "{",
    ] {
        fs::write(folder.join(".actant-save.json"), list).expect("it can be written");
        let error = files::read_folder(&folder).expect_err("it can't be trusted");
        assert!(error.message.contains("found no list of files being saved"), "{error}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_to_is_left_as_it_was() {
    let folder = copy();
    let folder = folder.path().join("graph");
    // A folder in the place of the file that would wait: whoever runs the tests, root too, can't write there.
    fs::create_dir(folder.join("context/.bri.json.actant-new")).expect("it can be made");
    let before = texts(&folder);
    let new = |path: &str| Source::new(path, "{}");
    let (mut opened, _) = Folder::open(&folder).expect("it opens");
    let error = opened.replace(&[new("actors.json"), new("context/bri.json")]).expect_err("no room");
    assert!(error.message.contains(".bri.json.actant-new"), "{error}");
    assert_eq!(texts(&folder), before);
    assert!(!folder.join(".actors.json.actant-new").exists());
}

#[test]
fn the_session_goes_on_with_what_was_saved() {
    let folder = copy();
    let path = folder.path().join("graph");
    let (mut session, mut home) = wiring::open(Some(&path), false).unwrap_or_else(|failure| panic!("{}", failure.text));
    for at in 0..3 {
        let query = format!("CREATE (:State {{id: 'land-{at}', name: 'Land {at}'}})");
        session.run(&query).expect("a query");
        let written =
            wiring::save(&mut session, &mut home, None, false).unwrap_or_else(|failure| panic!("{}", failure.text));
        assert_eq!(written, ["actors.json"]);
        assert!(session.held().is_empty());
    }
    let found = session.run("MATCH (n:State) WHERE n.id STARTS WITH 'land-' RETURN count(n)").expect("a query");
    assert_eq!(found.rows[0][0].type_name(), "Integer");
    assert!(matches!(home, Home::Folder(_)));
    let texts = fs::read_to_string(path.join("actors.json")).expect("it is there");
    assert_eq!(texts.matches("\"Land ").count(), 3);
}

/// A snapshot has no documents; its records are written to those they came from, with its schema.
#[test]
fn a_snapshot_is_saved_as_a_folder() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (snapshot, saved) = (folder.path().join("all.actant"), folder.path().join("saved"));
    fs::write(&snapshot, files::embedded_layout()).expect("it can be written");
    let (mut session, mut home) =
        wiring::open(Some(&snapshot), false).unwrap_or_else(|failure| panic!("{}", failure.text));
    assert!(wiring::save(&mut session, &mut home, None, false).is_err());
    session.run("MATCH (n {id: 'italy'}) SET n.description = 'A state.'").expect("a query");
    let written =
        wiring::save(&mut session, &mut home, Some(&saved), false).unwrap_or_else(|failure| panic!("{}", failure.text));
    let (schema, documents) = files::embedded();
    assert_eq!(written.len(), documents.len() + 1);
    let before = std::iter::once(schema).chain(documents).collect::<Vec<Source>>();
    let changed = difference(&before, &texts(&saved));
    assert_eq!(changed.len(), 2, "{changed:?}");
    assert!(changed.iter().all(|line| line.contains("\"id\": \"italy\"")), "{changed:?}");
}

/// What one session saves while another is open is merged with, or told apart; nothing is written meanwhile.
#[test]
fn a_folder_that_changed_since_it_was_read_is_merged_with() {
    let folder = copy();
    let path = folder.path().join("graph");
    let open = || wiring::open(Some(&path), false).unwrap_or_else(|failure| panic!("{}", failure.text));
    let (mut theirs, mut their_home) = open();
    let (mut ours, mut our_home) = open();
    theirs.run("MATCH (n {id: 'italy'}) SET n.description = 'theirs', n.note = 'theirs'").expect("a query");
    let both = "MATCH (n {id: 'italy'}) SET n.description = 'ours' WITH n MATCH (m {id: 'csto'}) SET m.note = 'ours'";
    ours.run(both).expect("a query");
    wiring::save(&mut theirs, &mut their_home, None, false).unwrap_or_else(|failure| panic!("{}", failure.text));
    let before = texts(&path);
    let refused = wiring::save(&mut ours, &mut our_home, None, false).expect_err("the folder changed");
    for said in ["is not overwritten", "1 record on disk, 2 here; 1 conflict", "`:save --merge`"] {
        assert!(refused.text.contains(said), "{}", refused.text);
    }
    let refused = wiring::save_merged(&mut ours, &mut our_home, None, false).expect_err("there is a conflict");
    for said in
        ["conflict: `italy`: `description` was changed both on disk and here", "\"theirs\"", "`:save --merge ours`"]
    {
        assert!(refused.text.contains(said), "{}", refused.text);
    }
    assert_eq!((texts(&path), ours.held().len()), (before, 1));
    let saved = wiring::save_merged(&mut ours, &mut our_home, Some(Side::Ours), false);
    let saved = saved.unwrap_or_else(|failure| panic!("{}", failure.text));
    assert_eq!(
        saved.merged.as_deref(),
        Some("merged with 1 record changed on disk; 1 conflict settled by what was here")
    );
    let found =
        ours.run("MATCH (n {id: 'italy'}), (m {id: 'csto'}) RETURN n.description + n.note + m.note").expect("a query");
    assert!(format!("{:?}", found.rows[0]).contains("ourstheirsours"), "{:?}", found.rows);
    let canonical = actant(&path, &["fmt", "--check", &path.display().to_string()]);
    assert!(canonical.status.success(), "{}", String::from_utf8_lossy(&canonical.stderr));
    // The other session meets the same in turn; without a change of its own it goes on with what is there.
    let saved = wiring::save_merged(&mut theirs, &mut their_home, None, false);
    assert!(saved.is_ok_and(|saved| saved.written.is_empty() && saved.merged.is_some()));
}
