//! CSL-JSON, as Zotero and other reference managers write it.
//!
//! Source: the schema of the Citation Style Language, `csl-data.json`, version 1.0.2.

use serde_json::{Map, Value};

use super::entry::{Contributor, Entry, List, PersonName};
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
const TAKEN: &[&str] =
    &["id", "type", "author", "editor", "translator", "issued", "accessed", "DOI", "keyword", "citation-key"];

/// The elements of rich text that citeproc-js knows and reference managers write in titles.
const MARKUP: &[&str] = &["i", "b", "sub", "sup", "sc", "span"];

/// Sorts of works that stand in a book: what contains them is that and no journal.
const IN_BOOKS: &[&str] = &["chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"];

/// Reads the items of a file.
///
/// # Errors
/// Where the text is no JSON, or no list of items.
pub(super) fn read(text: &str) -> Outcome<List> {
    let value: Value = serde_json::from_str(text).map_err(|error| unreadable(text, &error))?;
    let Value::Array(items) = value else { return Err(no_list("a list of items")) };
    let read = |(at, item): (usize, &Value)| {
        let place = format!("item {}", at + 1);
        let item = item.as_object().ok_or_else(|| no_list(&format!("an object as {place}")))?;
        Ok(entry(place, item))
    };
    let entries = items.iter().enumerate().map(read).collect::<Outcome<Vec<Entry>>>()?;
    Ok(List { entries, slips: Vec::new() })
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

fn entry(place: String, item: &Map<String, Value>) -> Entry {
    let csl_type = text(item, "type");
    let key = [text(item, "citation-key"), text(item, "id")].into_iter().find(|key| !key.is_empty());
    let mut entry = Entry { place, key: key.unwrap_or_default(), kind: kind(&csl_type), ..Entry::default() };
    for (variable, property) in PLACES {
        let in_book = *variable == "container-title" && IN_BOOKS.contains(&csl_type.as_str());
        entry.add(if in_book { "container" } else { property }, &text(item, variable));
    }
    entry.add_doi(&text(item, "DOI"));
    item.get("issued").into_iter().for_each(|date| entry.add_date("issued", &written(date)));
    item.get("accessed").into_iter().for_each(|date| entry.add_accessed("accessed", &written(date)));
    for role in ["author", "editor", "translator"] {
        let people = item.get(role).and_then(Value::as_array).into_iter().flatten();
        entry.people.extend(people.map(|person| Contributor { name: name(person), role }));
    }
    let keywords = text(item, "keyword");
    entry.keywords =
        keywords.split([',', ';']).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect();
    let known = |name: &str| TAKEN.contains(&name) || PLACES.iter().any(|(variable, _)| *variable == name);
    let unplaced = item.keys().filter(|name| !known(name)).map(|name| (name.clone(), any_text(item, name)));
    entry.unplaced = unplaced.filter(|(_, text)| !text.is_empty()).collect();
    entry.unplaced.sort();
    entry
}

/// Text without markup, or a number as text.
fn text(item: &Map<String, Value>, name: &str) -> String {
    match item.get(name) {
        Some(Value::String(text)) => plain(text),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => String::new(),
    }
}

/// As [`text`], and what is neither text nor number as a date, or as it is written.
fn any_text(item: &Map<String, Value>, name: &str) -> String {
    match item.get(name) {
        Some(date @ Value::Object(parts)) if parts.contains_key("date-parts") => written(date),
        Some(value @ (Value::Bool(_) | Value::Array(_) | Value::Object(_))) => value.to_string(),
        Some(Value::String(_) | Value::Number(_) | Value::Null) | None => text(item, name),
    }
}

/// Text without the elements of rich text; any other `<` is one.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        let length = element(&rest[at..]);
        // An element is left out, any other sign stays.
        plain.push_str(if length == 0 { "<" } else { "" });
        rest = &rest[at + length.max(1)..];
    }
    plain.push_str(rest);
    plain
}

/// How long the tag is that a text begins with; 0 where it begins with none that is known.
fn element(text: &str) -> usize {
    let Some(end) = text.find('>') else { return 0 };
    let inner = text[1..end].trim_start_matches('/');
    let name = inner.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    if MARKUP.contains(&name) { end + 1 } else { 0 }
}

/// A date as text: its parts as EDTF writes them, two with a slash between; or what it was written as.
fn written(date: &Value) -> String {
    let own = ["raw", "literal"].into_iter().find_map(|key| date[key].as_str());
    match date["date-parts"].as_array() {
        Some(dates) if !dates.is_empty() => dates.iter().map(parts).collect::<Vec<_>>().join("/"),
        Some(_) | None => own.or(date.as_str()).unwrap_or_default().to_owned(),
    }
}

/// Year, month and day of a date, as far as there are; each with its digits.
fn parts(date: &Value) -> String {
    let part = |(at, part): (usize, &Value)| {
        let number = part.as_i64().or_else(|| part.as_str().and_then(|text| text.trim().parse().ok()));
        match number {
            Some(year) if at == 0 && year < 0 => format!("-{:04}", -year),
            Some(number) if at == 0 => format!("{number:04}"),
            Some(number) => format!("{number:02}"),
            None => part.as_str().map_or_else(|| part.to_string(), str::to_owned),
        }
    };
    date.as_array().into_iter().flatten().enumerate().map(part).collect::<Vec<_>>().join("-")
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
