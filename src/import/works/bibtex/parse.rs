//! The text of a file as entries: by the `biblatex` crate, and what that refuses, by `mend`. One slip never costs more
//! than the entry it is in.

use biblatex::{Bibliography, Entry as Whole, Field, Pair, ParseError, RawBibliography, RawChunk, RawEntry, Spanned};
use rustc_hash::{FxHashMap, FxHashSet};

use super::mend::{self, is_entry, mend};
use super::refers;
use crate::diagnostic::{Diagnostic, Outcome, Span, nearest};

/// The names of months, which are strings without being defined.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// How often references between entries are mended before the file is refused.
const TRIES: usize = 100;

/// Of how many parts a string may be made.
const PARTS_MAX: usize = 1000;

/// What strings stand for, by their names in lower case: they are compared without regard to case.
type Defined<'s> = FxHashMap<String, Field<'s>>;

/// An entry with where it stands.
pub(super) struct Parsed {
    /// The line it begins in, from 1.
    pub(super) line: usize,
    /// Its key as it is written.
    pub(super) key: String,
    pub(super) entry: Whole,
    /// What was mended in it.
    pub(super) slips: Vec<String>,
}

/// An entry on its way.
pub(super) struct Raw<'s> {
    start: usize,
    key: &'s str,
    pub(super) entry: RawEntry<'s>,
    pub(super) slips: Vec<String>,
}

/// A file on its way.
#[derive(Default)]
struct Reading<'s> {
    raws: Vec<Raw<'s>>,
    strings: Vec<Pair<'s>>,
    /// What was left out: where it began, its key, and why.
    refused: Vec<(usize, String, String)>,
}

/// The entries of a file, and what is said of those that could not be read.
///
/// # Errors
/// Where nothing of it can be read; with the place.
pub(super) fn parse(text: &str) -> Outcome<(Vec<Parsed>, Vec<String>)> {
    let mut reading = Reading::default();
    match RawBibliography::parse(text) {
        Ok(whole) if is_paired(&whole) => reading.take(0, whole),
        refused => {
            pieces(text).for_each(|(start, piece)| reading.piece(start, piece));
            if let Err(error) = refused
                && reading.raws.is_empty()
            {
                return Err(unreadable(text, &error));
            }
        }
    }
    let mut slips = reading.define();
    let keys = reading.keys();
    refers::settle(&mut reading.raws, &keys);
    let entries = reading.resolve(&keys).map_err(|error| unreadable(text, &error))?;
    let mut lines = Lines { text, at: 0, line: 1 };
    let parsed = reading.raws.into_iter().zip(entries);
    let parsed = parsed.map(|(raw, entry)| Parsed {
        line: lines.of(raw.start),
        key: raw.key.to_owned(),
        entry,
        slips: raw.slips,
    });
    let parsed = parsed.collect();
    let mut lines = Lines { text, at: 0, line: 1 };
    reading.refused.sort();
    let refused = reading.refused.into_iter().map(|(start, key, why)| {
        let line = lines.of(start);
        if key.is_empty() { format!("line {line}: {why}") } else { format!("line {line}, {key}: {why}") }
    });
    slips.extend(refused);
    Ok((parsed, slips))
}

fn unreadable(text: &str, error: &ParseError) -> Box<Diagnostic> {
    // A place in the middle of a letter, or past the end, would be no place in the text.
    let start = (0..=error.span.start.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (error.span.end.min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at));
    let span = Span::new(start, end.unwrap_or(text.len()).max(start));
    Box::new(Diagnostic::syntax("UnexpectedSyntax", span, format!("this is no BibTeX: {}", error.kind)))
}

/// Whether all values have their braces in pairs.
fn is_paired(raw: &RawBibliography<'_>) -> bool {
    let fields = raw.entries.iter().flat_map(|entry| &entry.v.fields).chain(&raw.abbreviations);
    fields.flat_map(|field| &field.value.v).all(|chunk| match chunk.v {
        RawChunk::Normal(text) => mend::is_paired(text),
        RawChunk::Abbreviation(_) => true,
    })
}

/// A text cut where a line begins with an entry.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begin = at + line.len() - line.trim_start().len();
        if begin > 0 && is_entry(&text[begin..]) {
            starts.push(begin);
        }
        at += line.len();
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| (start, &text[start..end]))
}

/// The lines of places that come in their order.
struct Lines<'s> {
    text: &'s str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, place: usize) -> usize {
        self.line += self.text[self.at..place].matches('\n').count();
        self.at = place;
        self.line
    }
}

impl<'s> Reading<'s> {
    /// Takes what the parser has read of a text that begins at a place.
    fn take(&mut self, start: usize, whole: RawBibliography<'s>) {
        self.strings.extend(whole.abbreviations);
        for Spanned { v: entry, span } in whole.entries {
            self.raws.push(Raw { start: start + span.start, key: entry.key.v, entry, slips: Vec::new() });
        }
    }

    fn piece(&mut self, start: usize, piece: &'s str) {
        if let Ok(whole) = RawBibliography::parse(piece)
            && is_paired(&whole)
        {
            return self.take(start, whole);
        }
        let mended = mend(piece);
        self.strings.extend(mended.strings);
        self.refused.extend(mended.refused.into_iter().map(|(at, key, why)| (start + at, key, why)));
        for (at, entry, slips) in mended.entries {
            self.raws.push(Raw { start: start + at, key: entry.key.v, entry, slips });
        }
    }

    /// Puts what strings stand for where they are named, each made of those before it, so that none is made of itself. Tells
    /// what is wrong in the strings.
    fn define(&mut self) -> Vec<String> {
        let (mut defined, mut told) = (Defined::default(), Vec::new());
        for pair in std::mem::take(&mut self.strings) {
            let mut slips = Vec::new();
            let value = expand(&pair, &defined, &mut slips);
            told.extend(slips.into_iter().map(|slip| format!("`@string`, {slip}")));
            defined.insert(pair.key.v.to_lowercase(), value);
        }
        for raw in &mut self.raws {
            for field in &mut raw.entry.fields {
                field.value.v = expand(field, &defined, &mut raw.slips);
            }
        }
        told
    }

    /// The keys, each once: what has a key that another has already is kept beside it.
    fn keys(&mut self) -> Vec<String> {
        let mut seen = FxHashSet::default();
        let mut keys = Vec::with_capacity(self.raws.len());
        for (at, raw) in self.raws.iter_mut().enumerate() {
            let other = raw.entry.fields.iter().filter(|field| field.key.v.eq_ignore_ascii_case("ids"));
            let others: Vec<String> = other.flat_map(refers::names).collect();
            let mut key = raw.key.to_owned();
            if !seen.insert(key.clone()) {
                if !key.is_empty() {
                    raw.slips.push(format!("found the key `{key}` again, expected each once; kept as another entry"));
                }
                // No key holds a control character.
                key = format!("{key}\u{1}{at}");
            }
            seen.extend(others);
            keys.push(key);
        }
        keys
    }

    /// Entries with their commands and references resolved.
    fn resolve(&mut self, keys: &[String]) -> Result<Vec<Whole>, ParseError> {
        let all = |raws: &[Raw<'s>]| whole(raws.iter().zip(keys).map(|(raw, key)| named(raw, key)).collect());
        let mut read = all(&self.raws);
        if read.is_err() {
            self.raws.iter_mut().for_each(settle);
            read = all(&self.raws);
        }
        for _ in 0..TRIES {
            let Err(error) = &read else { break };
            if !self.raws.iter_mut().any(|raw| leave_out(raw, error)) {
                break;
            }
            read = all(&self.raws);
        }
        read.map(Bibliography::into_vec)
    }
}

/// A field's value with what strings stand for in their place; what is not defined is its own text.
fn expand<'s>(field: &Pair<'s>, defined: &Defined<'s>, slips: &mut Vec<String>) -> Field<'s> {
    let mut parts = Vec::new();
    for chunk in &field.value.v {
        let part = |v| Spanned::new(v, chunk.span.clone());
        let RawChunk::Abbreviation(name) = chunk.v else {
            parts.push(chunk.clone());
            continue;
        };
        match defined.get(&name.to_lowercase()) {
            Some(value) if parts.len() + value.len() <= PARTS_MAX => {
                parts.extend(value.iter().map(|inner| part(inner.v.clone())));
            }
            None if MONTHS.iter().any(|month| month.eq_ignore_ascii_case(name)) => parts.push(chunk.clone()),
            Some(_) | None => {
                slips.push(undefined(field.key.v, name, defined));
                parts.push(part(RawChunk::Normal(name)));
            }
        }
    }
    parts
}

fn undefined(field: &str, name: &str, defined: &Defined<'_>) -> String {
    if defined.contains_key(&name.to_lowercase()) {
        return format!("{field}: found `{name}`, which stands for more than {PARTS_MAX} parts; left as it is");
    }
    let near = nearest(name, defined.keys().map(String::as_str)).map(|near| format!("; did you mean `{near}`?"));
    let near = near.unwrap_or_default();
    format!("{field}: found `{name}`, which no `@string` defines; taken as the text that it is{near}")
}

fn named<'k>(raw: &Raw<'k>, key: &'k str) -> Spanned<RawEntry<'k>> {
    let key = Spanned::new(key, raw.entry.key.span.clone());
    Spanned::new(RawEntry { key, ..raw.entry.clone() }, raw.start..raw.start)
}

fn whole(entries: Vec<Spanned<RawEntry<'_>>>) -> Result<Bibliography, ParseError> {
    Bibliography::from_raw(RawBibliography { preamble: String::new(), entries, abbreviations: Vec::new() })
}

/// Leaves out the fields of an entry that can't be read.
fn settle(raw: &mut Raw<'_>) {
    while let Err(error) = whole(vec![named(raw, raw.key)]) {
        if !leave_out(raw, &error) {
            return;
        }
    }
}

/// Leaves out the field in which an error is; false where it is in none.
fn leave_out(raw: &mut Raw<'_>, error: &ParseError) -> bool {
    let holds = |field: &Pair<'_>| (field.value.span.start..=field.value.span.end).contains(&error.span.start);
    let Some(at) = raw.entry.fields.iter().position(holds) else { return false };
    remove(raw, at, error);
    true
}

fn remove(raw: &mut Raw<'_>, at: usize, error: &ParseError) {
    let field = raw.entry.fields.remove(at);
    raw.slips.push(format!("{}: {}; left out", field.key.v, error.kind));
}
