//! Text to tokens. A fault becomes a token too, so that what stands before it is read first.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Span};

/// A token with its place.
#[derive(Clone, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind {
    /// A bare word: a keyword or a name, which only its surroundings tell.
    Word,
    /// A name in backticks, without them.
    Quoted(Arc<str>),
    /// A number that is written like an integer.
    Integer,
    /// A number with a point or an exponent.
    Float,
    /// A string, its escapes resolved.
    String(Arc<str>),
    /// `$name`
    Parameter(Arc<str>),
    /// A sign, such as `(` or `<=`.
    Sign(&'static str),
    /// Something that is no token.
    Bad(Box<Diagnostic>),
    /// The end of the text.
    End,
}

/// Longer signs first, so that `<=` is not read as `<`.
const SIGNS: &[&str] = &[
    "<=", ">=", "<>", "!=", "+=", "=~", "..", "||", "==", "&&", "(", ")", "[", "]", "{", "}", ",", ";", ":", ".", "|",
    "+", "-", "*", "/", "%", "^", "=", "<", ">", "!", "&", "?",
];

/// All tokens of the text, the end included.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut reader = Reader { text, at: 0 };
    let mut tokens = Vec::new();
    loop {
        let token = reader.next();
        let last = token.kind == TokenKind::End;
        tokens.push(token);
        if last {
            return tokens;
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Token {
        let start = self.at;
        let kind = match self.skip_blanks() {
            Err(fault) => TokenKind::Bad(fault),
            Ok(()) => return self.token(),
        };
        Token { kind, span: Span::new(start, self.at) }
    }

    fn token(&mut self) -> Token {
        let start = self.at;
        let kind = match self.peek() {
            None => TokenKind::End,
            Some(c) if c.is_alphabetic() || c == '_' => self.word(),
            Some(c) if c.is_ascii_digit() => self.number(),
            Some('.') if self.peek_second().is_some_and(|c| c.is_ascii_digit()) => self.number(),
            Some(quote @ ('\'' | '"')) => self.string(quote),
            Some('`') => self.quoted_name(),
            Some('$') => self.parameter(),
            Some(c) => self.sign(c),
        };
        Token { kind, span: Span::new(start, self.at) }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn peek_second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn skip_while(&mut self, fits: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&fits) {
            self.bump();
        }
    }

    fn fault(&self, detail: &'static str, start: usize, message: impl Into<String>) -> Box<Diagnostic> {
        Box::new(Diagnostic::syntax(detail, Span::new(start, self.at), message))
    }

    fn skip_blanks(&mut self) -> Result<(), Box<Diagnostic>> {
        loop {
            self.skip_while(|c| c.is_whitespace() || c == '\u{feff}');
            if self.rest().starts_with("//") {
                self.skip_while(|c| c != '\n');
            } else if self.rest().starts_with("/*") {
                self.skip_block_comment()?;
            } else {
                return Ok(());
            }
        }
    }

    fn skip_block_comment(&mut self) -> Result<(), Box<Diagnostic>> {
        let start = self.at;
        match self.rest().find("*/") {
            Some(length) => {
                self.at += length + 2;
                Ok(())
            }
            None => {
                self.at = self.text.len();
                let mut fault = self.fault("UnexpectedSyntax", start, "this comment has no end");
                fault.incomplete = true;
                fault.hints.push("close it with `*/`".into());
                Err(fault)
            }
        }
    }

    fn word(&mut self) -> TokenKind {
        self.skip_while(|c| c.is_alphanumeric() || c == '_');
        TokenKind::Word
    }

    /// Numbers as in openCypher: `42`, `0x2A`, `0o52`, `4.2`, `.42`, `4.2e-1`. A letter right after
    /// one makes the whole no number.
    fn number(&mut self) -> TokenKind {
        let start = self.at;
        if self.rest().starts_with("0x") || self.rest().starts_with("0o") {
            self.at += 2;
            self.skip_while(|c| c.is_alphanumeric() || c == '_');
            return TokenKind::Integer;
        }
        let mut float = false;
        self.skip_while(|c| c.is_ascii_digit());
        if self.peek() == Some('.') && self.peek_second().is_some_and(|c| c.is_ascii_digit()) {
            float = true;
            self.bump();
            self.skip_while(|c| c.is_ascii_digit());
        }
        float |= self.exponent();
        if self.peek().is_some_and(|c| c.is_alphabetic() || c == '_') {
            self.skip_while(|c| c.is_alphanumeric() || c == '_');
            let text = self.text[start..self.at].to_string();
            let fault = self.fault("InvalidNumberLiteral", start, format!("`{text}` is neither a number nor a name"));
            return TokenKind::Bad(Box::new(
                fault.hint("a name begins with a letter; put it in backticks if it must begin with a digit"),
            ));
        }
        if float { TokenKind::Float } else { TokenKind::Integer }
    }

    fn exponent(&mut self) -> bool {
        let mut ahead = self.rest().chars();
        if !matches!(ahead.next(), Some('e' | 'E')) {
            return false;
        }
        let digits = match ahead.next() {
            Some('+' | '-') => ahead.next().is_some_and(|c| c.is_ascii_digit()).then_some(2),
            Some(c) if c.is_ascii_digit() => Some(1),
            _ => None,
        };
        let Some(length) = digits else { return false };
        self.at += length;
        self.skip_while(|c| c.is_ascii_digit());
        true
    }

    fn string(&mut self, quote: char) -> TokenKind {
        let start = self.at;
        self.bump();
        let mut text = String::new();
        loop {
            let here = self.at;
            match self.bump() {
                None => return TokenKind::Bad(self.open_string(start, quote)),
                Some(c) if c == quote => return TokenKind::String(text.into()),
                Some('\\') => match self.escape(here) {
                    Ok(c) => text.push(c),
                    Err(fault) => return TokenKind::Bad(fault),
                },
                Some(c) => text.push(c),
            }
        }
    }

    fn open_string(&self, start: usize, quote: char) -> Box<Diagnostic> {
        let mut fault = self.fault("UnexpectedSyntax", start, "this string has no end");
        fault.incomplete = true;
        Box::new(fault.hint(format!("close it with `{quote}`")))
    }

    fn escape(&mut self, start: usize) -> Result<char, Box<Diagnostic>> {
        match self.bump() {
            Some('n') => Ok('\n'),
            Some('t') => Ok('\t'),
            Some('r') => Ok('\r'),
            Some('b') => Ok('\u{8}'),
            Some('f') => Ok('\u{c}'),
            Some(c @ ('\\' | '\'' | '"' | '`')) => Ok(c),
            Some('u') => self.unicode_escape(start, 4),
            Some('U') => self.unicode_escape(start, 8),
            Some(c) => {
                let fault = self.fault("UnexpectedSyntax", start, format!("`\\{c}` is no escape sequence"));
                Err(Box::new(
                    fault.hint("write `\\\\` for a backslash; others are \\n \\t \\r \\b \\f \\' \\\" \\uXXXX"),
                ))
            }
            None => Err(self.open_string(start, '\'')),
        }
    }

    fn unicode_escape(&mut self, start: usize, digits: usize) -> Result<char, Box<Diagnostic>> {
        let from = self.at;
        for _ in 0..digits {
            if !self.peek().is_some_and(|c| c.is_ascii_hexdigit()) {
                let message = format!("a unicode escape needs {digits} hexadecimal digits");
                return Err(self.fault("InvalidUnicodeLiteral", start, message));
            }
            self.bump();
        }
        let code = u32::from_str_radix(&self.text[from..self.at], 16).unwrap_or(u32::MAX);
        char::from_u32(code)
            .ok_or_else(|| self.fault("InvalidUnicodeLiteral", start, "this is the number of no character"))
    }

    /// A doubled backtick inside stands for one.
    fn quoted_name(&mut self) -> TokenKind {
        let start = self.at;
        self.bump();
        let mut text = String::new();
        loop {
            match self.bump() {
                Some('`') if self.peek() == Some('`') => {
                    self.bump();
                    text.push('`');
                }
                Some('`') => return TokenKind::Quoted(text.into()),
                Some(c) => text.push(c),
                None => {
                    let mut fault = self.fault("UnexpectedSyntax", start, "this name has no closing backtick");
                    fault.incomplete = true;
                    return TokenKind::Bad(fault);
                }
            }
        }
    }

    fn parameter(&mut self) -> TokenKind {
        let start = self.at;
        self.bump();
        if self.peek() == Some('`') {
            return match self.quoted_name() {
                TokenKind::Quoted(name) => TokenKind::Parameter(name),
                fault => fault,
            };
        }
        self.skip_while(|c| c.is_alphanumeric() || c == '_');
        let name = &self.text[start + 1..self.at];
        if name.is_empty() {
            return TokenKind::Bad(self.fault("UnexpectedSyntax", start, "`$` needs the name of a parameter after it"));
        }
        TokenKind::Parameter(name.into())
    }

    fn sign(&mut self, c: char) -> TokenKind {
        if let Some(sign) = SIGNS.iter().find(|sign| self.rest().starts_with(**sign)) {
            self.at += sign.len();
            return TokenKind::Sign(sign);
        }
        let start = self.at;
        self.bump();
        let detail = if c.is_ascii() { "UnexpectedSyntax" } else { "InvalidUnicodeCharacter" };
        let fault = self.fault(detail, start, format!("`{}` has no meaning here", c.escape_debug()));
        TokenKind::Bad(Box::new(fault.hint_if(lookalike(c).map(|plain| format!("write `{plain}`")))))
    }
}

/// The sign that a word processor may have put `c` in place of.
fn lookalike(c: char) -> Option<&'static str> {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some("-"),
        '\u{2018}' | '\u{2019}' => Some("'"),
        '\u{201c}' | '\u{201d}' | '«' | '»' => Some("\""),
        '×' => Some("*"),
        '÷' => Some("/"),
        '≤' => Some("<="),
        '≥' => Some(">="),
        '≠' => Some("<>"),
        '→' => Some("-->"),
        '←' => Some("<--"),
        _ => None,
    }
}
