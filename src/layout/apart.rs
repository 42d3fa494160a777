//! Pushes overlapping boxes apart, each pair along the way that is shorter.

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

/// Moves boxes until no two are nearer than the gap, and neighbours have room for their labels where
/// that can be had. What is held stays where it is; two held boxes may go on overlapping. Ends always:
/// what is moved outwards ends up apart.
pub(super) fn push(centres: &mut [Point], web: &Web, held: &[bool]) {
    part_equals(centres, held);
    let mut order: Vec<usize> = (0..centres.len()).collect();
    let labelled = web.bonds.iter().any(|bond| bond.room.x > 0.0);
    let label_rounds = if labelled { LABEL_ROUNDS } else { 0 };
    for round in 1..ROUNDS * 100 {
        let mut any = push_once(centres, &web.sizes, held, &mut order);
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

/// One round over all pairs that overlap, found by sweeping from left to right. Whether any did.
fn push_once(centres: &mut [Point], sizes: &[(f64, f64)], held: &[bool], order: &mut [usize]) -> bool {
    let left = |centres: &[Point], node: usize| centres[node].x - sizes[node].0 / 2.0;
    order.sort_by(|a, b| left(centres, *a).total_cmp(&left(centres, *b)).then(a.cmp(b)));
    let widest = sizes.iter().map(|(width, _)| *width).fold(0.0, f64::max) + GAP.x;
    let mut any = false;
    for at in 0..order.len() {
        let a = order[at];
        for b in &order[at + 1..] {
            if left(centres, *b) > left(centres, a) + widest + sizes[a].0 {
                break;
            }
            any |= part(centres, sizes, held, (a, *b), GAP);
        }
    }
    any
}

fn part(centres: &mut [Point], sizes: &[(f64, f64)], held: &[bool], (a, b): (usize, usize), gap: Point) -> bool {
    if held[a] && held[b] {
        return false;
    }
    let way = centres[b] - centres[a];
    let room = Point::new((sizes[a].0 + sizes[b].0) / 2.0 + gap.x, (sizes[a].1 + sizes[b].1) / 2.0 + gap.y);
    let over = Point::new(room.x - way.x.abs(), room.y - way.y.abs());
    if over.x <= 0.01 || over.y <= 0.01 {
        return false;
    }
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
