//! Long output through a pager, so that its beginning is seen first.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};

/// Writes a text to `out`, or where it is longer than `lines`, through `$PAGER` (else `less -FRX`).
/// Where no pager can be started, the text is written as it is.
pub(crate) fn page(out: &mut dyn Write, text: &[u8], lines: Option<usize>) -> io::Result<()> {
    let long = lines.is_some_and(|lines| text.iter().filter(|byte| **byte == b'\n').count() >= lines);
    out.flush()?;
    if long && through(text).is_ok() {
        return Ok(());
    }
    out.write_all(text)?;
    out.flush()
}

fn through(text: &[u8]) -> io::Result<()> {
    let told = env::var("PAGER").ok().filter(|pager| !pager.trim().is_empty());
    let line = told.unwrap_or_else(|| "less -FRX".into());
    let mut words = line.split_whitespace();
    let program = words.next().ok_or(io::ErrorKind::NotFound)?;
    let mut pager = Command::new(program).args(words).stdin(Stdio::piped()).spawn()?;
    if let Some(mut input) = pager.stdin.take() {
        // A reader that leaves before the end has seen enough.
        let _ = input.write_all(text);
    }
    pager.wait().map(|_| ())
}
