//! The rewrites that count without walking: where a query asks how many and not which, degrees and sets
//! of nodes answer it, not rows.

use super::chain::Chain;
use super::close;
use super::depends::slots;
use super::tails;
use super::tree::{Branch, Hop, Plan, Source, Tree};
use crate::bind::{Aggregate, Aggregation, Expr, Slot};
use crate::functions::Code;
use crate::graph::View;

/// Rewrites every aggregation of a plan whose input can be counted.
pub(super) fn rewrite(plan: &mut Plan, subplans: &[(Plan, Vec<Slot>)], view: &dyn View) {
    if let Plan::Aggregate { input, aggregation } = plan
        && let Some((counted, aggregation)) = count(input, aggregation, subplans, view)
    {
        *plan = Plan::Aggregate { input: Box::new(counted), aggregation };
        return;
    }
    if let Plan::Aggregate { input, aggregation } = plan
        && let Some(cut) = tails::cut(input, aggregation, view)
    {
        **input = cut;
    }
    if let Some(input) = plan.input_mut() {
        rewrite(input, subplans, view);
    }
}

fn count(
    input: &Plan,
    aggregation: &Aggregation,
    subplans: &[(Plan, Vec<Slot>)],
    view: &dyn View,
) -> Option<(Plan, Aggregation)> {
    let chain = Chain::read(input, view)?;
    let aggregation = &rows_counted(&chain, aggregation);
    let counted = reach(&chain, aggregation, view)
        .or_else(|| close::close(&chain, aggregation, subplans, view).map(|plan| (plan, aggregation.clone())))
        .or_else(|| total(&chain, aggregation, view).map(|plan| (plan, aggregation.clone())))?;
    let probed = chain
        .probes
        .iter()
        .rev()
        .fold(counted.0, |plan, clause| Plan::Probe { input: Box::new(plan), clause: *clause });
    Some((probed, counted.1))
}

/// `count(n)` of what every row of the pattern has is `count(*)`.
fn rows_counted(chain: &Chain, aggregation: &Aggregation) -> Aggregation {
    let mut counted = aggregation.clone();
    for (_, aggregate) in &mut counted.aggregates {
        let counts = aggregate.function.is_some_and(|function| function.0.name == "count") && !aggregate.distinct;
        if let ([Expr::Slot(slot)], true) = (aggregate.arguments.as_slice(), counts) {
            let slot = *slot;
            let links = || chain.links.iter().flat_map(|link| [link.from, link.edge, link.to]);
            if slot == chain.root || links().any(|known| known == slot) {
                *aggregate = Aggregate { function: None, distinct: false, arguments: Vec::new() };
            }
        }
    }
    counted
}

/// The only slot that keys and arguments speak of, if they speak of one; none where they speak of more.
fn spoken_of(aggregation: &Aggregation) -> Option<Option<Slot>> {
    let mut spoken = Some(None);
    let arguments = aggregation.aggregates.iter().flat_map(|(_, aggregate)| &aggregate.arguments);
    for expr in aggregation.keys.iter().map(|(_, key)| key).chain(arguments) {
        slots(expr, &mut |slot| {
            spoken = match (spoken, slot) {
                (Some(None), Some(slot)) => Some(Some(slot)),
                (Some(Some(known)), Some(slot)) if known == slot => Some(Some(slot)),
                (Some(_), _) | (None, _) => None,
            };
        });
    }
    spoken
}

/// Whether an aggregate is the same for a row that stands for many as for the many: it counts rows, or
/// does not mind how often it sees a value.
fn weighs(aggregate: &Aggregate) -> bool {
    match aggregate.function {
        None => true,
        Some(function) => {
            matches!(function.0.code, Code::Aggregate(_))
                && (aggregate.distinct || matches!(function.0.name, "min" | "max"))
        }
    }
}

/// `count(*)` over a pattern without cycles: for each node of the root, the product over its branches of
/// the sums over their nodes.
fn total(chain: &Chain, aggregation: &Aggregation, view: &dyn View) -> Option<Plan> {
    let weighed = aggregation.aggregates.iter().all(|(_, aggregate)| weighs(aggregate));
    let free = chain.links.iter().all(|link| !link.closes) && chain.conditions.is_empty();
    if !weighed || !free || chain.links.is_empty() || !chain.is_plain(view) {
        return None;
    }
    let spoken = spoken_of(aggregation)?;
    let begun = chain.source.as_ref().filter(|source| matches!(source, Source::Label(_) | Source::All));
    let root = match (spoken, begun) {
        (Some(slot), _) if slot == chain.root => chain.root,
        // Only a root of which nothing but a label is asked can be left for another.
        (Some(slot), Some(_)) => slot,
        (None, Some(_)) => cheapest(chain, view),
        (None, None) => chain.root,
        (Some(_), None) => return None,
    };
    let tree = tree_of(root, None, chain);
    if root == chain.root {
        return match (spoken, begun) {
            (None, Some(source)) => Some(Plan::Total { source: source.clone(), labels: Vec::new(), tree }),
            (Some(_), _) | (None, None) => Some(Plan::Weigh { input: Box::new(chain.rows.clone()), root, tree }),
        };
    }
    let label = match begun? {
        Source::Label(label) if !granted(chain, view, *label) => Some((chain.root, *label)),
        Source::Label(_) | Source::All | Source::Id(_) => None,
    };
    let tree = tree_of(root, None, &with_label(chain, label));
    let labels: Vec<_> = chain.labels.iter().filter(|(slot, _)| *slot == root).map(|(_, label)| *label).collect();
    let source = labels.first().map_or_else(|| arrived_at(root, chain, view), |label| Source::Label(*label));
    match spoken {
        None => Some(Plan::Total { source, labels, tree }),
        Some(_) if labels.len() < 2 => {
            let scan = Plan::Scan { input: Box::new(Plan::Row), slot: root, source };
            Some(Plan::Weigh { input: Box::new(scan), root, tree })
        }
        Some(_) => None,
    }
}

/// Whether the label by which the old root was scanned follows from its edges.
pub(super) fn granted(chain: &Chain, view: &dyn View, label: crate::graph::LabelId) -> bool {
    chain.links.iter().any(|link| link.grants(chain.root, label, view))
}

pub(super) fn with_label(chain: &Chain, label: Option<(Slot, crate::graph::LabelId)>) -> Chain {
    Chain {
        root: chain.root,
        rows: Plan::Row,
        source: None,
        links: chain.links.clone(),
        labels: chain.labels.iter().copied().chain(label).collect(),
        conditions: Vec::new(),
        probes: Vec::new(),
    }
}

/// A label that all nodes have at which an edge of the root arrives; else all nodes.
pub(super) fn arrived_at(root: Slot, chain: &Chain, view: &dyn View) -> Source {
    let labels = view.symbols().labels().map(|(label, _)| label);
    let granted = labels.filter(|label| chain.links.iter().any(|link| link.grants(root, *label, view)));
    granted.min_by_key(|label| view.label_count(*label)).map_or(Source::All, Source::Label)
}

/// The root for which the fewest edges are looked at.
fn cheapest(chain: &Chain, view: &dyn View) -> Slot {
    let slots = chain.links.iter().flat_map(|link| [link.from, link.to]);
    let cost = |slot: &Slot| {
        let tree = tree_of(*slot, None, chain);
        let nodes = match arrived_at(*slot, chain, view) {
            Source::Label(label) => view.label_count(label),
            Source::All | Source::Id(_) => view.node_count(),
        };
        nodes + looked_at(&tree, view)
    };
    slots.min_by_key(cost).unwrap_or(chain.root)
}

fn looked_at(tree: &Tree, view: &dyn View) -> usize {
    let branch = |branch: &Branch| {
        if branch.is_leaf() { 0 } else { view.type_count(branch.kind) + looked_at(&branch.tree, view) }
    };
    tree.branches.iter().map(branch).sum()
}

/// The pattern as a tree from one of its nodes.
pub(super) fn tree_of(root: Slot, before: Option<Slot>, chain: &Chain) -> Tree {
    let links = chain.links.iter().filter(|link| Some(link.edge) != before && (link.from == root || link.to == root));
    let branches = links.map(|link| {
        let (to, way) = (link.other_end(root).unwrap_or(root), link.way_from(root));
        let labels = chain.labels.iter().filter(|(slot, _)| *slot == to).map(|(_, label)| *label).collect();
        Branch { way, kind: link.kind, length: link.length, labels, tree: tree_of(to, Some(link.edge), chain) }
    });
    Tree { branches: branches.collect() }
}

/// `count(DISTINCT b)` where `b` is the end of a path: the set of nodes is carried along, not the rows.
fn reach(chain: &Chain, aggregation: &Aggregation, view: &dyn View) -> Option<(Plan, Aggregation)> {
    let [(slot, aggregate)] = aggregation.aggregates.as_slice() else { return None };
    let counts = aggregate.function.is_some_and(|function| function.0.name == "count") && aggregate.distinct;
    let last = chain.links.last()?;
    let of_end = matches!(aggregate.arguments.as_slice(), [Expr::Slot(end)] if *end == last.to);
    let path = chain.links.windows(2).all(|pair| pair[0].to == pair[1].from) && chain.links[0].from == chain.root;
    let plain = chain.conditions.is_empty() && chain.links.iter().all(|link| !link.closes);
    if !counts || !of_end || !path || !plain || !aggregation.keys.is_empty() || !chain.is_plain(view) {
        return None;
    }
    let hops = chain.links.iter().map(|link| Hop {
        way: link.way,
        kind: link.kind,
        length: link.length,
        labels: chain.labels.iter().filter(|(slot, _)| *slot == link.to).map(|(_, label)| *label).collect(),
    });
    let plan = Plan::Reach { input: Box::new(chain.rows.clone()), root: chain.root, hops: hops.collect() };
    let counted = Aggregate { function: None, distinct: false, arguments: Vec::new() };
    Some((plan, Aggregation { keys: Vec::new(), aggregates: vec![(*slot, counted)] }))
}
