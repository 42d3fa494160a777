//! Hints: what follows a verb, a command or a function, and the only way to complete a word.

use super::complete::complete;
use super::context::innermost;
use crate::cli::wiring::functions;
use crate::repl::commands;
use crate::repl::verbs::verb_of;
use crate::repl::vocabulary::Vocabulary;
use crate::repl::words::words;

/// The hint after a line, for a cursor at its end.
pub(crate) fn hint(vocabulary: &Vocabulary, line: &str, pos: usize) -> Option<String> {
    if pos < line.len() || line.trim().is_empty() {
        return None;
    }
    usage(line).or_else(|| signature(line)).or_else(|| only_way(vocabulary, line, pos))
}

/// What follows a verb or a command that stands alone.
fn usage(line: &str) -> Option<String> {
    let typed = words(line);
    let alone = line.trim_start().len() == line.trim().len();
    let gap = if alone { " " } else { "" };
    if line.starts_with(':') {
        let command = commands::find(&typed.first()?.text).filter(|_| typed.len() == 1)?;
        return (!command.usage.is_empty()).then(|| format!("{gap}{}", command.usage));
    }
    let (verb, length) = verb_of(&typed)?;
    (typed.len() == length && !verb.usage.is_empty()).then(|| format!("{gap}{}", verb.usage))
}

/// The signature of a function that was just opened.
fn signature(line: &str) -> Option<String> {
    let call = line.strip_suffix('(').filter(|_| innermost(line) == Some('('))?;
    let name =
        call.rsplit(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).next().filter(|name| !name.is_empty())?;
    let function = functions().into_iter().find(|function| function.name.eq_ignore_ascii_case(name))?;
    function.signature.split_once('(').map(|(_, rest)| rest.to_string())
}

/// The rest of the word, where there is but one way to go on.
fn only_way(vocabulary: &Vocabulary, line: &str, pos: usize) -> Option<String> {
    let (start, found) = complete(vocabulary, line, pos);
    let [only] = found.as_slice() else { return None };
    let rest = only.replacement.strip_prefix(line.get(start..)?)?;
    (!rest.is_empty()).then(|| rest.to_string())
}
