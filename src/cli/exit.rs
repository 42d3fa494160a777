//! What the process says by its exit code, in one place.

use std::io;

use crate::diagnostic::Class;

/// Everything went well.
pub const OK: u8 = 0;
/// A query failed.
pub const QUERY: u8 = 1;
/// The command line, a `:` command or a verb is not as it should be.
pub const USAGE: u8 = 2;
/// Graph files have findings.
pub const DATA: u8 = 3;
/// A file can't be read or written.
pub const FILE: u8 = 4;
/// A name fits nothing.
pub const NOT_FOUND: u8 = 5;
/// A server can't be reached, or refuses to serve.
pub const SERVER: u8 = 6;
/// The user stopped it, or a limit did.
pub const STOPPED: u8 = 130;

/// The exit code for a class of error.
pub fn code(class: Class) -> u8 {
    match class {
        Class::SyntaxError
        | Class::SemanticError
        | Class::ParameterMissing
        | Class::ProcedureError
        | Class::TypeError
        | Class::ArgumentError
        | Class::ArithmeticError
        | Class::EntityNotFound
        | Class::ConstraintVerificationFailed => QUERY,
        Class::UsageError => USAGE,
        Class::DataError => DATA,
        Class::FileError => FILE,
        Class::NotFound => NOT_FOUND,
        Class::ServerError => SERVER,
        Class::Stopped => STOPPED,
    }
}

/// The exit code where output failed: a reader that has seen enough is no failure.
pub fn code_of_io(error: &io::Error) -> u8 {
    if error.kind() == io::ErrorKind::BrokenPipe { OK } else { FILE }
}
