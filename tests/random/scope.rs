//! What a query that is being written knows of itself.

use actant::value::{Map, Value};

use super::tape::Tape;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Node,
    Edge,
    /// A list of edges, in the order of their path.
    Edges,
    Path,
    Integer,
    Text,
    Any,
    /// A list whose order nothing settles.
    Bag,
}

/// The names that can be used, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    pub(crate) names: Vec<(String, Kind)>,
    /// How many names were made.
    made: usize,
}

impl Scope {
    /// A name that is new.
    pub(crate) fn fresh(&mut self, letter: char) -> String {
        self.made += 1;
        format!("{letter}{}", self.made)
    }

    pub(crate) fn add(&mut self, name: &str, kind: Kind) {
        if self.names.iter().all(|(known, _)| known != name) {
            self.names.push((name.to_owned(), kind));
        }
    }

    /// Only these names go on.
    pub(crate) fn keep(&mut self, names: Vec<(String, Kind)>) {
        self.names = names;
    }

    pub(crate) fn of(&self, kind: Kind) -> Vec<&str> {
        self.names.iter().filter(|(_, known)| *known == kind).map(|(name, _)| &**name).collect()
    }

    /// One of the names of a kind, where there are any.
    pub(crate) fn any(&self, tape: &mut Tape, kind: Kind) -> Option<String> {
        let names = self.of(kind);
        if names.is_empty() { None } else { Some(tape.pick(&names).to_owned()) }
    }
}

/// A query with what is known of its answer.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    pub(crate) text: String,
    /// The columns that hold a list without an order.
    pub(crate) bags: Vec<usize>,
    /// The columns that the rows are sorted by.
    pub(crate) sorted_by: Vec<usize>,
}

impl Query {
    /// The parameters of every query: an id, a number, a text.
    pub(crate) fn parameters(&self) -> Map {
        let all = [("p", Value::string("n1")), ("n", Value::Integer(1)), ("t", Value::string("a"))];
        let used = all.into_iter().filter(|(name, _)| self.text.contains(&format!("${name}")));
        used.map(|(name, value)| (name.into(), value)).collect()
    }
}
