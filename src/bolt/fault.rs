//! What the server or the way to it says, in our words.

use neo4j::Neo4jError;

use super::Address;
use crate::diagnostic::{Class, Diagnostic};

/// What a lost connection leaves open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    /// Something was read: nothing can have changed.
    Read,
    /// Something was to be changed, in one transaction.
    Write,
}

/// An error of the client library as one of ours.
pub(super) fn explain(error: &Neo4jError, address: &Address, work: Work, attempts: usize) -> Box<Diagnostic> {
    Box::new(match error {
        Neo4jError::ServerError { error, .. } => of_server(error.code(), error.message(), address),
        Neo4jError::Disconnect { message, source, during_commit, .. } => {
            let cause = source.as_ref().map_or_else(|| message.clone(), |source| source.to_string());
            lost(&cause, address, work, *during_commit, attempts)
        }
        Neo4jError::InvalidConfig { message, .. } if message.contains("looks like HTTP") => {
            let message = format!("{} speaks HTTP, expected Bolt", address.place());
            Diagnostic::plain(Class::ServerError, message)
                .hint("Bolt has a port of its own, mostly 7687; 7474 is the web interface")
        }
        Neo4jError::InvalidConfig { message, .. } => {
            let message = format!("{} does not speak Bolt as it is spoken here: {message}", address.place());
            Diagnostic::plain(Class::ServerError, message)
        }
        Neo4jError::Timeout { .. } => {
            let message = format!("{} did not answer in time", address.place());
            Diagnostic::plain(Class::ServerError, message)
        }
        other => Diagnostic::plain(Class::ServerError, format!("{}: {other}", address.place())),
    })
}

fn lost(cause: &str, address: &Address, work: Work, during_commit: bool, attempts: usize) -> Diagnostic {
    let place = address.place();
    if cause.contains("certificate") {
        let message = format!("the certificate of {place} can't be trusted: {cause}");
        return Diagnostic::plain(Class::ServerError, message).hint(
            "the authority that signed it must be among those of this machine; `+ssc` in place of `+s` takes any \
             certificate, which encrypts but proves nothing about who answers",
        );
    }
    let times = if attempts > 1 { format!(", tried {attempts} times") } else { String::new() };
    if cause.contains("refused") {
        let fault = Diagnostic::plain(Class::ServerError, format!("nothing listens at {place}{times}"));
        return fault.hint("is the server running, and is this its Bolt port (mostly 7687)?");
    }
    let fault = Diagnostic::plain(Class::ServerError, format!("the connection to {place} was lost{times}: {cause}"));
    match (work, during_commit) {
        (Work::Read, _) => fault.hint("nothing was changed; the question can be asked again"),
        (Work::Write, false) => fault.hint("nothing was kept: the statement was not committed, and was not repeated"),
        (Work::Write, true) => {
            fault.hint("whether the changes were kept is not known, so it was not repeated: look before you do")
        }
    }
}

fn of_server(code: &str, message: &str, address: &Address) -> Diagnostic {
    // The server repeats the line below its message, as it was sent; what was typed may be another text.
    let message = message.split("\n\"").next().unwrap_or(message).trim().trim_end_matches('.');
    let kind = code.rsplit('.').next().unwrap_or(code);
    match kind {
        "Unauthorized" => {
            let user = address.user.as_deref().unwrap_or("without a user");
            Diagnostic::plain(Class::ServerError, format!("{} refuses {user}: wrong user or password", address.place()))
                .hint("the password is taken from ACTANT_PASSWORD in the environment, or asked for at a terminal")
        }
        "AuthenticationRateLimit" => {
            let message = format!("{} refuses for now: a wrong password was given too often", address.place());
            Diagnostic::plain(Class::ServerError, message).hint("wait some seconds, then try again")
        }
        "DatabaseNotFound" => Diagnostic::plain(Class::ServerError, format!("{}: {message}", address.place()))
            .hint("the database is what stands behind the `/` of the address"),
        "AccessMode" => Diagnostic::runtime(Class::UsageError, "ReadOnly", "the query would change the graph there")
            .hint("`--save` lets it; at the prompt, changes are made at once"),
        _ if kind.starts_with("Terminated") || kind.contains("TimedOut") || kind.contains("Timeout") => {
            Diagnostic::runtime(Class::Stopped, "Interrupted", format!("stopped on the server: {message}"))
        }
        _ => Diagnostic::runtime(class(kind), "Elsewhere", format!("{message} (`{kind}`, by the server)")),
    }
}

/// The class of an error by the last part of the server's code.
fn class(kind: &str) -> Class {
    match kind {
        "SyntaxError" => Class::SyntaxError,
        "SemanticError" => Class::SemanticError,
        "TypeError" => Class::TypeError,
        "ArithmeticError" => Class::ArithmeticError,
        "ArgumentError" => Class::ArgumentError,
        "ParameterMissing" => Class::ParameterMissing,
        "EntityNotFound" => Class::EntityNotFound,
        "ProcedureNotFound" | "ProcedureCallFailed" => Class::ProcedureError,
        "ConstraintValidationFailed" | "ConstraintViolation" => Class::ConstraintVerificationFailed,
        _ => Class::ServerError,
    }
}
