//! The saved queries: what they answer on the shipped graph, that no rewrite and no printing changes
//! it, that what can be drawn is drawn, and that their README is made from their headers.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use actant::cli::saved::SavedQuery;
use actant::export::dot;
use actant::figure::Figure;
use actant::files;
use actant::graph::document::load;
use actant::session::{Answer, Rewrites, Session};
use actant::show::{cell_text, lens_line};
use actant::syntax;
use actant::value::{Map, Value};

use crate::naive::{Naive, beyond_it};
use crate::ways::ways;

/// What anybody who asks may be: the groups of the README, in its order.
const AUDIENCES: [(&str, &str); 3] =
    [("student", "For students"), ("researcher", "For researchers"), ("teacher", "For teachers")];

/// More rows than this nobody reads.
const MOST_ROWS: usize = 60;

fn queries() -> Vec<SavedQuery> {
    files::embedded_queries().into_iter().map(|(name, text)| SavedQuery::read(name, text)).collect()
}

fn session() -> Session {
    let (schema, documents) = files::embedded();
    let graph = load(&schema, &documents).unwrap_or_else(|found| panic!("the shipped graph: {}", found.render(false)));
    Session::new(graph)
}

/// The parameters with their defaults, which are Cypher.
fn defaults(session: &mut Session, query: &SavedQuery) -> Map {
    let mut parameters = Map::new();
    for parameter in &query.parameters {
        let text = format!("RETURN {} AS value", parameter.default);
        let answer = session.run(&text).unwrap_or_else(|fault| panic!("{}, ${}: {fault}", query.name, parameter.name));
        let value = answer.rows[0][0].clone();
        parameters.insert(Arc::from(parameter.name.as_str()), value);
    }
    parameters
}

fn run(session: &mut Session, query: &SavedQuery, text: &str) -> Answer {
    let parameters = defaults(session, query);
    session.run_with(text, &parameters).unwrap_or_else(|fault| panic!("{}: {fault}\n{text}", query.name))
}

/// The rows one a line, cell after cell, as the prompt's tables show them.
fn told(session: &Session, answer: &Answer) -> String {
    let columns: Vec<&str> = answer.columns.iter().map(|column| &**column).collect();
    let mut lines = vec![columns.join(" | ")];
    for row in &answer.rows {
        let cells: Vec<String> = row.iter().map(|value| cell_text(session.graph(), value)).collect();
        lines.push(cells.join(" | "));
    }
    // What was seen through a lens says so, and where a time was asked for, how firmly rows hold.
    lines.iter_mut().skip(1).zip(&answer.held).for_each(|(line, held)| *line = format!("{line} | {}", held.word()));
    lines.extend(lens_line(answer));
    lines.join("\n")
}

/// The rows without their order, nodes and relationships by identity.
fn multiset(answer: &Answer) -> Vec<String> {
    let mut rows: Vec<String> = answer.rows.iter().map(|row| format!("{row:?}")).collect();
    rows.sort_unstable();
    rows
}

fn holds_graph_value(value: &Value) -> bool {
    match value {
        Value::Node(_) | Value::Relationship(_) | Value::Path(_) => true,
        Value::List(items) => items.iter().any(holds_graph_value),
        Value::Map(entries) => entries.values().any(holds_graph_value),
        Value::Null | Value::Boolean(_) | Value::Integer(_) | Value::Float(_) | Value::String(_) => false,
        Value::Temporal(_) | Value::Duration(_) => false,
    }
}

fn can_be_drawn(answer: &Answer) -> bool {
    answer.rows.iter().flatten().any(holds_graph_value)
}

#[test]
fn headers_are_whole() {
    let queries = queries();
    assert!(queries.len() >= 45, "only {} saved queries", queries.len());
    for query in &queries {
        let name = &query.name;
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{name}: kebab-case");
        assert!(query.title.ends_with('?'), "{name}: the title asks: `{}`", query.title);
        assert!(!query.hint.is_empty(), "{name}: no hint");
        assert!(!audiences(query).is_empty(), "{name}: no audience");
        for audience in audiences(query) {
            assert!(AUDIENCES.iter().any(|(known, _)| *known == audience), "{name}: audience `{audience}`");
        }
        for parameter in &query.parameters {
            assert!(!parameter.about.is_empty(), "{name}: `${}` is not explained", parameter.name);
            assert!(query.text.contains(&format!("${}", parameter.name)), "{name}: `${}` is not used", parameter.name);
        }
    }
}

#[test]
fn answers() {
    let mut session = session();
    for query in queries() {
        let answer = run(&mut session, &query, &query.text);
        assert!(!answer.rows.is_empty(), "{}: no row", query.name);
        assert!(answer.rows.len() <= MOST_ROWS, "{}: {} rows", query.name, answer.rows.len());
        assert!(answer.notes.is_empty(), "{}: {:?}", query.name, answer.notes);
        insta::assert_snapshot!(query.name.as_str(), told(&session, &answer), &query.title);
    }
}

#[test]
fn answers_without_rewrites() {
    let mut session = session();
    for query in queries() {
        session.rewrites = Rewrites::ALL;
        let expected = multiset(&run(&mut session, &query, &query.text));
        for (way, rewrites) in ways() {
            session.rewrites = rewrites;
            let found = multiset(&run(&mut session, &query, &query.text));
            assert_eq!(found, expected, "{} with {way}", query.name);
        }
    }
}

/// How many assignments the naive evaluator tries for one saved query, and for all with `ACTANT_NAIVE=all`.
const PATIENCE: usize = 30_000;

#[test]
fn answers_as_the_naive_evaluator_does() {
    let patience = if std::env::var_os("ACTANT_NAIVE").is_some_and(|all| all == "all") { usize::MAX } else { PATIENCE };
    let mut session = session();
    let (mut all, mut compared) = (0, 0);
    for query in queries() {
        let parameters = defaults(&mut session, &query);
        all += 1;
        let found = Naive::new(session.graph().clone(), parameters.clone()).patient(patience).run(&query.text);
        if beyond_it(&found) {
            continue;
        }
        compared += 1;
        let found = found.unwrap_or_else(|fault| panic!("{}: {fault}", query.name));
        assert_eq!(multiset(&found), multiset(&run(&mut session, &query, &query.text)), "{}", query.name);
    }
    assert!(compared * 10 >= all * 8, "only {compared} of {all} queries can be compared in time");
}

#[test]
fn answers_as_printed() {
    let mut session = session();
    for query in queries() {
        let statement = syntax::parse(&query.text).unwrap_or_else(|fault| panic!("{}: {fault}", query.name));
        let printed = syntax::print(&statement);
        let again = syntax::parse(&printed).unwrap_or_else(|fault| panic!("{}: {fault}\n{printed}", query.name));
        assert_eq!(syntax::print(&again), printed, "{}: printed twice", query.name);
        let expected = run(&mut session, &query, &query.text);
        let found = run(&mut session, &query, &printed);
        assert_eq!(found.columns, expected.columns, "{}", query.name);
        assert_eq!(told(&session, &found), told(&session, &expected), "{}", query.name);
    }
}

#[test]
fn drawings() {
    let mut session = session();
    let (mut all, mut drawn) = (0, 0);
    for query in queries() {
        let answer = run(&mut session, &query, &query.text);
        all += 1;
        let figure = Figure::of_rows(session.graph(), &answer);
        if !can_be_drawn(&answer) {
            assert!(figure.is_err(), "{} has nothing to draw", query.name);
            continue;
        }
        drawn += 1;
        let text = dot(&figure.unwrap_or_else(|fault| panic!("{}: {fault}", query.name)).titled(query.title));
        graphviz_rust::parse(&text).unwrap_or_else(|fault| panic!("{}: {fault}\n{text}", query.name));
    }
    assert!(drawn * 5 >= all * 2, "only {drawn} of {all} queries can be drawn");
}

fn audiences(query: &SavedQuery) -> Vec<&str> {
    query.audience.split(',').map(str::trim).filter(|audience| !audience.is_empty()).collect()
}

/// One row of the README's tables.
fn listed(query: &SavedQuery) -> String {
    let parameters: Vec<String> = query.parameters.iter().map(|p| format!("`{} = {}`", p.name, p.default)).collect();
    format!("| [`{0}`]({0}.cypher) | {1} | {2} |\n", query.name, query.title, parameters.join(", "))
}

fn readme(queries: &[SavedQuery]) -> String {
    let mut text = format!(
        "# Saved queries\n\n\
         {} questions to the graph of the article, in openCypher. `actant run NAME` answers one, \
         `actant run NAME -p PARAMETER=VALUE` with another value, `actant export --run NAME` draws those that \
         return nodes, relationships or paths; in the prompt `:queries` lists them. The header of each file says \
         how to read its answer. A query for several audiences stands under each of them.\n\n\
         This file is made from the headers: `ACTANT_UPDATE=1 cargo test --test suite queries` writes it anew.\n",
        queries.len()
    );
    for (audience, heading) in AUDIENCES {
        text.push_str(&format!("\n## {heading}\n\n| query | question | parameters |\n|---|---|---|\n"));
        text.extend(queries.iter().filter(|query| audiences(query).contains(&audience)).map(listed));
    }
    text
}

#[test]
fn the_readme_is_made_from_the_headers() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("queries/README.md");
    let made = readme(&queries());
    if std::env::var_os("ACTANT_UPDATE").is_some() {
        fs::write(&path, &made).expect("the folder of queries can be written to");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == made, "queries/README.md is not made from the headers: run with ACTANT_UPDATE=1");
}
