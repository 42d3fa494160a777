//! The integration tests, one binary for all of them.

mod article;
mod documents;
mod dot;
mod slips;
mod spec;
mod syntax;
