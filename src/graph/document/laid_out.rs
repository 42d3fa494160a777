//! A graph that was laid out before: nothing is read but its schema.

use std::sync::Arc;

use super::{Findings, Source, schema};
use crate::graph::Graph;
use crate::graph::frozen::Frozen;

/// A frozen graph with the schema it carries; without one where it carries none.
///
/// # Errors
/// What is wrong with the schema.
pub fn open_laid_out(frozen: Frozen) -> Result<Graph, Findings> {
    let Some(text) = frozen.schema_text().cloned() else { return Ok(Graph::of_frozen(frozen, None)) };
    let schema = schema::read(&Source::new("schema.json", &*text))?;
    Ok(Graph::of_frozen(frozen, Some(Arc::new(schema))))
}
