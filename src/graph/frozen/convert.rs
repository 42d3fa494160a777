//! Between the values of the language and the values of the layout.

use std::sync::Arc;

use super::datum::Datum;
use crate::graph::Evidence;
use crate::value::temporal::Kind;
use crate::value::{Duration, Map, Temporal, Value};

/// The name under which durations are written.
const DURATION: &str = "duration";

/// A property's value as it is laid out. Nodes, relationships and paths are no property's value.
pub(super) fn datum(value: &Value) -> Datum {
    match value {
        Value::Null | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => Datum::Null,
        Value::Boolean(value) => Datum::Bool(*value),
        Value::Integer(value) => Datum::Int(*value),
        Value::Float(value) => Datum::Float(*value),
        Value::String(text) => Datum::Text(text.to_string()),
        Value::List(items) => Datum::List(items.iter().map(datum).collect()),
        Value::Map(entries) => Datum::Map(entries.iter().map(|(key, value)| (key.to_string(), datum(value))).collect()),
        Value::Temporal(instant) => Datum::Typed(instant.kind().function().to_string(), instant.to_string()),
        Value::Duration(amount) => Datum::Typed(DURATION.to_string(), amount.to_string()),
    }
}

/// A property's value as the language has it; what can't be read is null.
pub(crate) fn value(datum: Datum) -> Value {
    match datum {
        Datum::Null => Value::Null,
        Datum::Bool(value) => Value::Boolean(value),
        Datum::Int(value) => Value::Integer(value),
        Datum::Float(value) => Value::Float(value),
        Datum::Text(text) => Value::String(Arc::from(text)),
        Datum::List(items) => Value::list(items.into_iter().map(value).collect()),
        Datum::Map(entries) => {
            Value::map(entries.into_iter().map(|(key, datum)| (Arc::from(key), value(datum))).collect::<Map>())
        }
        Datum::Typed(kind, text) if kind == DURATION => Duration::parse(&text).map_or(Value::Null, Value::from),
        Datum::Typed(kind, text) => {
            let read = Kind::of_function(&kind).and_then(|kind| Temporal::parse(kind, &text).ok());
            read.map_or(Value::Null, Value::from)
        }
    }
}

/// Evidence as it is laid out: for each passage its six fields in order.
pub(crate) fn evidence_datum(evidence: &[Evidence]) -> Datum {
    if evidence.is_empty() {
        return Datum::Null;
    }
    let passage = |piece: &Evidence| {
        let citing = piece.citing.iter().map(|work| Datum::Text(work.to_string())).collect();
        Datum::List(vec![
            Datum::Text(piece.work.to_string()),
            Datum::text(piece.section.as_deref()),
            Datum::text(piece.page.as_deref()),
            Datum::text(piece.phrase.as_deref()),
            Datum::text(piece.printed.as_deref()),
            Datum::List(citing),
        ])
    };
    Datum::List(evidence.iter().map(passage).collect())
}

/// Evidence as the graph has it.
pub(super) fn evidence(datum: Datum) -> Option<Vec<Evidence>> {
    let Datum::List(passages) = datum else { return None };
    passages.into_iter().map(passage).collect()
}

fn passage(datum: Datum) -> Option<Evidence> {
    let Datum::List(fields) = datum else { return None };
    let [work, section, page, phrase, printed, citing]: [Datum; 6] = fields.try_into().ok()?;
    let Datum::List(citing) = citing else { return None };
    Some(Evidence {
        work: text(work)?,
        section: text(section),
        page: text(page),
        phrase: text(phrase),
        printed: text(printed),
        citing: citing.into_iter().map(text).collect::<Option<_>>()?,
    })
}

fn text(datum: Datum) -> Option<Arc<str>> {
    match datum {
        Datum::Text(text) => Some(Arc::from(text)),
        _ => None,
    }
}
