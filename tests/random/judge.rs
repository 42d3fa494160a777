//! Whether the engine, in every way it can plan, answers a query as the naive evaluator does.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use actant::diagnostic::{Outcome, Phase};
use actant::graph::Graph;
use actant::session::{Answer, Session};
use actant::syntax::{parse, print};
use actant::value::{Map, Value};

use super::Case;
use super::scope::Query;
use crate::naive::{Naive, beyond_it};
use crate::spec::run::forms;
use crate::spec::shown::{Lists, show, text};
use crate::ways::{frozen, ways};

/// How long one way may take before a case is passed over and counted as too large.
const LONGEST: Duration = Duration::from_secs(1);
/// How many assignments the naive evaluator tries.
const PATIENCE: usize = 20_000;

/// What came of a case.
pub(crate) enum Verdict {
    Agreed {
        rows: usize,
    },
    /// The naive evaluator found an error; the engine may have found it too, or not have come to it.
    Error,
    /// The naive evaluator would take too long.
    TooLarge,
    /// What differed, in words.
    Differs(String),
}

pub(crate) fn judge(case: &Case) -> Verdict {
    let mut session = Session::new(Graph::new());
    if let Err(fault) = session.run(&case.graph) {
        return Verdict::Differs(format!("the graph can't be made: {fault}"));
    }
    let parameters = case.query.parameters();
    let expected = Naive::new(session.graph().clone(), parameters.clone()).patient(PATIENCE).run(&case.query.text);
    if beyond_it(&expected) {
        return Verdict::TooLarge;
    }
    let mut frozen = match frozen(session.graph()) {
        Ok(graph) => Session::new(graph),
        Err(fault) => return Verdict::Differs(fault),
    };
    [&mut frozen, &mut session].into_iter().for_each(|session| session.limits.time = Some(LONGEST));
    // Without sources counts are not walked, and a first match may stand for all.
    for (kind, cites) in [("frozen", true), ("frozen, without sources", false)] {
        frozen.cite = cites;
        for (name, found) in answers(&mut frozen, &case.query.text, &parameters) {
            if took_too_long(&found) {
                return Verdict::TooLarge;
            }
            if let Some(difference) = difference(frozen.graph(), &case.query, &found, session.graph(), &expected) {
                return Verdict::Differs(format!("{kind}, {name}: {difference}"));
            }
        }
    }
    for (name, found) in answers(&mut session, &case.query.text, &parameters) {
        if took_too_long(&found) {
            return Verdict::TooLarge;
        }
        // Once for each case: the forms take longer than the query.
        if name == "no rewrites"
            && let Ok(Ok(answer)) = &found
            && let Err(fault) = forms(&session, answer)
        {
            return Verdict::Differs(format!("{name}: can't be shown: {fault}"));
        }
        if let Some(difference) = difference(session.graph(), &case.query, &found, session.graph(), &expected) {
            return Verdict::Differs(format!("{name}: {difference}"));
        }
    }
    expected.map_or(Verdict::Error, |answer| Verdict::Agreed { rows: answer.rows.len() })
}

/// What the engine says in one way; a panic is in words.
type Found = Result<Outcome<Answer>, String>;

/// With a rewrite off a query may look at very much more than the naive evaluator did.
fn took_too_long(found: &Found) -> bool {
    matches!(found, Ok(Err(fault)) if fault.detail == "TimeLimit")
}

/// What the engine answers in every way, up to the first that takes too long.
fn answers(session: &mut Session, query: &str, parameters: &Map) -> Vec<(&'static str, Found)> {
    let printed = parse(query).map_or_else(|_| query.to_owned(), |tree| print(&tree));
    let engine = ways().into_iter().map(|way| (way.name, way, query));
    let first = ways().into_iter().take(1).map(|way| ("printed and read again", way, &*printed));
    let mut answers = Vec::new();
    for (name, way, text) in engine.chain(first) {
        way.set(session);
        let caught = catch_unwind(AssertUnwindSafe(|| session.run_with(text, parameters)));
        let found = caught.map_err(|_| "the engine panicked".to_owned());
        let ends = took_too_long(&found);
        answers.push((name, found));
        if ends {
            break;
        }
    }
    answers
}

fn difference(
    graph: &Graph,
    query: &Query,
    found: &Found,
    original: &Graph,
    expected: &Outcome<Answer>,
) -> Option<String> {
    match (found, expected) {
        (Err(panic), _) => Some(panic.clone()),
        (Ok(Err(fault)), _) if fault.phase == Phase::Compile => Some(format!("the query is refused: {fault}")),
        // Which rows are looked at first is open, so the engine need not come to an error.
        (Ok(_), Err(_)) => None,
        (Ok(Err(fault)), Ok(_)) => Some(format!("raised {} {}: {fault}", fault.class, fault.detail)),
        (Ok(Ok(found)), Ok(expected)) => {
            let (a, b) = (rows(graph, query, found), rows(original, query, expected));
            (a != b || found.columns != expected.columns)
                .then(|| format!("found {}\nexpected {}", a.join(" ; "), b.join(" ; ")))
        }
    }
}

/// The rows as text, those that no order settles sorted; then the columns that are sorted by, as they come.
pub(crate) fn rows(graph: &Graph, query: &Query, answer: &Answer) -> Vec<String> {
    let cell = |at: usize, value: &Value| {
        let lists = if query.bags.contains(&at) { Lists::Unordered } else { Lists::Ordered };
        text(&show(graph, &whole(value)), lists)
    };
    let line = |row: &Vec<Value>, columns: &mut dyn Iterator<Item = usize>| {
        let cells: Vec<String> = columns.map(|at| row.get(at).map_or(String::new(), |value| cell(at, value))).collect();
        cells.join(" | ")
    };
    let mut lines: Vec<String> = answer.rows.iter().map(|row| line(row, &mut (0..row.len()))).collect();
    lines.sort();
    if !query.sorted_by.is_empty() {
        lines.extend(answer.rows.iter().map(|row| line(row, &mut query.sorted_by.iter().copied())));
    }
    lines
}

/// A float that is a whole number as an integer: which of two equal numbers stands for a group is open.
fn whole(value: &Value) -> Value {
    match value {
        Value::Float(number) if number.fract() == 0.0 => Value::Integer(*number as i64),
        other => other.clone(),
    }
}
