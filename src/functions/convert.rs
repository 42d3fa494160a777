//! Conversions between types.

use super::{Code, Function, Surroundings, wrong_type};
use crate::diagnostic::Outcome;
use crate::value::Value;

pub(super) const TABLE: &[Function] = &[
    Function { name: "toInteger", signature: "toInteger(value) :: INTEGER", about: "A number or text as an integer; null where the text is no number.", arguments: (1, 1), code: Code::Scalar(to_integer) },
    Function { name: "toFloat", signature: "toFloat(value) :: FLOAT", about: "A number or text as a float; null where the text is no number.", arguments: (1, 1), code: Code::Scalar(to_float) },
    Function { name: "toBoolean", signature: "toBoolean(value) :: BOOLEAN", about: "The texts 'true' and 'false' as truth values.", arguments: (1, 1), code: Code::Scalar(to_boolean) },
    Function { name: "toString", signature: "toString(value) :: STRING", about: "A simple value as text.", arguments: (1, 1), code: Code::Scalar(to_string) },
    Function { name: "toIntegerOrNull", signature: "toIntegerOrNull(value) :: INTEGER", about: "Like toInteger, with null instead of an error.", arguments: (1, 1), code: Code::Scalar(|s, a| Ok(to_integer(s, a).unwrap_or(Value::Null))) },
    Function { name: "toFloatOrNull", signature: "toFloatOrNull(value) :: FLOAT", about: "Like toFloat, with null instead of an error.", arguments: (1, 1), code: Code::Scalar(|s, a| Ok(to_float(s, a).unwrap_or(Value::Null))) },
    Function { name: "toBooleanOrNull", signature: "toBooleanOrNull(value) :: BOOLEAN", about: "Like toBoolean, with null instead of an error.", arguments: (1, 1), code: Code::Scalar(|s, a| Ok(to_boolean(s, a).unwrap_or(Value::Null))) },
    Function { name: "toStringOrNull", signature: "toStringOrNull(value) :: STRING", about: "Like toString, with null instead of an error.", arguments: (1, 1), code: Code::Scalar(|s, a| Ok(to_string(s, a).unwrap_or(Value::Null))) },
];

fn to_integer(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match &arguments[0] {
        Value::Null | Value::Integer(_) => Ok(arguments[0].clone()),
        Value::Float(number) => Ok(whole(*number)),
        Value::String(text) => {
            let text = text.trim();
            let exact = text.parse::<i64>().ok().map(Value::Integer);
            Ok(exact.or_else(|| text.parse().ok().map(whole)).unwrap_or(Value::Null))
        }
        other => Err(wrong_type("`toInteger`", "a number or a string", other)),
    }
}

/// Without the fraction; null where it doesn't fit.
fn whole(number: f64) -> Value {
    let whole = number.trunc();
    let fits = whole >= -9_223_372_036_854_775_808.0 && whole < 9_223_372_036_854_775_808.0;
    if fits { Value::Integer(whole as i64) } else { Value::Null }
}

fn to_float(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match &arguments[0] {
        Value::Null | Value::Float(_) => Ok(arguments[0].clone()),
        Value::Integer(number) => Ok(Value::Float(*number as f64)),
        Value::String(text) => Ok(text.trim().parse().ok().map(Value::Float).into()),
        other => Err(wrong_type("`toFloat`", "a number or a string", other)),
    }
}

fn to_boolean(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match &arguments[0] {
        Value::Null | Value::Boolean(_) => Ok(arguments[0].clone()),
        Value::Integer(number) => Ok(Value::Boolean(*number != 0)),
        Value::String(text) => Ok(match text.trim().to_ascii_lowercase().as_str() {
            "true" => Value::Boolean(true),
            "false" => Value::Boolean(false),
            _ => Value::Null,
        }),
        other => Err(wrong_type("`toBoolean`", "a boolean or a string", other)),
    }
}

fn to_string(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    if arguments[0].is_null() {
        return Ok(Value::Null);
    }
    let text = text_of(&arguments[0]);
    text.map(Value::string).ok_or_else(|| wrong_type("`toString`", "a simple value", &arguments[0]))
}

/// A simple value as text; `None` for lists, maps, and what belongs to the graph.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Boolean(value) => Some(value.to_string()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => Some(float_text(*number)),
        Value::String(text) => Some(text.to_string()),
        Value::Temporal(instant) => Some(instant.to_string()),
        Value::Duration(duration) => Some(duration.to_string()),
        Value::Null
        | Value::List(_)
        | Value::Map(_)
        | Value::Node(_)
        | Value::Relationship(_)
        | Value::Path(_) => None,
    }
}

/// A float that reads as one: `1.0`, not `1`.
fn float_text(number: f64) -> String {
    if number.is_finite() { format!("{number:?}") } else { number.to_string() }
}
