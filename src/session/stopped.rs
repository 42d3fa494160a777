//! A statement that was stopped: by what, how far it had come, and how to let it go on longer.

use super::Limits;
use super::watch::Cause;
use crate::diagnostic::{Class, Diagnostic};
use crate::plan::Program;

/// Says of an error that stopped a statement how far it had come; other errors stay as they are.
pub(super) fn explain(
    fault: Diagnostic,
    cause: Option<Cause>,
    limits: &Limits,
    program: &Program,
    passed: &[u64],
) -> Diagnostic {
    if fault.class != Class::Stopped {
        return fault;
    }
    let fault = match cause.filter(|_| fault.detail == "Interrupted") {
        None => fault,
        Some(Cause::Time) => too_long(limits),
        Some(Cause::Memory) => too_large(limits),
    };
    how_far(fault, program, passed)
}

fn too_long(limits: &Limits) -> Diagnostic {
    let seconds = limits.time.unwrap_or_default().as_secs_f64();
    let fault = Diagnostic::runtime(Class::Stopped, "TimeLimit", format!("the query took longer than {seconds} s"));
    fault.hint("narrow the pattern, or allow more: `--timeout SECONDS`, at the prompt `:set timeout SECONDS`")
}

fn too_large(limits: &Limits) -> Diagnostic {
    let megabytes = limits.memory.unwrap_or_default() / 1_000_000;
    let message = format!("the query took more than {megabytes} MB of memory");
    let fault = Diagnostic::runtime(Class::Stopped, "MemoryLimit", message);
    fault.hint("narrow the pattern, return fewer columns, or allow more: `--memory MB`, at the prompt `:set memory MB`")
}

/// Points at the last clause that let rows through.
fn how_far(fault: Diagnostic, program: &Program, passed: &[u64]) -> Diagnostic {
    let last = passed.iter().rposition(|rows| *rows > 0);
    let Some(span) = program.clauses.get(last.unwrap_or(0)) else { return fault };
    let label = match last.map(|at| passed[at]) {
        None => "nothing had come through here yet".to_owned(),
        Some(1) => "1 row had come through here".to_owned(),
        Some(rows) => format!("{} rows had come through here", grouped(rows)),
    };
    fault.at(*span).labelled(label)
}

/// 1,234,567
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap_or("")).collect();
    groups.join(",")
}
