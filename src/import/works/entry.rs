//! A work as bibliographies have it, whatever form it comes in.

/// A work of a bibliography.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The name the bibliography knows it by: a citation key.
    pub key: String,
    /// What sort of work it is: article, book, chapter, …
    pub kind: String,
    /// Who wrote and edited it, in order.
    pub people: Vec<Contributor>,
    /// Text by the property that holds it: title, venue, doi, …
    pub texts: Vec<(&'static str, String)>,
    /// The year of publication.
    pub year: Option<i64>,
    /// What it is about, as the bibliography says.
    pub keywords: Vec<String>,
    /// Fields that have no place among these, by their names in the bibliography.
    pub unplaced: Vec<String>,
}

/// Someone who had a part in a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributor {
    /// Who it is.
    pub name: PersonName,
    /// As what: author, editor or translator.
    pub role: &'static str,
}

/// A name in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// The family name with its particle, or the whole name of an institution.
    pub family: String,
    /// The given names or their initials; empty for an institution.
    pub given: String,
    /// What comes after the name, as Jr.
    pub suffix: String,
}

impl PersonName {
    /// The name in the order in which it is spoken.
    pub fn whole(&self) -> String {
        let parts = [&self.given, &self.family, &self.suffix];
        parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// Whether it is the name of a body and not of a human being: several words, none of them a given name.
    pub fn is_corporate(&self) -> bool {
        self.given.is_empty() && self.family.contains(char::is_whitespace)
    }
}

impl Entry {
    /// What a property holds.
    pub fn text(&self, property: &str) -> Option<&str> {
        self.texts.iter().find(|(name, _)| *name == property).map(|(_, text)| text.as_str())
    }

    /// Adds text, without what is around it, unless there is none or the property has some.
    pub(super) fn add(&mut self, property: &'static str, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() && self.text(property).is_none() {
            self.texts.push((property, text));
        }
    }

    /// Adds a DOI, without the address of a resolver before it.
    pub(super) fn add_doi(&mut self, text: &str) {
        let bare = text.trim().trim_start_matches("https://").trim_start_matches("http://");
        let bare = bare.trim_start_matches("dx.").trim_start_matches("doi.org/").trim_start_matches("doi:");
        self.add("doi", bare);
    }
}

/// The first four digits that stand together: the year of a date in any form.
pub(super) fn year_in(text: &str) -> Option<i64> {
    let digits: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    digits.into_iter().find(|digits| digits.len() == 4).and_then(|digits| digits.parse().ok())
}
