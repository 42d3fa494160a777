//! What goes wrong on the way, through the program: what is said, and the exit code.

use std::process::{Command, Output};

use super::{Place, place};

pub(super) fn actant(url: &str, password: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    command.args(["--on", url, "--no-color"]).args(arguments).env("ACTANT_PASSWORD", password);
    command.env_remove("ACTANT_GRAPH").output().expect("the program can be started")
}

/// The URL with another scheme or port.
fn changed(place: &Place, scheme: &str, port: Option<u16>) -> String {
    let (_, rest) = place.url.split_once("://").expect("the address has a scheme");
    let (host, own) = rest.rsplit_once(':').expect("the address has a port");
    let port = port.map_or_else(|| own.to_string(), |port| port.to_string());
    format!("{scheme}://{host}:{port}")
}

pub(super) fn http_port() -> u16 {
    std::env::var("ACTANT_TEST_HTTP").ok().and_then(|port| port.parse().ok()).unwrap_or(17474)
}

#[test]
fn what_goes_wrong_is_told_in_words() {
    let Some(place) = place("what_goes_wrong_is_told_in_words") else { return };
    place.with_shipped();
    let cases: &[(String, &str, &[&str], i32, &str)] = &[
        (place.url.clone(), "not-it", &["query", "RETURN 1"], 6, "wrong user or password"),
        (changed(&place, "bolt", Some(1)), &place.password, &["query", "RETURN 1"], 6, "nothing listens at"),
        (
            changed(&place, "bolt", Some(http_port())),
            &place.password,
            &["query", "RETURN 1"],
            6,
            "speaks HTTP, expected Bolt",
        ),
        (changed(&place, "bolt+s", None), &place.password, &["query", "RETURN 1"], 6, "can't be trusted"),
        (changed(&place, "http", None), &place.password, &["query", "RETURN 1"], 2, "found the scheme `http`"),
        (format!("{}/nowhere", place.url), &place.password, &["query", "RETURN 1"], 6, "nowhere"),
        (place.url.clone(), &place.password, &["query", "CREATE (n:State {id: 'x'})"], 2, "would change the graph"),
        (place.url.clone(), &place.password, &["query", "MATCH (n RETURN n"], 1, "is still open"),
        (
            place.url.clone(),
            &place.password,
            &["query", "MATCH p = (:State)--() RETURN evidence(p)"],
            1,
            "of a path or a list",
        ),
        (place.url.clone(), &place.password, &["query", "RETURN 1 / 0"], 1, "by zero"),
        (place.url.clone(), &place.password, &["show", "Kazahkstan"], 5, "did you mean"),
        (place.url.clone(), &place.password, &["--timeout", "0.5", "query", ENDLESS], 130, "stopped on the server"),
        (
            place.url.clone(),
            &place.password,
            &["--max-rows", "5", "query", "UNWIND range(1, 9) AS x RETURN x"],
            130,
            "more than 5 rows",
        ),
        (changed(&place, "bolt+ssc", None), &place.password, &["query", "RETURN 1"], 0, ""),
        (changed(&place, "neo4j", None), &place.password, &["query", "RETURN 1"], 0, ""),
    ];
    for (url, password, arguments, code, said) in cases {
        let output = actant(url, password, arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(*code), "{url} {arguments:?}: {told}");
        assert!(told.contains(said), "{url} {arguments:?}: found {told}, expected {said}");
        assert!(!told.contains("not-it") && !told.contains(&place.password), "a password is told: {told}");
    }
}

/// What no server ends soon.
const ENDLESS: &str = "UNWIND range(1, 100000000) AS x UNWIND range(1, 1000) AS y RETURN sum(x * y)";

/// Ctrl-C ends the statement here and on the server.
#[cfg(unix)]
#[test]
fn an_interrupt_reaches_the_server() {
    use std::process::Stdio;
    use std::thread::sleep;
    use std::time::Duration;

    let Some(place) = place("an_interrupt_reaches_the_server") else { return };
    let mut there = place.session();
    let mut running = |wanted: i64| {
        let text = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'UNWIND range(1, 100000000)' RETURN count(*) AS n";
        (0..100).any(|_| {
            sleep(Duration::from_millis(100));
            there.run(text).expect("transactions can be listed").rows[0][0].as_integer() == Some(wanted)
        })
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    command.args(["--on", &place.url, "query", ENDLESS]).env("ACTANT_PASSWORD", &place.password);
    let child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("the program can be started");
    assert!(running(1), "the statement never ran");
    let id = child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status().expect("`kill` is here");
    assert!(sent.success());
    let output = child.wait_with_output().expect("the program ends");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{told}");
    assert!(told.contains("here and on the server"), "{told}");
    assert!(running(0), "the statement still runs on the server");
}
