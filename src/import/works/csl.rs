//! CSL-JSON, as Zotero and other reference managers write it.
//!
//! Source: the schema of the Citation Style Language, `csl-data.json`, version 1.0.2.

use serde_json::{Map, Value};

use super::entry::{Contributor, Entry, PersonName, year_in};
use crate::diagnostic::{Diagnostic, Outcome, Span};

/// Variables, and the property that takes each.
const PLACES: &[(&str, &str)] = &[
    ("title", "title"),
    ("container-title", "venue"),
    ("collection-title", "venue"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "pages"),
    ("publisher", "publisher"),
    ("publisher-place", "place"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("URL", "url"),
    ("language", "language"),
    ("note", "note"),
];

/// Variables that are taken in another way than as text.
const TAKEN: &[&str] = &["id", "type", "author", "editor", "translator", "issued", "DOI", "keyword", "citation-key"];

/// Sorts of works that stand in a book: what contains them is that and no journal.
const IN_BOOKS: &[&str] = &["chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"];

/// Reads the items of a file.
///
/// # Errors
/// Where the text is no JSON, or no list of items.
pub(super) fn read(text: &str) -> Outcome<Vec<Entry>> {
    let value: Value = serde_json::from_str(text).map_err(|error| unreadable(text, &error))?;
    let Value::Array(items) = value else { return Err(no_list("a list of items")) };
    items.iter().map(|item| item.as_object().map(entry).ok_or_else(|| no_list("objects in the list"))).collect()
}

fn unreadable(text: &str, error: &serde_json::Error) -> Box<Diagnostic> {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = (before + error.column().saturating_sub(1)).min(text.len());
    let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default();
    Box::new(Diagnostic::syntax("UnexpectedSyntax", Span::new(at, at), format!("this is no JSON: {reason}")))
}

fn no_list(expected: &str) -> Box<Diagnostic> {
    let message = format!("this is no CSL-JSON: expected {expected}");
    Box::new(Diagnostic::syntax("UnexpectedSyntax", Span::new(0, 0), message))
}

fn entry(item: &Map<String, Value>) -> Entry {
    let csl_type = text(item, "type");
    let key = [text(item, "citation-key"), text(item, "id")].into_iter().find(|key| !key.is_empty());
    let mut entry = Entry { key: key.unwrap_or_default(), kind: kind(&csl_type), ..Entry::default() };
    for (variable, property) in PLACES {
        let in_book = *variable == "container-title" && IN_BOOKS.contains(&csl_type.as_str());
        entry.add(if in_book { "container" } else { property }, &text(item, variable));
    }
    entry.add_doi(&text(item, "DOI"));
    entry.year = item.get("issued").and_then(year);
    for role in ["author", "editor", "translator"] {
        let people = item.get(role).and_then(Value::as_array).into_iter().flatten();
        entry.people.extend(people.map(|person| Contributor { name: name(person), role }));
    }
    let keywords = text(item, "keyword");
    entry.keywords =
        keywords.split([',', ';']).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect();
    let known = |name: &str| TAKEN.contains(&name) || PLACES.iter().any(|(variable, _)| *variable == name);
    entry.unplaced = item.keys().filter(|name| !known(name)).cloned().collect();
    entry.unplaced.sort();
    entry
}

/// Text, or a number as text.
fn text(item: &Map<String, Value>, name: &str) -> String {
    match item.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => String::new(),
    }
}

/// The year of a date: of its parts, or of what it is written as.
fn year(date: &Value) -> Option<i64> {
    let part = &date["date-parts"][0][0];
    let written = ["raw", "literal"].into_iter().find_map(|key| date[key].as_str());
    part.as_i64().or_else(|| part.as_str().and_then(|year| year.parse().ok())).or_else(|| written.and_then(year_in))
}

fn name(person: &Value) -> PersonName {
    let part = |key: &str| person[key].as_str().unwrap_or_default().trim().to_owned();
    let particles = [part("dropping-particle"), part("non-dropping-particle"), part("family")];
    let family = particles.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let family = if family.is_empty() { part("literal") } else { family };
    PersonName { family, given: part("given"), suffix: part("suffix") }
}

/// The sort of a work, in words.
fn kind(csl_type: &str) -> String {
    let kind = match csl_type {
        "article-journal" => "article",
        "article-newspaper" | "article-magazine" => "news",
        "paper-conference" => "paper",
        "webpage" | "post" | "post-weblog" => "web page",
        "" | "document" => "other",
        other => return other.replace('-', " "),
    };
    kind.to_owned()
}
