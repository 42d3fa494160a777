//! The order that `ORDER BY`, `min` and `max` use: total over all values (openCypher CIP2016-06-14).

use std::cmp::Ordering;

use super::compare::compare_numbers;
use super::{Map, Value};

/// Compares any two values. Ascending, kinds come as: map, node, relationship, list, path,
/// date-time, local date-time, date, time, local time, duration, string, boolean, number, NaN, null.
pub fn order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Map(x), Value::Map(y)) => order_maps(x, y),
        (Value::Node(x), Value::Node(y)) => x.cmp(y),
        (Value::Relationship(x), Value::Relationship(y)) => x.cmp(y),
        (Value::List(x), Value::List(y)) => order_lists(x, y),
        (Value::Path(x), Value::Path(y)) => x.cmp(y),
        (Value::Temporal(x), Value::Temporal(y)) => x.order(y),
        (Value::Duration(x), Value::Duration(y)) => x.order(y),
        (Value::String(x), Value::String(y)) => x.cmp(y),
        (Value::Boolean(x), Value::Boolean(y)) => x.cmp(y),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => order_numbers(a, b),
        _ => rank(a).cmp(&rank(b)),
    }
}

fn rank(value: &Value) -> u8 {
    match value {
        Value::Map(_) => 0,
        Value::Node(_) => 1,
        Value::Relationship(_) => 2,
        Value::List(_) => 3,
        Value::Path(_) => 4,
        Value::Temporal(_) => 5,
        Value::Duration(_) => 6,
        Value::String(_) => 7,
        Value::Boolean(_) => 8,
        Value::Integer(_) | Value::Float(_) => 9,
        Value::Null => 10,
    }
}

fn order_numbers(a: &Value, b: &Value) -> Ordering {
    let nan = |v: &Value| matches!(v, Value::Float(x) if x.is_nan());
    compare_numbers(a, b).unwrap_or_else(|| nan(a).cmp(&nan(b)))
}

fn order_lists(x: &[Value], y: &[Value]) -> Ordering {
    let unequal = x.iter().zip(y).map(|(a, b)| order(a, b)).find(|o| o.is_ne());
    unequal.unwrap_or_else(|| x.len().cmp(&y.len()))
}

fn order_maps(x: &Map, y: &Map) -> Ordering {
    let by_keys = x.keys().cmp(y.keys());
    let by_values = || x.values().zip(y.values()).map(|(a, b)| order(a, b)).find(|o| o.is_ne());
    by_keys.then_with(|| by_values().unwrap_or(Ordering::Equal))
}
