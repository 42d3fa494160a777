//! Bytes as text: unpacked, within limits, in the encoding they say they have.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::diagnostic::{Class, Diagnostic, Outcome};

/// How large a file may be, in bytes, also when it is unpacked: a graph for people to read together is far smaller.
const BYTES_MAX: usize = 128 << 20;

/// The bytes of a file, unpacked where they are packed by gzip, in one member or in several (RFC 1952, 2.2).
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
    let read = flate2::read::MultiGzDecoder::new(bytes).take(BYTES_MAX as u64 + 1).read_to_end(&mut out);
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

/// UTF-8; or what the text says: UTF-16 by its mark, others by the name of the encoding that XML declares.
///
/// # Errors
/// Where it is none of these.
pub(super) fn of(bytes: &[u8]) -> Outcome<(Cow<'_, str>, Note)> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => return wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return wide(rest, u16::from_be_bytes),
        _ => {}
    }
    if let Some(encoding) = declared(bytes) {
        let broken = || {
            let message = format!("found what is no {}, which the first line declares", encoding.name());
            Box::new(Diagnostic::plain(Class::DataError, message).hint("save it as UTF-8"))
        };
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
        return Ok((text.ok_or_else(broken)?, None));
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

/// The encoding that XML declares in its first line, by a label of the WHATWG's Encoding Standard; none where it is UTF-8,
/// or no encoding that is known, or one that a text which can be read so far isn't in.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_lowercase();
    let declaration = head.strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let label = value.split(['"', '\'']).nth(1)?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    (![UTF_8, UTF_16LE, UTF_16BE].contains(&encoding)).then_some(encoding)
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
