//! The parts of a figure that no edge connects.

use super::distance::Web;

/// The nodes of each part in their order; the parts by size, the largest first. O(n + m).
pub(super) fn of(web: &Web) -> Vec<Vec<usize>> {
    let mut seen = vec![false; web.sizes.len()];
    let mut parts = Vec::new();
    for start in 0..web.sizes.len() {
        if seen[start] {
            continue;
        }
        seen[start] = true;
        let mut part = vec![start];
        let mut at = 0;
        while at < part.len() {
            for (other, _) in &web.neighbours[part[at]] {
                if !std::mem::replace(&mut seen[*other], true) {
                    part.push(*other);
                }
            }
            at += 1;
        }
        part.sort_unstable();
        parts.push(part);
    }
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts
}
