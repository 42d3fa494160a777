//! The integration tests, one binary for all of them.

mod article;
mod cli;
mod documents;
mod dot;
mod gallery;
mod pictures;
mod queries;
mod repl;
mod slips;
mod spec;
mod syntax;
