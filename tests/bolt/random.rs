//! Random queries on random graphs, here and on the server.

use std::time::{Duration, Instant};

use actant::diagnostic::Diagnostic;
use actant::graph::Graph;
use actant::session::{Answer, Session};
use actant::value::Value;

use super::place;
use crate::random::judge::rows;
use crate::random::scope::Query;
use crate::random::{settings, sharing};

/// How long a query may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What came of the cases.
#[derive(Debug, Default)]
struct Counts {
    agreed: u64,
    both_fail: u64,
    only_here: u64,
    only_there: u64,
    excused: u64,
    differ: u64,
}

/// How many queries a graph is asked: to make one on a server takes longer than to ask it.
const TOGETHER: u64 = 20;

/// As many as `ACTANT_RANDOM_CASES` says, from `ACTANT_RANDOM_SEED` on. Rows that differ fail; that one of the two raises an error
/// is counted and told, for which rows are looked at first is open.
#[test]
fn random_queries_give_equal_rows_on_both() {
    let Some(place) = place("random_queries_give_equal_rows_on_both") else { return };
    let (first, cases, until) = settings(100);
    let (mut here, mut there) = (Session::new(Graph::new()), place.session());
    (there.cite, there.limits.time) = (false, Some(PATIENCE));
    let (mut counts, mut told) = (Counts::default(), Vec::new());
    for seed in (0..cases).map(|at| first + at) {
        if until.is_some_and(|until| Instant::now() > until) {
            break;
        }
        let case = sharing(seed, TOGETHER);
        if seed == first || seed % TOGETHER == 0 {
            here = made(&case.graph);
            there.run("MATCH (n) DETACH DELETE n").expect("the database can be emptied");
            there.run(&case.graph).expect("the graph can be made there");
        }
        let parameters = case.query.parameters();
        let ours = here.run_with(&case.query.text, &parameters);
        let theirs = there.run_with(&case.query.text, &parameters);
        let said = match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => {
                let difference = difference(&case.query, (here.graph(), &ours), (there.graph(), &theirs));
                counts.rows(difference, excused(&case.query.text))
            }
            (Err(_), Err(_)) => counts.both_fail(),
            (Err(fault), Ok(_)) => counts.only_here(&fault),
            (Ok(_), Err(fault)) => counts.only_there(&fault),
        };
        told.extend(
            said.map(|said| format!("seed {seed}\n{}\n{}\n{parameters:?}\n{said}", case.graph, case.query.text)),
        );
    }
    println!("random queries on both, from seed {first}: {counts:?}");
    println!("{}", told.join("\n\n"));
    assert_eq!(counts.differ, 0, "rows differ");
}

/// A session here with this graph.
fn made(graph: &str) -> Session {
    let mut session = Session::new(Graph::new());
    (session.cite, session.limits.time) = (false, Some(PATIENCE));
    session.run(graph).expect("the graph can be made here");
    session
}

/// Counts a case; gives what is to be told of it.
impl Counts {
    fn rows(&mut self, difference: Option<String>, excused: Option<&str>) -> Option<String> {
        match (&difference, excused) {
            (None, _) => self.agreed += 1,
            (Some(_), Some(_)) => self.excused += 1,
            (Some(_), None) => self.differ += 1,
        }
        difference.filter(|_| excused.is_none()).map(|difference| format!("DIFFER {difference}"))
    }

    fn both_fail(&mut self) -> Option<String> {
        self.both_fail += 1;
        None
    }

    fn only_here(&mut self, fault: &Diagnostic) -> Option<String> {
        self.only_here += 1;
        Some(format!("ONLY HERE {fault}"))
    }

    fn only_there(&mut self, fault: &Diagnostic) -> Option<String> {
        self.only_there += 1;
        Some(format!("ONLY THERE {fault}"))
    }
}

/// What is to be told of rows that differ.
fn difference(query: &Query, ours: (&Graph, &Answer), theirs: (&Graph, &Answer)) -> Option<String> {
    let query = told_apart(query, ours.1);
    let rows = |(graph, answer): (&Graph, &Answer)| {
        let rounded = Answer {
            rows: answer.rows.iter().map(|row| row.iter().map(rounded).collect()).collect(),
            ..answer.clone()
        };
        rows(graph, &query, &rounded)
    };
    let (a, b) = (rows(ours), rows(theirs));
    (a != b).then(|| format!("here {}\nthere {}", a.join(" ; "), b.join(" ; ")))
}

/// The query with the columns of labels as such that have no order: which label of a node comes first is nobody's.
fn told_apart(query: &Query, answer: &Answer) -> Query {
    let mut query = query.clone();
    let labels = |column: &str| query.text.contains(&format!("labels(a) AS {column}"));
    let columns: Vec<usize> = (0..answer.columns.len()).filter(|at| labels(&answer.columns[*at])).collect();
    query.bags.extend(columns);
    query
}

/// A float with the digits on which sums in another order agree.
fn rounded(value: &Value) -> Value {
    match value {
        Value::Float(number) => Value::Float(format!("{number:.9e}").parse().unwrap_or(*number)),
        Value::List(items) => Value::list(items.iter().map(rounded).collect()),
        other => other.clone(),
    }
}

/// Why rows may differ; none where they may not.
fn excused(text: &str) -> Option<&'static str> {
    let types = ["R", "S", "T"];
    if types.iter().any(|kind| text.contains(&format!(":{kind}|{kind}]"))) {
        // Where only degrees are wanted, Neo4j adds those of each type that is written.
        return Some("a type that is written twice");
    }
    let ties = text.contains("SHORTEST") && text.contains(" PATHS ");
    ties.then_some("which of several paths of one length are among the first")
}
