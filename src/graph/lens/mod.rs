//! Lenses: a graph as of a date, or as chosen sources have it.
//!
//! A [`Lens`] says what is asked; a [`Seen`] is the graph under it: which nodes and relations it leaves,
//! worked out once, in O(graph). [`Through`] shows a graph so. Without a lens none of this is touched.

mod dated;
mod period;
mod seen;
mod through;
mod viewpoint;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use dated::{edge_period, node_period};
pub use period::{Dates, Held, Period, Question, Window, Years};
pub use seen::Seen;
pub use through::Through;

use crate::value::NodeId;

/// What is looked at, and by whom it is told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lens {
    /// The time that is asked for.
    pub time: Option<Time>,
    /// What alone is accepted; where it names nothing, everything is.
    pub accept: Selection,
    /// What is left out.
    pub without: Selection,
    /// How it is written: `AS OF '2013' WITHOUT 'lo-2008'`.
    pub text: String,
}

/// A time that is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Time {
    /// Whether records are to have held then, or to lie within it.
    pub question: Question,
    /// The days.
    pub window: Window,
    /// Whether only what certainly held is left.
    pub certainly: bool,
}

/// Sources, and ways in which relations are stated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// The ids of works.
    pub works: BTreeSet<Arc<str>>,
    /// Whoever wrote or argued.
    pub authors: BTreeSet<NodeId>,
    /// Lines of scholarship.
    pub schools: BTreeSet<NodeId>,
    /// Statuses of relations.
    pub statuses: BTreeSet<Arc<str>>,
}

impl Selection {
    /// Whether it names a work, an author or a school.
    pub fn names_sources(&self) -> bool {
        !(self.works.is_empty() && self.authors.is_empty() && self.schools.is_empty())
    }
}
