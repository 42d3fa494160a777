//! The shipped graph against the article it was drawn from, and what must hold of it without.

mod text;

use std::collections::BTreeMap;

use actant::graph::{Evidence, View, Way};
use actant::value::{EdgeId, NodeId, Value};

use crate::spec::ARTICLE;
use text::Article;

/// The article as a work of its own graph.
const WORK: &str = "santiago-2024-kazakhstan";

fn nodes() -> Vec<NodeId> {
    let mut nodes = Vec::new();
    ARTICLE.nodes(&mut nodes);
    nodes
}

fn edges() -> Vec<EdgeId> {
    let mut edges = Vec::new();
    nodes().into_iter().for_each(|node| ARTICLE.edges_of(node, Way::Out, &[], &mut edges));
    edges.into_iter().map(|(edge, _)| edge).collect()
}

fn id(node: NodeId) -> String {
    ARTICLE.node_text(node, "id").map_or(String::new(), |id| id.to_string())
}

fn is(node: NodeId, label: &str) -> bool {
    ARTICLE.symbols().find_label(label).is_some_and(|label| ARTICLE.has_label(node, label))
}

fn kind(edge: EdgeId) -> &'static str {
    ARTICLE.symbols().type_name(ARTICLE.edge_type(edge))
}

fn sentence(edge: EdgeId) -> String {
    let (from, to) = ARTICLE.ends(edge);
    format!("{} {} {}", id(from), kind(edge), id(to))
}

/// Every passage of the article that a record rests on, with the record.
fn passages() -> Vec<(String, Evidence)> {
    let of_nodes = nodes()
        .into_iter()
        .flat_map(|node| ARTICLE.node_evidence(node).into_owned().into_iter().map(move |e| (id(node), e)));
    let of_edges = edges()
        .into_iter()
        .flat_map(|edge| ARTICLE.edge_evidence(edge).into_owned().into_iter().map(move |e| (sentence(edge), e)));
    of_nodes.chain(of_edges).filter(|(_, evidence)| &*evidence.work == WORK).collect()
}

/// The article, or a word on why there is nothing to compare.
#[expect(clippy::print_stdout, reason = "whoever runs the tests should know what was left out")]
fn article() -> Option<Article> {
    let article = Article::open();
    if article.is_none() {
        println!("the article is not here: `ACTANT_SHARED` can name the folder that has `article.md`");
    }
    article
}

fn none_of(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_passage_is_in_the_section_it_names() {
    let Some(article) = article() else { return };
    let mut faults = Vec::new();
    for (record, evidence) in passages() {
        let section = evidence.section.as_deref().unwrap_or("");
        if evidence.phrase.is_none() {
            faults.push(format!("{record}: no phrase says where in section {section}"));
        }
        for words in evidence.phrase.iter().chain(&evidence.printed).filter(|words| !article.has(section, words)) {
            faults.push(format!("{record}: `{words}` is not in section {section}, but in {:?}", article.places(words)));
        }
    }
    none_of(&faults);
}

#[test]
fn every_section_has_relations() {
    let Some(article) = article() else { return };
    let mut counts: BTreeMap<String, usize> = article.names().into_iter().map(|name| (name.to_string(), 0)).collect();
    let evidence = edges().into_iter().flat_map(|edge| ARTICLE.edge_evidence(edge).into_owned());
    for section in evidence.filter(|evidence| &*evidence.work == WORK).filter_map(|evidence| evidence.section) {
        *counts.entry(section.to_string()).or_default() += 1;
    }
    let bare: Vec<String> = counts.into_iter().filter(|(_, count)| *count == 0).map(|(name, _)| name).collect();
    assert!(bare.is_empty(), "sections without a relation: {bare:?}");
}

#[test]
fn every_entry_of_the_bibliography_is_one_work() {
    let Some(article) = article() else { return };
    assert_eq!(article.entries().len(), 36);
    let faults: Vec<String> = article.entries().iter().filter_map(|entry| fault_of_entry(entry)).collect();
    none_of(&faults);
}

/// An entry begins with the phrase of exactly one work.
fn fault_of_entry(entry: &str) -> Option<String> {
    let begins = |evidence: &Evidence| {
        evidence.section.as_deref() == Some("bibliography")
            && evidence.phrase.as_ref().is_some_and(|phrase| entry.starts_with(&text::normal(phrase)))
    };
    let works = bibliography().into_iter().filter(|work| ARTICLE.node_evidence(*work).iter().any(begins));
    let found: Vec<String> = works.map(id).collect();
    (found.len() != 1).then(|| format!("`{entry}` is {found:?}"))
}

fn bibliography() -> Vec<NodeId> {
    let key = ARTICLE.symbols().find_key("in_bibliography");
    let listed = |node: NodeId| key.is_some_and(|key| matches!(ARTICLE.node_property(node, key), Value::Boolean(true)));
    nodes().into_iter().filter(|node| is(*node, "Work") && listed(*node)).collect()
}

#[test]
fn thirty_six_works_are_in_the_bibliography() {
    assert_eq!(bibliography().len(), 36);
}

/// The citations as the article prints them: section, words, and the work that is meant.
#[test]
fn every_citation_is_a_relation_and_the_other_way_round() {
    let table = include_str!("data/citations.tsv");
    let mut expected: Vec<String> = table.lines().map(str::to_owned).collect();
    let mut found = Vec::new();
    for edge in edges().into_iter().filter(|edge| kind(*edge) == "CITES") {
        let to = id(ARTICLE.ends(edge).1);
        for evidence in ARTICLE.edge_evidence(edge).iter() {
            let section = evidence.section.as_deref().unwrap_or("");
            found.push(format!("{section}\t{}\t{to}", evidence.printed.as_deref().unwrap_or("")));
        }
    }
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn phrases_are_short() {
    let long =
        |evidence: &Evidence| evidence.phrase.as_ref().is_some_and(|phrase| phrase.split_whitespace().count() > 10);
    let faults = passages().into_iter().filter(|(_, evidence)| long(evidence));
    none_of(&faults.map(|(record, evidence)| format!("{record}: {:?}", evidence.phrase)).collect::<Vec<_>>());
}

#[test]
fn every_relation_has_evidence() {
    let bare = edges().into_iter().filter(|edge| ARTICLE.edge_evidence(*edge).is_empty());
    none_of(&bare.map(sentence).collect::<Vec<_>>());
}

#[test]
fn every_claim_is_whole() {
    let mut faults = Vec::new();
    for claim in nodes().into_iter().filter(|node| is(*node, "Claim")) {
        if ARTICLE.node_text(claim, "text").is_none_or(|text| text.trim().is_empty()) {
            faults.push(format!("{} has no text", id(claim)));
        }
        for (relation, way) in [("ARGUES", Way::In), ("STATED_IN", Way::Out), ("ABOUT", Way::Out)] {
            let relation_type = ARTICLE.symbols().find_type(relation);
            if relation_type.is_none_or(|known| ARTICLE.degree(claim, way, &[known]) == 0) {
                faults.push(format!("{} has no {relation}", id(claim)));
            }
        }
    }
    none_of(&faults);
}

#[test]
fn the_import_shares_of_2023_are_there() {
    let number = |edge: EdgeId, key: &str| {
        let key = ARTICLE.symbols().find_key(key)?;
        ARTICLE.edge_property(edge, key).as_number()
    };
    let mut shares: Vec<(String, f64)> = Vec::new();
    for edge in edges().into_iter().filter(|edge| kind(*edge) == "TRADES_WITH") {
        let (from, to) = ARTICLE.ends(edge);
        let import = ARTICLE.edge_text(edge, "flow").as_deref() == Some("import");
        if id(from) == "kazakhstan" && import && number(edge, "year") == Some(2023.0) {
            shares.extend(number(edge, "share_percent").map(|share| (id(to), share)));
        }
    }
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    let shares: Vec<(&str, f64)> = shares.iter().map(|(id, share)| (id.as_str(), *share)).collect();
    assert_eq!(shares, [("italy", 18.9), ("china", 18.7), ("russia", 12.4), ("netherlands", 5.2)]);
}
