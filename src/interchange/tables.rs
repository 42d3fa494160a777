//! What rows of tables make, gathered for a folder.

use std::sync::Arc;

use super::gathered::Gathered;
use super::passages;
use crate::graph::frozen::{Datum, value_of};
use crate::import::mapping::{Edge, Node, Sink};
use crate::value::{Map, Value};

/// Takes what rows of tables make.
pub struct Tables<K> {
    gathered: Gathered,
    /// Whether a node with this id stands in the folder already.
    known: K,
    /// What each node is called where nothing names it.
    fallbacks: Vec<String>,
}

impl<K: Fn(&str) -> bool> Tables<K> {
    /// None yet; `known` says whether a node with an id stands in the folder already.
    pub fn new(known: K) -> Tables<K> {
        Tables { gathered: Gathered::default(), known, fallbacks: Vec::new() }
    }

    /// All that was taken.
    pub fn gathered(self) -> Gathered {
        self.gathered
    }
}

impl<K: Fn(&str) -> bool> Sink for Tables<K> {
    fn node(&mut self, node: Node<'_>) -> Option<String> {
        let number = match self.gathered.number(node.id) {
            Some(number) => number,
            None => {
                self.fallbacks.push(node.fallback.to_owned());
                self.gathered.node(node.id, Map::new())?
            }
        };
        let record = &mut self.gathered.nodes[number];
        let is_new = record.labels.is_empty();
        let mut differs = None;
        for label in node.labels.iter().filter(|label| !record.labels.contains(label)).cloned().collect::<Vec<_>>() {
            differs = (!is_new).then(|| format!("{} is {label} too", node.id));
            record.labels.push(label);
        }
        for (name, value) in node.properties {
            let value = value_of(value);
            match record.properties.get(name) {
                None => drop(record.properties.insert(name.into(), value)),
                // Values have no equality but the language's own, in which nothing equals what is unknown.
                Some(there) if format!("{there:?}") == format!("{value:?}") => {}
                Some(_) => {
                    differs.get_or_insert_with(|| format!("{}, {name}: another value than before", node.id));
                }
            }
        }
        record.evidence.extend(node.evidence.filter(|passage| !record.evidence.contains(passage)));
        differs
    }

    fn nodes_end(&mut self) {
        for (node, fallback) in self.gathered.nodes.iter_mut().zip(std::mem::take(&mut self.fallbacks)) {
            node.properties.entry("name".into()).or_insert_with(|| Value::string(fallback));
        }
    }

    fn end(&mut self, id: &str, _near: bool) -> Result<u32, String> {
        let number = match self.gathered.number(id) {
            Some(number) => number,
            None if (self.known)(id) => self.gathered.node(id, Map::new()).unwrap_or_default(),
            None => {
                return Err(format!(
                    "found the id `{id}`, expected one that a node has, of these tables or of the folder"
                ));
            }
        };
        u32::try_from(number).map_err(|_| "found more nodes than there is room for".into())
    }

    fn edge(&mut self, edge: Edge<'_>) {
        let mut properties: Map = edge.properties.into_iter().map(own).collect();
        properties.insert("type".into(), Value::string(edge.kind));
        if let Some(passage) = edge.evidence {
            properties.insert("evidence".into(), passages::value(&[passage]));
        }
        self.gathered.edge(edge.from as usize, edge.to as usize, true, properties);
    }
}

fn own((name, value): (&str, Datum)) -> (Arc<str>, Value) {
    (name.into(), value_of(value))
}
