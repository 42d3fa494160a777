//! Operators on values. `null` on either side gives `null` unless said otherwise.

use std::sync::Arc;

use super::{Surroundings, wrong_type};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::value::temporal::TemporalError;
use crate::value::{Temporal, Value, equals};

/// `a + b`: numbers, texts joined, lists joined or extended, time moved on.
///
/// # Errors
/// Where the two can't be added, or the sum is too large.
pub fn add(a: &Value, b: &Value) -> Outcome<Value> {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(x), Value::Integer(y)) => x.checked_add(*y).map(Value::Integer).ok_or_else(overflow),
        (Value::String(x), Value::String(y)) => Ok(Value::string(format!("{x}{y}"))),
        (Value::List(x), Value::List(y)) => Ok(Value::list(x.iter().chain(y.iter()).cloned().collect())),
        (Value::List(x), item) => Ok(Value::list(x.iter().chain([item]).cloned().collect())),
        (item, Value::List(y)) => Ok(Value::list([item].into_iter().chain(y.iter()).cloned().collect())),
        (Value::Temporal(x), Value::Duration(y)) | (Value::Duration(y), Value::Temporal(x)) => instant(x.add(y)),
        (Value::Duration(x), Value::Duration(y)) => x.add(y).map(Value::from).map_err(|fault| temporal(&fault)),
        (Value::String(x), y) if is_scalar(y) => Ok(Value::string(format!("{x}{}", scalar_text(y)))),
        (x, Value::String(y)) if is_scalar(x) => Ok(Value::string(format!("{}{y}", scalar_text(x)))),
        _ => float_pair("+", a, b, |x, y| x + y),
    }
}

fn is_scalar(value: &Value) -> bool {
    matches!(value, Value::Integer(_) | Value::Float(_) | Value::Boolean(_))
}

fn scalar_text(value: &Value) -> String {
    super::convert::text_of(value).unwrap_or_default()
}

/// `a - b`
///
/// # Errors
/// Where the two can't be subtracted, or the difference is too large.
pub fn subtract(a: &Value, b: &Value) -> Outcome<Value> {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(x), Value::Integer(y)) => x.checked_sub(*y).map(Value::Integer).ok_or_else(overflow),
        (Value::Temporal(x), Value::Duration(y)) => instant(x.subtract(y)),
        (Value::Duration(x), Value::Duration(y)) => x.subtract(y).map(Value::from).map_err(|fault| temporal(&fault)),
        _ => float_pair("-", a, b, |x, y| x - y),
    }
}

/// `a * b`
///
/// # Errors
/// Where the two can't be multiplied, or the product is too large.
pub fn multiply(a: &Value, b: &Value) -> Outcome<Value> {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(x), Value::Integer(y)) => x.checked_mul(*y).map(Value::Integer).ok_or_else(overflow),
        (Value::Duration(x), y) | (y, Value::Duration(x)) if y.as_number().is_some() => {
            x.multiply(y.as_number().unwrap_or(0.0)).map(Value::from).map_err(|fault| temporal(&fault))
        }
        _ => float_pair("*", a, b, |x, y| x * y),
    }
}

/// `a / b`: whole for integers.
///
/// # Errors
/// Where the two can't be divided, or an integer is divided by zero.
pub fn divide(a: &Value, b: &Value) -> Outcome<Value> {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(_), Value::Integer(0)) => Err(by_zero()),
        (Value::Integer(x), Value::Integer(y)) => x.checked_div(*y).map(Value::Integer).ok_or_else(overflow),
        (Value::Duration(x), y) if y.as_number().is_some() => {
            x.divide(y.as_number().unwrap_or(1.0)).map(Value::from).map_err(|fault| temporal(&fault))
        }
        _ => float_pair("/", a, b, |x, y| x / y),
    }
}

/// `a % b`, with the sign of `a`.
///
/// # Errors
/// Where the two can't be divided, or an integer is divided by zero.
pub fn modulo(a: &Value, b: &Value) -> Outcome<Value> {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(_), Value::Integer(0)) => Err(by_zero()),
        (Value::Integer(x), Value::Integer(y)) => Ok(Value::Integer(x.wrapping_rem(*y))),
        _ => float_pair("%", a, b, |x, y| x % y),
    }
}

/// `a ^ b`, always a float.
///
/// # Errors
/// Where one is no number.
pub fn power(a: &Value, b: &Value) -> Outcome<Value> {
    if a.is_null() || b.is_null() {
        return Ok(Value::Null);
    }
    float_pair("^", a, b, f64::powf)
}

/// `-a`
///
/// # Errors
/// Where it is no number and no duration.
pub fn negate(a: &Value) -> Outcome<Value> {
    match a {
        Value::Null => Ok(Value::Null),
        Value::Integer(x) => x.checked_neg().map(Value::Integer).ok_or_else(overflow),
        Value::Float(x) => Ok(Value::Float(-x)),
        Value::Duration(x) => x.multiply(-1.0).map(Value::from).map_err(|fault| temporal(&fault)),
        other => Err(invalid_type("`-`", "a number", other)),
    }
}

fn float_pair(sign: &str, a: &Value, b: &Value, compute: fn(f64, f64) -> f64) -> Outcome<Value> {
    match (a.as_number(), b.as_number()) {
        (Some(x), Some(y)) => Ok(Value::Float(compute(x, y))),
        _ => {
            let message = format!("`{sign}` can't be used between {} and {}", a.type_name(), b.type_name());
            Err(Box::new(Diagnostic::runtime(Class::TypeError, "InvalidArgumentType", message)))
        }
    }
}

fn instant(result: Result<Temporal, TemporalError>) -> Outcome<Value> {
    result.map(Value::from).map_err(|fault| temporal(&fault))
}

/// An error of the temporal types as one of the language.
pub(super) fn temporal(fault: &TemporalError) -> Box<Diagnostic> {
    Box::new(Diagnostic::runtime(Class::ArgumentError, "InvalidArgumentValue", fault.0.clone()))
}

fn overflow() -> Box<Diagnostic> {
    let message = "the result is too large for an integer";
    let fault = Diagnostic::runtime(Class::ArithmeticError, "NumberOutOfRange", message);
    Box::new(fault.hint("use a float, such as `toFloat(x)`"))
}

fn by_zero() -> Box<Diagnostic> {
    Box::new(Diagnostic::runtime(Class::ArithmeticError, "DivisionByZero", "an integer can't be divided by zero"))
}

fn invalid_type(place: &str, wanted: &str, found: &Value) -> Box<Diagnostic> {
    let message = format!("{place} needs {wanted}, found {}", found.type_name());
    Box::new(Diagnostic::runtime(Class::TypeError, "InvalidArgumentType", message))
}

fn truth(value: &Value, place: &str) -> Outcome<Option<bool>> {
    match value {
        Value::Boolean(value) => Ok(Some(*value)),
        Value::Null => Ok(None),
        other => Err(invalid_type(place, "true, false or null", other)),
    }
}

fn from_truth(value: Option<bool>) -> Value {
    value.map_or(Value::Null, Value::Boolean)
}

/// `NOT a`
///
/// # Errors
/// Where it is no truth value.
pub fn not(a: &Value) -> Outcome<Value> {
    Ok(from_truth(truth(a, "`NOT`")?.map(|value| !value)))
}

/// `a AND b`, with unknown as the third value.
///
/// # Errors
/// Where one is no truth value.
pub fn and(a: &Value, b: &Value) -> Outcome<Value> {
    Ok(from_truth(match (truth(a, "`AND`")?, truth(b, "`AND`")?) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        (None, _) | (_, None) => None,
    }))
}

/// `a OR b`, with unknown as the third value.
///
/// # Errors
/// Where one is no truth value.
pub fn or(a: &Value, b: &Value) -> Outcome<Value> {
    Ok(from_truth(match (truth(a, "`OR`")?, truth(b, "`OR`")?) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        (None, _) | (_, None) => None,
    }))
}

/// `a XOR b`, with unknown as the third value.
///
/// # Errors
/// Where one is no truth value.
pub fn xor(a: &Value, b: &Value) -> Outcome<Value> {
    let (a, b) = (truth(a, "`XOR`")?, truth(b, "`XOR`")?);
    Ok(from_truth(a.zip(b).map(|(a, b)| a != b)))
}

/// `a IN list`: unknown where it is not found and an item could have been it.
///
/// # Errors
/// Where the right side is no list.
pub fn in_list(a: &Value, list: &Value) -> Outcome<Value> {
    let items = match list {
        Value::Null => return Ok(Value::Null),
        Value::List(items) => items,
        other => return Err(invalid_type("the right side of `IN`", "a list", other)),
    };
    let mut unknown = false;
    for item in items.iter() {
        match equals(a, item) {
            Some(true) => return Ok(Value::Boolean(true)),
            Some(false) => {}
            None => unknown = true,
        }
    }
    Ok(if unknown { Value::Null } else { Value::Boolean(false) })
}

/// `a STARTS WITH b`; `null` where one is no text.
///
/// # Errors
/// None today.
pub fn starts_with(a: &Value, b: &Value) -> Outcome<Value> {
    Ok(text_pair(a, b, |a, b| a.starts_with(b)))
}

/// `a ENDS WITH b`; `null` where one is no text.
///
/// # Errors
/// None today.
pub fn ends_with(a: &Value, b: &Value) -> Outcome<Value> {
    Ok(text_pair(a, b, |a, b| a.ends_with(b)))
}

/// `a CONTAINS b`; `null` where one is no text.
///
/// # Errors
/// None today.
pub fn contains(a: &Value, b: &Value) -> Outcome<Value> {
    Ok(text_pair(a, b, |a, b| a.contains(b)))
}

fn text_pair(a: &Value, b: &Value, test: fn(&str, &str) -> bool) -> Value {
    match (a.as_str(), b.as_str()) {
        (Some(a), Some(b)) => Value::Boolean(test(a, b)),
        _ => Value::Null,
    }
}

/// `a =~ b`
///
/// # Errors
/// Always: regular expressions are not part of openCypher's core.
pub fn matches(_a: &Value, _b: &Value) -> Outcome<Value> {
    let fault = Diagnostic::runtime(Class::ArgumentError, "NotSupported", "`=~` is not supported");
    Err(Box::new(fault.hint("use `CONTAINS`, `STARTS WITH` or `ENDS WITH`, with `toLower(…)` to ignore case")))
}

/// `owner[index]`: an item of a list, counted from the end where negative; an entry or a property.
///
/// # Errors
/// Where the owner has no such parts, or the index is of the wrong type.
pub fn index(surroundings: &Surroundings<'_>, owner: &Value, index: &Value) -> Outcome<Value> {
    match (owner, index) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::List(items), Value::Integer(at)) => Ok(item(items, *at)),
        (Value::List(_), other) => Err(invalid_type("the index of a list", "an integer", other)),
        (Value::Map(_) | Value::Node(_) | Value::Relationship(_), Value::String(name)) => {
            property(surroundings, owner, name)
        }
        (Value::Map(_) | Value::Node(_) | Value::Relationship(_), other) => {
            let message = format!("the key of a map must be a string, found {}", other.type_name());
            Err(Box::new(Diagnostic::runtime(Class::TypeError, "MapElementAccessByNonString", message)))
        }
        (other, _) => Err(invalid_type("`[…]`", "a list or a map", other)),
    }
}

fn item(items: &[Value], at: i64) -> Value {
    place(items.len(), at).and_then(|at| items.get(at)).cloned().unwrap_or(Value::Null)
}

/// A place counted from the end where negative; `None` before the beginning.
fn place(length: usize, at: i64) -> Option<usize> {
    let at = if at < 0 { at.checked_add(i64::try_from(length).ok()?)? } else { at };
    usize::try_from(at).ok()
}

/// `list[from..to]`; a bound that is absent is open.
///
/// # Errors
/// Where it is no list, or a bound is no integer.
pub fn slice(list: &Value, from: Option<&Value>, to: Option<&Value>) -> Outcome<Value> {
    let items = match list {
        Value::Null => return Ok(Value::Null),
        Value::List(items) => items,
        other => return Err(invalid_type("`[…..…]`", "a list", other)),
    };
    let (Some(from), Some(to)) = (bound(items, from, 0)?, bound(items, to, items.len())?) else {
        return Ok(Value::Null);
    };
    Ok(Value::list(if from < to { items[from..to].to_vec() } else { Vec::new() }))
}

fn bound(items: &[Value], bound: Option<&Value>, open: usize) -> Outcome<Option<usize>> {
    match bound {
        None => Ok(Some(open)),
        Some(Value::Null) => Ok(None),
        Some(Value::Integer(at)) => Ok(Some(place(items.len(), *at).unwrap_or(0).min(items.len()))),
        Some(other) => Err(invalid_type("the bound of a slice", "an integer", other)),
    }
}

/// `owner.name`
///
/// # Errors
/// Where the owner has no properties, or is no longer there.
pub fn property(surroundings: &Surroundings<'_>, owner: &Value, name: &str) -> Outcome<Value> {
    let view = surroundings.view;
    match owner {
        Value::Null => Ok(Value::Null),
        Value::Map(map) => Ok(map.get(name).cloned().unwrap_or(Value::Null)),
        Value::Node(node) if view.node_deleted(*node) => Err(deleted("node")),
        Value::Relationship(edge) if view.edge_deleted(*edge) => Err(deleted("relationship")),
        Value::Node(node) => {
            Ok(view.symbols().find_key(name).map_or(Value::Null, |key| view.node_property(*node, key)))
        }
        Value::Relationship(edge) => {
            Ok(view.symbols().find_key(name).map_or(Value::Null, |key| view.edge_property(*edge, key)))
        }
        Value::Temporal(instant) => Ok(instant.property(name).unwrap_or(Value::Null)),
        Value::Duration(duration) => Ok(duration.property(name).unwrap_or(Value::Null)),
        Value::Boolean(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::List(_)
        | Value::Path(_) => Err(invalid_type(&format!("`.{name}`"), "a node, a relationship or a map", owner)),
    }
}

/// The error for looking into what was deleted.
pub(super) fn deleted(what: &str) -> Box<Diagnostic> {
    let message = format!("this {what} has been deleted");
    Box::new(Diagnostic::runtime(Class::EntityNotFound, "DeletedEntityAccess", message))
}

/// The entries of a map, or the properties of a node or relationship, as a map.
///
/// # Errors
/// Where it is none of these, or is no longer there.
pub(super) fn properties(surroundings: &Surroundings<'_>, owner: &Value) -> Outcome<Value> {
    let view = surroundings.view;
    let named = |properties: &[(crate::graph::KeyId, Value)]| {
        let name = |key| -> Arc<str> { view.symbols().key_name(key).clone() };
        Value::map(properties.iter().map(|(key, value)| (name(*key), value.clone())).collect())
    };
    match owner {
        Value::Null | Value::Map(_) => Ok(owner.clone()),
        Value::Node(node) if view.node_deleted(*node) => Err(deleted("node")),
        Value::Relationship(edge) if view.edge_deleted(*edge) => Err(deleted("relationship")),
        Value::Node(node) => Ok(named(view.node_properties(*node))),
        Value::Relationship(edge) => Ok(named(view.edge_properties(*edge))),
        other => Err(wrong_type("`properties`", "a node, a relationship or a map", other)),
    }
}
