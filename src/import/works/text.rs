//! The bytes of a bibliography as text, in the encoding they are in.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::diagnostic::{Class, Diagnostic, Outcome};

/// How far down a file the line may stand in which JabRef names the encoding, in bytes.
const HEAD: usize = 1 << 10;

/// The text of a bibliography: by its byte order mark; as UTF-8; by the `% Encoding:` in which JabRef names another; or as
/// UTF-16, which every second byte tells.
///
/// # Errors
/// Where it is in none of these; with the line.
pub fn decode(bytes: &[u8]) -> Outcome<Cow<'_, str>> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return in_encoding(encoding, &bytes[length..]);
    }
    if let Some(encoding) = wide(bytes) {
        return in_encoding(encoding, bytes);
    }
    match (std::str::from_utf8(bytes), named(bytes)) {
        (Ok(text), _) => Ok(Cow::Borrowed(text)),
        (Err(_), Some(encoding)) => in_encoding(encoding, bytes),
        (Err(_), None) => in_encoding(UTF_8, bytes),
    }
}

fn in_encoding<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Outcome<Cow<'b, str>> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.ok_or_else(|| unreadable(encoding, bytes))
}

fn unreadable(encoding: &'static Encoding, bytes: &[u8]) -> Box<Diagnostic> {
    let lossy = encoding.decode_without_bom_handling(bytes).0;
    let before = lossy.split(char::REPLACEMENT_CHARACTER).next().unwrap_or_default();
    let (line, name) = (before.matches('\n').count() + 1, encoding.name());
    let message = format!("line {line}: found a byte that is no {name}, expected text in {name}");
    let hint = "save it as UTF-8, or name its encoding in the first line, as in `% Encoding: windows-1252`";
    Box::new(Diagnostic::plain(Class::DataError, message).hint(hint))
}

/// The encoding that a line at the beginning names, as JabRef writes it; Java's names have underscores.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let name = head.lines().find_map(|line| line.trim_start_matches('%').trim().strip_prefix("Encoding:"))?;
    let name = name.trim();
    let other = || Encoding::for_label(name.replace('_', "-").replace("ISO8859", "ISO-8859").as_bytes());
    Encoding::for_label(name.as_bytes()).or_else(other)
}

/// UTF-16 without a byte order mark: of the first two letters, which are ASCII, each has an empty byte.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    match *bytes {
        [0, a, 0, b, ..] if a != 0 && b != 0 => Some(UTF_16BE),
        [a, 0, b, 0, ..] if a != 0 && b != 0 => Some(UTF_16LE),
        _ => None,
    }
}
