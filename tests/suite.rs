//! The integration tests, one binary for all of them.

#![allow(clippy::disallowed_methods)] // tests write what others would have written

mod article;
mod begin;
#[cfg(feature = "bolt")]
mod bolt;
mod check;
mod cli;
mod compare;
mod documents;
mod dot;
mod folders;
mod forms;
mod fuzz;
mod gallery;
mod interchange;
mod kill;
mod lens;
mod limits;
mod lineage;
mod mappings;
mod naive;

mod pictures;
mod queries;
mod random;
mod repl;
mod save;
mod sessions;
mod slips;
mod spec;
mod syntax;
mod visit;
mod ways;
mod works;
