//! What the parser says to a student about the slips that students make.

use actant::diagnostic::render;
use actant::syntax::parse;

/// Each text with what is said about it.
fn said(texts: &[&str]) -> String {
    let one = |text: &&str| match parse(text) {
        Ok(_) => format!("{text}\nno error\n"),
        Err(fault) => {
            let note = if fault.incomplete { "\n(a prompt goes on reading)" } else { "" };
            format!("{}{note}\n", render(&fault, text, None, false))
        }
    };
    texts.iter().map(one).collect::<Vec<_>>().join("\n")
}

#[test]
fn misspelt_words() {
    insta::assert_snapshot!(said(&[
        "MTACH (n) RETURN n",
        "MATCH (n) RETRUN n",
        "MATCH (n) WHER n.x = 1 RETURN n",
        "MATCH (n) RETURN n ODER BY n.x",
        "MATCH (n) WHERE n.x = 1 ADN n.y = 2 RETURN n",
        "MATCH (n) WHERE n.name START WITH 'a' RETURN n",
        "MATCH (n) WHERE EXISTS { MATCH (n) RETRUN n } RETURN n",
        "hello",
    ]));
}

#[test]
fn words_of_other_languages() {
    insta::assert_snapshot!(said(&[
        "SELECT name",
        "MATCH (n) RETURN n GROUP BY n.x",
        "MATCH (n) WHERE n.x LIKE 'a' RETURN n",
    ]));
}

#[test]
fn signs_of_other_languages() {
    insta::assert_snapshot!(said(&[
        "MATCH (n) WHERE n.x != 1 RETURN n",
        "MATCH (n) WHERE n.x == 1 RETURN n",
        "MATCH (n) WHERE n.x = 1 && n.y = 2 RETURN n",
        "MATCH (n) WHERE n.x = 1 || n.y = 2 RETURN n",
        "MATCH (n) WHERE !n.x RETURN n",
        "MATCH (n {name = 'a'}) RETURN n",
    ]));
}

#[test]
fn typography() {
    insta::assert_snapshot!(said(&[
        "MATCH (n) WHERE n.name = “Russia” RETURN n",
        "RETURN ‘a’",
        "RETURN 5 – 3",
        "MATCH (a)→(b) RETURN a",
    ]));
}

#[test]
fn not_closed() {
    insta::assert_snapshot!(said(&[
        "MATCH (n:State RETURN n",
        "MATCH (n:State",
        "MATCH (n:State {name: 'a') RETURN n",
        "RETURN 'Kazakhstan",
        "RETURN [1, 2",
        "RETURN f(1, ",
        "RETURN (1 + 2]",
        "MATCH (n) /* note",
    ]));
}

#[test]
fn something_missing() {
    insta::assert_snapshot!(said(&[
        "",
        "RETURN",
        "MATCH (n) RETURN n.",
        "MATCH (n) WHERE RETURN n",
        "RETURN [1 2]",
        "MATCH (a) (b) RETURN a",
        "MATCH (n) RETURN n.x n.y",
        "MATCH n RETURN n",
        "MATCH (a)->(b) RETURN a",
        "MATCH (a)-[:T](b) RETURN a",
        "MATCH (a)-[:T..3]->(b) RETURN a",
        "UNWIND [1] RETURN 1",
        "RETURN CASE 1 END",
        "MATCH (n) SET n RETURN n",
        "RETURN {1: 2}",
    ]));
}

#[test]
fn too_much() {
    insta::assert_snapshot!(said(&[
        "RETURN 1 )",
        "RETURN 1; RETURN 2",
        "RETURN 1 2",
        "RETURN 'it's'",
        "RETURN n #1",
        "RETURN 12a",
        "RETURN '\\q'",
    ]));
}

#[test]
fn in_the_wrong_place() {
    insta::assert_snapshot!(said(&["MATCH (n) RETURN (n)-->()", "CALL a.b() YIELD * RETURN 1",]));
}
