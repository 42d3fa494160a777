#![doc = include_str!("README.md")]

pub mod cli;
pub mod diagnostic;
pub mod functions;
pub mod graph;
pub mod repl;
pub mod session;
pub mod show;
pub mod syntax;
pub mod value;
