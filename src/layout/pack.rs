//! Puts the parts of a figure beside each other: on shelves, the highest first.

use super::distance::Web;
use super::geometry::{Point, Rect};
use crate::figure::Figure;

/// The space between two parts, in points.
const GAP: f64 = 34.0;

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
pub(super) fn pack(mut pieces: Vec<Piece>, figure: &Figure, via: &mut [Vec<Point>], ratio: f64) -> Vec<Point> {
    pieces.sort_by(|a, b| b.bounds.height().total_cmp(&a.bounds.height()).then(a.nodes.cmp(&b.nodes)));
    let area: f64 = pieces.iter().map(|piece| (piece.bounds.width() + GAP) * (piece.bounds.height() + GAP)).sum();
    let widest = pieces.iter().map(|piece| piece.bounds.width()).fold(0.0, f64::max);
    let shelf = (area * ratio).sqrt().max(widest) + GAP;
    let mut centres = vec![Point::default(); figure.nodes.len()];
    let mut moved = vec![Point::default(); figure.nodes.len()];
    let (mut at, mut height) = (Point::default(), 0.0);
    for piece in &pieces {
        if at.x > 0.0 && at.x + piece.bounds.width() > shelf {
            at = Point::new(0.0, at.y + height + GAP);
            height = 0.0;
        }
        height = piece.bounds.height().max(height);
        let by = at - piece.bounds.min;
        for (node, centre) in piece.nodes.iter().zip(&piece.centres) {
            centres[*node] = *centre + by;
            moved[*node] = by;
        }
        at.x += piece.bounds.width() + GAP;
    }
    for (edge, places) in figure.edges.iter().zip(via) {
        places.iter_mut().for_each(|place| *place = *place + moved[edge.from]);
    }
    centres
}
