//! How far down each stop stands, once the order in its layer is known.

use super::{GAP, Layered};

const SWEEPS: usize = 24;

/// The middle of each stop, from the top: near the middles of what it is bound to, in order, without
/// overlaps.
pub(super) fn settle(layered: &Layered) -> Vec<f64> {
    let mut down = vec![0.0; layered.stops.len()];
    for layer in &layered.layers {
        let mut at = 0.0;
        for stop in layer {
            let height = layered.stops[*stop].height;
            down[*stop] = at + height / 2.0;
            at += height + GAP;
        }
        layer.iter().for_each(|stop| down[*stop] -= at / 2.0);
    }
    for sweep in 0..SWEEPS {
        let count = layered.layers.len();
        for turn in 0..count {
            let layer = if sweep.is_multiple_of(2) { turn } else { count - 1 - turn };
            settle_layer(layered, layer, sweep, &mut down);
        }
    }
    down
}

fn settle_layer(layered: &Layered, layer: usize, sweep: usize, down: &mut [f64]) {
    let stops = &layered.layers[layer];
    let wished: Vec<(f64, f64)> = stops.iter().map(|stop| wish(layered, *stop, sweep, down)).collect();
    // With the heights of those above taken off, "in order without overlaps" is "not falling".
    let mut offset = 0.0;
    let mut offsets = Vec::with_capacity(stops.len());
    for (turn, stop) in stops.iter().enumerate() {
        let height = layered.stops[*stop].height;
        if turn > 0 {
            offset += height / 2.0 + GAP;
        }
        offsets.push(offset);
        offset += height / 2.0;
    }
    let wished: Vec<(f64, f64)> = wished.iter().zip(&offsets).map(|((at, weight), by)| (at - by, *weight)).collect();
    for ((stop, at), by) in stops.iter().zip(not_falling(&wished)).zip(&offsets) {
        down[*stop] = at + by;
    }
}

/// Where a stop would like to be, and how much: a place of a long edge most, so that it runs straight.
fn wish(layered: &Layered, stop: usize, sweep: usize, down: &[f64]) -> (f64, f64) {
    let (before, after) = (&layered.before[stop], &layered.after[stop]);
    let one_side = if sweep.is_multiple_of(2) { before } else { after };
    let last = sweep + 4 >= SWEEPS || one_side.is_empty();
    let bound: Vec<f64> = if last {
        before.iter().chain(after).map(|other| down[*other]).collect()
    } else {
        one_side.iter().map(|other| down[*other]).collect()
    };
    if bound.is_empty() {
        return (down[stop], 0.1);
    }
    let long = layered.stops[stop].passing;
    (bound.iter().sum::<f64>() / bound.len() as f64, if long { 4.0 } else { bound.len() as f64 })
}

/// The numbers nearest to these (least squares, weighted) that never fall: neighbours that would are
/// pooled at their mean (Ayer et al. 1955).
fn not_falling(wished: &[(f64, f64)]) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (at, weight) in wished {
        let mut pool = (*at, *weight, 1);
        while let Some(last) = pools.pop_if(|last| last.0 > pool.0) {
            let weight = last.1 + pool.1;
            pool = ((last.0 * last.1 + pool.0 * pool.1) / weight, weight, last.2 + pool.2);
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(at, _, count)| std::iter::repeat_n(at, count)).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn pools_what_falls() {
        assert_eq!(super::not_falling(&[(1.0, 1.0), (5.0, 1.0), (3.0, 1.0), (9.0, 1.0)]), [1.0, 4.0, 4.0, 9.0]);
    }
}
