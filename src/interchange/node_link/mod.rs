//! Node-link JSON, as networkx and D3 have it.

mod read;
mod write;

pub(super) use read::read;
pub(super) use write::write;
