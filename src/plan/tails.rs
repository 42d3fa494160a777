//! The rewrite that counts the ends of a pattern instead of walking them: where a query asks how many rows there are,
//! the last edges of a match, of which nothing else is asked, are a number for each node they leave from.

use super::tree::{Branch, Plan, Step, Tree};
use crate::bind::{Aggregation, Slot};
use crate::graph::{TypeId, View, Way};

/// Cuts the ends off what an aggregation counts, where it counts nothing but rows.
pub(super) fn cut(input: &Plan, aggregation: &Aggregation, view: &dyn View) -> Option<Plan> {
    let rows_only = aggregation.keys.is_empty() && aggregation.aggregates.iter().all(|(_, a)| a.function.is_none());
    if rows_only { below_probes(input, view) } else { None }
}

fn below_probes(plan: &Plan, view: &dyn View) -> Option<Plan> {
    if let Plan::Probe { input, clause } = plan {
        return Some(Plan::Probe { input: Box::new(below_probes(input, view)?), clause: *clause });
    }
    let mut steps = Vec::new();
    let mut rest = plan;
    while let Plan::Expand { input, step } = rest
        && is_end(step, view)
    {
        steps.push(step);
        rest = input;
    }
    // As many of the last steps as form a tree from one node.
    let kept = (1..=steps.len()).rev().find(|count| root(&steps[..*count]).is_some())?;
    let (ends, walked) = steps.split_at(kept);
    let root = root(ends)?;
    let input = walked.first().map_or(rest, |step| expansion(plan, step));
    let apart = ends.iter().enumerate().all(|(at, step)| {
        step.others.iter().all(|other| {
            let cut = ends[at + 1..].iter().find(|end| end.edge == *other);
            let kinds = cut.map_or_else(|| kinds_of(input, *other), |end| Some(end.types.as_slice()));
            kinds.is_some_and(|kinds| !kinds.is_empty() && !kinds.contains(&step.types[0]))
        })
    });
    apart.then(|| Plan::Weigh { input: Box::new(input.clone()), root, tree: tree(root, ends) })
}

/// Whether a step can be the end of a pattern that is only counted: one type, one way, to a node of which nothing is known.
fn is_end(step: &Step, view: &dyn View) -> bool {
    let plain = !step.to_known && step.properties.is_empty() && step.way != Way::Both;
    plain && matches!(step.types.as_slice(), [kind] if view.adjacency(step.way, *kind).is_some())
}

/// The one node from which steps lead, if it is one.
fn root(steps: &[&Step]) -> Option<Slot> {
    let mut roots = steps.iter().map(|step| step.from).filter(|from| steps.iter().all(|step| step.to != *from));
    let root = roots.next()?;
    roots.all(|other| other == root).then_some(root)
}

/// The operator that takes a step.
fn expansion<'p>(plan: &'p Plan, wanted: &Step) -> &'p Plan {
    let mut at = plan;
    while let Plan::Expand { input, step } = at
        && step.edge != wanted.edge
    {
        at = input;
    }
    at
}

fn tree(root: Slot, steps: &[&Step]) -> Tree {
    let from_root = steps.iter().filter(|step| step.from == root);
    let branches = from_root.map(|step| Branch {
        way: step.way,
        kind: step.types[0],
        length: None,
        labels: Vec::new(),
        tree: tree(step.to, steps),
    });
    Tree { branches: branches.collect() }
}

/// The types of an edge that is walked somewhere below; none where it comes from elsewhere.
fn kinds_of(plan: &Plan, edge: Slot) -> Option<&[TypeId]> {
    let mut at = plan;
    loop {
        at = match at {
            Plan::Expand { step, .. } | Plan::Walk { step, .. } if step.edge == edge => {
                return step.legs.is_empty().then_some(&*step.types);
            }
            Plan::Expand { input, .. }
            | Plan::Walk { input, .. }
            | Plan::Filter { input, .. }
            | Plan::Probe { input, .. }
            | Plan::Weigh { input, .. } => input,
            _ => return None,
        }
    }
}
