//! What two trees must share to be equal: everything but the places, and columns by their name.

use actant::syntax::ast::Statement;

/// The tree as text, without spans; an item shows the name of its column instead of alias and text.
pub(super) fn shape(statement: &Statement) -> String {
    let mut text = format!("{statement:?}");
    text = without(&text, "Span { start: ", " }");
    for (from, to) in [(", alias: Some(Name { text: ", ", span: _ }), text: "), (", alias: None, text: ", "")] {
        text = columns(&text, from, to);
    }
    text
}

fn without(text: &str, open: &str, close: &str) -> String {
    let mut parts = text.split(open);
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let rest = part.split_once(close).map_or("", |(_, rest)| rest);
        out.push('_');
        out.push_str(rest);
    }
    out
}

/// Leaves one name where `from "name" to "text"` stands; a plain variable is its own name.
fn columns(text: &str, from: &str, to: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(from) {
        let (name, after) = literal(after);
        let after = if to.is_empty() { after } else { literal(after.strip_prefix(to).expect("an item has a text")).1 };
        out.push_str(before);
        let variable = before.rsplit_once("expression: Expression { kind: Variable(").map(|(_, end)| literal(end));
        let name = match variable {
            Some((variable, "), span: _ }")) if to.is_empty() => variable,
            _ => name,
        };
        out.push_str(&format!(", column: {name}"));
        rest = after;
    }
    out + rest
}

/// A string literal as `Debug` has it, and what follows.
fn literal(text: &str) -> (&str, &str) {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return text.split_at(at + 1),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    (text, "")
}
