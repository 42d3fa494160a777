//! The integration tests, one binary for all of them.

mod article;
mod cli;
mod documents;
mod dot;
mod kill;
mod limits;
mod queries;
mod repl;
mod save;
mod slips;
mod spec;
mod syntax;
