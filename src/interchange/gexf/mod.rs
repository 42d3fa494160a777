//! GEXF 1.2 and 1.3 (gexf.net): Gephi's form, which has dates.

mod read;
mod time;
mod write;

pub(super) use read::read;
pub(super) use time::has_days;
pub(super) use write::write;
