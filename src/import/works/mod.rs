//! Bibliographies in: works, who wrote them and what they are about, as changes to a graph.
//!
//! `bibtex` and `csl` read files into entries; `find` says which work of the graph each is; `land` tells what it would
//! change, in Cypher, and reports what has no place; nothing is changed before somebody runs those statements.

mod bibtex;
mod csl;
mod entry;
mod find;
mod known;
mod land;
mod people;
mod relate;
mod text;
mod widen;

pub use entry::{Contributor, Entry, List, PersonName};
pub use land::land;
pub use text::decode;
pub use widen::widen;

use crate::diagnostic::Outcome;

/// The forms of bibliographies that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// BibTeX or BibLaTeX.
    BibTex,
    /// CSL-JSON.
    CslJson,
}

/// The form of a bibliography, by the ending of its file's name and how it begins: of JSON, a list is one, unless its
/// first item is an element of Cytoscape's. None where it is something else.
pub fn form_of(file: &str, bytes: &[u8]) -> Option<Form> {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    match ending.as_deref() {
        Some("bib" | "bibtex") => Some(Form::BibTex),
        Some("json") => is_csl(bytes).then_some(Form::CslJson),
        Some(_) | None => None,
    }
}

fn is_csl(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(1 << 12)]);
    let mut text = text.trim_start_matches('\u{feff}').chars().filter(|c| !c.is_whitespace());
    if text.next() != Some('[') {
        return false;
    }
    let begin: String = text.take(10).collect();
    !["{\"data\"", "{\"group\""].iter().any(|element| begin.starts_with(element))
}

/// Reads the entries of a bibliography.
///
/// # Errors
/// Where the text is not of that form; with the place.
pub fn read(form: Form, text: &str) -> Outcome<List> {
    match form {
        Form::BibTex => bibtex::read(text),
        Form::CslJson => csl::read(text),
    }
}
