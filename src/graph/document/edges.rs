//! Checking the records of edges.

use super::check::{Check, EdgeDraft, Read};
use super::finding::problem;
use super::json::Json;
use super::nodes::{listed, missing, unknown};
use super::read::Record;
use super::shape::Shape;
use crate::diagnostic::{Diagnostic, quoted_list};
use crate::graph::schema::{Need, TypeRule};

/// An end of an edge.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    From,
    To,
}

impl End {
    fn key(self) -> &'static str {
        match self {
            End::From => "from",
            End::To => "to",
        }
    }
}

impl<'a> Check<'a, '_, '_> {
    /// Checks all edges; those come back whose type and ends are known, also where something else is wrong.
    pub(super) fn edges(&mut self) -> Vec<Read<'a>> {
        let documents = self.documents;
        let records = documents.iter().flat_map(|document| &document.edges);
        let mut sound = Vec::new();
        let mut read = Vec::new();
        for record in records {
            let before = self.report.count();
            if let Some(draft) = self.edge_draft(record) {
                sound.push(self.report.count() == before);
                read.push((record, draft));
            }
        }
        let edges: Vec<&Read> = read.iter().zip(sound).filter_map(|(edge, sound)| sound.then_some(edge)).collect();
        self.stored_once(edges);
        read
    }

    fn edge_draft(&mut self, record: &'a Record<'a>) -> Option<EdgeDraft> {
        let kind = self.kind(record);
        let from = self.end(record, End::From);
        let to = self.end(record, End::To);
        let properties = self.edge_properties(record, kind);
        let evidence = self.evidence(record);
        let kind = kind?;
        let rule = &self.vocabulary.schema.types[kind];
        if rule.evidence == Need::Required && bare(record) {
            self.report(record, no_evidence(record, rule));
        }
        if rule.status == Need::Required && record.field("status").is_none() {
            let problem = self.no_status(record, rule);
            self.report(record, problem);
        }
        let (from, to) = (from?, to?);
        self.check_ends(record, kind, rule, from, to);
        if rule.symmetric && from == to {
            self.report(record, same_ends(record, rule));
        }
        Some(EdgeDraft { document: record.document, from, kind, to, properties, evidence })
    }

    fn no_status(&self, record: &Record, rule: &TypeRule) -> Diagnostic {
        let statuses: Vec<&str> = self.vocabulary.schema.statuses.iter().map(|rule| rule.status.as_str()).collect();
        let message = format!("{} without `status`, expected {}", rule.name, quoted_list(&statuses));
        problem("MissingKey", record.anchor(&["type"]), message).hint("say how far the source stands behind it")
    }

    fn kind(&mut self, record: &'a Record<'a>) -> Option<usize> {
        let Some((at, json)) = record.field("type") else {
            self.report(record, missing(record, "an edge", "type"));
            return None;
        };
        let name = self.text(record, at, "type", json, Shape::Type)?;
        let number = self.vocabulary.relationship_type(name);
        if number.is_none() {
            let names = self.vocabulary.schema.types.iter().map(|rule| rule.name.as_str());
            let problem = unknown("type", "UnknownType", record, &[at], name, names.collect());
            self.report(record, problem);
        }
        number
    }

    /// The number of the node at an end.
    fn end(&mut self, record: &'a Record<'a>, end: End) -> Option<usize> {
        let Some((at, json)) = record.field(end.key()) else {
            self.report(record, missing(record, "an edge", end.key()));
            return None;
        };
        let id = self.text(record, at, end.key(), json, Shape::End)?;
        self.node(record, &[at], id).map(|(number, _)| number)
    }

    fn check_ends(&mut self, record: &'a Record<'a>, kind: usize, rule: &TypeRule, from: usize, to: usize) {
        let start = self.allows(kind, End::From, from);
        let end = self.allows(kind, End::To, to);
        if start && end {
            return;
        }
        let turned = self.allows(kind, End::From, to) && self.allows(kind, End::To, from);
        let hint = turned.then(|| "the other way round it would be allowed: change `from` and `to`".to_owned());
        for (end, node, _) in [(End::From, from, start), (End::To, to, end)].into_iter().filter(|(_, _, right)| !right)
        {
            let problem = self.forbidden(record, end, rule, node).hint_if(hint.clone());
            self.report(record, problem);
        }
    }

    /// Whether a node could stand at this end of such an edge.
    fn allows(&self, kind: usize, end: End, node: usize) -> bool {
        let ends = &self.vocabulary.ends[kind];
        let row = if end == End::From { &ends.from } else { &ends.to };
        let labels = &self.labels[node];
        // A node without a known label was reported where it stands.
        labels.is_empty() || labels.iter().any(|label| row[*label])
    }

    fn forbidden(&self, record: &Record, end: End, rule: &TypeRule, node: usize) -> Diagnostic {
        let labels: Vec<&str> = self.labels[node].iter().map(|label| self.vocabulary.label_name(*label)).collect();
        let (verb, allowed) = if end == End::From { ("start", &rule.from) } else { ("end", &rule.to) };
        let allowed: Vec<&str> = allowed.iter().map(String::as_str).collect();
        let message = format!("{} can't {verb} at a node with label {}", rule.name, listed(&labels));
        let span = record.field(end.key()).map_or(record.span(), |(at, _)| record.value_span(&[at]));
        problem("ForbiddenEnd", span, message).hint(format!("allowed there: {}", listed(&allowed)))
    }
}

fn same_ends(record: &Record, rule: &TypeRule) -> Diagnostic {
    let span = record.field("to").map_or(record.span(), |(at, _)| record.value_span(&[at]));
    let message = format!("{} from a node to itself, expected two different nodes", rule.name);
    let from = record.field("from").map_or(span, |(at, _)| record.value_span(&[at]));
    problem("SameEnds", span, message).labelled("the same node").related(from, "as here")
}

/// Whether a record names no passage at all; a passage with a fault was reported where it stands.
fn bare(record: &Record) -> bool {
    record.field("evidence").is_none_or(|(_, json)| matches!(json, Json::List(items) if items.is_empty()))
}

fn no_evidence(record: &Record, rule: &TypeRule) -> Diagnostic {
    let message = format!("{} without evidence, expected at least one passage it rests on", rule.name);
    problem("MissingEvidence", record.anchor(&["type"]), message)
        .hint("add `\"evidence\": [{\"work\": \"...\", \"section\": \"...\", \"phrase\": \"...\"}]`")
}
