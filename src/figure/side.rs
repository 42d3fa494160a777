//! Two views in one picture: a line says which of them holds a relation.

use std::collections::BTreeMap;

use super::Line;
use crate::session::Answer;
use crate::value::{EdgeId, Value};

/// Which of two views hold a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    First,
    Second,
    Both,
}

impl Side {
    const ALL: [Side; 3] = [Side::First, Side::Second, Side::Both];

    /// Told apart without colours too: dashed, thick, thin. Vermilion and blue of Okabe and Ito (2008).
    pub(super) fn line(self, line: Line) -> Line {
        let (colour, style, width) = match self {
            Side::First => ("#d55e00", "dashed", 1.8),
            Side::Second => ("#0072b2", "solid", 2.4),
            Side::Both => ("#888888", "solid", 0.8),
        };
        Line { colour: colour.into(), style: style.into(), width, double: false, ..line }
    }

    fn words(self) -> &'static str {
        match self {
            Side::First => "orange, dashed",
            Side::Second => "blue, thick",
            Side::Both => "grey, thin",
        }
    }

    /// What holds it, when another row says that this side does.
    fn and(self, other: Side) -> Side {
        if self == other { self } else { Side::Both }
    }
}

/// The side of each relationship in the rows, by what the first column says.
pub(super) fn of_rows(answer: &Answer, places: &[String; 3]) -> BTreeMap<EdgeId, Side> {
    let mut sides: BTreeMap<EdgeId, Side> = BTreeMap::new();
    for row in &answer.rows {
        let place = row.first().and_then(Value::as_str);
        let Some(at) = places.iter().position(|known| place == Some(known)) else { continue };
        for edge in row.iter().flat_map(edges) {
            sides.entry(edge).and_modify(|side| *side = side.and(Side::ALL[at])).or_insert(Side::ALL[at]);
        }
    }
    sides
}

fn edges(value: &Value) -> Vec<EdgeId> {
    match value {
        Value::Relationship(edge) => vec![*edge],
        Value::Path(path) => path.edges.clone(),
        Value::List(items) => items.iter().flat_map(edges).collect(),
        Value::Map(entries) => entries.values().flat_map(edges).collect(),
        Value::Null | Value::Boolean(_) | Value::Integer(_) | Value::Float(_) | Value::Node(_) => Vec::new(),
        Value::String(_) | Value::Temporal(_) | Value::Duration(_) => Vec::new(),
    }
}

/// What the lines mean, a line of caption each.
pub(super) fn captions(places: &[String; 3]) -> Vec<String> {
    Side::ALL.iter().zip(places).map(|(side, place)| format!("{}: {place}", side.words())).collect()
}
