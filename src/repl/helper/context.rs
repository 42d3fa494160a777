//! Where in a line the cursor stands: what could be written there.

use crate::syntax::{Token, TokenKind, keyword_of, tokenize};

/// What could be written at the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A label.
    Label,
    /// A relationship type.
    Type,
    /// A property key.
    Property,
    /// A parameter.
    Parameter,
    /// Text in quotes: the id of a node.
    Id,
    /// Text in quotes: a name.
    Name,
    /// Anything else: a keyword, a function, a variable.
    Word,
}

/// Where in a Cypher text the cursor stands, and where the word before it begins.
pub(crate) fn place(text: &str) -> (Place, usize) {
    if let Some(quote) = open_quote(text) {
        let before = text[..quote].trim_end();
        let is_id = before.ends_with("id:") || before.ends_with("id =") || before.ends_with("id=") || in_ids(before);
        return (if is_id { Place::Id } else { Place::Name }, quote + 1);
    }
    let start = word_start(text);
    let before = text[..start].trim_end();
    let place = match before.chars().next_back() {
        Some('$') => Place::Parameter,
        Some('.') if !before.ends_with("..") => Place::Property,
        Some(':' | '|' | '&' | '!') => after_colon(before),
        Some('{' | ',') if innermost(before) == Some('{') => Place::Property,
        Some(_) | None => Place::Word,
    };
    (place, start)
}

/// Whether a list of ids is being written: `id IN ['`.
fn in_ids(before: &str) -> bool {
    before.rsplit_once('[').is_some_and(|(list, _)| {
        let list = list.trim_end().to_lowercase();
        list.ends_with("id in")
    })
}

fn after_colon(before: &str) -> Place {
    match innermost(before) {
        Some('(') => Place::Label,
        Some('[') => Place::Type,
        Some(_) => Place::Word,
        None => Place::Label,
    }
}

/// The bracket that is open at the end of a text.
pub(crate) fn innermost(text: &str) -> Option<char> {
    let mut open = Vec::new();
    for token in tokenize(text) {
        match token.kind {
            TokenKind::Sign("(") => open.push('('),
            TokenKind::Sign("[") => open.push('['),
            TokenKind::Sign("{") => open.push('{'),
            TokenKind::Sign(")" | "]" | "}") => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
}

/// Where the string begins that is still open at the end of a text.
pub(crate) fn open_quote(text: &str) -> Option<usize> {
    let mut open: Option<(usize, char)> = None;
    let mut letters = text.char_indices();
    while let Some((at, c)) = letters.next() {
        match (open, c) {
            (Some(_), '\\') => {
                letters.next();
            }
            (Some((_, quote)), c) if c == quote => open = None,
            (None, '\'' | '"') => open = Some((at, c)),
            (Some(_) | None, _) => {}
        }
    }
    open.map(|(at, _)| at)
}

/// Where the word begins that a text ends with.
pub(crate) fn word_start(text: &str) -> usize {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    text.char_indices().rev().take_while(|(_, c)| inside(*c)).last().map_or(text.len(), |(at, _)| at)
}

/// The variables that a text has named so far: words after `(`, `[`, `AS`, `,` and before `=`, that
/// are no function or keyword.
pub(crate) fn variables(text: &str) -> Vec<String> {
    let tokens = tokenize(text);
    let mut names: Vec<String> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let name = token.span.of(text);
        let is_variable = token.kind == TokenKind::Word && binds(&tokens, at, text) && keyword_of(name).is_none();
        if is_variable && token.span.end < text.len() && !names.iter().any(|known| known == name) {
            names.push(name.to_string());
        }
    }
    names
}

fn binds(tokens: &[Token], at: usize, text: &str) -> bool {
    let previous = at.checked_sub(1).and_then(|at| tokens.get(at));
    let next = tokens.get(at + 1).map(|token| &token.kind);
    let opens = |token: &Token| matches!(token.kind, TokenKind::Sign("(" | "["));
    let is_as = |token: &Token| token.kind == TokenKind::Word && token.span.of(text).eq_ignore_ascii_case("as");
    let after = previous.is_some_and(|token| opens(token) || is_as(token));
    let before =
        matches!(next, Some(TokenKind::Sign("="))) && !previous.is_some_and(|token| token.kind == TokenKind::Sign("."));
    (after || before) && !matches!(next, Some(TokenKind::Sign("(" | ".")))
}

/// Whether a file's name is expected at the cursor.
pub(crate) fn wants_file(line: &str, pos: usize) -> bool {
    let before = line[..pos].trim_start();
    let mut words = before.split_whitespace();
    let command = words.next().unwrap_or("");
    let first_argument = words.count() + usize::from(before.ends_with(' ')) <= 1;
    matches!(command, ":export" | ":source" | ":save" | ":open") && before.len() > command.len() && first_argument
}
