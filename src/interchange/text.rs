//! Bytes as text: unpacked, within limits, in the encoding they say they have.

use std::borrow::Cow;
use std::io::Read;

use crate::diagnostic::{Class, Diagnostic, Outcome};

/// How large a file may be, in bytes, also when it is unpacked: a graph for people to read together is far smaller.
const BYTES_MAX: usize = 128 << 20;

/// The bytes of a file, unpacked where they are packed by gzip.
///
/// # Errors
/// Where there are too many, or they can't be unpacked.
pub(super) fn unpacked(bytes: &[u8]) -> Outcome<Cow<'_, [u8]>> {
    if bytes.len() > BYTES_MAX {
        return Err(too_large());
    }
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut out = Vec::new();
    let read = flate2::read::GzDecoder::new(bytes).take(BYTES_MAX as u64 + 1).read_to_end(&mut out);
    match read {
        Ok(length) if length > BYTES_MAX => Err(too_large()),
        Ok(_) => Ok(Cow::Owned(out)),
        Err(error) => {
            let message = format!("can't unpack what gzip has packed: {error}");
            Err(Box::new(Diagnostic::plain(Class::DataError, message)))
        }
    }
}

fn too_large() -> Box<Diagnostic> {
    let message = format!("found more than {} MB, expected at most that", BYTES_MAX >> 20);
    let error = Diagnostic::plain(Class::DataError, message);
    Box::new(error.hint("large graphs are read from CSV files: `actant import --csv DIR -o FILE`"))
}

/// What is to be said of how a text was read.
type Note = Option<&'static str>;

/// UTF-8; or where the text says so, UTF-16 or Latin-1.
///
/// # Errors
/// Where it is none of these.
pub(super) fn of(bytes: &[u8]) -> Outcome<(Cow<'_, str>, Note)> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => return wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return wide(rest, u16::from_be_bytes),
        _ => {}
    }
    if declares_latin(bytes) {
        return Ok((latin(bytes), None));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        let message = format!("line {line}: found a byte that is no UTF-8, expected text in UTF-8");
        Box::new(Diagnostic::plain(Class::DataError, message).hint("save it as UTF-8"))
    })?;
    Ok((Cow::Borrowed(text.trim_start_matches('\u{feff}')), None))
}

/// As [`of`], but what is no UTF-8 is Latin-1: forms older than UTF-8 have it.
pub(super) fn of_any(bytes: &[u8]) -> (Cow<'_, str>, Note) {
    of(bytes).unwrap_or_else(|_| (latin(bytes), Some("letters that are no UTF-8, read as Latin-1")))
}

/// Whether XML declares Latin-1 in its first line.
fn declares_latin(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_lowercase();
    let declaration = head.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next()).unwrap_or_default();
    ["iso-8859-1", "latin1", "us-ascii"].iter().any(|name| declaration.contains(name))
}

fn latin(bytes: &[u8]) -> Cow<'_, str> {
    Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect())
}

fn wide<'b>(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Outcome<(Cow<'b, str>, Note)> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    let text = String::from_utf16(&units).map_err(|_| {
        Box::new(
            Diagnostic::plain(Class::DataError, "found UTF-16 that is broken, expected text").hint("save it as UTF-8"),
        )
    })?;
    Ok((Cow::Owned(text), None))
}
