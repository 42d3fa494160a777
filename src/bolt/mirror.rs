//! The records that a server's answers hold, as nodes and relations of a graph here.

use std::sync::Arc;

use neo4j::ValueReceive;
use neo4j::value::graph as theirs;
use rustc_hash::{FxHashMap, FxHashSet};

use super::stored::{OURS, Restored, restored};
use super::values::received_time;
use crate::diagnostic::Outcome;
use crate::graph::document::KeyOrder;
use crate::graph::{Graph, KeyId, Store, View};
use crate::value::{EdgeId, Map, NodeId, Path, Value};

/// Which record here stands for which there.
#[derive(Default)]
pub(super) struct Mirror {
    nodes: FxHashMap<String, NodeId>,
    edges: FxHashMap<String, EdgeId>,
    /// Nodes of which nothing is known but that a relation ends there.
    pub(super) bare: FxHashSet<String>,
    /// What was read by the statement in hand, and need not be read again.
    fresh: FxHashSet<String>,
    /// The works that evidence is from or cites, each with whether it was looked up who wrote it.
    works: FxHashMap<Arc<str>, bool>,
    order: Option<KeyOrder>,
}

impl Mirror {
    /// A statement begins: what is known may have changed since.
    pub(super) fn begin(&mut self) {
        self.fresh.clear();
    }

    /// The works that were named since this was asked last.
    pub(super) fn works_met(&mut self) -> Vec<Arc<str>> {
        let new = self.works.iter_mut().filter(|(_, known)| !**known);
        new.map(|(work, known)| {
            *known = true;
            Arc::clone(work)
        })
        .collect()
    }

    /// A value that came, with the records in it put into the graph.
    pub(super) fn value(&mut self, graph: &mut Graph, value: ValueReceive) -> Outcome<Value> {
        Ok(match value {
            ValueReceive::Null => Value::Null,
            ValueReceive::Boolean(value) => Value::Boolean(value),
            ValueReceive::Integer(value) => Value::Integer(value),
            ValueReceive::Float(value) => Value::Float(value),
            ValueReceive::String(text) => Value::string(text),
            ValueReceive::Bytes(bytes) => {
                Value::list(bytes.into_iter().map(|byte| Value::Integer(byte.into())).collect())
            }
            ValueReceive::List(items) => {
                let items: Outcome<Vec<Value>> = items.into_iter().map(|item| self.value(graph, item)).collect();
                Value::list(items?)
            }
            ValueReceive::Map(entries) => {
                let mut map = Map::new();
                for (key, value) in entries.into_iter().filter(|(key, _)| !key.starts_with(OURS)) {
                    map.insert(key.into(), self.value(graph, value)?);
                }
                Value::map(map)
            }
            ValueReceive::Node(node) => Value::Node(self.node(graph, node)?),
            ValueReceive::Relationship(edge) => Value::Relationship(self.edge(graph, edge)?),
            ValueReceive::Path(path) => Value::Path(Arc::new(self.path(graph, &path)?)),
            other => match received_time(&other) {
                Some(time) => time,
                // Points and what the client can't read: as the client writes them.
                None => Value::string(format!("{other:?}")),
            },
        })
    }

    /// Deletes what was not among all that the server has.
    pub(super) fn forget_what_is_gone(&mut self, graph: &mut Graph) -> Outcome<()> {
        let fresh = std::mem::take(&mut self.fresh);
        for (_, edge) in self.edges.extract_if(|element, _| !fresh.contains(element)) {
            graph.delete_edge(edge)?;
        }
        for (element, node) in self.nodes.extract_if(|element, _| !fresh.contains(element)) {
            self.bare.remove(&element);
            graph.delete_node(node)?;
        }
        graph.forget_changes();
        Ok(())
    }

    fn properties(
        &mut self,
        graph: &mut Graph,
        properties: std::collections::HashMap<String, ValueReceive>,
    ) -> Outcome<Restored> {
        let mut kept = Vec::with_capacity(properties.len());
        for (key, value) in properties {
            kept.push((key, self.value(graph, value)?));
        }
        let restored = restored(kept);
        for work in restored.evidence.iter().flat_map(|passage| passage.citing.iter().chain([&passage.work])) {
            self.works.entry(Arc::clone(work)).or_default();
        }
        Ok(restored)
    }

    /// In which order properties stand here: a server keeps none.
    fn order(&mut self, graph: &Graph) -> Option<&KeyOrder> {
        if self.order.is_none() {
            self.order = graph.schema().map(|schema| KeyOrder::of(schema));
        }
        self.order.as_ref()
    }

    pub(super) fn node(&mut self, graph: &mut Graph, node: theirs::Node) -> Outcome<NodeId> {
        let here = self.place(graph, &node.element_id)?;
        if !self.fresh.insert(node.element_id.clone()) {
            return Ok(here);
        }
        self.bare.remove(&node.element_id);
        let wanted: Vec<_> = node.labels.iter().map(|label| graph.symbols_mut().label(label)).collect();
        let gone: Vec<_> = graph.labels(here).iter().filter(|label| !wanted.contains(label)).copied().collect();
        gone.into_iter().try_for_each(|label| graph.set_label(here, label, false))?;
        wanted.into_iter().try_for_each(|label| graph.set_label(here, label, true))?;
        let mut restored = self.properties(graph, node.properties)?;
        if let Some(order) = self.order(graph) {
            restored.properties.sort_by_cached_key(|(key, _)| order.of_node(key));
        }
        let before: Vec<KeyId> = graph.node_properties(here).iter().map(|(key, _)| *key).collect();
        for (key, value) in replaced(graph, &before, restored.properties) {
            graph.set_node_property(here, key, value)?;
        }
        graph.set_node_evidence(here, restored.evidence);
        if let Some(document) = restored.document {
            graph.set_node_document(here, document);
        }
        Ok(here)
    }

    /// The node of this name there; a new one of which nothing is known, where it was not met before.
    fn place(&mut self, graph: &mut Graph, element: &str) -> Outcome<NodeId> {
        if let Some(node) = self.nodes.get(element) {
            return Ok(*node);
        }
        let node = graph.add_node(Vec::new(), Vec::new())?;
        self.nodes.insert(element.to_string(), node);
        self.bare.insert(element.to_string());
        Ok(node)
    }

    fn edge(&mut self, graph: &mut Graph, edge: theirs::Relationship) -> Outcome<EdgeId> {
        let from = self.place(graph, &edge.start_node_element_id)?;
        let to = self.place(graph, &edge.end_node_element_id)?;
        let part = theirs::UnboundRelationship {
            id: edge.id,
            type_: edge.type_,
            properties: edge.properties,
            element_id: edge.element_id,
        };
        self.edge_between(graph, from, &part, to)
    }

    fn edge_between(
        &mut self,
        graph: &mut Graph,
        from: NodeId,
        edge: &theirs::UnboundRelationship,
        to: NodeId,
    ) -> Outcome<EdgeId> {
        let kind = graph.symbols_mut().relationship_type(&edge.type_);
        let here = match self.edges.get(&edge.element_id).copied() {
            Some(here) if graph.edge_type(here) == kind && graph.ends(here) == (from, to) => here,
            other => {
                // A server gives the name of a relation that is gone to another one later.
                other.into_iter().try_for_each(|gone| graph.delete_edge(gone))?;
                let here = graph.add_edge(from, kind, to, Vec::new())?;
                self.edges.insert(edge.element_id.clone(), here);
                here
            }
        };
        if !self.fresh.insert(edge.element_id.clone()) {
            return Ok(here);
        }
        let mut restored = self.properties(graph, edge.properties.clone())?;
        if let Some(order) = self.order(graph) {
            restored.properties.sort_by_cached_key(|(key, _)| order.of_edge(key));
        }
        let before: Vec<KeyId> = graph.edge_properties(here).iter().map(|(key, _)| *key).collect();
        for (key, value) in replaced(graph, &before, restored.properties) {
            graph.set_edge_property(here, key, value)?;
        }
        graph.set_edge_evidence(here, restored.evidence);
        if let Some(document) = restored.document {
            graph.set_edge_document(here, document);
        }
        Ok(here)
    }

    fn path(&mut self, graph: &mut Graph, path: &theirs::Path) -> Outcome<Path> {
        let (start, steps) = path.traverse();
        let mut nodes = vec![self.node(graph, start.clone())?];
        let mut edges = Vec::new();
        for (way, edge, node) in steps {
            let before = nodes[nodes.len() - 1];
            let after = self.node(graph, node.clone())?;
            let (from, to) = match way {
                theirs::RelationshipDirection::To => (before, after),
                theirs::RelationshipDirection::From => (after, before),
            };
            edges.push(self.edge_between(graph, from, edge, to)?);
            nodes.push(after);
        }
        Ok(Path { nodes, edges })
    }
}

/// The properties a record is to have, and `null` for those it had and has no longer.
fn replaced(graph: &mut Graph, before: &[KeyId], wanted: Vec<(String, Value)>) -> Vec<(KeyId, Value)> {
    let mut set: Vec<(KeyId, Value)> =
        wanted.into_iter().map(|(key, value)| (graph.symbols_mut().key(&key), value)).collect();
    let gone: Vec<KeyId> = before.iter().filter(|key| set.iter().all(|(wanted, _)| wanted != *key)).copied().collect();
    set.extend(gone.into_iter().map(|key| (key, Value::Null)));
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relation(kind: &str) -> theirs::Relationship {
        theirs::Relationship {
            id: 7,
            start_node_id: 1,
            end_node_id: 2,
            type_: kind.into(),
            properties: Default::default(),
            element_id: "e7".into(),
            start_node_element_id: "n1".into(),
            end_node_element_id: "n2".into(),
        }
    }

    /// Neo4j gives the element id of a relation that was deleted to one that is made later.
    #[test]
    fn a_relation_that_took_the_id_of_another_is_itself() {
        let (mut mirror, mut graph) = (Mirror::default(), Graph::new());
        let first = mirror.edge(&mut graph, relation("R")).expect("a relation");
        let same = mirror.edge(&mut graph, relation("R")).expect("a relation");
        mirror.begin();
        let other = mirror.edge(&mut graph, relation("S")).expect("a relation");
        assert_eq!((same, graph.edge_count()), (first, 1));
        assert_eq!(&**graph.symbols().type_name(graph.edge_type(other)), "S");
    }
}
