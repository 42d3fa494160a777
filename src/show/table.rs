//! Rows drawn as a table for a terminal, or for Markdown.

use std::io::{self, Write};

use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Row, Table, presets};

use super::Style;
use super::cell::text;
use super::lens::{HELD, lens_line};
use super::notes::Notes;
use crate::graph::View;
use crate::session::Answer;
use crate::value::Value;

/// A cell takes no more lines than this; what is cut is marked with `…`.
const LINES_MAX: usize = 6;

/// The heading of the column with the numbers of the notes.
const SOURCES: &str = "sources";

/// Draws the rows as wide as there is room for, with the sources of their relationships below.
pub(crate) fn write(out: &mut dyn Write, view: &dyn View, answer: &Answer, style: Style) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()));
    table.set_truncation_indicator("…");
    if let Some(width) = style.width {
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width.max(20)).unwrap_or(u16::MAX));
    }
    let mut notes = Notes::new(view, answer, style.sources);
    let marks = notes.marks();
    let names = answer.columns.iter().map(AsRef::as_ref).chain(beside_names(answer, marks.is_some()));
    table.set_header(names.map(Cell::new).collect::<Vec<Cell>>());
    for (at, row) in answer.rows.iter().enumerate() {
        table.add_row(drawn(view, row, &beside(answer, marks.as_deref(), at), style));
    }
    if style.width.is_some_and(|width| natural_width(&table) > width) {
        // Where cells take several lines, a rule shows where each row ends.
        table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    write_lens(out, answer, style)?;
    notes.write(out, style)
}

/// The width that a table would take if nothing were broken or cut.
fn natural_width(table: &Table) -> usize {
    table.column_max_content_widths().iter().map(|width| usize::from(*width) + 2).sum()
}

/// The names of the columns that stand beside those of the query: how firmly rows hold, and their notes.
fn beside_names(answer: &Answer, marked: bool) -> impl Iterator<Item = &str> {
    let held = (!answer.held.is_empty()).then_some(HELD);
    held.into_iter().chain(marked.then_some(SOURCES))
}

/// What stands in those columns.
fn beside(answer: &Answer, marks: Option<&[String]>, row: usize) -> Vec<String> {
    let held = answer.held.get(row).map(|held| held.word().to_string());
    held.into_iter().chain(marks.map(|marks| marks[row].clone())).collect()
}

/// Says below the rows what they were seen through.
fn write_lens(out: &mut dyn Write, answer: &Answer, style: Style) -> io::Result<()> {
    match lens_line(answer) {
        Some(line) => writeln!(out, "\n{}", style.bold(&line)),
        None => Ok(()),
    }
}

fn drawn(view: &dyn View, row: &[Value], beside: &[String], style: Style) -> Row {
    let mut cells = Row::new();
    for value in row {
        let cell = Cell::new(text(view, value));
        cells.add_cell(if is_number(value) { cell.set_alignment(CellAlignment::Right) } else { cell });
    }
    beside.iter().for_each(|text| {
        cells.add_cell(Cell::new(text));
    });
    if style.width.is_some() {
        cells.max_height(LINES_MAX);
    }
    cells
}

fn is_number(value: &Value) -> bool {
    matches!(value, Value::Integer(_) | Value::Float(_))
}

/// Writes the rows as a Markdown table, with the sources of their relationships below.
pub(crate) fn write_markdown(out: &mut dyn Write, view: &dyn View, answer: &Answer, style: Style) -> io::Result<()> {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut notes = Notes::new(view, answer, style.sources);
    let marks = notes.marks();
    let names = beside_names(answer, marks.is_some());
    writeln!(out, "{}", line(answer.columns.iter().map(|name| escaped(name)).chain(names.map(Into::into)).collect()))?;
    let rules = (0..answer.columns.len()).map(|at| rule(answer, at));
    let rules = rules.chain(beside_names(answer, marks.is_some()).map(|_| "---"));
    writeln!(out, "{}", line(rules.map(str::to_string).collect()))?;
    for (at, row) in answer.rows.iter().enumerate() {
        let cells = row.iter().map(|value| escaped(&text(view, value)));
        writeln!(out, "{}", line(cells.chain(beside(answer, marks.as_deref(), at)).collect()))?;
    }
    let plain = Style { colour: false, ..style };
    write_lens(out, answer, plain)?;
    notes.write(out, plain)
}

/// Numbers stand on the right.
fn rule(answer: &Answer, column: usize) -> &'static str {
    let mut values = answer.rows.iter().filter_map(|row| row.get(column)).filter(|value| !value.is_null()).peekable();
    if values.peek().is_some() && values.all(is_number) { "--:" } else { "---" }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|")
}
