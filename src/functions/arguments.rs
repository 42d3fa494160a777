//! Reading arguments: `null` passes through, anything unfitting is a type error that names the function.

use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::value::temporal::TemporalError;
use crate::value::{EdgeId, NodeId, Value};

use super::Surroundings;

static NULL: Value = Value::Null;

/// The argument at a place; `null` where it was left out.
pub(super) fn at(arguments: &[Value], place: usize) -> &Value {
    arguments.get(place).unwrap_or(&NULL)
}

/// A function was given a value of a type that it has no answer for.
pub(super) fn wrong_type(function: &str, found: &Value, expected: &str) -> Box<Diagnostic> {
    let message = format!("`{function}` takes {expected}, found a value of type `{}`", found.type_name());
    Box::new(Diagnostic::runtime(Class::TypeError, "InvalidArgumentValue", message))
}

/// A function was given a number outside those that it takes.
pub(super) fn out_of_range(message: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::runtime(Class::ArgumentError, "NumberOutOfRange", message))
}

/// A temporal value can't be made of what was given.
pub(super) fn temporal_error(error: TemporalError) -> Box<Diagnostic> {
    Box::new(Diagnostic::runtime(Class::ArgumentError, "InvalidArgumentValue", error.0))
}

/// A result that no 64-bit integer can hold.
pub(super) fn overflow(operation: &str) -> Box<Diagnostic> {
    let message = format!("{operation} does not fit an integer, expected -2^63 to 2^63 - 1");
    let error = Diagnostic::runtime(Class::ArithmeticError, "NumberOutOfRange", message);
    Box::new(error.hint("`toFloat` turns an operand into a floating point number, which can be larger"))
}

/// Text; `None` for `null`.
pub(super) fn text<'a>(function: &str, value: &'a Value) -> Outcome<Option<&'a str>> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        other => Err(wrong_type(function, other, "a String")),
    }
}

/// An integer; `None` for `null`.
pub(super) fn integer(function: &str, value: &Value) -> Outcome<Option<i64>> {
    match value {
        Value::Null => Ok(None),
        Value::Integer(number) => Ok(Some(*number)),
        other => Err(wrong_type(function, other, "an Integer")),
    }
}

/// A count: an integer that is not negative; `None` for `null`.
pub(super) fn count(function: &str, what: &str, value: &Value) -> Outcome<Option<usize>> {
    let Some(number) = integer(function, value)? else { return Ok(None) };
    let fitting = usize::try_from(number);
    let wrong = |_| out_of_range(format!("the {what} of `{function}` is {number}, expected 0 or more"));
    fitting.map(Some).map_err(wrong)
}

/// A number as a float; `None` for `null`.
pub(super) fn float(function: &str, value: &Value) -> Outcome<Option<f64>> {
    match (value, value.as_number()) {
        (Value::Null, _) => Ok(None),
        (_, Some(number)) => Ok(Some(number)),
        (other, None) => Err(wrong_type(function, other, "a number")),
    }
}

/// A list; `None` for `null`.
pub(super) fn list<'a>(function: &str, value: &'a Value) -> Outcome<Option<&'a [Value]>> {
    match value {
        Value::Null => Ok(None),
        Value::List(items) => Ok(Some(items)),
        other => Err(wrong_type(function, other, "a List")),
    }
}

/// Fails where the node was deleted.
pub(super) fn living_node(surroundings: &Surroundings<'_>, node: NodeId) -> Outcome<NodeId> {
    if surroundings.view.node_deleted(node) { Err(deleted("node")) } else { Ok(node) }
}

/// Fails where the relationship was deleted.
pub(super) fn living_edge(surroundings: &Surroundings<'_>, edge: EdgeId) -> Outcome<EdgeId> {
    if surroundings.view.edge_deleted(edge) { Err(deleted("relationship")) } else { Ok(edge) }
}

fn deleted(what: &str) -> Box<Diagnostic> {
    let message = format!("this {what} was deleted earlier in the statement, and what it held is gone");
    Box::new(Diagnostic::runtime(Class::EntityNotFound, "DeletedEntityAccess", message))
}
