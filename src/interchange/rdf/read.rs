//! Triples as records.

use std::sync::Arc;

use oxrdf::{Literal, NamedOrBlankNode, Term, Triple};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Syntax;
use super::triples::triples;
use super::vocabulary::{
    EDTF, GRAPH, NODE, OWL, RDF, SCHEMA_OF, TERM, WIKIDATA, XSD, is_source, label, local, property, relation,
};
use crate::diagnostic::Outcome;
use crate::graph::Evidence;
use crate::interchange::gathered::{Gathered, GatheredNode};
use crate::interchange::passages;
use crate::value::{Map, Value};

/// Reads a graph. Linear in the number of triples.
///
/// # Errors
/// Where the text is not of that syntax, with the place.
pub(in crate::interchange) fn read(syntax: Syntax, text: &str) -> Outcome<Gathered> {
    let (triples, named) = triples(syntax, text)?;
    let mut reading = Reading::default();
    let triples: Vec<Statement> = triples.into_iter().map(|triple| reading.statement(triple)).collect();
    let (schema, triples): (Vec<Statement>, Vec<Statement>) = triples.into_iter().partition(is_schema);
    schema.iter().for_each(|statement| reading.schema(statement));
    reading.reifiers(&triples);
    reading.passages(&triples);
    triples.iter().for_each(|statement| reading.take(statement));
    reading.edges(&triples);
    for _ in 0..named {
        reading.gathered.no_place("names of graphs");
    }
    reading.called();
    Ok(reading.gathered)
}

/// What a triple leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Object {
    Node(String),
    Literal(Literal),
    Statement(Box<Statement>),
}

/// A triple with blank nodes named in the order they come in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Statement {
    subject: String,
    predicate: String,
    object: Object,
}

#[derive(Default)]
struct Reading {
    gathered: Gathered,
    blank: FxHashMap<String, usize>,
    /// The relation each reifier is of.
    reified: FxHashMap<String, Statement>,
    /// The reifiers of each relation, in their order.
    reifiers: FxHashMap<Statement, Vec<String>>,
    /// What each reifier says of its relation.
    said: FxHashMap<String, (Map, Vec<Evidence>)>,
    /// Passages by the blank nodes that hold them.
    passages: FxHashMap<String, Evidence>,
    /// Which labels each node has.
    labelled: FxHashSet<(String, String)>,
}

impl Reading {
    fn key(&mut self, node: &NamedOrBlankNode) -> String {
        match node {
            NamedOrBlankNode::NamedNode(node) => named(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => self.blank(node.as_str()),
        }
    }

    fn blank(&mut self, label: &str) -> String {
        let next = self.blank.len() + 1;
        format!("_:b{}", self.blank.entry(label.to_owned()).or_insert(next))
    }

    fn statement(&mut self, triple: Triple) -> Statement {
        let subject = self.key(&triple.subject);
        let object = match triple.object {
            Term::NamedNode(node) => Object::Node(named(node.as_str())),
            Term::BlankNode(node) => Object::Node(self.blank(node.as_str())),
            Term::Literal(literal) => Object::Literal(literal),
            Term::Triple(inner) => Object::Statement(Box::new(self.statement(*inner))),
        };
        Statement { subject, predicate: triple.predicate.into_string(), object }
    }

    /// The schema that a graph of ours carries along.
    fn schema(&mut self, statement: &Statement) {
        if let Object::Literal(literal) = &statement.object {
            self.gathered.about(Map::from([("schema".into(), Value::string(literal.value()))]));
        }
    }

    /// Finds what is said of statements, by `rdf:reifies` or by `rdf:subject`, `rdf:predicate` and `rdf:object`.
    fn reifiers(&mut self, statements: &[Statement]) {
        let mut parts: FxHashMap<&str, [Option<&Object>; 3]> = FxHashMap::default();
        let mut order = Vec::new();
        for statement in statements {
            match (statement.predicate.strip_prefix(RDF), &statement.object) {
                (Some("reifies"), Object::Statement(inner)) => self.reifier(&statement.subject, (**inner).clone()),
                (Some(part @ ("subject" | "predicate" | "object")), object) => {
                    let at = ["subject", "predicate", "object"].iter().position(|known| *known == part).unwrap_or(0);
                    let entry = parts.entry(&statement.subject).or_insert_with(|| {
                        order.push(statement.subject.clone());
                        [None; 3]
                    });
                    entry[at] = Some(object);
                }
                _ => {}
            }
        }
        let whole: Vec<(String, Statement)> = order
            .into_iter()
            .filter_map(|reifier| {
                let [Some(Object::Node(subject)), Some(Object::Node(predicate)), Some(object)] =
                    parts[reifier.as_str()]
                else {
                    return None;
                };
                let (subject, predicate) = (subject.clone(), predicate.clone());
                Some((reifier, Statement { subject, predicate, object: object.clone() }))
            })
            .collect();
        whole.into_iter().for_each(|(reifier, statement)| self.reifier(&reifier, statement));
    }

    fn reifier(&mut self, reifier: &str, statement: Statement) {
        self.reifiers.entry(statement.clone()).or_default().push(reifier.to_owned());
        self.reified.insert(reifier.to_owned(), statement);
    }

    /// Finds the passages that stand for themselves: nodes with a work and a place in it.
    fn passages(&mut self, statements: &[Statement]) {
        let passage = format!("{TERM}evidence");
        let held: FxHashSet<&str> = statements
            .iter()
            .filter(|statement| statement.predicate == passage)
            .filter_map(|statement| if let Object::Node(node) = &statement.object { Some(node.as_str()) } else { None })
            .collect();
        for statement in statements.iter().filter(|statement| held.contains(statement.subject.as_str())) {
            let piece = self.passages.entry(statement.subject.clone()).or_default();
            let text = || match &statement.object {
                Object::Literal(literal) => Some(Arc::from(literal.value())),
                Object::Node(_) | Object::Statement(_) => None,
            };
            match (&statement.object, statement.predicate.strip_prefix(TERM)) {
                (Object::Node(work), None) if is_source(&statement.predicate) => piece.work = work.as_str().into(),
                (Object::Node(work), Some("citing")) => piece.citing.push(work.as_str().into()),
                (_, Some("section")) => piece.section = text(),
                (_, Some("page")) => piece.page = text(),
                (_, Some("phrase")) => piece.phrase = text(),
                (_, Some("printed")) => piece.printed = text(),
                _ => self.gathered.no_place("what a passage says beyond its place"),
            }
        }
    }

    /// Takes what is said of a node or of a reifier; relations come when all nodes are there.
    fn take(&mut self, statement: &Statement) {
        if self.passages.contains_key(&statement.subject) {
            return;
        }
        let rdf = statement.predicate.strip_prefix(RDF);
        if self.reified.contains_key(&statement.subject) {
            self.take_of_relation(statement, rdf);
            return;
        }
        match (&statement.object, rdf) {
            (Object::Node(class), Some("type")) => {
                let label = label(class);
                let new = self.labelled.insert((statement.subject.clone(), label.clone()));
                self.node(&statement.subject).labels.extend(new.then_some(label));
            }
            (Object::Literal(literal), _) => self.literal(&statement.subject, &statement.predicate, literal),
            (Object::Node(object), _) => {
                let (subject, object) = (statement.subject.clone(), object.clone());
                if let Some(piece) = self.passage(&statement.predicate, &object) {
                    self.node(&subject).evidence.push(piece);
                } else if let Some(wikidata) = same_as(&statement.predicate, &object) {
                    put_at(&mut self.node(&subject).properties, ("ids", Some("wikidata")), Value::string(wikidata));
                } else {
                    self.node(&subject);
                }
            }
            (Object::Statement(_), _) => self.gathered.no_place("statements about statements"),
        }
    }

    fn take_of_relation(&mut self, statement: &Statement, rdf: Option<&str>) {
        if matches!(rdf, Some("reifies" | "subject" | "predicate" | "object" | "type")) {
            return;
        }
        let piece = match &statement.object {
            Object::Node(node) => self.passage(&statement.predicate, node),
            Object::Literal(_) | Object::Statement(_) => None,
        };
        let said = self.said.entry(statement.subject.clone()).or_default();
        let (name, key) = property(&statement.predicate);
        match (&statement.object, piece) {
            (_, Some(piece)) => said.1.push(piece),
            (Object::Literal(literal), None) => put_at(&mut said.0, (&name, key.as_deref()), value(literal)),
            (Object::Node(node), None) => put_at(&mut said.0, (&name, key.as_deref()), Value::string(node)),
            (Object::Statement(_), None) => self.gathered.no_place("statements about statements"),
        }
    }

    /// The passage that a node stands for, where the predicate says that something rests on it.
    fn passage(&self, predicate: &str, object: &str) -> Option<Evidence> {
        if predicate.strip_prefix(TERM) == Some("evidence") {
            return self.passages.get(object).cloned();
        }
        is_source(predicate).then(|| Evidence { work: object.into(), ..Evidence::default() })
    }

    fn literal(&mut self, subject: &str, predicate: &str, literal: &Literal) {
        let (name, key) = property(predicate);
        let language = literal.language().map(str::to_owned);
        let value = value(literal);
        let properties = &mut self.node(subject).properties;
        match (name.as_str(), language) {
            (_, _) if key.is_some() => put_at(properties, (&name, key.as_deref()), value),
            ("names" | "name", Some(language)) => put_at(properties, ("names", Some(&language)), value),
            ("names", None) => put(properties, "name", value),
            ("aliases", _) => put_item(properties, "aliases", value),
            (_, language) => {
                put(properties, &name, value);
                if language.is_some() {
                    self.gathered.no_place("languages of texts");
                }
            }
        }
    }

    /// The relations: each triple between nodes once, or once for each of its reifiers; then those that are only reified.
    fn edges(&mut self, statements: &[Statement]) {
        let mut done: FxHashSet<&Statement> = FxHashSet::default();
        let reified: Vec<Statement> =
            statements.iter().filter_map(|statement| self.reified.get(&statement.subject).cloned()).collect();
        for statement in statements.iter().chain(&reified) {
            let own = self.passages.contains_key(&statement.subject) || self.reified.contains_key(&statement.subject);
            if own || !done.insert(statement) {
                continue;
            }
            let Object::Node(object) = &statement.object else { continue };
            let is_type = statement.predicate.strip_prefix(RDF) == Some("type");
            let said =
                self.passage(&statement.predicate, object).is_some() || same_as(&statement.predicate, object).is_some();
            if !is_type && !said {
                self.edge(statement, object);
            }
        }
    }

    fn edge(&mut self, statement: &Statement, object: &str) {
        let relation = relation(&statement.predicate);
        let ends = [statement.subject.as_str(), object].map(|key| self.gathered.end(key));
        let [from, to] = if relation.turned { [ends[1], ends[0]] } else { ends };
        let reifiers = self.reifiers.get(statement).cloned().unwrap_or_default();
        let said: Vec<(Map, Vec<Evidence>)> =
            reifiers.iter().map(|reifier| self.said.get(reifier).cloned().unwrap_or_default()).collect();
        let said = if said.is_empty() { vec![Default::default()] } else { said };
        for (mut properties, evidence) in said {
            properties.insert("type".into(), Value::string(&relation.kind));
            if let Some(intention) = &relation.intention {
                properties.entry("intention".into()).or_insert_with(|| Value::string(intention));
            }
            if !evidence.is_empty() {
                properties.insert("evidence".into(), passages::value(&evidence));
            }
            let directed = take_text(&mut properties, "directed").is_none_or(|directed| directed != "false");
            self.gathered.edge(from, to, directed, properties);
        }
    }

    fn node(&mut self, key: &str) -> &mut GatheredNode {
        let number = match self.gathered.number(key) {
            Some(number) => number,
            None => self.gathered.node(key, Map::new()).unwrap_or_default(),
        };
        &mut self.gathered.nodes[number]
    }

    /// Gives each node a name.
    fn called(&mut self) {
        for node in &mut self.gathered.nodes {
            let named = ["name", "title", "label"].iter().any(|name| node.properties.contains_key(*name));
            let names = match node.properties.get("names") {
                Some(Value::Map(names)) => names.get("en").or_else(|| names.values().next()).cloned(),
                _ => None,
            };
            if !named {
                let name = names.unwrap_or_else(|| Value::string(local(&node.key)));
                node.properties.insert("name".into(), name);
            }
        }
    }
}

fn is_schema(statement: &Statement) -> bool {
    statement.subject == GRAPH && statement.predicate == SCHEMA_OF
}

/// What a node is known by: our ids as they are, else the IRI.
fn named(iri: &str) -> String {
    if iri.len() > NODE.len() && iri.starts_with(NODE) { local(iri) } else { iri.to_owned() }
}

/// The number of an item in Wikidata that a node is said to be the same as.
fn same_as<'o>(predicate: &str, object: &'o str) -> Option<&'o str> {
    (predicate.strip_prefix(OWL) == Some("sameAs")).then(|| object.strip_prefix(WIKIDATA)).flatten()
}

fn take_text(properties: &mut Map, name: &str) -> Option<String> {
    properties.remove(name).and_then(|value| match value {
        Value::Boolean(value) => Some(value.to_string()),
        other => other.as_str().map(str::to_owned),
    })
}

/// Sets a property; a second value makes a list of them.
fn put(properties: &mut Map, name: &str, value: Value) {
    match properties.get_mut(name) {
        None => drop(properties.insert(name.into(), value)),
        // Nobody else holds the list: it grows where it is.
        Some(Value::List(items)) => Arc::make_mut(items).push(value),
        Some(before) => *before = Value::list(vec![std::mem::replace(before, Value::Null), value]),
    }
}

fn put_item(properties: &mut Map, name: &str, value: Value) {
    properties.entry(name.into()).or_insert_with(|| Value::list(Vec::new()));
    put(properties, name, value);
}

/// Sets a property, or a key of the map that it holds.
fn put_at(properties: &mut Map, (name, key): (&str, Option<&str>), value: Value) {
    let Some(key) = key else { return put(properties, name, value) };
    let mut entries = properties.get(name).and_then(Value::as_map).cloned().unwrap_or_default();
    put(&mut entries, key, value);
    properties.insert(name.into(), Value::map(entries));
}

/// A literal as a value; one of a type that is not known is text.
fn value(literal: &Literal) -> Value {
    let text = literal.value();
    let as_text = || Value::string(text);
    let datatype = literal.datatype();
    if datatype.as_str() == EDTF {
        return as_text();
    }
    match datatype.as_str().strip_prefix(XSD) {
        Some("integer" | "int" | "long" | "short" | "nonNegativeInteger" | "positiveInteger") => {
            text.parse().map_or_else(|_| as_text(), Value::Integer)
        }
        Some("double" | "float" | "decimal") => text.parse().map_or_else(|_| as_text(), Value::Float),
        Some("boolean") => match text {
            "true" | "1" => Value::Boolean(true),
            "false" | "0" => Value::Boolean(false),
            _ => as_text(),
        },
        Some("dateTime") => Value::string(text.split('T').next().unwrap_or(text)),
        Some(_) | None => as_text(),
    }
}
