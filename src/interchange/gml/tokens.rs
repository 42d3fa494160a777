//! The text of GML as keys, values and brackets.

use crate::diagnostic::{Class, Diagnostic, Outcome, Span};

/// A part of the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Key(String),
    Integer(i64),
    Float(f64),
    Text(String),
    Open,
    Close,
}

/// Reads one part after another.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Tokens<'t> {
        Tokens { text, at: 0 }
    }

    /// The place that was reached.
    pub(super) fn place(&self) -> usize {
        self.at.min(self.text.len())
    }

    /// An error at the place that was reached.
    pub(super) fn wrong(&self, message: impl Into<String>) -> Box<Diagnostic> {
        let at = self.place();
        Box::new(Diagnostic::compile(Class::DataError, "", Span::new(at, at), message))
    }

    /// The next part, if there is one.
    pub(super) fn next(&mut self) -> Outcome<Option<Token>> {
        self.pass_over();
        let Some(first) = self.rest().chars().next() else { return Ok(None) };
        let token = match first {
            '[' | ']' => {
                self.at += 1;
                if first == '[' { Token::Open } else { Token::Close }
            }
            '"' => self.string()?,
            _ => self.word()?,
        };
        Ok(Some(token))
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Spaces, and lines that begin with `#`.
    fn pass_over(&mut self) {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            let rest = self.rest();
            if !rest.starts_with('#') {
                return;
            }
            self.at += rest.find('\n').unwrap_or(rest.len());
        }
    }

    fn string(&mut self) -> Outcome<Token> {
        let rest = &self.rest()[1..];
        let Some(end) = rest.find('"') else { return Err(self.wrong("found a text without end, expected `\"`")) };
        self.at += end + 2;
        Ok(Token::Text(decoded(&rest[..end])))
    }

    fn word(&mut self) -> Outcome<Token> {
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '"' | '#')).unwrap_or(rest.len());
        let word = &rest[..end];
        let token = number(word).or_else(|| is_key(word).then(|| Token::Key(word.to_owned())));
        let token = token.ok_or_else(|| {
            self.wrong(format!("found `{}`, expected a key, a number, a text, `[` or `]`", shown(word)))
        })?;
        self.at += end;
        Ok(token)
    }
}

fn shown(word: &str) -> String {
    word.chars().take(40).collect()
}

/// Whether a word can be a key.
pub(super) fn is_key(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn number(word: &str) -> Option<Token> {
    let bare = word.trim_start_matches(['+', '-']);
    if word.len() - bare.len() <= 1 && word.len() > bare.len() {
        let sign = if word.starts_with('-') { -1.0 } else { 1.0 };
        match bare.to_lowercase().as_str() {
            "inf" => return Some(Token::Float(sign * f64::INFINITY)),
            "nan" => return Some(Token::Float(f64::NAN)),
            _ => {}
        }
    }
    if !bare.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    word.parse().map(Token::Integer).or_else(|_| word.parse().map(Token::Float)).ok()
}

/// Text without its entities.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';').map(|(end, _)| end);
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((letter, end)) => {
                decoded.push(letter);
                rest = &rest[end + 1..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

fn entity(name: &str) -> Option<char> {
    match name {
        "quot" => Some('"'),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)
        }
    }
}
