//! RDF: Turtle, N-Triples and JSON-LD. Triples in, records out, and back.
//!
//! A relation is a triple, and what it says of itself hangs on a reifier of that triple: by RDF 1.2's `rdf:reifies` and a triple
//! term, or for those who read RDF 1.1 by an `rdf:Statement` (RDF 1.2 Concepts, section 1.5; RDF 1.1 Semantics, D.1). Both
//! are read, whichever is written. A relation that is denied is not asserted, only reified. `vocabulary` says which terms of
//! PROV, SKOS, schema.org and CiTO are which of ours.

mod depth;
mod read;
mod triples;
mod vocabulary;
mod write;

pub(super) use read::read;
pub(super) use write::write;

/// How RDF is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Turtle.
    Turtle,
    /// N-Triples.
    NTriples,
    /// JSON-LD.
    JsonLd,
}

/// How something is said of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reifying {
    /// With a triple term, as RDF 1.2 has it.
    TripleTerm,
    /// With `rdf:subject`, `rdf:predicate` and `rdf:object`, as RDF 1.1 has it.
    Plain,
}
