//! The labels of edges: on their edge, off boxes and off each other, or left out and counted.

use super::face::Face;
use super::geometry::{Path, Point, Rect};
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
    let curves: Vec<Vec<Point>> = drawing.edges.iter().map(|edge| edge.path.sampled(16)).collect();
    let mut order: Vec<(usize, TextBlock)> = texts.into_iter().enumerate().collect();
    let length = |edge: usize| curves[edge].windows(2).map(|pair| (pair[1] - pair[0]).length()).sum::<f64>();
    order.sort_by(|a, b| length(a.0).total_cmp(&length(b.0)).then(a.0.cmp(&b.0)));
    let mut taken: Vec<Rect> = Vec::new();
    for (edge, mut text) in order {
        if text.lines.is_empty() {
            continue;
        }
        let free = |rect: Rect| !boxes.iter().chain(&taken).any(|other| other.overlaps(rect));
        let candidates = candidates(&drawing.edges[edge].path, &text).filter(|at| free(centred(&text, *at)));
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

fn candidates(path: &Path, text: &TextBlock) -> impl Iterator<Item = Point> {
    let height = text.rect().height();
    BESIDE.into_iter().flat_map(move |beside| {
        PLACES.into_iter().map(move |t| {
            let way = path.at(t + 0.02) - path.at(t - 0.02);
            path.at(t) + way.unit().normal() * (beside * height)
        })
    })
}

/// How many other edges run through this place.
fn crossed(curves: &[Vec<Point>], own: usize, rect: Rect) -> usize {
    let others = curves.iter().enumerate().filter(|(edge, _)| *edge != own);
    others
        .filter(|(_, points)| {
            points.windows(2).any(|pair| rect.holds(pair[0].towards(pair[1], 0.5)) || rect.holds(pair[0]))
        })
        .count()
}
