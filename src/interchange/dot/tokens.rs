//! The text of DOT as ids and signs.

use crate::diagnostic::{Class, Diagnostic, Outcome, Span};

/// A part of the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A name; whether it stood in quotes, or between `<` and `>`.
    Id(String, bool),
    /// `->`
    Arrow,
    /// `--`
    Line,
    /// `{`, `}`, `[`, `]`, `;`, `,`, `:` or `=`
    Sign(char),
}

/// Reads one part after another, and looks one ahead.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    ahead: Option<Token>,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Tokens<'t> {
        Tokens { text, at: 0, ahead: None }
    }

    /// An error at the place that was reached.
    pub(super) fn wrong(&self, message: impl Into<String>) -> Box<Diagnostic> {
        let mut at = self.at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        Box::new(Diagnostic::compile(Class::DataError, "", Span::new(at, at), message))
    }

    /// The next part, which stays the next.
    pub(super) fn peek(&mut self) -> Outcome<Option<&Token>> {
        if self.ahead.is_none() {
            self.ahead = self.read()?;
        }
        Ok(self.ahead.as_ref())
    }

    /// The next part, if there is one.
    pub(super) fn next(&mut self) -> Outcome<Option<Token>> {
        match self.ahead.take() {
            Some(token) => Ok(Some(token)),
            None => self.read(),
        }
    }

    /// Takes the next part where it is this sign.
    pub(super) fn take(&mut self, sign: char) -> Outcome<bool> {
        let is = self.peek()? == Some(&Token::Sign(sign));
        if is {
            self.ahead = None;
        }
        Ok(is)
    }

    /// Takes the next part where it is this word, in any case and without quotes.
    pub(super) fn take_word(&mut self, word: &str) -> Outcome<bool> {
        let is = matches!(self.peek()?, Some(Token::Id(id, false)) if id.eq_ignore_ascii_case(word));
        if is {
            self.ahead = None;
        }
        Ok(is)
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn read(&mut self) -> Outcome<Option<Token>> {
        self.pass_over()?;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return Ok(None) };
        let token = match first {
            '"' => self.string()?,
            '<' => self.markup()?,
            '-' if rest.starts_with("->") => self.sign(2, Token::Arrow),
            '-' if rest.starts_with("--") => self.sign(2, Token::Line),
            '{' | '}' | '[' | ']' | ';' | ',' | ':' | '=' => self.sign(1, Token::Sign(first)),
            _ => self.word()?,
        };
        Ok(Some(token))
    }

    fn sign(&mut self, length: usize, token: Token) -> Token {
        self.at += length;
        token
    }

    /// Spaces, comments, and lines of a preprocessor.
    fn pass_over(&mut self) -> Outcome<()> {
        loop {
            let rest = self.rest();
            self.at +=
                rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0').len();
            let rest = self.rest();
            let length = if rest.starts_with("//") || rest.starts_with('#') && self.begins_line() {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").ok_or_else(|| self.wrong("found a comment without end, expected `*/`"))? + 2
            } else {
                return Ok(());
            };
            self.at += length;
        }
    }

    fn begins_line(&self) -> bool {
        self.at == 0 || self.text.as_bytes()[self.at - 1] == b'\n'
    }

    /// A text in quotes, and those joined to it with `+`. A backslash keeps a quote from ending it, and a line too.
    fn string(&mut self) -> Outcome<Token> {
        let mut text = String::new();
        loop {
            let rest = &self.rest()[1..];
            let end = quote(rest).ok_or_else(|| self.wrong("found a text without end, expected `\"`"))?;
            text.push_str(&within(&rest[..end]));
            self.at += end + 2;
            let kept = self.at;
            self.pass_over()?;
            if self.rest().starts_with('+') {
                self.at += 1;
                self.pass_over()?;
                if self.rest().starts_with('"') {
                    continue;
                }
                return Err(self.wrong("found no text after `+`, expected one in quotes"));
            }
            self.at = kept;
            return Ok(Token::Id(text, true));
        }
    }

    /// What looks like HTML, to the `>` that ends it.
    fn markup(&mut self) -> Outcome<Token> {
        let rest = self.rest();
        let mut depth = 0usize;
        for (at, byte) in rest.bytes().enumerate() {
            match byte {
                b'<' => depth += 1,
                b'>' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.at += at + 1;
                return Ok(Token::Id(rest[1..at].to_owned(), true));
            }
        }
        Err(self.wrong("found `<` without end, expected `>`"))
    }

    fn word(&mut self) -> Outcome<Token> {
        let rest = self.rest();
        let letter = |c: char| c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii();
        let number = rest.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.');
        let end = if number { numeral(rest) } else { rest.find(|c: char| !letter(c)).unwrap_or(rest.len()) };
        if end == 0 {
            let found: String = rest.chars().take(1).collect();
            return Err(self.wrong(format!("found `{found}`, expected a name, `{{`, `[` or a sign of DOT")));
        }
        self.at += end;
        Ok(Token::Id(rest[..end].to_owned(), false))
    }
}

/// Where the quote that ends a text stands. A backslash goes with what follows it, also with another backslash.
fn quote(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += memchr::memchr2(b'"', b'\\', &bytes[at..])?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        at = (at + 2).min(bytes.len());
    }
}

/// What stands between quotes: a backslash before a quote or the end of a line is no part of it, others stay.
fn within(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let (kept, length) = match from.as_bytes() {
            [_, b'\r', b'\n', ..] => ("", 3),
            [_, b'\n', ..] => ("", 2),
            [_, b'"', ..] => ("\"", 2),
            [_, b'\\', ..] => ("\\\\", 2),
            _ => ("\\", 1),
        };
        text.push_str(kept);
        rest = &from[length..];
    }
    text + rest
}

/// The length of a number: a sign, digits, a point, digits.
fn numeral(text: &str) -> usize {
    let sign = usize::from(text.starts_with('-'));
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(sign);
    let mut end = sign + whole;
    let mut fraction = 0;
    if text[end..].starts_with('.') {
        fraction = digits(end + 1);
        end += 1 + fraction;
    }
    if whole + fraction == 0 { 0 } else { end }
}
