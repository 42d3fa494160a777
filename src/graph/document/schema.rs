//! Reading a schema and finding what is wrong with it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::Source;
use super::canonical;
use super::finding::{Findings, Report, problem};
use super::json::Json;
use super::place::{span_in, value_at};
use super::read::raw_entries;
use super::schema_names;
use super::syntax;
use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::graph::Schema;

/// The lists of a schema with each rule as it is written, so that one bad rule hides no other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Loose<'a> {
    name: String,
    format: u32,
    #[serde(borrow)]
    labels: Vec<&'a RawValue>,
    #[serde(borrow)]
    types: Vec<&'a RawValue>,
    #[serde(borrow)]
    properties: Vec<&'a RawValue>,
    #[serde(borrow)]
    statuses: Vec<&'a RawValue>,
    #[serde(default)]
    silence: BTreeMap<String, String>,
}

/// The version of the format that is read here.
const FORMAT: u32 = 1;

/// Reads a schema.
///
/// # Errors
/// Everything that is wrong with it, in the order of the places.
pub fn read(source: &Source) -> Result<Schema, Findings> {
    let sources = std::slice::from_ref(source);
    let mut report = Report::new(sources);
    let schema = rules(&source.text, &mut report);
    if let Some(schema) = &schema {
        schema_names::check(&source.text, schema, &mut report);
    }
    report.finish()?;
    Ok(schema.unwrap_or_default())
}

/// A schema as the file of a folder, in canonical form.
pub fn source(schema: &Schema) -> Source {
    Source::new("schema.json", canonical::schema(schema))
}

/// The rules, if all of them could be read.
fn rules(text: &str, report: &mut Report) -> Option<Schema> {
    let loose: Loose = match serde_json::from_str(text) {
        Ok(loose) => loose,
        Err(error) => {
            report.add(0, misread(text, text, &error));
            return None;
        }
    };
    if loose.format != FORMAT {
        let span = entry(text, "format").map_or(Span::new(0, 0), |value| span_in(text, value));
        report.add(0, problem("UnknownFormat", span, format!("`format`: found {}, expected {FORMAT}", loose.format)));
    }
    let labels = list(text, &loose.labels, report);
    let types = list(text, &loose.types, report);
    let properties = list(text, &loose.properties, report);
    let statuses = list(text, &loose.statuses, report);
    let Loose { name, format, silence, .. } = loose;
    for (code, _) in silence.iter().filter(|(_, reason)| reason.trim().is_empty()) {
        let silences = entry(text, "silence").unwrap_or(text);
        let span = span_in(text, entry(silences, code).unwrap_or(silences));
        let message = format!("`{code}` is silenced without a reason, expected why it may stand");
        report.add(0, problem("NoReason", span, message));
    }
    Some(Schema { name, format, labels: labels?, types: types?, properties: properties?, statuses: statuses?, silence })
}

fn list<T: DeserializeOwned>(source: &str, rules: &[&RawValue], report: &mut Report) -> Option<Vec<T>> {
    let mut read = Vec::with_capacity(rules.len());
    for rule in rules {
        match serde_json::from_str(rule.get()) {
            Ok(rule) => read.push(rule),
            Err(error) => report.add(0, misread(source, rule.get(), &error)),
        }
    }
    (read.len() == rules.len()).then_some(read)
}

/// What is wrong with a part of a text of rules that is no JSON, or JSON of another form.
pub(crate) fn misread(source: &str, part: &str, error: &serde_json::Error) -> Diagnostic {
    if error.classify() != Category::Data {
        return syntax::diagnose(source, part, error);
    }
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or_default();
    let names: Vec<&str> = reason.split('`').skip(1).step_by(2).collect();
    let span = place(source, part, reason, &names, syntax::offset_in(part, error));
    let expected = names.iter().skip(1).copied();
    let near = names.first().and_then(|name| nearest(name, expected));
    let diagnostic = problem("Schema", span, message(reason));
    diagnostic.hint_if(near.filter(|_| reason.starts_with("unknown")).map(|near| format!("did you mean `{near}`?")))
}

fn message(reason: &str) -> String {
    let text = match reason.strip_prefix("unknown variant ") {
        Some(rest) => format!("unknown value {rest}"),
        None => reason.replace("unknown field", "unknown key").replace("missing field", "a rule without"),
    };
    if reason.starts_with("missing") { format!("{text}, expected every one to have it") } else { text }
}

/// The place of what the reader's message names, or the byte it stopped at.
fn place(source: &str, part: &str, reason: &str, names: &[&str], offset: usize) -> Span {
    let start = span_in(source, part).start;
    if reason.starts_with("missing") {
        return Span::new(start, start + 1);
    }
    let quoted = names.first().map(|name| format!("\"{name}\""));
    let mut named = raw_entries(part).unwrap_or_default().into_iter().flat_map(|(key, value)| [key, value]);
    // The last one, since a value such as `"kind": "kind"` is named like its key.
    let named = named.rfind(|text| Some(text.to_string()) == quoted);
    named.map_or(Span::new(start + offset, start + offset + 1), |text| span_in(source, text))
}

/// The value of an entry of an object, as it is written.
pub(super) fn entry<'a>(object: &'a str, key: &str) -> Option<&'a str> {
    let Ok(Json::Object(entries)) = serde_json::from_str(object) else { return None };
    let at = entries.iter().position(|(name, _)| name == key)?;
    Some(value_at(object, &[at]))
}
