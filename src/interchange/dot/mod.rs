//! Graphviz's DOT, read: what is drawn, not what was meant. Our own DOT is a drawing (`export::dot`).

mod graph;
mod read;
mod tokens;

pub(super) use read::read;
