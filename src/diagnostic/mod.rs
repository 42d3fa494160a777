//! Errors, warnings and notes as values: where, what, and what to do about it.
//!
//! A stage says what is wrong by building a [`Diagnostic`]; [`render`] alone decides how it looks.

mod nearest;
mod render;

use std::fmt;

pub use nearest::{did_you_mean, nearest, quoted_list};
pub use render::render;

/// A stretch of a text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// From `start` up to, and without, `end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text it covers; empty where the span lies outside the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing came of it.
    Error,
    /// It went through, and is probably not what was meant.
    Warning,
    /// Something worth knowing.
    Note,
}

/// The class of an error: openCypher's names, then ours for what lies outside a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The text is no query, or can be seen to be wrong before it runs.
    SyntaxError,
    /// The query contradicts itself while running.
    SemanticError,
    /// The query names a parameter that was not given.
    ParameterMissing,
    /// No such procedure, or it can't be called so.
    ProcedureError,
    /// A value of a type that the operation has no answer for.
    TypeError,
    /// An argument outside the values a function takes.
    ArgumentError,
    /// Overflow or division by zero.
    ArithmeticError,
    /// A node or relationship that is no longer there.
    EntityNotFound,
    /// A rule of the graph would be broken.
    ConstraintVerificationFailed,
    /// A name that fits no node, query or work.
    NotFound,
    /// A graph file or other input is not as it should be.
    DataError,
    /// A file can't be read or written.
    FileError,
    /// The command line or a `:` command is not as it should be.
    UsageError,
    /// A server can't be reached, or refuses to serve.
    ServerError,
    /// The query was stopped or ran into a limit.
    Stopped,
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

/// When an error comes up: before the query runs, or while it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Before anything was read or changed.
    Compile,
    /// While rows were made.
    Runtime,
}

/// One thing to say to the person who wrote the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// The class of the error.
    pub class: Class,
    /// The detail within the class, such as `UndefinedVariable`.
    pub detail: &'static str,
    /// The code of the rule that is broken, which `actant check --explain` explains; empty where there is none.
    pub code: &'static str,
    /// Before or while running.
    pub phase: Phase,
    /// What is wrong, lower case, without a full stop.
    pub message: String,
    /// Where in the text, if anywhere.
    pub span: Option<Span>,
    /// What to write at the place itself.
    pub label: String,
    /// A second place that matters, with what to say there.
    pub related: Option<(Span, String)>,
    /// What to do about it, most helpful first.
    pub hints: Vec<String>,
    /// Whether more text could have made it right: the prompt then goes on reading.
    pub incomplete: bool,
}

impl Diagnostic {
    /// An error found before running.
    pub fn compile(class: Class, detail: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            class,
            detail,
            code: "",
            phase: Phase::Compile,
            message: message.into(),
            span: Some(span),
            label: String::new(),
            related: None,
            hints: Vec::new(),
            incomplete: false,
        }
    }

    /// An error of syntax, found before running.
    pub fn syntax(detail: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::compile(Class::SyntaxError, detail, span, message)
    }

    /// An error found while running.
    pub fn runtime(class: Class, detail: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic { phase: Phase::Runtime, span: None, ..Diagnostic::compile(class, detail, Span::default(), message) }
    }

    /// An error without a place in a text.
    pub fn plain(class: Class, message: impl Into<String>) -> Diagnostic {
        Diagnostic::runtime(class, "", message)
    }

    /// A warning at a place.
    pub fn warning(detail: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::syntax(detail, span, message) }
    }

    /// Says something at the place itself.
    pub fn labelled(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = label.into();
        self
    }

    /// Adds what to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hints.push(hint.into());
        self
    }

    /// Adds what to do about it, where there is something to say.
    pub fn hint_if(mut self, hint: Option<String>) -> Diagnostic {
        self.hints.extend(hint);
        self
    }

    /// Points at a second place.
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.related = Some((span, text.into()));
        self
    }

    /// Gives the error a place, unless it has one.
    pub fn at(mut self, span: Span) -> Diagnostic {
        self.span.get_or_insert(span);
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        self.hints.iter().try_for_each(|hint| write!(f, "; {hint}"))
    }
}

impl std::error::Error for Diagnostic {}

/// What every stage returns: a value, or the one error that stopped it. Boxed, since errors are rare
/// and large while results are many and small.
pub type Outcome<T> = Result<T, Box<Diagnostic>>;
