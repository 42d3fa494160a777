//! Text for DOT: quoting, escapes, wrapping. Whatever is given comes out as one id that every Graphviz
//! reads back as that text.

use graphviz_rust::dot_structures::Id;
use unicode_width::UnicodeWidthChar;

use crate::export::names::{self, visible};

/// The width of a line of a label, in columns.
const LABEL: usize = 20;
const JOINER: char = '\u{200D}';

/// A node's name. Distinct keys give distinct names.
pub(super) fn name(key: &str) -> Id {
    quoted(key, false)
}

/// An attribute's value, as it is.
pub(super) fn plain(text: &str) -> Id {
    quoted(text, true)
}

/// An address: no entity is read in it.
pub(super) fn url(text: &str) -> Id {
    quoted(text, false)
}

/// A label, wrapped.
pub(super) fn label(text: &str) -> Id {
    wrapped(text, LABEL)
}

/// Text in lines of about `width` columns, broken at spaces, and inside words that are far too long or
/// written without spaces.
pub(super) fn wrapped(text: &str, width: usize) -> Id {
    plain(&lines(text, width).join("\n"))
}

/// An `id` for SVG.
pub(super) fn element_id(prefix: &str, key: &str) -> Id {
    Id::Escaped(format!("\"{}\"", names::element_id(prefix, key)))
}

/// Classes for style sheets.
pub(super) fn class<'a>(first: &str, names: impl Iterator<Item = &'a str>) -> Id {
    Id::Escaped(format!("\"{}\"", names::classes(first, names)))
}

/// Text inside an HTML-like label.
pub(super) fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars().filter_map(visible) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push(' '),
            _ => escaped.push(c),
        }
    }
    escaped
}

fn quoted(text: &str, entities: bool) -> Id {
    let mut quoted = String::with_capacity(text.len() + text.len() / 16 + 2);
    quoted.push('"');
    let text = unified_ends(text);
    let mut rest = &*text;
    // Most text needs nothing: it is copied in long runs.
    while let Some(at) = rest.find(is_special) {
        quoted.push_str(&rest[..at]);
        let c = rest[at..].chars().next().unwrap_or('\0');
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '&' if entities && is_entity(&rest[at..]) => quoted.push_str("&amp;"),
            _ => quoted.extend(visible(c)),
        }
        rest = &rest[at + c.len_utf8()..];
    }
    quoted.push_str(rest);
    quoted.push('"');
    Id::Escaped(quoted)
}

fn is_special(c: char) -> bool {
    matches!(c, '\0'..='\u{1F}' | '"' | '\\' | '&' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}')
}

fn unified_ends(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

/// Whether Graphviz would read a character's name here, as in `&lt;`.
fn is_entity(text: &str) -> bool {
    let name = text[1..].strip_prefix('#').unwrap_or(&text[1..]);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && name.as_bytes().get(length) == Some(&b';')
}

/// Text in lines as [`wrapped`] breaks it.
pub(in crate::export) fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    unified_ends(text).split('\n').for_each(|line| wrap(line, width, &mut lines));
    lines
}

fn wrap(line: &str, width: usize, lines: &mut Vec<String>) {
    let mut current = String::new();
    let mut used = 0;
    for (turn, word) in line.split([' ', '\t']).enumerate() {
        let length = columns(word);
        if turn > 0 && used > 0 && used + 1 + length > width {
            lines.push(std::mem::take(&mut current));
            used = 0;
        } else if turn > 0 {
            current.push(' ');
            used += 1;
        }
        used = put(word, width, used + length > width + width / 2, &mut current, used, lines);
    }
    lines.push(current);
}

/// Puts a word at the end of a line, in pieces if need be, and gives the width of the last line.
fn put(
    word: &str,
    width: usize,
    pieces: bool,
    current: &mut String,
    mut used: usize,
    lines: &mut Vec<String>,
) -> usize {
    let mut last = ' ';
    for c in word.chars() {
        let length = c.width().unwrap_or(0);
        // A mark stays with its letter, and what a joiner joins stays joined.
        if pieces && length > 0 && last != JOINER && used + length > width {
            lines.push(std::mem::take(current));
            used = 0;
        }
        current.push(c);
        used += length;
        last = c;
    }
    used
}

fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}
