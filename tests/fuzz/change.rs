//! Known queries changed at random: words and letters left out, doubled, swapped or brought in.

use actant::syntax::tokenize;

use crate::random::tape::Tape;

/// Words that mean something, and letters that have surprised a reader of texts before.
pub(crate) const WORDS: &[&str] = &[
    "MATCH",
    "OPTIONAL",
    "WHERE",
    "RETURN",
    "WITH",
    "UNWIND",
    "AS",
    "ORDER BY",
    "SKIP",
    "LIMIT",
    "DISTINCT",
    "UNION",
    "CREATE",
    "MERGE",
    "SET",
    "DELETE",
    "DETACH",
    "REMOVE",
    "CALL",
    "YIELD",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "END",
    "EXISTS",
    "COUNT",
    "COLLECT",
    "NOT",
    "AND",
    "OR",
    "XOR",
    "IN",
    "IS NULL",
    "STARTS WITH",
    "CONTAINS",
    "=~",
    "null",
    "true",
    "shortestPath",
    "allShortestPaths",
    "reduce",
    "any",
    "all",
    "collect",
    "count(*)",
    "date",
    "duration",
    "size",
    "n",
    "r",
    "x",
    ":State",
    ":Work",
    "-[:CITES]->",
    "-->",
    "<--",
    "--",
    "*",
    "*1..3",
    "*..2",
    "()",
    "(n)",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "|",
    ",",
    ".",
    "..",
    ":",
    ";",
    "+",
    "-",
    "/",
    "%",
    "^",
    "=",
    "<>",
    "<=",
    "$p",
    "0",
    "1",
    "-1",
    "9223372036854775807",
    "9223372036854775808",
    "0x7f",
    "1e308",
    "1e309",
    "1.5",
    ".5",
    "''",
    "'a'",
    "\"",
    "'",
    "`",
    "`a b`",
    "\\",
    "\\u00e9",
    "\\uD800",
    "//",
    "/*",
    "*/",
    "\n",
    "\t",
    "\u{0}",
    "\u{feff}",
    "\u{a0}",
    "\u{202e}",
    "é",
    "ß",
    "中",
    "𝄞",
    "👩‍👩‍👧",
    "İ",
    "–",
    "’",
    "EXPLAIN",
    "PROFILE",
    "ALL",
    "%",
    "!",
    "&",
    "ON",
    "IS",
    "NULL",
    "T",
    "0x",
    "1e9",
    "`a`",
    "$",
    "||",
    "<-",
    "<",
    ">",
    "+=",
    "\\u",
    "→",
];

/// One text: a known query with up to eight changes, now and then none, or one thing many times.
pub(crate) fn changed(corpus: &[String], tape: &mut Tape) -> String {
    if tape.chance(3) {
        return nested(tape);
    }
    let mut text = query(corpus, tape).to_owned();
    for _ in 0..tape.below(9) {
        text = if tape.chance(70) { by_word(&text, corpus, tape) } else { by_letter(&text, tape) };
    }
    text
}

fn query<'c>(corpus: &'c [String], tape: &mut Tape) -> &'c str {
    &corpus[tape.below(corpus.len())]
}

/// One thing inside itself or after itself, very often.
fn nested(tape: &mut Tape) -> String {
    let times = 1 << tape.below(16);
    let (open, middle, close) = [
        ("(", "1", ")"),
        ("[", "1", "]"),
        ("{a: ", "1", "}"),
        ("NOT ", "true", ""),
        ("-", "1", ""),
        ("1 + ", "1", ""),
        ("1 < ", "1", ""),
        ("CASE WHEN true THEN ", "1", " END"),
        ("[x IN ", "[]", "]"),
        ("EXISTS { MATCH (n) WHERE ", "true", " }"),
        ("n", ".x", ".x"),
        ("a", "[0]", "[0]"),
        ("'", "a", "' + '"),
        ("all(x IN [1] WHERE ", "true", ")"),
    ][tape.below(14)];
    let start = tape.pick(&["RETURN ", "MATCH (n) WHERE ", "MATCH (n)--", "CALL { ", "UNWIND "]);
    format!("{start}{}{middle}{}", open.repeat(times), close.repeat(times))
}

fn by_word(text: &str, corpus: &[String], tape: &mut Tape) -> String {
    let mut words: Vec<&str> =
        tokenize(text).iter().filter_map(|token| text.get(token.span.start..token.span.end)).collect();
    if words.is_empty() {
        return tape.pick(WORDS).to_owned();
    }
    let at = tape.below(words.len());
    match tape.below(7) {
        0 => drop(words.remove(at)),
        1 => words.insert(at, words[at]),
        2 => words.insert(at, tape.pick(WORDS)),
        3 => words[at] = tape.pick(WORDS),
        4 => {
            let other = tape.below(words.len());
            words.swap(at, other);
        }
        5 => {
            let end = (at + 1 + tape.below(12)).min(words.len());
            let copy = words[at..end].to_vec();
            words.splice(at..at, copy);
        }
        _ => {
            // The beginning of this one and the end of another.
            words.truncate(at);
            let other = query(corpus, tape);
            let cut = tokenize(other).get(tape.below(40)).map_or(0, |token| token.span.start);
            words.push(other.get(cut..).unwrap_or(""));
        }
    }
    words.join(" ")
}

fn by_letter(text: &str, tape: &mut Tape) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = tape.below(letters.len() + 1);
    match tape.below(3) {
        0 => drop(letters.drain(at..(at + 1 + tape.below(4)).min(letters.len()).max(at))),
        1 => drop(letters.splice(at..at, tape.pick(WORDS).chars())),
        _ => letters.truncate(at),
    }
    letters.into_iter().collect()
}
