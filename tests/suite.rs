//! The integration tests, in one binary.

mod cli;
mod documents;
mod dot;
mod repl;
