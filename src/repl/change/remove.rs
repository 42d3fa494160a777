//! `remove NAME`, `remove NAME RELATION NAME`

use super::super::trouble::Trouble;
use super::super::words::Word;
use super::grammar::without_anyway;
use super::pair::{self, Target, target};
use super::step::{Asking, Change, Completes, Put, Step};
use super::{Scene, rename};
use crate::graph::{View, Way};
use crate::show;
use crate::value::{EdgeId, NodeId};

/// As many relations are told before the rest is counted.
const TOLD_MAX: usize = 12;

/// `remove`
pub(crate) fn remove(scene: &Scene<'_>, words: &[Word]) -> Result<Step, Trouble> {
    let (words, anyway) = without_anyway(words);
    if words.is_empty() {
        return Ok(Step::Ask(whom("remove", "remove whom or what? ")));
    }
    match target(scene, words)? {
        Target::Node(node) => remove_node(scene, node, anyway),
        Target::Edge(edge) => Ok(remove_edge(scene, edge)),
        Target::Which(asking) => Ok(Step::Ask(asking)),
    }
}

/// The question for a name that is there.
pub(super) fn whom(verb: &str, prompt: &str) -> Asking {
    Asking {
        missing: "a name".to_owned(),
        hint: format!("as in `{verb} wakanda` or `{verb} wakanda MEMBER_OF csto`"),
        prompt: prompt.to_owned(),
        completes: Completes { names: true, ..Completes::default() },
        put: Put::Words,
        ..Asking::default()
    }
}

fn remove_node(scene: &Scene<'_>, node: NodeId, anyway: bool) -> Result<Step, Trouble> {
    let name = show::name_of(scene.graph, node);
    let id = scene.graph.node_text(node, "id").unwrap_or_default();
    let mut edges = Vec::new();
    scene.graph.edges_of(node, Way::Both, &[], &mut edges);
    let own: Vec<EdgeId> = edges.into_iter().map(|(edge, _)| edge).collect();
    let resting = rename::references(scene, &id).told(scene, &own, node);
    if !resting.is_empty() {
        let message = format!("{} records rest on `{id}` or name it:\n{}", resting.len(), listed(&resting));
        let hint =
            format!("give them other passages first, or `rename id {id} to ...`; `falls {id}` tells what rests on it");
        return Err(Trouble::usage(message, hint));
    }
    if !own.is_empty() && !anyway {
        let told: Vec<String> = own.iter().map(|edge| pair::told(scene, *edge)).collect();
        let plural = if own.len() == 1 { "1 relation goes" } else { "relations go" };
        let count = if own.len() == 1 { String::new() } else { format!("{} ", own.len()) };
        let before = format!("with {name} {count}{plural}:\n{}", listed(&told));
        return Ok(Step::Ask(Asking::sure(before, "remove it with all of these?")));
    }
    let detach = if own.is_empty() { "" } else { "DETACH " };
    let statement = format!("MATCH {}\n{detach}DELETE n", scene.ask.node("n", node));
    let remarks = pair::queries_naming(scene, &id).into_iter().collect();
    Ok(Step::Do(Change { statements: vec![statement], remarks, source: None }))
}

fn listed(lines: &[String]) -> String {
    let mut told: Vec<String> = lines.iter().take(TOLD_MAX).map(|line| format!("  {line}")).collect();
    if lines.len() > TOLD_MAX {
        told.push(format!("  … and {} more", lines.len() - TOLD_MAX));
    }
    told.join("\n")
}

fn remove_edge(scene: &Scene<'_>, edge: EdgeId) -> Step {
    let statement = format!("{}\nDELETE r", pair::matching(scene, edge));
    Step::Do(Change { statements: vec![statement], ..Change::default() })
}
