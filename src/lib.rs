#![doc = include_str!("README.md")]

mod bind;
#[cfg(feature = "bolt")]
pub mod bolt;
pub mod check;
pub mod cli;
pub mod diagnostic;
mod exec;
pub mod export;
pub mod figure;
pub mod files;
pub mod functions;
pub mod graph;
pub mod import;
pub mod interchange;
pub mod layout;
mod plan;
pub mod portable;
pub mod repl;
pub mod session;
pub mod show;
pub mod syntax;
pub mod value;
