//! The graph: nodes, edges, the evidence they rest on, and the schema they keep to.

pub mod document;
mod evidence;
mod journal;
mod origin;
mod schema;
mod store;
mod symbols;
mod view;
mod vouch;

pub use evidence::Evidence;
pub use journal::Change;
pub use schema::{EvidenceRule, LabelRule, PropertyKind, PropertyRule, Schema, StatusRule, TypeRule};
pub use store::{EdgeData, Graph, NodeData};
pub use symbols::{KeyId, LabelId, Symbols, TypeId};
pub use view::{Store, View, Way};
pub use vouch::Lack;
