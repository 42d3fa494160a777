//! So many shortest paths between two nodes: length by length, all trails of just that length, none of them
//! followed where the end is too far away. Where several relationships take turns, how far a node is from the end
//! depends on whose turn it is.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Context;
use super::walk::{Legs, has_properties};
use crate::diagnostic::Outcome;
use crate::plan::Shortest;
use crate::value::{EdgeId, NodeId};

/// How far each node is from the end, given whose turn it is, for those from which it can be reached.
type Distances = FxHashMap<(NodeId, usize), u32>;

/// A search for trails of one length.
struct Search<'a> {
    legs: &'a Legs<'a>,
    length: u32,
    distances: Distances,
    edges: Vec<EdgeId>,
    used: FxHashSet<EdgeId>,
    found: Vec<Vec<EdgeId>>,
    /// Whether there may be a longer trail.
    longer: bool,
}

/// The edges of each path, shorter ones first. O(trails), within the distance of the end.
pub(super) fn ranked(
    legs: &Legs<'_>,
    (from, to): (NodeId, NodeId),
    range: (u32, u32),
    which: Shortest,
    context: &mut Context<'_>,
) -> Outcome<Vec<Vec<EdgeId>>> {
    let range = legs.lengths(range);
    let distances = distances(legs, to, context)?;
    let Some(distance) = distances.get(&(from, 0)).copied() else { return Ok(Vec::new()) };
    let (edges, used, found) = (Vec::new(), FxHashSet::default(), Vec::new());
    let length = distance.max(range.0);
    let mut search = Search { legs, length, distances, edges, used, found, longer: true };
    let (mut paths, mut groups) = (Vec::new(), 0);
    while search.longer && search.length <= range.1 && !enough(which, paths.len(), groups) {
        search.longer = false;
        search.from(from, context)?;
        groups += u32::from(!search.found.is_empty());
        context.keep(search.found.iter().map(Vec::len).sum())?;
        paths.append(&mut search.found);
        search.length = search.length.saturating_add(legs.count());
    }
    if let Shortest::Paths(count) = which {
        paths.truncate(count as usize);
    }
    Ok(paths)
}

fn enough(which: Shortest, paths: usize, groups: u32) -> bool {
    match which {
        Shortest::One => paths > 0,
        Shortest::All => groups > 0,
        Shortest::Paths(count) => paths >= count as usize,
        Shortest::Groups(count) => groups >= count,
    }
}

/// Breadth first from the end, against the way of the walk. O((nodes + edges) * relationships that take turns).
fn distances(legs: &Legs<'_>, to: NodeId, context: &mut Context<'_>) -> Outcome<Distances> {
    let mut distances = FxHashMap::from_iter([((to, 0), 0)]);
    let (mut level, mut depth, mut edges) = (vec![to], 0, Vec::new());
    // On one level the turn is the same everywhere: so many before the end.
    let mut turn = 0;
    while !level.is_empty() {
        depth += 1;
        turn = legs.turn(turn + legs.count() - 1) as u32;
        let leg = legs.after(turn);
        let mut next = Vec::new();
        for node in level {
            edges.clear();
            context.graph.edges_of(node, leg.way.flipped(), leg.types, &mut edges);
            for (edge, other) in &edges {
                context.tick()?;
                let place = (*other, turn as usize);
                if !distances.contains_key(&place) && has_properties(*edge, &leg.wanted, context) {
                    distances.insert(place, depth);
                    next.push(*other);
                }
            }
        }
        level = next;
    }
    Ok(distances)
}

impl Search<'_> {
    /// All trails of the length, depth first; the stack is a list, since a trail may be very long.
    fn from(&mut self, start: NodeId, context: &mut Context<'_>) -> Outcome<()> {
        if self.length == 0 {
            self.longer = true;
            self.found.push(Vec::new());
            return Ok(());
        }
        let mut stack = vec![self.edges_at(start, context)];
        while let Some(here) = stack.last_mut() {
            context.tick()?;
            match here.next() {
                Some((edge, other)) => {
                    if self.step_to(edge, other, context) {
                        stack.push(self.edges_at(other, context));
                    }
                }
                None => {
                    stack.pop();
                    self.step_back();
                }
            }
        }
        Ok(())
    }

    fn edges_at(&self, node: NodeId, context: &Context<'_>) -> std::vec::IntoIter<(EdgeId, NodeId)> {
        let mut edges = Vec::new();
        let leg = self.legs.after(self.edges.len() as u32);
        context.graph.edges_of(node, leg.way, leg.types, &mut edges);
        edges.into_iter()
    }

    /// Takes an edge where the end can still be reached; whether to go on from there.
    fn step_to(&mut self, edge: EdgeId, other: NodeId, context: &Context<'_>) -> bool {
        let walked = self.edges.len() as u32;
        let left = self.length - walked;
        let place = (other, self.legs.turn(walked + 1));
        let Some(distance) = self.distances.get(&place).copied() else { return false };
        if self.used.contains(&edge) || !has_properties(edge, &self.legs.after(walked).wanted, context) {
            return false;
        }
        if distance >= left {
            self.longer = true;
            return false;
        }
        self.used.insert(edge);
        self.edges.push(edge);
        if left > 1 {
            return true;
        }
        self.longer = true;
        self.found.push(self.edges.clone());
        self.step_back();
        false
    }

    fn step_back(&mut self) {
        if let Some(edge) = self.edges.pop() {
            self.used.remove(&edge);
        }
    }
}
