//! A walk between two known nodes, kept to what leads from one to the other.

use std::rc::Rc;

use super::operate::{nodes_of, run};
use super::{Context, Flow, Row, Sink};
use crate::bind::{Expr, Slot};
use crate::diagnostic::Outcome;
use crate::graph::{Adjacency, View};
use crate::plan::{Plan, Pull, Source};

/// A set of nodes, one bit each.
#[derive(Clone, Debug)]
pub(crate) struct Nodes(Rc<[u64]>);

impl Nodes {
    fn of(list: &[u32], count: usize) -> Nodes {
        let mut bits = vec![0u64; count.div_ceil(64)];
        list.iter().for_each(|node| bits[*node as usize / 64] |= 1 << (node % 64));
        Nodes(bits.into())
    }

    /// Whether a node is among them.
    pub(super) fn has(&self, node: u32) -> bool {
        self.0.get(node as usize / 64).is_some_and(|word| word >> (node % 64) & 1 == 1)
    }
}

/// Works out which nodes may stand at each step, and keeps the steps of `input` to them. O(edges at the nodes
/// that fewer steps lead to from either end).
pub(super) fn guide(
    input: &Plan,
    (from, to): (&Expr, &Expr),
    pulls: &[Pull],
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let mut ends = [Vec::new(), Vec::new()];
    for (end, id) in ends.iter_mut().zip([from, to]) {
        // Of a float, or of any id that the index does not hold, the whole graph may be asked.
        end.extend(nodes_of(&Source::Id(id.clone()), context, row)?.iter().map(|node| node.0));
    }
    let sets = narrowed(ends, pulls, context.graph.view());
    let width = context.program.names.len();
    if context.guides.len() < width {
        context.guides.resize(width, None);
    }
    let slots = || pulls.iter().map(|pull| pull.to);
    let before: Vec<(Slot, Option<Nodes>)> =
        slots().zip(sets).map(|(slot, set)| (slot, context.guides[slot].replace(set))).collect();
    let flow = run(input, context, row, sink);
    before.into_iter().for_each(|(slot, set)| context.guides[slot] = set);
    flow
}

/// The sets of nodes that may stand after each step: reached from both ends, always where fewer edges are to be
/// looked at, then taken back from where they meet.
fn narrowed([start, end]: [Vec<u32>; 2], pulls: &[Pull], view: &dyn View) -> Vec<Nodes> {
    let count = view.node_count();
    let step = |at: usize, back: bool| {
        let Pull { way, kind, .. } = pulls[at];
        view.adjacency(if back { way.flipped() } else { way }, kind)
    };
    let (mut first, mut last) = (vec![start], vec![end]);
    while first.len() + last.len() < pulls.len() + 2 {
        let (forth, back) = (step(first.len() - 1, false), step(pulls.len() - last.len(), true));
        // Without arrays nothing is kept out.
        let (Some(forth), Some(back)) = (forth, back) else { return Vec::new() };
        let (near, far) = (&first[first.len() - 1], &last[last.len() - 1]);
        if work(near, &forth) <= work(far, &back) {
            first.push(reached(near, &forth, count));
        } else {
            last.push(reached(far, &back, count));
        }
    }
    // Both lists hold the nodes of the step where they meet.
    let mut sets: Vec<Nodes> = last.iter().map(|nodes| Nodes::of(nodes, count)).collect();
    let mut meeting = sets.pop().unwrap_or_else(|| Nodes::of(&[], count));
    for at in (0..first.len()).rev() {
        let both: Vec<u32> = first[at].iter().copied().filter(|node| meeting.has(*node)).collect();
        sets.push(Nodes::of(&both, count));
        if let Some(back) = at.checked_sub(1).and_then(|before| step(before, true)) {
            meeting = Nodes::of(&reached(&both, &back, count), count);
        }
    }
    // The first of all is the node begun at: no step leads to it.
    sets.pop();
    sets.reverse();
    sets
}

fn work(nodes: &[u32], rows: &Adjacency<'_>) -> usize {
    nodes.iter().map(|node| rows.degree(*node)).sum()
}

fn reached(nodes: &[u32], rows: &Adjacency<'_>, count: usize) -> Vec<u32> {
    let (mut found, mut seen) = (Vec::new(), vec![0u64; count.div_ceil(64)]);
    for other in nodes.iter().flat_map(|node| rows.nodes_of(*node)) {
        let (word, bit) = (&mut seen[*other as usize / 64], 1 << (other % 64));
        if *word & bit == 0 {
            *word |= bit;
            found.push(*other);
        }
    }
    found
}
