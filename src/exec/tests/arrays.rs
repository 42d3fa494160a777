//! How much of the frozen layout a query touches where a rewrite reads arrays: no more than so many times the nodes,
//! at two sizes of a graph; and without the rewrite it does not hold.
//!
//! The graph of size n: people, each with edges `K` to the next two in a ring and `T` to ten of n / 10 topics; and a
//! hub with an edge `R` to each.

use super::counting::{Counting, Work};
use super::work;
use crate::graph::frozen::{Bytes, Frozen};
use crate::graph::{Graph, Store};
use crate::plan::Rewrites;
use crate::value::{NodeId, Value};

fn graph(size: usize) -> Graph {
    let mut graph = Graph::new();
    let symbols = graph.symbols_mut();
    let [person, topic, hub] = ["P", "T", "H"].map(|label| symbols.label(label));
    let [knows, about, reaches] = ["K", "T", "R"].map(|kind| symbols.relationship_type(kind));
    let [id, x] = ["id", "x"].map(|key| symbols.key(key));
    let mut node = |label, name: &str, at: usize| {
        let properties = vec![(id, Value::string(format!("{name}{at}"))), (x, Value::Integer(at as i64 % 10))];
        graph.add_node(vec![label], properties).expect("a new graph takes nodes")
    };
    let people: Vec<NodeId> = (0..size).map(|at| node(person, "n", at)).collect();
    let topics: Vec<NodeId> = (0..size / 10).map(|at| node(topic, "t", at)).collect();
    let hub = node(hub, "h", 0);
    let mut edge = |from, kind, to| {
        graph.add_edge(from, kind, to, Vec::new()).expect("both ends are there");
    };
    for (at, from) in people.iter().enumerate() {
        edge(hub, reaches, *from);
        for next in 1..=2 {
            edge(*from, knows, people[(at + next) % size]);
        }
        for next in 0..10 {
            edge(*from, about, topics[(at + next) % topics.len()]);
        }
    }
    let sections = Frozen::of_graph(&graph, None).expect("it is small");
    Graph::of_frozen(Frozen::open(Bytes::of(sections)).expect("it was just laid out"), None)
}

/// So many for each person, and so many more.
type Most = (usize, usize);

struct Bounded {
    query: &'static str,
    /// Switches the rewrite off that the bound is owed to.
    without: fn(&mut Rewrites),
    nodes: Most,
    edges: Most,
    properties: Most,
    entries: Most,
}

const COLUMNS: fn(&mut Rewrites) = |rewrites| rewrites.read_columns = false;
const GUIDES: fn(&mut Rewrites) = |rewrites| rewrites.guide_walks = false;
const COUNTS: fn(&mut Rewrites) = |rewrites| rewrites.count_without_walking = false;

const fn bounded(query: &'static str, without: fn(&mut Rewrites), most: [Most; 4]) -> Bounded {
    let [nodes, edges, properties, entries] = most;
    Bounded { query, without, nodes, edges, properties, entries }
}

const BOUNDED: &[Bounded] = &[
    // Groups and orders by a column look at no node's properties, but for the rows that come out.
    bounded("MATCH (n:P) RETURN n.x AS x, count(*) AS n", COLUMNS, [(0, 0), (0, 0), (0, 1), (0, 0)]),
    bounded("MATCH (n:P)-[:T]->() RETURN n.x AS x, count(*) AS n", COLUMNS, [(0, 0), (0, 0), (0, 1), (1, 0)]),
    bounded(
        "MATCH (n:P) WITH n ORDER BY n.x, n.id LIMIT 3 RETURN n.id AS id",
        COLUMNS,
        [(0, 0), (0, 0), (0, 8), (0, 0)],
    ),
    // A guided walk takes from the hub only those that lead on: 3 of its n edges, and so on.
    bounded(
        "MATCH (a {id: 'h0'})-[:R]->(b)-[:K]->(c)-[:K]->(d {id: 'n7'}) RETURN b.x AS x",
        GUIDES,
        [(0, 3), (1, 14), (0, 9), (0, 18)],
    ),
    // Ends of a pattern are a number for each node they leave from.
    bounded(
        "MATCH (a:P)-[:K]->(b)-[:T]->(c) WHERE a.x < b.x RETURN count(*)",
        COUNTS,
        [(1, 0), (2, 0), (4, 0), (2, 0)],
    ),
    // Triangles: 4 pairs of steps from each node, both ways 16, and the edges at the node itself a few times over.
    bounded(
        "MATCH (a:P)-[:K]->(b)-[:K]->(c), (a)-[:K]->(c) RETURN count(*)",
        COUNTS,
        [(0, 0), (0, 0), (0, 0), (14, 0)],
    ),
    bounded("MATCH (a:P)-[:K]-(b)-[:K]-(c)-[:K]-(a) RETURN count(*)", COUNTS, [(0, 0), (0, 0), (0, 0), (34, 0)]),
    // Open wedges, and ends that differ.
    bounded(
        "MATCH (a:P)-[:K]-(b)-[:K]-(c) WHERE a <> c AND NOT (a)-[:K]-(c) RETURN count(*)",
        COUNTS,
        [(0, 0), (0, 0), (0, 0), (34, 0)],
    ),
    // What hangs at a corner is counted once for each node, not for each pair of steps: ten topics cost no tenfold.
    bounded(
        "MATCH (a:P)-[:K]-(b)-[:K]-(c)-[:T]->(t) WHERE a <> c AND NOT (a)-[:K]-(c) RETURN count(*)",
        COUNTS,
        [(0, 0), (0, 0), (0, 0), (36, 0)],
    ),
];

fn fits(bounded: &Bounded, work: Work, size: usize) -> bool {
    let within = |found: usize, (each, more): Most| found <= each * size + more;
    within(work.nodes, bounded.nodes)
        && within(work.edges, bounded.edges)
        && within(work.properties, bounded.properties)
        && within(work.entries, bounded.entries)
}

#[test]
fn what_reads_arrays_reads_no_more_than_it_must() {
    let mut faults = Vec::new();
    for size in [200, 800] {
        let mut graph = Counting::new(graph(size), true);
        for bounded in BOUNDED {
            let with = work(&mut graph, bounded.query, Rewrites::ALL);
            let mut rewrites = Rewrites::ALL;
            (bounded.without)(&mut rewrites);
            let without = work(&mut graph, bounded.query, rewrites);
            if !fits(bounded, with, size) || fits(bounded, without, size) {
                faults.push(format!("{} of {size}: {with:?}, without {without:?}", bounded.query));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
