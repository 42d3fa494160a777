//! Random queries on random graphs: the engine, in every way it can plan, must answer as the naive
//! evaluator does.
//!
//! `cargo test` runs a few hundred, always the same. `ACTANT_RANDOM_SECONDS=60` goes on for a minute from
//! a seed of the clock's, `ACTANT_RANDOM_CASES` says how many, `ACTANT_RANDOM_SEED` where to begin:
//!
//! ```sh
//! ACTANT_RANDOM_SECONDS=600 cargo test --test suite random:: -- --nocapture
//! ```
//!
//! A failure is made smaller before it is shown, as a graph and a query that can be pasted.

mod clauses;
mod expressions;
mod graph;
pub(crate) mod judge;
mod patterns;
mod returns;
pub(crate) mod scope;
mod shapes;
pub(crate) mod tape;

use std::time::{Duration, Instant};

use judge::{Verdict, judge};
use scope::Query;
use tape::{Tape, shrink};

/// How many cases without anything set.
const CASES: u64 = 400;
/// How often a failing case is tried to be made smaller.
const ATTEMPTS: usize = 1500;

/// A graph and a query on it.
pub(crate) struct Case {
    pub(crate) graph: String,
    pub(crate) query: Query,
}

/// The graph and the query have a tape each, so that either can be made smaller while the other stays.
fn case(graph: &mut Tape, query: &mut Tape) -> Case {
    let graph = graph::graph(graph);
    let query = if query.chance(40) { shapes::query(query) } else { clauses::query(query) };
    Case { graph, query }
}

/// The case of a seed.
pub(crate) fn seeded(seed: u64) -> Case {
    case(&mut Tape::seeded(2 * seed), &mut Tape::seeded(2 * seed + 1))
}

/// The query of a seed, on the graph of the seed that so many have in common.
#[cfg(feature = "bolt")]
pub(crate) fn sharing(seed: u64, together: u64) -> Case {
    case(&mut Tape::seeded(2 * (seed - seed % together)), &mut Tape::seeded(2 * seed + 1))
}

/// What a long run looks back on.
#[derive(Debug, Default)]
struct Counts {
    agreed: u64,
    empty: u64,
    errors: u64,
    too_large: u64,
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().and_then(|text| text.parse().ok())
}

/// The first seed, how many cases, and when to stop.
pub(crate) fn settings(few: u64) -> (u64, u64, Option<Instant>) {
    let seconds = number("ACTANT_RANDOM_SECONDS");
    let clock = || std::time::SystemTime::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs() << 20);
    let seed = number("ACTANT_RANDOM_SEED").unwrap_or_else(|| seconds.map_or(1, |_| clock()));
    let cases = number("ACTANT_RANDOM_CASES").unwrap_or(if seconds.is_some() { u64::MAX } else { few });
    (seed, cases, seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds)))
}

/// The smallest case of this kind that still fails, as text.
pub(crate) fn smallest(seed: u64, failure: &dyn Fn(&Case) -> Option<String>) -> String {
    let (mut graph, mut query) = (Tape::seeded(2 * seed), Tape::seeded(2 * seed + 1));
    case(&mut graph, &mut query);
    let (mut graph, mut query) = (graph.into_numbers(), query.into_numbers());
    let made = |graph: &[u64], query: &[u64]| case(&mut Tape::of(graph.to_vec()), &mut Tape::of(query.to_vec()));
    let fails = |graph: &[u64], query: &[u64]| failure(&made(graph, query));
    for _ in 0..2 {
        query = shrink(query.clone(), ATTEMPTS, &|smaller| fails(&graph, smaller).is_some());
        graph = shrink(graph.clone(), ATTEMPTS, &|smaller| fails(smaller, &query).is_some());
    }
    let (shown, difference) = (made(&graph, &query), fails(&graph, &query).unwrap_or_default());
    format!("seed {seed}\n{}\n{}\n{:?}\n{difference}", shown.graph, shown.query.text, shown.query.parameters())
}

fn difference(case: &Case) -> Option<String> {
    match judge(case) {
        Verdict::Differs(difference) => Some(difference),
        Verdict::Agreed { .. } | Verdict::Error | Verdict::TooLarge => None,
    }
}

#[test]
#[allow(clippy::print_stderr)] // a long run says what it has done
fn the_engine_answers_as_the_naive_evaluator_does() {
    let (first, cases, until) = settings(CASES);
    let mut counts = Counts::default();
    let mut failures = Vec::new();
    for seed in (0..cases).map(|at| first + at) {
        if until.is_some_and(|until| Instant::now() > until) || failures.len() == 3 {
            break;
        }
        match judge(&seeded(seed)) {
            Verdict::Agreed { rows } => {
                counts.agreed += 1;
                counts.empty += u64::from(rows == 0);
            }
            Verdict::Error => counts.errors += 1,
            Verdict::TooLarge => counts.too_large += 1,
            Verdict::Differs(_) => failures.push(smallest(seed, &difference)),
        }
    }
    eprintln!("random queries from seed {first}: {counts:?}, {} differ", failures.len());
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    assert!(counts.agreed > 3 * (counts.errors + counts.too_large), "too few cases say anything: {counts:?}");
}
