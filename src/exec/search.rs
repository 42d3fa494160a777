//! Nodes by a part of a text: the texts of a column lie one after another and are searched as one.

use memchr::memmem::Finder;

use super::operate::all_true;
use super::{Context, Flow, Row, Sink};
use crate::bind::{Expr, Slot};
use crate::diagnostic::Outcome;
use crate::graph::{Column, KeyId, LabelId, Texts, View};
use crate::value::{NodeId, Value};

/// The nodes of a label whose text holds another.
pub(super) fn search(
    (slot, label, key): (Slot, LabelId, KeyId),
    (needle, conditions): (&Expr, &[Expr]),
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let needle = context.evaluate(needle, row)?;
    let nodes = match &needle {
        Value::String(needle) if !needle.is_empty() => find(label, key, needle, context.graph.view()),
        _ => None,
    };
    // Without such a column, or with nothing to look for, every node is tested.
    let sure = nodes.is_some();
    let nodes = nodes.unwrap_or_else(|| {
        let mut all = Vec::new();
        context.graph.nodes_with_label(label, &mut all);
        all
    });
    let rest = if sure { &conditions[1..] } else { conditions };
    for node in nodes {
        context.tick()?;
        row[slot] = Value::Node(node);
        if all_true(rest, context, row)? && sink(context, row)?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

fn find(label: LabelId, key: KeyId, needle: &str, view: &dyn View) -> Option<Vec<NodeId>> {
    let finder = Finder::new(needle);
    let mut found = Vec::new();
    for range in view.label_ranges(label)? {
        if !range.is_empty() {
            let Column::Texts(texts) = view.node_column(NodeId(range.start), key)? else { return None };
            rows(&texts, &finder, &mut found);
        }
    }
    Some(found)
}

/// Each text that holds the needle, once. A match that begins in one text and ends in the next is none.
fn rows(texts: &Texts<'_>, finder: &Finder<'_>, into: &mut Vec<NodeId>) {
    let (mut at, mut row) = (0usize, 0usize);
    while let Some(place) = texts.heap.get(at..).and_then(|rest| finder.find(rest)) {
        let start = at + place;
        row = row_of(texts.offsets, row, start);
        let Some(end) = texts.offsets.get(row + 1) else { return };
        let end = *end as usize;
        if start + finder.needle().len() <= end {
            into.push(NodeId(texts.first + row as u32));
            at = end;
        } else {
            at = start + 1;
        }
    }
}

/// The row in which a place of the heap lies, no earlier than another: in steps that double, since matches
/// may be close together. O(log(rows between)).
fn row_of(offsets: &[u32], from: usize, place: usize) -> usize {
    let mut step = 1;
    while offsets.get(from + step).is_some_and(|offset| *offset as usize <= place) {
        step *= 2;
    }
    let near = &offsets[from..offsets.len().min(from + step + 1)];
    from + near.partition_point(|offset| *offset as usize <= place).saturating_sub(1)
}
