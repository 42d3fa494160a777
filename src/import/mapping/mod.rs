//! Tables by a mapping: a small JSON file says which file is read how, and which node and which edge a row makes.
//!
//! `read` reads the mapping into `rules`; `bind` opens the tables and finds the columns that the rules name; `rows`
//! hands what each row makes to a [`Sink`]: `snapshot` lays it out as it comes, so that memory grows with the nodes and
//! with the bytes of the edges' columns, and not with the rows.

mod bind;
mod fill;
mod read;
mod rows;
mod rules;
mod sheet;
mod snapshot;
mod table;
mod template;
mod told;

pub use read::read;
pub use rows::{Fault, run};
pub use rules::Mapping;
pub use snapshot::{Snapshot, lay_out};
pub use told::{FileTold, Told};

use crate::graph::Evidence;
use crate::graph::frozen::Datum;

/// A node that a row makes.
#[derive(Clone, Debug)]
pub struct Node<'r> {
    /// Its labels.
    pub labels: &'r [String],
    /// Its id, in kebab-case.
    pub id: &'r str,
    /// Its properties, without the id.
    pub properties: Vec<(&'r str, Datum)>,
    /// What it is called where nothing names it.
    pub fallback: &'r str,
    /// What it rests on.
    pub evidence: Option<Evidence>,
}

/// An edge that a row makes.
#[derive(Clone, Debug)]
pub struct Edge<'r> {
    /// Its type.
    pub kind: &'r str,
    /// The number of the node it begins at, by [`Sink::end`].
    pub from: u32,
    /// The number of the node it ends at.
    pub to: u32,
    /// Its properties.
    pub properties: Vec<(&'r str, Datum)>,
    /// What it rests on.
    pub evidence: Option<Evidence>,
}

/// Takes what rows make: all nodes first, then all edges.
pub trait Sink {
    /// Takes a node; one that is there already is filled in. Gives what differs from what is there, in words.
    fn node(&mut self, node: Node<'_>) -> Option<String>;

    /// All nodes are there.
    fn nodes_end(&mut self);

    /// The number of a node, to be the end of an edge.
    ///
    /// # Errors
    /// A sentence: no node has this id. The nearest one is named, where that is wanted and found.
    fn end(&mut self, id: &str, near: bool) -> Result<u32, String>;

    /// Takes an edge.
    fn edge(&mut self, edge: Edge<'_>);
}
