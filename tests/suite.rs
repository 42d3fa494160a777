//! The integration tests, one binary for all of them.

mod cli;
mod documents;
mod dot;
mod repl;
mod slips;
mod syntax;
