//! The courses of edges: from border to border, apart from each other, around boxes where a bend does it.

use std::collections::BTreeMap;

use super::distance::lane;
use super::geometry::{Cubic, Path, Point, Rect, inside};
use super::shape::Shape;
use super::{Placed, TextBlock, detour};
use crate::figure::Figure;

/// The bends that are tried to get around a box, as shares of the length.
const BENDS: [f64; 7] = [0.0, 0.06, -0.06, 0.12, -0.12, 0.24, -0.24];
/// Above so many nodes edges run straight: looking for bends takes long, and nobody could tell.
const BENT_NODES: usize = 400;
/// Up to so many nodes a way around boxes is looked for where no bend is free of them.
const DETOUR_NODES: usize = 150;
/// How far an edge keeps from the border of a box it passes, in points.
const MARGIN: f64 = 5.0;
/// An edge that comes so near to a box looks as if it touched it, in points.
const NEAR: f64 = 3.0;
/// So many boxes nearly touched are as bad as one run through.
const THROUGH: usize = 6;
/// Between two edges of a bundle where there is no room for labels, in points.
const TIGHT: f64 = 9.0;
/// How wide a bundle is, in points, where there is hardly any room.
const TIGHTEST: f64 = 8.0;

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
        let given = edges.iter().all(|edge| !via[*edge].is_empty());
        let courses = if given {
            edges.iter().map(|edge| in_runs(&via[*edge])).collect()
        } else {
            between(nodes, (from, to), &sides(&edges, texts))
        };
        for (edge, course) in edges.iter().zip(courses) {
            let (start, end) = (figure.edges[*edge].from, figure.edges[*edge].to);
            let path = if given || start == from { course } else { reversed(course) };
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
    let lanes: Vec<f64> =
        edges.iter().map(|edge| lane(texts.get(*edge).map_or(0.0, |text| text.rect().height()))).collect();
    beside_each_other(&lanes)
}

/// The middles of lanes of these widths, side by side, around 0.
pub(super) fn beside_each_other(lanes: &[f64]) -> Vec<f64> {
    let (mut at, mut middles) = (0.0, Vec::with_capacity(lanes.len()));
    for width in lanes {
        middles.push(at + width / 2.0);
        at += width;
    }
    let (first, last) = (middles.first().copied().unwrap_or(0.0), middles.last().copied().unwrap_or(0.0));
    middles.into_iter().map(|middle| middle - (first + last) / 2.0).collect()
}

/// From the middle of one node to the middle of another, each edge of a bundle on its side of the
/// straight line; around boxes by a bend that all share, or where none is free, past their corners.
fn between(nodes: &[Placed], (from, to): (usize, usize), sides: &[f64]) -> Vec<Path> {
    let ends = (nodes[from].rect.centre(), nodes[to].rect.centre());
    if nodes.len() > BENT_NODES {
        return bent(ends, sides, 0.0);
    }
    let others = nodes.iter().enumerate().filter(|(node, _)| *node != from && *node != to);
    let others: Vec<Rect> = others.map(|(_, placed)| placed.rect).collect();
    let mut best = (usize::MAX, Vec::new());
    for share in BENDS {
        let paths = bent(ends, sides, share);
        let hits = hits(&paths, &others);
        if hits < best.0 {
            best = (hits, paths);
        }
        if hits == 0 {
            return best.1;
        }
    }
    // A line that only comes near to a box reads better than one that goes out of its way.
    let ways =
        if best.0 >= THROUGH && nodes.len() <= DETOUR_NODES { detours(ends, sides, &others) } else { Vec::new() };
    ways.into_iter().map(|paths| (hits(&paths, &others), paths)).fold(best, |a, b| if b.0 < a.0 { b } else { a }).1
}

/// Curves between two places, all bent by this share of their length.
fn bent((a, b): (Point, Point), sides: &[f64], share: f64) -> Vec<Path> {
    let normal = (b - a).unit().normal();
    // A cubic curve reaches three quarters as far as its controls.
    let reach = |side: &f64| normal * ((side + share * (b - a).length()) / 0.75);
    let path = |by: Point| Path(vec![Cubic([a, a.towards(b, 0.25) + by, b.towards(a, 0.25) + by, b])]);
    sides.iter().map(|side| path(reach(side))).collect()
}

/// Ways past the corners of boxes: first one that is wide enough for the whole bundle, then narrow ones.
fn detours((a, b): (Point, Point), sides: &[f64], others: &[Rect]) -> Vec<Vec<Path>> {
    let lanes = |width: f64| beside_each_other(&vec![width; sides.len()]);
    let (tight, tightest) = (lanes(TIGHT), lanes(TIGHTEST / sides.len() as f64));
    let widths: &[&[f64]] = if sides.len() > 1 { &[sides, &tight, &tightest] } else { &[sides] };
    let way = |sides: &&[f64]| {
        let spread = sides.iter().copied().fold(0.0, f64::max);
        let grown: Vec<Rect> = others.iter().map(|rect| rect.grown(MARGIN + spread)).collect();
        let way = detour::around(a, b, &grown)?;
        let along = |side: &f64| {
            let inner = detour::beside(a, &way, b, *side);
            detour::rounded(&[a].into_iter().chain(inner).chain([b]).collect::<Vec<Point>>())
        };
        Some(sides.iter().map(along).collect())
    };
    widths.iter().filter_map(way).collect()
}

/// How much boxes are in the way of these paths: each that a path runs through, and less for each that it
/// nearly touches.
fn hits(paths: &[Path], boxes: &[Rect]) -> usize {
    let lines: Vec<(Vec<Point>, Rect)> = paths.iter().map(|path| path.sampled(16)).map(with_area).collect();
    let meets = |(line, area): &(Vec<Point>, Rect), rect: Rect| {
        area.overlaps(rect) && line.windows(2).any(|pair| rect.meets(pair[0], pair[1]))
    };
    let cost = |line: &(Vec<Point>, Rect), rect: Rect| match meets(line, rect.grown(NEAR)) {
        true => {
            if meets(line, rect.grown(0.5)) {
                THROUGH
            } else {
                1
            }
        }
        false => 0,
    };
    boxes.iter().map(|rect| lines.iter().map(|line| cost(line, *rect)).sum::<usize>()).sum()
}

/// A line with what it reaches over.
pub(super) fn with_area(line: Vec<Point>) -> (Vec<Point>, Rect) {
    let area = Rect::of(line.iter().map(|at| Rect { min: *at, max: *at })).unwrap_or_default().grown(0.1);
    (line, area)
}

/// Past places that come in pairs: a straight line within each pair, and a curve that begins and ends level
/// from each pair to the next.
fn in_runs(via: &[Point]) -> Path {
    let mut curves = Vec::new();
    for (turn, run) in via.chunks_exact(2).enumerate() {
        if let Some(before) = turn.checked_sub(1).map(|before| via[before * 2 + 1]) {
            let half = Point::new((run[0].x - before.x) / 2.0, 0.0);
            curves.push(Cubic([before, before + half, run[0] - half, run[0]]));
        }
        if (run[1] - run[0]).length() > 0.5 {
            curves.push(Cubic::line(run[0], run[1]));
        }
    }
    Path(curves)
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
