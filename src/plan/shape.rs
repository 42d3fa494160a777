//! The rewrites that change how rows come, not which: the first rows of an order without sorting the
//! others, texts searched as a column, the first match for each value instead of all.

use super::tree::{Plan, Source};
use crate::bind::{Aggregation, Expr, LabelTest, Slot};
use crate::syntax::ast::BinaryOperator;

/// `ORDER BY … LIMIT`: the first rows, and what is returned computed for them alone.
pub(super) fn top_rows(plan: &mut Plan) {
    if let Some(top) = top(plan) {
        *plan = top;
    }
    if let Some(input) = plan.input_mut() {
        top_rows(input);
    }
}

fn top(plan: &Plan) -> Option<Plan> {
    let Plan::Limit { input, count: limit } = plan else { return None };
    let (sorted, skip) = match &**input {
        Plan::Skip { input, count } => (&**input, Some(count.clone())),
        other => (other, None),
    };
    let Plan::Sort { input, keys, slots } = sorted else { return None };
    let limit = limit.clone();
    if let Plan::Project { input, items } = &**input
        && let Some((keys, kept)) = before(items, keys, slots)
    {
        let top = Plan::Top { input: input.clone(), keys, slots: kept, skip, limit };
        return Some(Plan::Project { input: Box::new(top), items: items.clone() });
    }
    Some(Plan::Top { input: input.clone(), keys: keys.clone(), slots: slots.clone(), skip, limit })
}

/// Keys in terms of what a projection reads, and the slots that must live on for it; none where it computes
/// more than properties, which might come out otherwise a second time.
#[allow(clippy::type_complexity)]
fn before(items: &[(Slot, Expr)], keys: &[(Expr, bool)], live: &[Slot]) -> Option<(Vec<(Expr, bool)>, Vec<Slot>)> {
    let mut kept: Vec<Slot> = live.iter().copied().filter(|slot| items.iter().all(|(to, _)| to != slot)).collect();
    for (_, expr) in items {
        let plain = match expr {
            Expr::Slot(slot) => Some(*slot),
            Expr::Property(owner, _, _) => match **owner {
                Expr::Slot(slot) => Some(slot),
                _ => None,
            },
            _ => None,
        };
        kept.push(plain?);
    }
    kept.sort_unstable();
    kept.dedup();
    let replaced = |(key, descending): &(Expr, bool)| match key {
        Expr::Slot(slot) => {
            let item = items.iter().find(|(to, _)| to == slot).map_or_else(|| key.clone(), |(_, expr)| expr.clone());
            Some((item, *descending))
        }
        _ => None,
    };
    Some((keys.iter().map(replaced).collect::<Option<_>>()?, kept))
}

/// `WHERE n.text CONTAINS 'x'` on the nodes of a label.
pub(super) fn search_texts(plan: &mut Plan) {
    if let Some(search) = search(plan) {
        *plan = search;
    }
    if let Some(input) = plan.input_mut() {
        search_texts(input);
    }
}

fn search(plan: &Plan) -> Option<Plan> {
    let Plan::Filter { input, conditions } = plan else { return None };
    let Plan::Scan { input, slot, source: Source::Label(label) } = &**input else { return None };
    let (at, key, needle) = conditions.iter().enumerate().find_map(|(at, condition)| {
        let Expr::Binary(BinaryOperator::Contains, owner, needle) = condition else { return None };
        let Expr::Property(node, _, key) = &**owner else { return None };
        let fixed = matches!(**needle, Expr::Constant(_) | Expr::Parameter(_));
        (matches!(**node, Expr::Slot(found) if found == *slot) && fixed).then(|| (at, *key, (**needle).clone()))
    })?;
    let mut conditions = conditions.clone();
    let contains = conditions.remove(at);
    conditions.retain(|condition| !is_label(condition, *slot, *label));
    conditions.insert(0, contains);
    Some(Plan::Search { input: input.clone(), slot: *slot, label: *label, key, needle, conditions })
}

/// Whether a condition asks a node for a label, and for nothing else.
pub(super) fn is_label(condition: &Expr, slot: Slot, label: crate::graph::LabelId) -> bool {
    match condition {
        Expr::HasLabels(owner, LabelTest::Is(found, _)) => {
            *found == label && matches!(**owner, Expr::Slot(at) if at == slot)
        }
        _ => false,
    }
}

/// An aggregation that asks which values of one variable there are, and not how often: after each new value
/// has been seen once, its other rows need not come.
pub(super) fn first_matches(plan: &mut Plan) {
    if let Plan::Aggregate { input, aggregation } = plan
        && let Some(slot) = only_asked_for(aggregation)
    {
        let taken = std::mem::replace(&mut **input, Plan::Row);
        **input = split(taken, slot);
    }
    if let Some(input) = plan.input_mut() {
        first_matches(input);
    }
}

fn only_asked_for(aggregation: &Aggregation) -> Option<Slot> {
    let [(_, aggregate)] = aggregation.aggregates.as_slice() else { return None };
    let [Expr::Slot(slot)] = aggregate.arguments.as_slice() else { return None };
    (aggregate.distinct && aggregation.keys.is_empty()).then_some(*slot)
}

/// Cuts a chain of expansions in two where the slot has its value.
fn split(plan: Plan, slot: Slot) -> Plan {
    let mut above = Vec::new();
    let mut at = plan;
    loop {
        let binds = match &at {
            Plan::Scan { slot: bound, .. } => *bound == slot,
            Plan::Expand { step, .. } => step.to == slot && !step.to_known,
            _ => false,
        };
        if binds {
            return if above.len() > 1 { joined(at, slot, above) } else { restored(at, above) };
        }
        let stays = matches!(&at, Plan::Probe { .. } | Plan::Expand { .. } | Plan::Filter { .. });
        let below = stays.then(|| at.input_mut().map(|input| std::mem::replace(input, Plan::Row))).flatten();
        match below {
            Some(below) => {
                above.push(at);
                at = below;
            }
            None => return restored(at, above),
        }
    }
}

/// The operators again on top of each other.
fn restored(bottom: Plan, above: Vec<Plan>) -> Plan {
    above.into_iter().rev().fold(bottom, |below, mut operator| {
        if let Some(input) = operator.input_mut() {
            *input = below;
        }
        operator
    })
}

/// Probes count what they count now: rows of the first matches.
fn joined(bottom: Plan, slot: Slot, above: Vec<Plan>) -> Plan {
    let rest = restored(Plan::Row, above);
    Plan::First { input: Box::new(bottom), slot, rest: Box::new(rest) }
}
