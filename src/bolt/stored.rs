//! How a record is kept on a server: its properties as they are, and beside them, under names that begin with `_`, what
//! a property graph has no place for. Results are shown without these.
//!
//! | property | holds |
//! |---|---|
//! | `names.en` | an entry of the map `names`: a server keeps no maps |
//! | `_evidence_work`, `_section`, `_page`, `_phrase`, `_printed`, `_citing` | the passages: lists of the same length, empty text where a passage has none; works cited by a passage with spaces between them |
//! | `_first`, `_last` | the first and last day on which it can have held |
//! | `_sure_first`, `_sure_last` | those on which it held for every reading of its dates; absent where none is certain |
//! | `_names` | of a node: its spellings without case, accents and punctuation, for `named()` |
//! | `_document` | the file it stands in |
//! | `_n` | of a relation: its number among those of its type between the same two nodes, from 0 |

use std::collections::HashMap;
use std::sync::Arc;

use neo4j::ValueSend;

use super::values::sent;
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::functions::names::fold;
use crate::graph::lens::{Period, edge_period, node_period};
use crate::graph::{Evidence, Graph, KeyId, View};
use crate::value::{EdgeId, Map, NodeId, Value};

/// The parts of a passage that are text, in the order in which they are kept.
pub(super) const PARTS: [&str; 6] = ["work", "section", "page", "phrase", "printed", "citing"];

/// Where names of ours begin.
pub(super) const OURS: char = '_';

/// The property in which a part of the passages is kept.
pub(super) fn part_key(part: &str) -> String {
    format!("_evidence_{part}")
}

pub(super) type Stored = HashMap<String, ValueSend>;

/// All that is kept of a node.
///
/// # Errors
/// Where it holds what a server can't keep.
pub(super) fn node(graph: &Graph, node: NodeId) -> Outcome<Stored> {
    let what = || format!("the node `{}`", graph.node_text(node, "id").unwrap_or_default());
    let properties = graph.node_properties(node);
    let mut stored = properties_of(graph, &properties, &what)?;
    let names = spellings(graph, node);
    if !names.is_empty() {
        stored.insert("_names".into(), ValueSend::List(names.into_iter().map(ValueSend::String).collect()));
    }
    rest(&mut stored, &graph.node_evidence(node), node_period(graph, node), graph.node_document(node))?;
    Ok(stored)
}

/// All that is kept of a relation, the `n`th of its type between its nodes.
///
/// # Errors
/// Where it holds what a server can't keep.
pub(super) fn edge(graph: &Graph, edge: EdgeId, n: i64) -> Outcome<Stored> {
    let what = || format!("a relation `{}`", graph.symbols().type_name(graph.edge_type(edge)));
    let properties = graph.edge_properties(edge);
    let mut stored = properties_of(graph, &properties, &what)?;
    stored.insert("_n".into(), ValueSend::Integer(n));
    rest(&mut stored, &graph.edge_evidence(edge), edge_period(graph, edge), graph.edge_document(edge))?;
    Ok(stored)
}

fn properties_of(graph: &Graph, properties: &[(KeyId, Value)], what: &dyn Fn() -> String) -> Outcome<Stored> {
    let mut stored = Stored::new();
    for (key, value) in properties {
        let key = graph.symbols().key_name(*key);
        if key.starts_with(OURS) || key.contains('.') {
            let message =
                format!("`{key}` of {} can't be kept: `_` and `.` in its name stand for something there", what());
            return Err(Box::new(Diagnostic::plain(Class::DataError, message).hint("give the property another name")));
        }
        match value {
            Value::Map(entries) if entries.is_empty() => {
                let message = format!("`{key}` of {} is an empty map, of which a server would keep nothing", what());
                return Err(Box::new(Diagnostic::plain(Class::DataError, message).hint("take the property away")));
            }
            Value::Map(entries) => {
                for (part, value) in entries.iter() {
                    stored.insert(format!("{key}.{part}"), keepable(value, key, what)?);
                }
            }
            value => drop(stored.insert(key.to_string(), keepable(value, key, what)?)),
        }
    }
    Ok(stored)
}

/// A value that a property can hold there: no maps, no lists of lists, lists of one kind without `null`.
fn keepable(value: &Value, key: &str, what: &dyn Fn() -> String) -> Outcome<ValueSend> {
    let fits = match value {
        Value::List(items) => {
            let kind = |value: &Value| value.type_name();
            let plain = |value: &Value| !matches!(value, Value::List(_) | Value::Map(_) | Value::Null);
            items.iter().all(plain) && items.windows(2).all(|pair| kind(&pair[0]) == kind(&pair[1]))
        }
        Value::Map(_) => false,
        _ => true,
    };
    if fits {
        return sent(value);
    }
    let message = format!("`{key}` of {} holds a {} that a server can't keep", what(), value.type_name());
    let fault = Diagnostic::plain(Class::DataError, message);
    Err(Box::new(fault.hint("a property there is a text, number, truth value, date, or a list of one of these")))
}

fn rest(
    stored: &mut Stored,
    evidence: &[Evidence],
    period: Option<Period>,
    document: Option<&Arc<str>>,
) -> Outcome<()> {
    if !evidence.is_empty() {
        for part in PARTS {
            let texts = evidence.iter().map(|passage| ValueSend::String(part_of(passage, part)));
            stored.insert(part_key(part), ValueSend::List(texts.collect()));
        }
    }
    if let Some(period) = period {
        let ((first, last), sure) = period.days();
        let sure = sure.map(|(first, last)| [("_sure_first", first), ("_sure_last", last)]);
        for (key, day) in [("_first", first), ("_last", last)].into_iter().chain(sure.into_iter().flatten()) {
            stored.insert(key.into(), date(&day)?);
        }
    }
    if let Some(document) = document {
        stored.insert("_document".into(), ValueSend::String(document.to_string()));
    }
    Ok(())
}

fn date(day: &str) -> Outcome<ValueSend> {
    let fault = || Box::new(Diagnostic::plain(Class::DataError, format!("the day {day} lies beyond what can be sent")));
    day.parse().map(ValueSend::Date).map_err(|_| fault())
}

fn part_of(passage: &Evidence, part: &str) -> String {
    let text = match part {
        "work" => Some(&passage.work),
        "section" => passage.section.as_ref(),
        "page" => passage.page.as_ref(),
        "phrase" => passage.phrase.as_ref(),
        "printed" => passage.printed.as_ref(),
        _ => return passage.citing.join(" "),
    };
    text.map(|text| text.to_string()).unwrap_or_default()
}

/// The spellings by which `named()` finds a node, folded, each once.
fn spellings(graph: &Graph, node: NodeId) -> Vec<String> {
    let mut found = Vec::new();
    for key in ["id", "name", "aliases", "names"] {
        if let Some(key) = graph.symbols().find_key(key) {
            gather(&graph.node_property(node, key), &mut found);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn gather(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(name) => into.push(fold(name)),
        Value::List(names) => names.iter().for_each(|name| gather(name, into)),
        Value::Map(names) => names.values().for_each(|name| gather(name, into)),
        _ => {}
    }
}

/// A record's properties as they were before they were kept: what is ours is taken out, maps are maps again.
#[derive(Default)]
pub(super) struct Restored {
    pub(super) properties: Vec<(String, Value)>,
    pub(super) evidence: Vec<Evidence>,
    pub(super) document: Option<Arc<str>>,
}

/// Restores what was kept. Keys come sorted, since a server keeps no order of them.
pub(super) fn restored(mut kept: Vec<(String, Value)>) -> Restored {
    kept.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut restored = Restored::default();
    let mut maps: Vec<(String, Map)> = Vec::new();
    let mut parts: HashMap<String, Vec<Arc<str>>> = HashMap::new();
    for (key, value) in kept {
        if let Some(part) = key.strip_prefix("_evidence_") {
            parts.insert(part.to_string(), texts(&value));
        } else if key == "_document" {
            restored.document = texts(&value).pop();
        } else if key.starts_with(OURS) {
        } else if let Some((map, entry)) = key.split_once('.') {
            match maps.last_mut() {
                Some((name, entries)) if name == map => drop(entries.insert(entry.into(), value)),
                Some(_) | None => maps.push((map.to_string(), Map::from([(entry.into(), value)]))),
            }
        } else {
            restored.properties.push((key, value));
        }
    }
    restored.properties.extend(maps.into_iter().map(|(name, entries)| (name, Value::map(entries))));
    restored.evidence = passages(&parts);
    restored
}

fn texts(value: &Value) -> Vec<Arc<str>> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::List(items) => items.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

fn passages(parts: &HashMap<String, Vec<Arc<str>>>) -> Vec<Evidence> {
    let works = parts.get("work").map(Vec::as_slice).unwrap_or_default();
    let part = |name: &str, at: usize| {
        let text = parts.get(name).and_then(|texts| texts.get(at))?;
        (!text.is_empty()).then(|| text.clone())
    };
    let passage = |(at, work): (usize, &Arc<str>)| Evidence {
        work: work.clone(),
        section: part("section", at),
        page: part("page", at),
        phrase: part("phrase", at),
        printed: part("printed", at),
        citing: part("citing", at).map(|ids| ids.split(' ').map(Arc::from).collect()).unwrap_or_default(),
    };
    works.iter().enumerate().map(passage).collect()
}
