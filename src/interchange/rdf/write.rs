//! Records as triples.

use std::io::{self, Write};

use oxjsonld::JsonLdSerializer;
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use oxttl::{NTriplesSerializer, TurtleSerializer};
use rustc_hash::FxHashMap;

use super::vocabulary::{
    CITO, EDTF, GRAPH, NODE, OWL, PREFIXES, PROV, RDFS, SCHEMA_OF, SKOS, TERM, WIKIDATA, class, escaped, predicate,
    predicate_in, relation, relation_predicate,
};
use super::{Reifying, Syntax};
use crate::graph::{Evidence, Schema};
use crate::interchange::fit::text;
use crate::interchange::flat;
use crate::interchange::gathered::{Gathered, GatheredEdge, GatheredNode};
use crate::value::{Map, Value};

/// Writes a graph. Linear in what it says.
pub(in crate::interchange) fn write(syntax: Syntax, reifying: Reifying, gathered: &Gathered) -> String {
    let mut writing = Writing { triples: Vec::new(), blank: 0, reifying };
    gathered.schema.iter().for_each(|schema| writing.schema(schema));
    gathered.nodes.iter().for_each(|node| writing.node(node));
    let edges: Vec<Said> = gathered.edges.iter().map(|edge| said(gathered, edge)).collect();
    let mut times: FxHashMap<Triple, usize> = FxHashMap::default();
    edges.iter().for_each(|said| *times.entry(said.triple.clone()).or_default() += 1);
    for (edge, said) in gathered.edges.iter().zip(edges) {
        // A triple is there once, however often it is said: what tells the relations apart are their reifiers.
        let several = times[&said.triple] > 1;
        writing.edge(edge, said, several);
    }
    let bytes = serialised(syntax, &writing.triples).expect("memory can be written to");
    String::from_utf8(bytes).expect("triples are written as text")
}

fn serialised(syntax: Syntax, triples: &[Triple]) -> io::Result<Vec<u8>> {
    match syntax {
        Syntax::Turtle => {
            let mut serializer = TurtleSerializer::new();
            for (prefix, iri) in PREFIXES {
                serializer = serializer.with_prefix(prefix, iri).map_err(io::Error::other)?;
            }
            let mut writer = serializer.for_writer(Vec::new());
            triples.iter().try_for_each(|triple| writer.serialize_triple(triple))?;
            writer.finish()
        }
        Syntax::NTriples => {
            let mut writer = NTriplesSerializer::new().for_writer(Vec::new());
            triples.iter().try_for_each(|triple| writer.serialize_triple(triple))?;
            Ok(writer.finish())
        }
        Syntax::JsonLd => {
            let mut serializer = JsonLdSerializer::new();
            for (prefix, iri) in PREFIXES {
                serializer = serializer.with_prefix(prefix, iri).map_err(io::Error::other)?;
            }
            let mut writer = serializer.for_writer(Vec::new());
            for triple in triples {
                let Triple { subject, predicate, object } = triple.clone();
                writer.serialize_quad(&Quad { subject, predicate, object, graph_name: GraphName::DefaultGraph })?;
            }
            let mut bytes = writer.finish()?;
            bytes.write_all(b"\n")?;
            Ok(bytes)
        }
    }
}

struct Writing {
    triples: Vec<Triple>,
    blank: usize,
    reifying: Reifying,
}

impl Writing {
    fn say(&mut self, subject: &NamedOrBlankNode, predicate: NamedNode, object: impl Into<Term>) {
        self.triples.push(Triple { subject: subject.clone(), predicate, object: object.into() });
    }

    fn blank(&mut self, prefix: &str) -> NamedOrBlankNode {
        self.blank += 1;
        BlankNode::new_unchecked(format!("{prefix}{}", self.blank)).into()
    }

    fn node(&mut self, node: &GatheredNode) {
        let subject = NamedOrBlankNode::from(iri_of(&node.key));
        for label in &node.labels {
            self.say(&subject, rdf::TYPE.into_owned(), named(class(label)));
        }
        self.properties(&subject, &node.properties);
        self.evidence(&subject, &node.evidence);
    }

    /// The schema as one literal of our own: whoever doesn't know the term has a triple more.
    fn schema(&mut self, schema: &Schema) {
        let text = serde_json::to_string(schema).unwrap_or_default();
        self.say(&named(GRAPH.into()).into(), named(SCHEMA_OF.into()), Literal::new_simple_literal(text));
    }

    fn properties(&mut self, subject: &NamedOrBlankNode, properties: &Map) {
        for (name, value) in properties {
            match (&**name, value) {
                ("names", Value::Map(names)) => {
                    names.iter().for_each(|(language, name)| self.name(subject, language, name))
                }
                ("ids", Value::Map(ids)) => ids.iter().for_each(|(list, id)| self.id(subject, list, id)),
                (_, Value::Map(entries)) => {
                    entries.iter().for_each(|(key, value)| self.entry(subject, name, key, value))
                }
                (_, Value::List(items)) => items.iter().for_each(|item| self.value(subject, name, item)),
                _ => self.value(subject, name, value),
            }
        }
    }

    fn value(&mut self, subject: &NamedOrBlankNode, name: &str, value: &Value) {
        if let Some(literal) = literal(name, value) {
            let predicate = if name == "name" { format!("{RDFS}label") } else { predicate(name) };
            self.say(subject, named(predicate), literal);
        }
    }

    fn entry(&mut self, subject: &NamedOrBlankNode, map: &str, key: &str, value: &Value) {
        if let Some(literal) = literal("", value) {
            self.say(subject, named(predicate_in(map, key)), literal);
        }
    }

    /// A name in a language; where the key is no tag of a language (BCP 47), under our own term.
    fn name(&mut self, subject: &NamedOrBlankNode, language: &str, name: &Value) {
        let Some(said) = text(name) else { return };
        match Literal::new_language_tagged_literal(said, language) {
            Ok(literal) if literal.language() == Some(language) => {
                self.say(subject, named(format!("{SKOS}prefLabel")), literal);
            }
            Ok(_) | Err(_) => self.entry(subject, "names", language, name),
        }
    }

    fn id(&mut self, subject: &NamedOrBlankNode, list: &str, id: &Value) {
        let item = id
            .as_str()
            .filter(|id| list == "wikidata" && !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric()));
        match item {
            Some(item) => self.say(subject, named(format!("{OWL}sameAs")), named(format!("{WIKIDATA}{item}"))),
            None => self.entry(subject, "ids", list, id),
        }
    }

    fn edge(&mut self, edge: &GatheredEdge, said: Said, several: bool) {
        let Said { triple, properties } = said;
        let denied = properties.get("status").and_then(Value::as_str) == Some("negated");
        // What is denied may not be asserted.
        if !denied {
            self.triples.push(triple.clone());
        }
        if several || denied || !edge.directed || !properties.is_empty() || !edge.evidence.is_empty() {
            let reifier = self.reify(triple);
            self.properties(&reifier, &properties);
            if !edge.directed {
                self.value(&reifier, "directed", &Value::Boolean(false));
            }
            self.evidence(&reifier, &edge.evidence);
        }
    }

    fn reify(&mut self, triple: Triple) -> NamedOrBlankNode {
        let reifier = self.blank("r");
        match self.reifying {
            Reifying::TripleTerm => self.say(&reifier, rdf::REIFIES.into_owned(), triple),
            Reifying::Plain => {
                self.say(&reifier, rdf::TYPE.into_owned(), rdf::STATEMENT.into_owned());
                self.say(&reifier, rdf::SUBJECT.into_owned(), Term::from(triple.subject));
                self.say(&reifier, rdf::PREDICATE.into_owned(), triple.predicate);
                self.say(&reifier, rdf::OBJECT.into_owned(), triple.object);
            }
        }
        reifier
    }

    /// What something rests on: a work alone by PROV, a place in it by a passage.
    fn evidence(&mut self, subject: &NamedOrBlankNode, evidence: &[Evidence]) {
        for piece in evidence {
            let source = named(format!("{PROV}hadPrimarySource"));
            let places = [
                ("section", &piece.section),
                ("page", &piece.page),
                ("phrase", &piece.phrase),
                ("printed", &piece.printed),
            ];
            if places.iter().all(|(_, place)| place.is_none()) && piece.citing.is_empty() {
                self.say(subject, source, iri_of(&piece.work));
                continue;
            }
            let passage = self.blank("p");
            self.say(subject, named(format!("{TERM}evidence")), Term::from(passage.clone()));
            self.say(&passage, source, iri_of(&piece.work));
            for (name, place) in places {
                if let Some(place) = place {
                    self.say(&passage, named(format!("{TERM}{name}")), Literal::new_simple_literal(&**place));
                }
            }
            for work in &piece.citing {
                self.say(&passage, named(format!("{TERM}citing")), iri_of(work));
            }
        }
    }
}

/// A relation as a triple, and what it says beyond that.
struct Said {
    triple: Triple,
    properties: Map,
}

fn said(gathered: &Gathered, edge: &GatheredEdge) -> Said {
    let kind = edge.kind.as_deref().unwrap_or("RELATED_TO");
    let marked = |name: &str| flat::written(name, &["type", "directed", "evidence"]);
    let mut properties: Map =
        edge.properties.iter().map(|(name, value)| (marked(name).into(), value.clone())).collect();
    let intention = properties.get("intention").and_then(Value::as_str).map(str::to_owned);
    // CiTO has a property for each reason to cite.
    let reason = intention.filter(|_| kind == "CITES").and_then(|intention| cito(&intention));
    if reason.is_some() {
        properties.remove("intention");
    }
    let (predicate, turned) = reason.map_or_else(|| relation_predicate(kind), |reason| (reason, false));
    let mut ends = [edge.from, edge.to].map(|end| iri_of(&gathered.nodes[end].key));
    if turned {
        ends.reverse();
    }
    let [subject, object] = ends;
    Said { triple: Triple::new(subject, named(predicate), object), properties }
}

/// The IRI of a node: its key where that is an IRI, else our own.
fn iri_of(key: &str) -> NamedNode {
    let whole = key.contains("://") || key.starts_with("urn:");
    let given = if whole { NamedNode::new(key).ok() } else { None };
    given.unwrap_or_else(|| named(format!("{NODE}{}", escaped(key))))
}

/// An IRI made of a namespace and an escaped name.
fn named(iri: String) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

/// CiTO's property for a reason to cite: `cites_as_evidence` is `citesAsEvidence`. None where it would not be read back.
fn cito(intention: &str) -> Option<String> {
    let mut words = intention.split('_');
    let first = words.next()?;
    let rest = words.map(|word| word[..1.min(word.len())].to_uppercase() + &word[1.min(word.len())..]);
    let plain = intention.split('_').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()));
    let iri = plain.then(|| format!("{CITO}{first}{}", rest.collect::<String>()))?;
    let back = relation(&iri);
    (!back.turned && back.intention.as_deref() == Some(intention)).then_some(iri)
}

/// The properties that hold dates, whatever the schema.
const DATES: [&str; 5] = ["start", "end", "at", "date", "accessed"];

fn literal(name: &str, value: &Value) -> Option<Literal> {
    Some(match value {
        Value::Integer(number) => Literal::from(*number),
        Value::Float(number) if number.is_finite() => Literal::from(*number),
        Value::Boolean(value) => Literal::from(*value),
        Value::String(date) if DATES.contains(&name) => Literal::new_typed_literal(&**date, date_type(date)),
        other => Literal::new_simple_literal(text(other)?),
    })
}

/// A day, a month or a year of XML Schema, else EDTF.
fn date_type(date: &str) -> NamedNode {
    let shape: String = date.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    match shape.as_str() {
        "0000-00-00" => xsd::DATE.into_owned(),
        "0000-00" => xsd::G_YEAR_MONTH.into_owned(),
        "0000" => xsd::G_YEAR.into_owned(),
        _ => named(EDTF.to_owned()),
    }
}
