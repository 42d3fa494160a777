//! Other people's files in, a graph out.

mod cells;
mod csv;
pub mod fresh;
mod header;
mod ids;
pub mod landing;
pub mod mapping;
mod runs;
pub mod works;

pub use csv::{BadRows, Imported, Progress, read_csv};
