//! Layers (Sugiyama, Tagawa and Toda 1981): edges run from left to right as far as they can, and a
//! long one passes a free place in every layer between.

mod order;
mod rank;
mod runs;
mod settle;

use std::collections::BTreeMap;

use super::course::beside_each_other;
use super::distance::Web;
use super::geometry::Point;

/// The space between two boxes of a layer, in points.
const GAP: f64 = 16.0;
/// The space between two layers, besides what labels need.
const CHANNEL: f64 = 48.0;
/// Where edges climb, layers stand further apart: by this share of the climb, up to a limit.
const SLOPE: f64 = 0.45;
const CHANNEL_MAX: f64 = 190.0;
/// What an edge that passes a layer needs of its height, alone and in a bundle.
const PASSING: f64 = 4.0;
const LANE: f64 = 9.0;

/// A node or a place that a long edge passes.
pub(super) struct Stop {
    layer: usize,
    width: f64,
    height: f64,
    passing: bool,
}

/// The edges between two nodes, which keep together, and their stops from left to right.
struct Chain {
    edges: Vec<Lane>,
    stops: Vec<usize>,
}

/// An edge of a bundle.
struct Lane {
    /// Its number in the figure.
    edge: usize,
    /// Whether it begins at the right.
    turned: bool,
    /// How far from the middle of the bundle it runs.
    aside: f64,
}

/// A web in layers: stops, and the bonds between stops of neighbouring layers.
pub(super) struct Layered {
    stops: Vec<Stop>,
    /// The stops of each layer, from top to bottom.
    layers: Vec<Vec<usize>>,
    /// The stops in the layer before, and in the one after, that each stop is bound to.
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
    chains: Vec<Chain>,
    /// How wide the widest label between each layer and the next is.
    labels: Vec<f64>,
}

/// Places for the nodes of a connected web, and for the long edges on their way.
pub(super) fn arrange(web: &Web, via: &mut [Vec<Point>]) -> Vec<Point> {
    let ranks = rank::ranks(web);
    let mut layered = Layered::of(web, &ranks);
    order::order(&mut layered);
    let down = settle::settle(&layered);
    runs::runs(&layered, &down, via);
    let spans = layered.spans(&down);
    let centre = |(left, right): (f64, f64)| (left + right) / 2.0;
    (0..web.sizes.len()).map(|stop| Point::new(centre(spans[layered.stops[stop].layer]), down[stop])).collect()
}

impl Layered {
    fn of(web: &Web, ranks: &[usize]) -> Layered {
        let count = ranks.iter().max().map_or(0, |last| last + 1);
        let stop = |(layer, (width, height)): (&usize, &(f64, f64))| Stop {
            layer: *layer,
            width: *width,
            height: *height,
            passing: false,
        };
        let stops = ranks.iter().zip(&web.sizes).map(stop).collect();
        let mut layered = Layered {
            stops,
            layers: vec![Vec::new(); count],
            before: vec![Vec::new(); ranks.len()],
            after: vec![Vec::new(); ranks.len()],
            chains: Vec::with_capacity(web.bonds.len()),
            labels: vec![0.0; count],
        };
        for (stop, layer) in ranks.iter().enumerate() {
            layered.layers[*layer].push(stop);
        }
        let mut bundles: BTreeMap<(usize, usize), Vec<(usize, bool)>> = BTreeMap::new();
        for (number, from, to) in &web.edges {
            let turned = ranks[*from] > ranks[*to];
            let ends = if turned { (*to, *from) } else { (*from, *to) };
            bundles.entry(ends).or_default().push((*number, turned));
        }
        bundles.into_iter().for_each(|(ends, edges)| layered.bind(web, ends, &edges));
        layered
    }

    fn bind(&mut self, web: &Web, (left, right): (usize, usize), edges: &[(usize, bool)]) {
        let (first, last) = (self.stops[left].layer, self.stops[right].layer);
        let label = |edge: usize| web.labels.get(&edge).copied().unwrap_or_default();
        let middle = (first + last.max(1) - 1) / 2;
        let widest = edges.iter().map(|(edge, _)| label(*edge).x).fold(0.0, f64::max);
        self.labels[middle] = self.labels[middle].max(widest);
        let lanes: Vec<f64> = edges.iter().map(|(edge, _)| (label(*edge).y + 4.0).max(LANE)).collect();
        let height = if edges.len() > 1 { lanes.iter().sum() } else { PASSING };
        let mut stops = vec![left];
        for layer in first + 1..last {
            self.stops.push(Stop { layer, width: 0.0, height, passing: true });
            self.before.push(Vec::new());
            self.after.push(Vec::new());
            self.layers[layer].push(self.stops.len() - 1);
            stops.push(self.stops.len() - 1);
        }
        stops.push(right);
        // Once for each edge: a bundle that crosses another costs as much as its edges would.
        for pair in stops.windows(2) {
            self.after[pair[0]].extend(edges.iter().map(|_| pair[1]));
            self.before[pair[1]].extend(edges.iter().map(|_| pair[0]));
        }
        let asides = beside_each_other(&lanes).into_iter().zip(edges);
        let edges = asides.map(|(aside, (edge, turned))| Lane { edge: *edge, turned: *turned, aside }).collect();
        self.chains.push(Chain { edges, stops });
    }

    /// The left and the right side of each layer.
    fn spans(&self, down: &[f64]) -> Vec<(f64, f64)> {
        let mut spans = Vec::with_capacity(self.layers.len());
        let mut at = 0.0;
        for (turn, layer) in self.layers.iter().enumerate() {
            let width = layer.iter().map(|stop| self.stops[*stop].width).fold(0.0, f64::max);
            spans.push((at, at + width));
            let climbs = layer.iter().flat_map(|stop| self.after[*stop].iter().map(|next| down[*next] - down[*stop]));
            let steepest = climbs.fold(0.0, |most: f64, climb| most.max(climb.abs()));
            let room = CHANNEL + self.labels[turn].min(130.0);
            at += width + room.max((steepest * SLOPE).min(CHANNEL_MAX));
        }
        spans
    }
}
