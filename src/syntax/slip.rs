//! What to say when the text is no openCypher: what was found, what could have stood there, and what
//! the person probably meant.

use super::keyword::{Role, keyword_of, with_role};
use super::parser::Parser;
use super::print::is_reserved;
use super::token::{Token, TokenKind};
use crate::diagnostic::{Diagnostic, nearest, quoted_list};

/// An operator may stand here; it stands for all words that are one, and the signs.
pub(super) const OPERATOR: &str = "an operator";

/// Examples say more than the sign they begin with.
pub(super) const NODE: &str = "a node such as `(n)`";
pub(super) const PROPERTY: &str = "a property such as `n.x`";

/// What the operators that may follow already say.
const PART_OF_OPERATOR: &[&str] = &[".", "[", ":", "IS", "("];

/// Words of other languages, with what stands for them here.
const ELSEWHERE: &[(&str, &str)] = &[
    ("SELECT", "name what you look for with `MATCH` and what you want to see with `RETURN`"),
    ("FROM", "what a query looks for stands in `MATCH`, before `RETURN`"),
    ("INSERT", "nodes and relationships are made with `CREATE`"),
    ("UPDATE", "find it with `MATCH`, then change it with `SET`"),
    ("JOIN", "write the relationship: `MATCH (a)-[:TYPE]->(b)`"),
    ("GROUP", "rows are grouped by whatever stands beside `count(…)` or another aggregate"),
    ("HAVING", "aggregate in `WITH`, then test in the `WHERE` after it"),
    ("LIKE", "texts are tested with `CONTAINS`, `STARTS WITH` or `ENDS WITH`"),
    ("ELIF", "add another `WHEN … THEN …`"),
    ("ELSEIF", "add another `WHEN … THEN …`"),
];

impl Parser<'_> {
    /// The error for the token in hand: found this, expected one of those.
    pub(super) fn unexpected(&self) -> Box<Diagnostic> {
        let token = self.token();
        if let TokenKind::Bad(fault) = &token.kind {
            return fault.clone();
        }
        let expected = self.expected_list();
        let found = self.found();
        let message = if expected.is_empty() {
            format!("{found} can't stand here")
        } else {
            format!("found {found}, expected {expected}")
        };
        let mut fault = Diagnostic::syntax("UnexpectedSyntax", token.span, message);
        fault.incomplete = self.at_end();
        if let Some((span, sign)) = self.last_open() {
            fault = fault.related(span, format!("this `{sign}` is still open"));
        }
        Box::new(fault.hint_if(self.advice()))
    }

    pub(super) fn found(&self) -> String {
        match &self.token().kind {
            TokenKind::End => "the end of the query".into(),
            TokenKind::String(_) if self.span().of(self.text).chars().count() > 24 => "a text".into(),
            _ => format!("`{}`", self.span().of(self.text)),
        }
    }

    /// "an operator, `,` or another clause": short, since nobody reads a list of twenty.
    fn expected_list(&self) -> String {
        let clause = with_role(Role::Clause).all(|word| self.expects(word));
        let operator = self.expects(OPERATOR);
        let said = |word: &&str| {
            (clause && is_part_of_clause(word))
                || (operator && PART_OF_OPERATOR.contains(word))
                || (*word == "IS" && self.expects(":"))
                || (*word == "(" && self.expects(NODE))
                || ([".", "["].contains(word) && self.expects(PROPERTY))
        };
        let mut names: Vec<&str> = self.expected().iter().copied().filter(|word| !said(word)).collect();
        names.sort_by_key(|name| (!is_prose(name), is_word(name), *name));
        names.dedup();
        let mut shown: Vec<String> =
            names.iter().map(|name| if is_prose(name) { name.to_string() } else { quoted_list(&[*name]) }).collect();
        if clause {
            shown.push("another clause".into());
        }
        match shown.split_last() {
            None => String::new(),
            Some((only, [])) => only.clone(),
            Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        }
    }

    fn expects(&self, what: &str) -> bool {
        self.expected().contains(&what)
    }

    /// What a person who wrote this probably meant.
    fn advice(&self) -> Option<String> {
        let token = self.token();
        match &token.kind {
            TokenKind::Word => self.advice_on_word().or_else(|| self.missing_comma()),
            TokenKind::Sign(sign) => self.advice_on_sign(sign),
            TokenKind::End => self.last_open().map(|(_, sign)| format!("close it with `{}`", closing(sign))),
            TokenKind::Quoted(_)
            | TokenKind::Integer
            | TokenKind::Float
            | TokenKind::String(_)
            | TokenKind::Parameter(_)
            | TokenKind::Bad(_) => self.missing_comma(),
        }
    }

    fn advice_on_word(&self) -> Option<String> {
        let word = self.span().of(self.text);
        if let Some((_, advice)) = ELSEWHERE.iter().find(|(other, _)| other.eq_ignore_ascii_case(word)) {
            return Some((*advice).into());
        }
        if self.ends_a_text() {
            return Some("a quotation mark inside a text is written `\\'`, or the text stands in `\"`".into());
        }
        if self.begins_clause() || self.at_word("WHERE") || self.at_word("UNION") {
            return self.last_open().map(|(_, sign)| format!("close it with `{}` before `{word}`", closing(sign)));
        }
        if is_reserved(word) {
            return None;
        }
        let operators = with_role(Role::Operator).filter(|_| self.expects(OPERATOR));
        let words = self.expected().iter().copied().chain(operators).filter(|word| is_word(word));
        nearest(word, words).map(|near| format!("did you mean `{near}`?"))
    }

    /// `'it's'`: a word right after a text.
    fn ends_a_text(&self) -> bool {
        self.token_before()
            .is_some_and(|before| matches!(before.kind, TokenKind::String(_)) && before.span.end == self.span().start)
    }

    fn missing_comma(&self) -> Option<String> {
        if !self.expects(",") {
            return None;
        }
        let signs = if self.expects("AS") { "`,` or `AS`" } else { "`,`" };
        Some(format!("is a {signs} missing before {}?", self.found()))
    }

    fn advice_on_sign(&self, sign: &str) -> Option<String> {
        match sign {
            "!=" => Some("\"not equal\" is written `<>`".into()),
            "==" => Some("\"equal\" is written `=`".into()),
            "&&" => Some("\"and\" is written `AND`".into()),
            "||" => Some("\"or\" is written `OR`; texts and lists are joined with `+`".into()),
            "!" => Some("\"not\" is written `NOT`".into()),
            "=" if self.expects(":") && self.last_open().is_some_and(|(_, open)| open == "{") => {
                Some("in braces a property is written `name: value`".into())
            }
            "-" if self.sign_ahead(1, ">") => Some("a relationship is written `-->` or `-[:TYPE]->`".into()),
            ")" | "]" | "}" => Some(self.advice_on_closing()),
            ";" => self.last_open().map(|(_, open)| format!("close it with `{}`", closing(open))),
            "(" | "[" | "{" => self.missing_comma(),
            _ => None,
        }
    }

    fn advice_on_closing(&self) -> String {
        match self.last_open() {
            Some((_, open)) if self.at_sign(closing(open)) => "something is missing before it".into(),
            Some((_, open)) => format!("close the `{open}` with `{}` first", closing(open)),
            None => format!("nothing is open that {} could close", self.found()),
        }
    }

    fn token_before(&self) -> Option<&Token> {
        self.taken_count().checked_sub(1).map(|before| self.token_at(before))
    }
}

/// Whether "another clause" already says it.
fn is_part_of_clause(word: &str) -> bool {
    word == ";" || keyword_of(word).is_some_and(|keyword| matches!(keyword.role, Role::Clause | Role::Tail))
}

fn is_prose(name: &str) -> bool {
    name.contains(' ')
}

fn is_word(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_uppercase())
}

fn closing(sign: &str) -> &'static str {
    match sign {
        "(" => ")",
        "[" => "]",
        _ => "}",
    }
}
