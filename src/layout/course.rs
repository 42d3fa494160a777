//! The courses of edges: from border to border, apart from each other, around boxes where a bend does it.

use std::collections::BTreeMap;

use super::geometry::{Cubic, Path, Point, Rect, inside};
use super::shape::Shape;
use super::{Placed, TextBlock};
use crate::figure::Figure;

/// Between two edges that bind the same two nodes, at their middles, in points.
const APART: f64 = 26.0;
/// The bends that are tried to get around a box, as shares of the length.
const BENDS: [f64; 7] = [0.0, 0.12, -0.12, 0.24, -0.24, 0.36, -0.36];
/// Above so many nodes edges run straight: looking for bends takes long, and nobody could tell.
const BENT_NODES: usize = 400;
/// How far from its border an edge keeps from a box it passes.
const MARGIN: f64 = 4.0;

/// The courses of all edges, in the figure's order.
pub(super) fn all(figure: &Figure, nodes: &[Placed], texts: &[TextBlock], via: &[Vec<Point>]) -> Vec<Path> {
    let outlines: Vec<Vec<Point>> =
        figure.nodes.iter().zip(nodes).map(|(node, placed)| Shape::of(&node.shape).outline(placed.rect)).collect();
    let mut paths = vec![Path::default(); figure.edges.len()];
    for ((from, to), edges) in bundles(figure) {
        if from == to {
            for (turn, edge) in edges.iter().enumerate() {
                paths[*edge] = clipped(loop_at(nodes[from].rect, turn), &outlines[from], &outlines[from]);
            }
            continue;
        }
        let straight = between(nodes, (from, to), &sides(&edges, texts));
        for (edge, straight) in edges.iter().zip(straight) {
            let (start, end) = (figure.edges[*edge].from, figure.edges[*edge].to);
            let path = match &via[*edge][..] {
                [] if start == from => straight,
                [] => reversed(straight),
                via => through(nodes, start, end, via),
            };
            paths[*edge] = clipped(path, &outlines[start], &outlines[end]);
        }
    }
    paths
}

/// The edges between each two nodes, whichever way they point.
fn bundles(figure: &Figure) -> BTreeMap<(usize, usize), Vec<usize>> {
    let mut bundles: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (number, edge) in figure.edges.iter().enumerate() {
        bundles.entry((edge.from.min(edge.to), edge.from.max(edge.to))).or_default().push(number);
    }
    bundles
}

/// How far each edge of a bundle keeps from the straight line, so that its label has room.
fn sides(edges: &[usize], texts: &[TextBlock]) -> Vec<f64> {
    let room = |edge: &usize| texts.get(*edge).map_or(0.0, |text| text.rect().height() + 7.0).max(APART);
    let mut at = 0.0;
    let mut sides = Vec::with_capacity(edges.len());
    for (turn, edge) in edges.iter().enumerate() {
        at += if turn > 0 { room(edge) / 2.0 } else { 0.0 };
        sides.push(at);
        at += room(edge) / 2.0;
    }
    let (first, last) = (sides.first().copied().unwrap_or(0.0), sides.last().copied().unwrap_or(0.0));
    sides.into_iter().map(|side| side - (first + last) / 2.0).collect()
}

/// From the middle of one node to the middle of another, each edge of a bundle on its side of the
/// straight line, and all of them bent alike around boxes.
fn between(nodes: &[Placed], (from, to): (usize, usize), sides: &[f64]) -> Vec<Path> {
    let (a, b) = (nodes[from].rect.centre(), nodes[to].rect.centre());
    let bent = |share: f64| -> Vec<Path> {
        let normal = (b - a).unit().normal();
        // A cubic curve reaches three quarters as far as its controls.
        let reach = |side: &f64| normal * ((side + share * (b - a).length()) / 0.75);
        let path = |by: Point| Path(vec![Cubic([a, a.towards(b, 0.25) + by, b.towards(a, 0.25) + by, b])]);
        sides.iter().map(|side| path(reach(side))).collect()
    };
    if nodes.len() > BENT_NODES {
        return bent(0.0);
    }
    let reach = (b - a).length() * 0.4 + sides.iter().copied().fold(0.0, f64::max);
    let area = Rect { min: a, max: a }.union(Rect { min: b, max: b }).grown(reach);
    let others = nodes.iter().enumerate().filter(|(node, _)| *node != from && *node != to);
    let near: Vec<Rect> =
        others.map(|(_, placed)| placed.rect.grown(MARGIN)).filter(|rect| rect.overlaps(area)).collect();
    let mut best = (usize::MAX, bent(0.0));
    for share in BENDS {
        let paths = bent(share);
        let points: Vec<Point> = paths.iter().flat_map(|path| path.sampled(24)).collect();
        let hit = near.iter().map(|rect| points.iter().filter(|point| rect.holds(**point)).count()).sum();
        if hit < best.0 {
            best = (hit, paths);
        }
        if hit == 0 {
            break;
        }
    }
    best.1
}

/// A smooth curve from one node to another past these places (Catmull and Rom).
fn through(nodes: &[Placed], from: usize, to: usize, via: &[Point]) -> Path {
    let mut stops = vec![nodes[from].rect.centre()];
    stops.extend(via);
    stops.push(nodes[to].rect.centre());
    let at = |place: isize| stops[place.clamp(0, stops.len() as isize - 1) as usize];
    let curves = (0..stops.len() as isize - 1).map(|turn| {
        let (before, a, b, after) = (at(turn - 1), at(turn), at(turn + 1), at(turn + 2));
        Cubic([a, a + (b - before) * (1.0 / 6.0), b - (after - a) * (1.0 / 6.0), b])
    });
    Path(curves.collect())
}

fn reversed(path: Path) -> Path {
    let turned = |curve: &Cubic| {
        let [a, b, c, d] = curve.0;
        Cubic([d, c, b, a])
    };
    Path(path.0.iter().rev().map(turned).collect())
}

/// A loop over the right corner at the top; each further one is larger.
fn loop_at(rect: Rect, turn: usize) -> Path {
    let centre = rect.centre();
    let by = 34.0 + turn as f64 * 22.0;
    let right = Point::new(rect.max.x + by, centre.y - rect.height() * 0.2);
    let top = Point::new(centre.x + rect.width() * 0.2, rect.min.y - by);
    Path(vec![Cubic([centre, right, top, centre])])
}

/// The part of a path between the borders of its ends. Where the boxes are so near that nothing would
/// be left, the middle stays.
fn clipped(path: Path, from: &[Point], to: &[Point]) -> Path {
    let start = crossing(|t| inside(from, path.at(t)));
    let end = 1.0 - crossing(|t| inside(to, path.at(1.0 - t)));
    if start + 1e-4 < end { path.part(start, end) } else { path.part(0.499, 0.501) }
}

/// The first place where a path that begins inside is outside.
fn crossing(is_inside: impl Fn(f64) -> bool) -> f64 {
    const STEPS: usize = 64;
    let Some(out) = (1..=STEPS).map(|step| step as f64 / STEPS as f64).find(|t| !is_inside(*t)) else { return 1.0 };
    let (mut low, mut high) = (out - 1.0 / STEPS as f64, out);
    for _ in 0..16 {
        let middle = (low + high) / 2.0;
        if is_inside(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}
