//! Compares an answer with the table that the TCK expects.

use actant::graph::Graph;
use actant::session::Answer;

use super::expected::parse;
use super::gherkin::Table;
use super::shown::{Lists, show, text};

/// Whether the order of the rows counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    /// As in the table.
    InOrder,
    /// As many of each, in whatever order.
    AnyOrder,
}

/// Compares column names and rows.
pub(crate) fn compare(graph: &Graph, answer: &Answer, table: &Table, rows: Rows, lists: Lists) -> Result<(), String> {
    let (names, body) = table.split_first().ok_or("the expected result has no table")?;
    let mut expected = body.iter().map(|row| expected_row(row, lists)).collect::<Result<Vec<_>, _>>()?;
    if !answer.columns.iter().map(|name| &**name).eq(names.iter().map(String::as_str)) {
        return Err(format!("columns differ: found {:?}, expected {names:?}", answer.columns));
    }
    let mut found =
        answer.rows.iter().map(|row| found_row(graph, answer, row, lists)).collect::<Result<Vec<_>, _>>()?;
    if rows == Rows::AnyOrder {
        expected.sort();
        found.sort();
    }
    if found == expected { Ok(()) } else { Err(difference(&found, &expected)) }
}

fn expected_row(row: &[String], lists: Lists) -> Result<String, String> {
    let texts = row.iter().map(|cell| parse(cell).map(|value| text(&value, lists))).collect::<Result<Vec<_>, _>>()?;
    Ok(texts.join(" | "))
}

fn found_row(graph: &Graph, answer: &Answer, row: &[actant::value::Value], lists: Lists) -> Result<String, String> {
    if row.len() != answer.columns.len() {
        return Err(format!("found a row of {} values under {} columns", row.len(), answer.columns.len()));
    }
    let texts: Vec<String> = row.iter().map(|value| text(&show(graph, value), lists)).collect();
    Ok(texts.join(" | "))
}

/// What is missing and what is too much in the first line, then both tables in full.
fn difference(found: &[String], expected: &[String]) -> String {
    let missing = without(expected, found);
    let surplus = without(found, expected);
    let summary = match (missing.first(), surplus.first()) {
        (Some(missing), Some(surplus)) => format!("rows differ: found `{surplus}`, expected `{missing}`"),
        (Some(missing), None) => format!("rows differ: `{missing}` is missing"),
        (None, Some(surplus)) => format!("rows differ: `{surplus}` is one too many"),
        (None, None) => "rows are in another order".to_owned(),
    };
    let list = |rows: &[String]| rows.iter().map(|row| format!("\n    {row}")).collect::<String>();
    format!(
        "{summary}\n  found {} rows:{}\n  expected {} rows:{}",
        found.len(),
        list(found),
        expected.len(),
        list(expected)
    )
}

/// The rows of one list that the other has not, as often as they are too many.
fn without<'a>(rows: &'a [String], taken: &[String]) -> Vec<&'a String> {
    let mut taken: Vec<&String> = taken.iter().collect();
    let mut left = Vec::new();
    for row in rows {
        match taken.iter().position(|other| *other == row) {
            Some(at) => {
                taken.swap_remove(at);
            }
            None => left.push(row),
        }
    }
    left
}
