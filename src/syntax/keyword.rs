//! The keywords of openCypher and of our lenses, and what each of them is: for the parser, the printer, messages,
//! completion and colours.

/// Whether a keyword can be a name as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A name only in backticks.
    Reserved,
    /// Read as a name where no keyword can stand, but written in backticks, since a reader would
    /// take it for a clause or a value.
    Guarded,
    /// A name like any other where no keyword can stand.
    Free,
}

/// What a keyword does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A clause begins with it.
    Clause,
    /// It can follow a whole clause, or goes on with one.
    Tail,
    /// It stands between two expressions.
    Operator,
    /// It stands within an expression or a clause, or before a statement.
    Within,
}

/// A keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The word, in upper case.
    pub word: &'static str,
    /// Whether it can be a name.
    pub standing: Standing,
    /// What it does.
    pub role: Role,
}

const fn keyword(word: &'static str, standing: Standing, role: Role) -> Keyword {
    Keyword { word, standing, role }
}

/// All keywords, by name.
pub const KEYWORDS: &[Keyword] = &[
    keyword("ACCEPT", Standing::Free, Role::Within),
    keyword("ALL", Standing::Reserved, Role::Within),
    keyword("AND", Standing::Reserved, Role::Operator),
    keyword("ANY", Standing::Free, Role::Within),
    keyword("AS", Standing::Reserved, Role::Within),
    keyword("ASC", Standing::Reserved, Role::Within),
    keyword("ASCENDING", Standing::Reserved, Role::Within),
    keyword("BY", Standing::Reserved, Role::Within),
    keyword("CALL", Standing::Guarded, Role::Clause),
    keyword("CASE", Standing::Reserved, Role::Within),
    keyword("CERTAINLY", Standing::Free, Role::Within),
    keyword("CONTAINS", Standing::Reserved, Role::Operator),
    keyword("COUNT", Standing::Free, Role::Within),
    keyword("CREATE", Standing::Guarded, Role::Clause),
    keyword("DELETE", Standing::Guarded, Role::Clause),
    keyword("DESC", Standing::Reserved, Role::Within),
    keyword("DESCENDING", Standing::Reserved, Role::Within),
    keyword("DETACH", Standing::Guarded, Role::Clause),
    keyword("DISTINCT", Standing::Reserved, Role::Tail),
    keyword("DURING", Standing::Free, Role::Within),
    keyword("ELSE", Standing::Reserved, Role::Within),
    keyword("END", Standing::Reserved, Role::Within),
    keyword("ENDS", Standing::Reserved, Role::Operator),
    keyword("EXISTS", Standing::Free, Role::Within),
    keyword("EXPLAIN", Standing::Free, Role::Within),
    keyword("FALSE", Standing::Guarded, Role::Within),
    keyword("FILTER", Standing::Guarded, Role::Clause),
    keyword("FOR", Standing::Guarded, Role::Clause),
    keyword("GROUPS", Standing::Free, Role::Within),
    keyword("IN", Standing::Reserved, Role::Operator),
    keyword("IS", Standing::Reserved, Role::Operator),
    keyword("LET", Standing::Guarded, Role::Clause),
    keyword("LIMIT", Standing::Reserved, Role::Tail),
    keyword("MATCH", Standing::Reserved, Role::Clause),
    keyword("MERGE", Standing::Guarded, Role::Clause),
    keyword("NONE", Standing::Free, Role::Within),
    keyword("NOT", Standing::Reserved, Role::Within),
    keyword("NULL", Standing::Guarded, Role::Within),
    keyword("OF", Standing::Free, Role::Within),
    keyword("OFFSET", Standing::Free, Role::Tail),
    keyword("ON", Standing::Guarded, Role::Tail),
    keyword("OPTIONAL", Standing::Reserved, Role::Clause),
    keyword("OR", Standing::Reserved, Role::Operator),
    keyword("ORDER", Standing::Reserved, Role::Tail),
    keyword("PROFILE", Standing::Free, Role::Within),
    keyword("REMOVE", Standing::Guarded, Role::Clause),
    keyword("RETURN", Standing::Reserved, Role::Clause),
    keyword("SET", Standing::Guarded, Role::Clause),
    keyword("SHORTEST", Standing::Free, Role::Within),
    keyword("SINGLE", Standing::Free, Role::Within),
    keyword("SKIP", Standing::Reserved, Role::Tail),
    keyword("STARTS", Standing::Reserved, Role::Operator),
    keyword("THEN", Standing::Reserved, Role::Within),
    keyword("TRUE", Standing::Guarded, Role::Within),
    keyword("UNION", Standing::Reserved, Role::Tail),
    keyword("UNWIND", Standing::Reserved, Role::Clause),
    keyword("WHEN", Standing::Reserved, Role::Within),
    keyword("WHERE", Standing::Reserved, Role::Within),
    keyword("WITH", Standing::Reserved, Role::Clause),
    keyword("WITHOUT", Standing::Free, Role::Within),
    keyword("XOR", Standing::Reserved, Role::Operator),
    keyword("YIELD", Standing::Free, Role::Tail),
];

/// The keyword that a word is, in any case.
pub fn keyword_of(word: &str) -> Option<&'static Keyword> {
    KEYWORDS.iter().find(|keyword| keyword.word.eq_ignore_ascii_case(word))
}

/// The words with a role, by name.
pub(super) fn with_role(role: Role) -> impl Iterator<Item = &'static str> + Clone {
    KEYWORDS.iter().filter(move |keyword| keyword.role == role).map(|keyword| keyword.word)
}

#[cfg(test)]
mod tests {
    use super::{KEYWORDS, Role, Standing, keyword_of};
    use crate::syntax::{parse, print_name};

    #[test]
    fn the_table_is_sorted_and_holds_no_word_twice() {
        assert!(KEYWORDS.windows(2).all(|pair| pair[0].word < pair[1].word));
    }

    #[test]
    fn case_makes_no_difference() {
        assert_eq!(keyword_of("Match").map(|keyword| keyword.role), Some(Role::Clause));
        assert_eq!(keyword_of("matches"), None);
    }

    #[test]
    fn the_parser_and_the_printer_do_as_the_table_says() {
        for keyword in KEYWORDS {
            let name = keyword.word.to_lowercase();
            let read = parse(&format!("WITH 1 AS x WITH {name} AS y RETURN y"));
            let value = matches!(keyword.word, "NULL" | "TRUE" | "FALSE");
            assert_eq!(read.is_err(), keyword.standing == Standing::Reserved, "{name} in an expression");
            assert!(!value || keyword.standing == Standing::Guarded, "{name} is a value");
            assert_eq!(print_name(&name) == name, keyword.standing == Standing::Free, "{name} printed");
        }
    }
}
