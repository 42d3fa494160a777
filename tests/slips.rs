//! What is said to a student about the slips that students make: by the parser, then by the session on
//! the shipped graph.

use actant::diagnostic::render;
use actant::session::Session;
use actant::syntax::parse;

use crate::spec::ARTICLE;

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

/// A session on the shipped graph: what is said about each query, or its rows where nothing is.
fn answered(queries: &[&str]) -> String {
    let mut session = Session::new(ARTICLE.clone());
    let mut one = |query: &&str| {
        let said = match session.run(query) {
            Err(fault) => render(&fault, query, None, false),
            Ok(answer) if answer.notes.is_empty() => format!("{query}\n{} rows, nothing said", answer.rows.len()),
            Ok(answer) => {
                answer.notes.iter().map(|note| render(note, query, None, false)).collect::<Vec<_>>().join("\n")
            }
        };
        said + "\n"
    };
    queries.iter().map(&mut one).collect::<Vec<_>>().join("\n")
}

#[test]
fn unknown_names() {
    insta::assert_snapshot!(answered(&[
        "MATCH (n:Sate) RETURN n",
        "MATCH (n:state) RETURN n",
        "MATCH (a)-[:MEMBR_OF]->(b) RETURN a",
        "MATCH (a)-[:member_of]->(b) RETURN a",
        "MATCH (n:State) WHERE n.nmae = 'Russia' RETURN n",
        // The second time is as wrong as the first.
        "MATCH (n:State) WHERE n.nmae = 'Russia' RETURN n",
        "MATCH (n:State {id: 'russia'}) RETURN n.populaton",
        "RETURN toUper('a')",
        "RETURN xyzzy(1)",
        "CALL db.lables() YIELD label RETURN label",
    ]));
}

#[test]
fn variables_and_values() {
    insta::assert_snapshot!(answered(&[
        "MATCH (state:State) RETURN sate.name",
        "MATCH (n:State) WITH n.name AS name RETURN n.id",
        "MATCH (n:State) RETURN n.name ORDER BY naem",
        "MATCH (n:State {name: Kazakhstan}) RETURN n",
        "MATCH (n:State) WHERE n.id = kazakhstan RETURN n",
        "MATCH (n {id: $id}) RETURN n",
        "RETURN substring('a')",
        "RETURN size()",
        "RETURN labels('a')",
        "RETURN 1 + 'a' * 2",
        "RETURN 1 / 0",
    ]));
}

#[test]
fn clauses_and_conditions() {
    insta::assert_snapshot!(answered(&[
        "MATCH (n) WHERE n.id != 'a' RETURN n",
        "MATCH (n:State RETURN n",
        "MATCH (n:State)",
        "MATCH (n:State)-[r]-() WHERE count(r) > 3 RETURN n",
        "MATCH (n:State) RETURN n MATCH (m) RETURN m",
        "MATCH (n:State) WHERE n.name RETURN n",
        "MATCH (n:State) WITH n.name RETURN 1",
        "MATCH (n:State {id: 'kazakhstan'}) DELETE n",
    ]));
}

#[test]
fn empty_answers() {
    insta::assert_snapshot!(answered(&[
        "MATCH (n:State {id: 'kazakstan'}) RETURN n",
        "MATCH (n:State) WHERE n.name = 'Kazakstan' RETURN n",
        "MATCH (n:State) WITH n WHERE n.name = 'Mars' RETURN n",
        "MATCH (a:State {id: 'kazakhstan'}) MATCH (a)-[:BORDERS]->(b:Organisation) RETURN b",
        "UNWIND [] AS x RETURN x",
        "MATCH (n:Claim) OPTIONAL MATCH (n)-[:BORDERS]->(m) WITH n, m WHERE m IS NOT NULL RETURN n",
    ]));
}

#[test]
fn arrows_the_wrong_way_round() {
    insta::assert_snapshot!(answered(&[
        "MATCH (c:Claim)-[:ARGUES]->(s:Scholar) RETURN s",
        "MATCH (o:Organisation {id: 'csto'})-[:MEMBER_OF]->(s:State) RETURN s",
        "MATCH (s:State {id: 'kazakhstan'})<-[:MEMBER_OF]-(o:Organisation {id: 'csto'}) RETURN o",
        "MATCH (w:Work) WITH w LIMIT 5 MATCH (w)-[:AUTHORED]->(s:Scholar) RETURN s",
    ]));
}
