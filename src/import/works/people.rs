//! Who is who: when two forms of a name are the same person.
//!
//! Two names are one person's if they fold to the same text, or if the family names do and each given name
//! is the other's or its initial; the latter only where one person alone fits, so that nobody is mixed up in silence.
//! Two names of one list of authors are never one person.

use rustc_hash::FxHashSet;

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
    /// Whether the import that goes on made them.
    pub(super) is_new: bool,
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
        Known { id: id.to_owned(), name: name.to_owned(), forms, is_new: false }
    }

    /// Whether some form of the name has this family name in it; a suffix may follow it.
    pub(super) fn has_family(&self, family: &[String]) -> bool {
        !family.is_empty() && self.forms.iter().any(|form| form.windows(family.len()).any(|words| words == family))
    }
}

/// The words of a name, folded.
pub(super) fn words(name: &str) -> Vec<String> {
    // A dot parts initials: "J.R. Smith" has three words.
    fold(&name.replace('.', ". ")).split(' ').map(str::to_owned).collect()
}

/// Finds who the names of one list are among those known: each somebody else, and those who are known under just that
/// name first. O(names times those known).
pub(super) fn who(names: &[&PersonName], known: &[Known]) -> Vec<Who> {
    let mut claimed = FxHashSet::default();
    let same: Vec<Option<usize>> = names.iter().map(|name| same(name, known, &mut claimed)).collect();
    let mut who = Vec::with_capacity(names.len());
    for (name, same) in names.iter().zip(same) {
        who.push(match same {
            Some(same) => Who::Same(same),
            None => other_form(name, known).filter(|at| claimed.insert(*at)).map_or(Who::New, Who::OtherForm),
        });
    }
    who
}

/// Who is known under just this name and was claimed by no other.
fn same(name: &PersonName, known: &[Known], claimed: &mut FxHashSet<usize>) -> Option<usize> {
    let whole = words(&name.whole());
    let at = (0..known.len()).find(|at| known[*at].forms.contains(&whole) && !claimed.contains(at))?;
    claimed.insert(at);
    Some(at)
}

/// The only one whom another form of the name fits.
fn other_form(name: &PersonName, known: &[Known]) -> Option<usize> {
    if name.given.is_empty() {
        return None;
    }
    let (family, given) = (words(&name.family), words(&name.given));
    let mut fitting = (0..known.len()).filter(|at| known[*at].forms.iter().any(|form| fits(form, &family, &given)));
    fitting.next().filter(|_| fitting.next().is_none())
}

/// Whether a name says more than another form of it: more letters, dots and spaces not counted.
pub(super) fn is_longer(name: &str, than: &str) -> bool {
    let letters = |name: &str| words(name).concat().chars().count();
    letters(name) > letters(than)
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
