//! Text to tree and back. It knows no graph: whether a name means anything is `bind`'s to say.

pub mod ast;
mod atom;
mod clause;
mod expression;
mod gql;
mod keyword;
mod lens;
mod parser;
mod parts;
mod pattern;
mod print;
mod slip;
mod token;
pub mod visit;

pub use keyword::{KEYWORDS, Keyword, Role, Standing, keyword_of};
pub use parser::{DEPTH_MAX, HEIGHT_MAX};
pub(crate) use print::{binary_sign, comparator_sign};
pub use print::{expression as print_expression, lens as print_lens, name as print_name, statement as print};
pub use token::{Token, TokenKind, tokenize};

use crate::diagnostic::Outcome;

/// Reads one statement.
///
/// # Errors
/// The first place where the text is no openCypher. `incomplete` is set where more text could
/// make it so.
pub fn parse(text: &str) -> Outcome<ast::Statement> {
    parser::Parser::new(text).statement()
}

/// Reads what stands before a query to be looked through: `AS OF '2013' WITHOUT lo-2008`.
///
/// # Errors
/// The first place where the text is no lens.
pub fn parse_lens(text: &str) -> Outcome<Vec<ast::LensClause>> {
    parser::Parser::new(text).lens_alone()
}

/// Splits a text at the semicolons between its statements; strings and comments are respected.
pub fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for token in tokenize(text) {
        if token.kind == TokenKind::Sign(";") {
            parts.push(&text[start..token.span.end]);
            start = token.span.end;
        }
    }
    parts.push(&text[start..]);
    parts.retain(|part| has_tokens(part));
    parts
}

fn has_tokens(text: &str) -> bool {
    !matches!(tokenize(text).first().map(|token| &token.kind), None | Some(TokenKind::End | TokenKind::Sign(";")))
}
