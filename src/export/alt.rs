//! A picture in words, for those who can't see it: made from what its nodes and relations say.

use std::collections::BTreeMap;

use crate::diagnostic::counted;
use crate::figure::{Edge, Figure};

/// So many relations are told in sentences; the rest is counted.
const TOLD: usize = 120;
/// So many of the busiest nodes are named.
const BUSIEST: usize = 3;

/// One sentence: what it shows and how much of it.
pub fn short(figure: &Figure) -> String {
    let title = if figure.title.is_empty() { "Graph".to_owned() } else { figure.title.clone() };
    let mut text = format!("{title}: {} and {}", counted(figure.nodes.len(), "node"), relations(figure.edges.len()));
    let busiest: Vec<String> = busiest(figure).into_iter().map(|(node, _)| figure.nodes[node].name.clone()).collect();
    if !busiest.is_empty() {
        text.push_str(&format!(", most of them around {}", listed(&busiest)));
    }
    text.push('.');
    text
}

/// Prose: what there is, what stands in the middle, and each relation in a sentence.
pub fn long(figure: &Figure) -> String {
    let mut sentences = vec![short(figure)];
    let labels: Vec<String> =
        figure.legend.labels.iter().map(|label| format!("{} {}", label.count, label.label)).collect();
    if !labels.is_empty() {
        sentences.push(format!("By kind: {}.", listed(&labels)));
    }
    for (node, count) in busiest(figure) {
        sentences.push(format!("{} has {}.", figure.nodes[node].name, relations(count)));
    }
    let told: Vec<&Edge> = figure.edges.iter().take(TOLD).collect();
    sentences.extend(said(figure, &told));
    if figure.edges.len() > TOLD {
        sentences.push(format!("And {} more.", relations(figure.edges.len() - TOLD)));
    }
    sentences.extend(figure.left_out.lines().into_iter().map(|line| format!("{}.", capital(&line))));
    sentences.join(" ")
}

/// `Kazakhstan is a member of A, B and C.`: the relations of a node that say the same, in one sentence.
fn said(figure: &Figure, edges: &[&Edge]) -> Vec<String> {
    let mut groups: Vec<((usize, &str), Vec<String>)> = Vec::new();
    for edge in edges {
        let key = (edge.from, &*edge.label);
        let end = figure.nodes[edge.to].name.trim_end_matches('.').to_owned();
        match groups.last_mut() {
            Some((last, ends)) if *last == key => ends.push(end),
            Some(_) | None => groups.push((key, vec![end])),
        }
    }
    let sentence = |((from, words), mut ends): ((usize, &str), Vec<String>)| {
        ends.dedup();
        // `trades with: export (disputed)` is said as `Kazakhstan trades with China: export (disputed)`.
        let (verb, rest) = words.split_at(words.find([':', '(']).unwrap_or(words.len()));
        let gap = if rest.starts_with('(') { " " } else { "" };
        format!("{} {} {}{gap}{rest}.", figure.nodes[from].name, verb.trim_end(), listed(&ends))
    };
    groups.into_iter().map(sentence).collect()
}

/// The nodes with most relations, where some have clearly more than others.
fn busiest(figure: &Figure) -> Vec<(usize, usize)> {
    let mut degrees: BTreeMap<usize, usize> = BTreeMap::new();
    for edge in &figure.edges {
        *degrees.entry(edge.from).or_default() += 1;
        if edge.to != edge.from {
            *degrees.entry(edge.to).or_default() += 1;
        }
    }
    let mut degrees: Vec<(usize, usize)> = degrees.into_iter().collect();
    degrees.sort_by_key(|(node, degree)| (std::cmp::Reverse(*degree), *node));
    let most = degrees.first().map_or(0, |(_, degree)| *degree);
    degrees.into_iter().take(BUSIEST).filter(|(_, degree)| *degree > 2 && degree * 2 >= most).collect()
}

fn relations(count: usize) -> String {
    counted(count, "relation")
}

/// `a, b and c`.
fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
