//! The text of a mapping as rules, with everything that is wrong in it.

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::rules::{
    Condition, EdgeRule, FileHead, FileRule, Loose, LooseRules, Mapping, NodeRule, Placed, PropertyRule, SourceRule,
    TableRule,
};
use super::template::{Part, Template};
use crate::diagnostic::{Class, Diagnostic, Span, nearest};
use crate::graph::document::{Finding, Findings, Source, misread, span_in};

/// The version of the format that is read here.
const FORMAT: u32 = 1;

/// Reads a mapping.
///
/// # Errors
/// Everything that is wrong with it, in the order of the places.
pub fn read(source: &Source) -> Result<Mapping, Findings> {
    let mut reading = Reading { text: &source.text, found: Vec::new() };
    let mapping = reading.mapping(source);
    if let Some(mapping) = &mapping {
        reading.check(mapping);
    }
    match mapping {
        Some(mapping) if reading.found.is_empty() => Ok(mapping),
        Some(_) | None => Err(findings(&source.path, &source.text, reading.found)),
    }
}

/// What is wrong with a mapping, in the order of the places.
pub(super) fn findings(path: &str, text: &std::sync::Arc<str>, mut found: Vec<Diagnostic>) -> Findings {
    found.sort_by_key(|diagnostic| diagnostic.span.map(|span| span.start));
    let finding = |diagnostic| Finding { path: path.to_owned(), text: text.clone(), diagnostic };
    Findings { list: found.into_iter().map(finding).collect() }
}

/// An error at a text within a rule, as it stands there in quotes or within them; else at the rule's beginning.
pub(super) fn at(text: &str, rule: Span, written: &str, message: String) -> Diagnostic {
    let quoted = serde_json::to_string(written).unwrap_or_default();
    let inside = rule.of(text);
    let found = inside.find(&quoted).map(|at| (at, quoted.len()));
    let found = found.or_else(|| inside.find(written).map(|at| (at, written.len())));
    let span = found.map_or(Span::new(rule.start, rule.start + 1), |(at, length)| {
        Span::new(rule.start + at, rule.start + at + length)
    });
    Diagnostic::compile(Class::DataError, "Mapping", span, message)
}

struct Reading<'a> {
    text: &'a str,
    found: Vec<Diagnostic>,
}

impl<'a> Reading<'a> {
    fn mapping(&mut self, source: &Source) -> Option<Mapping> {
        let loose: Loose<'a> = match serde_json::from_str(self.text) {
            Ok(loose) => loose,
            Err(error) => {
                self.found.push(misread(self.text, self.text, &error));
                return None;
            }
        };
        if loose.mapping != FORMAT {
            let message = format!("`mapping`: found {}, expected {FORMAT}, the version of the format", loose.mapping);
            self.found.push(at(self.text, self.after_key("mapping"), &loose.mapping.to_string(), message));
        }
        let works: Vec<_> = loose.works.iter().map(|work| self.part(work).map(|placed| placed.rule)).collect();
        let tables: Vec<_> = loose.tables.iter().map(|(name, rule)| Some((name.clone(), self.part(rule)?))).collect();
        let files: Vec<_> = loose.files.iter().map(|file| self.file(file)).collect();
        Some(Mapping {
            name: loose.name,
            path: source.path.clone(),
            text: source.text.clone(),
            works: works.into_iter().collect::<Option<_>>()?,
            tables: tables.into_iter().collect::<Option<_>>()?,
            files: files.into_iter().collect::<Option<_>>()?,
        })
    }

    /// What stands after a key of the mapping itself.
    fn after_key(&self, key: &str) -> Span {
        let key = format!("\"{key}\"");
        Span::new(self.text.find(&key).map_or(0, |at| at + key.len()), self.text.len())
    }

    fn part<T: DeserializeOwned>(&mut self, part: &RawValue) -> Option<Placed<T>> {
        match serde_json::from_str(part.get()) {
            Ok(rule) => Some(Placed { rule, span: span_in(self.text, part.get()) }),
            Err(error) => {
                self.found.push(misread(self.text, part.get(), &error));
                None
            }
        }
    }

    fn file(&mut self, part: &'a RawValue) -> Option<Placed<FileRule>> {
        let Placed { rule: head, span } = self.part::<FileHead>(part)?;
        let rules: LooseRules<'a> = match serde_json::from_str(part.get()) {
            Ok(rules) => rules,
            Err(error) => {
                self.found.push(misread(self.text, part.get(), &error));
                return None;
            }
        };
        let nodes: Vec<_> = rules.nodes.iter().map(|rule| self.part::<NodeRule>(rule)).collect();
        let edges: Vec<_> = rules.edges.iter().map(|rule| self.part::<EdgeRule>(rule)).collect();
        let nodes = nodes.into_iter().collect::<Option<_>>()?;
        let edges = edges.into_iter().collect::<Option<_>>()?;
        Some(Placed { rule: FileRule { head, nodes, edges }, span })
    }

    /// What can be seen to be wrong before any table is opened.
    fn check(&mut self, mapping: &Mapping) {
        for (name, table) in &mapping.tables {
            let TableRule { entries, file, key, value, .. } = &table.rule;
            let from_file = file.is_some() && key.is_some() && value.is_some() && entries.is_empty();
            let given = file.is_none() && key.is_none() && value.is_none();
            if !from_file && !given {
                let message = format!("the table `{name}`: expected `entries`, or `file`, `key` and `value`");
                self.found.push(at(self.text, table.span, "{", message));
            }
        }
        for Placed { rule: file, span } in &mapping.files {
            let file_source = file.head.source.iter();
            file_source.for_each(|source| self.source(mapping, *span, source));
            self.conditions(*span, &file.head.conditions);
            for Placed { rule, span } in &file.nodes {
                self.template(mapping, *span, &rule.id);
                self.rule(mapping, *span, rule.properties.values(), &rule.conditions, rule.source.as_ref());
                if rule.labels.0.is_empty() {
                    self.found.push(at(self.text, *span, "labels", "found no label, expected one or more".into()));
                }
            }
            for Placed { rule, span } in &file.edges {
                self.template(mapping, *span, &rule.from);
                self.template(mapping, *span, &rule.to);
                self.rule(mapping, *span, rule.properties.values(), &rule.conditions, rule.source.as_ref());
            }
        }
    }

    fn rule<'r>(
        &mut self,
        mapping: &Mapping,
        span: Span,
        properties: impl Iterator<Item = &'r PropertyRule>,
        conditions: &[Condition],
        source: Option<&SourceRule>,
    ) {
        properties.for_each(|property| self.property(mapping, span, property));
        self.conditions(span, conditions);
        source.into_iter().for_each(|source| self.source(mapping, span, source));
    }

    fn property(&mut self, mapping: &Mapping, span: Span, property: &PropertyRule) {
        self.template(mapping, span, &property.text);
        property.map.values().for_each(|entry| self.property(mapping, span, entry));
    }

    fn conditions(&mut self, span: Span, conditions: &[Condition]) {
        for condition in conditions {
            if condition.is.is_some() == condition.not.is_some() {
                let message = format!("the condition on `{}`: expected one of `is` and `not`", condition.column);
                self.found.push(at(self.text, span, &condition.column, message));
            }
        }
    }

    /// A work that rows rest on is one of the mapping's.
    fn source(&mut self, mapping: &Mapping, span: Span, source: &SourceRule) {
        let known = || mapping.works.iter().filter_map(|work| work.get("id").and_then(|id| id.as_str()));
        if !known().any(|id| id == source.work) {
            let ids: Vec<String> = known().map(|id| format!("`{id}`")).collect();
            let those = if ids.is_empty() { "it has none".to_owned() } else { ids.join(", ") };
            let message =
                format!("the source `{}`: expected the id of one of the mapping's `works`: {those}", source.work);
            let near = nearest(&source.work, known()).map(|near| format!("did you mean `{near}`?"));
            self.found.push(at(self.text, span, &source.work, message).hint_if(near));
        }
        let templates = source.section.iter().chain(&source.page);
        templates.for_each(|template| self.template(mapping, span, template));
    }

    /// A table that a cell is translated by is there.
    fn template(&mut self, mapping: &Mapping, span: Span, template: &Template) {
        for part in &template.0 {
            let Part::Cell { table: Some(table), .. } = part else { continue };
            if !mapping.tables.contains_key(table) {
                let message = format!("the table `{table}`: expected one of the mapping's `tables`");
                let near = nearest(table, mapping.tables.keys().map(String::as_str))
                    .map(|near| format!("did you mean `{near}`?"));
                self.found.push(at(self.text, span, table, message).hint_if(near));
            }
        }
    }
}
