//! The operators that must see all their rows first: grouping, folding, sorting.

use std::cmp::Ordering;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cited::Gathered;
use super::operate::run;
use super::{Cited, Context, Flow, Row, Sink};
use crate::bind::{Aggregate, Aggregation, Expr, Slot};
use crate::diagnostic::Outcome;
use crate::functions::{Accumulator, Code};
use crate::plan::Plan;
use crate::value::{Key, Value, order};

/// The values of a row that waits, with what it was made from.
type Kept = (Vec<Value>, Vec<Cited>);

/// The groups so far, in the order in which their first rows came.
struct Groups<'a> {
    aggregation: &'a Aggregation,
    one: FxHashMap<Key, usize>,
    many: FxHashMap<Vec<Key>, usize>,
    keys: Vec<Value>,
    states: Vec<State>,
    lineage: Vec<Gathered>,
}

impl<'a> Groups<'a> {
    fn new(aggregation: &'a Aggregation) -> Groups<'a> {
        Groups {
            aggregation,
            one: FxHashMap::default(),
            many: FxHashMap::default(),
            keys: Vec::new(),
            states: Vec::new(),
            lineage: Vec::new(),
        }
    }

    /// The place of the row's group, made now if it is new. Most groupings have one key: it needs no list.
    fn place(&mut self, context: &mut Context<'_>, row: &mut Row) -> Outcome<usize> {
        let next = self.lineage.len();
        let at = match self.aggregation.keys.as_slice() {
            [] => 0,
            [(_, only)] => *self.one.entry(Key(context.evaluate(only, row)?)).or_insert(next),
            keys => {
                let mut key = Vec::with_capacity(keys.len());
                for (_, expr) in keys {
                    key.push(Key(context.evaluate(expr, row)?));
                }
                *self.many.entry(key).or_insert(next)
            }
        };
        if at == next {
            self.begin(context, row)?;
        }
        Ok(at)
    }

    fn begin(&mut self, context: &mut Context<'_>, row: &mut Row) -> Outcome<()> {
        context.keep(self.aggregation.keys.len() + self.aggregation.aggregates.len())?;
        for (_, expr) in &self.aggregation.keys {
            self.keys.push(context.evaluate(expr, row)?);
        }
        self.add_empty();
        Ok(())
    }

    fn add_empty(&mut self) {
        self.states.extend(self.aggregation.aggregates.iter().map(|(_, aggregate)| State::new(aggregate)));
        self.lineage.push(Gathered::default());
    }
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
            self.rows = self.rows.saturating_add(i64::try_from(context.weight).unwrap_or(i64::MAX));
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
    let mut groups = Groups::new(aggregation);
    let outer = context.lineage.len();
    let width = aggregation.aggregates.len();
    let _ = run(input, context, row, &mut |context, row| {
        let mark = context.witnesses.len();
        let at = groups.place(context, row)?;
        let states = &mut groups.states[at * width..(at + 1) * width];
        for (state, (_, aggregate)) in states.iter_mut().zip(&aggregation.aggregates) {
            state.add(aggregate, context, row)?;
        }
        if context.cite {
            let walked = context.lineage.iter().skip(outer).copied();
            groups.lineage[at].add(walked.chain(context.witnesses.drain(mark..)));
        }
        Ok(Flow::Continue(()))
    })?;
    if groups.lineage.is_empty() && aggregation.keys.is_empty() {
        groups.add_empty();
    }
    let (mut keys, mut states) = (groups.keys.into_iter(), groups.states.into_iter());
    for lineage in groups.lineage {
        for (slot, _) in &aggregation.keys {
            row[*slot] = keys.next().unwrap_or(Value::Null);
        }
        for (slot, _) in &aggregation.aggregates {
            row[*slot] = states.next().map_or(Ok(Value::Null), State::finish)?;
        }
        if with_lineage(&lineage.each_once(), context, row, sink)?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

/// Hands on a row that was kept, with what it was made from.
fn with_lineage(lineage: &[Cited], context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    if !context.cite {
        return sink(context, row);
    }
    let before = context.lineage.len();
    context.lineage.extend(lineage);
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
    let mut kept: Vec<(Vec<Value>, Gathered)> = Vec::new();
    let outer = context.lineage.len();
    let _ = run(input, context, row, &mut |context, row| {
        let values: Vec<Value> = slots.iter().map(|slot| row[*slot].clone()).collect();
        let key: Vec<Key> = values.iter().cloned().map(Key).collect();
        let at = match places.get(&key) {
            Some(at) => *at,
            None => {
                places.insert(key, kept.len());
                kept.push((values, Gathered::default()));
                context.keep(2 * slots.len())?;
                kept.len() - 1
            }
        };
        if context.cite {
            kept[at].1.add(context.lineage.iter().skip(outer).copied());
        }
        Ok(Flow::Continue(()))
    })?;
    let kept = kept.into_iter().map(|(values, lineage)| (values, lineage.each_once())).collect();
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

pub(super) fn compare_keys(a: &[Value], b: &[Value], keys: &[(Expr, bool)]) -> Ordering {
    for ((x, y), (_, descending)) in a.iter().zip(b).zip(keys) {
        let ordering = order(x, y);
        if ordering.is_ne() {
            return if *descending { ordering.reverse() } else { ordering };
        }
    }
    Ordering::Equal
}
