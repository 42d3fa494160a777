//! Random sessions at the prompt, killed at random moments: `ACTANT_KILL_ROUNDS=1000 cargo test --test suite -- --ignored
//! sessions --nocapture`; `ACTANT_KILL_SEED` is the seed it says it had.
//!
//! Every session is carried out twice: here, undisturbed, on a copy of the folder, which tells what each `:save` is to
//! leave byte for byte; and by the real binary, which is killed. What it confirmed must be there, and of the save
//! that it was in the midst of all or nothing.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use actant::cli::wiring;
use actant::files::{self, Folder};
use actant::graph::document::{self, Source};
use actant::repl::{Halt, Settings, Shell};

/// The states of a small graph of several documents, so that a save replaces several files.
fn begin(folder: &Path) {
    let schema = files::embedded().0;
    let state = |at: usize| format!(r#"{{"id": "land-{at}", "labels": ["State"], "name": "Land {at}"}}"#);
    let states = (0..8).map(state).collect::<Vec<String>>().join(",");
    let work = r#"{"id": "w", "labels": ["Work"], "name": "W", "kind": "article", "title": "W", "year": 2020}"#;
    let trade = r#"{"from": "land-0", "type": "TRADES_WITH", "to": "land-1", "status": "stated", "flow": "export",
        "share_percent": 1.0, "year": 2020, "evidence": [{"work": "w", "section": "1"}]}"#;
    let member =
        r#"{"from": "land-0", "type": "MEMBER_OF", "to": "union", "status": "stated", "evidence": [{"work": "w"}]}"#;
    let union = r#"{"id": "union", "labels": ["Organisation"], "name": "Union"}"#;
    let parts = [
        ("a/trade.json", "", trade),
        ("a/unions.json", union, member),
        ("states.json", &states, ""),
        ("works.json", work, ""),
    ];
    let documents = parts.map(|(path, nodes, edges)| {
        let source = Source::new(path, format!(r#"{{"nodes": [{nodes}], "edges": [{edges}]}}"#));
        let text = document::format(&schema, &source).unwrap_or_else(|findings| panic!("{findings}"));
        Source::new(path, text)
    });
    Folder::create(folder, &(schema, documents.to_vec())).expect("the graph can be written");
}

/// Marsaglia's xorshift (2003).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn share(&mut self) -> f64 {
        self.below(1000) as f64 / 1000.0
    }
}

/// One line that changes the graph, or two of which the second takes the first back. `number` is a new one each time.
fn edit(random: &mut Random, number: u64) -> String {
    let [a, b] = [random.below(12), random.below(12)];
    let nth = |name: &str, at: u64| format!("MATCH ({name}:State) WITH {name} ORDER BY {name}.id SKIP {at} LIMIT 1");
    let land = nth("n", a);
    match random.below(10) {
        0 | 1 => format!("CREATE (:State {{id: 'new-{number}', name: 'New {number}'}});"),
        2 => format!("{land} SET n.description = 'line {number}\\nof \"Казахстан\" \\\\ {number}';"),
        3 => format!("{land} SET n.id = 'renamed-{number}', n.aliases = ['a {number}', 'b'];"),
        4 | 5 => format!(
            "{land} CALL {{ MATCH (m:State) RETURN m ORDER BY m.id DESC SKIP {b} LIMIT 1 }} WITH n, m WHERE n <> m \
             CREATE (n)-[:TRADES_WITH {{status: 'stated', flow: 'export', share_percent: {number}.5, year: 2021, \
             evidence: [{{work: 'w', section: '{number}'}}]}}]->(m);"
        ),
        6 => format!("MATCH ()-[r:TRADES_WITH]->() WITH r ORDER BY r.share_percent SKIP {b} LIMIT 1 DELETE r;"),
        7 => format!("{land} DETACH DELETE n;"),
        8 => format!("MATCH (n) SET n.note = 'all {number}';\nMATCH ()-[r]->() SET r.note = 'all {number}';"),
        _ => format!("CREATE (:State {{id: 'gone-{number}', name: 'Gone'}});\n:undo"),
    }
}

/// What is typed in one session, and whether somebody else changes the folder before its last line.
struct Session {
    lines: Vec<String>,
    foreign: Option<u64>,
}

impl Session {
    fn random(random: &mut Random, round: u64) -> Session {
        let is_foreign = round % 4 == 3;
        let (mut lines, mut number) = (Vec::new(), round * 100);
        for _ in 0..if is_foreign { 1 } else { 1 + random.below(3) } {
            for _ in 0..1 + random.below(5) {
                number += 1;
                lines.extend(edit(random, number).lines().map(str::to_owned));
            }
            let save = ["", " --merge", " --merge ours", " --merge theirs"];
            let how = if is_foreign { 2 + random.below(2) } else { random.below(4) };
            lines.push(format!(":save{}", save[how as usize]));
        }
        Session { lines, foreign: is_foreign.then_some(number + 1) }
    }

    /// The texts of the folder at first and after each save that was confirmed.
    fn rehearse(&self, folder: &Path) -> Vec<Vec<Source>> {
        let (session, home) = wiring::open(Some(folder), false).unwrap_or_else(|error| panic!("{}", error.text));
        let mut shell = Shell::new(session, Vec::new(), Settings::default()).at(home);
        let mut states = vec![texts(folder)];
        for (at, line) in self.lines.iter().enumerate() {
            if let Some(number) = self.foreign.filter(|_| at + 1 == self.lines.len()) {
                change(folder, number);
                states = vec![texts(folder)];
            }
            let mut err = Vec::new();
            match shell.execute(line.trim_end_matches(';'), &mut Vec::new(), &mut err) {
                Ok(_) if saves(&String::from_utf8_lossy(&err)) > 0 => states.push(texts(folder)),
                Ok(_) => {}
                Err(Halt::Said(_)) => break,
                Err(Halt::Io(error)) => panic!("{error}"),
            }
        }
        states
    }
}

/// How many saves were confirmed in what the prompt said; a line that is not whole confirms nothing.
fn saves(err: &str) -> usize {
    err.split_inclusive('\n').filter(|line| line.starts_with("saved in `") && line.ends_with('\n')).count()
}

/// What somebody else does meanwhile.
fn change(folder: &Path, number: u64) {
    let (mut session, mut home) = wiring::open(Some(folder), false).unwrap_or_else(|error| panic!("{}", error.text));
    let query = format!(
        "CREATE (:State {{id: 'foreign-{number}', name: 'F'}}) WITH 1 AS one MATCH (n:State) WITH n ORDER BY n.id LIMIT 2 \
         SET n.description = 'foreign {number}'"
    );
    session.run(&query).expect("a query");
    wiring::save(&mut session, &mut home, None, false).unwrap_or_else(|error| panic!("{}", error.text));
}

fn texts(folder: &Path) -> Vec<Source> {
    let (schema, documents) = files::read_folder(folder).expect("the folder can be read");
    document::load(&schema, &documents).unwrap_or_else(|findings| panic!("{}", findings.render(false)));
    for source in &documents {
        let text = document::format(&schema, source).unwrap_or_else(|findings| panic!("{findings}"));
        assert_eq!(text, &*source.text, "`{}` is not in canonical form", source.path);
    }
    [documents, vec![schema]].concat()
}

fn spawned(folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    command.env_remove("ACTANT_GRAPH").args(["--format", "csv", "--graph"]).arg(folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs")
}

/// Types a session into a prompt; gives how many saves it confirmed before it was killed.
fn killed(session: &Session, folder: &Path, whole: Duration, random: &mut Random) -> usize {
    let mut child = spawned(folder);
    let mut typing = child.stdin.take().expect("stdin is piped");
    let mut out = BufReader::new(child.stdout.take().expect("stdout is piped"));
    let (last, first) = session.lines.split_last().expect("a session has lines");
    typing.write_all((first.join("\n") + "\nRETURN 'ready' AS state;\n").as_bytes()).expect("it reads");
    if let Some(number) = session.foreign {
        assert!(out.by_ref().lines().map_while(Result::ok).any(|line| line == "ready"), "the edits could not be made");
        change(folder, number);
    }
    // It may have ended by an error of its own, which the rehearsal met too.
    let _ = writeln!(typing, "{last}");
    // So that one that is not killed in time ends.
    drop(typing);
    let begun = Instant::now();
    let share = random.share();
    match random.below(3) {
        0 => {}
        1 => until(&mut child, || has(folder, ".actant-new")),
        _ => until(&mut child, || has(folder, ".actant-save.json")),
    }
    let rest = if begun.elapsed() < whole && random.below(2) == 0 { whole } else { whole / 20 };
    sleep(rest.mul_f64(share));
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    let mut err = String::new();
    child.stderr.take().expect("stderr is piped").read_to_string(&mut err).expect("it is text");
    saves(&err)
}

fn until(child: &mut Child, done: impl Fn() -> bool) {
    while !done() && matches!(child.try_wait(), Ok(None)) {
        sleep(Duration::from_micros(100));
    }
}

fn has(folder: &Path, end: &str) -> bool {
    let folders = [folder.to_owned(), folder.join("a")];
    let entries = folders.into_iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    entries.into_iter().any(|entry| entry.file_name().to_string_lossy().ends_with(end))
}

/// What became of the rounds.
#[derive(Debug, Default)]
struct Figures {
    confirmed: usize,
    kept_unconfirmed: usize,
    merged: usize,
    left_list: usize,
    left_waiting: usize,
    undisturbed: usize,
}

fn rounds(count: u64, seed: u64) -> Figures {
    let place = tempfile::tempdir().expect("a folder can be made");
    let (folder, mirror): (PathBuf, PathBuf) = (place.path().join("graph"), place.path().join("mirror"));
    begin(&folder);
    let mut random = Random(seed | 1);
    let begun = Instant::now();
    Session { lines: vec!["RETURN 1".to_owned()], foreign: None }.rehearse(&folder);
    let mut child = spawned(&folder);
    let script = "MATCH (n) SET n.note = 'first';\n:save\nMATCH (n) SET n.note = 'second';\n:save\n";
    child.stdin.take().expect("stdin is piped").write_all(script.as_bytes()).expect("it reads");
    assert!(child.wait_with_output().is_ok_and(|output| output.status.success()), "an undisturbed session succeeds");
    let whole = begun.elapsed();
    let mut figures = Figures::default();
    for round in 0..count {
        let session = Session::random(&mut random, round);
        let _ = fs::remove_dir_all(&mirror);
        let contents = files::read_folder(&folder).expect("the folder can be read");
        Folder::create(&mirror, &contents).expect("it can be copied");
        let states = session.rehearse(&mirror);
        let confirmed = killed(&session, &folder, whole, &mut random);
        figures.left_list += usize::from(has(&folder, ".actant-save.json"));
        figures.left_waiting += usize::from(has(&folder, ".actant-new"));
        if round % 2 == 0 {
            // Opening it loads all of it, and ends what a killed save had listed.
            let mut open = Command::new(env!("CARGO_BIN_EXE_actant"));
            let check = open.arg("-g").arg(&folder).args(["query", "RETURN 1"]).output().expect("it runs");
            assert!(check.status.success(), "seed {seed}, round {round}: {}", String::from_utf8_lossy(&check.stderr));
        }
        let found = texts(&folder);
        let at = states.iter().rposition(|state| *state == found);
        let lines = session.lines.join("\n");
        let Some(at) = at else { panic!("seed {seed}, round {round}: a mix after {confirmed} saves of\n{lines}") };
        assert!(at >= confirmed, "seed {seed}, round {round}: save {confirmed} is lost, {at} is there, of\n{lines}");
        assert!(at <= confirmed + 1, "seed {seed}, round {round}: {at} is there after {confirmed} saves of\n{lines}");
        figures.confirmed += confirmed;
        figures.kept_unconfirmed += at - confirmed;
        figures.merged += usize::from(session.foreign.is_some() && at > 0);
        figures.undisturbed += usize::from(confirmed + 1 == states.len());
    }
    figures
}

#[test]
fn a_few_random_sessions_that_are_killed_lose_nothing_confirmed() {
    rounds(6, 0x2545_f491_4f6c_dd1d);
}

#[test]
#[ignore = "kills as many processes as ACTANT_KILL_ROUNDS says, which takes minutes"]
#[allow(clippy::print_stdout)] // a long run says what it has done
fn random_sessions_that_are_killed_lose_nothing_confirmed() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let (count, seed) = (number("ACTANT_KILL_ROUNDS").unwrap_or(100), number("ACTANT_KILL_SEED").unwrap_or(20_260_707));
    let Figures { confirmed, kept_unconfirmed, merged, left_list, left_waiting, undisturbed } = rounds(count, seed);
    println!(
        "{count} random sessions killed, seed {seed}: {confirmed} saves were confirmed and all are there, {kept_unconfirmed} more \
         had begun to count; {merged} merged with what somebody else had saved; {left_waiting} left files that waited, \
         {left_list} a list that the next opening finished; {undisturbed} were killed after their last save; none left a mix"
    );
    assert!(confirmed > 0 && left_waiting > 0, "the kills came too early or too late");
}
