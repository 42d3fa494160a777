//! How good a drawing is, in numbers.

use super::geometry::{Point, inside};
use super::shape::Shape;
use super::{Drawing, apart};
use crate::figure::Figure;

/// What can be counted on a drawing; fewer is better.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// Pairs of nodes that overlap.
    pub overlaps: usize,
    /// Nodes whose text reaches out of their shape.
    pub text_outside: usize,
    /// Labels of edges that lie on a node.
    pub labels_on_nodes: usize,
    /// Pairs of labels of edges that overlap.
    pub labels_on_labels: usize,
    /// Labels of edges that found no place.
    pub labels_left_out: usize,
    /// Pairs of edges that cross, away from shared ends.
    pub crossings: usize,
    /// Edges that run through a box that is not theirs.
    pub through_boxes: usize,
    /// How far distances on paper are from distances in the graph, in steps: the mean of ((s·p − d)/d)² over all
    /// pairs that edges connect, at the scale `s` that makes it least.
    pub stress: f64,
}

/// Measures a drawing. O(n² + m²).
pub fn measure(figure: &Figure, drawing: &Drawing) -> Measures {
    let rects: Vec<_> = drawing.nodes.iter().map(|node| node.rect).collect();
    let labels: Vec<_> = drawing.edges.iter().filter_map(|edge| edge.label.as_ref()).map(|text| text.rect()).collect();
    let on_nodes = labels.iter().filter(|label| rects.iter().any(|rect| rect.overlaps(**label)));
    Measures {
        overlaps: apart::overlaps(&rects),
        text_outside: text_outside(figure, drawing),
        labels_on_nodes: on_nodes.count(),
        labels_on_labels: apart::overlaps(&labels),
        labels_left_out: drawing.labels_left_out,
        crossings: crossings(figure, drawing),
        through_boxes: through_boxes(figure, drawing),
        stress: stress(figure, drawing),
    }
}

fn text_outside(figure: &Figure, drawing: &Drawing) -> usize {
    let outside = figure.nodes.iter().zip(&drawing.nodes).filter(|(node, placed)| {
        let outline = Shape::of(&node.shape).outline(placed.rect);
        let (min, max) = (placed.text.rect().min, placed.text.rect().max);
        let corners = [min, max, Point::new(min.x, max.y), Point::new(max.x, min.y)];
        !placed.text.lines.is_empty() && !corners.iter().all(|corner| inside(&outline, *corner))
    });
    outside.count()
}

fn through_boxes(figure: &Figure, drawing: &Drawing) -> usize {
    let through = figure.edges.iter().zip(&drawing.edges).filter(|(edge, course)| {
        let points = course.path.sampled(24);
        let others = drawing.nodes.iter().enumerate().filter(|(node, _)| *node != edge.from && *node != edge.to);
        others.into_iter().any(|(_, placed)| points.windows(2).any(|pair| placed.rect.meets(pair[0], pair[1])))
    });
    through.count()
}

fn stress(figure: &Figure, drawing: &Drawing) -> f64 {
    let mut neighbours = vec![Vec::new(); figure.nodes.len()];
    for edge in &figure.edges {
        neighbours[edge.from].push(edge.to);
        neighbours[edge.to].push(edge.from);
    }
    let at = |node: usize| drawing.nodes[node].rect.centre();
    // Each pair twice, which changes no mean.
    let shares: Vec<f64> = (0..figure.nodes.len())
        .flat_map(|from| {
            let reached = steps(&neighbours, from).into_iter().enumerate();
            reached.filter_map(move |(to, steps)| {
                steps.filter(|steps| *steps > 0).map(|steps| (at(to) - at(from)).length() / steps as f64)
            })
        })
        .collect();
    let (sum, squares) = shares.iter().fold((0.0, 0.0), |(sum, squares), share| (sum + share, squares + share * share));
    let scale = if squares > 0.0 { sum / squares } else { 0.0 };
    shares.iter().map(|share| (scale * share - 1.0).powi(2)).sum::<f64>() / shares.len().max(1) as f64
}

/// How many steps every node is away.
fn steps(neighbours: &[Vec<usize>], from: usize) -> Vec<Option<usize>> {
    let mut found = vec![None; neighbours.len()];
    found[from] = Some(0);
    let mut open = std::collections::VecDeque::from([(from, 0)]);
    while let Some((node, steps)) = open.pop_front() {
        for next in &neighbours[node] {
            if found[*next].is_none() {
                found[*next] = Some(steps + 1);
                open.push_back((*next, steps + 1));
            }
        }
    }
    found
}

fn crossings(figure: &Figure, drawing: &Drawing) -> usize {
    let curves: Vec<Vec<Point>> = drawing.edges.iter().map(|edge| edge.path.sampled(8)).collect();
    let mut count = 0;
    for (a, one) in figure.edges.iter().enumerate() {
        for (b, other) in figure.edges.iter().enumerate().skip(a + 1) {
            let share = [other.from, other.to].iter().any(|end| *end == one.from || *end == one.to);
            if !share && cross(&curves[a], &curves[b]) {
                count += 1;
            }
        }
    }
    count
}

fn cross(a: &[Point], b: &[Point]) -> bool {
    a.windows(2).any(|one| b.windows(2).any(|other| segments_cross(one[0], one[1], other[0], other[1])))
}

fn segments_cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |from: Point, to: Point, point: Point| {
        let (along, way) = (to - from, point - from);
        along.x * way.y - along.y * way.x
    };
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}
