//! The rewrites that read properties as arrays: rows are grouped and ordered by columns, not by values.

use super::Rewrites;
use super::tree::{Ahead, Plan, Source, Tree};
use crate::bind::{Aggregation, Expr, Slot};
use crate::graph::{Column, KeyId, LabelId, View};
use crate::value::NodeId;

/// Rewrites what groups or orders the nodes of a label by properties that all of them have.
pub(super) fn read(plan: &mut Plan, rewrites: Rewrites, view: &dyn View) {
    let found = match plan {
        // What is counted without walking cites nothing: neither does this.
        Plan::Aggregate { input, aggregation } if rewrites.count_without_walking => tally(input, aggregation, view),
        Plan::Top { .. } => leading(plan, view),
        _ => None,
    };
    match found {
        Some(found) => *plan = found,
        None => {
            if let Some(input) = plan.input_mut() {
                read(input, rewrites, view);
            }
            look_ahead(plan);
        }
    }
}

/// `ORDER BY count(*) … LIMIT …`: groups that their count alone rules out need not be made rows.
fn look_ahead(plan: &mut Plan) {
    let Plan::Top { input, keys, skip, limit, .. } = plan else { return };
    let mut below = &mut **input;
    while let Plan::Probe { input, .. } = below {
        below = input;
    }
    if let (Plan::Tally { counts, ahead, .. }, Some((Expr::Slot(first), descending))) = (below, keys.first())
        && counts.contains(first)
    {
        *ahead = Some(Ahead { descending: *descending, skip: skip.clone(), limit: limit.clone() });
    }
}

/// `RETURN n.x, count(*)` over the nodes of a label, or over a pattern counted from them.
fn tally(input: &Plan, aggregation: &Aggregation, view: &dyn View) -> Option<Plan> {
    let [(to, Expr::Property(owner, _, key))] = aggregation.keys.as_slice() else { return None };
    let rows_only = aggregation.aggregates.iter().all(|(_, aggregate)| aggregate.function.is_none());
    let (label, root, tree, probes) = nodes(input)?;
    let by_root = matches!(**owner, Expr::Slot(slot) if slot == root);
    if !rows_only || !by_root || kinds(label, *key, view).is_none() {
        return None;
    }
    let counts = aggregation.aggregates.iter().map(|(slot, _)| *slot).collect();
    Some(under(probes, Plan::Tally { label, tree, key: *key, to: *to, counts, ahead: None }))
}

/// `ORDER BY n.x, n.y LIMIT …` over the nodes of a label.
fn leading(plan: &Plan, view: &dyn View) -> Option<Plan> {
    let Plan::Top { input, keys, slots, skip, limit } = plan else { return None };
    let (label, slot, tree, probes) = nodes(input)?;
    let by = |(key, descending): &(Expr, bool)| match key {
        Expr::Property(owner, _, key) if matches!(**owner, Expr::Slot(at) if at == slot) => Some((*key, *descending)),
        _ => None,
    };
    let keys = keys.iter().map(by).collect::<Option<Vec<_>>>()?;
    let alike = |key: KeyId| kinds(label, key, view).is_some_and(|(texts, integers)| texts != integers);
    if !tree.branches.is_empty() || slots.iter().any(|kept| *kept != slot) || !keys.iter().all(|(key, _)| alike(*key)) {
        return None;
    }
    Some(under(probes, Plan::Leading { label, slot, keys, skip: skip.clone(), limit: limit.clone() }))
}

/// The nodes of a label, with the pattern that is counted from each and the probes on top.
fn nodes(plan: &Plan) -> Option<(LabelId, Slot, Tree, Vec<usize>)> {
    match plan {
        Plan::Probe { input, clause } => {
            let (label, slot, tree, mut probes) = nodes(input)?;
            probes.push(*clause);
            Some((label, slot, tree, probes))
        }
        Plan::Weigh { input, root, tree } => {
            let (label, slot, under, probes) = nodes(input)?;
            (slot == *root && under.branches.is_empty()).then(|| (label, slot, tree.clone(), probes))
        }
        Plan::Scan { input, slot, source: Source::Label(label) } if matches!(**input, Plan::Row) => {
            Some((*label, *slot, Tree::default(), Vec::new()))
        }
        _ => None,
    }
}

/// Probes count what they count now: groups, or the rows that lead.
fn under(probes: Vec<usize>, plan: Plan) -> Plan {
    probes.into_iter().fold(plan, |input, clause| Plan::Probe { input: Box::new(input), clause })
}

/// Whether some of the nodes of a label have texts, and whether some have integers, under a key; none where
/// not all of them have one or the other in a column.
fn kinds(label: LabelId, key: KeyId, view: &dyn View) -> Option<(bool, bool)> {
    let (mut texts, mut integers) = (false, false);
    for range in view.label_ranges(label)?.into_iter().filter(|range| !range.is_empty()) {
        match view.node_column(NodeId(range.start), key)? {
            Column::Texts(_) => texts = true,
            Column::Ints(_) | Column::Longs(_) => integers = true,
        }
    }
    Some((texts, integers))
}
