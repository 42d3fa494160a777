//! What rows were made from. The law of why-provenance: over the graph cut down to one row's lineage
//! the query still gives that row.

mod law;

use std::collections::BTreeMap;
use std::time::Instant;

use actant::cli::saved::SavedQuery;
use actant::cli::wiring;
use actant::diagnostic::Outcome;
use actant::files;
use actant::graph::{Graph, Store, View, Way};
use actant::session::Session;
use actant::show::{self, Format, Sources, Style};
use actant::syntax;
use actant::value::{EdgeId, Map, Value};

use super::naive::{Naive, beyond_it};
use super::random::{self, Case};
use law::Law;

/// No more rows of an answer than this are tried.
const ROWS: usize = 5;
/// How many random cases without anything set.
const CASES: u64 = 1000;

fn session() -> Session {
    wiring::open(None, false).unwrap_or_else(|failure| panic!("{}", failure.text)).0
}

fn all_edges(graph: &Graph) -> Vec<EdgeId> {
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    graph.nodes(&mut nodes);
    nodes.iter().for_each(|node| graph.edges_of(*node, Way::Out, &[], &mut edges));
    edges.into_iter().map(|(edge, _)| edge).collect()
}

/// A row as text, without what is open: the order of a list that was collected, and which of two equal
/// numbers stands for a group.
fn settled(value: &Value) -> String {
    match value {
        Value::Float(number) if number.fract() == 0.0 => format!("{:?}", Value::Integer(*number as i64)),
        Value::List(items) => {
            let mut items: Vec<String> = items.iter().map(settled).collect();
            items.sort();
            format!("[{}]", items.join(", "))
        }
        other => format!("{other:?}"),
    }
}

fn line(row: &[Value]) -> String {
    row.iter().map(settled).collect::<Vec<String>>().join(" | ")
}

/// What became of rows over the graph cut down to the lineage of each.
#[derive(Clone, Debug, Default)]
struct Tried {
    given: usize,
    /// Over the cut graph the query ends with an error, which another plan may come to.
    failed: usize,
    missing: Vec<String>,
}

/// What the query gives over the graph in which only these edges are left.
fn over(session: &mut Session, text: &str, parameters: &Map, kept: &[EdgeId]) -> Outcome<Vec<String>> {
    let before = session.graph().changes();
    for edge in all_edges(session.graph()) {
        if !kept.contains(&edge) {
            session.graph_mut().delete_edge(edge).expect("an edge can be deleted");
        }
    }
    let answer = session.run_with(text, parameters);
    session.graph_mut().rollback(before);
    answer.map(|answer| answer.rows.iter().map(|row| line(row)).collect())
}

/// The law on the first rows of an answer; none where the query ends with an error.
fn tried(session: &mut Session, text: &str, parameters: &Map) -> Tried {
    let mut tried = Tried::default();
    let Ok(answer) = session.run_with(text, parameters) else { return tried };
    assert_eq!(answer.rows.len(), answer.lineage.len(), "a lineage for each row: {text}");
    for (row, kept) in answer.rows.iter().zip(&answer.lineage).take(ROWS) {
        let row = line(row);
        match over(session, text, parameters, kept) {
            Ok(rows) if rows.contains(&row) => tried.given += 1,
            Ok(rows) => tried.missing.push(format!("lost {row}\nfound {}", rows.join(" ; "))),
            Err(_) => tried.failed += 1,
        }
    }
    tried
}

fn defaults(session: &mut Session, query: &SavedQuery) -> Map {
    let pairs = query.parameters.iter();
    pairs.map(|each| (each.name.as_str().into(), wiring::literal(session, &each.default))).collect()
}

/// The law is tried on all of them, claimed or not; a lens apart, which reads more of the graph than a row
/// cites: who wrote what, which claim is in which school.
#[test]
fn law_on_saved_queries() {
    let mut session = session();
    let mut broken = Vec::new();
    for (name, text) in files::embedded_queries() {
        let query = SavedQuery::read(name, text);
        let parameters = defaults(&mut session, &query);
        if syntax::parse(text).is_ok_and(|statement| !statement.lens.is_empty()) {
            continue;
        }
        let tried = tried(&mut session, text, &parameters);
        if tried.failed > 0 || !tried.missing.is_empty() {
            broken.push(name);
        }
    }
    assert!(broken.is_empty(), "{broken:?}");
}

/// How many assignments a random query may try.
const PATIENCE: usize = 5_000;

/// The law on a random case, and what is claimed of it; nothing where the case is large.
fn tried_case(case: &Case) -> (Law, Tried) {
    let mut session = Session::new(Graph::new());
    session.run(&case.graph).unwrap_or_else(|fault| panic!("{}: {fault}", case.graph));
    let naive = Naive::new(session.graph().clone(), case.query.parameters()).patient(PATIENCE);
    if beyond_it(&naive.run(&case.query.text)) {
        return (Law::Open, Tried::default());
    }
    let law = syntax::parse(&case.query.text).map_or(Law::Open, |statement| Law::of(&statement.query));
    (law, tried(&mut session, &case.query.text, &case.query.parameters()))
}

fn breach(case: &Case) -> Option<String> {
    match tried_case(case) {
        (Law::Open, _) => None,
        (_, tried) => tried.missing.into_iter().next(),
    }
}

/// `ACTANT_RANDOM_CASES`, `_SEED` and `_SECONDS` as for the random queries.
#[test]
#[allow(clippy::print_stderr)] // a long run says what it has done
fn law_on_random_queries() {
    let (first, cases, until) = random::settings(CASES);
    let mut told: BTreeMap<Law, [usize; 4]> = BTreeMap::new();
    let mut breaches = Vec::new();
    for seed in (0..cases).map(|at| first + at) {
        if until.is_some_and(|until| Instant::now() > until) || breaches.len() == 3 {
            break;
        }
        let (law, tried) = tried_case(&random::seeded(seed));
        let rows = [tried.given, tried.failed, tried.missing.len()];
        let counts = told.entry(law).or_default();
        counts[0] += usize::from(rows.iter().sum::<usize>() > 0);
        (0..3).for_each(|at| counts[at + 1] += rows[at]);
        if law != Law::Open && !tried.missing.is_empty() {
            breaches.push(random::smallest(seed, &breach));
        }
    }
    for (law, [queries, given, failed, missing]) in &told {
        eprintln!("{law:?}: {queries} queries with rows; {given} rows given again, {failed} failed, {missing} missing");
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n\n"));
    for law in [Law::Plain, Law::Counted, Law::Absent] {
        let [queries, given, failed, _] = told.get(&law).copied().unwrap_or_default();
        assert!(queries as u64 * 50 > cases.min(CASES), "too few queries of {law:?} say anything: {told:?}");
        assert!(given > 50 * failed, "too many errors over the cut graph: {told:?}");
    }
}

const GRAPH: &str = "CREATE (a:A {id: 'a', x: 1}), (b:B {id: 'b', x: 2}), (c:B {id: 'c'}), \
    (a)-[:S {w: 1}]->(b), (a)-[:S {w: 2}]->(c), (b)-[:T {w: 3}]->(c)";

/// The `w` of the edges in each row's lineage, and the ids of the nodes it cites.
fn told(query: &str) -> Vec<String> {
    let mut session = Session::new(Graph::new());
    session.run(GRAPH).expect("the graph is made");
    let answer = session.run(query).unwrap_or_else(|fault| panic!("{query}: {fault}"));
    let graph = session.graph();
    let w = graph.symbols().find_key("w").expect("edges have it");
    let rows = answer.lineage.iter().zip(&answer.cited);
    rows.map(|(edges, nodes)| {
        let mut weights: Vec<String> =
            edges.iter().map(|edge| show::cell_text(graph, &graph.edge_property(*edge, w))).collect();
        weights.sort();
        let ids = nodes.iter().filter_map(|node| graph.node_text(*node, "id"));
        weights.into_iter().chain(ids.map(|id| id.to_string())).collect::<Vec<String>>().join(" ")
    })
    .collect()
}

#[test]
fn each_construct_cites_what_bears_it_out() {
    let cases: &[(&str, &[&str])] = &[
        ("MATCH (a:A)-[:S]->(b) RETURN b.id ORDER BY b.id", &["1", "2"]),
        ("MATCH p = (:A)-[*2]->() RETURN length(p) AS steps", &["1 3"]),
        ("MATCH (a:A), (c {id: 'c'}) MATCH p = shortestPath((a)-[*]-(c)) RETURN p", &["2"]),
        ("MATCH (n {id: 'b'}) OPTIONAL MATCH (n)-[:T]->(m) RETURN m.id", &["3"]),
        ("MATCH (n {id: 'c'}) OPTIONAL MATCH (n)-[:T]->(m) RETURN m.id", &[""]),
        // The witnesses of subqueries; an absence cites nothing, a count all that it counted.
        ("MATCH (a:A) WHERE EXISTS { (a)-[:S]->({id: 'b'}) } RETURN a.id", &["1"]),
        ("MATCH (a:A) WHERE (a)-[:S]->({id: 'c'}) RETURN a.id", &["2"]),
        ("MATCH (c {id: 'c'}) WHERE NOT (c)-[:S]->() RETURN c.id", &[""]),
        ("MATCH (a:A) WHERE NOT (NOT (a)-[:S]->({id: 'c'})) RETURN a.id", &["2"]),
        ("MATCH (a:A) RETURN NOT EXISTS { (a)-[:S]->({id: 'c'}) } AS none", &["2"]),
        ("MATCH (a:A) WHERE (a)-[:T]->() OR (a)-[:S]->({id: 'c'}) RETURN a.id", &["2"]),
        ("MATCH (a:A) RETURN EXISTS { (a)-[:S]->() } AND EXISTS { (a)-[:T]->() } AS both", &[""]),
        ("MATCH (a:A) RETURN CASE WHEN COUNT { (a)-[:S]->() } = 1 THEN 'one' ELSE 'more' END AS n", &["1 2"]),
        ("MATCH (a:A) RETURN CASE WHEN a.x > 1 THEN 'one' ELSE 'more' END AS n", &[""]),
        ("MATCH (a:A) RETURN COUNT { (a)-[:S]->() } AS n", &["1 2"]),
        ("MATCH (a:A) RETURN [(a)-[e:S]->(b) | b.id] AS ids", &["1 2"]),
        ("MATCH (a:A) RETURN [x IN ['b', 'c'] WHERE EXISTS { (a)-->({id: x})-->() } | x] AS ids", &["1 3"]),
        ("MATCH (a:A) WHERE any(x IN ['z', 'c'] WHERE EXISTS { (a)-->({id: x}) }) RETURN a.id", &["2"]),
        (
            "MATCH (a:A) RETURN CASE WHEN EXISTS { (a)-[:T]->() } THEN 1 WHEN EXISTS { (a)-[:S]->({id: 'c'}) } THEN 2 END AS n",
            &["2"],
        ),
        // Rows that are folded join their lineages.
        ("MATCH (:A)-[e:S]->() RETURN count(*) AS n", &["1 2"]),
        ("MATCH (a:A)-[e:S]->() RETURN DISTINCT a.id", &["1 2"]),
        ("MATCH (a:A)-[e:S]->() RETURN a.id AS x UNION MATCH (a:A)-->(b)-[:T]->() RETURN a.id AS x", &["1 2 3"]),
        // A property cites the node that has it, a name doesn't; neither does what rows are sorted by.
        ("MATCH (a:A)-[:S]->(b:B {id: 'b'}) RETURN b.x, a.id", &["1 b"]),
        ("MATCH (a:A)-[:S]->(b {id: 'b'}) RETURN b.id ORDER BY b.x", &["1"]),
        ("MATCH (a:A) RETURN a {.x} AS a", &["a"]),
        ("MATCH (a) RETURN sum(a.x) AS total", &["a b c"]),
    ];
    for (query, expected) in cases {
        assert_eq!(told(query), *expected, "{query}");
    }
}

#[test]
fn nothing_is_kept_where_nobody_asks() {
    let mut session = session();
    session.cite = false;
    let answer = session.run("MATCH (a:State)-[r]->(b) WHERE EXISTS { (b)--() } RETURN a.name").expect("a query");
    assert!(!answer.rows.is_empty() && answer.lineage.is_empty() && answer.cited.is_empty());
}

#[test]
fn forms_of_sources() {
    let mut session = session();
    let text = "MATCH (:State {id: 'china'})-[r:INVESTS_IN]->(x) RETURN x.name AS name ORDER BY name LIMIT 2";
    let answer = session.run(text).expect("a query");
    for (format, name) in
        [(Format::Table, "table"), (Format::Markdown, "markdown"), (Format::Csv, "csv"), (Format::Json, "json")]
    {
        for (label, sources) in Sources::ALL {
            let mut out = Vec::new();
            let style = Style { sources: *sources, ..Style::default() };
            show::answer(&mut out, session.graph(), &answer, format, style).expect("text can be written");
            let out = String::from_utf8(out).expect("output is text");
            insta::assert_snapshot!(format!("{name}-{label}"), out);
        }
    }
}
