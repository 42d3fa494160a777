//! What a row's cells come to: texts, ids and values.

use std::sync::Arc;

use csv::ByteRecord;
use serde_json::Value;

use super::super::csv::At;
use super::rules::{Kind, Order};
use super::sheet::text;
use super::table::Table;
use crate::graph::Evidence;
use crate::graph::frozen::Datum;

/// A template whose columns are found.
#[derive(Clone, Debug, Default)]
pub(super) struct Text(pub(super) Vec<Piece>);

/// A part of it.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Text(String),
    Cell { column: usize, name: String, table: Option<Arc<Table>> },
    Line,
    File,
}

/// A row in hand.
pub(super) struct Row<'r> {
    pub(super) cells: &'r ByteRecord,
    pub(super) at: At,
    pub(super) file: &'r str,
    /// What stands for no value.
    pub(super) missing: &'r [String],
}

impl Row<'_> {
    /// A cell; empty where it stands for no value.
    pub(super) fn cell(&self, column: usize, name: &str) -> Result<&str, String> {
        let cell = text(self.cells.get(column).unwrap_or_default()).map_err(|wrong| in_column(name, &wrong))?;
        Ok(if self.missing.iter().any(|missing| missing == cell) { "" } else { cell })
    }
}

fn in_column(name: &str, reason: &str) -> String {
    format!("column `{name}`: {reason}")
}

impl Text {
    /// Writes the text for a row into `into`. Gives whether every cell in it has a value.
    ///
    /// # Errors
    /// A cell that is no text or that its table refuses.
    pub(super) fn fill(&self, row: &Row<'_>, into: &mut String) -> Result<bool, String> {
        into.clear();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => into.push_str(text),
                Piece::Line => into.push_str(&row.at.line.to_string()),
                Piece::File => into.push_str(row.file),
                Piece::Cell { column, name, table } => {
                    let before = into.len();
                    let cell = row.cell(*column, name)?;
                    match table {
                        Some(table) => {
                            into.push_str(
                                &table.translate(cell, row.at.near).map_err(|wrong| in_column(name, &wrong))?,
                            );
                        }
                        None => into.push_str(cell),
                    }
                    if into.len() == before {
                        return Ok(false);
                    }
                }
            }
        }
        Ok(true)
    }

    /// The columns it takes cells from, in words.
    pub(super) fn columns(&self) -> String {
        let names = self.0.iter().filter_map(|piece| match piece {
            Piece::Cell { name, .. } => Some(format!("`{name}`")),
            Piece::Text(_) | Piece::Line | Piece::File => None,
        });
        let names: Vec<String> = names.collect();
        if names.is_empty() { "the text of the mapping".into() } else { format!("column {}", names.join(", ")) }
    }
}

/// A property, ready to be filled.
#[derive(Debug)]
pub(super) struct Property {
    pub(super) name: String,
    pub(super) text: Text,
    /// The same for every row.
    pub(super) value: Option<Datum>,
    /// What stands at each key, where it is a map.
    pub(super) map: Vec<Property>,
    pub(super) kind: Kind,
    pub(super) separator: char,
    pub(super) order: Order,
    pub(super) decimal: char,
}

impl Property {
    /// The value for a row, if it has one.
    ///
    /// # Errors
    /// A cell that is not what the mapping says.
    pub(super) fn fill(&self, row: &Row<'_>, buffer: &mut String) -> Result<Option<Datum>, String> {
        if let Some(value) = &self.value {
            return Ok(Some(value.clone()));
        }
        if !self.map.is_empty() {
            return self.entries(row, buffer);
        }
        if !self.text.fill(row, buffer)? {
            return Ok(None);
        }
        self.read(buffer).map(Some).map_err(|expected| {
            format!("{}, property `{}`: found `{buffer}`, expected {expected}", self.text.columns(), self.name)
        })
    }

    /// A map of what has a value; none where nothing has.
    fn entries(&self, row: &Row<'_>, buffer: &mut String) -> Result<Option<Datum>, String> {
        let mut entries = Vec::new();
        for entry in &self.map {
            entries.extend(entry.fill(row, buffer)?.map(|value| (entry.name.clone(), value)));
        }
        Ok((!entries.is_empty()).then_some(Datum::Map(entries)))
    }

    fn read(&self, text: &str) -> Result<Datum, &'static str> {
        match self.kind {
            Kind::Text => Ok(Datum::Text(text.to_owned())),
            Kind::Integer => text.parse().map(Datum::Int).map_err(|_| "a whole number"),
            Kind::Float => self.number(text).map(Datum::Float).ok_or("a number"),
            Kind::Boolean => boolean(text).map(Datum::Bool).ok_or("`true` or `false`"),
            Kind::Date => {
                date(text, self.order).map(Datum::Text).ok_or("a date such as `1991`, `1991-12` or `1991-12-26`")
            }
            Kind::Texts => {
                let items = text.split(self.separator).map(str::trim).filter(|item| !item.is_empty());
                Ok(Datum::List(items.map(|item| Datum::Text(item.to_owned())).collect()))
            }
        }
    }

    fn number(&self, text: &str) -> Option<f64> {
        if self.decimal == '.' {
            return super::super::cells::float(text);
        }
        // A point could be meant as either mark then.
        if text.contains('.') { None } else { super::super::cells::float(&text.replace(self.decimal, ".")) }
    }
}

fn boolean(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" | "x" => Some(true),
        "false" | "no" | "0" => Some(false),
        _ => None,
    }
}

/// A date as EDTF, from EDTF, from ISO 8601 with a time, or from numbers in an order.
fn date(text: &str, order: Order) -> Option<String> {
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    if edtf_core::Edtf::parse(day).is_ok() {
        return Some(day.to_owned());
    }
    let numbers: Vec<&str> = day.split(['.', '/', '-']).collect();
    let [a, b, c] = *numbers.as_slice() else { return None };
    let (year, month, day) = match order {
        Order::Ymd => (a, b, c),
        Order::Dmy => (c, b, a),
        Order::Mdy => (c, a, b),
    };
    let written = format!("{year}-{month:0>2}-{day:0>2}");
    (year.len() == 4 && edtf_core::Edtf::parse(&written).is_ok()).then_some(written)
}

/// A source, ready to be filled.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) work: String,
    pub(super) section: Option<Text>,
    pub(super) page: Option<Text>,
}

impl Source {
    /// The passage that a row rests on.
    ///
    /// # Errors
    /// A cell that is no text.
    pub(super) fn fill(&self, row: &Row<'_>, buffer: &mut String) -> Result<Evidence, String> {
        let mut part = |text: &Option<Text>| match text {
            Some(text) => Ok::<_, String>(text.fill(row, buffer)?.then(|| buffer.as_str().into())),
            None => Ok(None),
        };
        let (section, page) = (part(&self.section)?, part(&self.page)?);
        Ok(Evidence { work: self.work.as_str().into(), section, page, ..Evidence::default() })
    }
}

/// A value of the mapping's text.
pub(super) fn datum(value: &Value) -> Datum {
    match value {
        Value::Null => Datum::Null,
        Value::Bool(value) => Datum::Bool(*value),
        Value::Number(number) => match number.as_i64() {
            Some(number) => Datum::Int(number),
            None => Datum::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Value::String(text) => Datum::Text(text.clone()),
        Value::Array(items) => Datum::List(items.iter().map(datum).collect()),
        Value::Object(entries) => Datum::Map(entries.iter().map(|(key, value)| (key.clone(), datum(value))).collect()),
    }
}
