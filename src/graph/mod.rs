//! The graph: nodes, edges, the evidence they rest on, and the schema they keep to.

mod adjacency;
pub mod document;
mod evidence;
pub mod frozen;
mod journal;
mod layouts;
pub mod lens;
mod origin;
mod schema;
mod store;
mod symbols;
mod view;
mod vouch;

pub use adjacency::Adjacency;
#[cfg(test)]
pub(crate) use adjacency::meter;
pub use evidence::Evidence;
pub use journal::Change;
pub use layouts::Graph;
pub use schema::{LabelRule, Need, PropertyKind, PropertyRule, Schema, StatusRule, TypeRule};
pub use store::{EdgeData, Editable, NodeData};
pub use symbols::{KeyId, LabelId, Symbols, TypeId};
pub use view::{Column, Id, Store, Texts, View, Way};
pub use vouch::Lack;
