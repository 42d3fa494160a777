//! What a key of a record holds, and the keys that every record may have.

use crate::graph::schema::PropertyKind;

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// The id of this node.
    Id,
    /// The labels of this node.
    Labels,
    /// The type of this edge.
    Type,
    /// The id of a node at an end of this edge.
    End,
    /// One of the schema's statuses.
    Status,
    /// What the record rests on.
    Evidence,
    /// Text that is not empty.
    Name,
    /// Text.
    Text,
    /// A list of text.
    Texts,
    /// Text by language or by register.
    TextMap,
    /// Why a rule is kept silent, by the rule's code.
    Silence,
    /// A date with its doubt (EDTF).
    Date,
    /// A whole number.
    Integer,
    /// Any number.
    Float,
    /// True or false.
    Boolean,
    /// The id of some node.
    Node,
    /// Text or a number.
    Any,
}

impl Shape {
    /// What a property of this kind holds.
    pub(crate) fn of(kind: PropertyKind) -> Shape {
        match kind {
            PropertyKind::String => Shape::Text,
            PropertyKind::Integer => Shape::Integer,
            PropertyKind::Float => Shape::Float,
            PropertyKind::Boolean => Shape::Boolean,
            PropertyKind::Date => Shape::Date,
            PropertyKind::Node => Shape::Node,
            PropertyKind::Any => Shape::Any,
            PropertyKind::Texts => Shape::Texts,
        }
    }

    /// What is expected, in words.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Shape::Id => "an id: text in kebab-case",
            Shape::Labels => "a list of labels",
            Shape::Type => "a relationship type: text",
            Shape::End | Shape::Node => "the id of a node: text",
            Shape::Status => "a status: text",
            Shape::Evidence => "a list of evidence",
            Shape::Name => "text that is not empty",
            Shape::Text => "text",
            Shape::Texts => "a list of text",
            Shape::TextMap => "an object with text in it",
            Shape::Silence => "an object with a reason for each rule",
            Shape::Date => "a date (EDTF) in quotes",
            Shape::Integer => "a whole number",
            Shape::Float => "a number",
            Shape::Boolean => "true or false",
            Shape::Any => "text or a number",
        }
    }
}

/// The keys of a node that come before its properties.
pub(crate) const NODE_HEAD: &[(&str, Shape)] = &[
    ("id", Shape::Id),
    ("labels", Shape::Labels),
    ("name", Shape::Name),
    ("aliases", Shape::Texts),
    ("names", Shape::TextMap),
    ("description", Shape::Text),
    ("ids", Shape::TextMap),
    ("date", Shape::Date),
    ("start", Shape::Date),
    ("end", Shape::Date),
];

/// The keys of an edge that come before its properties.
pub(crate) const EDGE_HEAD: &[(&str, Shape)] = &[
    ("from", Shape::End),
    ("type", Shape::Type),
    ("to", Shape::End),
    ("start", Shape::Date),
    ("end", Shape::Date),
    ("at", Shape::Date),
    ("status", Shape::Status),
];

/// The keys that come after the properties.
pub(crate) const TAIL: &[(&str, Shape)] =
    &[("note", Shape::Text), ("anomaly", Shape::Text), ("silence", Shape::Silence), ("evidence", Shape::Evidence)];

/// The keys of a piece of evidence, in their order.
pub(super) const EVIDENCE_KEYS: &[&str] = &["work", "section", "page", "phrase", "printed", "citing"];
