//! Circles around one node: its neighbours on the first, theirs on the second, each behind the one
//! it was reached from.

use std::f64::consts::TAU;

use super::distance::Web;
use super::geometry::Point;

/// Places for the nodes of a connected web.
pub(super) fn arrange(web: &Web, centre: Option<usize>) -> Vec<Point> {
    let busiest = (0..web.sizes.len()).max_by_key(|node| (web.neighbours[*node].len(), std::cmp::Reverse(*node)));
    let Some(root) = centre.or(busiest) else { return Vec::new() };
    let tree = Tree::grow(web, root);
    let radii = tree.radii(web);
    let mut centres = vec![Point::default(); web.sizes.len()];
    let mut sectors = vec![(0.0, TAU); web.sizes.len()];
    for node in &tree.order {
        let (mut start, end) = sectors[*node];
        let share = (end - start) / tree.room[*node].max(1e-9);
        for child in &tree.children[*node] {
            let width = tree.room[*child] * share;
            sectors[*child] = (start, start + width);
            let angle = start + width / 2.0 - TAU / 4.0;
            // Wider than high, as boxes are.
            let radius = radii[tree.depth[*child]];
            centres[*child] = Point::new(angle.cos() * radius * 1.25, angle.sin() * radius * 0.85);
            start += width;
        }
    }
    centres
}

/// Each node behind the first one it is reached from.
struct Tree {
    order: Vec<usize>,
    depth: Vec<usize>,
    children: Vec<Vec<usize>>,
    /// How much of a ring each node needs for itself or what is behind it.
    room: Vec<f64>,
}

impl Tree {
    fn grow(web: &Web, root: usize) -> Tree {
        let count = web.sizes.len();
        let mut tree = Tree {
            order: vec![root],
            depth: vec![usize::MAX; count],
            children: vec![Vec::new(); count],
            room: vec![0.0; count],
        };
        tree.depth[root] = 0;
        let mut at = 0;
        while at < tree.order.len() {
            let node = tree.order[at];
            for (other, _) in &web.neighbours[node] {
                if tree.depth[*other] == usize::MAX {
                    tree.depth[*other] = tree.depth[node] + 1;
                    tree.children[node].push(*other);
                    tree.order.push(*other);
                }
            }
            at += 1;
        }
        for node in tree.order.iter().rev() {
            let (width, height) = web.sizes[*node];
            let behind: f64 = tree.children[*node].iter().map(|child| tree.room[*child]).sum();
            // A node on an inner ring needs less of the circle for the same width.
            tree.room[*node] = behind.max((width + height) / 2.0 / tree.depth[*node].max(1) as f64 + 8.0);
        }
        tree
    }

    fn radii(&self, web: &Web) -> Vec<f64> {
        let rings = self.order.iter().map(|node| self.depth[*node]).max().unwrap_or(0) + 1;
        let mut around = vec![0.0f64; rings];
        let mut step = vec![0.0f64; rings];
        for node in &self.order {
            let (width, height) = web.sizes[*node];
            around[self.depth[*node]] += (width + height) / 2.0 + 14.0;
            let longest = web.neighbours[*node].iter().map(|(_, length)| *length).fold(0.0, f64::max);
            step[self.depth[*node]] = step[self.depth[*node]].max(longest.min(190.0));
        }
        let mut radii = vec![0.0];
        for ring in 1..rings {
            let before = radii[ring - 1];
            radii.push((before + step[ring]).max(around[ring] / TAU));
        }
        radii
    }
}
