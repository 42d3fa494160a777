//! Moves boxes out of the way of edges that run through them.

use super::apart;
use super::distance::{Bond, Web};
use super::geometry::Point;

/// Above so many nodes or pairs of neighbours there is no room to make.
const NODES_MAX: usize = 120;
const BONDS_MAX: usize = 260;
const ROUNDS: usize = 90;
/// How far a box should keep from an edge, in points.
const MARGIN: f64 = 7.0;
/// How far a box moves in a round, at most.
const STEP: f64 = 14.0;

/// Moves boxes aside, and keeps the best places that were seen.
pub(super) fn clear(centres: &mut Vec<Point>, web: &Web, held: &[bool]) {
    if centres.len() > NODES_MAX || web.bonds.len() > BONDS_MAX {
        return;
    }
    let mut best = (hits(centres, web), centres.clone());
    for round in 0..ROUNDS {
        if best.0 == 0 {
            break;
        }
        step_aside(centres, web, held);
        if round % 6 == 5 {
            apart::push(centres, web, held);
            let now = hits(centres, web);
            if now < best.0 {
                best = (now, centres.clone());
            }
        }
    }
    *centres = best.1;
}

/// How many boxes stand in the way of how many edges.
fn hits(centres: &[Point], web: &Web) -> usize {
    let nodes = 0..centres.len();
    web.bonds
        .iter()
        .map(|bond| nodes.clone().filter(|node| aside(centres, web, bond, *node, 0.0).is_some()).count())
        .sum()
}

fn step_aside(centres: &mut [Point], web: &Web, held: &[bool]) {
    for bond in &web.bonds {
        for node in (0..centres.len()).filter(|node| !held[*node]) {
            if let Some(way) = aside(centres, web, bond, node, MARGIN) {
                centres[node] = centres[node] + way * (STEP / way.length()).min(0.6);
            }
        }
    }
}

/// The way that takes a box off the edges between two others; none where it is not on them.
fn aside(centres: &[Point], web: &Web, bond: &Bond, node: usize, margin: f64) -> Option<Point> {
    if node == bond.a || node == bond.b {
        return None;
    }
    let (from, to, at) = (centres[bond.a], centres[bond.b], centres[node]);
    let along = (to - from).unit();
    let normal = along.normal();
    let (width, height) = web.sizes[node];
    let half = |axis: Point| axis.x.abs() * width / 2.0 + axis.y.abs() * height / 2.0;
    let way = at - from;
    let (forward, side) = (way.x * along.x + way.y * along.y, way.x * normal.x + way.y * normal.y);
    let length = (to - from).length().max(1e-6);
    // A bundle is widest in its middle: see `course::between`.
    let share = (forward / length).clamp(0.0, 1.0);
    let over = half(normal) + margin + bond.spread * 4.0 * share * (1.0 - share) - side.abs();
    let beside = forward > -half(along) && forward < length + half(along);
    let sign = if side < 0.0 { -1.0 } else { 1.0 };
    (over > 0.0 && beside).then(|| normal * (sign * over))
}
