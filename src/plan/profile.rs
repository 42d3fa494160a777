//! A plan with what was measured while it ran: its tree, and beside each operator rows, hits and time.

use std::time::Duration;

use super::print::described;
use super::tree::{Plan, Program};
use crate::graph::Symbols;

/// What an operator did, by its own share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measure {
    /// How many rows it handed on.
    pub(crate) rows: u64,
    /// How often it read or wrote a record of the graph.
    pub(crate) hits: u64,
    /// How long it was at work.
    pub(crate) time: Duration,
}

/// One line: an operator as it is told, and its measure.
type Line = (String, [String; 3]);

/// The plan of a program with the measure of each operator. The plans of subqueries within expressions come
/// after it; their shares are not counted again above.
pub(crate) fn print_measured(program: &Program, symbols: &Symbols, measure: impl Fn(&Plan) -> Measure) -> String {
    let mut lines = vec![("operator".to_owned(), ["rows".to_owned(), "hits".to_owned(), "time".to_owned()])];
    let mut total = Measure { rows: 0, hits: 0, time: Duration::ZERO };
    tree(&program.plan, program, symbols, &measure, &mut total, &mut lines);
    for (at, (plan, _)) in program.subplans.iter().enumerate() {
        lines.push((format!("subquery {}", at + 1), Default::default()));
        tree(plan, program, symbols, &measure, &mut total, &mut lines);
    }
    lines.push(("in all".to_owned(), [String::new(), total.hits.to_string(), told(total.time)]));
    aligned(&lines)
}

fn tree(
    plan: &Plan,
    program: &Program,
    symbols: &Symbols,
    measure: &impl Fn(&Plan) -> Measure,
    total: &mut Measure,
    lines: &mut Vec<Line>,
) {
    for (operator, line) in described(plan, program, symbols) {
        // A probe is not listed: what it costs goes to the operator that it stands upon.
        let mut own = measure(operator);
        own.time += probe_above(plan, operator, measure);
        total.hits += own.hits;
        total.time += own.time;
        lines.push((line, [own.rows.to_string(), own.hits.to_string(), told(own.time)]));
    }
}

fn probe_above(plan: &Plan, operator: &Plan, measure: &impl Fn(&Plan) -> Measure) -> Duration {
    let is_above = |plan: &&Plan| matches!(plan, Plan::Probe { input, .. } if std::ptr::eq(&**input, operator));
    let probes = super::print::all(plan);
    probes.iter().copied().filter(is_above).map(|probe| measure(probe).time).sum()
}

/// Milliseconds, as precise as they can be trusted.
fn told(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1000.0)
}

fn aligned(lines: &[Line]) -> String {
    let widest = |width: fn(&Line) -> usize| lines.iter().map(width).max().unwrap_or(0);
    let (tree, rows) = (widest(|line| line.0.chars().count()), widest(|line| line.1[0].len()));
    // Wide enough for a second, so that what was fast is laid out alike.
    let (hits, time) = (widest(|line| line.1[1].len()), widest(|line| line.1[2].len()).max("1000.000 ms".len()));
    let lines =
        lines.iter().map(|(operator, [a, b, c])| format!("{operator:tree$}  {a:>rows$}  {b:>hits$}  {c:>time$}"));
    lines.map(|line| line.trim_end().to_owned()).collect::<Vec<String>>().join("\n")
}
