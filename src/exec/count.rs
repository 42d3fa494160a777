//! Counting without walking: the operators that look at degrees and sets of nodes, on arrays.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::operate::{node_at, run};
use super::{Context, Flow, Row, Sink};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::{Adjacency, LabelId, View};
use crate::plan::{Branch, Hop, Plan, Source, Tree};
use crate::value::NodeId;

/// Arrays that are used again from query to query; all zero between uses.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    counts: Vec<u64>,
    marks: Vec<u32>,
}

impl Scratch {
    fn counts(&mut self, nodes: usize) -> &mut Vec<u64> {
        if self.counts.len() < nodes {
            self.counts.resize(nodes, 0);
        }
        &mut self.counts
    }

    pub(super) fn marks(&mut self, nodes: usize) -> &mut Vec<u32> {
        if self.marks.len() < nodes {
            self.marks.resize(nodes, 0);
        }
        &mut self.marks
    }
}

fn too_many() -> Box<Diagnostic> {
    let message = "the count is larger than 2^63 - 1, the largest integer";
    Box::new(Diagnostic::runtime(Class::ArithmeticError, "NumberOutOfRange", message))
}

pub(super) fn times(a: u64, b: u64) -> Outcome<u64> {
    a.checked_mul(b).filter(|product| *product <= i64::MAX as u64).ok_or_else(too_many)
}

pub(super) fn plus(a: u64, b: u64) -> Outcome<u64> {
    a.checked_add(b).filter(|sum| *sum <= i64::MAX as u64).ok_or_else(too_many)
}

/// A branch with its arrays at hand.
struct Arm<'v> {
    rows: Adjacency<'v>,
    length: Option<(u32, u32)>,
    /// For each label asked of the node at its end, where such nodes are.
    labels: Vec<Vec<Range<u32>>>,
    leaf: bool,
    arms: Vec<Arm<'v>>,
    /// One more than what was found for each node, where many nodes are asked about; 0 where nothing was.
    known: Vec<u64>,
    /// What lies beyond every node at the end of the branch, from the first such node on, where most of them
    /// will be asked about.
    beyond: Option<(u32, Vec<u64>)>,
}

/// The branches of a tree for so many nodes that will be asked about; 1 where it is not known how many.
fn arms<'v>(tree: &Tree, view: &'v dyn View, asked: usize, scratch: &mut Scratch) -> Outcome<Vec<Arm<'v>>> {
    tree.branches.iter().filter_map(|branch| arm(branch, view, asked, scratch).transpose()).collect()
}

fn arm<'v>(branch: &Branch, view: &'v dyn View, asked: usize, scratch: &mut Scratch) -> Outcome<Option<Arm<'v>>> {
    let Some(rows) = view.adjacency(branch.way, branch.kind) else { return Ok(None) };
    let labels = ranges(&branch.labels, view);
    let leaf = branch.is_leaf();
    let mut arm = Arm {
        rows,
        length: branch.length.map(|(min, max)| (min, max.unwrap_or(u32::MAX))),
        labels,
        leaf,
        arms: Vec::new(),
        known: Vec::new(),
        beyond: None,
    };
    let ends = view.adjacency(branch.way.flipped(), branch.kind).map_or(0..0, |back| back.low()..back.high());
    let reached = asked.saturating_mul(rows.len()) / (rows.high() - rows.low()).max(1) as usize;
    if asked > 1 && !leaf && branch.length.is_none() && 2 * reached >= ends.len() {
        let mut beyond = weights(&branch.tree, ends.clone(), view, scratch)?;
        let unasked = ends.clone().zip(&mut beyond).filter(|(node, _)| !has_labels(&arm.labels, *node));
        unasked.for_each(|(_, beyond)| *beyond = 0);
        arm.beyond = Some((ends.start, beyond));
    } else {
        arm.arms = arms(&branch.tree, view, if asked > 1 { reached } else { 1 }, scratch)?;
        arm.known = if asked > 1 && !arm.arms.is_empty() { vec![0; view.node_count()] } else { Vec::new() };
    }
    Ok(Some(arm))
}

/// How many matches the pattern has from each node of a range.
pub(super) fn weights(tree: &Tree, nodes: Range<u32>, view: &dyn View, scratch: &mut Scratch) -> Outcome<Vec<u64>> {
    let mut weights = vec![1; nodes.len()];
    for arm in &mut arms(tree, view, nodes.len(), scratch)? {
        arm.multiply(nodes.clone(), &mut weights, scratch)?;
    }
    Ok(weights)
}

pub(super) fn ranges(labels: &[LabelId], view: &dyn View) -> Vec<Vec<Range<u32>>> {
    labels.iter().map(|label| view.label_ranges(*label).unwrap_or_default()).collect()
}

pub(super) fn has_labels(labels: &[Vec<Range<u32>>], node: u32) -> bool {
    labels.iter().all(|ranges| ranges.iter().any(|range| range.contains(&node)))
}

/// How many matches the pattern has from a node: the product over its branches.
fn weigh(arms: &mut [Arm<'_>], node: u32, scratch: &mut Scratch) -> Outcome<u64> {
    let mut product = 1;
    for arm in arms {
        product = times(product, arm.sum(node, scratch)?)?;
        if product == 0 {
            break;
        }
    }
    Ok(product)
}

impl Arm<'_> {
    /// Multiplies the weight of each node of a range by the sum over the nodes at the end of the branch.
    fn multiply(&mut self, nodes: Range<u32>, weights: &mut [u64], scratch: &mut Scratch) -> Outcome<()> {
        if self.leaf {
            return weights.iter_mut().zip(self.rows.degrees(nodes)).try_for_each(|(weight, degree)| {
                *weight = times(*weight, degree.into())?;
                Ok(())
            });
        }
        for (node, weight) in nodes.zip(weights).filter(|(_, weight)| **weight > 0) {
            *weight = times(*weight, self.sum(node, scratch)?)?;
        }
        Ok(())
    }

    /// The sum over the nodes at the end of the branch.
    fn sum(&mut self, node: u32, scratch: &mut Scratch) -> Outcome<u64> {
        if self.leaf {
            return Ok(self.rows.degree(node) as u64);
        }
        if let Some(range) = self.length {
            return self.walks(node, range, scratch);
        }
        let mut sum = 0;
        if let Some((first, beyond)) = &self.beyond {
            for other in self.rows.nodes_of(node) {
                sum = plus(sum, beyond.get((other - first) as usize).copied().unwrap_or_default())?;
            }
            return Ok(sum);
        }
        for other in self.rows.nodes_of(node) {
            sum = plus(sum, self.beyond(*other, scratch)?)?;
        }
        Ok(sum)
    }

    /// What lies beyond a node at the end of the branch.
    fn beyond(&mut self, node: u32, scratch: &mut Scratch) -> Outcome<u64> {
        if !has_labels(&self.labels, node) {
            return Ok(0);
        }
        if self.arms.is_empty() {
            return Ok(1);
        }
        if let Some(known) = self.known.get(node as usize).and_then(|known| known.checked_sub(1)) {
            return Ok(known);
        }
        let found = weigh(&mut self.arms, node, scratch)?;
        if let Some(known) = self.known.get_mut(node as usize) {
            *known = found + 1;
        }
        Ok(found)
    }

    /// Walks of these lengths, level by level: how many lead to a node, not which. Without cycles a walk
    /// repeats no edge.
    fn walks(&mut self, node: u32, (min, max): (u32, u32), scratch: &mut Scratch) -> Outcome<u64> {
        let mut total = if min == 0 { self.beyond(node, scratch)? } else { 0 };
        let mut level = vec![(node, 1u64)];
        let plain = self.arms.is_empty() && self.labels.is_empty();
        let mut depth = 0;
        while depth < max && !level.is_empty() {
            depth += 1;
            if plain && depth == max && depth >= min {
                for (node, ways) in &level {
                    total = plus(total, times(*ways, self.rows.degree(*node) as u64)?)?;
                }
                break;
            }
            level = advance(&self.rows, &level, scratch)?;
            if depth >= min {
                for (node, ways) in &level {
                    total = plus(total, times(*ways, if plain { 1 } else { self.beyond(*node, scratch)? })?)?;
                }
            }
        }
        Ok(total)
    }
}

/// The nodes one step away, each with how many ways lead to it.
pub(super) fn advance(rows: &Adjacency<'_>, level: &[(u32, u64)], scratch: &mut Scratch) -> Outcome<Vec<(u32, u64)>> {
    let counts = scratch.counts(rows.end());
    let mut reached = Vec::new();
    let mut overflow = false;
    for (node, ways) in level {
        for other in rows.nodes_of(*node) {
            let count = &mut counts[*other as usize];
            if *count == 0 {
                reached.push((*other, 0));
            }
            overflow |= count.checked_add(*ways).is_none();
            *count = count.saturating_add(*ways);
        }
    }
    for (node, ways) in &mut reached {
        *ways = std::mem::take(&mut counts[*node as usize]);
    }
    if overflow { Err(too_many()) } else { Ok(reached) }
}

/// Rows of a node, each standing for as many as the pattern has matches from there.
pub(super) fn weighed(
    input: &Plan,
    root: usize,
    tree: &Tree,
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let one = matches!(input, Plan::Scan { source: Source::Id(_), .. } | Plan::Row);
    if !one {
        return weighed_many(input, root, tree, context, row, sink);
    }
    run(input, context, row, &mut |context, row| {
        let Some(node) = node_at(root, row)? else { return Ok(Flow::Continue(())) };
        let weight = weigh(&mut arms(tree, context.graph.view(), 1, context.scratch)?, node.0, context.scratch)?;
        with_weight(weight, context, row, sink)
    })
}

/// The nodes are gathered first, each once with how often it came: one set of arrays and of things known serves them all.
fn weighed_many(
    input: &Plan,
    root: usize,
    tree: &Tree,
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let mut nodes: Vec<NodeId> = Vec::new();
    let mut often: Vec<u64> = Vec::new();
    let mut places = FxHashMap::default();
    // What a scan gives comes once.
    let (scanned, outer) = (matches!(input, Plan::Scan { .. }), context.weight);
    let _ = run(input, context, row, &mut |context, row| {
        let Some(node) = node_at(root, row)? else { return Ok(Flow::Continue(())) };
        let place = if scanned { nodes.len() } else { *places.entry(node).or_insert(nodes.len()) };
        if place == nodes.len() {
            nodes.push(node);
            often.push(0);
        }
        often[place] = plus(often[place], context.weight / outer)?;
        Ok(Flow::Continue(()))
    })?;
    let mut weights = Vec::with_capacity(nodes.len());
    {
        let mut arms = arms(tree, context.graph.view(), nodes.len(), context.scratch)?;
        for node in &nodes {
            weights.push(weigh(&mut arms, node.0, context.scratch)?);
        }
    }
    for ((node, weight), often) in nodes.into_iter().zip(weights).zip(often) {
        context.tick()?;
        let weight = times(weight, often)?;
        row[root] = crate::value::Value::Node(node);
        if with_weight(weight, context, row, sink)?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

/// Hands on the row in hand for so many.
pub(super) fn with_weight(weight: u64, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    if weight == 0 {
        return Ok(Flow::Continue(()));
    }
    let before = context.weight;
    context.weight = times(before, weight)?;
    let flow = sink(context, row);
    context.weight = before;
    flow
}

/// The nodes a scan would give, as ranges.
pub(super) fn sources(source: &Source, view: &dyn View) -> Vec<Range<u32>> {
    match source {
        Source::Label(label) => view.label_ranges(*label).unwrap_or_default(),
        Source::All | Source::Id(_) => Vec::from([Range { start: 0, end: view.node_count() as u32 }]),
    }
}

/// One row for all matches from the nodes of a source.
pub(super) fn total(
    source: &Source,
    labels: &[LabelId],
    tree: &Tree,
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let mut sum = 0;
    {
        let view = context.graph.view();
        let labels = ranges(labels, view);
        for nodes in sources(source, view) {
            let weights = weights(tree, nodes.clone(), view, context.scratch)?;
            for (_, weight) in nodes.zip(weights).filter(|(node, _)| has_labels(&labels, *node)) {
                sum = plus(sum, weight)?;
            }
        }
    }
    with_weight(sum, context, row, sink)
}

/// One row for the set of nodes that hops lead to.
pub(super) fn reach(
    input: &Plan,
    root: usize,
    hops: &[Hop],
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let mut set = Vec::new();
    let _ = run(input, context, row, &mut |_, row| {
        set.extend(node_at(root, row)?.map(|node| node.0));
        Ok(Flow::Continue(()))
    })?;
    {
        let view = context.graph.view();
        for hop in hops {
            let Some(rows) = view.adjacency(hop.way, hop.kind) else { break };
            let labels = ranges(&hop.labels, view);
            set = match hop.length {
                None => step(&set, &rows, context.scratch),
                Some((min, max)) => steps(&set, &rows, (min, max.unwrap_or(u32::MAX)), context.scratch),
            };
            set.retain(|node| has_labels(&labels, *node));
        }
    }
    with_weight(set.len() as u64, context, row, sink)
}

/// The nodes one step away, each once.
fn step(set: &[u32], rows: &Adjacency<'_>, scratch: &mut Scratch) -> Vec<u32> {
    let marks = scratch.marks(rows.end());
    let mut next = Vec::new();
    for node in set {
        for other in rows.nodes_of(*node) {
            let mark = &mut marks[*other as usize];
            if *mark == 0 {
                *mark = 1;
                next.push(*other);
            }
        }
    }
    next.iter().for_each(|node| marks[*node as usize] = 0);
    next
}

/// The nodes so many steps away, at least and at most, each once.
fn steps(set: &[u32], rows: &Adjacency<'_>, (min, max): (u32, u32), scratch: &mut Scratch) -> Vec<u32> {
    let mut found = if min == 0 { set.to_vec() } else { Vec::new() };
    let (mut level, mut depth) = (set.to_vec(), 0);
    // Without cycles the levels end by themselves.
    while depth < max && !level.is_empty() {
        depth += 1;
        level = step(&level, rows, scratch);
        if depth >= min {
            found.extend(&level);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
