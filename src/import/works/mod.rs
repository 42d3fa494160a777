//! Bibliographies in: works, who wrote them and what they are about, as changes to a graph.
//!
//! `bibtex` and `csl` read files into entries; `land` tells what each would change, in Cypher, and reports what
//! has no place; nothing is changed before somebody runs those statements.

mod bibtex;
mod csl;
mod entry;
mod known;
mod land;
mod people;
mod report;

pub use entry::{Contributor, Entry, PersonName};
pub(crate) use known::kebab;
pub use land::{Change, Landing, land};
pub use report::Report;

use crate::diagnostic::{Class, Diagnostic, Outcome};

/// The forms of bibliographies that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// BibTeX or BibLaTeX.
    BibTex,
    /// CSL-JSON.
    CslJson,
}

/// The form that the ending of a file's name stands for.
///
/// # Errors
/// Where it stands for none.
pub fn form_of(file: &str) -> Outcome<Form> {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    match ending.as_deref() {
        Some("bib" | "bibtex") => Ok(Form::BibTex),
        Some("json") => Ok(Form::CslJson),
        Some(_) | None => {
            let message = format!("`{file}`: found no known ending, expected .bib (BibTeX) or .json (CSL-JSON)");
            Err(Box::new(Diagnostic::plain(Class::UsageError, message)))
        }
    }
}

/// Reads the entries of a bibliography.
///
/// # Errors
/// Where the text is not of that form; with the place.
pub fn read(form: Form, text: &str) -> Outcome<Vec<Entry>> {
    match form {
        Form::BibTex => bibtex::read(text),
        Form::CslJson => csl::read(text),
    }
}
