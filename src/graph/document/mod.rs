//! Graph documents: JSON in, a checked graph out, and back again.
//!
//! Text is read into records (`read`), every record is checked against the schema (`check`), and
//! only documents without a finding become a graph (`load`). `write` gives the documents back in
//! their canonical form, `format` brings a document written by hand into that form, `revise` works
//! changes into documents that otherwise stay as they are, and `merge` brings two sides' changes together.

mod canonical;
mod check;
mod edges;
mod evidence;
mod examine;
mod fields;
mod fill;
mod finding;
mod format;
mod homes;
mod json;
mod json_schema;
mod laid_out;
mod merge;
mod nodes;
mod once;
mod place;
mod read;
mod revise;
mod schema;
mod schema_names;
mod shape;
mod syntax;
#[cfg(test)]
mod tests;
mod vocabulary;
mod write;

use std::sync::Arc;

pub(crate) use evidence::PHRASE_WORDS_MAX;
pub use examine::{Examined, Record, examine, place_in};
pub use finding::{Finding, Findings, line_column};
pub use format::{format, format_schema};
pub use json_schema::json_schema;
pub use laid_out::open_laid_out;
pub use merge::{Clash, Conflict, Field, Merge, Side, Versions, merge};
pub(crate) use nodes::is_kebab_case;
pub(crate) use place::span_in;
pub use revise::revise;
pub(crate) use schema::misread;
pub use schema::{read as read_schema, source as schema_source};
pub(crate) use shape::{EDGE_HEAD, NODE_HEAD, Shape, TAIL};
pub use vocabulary::KeyOrder;
pub use write::write;

use super::Graph;

/// A text with the path it is known by. Nothing here opens the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path within the graph's folder, with `/` between its parts.
    pub path: String,
    /// What the file holds.
    pub text: Arc<str>,
}

impl Source {
    /// A source from a path and its text.
    pub fn new(path: impl Into<String>, text: impl Into<Arc<str>>) -> Source {
        Source { path: path.into(), text: text.into() }
    }
}

/// Reads documents into a graph that keeps to the schema. The time is linear in the length of the texts.
///
/// # Errors
/// Everything that is wrong, in the order of the files and of the places within them. What is wrong
/// with the schema comes alone, since nothing can be checked against such a schema.
pub fn load(schema: &Source, documents: &[Source]) -> Result<Graph, Findings> {
    let examined = examine(schema, documents)?;
    if examined.findings.list.is_empty() { Ok(examined.graph) } else { Err(examined.findings) }
}
