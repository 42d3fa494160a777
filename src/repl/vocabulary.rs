//! What completion, hints and highlighting know.

use std::rc::Rc;

use super::edit::Expected;
use super::names::Names;
use crate::cli::saved::SavedQuery;
use crate::graph::{Graph, View};

/// The words of a graph and its queries.
#[derive(Default)]
pub struct Vocabulary {
    /// The labels.
    pub labels: Vec<String>,
    /// The relationship types.
    pub types: Vec<String>,
    /// The statuses of relations.
    pub statuses: Vec<String>,
    /// The property keys.
    pub properties: Vec<String>,
    /// The saved queries.
    pub queries: Vec<String>,
    /// The parameters that are set.
    pub parameters: Vec<String>,
    /// Every spelling of every node.
    pub names: Rc<Names>,
    /// Where a question waits, what its answer may be.
    pub(crate) expected: Option<Expected>,
    /// What an empty answer to it stands for.
    pub(crate) offered: String,
}

impl Vocabulary {
    /// The words of a graph: those of its schema, and the property keys it has met.
    pub fn of(graph: &Graph, names: Rc<Names>, queries: &[SavedQuery]) -> Vocabulary {
        let schema = graph.schema();
        let mut properties: Vec<String> = graph.symbols().keys().map(|key| key.to_string()).collect();
        properties.extend(schema.iter().flat_map(|schema| schema.properties.iter().map(|rule| rule.name.clone())));
        properties.sort();
        properties.dedup();
        let labels = schema.iter().flat_map(|schema| schema.labels.iter().map(|rule| rule.label.clone()));
        let types = schema.iter().flat_map(|schema| schema.types.iter().map(|rule| rule.name.clone()));
        Vocabulary {
            labels: labels.collect(),
            types: types.collect(),
            properties,
            statuses: schema.iter().flat_map(|schema| schema.statuses.iter().map(|rule| rule.status.clone())).collect(),
            queries: queries.iter().map(|query| query.name.clone()).collect(),
            parameters: Vec::new(),
            names,
            expected: None,
            offered: String::new(),
        }
    }
}
