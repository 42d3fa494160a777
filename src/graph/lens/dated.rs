//! The dates of nodes and relations.

use crate::graph::View;
use crate::value::{EdgeId, NodeId, Value};

use super::period::{Dates, Period};

/// When a relation held: `at`, else `start` and `end`, else the `year` it is about.
pub fn edge_period(view: &dyn View, edge: EdgeId) -> Option<Period> {
    let [at, start, end, year] = ["at", "start", "end", "year"].map(|key| {
        let key = view.symbols().find_key(key)?;
        written(&view.edge_property(edge, key))
    });
    period(&[at, start, end, year])
}

/// When a node was there: an event's `date`, else `start` and `end`, else the `year` of a work or number.
pub fn node_period(view: &dyn View, node: NodeId) -> Option<Period> {
    let [date, start, end, year] = ["date", "start", "end", "year"].map(|key| {
        let key = view.symbols().find_key(key)?;
        written(&view.node_property(node, key))
    });
    period(&[date, start, end, year])
}

fn period([at, start, end, year]: &[Option<String>; 4]) -> Option<Period> {
    let dates = Dates { at: at.as_deref(), start: start.as_deref(), end: end.as_deref(), year: year.as_deref() };
    Period::of(&dates)
}

/// A date as a record has it: EDTF as text, or a year as a number.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.to_string()),
        Value::Integer(year @ 0..=9999) => Some(format!("{year:04}")),
        Value::Integer(_)
        | Value::Null
        | Value::Boolean(_)
        | Value::Float(_)
        | Value::List(_)
        | Value::Map(_)
        | Value::Node(_)
        | Value::Relationship(_)
        | Value::Path(_)
        | Value::Temporal(_)
        | Value::Duration(_) => None,
    }
}
