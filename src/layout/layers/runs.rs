//! The courses of edges through layers: out of the right side of a box, level through each layer that is
//! passed, into the left side of the other box.

use std::collections::BTreeMap;

use super::{Chain, Layered};
use crate::layout::course::beside_each_other;
use crate::layout::distance::{Web, lane};
use crate::layout::geometry::Point;

/// Between two edges at the side of a box, in points, where there is room.
const PORTS: f64 = 15.0;
/// The share of a side that edges use: the corners of some shapes are cut.
const USED: f64 = 0.72;
/// Half of how far an edge of a bundle runs level in the middle between its ends.
const LEVEL: f64 = 5.0;

/// Gives every edge its level runs, two places each, from its first end to its second: all boxes of a layer
/// keep within its width, so no run and no curve between two runs meets a box.
pub(super) fn runs(layered: &Layered, web: &Web, down: &[f64], via: &mut [Vec<Point>]) {
    let spans = layered.spans(down);
    let (out, into) = (ports(layered, down, true), ports(layered, down, false));
    let middles = middles(layered, web, down);
    for (turn, chain) in layered.chains.iter().enumerate() {
        let (first, last) = (chain.stops[0], chain.stops[chain.stops.len() - 1]);
        let span = |stop: usize| spans[layered.stops[stop].layer];
        let centre = |stop: usize| (span(stop).0 + span(stop).1) / 2.0;
        let mut places = vec![Point::new(centre(first), out[turn]), Point::new(span(first).1, out[turn])];
        if let Some(y) = middles[turn] {
            let x = (span(first).1 + span(last).0) / 2.0;
            places.extend([Point::new(x - LEVEL, y), Point::new(x + LEVEL, y)]);
        }
        for stop in &chain.stops[1..chain.stops.len() - 1] {
            places.extend([Point::new(span(*stop).0, down[*stop]), Point::new(span(*stop).1, down[*stop])]);
        }
        places.extend([Point::new(span(last).0, into[turn]), Point::new(centre(last), into[turn])]);
        if chain.turned {
            places.reverse();
        }
        via[chain.edge] = places;
    }
}

/// Where each chain leaves its first box (or enters its last), in the order of where it comes from or goes to,
/// so that chains of one box don't cross.
fn ports(layered: &Layered, down: &[f64], leaving: bool) -> Vec<f64> {
    let ends = |chain: &Chain| {
        let stops = &chain.stops;
        if leaving { (stops[0], stops[1]) } else { (stops[stops.len() - 1], stops[stops.len() - 2]) }
    };
    let mut at: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (turn, chain) in layered.chains.iter().enumerate() {
        at.entry(ends(chain).0).or_default().push(turn);
    }
    let mut ports = vec![0.0; layered.chains.len()];
    for (stop, mut chains) in at {
        let other = |turn: &usize| down[ends(&layered.chains[*turn]).1];
        chains.sort_by(|a, b| other(a).total_cmp(&other(b)).then(a.cmp(b)));
        let step = PORTS.min(layered.stops[stop].height * USED / chains.len() as f64);
        let offsets = beside_each_other(&vec![step; chains.len()]);
        chains.iter().zip(offsets).for_each(|(turn, by)| ports[*turn] = down[stop] + by);
    }
    ports
}

/// Edges between the same two boxes of neighbouring layers pass the middle apart, each label in its lane.
fn middles(layered: &Layered, web: &Web, down: &[f64]) -> Vec<Option<f64>> {
    let mut bundles: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (turn, chain) in layered.chains.iter().enumerate().filter(|(_, chain)| chain.stops.len() == 2) {
        bundles.entry((chain.stops[0], chain.stops[1])).or_default().push(turn);
    }
    let mut middles = vec![None; layered.chains.len()];
    for ((from, to), chains) in bundles.into_iter().filter(|(_, chains)| chains.len() > 1) {
        let height = |turn: &usize| web.labels.get(&layered.chains[*turn].edge).map_or(0.0, |label| label.y);
        let lanes: Vec<f64> = chains.iter().map(|turn| lane(height(turn))).collect();
        for (turn, by) in chains.iter().zip(beside_each_other(&lanes)) {
            middles[*turn] = Some((down[from] + down[to]) / 2.0 + by);
        }
    }
    middles
}
