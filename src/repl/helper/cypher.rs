//! Completion inside Cypher.

use super::complete::{MOST, Suggestion, beginning};
use super::context::{Place, place, variables};
use crate::cli::wiring::{functions, print_name};
use crate::repl::vocabulary::Vocabulary;
use crate::syntax::KEYWORDS;

/// What the word at the end of a Cypher text could become, and where it begins.
pub(crate) fn complete(vocabulary: &Vocabulary, text: &str) -> (usize, Vec<Suggestion>) {
    let (place, start) = place(text);
    let fragment = &text[start..];
    let printed = |names: &[String]| names.iter().map(|name| print_name(name)).collect::<Vec<String>>();
    let found = match place {
        Place::Label => beginning(fragment, printed(&vocabulary.labels)),
        Place::Type => beginning(fragment, printed(&vocabulary.types)),
        Place::Property => beginning(fragment, printed(&vocabulary.properties)),
        Place::Parameter => beginning(fragment, vocabulary.parameters.clone()),
        Place::Id => texts(vocabulary.names.ids_beginning(fragment, MOST)),
        Place::Name => texts(vocabulary.names.beginning(fragment, MOST)),
        Place::Word if fragment.is_empty() => Vec::new(),
        Place::Word => word(text, start, fragment),
    };
    (start, found)
}

/// Names as they stand in a string.
fn texts(names: Vec<&str>) -> Vec<Suggestion> {
    let escaped = |name: &str| name.replace('\\', "\\\\").replace('\'', "\\'");
    names.into_iter().map(|name| Suggestion { display: name.into(), replacement: escaped(name) }).collect()
}

/// Variables first, then keywords, then functions with their signatures.
fn word(text: &str, start: usize, fragment: &str) -> Vec<Suggestion> {
    let mut found = beginning(fragment, variables(&text[..start]));
    found.extend(beginning(fragment, KEYWORDS.iter().map(|keyword| keyword.word.to_string())));
    let wanted = fragment.to_lowercase();
    let fitting = functions().into_iter().filter(|function| function.name.to_lowercase().starts_with(&wanted));
    found.extend(fitting.map(|function| Suggestion {
        display: function.signature.to_string(),
        replacement: format!("{}(", function.name),
    }));
    found
}
