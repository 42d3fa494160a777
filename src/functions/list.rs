//! Functions of lists, and of what else can be long or empty.

use super::arguments::{at, list, out_of_range, wrong_type};
use super::scalar::held;
use super::{Function, Surroundings, scalar};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::value::Value;

/// More items than this can only be a slip, and would fill the memory.
const LONGEST_RANGE: i128 = 50_000_000;

pub(super) const TABLE: &[Function] = &[
    scalar("head", "head(list: List) -> Any", "The first item; `null` where there is none.", (1, 1), |_, a| {
        Ok(list("head", at(a, 0))?.and_then(<[Value]>::first).cloned().into())
    }),
    scalar(
        "isEmpty",
        "isEmpty(value: List | Map | String) -> Boolean",
        "Whether the list, map or string has nothing in it.",
        (1, 1),
        |_, a| match at(a, 0) {
            Value::Null => Ok(Value::Null),
            Value::List(items) => Ok(Value::Boolean(items.is_empty())),
            Value::Map(entries) => Ok(Value::Boolean(entries.is_empty())),
            Value::String(text) => Ok(Value::Boolean(text.is_empty())),
            other => Err(wrong_type("isEmpty", other, "a List, a Map or a String")),
        },
    ),
    scalar(
        "keys",
        "keys(element: Node | Relationship | Map) -> List",
        "The names of the properties or entries.",
        (1, 1),
        |s, a| keys(s, at(a, 0)),
    ),
    scalar("last", "last(list: List) -> Any", "The last item; `null` where there is none.", (1, 1), |_, a| {
        Ok(list("last", at(a, 0))?.and_then(<[Value]>::last).cloned().into())
    }),
    scalar(
        "range",
        "range(start: Integer, end: Integer, step: Integer = 1) -> List",
        "The integers from start to end, both included.",
        (2, 3),
        |_, a| range(a),
    ),
    scalar(
        "reverse",
        "reverse(value: List | String) -> List | String",
        "The items or characters in the opposite order.",
        (1, 1),
        |_, a| match at(a, 0) {
            Value::Null => Ok(Value::Null),
            Value::List(items) => Ok(Value::list(items.iter().rev().cloned().collect())),
            Value::String(text) => Ok(Value::string(text.chars().rev().collect::<String>())),
            other => Err(wrong_type("reverse", other, "a List or a String")),
        },
    ),
    scalar(
        "size",
        "size(value: List | String) -> Integer",
        "How many items or characters there are.",
        (1, 1),
        |_, a| match at(a, 0) {
            Value::Null => Ok(Value::Null),
            Value::List(items) => Ok(Value::Integer(items.len() as i64)),
            Value::String(text) => Ok(Value::Integer(text.chars().count() as i64)),
            other => Err(wrong_type("size", other, "a List or a String")),
        },
    ),
    scalar("tail", "tail(list: List) -> List", "All items but the first.", (1, 1), |_, a| {
        let items = list("tail", at(a, 0))?;
        Ok(items.map(|items| Value::list(items.get(1..).unwrap_or_default().to_vec())).into())
    }),
];

fn keys(surroundings: &Surroundings<'_>, value: &Value) -> Outcome<Value> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Map(entries) => Ok(Value::list(entries.keys().cloned().map(Value::String).collect())),
        other => match held(surroundings, other)? {
            Some(held) => {
                let symbols = surroundings.view.symbols();
                let names = held.iter().map(|(key, _)| symbols.key_name(*key).clone());
                Ok(Value::list(names.map(Value::String).collect()))
            }
            None => Err(wrong_type("keys", other, "a Node, a Relationship or a Map")),
        },
    }
}

fn range(arguments: &[Value]) -> Outcome<Value> {
    let mut bounds = [0, 0, 1];
    for (bound, value) in bounds.iter_mut().zip(arguments) {
        match value {
            Value::Null => return Ok(Value::Null),
            Value::Integer(number) => *bound = *number,
            other => return Err(unfit_bound(other)),
        }
    }
    let [start, end, step] = bounds.map(i128::from);
    if step == 0 {
        return Err(out_of_range("the step of `range` is 0, expected any other Integer".to_owned()));
    }
    let items = ((end - start) / step + 1).max(0);
    if (end - start).signum() * step.signum() < 0 {
        return Ok(Value::list(Vec::new()));
    }
    if items > LONGEST_RANGE {
        return Err(out_of_range(format!("`range` would give {items} items, expected {LONGEST_RANGE} at most")));
    }
    // Every item lies between two 64-bit integers.
    Ok(Value::list((0..items).map(|at| Value::Integer((start + at * step) as i64)).collect()))
}

fn unfit_bound(found: &Value) -> Box<Diagnostic> {
    let message = format!("`range` takes Integers, found a value of type `{}`", found.type_name());
    // openCypher makes this, and this alone, an error of the argument instead of its type.
    Box::new(Diagnostic::runtime(Class::ArgumentError, "InvalidArgumentType", message))
}
