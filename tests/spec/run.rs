//! Runs one case: in every way a plan can be made, through the printer, and into every form.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use actant::diagnostic::{Diagnostic, Outcome};
use actant::files;
use actant::graph::Graph;
use actant::graph::document::load;
use actant::session::{Answer, Limits, Rewrites, Session};
use actant::show::{self, Format, Style};
use actant::syntax::{parse, print};

use super::case::{Case, Expected, Step};
use super::compare::{Rows, compare};
use super::expected::Shown;
use super::shown::Lists;
use crate::naive::{beyond_it, in_place_of};
use crate::ways::{frozen, ways};

/// The graph that is shipped.
pub(crate) static ARTICLE: LazyLock<Graph> = LazyLock::new(|| {
    let (schema, documents) = files::embedded();
    load(&schema, &documents).unwrap_or_else(|findings| panic!("{}", findings.render(false)))
});

/// How a case's queries get their answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Engine,
    Frozen,
    Printed,
    Naive,
}

/// Every fault of a case, each with its place.
pub(crate) fn faults(case: &Case) -> Vec<String> {
    let ways = ways().into_iter().map(|(name, rewrites)| (name, rewrites, By::Engine));
    let ways =
        ways.chain([("frozen", Rewrites::ALL, By::Frozen), ("printed and read again", Rewrites::ALL, By::Printed)]);
    // The naive evaluator knows no limits.
    let naive = case.limits.is_empty().then_some(("the naive evaluator", Rewrites::ALL, By::Naive));
    let fault = |(name, rewrites, by)| {
        let caught = catch_unwind(AssertUnwindSafe(|| run(case, rewrites, by)));
        let result = caught.unwrap_or_else(|_| Err("panicked".to_owned()));
        result.err().map(|error| format!("{} ({name}): {error}", case.place))
    };
    ways.chain(naive).filter_map(fault).collect()
}

fn run(case: &Case, rewrites: Rewrites, by: By) -> Result<(), String> {
    let mut session = session(case)?;
    session.rewrites = rewrites;
    if by == By::Frozen {
        *session.graph_mut() = frozen(session.graph())?;
        // Without sources counts are not walked: the rewrites for that are tested so.
        session.cites = false;
    }
    for step in &case.steps {
        let text = text(step, by == By::Printed)?;
        let parameters = session.parameters().clone();
        let outcome = match by {
            By::Engine | By::Frozen | By::Printed => session.run(&text),
            By::Naive => in_place_of(&mut session, &text, &parameters),
        };
        if beyond_it(&outcome) {
            return Ok(());
        }
        judge(&session, step, &outcome)?;
        if let Ok(answer) = &outcome {
            forms(&session, answer)?;
        }
    }
    Ok(())
}

fn session(case: &Case) -> Result<Session, String> {
    let graph = if case.graph == "article" { ARTICLE.clone() } else { Graph::new() };
    let mut session = Session::new(graph);
    if case.graph != "article" && !case.graph.is_empty() {
        session.run(&case.graph).map_err(|fault| format!("the graph can't be made: {fault}"))?;
    }
    for (name, value) in &case.parameters {
        session.set_parameter(name, super::expected::parse(value).and_then(Shown::into_value)?);
    }
    let mut limits = Limits::default();
    for (name, value) in &case.limits {
        match name.as_str() {
            "rows" => limits.rows = *value,
            "kept" => limits.kept_values = *value,
            other => return Err(format!("there is no limit `{other}`")),
        }
    }
    session.limits = limits;
    Ok(session)
}

/// The query as written, or as the printer writes it; what can't be read stays as it is.
fn text(step: &Step, printed: bool) -> Result<String, String> {
    match parse(&step.query) {
        Ok(tree) if printed => {
            let text = print(&tree);
            parse(&text).map(|_| text.clone()).map_err(|fault| format!("`{text}` can't be read again: {fault}"))
        }
        Ok(_) | Err(_) => Ok(step.query.clone()),
    }
}

fn judge(session: &Session, step: &Step, outcome: &Outcome<Answer>) -> Result<(), String> {
    match (&step.expected, outcome) {
        (Expected::Error(class, detail, part), Err(fault)) => {
            let fits = fits(class, &fault.class.to_string()) && fits(detail, fault.detail);
            if fits && fault.to_string().contains(part.as_str()) { Ok(()) } else { Err(raised(fault)) }
        }
        (Expected::Error(class, detail, _), Ok(answer)) => {
            Err(format!("found {} rows, expected {class} {detail}: {:?}", answer.rows.len(), answer.rows))
        }
        (_, Err(fault)) => Err(raised(fault)),
        (Expected::Success, Ok(_)) => Ok(()),
        (Expected::Nothing, Ok(answer)) if answer.rows.is_empty() => Ok(()),
        (Expected::Nothing, Ok(answer)) => Err(format!("expected no rows, found {:?}", answer.rows)),
        (Expected::Rows(table, ordered), Ok(answer)) => {
            let rows = if *ordered { Rows::InOrder } else { Rows::AnyOrder };
            compare(session.graph(), answer, table, rows, Lists::Ordered)
        }
    }
}

fn fits(expected: &str, found: &str) -> bool {
    expected == "*" || expected == found
}

fn raised(fault: &Diagnostic) -> String {
    format!("raised {} {}: {fault}", fault.class, fault.detail)
}

/// The answer in every form: none may fail, and JSON must be JSON with a row for each row.
pub(crate) fn forms(session: &Session, answer: &Answer) -> Result<(), String> {
    for (name, format) in Format::ALL {
        for width in [None, Some(20)] {
            let text = shown(session, answer, *format, width)?;
            valid(*format, &text, answer).map_err(|error| format!("as {name}: {error}\n{text}"))?;
        }
    }
    Ok(())
}

fn shown(session: &Session, answer: &Answer, format: Format, width: Option<usize>) -> Result<String, String> {
    let mut out = Vec::new();
    let style = Style { width, ..Style::default() };
    show::answer(&mut out, session.graph(), answer, format, style).map_err(|error| error.to_string())?;
    String::from_utf8(out).map_err(|error| error.to_string())
}

fn valid(format: Format, text: &str, answer: &Answer) -> Result<(), String> {
    if answer.columns.is_empty() {
        return Ok(());
    }
    let rows = match format {
        Format::Json => {
            let array: Vec<serde_json::Value> = serde_json::from_str(text).map_err(|error| error.to_string())?;
            array.len()
        }
        Format::Jsonl => {
            let lines = text.lines().map(serde_json::from_str::<serde_json::Value>);
            lines.collect::<Result<Vec<_>, _>>().map_err(|error| error.to_string())?.len()
        }
        Format::Table | Format::Markdown | Format::Csv => return Ok(()),
    };
    if rows == answer.rows.len() { Ok(()) } else { Err(format!("{rows} rows of {}", answer.rows.len())) }
}
