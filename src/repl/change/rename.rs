//! `rename NAME to NAME` keeps the old name as an alias; `rename id ID to ID` moves every reference.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::ask::{literal, value_literal};
use super::super::trouble::Trouble;
use super::super::words::{Word, joined};
use super::grammar::{is_plain, without_anyway};
use super::remove::whom;
use super::step::{Asking, Change, Put, Step};
use super::{Scene, add, near, pair};
use crate::cli::wiring::print_name;
use crate::graph::document::{Shape, keys_of_edge, keys_of_node};
use crate::graph::{Evidence, View, Way};
use crate::show;
use crate::value::{EdgeId, Map, NodeId, Value};

/// `rename`
pub(crate) fn rename(scene: &Scene<'_>, words: &[Word]) -> Result<Step, Trouble> {
    let (words, anyway) = without_anyway(words);
    let (old, new) = match parting(scene, words) {
        Some(at) => (&words[..at], &words[at + 1..]),
        None => (words, &[][..]),
    };
    if old.is_empty() {
        return Ok(Step::Ask(Asking { hint: HINT.to_owned(), ..whom("rename", "rename whom or what? ") }));
    }
    let of_id = is_plain(&old[0], "id") && old.len() > 1;
    let node = scene.ask.names.one(&joined(if of_id { &old[1..] } else { old }))?;
    if new.is_empty() {
        return Ok(Step::Ask(new_asked(scene, node, of_id)));
    }
    if of_id { rename_id(scene, node, &joined(new)) } else { rename_node(scene, node, &joined(new), anyway) }
}

/// Where the new name begins: after the first `to` that follows a name, else after the last.
fn parting(scene: &Scene<'_>, words: &[Word]) -> Option<usize> {
    let parts = |at: &usize| ["to", "as", "->"].iter().any(|word| is_plain(&words[*at], word));
    let after_name = (1..words.len()).filter(parts).find(|at| scene.ask.is_exact(&words[..*at]));
    after_name.or_else(|| (1..words.len()).rev().find(parts))
}

const HINT: &str = "as in `rename Burma to Myanmar`, or `rename id burma to myanmar`";

fn new_asked(scene: &Scene<'_>, node: NodeId, of_id: bool) -> Asking {
    let what = if of_id { "id" } else { "name" };
    Asking {
        missing: format!("the new {what}, after `to`"),
        hint: HINT.to_owned(),
        prompt: format!("new {what} of {}: ", show::name_of(scene.graph, node)),
        put: Put::After("to"),
        ..Asking::default()
    }
}

fn rename_node(scene: &Scene<'_>, node: NodeId, name: &str, anyway: bool) -> Result<Step, Trouble> {
    if name.trim().is_empty() {
        return Err(Trouble::usage("a name can't be empty", HINT));
    }
    if !anyway && let Some(step) = near::warn(scene, name, None, Some(node)) {
        return Ok(step);
    }
    let old = scene.graph.node_text(node, "name");
    let aliases: Vec<Value> = aliases(scene, node).into_iter().filter(|alias| alias.as_str() != Some(name)).collect();
    let kept = old.filter(|old| **old != *name).map(|old| Value::string(&old));
    let kept = kept.filter(|old| !aliases.iter().any(|alias| pair::same(alias, old)));
    let aliases = Value::list(aliases.into_iter().chain(kept).collect());
    let found = scene.ask.node("n", node);
    let statement = format!("MATCH {found}\nSET n.name = {}, n.aliases = {}", literal(name), value_literal(&aliases));
    Ok(Step::Do(Change { statements: vec![statement], ..Change::default() }))
}

/// The aliases of a node.
pub(super) fn aliases(scene: &Scene<'_>, node: NodeId) -> Vec<Value> {
    let key = scene.graph.symbols().find_key("aliases");
    let value = key.map_or(Value::Null, |key| scene.graph.node_property(node, key));
    value.as_list().map(<[Value]>::to_vec).unwrap_or_default()
}

fn rename_id(scene: &Scene<'_>, node: NodeId, id: &str) -> Result<Step, Trouble> {
    let Some(old) = scene.graph.node_text(node, "id") else {
        return Err(Trouble::usage("it has no id that could be changed", HINT));
    };
    add::check_id(scene, id)?;
    let mut statements = vec![format!("MATCH {}\nSET n.id = {}", scene.ask.node("n", node), literal(id))];
    statements.extend(references(scene, &old).moved(&old, id));
    let remarks = pair::queries_naming(scene, &old).into_iter().collect();
    Ok(Step::Do(Change { statements, remarks, source: None }))
}

/// Records that name an id, other than as an end of a relation.
#[derive(Default)]
pub(super) struct References {
    nodes: BTreeSet<NodeId>,
    edges: BTreeSet<EdgeId>,
    /// Whether passages of nodes name it, and whether those of relations do.
    passages: (bool, bool),
    /// Properties that name it, and whether nodes have them.
    keys: BTreeSet<(String, bool)>,
}

/// Looks for an id at every record. O(records).
pub(super) fn references(scene: &Scene<'_>, id: &str) -> References {
    let mut found = References::default();
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    scene.graph.nodes(&mut nodes);
    nodes.iter().for_each(|node| scene.graph.edges_of(*node, Way::Out, &[], &mut edges));
    let keys = node_keys(scene);
    let naming = |own: &Map, of_node: bool| -> Vec<(String, bool)> {
        let named = own.iter().filter(|(_, value)| value.as_str() == Some(id));
        named.map(|(key, _)| (key.to_string(), of_node)).filter(|key| keys.contains(key)).collect()
    };
    for node in nodes {
        let rests = rests_on(&scene.graph.node_evidence(node), id);
        let named = naming(&pair::properties_of_node(scene, node), true);
        if rests || !named.is_empty() {
            found.nodes.insert(node);
        }
        found.passages.0 |= rests;
        found.keys.extend(named);
    }
    for (edge, _) in edges {
        let rests = rests_on(&scene.graph.edge_evidence(edge), id);
        let named = naming(&pair::properties_of_edge(scene, edge), false);
        if rests || !named.is_empty() {
            found.edges.insert(edge);
        }
        found.passages.1 |= rests;
        found.keys.extend(named);
    }
    found
}

/// Whether one of the passages is of a work, or cites it.
fn rests_on(pieces: &[Evidence], id: &str) -> bool {
    pieces.iter().any(|piece| &*piece.work == id || piece.citing.iter().any(|work| &**work == id))
}

/// The properties that hold ids of nodes, and whether nodes have them.
fn node_keys(scene: &Scene<'_>) -> BTreeSet<(String, bool)> {
    let Some(schema) = scene.ask.schema else { return BTreeSet::new() };
    let labels: Vec<&str> = schema.labels.iter().map(|rule| rule.label.as_str()).collect();
    let of_nodes = keys_of_node(schema, &labels).into_iter().map(|key| (key, true));
    let of_edges = schema.types.iter().flat_map(|rule| keys_of_edge(schema, &rule.name)).map(|key| (key, false));
    let all = of_nodes.chain(of_edges).filter(|(key, _)| key.shape == Shape::Node);
    all.map(|(key, of_node)| (key.name.to_owned(), of_node)).collect()
}

impl References {
    /// The records that name the id, told, without these relations and this node.
    pub(super) fn told(&self, scene: &Scene<'_>, edges: &[EdgeId], node: NodeId) -> Vec<String> {
        let nodes = self.nodes.iter().filter(|known| **known != node).map(|node| show::name_of(scene.graph, *node));
        let edges = self.edges.iter().filter(|edge| !edges.contains(edge)).map(|edge| pair::told(scene, *edge));
        nodes.chain(edges).collect()
    }

    /// The statements that make them name another id.
    pub(super) fn moved(&self, old: &str, new: &str) -> Vec<String> {
        let (old, new) = (literal(old), literal(new));
        let passages = |element: &str| {
            format!(
                "MATCH {element} WHERE any(p IN evidence(r) WHERE p.work = {old} OR {old} IN coalesce(p.citing, []))\n\
                 SET r.evidence = [p IN evidence(r) | p {{.*, work: CASE p.work WHEN {old} THEN {new} ELSE p.work END, \
                 citing: [w IN p.citing | CASE w WHEN {old} THEN {new} ELSE w END]}}]"
            )
        };
        let key = |(key, of_node): &(String, bool)| {
            let key = print_name(key);
            // What it says is the same as before, so its passages stand for it.
            let (element, rests) = if *of_node { ("(r)", "") } else { ("()-[r]->()", ", r.evidence = evidence(r)") };
            format!("MATCH {element} WHERE r.{key} = {old}\nSET r.{key} = {new}{rests}")
        };
        let of_nodes = self.passages.0.then(|| passages("(r)"));
        let of_edges = self.passages.1.then(|| passages("()-[r]->()"));
        of_nodes.into_iter().chain(of_edges).chain(self.keys.iter().map(key)).collect()
    }
}

/// A passage that names another id in place of this one.
pub(super) fn moved_passage(piece: &Evidence, old: &str, new: &str) -> Evidence {
    let swap = |work: &Arc<str>| if **work == *old { Arc::from(new) } else { work.clone() };
    Evidence { work: swap(&piece.work), citing: piece.citing.iter().map(swap).collect(), ..piece.clone() }
}
