//! Layers (Sugiyama, Tagawa and Toda 1981): edges run from left to right as far as they can, and a
//! long one passes a free place in every layer between.

mod order;
mod rank;
mod settle;

use super::distance::Web;
use super::geometry::Point;

/// The space between two boxes of a layer, in points.
const GAP: f64 = 16.0;
/// The space between two layers, besides what labels need.
const CHANNEL: f64 = 48.0;

/// A node or a place that a long edge passes.
pub(super) struct Stop {
    layer: usize,
    size: (f64, f64),
}

/// A web in layers: stops, and the bonds between stops of neighbouring layers.
pub(super) struct Layered {
    stops: Vec<Stop>,
    /// The stops of each layer, from top to bottom.
    layers: Vec<Vec<usize>>,
    /// The stops in the layer before, and in the one after, that each stop is bound to.
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
    /// For each long edge its number in the figure, and the stops it passes, from its first end.
    long: Vec<(usize, Vec<usize>)>,
    /// How wide the widest label between each layer and the next is.
    labels: Vec<f64>,
}

/// Places for the nodes of a connected web, and for the long edges on their way.
pub(super) fn arrange(web: &Web, via: &mut [Vec<Point>]) -> Vec<Point> {
    let ranks = rank::ranks(web);
    let mut layered = Layered::of(web, &ranks);
    order::order(&mut layered);
    let down = settle::settle(&layered);
    let across = layered.across();
    let place = |stop: usize| Point::new(across[layered.stops[stop].layer], down[stop]);
    for (edge, stops) in &layered.long {
        via[*edge] = stops.iter().map(|stop| place(*stop)).collect();
    }
    (0..web.sizes.len()).map(place).collect()
}

impl Layered {
    fn of(web: &Web, ranks: &[usize]) -> Layered {
        let count = ranks.iter().max().map_or(0, |last| last + 1);
        let stops = ranks.iter().zip(&web.sizes).map(|(layer, size)| Stop { layer: *layer, size: *size }).collect();
        let mut layered = Layered {
            stops,
            layers: vec![Vec::new(); count],
            before: vec![Vec::new(); ranks.len()],
            after: vec![Vec::new(); ranks.len()],
            long: Vec::new(),
            labels: vec![0.0; count],
        };
        for (stop, layer) in ranks.iter().enumerate() {
            layered.layers[*layer].push(stop);
        }
        for (number, from, to) in &web.edges {
            layered.bind(web, *number, *from, *to);
        }
        layered
    }

    fn bind(&mut self, web: &Web, number: usize, from: usize, to: usize) {
        let turned = self.stops[from].layer > self.stops[to].layer;
        let (left, right) = if turned { (to, from) } else { (from, to) };
        let (first, last) = (self.stops[left].layer, self.stops[right].layer);
        let label = web.labels.get(&number).map_or(0.0, |label| label.x);
        let middle = (first + last.max(1) - 1) / 2;
        self.labels[middle] = self.labels[middle].max(label);
        let mut chain = vec![left];
        for layer in first + 1..last {
            self.stops.push(Stop { layer, size: (0.0, 4.0) });
            self.before.push(Vec::new());
            self.after.push(Vec::new());
            self.layers[layer].push(self.stops.len() - 1);
            chain.push(self.stops.len() - 1);
        }
        chain.push(right);
        for pair in chain.windows(2) {
            self.after[pair[0]].push(pair[1]);
            self.before[pair[1]].push(pair[0]);
        }
        let mut between = chain[1..chain.len() - 1].to_vec();
        if turned {
            between.reverse();
        }
        if !between.is_empty() {
            self.long.push((number, between));
        }
    }

    /// The middle of each layer, from left to right.
    fn across(&self) -> Vec<f64> {
        let widest = |layer: &Vec<usize>| layer.iter().map(|stop| self.stops[*stop].size.0).fold(0.0, f64::max);
        let mut across = Vec::with_capacity(self.layers.len());
        let mut at = 0.0;
        for (turn, layer) in self.layers.iter().enumerate() {
            let width = widest(layer);
            across.push(at + width / 2.0);
            at += width + CHANNEL + self.labels[turn].min(130.0);
        }
        across
    }
}
