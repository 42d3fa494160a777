//! The rewrite for what is counted of two steps in a row whose ends an edge joins, or must not join, or which must be
//! two nodes: triangles, open wedges and their like, each with what hangs at its corners.

use super::chain::{Chain, Link};
use super::counting::{arrived_at, granted, tree_of, with_label};
use super::tree::{Corner, Hop, Plan, Source, Wedge};
use crate::bind::{Aggregation, Expr, Slot};
use crate::graph::{View, Way};
use crate::syntax::ast::{Comparator, SubqueryKind};

/// A wedge as it stands in a pattern, and the other edges.
struct Found {
    corners: [Slot; 3],
    steps: [Link; 2],
    closing: Option<Link>,
    negated: bool,
    distinct: bool,
    rest: Vec<Link>,
}

/// `count(*)` of such a pattern.
pub(super) fn close(
    chain: &Chain,
    aggregation: &Aggregation,
    subplans: &[(Plan, Vec<Slot>)],
    view: &dyn View,
) -> Option<Plan> {
    let rows_only = aggregation.keys.is_empty() && aggregation.aggregates.iter().all(|(_, a)| a.function.is_none());
    let source = chain.source.clone().filter(|source| matches!(source, Source::Label(_) | Source::All))?;
    if !rows_only || chain.links.iter().any(|link| link.length.is_some()) {
        return None;
    }
    let found = find(chain, subplans)?;
    if !found.is_sound(chain, view) {
        return None;
    }
    let label = match source {
        Source::Label(label) if !granted(chain, view, label) => Some((chain.root, label)),
        Source::Label(_) | Source::All | Source::Id(_) => None,
    };
    let rest = Chain { links: found.rest.clone(), ..with_label(chain, label) };
    let hung = found.hung(&rest);
    let wedge = |source, corners| {
        let step = |at: usize| (found.steps[at].way_from(found.corners[at]), found.steps[at].kind);
        let closing = found.closing.as_ref().map(|link| (link.way_from(found.corners[0]), link.kind));
        let (negated, distinct) = (found.negated, found.distinct);
        Plan::Close { wedge: Wedge { source, corners, steps: [step(0), step(1)], closing, negated, distinct } }
    };
    if let Some(corners) = hung {
        let source = match corners[0].labels.first() {
            Some(label) => Source::Label(*label),
            None => arrived_at(found.corners[0], chain, view),
        };
        return Some(wedge(source, corners));
    }
    let (hub, corners) = found.around(&rest)?;
    let source = match labels_of(hub, &rest).as_slice() {
        [] => arrived_at(hub, chain, view),
        [label] => Source::Label(*label),
        _ => return None,
    };
    Some(wedge(source, corners))
}

/// Looks for a wedge: one whose ends a condition compares, else a triangle.
fn find(chain: &Chain, subplans: &[(Plan, Vec<Slot>)]) -> Option<Found> {
    let (mut refused, mut unequal) = (None, None);
    for condition in &chain.conditions {
        match condition {
            Expr::Not(inner) if refused.is_none() => refused = Some(refused_link(inner, subplans)?),
            Expr::Comparison(left, rest) if unequal.is_none() => unequal = Some(two_nodes(left, rest)?),
            _ => return None,
        }
    }
    match (&refused, unequal) {
        (None, None) => triangle(chain),
        (Some(link), None) => open(chain, (link.from, link.to), refused, false),
        (None, Some(ends)) => open(chain, ends, None, true),
        (Some(link), Some(ends)) => {
            let same = [ends, (ends.1, ends.0)].contains(&(link.from, link.to));
            same.then(|| open(chain, ends, refused.clone(), true)).flatten()
        }
    }
}

/// The slots of `a <> b`.
fn two_nodes(left: &Expr, rest: &[(Comparator, Expr)]) -> Option<(Slot, Slot)> {
    match (left, rest) {
        (Expr::Slot(a), [(Comparator::NotEqual, Expr::Slot(b))]) => Some((*a, *b)),
        _ => None,
    }
}

/// The two steps between two nodes that no edge may join, or that must differ.
fn open(chain: &Chain, (first, last): (Slot, Slot), closing: Option<Link>, distinct: bool) -> Option<Found> {
    let steps = chain.pairs().find_map(|(a, b)| {
        let through = |a: &Link, b: &Link| {
            let middle = a.other_end(first)?;
            (b.other_end(middle)? == last && middle != first && middle != last).then_some(middle)
        };
        let forwards = through(a, b).map(|middle| (middle, [a.clone(), b.clone()]));
        forwards.or_else(|| through(b, a).map(|middle| (middle, [b.clone(), a.clone()])))
    });
    let (middle, steps) = steps?;
    let rest = others(chain, &steps);
    let negated = closing.is_some();
    Some(Found { corners: [first, middle, last], steps, closing, negated, distinct, rest })
}

/// Three edges between three nodes.
fn triangle(chain: &Chain) -> Option<Found> {
    let closed = chain.links.iter().filter(|link| link.closes);
    closed
        .filter_map(|link| {
            let mut found = open(chain, (link.from, link.to), None, false)?;
            found.rest.retain(|other| other.edge != link.edge);
            found.closing = Some(link.clone());
            Some(found)
        })
        .next()
}

fn others(chain: &Chain, steps: &[Link]) -> Vec<Link> {
    chain.links.iter().filter(|link| steps.iter().all(|step| step.edge != link.edge)).cloned().collect()
}

impl Found {
    /// Whether edges that must differ do, so that whoever counts need not look; and whether all can be walked.
    fn is_sound(&self, chain: &Chain, view: &dyn View) -> bool {
        let core = || self.steps.iter().chain(&self.closing);
        let looped = |link: &Link| view.adjacency(Way::Out, link.kind).is_none_or(|rows| rows.has_loops());
        // A loop would be found on both ways of an edge that is walked both ways.
        let walked = core().all(|link| link.way != Way::Both || !looped(link));
        let hung = self.rest.iter().all(|link| link.way != Way::Both);
        let of_core = |link: &Link| core().any(|edge| edge.edge == link.edge);
        // Where two of three corners were one node, the edge between them would be a loop.
        let three_nodes = || match &self.closing {
            Some(_) if !self.negated => core().all(|link| !looped(link)),
            Some(_) | None => self.distinct,
        };
        let mut pairs = chain.pairs().filter(|(a, b)| a.must_differ(b) && !chain.differ(a, b, view));
        walked && hung && pairs.all(|(a, b)| of_core(a) && of_core(b) && three_nodes())
    }

    /// The corners with what hangs at them, where that is a tree at each.
    fn hung(&self, rest: &Chain) -> Option<[Corner; 3]> {
        is_forest(&rest.links, &self.corners).then(|| {
            self.corners.map(|slot| Corner {
                labels: labels_of(slot, rest),
                tree: tree_of(slot, None, rest),
                hops: Vec::new(),
            })
        })
    }

    /// A node from which a way of its own leads to each corner, and these ways.
    fn around(&self, rest: &Chain) -> Option<(Slot, [Corner; 3])> {
        let mut hubs =
            rest.links.iter().flat_map(|link| [link.from, link.to]).filter(|hub| !self.corners.contains(hub));
        hubs.find_map(|hub| {
            let ways = self.corners.map(|corner| way_to(corner, hub, rest));
            let [Some(first), Some(second), Some(third)] = ways else { return None };
            let walked = first.len() + second.len() + third.len();
            let corner = |hops| Corner { labels: Vec::new(), tree: super::tree::Tree::default(), hops };
            (walked == rest.links.len()).then(|| (hub, [first, second, third].map(corner)))
        })
    }
}

fn labels_of(slot: Slot, chain: &Chain) -> Vec<crate::graph::LabelId> {
    chain.labels.iter().filter(|(at, _)| *at == slot).map(|(_, label)| *label).collect()
}

/// Whether edges make trees, no two corners in one, and nothing apart from them.
fn is_forest(links: &[Link], corners: &[Slot]) -> bool {
    let mut reached: Vec<Slot> = corners.to_vec();
    let mut left: Vec<&Link> = links.iter().collect();
    while let Some(at) = left.iter().position(|link| reached.contains(&link.from) || reached.contains(&link.to)) {
        let link = left.swap_remove(at);
        match (reached.contains(&link.from), reached.contains(&link.to)) {
            (true, true) => return false,
            (true, false) => reached.push(link.to),
            (false, _) => reached.push(link.from),
        }
    }
    left.is_empty()
}

/// The hops from a hub to a corner, where from the corner there is one way on at each node until the hub.
fn way_to(corner: Slot, hub: Slot, chain: &Chain) -> Option<Vec<Hop>> {
    let (mut hops, mut at, mut before) = (Vec::new(), corner, None);
    while at != hub {
        let mut onward = chain.links.iter().filter(|link| Some(link.edge) != before && link.other_end(at).is_some());
        let (link, None) = (onward.next()?, onward.next()) else { return None };
        let next = link.other_end(at)?;
        let labels = labels_of(at, chain);
        hops.push(Hop { way: link.way_from(next), kind: link.kind, length: None, labels });
        if hops.len() > chain.links.len() {
            return None;
        }
        (at, before) = (next, Some(link.edge));
    }
    hops.reverse();
    Some(hops)
}

/// The edge that `NOT (a)-[:T]->(b)` refuses.
fn refused_link(condition: &Expr, subplans: &[(Plan, Vec<Slot>)]) -> Option<Link> {
    let Expr::Subquery(SubqueryKind::Exists, at) = condition else { return None };
    let mut plan = &subplans.get(*at)?.0;
    loop {
        match plan {
            Plan::Probe { input, .. } | Plan::Project { input, .. } => plan = input,
            Plan::Filter { input, conditions } if conditions.iter().all(is_found) => plan = input,
            Plan::Expand { input, step } if step.to_known => {
                let filtered = match &**input {
                    Plan::Filter { input, conditions } if conditions.iter().all(is_found) => input,
                    _ => input,
                };
                return matches!(**filtered, Plan::Row).then(|| Link::of_step(step)).flatten();
            }
            _ => return None,
        }
    }
}

fn is_found(condition: &Expr) -> bool {
    matches!(condition, Expr::IsNull(_, true))
}
