//! How deep statements about statements lie.

use crate::diagnostic::{Class, Diagnostic, Outcome, Span};

/// How deep triple terms may lie within each other: whatever holds one calls itself for what is in it.
const DEPTH_MAX: usize = 60;

/// Refuses triple terms (`<<( … )>>` of RDF 1.2) that lie too deep, before they are read. What is no RDF passes: the reader
/// says so. O(length).
///
/// # Errors
/// Where they do, with the place.
pub(super) fn shallow(text: &str) -> Outcome<()> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0usize);
    while at < bytes.len() {
        let rest = &bytes[at..];
        at += match rest {
            [b'<', b'<', b'(', ..] => {
                depth += 1;
                if depth > DEPTH_MAX {
                    return Err(too_deep(at));
                }
                3
            }
            [b')', b'>', b'>', ..] => {
                depth = depth.saturating_sub(1);
                3
            }
            [b'<', b'<', ..] => 2,
            [b'<', ..] => to(rest, b'>'),
            [b'#', ..] => to(rest, b'\n'),
            [b'"' | b'\'', ..] => string(rest),
            [b'\\', ..] => 2,
            _ => 1,
        };
    }
    Ok(())
}

fn too_deep(at: usize) -> Box<Diagnostic> {
    let message = format!("found statements about statements more than {DEPTH_MAX} deep, expected fewer");
    Box::new(Diagnostic::compile(Class::DataError, "", Span::new(at, at + 3), message))
}

fn to(rest: &[u8], end: u8) -> usize {
    memchr::memchr(end, rest).map_or(rest.len(), |at| at + 1)
}

/// The length of a text in one or three quotes.
fn string(rest: &[u8]) -> usize {
    let long = [rest[0]; 3];
    let end = if rest.starts_with(&long) { &long[..] } else { &rest[..1] };
    let mut at = end.len();
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            _ if rest[at..].starts_with(end) => return at + end.len(),
            _ => at += 1,
        }
    }
    rest.len()
}
