//! Random queries on random graphs, here and on the server.

use std::time::{Duration, Instant};

use actant::graph::Graph;
use actant::session::{Answer, Session};

use super::place;
use crate::random::judge::rows;
use crate::random::scope::Query;
use crate::random::{seeded, settings};

/// What came of the cases.
#[derive(Debug, Default)]
struct Counts {
    agreed: u64,
    both_fail: u64,
    only_here: u64,
    only_there: u64,
    differ: u64,
}

/// As many as `ACTANT_RANDOM_CASES` says, from `ACTANT_RANDOM_SEED` on. Rows that differ fail; that one of the two raises an error
/// is counted and told, for which rows are looked at first is open.
#[test]
fn random_queries_give_equal_rows_on_both() {
    let Some(place) = place("random_queries_give_equal_rows_on_both") else { return };
    let (first, cases, until) = settings(100);
    let mut there = place.session();
    (there.cite, there.limits.time) = (false, Some(Duration::from_secs(10)));
    let (mut counts, mut told) = (Counts::default(), Vec::new());
    for seed in (0..cases).map(|at| first + at) {
        if until.is_some_and(|until| Instant::now() > until) {
            break;
        }
        let case = seeded(seed);
        let mut here = Session::new(Graph::new());
        (here.cite, here.limits.time) = (false, Some(Duration::from_secs(10)));
        here.run(&case.graph).expect("the graph can be made here");
        there.run("MATCH (n) DETACH DELETE n").expect("the database can be emptied");
        there.run(&case.graph).expect("the graph can be made there");
        let parameters = case.query.parameters();
        let (ours, theirs) =
            (here.run_with(&case.query.text, &parameters), there.run_with(&case.query.text, &parameters));
        let mut tell = |what: String| {
            told.push(format!("seed {seed}\n{}\n{}\n{parameters:?}\n{what}", case.graph, case.query.text))
        };
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => match difference(&case.query, (here.graph(), &ours), (there.graph(), &theirs)) {
                None => counts.agreed += 1,
                Some(difference) => {
                    counts.differ += 1;
                    tell(format!("DIFFER {difference}"));
                }
            },
            (Err(_), Err(_)) => counts.both_fail += 1,
            (Err(fault), Ok(_)) => {
                counts.only_here += 1;
                tell(format!("ONLY HERE {fault}"));
            }
            (Ok(_), Err(fault)) => {
                counts.only_there += 1;
                tell(format!("ONLY THERE {fault}"));
            }
        }
    }
    println!("random queries on both, from seed {first}: {counts:?}");
    println!("{}", told.join("\n\n"));
    assert_eq!(counts.differ, 0, "rows differ");
}

fn difference(query: &Query, ours: (&Graph, &Answer), theirs: (&Graph, &Answer)) -> Option<String> {
    let (a, b) = (rows(ours.0, query, ours.1), rows(theirs.0, query, theirs.1));
    (a != b).then(|| format!("here {}\nthere {}", a.join(" ; "), b.join(" ; ")))
}
