//! The figure as layouts see it: sizes, neighbours, and how long each edge would like to be.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::TextBlock;
use super::boxes::NodeBox;
use super::geometry::Point;
use crate::figure::Figure;

/// Nodes by number, each pair of neighbours once however many edges bind it.
pub(super) struct Web {
    /// Width and height of each node.
    pub(super) sizes: Vec<(f64, f64)>,
    /// The neighbours of each node with the length the edge would like to have.
    pub(super) neighbours: Vec<Vec<(usize, f64)>>,
    /// Every edge that is no loop: its number in the figure, and its ends.
    pub(super) edges: Vec<(usize, usize, usize)>,
    /// The size of each edge's label, by its number in the figure.
    pub(super) labels: BTreeMap<usize, Point>,
    /// Each pair of neighbours once.
    pub(super) bonds: Vec<Bond>,
}

/// Two neighbours, the one with the lower number first, and what the edges between them need.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bond {
    pub(super) a: usize,
    pub(super) b: usize,
    /// The width of the widest label, and the height of all.
    pub(super) room: Point,
    /// How far the outermost edges keep from the straight line.
    pub(super) spread: f64,
}

/// The room that an edge of a bundle needs across, for itself and its label.
pub(super) fn lane(label_height: f64) -> f64 {
    (label_height + 7.0).max(APART)
}

/// Between two edges that bind the same two nodes, at their middles, in points.
const APART: f64 = 26.0;

impl Web {
    /// The web of a whole figure.
    pub(super) fn of(figure: &Figure, boxes: &[NodeBox], texts: &[TextBlock]) -> Web {
        let ends = figure.edges.iter().enumerate().map(|(number, edge)| (number, edge.from, edge.to));
        let edges = ends.filter(|(_, from, to)| from != to).collect();
        let size = |text: &TextBlock| Point::new(text.rect().width(), text.rect().height());
        let labels = texts.iter().enumerate().map(|(number, text)| (number, size(text))).collect();
        Web::build(boxes.iter().map(|node| (node.width, node.height)).collect(), edges, labels)
    }

    /// The web of some nodes, which get numbers in their order.
    pub(super) fn part(&self, nodes: &[usize]) -> Web {
        let place: BTreeMap<usize, usize> = nodes.iter().enumerate().map(|(new, old)| (*old, new)).collect();
        let edge = |(number, from, to): &(usize, usize, usize)| Some((*number, *place.get(from)?, *place.get(to)?));
        let edges: Vec<_> = self.edges.iter().filter_map(edge).collect();
        let label = |(number, ..): &(usize, usize, usize)| Some((*number, *self.labels.get(number)?));
        let labels = edges.iter().filter_map(label).collect();
        Web::build(nodes.iter().map(|node| self.sizes[*node]).collect(), edges, labels)
    }

    fn build(sizes: Vec<(f64, f64)>, edges: Vec<(usize, usize, usize)>, labels: BTreeMap<usize, Point>) -> Web {
        let mut pairs: BTreeMap<(usize, usize), Bond> = BTreeMap::new();
        for (number, from, to) in &edges {
            let (a, b) = (*from.min(to), *from.max(to));
            let bond = pairs.entry((a, b)).or_insert(Bond { a, b, spread: -APART / 2.0, ..Bond::default() });
            let label = labels.get(number).copied().unwrap_or_default();
            bond.room = Point::new(bond.room.x.max(label.x), bond.room.y + label.y);
            bond.spread += lane(label.y) / 2.0;
        }
        let mut degrees = vec![0usize; sizes.len()];
        pairs.keys().for_each(|(a, b)| [a, b].into_iter().for_each(|end| degrees[*end] += 1));
        let mut neighbours = vec![Vec::new(); sizes.len()];
        for ((a, b), bond) in &pairs {
            let length = ideal(sizes[*a], sizes[*b], bond.room, degrees[*a].max(degrees[*b]));
            neighbours[*a].push((*b, length));
            neighbours[*b].push((*a, length));
        }
        let bonds = pairs.into_values().collect();
        Web { sizes, neighbours, edges, labels, bonds }
    }

    /// How far every node is from one, along edges; infinite where none leads there. O(m log n).
    pub(super) fn distances(&self, from: usize) -> Vec<f64> {
        let mut best = vec![f64::INFINITY; self.sizes.len()];
        let mut open = BinaryHeap::from([(Reverse(0u64), from)]);
        best[from] = 0.0;
        while let Some((Reverse(bits), node)) = open.pop() {
            // The bits of positive numbers are in the order of the numbers.
            let distance = f64::from_bits(bits);
            if distance > best[node] {
                continue;
            }
            for (other, length) in &self.neighbours[node] {
                if distance + length < best[*other] {
                    best[*other] = distance + length;
                    open.push((Reverse(best[*other].to_bits()), *other));
                }
            }
        }
        best
    }
}

/// Room for both boxes and the label between them; more around a node that many edges meet in.
fn ideal(a: (f64, f64), b: (f64, f64), label: Point, degree: usize) -> f64 {
    let reach = |(width, height): (f64, f64)| (width + height) / 4.0;
    let crowd = 1.0 + (degree as f64).sqrt() * 0.12;
    (reach(a) + reach(b) + label.x * 0.75 + (label.y - 40.0).max(0.0) * 0.5 + 26.0) * crowd
}
