//! Works as references: read from their records, printed in APA and Chicago style, written as BibTeX and
//! CSL-JSON. What a record does not hold is left out, never made up.

mod formats;
mod styles;

pub use formats::{bibtex, csl_json};
pub use styles::{apa, chicago};

use std::collections::BTreeSet;
use std::sync::Arc;

use super::citation::{Author, authors};
use super::naming::name_of;
use super::notes::passages_of_rows;
use crate::graph::View;
use crate::session::Answer;
use crate::value::{NodeId, Value};

/// A work as a reference.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// Its id, which is its key in BibTeX.
    pub id: String,
    /// What sort of work it is, in the graph's words: "article", "book", "treaty" …
    pub kind: String,
    /// Its authors in order.
    pub authors: Vec<Author>,
    /// Its editors in order.
    pub editors: Vec<Author>,
    /// Its title, where it has one.
    pub title: String,
    fields: Vec<(&'static str, String)>,
}

/// The properties of a work that references use, beside its title.
const FIELDS: &[&str] = &[
    "year",
    "venue",
    "container",
    "volume",
    "issue",
    "pages",
    "number",
    "publisher",
    "place",
    "doi",
    "isbn",
    "issn",
    "url",
    "accessed",
    "language",
];

impl Reference {
    /// The reference for a work.
    pub fn of(view: &dyn View, work: NodeId) -> Reference {
        let text = |key: &str| {
            let key = view.symbols().find_key(key)?;
            match view.node_property(work, key) {
                Value::String(text) => Some(text.to_string()),
                Value::Integer(number) => Some(number.to_string()),
                _ => None,
            }
        };
        let fields = FIELDS.iter().filter_map(|key| Some((*key, text(key)?))).collect();
        let (authors, editors) = authors(view, work);
        let title = text("title").unwrap_or_else(|| name_of(view, work));
        let kind = text("kind").unwrap_or_default();
        Reference { id: text("id").unwrap_or_default(), kind, authors, editors, title, fields }
    }

    /// A field, where the record has it.
    pub fn field(&self, key: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| *known == key).map(|(_, text)| text.as_str())
    }

    /// Who published it, where that is not who wrote it.
    fn publisher(&self) -> Option<&str> {
        let own = |publisher: &&str| self.authors.iter().any(|author| author.family == **publisher);
        self.field("publisher").filter(|publisher| !own(publisher))
    }

    /// Where it appeared: the journal, or the book that holds it.
    fn container(&self) -> Option<&str> {
        self.field("venue").or_else(|| self.field("container"))
    }

    /// The year, or "n.d." where none is known.
    fn year(&self) -> &str {
        self.field("year").unwrap_or("n.d.")
    }

    /// Whether it is a page to be looked up, which has a title in quotation marks.
    fn is_page(&self) -> bool {
        matches!(self.kind.as_str(), "web page" | "official page" | "news" | "encyclopedia article")
    }

    /// Those who edited the book that holds it: the editors of a work that has authors of its own.
    fn book_editors(&self) -> &[Author] {
        if self.authors.is_empty() { &[] } else { &self.editors }
    }

    /// Those who stand first: the authors, else the editors.
    fn leading(&self) -> (&[Author], bool) {
        if self.authors.is_empty() { (&self.editors, true) } else { (&self.authors, false) }
    }
}

/// The works behind an answer: those that hold the passages, and those that the passages cite, each once,
/// in the order of surnames and years.
pub fn references(view: &dyn View, answer: &Answer) -> Vec<Reference> {
    let mut ids: BTreeSet<Arc<str>> = BTreeSet::new();
    for passage in passages_of_rows(view, answer) {
        ids.insert(passage.work);
        ids.extend(passage.citing);
    }
    let works = ids.iter().filter_map(|id| view.node_by_id(id));
    sorted(works.map(|work| Reference::of(view, work)).collect())
}

/// In the order of a bibliography: by the first name, then by year and title.
pub fn sorted(mut references: Vec<Reference>) -> Vec<Reference> {
    references.sort_by_cached_key(|reference| {
        let first = reference.leading().0.first().map(|author| author.family.to_lowercase());
        let title = reference.title.to_lowercase();
        (first.unwrap_or_else(|| title.clone()), reference.year().to_string(), title)
    });
    references
}

/// Pages with one sign between the first and the last, whatever the record has there.
fn ranges(pages: &str, dash: &str) -> String {
    let parts = pages.split(['-', '–', '—']).map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<&str>>().join(dash)
}
