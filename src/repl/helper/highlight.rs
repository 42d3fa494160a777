//! Colours while a line is typed: keywords, labels, strings, numbers, and the matching bracket.

use crate::repl::verbs::verb_of;
use crate::repl::words::words;
use crate::syntax::{Token, TokenKind, keyword_of, tokenize};

const KEYWORD: &str = "1;34";
const LABEL: &str = "36";
const STRING: &str = "32";
const NUMBER: &str = "33";
const PARAMETER: &str = "35";
const FAULT: &str = "31";
const MATCHING: &str = "1;4";

/// The line with colours. The letters stay the same, so that the cursor keeps its place.
pub(crate) fn highlight(line: &str, pos: usize) -> String {
    let head = head_length(line);
    if head > 0 {
        return format!("\u{1b}[{KEYWORD}m{}\u{1b}[0m{}", &line[..head], &line[head..]);
    }
    let tokens = tokenize(line);
    let pair = matching(&tokens, pos);
    let mut painted = String::with_capacity(line.len() * 2);
    let mut done = 0;
    for (at, token) in tokens.iter().enumerate() {
        painted.push_str(line.get(done..token.span.start).unwrap_or(""));
        let code =
            if pair.is_some_and(|(a, b)| a == at || b == at) { Some(MATCHING) } else { colour(&tokens, at, line) };
        let text = line.get(token.span.start.max(done)..token.span.end).unwrap_or("");
        match code {
            Some(code) if !text.is_empty() => painted.push_str(&format!("\u{1b}[{code}m{text}\u{1b}[0m")),
            Some(_) | None => painted.push_str(text),
        }
        done = done.max(token.span.end);
    }
    painted.push_str(line.get(done..).unwrap_or(""));
    painted
}

/// How much of a line is its command or verb.
fn head_length(line: &str) -> usize {
    let typed = words(line);
    let count = if line.starts_with(':') { 1 } else { verb_of(&typed).map_or(0, |(_, length)| length) };
    let mut left = line.trim_start();
    for _ in 0..count {
        left = left.trim_start();
        left = &left[left.find(char::is_whitespace).unwrap_or(left.len())..];
    }
    if count == 0 { 0 } else { line.len() - left.len() }
}

fn colour(tokens: &[Token], at: usize, line: &str) -> Option<&'static str> {
    let previous = at.checked_sub(1).map(|before| &tokens[before].kind);
    match &tokens[at].kind {
        TokenKind::Word | TokenKind::Quoted(_) if matches!(previous, Some(TokenKind::Sign(":" | "|"))) => Some(LABEL),
        TokenKind::Word if matches!(previous, Some(TokenKind::Sign("."))) => None,
        TokenKind::Word => keyword_of(tokens[at].span.of(line)).map(|_| KEYWORD),
        TokenKind::Integer | TokenKind::Float => Some(NUMBER),
        TokenKind::String(_) => Some(STRING),
        TokenKind::Parameter(_) => Some(PARAMETER),
        TokenKind::Bad(fault) => Some(if fault.incomplete { STRING } else { FAULT }),
        TokenKind::Quoted(_) | TokenKind::Sign(_) | TokenKind::End => None,
    }
}

/// The bracket at the cursor (or just before it) and the one that belongs to it.
fn matching(tokens: &[Token], pos: usize) -> Option<(usize, usize)> {
    let mut open: Vec<usize> = Vec::new();
    let touches = |at: usize| tokens[at].span.start == pos || tokens[at].span.end == pos;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Sign("(" | "[" | "{") => open.push(at),
            TokenKind::Sign(")" | "]" | "}") => {
                let partner = open.pop()?;
                if touches(at) || touches(partner) {
                    return Some((partner, at));
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::highlight;

    fn stripped(text: &str) -> String {
        let mut plain = String::new();
        let mut inside = false;
        for c in text.chars() {
            match c {
                '\u{1b}' => inside = true,
                'm' if inside => inside = false,
                c if !inside => plain.push(c),
                _ => {}
            }
        }
        plain
    }

    #[test]
    fn colours_change_no_letter() {
        for line in [
            "show Kazakhstan",
            "MATCH (n:State {id: 'x'}) RETURN n // ü",
            "RETURN 'open",
            ":help",
            "x /* y",
            "  who argues x",
            "(]) 1a",
        ] {
            for pos in [0, line.len()] {
                assert_eq!(stripped(&highlight(line, pos)), line);
            }
        }
    }
}
