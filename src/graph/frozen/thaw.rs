//! From one layout to the other.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::column::Cell;
use super::{Builder, Datum, Frozen, Sections, convert};
use crate::diagnostic::Outcome;
use crate::graph::store::Editable;
use crate::graph::symbols::Symbols;
use crate::graph::view::View;
use crate::graph::{Graph, Way};
use crate::value::{EdgeId, NodeId};

impl Frozen {
    /// The graph laid out for editing, every node and edge under its number. O(nodes + edges).
    pub(in crate::graph) fn thaw(&self, symbols: Symbols) -> Editable {
        let mut editable = Editable::with_symbols(symbols);
        for node in (0..self.node_count).map(NodeId) {
            editable.put_node(self.labels(node).to_vec(), self.node_properties(node).into_owned());
            editable.set_node_evidence(node, self.node_evidence(node).into_owned());
            if let Some(path) = self.node_document(node) {
                editable.set_node_document(node, path.clone());
            }
        }
        for edge in (0..self.edge_count).map(EdgeId) {
            let (from, to) = self.ends(edge);
            editable.put_edge(from, self.edge_type(edge), to, self.edge_properties(edge).into_owned());
            editable.set_edge_evidence(edge, self.edge_evidence(edge).into_owned());
            if let Some(path) = self.edge_document(edge) {
                editable.set_edge_document(edge, path.clone());
            }
        }
        editable.forget_changes();
        editable
    }

    /// Lays a graph out anew, without what was deleted. Nodes and edges get new numbers.
    ///
    /// # Errors
    /// Where it is too large for the layout.
    pub fn of_graph(graph: &Graph, schema: Option<&str>) -> Outcome<Sections> {
        let mut freezer = Freezer::new(graph);
        freezer.nodes();
        freezer.edges();
        let documents = freezer.documents.into_iter().map(|path| Datum::Text(path.to_string())).collect();
        let mut extras = vec![("documents".to_string(), Datum::List(documents))];
        extras.extend(schema.map(|text| ("schema".to_string(), Datum::Text(text.to_string()))));
        Frozen::sections(freezer.builder, extras)
    }
}

struct Freezer<'g> {
    graph: &'g Graph,
    builder: Builder,
    documents: Vec<Arc<str>>,
    /// Table and row of each node.
    places: FxHashMap<NodeId, (usize, u32)>,
}

impl<'g> Freezer<'g> {
    fn new(graph: &'g Graph) -> Freezer<'g> {
        Freezer { graph, builder: Builder::default(), documents: Vec::new(), places: FxHashMap::default() }
    }

    fn document(&mut self, path: Option<&Arc<str>>) -> Option<i64> {
        let path = path?;
        let at = self.documents.iter().position(|known| known == path).unwrap_or_else(|| {
            self.documents.push(path.clone());
            self.documents.len() - 1
        });
        Some(at as i64)
    }

    fn nodes(&mut self) {
        let mut nodes = Vec::new();
        self.graph.nodes(&mut nodes);
        let symbols = self.graph.symbols();
        for node in nodes {
            let labels =
                self.graph.labels(node).iter().map(|label| self.builder.label(symbols.label_name(*label))).collect();
            let table = self.builder.node_table(labels);
            let keys: Vec<(u32, Datum)> = self.properties(&self.graph.node_properties(node));
            let document = self.document(self.graph.node_document(node));
            let records = self.builder.nodes(table);
            keys.iter().for_each(|(key, datum)| records.set(*key, Cell::from(datum)));
            records.origin(&convert::evidence_datum(&self.graph.node_evidence(node)), document);
            let row = records.end();
            self.places.insert(node, (table, row));
        }
    }

    fn properties(&mut self, properties: &[(crate::graph::KeyId, crate::value::Value)]) -> Vec<(u32, Datum)> {
        let symbols = self.graph.symbols();
        properties
            .iter()
            .map(|(key, value)| (self.builder.key(symbols.key_name(*key)), convert::datum(value)))
            .collect()
    }

    fn edges(&mut self) {
        let firsts = self.builder.firsts();
        let number = |(table, row): (usize, u32)| firsts[table] + row;
        let (mut nodes, mut edges) = (Vec::new(), Vec::new());
        self.graph.nodes(&mut nodes);
        for from in nodes {
            edges.clear();
            self.graph.edges_of(from, Way::Out, &[], &mut edges);
            for (edge, to) in &edges {
                let kind = self.builder.relationship_type(self.graph.symbols().type_name(self.graph.edge_type(*edge)));
                let table = self.builder.edge_table(kind);
                let keys = self.properties(&self.graph.edge_properties(*edge));
                let document = self.document(self.graph.edge_document(*edge));
                let records = self.builder.edge(table, number(self.places[&from]), number(self.places[to]));
                keys.iter().for_each(|(key, datum)| records.set(*key, Cell::from(datum)));
                records.origin(&convert::evidence_datum(&self.graph.edge_evidence(*edge)), document);
                records.end();
            }
        }
    }
}
