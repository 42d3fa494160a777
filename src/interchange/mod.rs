//! Other programs' graphs in and ours out: one folder a form, reading and writing side by side.
//!
//! A reader makes a [`Gathered`] of a text, a writer a text of a `Gathered`; neither knows a schema. [`gather`]
//! takes one from a graph, [`widen`] makes a schema with a place for all of it, and [`land`] works out what it takes to
//! bring it into a graph.

mod fit;
mod gather;
mod gathered;
mod json;
mod land;
mod node_link;
mod passages;
mod tables;
mod widen;

pub use gather::gather;
pub use gathered::{Gathered, GatheredEdge, GatheredNode};
pub use land::{Landing, Terms, land};
pub use tables::Tables;
pub use widen::widen;

use serde_json::Value as Json;

use crate::diagnostic::{Class, Diagnostic, Outcome};

/// The forms of graphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Node-link JSON.
    NodeLink,
}

/// Every form.
pub const FORMS: [Form; 1] = [Form::NodeLink];

/// The endings of files and the forms they stand for; which JSON a `.json` is, is told by what it holds.
const ENDINGS: [(&str, Form); 1] = [("json", Form::NodeLink)];

/// How large a file may be, in bytes: a graph for people to read together is far smaller.
const BYTES_MAX: usize = 128 << 20;

impl Form {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Form::NodeLink => "node-link JSON",
        }
    }
}

/// The form of a file, by the ending of its name and what it holds.
///
/// # Errors
/// Where the ending stands for none, with those that are known.
pub fn form_of(file: &str, _bytes: &[u8]) -> Outcome<Form> {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, form)| *form).ok_or_else(|| {
        let known: Vec<String> = ENDINGS.iter().map(|(known, _)| format!(".{known}")).collect();
        let message = format!("`{file}`: found no known ending, expected {}", known.join(", "));
        Box::new(Diagnostic::plain(Class::UsageError, message))
    })
}

/// Reads a graph. Linear in the length of the text, but for sorting.
///
/// # Errors
/// Where the text is not of that form, with the place; or too large.
pub fn read(form: Form, bytes: &[u8]) -> Outcome<Gathered> {
    if bytes.len() > BYTES_MAX {
        let message = format!("found {} MB, expected at most {} MB", bytes.len() >> 20, BYTES_MAX >> 20);
        let error = Diagnostic::plain(Class::DataError, message);
        return Err(Box::new(error.hint("large graphs are read from CSV files: `actant import --csv DIR -o FILE`")));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let message = format!("found a byte that is no UTF-8 at {}, expected text", error.valid_up_to());
        Box::new(Diagnostic::plain(Class::DataError, message))
    })?;
    let text = text.trim_start_matches('\u{feff}');
    match form {
        Form::NodeLink => match json::read(text)? {
            Json::Object(top) => node_link::read(&top),
            _ => Err(json::wrong("found no object, expected one with `nodes` and `links`")),
        },
    }
}

/// Writes a graph.
pub fn write(form: Form, gathered: &Gathered) -> String {
    match form {
        Form::NodeLink => node_link::write(gathered),
    }
}
