//! The integration tests, one binary for all of them.

mod documents;
mod slips;
mod syntax;
