//! The first rows of an order, without sorting the others.

use std::cmp::Ordering;

use super::gather::compare_keys;
use super::operate::{count, run};
use super::{Cited, Context, Flow, Row, Sink};
use crate::bind::{Expr, Slot};
use crate::diagnostic::Outcome;
use crate::plan::Plan;
use crate::value::{Value, order};

/// A row that may be among the first.
struct Kept {
    keys: Vec<Value>,
    /// Which row it was: of equal ones the earlier is first.
    turn: usize,
    values: Vec<Value>,
    lineage: Vec<Cited>,
}

/// What is wanted, and what is kept of it so far.
struct Best<'p> {
    keys: &'p [(Expr, bool)],
    slots: &'p [Slot],
    wanted: usize,
    kept: Vec<Kept>,
    /// The keys of the last row that is still among the first, once there are enough.
    bar: Option<Vec<Value>>,
}

/// The first `skip + limit` rows. O(rows) comparisons and O(wanted) memory; a row that its first key
/// already rules out costs that key alone.
pub(super) fn top(
    (input, keys, slots): (&Plan, &[(Expr, bool)], &[Slot]),
    (skip, limit): (Option<&Expr>, &Expr),
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let skip = skip.map_or(Ok(0), |skip| count(skip, "SKIP", context, row))?;
    let wanted = count(limit, "LIMIT", context, row)?.saturating_add(skip);
    let mut best = Best { keys, slots, wanted, kept: Vec::new(), bar: None };
    let (outer, mut turn) = (context.lineage.len(), 0);
    let _ = run(input, context, row, &mut |context, row| {
        turn += 1;
        best.offer(turn, outer, context, row)?;
        Ok(Flow::Continue(()))
    })?;
    for kept in best.in_order().into_iter().skip(skip) {
        for (slot, value) in slots.iter().zip(kept.values) {
            row[*slot] = value;
        }
        let before = context.lineage.len();
        context.lineage.extend(kept.lineage);
        let flow = sink(context, row);
        context.lineage.truncate(before);
        if flow?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

fn earlier(a: &Kept, b: &Kept, keys: &[(Expr, bool)]) -> Ordering {
    compare_keys(&a.keys, &b.keys, keys).then(a.turn.cmp(&b.turn))
}

impl Best<'_> {
    /// What a row is sorted by bears nothing out: what its keys have witnessed is forgotten.
    fn offer(&mut self, turn: usize, outer: usize, context: &mut Context<'_>, row: &mut Row) -> Outcome<()> {
        let mark = context.witnesses.len();
        let done = self.weigh(turn, outer, context, row);
        context.forget_witnesses(mark);
        done
    }

    fn weigh(&mut self, turn: usize, outer: usize, context: &mut Context<'_>, row: &mut Row) -> Outcome<()> {
        let mut keys = Vec::new();
        let mut so_far = Ordering::Equal;
        for (at, (expr, descending)) in self.keys.iter().enumerate() {
            let key = context.evaluate(expr, row)?;
            if let Some(bar) = self.bar.as_ref().filter(|_| so_far.is_eq()) {
                let found = order(&key, &bar[at]);
                so_far = if *descending { found.reverse() } else { found };
                if so_far.is_gt() {
                    return Ok(());
                }
            }
            if at == 0 {
                keys.reserve_exact(self.keys.len());
            }
            keys.push(key);
        }
        context.tick()?;
        if self.wanted == 0 || (so_far.is_eq() && self.bar.is_some()) {
            return Ok(());
        }
        if self.kept.len() < self.wanted {
            context.keep(self.keys.len() + self.slots.len())?;
        }
        let values = self.slots.iter().map(|slot| row[*slot].clone()).collect();
        let lineage = context.lineage.get(outer..).unwrap_or_default().to_vec();
        self.kept.push(Kept { keys, turn, values, lineage });
        if self.kept.len() >= self.wanted.saturating_mul(4).max(64) {
            self.cut();
        }
        Ok(())
    }

    /// Keeps what is wanted of what was kept, the last of it last. O(kept).
    fn cut(&mut self) {
        let (keys, Some(last)) = (self.keys, self.wanted.checked_sub(1)) else { return };
        if self.kept.len() > last {
            self.kept.select_nth_unstable_by(last, |a, b| earlier(a, b, keys));
            self.kept.truncate(self.wanted);
            self.bar = self.kept.last().map(|last| last.keys.clone());
        }
    }

    /// What is wanted, in order.
    fn in_order(mut self) -> Vec<Kept> {
        self.cut();
        let keys = self.keys;
        self.kept.sort_unstable_by(|a, b| earlier(a, b, keys));
        self.kept
    }
}
