//! GraphML (Brandes et al. 2002): what yEd, Gephi, igraph and networkx read and write.

mod read;
mod write;

pub(super) use read::read;
pub(super) use write::write;
