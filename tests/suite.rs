//! The integration tests, one binary for all of them.

mod documents;
mod dot;
mod queries;
mod slips;
mod syntax;
