//! Patterns in parentheses that are repeated: a walk whose step is several relationships, what is tested on the
//! way, and the lists that come of it.

use super::depends::ready;
use super::matching::Matching;
use super::total::total;
use super::tree::{Plan, Tested};
use crate::bind::{EdgePattern, Expr, Leg, Repeated, Round, Slot};

/// The relationships of one time, in the order in which they are walked.
pub(super) fn legs(edge: &EdgePattern, forwards: bool) -> Vec<Leg> {
    let first = Leg { way: edge.way, types: edge.types.clone(), properties: edge.properties.clone() };
    let mut legs: Vec<Leg> = std::iter::once(first).chain(edge.legs.iter().cloned()).collect();
    if !forwards {
        legs.reverse();
        legs.iter_mut().for_each(|leg| leg.way = leg.way.flipped());
    }
    legs
}

/// What can be tested while a relationship of the pattern is walked, each condition as soon as what it speaks of
/// is known. What may fail is attempted only: it is tested for good when the match is complete.
pub(super) fn tested(matching: &Matching<'_>, edge: usize, forwards: bool) -> Option<Box<Tested>> {
    let repeated = matching.pattern.repeated.iter().find(|repeated| repeated.edge == edge)?;
    let mut round = repeated.round.clone();
    if !forwards {
        round.nodes.reverse();
        round.edges.reverse();
    }
    let elements: Vec<Slot> = matching.elements.iter().chain(&round.nodes).chain(&round.edges).copied().collect();
    let mut conditions: Vec<Vec<Expr>> = round.edges.iter().map(|_| Vec::new()).collect();
    for condition in &repeated.conditions {
        let known = (0..round.edges.len()).find(|at| ready(condition, &unknown(matching, &round, *at)));
        if let Some(at) = known {
            let sure = total(condition, &elements);
            let condition = condition.clone();
            conditions[at].push(if sure { condition } else { Expr::Attempt(Box::new(condition)) });
        }
    }
    let any = conditions.iter().any(|conditions| !conditions.is_empty());
    any.then(|| Box::new(Tested { round, conditions }))
}

/// The slots that nothing has filled when so many relationships of a round, and one, were walked.
fn unknown(matching: &Matching<'_>, round: &Round, walked: usize) -> Vec<Slot> {
    let ahead = round.nodes[walked + 2..].iter().chain(&round.edges[walked + 1..]);
    matching.pending.iter().chain(ahead).copied().collect()
}

/// The lists, and the conditions for good. A condition may speak of a list of another repeated pattern: where
/// there are several, all lists come first.
pub(super) fn lists(matching: &mut Matching<'_>) {
    let pattern = matching.pattern;
    let together = pattern.repeated.len() == 1;
    for repeated in &pattern.repeated {
        let conditions = if together { repeated.conditions.clone() } else { Vec::new() };
        again(matching, repeated, repeated.groups.clone(), conditions);
        matching.pending.retain(|slot| !repeated.groups.iter().any(|(_, list)| list == slot));
    }
    if !together {
        pattern.repeated.iter().for_each(|repeated| again(matching, repeated, Vec::new(), repeated.conditions.clone()));
    }
}

/// Goes over the walk of a repeated pattern once more, where anything is to be done there.
fn again(matching: &mut Matching<'_>, repeated: &Repeated, groups: Vec<(Slot, Slot)>, conditions: Vec<Expr>) {
    if groups.is_empty() && conditions.is_empty() {
        return;
    }
    let edge = &matching.pattern.edges[repeated.edge];
    let (start, edges) = (matching.pattern.nodes[edge.from].slot, edge.slot);
    let input = matching.take_plan();
    matching.plan = Plan::Repeated { input, start, edges, round: repeated.round.clone(), groups, conditions };
}
