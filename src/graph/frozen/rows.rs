//! Edges of one type as compressed sparse rows, both ways.

/// One direction.
#[derive(Debug)]
pub(super) struct Half {
    /// The first node that has a row.
    pub low: u32,
    /// Where each row begins, and the end of the last.
    pub offsets: Vec<u32>,
    /// The node at the other end, ascending within a row.
    pub nodes: Vec<u32>,
    /// The number of each edge within its type; where none is given, its position.
    pub edges: Option<Vec<u32>>,
}

/// Both directions of a type.
#[derive(Debug)]
pub(super) struct Rows {
    /// The order of the edges as they came; none where they came in order.
    pub order: Option<Vec<u32>>,
    /// From their beginning; the position is the edge's number.
    pub out: Half,
    /// From their end.
    pub into: Half,
    /// Whether no walk along these edges comes back to where it was.
    pub acyclic: bool,
}

/// Sorts edges by beginning, end and order of arrival: three counting sorts, O(nodes + edges).
pub(super) fn lay_out(from: Vec<u32>, to: Vec<u32>) -> Rows {
    let sorted = (1..from.len()).all(|at| (from[at - 1], to[at - 1]) <= (from[at], to[at]));
    let (order, from, to) = if sorted { (None, from, to) } else { sort(from, to) };
    let out = Half { low: low(&from), offsets: offsets(&from), nodes: to, edges: None };
    let edges = by(&out.nodes, None);
    let into = Half {
        low: low(&out.nodes),
        offsets: offsets(&out.nodes),
        nodes: edges.iter().map(|edge| from[*edge as usize]).collect(),
        edges: Some(edges),
    };
    drop(from);
    let acyclic = is_acyclic(&out, &into);
    Rows { order, out, into, acyclic }
}

fn sort(from: Vec<u32>, to: Vec<u32>) -> (Option<Vec<u32>>, Vec<u32>, Vec<u32>) {
    let order = by(&from, Some(by(&to, None)));
    let pick = |values: &[u32]| order.iter().map(|at| values[*at as usize]).collect::<Vec<u32>>();
    let (from, to) = (pick(&from), pick(&to));
    (Some(order), from, to)
}

fn low(keys: &[u32]) -> u32 {
    keys.iter().copied().min().unwrap_or(0)
}

/// Where the row of each node between the least and the greatest begins.
fn offsets(keys: &[u32]) -> Vec<u32> {
    let low = low(keys);
    let high = keys.iter().copied().max().map_or(low, |high| high + 1);
    let mut offsets = vec![0u32; (high - low) as usize + 1];
    for key in keys {
        offsets[(key - low) as usize + 1] += 1;
    }
    for at in 1..offsets.len() {
        offsets[at] += offsets[at - 1];
    }
    offsets
}

/// The places of the keys in ascending order, equal ones in the order given: a counting sort.
fn by(keys: &[u32], given: Option<Vec<u32>>) -> Vec<u32> {
    let low = low(keys);
    let mut next = offsets(keys);
    let mut order = vec![0u32; keys.len()];
    let mut put = |at: u32| {
        let place = &mut next[(keys[at as usize] - low) as usize];
        order[*place as usize] = at;
        *place += 1;
    };
    match given {
        Some(given) => given.into_iter().for_each(&mut put),
        None => (0..keys.len() as u32).for_each(&mut put),
    }
    order
}

/// Takes away nodes that nothing leads to until none is left (Kahn 1962).
fn is_acyclic(out: &Half, into: &Half) -> bool {
    let backwards = |nodes: &Half| nodes.row_starts().all(|(node, row)| row.iter().all(|other| *other < node));
    let (out_high, in_high) = (out.low as usize + out.offsets.len(), into.low as usize + into.offsets.len());
    if out_high <= into.low as usize || in_high <= out.low as usize || backwards(out) || backwards(into) {
        return true;
    }
    let mut waiting = vec![0u32; out_high.max(in_high)];
    out.nodes.iter().for_each(|node| waiting[*node as usize] += 1);
    let mut free: Vec<u32> =
        out.row_starts().map(|(node, _)| node).filter(|node| waiting[*node as usize] == 0).collect();
    let mut left = out.nodes.len();
    while let Some(node) = free.pop() {
        for other in out.row(node) {
            left -= 1;
            waiting[*other as usize] -= 1;
            if waiting[*other as usize] == 0 {
                free.push(*other);
            }
        }
    }
    left == 0
}

impl Half {
    fn row(&self, node: u32) -> &[u32] {
        let Some(at) = node.checked_sub(self.low).map(|at| at as usize) else { return &[] };
        match self.offsets.get(at..at + 2) {
            Some(ends) => &self.nodes[ends[0] as usize..ends[1] as usize],
            None => &[],
        }
    }

    fn row_starts(&self) -> impl Iterator<Item = (u32, &[u32])> {
        (self.low..)
            .zip(self.offsets.windows(2))
            .map(|(node, ends)| (node, &self.nodes[ends[0] as usize..ends[1] as usize]))
    }
}
