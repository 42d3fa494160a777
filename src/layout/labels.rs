//! The labels of edges: on their edge, off boxes and off each other, or left out and counted.

use super::course::with_area;
use super::face::Face;
use super::geometry::{Point, Rect};
use super::{Drawing, EDGE_TEXT, Labels, TextBlock, wrap};
use crate::figure::Figure;

/// No label is wider, in points.
const WIDEST: f64 = 104.0;
/// The places that are tried, from the middle outwards, as shares of the edge.
const PLACES: [f64; 11] = [0.5, 0.44, 0.56, 0.38, 0.62, 0.31, 0.69, 0.24, 0.76, 0.17, 0.83];
/// How far beside the edge is tried where there is no room on it, in heights of the label.
const BESIDE: [f64; 5] = [0.0, 0.45, -0.45, 0.8, -0.8];
/// Free space around a label, in points.
const MARGIN: f64 = 1.5;

/// The labels of all edges, in lines, without places. Where all edges are of one type, which the legend
/// names, its words are not said again on each of them unless `all` are wanted.
pub(super) fn texts(face: &Face, figure: &Figure, labels: Labels) -> Vec<TextBlock> {
    let usual = match &figure.legend.types[..] {
        [only] if labels != Labels::All => &*only.words,
        _ => "",
    };
    let text = |label: &str| {
        let own =
            label.strip_prefix(usual).filter(|rest| !usual.is_empty() && !rest.starts_with(char::is_alphanumeric));
        let label = own.map_or(label, |rest| rest.trim_start_matches(':').trim());
        let lines = wrap::block(face, label, EDGE_TEXT, WIDEST, 5.0);
        TextBlock::new(face, lines, EDGE_TEXT, Point::default())
    };
    figure.edges.iter().map(|edge| text(&edge.label)).collect()
}

/// Gives each label a place. Those with the least room choose first.
pub(super) fn place(drawing: &mut Drawing, texts: Vec<TextBlock>) {
    let boxes: Vec<Rect> = drawing.nodes.iter().map(|node| node.rect.grown(MARGIN)).collect();
    let curves: Vec<(Vec<Point>, Rect)> =
        drawing.edges.iter().map(|edge| edge.path.sampled(16)).map(with_area).collect();
    let mut order: Vec<(usize, TextBlock)> = texts.into_iter().enumerate().collect();
    order.sort_by(|a, b| length(&curves[a.0].0).total_cmp(&length(&curves[b.0].0)).then(a.0.cmp(&b.0)));
    let mut taken: Vec<Rect> = Vec::new();
    for (edge, mut text) in order {
        if text.lines.is_empty() {
            continue;
        }
        let free = |rect: Rect| !boxes.iter().chain(&taken).any(|other| other.overlaps(rect));
        let candidates = candidates(&curves[edge].0, &text).filter(|at| free(centred(&text, *at)));
        let crossed = |at: &Point| crossed(&curves, edge, centred(&text, *at));
        // The first few free places: among them the one that fewest other edges run through.
        let best = candidates.take(8).enumerate().min_by_key(|(turn, at)| (crossed(at), *turn));
        match best {
            Some((_, at)) => {
                text.centre = at;
                taken.push(text.rect().grown(MARGIN));
                drawing.edges[edge].label = Some(text);
            }
            None => drawing.labels_left_out += 1,
        }
    }
}

fn centred(text: &TextBlock, at: Point) -> Rect {
    let rect = text.rect();
    Rect::around(at, rect.width(), rect.height()).grown(MARGIN)
}

fn candidates(line: &[Point], text: &TextBlock) -> impl Iterator<Item = Point> {
    let height = text.rect().height();
    let places: Vec<(Point, Point)> = PLACES.into_iter().map(|share| along(line, share)).collect();
    let beside = move |by: f64| places.clone().into_iter().map(move |(at, way)| at + way.normal() * (by * height));
    BESIDE.into_iter().flat_map(beside)
}

/// The place at this share of a line's length, and the direction it has there.
fn along(line: &[Point], share: f64) -> (Point, Point) {
    let mut left = length(line) * share;
    for pair in line.windows(2) {
        let way = pair[1] - pair[0];
        if left <= way.length() {
            return (pair[0] + way.unit() * left, way.unit());
        }
        left -= way.length();
    }
    (line.last().copied().unwrap_or_default(), Point::new(1.0, 0.0))
}

fn length(line: &[Point]) -> f64 {
    line.windows(2).map(|pair| (pair[1] - pair[0]).length()).sum()
}

/// How many other edges run through this place.
fn crossed(curves: &[(Vec<Point>, Rect)], own: usize, rect: Rect) -> usize {
    let near = curves.iter().enumerate().filter(|(edge, (_, area))| *edge != own && area.overlaps(rect));
    near.filter(|(_, (line, _))| line.windows(2).any(|pair| rect.meets(pair[0], pair[1]))).count()
}
