//! The courses of edges through layers: out of the right side of a box, level through each layer that is
//! passed, into the left side of the other box.

use std::collections::BTreeMap;

use super::{Chain, Layered};
use crate::layout::course::beside_each_other;
use crate::layout::geometry::Point;

/// Between two edges at the side of a box, in points, where there is room.
const PORTS: f64 = 15.0;
/// The share of a side that edges use: the corners of some shapes are cut.
const USED: f64 = 0.72;
/// Half of how far an edge of a bundle runs level in the middle between its ends.
const LEVEL: f64 = 5.0;

/// Gives every edge its level runs, two places each, from its first end to its second: all boxes of a layer
/// keep within its width, so no run and no curve between two runs meets a box.
pub(super) fn runs(layered: &Layered, down: &[f64], via: &mut [Vec<Point>]) {
    let spans = layered.spans(down);
    let (out, into) = (ports(layered, down, true), ports(layered, down, false));
    for (turn, chain) in layered.chains.iter().enumerate() {
        for (place, lane) in chain.edges.iter().enumerate() {
            let mut places = places(layered, chain, &spans, down, lane.aside);
            let last = places.len() - 1;
            places[0..2].iter_mut().for_each(|at| at.y = out[turn][place]);
            places[last - 1..].iter_mut().for_each(|at| at.y = into[turn][place]);
            if lane.turned {
                places.reverse();
            }
            via[lane.edge] = places;
        }
    }
}

/// The runs of one edge, as if it left and entered boxes at their middles.
fn places(layered: &Layered, chain: &Chain, spans: &[(f64, f64)], down: &[f64], aside: f64) -> Vec<Point> {
    let (first, last) = (chain.stops[0], chain.stops[chain.stops.len() - 1]);
    let span = |stop: usize| spans[layered.stops[stop].layer];
    let centre = |stop: usize| (span(stop).0 + span(stop).1) / 2.0;
    let mut places = vec![Point::new(centre(first), down[first]), Point::new(span(first).1, down[first])];
    for stop in &chain.stops[1..chain.stops.len() - 1] {
        let y = down[*stop] + aside;
        places.extend([Point::new(span(*stop).0, y), Point::new(span(*stop).1, y)]);
    }
    if chain.stops.len() == 2 && chain.edges.len() > 1 {
        // Nothing lies between neighbouring layers: the bundle opens in the middle, so that words have room.
        let (x, y) = ((span(first).1 + span(last).0) / 2.0, (down[first] + down[last]) / 2.0 + aside);
        places.extend([Point::new(x - LEVEL, y), Point::new(x + LEVEL, y)]);
    }
    places.extend([Point::new(span(last).0, down[last]), Point::new(centre(last), down[last])]);
    places
}

/// Where the edges of each chain leave its first box (or enter its last), in the order of where they come from
/// or go to, so that those of one box don't cross.
fn ports(layered: &Layered, down: &[f64], leaving: bool) -> Vec<Vec<f64>> {
    let ends = |chain: &Chain| {
        let stops = &chain.stops;
        if leaving { (stops[0], stops[1]) } else { (stops[stops.len() - 1], stops[stops.len() - 2]) }
    };
    let mut at: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (turn, chain) in layered.chains.iter().enumerate() {
        at.entry(ends(chain).0).or_default().push(turn);
    }
    let mut ports: Vec<Vec<f64>> = vec![Vec::new(); layered.chains.len()];
    for (stop, mut chains) in at {
        let other = |turn: &usize| down[ends(&layered.chains[*turn]).1];
        chains.sort_by(|a, b| other(a).total_cmp(&other(b)).then(a.cmp(b)));
        let count: usize = chains.iter().map(|turn| layered.chains[*turn].edges.len()).sum();
        let step = PORTS.min(layered.stops[stop].height * USED / count as f64);
        let mut offsets = beside_each_other(&vec![step; count]).into_iter().map(|by| down[stop] + by);
        for turn in chains {
            ports[turn] = offsets.by_ref().take(layered.chains[turn].edges.len()).collect();
        }
    }
    ports
}
