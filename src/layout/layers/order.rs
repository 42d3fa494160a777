//! The order of the stops within each layer, so that few edges cross.

use super::Layered;

/// So often the layers are gone through, to the right and back.
const SWEEPS: usize = 16;
/// So often the neighbours of a layer are gone through in a sweep.
const ROUNDS: usize = 4;
/// Above so many stops a sweep takes its time, and fewer must do.
const LARGE: usize = 3_000;

/// Orders every layer by the middle of each stop's neighbours in the layer before, then in the one
/// after, and keeps the best order that was seen.
pub(super) fn order(layered: &mut Layered) {
    let mut best = (crossings(layered), layered.layers.clone());
    let sweeps = if layered.stops.len() > LARGE { 4 } else { SWEEPS };
    for sweep in 0..sweeps {
        let count = layered.layers.len();
        for turn in 1..count {
            let (layer, forwards) = if sweep % 2 == 0 { (turn, true) } else { (count - 1 - turn, false) };
            by_middles(layered, layer, forwards);
        }
        if layered.stops.len() <= LARGE {
            transpose(layered);
        }
        let now = crossings(layered);
        if now < best.0 {
            best = (now, layered.layers.clone());
        }
    }
    layered.layers = best.1;
}

fn by_middles(layered: &mut Layered, layer: usize, forwards: bool) {
    let other = if forwards { layer - 1 } else { layer + 1 };
    let bound = if forwards { &layered.before } else { &layered.after };
    let mut place = vec![0.0; layered.stops.len()];
    for (turn, stop) in layered.layers[other].iter().enumerate() {
        place[*stop] = turn as f64;
    }
    let own = layered.layers[layer].iter().enumerate();
    let mut keyed: Vec<(f64, usize)> = own
        .map(|(turn, stop)| {
            let sum: f64 = bound[*stop].iter().map(|neighbour| place[*neighbour]).sum();
            let count = bound[*stop].len();
            (if count == 0 { turn as f64 } else { sum / count as f64 }, *stop)
        })
        .collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
    layered.layers[layer] = keyed.into_iter().map(|(_, stop)| stop).collect();
}

/// Swaps neighbours within a layer while that lets fewer bonds cross (Gansner, Koutsofios, North and Vo, "A
/// Technique for Drawing Directed Graphs", 1993).
fn transpose(layered: &mut Layered) {
    let mut place = places(layered);
    for layer in 0..layered.layers.len() {
        let mut any = true;
        let mut rounds = 0;
        while std::mem::take(&mut any) && rounds < ROUNDS {
            rounds += 1;
            for turn in 1..layered.layers[layer].len() {
                let (upper, lower) = (layered.layers[layer][turn - 1], layered.layers[layer][turn]);
                if between(layered, &place, upper, lower) > between(layered, &place, lower, upper) {
                    layered.layers[layer].swap(turn - 1, turn);
                    place.swap(upper, lower);
                    any = true;
                }
            }
        }
    }
}

/// How many bonds of two neighbours cross while the first stands above the second.
fn between(layered: &Layered, place: &[usize], upper: usize, lower: usize) -> usize {
    let crossing = |bound: &[Vec<usize>]| -> usize {
        let falls = |at: &usize| bound[lower].iter().filter(|other| place[**other] < place[*at]).count();
        bound[upper].iter().map(falls).sum()
    };
    crossing(&layered.before) + crossing(&layered.after)
}

/// Where each stop stands in its layer.
fn places(layered: &Layered) -> Vec<usize> {
    let mut place = vec![0; layered.stops.len()];
    for layer in &layered.layers {
        layer.iter().enumerate().for_each(|(turn, stop)| place[*stop] = turn);
    }
    place
}

/// How many bonds cross. O(m log n), by counting inversions with a binary indexed tree.
fn crossings(layered: &Layered) -> usize {
    let place = places(layered);
    let between = layered.layers.iter().map(|layer| {
        let mut ends = Vec::new();
        for stop in layer {
            let from = ends.len();
            ends.extend(layered.after[*stop].iter().map(|next| place[*next]));
            ends[from..].sort_unstable();
        }
        inversions(&ends)
    });
    between.sum()
}

fn inversions(values: &[usize]) -> usize {
    let size = values.iter().max().map_or(0, |most| most + 1);
    let mut tree = vec![0usize; size + 1];
    let mut total = 0;
    for (turn, value) in values.iter().enumerate() {
        let mut at = value + 1;
        let mut not_greater = 0;
        while at > 0 {
            not_greater += tree[at];
            at &= at - 1;
        }
        total += turn - not_greater;
        let mut at = value + 1;
        while at <= size {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    total
}

#[cfg(test)]
mod tests {
    #[test]
    fn counts_inversions() {
        assert_eq!(super::inversions(&[3, 1, 2, 0]), 5);
        assert_eq!(super::inversions(&[0, 0, 1, 1]), 0);
    }
}
