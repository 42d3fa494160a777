//! Checking what a record rests on.

use std::sync::Arc;

use super::check::Check;
use super::finding::problem;
use super::json::{Entries, Json};
use super::read::Record;
use super::shape::{EVIDENCE_KEYS, Shape};
use crate::diagnostic::{nearest, quoted_list};
use crate::graph::Evidence;

/// The most words by which a passage may be found: more would be the passage itself.
pub(crate) const PHRASE_WORDS_MAX: usize = 10;

impl<'a> Check<'a, '_, '_> {
    /// A record's evidence; pieces with a fault are reported and left out.
    pub(super) fn evidence(&mut self, record: &'a Record<'a>) -> Vec<Evidence> {
        let Some((at, json)) = record.field("evidence") else { return Vec::new() };
        let Json::List(items) = json else {
            self.wrong_kind(record, &[at], "evidence", json, Shape::Evidence.describe());
            return Vec::new();
        };
        let mut evidence = Vec::with_capacity(items.len());
        for (item, json) in items.iter().enumerate() {
            match json {
                Json::Object(entries) => evidence.extend(self.piece(record, [at, item], entries)),
                other => self.wrong_kind(record, &[at, item], "evidence", other, "an object with `work`"),
            }
        }
        evidence
    }

    fn piece(&mut self, record: &'a Record<'a>, path: [usize; 2], entries: &'a Entries<'a>) -> Option<Evidence> {
        let [field, item] = path;
        let mut piece = Evidence::default();
        let mut work = None;
        for (at, (key, json)) in entries.iter().enumerate() {
            let path = [field, item, at];
            if entries[..at].iter().any(|(earlier, _)| earlier == key) {
                self.twice(record, &path[..2], at, key);
            }
            match key.as_ref() {
                "work" => work = Some(self.reference(record, &path, "work", json)),
                "section" => piece.section = self.passage(record, &path, key, json),
                "page" => piece.page = self.passage(record, &path, key, json),
                "phrase" => piece.phrase = self.phrase(record, &path, key, json),
                "printed" => piece.printed = self.words(record, &path, key, json),
                "citing" => piece.citing = self.citing(record, &path, json),
                _ => self.unknown_evidence_key(record, &path, key),
            }
        }
        if work.is_none() {
            let span = record.value_span(&path);
            self.report(record, problem("MissingKey", span, "evidence without `work`, expected the id of a work"));
        }
        piece.work = work??;
        Some(piece)
    }

    /// The id of a node that is there.
    fn reference(&mut self, record: &'a Record<'a>, path: &[usize], key: &str, json: &'a Json) -> Option<Arc<str>> {
        let Some(id) = json.as_text() else {
            self.wrong_kind(record, path, key, json, Shape::End.describe());
            return None;
        };
        self.node(record, path, id).map(|(_, id)| id)
    }

    /// Text that many pieces of evidence have alike.
    fn passage(&mut self, record: &'a Record<'a>, path: &[usize], key: &str, json: &'a Json) -> Option<Arc<str>> {
        let text = self.evidence_text(record, path, key, json)?;
        Some(self.shared(text))
    }

    /// A locating phrase, which must be short.
    fn phrase(&mut self, record: &'a Record<'a>, path: &[usize], key: &str, json: &'a Json) -> Option<Arc<str>> {
        let text = self.evidence_text(record, path, key, json)?;
        let words = text.split_whitespace().count();
        if words > PHRASE_WORDS_MAX {
            let message = format!("`{key}`: found {words} words, expected at most {PHRASE_WORDS_MAX}");
            let problem = problem("LongPhrase", record.value_span(path), message);
            self.report(record, problem.hint("keep the few words by which a reader finds the passage"));
        }
        Some(Arc::from(text))
    }

    fn words(&mut self, record: &'a Record<'a>, path: &[usize], key: &str, json: &'a Json) -> Option<Arc<str>> {
        self.evidence_text(record, path, key, json).map(Arc::from)
    }

    fn evidence_text(&mut self, record: &Record, path: &[usize], key: &str, json: &'a Json) -> Option<&'a str> {
        let text = json.as_text();
        if text.is_none() {
            self.wrong_kind(record, path, key, json, Shape::Text.describe());
        }
        text
    }

    fn citing(&mut self, record: &'a Record<'a>, path: &[usize; 3], json: &'a Json) -> Vec<Arc<str>> {
        let Json::List(items) = json else {
            self.wrong_kind(record, path, "citing", json, "a list of ids");
            return Vec::new();
        };
        let [field, item, at] = *path;
        let works = items.iter().enumerate();
        works.filter_map(|(work, json)| self.reference(record, &[field, item, at, work], "citing", json)).collect()
    }

    fn unknown_evidence_key(&mut self, record: &Record, path: &[usize; 3], key: &str) {
        let span = record.key_span(&path[..2], path[2]);
        let message = format!("unknown key `{key}` in evidence, expected {}", quoted_list(EVIDENCE_KEYS));
        let near = nearest(key, EVIDENCE_KEYS.iter().copied());
        let hint = near.map(|near| format!("did you mean `{near}`?"));
        self.report(record, problem("UnknownKey", span, message).hint_if(hint));
    }
}
