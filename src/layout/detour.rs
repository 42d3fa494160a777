//! Ways around boxes: the shortest line between two places that keeps out of all of them bends at their
//! corners alone (Lozano-Pérez and Wesley, "An algorithm for planning collision-free paths", 1979).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::geometry::{Cubic, Path, Point, Rect};

/// So many corners are gone on from before a way is given up.
const CORNERS_MAX: usize = 300;
/// How round the bends are, in points.
const RADIUS: f64 = 12.0;

/// The corners that the shortest way from one place to another bends at; none where no way was found.
/// O(corners² · boxes) at worst; the search (A*) seldom looks at more than a few corners.
pub(super) fn around(from: Point, to: Point, boxes: &[Rect]) -> Option<Vec<Point>> {
    let mut stops = vec![from, to];
    stops.extend(boxes.iter().flat_map(|rect| corners(rect.grown(0.2))));
    let mut best = vec![f64::INFINITY; stops.len()];
    let mut before = vec![0; stops.len()];
    let mut done = vec![false; stops.len()];
    let mut open = BinaryHeap::from([(Reverse(0u64), 0)]);
    best[0] = 0.0;
    let mut looked_at = 0;
    while let Some((_, at)) = open.pop() {
        if at == 1 {
            return Some(way_back(&stops, &before));
        }
        if std::mem::replace(&mut done[at], true) {
            continue;
        }
        looked_at += 1;
        if looked_at > CORNERS_MAX {
            return None;
        }
        for next in 1..stops.len() {
            let length = best[at] + (stops[next] - stops[at]).length();
            let free = || !boxes.iter().any(|rect| rect.meets(stops[at], stops[next]));
            if !done[next] && length < best[next] && free() {
                best[next] = length;
                before[next] = at;
                // The bits of positive numbers are in the order of the numbers.
                open.push((Reverse((length + (to - stops[next]).length()).to_bits()), next));
            }
        }
    }
    None
}

fn way_back(stops: &[Point], before: &[usize]) -> Vec<Point> {
    let mut way = Vec::new();
    let mut at = before[1];
    while at != 0 {
        way.push(stops[at]);
        at = before[at];
    }
    way.reverse();
    way
}

fn corners(rect: Rect) -> [Point; 4] {
    let Rect { min, max } = rect;
    [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)]
}

/// The same corners, moved aside from the way they lie on.
pub(super) fn beside(from: Point, way: &[Point], to: Point, by: f64) -> Vec<Point> {
    let all: Vec<Point> = [from].into_iter().chain(way.iter().copied()).chain([to]).collect();
    all.windows(3).map(|around| around[1] + (around[2] - around[0]).unit().normal() * by).collect()
}

/// Straight lines through these places with round bends. A bend keeps within the corner it cuts.
pub(super) fn rounded(stops: &[Point]) -> Path {
    let mut curves = Vec::new();
    let Some(mut at) = stops.first().copied() else { return Path::default() };
    for around in stops.windows(3) {
        let [before, corner, after] = [around[0], around[1], around[2]];
        let radius = RADIUS.min((corner - before).length() / 2.0).min((after - corner).length() / 2.0);
        let (start, end) = (corner + (before - corner).unit() * radius, corner + (after - corner).unit() * radius);
        curves.push(Cubic::line(at, start));
        curves.push(Cubic::quadratic(start, corner, end));
        at = end;
    }
    curves.extend(stops.last().map(|end| Cubic::line(at, *end)));
    Path(curves)
}

#[cfg(test)]
mod tests {
    use super::{Point, Rect, around, rounded};

    #[test]
    fn a_way_bends_around_a_box() {
        let boxes =
            [Rect::around(Point::new(50.0, 2.0), 20.0, 20.0), Rect::around(Point::new(50.0, -40.0), 20.0, 20.0)];
        let (from, to) = (Point::default(), Point::new(100.0, 0.0));
        let way = around(from, to, &boxes).expect("there is one");
        assert_eq!(way.len(), 2);
        assert!(way.iter().all(|at| (-8.5..-8.0).contains(&at.y)), "{way:?}");
        let path = rounded(&[from, way[0], way[1], to]);
        let points = path.sampled(16);
        assert!(!points.windows(2).any(|pair| boxes.iter().any(|rect| rect.grown(-3.0).meets(pair[0], pair[1]))));
        assert_eq!(around(from, to, &[]), Some(Vec::new()));
    }

    #[test]
    fn who_is_walled_in_finds_no_way() {
        let wall = |x: f64, y: f64, w: f64, h: f64| Rect::around(Point::new(x, y), w, h);
        let walls = [
            wall(0.0, 10.0, 40.0, 4.0),
            wall(0.0, -10.0, 40.0, 4.0),
            wall(18.0, 0.0, 4.0, 40.0),
            wall(-18.0, 0.0, 4.0, 40.0),
        ];
        assert_eq!(around(Point::default(), Point::new(90.0, 0.0), &walls), None);
    }
}
