//! What a form can't carry, or carries so that we alone read it.

use std::collections::BTreeMap;

use super::columns::made_text;
use super::gathered::Gathered;
use super::gexf::has_days;
use super::{Form, cypher, xml};
use crate::graph::Need;
use crate::value::{Map, Value};

/// Stores whose tables we write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// Neo4j's bulk import: one file of nodes, one of relationships.
    Neo4j,
    /// Kuzu: a table for each first label, one for each type.
    Kuzu,
}

impl Store {
    /// What is written for it.
    pub fn name(self) -> &'static str {
        match self {
            Store::Neo4j => "CSV for Neo4j",
            Store::Kuzu => "a script for Kuzu",
        }
    }
}

/// What is lost, or stands only as text, in the tables of a store. O(length).
pub fn losses_in_tables(store: Store, gathered: &Gathered) -> BTreeMap<String, usize> {
    let mut losses = Losses { gathered, found: BTreeMap::new() };
    losses.objects(match store {
        Store::Neo4j => |value| cypher::is_list(value) && !parted(value),
        Store::Kuzu => cypher::is_list,
    });
    losses.evidence();
    losses.one_direction(None);
    losses.several_kinds(store);
    losses.count("the schema: kinds, statuses and words are not written along", usize::from(gathered.schema.is_some()));
    losses.references();
    losses.found
}

/// Whether a list holds the sign that parts its items in a cell.
fn parted(value: &Value) -> bool {
    matches!(value, Value::List(items) if items.iter().any(|item| item.as_str().is_some_and(|text| text.contains(';'))))
}

/// The relations that an import will refuse, since their type asks for evidence and all of theirs is from works that are
/// not among what is written: how many.
pub fn refused(gathered: &Gathered) -> usize {
    let Some(schema) = &gathered.schema else { return 0 };
    let asked = |kind: &str| schema.relationship_type(kind).is_some_and(|rule| rule.evidence == Need::Required);
    let edges = gathered.edges.iter().filter(|edge| edge.kind.as_deref().is_some_and(asked));
    edges.filter(|edge| edge.evidence.iter().all(|piece| gathered.number(&piece.work).is_none())).count()
}

/// What is lost, or stands only as text, when a graph is written in a form: in words, with how many records. Nothing
/// of it is lost for an import by us, but for what is said to be. O(length).
pub fn losses(form: Form, gathered: &Gathered) -> BTreeMap<String, usize> {
    let mut losses = Losses { gathered, found: BTreeMap::new() };
    match form {
        Form::GraphMl => {
            losses.as_text();
            losses.one_direction(Some(form));
            losses.letters();
        }
        Form::Gexf => {
            losses.as_text();
            losses.letters();
            losses.dates();
        }
        Form::Gml => {
            losses.as_text();
            losses.one_direction(Some(form));
            losses.truth();
        }
        Form::NodeLink | Form::Cytoscape => losses.one_direction(Some(form)),
        Form::Turtle | Form::TurtlePlain | Form::NTriples | Form::JsonLd => losses.one_direction(Some(form)),
        Form::Jgf | Form::Dot => {}
        Form::Cypher => {
            losses.objects(cypher::is_list);
            losses.evidence();
            losses.one_direction(Some(form));
        }
    }
    losses.references();
    losses.found
}

struct Losses<'g> {
    gathered: &'g Gathered,
    found: BTreeMap<String, usize>,
}

impl<'g> Losses<'g> {
    fn count(&mut self, what: &str, records: usize) {
        if records > 0 {
            self.found.insert(what.to_owned(), records);
        }
    }

    /// Every value of every record.
    fn values(&self) -> impl Iterator<Item = &'g Value> {
        let nodes = self.gathered.nodes.iter().map(|node| &node.properties);
        nodes.chain(self.gathered.edges.iter().map(|edge| &edge.properties)).flat_map(|properties| properties.values())
    }

    fn as_text(&mut self) {
        self.objects(|_| false);
        self.evidence();
    }

    /// Lists and maps, but for those that the form has.
    fn objects(&mut self, has: fn(&Value) -> bool) {
        let objects = self.values().filter(|value| matches!(value, Value::List(_) | Value::Map(_)) && !has(value));
        let objects = objects.count();
        self.count("lists and names by language, as JSON in a text", objects);
    }

    fn evidence(&mut self) {
        let nodes = self.gathered.nodes.iter().filter(|node| !node.evidence.is_empty()).count();
        let edges = self.gathered.edges.iter().filter(|edge| !edge.evidence.is_empty()).count();
        self.count("evidence, as JSON in a text", nodes + edges);
    }

    /// A lost letter is lost for everybody.
    fn letters(&mut self) {
        let bad = |value: &&Value| value.as_str().is_some_and(|text| !text.chars().all(xml::holds));
        let texts = self.values().filter(bad).count();
        self.count("control characters in a text, lost", texts);
    }

    fn one_direction(&mut self, form: Option<Form>) {
        let edges = self.gathered.edges.iter().filter(|edge| !edge.directed).count();
        if edges == self.gathered.edges.len() && form == Some(Form::GraphMl) {
            return;
        }
        self.count("relations without a direction, which others take for directed", edges);
    }

    fn truth(&mut self) {
        let truths = self.values().filter(|value| matches!(value, Value::Boolean(_))).count();
        self.count("true and false, as 1 and 0", truths);
    }

    /// Numbers and truth values that share a column with what is of another kind.
    fn several_kinds(&mut self, store: Store) {
        let mut tables: BTreeMap<(bool, &str), Vec<&Map>> = BTreeMap::new();
        let named = |name: Option<&'g str>| if store == Store::Kuzu { name.unwrap_or_default() } else { "" };
        for node in &self.gathered.nodes {
            let table = named(node.labels.first().map(String::as_str));
            tables.entry((true, table)).or_default().push(&node.properties);
        }
        for edge in &self.gathered.edges {
            tables.entry((false, named(edge.kind.as_deref()))).or_default().push(&edge.properties);
        }
        let parting = (store == Store::Neo4j).then_some(';');
        let values = tables.values().map(|records| made_text(records, parting)).sum();
        self.count("numbers, true and false as text, since others in their columns are of another kind", values);
    }

    fn dates(&mut self) {
        let nodes = self.gathered.nodes.iter().map(|node| &node.properties);
        let records = nodes.chain(self.gathered.edges.iter().map(|edge| &edge.properties));
        let doubtful = records.filter(|properties| !has_days(properties)).count();
        self.count("dates with doubt or open ends, as text and not on the line of time", doubtful);
    }

    /// What names nodes that are not among those written.
    fn references(&mut self) {
        let evidence = self.gathered.nodes.iter().map(|node| &node.evidence);
        let all = evidence.chain(self.gathered.edges.iter().map(|edge| &edge.evidence)).flatten();
        let gone = all.filter(|piece| self.gathered.number(&piece.work).is_none()).count();
        self.count("passages from works that are not among what is written; `--with-works` adds these", gone);
        self.count("relations that rest on these works alone: an import refuses them", refused(self.gathered));
    }
}
