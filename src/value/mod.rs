//! Values: what a query computes with, and what graph records hold.
//!
//! The variants are those of openCypher's type system (CIP2015-09-16). A value is cheap to
//! clone: everything larger than a word is behind an `Arc`. Nodes and relationships are mere
//! handles; whoever has the graph can say what they hold.

mod compare;
mod key;
mod order;
pub mod temporal;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use compare::{compare, equals};
pub use key::Key;
pub use order::order;
pub use temporal::{Duration, Temporal};

/// A node of the graph in hand; an index, stable while the graph is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// A relationship of the graph in hand; an index, stable while the graph is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeId(pub u32);

/// The entries of a map, in the order of their keys.
pub type Map = BTreeMap<Arc<str>, Value>;

/// A walk through the graph: always one node more than edges.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path {
    /// The nodes in the order they are visited.
    pub nodes: Vec<NodeId>,
    /// The edges between them.
    pub edges: Vec<EdgeId>,
}

/// Any value of the language.
#[derive(Clone, Debug)]
pub enum Value {
    /// The missing or unknown value.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A 64-bit signed integer.
    Integer(i64),
    /// A 64-bit floating point number (IEEE 754).
    Float(f64),
    /// Text.
    String(Arc<str>),
    /// A list of any values.
    List(Arc<Vec<Value>>),
    /// A map from text to any values.
    Map(Arc<Map>),
    /// A node.
    Node(NodeId),
    /// A relationship.
    Relationship(EdgeId),
    /// A path.
    Path(Arc<Path>),
    /// A point in time, in one of the five instant types.
    Temporal(Arc<Temporal>),
    /// An amount of time.
    Duration(Arc<Duration>),
}

impl Value {
    /// Text as a value.
    pub fn string(text: impl AsRef<str>) -> Value {
        Value::String(Arc::from(text.as_ref()))
    }

    /// A list as a value.
    pub fn list(items: Vec<Value>) -> Value {
        Value::List(Arc::new(items))
    }

    /// A map as a value.
    pub fn map(entries: Map) -> Value {
        Value::Map(Arc::new(entries))
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The text, where this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number, where this is an integer.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The number as a float, where this is an integer or a float.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Value::Integer(number) => Some(*number as f64),
            Value::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// The items, where this is a list.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries, where this is a map.
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The name of the value's type, as openCypher writes it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Null => "Null",
            Value::Boolean(_) => "Boolean",
            Value::Integer(_) => "Integer",
            Value::Float(_) => "Float",
            Value::String(_) => "String",
            Value::List(_) => "List",
            Value::Map(_) => "Map",
            Value::Node(_) => "Node",
            Value::Relationship(_) => "Relationship",
            Value::Path(_) => "Path",
            Value::Temporal(instant) => instant.type_name(),
            Value::Duration(_) => "Duration",
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Boolean(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Integer(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        Value::Float(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Value {
        Value::string(value)
    }
}

impl From<Vec<Value>> for Value {
    fn from(value: Vec<Value>) -> Value {
        Value::list(value)
    }
}

impl From<Option<Value>> for Value {
    fn from(value: Option<Value>) -> Value {
        value.unwrap_or(Value::Null)
    }
}
