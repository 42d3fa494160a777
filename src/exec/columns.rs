//! Grouping and ordering by columns: properties of a label's nodes are read as arrays, not row by row.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use super::count::{plus, weights};
use super::operate::count;
use super::{Context, Flow, Row, Sink};
use crate::bind::{Expr, Slot};
use crate::diagnostic::Outcome;
use crate::graph::{Column, KeyId, LabelId, View};
use crate::plan::{Ahead, Tree};
use crate::value::{NodeId, Value};

/// A value of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Item<'v> {
    Integer(i64),
    Text(&'v [u8]),
}

impl Item<'_> {
    fn value(self) -> Value {
        match self {
            Item::Integer(number) => Value::Integer(number),
            Item::Text(bytes) => Value::string(String::from_utf8_lossy(bytes)),
        }
    }
}

fn item<'v>(column: &Column<'v>, row: usize) -> Item<'v> {
    match column {
        Column::Ints(values) => Item::Integer(values.get(row).copied().unwrap_or_default().into()),
        Column::Longs(values) => Item::Integer(values.get(row).copied().unwrap_or_default()),
        Column::Texts(texts) => Item::Text(texts.bytes(row)),
    }
}

/// Values with how many rows have each, in the order in which they were met.
type Groups<'v> = Vec<(Item<'v>, u64)>;

/// Counts the nodes of a label, each as often as the pattern from there has matches, by a property.
/// O(nodes + edges of the pattern).
pub(super) fn tally(
    (label, tree, ahead): (LabelId, &Tree, Option<&Ahead>),
    (key, to, counts): (KeyId, Slot, &[Slot]),
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let wanted = match ahead {
        Some(ahead) => Some((first_rows(ahead.skip.as_ref(), &ahead.limit, context, row)?.1, ahead.descending)),
        None => None,
    };
    // The rows are made before any is handed on: what takes them may look at the graph.
    let mut found: Vec<(Value, u64)> = Vec::new();
    {
        let view = context.graph.view();
        let mut groups = Groups::new();
        for range in view.label_ranges(label).unwrap_or_default().into_iter().filter(|range| !range.is_empty()) {
            let Some(column) = view.node_column(NodeId(range.start), key) else { continue };
            let weights = weights(tree, range, view, context.scratch)?;
            let grouped = grouped(&column, &weights)?;
            groups = if groups.is_empty() { grouped } else { merged(groups.into_iter().chain(grouped))? };
        }
        if let Some((wanted, descending)) = wanted {
            keep_ahead(&mut groups, wanted, descending);
        }
        found.extend(groups.into_iter().map(|(item, rows)| (item.value(), rows)));
    }
    context.keep(found.len() * (1 + counts.len()))?;
    for (value, rows) in found {
        context.tick()?;
        row[to] = value;
        let rows = i64::try_from(rows.saturating_mul(context.weight)).unwrap_or(i64::MAX);
        counts.iter().for_each(|slot| row[*slot] = Value::Integer(rows));
        if sink(context, row)?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

/// The groups whose count is one of the first.
fn keep_ahead(groups: &mut Groups<'_>, wanted: usize, descending: bool) {
    let rank = |count: u64| if descending { !count } else { count };
    if wanted == 0 || groups.len() <= wanted {
        return;
    }
    let mut ranks: Vec<u64> = groups.iter().map(|(_, count)| rank(*count)).collect();
    let bar = *ranks.select_nth_unstable(wanted - 1).1;
    groups.retain(|(_, count)| rank(*count) <= bar);
}

/// How many rows are left out, and how many come first with these.
fn first_rows(skip: Option<&Expr>, limit: &Expr, context: &mut Context<'_>, row: &mut Row) -> Outcome<(usize, usize)> {
    let skip = skip.map_or(Ok(0), |skip| count(skip, "SKIP", context, row))?;
    Ok((skip, count(limit, "LIMIT", context, row)?.saturating_add(skip)))
}

fn grouped<'v>(column: &Column<'v>, weights: &[u64]) -> Outcome<Groups<'v>> {
    match column {
        Column::Ints(values) => integers(values, weights),
        Column::Longs(values) => integers(values, weights),
        Column::Texts(texts) => {
            let rows = weights.iter().enumerate().filter(|(_, weight)| **weight > 0);
            merged(rows.map(|(row, weight)| (Item::Text(texts.bytes(row)), *weight)))
        }
    }
}

/// Where the values lie close together each has a place of its own; else they are hashed.
fn integers<'v, N: Copy + Into<i64>>(values: &[N], weights: &[u64]) -> Outcome<Groups<'v>> {
    let rows = || values.iter().map(|value| (*value).into()).zip(weights).filter(|(_, weight)| **weight > 0);
    let (least, most) = values.iter().fold((i64::MAX, i64::MIN), |(least, most), value| {
        let value = (*value).into();
        (least.min(value), most.max(value))
    });
    let width = most.checked_sub(least).and_then(|width| usize::try_from(width).ok()).map(|width| width + 1);
    let Some(width) = width.filter(|width| *width <= 4 * values.len() + 64) else {
        return merged(rows().map(|(value, weight)| (Item::Integer(value), *weight)));
    };
    let (mut sums, mut order) = (vec![0u64; width], Vec::new());
    for (value, weight) in rows() {
        let sum = &mut sums[(value - least) as usize];
        if *sum == 0 {
            order.push(value);
        }
        *sum = plus(*sum, *weight)?;
    }
    Ok(order.into_iter().map(|value| (Item::Integer(value), sums[(value - least) as usize])).collect())
}

fn merged<'v>(rows: impl Iterator<Item = (Item<'v>, u64)>) -> Outcome<Groups<'v>> {
    let mut places: FxHashMap<Item<'v>, usize> = FxHashMap::default();
    let mut groups = Groups::new();
    for (item, weight) in rows {
        let next = groups.len();
        let at = *places.entry(item).or_insert(next);
        if at == next {
            groups.push((item, 0));
        }
        groups[at].1 = plus(groups[at].1, weight)?;
    }
    Ok(groups)
}

/// The first `skip + limit` nodes of a label in the order of columns; of equal ones the earlier. O(nodes), and
/// O(n log n) comparisons for the n nodes that the first column does not rule out.
pub(super) fn leading(
    (label, slot, keys): (LabelId, Slot, &[(KeyId, bool)]),
    (skip, limit): (Option<&Expr>, &Expr),
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let (skip, wanted) = first_rows(skip, limit, context, row)?;
    let first = first(&parts(label, keys, context.graph.view()), keys, wanted);
    context.keep(first.len())?;
    for node in first.into_iter().skip(skip) {
        context.tick()?;
        row[slot] = Value::Node(node);
        if sink(context, row)?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

/// Nodes in a row with the columns of the keys.
struct Part<'v> {
    first: u32,
    rows: u32,
    columns: Vec<Column<'v>>,
}

fn parts<'v>(label: LabelId, keys: &[(KeyId, bool)], view: &'v dyn View) -> Vec<Part<'v>> {
    let ranges = view.label_ranges(label).unwrap_or_default().into_iter().filter(|range| !range.is_empty());
    let part = |range: std::ops::Range<u32>| {
        let columns = keys.iter().map(|(key, _)| view.node_column(NodeId(range.start), *key));
        Some(Part { first: range.start, rows: range.end - range.start, columns: columns.collect::<Option<_>>()? })
    };
    ranges.filter_map(part).collect()
}

fn first(parts: &[Part<'_>], keys: &[(KeyId, bool)], wanted: usize) -> Vec<NodeId> {
    let Some(last) = wanted.checked_sub(1) else { return Vec::new() };
    let (Some((_, descending)), false) = (keys.first(), parts.is_empty()) else { return Vec::new() };
    let mut rows = candidates(parts, *descending, wanted);
    let order = |a: &(u32, u32), b: &(u32, u32)| compare(parts, keys, *a, *b);
    if rows.len() > wanted {
        rows.select_nth_unstable_by(last, order);
        rows.truncate(wanted);
    }
    rows.sort_unstable_by(order);
    rows.into_iter().map(|(part, row)| NodeId(parts[part as usize].first + row)).collect()
}

fn compare(parts: &[Part<'_>], keys: &[(KeyId, bool)], a: (u32, u32), b: (u32, u32)) -> Ordering {
    for (at, (_, descending)) in keys.iter().enumerate() {
        let [x, y] = [a, b].map(|(part, row)| item(&parts[part as usize].columns[at], row as usize));
        let ordered = if *descending { y.cmp(&x) } else { x.cmp(&y) };
        if ordered.is_ne() {
            return ordered;
        }
    }
    a.cmp(&b)
}

/// The rows that the first key does not rule out, as part and row: all where it is a text.
fn candidates(parts: &[Part<'_>], descending: bool, wanted: usize) -> Vec<(u32, u32)> {
    let Some(bar) = bar(parts, descending, wanted) else {
        return parts.iter().zip(0u32..).flat_map(|(part, at)| (0..part.rows).map(move |row| (at, row))).collect();
    };
    let mut rows = Vec::new();
    for (part, at) in parts.iter().zip(0u32..) {
        let mut keep = |rank: i64, row: u32| {
            if rank <= bar {
                rows.push((at, row))
            }
        };
        match part.columns[0] {
            Column::Ints(values) => ranks(values, descending).zip(0..).for_each(|(rank, row)| keep(rank, row)),
            Column::Longs(values) => ranks(values, descending).zip(0..).for_each(|(rank, row)| keep(rank, row)),
            Column::Texts(_) => {}
        }
    }
    rows
}

/// The rank of the last of so many first rows by their first key; none where it is a text. A heap holds the first
/// ones so far: all but a few rows are compared with its greatest alone.
fn bar(parts: &[Part<'_>], descending: bool, wanted: usize) -> Option<i64> {
    let mut first = BinaryHeap::new();
    for part in parts {
        match part.columns[0] {
            Column::Ints(values) => raise(&mut first, ranks(values, descending), wanted),
            Column::Longs(values) => raise(&mut first, ranks(values, descending), wanted),
            Column::Texts(_) => return None,
        }
    }
    first.peek().copied()
}

fn raise(first: &mut BinaryHeap<i64>, ranks: impl Iterator<Item = i64>, wanted: usize) {
    let mut ranks = ranks.fuse();
    first.extend(ranks.by_ref().take(wanted.saturating_sub(first.len())));
    let Some(mut greatest) = first.peek().copied() else { return };
    for rank in ranks {
        if rank < greatest {
            first.pop();
            first.push(rank);
            greatest = first.peek().copied().unwrap_or(rank);
        }
    }
}

fn ranks<N: Copy + Into<i64>>(values: &[N], descending: bool) -> impl Iterator<Item = i64> {
    values.iter().map(move |value| rank((*value).into(), descending))
}

/// A number that is the less the earlier a value comes.
fn rank(value: i64, descending: bool) -> i64 {
    if descending { !value } else { value }
}
