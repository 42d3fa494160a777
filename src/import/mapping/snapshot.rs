//! What rows make, laid out as it comes.

use rustc_hash::FxHashMap;

use super::{Edge, Node, Sink};
use crate::diagnostic::{Outcome, nearest};
use crate::graph::Evidence;
use crate::graph::frozen::{Builder, Cell, Datum, Frozen, Sections, Table, evidence_datum};

/// A graph while rows come in: nodes as records, since later rows may fill them in; edges in columns.
#[derive(Default)]
pub struct Snapshot {
    builder: Builder,
    numbers: FxHashMap<Box<str>, u32>,
    nodes: Vec<Record>,
}

/// A node so far.
#[derive(Default)]
struct Record {
    labels: Vec<u32>,
    properties: Vec<(u32, Datum)>,
    evidence: Vec<Evidence>,
    /// What it is called where nothing names it.
    fallback: String,
}

/// A snapshot's parts, to be written, with the text of the schema it is to carry.
///
/// # Errors
/// Where it is too large for the layout.
pub fn lay_out(snapshot: Snapshot, schema: Option<&str>) -> Outcome<Sections> {
    let extras = schema.map(|text| ("schema".to_owned(), Datum::Text(text.to_owned())));
    Frozen::sections(snapshot.builder, extras.into_iter().collect())
}

impl Snapshot {
    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.numbers.len()
    }
}

impl Sink for Snapshot {
    fn node(&mut self, node: Node<'_>) -> Option<String> {
        let next = self.nodes.len() as u32;
        let number = *self.numbers.entry(node.id.into()).or_insert(next);
        if number == next {
            let id = (self.builder.key("id"), Datum::Text(node.id.to_owned()));
            self.nodes.push(Record { properties: vec![id], fallback: node.fallback.to_owned(), ..Record::default() });
        }
        let record = &mut self.nodes[number as usize];
        let mut differs = None;
        let is_new = record.labels.is_empty();
        for name in node.labels {
            let label = self.builder.label(name);
            if !record.labels.contains(&label) {
                record.labels.push(label);
                differs = (!is_new).then(|| format!("{} is {name} too", node.id));
            }
        }
        for (name, value) in node.properties {
            let key = self.builder.key(name);
            match record.properties.iter().find(|(known, _)| *known == key) {
                None => record.properties.push((key, value)),
                Some((_, there)) if *there == value => {}
                Some((_, there)) => {
                    differs.get_or_insert_with(|| {
                        format!("{}, {name}: {} after {}", node.id, shown(&value), shown(there))
                    });
                }
            }
        }
        record.evidence.extend(node.evidence.filter(|passage| !record.evidence.contains(passage)));
        differs
    }

    /// Lays the nodes out by their labels; from here on an id stands for the number that a node has there.
    fn nodes_end(&mut self) {
        let mut places = Vec::with_capacity(self.nodes.len());
        let name = self.builder.key("name");
        for mut record in std::mem::take(&mut self.nodes) {
            if record.properties.iter().all(|(key, _)| *key != name) {
                record.properties.push((name, Datum::Text(record.fallback)));
            }
            let table = self.builder.node_table(record.labels);
            let evidence = evidence_datum(&record.evidence);
            places.push((table, fill(self.builder.nodes(table), &record.properties, &evidence)));
        }
        let firsts = self.builder.firsts();
        for number in self.numbers.values_mut() {
            let (table, row) = places[*number as usize];
            *number = firsts[table] + row;
        }
    }

    fn end(&mut self, id: &str, near: bool) -> Result<u32, String> {
        self.numbers.get(id).copied().ok_or_else(|| {
            // Among very many the search for a near one would take longer than the whole import.
            let known = self.numbers.keys().filter(|_| near).take(100_000).map(|known| &**known);
            let near = nearest(id, known).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            format!("found the id `{id}`, expected one that a node has{near}")
        })
    }

    fn edge(&mut self, edge: Edge<'_>) {
        let properties: Vec<(u32, Datum)> =
            edge.properties.into_iter().map(|(name, value)| (self.builder.key(name), value)).collect();
        let kind = self.builder.relationship_type(edge.kind);
        let table = self.builder.edge_table(kind);
        let evidence = evidence_datum(edge.evidence.as_slice());
        fill(self.builder.edge(table, edge.from, edge.to), &properties, &evidence);
    }
}

fn fill(table: &mut Table, properties: &[(u32, Datum)], evidence: &Datum) -> u32 {
    properties.iter().for_each(|(key, value)| table.set(*key, Cell::from(value)));
    if *evidence != Datum::Null {
        table.origin(evidence, None);
    }
    table.end()
}

fn shown(value: &Datum) -> String {
    match value {
        Datum::Text(text) => format!("`{text}`"),
        Datum::Int(number) => number.to_string(),
        Datum::Float(number) => number.to_string(),
        Datum::Bool(value) => value.to_string(),
        Datum::Null => "nothing".into(),
        Datum::List(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
        Datum::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{key}: {}", shown(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Datum::Typed(_, text) => text.clone(),
    }
}
