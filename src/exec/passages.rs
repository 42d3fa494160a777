//! Evidence as a query writes it: `SET r.evidence = [{work: 'lo-2008', section: '2', phrase: 'a few words'}]`.

use std::sync::Arc;

use crate::diagnostic::{Class, Diagnostic, Outcome, nearest, quoted_list};
use crate::graph::Evidence;
use crate::value::{Map, Value};

const KEYS: &[&str] = &["work", "section", "page", "phrase", "printed", "citing"];

/// The passages that a value stands for: a list of maps, or one map; `null` is none.
///
/// # Errors
/// Where it is something else, or a map has no `work` or a key that no passage has.
pub(super) fn passages(value: &Value) -> Outcome<Vec<Evidence>> {
    match value {
        Value::Null => Ok(Vec::new()),
        Value::List(items) => items.iter().map(passage).collect(),
        single => Ok(vec![passage(single)?]),
    }
}

fn passage(value: &Value) -> Outcome<Evidence> {
    let Value::Map(map) = value else {
        return Err(wrong(format!("evidence is a list of maps, found {}", value.type_name())));
    };
    if let Some(key) = map.keys().find(|key| !KEYS.contains(&&***key)) {
        return Err(unknown(key));
    }
    let work = text(map, "work")?.ok_or_else(|| wrong("evidence without `work`, expected the id of a work".into()))?;
    Ok(Evidence {
        work,
        section: text(map, "section")?,
        page: text(map, "page")?,
        phrase: text(map, "phrase")?,
        printed: text(map, "printed")?,
        citing: citing(map.get("citing"))?,
    })
}

/// A part of a passage. Sections and pages may be given as numbers, as people write them.
fn text(map: &Map, key: &str) -> Outcome<Option<Arc<str>>> {
    match map.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(Value::Integer(number)) if matches!(key, "section" | "page") => Ok(Some(number.to_string().into())),
        Some(other) => Err(wrong(format!("`{key}` of evidence is text, found {}", other.type_name()))),
    }
}

fn citing(value: Option<&Value>) -> Outcome<Vec<Arc<str>>> {
    let id = |value: &Value| match value {
        Value::String(id) => Ok(id.clone()),
        other => Err(wrong(format!("`citing` of evidence is a list of ids, found {} in it", other.type_name()))),
    };
    match value {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::List(items)) => items.iter().map(id).collect(),
        Some(other) => Err(wrong(format!("`citing` of evidence is a list of ids, found {}", other.type_name()))),
    }
}

fn unknown(key: &str) -> Box<Diagnostic> {
    let near = nearest(key, KEYS.iter().copied()).map(|near| format!("did you mean `{near}`?"));
    let message = format!("unknown key `{key}` in evidence, expected {}", quoted_list(KEYS));
    Box::new(fault(message).hint_if(near))
}

fn wrong(message: String) -> Box<Diagnostic> {
    Box::new(fault(message).hint("as in `SET r.evidence = [{work: '...', section: '...', phrase: '...'}]`"))
}

fn fault(message: String) -> Diagnostic {
    Diagnostic::runtime(Class::TypeError, "InvalidPropertyType", message)
}
