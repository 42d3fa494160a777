//! The rules one by one, on examples of our own; the openCypher TCK has its own harness.

mod building;
mod computing;
mod reading;

use std::sync::Arc;

use super::{Kind, Now, Temporal, TemporalError};
use crate::value::{Map, Value};

type Outcome = Result<(), TemporalError>;

/// 2024-03-01T12:30:15.5Z.
const NOW: Now = Now { epoch_seconds: 1_709_296_215, nanos: 500_000_000 };

fn map(entries: &[(&str, Value)]) -> Value {
    let entry = |(name, value): &(&str, Value)| (Arc::from(*name), value.clone());
    Value::map(entries.iter().map(entry).collect::<Map>())
}

fn numbers(entries: &[(&str, i64)]) -> Value {
    let entry = |(name, value): &(&str, i64)| (Arc::from(*name), Value::Integer(*value));
    Value::map(entries.iter().map(entry).collect::<Map>())
}

fn shown(value: &Value) -> String {
    match value {
        Value::Temporal(instant) => instant.to_string(),
        Value::Duration(duration) => duration.to_string(),
        other => other.type_name().to_owned(),
    }
}

fn made(kind: Kind, argument: &Value) -> Result<String, TemporalError> {
    Temporal::construct(kind, argument, &NOW).map(|value| shown(&value))
}

fn read(kind: Kind, text: &str) -> Result<String, TemporalError> {
    Temporal::parse(kind, text).map(|instant| instant.to_string())
}

fn at(text: &str) -> Result<Temporal, TemporalError> {
    Temporal::parse(Kind::DateTime, text)
}

fn message<T>(outcome: Result<T, TemporalError>) -> String {
    outcome.err().map(|error| error.0).unwrap_or_default()
}
