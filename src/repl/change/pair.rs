//! A node or a relation that is there, as a line names it, and the Cypher that finds it again.

use super::super::ask::{literal, value_literal};
use super::super::trouble::Trouble;
use super::super::words::{Word, joined};
use super::Scene;
use super::grammar::is_number;
use super::step::{Asking, Put};
use crate::cli::wiring::print_name;
use crate::graph::{View, Way};
use crate::show::{self, Subject};
use crate::value::{EdgeId, Map, NodeId, Value};

/// What a line names.
pub(super) enum Target {
    /// A node.
    Node(NodeId),
    /// A relation.
    Edge(EdgeId),
    /// One of several relations, to be told by its number.
    Which(Asking),
}

/// What words name: a node, or a relation as `NAME RELATION NAME`, with `#2` where there are several.
pub(super) fn target(scene: &Scene<'_>, words: &[Word]) -> Result<Target, Trouble> {
    if scene.ask.is_exact(words) {
        return Ok(Target::Node(scene.ask.names.one(&joined(words))?));
    }
    let Some((start, end, kind)) = scene.ask.find_relation(words) else {
        return Ok(Target::Node(scene.ask.names.one(&joined(words))?));
    };
    let (rest, number) = numbered(&words[end..]);
    if rest.is_empty() {
        let message = format!("`{}` names a relation without its second end", joined(words));
        return Err(Trouble::usage(message, "as in `kazakhstan MEMBER_OF sco`"));
    }
    let from = scene.ask.names.one(&joined(&words[..start]))?;
    let to = scene.ask.names.one(&joined(rest))?;
    let found = edges(scene, from, &kind, to);
    let between = format!("{} {} {}", show::name_of(scene.graph, from), kind, show::name_of(scene.graph, to));
    match (found.as_slice(), number) {
        ([], _) => {
            Err(Trouble::usage(format!("there is no relation {between}"), "`neighbours NAME` lists what there is"))
        }
        ([only], None) => Ok(Target::Edge(*only)),
        (all, Some(number)) => match number.checked_sub(1).and_then(|at| all.get(at)) {
            Some(edge) => Ok(Target::Edge(*edge)),
            None => Err(Trouble::usage(format!("there is no #{number} of {between}"), which(scene, all).before)),
        },
        (all, None) => Ok(Target::Which(which(scene, all))),
    }
}

fn numbered(words: &[Word]) -> (&[Word], Option<usize>) {
    let Some((last, rest)) = words.split_last() else { return (words, None) };
    let number = last.text.strip_prefix('#').filter(|_| is_number(last)).and_then(|text| text.parse().ok());
    if number.is_some() { (rest, number) } else { (words, None) }
}

fn which(scene: &Scene<'_>, edges: &[EdgeId]) -> Asking {
    let lines = edges.iter().enumerate().map(|(at, edge)| format!("#{}: {}", at + 1, told(scene, *edge)));
    Asking {
        before: lines.collect::<Vec<String>>().join("\n"),
        missing: "the number of one of these".to_owned(),
        hint: "as in `... #2`, after the second name".to_owned(),
        prompt: "which one? #".to_owned(),
        put: Put::Number,
        ..Asking::default()
    }
}

/// The relation told in a sentence, with what sets it apart.
pub(super) fn told(scene: &Scene<'_>, edge: EdgeId) -> String {
    let sentence = show::sentence(Subject { view: scene.graph, schema: scene.ask.schema }, edge);
    let facts: Vec<String> =
        facts(scene, edge).iter().map(|(key, value)| format!("{key} {}", text(scene, value))).collect();
    if facts.is_empty() { sentence } else { format!("{sentence} [{}]", facts.join(", ")) }
}

/// A value as it is told.
pub(super) fn text(scene: &Scene<'_>, value: &Value) -> String {
    show::cell_text(scene.graph, value)
}

/// The relations of a type from one node to another; of a symmetric type also the other way round.
pub(super) fn edges(scene: &Scene<'_>, from: NodeId, kind: &str, to: NodeId) -> Vec<EdgeId> {
    let Some(number) = scene.graph.symbols().find_type(kind) else { return Vec::new() };
    let way = if is_symmetric(scene, kind) { Way::Both } else { Way::Out };
    let mut found = Vec::new();
    scene.graph.edges_of(from, way, &[number], &mut found);
    let mut edges: Vec<EdgeId> = found.into_iter().filter(|(_, other)| *other == to).map(|(edge, _)| edge).collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

pub(super) fn is_symmetric(scene: &Scene<'_>, kind: &str) -> bool {
    scene.ask.schema.and_then(|schema| schema.relationship_type(kind)).is_some_and(|rule| rule.symmetric)
}

pub(super) fn kind_of(scene: &Scene<'_>, edge: EdgeId) -> String {
    scene.graph.symbols().type_name(scene.graph.edge_type(edge)).to_string()
}

/// All properties of a node or a relation.
pub(super) fn properties(scene: &Scene<'_>, of: &[(crate::graph::KeyId, Value)]) -> Map {
    of.iter().map(|(key, value)| (scene.graph.symbols().key_name(*key).clone(), value.clone())).collect()
}

pub(super) fn properties_of_edge(scene: &Scene<'_>, edge: EdgeId) -> Map {
    properties(scene, &scene.graph.edge_properties(edge))
}

pub(super) fn properties_of_node(scene: &Scene<'_>, node: NodeId) -> Map {
    properties(scene, &scene.graph.node_properties(node))
}

/// What a relation says beyond its ends and its type; remarks say nothing about the world.
pub(super) fn facts(scene: &Scene<'_>, edge: EdgeId) -> Map {
    without_remarks(properties_of_edge(scene, edge))
}

pub(super) fn without_remarks(mut map: Map) -> Map {
    map.retain(|key, _| !matches!(&**key, "note" | "anomaly"));
    map
}

/// Whether two values are one: of the same kind, and equal.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    value_literal(a) == value_literal(b)
}

/// Whether two records say the same.
pub(super) fn same_map(a: &Map, b: &Map) -> bool {
    a.len() == b.len() && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
}

/// The clause that finds a relation as `r`: by its ends and its type, and by what sets it apart from its like.
pub(super) fn matching(scene: &Scene<'_>, edge: EdgeId) -> String {
    let (from, to) = scene.graph.ends(edge);
    let kind = kind_of(scene, edge);
    let like: Vec<EdgeId> = edges(scene, from, &kind, to).into_iter().filter(|other| *other != edge).collect();
    let pattern = format!("MATCH {}-[r:{}]->{}", scene.ask.node("a", from), print_name(&kind), scene.ask.node("b", to));
    if like.is_empty() {
        return pattern;
    }
    let own = properties_of_edge(scene, edge);
    let others: Vec<Map> = like.iter().map(|other| properties_of_edge(scene, *other)).collect();
    let apart = own
        .iter()
        .find(|(key, value)| others.iter().all(|other| !other.get(*key).is_some_and(|other| same(other, value))));
    match apart {
        Some((key, value)) => format!("{pattern} WHERE r.{} = {}", print_name(key), value_literal(value)),
        None => format!("{pattern} WHERE properties(r) = {}", value_literal(&Value::map(own))),
    }
}

/// Saved queries that name an id, to be changed by hand.
pub(super) fn queries_naming(scene: &Scene<'_>, id: &str) -> Option<String> {
    let spelled = [literal(id), format!("\"{id}\"")];
    let names = scene.queries.iter().filter(|query| spelled.iter().any(|spelled| query.text.contains(spelled)));
    let names: Vec<&str> = names.map(|query| query.name.as_str()).collect();
    (!names.is_empty()).then(|| format!("saved queries that name `{id}`, to be changed by hand: {}", names.join(", ")))
}
