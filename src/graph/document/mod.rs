//! Graph documents: JSON in, a checked graph out, and back again.
//!
//! Text is read into records (`read`), every record is checked against the schema (`check`), and
//! only documents without a finding become a graph (`load`). `write` gives the documents back in
//! their canonical form, `format` brings a document written by hand into that form, and `revise` works
//! changes into documents that otherwise stay as they are.

mod canonical;
mod check;
mod edges;
mod evidence;
mod fields;
mod fill;
mod finding;
mod format;
mod homes;
mod json;
mod json_schema;
mod keys;
mod laid_out;
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

pub use finding::{Finding, Findings, line_column};
pub use format::{format, format_schema};
pub use json_schema::json_schema;
pub use keys::{Key, keys_of_edge, keys_of_node};
pub use laid_out::open_laid_out;
pub use revise::revise;
pub use shape::Shape;
pub use write::write;

use super::Graph;
use check::Check;
use finding::Report;
use read::Document;
use vocabulary::Vocabulary;

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
    let rules = schema::read(schema)?;
    let vocabulary = Vocabulary::new(&rules);
    let mut report = Report::new(documents);
    let read: Vec<Document> =
        documents.iter().enumerate().map(|(at, source)| read::document(&source.text, at, &mut report)).collect();
    let mut check = Check::new(&vocabulary, &read, &mut report);
    let nodes = check.nodes();
    let edges = check.edges();
    report.finish()?;
    Ok(fill::graph(&vocabulary, documents, nodes, edges))
}
