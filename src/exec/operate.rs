//! The operators that take one row at a time.

use super::{
    Context, Flow, Row, Sink, close, columns, count as counting, first, gather, guide, path, profile, search, shortest,
    top, walk, write,
};
use crate::bind::{Expr, Slot};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::Id;
use crate::plan::{Plan, Source, Step};
use crate::value::{NodeId, Value};

/// Runs a plan for the row in hand and hands each row it makes to `sink`.
pub(super) fn run(plan: &Plan, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    if context.profile.is_some() { profile::run(plan, context, row, sink) } else { carry_out(plan, context, row, sink) }
}

pub(super) fn carry_out(plan: &Plan, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    match plan {
        Plan::Row => sink(context, row),
        Plan::Scan { input, slot, source } => {
            run(input, context, row, &mut |context, row| scan(*slot, source, context, row, sink))
        }
        Plan::Expand { input, step } => run(input, context, row, &mut |context, row| expand(step, context, row, sink)),
        Plan::Walk { input, step, min, max, bound, tested } => {
            let range = (*min, max.unwrap_or(u32::MAX));
            run(input, context, row, &mut |context, row| {
                walk::walk((step, tested.as_deref()), range, *bound, context, row, sink)
            })
        }
        Plan::Shortest { input, step, min, max, wanted } => {
            let range = (*min, max.unwrap_or(u32::MAX));
            run(input, context, row, &mut |context, row| shortest::shortest(step, range, *wanted, context, row, sink))
        }
        Plan::Ends { input, step, from_known } => {
            run(input, context, row, &mut |context, row| ends(step, *from_known, context, row, sink))
        }
        Plan::Filter { input, conditions } => run(input, context, row, &mut |context, row| {
            let mark = context.witnesses.len();
            if all_true(conditions, context, row)? {
                return context.with_witnesses(mark, row, sink);
            }
            context.forget_witnesses(mark);
            Ok(Flow::Continue(()))
        }),
        Plan::Path { input, slot, start, edges } => run(input, context, row, &mut |context, row| {
            row[*slot] = path::assemble(*start, edges, context, row);
            sink(context, row)
        }),
        Plan::Repeated { input, start, edges, round, groups, conditions } => {
            run(input, context, row, &mut |context, row| {
                let mark = context.witnesses.len();
                if path::repeated((*start, *edges), round, groups, conditions, context, row)? {
                    return context.with_witnesses(mark, row, sink);
                }
                context.forget_witnesses(mark);
                Ok(Flow::Continue(()))
            })
        }
        Plan::Optional { input, inner, slots } => {
            run(input, context, row, &mut |context, row| optional(inner, slots, context, row, sink))
        }
        Plan::Unwind { input, list, slot } => {
            run(input, context, row, &mut |context, row| unwind(list, *slot, context, row, sink))
        }
        Plan::Project { input, items } => run(input, context, row, &mut |context, row| {
            let mark = context.witnesses.len();
            project(items, context, row)?;
            context.with_witnesses(mark, row, sink)
        }),
        Plan::Aggregate { input, aggregation } => gather::aggregate(input, aggregation, context, row, sink),
        Plan::Distinct { input, slots } => gather::distinct(input, slots, context, row, sink),
        Plan::Sort { input, keys, slots } => gather::sort(input, keys, slots, context, row, sink),
        Plan::Skip { input, count } => skip(input, count, context, row, sink),
        Plan::Limit { input, count } => limit(input, count, context, row, sink),
        Plan::Union { parts, slots } => union(parts, slots, context, row, sink),
        Plan::Create { .. } | Plan::Merge { .. } | Plan::Set { .. } | Plan::Remove { .. } | Plan::Delete { .. } => {
            write::run(plan, context, row, sink)
        }
        Plan::Call { input, call } => {
            run(input, context, row, &mut |context, row| super::call::call(call, context, row, sink))
        }
        Plan::Subquery { input, inner, returns } => {
            run(input, context, row, &mut |context, row| subquery(inner, *returns, context, row, sink))
        }
        Plan::Top { input, keys, slots, skip, limit } => {
            top::top((input, keys, slots), (skip.as_ref(), limit), context, row, sink)
        }
        Plan::First { input, slot, rest } => first::first(input, *slot, rest, context, row, sink),
        Plan::Search { input, slot, label, key, needle, conditions } => {
            run(input, context, row, &mut |context, row| {
                search::search((*slot, *label, *key), (needle, conditions), context, row, sink)
            })
        }
        Plan::Weigh { input, root, tree } => counting::weighed(input, *root, tree, context, row, sink),
        Plan::Total { source, labels, tree } => counting::total(source, labels, tree, context, row, sink),
        Plan::Reach { input, root, hops } => counting::reach(input, *root, hops, context, row, sink),
        Plan::Close { wedge } => close::close(wedge, context, row, sink),
        Plan::Tally { label, tree, key, to, counts, ahead } => {
            columns::tally((*label, tree, ahead.as_ref()), (*key, *to, counts), context, row, sink)
        }
        Plan::Leading { label, slot, keys, skip, limit } => {
            columns::leading((*label, *slot, keys), (skip.as_ref(), limit), context, row, sink)
        }
        Plan::Guide { input, from, to, pulls } => guide::guide(input, (from, to), pulls, context, row, sink),
        Plan::Probe { input, clause } => run(input, context, row, &mut |context, row| {
            context.passed[*clause] += 1;
            sink(context, row)
        }),
    }
}

pub(super) fn all_true(conditions: &[Expr], context: &mut Context<'_>, row: &mut Row) -> Outcome<bool> {
    for condition in conditions {
        match context.evaluate(condition, row)? {
            Value::Boolean(true) => {}
            Value::Boolean(false) | Value::Null => return Ok(false),
            other => return Err(no_boolean(&other)),
        }
    }
    Ok(true)
}

fn no_boolean(found: &Value) -> Box<Diagnostic> {
    let message = format!("a condition must be true, false or null, found {}", found.type_name());
    Box::new(Diagnostic::runtime(Class::TypeError, "InvalidArgumentType", message))
}

/// The nodes that a source gives for the row in hand.
pub(super) fn nodes_of(source: &Source, context: &mut Context<'_>, row: &mut Row) -> Outcome<Vec<NodeId>> {
    let mut nodes = Vec::new();
    match source {
        Source::All => context.graph.nodes(&mut nodes),
        Source::Label(label) => context.graph.nodes_with_label(*label, &mut nodes),
        Source::Id(expr) => {
            // The index holds texts and integers: another kind of id is looked for among all nodes.
            match context.evaluate(expr, row)? {
                Value::Null => {}
                Value::String(id) => context.graph.nodes_with_id(Id::Text(&id), &mut nodes),
                Value::Integer(id) => context.graph.nodes_with_id(Id::Number(id), &mut nodes),
                _ => context.graph.nodes(&mut nodes),
            }
        }
    }
    Ok(nodes)
}

fn scan(slot: Slot, source: &Source, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    for node in nodes_of(source, context, row)? {
        context.tick()?;
        row[slot] = Value::Node(node);
        if sink(context, row)?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

fn expand(step: &Step, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    let Some(from) = node_at(step.from, row)? else { return Ok(Flow::Continue(())) };
    let target = if step.to_known { node_at(step.to, row)? } else { None };
    if step.to_known && target.is_none() {
        return Ok(Flow::Continue(()));
    }
    let mut edges = Vec::new();
    context.graph.edges_of(from, step.way, &step.types, &mut edges);
    let guide = context.guides.get(step.to).cloned().flatten();
    for (edge, node) in edges {
        context.tick()?;
        if guide.as_ref().is_some_and(|guide| !guide.has(node.0)) {
            continue;
        }
        if target.is_some_and(|target| target != node) || taken(edge, &step.others, row) {
            continue;
        }
        row[step.edge] = Value::Relationship(edge);
        if !step.to_known {
            row[step.to] = Value::Node(node);
        }
        if context.with_edge(edge, |context| sink(context, row))?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

/// The node in a slot; `None` for null.
pub(super) fn node_at(slot: Slot, row: &Row) -> Outcome<Option<NodeId>> {
    match &row[slot] {
        Value::Node(node) => Ok(Some(*node)),
        Value::Null => Ok(None),
        other => {
            let message = format!("a pattern needs a node here, found {}", other.type_name());
            Err(Box::new(Diagnostic::runtime(Class::TypeError, "InvalidArgumentType", message)))
        }
    }
}

/// Whether an edge stands in one of these slots already, alone or in a list.
pub(super) fn taken(edge: crate::value::EdgeId, others: &[Slot], row: &Row) -> bool {
    let is = |value: &Value| matches!(value, Value::Relationship(other) if *other == edge);
    others.iter().any(|slot| match &row[*slot] {
        Value::List(items) => items.iter().any(is),
        value => is(value),
    })
}

/// A relationship that is known: its ends are compared with, or become, the nodes of the pattern.
fn ends(step: &Step, from_known: bool, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    let Value::Relationship(edge) = row[step.edge] else { return Ok(Flow::Continue(())) };
    let fits = step.types.is_empty() || step.types.contains(&context.graph.edge_type(edge));
    if !fits || taken(edge, &step.others, row) {
        return Ok(Flow::Continue(()));
    }
    let (start, end) = context.graph.ends(edge);
    let ways = match step.way {
        crate::graph::Way::Out => vec![(start, end)],
        crate::graph::Way::In => vec![(end, start)],
        crate::graph::Way::Both if start == end => vec![(start, end)],
        crate::graph::Way::Both => vec![(start, end), (end, start)],
    };
    let known = (from_known.then(|| row[step.from].clone()), step.to_known.then(|| row[step.to].clone()));
    for (from, to) in ways {
        // Both ends may be one variable, which then has to be one node.
        let agree = step.from != step.to || from == to;
        if !agree || !is_node(&known.0, from) || !is_node(&known.1, to) {
            continue;
        }
        row[step.from] = Value::Node(from);
        row[step.to] = Value::Node(to);
        if context.with_edge(edge, |context| sink(context, row))?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

fn is_node(known: &Option<Value>, node: NodeId) -> bool {
    known.as_ref().is_none_or(|value| matches!(value, Value::Node(known) if *known == node))
}

fn optional(inner: &Plan, slots: &[Slot], context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    let mut found = false;
    let flow = run(inner, context, row, &mut |context, row| {
        found = true;
        sink(context, row)
    })?;
    if found {
        return Ok(flow);
    }
    slots.iter().for_each(|slot| row[*slot] = Value::Null);
    sink(context, row)
}

fn unwind(list: &Expr, slot: Slot, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    let items = match context.evaluate(list, row)? {
        Value::Null => return Ok(Flow::Continue(())),
        Value::List(items) => items,
        single => std::sync::Arc::new(vec![single]),
    };
    for item in items.iter() {
        context.tick()?;
        row[slot] = item.clone();
        if sink(context, row)?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

/// All values are computed before any is put in its place: `WITH a AS b, b AS a` is a swap.
fn project(items: &[(Slot, Expr)], context: &mut Context<'_>, row: &mut Row) -> Outcome<()> {
    if let [(slot, expr)] = items {
        row[*slot] = context.evaluate(expr, row)?;
        return Ok(());
    }
    let mut values = Vec::with_capacity(items.len());
    for (_, expr) in items {
        values.push(context.evaluate(expr, row)?);
    }
    for ((slot, _), value) in items.iter().zip(values) {
        row[*slot] = value;
    }
    Ok(())
}

pub(super) fn count(expr: &Expr, word: &str, context: &mut Context<'_>, row: &mut Row) -> Outcome<usize> {
    match context.evaluate(expr, row)? {
        Value::Integer(count) if count >= 0 => Ok(usize::try_from(count).unwrap_or(usize::MAX)),
        Value::Integer(count) => {
            let message = format!("`{word}` can't be negative, found {count}");
            Err(Box::new(Diagnostic::runtime(Class::SyntaxError, "NegativeIntegerArgument", message)))
        }
        other => {
            let message = format!("`{word}` takes an integer, found {}", other.type_name());
            Err(Box::new(Diagnostic::runtime(Class::SyntaxError, "InvalidArgumentType", message)))
        }
    }
}

fn skip(input: &Plan, expr: &Expr, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    let mut left = count(expr, "SKIP", context, row)?;
    run(input, context, row, &mut |context, row| {
        if left > 0 {
            left -= 1;
            return Ok(Flow::Continue(()));
        }
        sink(context, row)
    })
}

/// Stops the operators below when it has enough; the ones above may still want more of others.
fn limit(input: &Plan, expr: &Expr, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    let mut left = count(expr, "LIMIT", context, row)?;
    let mut flow = Flow::Continue(());
    let _ = run(input, context, row, &mut |context, row| {
        if left == 0 {
            return Ok(Flow::Break(()));
        }
        left -= 1;
        flow = sink(context, row)?;
        Ok(if left == 0 { Flow::Break(()) } else { flow })
    })?;
    Ok(flow)
}

fn union(
    parts: &[(Plan, Vec<Slot>)],
    slots: &[Slot],
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    for (part, columns) in parts {
        let flow = run(part, context, row, &mut |context, row| {
            for (to, from) in slots.iter().zip(columns) {
                row[*to] = row[*from].clone();
            }
            sink(context, row)
        })?;
        if flow.is_break() {
            return Ok(flow);
        }
    }
    Ok(Flow::Continue(()))
}

fn subquery(inner: &Plan, returns: bool, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    if returns {
        return run(inner, context, row, sink);
    }
    let _ = run(inner, context, row, &mut |_, _| Ok(Flow::Continue(())))?;
    sink(context, row)
}
