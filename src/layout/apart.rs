//! Pushes overlapping boxes apart, each pair along the way that is shorter.

use std::collections::BTreeMap;

use super::distance::Web;
use super::geometry::{Point, Rect};

/// The least space between two boxes, in points.
const GAP: Point = Point::new(16.0, 13.0);
/// What an edge needs besides its label: the arrowhead, and a bit of line at each side.
const LINE: Point = Point::new(30.0, 24.0);
/// So many rounds heed the room for labels; after that, boxes alone.
const LABEL_ROUNDS: usize = 200;
/// After so many rounds of pushing, everything is moved outwards a little, and pushing begins again.
const ROUNDS: usize = 60;
const OUTWARDS: f64 = 1.08;
/// More nodes than this are first moved outwards together.
const CROWD: usize = 150;
/// Outwards so often, which makes 1 point more than 100,000.
const SPREADS_MAX: usize = 160;

/// Moves boxes until no two are nearer than the gap, and neighbours have room for their labels where
/// that can be had. What is held stays where it is; two held boxes may go on overlapping. Ends always:
/// what is moved outwards ends up apart.
pub(super) fn push(centres: &mut [Point], web: &Web, held: &[bool]) {
    part_equals(centres, held);
    if centres.len() > CROWD && !held.contains(&true) {
        spread(centres, &web.sizes);
    }
    let labelled = web.bonds.iter().any(|bond| bond.room.x > 0.0);
    let label_rounds = if labelled { LABEL_ROUNDS } else { 0 };
    for round in 1..ROUNDS * 100 {
        let mut any = push_once(centres, &web.sizes, held);
        if round <= label_rounds {
            for bond in web.bonds.iter().filter(|bond| bond.room.x > 0.0) {
                let room = bond.room + LINE;
                any |= part(centres, &web.sizes, held, (bond.a, bond.b), room);
            }
        }
        if !any {
            return;
        }
        if round > label_rounds && round % ROUNDS == 0 {
            let free = centres.iter_mut().zip(held).filter(|(_, held)| !**held);
            free.for_each(|(centre, _)| *centre = *centre * OUTWARDS);
        }
    }
}

/// Boxes with one middle would never know where to go.
fn part_equals(centres: &mut [Point], held: &[bool]) {
    let mut order: Vec<usize> = (0..centres.len()).collect();
    order.sort_by(|a, b| centres[*a].x.total_cmp(&centres[*b].x).then(centres[*a].y.total_cmp(&centres[*b].y)));
    let mut turn = 0.0;
    for pair in order.windows(2) {
        let same = (centres[pair[0]] - centres[pair[1]]).length() < 0.5 + turn * 0.01;
        turn = if same { turn + 1.0 } else { 0.0 };
        if same && !held[pair[1]] {
            centres[pair[1]] = centres[pair[1]] + Point::new(1.0 + turn * 0.01, turn * 0.7);
        }
    }
}

/// One round over all pairs that overlap. Whether any did.
fn push_once(centres: &mut [Point], sizes: &[(f64, f64)], held: &[bool]) -> bool {
    let mut any = false;
    for (a, b) in near(centres, sizes) {
        any |= part(centres, sizes, held, (a, b), GAP);
    }
    any
}

/// The pairs of boxes that may be nearer than the gap: those in one strip, or in strips under each other, that
/// share some of their width. O(n log n) where boxes are spread out.
fn near(centres: &[Point], sizes: &[(f64, f64)]) -> Vec<(usize, usize)> {
    let tallest = sizes.iter().map(|(_, height)| *height).fold(0.0, f64::max) + GAP.y;
    let widest = sizes.iter().map(|(width, _)| *width).fold(0.0, f64::max) + GAP.x;
    let left = |node: usize| centres[node].x - sizes[node].0 / 2.0;
    let mut strips: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (node, centre) in centres.iter().enumerate() {
        strips.entry((centre.y / tallest).floor() as i64).or_default().push(node);
    }
    strips.values_mut().for_each(|strip| strip.sort_by(|a, b| left(*a).total_cmp(&left(*b)).then(a.cmp(b))));
    let mut pairs = Vec::new();
    for (number, strip) in &strips {
        let below = strips.get(&(number + 1)).map_or(&[][..], |strip| &**strip);
        for (turn, a) in strip.iter().enumerate() {
            let reach = left(*a) + sizes[*a].0 + GAP.x;
            let first = below.partition_point(|b| left(*b) < left(*a) - widest);
            let others = strip[turn + 1..].iter().take_while(|b| left(**b) < reach);
            let others = others.chain(below[first..].iter().take_while(|b| left(**b) < reach));
            pairs.extend(others.map(|b| (*a, *b)).filter(|pair| over(centres, sizes, *pair, GAP).is_some()));
        }
    }
    pairs
}

/// Moves all boxes outwards until only few overlap: pushing each pair apart would take many rounds in a
/// crowd, and would lose its shape.
fn spread(centres: &mut [Point], sizes: &[(f64, f64)]) {
    for _ in 0..SPREADS_MAX {
        if near(centres, sizes).len() < 3 * centres.len() {
            return;
        }
        centres.iter_mut().for_each(|centre| *centre = *centre * OUTWARDS);
    }
}

/// By how much two boxes are nearer than the gap, in each direction; none where they are not.
fn over(centres: &[Point], sizes: &[(f64, f64)], (a, b): (usize, usize), gap: Point) -> Option<Point> {
    let way = centres[b] - centres[a];
    let room = Point::new((sizes[a].0 + sizes[b].0) / 2.0 + gap.x, (sizes[a].1 + sizes[b].1) / 2.0 + gap.y);
    let over = Point::new(room.x - way.x.abs(), room.y - way.y.abs());
    (over.x > 0.01 && over.y > 0.01).then_some(over)
}

fn part(centres: &mut [Point], sizes: &[(f64, f64)], held: &[bool], (a, b): (usize, usize), gap: Point) -> bool {
    if held[a] && held[b] {
        return false;
    }
    let Some(over) = over(centres, sizes, (a, b), gap) else { return false };
    let way = centres[b] - centres[a];
    let sign = |amount: f64| if amount < 0.0 { -1.0 } else { 1.0 };
    let by = if over.x < over.y {
        Point::new(sign(way.x) * (over.x + 0.02), 0.0)
    } else {
        Point::new(0.0, sign(way.y) * (over.y + 0.02))
    };
    let share = if held[a] || held[b] { 1.0 } else { 0.5 };
    if !held[a] {
        centres[a] = centres[a] - by * share;
    }
    if !held[b] {
        centres[b] = centres[b] + by * share;
    }
    true
}

/// How many pairs of boxes overlap. O(n²) at worst, less where boxes are spread out.
pub(super) fn overlaps(rects: &[Rect]) -> usize {
    let mut order: Vec<&Rect> = rects.iter().collect();
    order.sort_by(|a, b| a.min.x.total_cmp(&b.min.x));
    let pairs = order.iter().enumerate().map(|(at, rect)| {
        let near = order[at + 1..].iter().take_while(|other| other.min.x < rect.max.x);
        near.filter(|other| rect.overlaps(***other)).count()
    });
    pairs.sum()
}

#[cfg(test)]
mod tests {
    use super::{Point, Rect, Web, overlaps, push};
    use crate::layout::distance::Bond;

    fn boxes(sizes: Vec<(f64, f64)>) -> Web {
        let neighbours = vec![Vec::new(); sizes.len()];
        Web { sizes, neighbours, edges: Vec::new(), labels: Default::default(), bonds: Vec::new() }
    }

    #[test]
    fn a_heap_of_boxes_comes_apart() {
        let web = boxes((0..300).map(|i| (40.0 + f64::from(i % 7) * 20.0, 20.0)).collect());
        let mut centres = vec![Point::default(); web.sizes.len()];
        push(&mut centres, &web, &vec![false; web.sizes.len()]);
        let rects: Vec<Rect> = centres.iter().zip(&web.sizes).map(|(at, (w, h))| Rect::around(*at, *w, *h)).collect();
        assert_eq!(overlaps(&rects), 0);
    }

    #[test]
    fn what_is_held_stays() {
        let mut centres = vec![Point::default(), Point::new(3.0, 0.0)];
        push(&mut centres, &boxes(vec![(50.0, 20.0), (50.0, 20.0)]), &[true, false]);
        assert_eq!(centres[0], Point::default());
        assert!(centres[1].x.abs() > 60.0 || centres[1].y.abs() > 30.0);
    }

    #[test]
    fn labels_get_room() {
        let mut web = boxes(vec![(50.0, 20.0), (50.0, 20.0)]);
        web.bonds.push(Bond { b: 1, room: Point::new(80.0, 12.0), ..Bond::default() });
        let mut centres = vec![Point::default(), Point::new(100.0, 0.0)];
        push(&mut centres, &web, &[false, false]);
        let way = centres[1] - centres[0];
        assert!(way.x.abs() >= 160.0 || way.y.abs() >= 56.0, "{way:?}");
    }
}
