//! BibTeX and BibLaTeX: names, dates, macros and TeX accents by the `biblatex` crate.

mod mend;
mod parse;
mod refers;

use biblatex::{ChunksExt, Entry as Raw, Person};

use self::parse::Parsed;
use super::entry::{Contributor, Entry, List, PersonName};
use crate::diagnostic::Outcome;

/// Fields, and the property that takes each; of several for one property the first that is there counts.
const PLACES: &[(&str, &str)] = &[
    ("journaltitle", "venue"),
    ("journal", "venue"),
    ("series", "venue"),
    ("maintitle", "container"),
    ("volume", "volume"),
    ("number", "issue"),
    ("issue", "issue"),
    ("publisher", "publisher"),
    ("institution", "publisher"),
    ("school", "publisher"),
    ("organization", "publisher"),
    ("location", "place"),
    ("address", "place"),
    ("isbn", "isbn"),
    ("issn", "issn"),
    ("url", "url"),
    ("note", "note"),
];

/// Titles with what follows them, and the property that takes both.
const TITLES: &[(&str, &str, &str)] = &[("title", "subtitle", "title"), ("booktitle", "booksubtitle", "container")];

/// Fields that are taken in another way than as text; what `crossref` and `xdata` lead to is in the entry already.
const TAKEN: &[&str] = &[
    "author",
    "editor",
    "translator",
    "date",
    "year",
    "urldate",
    "doi",
    "pages",
    "keywords",
    "langid",
    "language",
    "title",
    "subtitle",
    "booktitle",
    "booksubtitle",
    "crossref",
    "xdata",
];

/// Reads the entries of a file.
///
/// # Errors
/// Where nothing of the text can be read; with the place.
pub(super) fn read(text: &str) -> Outcome<List> {
    let (parsed, slips) = parse::parse(text)?;
    Ok(List { entries: parsed.into_iter().map(entry).collect(), slips })
}

fn entry(parsed: Parsed) -> Entry {
    let Parsed { line, key, entry: raw, slips } = parsed;
    let (place, kind) = (format!("line {line}"), kind(&raw.entry_type.to_string()));
    let mut entry = Entry { place, key, kind, slips, people: people(&raw), ..Entry::default() };
    let text = |field: &str| raw.get(field).map(|chunks| plain(field, &chunks.format_verbatim())).unwrap_or_default();
    for (title, subtitle, property) in TITLES {
        let parts = [text(title), text(subtitle)];
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        entry.add(property, &parts.join(": "));
    }
    for (field, property) in PLACES {
        entry.add(property, &text(field));
    }
    entry.add_accessed("urldate", text("urldate").trim());
    entry.add_doi(&text("doi"));
    entry.add("pages", &text("pages").replace("--", "-").replace('–', "-"));
    entry.add("language", &[text("langid"), text("language")].concat());
    entry.add_date("date", &text("date"));
    entry.add_year("year", &text("year"));
    let keywords = text("keywords");
    entry.keywords =
        keywords.split([',', ';']).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect();
    let known = |field: &str| TAKEN.contains(&field) || PLACES.iter().any(|(name, _)| *name == field);
    let unplaced = raw.fields.keys().filter(|field| !known(field)).map(|field| (field.clone(), text(field)));
    entry.unplaced = unplaced.filter(|(_, text)| !text.trim().is_empty()).collect();
    entry
}

/// TeX's space that no line ends at is a space; in an address it is a letter.
fn plain(field: &str, text: &str) -> String {
    if field == "url" { text.to_owned() } else { text.replace('~', " ") }
}

fn people(raw: &Raw) -> Vec<Contributor> {
    let authors = raw.author().unwrap_or_default();
    let editors = raw.editors().unwrap_or_default().into_iter().flat_map(|(people, _)| people);
    let translators = raw.translator().unwrap_or_default();
    let as_a = |role: &'static str| move |person: Person| Contributor { name: name(person), role };
    let all = authors.into_iter().map(as_a("author")).chain(editors.map(as_a("editor")));
    let all = all.chain(translators.into_iter().map(as_a("translator")));
    // BibTeX's "and others" is nobody.
    all.filter(|one| !one.name.family.is_empty() && one.name.family != "others").collect()
}

fn name(person: Person) -> PersonName {
    let family = [person.prefix, person.name].join(" ").trim().to_owned();
    PersonName { family, given: person.given_name, suffix: person.suffix }
}

/// The sort of a work, in words.
fn kind(entry_type: &str) -> String {
    let kind = match entry_type {
        "inbook" | "incollection" | "suppbook" | "suppcollection" | "bookinbook" => "chapter",
        "inproceedings" | "conference" => "paper",
        "mvbook" | "collection" | "mvcollection" | "booklet" => "book",
        "phdthesis" | "mastersthesis" | "thesis" => "thesis",
        "techreport" | "report" => "report",
        "online" | "electronic" | "www" => "web page",
        "misc" | "unpublished" => "other",
        other => other,
    };
    kind.to_owned()
}
