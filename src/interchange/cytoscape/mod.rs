//! The JSON of Cytoscape and Cytoscape.js (js.cytoscape.org, "Notation: elements JSON").

mod read;
mod write;

pub(super) use read::read;
pub(super) use write::write;
