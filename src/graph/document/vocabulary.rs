//! The schema laid out for checking: every name a number, every list a row of yes and no.

use rustc_hash::FxHashMap;

use super::shape::{EDGE_HEAD, NODE_HEAD, Shape, TAIL};
use crate::graph::schema::Schema;

/// A key that a record can have.
pub(super) struct KeyRule<'s> {
    pub(super) name: &'s str,
    pub(super) shape: Shape,
    /// The values it may have, where they are counted.
    pub(super) values: &'s [String],
    /// Whether every record may have it.
    pub(super) free: bool,
}

/// The keys of nodes or of edges, in the order in which they are written.
pub(super) struct Keys<'s> {
    numbers: FxHashMap<&'s str, usize>,
    pub(super) rules: Vec<KeyRule<'s>>,
    tail: usize,
}

impl<'s> Keys<'s> {
    fn new(schema: &'s Schema, head: &[(&'static str, Shape)], lists: impl Iterator<Item = &'s Vec<String>>) -> Self {
        let mut keys = Keys { numbers: FxHashMap::default(), rules: Vec::new(), tail: 0 };
        head.iter().for_each(|(name, shape)| keys.add(schema, name, *shape, true));
        for name in lists.flatten().filter(|name| TAIL.iter().all(|(tail, _)| tail != name)) {
            let shape = schema.property(name).map_or(Shape::Any, |rule| Shape::of(rule.kind));
            keys.add(schema, name, shape, false);
        }
        keys.tail = keys.rules.len();
        TAIL.iter().for_each(|(name, shape)| keys.add(schema, name, *shape, true));
        keys
    }

    fn add(&mut self, schema: &'s Schema, name: &'s str, shape: Shape, free: bool) {
        if self.numbers.contains_key(name) {
            return;
        }
        let values = schema.property(name).map_or(&[][..], |rule| &rule.values);
        self.numbers.insert(name, self.rules.len());
        self.rules.push(KeyRule { name, shape, values, free });
    }

    /// The number of a key that some record can have.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }

    /// What a key holds.
    pub(super) fn shape(&self, name: &str) -> Shape {
        self.number(name).map_or(Shape::Any, |number| self.rules[number].shape)
    }

    /// Where a key stands in a record; unknown ones stand by name between the properties and the tail.
    pub(super) fn position<'n>(&self, name: &'n str) -> (usize, &'n str) {
        self.number(name).map_or((2 * self.tail - 1, name), |number| (2 * number, ""))
    }

    fn row<'n>(&self, names: impl IntoIterator<Item = &'n String>) -> Vec<bool> {
        row(&self.numbers, self.rules.len(), names)
    }
}

fn row<'n>(numbers: &FxHashMap<&str, usize>, len: usize, names: impl IntoIterator<Item = &'n String>) -> Vec<bool> {
    let mut row = vec![false; len];
    for number in names.into_iter().filter_map(|name| numbers.get(name.as_str())) {
        row[*number] = true;
    }
    row
}

/// What a type of edge may have.
pub(super) struct Ends {
    /// For each label, whether an edge may start there.
    pub(super) from: Vec<bool>,
    /// For each label, whether an edge may end there.
    pub(super) to: Vec<bool>,
}

/// The schema laid out for checking.
pub(super) struct Vocabulary<'s> {
    pub(super) schema: &'s Schema,
    pub(super) node_keys: Keys<'s>,
    pub(super) edge_keys: Keys<'s>,
    /// For each type, the labels its ends may have.
    pub(super) ends: Vec<Ends>,
    labels: FxHashMap<&'s str, usize>,
    types: FxHashMap<&'s str, usize>,
    label_keys: Vec<Vec<bool>>,
    type_keys: Vec<Vec<bool>>,
}

impl<'s> Vocabulary<'s> {
    /// Lays out a schema. O(its length).
    pub(super) fn new(schema: &'s Schema) -> Vocabulary<'s> {
        let labels = numbered(schema.labels.iter().map(|rule| rule.label.as_str()));
        let node_keys = Keys::new(schema, NODE_HEAD, schema.labels.iter().map(|rule| &rule.properties));
        let edge_keys = Keys::new(schema, EDGE_HEAD, schema.types.iter().map(|rule| &rule.properties));
        let ends = schema.types.iter().map(|rule| Ends {
            from: row(&labels, labels.len(), &rule.from),
            to: row(&labels, labels.len(), &rule.to),
        });
        Vocabulary {
            schema,
            ends: ends.collect(),
            types: numbered(schema.types.iter().map(|rule| rule.name.as_str())),
            label_keys: schema.labels.iter().map(|rule| node_keys.row(&rule.properties)).collect(),
            type_keys: schema.types.iter().map(|rule| edge_keys.row(&rule.properties)).collect(),
            labels,
            node_keys,
            edge_keys,
        }
    }

    /// The number of a label.
    pub(super) fn label(&self, name: &str) -> Option<usize> {
        self.labels.get(name).copied()
    }

    /// The number of a relationship type.
    pub(super) fn relationship_type(&self, name: &str) -> Option<usize> {
        self.types.get(name).copied()
    }

    /// Whether nodes with one of these labels may have a key.
    pub(super) fn label_allows(&self, labels: &[usize], key: usize) -> bool {
        labels.iter().any(|label| self.label_keys[*label][key])
    }

    /// Whether edges of a type may have a key.
    pub(super) fn type_allows(&self, kind: usize, key: usize) -> bool {
        self.type_keys[kind][key]
    }

    /// The name of a label.
    pub(super) fn label_name(&self, label: usize) -> &'s str {
        &self.schema.labels[label].label
    }
}

/// Where keys stand in records, by name: of nodes, and of relations.
pub struct KeyOrder {
    nodes: FxHashMap<String, usize>,
    edges: FxHashMap<String, usize>,
}

impl KeyOrder {
    /// That of a schema. O(its length).
    pub fn of(schema: &Schema) -> KeyOrder {
        let vocabulary = Vocabulary::new(schema);
        let owned = |keys: &Keys<'_>| keys.numbers.iter().map(|(name, at)| ((*name).to_owned(), *at)).collect();
        KeyOrder { nodes: owned(&vocabulary.node_keys), edges: owned(&vocabulary.edge_keys) }
    }

    /// The place of a node's key; unknown ones come last.
    pub fn of_node(&self, key: &str) -> usize {
        self.nodes.get(key).copied().unwrap_or(usize::MAX)
    }

    /// The place of a relation's key; unknown ones come last.
    pub fn of_edge(&self, key: &str) -> usize {
        self.edges.get(key).copied().unwrap_or(usize::MAX)
    }
}

fn numbered<'s>(names: impl Iterator<Item = &'s str>) -> FxHashMap<&'s str, usize> {
    names.enumerate().map(|(number, name)| (name, number)).collect()
}
