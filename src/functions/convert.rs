//! Conversions between types, with the kinder forms that give `null` instead of an error.

use super::arguments::{at, list, overflow, wrong_type};
use super::{Function, scalar};
use crate::diagnostic::Outcome;
use crate::value::Value;

type Conversion = fn(&Value) -> Outcome<Value>;

pub(super) const TABLE: &[Function] = &[
    scalar(
        "toBoolean",
        "toBoolean(value: String | Boolean | Integer) -> Boolean",
        "The truth value written in a string, in whatever case; 0 is `false` and other integers are `true`. `null` where \
         the string is neither `true` nor `false`.",
        (1, 1),
        |_, a| to_boolean(at(a, 0)),
    ),
    scalar(
        "toBooleanOrNull",
        "toBooleanOrNull(value: Any) -> Boolean",
        "As `toBoolean`, and `null` for a value of any other type.",
        (1, 1),
        |_, a| Ok(to_boolean(at(a, 0)).unwrap_or(Value::Null)),
    ),
    scalar(
        "toBooleanList",
        "toBooleanList(list: List) -> List",
        "Each item as `toBooleanOrNull` has it.",
        (1, 1),
        |_, a| each("toBooleanList", at(a, 0), to_boolean),
    ),
    scalar(
        "toFloat",
        "toFloat(value: String | Integer | Float) -> Float",
        "The number as a float. `null` where a string is no number.",
        (1, 1),
        |_, a| to_float(at(a, 0)),
    ),
    scalar(
        "toFloatOrNull",
        "toFloatOrNull(value: Any) -> Float",
        "As `toFloat`, and `null` for a value of any other type.",
        (1, 1),
        |_, a| Ok(to_float(at(a, 0)).unwrap_or(Value::Null)),
    ),
    scalar("toFloatList", "toFloatList(list: List) -> List", "Each item as `toFloatOrNull` has it.", (1, 1), |_, a| {
        each("toFloatList", at(a, 0), to_float)
    }),
    scalar(
        "toInteger",
        "toInteger(value: String | Boolean | Integer | Float) -> Integer",
        "The number without its decimals; `true` is 1. `null` where a string is no number.",
        (1, 1),
        |_, a| to_integer(at(a, 0)),
    ),
    scalar(
        "toIntegerOrNull",
        "toIntegerOrNull(value: Any) -> Integer",
        "As `toInteger`, and `null` for a value of any other type or too large.",
        (1, 1),
        |_, a| Ok(to_integer(at(a, 0)).unwrap_or(Value::Null)),
    ),
    scalar(
        "toIntegerList",
        "toIntegerList(list: List) -> List",
        "Each item as `toIntegerOrNull` has it.",
        (1, 1),
        |_, a| each("toIntegerList", at(a, 0), to_integer),
    ),
    scalar(
        "toString",
        "toString(value: String | Boolean | Integer | Float | temporal) -> String",
        "The value written out.",
        (1, 1),
        |_, a| to_string(at(a, 0)),
    ),
    scalar(
        "toStringOrNull",
        "toStringOrNull(value: Any) -> String",
        "As `toString`, and `null` for a value of any other type.",
        (1, 1),
        |_, a| Ok(to_string(at(a, 0)).unwrap_or(Value::Null)),
    ),
    scalar(
        "toStringList",
        "toStringList(list: List) -> List",
        "Each item as `toStringOrNull` has it.",
        (1, 1),
        |_, a| each("toStringList", at(a, 0), to_string),
    ),
];

/// A float as Cypher writes it: always with a point or an exponent, so that it reads back as a float.
pub fn float_text(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "Infinity".to_owned() } else { "-Infinity".to_owned() };
    }
    format!("{number:?}")
}

fn each(function: &str, value: &Value, conversion: Conversion) -> Outcome<Value> {
    let items = list(function, value)?;
    let converted = |item| conversion(item).unwrap_or(Value::Null);
    Ok(items.map(|items| Value::list(items.iter().map(converted).collect())).into())
}

fn to_boolean(value: &Value) -> Outcome<Value> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Boolean(_) => Ok(value.clone()),
        Value::Integer(number) => Ok(Value::Boolean(*number != 0)),
        Value::String(text) => Ok(match text.trim().to_lowercase().as_str() {
            "true" => Value::Boolean(true),
            "false" => Value::Boolean(false),
            _ => Value::Null,
        }),
        other => Err(wrong_type("toBoolean", other, "a String, a Boolean or an Integer")),
    }
}

fn to_float(value: &Value) -> Outcome<Value> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Float(_) => Ok(value.clone()),
        Value::Integer(number) => Ok(Value::Float(*number as f64)),
        Value::String(text) => Ok(read_float(text).map(Value::Float).into()),
        other => Err(wrong_type("toFloat", other, "a String or a number")),
    }
}

fn to_integer(value: &Value) -> Outcome<Value> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Integer(_) => Ok(value.clone()),
        Value::Boolean(truth) => Ok(Value::Integer(i64::from(*truth))),
        Value::Float(number) => {
            let whole = whole(*number).ok_or_else(|| overflow(&float_text(*number)))?;
            Ok(Value::Integer(whole))
        }
        Value::String(text) => {
            let written = text.trim().parse().ok();
            Ok(written.or_else(|| whole(read_float(text)?)).map(Value::Integer).into())
        }
        other => Err(wrong_type("toInteger", other, "a String, a Boolean or a number")),
    }
}

fn to_string(value: &Value) -> Outcome<Value> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::String(_) => Ok(value.clone()),
        Value::Boolean(truth) => Ok(Value::string(truth.to_string())),
        Value::Integer(number) => Ok(Value::string(number.to_string())),
        Value::Float(number) => Ok(Value::string(float_text(*number))),
        Value::Temporal(instant) => Ok(Value::string(instant.to_string())),
        Value::Duration(amount) => Ok(Value::string(amount.to_string())),
        Value::List(_) | Value::Map(_) | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => {
            Err(wrong_type("toString", value, "a String, a Boolean, a number, an instant or a duration"))
        }
    }
}

/// A number as Cypher writes it, or a float's special values as `toString` writes them.
fn read_float(text: &str) -> Option<f64> {
    match text.trim() {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        // Rust would also read `inf` and `nan`, which are words to anyone else.
        number if number.contains(|c: char| c.is_ascii_digit()) => number.parse().ok(),
        _ => None,
    }
}

fn whole(number: f64) -> Option<i64> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    let whole = number.trunc();
    (-LIMIT..LIMIT).contains(&whole).then_some(whole as i64)
}
