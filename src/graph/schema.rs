//! The schema: which labels, types and properties a graph has, and how each is drawn and said.
//! It is data (`graph/schema.json`); another subject writes another and changes no code.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The vocabulary of a graph.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    /// What the vocabulary is for.
    pub name: String,
    /// The version of the format, 1.
    pub format: u32,
    /// The labels.
    pub labels: Vec<LabelRule>,
    /// The relationship types.
    pub types: Vec<TypeRule>,
    /// The properties beyond those that every record may have.
    pub properties: Vec<PropertyRule>,
    /// The statuses an edge can have.
    pub statuses: Vec<StatusRule>,
    /// Rules of `actant check` that are kept silent in the whole graph, with the reason.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub silence: BTreeMap<String, String>,
}

/// A label.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelRule {
    /// The label.
    pub label: String,
    /// Its plural, in lower case.
    pub plural: String,
    /// What it is for.
    pub description: String,
    /// The Graphviz shape it is drawn with.
    pub shape: String,
    /// The colour it is filled with.
    pub fill: String,
    /// The properties its nodes may have.
    pub properties: Vec<String>,
    /// Whether a dated node of it stays on record once its time has come, as events and works do.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lasting: bool,
}

/// Whether an edge must say something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Need {
    /// It must.
    Required,
    /// It may.
    #[default]
    Optional,
}

/// A relationship type.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeRule {
    /// The type, as Cypher writes it.
    #[serde(rename = "type")]
    pub name: String,
    /// The area of life it belongs to.
    pub area: String,
    /// What is said from the first end: "is a member of".
    pub forward: String,
    /// What is said from the second end: "has as member".
    pub backward: String,
    /// The labels its first end may have.
    pub from: Vec<String>,
    /// The labels its second end may have.
    pub to: Vec<String>,
    /// Whether both ends are alike: stored once, matched both ways, drawn without an arrowhead.
    pub symmetric: bool,
    /// Whether an edge must name the passages it rests on.
    pub evidence: Need,
    /// Whether an edge must say how far its sources stand behind it; a schema that says nothing leaves it open.
    #[serde(default)]
    pub status: Need,
    /// What it is for.
    pub description: String,
    /// The properties its edges may have.
    pub properties: Vec<String>,
    /// The colour of its line.
    pub colour: String,
    /// The Graphviz style of its line.
    pub style: String,
    /// The Graphviz arrowhead.
    pub arrow: String,
    /// Whether a dated relation stays on record once its time has come, as an argument does.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lasting: bool,
}

/// What a property holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PropertyKind {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// Any number.
    Float,
    /// True or false.
    Boolean,
    /// A date with its doubt (EDTF).
    Date,
    /// The id of a node.
    Node,
    /// Text or a number.
    Any,
    /// A list of text.
    Texts,
}

/// A property.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PropertyRule {
    /// The property's name.
    pub name: String,
    /// What it holds.
    pub kind: PropertyKind,
    /// What it is for.
    pub description: String,
    /// The values it may have, where they are counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

/// A status of an edge.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusRule {
    /// The status.
    pub status: String,
    /// What is said of such an edge.
    pub says: String,
    /// The Graphviz style of its line.
    pub style: String,
    /// What it means.
    pub description: String,
}

impl Schema {
    /// The rule for a label.
    pub fn label(&self, name: &str) -> Option<&LabelRule> {
        self.labels.iter().find(|rule| rule.label == name)
    }

    /// The rule for a relationship type.
    pub fn relationship_type(&self, name: &str) -> Option<&TypeRule> {
        self.types.iter().find(|rule| rule.name == name)
    }

    /// The rule for a property.
    pub fn property(&self, name: &str) -> Option<&PropertyRule> {
        self.properties.iter().find(|rule| rule.name == name)
    }

    /// The rule for a status.
    pub fn status(&self, name: &str) -> Option<&StatusRule> {
        self.statuses.iter().find(|rule| rule.status == name)
    }
}
