//! Random graphs: a handful of nodes with parallel edges, loops and missing properties.

use super::tape::Tape;

/// Every label that a node can have.
pub(crate) const LABELS: &[&str] = &["A", "B", "C"];
/// Every type that an edge can have.
pub(crate) const TYPES: &[&str] = &["R", "S", "T"];
/// The texts that names are taken from: some begin or end like others, one is empty.
pub(crate) const TEXTS: &[&str] = &["'a'", "'b'", "'ab'", "'ba'", "''", "'B'"];
/// Values of any kind. No float is a whole number, so that which of two equal values comes out is no
/// matter of the order in which they came in.
pub(crate) const VALUES: &[&str] = &["1", "2", "0.5", "1.5", "true", "false", "'a'", "[1, 2]", "[]", "-1"];

/// The statement that makes a graph. Nodes have `u` (a number that no other node has), `id` (mostly `n0` and
/// on), `x` (an integer), `name` (a text) and `v` (anything), edges have `u` and `w` (an integer); all but `u`
/// may be missing.
pub(crate) fn graph(tape: &mut Tape) -> String {
    let nodes = 1 + tape.below(6);
    let edges = tape.below(13);
    let mut parts: Vec<String> = (0..nodes).map(|at| node(tape, at)).collect();
    for at in 0..edges {
        let (from, to) = (tape.below(nodes), tape.below(nodes));
        let kind = tape.pick(TYPES);
        let weight = if tape.chance(70) { format!(", w: {}", tape.below(3)) } else { String::new() };
        parts.push(format!("(n{from})-[:{kind} {{u: {at}{weight}}}]->(n{to})"));
    }
    format!("CREATE {}", parts.join(", "))
}

fn node(tape: &mut Tape, at: usize) -> String {
    let labels: String = LABELS.iter().filter(|_| tape.chance(50)).map(|label| format!(":{label}")).collect();
    let mut properties = vec![format!("u: {at}")];
    match tape.below(20) {
        0..=16 => properties.push(format!("id: 'n{at}'")),
        17 => properties.push(format!("id: {at}")),
        18 => properties.push("id: 'n0'".to_owned()),
        _ => {}
    }
    if tape.chance(75) {
        properties.push(format!("x: {}", tape.below(4)));
    }
    if tape.chance(75) {
        properties.push(format!("name: {}", tape.pick(TEXTS)));
    }
    if tape.chance(50) {
        properties.push(format!("v: {}", tape.pick(VALUES)));
    }
    format!("(n{at}{labels} {{{}}})", properties.join(", "))
}
