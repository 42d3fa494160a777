//! Which layer each node stands in.

use std::collections::BTreeSet;

use crate::layout::distance::Web;

/// The layer of each node: as many steps from the left as the longest way to it has. Edges that close
/// a circle are taken the other way round.
pub(super) fn ranks(web: &Web) -> Vec<usize> {
    let count = web.sizes.len();
    let mut out = vec![BTreeSet::new(); count];
    let mut incoming = vec![0usize; count];
    for (_, from, to) in &web.edges {
        if out[*from].insert(*to) {
            incoming[*to] += 1;
        }
    }
    let order = finishing_order(&out, &incoming);
    let mut place = vec![0; count];
    order.iter().enumerate().for_each(|(turn, node)| place[*node] = turn);
    let mut after = vec![BTreeSet::new(); count];
    for (from, ends) in out.iter().enumerate() {
        for to in ends.iter().filter(|to| **to != from) {
            let (left, right) = if place[from] < place[*to] { (from, *to) } else { (*to, from) };
            after[left].insert(right);
        }
    }
    let mut ranks = vec![0; count];
    for node in &order {
        for next in &after[*node] {
            ranks[*next] = ranks[*next].max(ranks[*node] + 1);
        }
    }
    tighten(&order, &after, &mut ranks);
    ranks
}

/// An order in which as few edges as a walk through the graph finds run backwards: the reverse of the
/// order in which a depth-first walk leaves the nodes, begun where nothing leads to.
fn finishing_order(out: &[BTreeSet<usize>], incoming: &[usize]) -> Vec<usize> {
    let mut starts: Vec<usize> = (0..out.len()).collect();
    starts.sort_by_key(|node| (incoming[*node], std::cmp::Reverse(out[*node].len()), *node));
    let mut seen = vec![false; out.len()];
    let mut order = Vec::with_capacity(out.len());
    for start in starts {
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        let mut open = vec![(start, out[start].iter())];
        while let Some((node, rest)) = open.last_mut() {
            match rest.next() {
                Some(next) if !seen[*next] => {
                    seen[*next] = true;
                    open.push((*next, out[*next].iter()));
                }
                Some(_) => {}
                None => {
                    order.push(*node);
                    open.pop();
                }
            }
        }
    }
    order.reverse();
    order
}

/// Moves nodes to the right that stand further from what follows than they must.
fn tighten(order: &[usize], after: &[BTreeSet<usize>], ranks: &mut [usize]) {
    let mut bound = vec![0usize; ranks.len()];
    after.iter().flatten().for_each(|next| bound[*next] += 1);
    for node in order.iter().rev().filter(|node| bound[**node] <= 1) {
        if let Some(next) = after[*node].iter().map(|next| ranks[*next]).min() {
            let outgoing = after[*node].len();
            if outgoing > bound[*node] {
                ranks[*node] = next - 1;
            }
        }
    }
}
