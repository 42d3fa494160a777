//! Checking records against the schema, and turning them into what the graph takes.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::finding::{Report, problem};
use super::json::Json;
use super::read::{Document, Record};
use super::shape::Shape;
use super::vocabulary::Vocabulary;
use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::graph::Evidence;
use crate::value::Value;

/// Properties by the number of their key, in canonical order.
pub(super) type Properties = Vec<(usize, Value)>;

/// A node as the graph takes it.
pub(super) struct NodeDraft {
    pub(super) document: usize,
    pub(super) labels: Vec<usize>,
    pub(super) properties: Properties,
    pub(super) evidence: Vec<Evidence>,
}

/// An edge as the graph takes it; its ends are numbers of nodes.
pub(super) struct EdgeDraft {
    pub(super) document: usize,
    pub(super) from: usize,
    pub(super) kind: usize,
    pub(super) to: usize,
    pub(super) properties: Properties,
    pub(super) evidence: Vec<Evidence>,
}

/// An edge with the record it was read from.
pub(super) type Read<'a> = (&'a Record<'a>, EdgeDraft);

/// A node that others can refer to.
pub(super) struct Known<'a> {
    pub(super) id: Arc<str>,
    pub(super) record: &'a Record<'a>,
    pub(super) number: usize,
}

/// What is known while the documents are checked.
pub(super) struct Check<'a, 'r, 's> {
    pub(super) vocabulary: &'a Vocabulary<'a>,
    pub(super) documents: &'a [Document<'a>],
    pub(super) report: &'r mut Report<'s>,
    pub(super) known: FxHashMap<&'a str, Known<'a>>,
    /// The labels of each node, by its number.
    pub(super) labels: Vec<Vec<usize>>,
    /// Whether every document could be read, so that an id not found is not there.
    whole: bool,
    dates: FxHashSet<&'a str>,
    texts: FxHashMap<&'a str, Arc<str>>,
}

impl<'a, 'r, 's> Check<'a, 'r, 's> {
    pub(super) fn new(
        vocabulary: &'a Vocabulary<'a>,
        documents: &'a [Document<'a>],
        report: &'r mut Report<'s>,
    ) -> Check<'a, 'r, 's> {
        let whole = documents.iter().all(|document| document.whole);
        let (known, dates, texts) = (FxHashMap::default(), FxHashSet::default(), FxHashMap::default());
        Check { vocabulary, documents, report, known, labels: Vec::new(), whole, dates, texts }
    }

    /// An error that says where the earlier record stands which it repeats.
    pub(super) fn first_place(&self, problem: Diagnostic, record: &Record, first: &Record, place: Span) -> Diagnostic {
        if first.document == record.document {
            return problem.related(place, "first here");
        }
        problem.hint(format!("first in {}", self.report.place(first.document, place.start)))
    }

    /// Adds an error in a record.
    pub(super) fn report(&mut self, record: &Record, diagnostic: Diagnostic) {
        self.report.add(record.document, diagnostic);
    }

    /// Text that occurs often, stored once.
    pub(super) fn shared(&mut self, text: &'a str) -> Arc<str> {
        self.texts.entry(text).or_insert_with(|| Arc::from(text)).clone()
    }

    /// The node with this id, if there is one: its number and its id; if not, that is an error at this place.
    pub(super) fn node(&mut self, record: &Record, path: &[usize], id: &str) -> Option<(usize, Arc<str>)> {
        if let Some(known) = self.known.get(id) {
            return Some((known.number, known.id.clone()));
        }
        if self.whole {
            let near = nearest_id(id, self.known.keys().copied());
            let problem = problem("UnknownId", record.value_span(path), format!("no node has the id `{id}`"));
            self.report(record, problem.labelled("unknown id").hint_if(near));
        }
        None
    }

    /// Reports a value of another kind than the one expected.
    pub(super) fn wrong_kind(&mut self, record: &Record, path: &[usize], key: &str, found: &Json, expected: &str) {
        let message = format!("`{key}`: found {}, expected {expected}", found.describe());
        let hint = kind_hint(found);
        self.report(record, problem("WrongKind", record.value_span(path), message).hint_if(hint));
    }

    /// Checks a date; what was right once is not parsed again.
    pub(super) fn date(&mut self, record: &Record, path: &[usize], key: &str, text: &'a str) {
        if self.dates.contains(text) {
            return;
        }
        match edtf_core::Edtf::parse(text) {
            Ok(_) => {
                self.dates.insert(text);
            }
            Err(error) => {
                let message = format!("`{key}`: found `{text}`, expected a date (EDTF)");
                let span = place_in_text(record.value_span(path), text, error.offset);
                let problem = problem("InvalidDate", span, message).labelled(error.message);
                let ways =
                    "write `2014`, `2014-03` or `2014-03-18`; with doubt `2022?`, `199X`, or `2008/2020` for a span";
                self.report(record, problem.hint(ways));
            }
        }
    }

    /// The text of a key that must hold text.
    pub(super) fn text(
        &mut self,
        record: &Record,
        at: usize,
        key: &str,
        json: &'a Json,
        shape: Shape,
    ) -> Option<&'a str> {
        let text = json.as_text();
        if text.is_none() {
            self.wrong_kind(record, &[at], key, json, shape.describe());
        }
        text
    }
}

/// The place from the byte at which a date's text goes wrong to its end, where the text has no escapes.
fn place_in_text(span: Span, text: &str, offset: usize) -> Span {
    let plain = span.end - span.start == text.len() + 2;
    let inside = plain && text.is_char_boundary(offset) && offset < text.len();
    if inside { Span::new(span.start + 1 + offset, span.end - 1) } else { span }
}

fn nearest_id<'n>(id: &str, ids: impl Iterator<Item = &'n str>) -> Option<String> {
    nearest(id, ids).map(|near| format!("did you mean `{near}`?"))
}

fn kind_hint(found: &Json) -> Option<String> {
    let text = match found {
        Json::Null => "leave the key out where there is nothing to say".to_owned(),
        Json::Text(text) if number_in_quotes(text) => format!("write it without quotes: {text}"),
        _ => return None,
    };
    Some(text)
}

fn number_in_quotes(text: &str) -> bool {
    matches!(text, "true" | "false") || text.parse::<f64>().is_ok_and(f64::is_finite)
}
