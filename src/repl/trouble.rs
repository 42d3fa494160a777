//! How a line ends, and what can go wrong on the way.

use std::io;

use super::edit::Question;
use crate::cli::wiring::Failure;
use crate::diagnostic::{Class, Diagnostic};
use crate::value::NodeId;

/// Whether to go on after a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Read the next line.
    Continue,
    /// The user wants to leave.
    Quit,
}

/// Why a line failed; whatever there was to say has been said.
#[derive(Debug)]
pub enum Halt {
    /// An error of this class was written out.
    Said(Class),
    /// Output can't be written to.
    Io(io::Error),
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Halt {
        Halt::Io(error)
    }
}

/// How a name fits the nodes that it may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// They are called so.
    Named,
    /// Their names begin so or are near, which is not enough for a change.
    Like,
}

impl Fit {
    /// What is wrong with a name that may mean so many.
    pub(crate) fn told(self, name: &str, count: usize) -> String {
        match self {
            Fit::Named => format!("`{name}` fits {count} names"),
            Fit::Like if count == 1 => format!("nothing here is called `{name}`; the nearest is"),
            Fit::Like => format!("nothing here is called `{name}`; the nearest are"),
        }
    }

    /// How to say which one is meant.
    pub(crate) fn way_out(self, count: usize, can_ask: bool) -> String {
        let way = match (self, can_ask) {
            (Fit::Named, true) => "which one? type its number, or use the id in place of the name",
            (Fit::Named, false) => "use the id in place of the name",
            (Fit::Like, true) if count == 1 => "is it meant? [y]es, or type the whole name",
            (Fit::Like, true) => "is one of them meant? type its number, or the whole name",
            (Fit::Like, false) => "a change takes the whole name, an alias or the id",
        };
        way.to_string()
    }
}

/// Why a line can't be carried out; not yet said.
pub(crate) enum Trouble {
    /// An error, with the text that it is about.
    Error(Box<Diagnostic>, String),
    /// A name that fits several nodes.
    Which {
        /// The name as it was typed.
        name: String,
        /// What it may mean.
        nodes: Vec<NodeId>,
        /// How it fits them.
        fit: Fit,
    },
    /// A part of the line is missing, or something is to be thought about.
    Ask(Box<Question>),
    /// Something that is in words already.
    Failed(Failure),
    /// Output can't be written to.
    Io(io::Error),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Trouble {
        Trouble::Failed(failure)
    }
}

impl Trouble {
    /// A mistake in a `:` command or verb.
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Trouble {
        Diagnostic::plain(Class::UsageError, message).hint(hint).into()
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Trouble {
        Trouble::Io(error)
    }
}

impl From<Diagnostic> for Trouble {
    fn from(error: Diagnostic) -> Trouble {
        Trouble::Error(Box::new(error), String::new())
    }
}

impl From<Box<Diagnostic>> for Trouble {
    fn from(error: Box<Diagnostic>) -> Trouble {
        Trouble::Error(error, String::new())
    }
}
