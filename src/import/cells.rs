//! The cells of a CSV file as values.

use std::path::Path;

use super::csv::{open, unreadable};
use super::header::{Header, Kind, Role};
use super::ids::{Ids, whole_number};
use crate::diagnostic::Outcome;
use crate::graph::Evidence;
use crate::graph::frozen::{Builder, Cell, Datum, Table, evidence_datum};

/// How many rows are looked at to find out what a column holds.
const SAMPLE: usize = 1000;

/// A column, ready to be read.
pub(super) struct Column {
    pub(super) role: Role,
    /// The number of its id space.
    pub(super) space: u16,
    /// What its values are, and the number of its key, where it is a property.
    property: Option<(Kind, u32)>,
    /// Whether what they are was found out from the first rows, and not said.
    guessed: bool,
    /// Whether it may hold passages, as `export --neo4j` writes them: JSON in a text.
    evidence: bool,
}

/// The columns of a file. What is not said about them is found out from the first thousand rows.
pub(super) fn columns(path: &Path, header: Header, builder: &mut Builder, ids: &mut Ids) -> Outcome<Vec<Column>> {
    let found = sample(path, header.roles.len())?;
    let columns = header.roles.into_iter().zip(found).map(|(role, found)| {
        let (name, kind) = match &role {
            Role::Property { name, kind: Kind::Open } => (Some(name), found),
            Role::Property { name, kind } => (Some(name), *kind),
            Role::Id { name, .. } => (name.as_ref(), found),
            Role::From { .. } | Role::To { .. } | Role::Labels | Role::Type | Role::Ignored => (None, found),
        };
        let space = match &role {
            Role::Id { space, .. } | Role::From { space } | Role::To { space } => ids.space(space),
            Role::Property { .. } | Role::Labels | Role::Type | Role::Ignored => 0,
        };
        let evidence = matches!(&role, Role::Property { name, .. } if name == "evidence") && kind == Kind::Text;
        let property = name.map(|name| (kind, builder.key(name)));
        let guessed = !matches!(&role, Role::Property { kind, .. } if *kind != Kind::Open);
        Column { role, space, property, guessed, evidence }
    });
    Ok(columns.collect())
}

/// The narrowest kind that the first values of each column fit.
fn sample(path: &Path, width: usize) -> Outcome<Vec<Kind>> {
    let mut kinds = vec![Kind::Open; width];
    for record in open(path)?.byte_records().take(SAMPLE) {
        let record = record.map_err(|error| unreadable(path, &error))?;
        for (kind, cell) in kinds.iter_mut().zip(&record) {
            *kind = wider(*kind, std::str::from_utf8(cell).unwrap_or_default());
        }
    }
    Ok(kinds.into_iter().map(|kind| if kind == Kind::Open { Kind::Text } else { kind }).collect())
}

fn wider(known: Kind, cell: &str) -> Kind {
    match known {
        _ if cell.is_empty() => known,
        Kind::Open | Kind::Integer if whole_number(cell).is_some() => Kind::Integer,
        Kind::Open | Kind::Integer | Kind::Float if number(cell).is_some() => Kind::Float,
        Kind::Open | Kind::Integer | Kind::Float | Kind::Boolean | Kind::Text | Kind::Texts => Kind::Text,
    }
}

/// A number with a point or an exponent, or an integer; not the words that Rust reads as floats.
pub(super) fn float(cell: &str) -> Option<f64> {
    let begins = cell.bytes().next().is_some_and(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'.');
    if begins { cell.parse().ok() } else { None }
}

/// A number as numbers are written. What has a zero before its digits, or has more digits than 64 bits hold, is a code
/// that a number would not give back.
fn number(cell: &str) -> Option<f64> {
    let digits = cell.strip_prefix('-').unwrap_or(cell).as_bytes();
    let padded = matches!(digits, [b'0', b'0'..=b'9', ..]);
    let plain = cell.contains(['.', 'e', 'E']) || whole_number(cell).is_some();
    if plain && !padded { float(cell) } else { None }
}

/// A cell as text.
pub(super) fn text(cell: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(cell)
        .map_err(|error| format!("found a byte that is no UTF-8 at {}, expected text", error.valid_up_to()))
}

impl Column {
    /// Sets the property of a record, where the column is one; an empty cell is no value.
    pub(super) fn set(&self, cell: &[u8], records: &mut Table) -> Result<(), String> {
        let Some((kind, key)) = self.property else { return Ok(()) };
        if cell.is_empty() {
            return Ok(());
        }
        let cell = text(cell)?;
        if self.evidence
            && let Ok(passages) = serde_json::from_str::<Vec<Evidence>>(cell)
        {
            records.origin(&evidence_datum(&passages), None);
            return Ok(());
        }
        let wrong = |expected: &str| format!("found `{cell}`, expected {expected}");
        match kind {
            Kind::Integer => {
                let read = if self.guessed { whole_number(cell) } else { cell.parse().ok() };
                records.set(key, Cell::Int(read.ok_or_else(|| wrong("an integer"))?));
            }
            Kind::Float => {
                let read = if self.guessed { number(cell) } else { float(cell) };
                records.set(key, Cell::Float(read.ok_or_else(|| wrong("a number"))?));
            }
            Kind::Boolean => records.set(key, Cell::Bool(cell.parse().map_err(|_| wrong("`true` or `false`"))?)),
            Kind::Text | Kind::Open => records.set(key, Cell::Text(cell)),
            Kind::Texts => {
                let items = cell.split(';').map(|item| Datum::Text(item.to_string())).collect();
                records.set(key, Cell::Any(&Datum::List(items)));
            }
        }
        Ok(())
    }
}
