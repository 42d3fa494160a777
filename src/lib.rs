#![doc = include_str!("README.md")]

mod bind;
pub mod diagnostic;
mod exec;
pub mod export;
pub mod figure;
pub mod files;
pub mod functions;
pub mod graph;
mod plan;
pub mod session;
pub mod syntax;
pub mod value;
