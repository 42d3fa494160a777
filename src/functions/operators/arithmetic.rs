//! `+ - * / % ^` on numbers, text, lists, instants and durations.

use std::slice::from_ref;

use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::functions::arguments::{overflow, temporal_error};
use crate::functions::convert::float_text;
use crate::functions::size;
use crate::value::temporal::TemporalError;
use crate::value::{Duration, Temporal, Value};

/// `a + b`: the sum of numbers or durations, an instant moved by a duration, texts or lists one after
/// the other; a number beside text is written out, a value beside a list becomes an item of it.
///
/// # Errors
/// Where an integer overflows, or the two can't be added.
pub fn add(a: &Value, b: &Value) -> Outcome<Value> {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(x), Value::Integer(y)) => exact("+", a, b, x.checked_add(*y)),
        (Value::String(x), Value::String(y)) => {
            size::text(x.len(), y.len())?;
            Ok(Value::string(format!("{x}{y}")))
        }
        (Value::List(x), Value::List(y)) => {
            size::list(x.len(), y.len())?;
            Ok(Value::list([x.as_slice(), y].concat()))
        }
        (Value::List(items), item) => Ok(Value::list([items.as_slice(), from_ref(item)].concat())),
        (item, Value::List(items)) => Ok(Value::list([from_ref(item), items.as_slice()].concat())),
        (Value::Temporal(instant), Value::Duration(amount)) | (Value::Duration(amount), Value::Temporal(instant)) => {
            moved(instant.add(amount))
        }
        (Value::Duration(x), Value::Duration(y)) => amount(x.add(y)),
        _ => written(a, b).or_else(|| floats(a, b, |x, y| x + y)).ok_or_else(|| unfit("+", "add", a, b)),
    }
}

/// `a - b`
///
/// # Errors
/// Where an integer overflows, or the one can't be taken from the other.
pub fn subtract(a: &Value, b: &Value) -> Outcome<Value> {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(x), Value::Integer(y)) => exact("-", a, b, x.checked_sub(*y)),
        (Value::Temporal(instant), Value::Duration(amount)) => moved(instant.subtract(amount)),
        (Value::Duration(x), Value::Duration(y)) => amount(x.subtract(y)),
        (Value::Temporal(_), Value::Temporal(_)) => {
            let error = *unfit("-", "subtract", a, b);
            Err(Box::new(error.hint("`duration.between` gives the time between two instants")))
        }
        _ => floats(a, b, |x, y| x - y).ok_or_else(|| unfit("-", "subtract", a, b)),
    }
}

/// `a * b`
///
/// # Errors
/// Where an integer overflows, or the two can't be multiplied.
pub fn multiply(a: &Value, b: &Value) -> Outcome<Value> {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(x), Value::Integer(y)) => exact("*", a, b, x.checked_mul(*y)),
        (Value::Duration(length), factor) | (factor, Value::Duration(length)) => match factor.as_number() {
            Some(factor) => amount(length.multiply(factor)),
            None => Err(unfit("*", "multiply", a, b)),
        },
        _ => floats(a, b, |x, y| x * y).ok_or_else(|| unfit("*", "multiply", a, b)),
    }
}

/// `a / b`: integers give the whole part of the quotient; floats follow IEEE 754.
///
/// # Errors
/// Where an integer is divided by zero or overflows, or the one can't be divided by the other.
pub fn divide(a: &Value, b: &Value) -> Outcome<Value> {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(x), Value::Integer(0)) => Err(by_zero("/", *x)),
        (Value::Integer(x), Value::Integer(y)) => exact("/", a, b, x.checked_div(*y)),
        (Value::Duration(length), divisor) => match divisor.as_number() {
            Some(divisor) => amount(length.divide(divisor)),
            None => Err(unfit("/", "divide", a, b)),
        },
        _ => floats(a, b, |x, y| x / y).ok_or_else(|| unfit("/", "divide", a, b)),
    }
}

/// `a % b`: what remains of `a`, with the sign of `a`.
///
/// # Errors
/// Where an integer is divided by zero, or the two are not numbers.
pub fn modulo(a: &Value, b: &Value) -> Outcome<Value> {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(x), Value::Integer(0)) => Err(by_zero("%", *x)),
        // The quotient may overflow where the remainder, 0, does not.
        (Value::Integer(x), Value::Integer(y)) => Ok(Value::Integer(x.wrapping_rem(*y))),
        _ => floats(a, b, |x, y| x % y).ok_or_else(|| unfit("%", "divide", a, b)),
    }
}

/// `a ^ b`: always a float.
///
/// # Errors
/// Where the two are not numbers.
pub fn power(a: &Value, b: &Value) -> Outcome<Value> {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        _ => floats(a, b, f64::powf).ok_or_else(|| unfit("^", "raise", a, b)),
    }
}

/// `-a`
///
/// # Errors
/// Where an integer overflows, or the operand is neither a number nor a duration.
pub fn negate(value: &Value) -> Outcome<Value> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Integer(x) => x.checked_neg().map(Value::Integer).ok_or_else(|| overflow(&format!("-({x})"))),
        Value::Float(x) => Ok(Value::Float(-x)),
        Value::Duration(length) => amount(length.multiply(-1.0)),
        other => Err(super::wrong_operand("-", other, "a number")),
    }
}

fn exact(operator: &str, a: &Value, b: &Value, result: Option<i64>) -> Outcome<Value> {
    let shown = |value: &Value| value.as_integer().unwrap_or_default();
    let what = || format!("{} {operator} {}", shown(a), shown(b));
    result.map(Value::Integer).ok_or_else(|| overflow(&what()))
}

fn floats(a: &Value, b: &Value, operation: impl Fn(f64, f64) -> f64) -> Option<Value> {
    Some(Value::Float(operation(a.as_number()?, b.as_number()?)))
}

/// Text and a number, one after the other.
fn written(a: &Value, b: &Value) -> Option<Value> {
    let number = |value: &Value| match value {
        Value::Integer(x) => Some(x.to_string()),
        Value::Float(x) => Some(float_text(*x)),
        _ => None,
    };
    match (a, b) {
        (Value::String(text), other) => Some(Value::string(format!("{text}{}", number(other)?))),
        (other, Value::String(text)) => Some(Value::string(format!("{}{text}", number(other)?))),
        _ => None,
    }
}

fn moved(result: Result<Temporal, TemporalError>) -> Outcome<Value> {
    result.map(Value::from).map_err(temporal_error)
}

fn amount(result: Result<Duration, TemporalError>) -> Outcome<Value> {
    result.map(Value::from).map_err(temporal_error)
}

fn by_zero(operator: &str, x: i64) -> Box<Diagnostic> {
    let error = Diagnostic::runtime(
        Class::ArithmeticError,
        "DivisionByZero",
        format!("an integer can't be divided by zero, found `{x} {operator} 0`"),
    );
    Box::new(error.hint("with a float as divisor, `0.0`, the result is `Infinity` or `NaN`"))
}

fn unfit(operator: &str, verb: &str, a: &Value, b: &Value) -> Box<Diagnostic> {
    let (left, right) = (a.type_name(), b.type_name());
    let message =
        format!("can't {verb} with `{operator}`: found `{left}` and `{right}`, expected values that go together");
    let error = Diagnostic::runtime(Class::TypeError, "InvalidArgumentType", message);
    let text = a.as_str().or(b.as_str()).filter(|_| operator == "+");
    Box::new(error.hint_if(text.map(|_| "`toString` turns most values into text".to_owned())))
}
