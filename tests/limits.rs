//! What bounds and stops a query, and what `PROFILE` tells of one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use actant::cli::wiring;
use actant::diagnostic::Class;
use actant::repl::{Halt, Settings, Shell};

const LONG: &str = "MATCH (n) UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN sum(x * y)";

fn shell() -> Shell {
    let (session, _) = wiring::open(None, false).unwrap_or_else(|failure| panic!("{}", failure.text));
    Shell::new(session, wiring::queries(), Settings { width: Some(100), ..Settings::default() })
}

#[test]
fn an_interrupt_stops_the_query_and_keeps_the_session() {
    let mut shell = shell();
    let flag = shell.interrupt();
    let begun = Instant::now();
    let over = Arc::new(AtomicBool::new(false));
    let heard = over.clone();
    // On a busy machine the statement may not have begun by the first time, and a beginning clears the flag.
    let other = thread::spawn(move || {
        while !heard.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(200));
            flag.store(true, Ordering::SeqCst);
        }
    });
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let done = shell.execute(LONG, &mut out, &mut err);
    over.store(true, Ordering::SeqCst);
    other.join().expect("it ends");
    let said = String::from_utf8_lossy(&err).into_owned();
    assert!(matches!(done, Err(Halt::Said(Class::Stopped))), "{said}");
    assert!(said.contains("the query was stopped") && said.contains("had come through here"), "{said}");
    assert!(begun.elapsed() < Duration::from_secs(20), "it took {:?}", begun.elapsed());
    assert!(shell.execute("RETURN 1 AS x", &mut out, &mut err).is_ok());
}

#[cfg(unix)]
#[test]
fn control_c_ends_a_query_on_the_command_line_with_130() {
    use std::process::{Command, Stdio};
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    let child = command.env_remove("ACTANT_GRAPH").args(["query", LONG]).stderr(Stdio::piped()).stdout(Stdio::null());
    let child = child.spawn().expect("the binary runs");
    thread::sleep(Duration::from_millis(1500));
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains("the query was stopped"), "{said}");
}

#[test]
fn limits_are_options_of_the_command_line() {
    for (option, value, said) in [
        ("--timeout", "0.2", "took longer than 0.2 s"),
        ("--memory", "50", "took more than 50 MB of memory"),
        ("--max-rows", "5", "gives more than 5 rows"),
    ] {
        let query = "UNWIND range(1, 40000000) AS x WITH collect([x]) AS many UNWIND many AS x RETURN x";
        let query = if option == "--max-rows" { "UNWIND range(1, 9) AS x RETURN x" } else { query };
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_actant"));
        let output =
            command.env_remove("ACTANT_GRAPH").args([option, value, "query", query]).output().expect("it runs");
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(130), "{option}: {err}");
        assert!(err.contains(said) && err.contains(option), "{option}: {err}");
    }
}

/// The profile of a query without the column of times: they are different every time, and so is its width.
fn profile(query: &str) -> String {
    let mut shell = shell();
    let answer = shell.answer(query).unwrap_or_else(|error| panic!("{error}"));
    let plan = answer.plan.expect("PROFILE gives a plan");
    let time = |line: &str| line.rfind("  ").map_or(line.len(), |at| at);
    let without = |line: &str| -> String {
        let kept = if line.ends_with(" ms") { &line[..time(line)] } else { line.strip_suffix("time").unwrap_or(line) };
        kept.trim_end().to_owned()
    };
    let lines = plan.lines().map(without);
    lines.collect::<Vec<String>>().join("\n")
}

#[test]
fn a_profile_tells_rows_and_hits_of_each_operator() {
    let queries = [
        "PROFILE MATCH (s:State {id: 'kazakhstan'})-[t:TRADES_WITH]->(p) WHERE t.year = 2023 \
         RETURN p.name AS partner, t.share_percent AS share ORDER BY share DESC LIMIT 3",
        "PROFILE MATCH (o:Organisation) OPTIONAL MATCH (o)<-[:MEMBER_OF]-(s) RETURN o.name, count(s) AS members",
        "PROFILE MATCH (n:School) WHERE EXISTS { (n)<-[:IN_SCHOOL]-(:Claim) } RETURN n.name UNION RETURN 'none' AS `n.name`",
        "PROFILE UNWIND [1, 2] AS x CREATE (n:State {id: 'land-' + x, name: 'Land'}) RETURN n.id",
    ];
    let told: Vec<String> = queries.iter().map(|query| format!("{query}\n{}", profile(query))).collect();
    insta::assert_snapshot!("profile", told.join("\n\n"));
}

/// What a profile counts is what the query does without one.
#[test]
fn a_profile_changes_no_answer() {
    for query in [
        "MATCH (s:State)-[t:TRADES_WITH]->(p) RETURN s.id, p.id, t.year ORDER BY s.id, p.id, t.year",
        "MATCH p = shortestPath((:State {id: 'kazakhstan'})-[*..5]-(:State {id: 'italy'})) RETURN length(p)",
        "MATCH (c:Claim) RETURN count(*) AS claims, size([(c)-[:ABOUT]->(x) | x]) AS topics ORDER BY topics",
    ] {
        let (plain, profiled) = (shell().answer(query), shell().answer(&format!("PROFILE {query}")));
        let (plain, profiled) = (plain.expect("a query"), profiled.expect("a query"));
        assert_eq!(format!("{:?}", plain.rows), format!("{:?}", profiled.rows), "{query}");
    }
}
