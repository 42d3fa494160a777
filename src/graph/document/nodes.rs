//! Checking the records of nodes.

use std::sync::Arc;

use super::check::{Check, Known, NodeDraft};
use super::finding::problem;
use super::json::Json;
use super::read::Record;
use super::shape::Shape;
use crate::diagnostic::{Diagnostic, nearest};

impl<'a> Check<'a, '_, '_> {
    /// Checks all nodes. Ids come first, since any record can refer to any node.
    pub(super) fn nodes(&mut self) -> Vec<NodeDraft> {
        let records: Vec<&'a Record> = self.documents.iter().flat_map(|document| &document.nodes).collect();
        self.labels = records.iter().map(|record| self.labels(record)).collect();
        for (number, record) in records.iter().enumerate() {
            self.define(record, number);
        }
        records.iter().enumerate().map(|(number, record)| self.node_draft(record, number)).collect()
    }

    fn node_draft(&mut self, record: &'a Record<'a>, number: usize) -> NodeDraft {
        let labels = self.labels[number].clone();
        if record.field("name").is_none() {
            self.report(record, missing(record, "a node", "name"));
        }
        let properties = self.node_properties(record, &labels);
        let evidence = self.evidence(record);
        NodeDraft { document: record.document, labels, properties, evidence }
    }

    /// Notes a node's id, which must be its own.
    fn define(&mut self, record: &'a Record<'a>, number: usize) {
        let Some((at, json)) = record.field("id") else {
            return self.report(record, missing(record, "a node", "id"));
        };
        let Some(id) = self.text(record, at, "id", json, Shape::Id) else { return };
        if !is_kebab_case(id) {
            let message =
                format!("`id`: found `{id}`, expected kebab-case: lower-case letters, digits and single hyphens");
            let suggestion = kebab_case(id).map(|better| format!("write `{better}`"));
            self.report(record, problem("InvalidId", record.value_span(&[at]), message).hint_if(suggestion));
        }
        if let Some(first) = self.known.get(id) {
            let problem = self.duplicate(record, at, id, first.record);
            return self.report(record, problem);
        }
        let known = Known { id: Arc::from(id), record, number };
        self.known.insert(id, known);
    }

    fn duplicate(&self, record: &Record, at: usize, id: &str, first: &Record) -> Diagnostic {
        let message = format!("the id `{id}` is defined twice, expected once in all documents");
        let problem = problem("DuplicateId", record.value_span(&[at]), message).labelled("here again");
        let place = first.field("id").map_or(first.span(), |(at, _)| first.value_span(&[at]));
        self.first_place(problem, record, first, place)
    }

    /// The numbers of a node's labels, in the schema's order.
    fn labels(&mut self, record: &'a Record<'a>) -> Vec<usize> {
        let Some((at, json)) = record.field("labels") else {
            self.report(record, missing(record, "a node", "labels"));
            return Vec::new();
        };
        let Json::List(items) = json else {
            self.wrong_kind(record, &[at], "labels", json, Shape::Labels.describe());
            return Vec::new();
        };
        if items.is_empty() {
            let problem =
                problem("MissingKey", record.value_span(&[at]), "`labels`: found none, expected at least one");
            self.report(record, problem);
        }
        let labels = items.iter().enumerate().filter_map(|(item, json)| self.label(record, &[at, item], json));
        let mut labels: Vec<usize> = labels.collect();
        labels.sort_unstable();
        labels.dedup();
        labels
    }

    fn label(&mut self, record: &Record, path: &[usize], json: &Json) -> Option<usize> {
        let Some(name) = json.as_text() else {
            self.wrong_kind(record, path, "labels", json, "a label: text");
            return None;
        };
        let number = self.vocabulary.label(name);
        if number.is_none() {
            let names = self.vocabulary.schema.labels.iter().map(|rule| rule.label.as_str());
            let problem = unknown("label", "UnknownLabel", record, path, name, names.collect());
            self.report(record, problem);
        }
        number
    }
}

/// An error about a name that the schema doesn't have: with the nearest, or else with all there are.
pub(super) fn unknown(
    noun: &str,
    detail: &'static str,
    record: &Record,
    path: &[usize],
    name: &str,
    names: Vec<&str>,
) -> Diagnostic {
    let hint = match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the schema has {}", listed(&names)),
    };
    let message = format!("the schema has no {noun} `{name}`");
    problem(detail, record.value_span(path), message).labelled(format!("unknown {noun}")).hint(hint)
}

/// An error about a key that a record must have.
pub(super) fn missing(record: &Record, noun: &str, key: &str) -> Diagnostic {
    let message = format!("{noun} without `{key}`, expected every one to have it");
    problem("MissingKey", record.anchor(&["id", "type", "from", "name"]), message)
}

/// "`a`, `b` and `c`", or what there is to say of none.
pub(super) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => "none".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// Whether a text can be an id.
pub(crate) fn is_kebab_case(id: &str) -> bool {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    id.split('-').all(|part| !part.is_empty() && part.chars().all(letter))
}

/// The id as it should be, where it can be told.
fn kebab_case(id: &str) -> Option<String> {
    let plain = id.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " ");
    let parts: Vec<&str> = plain.split_whitespace().collect();
    Some(parts.join("-")).filter(|id| is_kebab_case(id))
}
