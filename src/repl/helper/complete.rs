//! Completion: what a half-written word could become.

use super::context::open_quote;
use super::cypher;
use crate::cli::wiring::{fold, functions};
use crate::repl::commands::COMMANDS;
use crate::repl::edit::Expected;
use crate::repl::names::Names;
use crate::repl::verbs::{Deed, VERBS, verb_of};
use crate::repl::vocabulary::Vocabulary;
use crate::repl::words::{typed, words};
use crate::show::{Format, relation_name};

/// One way to complete a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What is shown in the list.
    pub display: String,
    /// What is written into the line.
    pub replacement: String,
}

impl Suggestion {
    /// Written as it is shown.
    pub(crate) fn plain(text: impl Into<String>) -> Suggestion {
        let text = text.into();
        Suggestion { display: text.clone(), replacement: text }
    }
}

/// No more than this are listed.
pub(crate) const MOST: usize = 40;

/// What the word before `pos` could become, and where it begins.
pub fn complete(vocabulary: &Vocabulary, line: &str, pos: usize) -> (usize, Vec<Suggestion>) {
    let text = line.get(..pos).unwrap_or(line);
    let begin = text.len() - text.trim_start().len();
    if text.trim_start().starts_with(':') {
        return command(vocabulary, text, begin);
    }
    let typed_words = words(text);
    match verb_of(&typed_words) {
        Some((verb, length)) if typed_words.len() > length || text.ends_with(' ') => match verb.deed {
            Deed::Help => last_word(text, help_topics()),
            Deed::Explain => {
                let inner = begin + text[begin..].find(' ').map_or(0, |at| at + 1);
                let (start, found) = complete(vocabulary, &text[inner..], text.len() - inner);
                (inner + start, found)
            }
            Deed::Change(_) => change(vocabulary, text, length),
            Deed::Ask(_) | Deed::Look(_) => names(&vocabulary.names, &vocabulary.types, text, length),
            Deed::Why | Deed::Quit => (text.len(), Vec::new()),
        },
        Some(_) | None => {
            let (start, mut found) = cypher::complete(vocabulary, text);
            if start == begin {
                let verbs = VERBS.iter().map(|verb| verb.name.to_string());
                found.splice(0..0, beginning(&text[begin..], verbs));
            }
            (start, found)
        }
    }
}

/// Those of `candidates` that begin so, without regard to case and accents.
pub(crate) fn beginning(start: &str, candidates: impl IntoIterator<Item = String>) -> Vec<Suggestion> {
    let wanted = start.to_lowercase();
    let fits = |candidate: &String| candidate.to_lowercase().starts_with(&wanted);
    candidates.into_iter().filter(fits).map(Suggestion::plain).collect()
}

fn last_word(text: &str, candidates: Vec<String>) -> (usize, Vec<Suggestion>) {
    let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    (start, beginning(&text[start..], candidates))
}

fn help_topics() -> Vec<String> {
    let commands = COMMANDS.iter().map(|command| command.name.to_string());
    let verbs = VERBS.iter().map(|verb| verb.name.to_string());
    let functions = functions().into_iter().map(|function| function.name.to_string());
    verbs.chain(commands).chain(["cypher".into(), "functions".into()]).chain(functions).collect()
}

fn command(vocabulary: &Vocabulary, text: &str, begin: usize) -> (usize, Vec<Suggestion>) {
    let Some(end) = text[begin..].find(char::is_whitespace) else {
        return (begin, beginning(&text[begin..], COMMANDS.iter().map(|command| command.name.to_string())));
    };
    let texts = |words: &[&str]| words.iter().map(|word| word.to_string()).collect::<Vec<String>>();
    let after = text[begin + end..].split_whitespace().next();
    let candidates = match &text[begin..begin + end] {
        ":run" | ":queries" => vocabulary.queries.clone(),
        ":schema" => [&vocabulary.labels[..], &vocabulary.types, &vocabulary.properties].concat(),
        ":help" | ":h" => help_topics(),
        ":cypher" => texts(&["on", "off"]),
        ":set" if after == Some("format") => Format::ALL.iter().map(|(name, _)| name.to_string()).collect(),
        ":set" if after == Some("width") => texts(&["auto"]),
        ":set" if matches!(after, Some("cypher" | "colour")) => texts(&["on", "off"]),
        ":set" if matches!(after, Some("timeout" | "max-rows" | "memory")) => texts(&["off"]),
        ":set" => texts(&["format", "width", "cypher", "colour", "timeout", "max-rows", "memory"]),
        ":param" => vocabulary.parameters.clone(),
        ":export" if text.contains(" around ") => return names(&vocabulary.names, &vocabulary.types, text, 3),
        ":export" => texts(&["last", "whole", "around"]),
        _ => Vec::new(),
    };
    last_word(text, candidates)
}

/// What may stand in a line that changes the graph: names and relations, labels, properties.
fn change(vocabulary: &Vocabulary, text: &str, skip: usize) -> (usize, Vec<Suggestion>) {
    let (start, mut found) = names(&vocabulary.names, &vocabulary.types, text, skip);
    let (last, words) =
        last_word(text, [&vocabulary.labels[..], &vocabulary.properties, &vocabulary.statuses].concat());
    if found.is_empty() || last == start {
        found.extend(words.into_iter().filter(|_| !text.ends_with(' ')));
        return (last, found);
    }
    (start, found)
}

/// What the answer to a question could become, and where it begins.
pub(crate) fn answer(vocabulary: &Vocabulary, expected: &Expected, line: &str, pos: usize) -> (usize, Vec<Suggestion>) {
    let text = line.get(..pos).unwrap_or(line);
    if text.is_empty() && !vocabulary.offered.is_empty() {
        // What would be taken anyway is put into the line, to be changed there.
        return (0, vec![Suggestion::plain(vocabulary.offered.clone())]);
    }
    match expected {
        Expected::Anything => (text.len(), Vec::new()),
        Expected::Words(words) => last_word(text, words.clone()),
        Expected::Name => names(&vocabulary.names, &[], text, 0),
        Expected::Work => names(&vocabulary.names.works(), &[], text, 0),
        Expected::WordsOrName(words) => {
            let (start, found) = names(&vocabulary.names, &[], text, 0);
            let (_, words) = last_word(text, words.clone());
            (start, words.into_iter().chain(found).collect())
        }
    }
}

/// Names, and relations of these types, after the first `skip` words. The longest end of the line that begins a name counts, so that
/// `path Kazakhstan European Un` completes to the Union.
fn names(names: &Names, types: &[String], text: &str, skip: usize) -> (usize, Vec<Suggestion>) {
    if let Some(quote) = open_quote(text).filter(|quote| text[..*quote].ends_with(char::is_whitespace)) {
        let found = names.beginning(&text[quote + 1..], MOST);
        let quoted = |name: &str| Suggestion { display: name.into(), replacement: format!("\"{name}\"") };
        return (quote, found.into_iter().map(quoted).collect());
    }
    let starts = word_starts(text);
    for start in starts.into_iter().skip(skip) {
        let fragment = &text[start..];
        if fold(fragment).is_empty() {
            return (start, Vec::new());
        }
        let relations = beginning(fragment, types.iter().map(|name| relation_name(name)));
        let found = names.beginning(fragment, MOST);
        let found = found.into_iter().map(|name| Suggestion { display: name.into(), replacement: typed(name) });
        let all: Vec<Suggestion> = found.chain(relations).collect();
        if !all.is_empty() {
            return (start, all);
        }
    }
    (text.len(), Vec::new())
}

/// Where each word begins; the end of the text counts after a space.
fn word_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut between = true;
    for (at, c) in text.char_indices() {
        if between && !c.is_whitespace() {
            starts.push(at);
        }
        between = c.is_whitespace();
    }
    if between {
        starts.push(text.len());
    }
    starts
}
