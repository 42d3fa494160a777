//! The parser's ground: tokens in hand, what may come next, and what to say when it doesn't.
//!
//! Recursive descent, one function a rule, with a table of binding powers for operators. It was
//! written by hand rather than taken from a crate because its messages are half of what a beginner
//! meets: every rule knows what it expected, and a prompt must be able to tell "wrong" from
//! "not finished". The rules live beside it: `clause`, `pattern`, `expression`, `atom`.
//!
//! What to say about a slip is in `slip`.
//!
//! `eat_` takes a token if it is there, `expect_` takes it or reports the user's error.

use std::sync::Arc;

use super::ast::{Name, Spelling};
use super::keyword::{Role, keyword_of};
use super::token::{Token, TokenKind, tokenize};
use crate::diagnostic::{Diagnostic, Outcome, Span};

/// Nesting beyond this is reported instead of read: the stack is finite, and no person writes it.
pub const DEPTH_MAX: usize = 128;

/// A tree higher than this is reported instead of built: whoever walks it has a finite stack too. Each
/// operator in `a + b + c …` adds one, since the first stands innermost.
pub const HEIGHT_MAX: usize = 500;

/// Tokens, and how far they have been read.
pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// The height of the tree that is being built, from its leaves to here.
    height: usize,
    /// The number of open brackets at which a `|` ends the expression rather than joins labels.
    bar_level: Option<usize>,
    /// Whether the expression in hand is asked whether it holds.
    test: bool,
    /// What would have been accepted at the token in hand; cleared when it is taken.
    expected: Vec<&'static str>,
    /// Brackets opened and not yet closed.
    open: Vec<(Span, &'static str)>,
    /// What was read under another spelling than the tree has.
    pub(super) spelt: Vec<(Spelling, Span)>,
}

/// A place to return to when a reading turns out wrong.
pub(super) struct Mark {
    at: usize,
    open: usize,
    spelt: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Parser<'a> {
        Parser {
            text,
            tokens: tokenize(text),
            at: 0,
            depth: 0,
            height: 0,
            bar_level: None,
            test: false,
            expected: Vec::new(),
            open: Vec::new(),
            spelt: Vec::new(),
        }
    }

    pub(super) fn token(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn ahead(&self, distance: usize) -> &Token {
        &self.tokens[(self.at + distance).min(self.tokens.len() - 1)]
    }

    pub(super) fn span(&self) -> Span {
        self.token().span
    }

    /// The end of the token before the one in hand.
    pub(super) fn end(&self) -> usize {
        self.at.checked_sub(1).map_or(0, |before| self.tokens[before].span.end)
    }

    /// From `start` to the last token taken.
    pub(super) fn since(&self, start: Span) -> Span {
        Span::new(start.start, self.end().max(start.start))
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { at: self.at, open: self.open.len(), spelt: self.spelt.len() }
    }

    pub(super) fn reset(&mut self, mark: &Mark) {
        self.at = mark.at;
        self.open.truncate(mark.open);
        self.spelt.truncate(mark.spelt);
        self.expected.clear();
    }

    pub(super) fn bump(&mut self) -> Span {
        let span = self.span();
        if self.at < self.tokens.len() - 1 {
            self.at += 1;
        }
        self.expected.clear();
        span
    }

    /// Runs one rule a level deeper, or reports that the text is nested too deep.
    pub(super) fn deeper<T>(&mut self, rule: impl FnOnce(&mut Self) -> Outcome<T>) -> Outcome<T> {
        if self.depth >= DEPTH_MAX {
            let message = format!("this is nested more than {DEPTH_MAX} levels deep");
            return Err(Box::new(Diagnostic::syntax("UnexpectedSyntax", self.span(), message)));
        }
        self.depth += 1;
        let result = rule(self);
        self.depth -= 1;
        result
    }

    /// Begins to measure a tree; gives the height of what was built beside it.
    pub(super) fn start_height(&mut self) -> usize {
        std::mem::take(&mut self.height)
    }

    /// The higher of the tree in hand and one beside it counts.
    pub(super) fn end_height(&mut self, beside: usize) {
        self.height = self.height.max(beside);
    }

    /// Puts one node above the tree in hand and the one beside it, or reports that it gets too high.
    pub(super) fn grow(&mut self, beside: usize) -> Outcome<()> {
        self.height = self.height.max(beside) + 1;
        if self.height <= HEIGHT_MAX {
            return Ok(());
        }
        let message = format!("this expression has more than {HEIGHT_MAX} operators that build on each other");
        let fault = Diagnostic::syntax("UnexpectedSyntax", self.span(), message);
        Err(Box::new(fault.hint("test against a list with `IN`, or split it with `WITH`")))
    }

    /// From here on a `|` ends the expression, outside of further brackets; gives the rule before.
    pub(super) fn bar_ends_here(&mut self) -> Option<usize> {
        self.bar_level.replace(self.open.len())
    }

    pub(super) fn bar_ends(&mut self, rule: Option<usize>) {
        self.bar_level = rule;
    }

    /// Whether a pattern may stand here as a condition.
    pub(super) fn is_test(&self) -> bool {
        self.test
    }

    /// Says whether the expression that follows is asked whether it holds; gives what held before.
    pub(super) fn set_test(&mut self, test: bool) -> bool {
        std::mem::replace(&mut self.test, test)
    }

    /// Whether the token in hand is a `|` that joins labels.
    pub(super) fn at_label_bar(&self) -> bool {
        self.at_sign("|") && self.bar_level != Some(self.open.len())
    }

    pub(super) fn at_end(&self) -> bool {
        self.token().kind == TokenKind::End
    }

    pub(super) fn at_sign(&self, sign: &str) -> bool {
        self.sign_ahead(0, sign)
    }

    pub(super) fn sign_ahead(&self, distance: usize, sign: &str) -> bool {
        matches!(self.ahead(distance).kind, TokenKind::Sign(s) if s == sign)
    }

    pub(super) fn eat_sign(&mut self, sign: &'static str) -> Option<Span> {
        if self.at_sign(sign) {
            self.track(sign);
            return Some(self.bump());
        }
        self.expected.push(sign);
        None
    }

    fn track(&mut self, sign: &'static str) {
        match sign {
            "(" | "[" | "{" => self.open.push((self.span(), sign)),
            ")" | "]" | "}" => {
                self.open.pop();
            }
            _ => {}
        }
    }

    pub(super) fn expect_sign(&mut self, sign: &'static str) -> Outcome<Span> {
        self.eat_sign(sign).ok_or_else(|| self.unexpected())
    }

    /// Whether the token `distance` ahead is this keyword, in any case.
    pub(super) fn word_ahead(&self, distance: usize, word: &str) -> bool {
        let token = self.ahead(distance);
        token.kind == TokenKind::Word && token.span.of(self.text).eq_ignore_ascii_case(word)
    }

    pub(super) fn name_ahead(&self, distance: usize) -> bool {
        matches!(self.ahead(distance).kind, TokenKind::Word | TokenKind::Quoted(_))
    }

    pub(super) fn parameter_ahead(&self, distance: usize) -> bool {
        matches!(self.ahead(distance).kind, TokenKind::Parameter(_))
    }

    /// How far ahead the bracket closes that opens `distance` ahead.
    pub(super) fn closing_ahead(&self, distance: usize) -> Option<usize> {
        let mut open = 0_usize;
        for at in distance.. {
            match self.ahead(at).kind {
                TokenKind::Sign("(" | "[" | "{") => open += 1,
                TokenKind::Sign(")" | "]" | "}") => open = open.saturating_sub(1),
                TokenKind::End => return None,
                _ => {}
            }
            if open == 0 {
                return Some(at);
            }
        }
        None
    }

    /// Whether a `|` or `WHERE` comes before the next comma and before the bracket in hand closes.
    pub(super) fn bar_before_comma(&self) -> bool {
        let mut at = 0;
        loop {
            match self.ahead(at).kind {
                TokenKind::Sign("|") => return true,
                TokenKind::Word if self.word_ahead(at, "WHERE") => return true,
                TokenKind::Sign("," | ")" | "]" | "}") | TokenKind::End => return false,
                TokenKind::Sign("(" | "[" | "{") => match self.closing_ahead(at) {
                    Some(close) => at = close,
                    None => return false,
                },
                _ => {}
            }
            at += 1;
        }
    }

    pub(super) fn at_word(&self, word: &str) -> bool {
        self.word_ahead(0, word)
    }

    /// Whether a clause begins here.
    pub(super) fn begins_clause(&self) -> bool {
        self.token().kind == TokenKind::Word
            && keyword_of(self.span().of(self.text)).is_some_and(|keyword| keyword.role == Role::Clause)
    }

    pub(super) fn eat_word(&mut self, word: &'static str) -> Option<Span> {
        if self.at_word(word) {
            return Some(self.bump());
        }
        self.expected.push(word);
        None
    }

    /// A word that the tree has under another spelling.
    pub(super) fn eat_spelt(&mut self, spelling: Spelling, word: &'static str) -> Option<Span> {
        let span = self.eat_word(word)?;
        self.spelt.push((spelling, span));
        Some(span)
    }

    pub(super) fn expect_word(&mut self, word: &'static str) -> Outcome<Span> {
        self.eat_word(word).ok_or_else(|| self.unexpected())
    }

    /// A name: a bare word or one in backticks. Keywords may be names where one is due.
    pub(super) fn eat_name(&mut self) -> Option<Name> {
        let token = self.token().clone();
        let text: Arc<str> = match token.kind {
            TokenKind::Word => token.span.of(self.text).into(),
            TokenKind::Quoted(text) => text,
            _ => return None,
        };
        self.bump();
        Some(Name { text, span: token.span })
    }

    pub(super) fn expect_name(&mut self, what: &'static str) -> Outcome<Name> {
        match self.eat_name() {
            Some(name) => Ok(name),
            None => {
                self.expected.push(what);
                let mut fault = self.unexpected();
                // `1a` is a bad number only where a number could stand.
                if fault.detail == "InvalidNumberLiteral" {
                    fault.detail = "UnexpectedSyntax";
                }
                Err(fault)
            }
        }
    }

    /// Notes what else could have stood at the token in hand.
    pub(super) fn or_expected(&mut self, what: &'static str) {
        self.expected.push(what);
    }

    pub(super) fn expected(&self) -> &[&'static str] {
        &self.expected
    }

    /// The innermost bracket that is open.
    pub(super) fn last_open(&self) -> Option<(Span, &'static str)> {
        self.open.last().copied()
    }

    pub(super) fn taken_count(&self) -> usize {
        self.at
    }

    pub(super) fn token_at(&self, at: usize) -> &Token {
        &self.tokens[at]
    }
}
