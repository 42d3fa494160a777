//! Statements from a file or a pipe: no banner, no prompt, and the first error ends it.

use std::io::{BufRead, Write};

use super::shell::Shell;
use super::split::Splitter;
use super::trouble::{Flow, Halt};

/// Carries out every statement of `input`.
///
/// # Errors
/// The first statement that fails, after what was wrong has been written to `err`.
pub fn script(
    shell: &mut Shell,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Flow, Halt> {
    let mut splitter = Splitter::default();
    let mut line = Vec::new();
    loop {
        line.clear();
        let more = input.read_until(b'\n', &mut line)? > 0;
        let ready = if more {
            splitter.take(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']))
        } else {
            splitter.finish().into_iter().collect()
        };
        for statement in ready {
            if shell.execute(&statement, out, err)? == Flow::Quit {
                return Ok(Flow::Quit);
            }
        }
        out.flush()?;
        if !more {
            return Ok(Flow::Continue);
        }
    }
}
