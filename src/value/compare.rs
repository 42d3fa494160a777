//! Equality and comparison with three outcomes (openCypher CIP2016-06-14): yes, no, unknown.

use std::cmp::Ordering;

use super::{Map, Value};

/// `a = b`: `None` is unknown, as when one side is `null`.
///
/// Values of different types are unequal; lists and maps are compared item by item, and an
/// unknown among their items makes the whole unknown unless another item settles it.
pub fn equals(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => None,
        (Value::Integer(x), Value::Integer(y)) => Some(x == y),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            Some(compare_numbers(a, b) == Some(Ordering::Equal))
        }
        (Value::Boolean(x), Value::Boolean(y)) => Some(x == y),
        (Value::String(x), Value::String(y)) => Some(x == y),
        (Value::List(x), Value::List(y)) => list_equals(x, y),
        (Value::Map(x), Value::Map(y)) => map_equals(x, y),
        (Value::Node(x), Value::Node(y)) => Some(x == y),
        (Value::Relationship(x), Value::Relationship(y)) => Some(x == y),
        (Value::Path(x), Value::Path(y)) => Some(x == y),
        (Value::Temporal(x), Value::Temporal(y)) => Some(x.equals(y)),
        (Value::Duration(x), Value::Duration(y)) => Some(x == y),
        _ => Some(false),
    }
}

fn list_equals(x: &[Value], y: &[Value]) -> Option<bool> {
    if x.len() != y.len() {
        return Some(false);
    }
    all_equal(x.iter().zip(y))
}

fn map_equals(x: &Map, y: &Map) -> Option<bool> {
    if x.len() != y.len() || !x.keys().eq(y.keys()) {
        return Some(false);
    }
    all_equal(x.values().zip(y.values()))
}

fn all_equal<'a>(pairs: impl Iterator<Item = (&'a Value, &'a Value)>) -> Option<bool> {
    let mut known = true;
    for (a, b) in pairs {
        match equals(a, b) {
            Some(false) => return Some(false),
            Some(true) => {}
            None => known = false,
        }
    }
    known.then_some(true)
}

/// `a < b` and its kin: `None` where the two can't be ordered.
///
/// Only values of one kind are comparable: numbers with numbers (never with NaN), text with text,
/// `false` before `true`, lists item by item, instants of one type. Durations are not.
pub fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => compare_numbers(a, b),
        (Value::Boolean(x), Value::Boolean(y)) => Some(x.cmp(y)),
        (Value::String(x), Value::String(y)) => Some(x.cmp(y)),
        (Value::List(x), Value::List(y)) => compare_lists(x, y),
        (Value::Temporal(x), Value::Temporal(y)) => x.compare(y),
        _ => None,
    }
}

fn compare_lists(x: &[Value], y: &[Value]) -> Option<Ordering> {
    for (a, b) in x.iter().zip(y) {
        match compare(a, b)? {
            Ordering::Equal => {}
            unequal => return Some(unequal),
        }
    }
    Some(x.len().cmp(&y.len()))
}

/// Numbers in their mathematical order: an integer is not rounded to compare it with a float.
pub(super) fn compare_numbers(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Integer(x), Value::Integer(y)) => Some(x.cmp(y)),
        (Value::Integer(x), Value::Float(y)) => integer_with_float(*x, *y),
        (Value::Float(x), Value::Integer(y)) => integer_with_float(*y, *x).map(Ordering::reverse),
        (Value::Float(x), Value::Float(y)) => x.partial_cmp(y),
        _ => None,
    }
}

fn integer_with_float(x: i64, y: f64) -> Option<Ordering> {
    // Beyond 2^63 every float lies outside the integers, so its sign decides.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if y.is_nan() {
        return None;
    }
    if y >= LIMIT {
        return Some(Ordering::Less);
    }
    if y < -LIMIT {
        return Some(Ordering::Greater);
    }
    let whole = y.trunc();
    Some(x.cmp(&(whole as i64)).then(0.0.partial_cmp(&(y - whole))?))
}
