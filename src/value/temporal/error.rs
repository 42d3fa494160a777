//! What goes wrong with temporal values.

use std::fmt;

use crate::value::Value;

/// Why a temporal value could not be made: what was found and what was expected, in lower case
/// and without a full stop, for the caller to set into a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemporalError(pub String);

impl fmt::Display for TemporalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TemporalError {}

/// An error from its message.
pub(super) fn error(message: impl Into<String>) -> TemporalError {
    TemporalError(message.into())
}

/// Text that is not in any of the forms of what it should be.
pub(super) fn unreadable(what: &str, text: &str, expected: &str) -> TemporalError {
    error(format!("'{text}' is not {what}; expected a form such as {expected}"))
}

/// A value of the wrong type.
pub(super) fn mistyped(what: &str, found: &Value, expected: &str) -> TemporalError {
    error(format!("{what} is of type {}, expected {expected}", found.type_name()))
}

/// A result outside what its type can hold.
pub(super) fn overflow(what: &str) -> TemporalError {
    error(format!("the result lies outside the range of {what}"))
}

/// The value, if it lies between the two limits.
pub(super) fn within(name: &str, value: i64, limits: (i64, i64)) -> Result<i64, TemporalError> {
    let (low, high) = limits;
    if (low..=high).contains(&value) {
        return Ok(value);
    }
    Err(error(format!("{name} is {value}, expected {low} to {high}")))
}
