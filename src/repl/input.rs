//! What kind of line it is, and whether it is all there.

use super::commands::COMMANDS;
use super::verbs::{VERBS, verb_of};
use super::words::words;
use crate::diagnostic::{Class, Diagnostic, nearest};
use crate::syntax::{Token, TokenKind, ast, keyword_of, parse, split, tokenize};

/// What kind of line it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing but spaces and comments.
    Empty,
    /// Begins with `:`.
    Command,
    /// Begins with a verb.
    Verb,
    /// Everything else.
    Cypher,
}

/// What kind of line it is; only its beginning counts.
pub(crate) fn kind(text: &str) -> Kind {
    let text = text.trim_start();
    if text.starts_with(':') {
        Kind::Command
    } else if verb_of(&words(text.lines().next().unwrap_or(""))).is_some() {
        Kind::Verb
    } else if split(text).is_empty() {
        Kind::Empty
    } else {
        Kind::Cypher
    }
}

/// Whether a text can be carried out as it is; otherwise the prompt goes on reading. An empty last
/// line ends a text whatever is missing, so that nobody is caught in it.
pub fn is_complete(text: &str) -> bool {
    match kind(text) {
        Kind::Empty => !text.contains("/*") || text.contains("*/"),
        Kind::Command | Kind::Verb => true,
        Kind::Cypher => ends_blank(text) || ended(text) || split(text).iter().all(|part| !is_incomplete(part)),
    }
}

/// Whether the last sign is the `;` that ends a statement.
pub(crate) fn ended(text: &str) -> bool {
    let tokens = tokenize(text);
    let last = tokens.iter().rev().find(|token: &&Token| token.kind != TokenKind::End);
    last.is_some_and(|token| token.kind == TokenKind::Sign(";"))
}

fn ends_blank(text: &str) -> bool {
    text.contains('\n') && text.rsplit('\n').next().is_some_and(|last| last.trim().is_empty())
}

fn is_incomplete(part: &str) -> bool {
    match parse(part) {
        Ok(statement) => statement.query.parts.last().and_then(|query| query.clauses.last()).is_some_and(goes_on),
        Err(error) => error.incomplete,
    }
}

/// Whether no query can end with this clause.
fn goes_on(clause: &ast::Clause) -> bool {
    matches!(clause, ast::Clause::Match(_) | ast::Clause::Unwind(_) | ast::Clause::With(_))
}

/// Words that a statement can begin with.
const OPENERS: &[&str] = &[
    "MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CREATE", "MERGE", "SET", "REMOVE", "DELETE", "DETACH", "CALL",
    "EXPLAIN", "PROFILE", "FOREACH", "LOAD", "USE", "AS", "DURING", "ACCEPT", "WITHOUT",
];

/// Where a line begins with no word of Cypher: what may have been meant. `is_name` says whether a
/// text is the name of something.
pub(crate) fn not_cypher(text: &str, is_name: impl Fn(&str) -> bool) -> Option<Diagnostic> {
    let words = words(text);
    let first = words.first()?.text.clone();
    if first.eq_ignore_ascii_case("explain") {
        return words.get(1).and_then(|second| not_explained(&second.text));
    }
    if !first.starts_with(char::is_alphabetic) || OPENERS.iter().any(|word| word.eq_ignore_ascii_case(&first)) {
        return None;
    }
    let line = text.trim().trim_end_matches(';');
    let error = Diagnostic::plain(Class::UsageError, format!("`{first}` begins neither a verb nor a query"));
    if is_name(line) {
        return Some(error.hint(format!("to see what is known about it: `show {line}`")));
    }
    let commands = COMMANDS.iter().map(|command| command.name.trim_start_matches(':'));
    let verbs = VERBS.iter().flat_map(|verb| std::iter::once(verb.name).chain(verb.aliases.iter().copied()));
    let near = nearest(&first, OPENERS.iter().copied().chain(verbs.clone()).chain(commands.clone()));
    let near = near.filter(|near| !OPENERS.contains(near) && is_slip(&first, near))?;
    let colon = if verbs.clone().any(|verb| verb == near) { "" } else { ":" };
    Some(error.hint(format!("did you mean `{colon}{near}`?")).hint("`:help` lists verbs and commands"))
}

/// What follows `explain` where it is nearer to a verb than to a query.
fn not_explained(found: &str) -> Option<Diagnostic> {
    let verbs = || VERBS.iter().map(|verb| verb.name);
    let is_query =
        keyword_of(found).is_some() || nearest(found, OPENERS.iter().copied()).is_some_and(|near| is_slip(found, near));
    if is_query || !found.starts_with(char::is_alphabetic) {
        return None;
    }
    let error = Diagnostic::plain(Class::UsageError, format!("`explain` needs a verb or a query, found `{found}`"));
    let near = nearest(found, verbs()).filter(|near| is_slip(found, near));
    let mean = near.map(|near| format!("did you mean `explain {near}`?"));
    Some(error.hint_if(mean).hint("as in `explain path Kazakhstan Italy`; `:help` lists the verbs"))
}

/// Whether a word may be another one misspelt: slips spare the first letter, unless letters changed places. Of short words too
/// many are alike.
fn is_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant) = (typed.to_lowercase(), meant.to_lowercase());
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    typed.chars().next() == meant.chars().next() || letters(&typed) == letters(&meant)
}
