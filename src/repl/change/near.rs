//! Names that may be another spelling of what is there already.

use super::super::trouble::Trouble;
use super::Scene;
use super::step::{Asking, Step};
use crate::cli::wiring::{fold, is_near};
use crate::graph::View;
use crate::show;
use crate::value::NodeId;

/// Nodes that a new name may mean, other than `own`: those of the same name first, at most three.
pub(super) fn nodes(scene: &Scene<'_>, names: &[&str], own: Option<NodeId>) -> Vec<(NodeId, bool)> {
    let mut found: Vec<(NodeId, bool)> = Vec::new();
    for (spelling, node) in scene.ask.names.spellings() {
        let same = names.iter().any(|name| fold(name) == fold(spelling));
        if Some(node) == own || !same && !names.iter().any(|name| is_near(name, spelling)) {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == node) {
            Some((_, known_same)) => *known_same |= same,
            None => found.push((node, same)),
        }
    }
    found.sort_by_key(|(node, same)| (!same, *node));
    found.truncate(3);
    found
}

/// The question whether to go on, where a name may be that of something that is there.
pub(super) fn warn(scene: &Scene<'_>, name: &str, title: Option<&str>, own: Option<NodeId>) -> Option<Step> {
    let names: Vec<&str> = std::iter::once(name).chain(title).collect();
    let near = nodes(scene, &names, own);
    if near.is_empty() {
        return None;
    }
    let told: Vec<String> = near.iter().map(|(node, same)| told(scene, *node, *same)).collect();
    Some(Step::Ask(Asking::sure(format!("`{name}` is {}", told.join(", and ")), "make it all the same?")))
}

fn told(scene: &Scene<'_>, node: NodeId, same: bool) -> String {
    let labels = show::label_names(scene.graph, node).join(", ");
    let (name, id) = (show::name_of(scene.graph, node), scene.graph.node_text(node, "id").unwrap_or_default());
    format!("{} {name} ({labels}, `{id}`)", if same { "a name of" } else { "near" })
}

/// An id that nothing has yet: the words of a name, with a number after them where that is taken.
pub(super) fn new_id(scene: &Scene<'_>, name: &str) -> Result<String, Trouble> {
    let base = crate::cli::wiring::kebab(name);
    if base.is_empty() {
        let message = format!("no id can be made of `{name}`, which has no letters from a to z");
        return Err(Trouble::usage(message, "say one: `id some-words`"));
    }
    let taken = |id: &str| scene.graph.node_by_id(id).is_some();
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    Ok(std::iter::once(base.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(base))
}
