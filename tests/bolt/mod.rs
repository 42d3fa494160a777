//! Actant and a Neo4j server: `tests/neo4j/start` starts one, and `ACTANT_TEST_BOLT` says where it is. Without it these
//! tests say that they were passed over. Never a mock.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "what was asked of the server, and how long it took, is told"
)]

mod faults;
mod questions;
mod random;
mod travel;

use std::env;
use std::sync::{Mutex, MutexGuard, PoisonError};

use actant::bolt::{Address, Server, push};
use actant::files;
use actant::graph::Graph;
use actant::graph::document::load;
use actant::session::Session;
use actant::show::{self, Format, Sources, Style};
use actant::value::Value;
use serde_json::Value as Json;

/// All tests share one database: one at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// A server, held for one test.
struct Place {
    url: String,
    password: String,
    _alone: MutexGuard<'static, ()>,
}

/// The server to be tested against; none, and a sentence, where there is none.
fn place(test: &str) -> Option<Place> {
    let Ok(url) = env::var("ACTANT_TEST_BOLT") else {
        eprintln!(
            "{test} was passed over: `tests/neo4j/start FOLDER` starts a server, ACTANT_TEST_BOLT names its address"
        );
        return None;
    };
    let password = env::var("ACTANT_TEST_PASSWORD").unwrap_or_else(|_| "actant-tests".into());
    Some(Place { url, password, _alone: ALONE.lock().unwrap_or_else(PoisonError::into_inner) })
}

impl Place {
    fn server(&self) -> Server {
        let address = Address::read(&self.url).unwrap_or_else(|fault| panic!("{}: {fault}", self.url));
        Server::connect(address, Some(self.password.clone())).unwrap_or_else(|fault| panic!("{fault}"))
    }

    /// A session that the server answers, with the names it knows.
    fn session(&self) -> Session {
        let mut server = self.server();
        let mut graph = Graph::new();
        shipped().schema().cloned().into_iter().for_each(|schema| graph.set_schema(schema));
        server.learn(&mut graph).expect("the server answers");
        let mut session = Session::new(Graph::new());
        session.ask_at(graph, Some(Box::new(server)));
        session
    }

    /// Nothing is in the database from here on.
    fn empty(&self) {
        let mut session = self.session();
        // Part by part: a transaction holds what it deletes.
        loop {
            let deleted = session.run("MATCH (n) WITH n LIMIT 2000 DETACH DELETE n RETURN count(*) AS deleted");
            let deleted = deleted.expect("everything can be deleted").rows;
            if matches!(deleted.as_slice(), [row] if matches!(row.as_slice(), [Value::Integer(0)])) {
                return;
            }
        }
    }

    /// The article's graph, and nothing else, is in the database from here on.
    fn with_shipped(&self) -> Graph {
        let graph = shipped();
        self.empty();
        push(&graph, &mut self.server(), &mut |_| {}).expect("the graph can be pushed");
        graph
    }
}

fn shipped() -> Graph {
    let (schema, documents) = files::embedded();
    load(&schema, &documents).unwrap_or_else(|found| panic!("the shipped graph: {}", found.render(false)))
}

/// A line of JSON with its keys sorted: a server keeps no order of them.
fn sorted(line: &str) -> String {
    fn sort(json: &mut Json) {
        match json {
            Json::Object(entries) => {
                entries.sort_keys();
                entries.values_mut().for_each(sort);
            }
            Json::Array(items) => items.iter_mut().for_each(sort),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }
    let mut json: Json = serde_json::from_str(line).expect("a row is written as JSON");
    sort(&mut json);
    json.to_string()
}

/// The rows as lines of JSON, sorted: an order that a query does not ask for is nobody's.
fn rows(session: &mut Session, text: &str, parameters: &actant::value::Map) -> Result<Vec<String>, String> {
    let answer = session.run_with(text, parameters).map_err(|fault| fault.to_string())?;
    let mut written = Vec::new();
    let style = Style { sources: Sources::None, ..Style::default() };
    show::answer(&mut written, session.graph(), &answer, Format::Jsonl, style).expect("memory can be written to");
    let mut lines: Vec<String> = String::from_utf8_lossy(&written).lines().map(sorted).collect();
    lines.sort();
    Ok(lines)
}
