//! Names so like another that one may be meant for the other.

use super::Desk;
use crate::cli::wiring::fold;
use crate::value::NodeId;

/// How much of two names may differ, at most.
const BAR: f64 = 0.82;

impl Desk<'_> {
    /// The nodes whose names are the same or nearly: other accents, another order of words, a slip or two.
    /// O(spellings).
    pub(super) fn near(&self, name: &str) -> Vec<NodeId> {
        let wanted = fold(name);
        let mut found: Vec<NodeId> =
            self.ask.names.spellings().filter(|(spelling, _)| alike(&wanted, spelling)).map(|(_, node)| node).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Whether two folded names are alike. Names that differ in a number are not: Table 1 is not Table 2.
fn alike(a: &str, b: &str) -> bool {
    a == b
        || digits(a) == digits(b)
            && (sorted(a) == sorted(b) || a.chars().count() > 3 && strsim::normalized_damerau_levenshtein(a, b) >= BAR)
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn sorted(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split(' ').collect();
    words.sort_unstable();
    words
}
