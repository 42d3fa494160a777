//! A work as bibliographies have it, whatever form it comes in.

use edtf_core::Edtf;

/// What a bibliography holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Its entries, in their order.
    pub entries: Vec<Entry>,
    /// What is wrong in the file and belongs to no entry that was read: where, what was found, what became of it.
    pub slips: Vec<String>,
}

/// A work of a bibliography.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands in its file: `line 12`, `item 3`.
    pub place: String,
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
    /// Fields that have no place among these, by their names in the bibliography, and what they say.
    pub unplaced: Vec<(String, String)>,
    /// What of it is wrong, and was mended or is left out: field, what was found, what was expected.
    pub slips: Vec<String>,
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
    /// How somebody finds it in its file: by place and key.
    pub fn called(&self) -> String {
        if self.key.is_empty() { format!("{}, no key", self.place) } else { format!("{}, {}", self.place, self.key) }
    }

    /// The name its work is shown by: its title; without one, made of what is there.
    pub fn name(&self) -> String {
        let texts = ["title", "container", "venue"].into_iter().find_map(|property| self.text(property));
        let key = Some(self.key.as_str()).filter(|key| !key.is_empty());
        if let Some(name) = texts.or(key) {
            return name.to_owned();
        }
        let people = self.people.first().map(|one| format!(" by {}", one.name.whole()));
        let year = self.year.map(|year| format!(" ({year})"));
        let kind = if self.kind.is_empty() { "work" } else { &self.kind };
        format!("{kind} without title{}{}", people.unwrap_or_default(), year.unwrap_or_default())
    }

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
        self.add("doi", bare_doi(text));
    }

    /// Adds the date at which an address was looked at.
    pub(super) fn add_accessed(&mut self, field: &str, text: &str) {
        if text.is_empty() || Edtf::parse(text).is_ok() {
            self.add("accessed", text);
        } else {
            self.slips.push(left_out(field, text, "a date such as `2004-05-06`"));
        }
    }

    /// Takes the year of a date, and where it tells more than that, the date (EDTF).
    pub(super) fn add_date(&mut self, field: &str, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let (year, sound) = (year_in(text), Edtf::parse(text).is_ok());
        self.year = self.year.or(year);
        match year {
            Some(_) if sound && text.trim_start_matches('-').len() > 4 => self.add("date", text),
            Some(_) if sound => {}
            Some(year) => self.slips.push(format!(
                "{field}: found `{text}`, expected a date such as `2004-05-06`; only the year {year} is taken"
            )),
            None => self.slips.push(left_out(field, text, "a date such as `2004-05-06`")),
        }
    }

    /// Takes a year, in whatever it is written, unless a date gave one.
    pub(super) fn add_year(&mut self, field: &str, text: &str) {
        let text = text.trim();
        match year_in(text) {
            Some(year) => self.year = self.year.or(Some(year)),
            None if text.is_empty() => {}
            None => self.slips.push(left_out(field, text, "a year of four digits")),
        }
    }
}

/// That a field is left out, and why.
fn left_out(field: &str, found: &str, expected: &str) -> String {
    format!("{field}: found `{found}`, expected {expected}; left out")
}

/// A DOI without the address of a resolver before it.
pub(super) fn bare_doi(text: &str) -> &str {
    let bare = text.trim().trim_start_matches("https://").trim_start_matches("http://");
    bare.trim_start_matches("dx.").trim_start_matches("doi.org/").trim_start_matches("doi:").trim()
}

/// The first four digits that stand together: the year of a date in any form. A sign before them, at the very
/// beginning, is that of a year before year 0.
fn year_in(text: &str) -> Option<i64> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 4)?;
    let before = text.starts_with(['-', '−']) && text.trim_start_matches(['-', '−']).starts_with(digits);
    digits.parse::<i64>().ok().map(|year| if before { -year } else { year })
}
