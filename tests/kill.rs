//! `kill -9` while `:save` and `snapshot` run: `cargo test --test suite -- --ignored kill --nocapture`.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use actant::cli::wiring;
use actant::files::{self, Folder};
use actant::graph::document;
use actant::session::Session;

const KILLS: u32 = 100;

/// A prompt that changes every record of every document to `round`, says so, and saves.
fn saving(folder: &Path, round: u32) -> (Child, BufReader<ChildStdout>) {
    let script = format!(
        "MATCH (n) SET n.note = 'round {round}';\nMATCH ()-[r]->() SET r.note = 'round {round}';\n\
         RETURN 'ready' AS state;\n:save\nRETURN 'saved' AS state;\n"
    );
    let mut child = Command::new(env!("CARGO_BIN_EXE_actant"))
        .args(["--format", "csv", "--graph"])
        .arg(folder)
        .env_remove("ACTANT_GRAPH")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary runs");
    child.stdin.take().expect("stdin is piped").write_all(script.as_bytes()).expect("it reads");
    let mut out = BufReader::new(child.stdout.take().expect("stdout is piped"));
    assert!(heard(&mut out, "ready"), "the changes could not be made");
    (child, out)
}

/// Reads on until a line stands there.
fn heard(out: &mut impl BufRead, wanted: &str) -> bool {
    out.lines().map_while(Result::ok).any(|line| line == wanted)
}

/// The one round that every record of a folder is of; it must load without a finding.
fn round_of(folder: &Path) -> String {
    let (schema, documents) = files::read_folder(folder).expect("the folder can be read");
    let graph = document::load(&schema, &documents).unwrap_or_else(|findings| panic!("{}", findings.render(false)));
    let query = "CALL { MATCH (n) RETURN n.note AS note UNION ALL MATCH ()-[r]->() RETURN r.note AS note } RETURN note, count(*) AS times";
    let answer = Session::new(graph).run(query).expect("a query");
    assert_eq!(answer.rows.len(), 1, "a mix of rounds: {:?}", answer.rows);
    format!("{:?}", answer.rows[0])
}

#[test]
#[ignore = "kills a hundred processes, which takes minutes"]
#[allow(clippy::print_stdout)] // a long run says what it has done
fn a_hundred_kills_while_saving_leave_old_or_new() {
    let place = tempfile::tempdir().expect("a folder can be made");
    let folder = place.path().join("graph");
    Folder::create(&folder, &files::embedded()).expect("the graph can be written");
    let (mut child, mut out) = saving(&folder, 0);
    let begun = Instant::now();
    until(&mut child, || has_waiting(&folder));
    let writing = Instant::now();
    until(&mut child, || has_list(&folder));
    let renaming = Instant::now();
    assert!(heard(&mut out, "saved"), "a save that nobody disturbs succeeds");
    let (whole, writing, renaming) = (begun.elapsed(), writing.elapsed(), renaming.elapsed());
    child.wait().expect("it ends");
    let (mut old, mut new, mut unfinished, mut waiting) = (0, 0, 0, 0);
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for round in 1..=KILLS {
        let before = round_of(&folder);
        let (mut child, mut out) = saving(&folder, round);
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // One kill in four at any time, one while files are written, two while they are put in place.
        let share = (state % 1000) as f64 / 1000.0;
        match round % 4 {
            0 => sleep(whole.mul_f64(share)),
            1 => {
                until(&mut child, || has_waiting(&folder));
                sleep(writing.mul_f64(share));
            }
            _ => {
                until(&mut child, || has_list(&folder));
                sleep(renaming.mul_f64(share));
            }
        }
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        let told = heard(&mut out, "saved");
        unfinished += u32::from(has_list(&folder));
        waiting += u32::from(has_waiting(&folder));
        let after = round_of(&folder);
        let is_new = after.contains(&format!("round {round}\""));
        assert!(is_new || after == before, "round {round}: {before} became {after}");
        assert!(is_new || !told, "round {round}: a save that was confirmed is lost");
        if is_new { new += 1 } else { old += 1 }
    }
    println!(
        "{KILLS} kills within the {whole:?} of `:save`, most within the {writing:?} of writing and the {renaming:?} of putting in place: {old} left the old content, {new} the new; {waiting} left files \
         that waited, {unfinished} of them a list that the next opening finished; none left a mix"
    );
    assert!(old > 0 && new > 0, "the kills came too early or too late: {old} old, {new} new");
}

/// The article's graph, every node of which says which state it is in.
fn marked(folder: &Path, state: &str) {
    Folder::create(folder, &files::embedded()).expect("the graph can be written");
    let query = format!("MATCH (n) SET n.note = '{state}'");
    let status = actant().arg("--graph").arg(folder).args(["query", "--save", &query]).status();
    assert!(status.is_ok_and(|status| status.success()), "the graph can be changed");
}

fn actant() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    command.env_remove("ACTANT_GRAPH").stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The one state that every node of a snapshot is in; it must open without a finding.
fn state_of(file: &Path) -> String {
    let (mut session, _) = wiring::open(Some(file), false).unwrap_or_else(|_| panic!("it can't be opened"));
    // Every column is read, so that every checksum is looked at.
    session.run("MATCH (n)-[r]->(m) RETURN properties(n), properties(r), r.evidence").expect("a query");
    let answer = session.run("MATCH (n) RETURN DISTINCT n.note").expect("a query");
    assert_eq!(answer.rows.len(), 1, "a mix of states: {:?}", answer.rows);
    format!("{:?}", answer.rows[0])
}

#[test]
#[ignore = "kills a hundred processes, which takes minutes"]
#[allow(clippy::print_stdout)] // a long run says what it has done
fn a_hundred_kills_while_a_snapshot_is_written_leave_old_or_new() {
    let place = tempfile::tempdir().expect("a folder can be made");
    let folders = ["first", "second"].map(|state| (state, place.path().join(state)));
    folders.iter().for_each(|(state, folder)| marked(folder, state));
    let out = place.path().join("out");
    fs::create_dir(&out).expect("a folder can be made");
    let file = out.join("graph.actant");
    let writing = |folder: &Path| {
        let child = actant().arg("--graph").arg(folder).args(["snapshot", "-o"]).arg(&file).spawn();
        child.expect("the binary runs")
    };
    let names = || -> Vec<std::ffi::OsString> {
        fs::read_dir(&out).expect("it can be read").flatten().map(|entry| entry.file_name()).collect()
    };
    let mut child = writing(&folders[0].1);
    until(&mut child, || !names().is_empty());
    let begun = Instant::now();
    child.wait().expect("it ends");
    let whole = begun.elapsed();
    let (mut old, mut new, mut left) = (0, 0, 0);
    for round in 1..=KILLS {
        let (state, folder) = &folders[round as usize % 2];
        let (before, known) = (state_of(&file), names());
        let mut child = writing(folder);
        // From the moment that the file is begun beside the old one to a little after the end of it.
        until(&mut child, || names().iter().any(|name| !known.contains(name)));
        sleep(whole.mul_f64(1.2 * f64::from(round % 25) / 25.0));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        let after = state_of(&file);
        let is_new = after.contains(state);
        assert!(is_new || after == before, "round {round}: {before} became {after}");
        left += u32::from(names().len() > 1);
        assert!(names().len() <= 2, "round {round}: what an earlier process left was not cleared: {:?}", names());
        if is_new { new += 1 } else { old += 1 }
    }
    assert!(writing(&folders[0].1).wait().is_ok_and(|status| status.success()), "a last one that nobody disturbs");
    assert_eq!(names().len(), 1, "something was left: {:?}", names());
    println!(
        "{KILLS} kills within the {whole:?} of writing a snapshot: {old} left the old content, {new} the new; \
         {left} left an unfinished file beside it, which the next writer took away; none left a mix"
    );
    assert!(left > 0 && new > 0, "the kills came too early or too late: {left} left a file, {new} new");
}

/// Waits for something that a process does, or for its end.
fn until(child: &mut Child, done: impl Fn() -> bool) {
    while !done() && matches!(child.try_wait(), Ok(None)) {
        sleep(Duration::from_micros(100));
    }
}

fn has_list(folder: &Path) -> bool {
    folder.join(".actant-save.json").exists()
}

fn has_waiting(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).expect("it can be read");
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().ends_with(".actant-new"))
}
