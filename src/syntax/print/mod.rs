//! Tree to text: the one canonical spelling of a statement. Read again, it gives the same tree.
//!
//! One clause a line, keywords in upper case, parentheses and backticks only where the parser needs
//! them. A column without alias is named by its text, so where that text changes the printed item
//! keeps the old name with `AS`.

mod clause;
mod expression;
mod lens;
mod pattern;

pub use lens::clauses as lens;

pub(crate) use expression::comparator as comparator_sign;

use super::ast;
use super::keyword::{Standing, keyword_of};

/// The statement as canonical openCypher text, without a semicolon or a last line break.
pub fn statement(statement: &ast::Statement) -> String {
    let query = clause::query(&statement.query, "\n");
    let query = if statement.lens.is_empty() { query } else { format!("{}\n{query}", lens(&statement.lens)) };
    match statement.mode {
        ast::Mode::Run => query,
        ast::Mode::Explain => format!("EXPLAIN {query}"),
        ast::Mode::Profile => format!("PROFILE {query}"),
    }
}

/// An operator with two sides as it is written.
pub(crate) fn binary_sign(operator: ast::BinaryOperator) -> &'static str {
    expression::spelling(operator).0
}

/// The expression as canonical openCypher text, on one line.
pub fn expression(expression: &ast::Expression) -> String {
    expression::expression(expression)
}

/// A name as it is written where a variable could stand: in backticks where it is no bare word or
/// a reserved one.
pub fn name(name: &str) -> String {
    if is_reserved(name) { in_backticks(name) } else { schema_name(name) }
}

/// A label, a relationship type or a property: nothing but a name can stand there, so reserved words
/// need no backticks.
fn schema_name(name: &str) -> String {
    if is_bare(name) { name.to_string() } else { in_backticks(name) }
}

/// `db.labels`: the parts of a name with dots, each spelt by `first` or as in a schema.
fn dotted_name(name: &str, first: impl Fn(&str) -> String) -> String {
    let spelt = |(at, part): (usize, &str)| if at == 0 { first(part) } else { schema_name(part) };
    name.split('.').enumerate().map(spelt).collect::<Vec<_>>().join(".")
}

/// Whether a bare word would be taken for something else than a name.
pub(super) fn is_reserved(word: &str) -> bool {
    keyword_of(word).is_some_and(|keyword| keyword.standing != Standing::Free)
}

fn is_bare(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_') && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn in_backticks(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

/// `a, b, c`, each as `show` has it.
fn listed<T>(items: &[T], show: impl Fn(&T) -> String) -> String {
    items.iter().map(show).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{name, statement};
    use crate::syntax::parse;

    fn again(text: &str) -> String {
        statement(&parse(text).expect("the test's query is valid"))
    }

    #[test]
    fn names_are_quoted_only_where_needed() {
        assert_eq!(name("n"), "n");
        assert_eq!(name("Türkiye_2"), "Türkiye_2");
        assert_eq!(name("order"), "`order`");
        assert_eq!(name("2nd"), "`2nd`");
        assert_eq!(name("a`b"), "`a``b`");
        assert_eq!(name(""), "``");
        assert_eq!(again("match (n:Order {end: 1}) return n.end"), "MATCH (n:Order {end: 1})\nRETURN n.end");
    }

    #[test]
    fn parentheses_follow_binding_power() {
        assert_eq!(again("return ((1 + 2)) * (3 * 4) as x"), "RETURN (1 + 2) * (3 * 4) AS x");
        assert_eq!(again("return (1 * 2) + 3 as x"), "RETURN 1 * 2 + 3 AS x");
        assert_eq!(again("return not (a = b) and (c or d) as x"), "RETURN NOT a = b AND (c OR d) AS x");
        assert_eq!(
            again("return (a = b) = c as x, -(5) as y, - -5 as z"),
            "RETURN (a = b) = c AS x, -(5) AS y, - -5 AS z"
        );
        assert_eq!(again("return (-2) ^ 2 as x, -(2 ^ 2) as y"), "RETURN -2 ^ 2 AS x, -(2 ^ 2) AS y");
    }

    #[test]
    fn literals_come_back_as_they_were() {
        assert_eq!(again("return 1.0 as a, 1e300 as b, .5 as c"), "RETURN 1.0 AS a, 1e300 AS b, 0.5 AS c");
        assert_eq!(again(r#"return "it's\n\u00e9" as a"#), r"RETURN 'it\'s\né' AS a");
    }

    #[test]
    fn a_column_keeps_its_name() {
        assert_eq!(again("return  n.x+1"), "RETURN n.x + 1 AS `n.x+1`");
        assert_eq!(again("return n.x, `n`"), "RETURN n.x, n");
    }

    #[test]
    fn one_clause_a_line() {
        let text = "match (a)-->(b) call { with b match (b)--(c) return c } return c union all return 1 as c";
        let lines =
            "MATCH (a)-->(b)\nCALL {\n  WITH b\n  MATCH (b)--(c)\n  RETURN c\n}\nRETURN c\nUNION ALL\nRETURN 1 AS c";
        assert_eq!(again(text), lines);
        assert_eq!(again("explain return 1"), "EXPLAIN RETURN 1");
    }
}
