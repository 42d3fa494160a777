//! One shortest path on arrays: breadth first from both ends, always where fewer edges are to be looked at,
//! until the two meet (Pohl 1971).

use super::count::Scratch;
use crate::graph::{Adjacency, TypeId, View, Way};
use crate::value::EdgeId;

/// What one end has reached.
struct Side<'v> {
    rows: Adjacency<'v>,
    level: Vec<u32>,
    /// How many edges its next level looks at.
    work: usize,
    depth: u32,
    /// Every node reached, with the position of the edge by which it was, and the node before it.
    reached: Vec<(u32, u32, u32)>,
}

impl<'v> Side<'v> {
    fn new(rows: Adjacency<'v>, node: u32) -> Side<'v> {
        Side { work: rows.degree(node), rows, level: vec![node], depth: 0, reached: vec![(node, 0, u32::MAX)] }
    }
}

/// The edges of a shortest path of at most so many, in order from the beginning; none where there is none.
/// The two nodes differ. O(nodes + edges) at worst.
pub(super) fn meet(
    (from, to): (u32, u32),
    (way, kind): (Way, TypeId),
    longest: u32,
    view: &dyn View,
    scratch: &mut Scratch,
) -> Option<Vec<EdgeId>> {
    let back = way.flipped();
    let mut sides = [Side::new(view.adjacency(way, kind)?, from), Side::new(view.adjacency(back, kind)?, to)];
    // A mark is one more than twice the place in `reached`, plus the side.
    let marks = scratch.marks(view.node_count());
    marks[from as usize] = 1;
    marks[to as usize] = 2;
    let mut found = None;
    while found.is_none()
        && sides.iter().all(|side| !side.level.is_empty())
        && sides[0].depth + sides[1].depth < longest
    {
        let at = usize::from(sides[1].work < sides[0].work);
        found = grow(&mut sides, at, marks);
    }
    let path = found.map(|meeting| path(&sides, meeting));
    for side in &sides {
        side.reached.iter().for_each(|(node, ..)| marks[*node as usize] = 0);
    }
    path
}

/// Takes one side a level further. Where it meets the other: its node, the position of the edge between, and
/// the other's node, all by their places.
fn grow(sides: &mut [Side<'_>; 2], at: usize, marks: &mut [u32]) -> Option<(usize, [u32; 2], usize)> {
    let side = &mut sides[at];
    let (mut next, mut work) = (Vec::new(), 0);
    for node in &side.level {
        let place = (marks[*node as usize] - 1) / 2;
        for position in side.rows.row(*node) {
            let other = side.rows.nodes_at(position);
            let mark = marks[other as usize];
            if mark == 0 {
                marks[other as usize] = 2 * side.reached.len() as u32 + 1 + at as u32;
                side.reached.push((other, position as u32, place));
                work += side.rows.degree(other);
                next.push(other);
            } else if (mark - 1) % 2 != at as u32 {
                return Some((at, [place, (mark - 1) / 2], position));
            }
        }
    }
    (side.level, side.work) = (next, work);
    side.depth += 1;
    None
}

fn path(sides: &[Side<'_>; 2], (at, places, position): (usize, [u32; 2], usize)) -> Vec<EdgeId> {
    let [first, last] = if at == 0 { places } else { [places[1], places[0]] };
    let mut edges = trail(&sides[0], first);
    edges.reverse();
    edges.push(sides[at].rows.edge(position));
    edges.extend(trail(&sides[1], last));
    edges
}

/// The edges from a place back to where its side began.
fn trail(side: &Side<'_>, mut place: u32) -> Vec<EdgeId> {
    let mut edges = Vec::new();
    while let Some((_, position, before)) =
        side.reached.get(place as usize).filter(|(_, _, before)| *before != u32::MAX)
    {
        edges.push(side.rows.edge(*position as usize));
        place = *before;
    }
    edges
}
