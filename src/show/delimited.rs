//! Rows as comma-separated values.

use std::io::{self, Write};

use super::cell::float;
use super::json;
use super::naming::{name_of, type_name};
use super::{Sources, Style, lens, notes};
use crate::graph::View;
use crate::session::Answer;
use crate::value::Value;

/// Writes a header and the rows. Plain values stand as they are, nodes by name, relationships by
/// type; lists, maps and paths as JSON.
pub(crate) fn write(out: &mut dyn Write, view: &dyn View, answer: &Answer, style: Style) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    let full = style.sources == Sources::Full;
    let safe = |text: String| if style.formulas { text } else { no_formula(text) };
    let header = answer.columns.iter().map(|name| safe(name.to_string()));
    let fields = lens::field_names(answer).map(str::to_owned);
    writer.write_record(header.chain(fields).chain(full.then(|| "sources".to_owned()))).map_err(io_error)?;
    // A number may begin with a sign.
    let cell = |text: String, value: &Value| match value {
        Value::Integer(_) | Value::Float(_) => text,
        _ => safe(text),
    };
    for (at, row) in answer.rows.iter().enumerate() {
        let sources = full.then(|| notes::row_text(view, answer, at));
        let fields = lens::fields(answer, at).map(|(_, text)| text);
        writer
            .write_record(row.iter().map(|value| cell(field(view, value), value)).chain(fields).chain(sources))
            .map_err(io_error)?;
    }
    writer.flush()
}

fn field(view: &dyn View, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Boolean(truth) => truth.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => float(*number),
        Value::String(text) => text.to_string(),
        Value::Node(node) => name_of(view, *node),
        Value::Relationship(edge) => type_name(view, *edge).to_string(),
        Value::Temporal(instant) => instant.to_string(),
        Value::Duration(amount) => amount.to_string(),
        Value::List(_) | Value::Map(_) | Value::Path(_) => json::value(view, value).to_string(),
    }
}

/// A text that no spreadsheet takes for a formula: one that begins as formulas do gets an apostrophe before it, which
/// spreadsheets read as the mark of a text (OWASP, *CSV Injection*).
fn no_formula(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

/// The error beneath, so that a closed pipe is still known as one.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
