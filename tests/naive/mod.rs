//! A second engine, written to be right and nothing else: it walks the syntax tree clause by clause, keeps
//! every row as a map from name to value, and matches a pattern by trying every edge of the graph.
//!
//! It shares the values, the functions and the operators with the engine, and neither its binder, its
//! planner nor its operators. It takes for granted that the engine's binder found nothing wrong.

mod clause;
mod evaluate;
mod lists;
mod pattern;
mod project;
mod shortest;
mod write;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use actant::diagnostic::{Class, Diagnostic, Outcome};
use actant::functions::Surroundings;
use actant::graph::{Graph, View, Way};
use actant::session::{Answer, Session};
use actant::syntax::parse;
use actant::value::temporal::Now;
use actant::value::{EdgeId, Map, NodeId, Value};

/// The values of all names in scope.
pub(crate) type Row = Map;

/// Rows with the names that each of them has.
#[derive(Clone, Debug)]
struct Table {
    names: Vec<Arc<str>>,
    rows: Vec<Row>,
}

/// Where an expression stands: a row, and behind an aggregate the rows of its group.
#[derive(Clone, Copy)]
struct Scope<'a> {
    row: &'a Row,
    group: Option<&'a [Row]>,
}

/// An edge with its ends.
type Edge = (EdgeId, NodeId, NodeId);

/// A graph that is asked naively.
pub(crate) struct Naive {
    graph: RefCell<Graph>,
    /// The edges at each node; a loop stands there once.
    edges: RefCell<BTreeMap<NodeId, Vec<Edge>>>,
    /// The nodes that the statement in hand has deleted.
    deleted: RefCell<Vec<NodeId>>,
    parameters: Map,
    now: Now,
    /// How many more assignments may be tried.
    patience: Cell<usize>,
}

/// The detail of what this evaluator does not do.
const BEYOND: &str = "BeyondTheNaive";

/// Whether an outcome says that the naive evaluator does not do this.
pub(crate) fn beyond_it(outcome: &Outcome<Answer>) -> bool {
    matches!(outcome, Err(fault) if fault.detail == BEYOND)
}

/// What the naive evaluator answers on the session's graph, which is left as it leaves it. What the
/// engine's binder finds wrong with a query is taken for right.
pub(crate) fn in_place_of(session: &mut Session, query: &str, parameters: &Map) -> Outcome<Answer> {
    let naive = Naive::new(session.graph().clone(), parameters.clone());
    match session.run_with(query, parameters) {
        // Only what was found in the text, and not while rows were made, has a place in it.
        Err(fault) if fault.span.is_some() => Err(fault),
        Ok(_) | Err(_) => {
            let outcome = naive.run(query);
            *session.graph_mut() = naive.graph.into_inner();
            outcome
        }
    }
}

impl Naive {
    pub(crate) fn new(graph: Graph, parameters: Map) -> Naive {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let now = Now { epoch_seconds: since.as_secs() as i64, nanos: since.subsec_nanos() as i32 };
        let (graph, edges, deleted) = (RefCell::new(graph), RefCell::default(), RefCell::default());
        let naive = Naive { graph, edges, deleted, parameters, now, patience: Cell::new(usize::MAX) };
        naive.gather_edges();
        naive
    }

    /// Gives up after so many assignments, with an error as for what is not done.
    pub(crate) fn patient(self, assignments: usize) -> Naive {
        Naive { patience: Cell::new(assignments), ..self }
    }

    /// Runs one statement; where it fails the graph stays as it was.
    pub(crate) fn run(&self, text: &str) -> Outcome<Answer> {
        let statement = parse(text)?;
        let before = self.graph.borrow().clone();
        let result = self.query(&statement.query, &Row::new()).and_then(|table| {
            self.check_whole()?;
            Ok(table)
        });
        match result {
            Ok(table) => Ok(answer(table)),
            Err(fault) => {
                *self.graph.borrow_mut() = before;
                self.gather_edges();
                Err(fault)
            }
        }
    }

    /// Reads all edges anew, after a change.
    fn gather_edges(&self) {
        let graph = self.graph.borrow();
        let (mut nodes, mut all) = (Vec::new(), BTreeMap::<NodeId, Vec<Edge>>::new());
        graph.nodes(&mut nodes);
        for node in nodes {
            let mut edges = Vec::new();
            graph.edges_of(node, Way::Out, &[], &mut edges);
            for (edge, to) in edges {
                all.entry(node).or_default().push((edge, node, to));
                if to != node {
                    all.entry(to).or_default().push((edge, node, to));
                }
            }
        }
        self.edges.replace(all);
    }

    fn all_nodes(&self) -> Vec<NodeId> {
        let mut nodes = Vec::new();
        self.graph.borrow().nodes(&mut nodes);
        nodes
    }

    /// Lends a function what it may look at.
    fn with_surroundings<T>(&self, code: impl FnOnce(&Surroundings<'_>) -> T) -> T {
        let graph = self.graph.borrow();
        code(&Surroundings { view: &*graph, now: &self.now })
    }
}

fn answer(table: Table) -> Answer {
    let cells = |row: &Row| table.names.iter().map(|name| row.get(name).cloned().unwrap_or(Value::Null)).collect();
    let rows = if table.names.is_empty() { Vec::new() } else { table.rows.iter().map(cells).collect() };
    Answer { columns: table.names, rows, ..Answer::default() }
}

/// What the evaluator does not do.
fn beyond(what: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::runtime(Class::SemanticError, BEYOND, format!("{what} is not done naively")))
}

fn type_error(expected: &str, found: &Value) -> Box<Diagnostic> {
    let message = format!("expected {expected}, found {}", found.type_name());
    Box::new(Diagnostic::runtime(Class::TypeError, "InvalidArgumentType", message))
}
