//! Other people's files in, a graph out.

mod cells;
mod csv;
mod header;
mod ids;
pub mod mapping;
pub mod works;

pub use csv::{BadRows, Imported, Progress, read_csv};
