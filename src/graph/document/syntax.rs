//! What to say about a text that is no JSON.

use serde_json::Error;
use serde_json::error::Category;

use super::finding::problem;
use super::place::span_in;
use crate::diagnostic::{Diagnostic, Span};

/// A reader's error in `part`, a slice of `source`, with its place and what was expected there.
pub(super) fn diagnose(source: &str, part: &str, error: &Error) -> Diagnostic {
    let offset = span_in(source, part).start + offset_in(part, error);
    let found = source.get(offset..).and_then(|rest| rest.chars().next());
    // A mark that holds a line break would be drawn over two lines.
    let end = offset + found.filter(|c| !c.is_control()).map_or(0, char::len_utf8);
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or_default();
    if error.classify() == Category::Eof {
        let end = source.trim_end().len();
        return problem("Syntax", Span::new(end, end), unfinished(reason)).labelled("the text ends here");
    }
    problem("Syntax", Span::new(offset, end), message(reason, found)).hint_if(hint(reason))
}

/// The byte a reader's error is about, counted from the start of what it read.
pub(super) fn offset_in(part: &str, error: &Error) -> usize {
    let lines = part.split_inclusive('\n').take(error.line().saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    let mut offset = (start + error.column().saturating_sub(1)).min(part.len());
    while !part.is_char_boundary(offset) {
        offset -= 1;
    }
    // The reader has already stepped over a control character when it complains of it.
    let stepped = error.to_string().starts_with("control character") && part[..offset].ends_with(char::is_control);
    if stepped { offset - 1 } else { offset }
}

fn unfinished(reason: &str) -> String {
    let expected = match reason {
        "EOF while parsing a list" => "inside a list; expected `,` or `]`",
        "EOF while parsing an object" => "inside an object; expected `,` or `}`",
        "EOF while parsing a string" => "inside a text; expected `\"`",
        _ => "too early; expected a value",
    };
    format!("no JSON: found the end {expected}")
}

fn message(reason: &str, found: Option<char>) -> String {
    let found = found.map_or("the end".to_owned(), shown);
    match reason {
        "trailing comma" => format!("no JSON: found {found} after a comma, expected one more item"),
        "trailing characters" => format!("no JSON: found {found} after the document, expected nothing more"),
        "key must be a string" => format!("no JSON: found {found}, expected a name in double quotes"),
        "expected value" | "expected ident" => format!("no JSON: found {found}, expected a value"),
        "number out of range" => "a number too large: expected one below 1.8e308".to_owned(),
        "recursion limit exceeded" => "no graph document: found more than 127 levels, expected no more".to_owned(),
        "invalid escape" => format!("no JSON: found {found} in an escape, expected one such as `\\n` or `\\u00e9`"),
        control if control.starts_with("control character") => {
            "no JSON: found a line break or tab inside a text, expected `\"` or an escape such as `\\n`".to_owned()
        }
        other if other.starts_with("expected ") => format!("no JSON: found {found}, {other}"),
        other => format!("no JSON: {other}, found {found}"),
    }
}

/// A character in backticks; one that can't be seen as its escape.
fn shown(c: char) -> String {
    if c.is_control() { format!("`{}`", c.escape_default()) } else { format!("`{c}`") }
}

fn hint(reason: &str) -> Option<String> {
    let text = match reason {
        "trailing comma" => "take the comma away",
        "expected `,` or `]`" | "expected `,` or `}`" => "is a comma missing before this?",
        "key must be a string" => "names and text stand in double quotes",
        "expected value" => "text stands in double quotes; else a number, `true`, `false`, a list or an object",
        _ => return None,
    };
    Some(text.to_owned())
}
