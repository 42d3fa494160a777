//! A schema with a place for everything that was read.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::cypher::is_list;
use super::fit::{Bearer, Fit, is_reserved, spare};
use super::gathered::{Gathered, GatheredEdge, GatheredNode};
use crate::graph::document::Shape;
use crate::graph::{LabelRule, Need, PropertyKind, PropertyRule, Schema, TypeRule};
use crate::value::Value;

/// The label of a node that has none.
pub(super) const NODE: &str = "Node";

/// The type of a directed edge that has none.
const LINKS_TO: &str = "LINKS_TO";

/// The type of an edge without a direction that has none.
const LINKED_WITH: &str = "LINKED_WITH";

/// The colours that labels are filled with, in turn.
const FILLS: [&str; 8] = ["#DCE9F5", "#FBE9D9", "#E8F0DA", "#F7E3EA", "#FFF8DC", "#E3E3F3", "#E0F0EA", "#F9E0D2"];

/// The labels of a node, or the one of those that have none.
pub(super) fn labels(node: &GatheredNode) -> Vec<String> {
    if node.labels.is_empty() { vec![NODE.to_owned()] } else { node.labels.clone() }
}

/// The type of an edge, or the one of those that have none.
pub(super) fn kind(edge: &GatheredEdge) -> &str {
    edge.kind.as_deref().unwrap_or(if edge.directed { LINKS_TO } else { LINKED_WITH })
}

/// A schema with a place for everything that was read, and what was added to it: where a schema says something
/// else already, that stays. The one that came with a file is where a new one begins. O(records).
pub fn widen(schema: Option<&Schema>, gathered: &Gathered) -> (Schema, Vec<String>) {
    let new = || Schema { name: "Imported".into(), format: 1, ..Schema::default() };
    let before = schema.or(gathered.schema.as_ref()).cloned().unwrap_or_else(new);
    let mut wants = Wants::default();
    let fit = Fit::new(&before);
    for node in &gathered.nodes {
        wants.node(&fit, node);
    }
    for edge in &gathered.edges {
        wants.edge(&fit, gathered, edge);
    }
    let mut after = before.clone();
    let added = wants.grant(&mut after);
    (after, added)
}

/// What a schema lacks.
#[derive(Default)]
struct Wants {
    /// Properties by label.
    labels: BTreeMap<String, BTreeSet<String>>,
    types: BTreeMap<String, Type>,
    properties: BTreeMap<String, Kind>,
}

/// What a type lacks, and what its edges are like.
#[derive(Default)]
struct Type {
    from: BTreeSet<String>,
    to: BTreeSet<String>,
    properties: BTreeSet<String>,
    directed: bool,
    looped: bool,
}

/// What the values of a property are.
#[derive(Clone, Copy, Default)]
struct Kind {
    booleans: bool,
    integers: bool,
    floats: bool,
    texts: bool,
    lists: bool,
}

impl Kind {
    fn see(&mut self, value: &Value) {
        match value {
            Value::Boolean(_) => self.booleans = true,
            Value::Integer(_) => self.integers = true,
            Value::Float(_) => self.floats = true,
            // A property with several texts here and one there is a list of them: RDF says it so.
            Value::List(items) if !items.is_empty() && is_list(value) => self.lists = true,
            Value::Null | Value::String(_) | Value::List(_) | Value::Map(_) | Value::Node(_) => self.texts = true,
            Value::Relationship(_) | Value::Path(_) | Value::Temporal(_) | Value::Duration(_) => self.texts = true,
        }
    }

    fn kind(self) -> PropertyKind {
        if self.lists && !(self.booleans || self.integers || self.floats) {
            return PropertyKind::Texts;
        }
        match (self.booleans, self.integers, self.floats, self.texts || self.lists) {
            (true, false, false, false) => PropertyKind::Boolean,
            (false, true, false, false) => PropertyKind::Integer,
            (false, _, true, false) => PropertyKind::Float,
            (_, false, false, _) => PropertyKind::String,
            (..) => PropertyKind::Any,
        }
    }
}

impl Wants {
    fn node(&mut self, fit: &Fit<'_>, node: &GatheredNode) {
        let labels = labels(node);
        for label in labels.iter().filter(|label| !fit.has_label(label)) {
            self.labels.entry(label.clone()).or_default();
        }
        let (_, source) = node.name();
        for (name, value) in node.properties.iter().filter(|(name, _)| Some(&***name) != source) {
            if let Some(name) = self.lacking(fit, Bearer::Node(&labels), name, value) {
                self.labels.entry(labels[0].clone()).or_default().insert(name);
            }
        }
    }

    fn edge(&mut self, fit: &Fit<'_>, gathered: &Gathered, edge: &GatheredEdge) {
        let name = kind(edge);
        let mut wanted = Type::default();
        let rule = fit.kind(name);
        let (from, to) = (labels(&gathered.nodes[edge.from]), labels(&gathered.nodes[edge.to]));
        let lacks = |labels: &[String], has: Option<&Vec<String>>| {
            !has.is_some_and(|has| labels.iter().any(|label| has.contains(label)))
        };
        wanted.from.extend(
            from.into_iter()
                .take(1)
                .filter(|_| lacks(&labels(&gathered.nodes[edge.from]), rule.map(|rule| &rule.from))),
        );
        wanted.to.extend(
            to.into_iter().take(1).filter(|_| lacks(&labels(&gathered.nodes[edge.to]), rule.map(|rule| &rule.to))),
        );
        for (property, value) in &edge.properties {
            wanted.properties.extend(self.lacking(fit, Bearer::Edge(name), property, value));
        }
        if rule.is_some() && wanted.from.is_empty() && wanted.to.is_empty() && wanted.properties.is_empty() {
            return;
        }
        let known = self.types.entry(name.to_owned()).or_default();
        known.from.extend(wanted.from);
        known.to.extend(wanted.to);
        known.properties.extend(wanted.properties);
        known.directed |= edge.directed;
        known.looped |= edge.from == edge.to;
    }

    /// The name under which a property could stand and doesn't yet.
    fn lacking(&mut self, fit: &Fit<'_>, bearer: Bearer<'_>, name: &str, value: &Value) -> Option<String> {
        let ids = |key: &str| Some(key.to_owned());
        if matches!(value, Value::Null) || name.is_empty() || fit.property(bearer, name, value, &ids).is_some() {
            return None;
        }
        let name = if is_reserved(bearer, name) { spare(name) } else { name.to_owned() };
        match fit.rule(&name) {
            None => self.properties.entry(name.clone()).or_default().see(value),
            // A rule that is there stays as it is: what doesn't fit it has no place.
            Some(rule) => drop(fit.value(Shape::of(rule.kind), &name, value, &ids)?),
        }
        Some(name)
    }

    /// Adds what is wanted; tells what was.
    fn grant(self, schema: &mut Schema) -> Vec<String> {
        let mut added = Vec::new();
        for (name, kind) in self.properties {
            let description = "As imported.".to_owned();
            schema.properties.push(PropertyRule { name, kind: kind.kind(), description, values: Vec::new() });
        }
        let labels = places(schema.labels.iter().map(|rule| &rule.label));
        for (label, properties) in self.labels {
            let place = labels.get(&label).copied().unwrap_or_else(|| {
                added.push(format!("label {label}"));
                schema.labels.push(label_rule(&label, schema.labels.len()));
                schema.labels.len() - 1
            });
            extend(&mut schema.labels[place].properties, &properties, &label, &mut added);
        }
        let types = places(schema.types.iter().map(|rule| &rule.name));
        for (name, wanted) in self.types {
            let place = types.get(&name).copied().unwrap_or_else(|| {
                added.push(format!("type {name}"));
                schema.types.push(type_rule(&name, !wanted.directed && !wanted.looped));
                schema.types.len() - 1
            });
            let rule = &mut schema.types[place];
            extend(&mut rule.properties, &wanted.properties, &name, &mut added);
            let (from, to) = (&wanted.from, &wanted.to);
            // The ends of a symmetric type are alike.
            let either: BTreeSet<String> = from | to;
            extend(&mut rule.from, if rule.symmetric { &either } else { from }, &name, &mut Vec::new());
            extend(&mut rule.to, if rule.symmetric { &either } else { to }, &name, &mut Vec::new());
        }
        added
    }
}

/// Where in a list each name stands.
fn places<'n>(names: impl Iterator<Item = &'n String>) -> FxHashMap<String, usize> {
    names.enumerate().map(|(at, name)| (name.clone(), at)).collect()
}

fn extend(list: &mut Vec<String>, names: &BTreeSet<String>, of: &str, added: &mut Vec<String>) {
    for name in names.iter().filter(|name| !list.contains(*name)).cloned().collect::<Vec<_>>() {
        added.push(format!("property {name} of {of}"));
        list.push(name);
    }
}

fn label_rule(label: &str, number: usize) -> LabelRule {
    LabelRule {
        label: label.to_owned(),
        plural: format!("{}s", label.to_lowercase()),
        description: "As imported.".into(),
        shape: "ellipse".into(),
        fill: FILLS[number % FILLS.len()].into(),
        properties: Vec::new(),
        lasting: false,
    }
}

fn type_rule(name: &str, symmetric: bool) -> TypeRule {
    let words = name.replace('_', " ").to_lowercase();
    let backward = if symmetric { words.clone() } else { format!("{words} (from the other end)") };
    TypeRule {
        name: name.to_owned(),
        area: "imported".into(),
        forward: words,
        backward,
        from: Vec::new(),
        to: Vec::new(),
        symmetric,
        evidence: Need::Optional,
        status: Need::Optional,
        description: "As imported.".into(),
        properties: Vec::new(),
        colour: "#555555".into(),
        style: "solid".into(),
        arrow: if symmetric { "none" } else { "normal" }.into(),
        lasting: false,
    }
}
