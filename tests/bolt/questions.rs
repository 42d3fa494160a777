//! The saved queries on both engines.

use std::sync::Arc;
use std::time::{Duration, Instant};

use actant::cli::saved::SavedQuery;
use actant::files;
use actant::graph::View;
use actant::session::Session;
use actant::value::{EdgeId, Map};

use super::{place, rows};

fn parameters(here: &mut Session, query: &SavedQuery) -> Map {
    let mut parameters = Map::new();
    for parameter in &query.parameters {
        let answer = here.run(&format!("RETURN {} AS value", parameter.default)).expect("a default is a value");
        parameters.insert(Arc::from(parameter.name.as_str()), answer.rows[0][0].clone());
    }
    parameters
}

/// Every saved query gives the same rows here and there, except those that are refused before they are sent.
#[test]
fn saved_queries_give_equal_rows_on_both() {
    let Some(place) = place("saved_queries_give_equal_rows_on_both") else { return };
    let (mut here, mut there) = (Session::new(place.with_shipped()), place.session());
    let (mut equal, mut refused, mut differ) = (0, Vec::new(), Vec::new());
    let (mut time_here, mut time_there) = (Duration::ZERO, Duration::ZERO);
    for (name, text) in files::embedded_queries() {
        let query = SavedQuery::read(name, text);
        let parameters = parameters(&mut here, &query);
        let begun = Instant::now();
        let ours = rows(&mut here, &query.text, &parameters);
        let middle = Instant::now();
        let theirs = rows(&mut there, &query.text, &parameters);
        let ended = Instant::now();
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) if ours == theirs => {
                equal += 1;
                time_here += middle - begun;
                time_there += ended - middle;
                println!("{name}: {} rows, {:.1?} here, {:.1?} there", ours.len(), middle - begun, ended - middle);
            }
            (_, Err(fault)) if fault.contains("can't be asked of a server") => refused.push(format!("{name}: {fault}")),
            (ours, theirs) => differ.push(format!("{name}:\n{}", difference(&ours, &theirs))),
        }
    }
    println!(
        "{equal} queries with equal rows, {time_here:.1?} here, {time_there:.1?} there; {} refused",
        refused.len()
    );
    println!("{}", refused.join("\n"));
    assert!(differ.is_empty(), "{} differ\n{}", differ.len(), differ.join("\n"));
    assert!(equal >= 100, "only {equal} could be asked");
}

type Rows = Result<Vec<String>, String>;

fn difference(ours: &Rows, theirs: &Rows) -> String {
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            let only = |a: &[String], b: &[String]| {
                a.iter().filter(|row| !b.contains(row)).take(3).cloned().collect::<Vec<String>>().join("\n  ")
            };
            let counts = format!("{} here, {} there", ours.len(), theirs.len());
            format!("{counts}\n only here\n  {}\n only there\n  {}", only(ours, theirs), only(theirs, ours))
        }
        (ours, theirs) => format!("here {:?}\nthere {:?}", ours.as_ref().err(), theirs.as_ref().err()),
    }
}

/// Rows cite the same relations as here, where a query is one that can carry them.
#[test]
fn rows_cite_there_what_they_cite_here() {
    let Some(place) = place("rows_cite_there_what_they_cite_here") else { return };
    let (mut here, mut there) = (Session::new(place.with_shipped()), place.session());
    let queries = [
        "MATCH (a:State {id: 'kazakhstan'})-[:MEMBER_OF]->(o) RETURN o.name AS name",
        "MATCH (a:State {id: 'kazakhstan'})-[:MEMBER_OF]->(o)<-[:MEMBER_OF]-(b) RETURN b.name AS name, count(o) AS n",
        "MATCH (a:State {id: 'kazakhstan'})-[:BORDERS]-(b) WITH DISTINCT b MATCH (b)-[:MEMBER_OF]->(o) RETURN b.id AS id",
        "MATCH p = shortestPath((a:State {id: 'kazakhstan'})-[*..4]-(b:State {id: 'italy'})) RETURN length(p) AS n",
    ];
    for query in queries {
        let cited = |session: &mut Session| {
            let answer = session.run(query).unwrap_or_else(|fault| panic!("{query}: {fault}"));
            let graph = session.graph();
            let mut told: Vec<String> = Vec::new();
            for lineage in &answer.lineage {
                let told_of = |edge: &EdgeId| {
                    let (from, to) = graph.ends(*edge);
                    let kind = graph.symbols().type_name(graph.edge_type(*edge));
                    let id = |node| graph.node_text(node, "id").unwrap_or_default();
                    format!("{} {kind} {} {:?}", id(from), id(to), graph.edge_text(*edge, "start"))
                };
                let mut one: Vec<String> = lineage.iter().map(told_of).collect();
                one.sort();
                told.push(one.join(", "));
            }
            told.sort();
            told
        };
        assert_eq!(cited(&mut here), cited(&mut there), "{query}");
    }
}
