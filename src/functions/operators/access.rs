//! `a.b`, `a[b]` and `a[b..c]`.

use super::wrong_operand;
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::functions::Surroundings;
use crate::functions::arguments::{living_edge, living_node};
use crate::value::Value;

/// `a.key`: a property of a node or relationship, an entry of a map, a component of an instant or
/// duration; `null` of `null` and where there is no such property or entry.
///
/// # Errors
/// Where the value has no properties, was deleted, or is an instant without such a component.
pub fn property(surroundings: &Surroundings<'_>, value: &Value, key: &str) -> Outcome<Value> {
    let view = surroundings.view;
    match value {
        Value::Null => Ok(Value::Null),
        Value::Map(entries) => Ok(entries.get(key).cloned().into()),
        Value::Node(node) => {
            let node = living_node(surroundings, *node)?;
            Ok(view.symbols().find_key(key).map(|key| view.node_property(node, key)).into())
        }
        Value::Relationship(edge) => {
            let edge = living_edge(surroundings, *edge)?;
            Ok(view.symbols().find_key(key).map(|key| view.edge_property(edge, key)).into())
        }
        Value::Temporal(instant) => instant.property(key).ok_or_else(|| no_component(value, key)),
        Value::Duration(amount) => amount.property(key).ok_or_else(|| no_component(value, key)),
        Value::Boolean(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::List(_)
        | Value::Path(_) => Err(wrong_operand(&format!(".{key}"), value, "a node, a relationship or a map")),
    }
}

fn no_component(value: &Value, key: &str) -> Box<Diagnostic> {
    let message = format!("a value of type `{}` has no component `{key}`", value.type_name());
    Box::new(Diagnostic::runtime(Class::TypeError, "InvalidArgumentValue", message))
}

/// `a[b]`: an item of a list, from the end where `b` is negative, or a property by its name; `null`
/// where there is none. O(1) for lists.
///
/// # Errors
/// Where the value has neither items nor properties, or they can't be found by such an index.
pub fn index(surroundings: &Surroundings<'_>, value: &Value, index: &Value) -> Outcome<Value> {
    match (value, index) {
        (Value::Null, _) => Ok(Value::Null),
        (Value::List(items), Value::Integer(at)) => Ok(item(items, *at)),
        (Value::List(_) | Value::Map(_) | Value::Node(_) | Value::Relationship(_), Value::Null) => Ok(Value::Null),
        (Value::List(_), other) => Err(unfit_index("ListElementAccessByNonInteger", "a list by an Integer", other)),
        (Value::Map(_) | Value::Node(_) | Value::Relationship(_), Value::String(key)) => {
            property(surroundings, value, key)
        }
        (Value::Map(_), other) => Err(unfit_index("MapElementAccessByNonString", "a map by a String", other)),
        (Value::Node(_) | Value::Relationship(_), other) => {
            Err(unfit_index("PropertyAccessByNonString", "a property by a String", other))
        }
        (Value::Temporal(_) | Value::Duration(_), Value::String(key)) => property(surroundings, value, key),
        (other, _) => Err(wrong_operand("[ ]", other, "a list, a map, a node or a relationship")),
    }
}

fn unfit_index(detail: &'static str, what: &str, found: &Value) -> Box<Diagnostic> {
    let message = format!("`[ ]` looks up {what}, found a value of type `{}`", found.type_name());
    Box::new(Diagnostic::runtime(Class::TypeError, detail, message))
}

fn item(items: &[Value], at: i64) -> Value {
    let place = if at < 0 { at.checked_add(items.len() as i64) } else { Some(at) };
    let place = place.and_then(|place| usize::try_from(place).ok());
    place.and_then(|place| items.get(place)).cloned().into()
}

/// `a[from..to]`: the items from `from` up to, and without, `to`; a bound left out is the list's own, a
/// negative one counts from the end, one outside the list stops at its end. `null` where a bound is.
///
/// # Errors
/// Where the value is no list or a bound no integer.
pub fn slice(value: &Value, from: Option<&Value>, to: Option<&Value>) -> Outcome<Value> {
    let items = match value {
        Value::Null => return Ok(Value::Null),
        Value::List(items) => items,
        other => return Err(wrong_operand("[ .. ]", other, "a list")),
    };
    let length = items.len();
    let (Some(start), Some(end)) = (bound(from, 0, length)?, bound(to, length, length)?) else {
        return Ok(Value::Null);
    };
    Ok(Value::list(items.get(start..end).unwrap_or_default().to_vec()))
}

/// The place a bound means; `None` where it is `null`.
fn bound(given: Option<&Value>, otherwise: usize, length: usize) -> Outcome<Option<usize>> {
    let at = match given {
        None => return Ok(Some(otherwise)),
        Some(Value::Null) => return Ok(None),
        Some(Value::Integer(at)) => *at,
        Some(other) => return Err(wrong_operand("[ .. ]", other, "Integers as bounds")),
    };
    let length = length as i64;
    let place = if at < 0 { at.saturating_add(length) } else { at };
    Ok(Some(place.clamp(0, length) as usize))
}
