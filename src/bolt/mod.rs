//! The same questions on a server that speaks Bolt: queries, a graph pushed there, a graph pulled back.
//!
//! [`Server`] stands in for the engine at the one place where text and parameters go in and an answer comes out
//! ([`crate::session::Elsewhere`]). `translate` turns what is ours into plain Cypher, `mirror` turns the records that come
//! back into nodes and relations of a graph here, and `stored` says how a record is kept there.
#![allow(clippy::result_large_err, reason = "the client library has large errors, and asks for them back")]

mod address;
mod cite;
mod fault;
mod mirror;
mod pull;
mod push;
mod server;
mod stored;
mod translate;
mod values;

pub use address::Address;
pub use pull::{pull, pull_rows};
pub use push::{Pushed, push};
pub use server::Server;
