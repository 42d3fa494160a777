//! XML: read within limits, written so that every text comes back as it was.

use std::sync::Arc;

use roxmltree::{Document, Node, ParsingOptions};

use crate::diagnostic::{Class, Diagnostic, Outcome, Span};
use crate::value::{Map, Value};

/// How deep elements may lie within each other: the reader calls itself for each.
const DEPTH_MAX: usize = 200;

/// How many attributes an element may have: each is compared with the others.
const ATTRIBUTES_MAX: usize = 1000;

/// How many values may stand for what is not said, in all records together.
const DEFAULTS_MAX: usize = 2_000_000;

/// How many elements, texts and comments there may be.
const NODES_MAX: u32 = 20_000_000;

/// The name of the processing instruction that holds a schema of ours.
const SCHEMA: &str = "actant-schema";

/// Reads a text as XML. A document type is refused, since it can define entities; nothing is fetched. O(length).
///
/// # Errors
/// Where it is no XML, too deep, or has a document type; with the place.
pub(super) fn parse(text: &str) -> Outcome<Document<'_>> {
    shallow(text)?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES_MAX };
    Document::parse_with_options(text, options).map_err(|error| {
        let message = match error {
            roxmltree::Error::DtdDetected => "found a document type (DOCTYPE), which is not read: expected none".into(),
            _ => format!("no XML: {}", sentence(&error)),
        };
        let at = offset(text, error.pos());
        Box::new(Diagnostic::compile(Class::DataError, "", Span::new(at, at), message))
    })
}

/// The reader's words without the place, which is shown.
fn sentence(error: &roxmltree::Error) -> String {
    let words = error.to_string();
    words.split(" at ").next().unwrap_or_default().to_owned()
}

fn offset(text: &str, place: roxmltree::TextPos) -> usize {
    let line = text.split_inclusive('\n').take(place.row.saturating_sub(1) as usize).map(str::len).sum::<usize>();
    let rest = text.get(line..).unwrap_or_default();
    let column = rest.char_indices().nth(place.col.saturating_sub(1) as usize).map_or(rest.len(), |(at, _)| at);
    line + column
}

/// Refuses what lies too deep, before it is read. What is no XML passes: the reader says so.
fn shallow(text: &str) -> Outcome<()> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0usize);
    while let Some(next) = memchr::memchr(b'<', &bytes[at..]) {
        at += next;
        let rest = &bytes[at..];
        let (length, change) = match rest {
            [b'<', b'!', b'-', b'-', ..] => (skip(rest, 4, b"-->"), 0),
            [b'<', b'!', b'[', ..] => (skip(rest, 3, b"]]>"), 0),
            [b'<', b'?', ..] => (skip(rest, 2, b"?>"), 0),
            [b'<', b'/', ..] => (skip(rest, 2, b">"), -1),
            _ => {
                let (length, quotes) = tag(rest);
                if quotes > 2 * ATTRIBUTES_MAX {
                    let message = format!("found more than {ATTRIBUTES_MAX} attributes of one element, expected fewer");
                    return Err(Box::new(Diagnostic::compile(Class::DataError, "", Span::new(at, at + 1), message)));
                }
                (length, if rest[..length].ends_with(b"/>") { 0 } else { 1 })
            }
        };
        depth = depth.saturating_add_signed(change);
        if depth > DEPTH_MAX {
            let message = format!("found elements more than {DEPTH_MAX} deep, expected a graph");
            return Err(Box::new(Diagnostic::compile(Class::DataError, "", Span::new(at, at + 1), message)));
        }
        at += length;
    }
    Ok(())
}

/// The length of what begins with so many bytes and has this end behind them: in `<!-->` nothing has ended yet.
fn skip(rest: &[u8], begin: usize, end: &[u8]) -> usize {
    memchr::memmem::find(&rest[begin..], end).map_or(rest.len(), |at| begin + at + end.len())
}

/// The length of a tag, and how many quotes are in it: a `>` within quotes ends nothing.
fn tag(rest: &[u8]) -> (usize, usize) {
    let (mut quote, mut quotes) = (None, 0);
    for (at, byte) in rest.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return (at + 1, quotes),
            (None, b'"' | b'\'') => (quote, quotes) = (Some(*byte), quotes + 1),
            (Some(open), byte) if open == *byte => (quote, quotes) = (None, quotes + 1),
            (None | Some(_), _) => {}
        }
    }
    (rest.len(), quotes)
}

/// The schema of ours that a document carries, as text.
pub(super) fn schema(document: &Document<'_>) -> Option<Value> {
    let instruction = document.root().descendants().filter_map(|node| node.pi()).find(|pi| pi.target == SCHEMA)?;
    instruction.value.map(Value::string)
}

/// The processing instruction that carries a schema.
pub(super) fn schema_instruction(schema: &crate::graph::Schema) -> String {
    let text = serde_json::to_string(schema).unwrap_or_default();
    // Inside JSON a `>` stands in texts only, where it can be escaped.
    format!("<?{SCHEMA} {}?>\n", text.replace('>', "\\u003e"))
}

/// Refuses what is small and says much: so many values that stand for what is not said, for each of so many records.
///
/// # Errors
/// Where they are more than there is room for.
pub(super) fn affordable(defaults: usize, records: usize) -> Outcome<()> {
    if defaults.saturating_mul(records) <= DEFAULTS_MAX {
        return Ok(());
    }
    let message =
        format!("found {defaults} default values for {records} records, expected at most {DEFAULTS_MAX} in all");
    Err(Box::new(Diagnostic::plain(Class::DataError, message)))
}

/// The values that stand where a record of a class says nothing: names with their values, in the order of their ids.
pub(super) type Defaults = Vec<(Arc<str>, Value)>;

/// Puts in what stands where nothing is said.
pub(super) fn default_to(defaults: &Defaults, properties: &mut Map) {
    for (name, value) in defaults {
        properties.entry(Arc::clone(name)).or_insert_with(|| value.clone());
    }
}

/// The elements of a name within another.
pub(super) fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The text within an element.
pub(super) fn text(node: Node<'_, '_>) -> String {
    node.children().filter_map(|child| child.text().filter(|_| child.is_text())).collect()
}

/// A value of a declared type; what is not of it stays text. Nothing where there is none.
pub(super) fn typed(kind: &str, text: &str) -> Option<Value> {
    let bare = text.trim();
    let value = match kind {
        "int" | "integer" | "long" | "short" | "byte" => bare.parse().ok().map(Value::Integer),
        "float" | "double" => float(bare).map(Value::Float),
        "boolean" => boolean(bare).map(Value::Boolean),
        _ => return Some(Value::string(text)),
    };
    value.or_else(|| (!bare.is_empty() && bare != "null").then(|| Value::string(text)))
}

fn float(text: &str) -> Option<f64> {
    match text {
        "INF" | "+INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        other => other.parse().ok(),
    }
}

fn boolean(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// Text that no reader takes for markup, and that comes back as it is; a character that XML can't hold becomes
/// `_x0001_` by its number (SQL/XML, ISO/IEC 9075-14), so that two names that differ by it stay two.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' | '\r' => escaped.push_str(&format!("&#{};", u32::from(c))),
            c if holds(c) => escaped.push(c),
            c => escaped.push_str(&format!("_x{:04X}_", u32::from(c))),
        }
    }
    escaped
}

/// Whether XML 1.0 can hold a character.
pub(super) fn holds(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
