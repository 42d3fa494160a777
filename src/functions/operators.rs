//! The operators of expressions, as functions on values: truth, membership and text here, the rest below.

mod access;
mod arithmetic;

pub use access::{index, property, slice};
pub use arithmetic::{add, divide, modulo, multiply, negate, power, subtract};

use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::value::{Value, equals};

/// An operator was given a value of a type that it has no answer for.
fn wrong_operand(operator: &str, found: &Value, expected: &str) -> Box<Diagnostic> {
    let message = format!("`{operator}` takes {expected}, found a value of type `{}`", found.type_name());
    Box::new(Diagnostic::runtime(Class::TypeError, "InvalidArgumentType", message))
}

/// `true`, `false` or unknown.
fn truth(operator: &str, value: &Value) -> Outcome<Option<bool>> {
    match value {
        Value::Null => Ok(None),
        Value::Boolean(truth) => Ok(Some(*truth)),
        other => Err(wrong_operand(operator, other, "Boolean values")),
    }
}

fn known(truth: Option<bool>) -> Value {
    truth.map_or(Value::Null, Value::Boolean)
}

/// `NOT a`
///
/// # Errors
/// Where the operand is neither a Boolean nor `null`.
pub fn not(value: &Value) -> Outcome<Value> {
    Ok(known(truth("NOT", value)?.map(|truth| !truth)))
}

/// `a AND b`: `false` as soon as one is, unknown where that can't be told.
///
/// # Errors
/// Where an operand is neither a Boolean nor `null`.
pub fn and(a: &Value, b: &Value) -> Outcome<Value> {
    let both = match (truth("AND", a)?, truth("AND", b)?) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        (None, _) | (_, None) => None,
    };
    Ok(known(both))
}

/// `a OR b`: `true` as soon as one is, unknown where that can't be told.
///
/// # Errors
/// Where an operand is neither a Boolean nor `null`.
pub fn or(a: &Value, b: &Value) -> Outcome<Value> {
    let either = match (truth("OR", a)?, truth("OR", b)?) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        (None, _) | (_, None) => None,
    };
    Ok(known(either))
}

/// `a XOR b`: unknown where one is.
///
/// # Errors
/// Where an operand is neither a Boolean nor `null`.
pub fn xor(a: &Value, b: &Value) -> Outcome<Value> {
    let (a, b) = (truth("XOR", a)?, truth("XOR", b)?);
    Ok(known(a.zip(b).map(|(a, b)| a != b)))
}

/// `a IN b`: whether an item equals `a`; unknown where none surely does and one may. O(items).
///
/// # Errors
/// Where `b` is neither a list nor `null`.
pub fn in_list(value: &Value, list: &Value) -> Outcome<Value> {
    let items = match list {
        Value::Null => return Ok(Value::Null),
        Value::List(items) => items,
        other => return Err(wrong_operand("IN", other, "a List on its right")),
    };
    let mut found = Some(false);
    for item in items.iter() {
        match equals(value, item) {
            Some(true) => return Ok(Value::Boolean(true)),
            Some(false) => {}
            None => found = None,
        }
    }
    Ok(known(found))
}

/// What a test says of two strings; unknown where one of the two is something else.
fn on_texts(a: &Value, b: &Value, test: impl Fn(&str, &str) -> bool) -> Value {
    known(a.as_str().zip(b.as_str()).map(|(a, b)| test(a, b)))
}

/// `a STARTS WITH b`: unknown where one of the two is no string.
///
/// # Errors
/// None; an `Outcome` like the other operators.
pub fn starts_with(a: &Value, b: &Value) -> Outcome<Value> {
    Ok(on_texts(a, b, |a, b| a.starts_with(b)))
}

/// `a ENDS WITH b`: unknown where one of the two is no string.
///
/// # Errors
/// None; an `Outcome` like the other operators.
pub fn ends_with(a: &Value, b: &Value) -> Outcome<Value> {
    Ok(on_texts(a, b, |a, b| a.ends_with(b)))
}

/// `a CONTAINS b`: unknown where one of the two is no string.
///
/// # Errors
/// None; an `Outcome` like the other operators.
pub fn contains(a: &Value, b: &Value) -> Outcome<Value> {
    Ok(on_texts(a, b, |a, b| a.contains(b)))
}

/// `a =~ b`: unknown where one of the two is no string.
///
/// # Errors
/// For two strings always, as long as there are no regular expressions.
pub fn matches(a: &Value, b: &Value) -> Outcome<Value> {
    if a.as_str().is_none() || b.as_str().is_none() {
        return Ok(Value::Null);
    }
    let error = Diagnostic::runtime(
        Class::SemanticError,
        "UnsupportedFeature",
        "regular expressions are not supported yet, found `=~`",
    );
    Err(Box::new(error.hint("`STARTS WITH`, `ENDS WITH` and `CONTAINS` look for fixed text")))
}
