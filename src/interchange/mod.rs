//! Other programs' graphs in and ours out: one folder a form, reading and writing side by side.
//!
//! A reader makes a [`Gathered`] of a text, a writer a text of a `Gathered`; neither knows a schema. [`gather`]
//! takes one from a graph, [`widen`] makes a schema with a place for all of it, and [`land`] works out what it takes to
//! bring it into a graph.

mod columns;
mod cypher;
mod cytoscape;
mod dot;
mod fit;
mod flat;
mod gather;
mod gathered;
mod gexf;
mod gml;
mod graphml;
mod jgf;
mod json;
mod kuzu;
mod land;
mod losses;
mod neo4j;
mod node_link;
mod passages;
mod rdf;
mod tables;
mod text;
mod widen;
mod xml;

pub use gather::gather;
pub use gathered::{Gathered, GatheredEdge, GatheredNode};
pub use kuzu::kuzu_script;
pub use land::{Landing, Terms, land};
pub use losses::{Store, losses, losses_in_tables, refused};
pub use neo4j::bulk_csv;
pub use tables::Tables;
pub use widen::widen;

use std::borrow::Cow;

use serde_json::Value as Json;

use crate::diagnostic::{Class, Diagnostic, Outcome, nearest};
use crate::session::Limits;

/// The forms of graphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// GraphML.
    GraphMl,
    /// GEXF 1.2 and 1.3.
    Gexf,
    /// GML.
    Gml,
    /// Graphviz's DOT, which is read; what is written is a drawing.
    Dot,
    /// Node-link JSON, as networkx and D3 have it.
    NodeLink,
    /// JSON Graph Format.
    Jgf,
    /// Cytoscape JSON.
    Cytoscape,
    /// Turtle, with RDF 1.2's triple terms for what is said of a relation.
    Turtle,
    /// Turtle, with the reification of RDF 1.1; read as [`Form::Turtle`].
    TurtlePlain,
    /// N-Triples, with the reification of RDF 1.1.
    NTriples,
    /// JSON-LD, with the reification of RDF 1.1.
    JsonLd,
    /// A script of Cypher statements.
    Cypher,
}

/// Every form that is read.
pub const FORMS: [Form; 12] = [
    Form::GraphMl,
    Form::Gexf,
    Form::Gml,
    Form::Dot,
    Form::NodeLink,
    Form::Jgf,
    Form::Cytoscape,
    Form::Turtle,
    Form::TurtlePlain,
    Form::NTriples,
    Form::JsonLd,
    Form::Cypher,
];

/// The endings of files and the forms they stand for. What a `.json` is, is told by what it holds.
pub const ENDINGS: [(&str, Form); 13] = [
    ("graphml", Form::GraphMl),
    ("gexf", Form::Gexf),
    ("gml", Form::Gml),
    ("dot", Form::Dot),
    ("gv", Form::Dot),
    ("json", Form::NodeLink),
    ("jgf", Form::Jgf),
    ("cyjs", Form::Cytoscape),
    ("ttl", Form::Turtle),
    ("nt", Form::NTriples),
    ("jsonld", Form::JsonLd),
    ("cypher", Form::Cypher),
    ("cql", Form::Cypher),
];

impl Form {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Form::GraphMl => "GraphML",
            Form::Gexf => "GEXF",
            Form::Gml => "GML",
            Form::Dot => "DOT",
            Form::NodeLink => "node-link JSON",
            Form::Jgf => "JSON Graph Format",
            Form::Cytoscape => "Cytoscape JSON",
            Form::Turtle => "Turtle",
            Form::TurtlePlain => "Turtle 1.1",
            Form::NTriples => "N-Triples",
            Form::JsonLd => "JSON-LD",
            Form::Cypher => "Cypher",
        }
    }
}

/// The form of a file, by the ending of its name and what it holds. An ending `.gz` more changes nothing.
///
/// # Errors
/// Where the ending stands for none, with those that are known.
pub fn form_of(file: &str, bytes: &[u8]) -> Outcome<Form> {
    let bare = file.strip_suffix(".gz").unwrap_or(file);
    let ending = bare.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    match ENDINGS.iter().find(|(known, _)| *known == ending) {
        Some((_, Form::NodeLink)) => Ok(json_form(&text::unpacked(bytes)?)),
        Some((_, form)) => Ok(*form),
        None => {
            let known = ENDINGS.map(|(known, _)| format!(".{known}")).join(", ");
            let message = format!("`{file}`: found no known ending, expected {known}, or .bib");
            let near = nearest(&ending, ENDINGS.iter().map(|(known, _)| *known));
            let near = near.map(|near| format!("did you mean `.{near}`?"));
            Err(Box::new(Diagnostic::plain(Class::UsageError, message).hint_if(other_way(&ending).or(near))))
        }
    }
}

/// How files come in that are no graphs, by what they end in.
fn other_way(ending: &str) -> Option<String> {
    match ending {
        "csv" | "tsv" | "tab" | "txt" => Some(
            "tables come in by a mapping, as in `actant import DIR --map MAPPING -o graph`, or as a folder of nodes and edges \
             into a snapshot: `actant import --csv DIR -o FILE.actant`"
                .into(),
        ),
        "xlsx" | "xls" | "ods" => Some(
            "save its sheets as CSV: tables come in by a mapping, as in `actant import DIR --map MAPPING -o graph`".into(),
        ),
        "ris" | "enw" | "nbib" | "enl" => Some("export it as BibTeX (.bib) or CSL-JSON (.json)".into()),
        "rdf" | "owl" | "trig" | "nq" | "n3" => Some("convert it to Turtle (.ttl) or N-Triples (.nt)".into()),
        _ => None,
    }
}

/// The form that a file is written in, by the ending of its name; none where that is a drawing's or nobody's.
pub fn written_as(file: &str) -> Option<Form> {
    let ending = file.rsplit_once('.')?.1.to_lowercase();
    ENDINGS.iter().find(|(known, form)| *known == ending && *form != Form::Dot).map(|(_, form)| *form)
}

/// What the JSON of a graph can be, for one that is none of it.
const JSONS: &str = "node-link JSON has `nodes` and `links`, JSON Graph Format `graph` or `graphs`, Cytoscape JSON `elements`; a \
                     bibliography in CSL-JSON is a list of items";

/// Which JSON it is: Cytoscape's has `elements` or is a list, JSON Graph Format has `graph` with the nodes in it.
fn json_form(bytes: &[u8]) -> Form {
    let json = text::of(bytes).ok().and_then(|(text, _)| json::read(&text).ok());
    match json {
        Some(Json::Array(_)) => Form::Cytoscape,
        Some(Json::Object(top)) if top.contains_key("elements") => Form::Cytoscape,
        Some(Json::Object(top)) if top.contains_key("graphs") => Form::Jgf,
        Some(Json::Object(top)) if top.contains_key("graph") && !top.contains_key("nodes") => Form::Jgf,
        Some(_) | None => Form::NodeLink,
    }
}

/// Reads a graph. O(length).
///
/// # Errors
/// Where the bytes are not of that form, with the place; or too large.
pub fn read(form: Form, bytes: &[u8]) -> Outcome<Gathered> {
    read_within(form, bytes, cypher::LIMITS)
}

/// Reads a graph as [`read`] does; a script of Cypher takes no more than these limits allow.
///
/// # Errors
/// Where the bytes are not of that form, with the place; or too large, or where a script takes too much.
pub fn read_within(form: Form, bytes: &[u8], limits: Limits) -> Outcome<Gathered> {
    let bytes = text::unpacked(bytes)?;
    let (text, note) = match form {
        Form::GraphMl | Form::Gexf | Form::NodeLink | Form::Jgf | Form::Cytoscape => text::of(&bytes)?,
        Form::Turtle | Form::TurtlePlain | Form::NTriples | Form::JsonLd | Form::Cypher => text::of(&bytes)?,
        Form::Gml | Form::Dot => text::of_any(&bytes),
    };
    let text: Cow<'_, str> = text;
    let mut gathered = match form {
        Form::GraphMl => graphml::read(&text)?,
        Form::Gexf => gexf::read(&text)?,
        Form::Gml => gml::read(&text)?,
        Form::Dot => dot::read(&text)?,
        Form::NodeLink => {
            let json = json::read(&text)?;
            let top = json::object(&json, "`nodes` and `links`").map_err(|error| Box::new(error.hint(JSONS)))?;
            node_link::read(top)?
        }
        Form::Jgf => jgf::read(json::object(&json::read(&text)?, "`graph`")?)?,
        Form::Cytoscape => cytoscape::read(&json::read(&text)?)?,
        Form::Turtle | Form::TurtlePlain => rdf::read(rdf::Syntax::Turtle, &text)?,
        Form::NTriples => rdf::read(rdf::Syntax::NTriples, &text)?,
        Form::JsonLd => rdf::read(rdf::Syntax::JsonLd, &text)?,
        Form::Cypher => cypher::read(&text, limits)?,
    };
    note.into_iter().for_each(|note| gathered.no_place(note));
    Ok(gathered)
}

/// Writes a graph; nothing for a form that is only read.
pub fn write(form: Form, gathered: &Gathered) -> Option<String> {
    match form {
        Form::GraphMl => Some(graphml::write(gathered)),
        Form::Gexf => Some(gexf::write(gathered)),
        Form::Gml => Some(gml::write(gathered)),
        Form::Dot => None,
        Form::NodeLink => Some(node_link::write(gathered)),
        Form::Jgf => Some(jgf::write(gathered)),
        Form::Cytoscape => Some(cytoscape::write(gathered)),
        Form::Turtle => Some(rdf::write(rdf::Syntax::Turtle, rdf::Reifying::TripleTerm, gathered)),
        Form::TurtlePlain => Some(rdf::write(rdf::Syntax::Turtle, rdf::Reifying::Plain, gathered)),
        Form::NTriples => Some(rdf::write(rdf::Syntax::NTriples, rdf::Reifying::Plain, gathered)),
        Form::JsonLd => Some(rdf::write(rdf::Syntax::JsonLd, rdf::Reifying::Plain, gathered)),
        Form::Cypher => Some(cypher::write(gathered)),
    }
}
