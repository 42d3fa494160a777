//! Operators, by a table of binding powers (openCypher CIP2021-08-10), loosest first:
//! `OR`, `XOR`, `AND`, `NOT`, comparisons (chained), `IN` and the text and null predicates,
//! `+ -`, `* / %`, `^`, unary `+ -`, then `.x`, `[i]`, `:Label`.

use super::ast::{BinaryOperator, Comparator, Expression, Kind, UnaryOperator};
use super::parser::Parser;
use super::slip::OPERATOR;
use super::token::TokenKind;
use crate::diagnostic::{Outcome, Span};

pub(super) const OR: u8 = 1;
pub(super) const XOR: u8 = 2;
pub(super) const AND: u8 = 3;
pub(super) const NOT: u8 = 4;
pub(super) const COMPARISON: u8 = 5;
pub(super) const PREDICATE: u8 = 6;
pub(super) const ADD: u8 = 7;
pub(super) const MULTIPLY: u8 = 8;
pub(super) const POWER: u8 = 9;

/// Binary operators that are one word or one sign, with their power.
const WORDS: &[(&str, BinaryOperator, u8)] = &[
    ("OR", BinaryOperator::Or, OR),
    ("XOR", BinaryOperator::Xor, XOR),
    ("AND", BinaryOperator::And, AND),
    ("IN", BinaryOperator::In, PREDICATE),
    ("CONTAINS", BinaryOperator::Contains, PREDICATE),
];
const SIGNS: &[(&str, BinaryOperator, u8)] = &[
    ("=~", BinaryOperator::Matches, PREDICATE),
    ("+", BinaryOperator::Add, ADD),
    ("-", BinaryOperator::Subtract, ADD),
    ("*", BinaryOperator::Multiply, MULTIPLY),
    ("/", BinaryOperator::Divide, MULTIPLY),
    ("%", BinaryOperator::Modulo, MULTIPLY),
    ("^", BinaryOperator::Power, POWER),
];
const COMPARATORS: &[(&str, Comparator)] = &[
    ("=", Comparator::Equal),
    ("<>", Comparator::NotEqual),
    ("<=", Comparator::LessEqual),
    (">=", Comparator::GreaterEqual),
    ("<", Comparator::Less),
    (">", Comparator::Greater),
];

impl Parser<'_> {
    pub(super) fn expression(&mut self) -> Outcome<Expression> {
        self.expression_as(false)
    }

    /// An expression that is asked whether it holds: a pattern may stand in it.
    pub(super) fn test(&mut self) -> Outcome<Expression> {
        self.expression_as(true)
    }

    pub(super) fn expression_as(&mut self, test: bool) -> Outcome<Expression> {
        let outer = self.set_test(test);
        let result = self.measured_expression();
        self.set_test(outer);
        result
    }

    fn measured_expression(&mut self) -> Outcome<Expression> {
        let around = self.start_height();
        let result = self.deeper(|parser| parser.operators(OR));
        self.end_height(around);
        result
    }

    /// An expression that a `|` may end, directly inside the bracket in hand.
    pub(super) fn expression_before_bar(&mut self) -> Outcome<Expression> {
        let around = self.bar_ends_here();
        let result = self.expression();
        self.bar_ends(around);
        result
    }

    /// Everything that binds at least as tight as `power`.
    fn operators(&mut self, power: u8) -> Outcome<Expression> {
        let start = self.span();
        let mut left = self.prefix()?;
        loop {
            left = match self.operator_after(left, power, start)? {
                (expression, true) => expression,
                (expression, false) => return Ok(expression),
            };
        }
    }

    /// One more operator on `left`, or `left` as it was.
    fn operator_after(&mut self, left: Expression, power: u8, start: Span) -> Outcome<(Expression, bool)> {
        if let Some((operator, binds)) = self.binary_operator(power) {
            let left_height = self.start_height();
            let right = self.deeper(|parser| parser.operators(binds + 1))?;
            self.grow(left_height)?;
            let kind = Kind::Binary(operator, Box::new(left), Box::new(right));
            return Ok((self.spanned(kind, start), true));
        }
        if power <= COMPARISON && self.comparator().is_some() {
            return Ok((self.comparison(left, start)?, true));
        }
        if power <= PREDICATE && self.eat_word("IS").is_some() {
            let negated = self.eat_word("NOT").is_some();
            self.expect_word("NULL")?;
            self.grow(0)?;
            return Ok((self.spanned(Kind::IsNull(Box::new(left), negated), start), true));
        }
        self.or_expected(OPERATOR);
        Ok((left, false))
    }

    fn spanned(&self, kind: Kind, start: Span) -> Expression {
        Expression { kind, span: self.since(start) }
    }

    /// Takes an operator that binds at least as tight as `power`.
    fn binary_operator(&mut self, power: u8) -> Option<(BinaryOperator, u8)> {
        for (word, operator, binds) in WORDS {
            if *binds >= power && self.at_word(word) {
                self.bump();
                return Some((*operator, *binds));
            }
        }
        for (sign, operator, binds) in SIGNS {
            if *binds >= power && self.at_sign(sign) {
                self.bump();
                return Some((*operator, *binds));
            }
        }
        for (word, operator) in [("STARTS", BinaryOperator::StartsWith), ("ENDS", BinaryOperator::EndsWith)] {
            if PREDICATE >= power && self.at_word(word) && self.word_ahead(1, "WITH") {
                self.bump();
                self.bump();
                return Some((operator, PREDICATE));
            }
        }
        None
    }

    fn comparator(&self) -> Option<Comparator> {
        COMPARATORS.iter().find(|(sign, _)| self.at_sign(sign)).map(|(_, comparator)| *comparator)
    }

    fn comparison(&mut self, first: Expression, start: Span) -> Outcome<Expression> {
        let mut rest = Vec::new();
        while let Some(comparator) = self.comparator() {
            self.bump();
            let before = self.start_height();
            rest.push((comparator, self.deeper(|parser| parser.operators(PREDICATE))?));
            self.end_height(before);
        }
        self.grow(0)?;
        Ok(self.spanned(Kind::Comparison(Box::new(first), rest), start))
    }

    fn prefix(&mut self) -> Outcome<Expression> {
        let start = self.span();
        if self.at_word("NOT") {
            self.bump();
            let operand = self.deeper(|parser| parser.operators(NOT))?;
            self.grow(0)?;
            return Ok(self.spanned(Kind::Unary(UnaryOperator::Not, Box::new(operand)), start));
        }
        if self.at_sign("-") || self.at_sign("+") {
            return self.signed(start);
        }
        self.postfix()
    }

    fn signed(&mut self, start: Span) -> Outcome<Expression> {
        let minus = self.at_sign("-");
        self.bump();
        // The smallest integer has no positive twin: the sign belongs to the literal.
        if minus
            && matches!(self.token().kind, TokenKind::Integer)
            && !self.sign_ahead(1, ".")
            && !self.sign_ahead(1, "[")
        {
            let kind = self.integer("-")?;
            return Ok(self.spanned(kind, start));
        }
        let operand = self.deeper(Parser::prefix)?;
        self.grow(0)?;
        let operator = if minus { UnaryOperator::Minus } else { UnaryOperator::Plus };
        Ok(self.spanned(Kind::Unary(operator, Box::new(operand)), start))
    }

    /// An atom with what follows it: `.x`, `[i]`, `[i..j]`, `:Label`.
    pub(super) fn postfix(&mut self) -> Outcome<Expression> {
        let start = self.span();
        let mut target = self.atom()?;
        loop {
            let kind = if self.eat_sign(".").is_some() {
                let name = self.expect_name("the name of a property")?;
                Kind::Property(Box::new(target), name)
            } else if self.eat_sign("[").is_some() {
                self.subscript(target)?
            } else if self.at_sign(":") && can_have_labels(&target) {
                self.bump();
                Kind::HasLabels(Box::new(target), self.label_expression()?)
            } else {
                return Ok(target);
            };
            self.grow(0)?;
            target = self.spanned(kind, start);
        }
    }

    fn subscript(&mut self, target: Expression) -> Outcome<Kind> {
        let target = Box::new(target);
        if self.eat_sign("..").is_some() {
            return self.slice(target, None);
        }
        let first = Box::new(self.expression()?);
        if self.eat_sign("..").is_some() {
            return self.slice(target, Some(first));
        }
        self.expect_sign("]")?;
        Ok(Kind::Index(target, first))
    }

    fn slice(&mut self, target: Box<Expression>, from: Option<Box<Expression>>) -> Outcome<Kind> {
        let to = if self.at_sign("]") { None } else { Some(Box::new(self.expression()?)) };
        self.expect_sign("]")?;
        Ok(Kind::Slice(target, from, to))
    }
}

/// Only what can be a node or relationship is asked for labels; a map key before a colon is not.
fn can_have_labels(expression: &Expression) -> bool {
    matches!(
        expression.kind,
        Kind::Variable(_) | Kind::Property(..) | Kind::Index(..) | Kind::Function(_) | Kind::HasLabels(..)
    )
}
