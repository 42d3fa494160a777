//! The names of types as GQL writes them.

use std::collections::BTreeSet;

use crate::value::Value;
use crate::value::temporal::Kind;

/// `INTEGER NOT NULL`, `LIST<STRING NOT NULL> NOT NULL`, `NULL` …
pub(super) fn value_type(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::List(items) => format!("LIST<{}> NOT NULL", inner_type(items)),
        other => format!("{} NOT NULL", plain_name(other)),
    }
}

/// The one type that all items have, or each of their types.
fn inner_type(items: &[Value]) -> String {
    if items.is_empty() {
        return "NOTHING".to_owned();
    }
    let types: BTreeSet<String> = items.iter().filter(|item| !item.is_null()).map(value_type).collect();
    let nullable = items.iter().any(Value::is_null);
    let shown = |name: String| if nullable { name.trim_end_matches(" NOT NULL").to_owned() } else { name };
    let names: Vec<String> = types.into_iter().map(shown).collect();
    if names.is_empty() { "NULL".to_owned() } else { names.join(" | ") }
}

fn plain_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "NULL",
        Value::Boolean(_) => "BOOLEAN",
        Value::Integer(_) => "INTEGER",
        Value::Float(_) => "FLOAT",
        Value::String(_) => "STRING",
        Value::List(_) => "LIST",
        Value::Map(_) => "MAP",
        Value::Node(_) => "NODE",
        Value::Relationship(_) => "RELATIONSHIP",
        Value::Path(_) => "PATH",
        Value::Duration(_) => "DURATION",
        Value::Temporal(instant) => match instant.kind() {
            Kind::Date => "DATE",
            Kind::LocalTime => "LOCAL TIME",
            Kind::Time => "ZONED TIME",
            Kind::LocalDateTime => "LOCAL DATETIME",
            Kind::DateTime => "ZONED DATETIME",
        },
    }
}
