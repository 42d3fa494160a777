//! Texts as triples. Nothing is fetched: a JSON-LD text that names a context elsewhere is refused.

use oxjsonld::JsonLdParser;
use oxrdf::Triple;
use oxttl::{NTriplesParser, TurtleParser};

use super::Syntax;
use super::depth::shallow;
use crate::diagnostic::{Class, Diagnostic, Outcome, Span};
use crate::interchange::json;

/// What IRIs are relative to that don't say so: nothing on the net.
const BASE: &str = "urn:x-actant:file/";

/// The triples of a text, and how many stand in named graphs, which are taken for the same graph.
///
/// # Errors
/// Where the text is not of that syntax, with the place.
pub(super) fn triples(syntax: Syntax, text: &str) -> Outcome<(Vec<Triple>, usize)> {
    match syntax {
        Syntax::Turtle | Syntax::NTriples => shallow(text)?,
        // The reader of JSON-LD knows no limit, that of JSON does.
        Syntax::JsonLd => drop(json::read(text)?),
    }
    match syntax {
        Syntax::Turtle => {
            let parser = TurtleParser::new().with_base_iri(BASE).map_err(|_| wrong("the base is no IRI", None))?;
            let triples = parser.for_slice(text).map(|triple| triple.map_err(|error| misread(&error)));
            Ok((triples.collect::<Outcome<_>>()?, 0))
        }
        Syntax::NTriples => {
            let triples = NTriplesParser::new().for_slice(text).map(|triple| triple.map_err(|error| misread(&error)));
            Ok((triples.collect::<Outcome<_>>()?, 0))
        }
        Syntax::JsonLd => json_ld(text),
    }
}

fn json_ld(text: &str) -> Outcome<(Vec<Triple>, usize)> {
    let parser = JsonLdParser::new().with_base_iri(BASE).map_err(|_| wrong("the base is no IRI", None))?;
    let (mut triples, mut named) = (Vec::new(), 0);
    for quad in parser.for_slice(text) {
        let quad = quad.map_err(|error| {
            let place = error.location().map(|place| Span::new(place.start.offset as usize, place.end.offset as usize));
            let said = error.to_string();
            let hint =
                said.contains("context").then(|| "nothing is fetched: write the context into the file".to_owned());
            let Diagnostic { message, span, .. } = *wrong(&said, place);
            let fault = Diagnostic { span, ..Diagnostic::plain(Class::DataError, message) };
            Box::new(fault.hint_if(hint))
        })?;
        named += usize::from(!quad.graph_name.is_default_graph());
        triples.push(quad.into());
    }
    Ok((triples, named))
}

fn misread(error: &oxttl::TurtleSyntaxError) -> Box<Diagnostic> {
    let place = error.location();
    wrong(error.message(), Some(Span::new(place.start.offset as usize, place.end.offset as usize)))
}

fn wrong(reason: &str, place: Option<Span>) -> Box<Diagnostic> {
    let message = format!("no RDF: {reason}");
    Box::new(Diagnostic { span: place, ..Diagnostic::plain(Class::DataError, message) })
}
