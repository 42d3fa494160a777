//! What stands before a query to be looked through: an extension.
//!
//! ```text
//! lens = (AS OF [CERTAINLY] word | DURING word | ACCEPT word (, word)* | WITHOUT word (, word)*)*
//! word = string | $parameter | what stands together without a space, such as lo-2008 or 2014/2022
//! ```

use super::ast::{LensClause, LensWord};
use super::keyword::{Role, keyword_of};
use super::parser::Parser;
use super::token::TokenKind;
use crate::diagnostic::{Outcome, Span};

impl Parser<'_> {
    /// A lens and nothing after it.
    pub(super) fn lens_alone(&mut self) -> Outcome<Vec<LensClause>> {
        let lens = self.lens()?;
        if !self.at_end() {
            ["AS OF", "DURING", "ACCEPT", "WITHOUT"].iter().for_each(|word| self.or_expected(word));
            return Err(self.unexpected());
        }
        Ok(lens)
    }

    pub(super) fn lens(&mut self) -> Outcome<Vec<LensClause>> {
        let mut lens = Vec::new();
        while let Some(clause) = self.lens_clause()? {
            lens.push(clause);
        }
        Ok(lens)
    }

    fn lens_clause(&mut self) -> Outcome<Option<LensClause>> {
        // What can't stand here is not proposed where a query is expected: `at_word` asks silently.
        if self.at_word("AS") {
            self.bump();
            self.expect_word("OF")?;
            let certainly = self.eat_word("CERTAINLY").is_some();
            return Ok(Some(LensClause::AsOf { certainly, date: self.lens_word("a date, as in '2013'")? }));
        }
        if self.at_word("DURING") {
            self.bump();
            return Ok(Some(LensClause::During(self.lens_word("a date, as in '2014/2022'")?)));
        }
        let accepts = self.at_word("ACCEPT");
        if !accepts && !self.at_word("WITHOUT") {
            return Ok(None);
        }
        self.bump();
        let names = self.lens_names()?;
        Ok(Some(if accepts { LensClause::Accept(names) } else { LensClause::Without(names) }))
    }

    fn lens_names(&mut self) -> Outcome<Vec<LensWord>> {
        const NAME: &str = "a work, an author, a school or a status";
        let mut names = vec![self.lens_word(NAME)?];
        while self.eat_sign(",").is_some() {
            names.push(self.lens_word(NAME)?);
        }
        Ok(names)
    }

    fn lens_word(&mut self, what: &'static str) -> Outcome<LensWord> {
        let token = self.token().clone();
        match token.kind {
            TokenKind::String(text) | TokenKind::Quoted(text) => {
                self.bump();
                Ok(LensWord { text, is_parameter: false, span: token.span })
            }
            TokenKind::Parameter(text) => {
                self.bump();
                Ok(LensWord { text, is_parameter: true, span: token.span })
            }
            TokenKind::Word | TokenKind::Integer | TokenKind::Float if !self.at_clause() => Ok(self.joined_word()),
            TokenKind::Word | TokenKind::Integer | TokenKind::Float => {
                self.or_expected(what);
                Err(self.unexpected())
            }
            TokenKind::Sign(_) | TokenKind::Bad(_) | TokenKind::End => {
                self.or_expected(what);
                Err(self.unexpected())
            }
        }
    }

    /// Whether a clause begins here: a date or a name was forgotten.
    fn at_clause(&self) -> bool {
        let word = self.span().of(self.text);
        keyword_of(word).is_some_and(|keyword| keyword.role == Role::Clause)
    }

    /// Words, numbers and signs that stand together: `vanderhill-2020`, `2014/2022`, `2014-03/..`
    fn joined_word(&mut self) -> LensWord {
        let start = self.bump();
        let joins = |kind: &TokenKind| match kind {
            TokenKind::Word | TokenKind::Integer | TokenKind::Float => true,
            TokenKind::Sign(sign) => matches!(*sign, "-" | "/" | "." | ".."),
            TokenKind::Quoted(_) | TokenKind::String(_) | TokenKind::Parameter(_) => false,
            TokenKind::Bad(_) | TokenKind::End => false,
        };
        while self.span().start == self.end() && joins(&self.token().kind) {
            self.bump();
        }
        let span = Span::new(start.start, self.end());
        LensWord { text: span.of(self.text).into(), is_parameter: false, span }
    }
}
