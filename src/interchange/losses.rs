//! What a form can't carry, or carries so that we alone read it.

use std::collections::BTreeMap;

use super::gathered::Gathered;
use super::gexf::has_days;
use super::{Form, cypher, xml};
use crate::value::Value;

/// What is lost, or stands only as text, when a graph is written in a form: in words, with how many records. Nothing
/// of it is lost for an import by us, but for what is said to be. O(length).
pub fn losses(form: Form, gathered: &Gathered) -> BTreeMap<String, usize> {
    let mut losses = Losses { gathered, found: BTreeMap::new() };
    match form {
        Form::GraphMl => {
            losses.as_text();
            losses.one_direction(form);
            losses.letters();
        }
        Form::Gexf => {
            losses.as_text();
            losses.letters();
            losses.dates();
        }
        Form::Gml => {
            losses.as_text();
            losses.one_direction(form);
            losses.truth();
        }
        Form::NodeLink | Form::Cytoscape => losses.one_direction(form),
        Form::Turtle | Form::TurtlePlain | Form::NTriples | Form::JsonLd => losses.one_direction(form),
        Form::Jgf | Form::Dot => {}
        Form::Cypher => {
            losses.objects(cypher::is_list);
            losses.evidence();
            losses.one_direction(form);
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

    fn one_direction(&mut self, form: Form) {
        let edges = self.gathered.edges.iter().filter(|edge| !edge.directed).count();
        if edges == self.gathered.edges.len() && form == Form::GraphMl {
            return;
        }
        self.count("relations without a direction, which others take for directed", edges);
    }

    fn truth(&mut self) {
        let truths = self.values().filter(|value| matches!(value, Value::Boolean(_))).count();
        self.count("true and false, as 1 and 0", truths);
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
    }
}
