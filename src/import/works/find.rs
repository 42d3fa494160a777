//! Which work of a graph an entry is.
//!
//! The same DOI makes two one, unless both title and people differ. Else the same key does, unless their DOIs or their titles differ; else the same kind,
//! title and year, unless others wrote it. Two entries of one file are never one for their keys' sake.

use rustc_hash::{FxHashMap, FxHashSet};
use strsim::normalized_damerau_levenshtein;

use super::entry::{Entry, bare_doi};
use super::known::Stock;
use crate::functions::names::fold;
use crate::import::fresh::kebab;
use crate::value::{Map, Value};

/// How like two titles must be, of 1, to be two spellings of one where the key is the same.
const ALIKE: f64 = 0.85;

/// A work that is there.
#[derive(Clone, Debug)]
pub(super) struct KnownWork {
    pub(super) id: String,
    pub(super) properties: Map,
}

/// The works there are, by what tells them.
#[derive(Debug, Default)]
pub(super) struct Works {
    list: Vec<KnownWork>,
    by_doi: FxHashMap<String, usize>,
    /// By id; one with a number at its end also by what stands before that.
    by_id: FxHashMap<String, Vec<usize>>,
    /// By title, or name where there is none.
    by_title: FxHashMap<String, Vec<usize>>,
    /// Those that an entry of the file is already.
    claimed: FxHashSet<usize>,
}

impl KnownWork {
    fn text(&self, property: &str) -> Option<&str> {
        self.properties.get(property).and_then(Value::as_str)
    }
}

impl Works {
    /// Adds a work; gives its number.
    pub(super) fn add(&mut self, id: &str, properties: Map) -> usize {
        let at = self.list.len();
        let base = id.rsplit_once('-').filter(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()));
        for id in std::iter::once(id).chain(base.map(|(base, _)| base)) {
            self.by_id.entry(id.to_owned()).or_default().push(at);
        }
        self.list.push(KnownWork { id: id.to_owned(), properties: Map::new() });
        self.set(at, properties);
        at
    }

    /// Sets properties of a work.
    pub(super) fn set(&mut self, at: usize, properties: Map) {
        let work = &mut self.list[at];
        work.properties.extend(properties);
        if let Some(doi) = work.text("doi") {
            self.by_doi.entry(doi_key(doi)).or_insert(at);
        }
        if let Some(title) = work.text("title").or(work.text("name")) {
            let same = self.by_title.entry(folded(title)).or_default();
            if !same.contains(&at) {
                same.push(at);
            }
        }
    }

    /// Marks a work as one that an entry of the file is.
    pub(super) fn claim(&mut self, at: usize) -> &KnownWork {
        self.claimed.insert(at);
        &self.list[at]
    }
}

impl Stock {
    /// The work that an entry with these properties is.
    pub(super) fn find(&self, entry: &Entry, properties: &Map) -> Option<usize> {
        self.by_doi(entry).or_else(|| self.works.by_key(entry)).or_else(|| self.by_title(entry, properties))
    }

    /// The work with the DOI; but chapters that carry their book's, with other titles and by others, are not one.
    fn by_doi(&self, entry: &Entry) -> Option<usize> {
        let at = *self.works.by_doi.get(&doi_key(entry.text("doi")?))?;
        let work = &self.works.list[at];
        let titles = (work.text("title"), entry.text("title"));
        let other = matches!(titles, (Some(there), Some(title)) if !are_alike(there, title));
        (!other || self.shares_people(&work.id, entry) != Some(false)).then_some(at)
    }

    fn by_title(&self, entry: &Entry, properties: &Map) -> Option<usize> {
        let titled = entry.text("title").is_some();
        let named = self.works.by_title.get(&folded(&entry.name()))?;
        named.iter().copied().find(|at| {
            let work = &self.works.list[*at];
            let has = |name: &str, value: &Value| work.properties.get(name).is_some_and(|there| is_same(there, value));
            if !titled {
                // With so little to go by, it is the same only where all of it is.
                return properties.iter().all(|(name, value)| has(name, value));
            }
            has("kind", &Value::string(&entry.kind)) && !works_differ(work, entry) && self.same_hands(work, entry)
        })
    }

    /// Whether the same people wrote it, in the same year, as far as is known.
    fn same_hands(&self, work: &KnownWork, entry: &Entry) -> bool {
        let shares = self.shares_people(&work.id, entry);
        match (work.properties.get("year"), entry.year) {
            (Some(there), Some(year)) => is_same(there, &Value::Integer(year)) && shares != Some(false),
            (None, None) => shares != Some(false),
            (Some(_), None) | (None, Some(_)) => shares == Some(true),
        }
    }
}

impl Works {
    fn by_key(&self, entry: &Entry) -> Option<usize> {
        let id = kebab(&entry.key);
        let named = self.by_id.get(&id).filter(|_| !id.is_empty())?;
        named.iter().copied().find(|at| {
            let work = &self.list[*at];
            let title = match (work.text("title"), entry.text("title")) {
                (Some(there), Some(title)) => are_alike(there, title),
                (None, _) | (_, None) => work.id == id,
            };
            title && !self.claimed.contains(at) && !dois_differ(work, entry)
        })
    }
}

/// Whether two works have the same title and are two all the same: their DOIs differ, or the books they stand in.
fn works_differ(work: &KnownWork, entry: &Entry) -> bool {
    let books = (work.text("container"), entry.text("container"));
    dois_differ(work, entry) || matches!(books, (Some(there), Some(book)) if !are_alike(there, book))
}

fn dois_differ(work: &KnownWork, entry: &Entry) -> bool {
    matches!((work.text("doi"), entry.text("doi")), (Some(there), Some(doi)) if doi_key(there) != doi_key(doi))
}

/// DOIs are compared without regard to case (ISO 26324).
fn doi_key(doi: &str) -> String {
    bare_doi(doi).to_lowercase()
}

/// Whether two titles are spellings of one: one may lack the other's subtitle, but no number may differ.
fn are_alike(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    let numbers = |title: &str| title.split(|c: char| !c.is_numeric()).map(str::to_owned).collect::<Vec<_>>().concat();
    let begins = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with([' ', ':']));
    let alike = a == b || begins(&a, &b) || begins(&b, &a) || normalized_damerau_levenshtein(&a, &b) >= ALIKE;
    alike && numbers(&a) == numbers(&b)
}

/// A title folded; one of signs alone stays what it is.
fn folded(title: &str) -> String {
    let plain = fold(title);
    if plain.is_empty() { title.to_owned() } else { plain }
}

/// Whether two values say the same; case, accents and punctuation of a title differ from list to list.
pub(super) fn is_same(a: &Value, b: &Value) -> bool {
    folded(&shown(a)) == folded(&shown(b))
}

/// Text or a number, which is all that works are described by, as people read it.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        other => other.as_str().unwrap_or_default().to_owned(),
    }
}
