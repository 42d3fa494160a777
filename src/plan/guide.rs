//! The rewrite that keeps a walk between two nodes known by their ids to what leads from one to the other: a
//! semi-join reduction (Yannakakis 1981), by which no step is taken in vain but for relationships that must differ.

use super::total::total;
use super::tree::{Plan, Pull, Source};
use crate::bind::{Expr, Slot};
use crate::graph::{KeyId, View, Way};
use crate::syntax::ast::Comparator;

/// Guides the first such walk from the top; there is nothing to gain on the way to it.
pub(super) fn guide(plan: &mut Plan, view: &dyn View) {
    if let Some(walk) = between(plan, view) {
        let input = Box::new(std::mem::replace(plan, Plan::Row));
        *plan = Plan::Guide { input, from: walk.from, to: walk.to, pulls: walk.pulls };
    } else if let Some(input) = plan.input_mut() {
        guide(input, view);
    }
}

/// A walk from a node with an id to another.
struct Walk {
    from: Expr,
    to: Expr,
    pulls: Vec<Pull>,
}

fn between(plan: &Plan, view: &dyn View) -> Option<Walk> {
    let id = view.symbols().find_key("id")?;
    let (start, rest) = match plan {
        Plan::First { input, rest, .. } => (Some(&**input), &**rest),
        other => (None, other),
    };
    let Plan::Filter { input, conditions } = under_probes(rest) else { return None };
    let (end, to) = conditions.iter().find_map(|condition| named(condition, id))?;
    let mut walk = Walk { from: Expr::Slot(end), to, pulls: Vec::new() };
    let elements = elements(plan);
    let harmless = |conditions: &[Expr]| {
        conditions.iter().all(|condition| matches!(condition, Expr::Attempt(_)) || total(condition, &elements))
    };
    let (mut at, mut goal, mut below) = (&**input, end, start);
    if !harmless(conditions) {
        return None;
    }
    loop {
        match at {
            Plan::Probe { input, .. } => at = input,
            Plan::Filter { input, conditions } if harmless(conditions) => at = input,
            Plan::Expand { input, step } => {
                if step.to == goal && !step.to_known {
                    let [kind] = step.types.as_slice() else { return None };
                    if step.way == Way::Both || view.adjacency(step.way, *kind).is_none() {
                        return None;
                    }
                    walk.pulls.push(Pull { way: step.way, kind: *kind, to: goal });
                    goal = step.from;
                }
                at = input;
            }
            Plan::Row => at = below.take()?,
            Plan::Scan { slot, source: Source::Id(from), input } => {
                let known = *slot == goal && walk.pulls.len() > 1 && fixed(from) && matches!(**input, Plan::Row);
                walk.from = from.clone();
                walk.pulls.reverse();
                return known.then_some(walk);
            }
            _ => return None,
        }
    }
}

fn under_probes(mut plan: &Plan) -> &Plan {
    while let Plan::Probe { input, .. } = plan {
        plan = input;
    }
    plan
}

/// `n.id = x`, where `x` is known before anything is matched: the node and its id.
fn named(condition: &Expr, id: KeyId) -> Option<(Slot, Expr)> {
    let Expr::Comparison(left, rest) = condition else { return None };
    let [(Comparator::Equal, right)] = rest.as_slice() else { return None };
    let node = |expr: &Expr| match expr {
        Expr::Property(owner, _, key) if *key == id => match **owner {
            Expr::Slot(slot) => Some(slot),
            _ => None,
        },
        _ => None,
    };
    let (slot, value) = node(left).map(|slot| (slot, right)).or_else(|| node(right).map(|slot| (slot, &**left)))?;
    fixed(value).then(|| (slot, value.clone()))
}

fn fixed(expr: &Expr) -> bool {
    matches!(expr, Expr::Constant(_) | Expr::Parameter(_))
}

/// The slots that a chain fills with nodes and relationships.
fn elements(plan: &Plan) -> Vec<Slot> {
    let mut found = Vec::new();
    let mut waiting = vec![plan];
    while let Some(plan) = waiting.pop() {
        match plan {
            Plan::First { input, rest, .. } => waiting.extend([&**input, &**rest]),
            Plan::Probe { input, .. } | Plan::Filter { input, .. } => waiting.push(input),
            Plan::Expand { input, step } => {
                found.extend([step.from, step.edge, step.to]);
                waiting.push(input);
            }
            Plan::Scan { slot, .. } => found.push(*slot),
            _ => {}
        }
    }
    found
}
