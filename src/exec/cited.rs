//! What rows were made from: why-provenance (Buneman, Khanna and Tan 2001), gathered while they are made.
//!
//! Matching puts its edges into `Context::lineage` by itself. What an expression looks at besides (the
//! witnesses of a subquery, a node whose property is read) waits in `Context::witnesses` until the
//! operator that evaluates it has its value; `with_witnesses` then moves it beside the row. Nothing is
//! gathered where nobody asks.

use rustc_hash::FxHashSet;

use super::{Context, Flow, Row, Sink};
use crate::diagnostic::Outcome;
use crate::value::{EdgeId, NodeId};

/// One thing a row was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cited {
    /// A relationship that was matched.
    Edge(EdgeId),
    /// A node of which a property was read that says more than what it is called.
    Node(NodeId),
    /// A node of which only the name was read.
    Named(NodeId),
}

impl Cited {
    /// A number that nothing else has.
    fn number(self) -> usize {
        match self {
            Cited::Edge(edge) => 3 * edge.0 as usize,
            Cited::Node(node) => 3 * node.0 as usize + 1,
            Cited::Named(node) => 3 * node.0 as usize + 2,
        }
    }
}

/// What one row was made from, each thing once, in the order in which it was met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lineage {
    pub(crate) edges: Vec<EdgeId>,
    pub(crate) nodes: Vec<NodeId>,
    pub(crate) named: Vec<NodeId>,
}

impl Lineage {
    pub(super) fn of(found: &[Cited]) -> Lineage {
        let mut lineage = Lineage::default();
        for cited in distinct(found) {
            match cited {
                Cited::Edge(edge) => lineage.edges.push(edge),
                Cited::Node(node) => lineage.nodes.push(node),
                Cited::Named(node) => lineage.named.push(node),
            }
        }
        lineage
    }
}

/// What many rows were made from. Of a thing that is met again and again a few copies are kept at most: the
/// memory stays within twice what is distinct, the time linear.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    found: Vec<Cited>,
    /// How long the list may get before it is gone through.
    bound: usize,
    /// Where there is much: a bit for each thing found. From then on each is in the list once.
    seen: Vec<u64>,
}

impl Gathered {
    /// So few need no going through.
    const FEW: usize = 1024;
    /// Words of bits that one thing found is worth.
    const WORTH: usize = 32;

    pub(super) fn add(&mut self, more: impl IntoIterator<Item = Cited>) {
        if !self.seen.is_empty() {
            for cited in more {
                if set(&mut self.seen, cited.number()) {
                    self.found.push(cited);
                }
            }
            return;
        }
        self.found.extend(more);
        if self.found.len() > self.bound.max(Gathered::FEW) {
            self.go_through();
        }
    }

    fn go_through(&mut self) {
        self.found = distinct(&self.found);
        self.bound = 2 * self.found.len();
        let largest = self.found.iter().map(|cited| cited.number()).max().unwrap_or_default();
        if largest / 64 < Gathered::WORTH * self.found.len() {
            self.found.iter().for_each(|cited| _ = set(&mut self.seen, cited.number()));
        }
    }

    /// Each thing once.
    pub(super) fn each_once(&self) -> Vec<Cited> {
        if self.seen.is_empty() { distinct(&self.found) } else { self.found.clone() }
    }
}

/// Sets a bit; whether it was not set before.
fn set(bits: &mut Vec<u64>, number: usize) -> bool {
    let (word, bit) = (number / 64, 1u64 << (number % 64));
    if word >= bits.len() {
        bits.resize(word + 1, 0);
    }
    let is_new = bits[word] & bit == 0;
    bits[word] |= bit;
    is_new
}

/// Properties that say what a node is called, and nothing about it.
const NAMES: &[&str] = &["id", "name", "names", "aliases", "labels", "title"];

impl Context<'_> {
    /// Notes that a property of a node was read.
    pub(super) fn witness_node(&mut self, node: NodeId, key: &str) {
        let cited = if NAMES.contains(&key) { Cited::Named(node) } else { Cited::Node(node) };
        self.witnesses.push(cited);
    }

    /// Notes what the rows of a subquery were made from.
    pub(super) fn witness_all(&mut self, rows: &Gathered) {
        self.witnesses.extend(rows.each_once());
    }

    /// Forgets what was witnessed since: it has not borne the value out.
    pub(super) fn forget_witnesses(&mut self, mark: usize) {
        self.witnesses.truncate(mark);
    }

    /// Forgets the nodes read since: what an item or branch that did not hold read bears nothing out. The
    /// relationships stay: without them it might have held.
    pub(super) fn forget_readings(&mut self, mark: usize) {
        let kept = self.witnesses[mark..].iter().filter(|cited| matches!(cited, Cited::Edge(_))).copied();
        let kept: Vec<Cited> = kept.collect();
        self.witnesses.truncate(mark);
        self.witnesses.extend(kept);
    }

    /// Puts what was witnessed since beside the row, for as long as it is handed on.
    pub(super) fn with_witnesses(&mut self, mark: usize, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
        if self.witnesses.len() <= mark {
            return sink(self, row);
        }
        let before = self.lineage.len();
        self.lineage.extend(self.witnesses.drain(mark..));
        let flow = sink(self, row);
        self.lineage.truncate(before);
        flow
    }
}

/// Each thing once, in the order they were found.
pub(super) fn distinct(found: &[Cited]) -> Vec<Cited> {
    let mut seen = FxHashSet::default();
    found.iter().copied().filter(|cited| seen.insert(*cited)).collect()
}
