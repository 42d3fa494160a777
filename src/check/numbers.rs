//! Numbers that do not go together.

use std::collections::BTreeMap;

use super::hit::{Hit, Subject};
use crate::graph::PropertyKind;
use crate::graph::document::Record;
use crate::value::Value;

/// What says where a number stands, or how it is told, and not which number it is.
const LOCATORS: &[&str] = &["table", "page", "pages", "rank", "status", "note", "anomaly", "silence", "name", "id"];

/// What tells numbers from one another that are measured by nodes.
const MEASURE: &[&str] = &["subject", "unit", "year"];

/// How far shares may go beyond a hundred by being rounded, in percentage points.
const ROUNDING: f64 = 0.5;

/// Figures of the same thing that differ.
pub(super) fn disagreeing(subject: &Subject<'_>) -> Vec<Hit> {
    let mut first: BTreeMap<String, (Record, f64)> = BTreeMap::new();
    let mut hits = Vec::new();
    for record in subject.records() {
        for (key, number) in figures(subject, record) {
            let Some(measured) = measured(subject, record, &key) else { continue };
            let (other, earlier) = *first.entry(measured).or_insert((record, number));
            if earlier != number {
                let message = format!("{} has {key} {number}, and another record {earlier}", subject.told(record));
                let hit = Hit::new(record, format!("/{key}"), message).beside(other, "the other number");
                hits.push(hit.help("say which stands (`status`, `note`), or what sets the two apart"));
            }
        }
    }
    hits
}

/// The figures of a record: its properties that hold any number.
fn figures(subject: &Subject<'_>, record: Record) -> Vec<(String, f64)> {
    let floats = subject.schema.properties.iter().filter(|rule| rule.kind == PropertyKind::Float);
    let held = floats.filter_map(|rule| match subject.property(record, &rule.name) {
        Value::Float(number) => Some((rule.name.clone(), number)),
        _ => None,
    });
    held.collect()
}

/// What a figure measures, as a text that is the same for two figures of the same.
fn measured(subject: &Subject<'_>, record: Record, key: &str) -> Option<String> {
    let Record::Edge(edge) = record else {
        let said = MEASURE.iter().map(|name| subject.property(record, name));
        let said: Vec<Value> = said.collect();
        return (!said[0].is_null()).then(|| format!("{key} {said:?}"));
    };
    let kinds = &subject.schema.properties;
    let is_figure = |name: &str| kinds.iter().any(|rule| rule.name == name && rule.kind == PropertyKind::Float);
    let symbols = subject.view.symbols();
    let properties = subject.view.edge_properties(edge);
    let mut said: Vec<String> = properties
        .iter()
        .map(|(key, value)| (symbols.key_name(*key), value))
        .filter(|(name, _)| !LOCATORS.contains(&&***name) && !is_figure(name))
        .map(|(name, value)| format!("{name}={value:?}"))
        .collect();
    said.sort();
    let (from, to) = subject.view.ends(edge);
    Some(format!("{key} {} {} {} {}", subject.id(from), subject.kind(edge), subject.id(to), said.join(" ")))
}

/// What shares are of: who has them, in what, when, and by which source.
type Whole = (String, String, Vec<String>, String);

/// Shares of one whole that come to more than a hundred per cent.
pub(super) fn shares_beyond_a_hundred(subject: &Subject<'_>) -> Vec<Hit> {
    let mut wholes: BTreeMap<Whole, Vec<(Record, f64)>> = BTreeMap::new();
    for edge in &subject.edges {
        let record = Record::Edge(*edge);
        let Value::Float(share) = subject.property(record, "share_percent") else { continue };
        let from = subject.id(subject.view.ends(*edge).0);
        let what = ["flow", "year", "table", "product"].map(|key| format!("{:?}", subject.property(record, key)));
        let source = subject.evidence(record).first().map(|piece| piece.work.to_string()).unwrap_or_default();
        wholes.entry((from, subject.kind(*edge).to_owned(), what.to_vec(), source)).or_default().push((record, share));
    }
    wholes.into_iter().filter_map(|((from, kind, ..), shares)| beyond(subject, &from, &kind, &shares)).collect()
}

fn beyond(subject: &Subject<'_>, from: &str, kind: &str, shares: &[(Record, f64)]) -> Option<Hit> {
    let sum: f64 = shares.iter().map(|(_, share)| share).sum();
    if sum <= 100.0 + ROUNDING {
        return None;
    }
    let (record, share) = shares.iter().max_by(|(_, a), (_, b)| a.total_cmp(b))?;
    let all = if shares.len() == 1 { "its share is".to_owned() } else { format!("{} shares come to", shares.len()) };
    let message = format!("`{from}` {kind}: {all} {sum:.1} per cent, expected at most 100");
    let largest = format!("the largest is {share}, of {}", subject.told(*record));
    Some(Hit::new(*record, "/share_percent", message).help(largest))
}
