//! Who is who: when two forms of a name are the same person.
//!
//! Two names are one person's if they fold to the same text, or if the family names do and each given name
//! is the other's or its initial; the latter only where one person alone fits, so that nobody is mixed up in silence.

use super::entry::PersonName;
use crate::functions::names::fold;

/// Somebody a graph knows, or that an import has made.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// The id of the node.
    pub(super) id: String,
    /// The name it is shown by.
    pub(super) name: String,
    /// The words of each form of the name, folded.
    pub(super) forms: Vec<Vec<String>>,
}

/// Who a name is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Somebody known, by this number, under just this name.
    Same(usize),
    /// Somebody known, by this number, under another form of the name.
    OtherForm(usize),
    /// Nobody known.
    New,
}

impl Known {
    /// Somebody of these names.
    pub(super) fn new<'n>(id: &str, name: &'n str, names: impl Iterator<Item = &'n str>) -> Known {
        let forms = std::iter::once(name).chain(names).map(words).collect();
        Known { id: id.to_owned(), name: name.to_owned(), forms }
    }
}

/// The words of a name, folded.
pub(super) fn words(name: &str) -> Vec<String> {
    // A dot parts initials: "J.R. Smith" has three words.
    fold(&name.replace('.', ". ")).split(' ').map(str::to_owned).collect()
}

/// Finds who a name is among those known. O(those known).
pub(super) fn who(name: &PersonName, known: &[Known]) -> Who {
    let whole = words(&name.whole());
    if let Some(same) = known.iter().position(|one| one.forms.contains(&whole)) {
        return Who::Same(same);
    }
    if name.given.is_empty() {
        return Who::New;
    }
    let (family, given) = (words(&name.family), words(&name.given));
    let mut fitting = (0..known.len()).filter(|at| known[*at].forms.iter().any(|form| fits(form, &family, &given)));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Who::OtherForm(only),
        (Some(_), Some(_)) | (None, _) => Who::New,
    }
}

/// Whether a form of a name ends with the family name, and its given names fit.
fn fits(form: &[String], family: &[String], given: &[String]) -> bool {
    let Some(rest) = form.strip_suffix(family) else { return false };
    !rest.is_empty() && rest.iter().zip(given).all(|(a, b)| a == b || is_initial(a, b) || is_initial(b, a))
}

/// Whether a word is one letter, with which the other begins.
fn is_initial(letter: &str, word: &str) -> bool {
    letter.chars().count() == 1 && word.starts_with(letter)
}
