//! Functions of lists.

use super::{Code, Function, Surroundings, out_of_range, wrong_type};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::value::Value;

/// More items than this are refused: a slip of a zero must not fill the memory.
const RANGE_MAX: u64 = 50_000_000;

pub(super) const TABLE: &[Function] = &[
    Function { name: "size", signature: "size(list or text) :: INTEGER", about: "How many items a list, or characters a text has.", arguments: (1, 1), code: Code::Scalar(size) },
    Function { name: "head", signature: "head(list) :: ANY", about: "The first item.", arguments: (1, 1), code: Code::Scalar(head) },
    Function { name: "last", signature: "last(list) :: ANY", about: "The last item.", arguments: (1, 1), code: Code::Scalar(last) },
    Function { name: "tail", signature: "tail(list) :: LIST<ANY>", about: "All items but the first.", arguments: (1, 1), code: Code::Scalar(tail) },
    Function { name: "reverse", signature: "reverse(list or text) :: ANY", about: "The items or characters from the last to the first.", arguments: (1, 1), code: Code::Scalar(reverse) },
    Function { name: "range", signature: "range(start, end [, step]) :: LIST<INTEGER>", about: "The integers from `start` to `end`, both included.", arguments: (2, 3), code: Code::Scalar(range) },
    Function { name: "isEmpty", signature: "isEmpty(list, map or text) :: BOOLEAN", about: "Whether there is nothing in it.", arguments: (1, 1), code: Code::Scalar(is_empty) },
];

fn size(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::List(items) => Ok(Value::Integer(items.len() as i64)),
        Value::String(text) => Ok(Value::Integer(text.chars().count() as i64)),
        other => Err(wrong_type("`size`", "a list or a string", other)),
    }
}

fn items<'a>(name: &str, value: &'a Value) -> Outcome<Option<&'a [Value]>> {
    match value {
        Value::Null => Ok(None),
        Value::List(items) => Ok(Some(items)),
        other => Err(wrong_type(&format!("`{name}`"), "a list", other)),
    }
}

fn head(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    Ok(items("head", &arguments[0])?.and_then(<[Value]>::first).cloned().into())
}

fn last(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    Ok(items("last", &arguments[0])?.and_then(<[Value]>::last).cloned().into())
}

fn tail(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let tail = items("tail", &arguments[0])?.map(|items| items.iter().skip(1).cloned().collect());
    Ok(tail.map_or(Value::Null, Value::list))
}

fn reverse(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::String(text) => Ok(Value::string(text.chars().rev().collect::<String>())),
        Value::List(items) => Ok(Value::list(items.iter().rev().cloned().collect())),
        other => Err(wrong_type("`reverse`", "a list or a string", other)),
    }
}

fn integer(value: &Value) -> Outcome<Option<i64>> {
    match value {
        Value::Null => Ok(None),
        Value::Integer(number) => Ok(Some(*number)),
        other => {
            let message = format!("`range` needs integers, found {}", other.type_name());
            Err(Box::new(Diagnostic::runtime(Class::ArgumentError, "InvalidArgumentType", message)))
        }
    }
}

fn range(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let step = arguments.get(2).map_or(Ok(Some(1)), integer)?;
    let (Some(start), Some(end), Some(step)) = (integer(&arguments[0])?, integer(&arguments[1])?, step) else {
        return Ok(Value::Null);
    };
    if step == 0 {
        return Err(out_of_range("the step of `range` can't be 0"));
    }
    if (step > 0 && start > end) || (step < 0 && start < end) {
        return Ok(Value::list(Vec::new()));
    }
    let count = start.abs_diff(end) / step.unsigned_abs() + 1;
    if count > RANGE_MAX {
        return Err(out_of_range(format!("`range` would give {count} items, and the most is {RANGE_MAX}")));
    }
    let steps = (0..count as i64).map(|at| Value::Integer(start + at * step));
    Ok(Value::list(steps.collect()))
}

fn is_empty(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::List(items) => Ok(Value::Boolean(items.is_empty())),
        Value::Map(map) => Ok(Value::Boolean(map.is_empty())),
        Value::String(text) => Ok(Value::Boolean(text.is_empty())),
        other => Err(wrong_type("`isEmpty`", "a list, a map or a string", other)),
    }
}
