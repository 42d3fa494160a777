//! Figures as files of other tools.

mod dot;

pub use dot::dot;
