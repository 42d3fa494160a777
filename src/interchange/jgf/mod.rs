//! JSON Graph Format, versions 1 and 2 (jsongraphformat.info).

mod read;
mod write;

pub(super) use read::read;
pub(super) use write::write;
