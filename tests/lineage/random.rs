//! Random small graphs and plain queries on them, for the law of lineage.

pub(crate) mod query;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::{Strategy, any};
use proptest::sample::select;

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
