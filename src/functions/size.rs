//! How large one value may get. Larger ones can only be a slip, and would fill the memory at one stroke,
//! before anything could stop them.

use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::value::Value;

/// The most items of a list.
pub(crate) const LONGEST_LIST: usize = 50_000_000;
/// The most bytes of a text.
pub(crate) const LONGEST_TEXT: usize = 64 << 20;
/// The most lists and maps within each other that a loop may build.
pub(crate) const DEEPEST: usize = 512;

/// Whether a text of these two lengths together may be made.
///
/// # Errors
/// Where it would be too long.
pub(crate) fn text(a: usize, b: usize) -> Outcome<()> {
    let bytes = a.saturating_add(b);
    if bytes <= LONGEST_TEXT {
        return Ok(());
    }
    Err(too_large(format!("a text would have {bytes} bytes, expected {LONGEST_TEXT} at most")))
}

/// Whether a list of these two lengths together may be made.
///
/// # Errors
/// Where it would be too long.
pub(crate) fn list(a: usize, b: usize) -> Outcome<()> {
    let items = a.saturating_add(b);
    if items <= LONGEST_LIST {
        return Ok(());
    }
    Err(too_large(format!("a list would have {items} items, expected {LONGEST_LIST} at most")))
}

/// Whether a value that a loop has built may be built upon: values share what is in them, so that a few
/// steps can build what no memory holds once it is written out. O(lists and maps in it).
///
/// # Errors
/// Where it is nested too deeply, or holds too much.
pub(crate) fn nested(value: &Value) -> Outcome<()> {
    let mut items = 0;
    weigh(value, 0, &mut items)
}

fn weigh(value: &Value, depth: usize, items: &mut usize) -> Outcome<()> {
    if depth > DEEPEST {
        return Err(too_large(format!("a value would be nested more than {DEEPEST} deep")));
    }
    let is_inner = |value: &&Value| matches!(value, Value::List(_) | Value::Map(_));
    let (length, inner): (usize, Vec<&Value>) = match value {
        Value::List(list) => (list.len(), list.iter().filter(is_inner).collect()),
        Value::Map(map) => (map.len(), map.values().filter(is_inner).collect()),
        Value::Null
        | Value::Boolean(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Node(_)
        | Value::Relationship(_)
        | Value::Path(_)
        | Value::Temporal(_)
        | Value::Duration(_) => return Ok(()),
    };
    *items += length;
    list(*items, 0)?;
    inner.into_iter().try_for_each(|value| weigh(value, depth + 1, items))
}

fn too_large(message: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::runtime(Class::Stopped, "MemoryLimit", message))
}
