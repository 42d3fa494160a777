//! What the engine may ask of a graph, and what it may change. A lens, a frozen layout or a naive
//! twin can stand in by answering the same questions.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::adjacency::Adjacency;
use super::evidence::Evidence;
use super::symbols::{KeyId, LabelId, Symbols, TypeId};
use crate::diagnostic::Outcome;
use crate::value::{EdgeId, NodeId, Value};

/// The way edges are followed from a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// From `from` to `to`.
    Out,
    /// From `to` to `from`.
    In,
    /// Both ways; a loop counts once.
    Both,
}

impl Way {
    /// The way back.
    pub fn flipped(self) -> Way {
        match self {
            Way::Out => Way::In,
            Way::In => Way::Out,
            Way::Both => Way::Both,
        }
    }
}

/// An `id` that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id<'a> {
    /// A text.
    Text(&'a str),
    /// An integer.
    Number(i64),
}

/// One text property of nodes in a row, as it lies in memory.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    /// The first of the nodes.
    pub first: u32,
    /// Where each text begins, and the end of the last.
    pub offsets: &'a [u32],
    /// The texts, one after another, in UTF-8.
    pub heap: &'a [u8],
}

/// A property of nodes in a row, each of which has it, as it lies in memory.
#[derive(Clone, Copy, Debug)]
pub enum Column<'a> {
    /// Integers that all fit in four bytes.
    Ints(&'a [i32]),
    /// Integers.
    Longs(&'a [i64]),
    /// Texts.
    Texts(Texts<'a>),
}

impl<'a> Texts<'a> {
    /// The bytes of a row's text.
    #[inline]
    pub fn bytes(&self, row: usize) -> &'a [u8] {
        match (self.offsets.get(row), self.offsets.get(row + 1)) {
            (Some(from), Some(to)) => self.heap.get(*from as usize..*to as usize).unwrap_or_default(),
            (None, _) | (_, None) => &[],
        }
    }
}

/// A graph that can be read. Lists are written into a buffer of the caller's, in an order that is the
/// same every time.
pub trait View {
    /// The names it knows.
    fn symbols(&self) -> &Symbols;
    /// How many nodes there are.
    fn node_count(&self) -> usize;
    /// How many edges there are.
    fn edge_count(&self) -> usize;
    /// All nodes.
    fn nodes(&self, into: &mut Vec<NodeId>);
    /// The nodes with a label.
    fn nodes_with_label(&self, label: LabelId, into: &mut Vec<NodeId>);
    /// How many nodes have a label.
    fn label_count(&self, label: LabelId) -> usize;
    /// How many edges have a type.
    fn type_count(&self, relationship_type: TypeId) -> usize;
    /// The nodes whose `id` property may equal this: at most one where a schema is kept to. Whoever asks
    /// for a number tests what comes: a float can equal it.
    fn nodes_with_id(&self, id: Id<'_>, into: &mut Vec<NodeId>);
    /// A node's labels, in the order of their numbers.
    fn labels(&self, node: NodeId) -> &[LabelId];
    /// An edge's type.
    fn edge_type(&self, edge: EdgeId) -> TypeId;
    /// An edge's two ends.
    fn ends(&self, edge: EdgeId) -> (NodeId, NodeId);
    /// The edges of a node with the node at the other end; an empty list of types means any.
    fn edges_of(&self, node: NodeId, way: Way, types: &[TypeId], into: &mut Vec<(EdgeId, NodeId)>);
    /// How many edges [`View::edges_of`] would give.
    fn degree(&self, node: NodeId, way: Way, types: &[TypeId]) -> usize {
        let mut edges = Vec::new();
        self.edges_of(node, way, types, &mut edges);
        edges.len()
    }
    /// A node's properties, in the order they were given.
    fn node_properties(&self, node: NodeId) -> Cow<'_, [(KeyId, Value)]>;
    /// An edge's properties, in the order they were given.
    fn edge_properties(&self, edge: EdgeId) -> Cow<'_, [(KeyId, Value)]>;
    /// What a node rests on.
    fn node_evidence(&self, node: NodeId) -> Cow<'_, [Evidence]>;
    /// What an edge rests on.
    fn edge_evidence(&self, edge: EdgeId) -> Cow<'_, [Evidence]>;
    /// The key under which a query gives what a record rests on, where records can rest on something:
    /// it is no property.
    fn evidence_key(&self) -> Option<KeyId> {
        None
    }
    /// Whether a node was there and is no longer.
    fn node_deleted(&self, node: NodeId) -> bool;
    /// Whether an edge was there and is no longer.
    fn edge_deleted(&self, edge: EdgeId) -> bool;

    /// The edges of a type, one way, as arrays; none where the layout has none or the way is both.
    fn adjacency(&self, _way: Way, _kind: TypeId) -> Option<Adjacency<'_>> {
        None
    }
    /// Whether it is known that no walk along edges of a type comes back to where it was.
    fn is_acyclic(&self, _kind: TypeId) -> bool {
        false
    }
    /// Whether it is known that every node at which an edge of a type arrives has a label, the edge being
    /// walked this way.
    fn ends_have(&self, _kind: TypeId, _way: Way, _label: LabelId) -> bool {
        false
    }
    /// The nodes with a label as ranges of their numbers, where the layout has them so.
    fn label_ranges(&self, _label: LabelId) -> Option<Vec<Range<u32>>> {
        None
    }
    /// A property of the nodes of a range that [`View::label_ranges`] gave, by its first node; none where
    /// the layout has none such, or the nodes have not all a text, or all an integer.
    fn node_column(&self, _first: NodeId, _key: KeyId) -> Option<Column<'_>> {
        None
    }

    /// The first node whose `id` property is this text.
    fn node_by_id(&self, id: &str) -> Option<NodeId> {
        let mut nodes = Vec::new();
        self.nodes_with_id(Id::Text(id), &mut nodes);
        nodes.first().copied()
    }
    /// A property of a node; `null` where it has none.
    fn node_property(&self, node: NodeId, key: KeyId) -> Value {
        property(&self.node_properties(node), key)
    }
    /// A property of an edge; `null` where it has none.
    fn edge_property(&self, edge: EdgeId, key: KeyId) -> Value {
        property(&self.edge_properties(edge), key)
    }
    /// Whether a node has a label.
    fn has_label(&self, node: NodeId, label: LabelId) -> bool {
        self.labels(node).contains(&label)
    }
    /// A property of a node as text, by the key's name.
    fn node_text(&self, node: NodeId, key: &str) -> Option<Arc<str>> {
        let key = self.symbols().find_key(key)?;
        match self.node_property(node, key) {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
    /// A property of an edge as text, by the key's name.
    fn edge_text(&self, edge: EdgeId, key: &str) -> Option<Arc<str>> {
        let key = self.symbols().find_key(key)?;
        match self.edge_property(edge, key) {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

fn property(properties: &[(KeyId, Value)], key: KeyId) -> Value {
    properties.iter().find(|(k, _)| *k == key).map_or(Value::Null, |(_, value)| value.clone())
}

/// A graph that can be changed. Every change can be taken back with [`Store::rollback`].
pub trait Store: View {
    /// The names, to be added to.
    fn symbols_mut(&mut self) -> &mut Symbols;
    /// For reading, where only a `View` is asked for.
    fn view(&self) -> &dyn View;
    /// Adds a node.
    ///
    /// # Errors
    /// Where the graph can't be changed.
    fn add_node(&mut self, labels: Vec<LabelId>, properties: Vec<(KeyId, Value)>) -> Outcome<NodeId>;
    /// Adds an edge.
    ///
    /// # Errors
    /// Where the graph can't be changed.
    fn add_edge(&mut self, from: NodeId, kind: TypeId, to: NodeId, properties: Vec<(KeyId, Value)>) -> Outcome<EdgeId>;
    /// Gives a node a property; `null` takes it away.
    ///
    /// # Errors
    /// Where the graph can't be changed.
    fn set_node_property(&mut self, node: NodeId, key: KeyId, value: Value) -> Outcome<()>;
    /// Gives an edge a property; `null` takes it away.
    ///
    /// # Errors
    /// Where the graph can't be changed.
    fn set_edge_property(&mut self, edge: EdgeId, key: KeyId, value: Value) -> Outcome<()>;
    /// Gives a node a label, or takes it away.
    ///
    /// # Errors
    /// Where the graph can't be changed.
    fn set_label(&mut self, node: NodeId, label: LabelId, present: bool) -> Outcome<()>;
    /// Says what a node rests on.
    ///
    /// # Errors
    /// Where the graph can't be changed.
    fn rest_node(&mut self, node: NodeId, evidence: Vec<Evidence>) -> Outcome<()>;
    /// Says what an edge rests on.
    ///
    /// # Errors
    /// Where the graph can't be changed.
    fn rest_edge(&mut self, edge: EdgeId, evidence: Vec<Evidence>) -> Outcome<()>;
    /// Deletes an edge.
    ///
    /// # Errors
    /// Where the graph can't be changed.
    fn delete_edge(&mut self, edge: EdgeId) -> Outcome<()>;
    /// Deletes a node, whose edges must be gone by the end of the statement.
    ///
    /// # Errors
    /// Where the graph can't be changed.
    fn delete_node(&mut self, node: NodeId) -> Outcome<()>;
    /// How many changes were made since the graph was opened.
    fn changes(&self) -> usize;
    /// Takes back every change after the first `keep`.
    fn rollback(&mut self, keep: usize);
}
