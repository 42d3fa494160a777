//! Counting two steps in a row whose ends are compared: the nodes that an edge joins to the first corner are marked, and
//! each second step looks at the marks. O(pairs of steps), for each node that the corners lead from.

use std::sync::atomic::AtomicBool;

use super::count::{Scratch, advance, has_labels, plus, ranges, sources, times, weights, with_weight};
use super::{Context, Flow, Row, Sink, stopped};
use crate::diagnostic::Outcome;
use crate::graph::{Adjacency, TypeId, View, Way};
use crate::plan::{Corner, Wedge};

/// How often each node stands at a corner.
enum Weights {
    /// Every node once.
    One,
    /// By the node's number.
    Each(Vec<u64>),
}

impl Weights {
    fn of(&self, node: u32) -> u64 {
        match self {
            Weights::One => 1,
            Weights::Each(weights) => weights.get(node as usize).copied().unwrap_or_default(),
        }
    }
}

/// The edges of a type, one way or both.
struct Rows<'v>([Option<Adjacency<'v>>; 2]);

impl<'v> Rows<'v> {
    fn new((way, kind): (Way, TypeId), view: &'v dyn View) -> Rows<'v> {
        match way {
            Way::Both => Rows([view.adjacency(Way::Out, kind), view.adjacency(Way::In, kind)]),
            Way::Out | Way::In => Rows([view.adjacency(way, kind), None]),
        }
    }

    fn of(&self, node: u32) -> impl Iterator<Item = &'v [u32]> + use<'_, 'v> {
        self.0.iter().flatten().map(move |rows| rows.nodes_of(node))
    }

    fn end(&self) -> usize {
        self.0.iter().flatten().map(Adjacency::end).max().unwrap_or_default()
    }
}

/// A wedge with its arrays at hand.
struct Pairs<'v> {
    steps: [Rows<'v>; 2],
    closing: Rows<'v>,
    /// Whether only ends that an edge joins count; else only those that none joins.
    joined: bool,
    distinct: bool,
}

impl<'v> Pairs<'v> {
    fn new(wedge: &Wedge, view: &'v dyn View) -> Pairs<'v> {
        Pairs {
            steps: wedge.steps.map(|step| Rows::new(step, view)),
            closing: wedge.closing.map_or(Rows([None, None]), |closing| Rows::new(closing, view)),
            joined: wedge.closing.is_some() && !wedge.negated,
            distinct: wedge.distinct,
        }
    }

    /// The matches with a node at the first corner.
    fn from(&self, node: u32, weights: [&Weights; 3], marks: &mut [u32]) -> Outcome<u64> {
        let least = self.closing.of(node).filter_map(|ends| ends.first().copied()).min();
        if self.steps[0].of(node).all(<[u32]>::is_empty) || (self.joined && least.is_none()) {
            return Ok(0);
        }
        self.closing.of(node).flatten().for_each(|other| marks[*other as usize] += 1);
        if self.distinct {
            marks[node as usize] = u32::from(!self.joined);
        }
        let mut sum = 0;
        for middle in self.steps[0].of(node).flatten() {
            let weight = weights[1].of(*middle);
            if weight > 0 {
                let ends = self.steps[1].of(*middle);
                let found = ends.map(|ends| self.ends(ends, least.unwrap_or_default(), weights[2], marks));
                sum = plus(sum, times(weight, found.sum())?)?;
            }
        }
        self.closing.of(node).flatten().for_each(|other| marks[*other as usize] = 0);
        marks[node as usize] = 0;
        times(weights[0].of(node), sum)
    }

    /// The weight of those among the ends of second steps that count.
    fn ends(&self, ends: &[u32], least: u32, weights: &Weights, marks: &[u32]) -> u64 {
        let joined = || &ends[ends.partition_point(|end| *end < least)..];
        match (self.joined, weights) {
            (true, Weights::One) => joined().iter().map(|end| u64::from(marks[*end as usize])).sum(),
            (false, Weights::One) => ends.iter().map(|end| u64::from(marks[*end as usize] == 0)).sum(),
            (true, Weights::Each(_)) => {
                let found = joined().iter().filter(|end| marks[**end as usize] > 0);
                let found = found.map(|end| u64::from(marks[*end as usize]).saturating_mul(weights.of(*end)));
                found.fold(0, u64::saturating_add)
            }
            (false, Weights::Each(_)) => {
                let found = ends.iter().filter(|end| marks[**end as usize] == 0);
                found.map(|end| weights.of(*end)).fold(0, u64::saturating_add)
            }
        }
    }
}

/// One row that stands for all matches of a wedge.
pub(super) fn close(wedge: &Wedge, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    let view = context.graph.view();
    let total = if wedge.corners[0].hops.is_empty() {
        anywhere(wedge, view, context.scratch, context.interrupt)?
    } else {
        around(wedge, view, context.scratch, context.interrupt)?
    };
    with_weight(total, context, row, sink)
}

/// The matches with the first corner among the nodes of the source.
fn anywhere(wedge: &Wedge, view: &dyn View, scratch: &mut Scratch, interrupt: &AtomicBool) -> Outcome<u64> {
    let hung: Vec<Weights> =
        wedge.corners.iter().map(|corner| hung_at(corner, view, scratch)).collect::<Outcome<_>>()?;
    let pairs = Pairs::new(wedge, view);
    let marks = scratch.marks(view.node_count().max(pairs.closing.end()));
    let mut total = 0;
    for node in sources(&wedge.source, view).into_iter().flatten() {
        if node.is_multiple_of(256) {
            stopped(interrupt)?;
        }
        if hung[0].of(node) > 0 {
            total = plus(total, pairs.from(node, [&hung[0], &hung[1], &hung[2]], marks)?)?;
        }
    }
    Ok(total)
}

/// How many matches what hangs at a corner has for each node there.
fn hung_at(corner: &Corner, view: &dyn View, scratch: &mut Scratch) -> Outcome<Weights> {
    if corner.labels.is_empty() && corner.tree.branches.is_empty() {
        return Ok(Weights::One);
    }
    let labels = ranges(&corner.labels, view);
    let mut weights = weights(&corner.tree, 0..view.node_count() as u32, view, scratch)?;
    let others = (0..).zip(&mut weights).filter(|(node, _)| !has_labels(&labels, *node));
    others.for_each(|(_, weight)| *weight = 0);
    Ok(Weights::Each(weights))
}

/// The matches around each node of the source: corners alike are reached once.
fn around(wedge: &Wedge, view: &dyn View, scratch: &mut Scratch, interrupt: &AtomicBool) -> Outcome<u64> {
    let [first, second, third] = &wedge.corners;
    let alike = [0, usize::from(second != first), if third == first { 0 } else { 2 }];
    let mut weights = [(); 3].map(|()| Weights::Each(vec![0; view.node_count()]));
    let pairs = Pairs::new(wedge, view);
    let mut total = 0;
    for hub in sources(&wedge.source, view).into_iter().flatten() {
        stopped(interrupt)?;
        let mut reached: [Vec<(u32, u64)>; 3] = Default::default();
        for at in (0..3).filter(|at| alike[*at] == *at) {
            reached[at] = reach(&wedge.corners[at], hub, view, scratch)?;
            set(&mut weights[at], &reached[at], |ways| ways);
        }
        let marks = scratch.marks(view.node_count().max(pairs.closing.end()));
        for (node, _) in &reached[0] {
            total = plus(total, pairs.from(*node, alike.map(|at| &weights[at]), marks)?)?;
        }
        reached.iter().zip(&mut weights).for_each(|(reached, weights)| set(weights, reached, |_| 0));
    }
    Ok(total)
}

fn set(weights: &mut Weights, nodes: &[(u32, u64)], to: impl Fn(u64) -> u64) {
    if let Weights::Each(weights) = weights {
        nodes.iter().for_each(|(node, ways)| weights[*node as usize] = to(*ways));
    }
}

/// The nodes that a corner's hops lead to from a node, each with how many ways do.
fn reach(corner: &Corner, hub: u32, view: &dyn View, scratch: &mut Scratch) -> Outcome<Vec<(u32, u64)>> {
    let mut level = vec![(hub, 1)];
    for hop in &corner.hops {
        let Some(rows) = view.adjacency(hop.way, hop.kind) else { return Ok(Vec::new()) };
        let labels = ranges(&hop.labels, view);
        level = advance(&rows, &level, scratch)?;
        level.retain(|(node, _)| has_labels(&labels, *node));
    }
    Ok(level)
}
