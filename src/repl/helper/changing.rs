//! Completion of lines that change the graph, and of answers to their questions.

use super::complete::{MOST, Suggestion, beginning, names};
use crate::repl::change::Completes;
use crate::repl::vocabulary::Vocabulary;
use crate::repl::words::typed;

/// What the end of an answer could become.
pub(super) fn answer(vocabulary: &Vocabulary, asked: &Completes, text: &str) -> (usize, Vec<Suggestion>) {
    let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let fragment = &text[start..];
    if asked.ids {
        return (start, ids(vocabulary, fragment, |id| asked.words.iter().any(|word| word == id)));
    }
    let whole = text.len() - text.trim_start().len();
    let mut found = beginning(&text[whole..], asked.words.iter().cloned());
    if asked.names {
        let named = vocabulary.names.beginning(&text[whole..], MOST).into_iter();
        found.extend(named.map(|name| Suggestion { display: name.into(), replacement: typed(name) }));
    }
    (whole, found)
}

fn ids(vocabulary: &Vocabulary, fragment: &str, fits: impl Fn(&str) -> bool) -> Vec<Suggestion> {
    let found = vocabulary.names.ids_beginning(fragment, usize::MAX).into_iter().filter(|id| fits(id));
    found.take(MOST).map(Suggestion::plain).collect()
}

/// What the end of a line could become: after `from` the id of a work, else a name, a relation, a label in the first
/// place, or a key.
pub(super) fn line(vocabulary: &Vocabulary, text: &str, skip: usize) -> (usize, Vec<Suggestion>) {
    let last = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let before: Vec<&str> = text[..last].split_whitespace().collect();
    if before.last().is_some_and(|word| word.eq_ignore_ascii_case("from")) {
        return (last, ids(vocabulary, &text[last..], |_| true));
    }
    let (start, mut found) = names(vocabulary, text, skip);
    if found.is_empty() || start == last {
        let labels = if before.len() == skip { vocabulary.labels.clone() } else { Vec::new() };
        let keys = if before.len() > skip + 1 { vocabulary.properties.clone() } else { Vec::new() };
        if !text[last..].is_empty() {
            found.splice(0..0, beginning(&text[last..], labels));
            found.extend(beginning(&text[last..], keys));
        }
        return (last, found);
    }
    (start, found)
}
