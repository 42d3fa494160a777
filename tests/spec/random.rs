//! Random queries over random small graphs give the same rows with rewrites on and off.
//!
//! `PROPTEST_CASES` says how many; 200 without it.

pub(crate) mod query;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, proptest};
use proptest::sample::select;

use actant::graph::Graph;
use actant::session::{Answer, Rewrites, Session};

use super::run::{WAYS, forms};
use super::shown::{Lists, show, text};

fn settings() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(200);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// The statement that makes a graph of up to five nodes; `id` tells them apart, `x` may be missing.
pub(crate) fn graph() -> impl Strategy<Value = String> {
    let node = (select(&["", ":A", ":B", ":A:B"][..]), of(0..4_i64));
    let edge = (any::<u8>(), any::<u8>(), select(&["S", "T"][..]), 0..3_i64);
    (vec(node, 1..6), vec(edge, 0..8)).prop_map(|(nodes, edges)| {
        let count = nodes.len();
        let node = |(at, (labels, x)): (usize, (&str, Option<i64>))| {
            let x = x.map_or(String::new(), |x| format!(", x: {x}"));
            format!("(n{at}{labels} {{id: 'n{at}'{x}}})")
        };
        let edge = |(from, to, kind, w): (u8, u8, &str, i64)| {
            let (from, to) = (usize::from(from) % count, usize::from(to) % count);
            format!("(n{from})-[:{kind} {{w: {w}}}]->(n{to})")
        };
        let nodes = nodes.into_iter().enumerate().map(node);
        let all: Vec<String> = nodes.chain(edges.into_iter().map(edge)).collect();
        format!("CREATE {}", all.join(", "))
    })
}

fn rows(session: &Session, answer: &Answer) -> Vec<String> {
    let cells = |row: &Vec<_>| row.iter().map(|value| text(&show(session.graph(), value), Lists::Ordered)).collect();
    answer
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<String> = cells(row);
            cells.join(" | ")
        })
        .collect()
}

/// The rows that a query gives, sorted unless it sorts them itself.
fn answered(graph: &str, query: &str, rewrites: Rewrites) -> Result<Vec<String>, String> {
    let mut session = Session::new(Graph::new());
    session.run(graph).map_err(|fault| fault.to_string())?;
    session.rewrites = rewrites;
    let answer = session.run(query).map_err(|fault| fault.to_string())?;
    forms(&session, &answer)?;
    let mut rows = rows(&session, &answer);
    if !query.contains("ORDER BY") {
        rows.sort();
    }
    Ok(rows)
}

/// All ways agree; an error counts as an answer, and a text without a query is none.
fn agree(graph: &str, query: &str) -> Result<(), String> {
    let naive = answered(graph, query, Rewrites::NONE)?;
    for (name, rewrites) in WAYS {
        let found = answered(graph, query, rewrites)?;
        if found != naive {
            return Err(format!("{name} gives {found:#?}, no rewrites {naive:#?}"));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn rewrites_change_no_rows(graph in graph(), query in query::query()) {
        let result = agree(&graph, &query);
        prop_assert!(result.is_ok(), "{graph}\n{query}\n{}", result.unwrap_err());
    }
}
