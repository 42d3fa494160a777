//! A graph at rest: columns and compressed sparse rows that are used where they lie, in memory, in the
//! binary or in a mapped file.
//!
//! Nodes are numbered table by table (a table holds the nodes with the same labels), edges type by type
//! and within a type by beginning and end. So the type of an edge and the labels of a node follow from
//! their numbers, and neither is stored.

mod builder;
mod bytes;
mod catalog;
mod column;
mod convert;
mod datum;
mod index;
mod layout;
mod rows;
mod thaw;
mod view;
mod visit;

use std::sync::Arc;

pub use builder::{Builder, Table, in_parallel};
pub use bytes::Bytes;
pub use column::Cell;
pub(crate) use convert::{evidence_datum, value as value_of};
pub use datum::Datum;
pub use layout::Sections;
pub use visit::{AllEdges, EdgeReference, Neighbors, NodeReferences, Visited};

use self::bytes::Store as Stored;
use self::catalog::{Edges, Nodes};
use super::symbols::{KeyId, Symbols};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::value::{EdgeId, NodeId, Value};

/// A graph in its frozen layout.
#[derive(Debug)]
pub struct Frozen {
    stored: Stored,
    symbols: Symbols,
    nodes: Vec<Nodes>,
    edges: Vec<Edges>,
    /// The place in `edges` of each type, by its number.
    by_type: Vec<Option<usize>>,
    node_count: u32,
    edge_count: u32,
    id_key: Option<KeyId>,
    id_slots: u32,
    odd_ids: u32,
    documents: Vec<Arc<str>>,
    schema: Option<Arc<str>>,
}

impl Frozen {
    /// Opens a layout: header, table of sections and catalog are checked now, each section when it is
    /// first used. O(catalog), whatever the size of the graph.
    ///
    /// # Errors
    /// What is no snapshot, is cut off, damaged, or of another version.
    pub fn open(bytes: Bytes) -> Outcome<Frozen> {
        let stored = Stored::open(bytes)?;
        catalog::read(stored).ok_or_else(|| refused("its catalog can't be read"))
    }

    /// Lays a builder's graph out in memory.
    ///
    /// # Errors
    /// Where it is too large for the layout.
    pub fn build(builder: Builder, extras: Vec<(String, Datum)>) -> Outcome<Frozen> {
        Frozen::open(Bytes::of(Frozen::sections(builder, extras)?))
    }

    /// A builder's graph as sections, to be written to a file.
    ///
    /// # Errors
    /// Where it is too large for the layout.
    pub fn sections(builder: Builder, extras: Vec<(String, Datum)>) -> Outcome<Sections> {
        builder.finish(extras).map_err(|message| Box::new(Diagnostic::plain(Class::DataError, message)))
    }

    /// The text of the schema it was laid out with.
    pub fn schema_text(&self) -> Option<&Arc<str>> {
        self.schema.as_ref()
    }

    /// All its bytes, as they would be written to a file.
    pub fn bytes(&self) -> &[u8] {
        self.stored.bytes()
    }

    /// Says whether a section that was used so far was damaged.
    ///
    /// # Errors
    /// Where one was: what was read since is not to be trusted.
    pub fn sound(&self) -> Outcome<()> {
        if self.stored.sound() { Ok(()) } else { Err(refused("a part of it does not match its checksum")) }
    }

    /// Checks every section now; O(bytes).
    ///
    /// # Errors
    /// Where one does not match its checksum.
    pub fn check(&self) -> Outcome<()> {
        self.stored.check_all();
        self.sound()
    }

    /// The path of the document a node was read from.
    pub(super) fn node_document(&self, node: NodeId) -> Option<&Arc<str>> {
        let (table, row) = self.node_row(node)?;
        self.document(table.records.document.as_ref()?.integer(&self.stored, row)?)
    }

    /// The path of the document an edge was read from.
    pub(super) fn edge_document(&self, edge: EdgeId) -> Option<&Arc<str>> {
        let (table, row) = self.edge_row(edge)?;
        self.document(table.records.document.as_ref()?.integer(&self.stored, row)?)
    }

    fn document(&self, number: i64) -> Option<&Arc<str>> {
        self.documents.get(usize::try_from(number).ok()?)
    }

    fn node_row(&self, node: NodeId) -> Option<(&Nodes, usize)> {
        let at = self.nodes.partition_point(|table| table.first <= node.0).checked_sub(1)?;
        let table = &self.nodes[at];
        let row = (node.0 - table.first) as usize;
        (row < table.records.rows).then_some((table, row))
    }

    fn edge_row(&self, edge: EdgeId) -> Option<(&Edges, usize)> {
        let at = self.edges.partition_point(|table| table.first <= edge.0).checked_sub(1)?;
        let table = &self.edges[at];
        let row = (edge.0 - table.first) as usize;
        (row < table.records.rows).then_some((table, row))
    }

    fn node_value(&self, node: NodeId, key: KeyId) -> Value {
        self.node_row(node).map_or(Value::Null, |(table, row)| table.records.value(&self.stored, key, row))
    }

    fn edge_value(&self, edge: EdgeId, key: KeyId) -> Value {
        self.edge_row(edge).map_or(Value::Null, |(table, row)| table.records.value(&self.stored, key, row))
    }

    /// The nodes whose id hashes to this and passes the test.
    fn find(&self, hash: usize, is: impl Fn(u32) -> bool, into: &mut Vec<NodeId>) {
        let slots = self.stored.words(self.id_slots);
        let Some(mask) = slots.len().checked_sub(1) else { return };
        let mut at = hash & mask;
        // The table is half empty; the bound is for damaged bytes.
        for _ in 0..slots.len() {
            let node = slots[at];
            if node == index::EMPTY {
                return;
            }
            if is(node) {
                into.push(NodeId(node));
            }
            at = (at + 1) & mask;
        }
    }
}

fn refused(reason: &str) -> Box<Diagnostic> {
    let fault = Diagnostic::plain(Class::FileError, format!("the snapshot is refused: {reason}"));
    Box::new(fault.hint("write it again from the graph's folder with `actant snapshot`"))
}
