#![doc = include_str!("README.md")]

pub mod diagnostic;
pub mod export;
pub mod figure;
pub mod functions;
pub mod graph;
pub mod session;
pub mod syntax;
pub mod value;
