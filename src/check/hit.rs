//! What a rule finds before it has a place in a document, and what it looks at.

use rustc_hash::FxHashSet;

use crate::graph::document::Record;
use crate::graph::{Evidence, Schema, View, Way};
use crate::value::{EdgeId, NodeId, Value};

use super::asked::Asked;

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Record(Record),
    Schema,
}

/// What a rule found.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) place: Place,
    /// The value within the record, as a JSON pointer.
    pub(super) pointer: String,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// Another record that has to do with it, and what is said of that.
    pub(super) beside: Option<(Record, String)>,
}

impl Hit {
    /// Something at a value of a record.
    pub(super) fn new(record: Record, pointer: impl Into<String>, message: impl Into<String>) -> Hit {
        let place = Place::Record(record);
        Hit { place, pointer: pointer.into(), message: message.into(), help: None, beside: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Hit {
        self.help = Some(help.into());
        self
    }

    pub(super) fn beside(mut self, record: Record, says: impl Into<String>) -> Hit {
        self.beside = Some((record, says.into()));
        self
    }

    /// The records that can keep it silent.
    pub(super) fn records(&self) -> impl Iterator<Item = Record> {
        let own = match self.place {
            Place::Record(record) => Some(record),
            Place::Schema => None,
        };
        own.into_iter().chain(self.beside.as_ref().map(|(record, _)| *record))
    }
}

/// The value by which a record is pointed at as a whole.
pub(super) fn anchor(record: Record) -> &'static str {
    match record {
        Record::Node(_) => "/id",
        Record::Edge(_) => "/type",
    }
}

/// What a rule looks at.
pub(super) struct Subject<'a> {
    pub(super) view: &'a dyn View,
    pub(super) schema: &'a Schema,
    pub(super) asked: &'a Asked,
    pub(super) nodes: Vec<NodeId>,
    pub(super) edges: Vec<EdgeId>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(view: &'a dyn View, schema: &'a Schema, asked: &'a Asked) -> Subject<'a> {
        let mut nodes = Vec::with_capacity(view.node_count());
        view.nodes(&mut nodes);
        // Of two nodes with one id, which loading reports, the first is looked at.
        let mut ids = FxHashSet::default();
        nodes.retain(|node| view.node_text(*node, "id").is_none_or(|id| ids.insert(id)));
        let mut edges = Vec::with_capacity(view.edge_count());
        nodes.iter().for_each(|node| view.edges_of(*node, Way::Out, &[], &mut edges));
        let mut edges: Vec<EdgeId> = edges.into_iter().map(|(edge, _)| edge).collect();
        edges.sort_unstable();
        Subject { view, schema, asked, nodes, edges }
    }

    /// All records: nodes, then edges, in the order of the documents.
    pub(super) fn records(&self) -> impl Iterator<Item = Record> {
        let nodes = self.nodes.iter().copied().map(Record::Node);
        nodes.chain(self.edges.iter().copied().map(Record::Edge))
    }

    /// A property of a record; null where it has none.
    pub(super) fn property(&self, record: Record, key: &str) -> Value {
        match (self.view.symbols().find_key(key), record) {
            (None, _) => Value::Null,
            (Some(key), Record::Node(node)) => self.view.node_property(node, key),
            (Some(key), Record::Edge(edge)) => self.view.edge_property(edge, key),
        }
    }

    /// A property of a record that is text.
    pub(super) fn text(&self, record: Record, key: &str) -> Option<String> {
        self.property(record, key).as_str().map(str::to_owned)
    }

    pub(super) fn evidence(&self, record: Record) -> Vec<Evidence> {
        match record {
            Record::Node(node) => self.view.node_evidence(node).into_owned(),
            Record::Edge(edge) => self.view.edge_evidence(edge).into_owned(),
        }
    }

    /// The id of a node.
    pub(super) fn id(&self, node: NodeId) -> String {
        self.view.node_text(node, "id").map_or_else(String::new, |id| id.to_string())
    }

    /// The type of an edge.
    pub(super) fn kind(&self, edge: EdgeId) -> &str {
        self.view.symbols().type_name(self.view.edge_type(edge))
    }

    /// A record in a few words: "`csto`", "`kazakhstan` MEMBER_OF `csto`".
    pub(super) fn told(&self, record: Record) -> String {
        match record {
            Record::Node(node) => format!("`{}`", self.id(node)),
            Record::Edge(edge) => {
                let (from, to) = self.view.ends(edge);
                format!("`{}` {} `{}`", self.id(from), self.kind(edge), self.id(to))
            }
        }
    }
}
