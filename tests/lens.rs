//! Lenses: what is seen through them, what they refuse, and that looking through one gives what the
//! graph gives from which the rest was taken.

use actant::cli::saved::SavedQuery;
use actant::cli::wiring;
use actant::diagnostic::render;
use actant::files;
use actant::graph::lens::Held;
use actant::graph::{Graph, Store, View, Way};
use actant::session::{Answer, Session};
use actant::show::{self, Format, Sources, Style};
use actant::value::{EdgeId, Map, NodeId};

fn session() -> Session {
    wiring::open(None, false).unwrap_or_else(|failure| panic!("{}", failure.text)).0
}

fn told(session: &Session, answer: &Answer) -> String {
    let mut out = Vec::new();
    let style = Style { sources: Sources::None, ..Style::default() };
    show::answer(&mut out, session.graph(), answer, Format::Markdown, style).expect("text can be written");
    let notes: Vec<String> = answer.notes.iter().map(|note| format!("note: {note}\n")).collect();
    String::from_utf8(out).expect("output is text") + &notes.concat()
}

#[test]
fn what_is_seen() {
    let mut session = session();
    for case in include_str!("lens/cases.txt").split("## ").skip(1) {
        let (name, query) = case.split_once('\n').expect("a name, then a query");
        let answer = session.run(query).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        insta::assert_snapshot!(name, told(&session, &answer), query.trim());
    }
}

#[test]
fn what_is_refused() {
    let mut session = session();
    let texts = [
        "AS OF '2013x' RETURN 1",
        "AS OF RETURN 1",
        "AS 2013 RETURN 1",
        "ACCEPT vanderhil-2020 RETURN 1",
        "WITHOUT eaeu RETURN 1",
        "WITHOUT chinese-lin RETURN 1",
        "ACCEPT statd RETURN 1",
        "AS OF $when RETURN 1",
        "AS OF 2013 CREATE (n:State {id: 'x'})",
    ];
    let said: Vec<String> = texts
        .iter()
        .map(|text| {
            let fault = session.run(text).err().unwrap_or_else(|| panic!("{text} is refused"));
            format!("{text}\n{}\n", render(&fault, text, None, false))
        })
        .collect();
    insta::assert_snapshot!("refused", said.join("\n"));
}

fn records(graph: &Graph) -> (Vec<NodeId>, Vec<EdgeId>) {
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    graph.nodes(&mut nodes);
    nodes.iter().for_each(|node| graph.edges_of(*node, Way::Out, &[], &mut edges));
    (nodes, edges.into_iter().map(|(edge, _)| edge).collect())
}

fn rows(session: &mut Session, query: &SavedQuery) -> Vec<String> {
    let pairs = query.parameters.iter();
    let parameters: Map =
        pairs.map(|each| (each.name.as_str().into(), wiring::literal(session, &each.default))).collect();
    let answer = session.run_with(&query.text, &parameters).unwrap_or_else(|fault| panic!("{}: {fault}", query.name));
    let mut rows: Vec<String> = answer.rows.iter().map(|row| format!("{row:?}")).collect();
    rows.sort_unstable();
    rows
}

/// The law of lenses: a query through one gives what it gives over the graph from which all that the lens
/// hides was deleted.
#[test]
fn a_lens_shows_a_smaller_graph() {
    let lenses = [
        "AS OF '2013'",
        "AS OF CERTAINLY '2014/2022'",
        "ACCEPT vanderhill-2020, hess-2023",
        "WITHOUT context, bohr-2019",
    ];
    let queries: Vec<SavedQuery> =
        files::embedded_queries().into_iter().map(|(name, text)| SavedQuery::read(&name, text)).collect();
    for lens in lenses {
        let (mut through, mut cut) = (session(), session());
        through.set_lens(lens).expect("a lens");
        let seen = cut.look(lens).expect("a lens");
        let (nodes, edges) = records(cut.graph());
        for edge in edges.iter().filter(|edge| seen.edge(**edge) == Held::No) {
            cut.graph_mut().delete_edge(*edge).expect("an edge can be deleted");
        }
        for node in nodes.iter().filter(|node| seen.node(**node) == Held::No) {
            cut.graph_mut().delete_node(*node).expect("a node can be deleted");
        }
        assert_eq!(cut.graph().edge_count(), seen.edge_counts.0, "{lens}");
        assert_eq!(cut.graph().node_count(), seen.node_counts.0, "{lens}");
        // Passages that fall are no records of the smaller graph; queries with a lens of their own differ.
        let tried = |query: &&SavedQuery| !query.text.contains("evidence(") && !query.text.contains("sources(");
        for query in queries.iter().filter(tried).filter(|query| !has_lens(&query.text)) {
            assert_eq!(rows(&mut through, query), rows(&mut cut, query), "{lens}\n{}", query.name);
        }
    }
}

fn has_lens(text: &str) -> bool {
    actant::syntax::parse(text).is_ok_and(|statement| !statement.lens.is_empty())
}

#[test]
fn a_session_keeps_its_lens_and_a_query_has_its_own() {
    let mut session = session();
    let members = "MATCH (:State)-[:MEMBER_OF]->(:Organisation {id: 'sco'}) RETURN count(*) AS n";
    let count = |session: &mut Session, text: &str| {
        let answer = session.run(text).expect("a query");
        show::cell_text(session.graph(), &answer.rows[0][0])
    };
    assert_eq!(count(&mut session, members), "10");
    session.set_lens("AS OF 2005").expect("a lens");
    assert_eq!(session.lens(), "AS OF '2005'");
    assert_eq!(count(&mut session, members), "6");
    assert_eq!(count(&mut session, &format!("AS OF 2018 {members}")), "8");
    session.set_lens("AS OF nonsense").expect_err("no date");
    assert_eq!(session.lens(), "AS OF '2005'", "a lens that is refused changes nothing");
    session.set_lens("").expect("no lens");
    assert_eq!(count(&mut session, members), "10");
}
