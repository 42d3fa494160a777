//! A table as it was saved: compressed or not, in any encoding, with any mark between its cells.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use csv::{ByteRecord, Reader, ReaderBuilder};
use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::read::MultiGzDecoder;

use super::super::csv::unreadable;
use crate::diagnostic::{Class, Diagnostic, Outcome, nearest};

/// A table that is open, its header read.
pub(super) struct Sheet {
    pub(super) path: PathBuf,
    pub(super) reader: Reader<Box<dyn Read>>,
    /// The names of the columns, without blanks around them.
    pub(super) columns: Vec<String>,
    /// Lines before what the reader counts as the first.
    pub(super) lines_before: u64,
    /// Whether its lines end in CR and LF.
    pub(super) crlf: bool,
}

/// How a table is to be read, where that is said.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    pub(super) delimiter: Option<u8>,
    pub(super) encoding: Option<&'static Encoding>,
    pub(super) columns: Option<Vec<String>>,
}

/// How much of a file is looked at to find out what stands between its cells.
const HEAD: u64 = 1 << 16;

/// What may stand between cells; the first one counts where there is none of them.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The encoding of a name, as the Encoding Standard of the WHATWG has them: `windows-1251`, `koi8-r`, `gbk`.
///
/// # Errors
/// A sentence, with the nearest common name.
pub(super) fn encoding(name: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| {
        let common = ["utf-8", "utf-16le", "windows-1250", "windows-1251", "windows-1252", "koi8-r", "gbk", "big5"];
        let near = nearest(name, common).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        format!("found the encoding `{name}`, expected one such as `utf-8` or `windows-1252`{near}")
    })
}

/// Opens a table and reads its header.
///
/// # Errors
/// Where it can't be read, or has no header.
pub(super) fn open(path: &Path, form: &Form) -> Outcome<Sheet> {
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let packed = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"));
    let bytes: Box<dyn Read> =
        if packed { Box::new(MultiGzDecoder::new(BufReader::new(file))) } else { Box::new(file) };
    let mut text = DecodeReaderBytesBuilder::new()
        .encoding(form.encoding)
        .utf8_passthru(true)
        .strip_bom(true)
        .bom_override(true)
        .build(bytes);
    let mut head = Vec::new();
    text.by_ref().take(HEAD).read_to_end(&mut head).map_err(|error| unreadable(path, &error))?;
    let (said, begin) = said_by_spreadsheet(&head);
    let delimiter = form.delimiter.or(said).unwrap_or_else(|| delimiter(&head[begin..]));
    head.drain(..begin);
    let crlf = head.split_inclusive(|byte| *byte == b'\n').next().is_some_and(|line| line.ends_with(b"\r\n"));
    let rest: Box<dyn Read> = Box::new(Cursor::new(head).chain(text));
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter).buffer_capacity(1 << 18);
    let reader = builder.from_reader(rest);
    let lines_before = u64::from(begin > 0);
    let mut sheet = Sheet { path: path.to_owned(), reader, columns: Vec::new(), lines_before, crlf };
    sheet.columns = match &form.columns {
        Some(columns) => columns.clone(),
        None => sheet.header()?,
    };
    Ok(sheet)
}

/// Some spreadsheets begin with a line that says what stands between cells: `sep=;`.
fn said_by_spreadsheet(head: &[u8]) -> (Option<u8>, usize) {
    let line = head.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
    match line.trim_ascii_end().strip_prefix(b"sep=") {
        Some([delimiter]) => (Some(*delimiter), line.len()),
        // A tab is a blank at the end of the line.
        Some([]) if line.contains(&b'\t') => (Some(b'\t'), line.len()),
        Some(_) | None => (None, 0),
    }
}

/// What stands most often in the first line, outside of quotes.
fn delimiter(head: &[u8]) -> u8 {
    let mut counts = [0usize; DELIMITERS.len()];
    let mut quoted = false;
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            byte if !quoted => {
                if let Some(at) = DELIMITERS.iter().position(|known| known == byte) {
                    counts[at] += 1;
                }
            }
            _ => {}
        }
    }
    // The first of those that stand equally often.
    let most = (0..counts.len()).rev().max_by_key(|at| counts[*at]).unwrap_or(0);
    DELIMITERS[most]
}

impl Sheet {
    fn header(&mut self) -> Outcome<Vec<String>> {
        let mut record = ByteRecord::new();
        let read = self.reader.read_byte_record(&mut record).map_err(|error| unreadable(&self.path, &error))?;
        let wrong = |reason: String| {
            Box::new(Diagnostic::plain(Class::DataError, format!("{}:1: {reason}", self.path.display())))
        };
        if !read {
            return Err(wrong("found an empty file, expected a line with the names of its columns".into()));
        }
        record.iter().map(|cell| text(cell).map(str::to_owned).map_err(wrong)).collect()
    }
}

/// A cell as text, without blanks around it.
///
/// # Errors
/// What is no UTF-8, with what it would be in the encodings of Windows.
pub(super) fn text(cell: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(cell).map(str::trim).map_err(|error| {
        let byte = cell[error.valid_up_to()];
        let (western, cyrillic) = (WINDOWS_1252.decode(cell).0, WINDOWS_1251.decode(cell).0);
        format!(
            "found the byte {byte:#04X}, which is no UTF-8; it would be `{western}` in windows-1252 and `{cyrillic}` in \
             windows-1251: say `\"encoding\": \"windows-1252\"` in the mapping, or save the file as UTF-8"
        )
    })
}

/// The path of a file that a mapping names, within the folder of the data; where it isn't there, a compressed one beside it.
///
/// # Errors
/// A sentence: the name leads out of the folder, or no such file is there.
pub(super) fn within(folder: &Path, name: &str) -> Result<PathBuf, String> {
    use std::path::Component;
    let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let outside = || format!("`{name}` leads out of the folder of the data, expected a path within it");
    if !inside || name.contains('\\') {
        return Err(outside());
    }
    let path = folder.join(name);
    let packed = folder.join(format!("{name}.gz"));
    let path = if !path.exists() && packed.exists() { packed } else { path };
    match (folder.canonicalize(), path.canonicalize()) {
        (Ok(folder), Ok(real)) if real.starts_with(&folder) => Ok(path),
        (Ok(_), Ok(_)) => Err(outside()),
        (Err(error), _) | (_, Err(error)) if error.kind() != io::ErrorKind::NotFound => {
            Err(format!("can't open `{name}`: {error}"))
        }
        (Err(_), _) | (_, Err(_)) => {
            let there = beside(folder, name);
            let near = nearest(name, there.iter().map(String::as_str));
            let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            Err(format!("found no file `{name}` in `{}`{near}", folder.display()))
        }
    }
}

/// The files beside the one that a mapping names, as it may name them.
fn beside(folder: &Path, name: &str) -> Vec<String> {
    let before = name.rfind('/').map_or("", |at| &name[..=at]);
    let entries = std::fs::read_dir(folder.join(before)).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.map(|name| format!("{before}{}", name.trim_end_matches(".gz"))).collect()
}
