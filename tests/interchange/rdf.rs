//! RDF: W3C's tests of syntax, what of the shipped graph comes back, and common vocabularies.

use std::fs;
use std::path::Path;

use actant::graph::{View, Way};
use actant::interchange::{Form, Gathered, gather, read, write};

/// The shipped graph.
fn shipped() -> Gathered {
    let (session, _) = actant::cli::wiring::open(None, false).expect("the shipped graph opens");
    let graph = session.graph();
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    graph.nodes(&mut nodes);
    nodes.iter().for_each(|node| graph.edges_of(*node, Way::Out, &[], &mut edges));
    let edges: Vec<_> = edges.into_iter().map(|(edge, _)| edge).collect();
    gather(graph, graph.schema().map(AsRef::as_ref), &nodes, &edges)
}

#[test]
fn the_shipped_graph_comes_back_from_rdf_and_cypher() {
    let graph = shipped();
    for form in [Form::Turtle, Form::TurtlePlain, Form::NTriples, Form::JsonLd] {
        let text = write(form, &graph).expect("it is written");
        let back = read(form, text.as_bytes()).unwrap_or_else(|error| panic!("{form:?}: {error:?}"));
        assert!(
            back.skipped.is_empty() && back.unplaced.is_empty(),
            "{form:?}: {:?} {:?}",
            back.skipped,
            back.unplaced
        );
        assert_same(&graph, &back, form);
    }
    let script = write(Form::Cypher, &graph).expect("it is written");
    let back = read(Form::Cypher, script.as_bytes()).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!((graph.nodes.len(), graph.edges.len()), (back.nodes.len(), back.edges.len()));
    let evidence = |graph: &Gathered| graph.edges.iter().map(|edge| edge.evidence.len()).sum::<usize>();
    assert_eq!(evidence(&graph), evidence(&back));
}

/// The records of both are the same; the first that is not is shown.
fn assert_same(graph: &Gathered, back: &Gathered, form: Form) {
    if graph == back {
        return;
    }
    let lines = |graph: &Gathered| {
        let key = |number: usize| graph.nodes[number].key.clone();
        let mut lines: Vec<String> = graph.nodes.iter().map(|node| format!("{node:?}")).collect();
        lines.extend(graph.edges.iter().map(|edge| {
            format!(
                "{} {:?} {} {} {:?} {:?}",
                key(edge.from),
                edge.kind,
                key(edge.to),
                edge.directed,
                edge.properties,
                edge.evidence
            )
        }));
        lines.sort_unstable();
        lines
    };
    let (before, after) = (lines(graph), lines(back));
    let lost: Vec<&String> = before.iter().filter(|line| after.binary_search(line).is_err()).collect();
    let come: Vec<&String> = after.iter().filter(|line| before.binary_search(line).is_err()).collect();
    panic!(
        "{form:?}: {} lost, {} come:\n{:#?}\n{:#?}",
        lost.len(),
        come.len(),
        &lost[..lost.len().min(4)],
        &come[..come.len().min(4)]
    );
}

const VOCABULARIES: &str = r#"
@prefix : <https://example.org/> . @prefix schema: <https://schema.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix cito: <http://purl.org/spar/cito/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
:ada a schema:Person, foaf:Person ; schema:name "Ada Example" ; schema:alternateName "A. Example" ; schema:memberOf :club .
:club a schema:Organization ; schema:name "A club"@en, "Un club"@fr ; schema:foundingDate "1999-05"^^xsd:gYearMonth .
:paper a schema:ScholarlyArticle ; schema:headline "A paper" ; schema:author :ada ; schema:about :power ;
  cito:citesAsEvidence :book ; prov:wasDerivedFrom :data ; :pages 20 ; :open true ; :score 1.5e0 .
:power a skos:Concept ; skos:prefLabel "power"@en, "pouvoir"@fr ; skos:altLabel "might" ; skos:broader :politics .
:politics skos:narrower :law ; prov:hadPrimarySource :book .
:ada schema:memberOf :club {| schema:startDate "2001" ; prov:wasQuotedFrom :paper |} .
:st a rdf:Statement ; rdf:subject :ada ; rdf:predicate schema:affiliation ; rdf:object :club ; schema:roleName "fellow" .
"#;

#[test]
fn common_vocabularies_are_read_as_ours() {
    let gathered = read(Form::Turtle, VOCABULARIES.as_bytes()).unwrap_or_else(|error| panic!("{error:?}"));
    let mut told: Vec<String> = gathered
        .nodes
        .iter()
        .map(|node| format!("{} {:?} {:?} {:?}", node.key, node.labels, node.properties, node.evidence))
        .collect();
    told.extend(gathered.edges.iter().map(|edge| {
        let key = |end: usize| &gathered.nodes[end].key;
        format!(
            "{} {} {} {:?} {:?}",
            key(edge.from),
            edge.kind.as_deref().unwrap_or("?"),
            key(edge.to),
            edge.properties,
            edge.evidence
        )
    }));
    told.push(format!("{:?}", gathered.unplaced));
    for (form, text) in [
        (Form::Turtle, ":a :b ."),
        (Form::NTriples, "<a> <b> <c> ."),
        (Form::JsonLd, r#"{"@context": "https://example.org/", "name": 1}"#),
        (Form::Cypher, "CREATE (a);\nCREATE (b {x: );"),
    ] {
        let error = read(form, text.as_bytes()).expect_err("it is refused");
        told.push(actant::diagnostic::render(&error, text, Some("file"), false));
    }
    insta::assert_snapshot!(told.join("\n"));
}

/// W3C's tests of Turtle and N-Triples: what should be read is, and what should be refused is, but for what is listed.
#[test]
#[allow(clippy::print_stderr)] // a test that could not do its work says so
fn the_tests_of_the_standards() {
    let Some(folder) = crate::works::shared() else {
        eprintln!("the interchange files are not here: W3C's tests of Turtle and N-Triples were not read");
        return;
    };
    let exceptions = include_str!("../data/turtle-exceptions.tsv");
    let (mut as_should, mut differ) = (0, Vec::new());
    for (inside, form) in [("rdf11-turtle", Form::Turtle), ("rdf11-n-triples", Form::NTriples)] {
        let folder = folder.join("turtle").join(inside);
        for (file, negative) in tests(&folder) {
            // The shared folder holds some of the tests.
            let Ok(bytes) = fs::read(folder.join(&file)) else { continue };
            match read(form, &bytes) {
                Ok(_) if negative => differ.push(format!("{inside}/{file}\tis read")),
                Err(error) if !negative => differ.push(format!("{inside}/{file}\tis refused: {}", error.message)),
                Ok(_) | Err(_) => as_should += 1,
            }
        }
    }
    let listed: Vec<&str> = exceptions.lines().filter(|line| line.starts_with("rdf11")).collect();
    let untold: Vec<&String> =
        differ.iter().filter(|line| !listed.iter().any(|listed| listed.starts_with(&format!("{line}\t")))).collect();
    assert!(untold.is_empty(), "{as_should} as they should; not listed:\n{untold:#?}");
    assert_eq!(differ.len(), listed.len(), "an exception is listed that is none");
    assert!(as_should > 180, "only {as_should} tests were read");
}

/// The files of a manifest, and whether each should be refused.
fn tests(folder: &Path) -> Vec<(String, bool)> {
    let manifest = fs::read_to_string(folder.join("manifest.ttl")).expect("there is a manifest");
    let mut tests = Vec::new();
    let mut negative = false;
    for line in manifest.lines() {
        if line.contains("rdft:Test") {
            negative = line.contains("Negative");
        }
        if let Some((_, file)) = line.split_once("mf:action") {
            let file = file.split(['<', '>']).nth(1).expect("a file stands between brackets");
            tests.push((file.to_owned(), negative));
        }
    }
    tests
}
