//! The operators that must see all their rows first: grouping, folding, sorting.

use std::cmp::Ordering;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cited::distinct as each_once;
use super::operate::run;
use super::{Cited, Context, Flow, Row, Sink};
use crate::bind::{Aggregate, Aggregation, Expr, Slot};
use crate::diagnostic::Outcome;
use crate::functions::{Accumulator, Code};
use crate::plan::Plan;
use crate::value::{Key, Value, order};

/// The values of a row that waits, with what it was made from.
type Kept = (Vec<Value>, Vec<Cited>);

/// One group while its rows come in.
struct Group {
    states: Vec<State>,
    lineage: Vec<Cited>,
}

/// One aggregate of one group.
struct State {
    accumulator: Option<Box<dyn Accumulator>>,
    rows: i64,
    seen: FxHashSet<Vec<Key>>,
}

impl State {
    fn new(aggregate: &Aggregate) -> State {
        let accumulator = aggregate.function.and_then(|function| match function.0.code {
            Code::Aggregate(new) => Some(new()),
            Code::Scalar(_) => None,
        });
        State { accumulator, rows: 0, seen: FxHashSet::default() }
    }

    fn add(&mut self, aggregate: &Aggregate, context: &mut Context<'_>, row: &mut Row) -> Outcome<()> {
        let Some(accumulator) = &mut self.accumulator else {
            self.rows += 1;
            return Ok(());
        };
        let mut arguments = Vec::with_capacity(aggregate.arguments.len());
        for argument in &aggregate.arguments {
            arguments.push(context.evaluate(argument, row)?);
        }
        if aggregate.distinct && !self.seen.insert(arguments.iter().cloned().map(Key).collect()) {
            return Ok(());
        }
        accumulator.add(&arguments)
    }

    fn finish(self) -> Outcome<Value> {
        self.accumulator.map_or(Ok(Value::Integer(self.rows)), Accumulator::finish)
    }
}

/// Groups in the order in which their first rows came. Without keys there is always one group.
pub(super) fn aggregate(
    input: &Plan,
    aggregation: &Aggregation,
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let mut places: FxHashMap<Vec<Key>, usize> = FxHashMap::default();
    let mut groups: Vec<(Vec<Key>, Group)> = Vec::new();
    let outer = context.lineage.len();
    let new_group = || Group {
        states: aggregation.aggregates.iter().map(|(_, aggregate)| State::new(aggregate)).collect(),
        lineage: Vec::new(),
    };
    let _ = run(input, context, row, &mut |context, row| {
        let mark = context.witnesses.len();
        let mut key = Vec::with_capacity(aggregation.keys.len());
        for (_, expr) in &aggregation.keys {
            key.push(Key(context.evaluate(expr, row)?));
        }
        let at = match places.get(&key) {
            Some(at) => *at,
            None => {
                context.keep(key.len() + aggregation.aggregates.len())?;
                groups.push((key.clone(), new_group()));
                places.insert(key, groups.len() - 1);
                groups.len() - 1
            }
        };
        let group = &mut groups[at].1;
        for (state, (_, aggregate)) in group.states.iter_mut().zip(&aggregation.aggregates) {
            state.add(aggregate, context, row)?;
        }
        if context.cite {
            group.lineage.extend(context.lineage.iter().skip(outer));
            group.lineage.extend(context.witnesses.drain(mark..));
        }
        Ok(Flow::Continue(()))
    })?;
    if groups.is_empty() && aggregation.keys.is_empty() {
        groups.push((Vec::new(), new_group()));
    }
    for (key, group) in groups {
        for ((slot, _), value) in aggregation.keys.iter().zip(key) {
            row[*slot] = value.0;
        }
        for ((slot, _), state) in aggregation.aggregates.iter().zip(group.states) {
            row[*slot] = state.finish()?;
        }
        if with_lineage(&group.lineage, context, row, sink)?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

/// Hands on a row that was kept, with what it was made from.
fn with_lineage(lineage: &[Cited], context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    let before = context.lineage.len();
    context.lineage.extend(each_once(lineage));
    let flow = sink(context, row);
    context.lineage.truncate(before);
    flow
}

pub(super) fn distinct(
    input: &Plan,
    slots: &[Slot],
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let mut places: FxHashMap<Vec<Key>, usize> = FxHashMap::default();
    let mut kept: Vec<Kept> = Vec::new();
    let outer = context.lineage.len();
    let _ = run(input, context, row, &mut |context, row| {
        let values: Vec<Value> = slots.iter().map(|slot| row[*slot].clone()).collect();
        let key: Vec<Key> = values.iter().cloned().map(Key).collect();
        let found = if context.cite { &context.lineage[outer..] } else { &[] };
        match places.get(&key) {
            Some(at) => kept[*at].1.extend(found),
            None => {
                places.insert(key, kept.len());
                kept.push((values, found.to_vec()));
                context.keep(2 * slots.len())?;
            }
        }
        Ok(Flow::Continue(()))
    })?;
    hand_on(kept, slots, context, row, sink)
}

fn hand_on(kept: Vec<Kept>, slots: &[Slot], context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    for (values, lineage) in kept {
        for (slot, value) in slots.iter().zip(values) {
            row[*slot] = value;
        }
        if with_lineage(&lineage, context, row, sink)?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

/// A stable sort: rows that compare equal stay in the order they came.
pub(super) fn sort(
    input: &Plan,
    keys: &[(Expr, bool)],
    slots: &[Slot],
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let mut kept: Vec<(Vec<Value>, Kept)> = Vec::new();
    let outer = context.lineage.len();
    let _ = run(input, context, row, &mut |context, row| {
        let mark = context.witnesses.len();
        let mut by = Vec::with_capacity(keys.len());
        for (expr, _) in keys {
            by.push(context.evaluate(expr, row)?);
        }
        // What a row is sorted by bears nothing out.
        context.forget_witnesses(mark);
        context.keep(keys.len() + slots.len())?;
        let values = slots.iter().map(|slot| row[*slot].clone()).collect();
        kept.push((by, (values, context.lineage[outer..].to_vec())));
        Ok(Flow::Continue(()))
    })?;
    kept.sort_by(|(a, _), (b, _)| compare_keys(a, b, keys));
    hand_on(kept.into_iter().map(|(_, rest)| rest).collect(), slots, context, row, sink)
}

fn compare_keys(a: &[Value], b: &[Value], keys: &[(Expr, bool)]) -> Ordering {
    for ((x, y), (_, descending)) in a.iter().zip(b).zip(keys) {
        let ordering = order(x, y);
        if ordering.is_ne() {
            return if *descending { ordering.reverse() } else { ordering };
        }
    }
    Ordering::Equal
}
