//! What rows were made from. The law of why-provenance: over the graph cut down to one row's lineage
//! the query still gives that row.

use actant::cli::saved::SavedQuery;
use actant::cli::wiring;
use actant::files;
use actant::graph::{Graph, Store, View, Way};
use actant::session::Session;
use actant::show::{self, Format, Sources, Style};
use actant::syntax;
use actant::value::{EdgeId, Map};

use super::random;

/// Saved queries for which the law does not hold row by row, and why.
const EXCEPT: &[(&str, &str)] = &[];

/// No more rows of an answer than this are tried.
const ROWS: usize = 5;

fn session() -> Session {
    wiring::open(None, false).unwrap_or_else(|failure| panic!("{}", failure.text)).0
}

fn all_edges(graph: &Graph) -> Vec<EdgeId> {
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    graph.nodes(&mut nodes);
    nodes.iter().for_each(|node| graph.edges_of(*node, Way::Out, &[], &mut edges));
    edges.into_iter().map(|(edge, _)| edge).collect()
}

/// Whether the query gives the row over the graph in which only these edges are left.
fn gives_row(session: &mut Session, text: &str, parameters: &Map, row: &str, kept: &[EdgeId]) -> bool {
    let before = session.graph().changes();
    for edge in all_edges(session.graph()) {
        if !kept.contains(&edge) {
            session.graph_mut().delete_edge(edge).expect("an edge can be deleted");
        }
    }
    let answer = session.run_with(text, parameters);
    session.graph_mut().rollback(before);
    answer.is_ok_and(|answer| answer.rows.iter().any(|found| format!("{found:?}") == row))
}

/// The numbers of the rows that the query no longer gives over the graph cut down to their lineage.
fn lost(session: &mut Session, text: &str, parameters: &Map) -> Vec<usize> {
    let Ok(answer) = session.run_with(text, parameters) else { return Vec::new() };
    assert_eq!(answer.rows.len(), answer.lineage.len(), "a lineage for each row: {text}");
    let rows = answer.rows.iter().zip(&answer.lineage).enumerate().take(ROWS);
    let missing = rows.filter(|(_, (row, kept))| !gives_row(session, text, parameters, &format!("{row:?}"), kept));
    missing.map(|(at, _)| at).collect()
}

fn defaults(session: &mut Session, query: &SavedQuery) -> Map {
    let pairs = query.parameters.iter();
    pairs.map(|each| (each.name.as_str().into(), wiring::literal(session, &each.default))).collect()
}

#[test]
fn law_on_saved_queries() {
    let mut session = session();
    let mut broken = Vec::new();
    for (name, text) in files::embedded_queries() {
        let query = SavedQuery::read(&name, text);
        let parameters = defaults(&mut session, &query);
        // A lens reads more of the graph than a row cites: who wrote what, which claim is in which school.
        if syntax::parse(text).is_ok_and(|statement| !statement.lens.is_empty()) {
            continue;
        }
        if !lost(&mut session, text, &parameters).is_empty() {
            broken.push(name);
        }
    }
    let known: Vec<&str> = EXCEPT.iter().map(|(name, _)| *name).collect();
    assert_eq!(broken, known);
}

/// Whether a query only adds rows as edges are added: no negation, no aggregation, no cut by number.
fn is_monotone(query: &str) -> bool {
    let breaks = [
        "NOT", "XOR", "NULL", "COUNT", "COLLECT", "CASE", "OPTIONAL", "SKIP", "LIMIT", "CALL", "SHORTEST", "!", "[(",
        "<>", "= ", "FALSE", "ALL(", "ANY(", "NONE(", "SINGLE(", "REDUCE(", "SUM(", "MIN(", "MAX(", "AVG(", "SIZE(",
        "EXISTS(",
    ];
    let query = query.to_uppercase();
    !breaks.iter().any(|word| query.contains(word))
}

/// `ACTANT_RANDOM_CASES` says how many; 2,000 without it.
#[test]
fn law_on_random_queries() {
    let cases = std::env::var("ACTANT_RANDOM_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(2000);
    let mut tried = 0;
    for seed in 0..cases {
        let (graph, query, parameters) = random::sample(seed);
        if !is_monotone(&query) {
            continue;
        }
        let mut session = Session::new(Graph::new());
        session.run(&graph).unwrap_or_else(|fault| panic!("{graph}: {fault}"));
        let lost = lost(&mut session, &query, &parameters);
        assert!(lost.is_empty(), "seed {seed}\n{graph}\n{query}\n{parameters:?}\nrows {lost:?}");
        tried += 1;
    }
    assert!(tried * 50 > cases, "only {tried} of {cases} random queries are of the kind the law speaks of");
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
        ("MATCH (a:A) WHERE NOT (NOT (a)-[:S]->({id: 'c'})) RETURN a.id", &[""]),
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
    session.cites = false;
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
