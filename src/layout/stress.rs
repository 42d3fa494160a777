//! Stress layout: distance on paper follows distance in the graph.
//!
//! The stress Σ w (‖a − b‖ − d)² with w = 1/d² is lowered pair by pair in random order with a falling
//! step (Zheng, Pawar and Goodman, "Graph Drawing by Stochastic Gradient Descent", 2018). In a large
//! web every node is paired with its neighbours and with pivots alone, each pivot standing for the
//! nodes around it (Ortmann, Klimenta and Brandes, "A Sparse Stress Model", 2017).

use super::distance::Web;
use super::geometry::Point;
use super::random::Random;

/// Up to so many nodes every pair counts.
const ALL_PAIRS: usize = 700;
/// So many pivots stand for the rest in a larger web.
const PIVOTS: usize = 60;
/// How often each pair is looked at.
const TURNS: usize = 30;
/// The step of the last turn, as a share of what would satisfy the strictest pair.
const LAST: f64 = 0.03;

/// Two nodes, the distance they would like, and how much each end minds.
struct Term {
    a: usize,
    b: usize,
    distance: f64,
    weight_a: f64,
    weight_b: f64,
}

/// Places for the nodes of a connected web, turned and stretched a little towards a ratio.
pub(super) fn arrange(web: &Web, seed: u64, ratio: f64) -> Vec<Point> {
    let mut centres = arrange_with(web, seed, &vec![None; web.sizes.len()]);
    level(&mut centres);
    stretch(&mut centres, ratio);
    centres
}

/// Places for the nodes of a web, some of which have theirs already and keep it.
pub(super) fn arrange_with(web: &Web, seed: u64, fixed: &[Option<Point>]) -> Vec<Point> {
    let mut random = Random::new(seed);
    let mut centres = start(web, &mut random, fixed);
    let mut terms = if web.sizes.len() <= ALL_PAIRS { all_pairs(web) } else { with_pivots(web) };
    let weights = terms.iter().flat_map(|term| [term.weight_a, term.weight_b]).filter(|weight| *weight > 0.0);
    let (least, most) = weights.fold((f64::INFINITY, 0.0f64), |(a, b), weight| (a.min(weight), b.max(weight)));
    if terms.is_empty() {
        return centres;
    }
    let (first, last) = (1.0 / least, LAST / most);
    let fall = (last / first).ln() / (TURNS - 1) as f64;
    for turn in 0..TURNS {
        let step = first * (fall * turn as f64).exp();
        random.shuffle(&mut terms);
        terms.iter().for_each(|term| relax(term, step, &mut centres, fixed));
    }
    centres
}

fn relax(term: &Term, step: f64, centres: &mut [Point], fixed: &[Option<Point>]) {
    let way = centres[term.a] - centres[term.b];
    let length = way.length().max(1e-6);
    let pull = way * ((length - term.distance) / length / 2.0);
    if fixed[term.a].is_none() {
        centres[term.a] = centres[term.a] - pull * (term.weight_a * step).min(1.0);
    }
    if fixed[term.b].is_none() {
        centres[term.b] = centres[term.b] + pull * (term.weight_b * step).min(1.0);
    }
}

fn start(web: &Web, random: &mut Random, fixed: &[Option<Point>]) -> Vec<Point> {
    let side = 60.0 * (web.sizes.len() as f64).sqrt();
    let known: Vec<Point> = fixed.iter().flatten().copied().collect();
    let sum = known.iter().fold(Point::default(), |sum, point| sum + *point);
    let middle = if known.is_empty() { sum } else { sum * (1.0 / known.len() as f64) };
    let anywhere = |random: &mut Random| middle + Point::new(random.unit() - 0.5, random.unit() - 0.5) * side;
    fixed.iter().map(|given| given.unwrap_or_else(|| anywhere(random))).collect()
}

fn all_pairs(web: &Web) -> Vec<Term> {
    let mut terms = Vec::new();
    for a in 0..web.sizes.len() {
        let distances = web.distances(a);
        for (b, distance) in distances.into_iter().enumerate().skip(a + 1).filter(|(_, d)| d.is_finite()) {
            let weight = 1.0 / (distance * distance);
            terms.push(Term { a, b, distance, weight_a: weight, weight_b: weight });
        }
    }
    terms
}

fn with_pivots(web: &Web) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for (a, around) in web.neighbours.iter().enumerate() {
        for (b, distance) in around.iter().filter(|(b, _)| *b > a) {
            let weight = 1.0 / (distance * distance);
            terms.push(Term { a, b: *b, distance: *distance, weight_a: weight, weight_b: weight });
        }
    }
    let (pivots, distances) = pivots(web);
    let regions = regions(&distances, web.sizes.len());
    for (turn, pivot) in pivots.iter().enumerate() {
        let mut near: Vec<f64> = regions[turn].iter().map(|node| distances[turn][*node]).collect();
        near.sort_by(f64::total_cmp);
        for (node, distance) in distances[turn].iter().enumerate().filter(|(_, d)| d.is_finite() && **d > 0.0) {
            let stands_for = near.partition_point(|other| *other <= distance / 2.0).max(1) as f64;
            let weight = stands_for / (distance * distance);
            terms.push(Term { a: node, b: *pivot, distance: *distance, weight_a: weight, weight_b: 0.0 });
        }
    }
    terms
}

/// Nodes far from each other, and the distances of all nodes from each.
fn pivots(web: &Web) -> (Vec<usize>, Vec<Vec<f64>>) {
    let mut pivots = vec![0];
    let mut distances = vec![web.distances(0)];
    let mut nearest = distances[0].clone();
    while pivots.len() < PIVOTS.min(web.sizes.len()) {
        let reached = nearest.iter().enumerate().filter(|(_, distance)| distance.is_finite());
        let Some((far, _)) = reached.max_by(|a, b| a.1.total_cmp(b.1)) else { break };
        let own = web.distances(far);
        nearest.iter_mut().zip(&own).for_each(|(near, distance)| *near = near.min(*distance));
        pivots.push(far);
        distances.push(own);
    }
    (pivots, distances)
}

/// For each pivot the nodes that no other pivot is nearer to.
fn regions(distances: &[Vec<f64>], count: usize) -> Vec<Vec<usize>> {
    let mut regions = vec![Vec::new(); distances.len()];
    for node in 0..count {
        let nearest = (0..distances.len()).min_by(|a, b| distances[*a][node].total_cmp(&distances[*b][node]));
        if let Some(nearest) = nearest {
            regions[nearest].push(node);
        }
    }
    regions
}

/// Turns the longest direction into the horizontal.
fn level(centres: &mut [Point]) {
    let count = centres.len().max(1) as f64;
    let mean = centres.iter().fold(Point::default(), |sum, point| sum + *point) * (1.0 / count);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for point in centres.iter().map(|point| *point - mean) {
        xx += point.x * point.x;
        yy += point.y * point.y;
        xy += point.x * point.y;
    }
    let angle = -0.5 * (2.0 * xy).atan2(xx - yy);
    let (sin, cos) = angle.sin_cos();
    for point in centres {
        let from = *point - mean;
        *point = Point::new(from.x * cos - from.y * sin, from.x * sin + from.y * cos);
    }
}

/// Boxes are wider than high, so a drawing has room to the sides first.
fn stretch(centres: &mut [Point], ratio: f64) {
    let spread = |get: fn(&Point) -> f64| (centres.iter().map(|p| get(p).powi(2)).sum::<f64>()).sqrt().max(1.0);
    let now = spread(|p| p.x) / spread(|p| p.y);
    let factor = (ratio / now).sqrt().clamp(0.8, 1.35);
    centres.iter_mut().for_each(|point| *point = Point::new(point.x * factor, point.y / factor.sqrt()));
}
