//! One value on one line, as people read it.

use crate::graph::View;
use crate::value::{EdgeId, Map, Path, Value};

use super::naming::{name_of, type_name};

/// A value as a table shows it: nodes by name, relationships by type, paths as `A -[TYPE]-> B`.
pub fn text(view: &dyn View, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => one_line(text),
        other => nested(view, other),
    }
}

/// A value inside another one: text is quoted there, so that its ends are seen.
fn nested(view: &dyn View, value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Boolean(truth) => truth.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => float(*number),
        Value::String(text) => format!("'{}'", one_line(text)),
        Value::List(items) => list(view, items),
        Value::Map(entries) => map(view, entries),
        Value::Node(node) => one_line(&name_of(view, *node)),
        Value::Relationship(edge) => relationship(view, *edge),
        Value::Path(walk) => path(view, walk),
        Value::Temporal(instant) => instant.to_string(),
        Value::Duration(amount) => amount.to_string(),
    }
}

/// A float as openCypher writes it: always to be told from an integer.
pub(crate) fn float(number: f64) -> String {
    if number.is_nan() {
        "NaN".into()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity".into() } else { "-Infinity".into() }
    } else {
        format!("{number:?}")
    }
}

/// A node alone in a list needs no quotes, text does: `['a', 'b']`, `[Kazakhstan, Russia]`.
fn list(view: &dyn View, items: &[Value]) -> String {
    let items: Vec<String> = items.iter().map(|item| nested(view, item)).collect();
    format!("[{}]", items.join(", "))
}

fn map(view: &dyn View, entries: &Map) -> String {
    let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {}", nested(view, value))).collect();
    format!("{{{}}}", entries.join(", "))
}

fn relationship(view: &dyn View, edge: EdgeId) -> String {
    format!("[:{}]", type_name(view, edge))
}

/// `A -[TYPE]-> B <-[TYPE]- C`, each arrow as the edge lies, not as it was walked.
fn path(view: &dyn View, path: &Path) -> String {
    let Some(first) = path.nodes.first() else { return String::new() };
    let mut text = one_line(&name_of(view, *first));
    for (edge, pair) in path.edges.iter().zip(path.nodes.windows(2)) {
        let name = type_name(view, *edge);
        let along = view.ends(*edge) == (pair[0], pair[1]);
        let arrow = if along { format!(" -[{name}]-> ") } else { format!(" <-[{name}]- ") };
        text.push_str(&arrow);
        text.push_str(&one_line(&name_of(view, pair[1])));
    }
    text
}

/// Text with everything that would break a line or a terminal made harmless.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => line.push(' '),
            c if c.is_control() => line.extend(c.escape_default()),
            c => line.push(c),
        }
    }
    line
}
