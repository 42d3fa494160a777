//! Which terms of common vocabularies are which of ours. Where several are one of ours, the first is written.

pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
pub(super) const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
pub(super) const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
pub(super) const OWL: &str = "http://www.w3.org/2002/07/owl#";
pub(super) const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
pub(super) const PROV: &str = "http://www.w3.org/ns/prov#";
pub(super) const SCHEMA: &str = "https://schema.org/";
pub(super) const CITO: &str = "http://purl.org/spar/cito/";
pub(super) const DCTERMS: &str = "http://purl.org/dc/terms/";
pub(super) const FOAF: &str = "http://xmlns.com/foaf/0.1/";
/// Our nodes by their ids.
pub(super) const NODE: &str = "urn:x-actant:node:";
/// Our labels, types and properties that no common vocabulary has.
pub(super) const TERM: &str = "urn:x-actant:term:";
/// The graph as a whole, of which [`SCHEMA_OF`] says its schema: one triple that every reader may pass over.
pub(super) const GRAPH: &str = "urn:x-actant:graph";
/// The schema of a graph of ours, as JSON in a text.
pub(super) const SCHEMA_OF: &str = "urn:x-actant:term:schema";
/// Dates with doubt.
pub(super) const EDTF: &str = "http://id.loc.gov/datatypes/edtf/EDTF";
pub(super) const WIKIDATA: &str = "http://www.wikidata.org/entity/";

/// The names of namespaces, as they are usually written.
pub(super) const PREFIXES: [(&str, &str); 11] = [
    ("rdf", RDF),
    ("rdfs", RDFS),
    ("xsd", XSD),
    ("owl", OWL),
    ("skos", SKOS),
    ("prov", PROV),
    ("schema", SCHEMA),
    ("cito", CITO),
    ("dcterms", DCTERMS),
    ("node", NODE),
    ("term", TERM),
];

/// Classes and labels.
const LABELS: [(&str, &str, &str); 19] = [
    (SCHEMA, "Person", "Person"),
    (FOAF, "Person", "Person"),
    (PROV, "Person", "Person"),
    (SCHEMA, "Organization", "Organisation"),
    (FOAF, "Organization", "Organisation"),
    (PROV, "Organization", "Organisation"),
    (SCHEMA, "Place", "Place"),
    (SCHEMA, "Country", "State"),
    (SCHEMA, "Event", "Event"),
    (PROV, "Activity", "Event"),
    (SKOS, "Concept", "Concept"),
    (SCHEMA, "Claim", "Claim"),
    (SCHEMA, "CreativeWork", "Work"),
    (SCHEMA, "ScholarlyArticle", "Work"),
    (SCHEMA, "Book", "Work"),
    (SCHEMA, "Dataset", "Work"),
    (DCTERMS, "BibliographicResource", "Work"),
    (PROV, "Entity", "Entity"),
    (PROV, "Agent", "Agent"),
];

/// Properties with literal values.
const PROPERTIES: [(&str, &str, &str); 25] = [
    (RDFS, "label", "name"),
    (SCHEMA, "name", "name"),
    (FOAF, "name", "name"),
    (SKOS, "prefLabel", "names"),
    (SKOS, "altLabel", "aliases"),
    (SKOS, "hiddenLabel", "aliases"),
    (SCHEMA, "alternateName", "aliases"),
    (SCHEMA, "description", "description"),
    (RDFS, "comment", "description"),
    (DCTERMS, "description", "description"),
    (SKOS, "definition", "description"),
    (SKOS, "note", "note"),
    (DCTERMS, "title", "title"),
    (SCHEMA, "headline", "title"),
    (SCHEMA, "url", "url"),
    (SCHEMA, "startDate", "start"),
    (PROV, "startedAtTime", "start"),
    (SCHEMA, "foundingDate", "start"),
    (SCHEMA, "endDate", "end"),
    (PROV, "endedAtTime", "end"),
    (SCHEMA, "dissolutionDate", "end"),
    (DCTERMS, "date", "date"),
    (PROV, "atTime", "at"),
    (SCHEMA, "text", "text"),
    (SCHEMA, "roleName", "role"),
];

/// A property that leads from node to node, and the type it is; true where it is said from the other end.
const TYPES: [(&str, &str, &str, bool); 20] = [
    (SCHEMA, "memberOf", "MEMBER_OF", false),
    (SCHEMA, "member", "MEMBER_OF", true),
    (SCHEMA, "author", "AUTHORED", true),
    (DCTERMS, "creator", "AUTHORED", true),
    (PROV, "wasAttributedTo", "AUTHORED", true),
    (SCHEMA, "about", "ABOUT", false),
    (DCTERMS, "subject", "ABOUT", false),
    (SCHEMA, "location", "LOCATED_IN", false),
    (SCHEMA, "containedInPlace", "LOCATED_IN", false),
    (SCHEMA, "isPartOf", "PART_OF", false),
    (DCTERMS, "isPartOf", "PART_OF", false),
    (SKOS, "broader", "PART_OF", false),
    (SKOS, "narrower", "PART_OF", true),
    (SKOS, "related", "RELATED_TO", false),
    (SCHEMA, "affiliation", "AFFILIATED_WITH", false),
    (SCHEMA, "publisher", "PUBLISHED", true),
    (CITO, "cites", "CITES", false),
    (SCHEMA, "citation", "CITES", false),
    (PROV, "wasDerivedFrom", "DERIVED_FROM", false),
    (PROV, "wasInformedBy", "INFORMED_BY", false),
];

/// What says on which work something rests.
const SOURCES: [(&str, &str); 4] =
    [(PROV, "hadPrimarySource"), (PROV, "wasQuotedFrom"), (DCTERMS, "source"), (SCHEMA, "isBasedOn")];

/// The namespace that schema.org had before.
const SCHEMA_BEFORE: &str = "http://schema.org/";

/// What a property that leads from node to node says.
pub(super) struct Relation {
    /// The type.
    pub(super) kind: String,
    /// Whether it is said from the other end.
    pub(super) turned: bool,
    /// Why a work is cited, as CiTO has it.
    pub(super) intention: Option<String>,
}

fn is(namespace: &str, name: &str, iri: &str) -> bool {
    let rest = iri.strip_prefix(namespace);
    let rest = rest.or_else(|| if namespace == SCHEMA { iri.strip_prefix(SCHEMA_BEFORE) } else { None });
    rest == Some(name)
}

/// The label that a class is.
pub(super) fn label(class: &str) -> String {
    let known = LABELS.iter().find(|(namespace, name, _)| is(namespace, name, class));
    known.map_or_else(|| local(class), |(_, _, label)| (*label).to_owned())
}

/// The class that a label is.
pub(super) fn class(label: &str) -> String {
    let known = LABELS.iter().find(|(_, _, known)| *known == label);
    known.map_or_else(|| format!("{TERM}{}", escaped(label)), |(namespace, name, _)| format!("{namespace}{name}"))
}

/// The property that a predicate is, and where that holds a map the key in it.
pub(super) fn property(predicate: &str) -> (String, Option<String>) {
    let known = PROPERTIES.iter().find(|(namespace, name, _)| is(namespace, name, predicate));
    match (known, predicate.strip_prefix(TERM).and_then(|own| own.split_once('/'))) {
        (Some((_, _, property)), _) => ((*property).to_owned(), None),
        (None, Some((map, key))) => (unescaped(map), Some(unescaped(key))),
        (None, None) => (local(predicate), None),
    }
}

/// The predicate that a property is.
pub(super) fn predicate(property: &str) -> String {
    let known = PROPERTIES.iter().find(|(_, _, known)| *known == property);
    known.map_or_else(|| format!("{TERM}{}", whole(property)), |(namespace, name, _)| format!("{namespace}{name}"))
}

/// The predicate that a key in the map of a property is.
pub(super) fn predicate_in(property: &str, key: &str) -> String {
    format!("{TERM}{}/{}", whole(property), escaped(key))
}

/// As [`escaped`], with what parts a property from a key in it.
fn whole(property: &str) -> String {
    escaped(property).replace('/', "%2F")
}

/// The relation that a predicate is.
pub(super) fn relation(predicate: &str) -> Relation {
    let known = TYPES.iter().find(|(namespace, name, ..)| is(namespace, name, predicate));
    if let Some((_, _, kind, turned)) = known {
        return Relation { kind: (*kind).to_owned(), turned: *turned, intention: None };
    }
    if let Some(name) = predicate.strip_prefix(CITO) {
        let (name, turned) = name
            .strip_prefix("isCitedAs")
            .map_or((name.to_owned(), false), |as_what| (format!("citesAs{as_what}"), true));
        return Relation { kind: "CITES".into(), turned, intention: Some(snake(&name)) };
    }
    let local = local(predicate);
    let kind = if predicate.starts_with(TERM) { local } else { snake(&local).to_uppercase() };
    Relation { kind, turned: false, intention: None }
}

/// The predicate that a type is, and whether it is said from the other end.
pub(super) fn relation_predicate(kind: &str) -> (String, bool) {
    let known = TYPES.iter().find(|(_, _, known, _)| *known == kind);
    match known {
        Some((namespace, name, _, turned)) => (format!("{namespace}{name}"), *turned),
        None => (format!("{TERM}{}", escaped(kind)), false),
    }
}

/// Whether a predicate says on which work something rests.
pub(super) fn is_source(predicate: &str) -> bool {
    SOURCES.iter().any(|(namespace, name)| is(namespace, name, predicate))
}

/// What stands last in an IRI, without its escapes.
pub(super) fn local(iri: &str) -> String {
    let name = iri.strip_prefix(TERM).or_else(|| iri.strip_prefix(NODE));
    let name = name.unwrap_or_else(|| {
        let trimmed = iri.trim_end_matches(['/', '#']);
        trimmed.rsplit(['/', '#', ':']).next().unwrap_or(trimmed)
    });
    unescaped(if name.is_empty() { iri } else { name })
}

/// `citesAsEvidence` as `cites_as_evidence`.
fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    let mut before = '_';
    for letter in name.chars() {
        if letter.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit()) {
            snake.push('_');
        }
        snake.extend(if letter.is_alphanumeric() { letter.to_lowercase().collect::<Vec<char>>() } else { vec!['_'] });
        before = letter;
    }
    snake
}

/// Text as a part of an IRI: what may not stand there in per-cent signs (RFC 3987, section 2.2).
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '~' | '/') {
            escaped.push(letter);
        } else {
            let mut bytes = [0; 4];
            letter.encode_utf8(&mut bytes).bytes().for_each(|byte| escaped.push_str(&format!("%{byte:02X}")));
        }
    }
    escaped
}

/// The text that [`escaped`] has made a part of an IRI.
fn unescaped(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte =
            text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}
