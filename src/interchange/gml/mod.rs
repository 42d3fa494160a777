//! GML (Himsolt 1996): keys with numbers, strings and lists of the same.

mod read;
mod tokens;
mod write;

pub(super) use read::read;
pub(super) use write::write;
