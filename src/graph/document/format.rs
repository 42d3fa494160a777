//! Bringing a document or a schema written by hand into its canonical form.

use super::Source;
use super::canonical;
use super::finding::{Findings, Report};
use super::read;
use super::schema;
use super::vocabulary::Vocabulary;

/// The document in its canonical form. Only its form changes: unknown keys, double ids and whatever
/// else a check would find stay for the check to find. O(n log n) in the number of records.
///
/// # Errors
/// What is wrong, where the schema is no schema, or the text no JSON or no document of nodes and edges.
pub fn format(schema: &Source, document: &Source) -> Result<String, Findings> {
    let rules = schema::read(schema)?;
    let vocabulary = Vocabulary::new(&rules);
    let mut report = Report::new(std::slice::from_ref(document));
    let read = read::document(&document.text, 0, &mut report);
    report.finish()?;
    let nodes = read.nodes.iter().map(|record| canonical::node(&vocabulary, &record.fields));
    let edges = read.edges.iter().map(|record| canonical::edge(&vocabulary, &record.fields));
    Ok(canonical::document(nodes.collect(), edges.collect()))
}

/// The schema in its canonical form; what it leaves open is spelt out. O(n log n) in its length.
///
/// # Errors
/// What is wrong with it.
pub fn format_schema(schema: &Source) -> Result<String, Findings> {
    Ok(canonical::schema(&schema::read(schema)?))
}
