//! Whether the names within a schema fit each other.

use std::collections::BTreeSet;

use super::finding::{Report, problem};
use super::place::{span_in, value_at};
use super::schema::entry;
use super::shape::{EDGE_HEAD, NODE_HEAD, Shape, TAIL};
use crate::diagnostic::{Diagnostic, nearest};
use crate::graph::Schema;

/// Reports names given twice, and names that no rule gives.
pub(super) fn check(source: &str, schema: &Schema, report: &mut Report) {
    let mut names = Names { source, report };
    let labels: Vec<&str> = schema.labels.iter().map(|rule| rule.label.as_str()).collect();
    let types: Vec<&str> = schema.types.iter().map(|rule| rule.name.as_str()).collect();
    let properties: Vec<&str> = schema.properties.iter().map(|rule| rule.name.as_str()).collect();
    let statuses: Vec<&str> = schema.statuses.iter().map(|rule| rule.status.as_str()).collect();
    names.unique("labels", "label", &labels);
    names.unique("types", "type", &types);
    names.unique("properties", "name", &properties);
    names.unique("statuses", "status", &statuses);
    for (at, rule) in schema.labels.iter().enumerate() {
        names.properties(("labels", at, "properties"), &rule.properties, &properties, NODE_HEAD);
    }
    for (at, rule) in schema.types.iter().enumerate() {
        names.known(("types", at, "from"), "label", &rule.from, &labels);
        names.known(("types", at, "to"), "label", &rule.to, &labels);
        names.properties(("types", at, "properties"), &rule.properties, &properties, EDGE_HEAD);
    }
}

/// A list of names: which rules, which of them, and which list in it.
type Place<'p> = (&'p str, usize, &'p str);

struct Names<'a, 'r, 's> {
    source: &'a str,
    report: &'r mut Report<'s>,
}

impl Names<'_, '_, '_> {
    fn unique(&mut self, list: &str, key: &str, names: &[&str]) {
        let mut seen = BTreeSet::new();
        for (at, name) in names.iter().enumerate().filter(|(_, name)| !seen.insert(**name)) {
            let rule = entry(self.source, list).map_or(self.source, |list| value_at(list, &[at]));
            let span = span_in(self.source, entry(rule, key).unwrap_or(rule));
            let message = format!("`{name}` stands twice in `{list}`, expected once");
            self.report.add(0, problem("DuplicateName", span, message).labelled("here again"));
        }
    }

    fn properties(&mut self, place: Place, names: &[String], known: &[&str], head: &[(&str, Shape)]) {
        let reserved = |name: &str| head.iter().chain(TAIL).any(|(key, _)| *key == name);
        for (item, name) in names.iter().enumerate() {
            if reserved(name) {
                let message = format!("`{name}` is a key that every record may have, expected another name");
                let found = self.name_at(place, item, message, "ReservedName");
                self.report.add(0, found.hint("take it out of the list"));
            } else {
                self.known_name(place, item, "property", name, known);
            }
        }
    }

    fn known(&mut self, place: Place, noun: &str, names: &[String], known: &[&str]) {
        for (item, name) in names.iter().enumerate() {
            self.known_name(place, item, noun, name, known);
        }
    }

    fn known_name(&mut self, place: Place, item: usize, noun: &str, name: &str, known: &[&str]) {
        if known.contains(&name) {
            return;
        }
        let hint = nearest(name, known.iter().copied()).map(|near| format!("did you mean `{near}`?"));
        let message = format!("the schema defines no {noun} `{name}`");
        let found = self.name_at(place, item, message, "UnknownName");
        self.report.add(0, found.labelled(format!("unknown {noun}")).hint_if(hint));
    }

    fn name_at(&self, place: Place, item: usize, message: String, detail: &'static str) -> Diagnostic {
        let (list, at, key) = place;
        let rule = entry(self.source, list).map_or(self.source, |list| value_at(list, &[at]));
        let name = entry(rule, key).map_or(rule, |names| value_at(names, &[item]));
        problem(detail, span_in(self.source, name), message)
    }
}
