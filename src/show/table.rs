//! Rows drawn as a table for a terminal, or for Markdown.

use std::io::{self, Write};

use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Row, Table, presets};

use super::Style;
use super::cell::text;
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
    let header = answer.columns.iter().map(Cell::new).chain(marks.as_ref().map(|_| Cell::new(SOURCES)));
    table.set_header(header.collect::<Vec<Cell>>());
    for (at, row) in answer.rows.iter().enumerate() {
        table.add_row(drawn(view, row, marks.as_ref().map(|marks| marks[at].as_str()), style));
    }
    if style.width.is_some_and(|width| natural_width(&table) > width) {
        // Where cells take several lines, a rule shows where each row ends.
        table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    notes.write(out, style)
}

/// The width that a table would take if nothing were broken or cut.
fn natural_width(table: &Table) -> usize {
    table.column_max_content_widths().iter().map(|width| usize::from(*width) + 2).sum()
}

fn drawn(view: &dyn View, row: &[Value], mark: Option<&str>, style: Style) -> Row {
    let mut cells = Row::new();
    for value in row {
        let cell = Cell::new(text(view, value));
        cells.add_cell(if is_number(value) { cell.set_alignment(CellAlignment::Right) } else { cell });
    }
    if let Some(mark) = mark {
        cells.add_cell(Cell::new(mark));
    }
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
    let header = answer.columns.iter().map(|name| escaped(name)).chain(marks.as_ref().map(|_| SOURCES.to_string()));
    writeln!(out, "{}", line(header.collect()))?;
    let rules = (0..answer.columns.len()).map(|at| rule(answer, at)).chain(marks.as_ref().map(|_| "---"));
    writeln!(out, "{}", line(rules.map(str::to_string).collect()))?;
    for (at, row) in answer.rows.iter().enumerate() {
        let cells = row.iter().map(|value| escaped(&text(view, value)));
        writeln!(out, "{}", line(cells.chain(marks.as_ref().map(|marks| marks[at].clone())).collect()))?;
    }
    notes.write(out, Style { colour: false, ..style })
}

/// Numbers stand on the right.
fn rule(answer: &Answer, column: usize) -> &'static str {
    let mut values = answer.rows.iter().filter_map(|row| row.get(column)).filter(|value| !value.is_null()).peekable();
    if values.peek().is_some() && values.all(is_number) { "--:" } else { "---" }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|")
}
