//! Shortest paths between two nodes: breadth first from one end, then back along the levels.

use rustc_hash::FxHashMap;

use super::operate::node_at;
use super::walk::{Leg, Legs, edge_list, has_properties};
use super::{Cited, Context, Flow, Row, Sink, meet, ranked};
use crate::diagnostic::Outcome;
use crate::graph::Way;
use crate::plan::{Shortest, Step};
use crate::value::{EdgeId, NodeId};

/// For each node reached, its distance and the edges by which a shortest path enters it.
type Reached = FxHashMap<NodeId, (u32, Vec<(EdgeId, NodeId)>)>;

pub(super) fn shortest(
    step: &Step,
    range: (u32, u32),
    which: Shortest,
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let (Some(from), Some(to)) = (node_at(step.from, row)?, node_at(step.to, row)?) else {
        return Ok(Flow::Continue(()));
    };
    let legs = Legs::of(step, context, row)?;
    let leg = legs.after(0);
    let paths = match which {
        Shortest::One => find(leg, (from, to), range, false, context)?,
        Shortest::All => find(leg, (from, to), range, true, context)?,
        // Breadth first finds the shortest walks; with a least length, back to the node itself, or where several
        // relationships take turns, the shortest trail may be another one.
        Shortest::Paths(1) | Shortest::Groups(1) if from != to && range.0 <= 1 && legs.count() == 1 => {
            find(leg, (from, to), range, matches!(which, Shortest::Groups(_)), context)?
        }
        Shortest::Paths(_) | Shortest::Groups(_) => ranked::ranked(&legs, (from, to), range, which, context)?,
    };
    for edges in paths {
        row[step.edge] = edge_list(&edges, step.reversed);
        let before = context.lineage.len();
        context.lineage.extend(edges.iter().copied().map(Cited::Edge));
        let flow = sink(context, row);
        context.lineage.truncate(before);
        if flow?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

/// O(nodes + edges) within the distance of the target.
fn find(
    leg: &Leg<'_>,
    (from, to): (NodeId, NodeId),
    range: (u32, u32),
    all: bool,
    context: &mut Context<'_>,
) -> Outcome<Vec<Vec<EdgeId>>> {
    if from == to {
        return Ok(if range.0 == 0 { vec![Vec::new()] } else { Vec::new() });
    }
    if let ([kind], true, 0..=1) = (leg.types, leg.wanted.is_empty() && !all, range.0) {
        let view = context.graph.view();
        if leg.way != Way::Both && view.adjacency(leg.way, *kind).is_some() {
            let path = meet::meet((from.0, to.0), (leg.way, *kind), range.1, view, context.scratch);
            return Ok(path.into_iter().collect());
        }
    }
    let mut reached: Reached = FxHashMap::default();
    reached.insert(from, (0, Vec::new()));
    let mut level = vec![from];
    let mut depth = 0;
    let mut edges = Vec::new();
    while !level.is_empty() && depth < range.1 && !reached.contains_key(&to) {
        depth += 1;
        let mut next = Vec::new();
        for node in level {
            edges.clear();
            context.graph.edges_of(node, leg.way, leg.types, &mut edges);
            for (edge, other) in &edges {
                context.tick()?;
                if has_properties(*edge, &leg.wanted, context) {
                    enter(&mut reached, &mut next, depth, *other, (*edge, node));
                }
            }
        }
        level = next;
    }
    let mut paths = Vec::new();
    collect(&reached, to, &mut Vec::new(), all, &mut paths);
    paths.retain(|path| path.len() as u32 >= range.0);
    Ok(paths)
}

fn enter(reached: &mut Reached, next: &mut Vec<NodeId>, depth: u32, node: NodeId, by: (EdgeId, NodeId)) {
    match reached.get_mut(&node) {
        None => {
            reached.insert(node, (depth, vec![by]));
            next.push(node);
        }
        Some((known, edges)) if *known == depth => edges.push(by),
        Some(_) => {}
    }
}

/// Walks back from a node to the start; the edges come out from start to end.
fn collect(reached: &Reached, node: NodeId, tail: &mut Vec<EdgeId>, all: bool, into: &mut Vec<Vec<EdgeId>>) {
    let Some((depth, edges)) = reached.get(&node) else { return };
    if *depth == 0 {
        into.push(tail.iter().rev().copied().collect());
        return;
    }
    for (edge, before) in edges {
        tail.push(*edge);
        collect(reached, *before, tail, all, into);
        tail.pop();
        if !all && !into.is_empty() {
            return;
        }
    }
}
