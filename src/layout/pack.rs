//! Puts the parts of a figure beside each other, the largest first, each where the whole stays smallest.

use super::distance::Web;
use super::geometry::{Point, Rect};
use crate::figure::Figure;

/// The space between two parts, in points.
const GAP: f64 = 30.0;
/// The space between two nodes that nothing binds.
const SINGLE_GAP: f64 = 14.0;
/// A new part is tried in the corners of so many parts.
const CORNERS: usize = 40;

/// A part with its places.
pub(super) struct Piece {
    nodes: Vec<usize>,
    centres: Vec<Point>,
    bounds: Rect,
}

impl Piece {
    pub(super) fn new(nodes: Vec<usize>, centres: Vec<Point>, web: &Web) -> Piece {
        let rects = centres.iter().zip(&web.sizes).map(|(at, (width, height))| Rect::around(*at, *width, *height));
        let bounds = Rect::of(rects).unwrap_or_default();
        Piece { nodes, centres, bounds }
    }
}

/// The places of all nodes once the parts stand beside each other. The places that edges pass move too.
pub(super) fn pack(pieces: Vec<Piece>, figure: &Figure, via: &mut [Vec<Point>], ratio: f64) -> Vec<Point> {
    let (single, mut pieces): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(|piece| piece.nodes.len() == 1);
    let room = |piece: &Piece| (piece.bounds.width() + GAP) * (piece.bounds.height() + GAP);
    pieces.sort_by(|a, b| room(b).total_cmp(&room(a)).then(a.nodes.cmp(&b.nodes)));
    pieces.extend(table(single, ratio));
    let mut centres = vec![Point::default(); figure.nodes.len()];
    let mut moved = vec![Point::default(); figure.nodes.len()];
    let mut placed: Vec<Rect> = Vec::new();
    for piece in &pieces {
        let at = best_corner(&placed, piece.bounds, ratio);
        let by = at - piece.bounds.min;
        placed.push(piece.bounds.moved(by));
        for (node, centre) in piece.nodes.iter().zip(&piece.centres) {
            centres[*node] = *centre + by;
            moved[*node] = by;
        }
    }
    for (edge, places) in figure.edges.iter().zip(via) {
        places.iter_mut().for_each(|place| *place = *place + moved[edge.from]);
    }
    centres
}

/// Where a part goes: at the right or under one that has its place, so that all fit the smallest page.
fn best_corner(placed: &[Rect], bounds: Rect, ratio: f64) -> Point {
    let Some(whole) = Rect::of(placed.iter().copied()) else { return Point::default() };
    let near = &placed[placed.len().saturating_sub(CORNERS)..];
    let across = [whole.min.x].into_iter().chain(near.iter().map(|rect| rect.max.x + GAP));
    let down: Vec<f64> = [whole.min.y].into_iter().chain(near.iter().map(|rect| rect.max.y + GAP)).collect();
    let corners = across.flat_map(|x| down.iter().map(move |y| Point::new(x, *y)));
    let rect = |at: Point| Rect { min: at, max: at + Point::new(bounds.width(), bounds.height()) };
    let free = corners.filter(|at| !placed.iter().any(|other| other.grown(GAP - 1.0).overlaps(rect(*at))));
    let cost = |at: Point| {
        let all = whole.union(rect(at));
        (all.width().max(all.height() * ratio), at.x + at.y)
    };
    let best = free.map(|at| (cost(at), at)).min_by(|a, b| a.0.0.total_cmp(&b.0.0).then(a.0.1.total_cmp(&b.0.1)));
    best.map_or(Point::new(whole.min.x, whole.max.y + GAP), |(_, at)| at)
}

/// Nodes that nothing binds, in the columns of a table.
fn table(single: Vec<Piece>, ratio: f64) -> Option<Piece> {
    let widest = single.iter().map(|piece| piece.bounds.width()).reduce(f64::max)? + SINGLE_GAP;
    let total: f64 = single.iter().map(|piece| piece.bounds.height() + SINGLE_GAP).sum();
    let columns = (total * ratio / widest).sqrt().round().clamp(1.0, single.len() as f64);
    let highest = total / columns;
    let (mut nodes, mut centres, mut rects) = (Vec::new(), Vec::new(), Vec::new());
    let mut at = Point::default();
    for piece in &single {
        let (width, height) = (piece.bounds.width(), piece.bounds.height());
        if at.y > 0.0 && at.y + height / 2.0 > highest {
            at = Point::new(at.x + widest, 0.0);
        }
        let centre = at + Point::new(widest / 2.0, height / 2.0);
        nodes.extend(&piece.nodes);
        centres.push(centre);
        rects.push(Rect::around(centre, width, height));
        at.y += height + SINGLE_GAP;
    }
    Some(Piece { nodes, centres, bounds: Rect::of(rects.into_iter())? })
}
