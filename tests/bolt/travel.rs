//! A graph to the server and back.

use std::env;
use std::path::Path;
use std::process::Command;

use actant::bolt::{pull, push};
use actant::graph::document::{load, write};
use actant::graph::{Graph, View};

use actant::session::Session;

use super::faults::{actant, http_port};
use super::{place, shipped};

/// A second push changes nothing, and what is pulled back is what was pushed, document by document.
#[test]
fn a_graph_comes_back_as_it_was_pushed() {
    let Some(place) = place("a_graph_comes_back_as_it_was_pushed") else { return };
    let graph = place.with_shipped();
    let again = push(&graph, &mut place.server(), &mut |_| {}).expect("the graph can be pushed again");
    assert_eq!((again.nodes, again.edges), (graph.node_count(), graph.edge_count()));
    assert_eq!(again.changes, 0);

    let mut back = Graph::new();
    graph.schema().cloned().into_iter().for_each(|schema| back.set_schema(schema));
    pull(&mut place.server(), &mut back, &mut |_, _| {}).expect("the graph can be pulled");
    let (before, after) = (write(&graph), write(&back));
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after, "{}", before.path);
    }
}

/// What a query gives comes into a folder that stands by itself: with the works that its evidence is from.
#[test]
fn a_part_comes_with_the_works_that_it_rests_on() {
    let Some(place) = place("a_part_comes_with_the_works_that_it_rests_on") else { return };
    place.with_shipped();
    let kept = tempfile::tempdir().expect("a folder can be made");
    let folder = kept.path().join("part").to_string_lossy().into_owned();
    let query = "MATCH p = (:State)-[:MEMBER_OF]->({id: 'csto'}) RETURN p";
    let pulled = actant(&place.url, &place.password, &["pull", "--query", query, "-o", &folder]);
    assert!(pulled.status.success(), "{}", String::from_utf8_lossy(&pulled.stderr));
    let (schema, documents) = actant::files::read_folder(Path::new(&folder)).expect("it can be read");
    let part = load(&schema, &documents).unwrap_or_else(|found| panic!("{}", found.render(false)));
    let rows = |graph: Graph, text: &str| format!("{:?}", Session::new(graph).run(text).expect("a query").rows);
    let members = "MATCH (s:State)-[r:MEMBER_OF]->({id: 'csto'}) RETURN s.name, r.start ORDER BY s.name";
    assert_eq!(rows(part.clone(), members), rows(shipped(), members));
    assert_ne!(rows(part, "MATCH (w:Work) RETURN count(w)"), "[[Integer(0)]]");
}

/// A change on either side is brought to what is here by the next push.
#[test]
fn a_push_mends_what_differs() {
    let Some(place) = place("a_push_mends_what_differs") else { return };
    let graph = place.with_shipped();
    let mut there = place.session();
    there.run("MATCH (n {id: 'kazakhstan'}) SET n.name = 'Qazaqstan'").expect("a property can be set");
    there.run("MATCH ({id: 'kazakhstan'})-[r:BORDERS]->() DELETE r").expect("relations can be deleted");
    let mended = push(&graph, &mut place.server(), &mut |_| {}).expect("the graph can be pushed");
    assert!(mended.changes > 0);
    let again = push(&graph, &mut place.server(), &mut |_| {}).expect("the graph can be pushed");
    assert_eq!(again.changes, 0);
}

/// A node that has other labels now is the same node there, with these labels.
#[test]
fn a_node_of_another_kind_is_not_there_twice() {
    let Some(place) = place("a_node_of_another_kind_is_not_there_twice") else { return };
    let graph = place.with_shipped();
    let mut session = Session::new(graph);
    session.run("MATCH (n {id: 'csto'}) REMOVE n:Organisation SET n:Group, n:Odd").expect("labels can be changed");
    push(session.graph(), &mut place.server(), &mut |_| {}).expect("the graph can be pushed");
    session.run("MATCH (n {id: 'csto'}) REMOVE n:Odd").expect("a label can be taken away");
    push(session.graph(), &mut place.server(), &mut |_| {}).expect("the graph can be pushed");
    let asked = "MATCH (n {id: 'csto'}) RETURN labels(n), COUNT { (n)--() }";
    let there = format!("{:?}", place.session().run(asked).expect("the server answers").rows);
    assert_eq!(there, format!("{:?}", session.run(asked).expect("a query").rows));
}

/// What a server can't keep under its own name is refused.
#[test]
fn what_would_come_back_otherwise_is_not_pushed() {
    let Some(place) = place("what_would_come_back_otherwise_is_not_pushed") else { return };
    place.empty();
    for property in ["_n: 1", "`a.b`: 1"] {
        let mut session = Session::new(Graph::new());
        session.run(&format!("CREATE (:X {{id: 'x', {property}}})")).expect("a node can be made");
        let fault = push(session.graph(), &mut place.server(), &mut |_| {}).expect_err("it can't be kept");
        assert!(fault.to_string().contains("the node `x`"), "{fault}");
    }
}

/// A graph of so many nodes with so many relations each.
fn generated(nodes: usize, each: usize) -> Graph {
    let mut session = Session::new(Graph::new());
    let made = format!(
        "UNWIND range(0, {}) AS i CREATE (:Node {{id: 'n' + toString(i), number: i, name: 'node ' + toString(i)}})",
        nodes - 1
    );
    session.run(&made).expect("nodes can be made");
    // A name of its own for the id, by which a node is looked up and not searched for.
    let joined = format!(
        "MATCH (a:Node) UNWIND range(1, {each}) AS k WITH a, k, 'n' + toString((a.number * 7 + k * 13) % {nodes}) AS id \
         MATCH (b {{id: id}}) CREATE (a)-[:LINK {{k: k}}]->(b)"
    );
    session.run(&joined).expect("relations can be made");
    std::mem::take(session.graph_mut())
}

/// The server is killed while it is written to; the same push goes on once it is back, and a third has nothing to do.
fn killed_and_resumed(nodes: usize, each: usize) {
    let Some(place) = place("a push that is resumed") else { return };
    let Ok(home) = env::var("ACTANT_TEST_BOLT_HOME") else {
        eprintln!(
            "a push that is resumed was passed over: ACTANT_TEST_BOLT_HOME names no folder of a server to be killed"
        );
        return;
    };
    let graph = generated(nodes, each);
    place.empty();
    let half = graph.edge_count() / 2;
    let mut killed = false;
    let broken = push(&graph, &mut place.server(), &mut |done| {
        if done.edges >= half && !killed {
            killed = true;
            let kill = format!("kill -9 $(cat {home}/pid)");
            assert!(Command::new("sh").args(["-c", &kill]).status().expect("a shell is here").success());
        }
    });
    let fault = broken.expect_err("a push to a server that is gone fails");
    assert!(fault.hints.iter().any(|hint| hint.contains("goes on from them")), "{fault}");

    let start = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/neo4j/start");
    let port = place.url.rsplit_once(':').map_or("17687", |(_, port)| port);
    let http = http_port().to_string();
    assert!(Command::new(start).args([&home, port, &http]).status().expect("the server can be started").success());
    let mut server = place.server();
    let again = push(&graph, &mut server, &mut |_| {}).expect("the push goes on");
    assert_eq!((again.nodes, again.edges), (graph.node_count(), graph.edge_count()));
    let least = graph.edge_count() - half;
    // A relation is made, and three times a property of it is set.
    assert!(again.changes > least && again.changes < 5 * least, "{} changes", again.changes);
    let third = push(&graph, &mut server, &mut |_| {}).expect("the graph can be pushed again");
    assert_eq!(third.changes, 0);

    let mut back = Graph::new();
    pull(&mut server, &mut back, &mut |_, _| {}).expect("the graph can be pulled");
    let sums = "MATCH (a)-[r]->(b) RETURN count(r) AS n, sum(r.k * a.number) AS a, sum(r.k * b.number) AS b, count(DISTINCT a.name) AS c";
    let summed = |graph: Graph| format!("{:?}", Session::new(graph).run(sums).expect("sums can be made").rows);
    assert_eq!(summed(graph), summed(back));
    place.empty();
}

#[cfg(unix)]
#[test]
fn a_push_goes_on_after_the_server_was_killed() {
    killed_and_resumed(2_000, 20);
}

/// Some minutes: `cargo test --features bolt --test suite -- --ignored a_million`.
#[cfg(unix)]
#[test]
#[ignore = "takes some minutes"]
fn a_million_relations_go_there_and_back() {
    killed_and_resumed(50_000, 20);
}
