//! The operators that change the graph. Each takes all its rows first, so that what it reads does
//! not depend on what it writes, then changes the graph for every row, then hands the rows on.

use super::operate::{node_at, run as run_plan};
use super::passages::passages;
use super::{Cited, Context, Flow, Row, Sink};
use crate::bind::{Creation, Expr, Merge, Properties, RemoveItem, SetItem, Slot};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::{KeyId, Way};
use crate::plan::Plan;
use crate::value::{EdgeId, NodeId, Path, Value};

pub(super) fn run(plan: &Plan, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    match plan {
        Plan::Create { input, creations } => {
            each(input, context, row, sink, &mut |context, row| create(creations, context, row, false))
        }
        Plan::Set { input, items } => each(input, context, row, sink, &mut |context, row| set(items, context, row)),
        Plan::Remove { input, items } => {
            each(input, context, row, sink, &mut |context, row| remove(items, context, row))
        }
        Plan::Delete { input, detach, targets } => delete(input, *detach, targets, context, row, sink),
        Plan::Merge { input, search, merge } => merge_all(input, search, merge, context, row, sink),
        other => run_plan(other, context, row, sink),
    }
}

type Change<'c> = &'c mut dyn FnMut(&mut Context<'_>, &mut Row) -> Outcome<()>;

fn each(input: &Plan, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>, change: Change<'_>) -> Outcome<Flow> {
    let mut rows = all_rows(input, context, row)?;
    for (kept, _) in &mut rows {
        change(context, kept)?;
    }
    hand_on(rows, context, row, sink)
}

type Kept = Vec<(Row, Vec<Cited>)>;

fn all_rows(input: &Plan, context: &mut Context<'_>, row: &mut Row) -> Outcome<Kept> {
    let mut rows = Vec::new();
    let outer = context.lineage.len();
    let _ = run_plan(input, context, row, &mut |context, row| {
        context.keep(row.len())?;
        rows.push((row.clone(), context.lineage[outer..].to_vec()));
        Ok(Flow::Continue(()))
    })?;
    Ok(rows)
}

fn hand_on(rows: Kept, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    for (kept, lineage) in rows {
        *row = kept;
        let before = context.lineage.len();
        context.lineage.extend(lineage);
        let flow = sink(context, row);
        context.lineage.truncate(before);
        if flow?.is_break() {
            return Ok(Flow::Break(()));
        }
    }
    Ok(Flow::Continue(()))
}

/// `merging`: a property that is null would make something that can never be found again.
fn create(creations: &[Creation], context: &mut Context<'_>, row: &mut Row, merging: bool) -> Outcome<()> {
    for creation in creations {
        match creation {
            Creation::Node(slot, labels, properties) => {
                let given = given(properties, context, row, merging)?;
                let node = context.graph.add_node(labels.clone(), given.properties)?;
                if let Some(evidence) = given.evidence {
                    context.graph.rest_node(node, passages(&evidence)?);
                }
                row[*slot] = Value::Node(node);
            }
            Creation::Edge(slot, from, kind, to, properties) => {
                let given = given(properties, context, row, merging)?;
                let (from, to) = (end(*from, row)?, end(*to, row)?);
                let edge = context.graph.add_edge(from, *kind, to, given.properties)?;
                if let Some(evidence) = given.evidence {
                    context.graph.rest_edge(edge, passages(&evidence)?);
                }
                row[*slot] = Value::Relationship(edge);
            }
            Creation::Path(slot, walk) => row[*slot] = path(walk, row),
        }
    }
    Ok(())
}

fn end(slot: Slot, row: &Row) -> Outcome<NodeId> {
    node_at(slot, row)?.ok_or_else(|| {
        let message = "a relationship can't be made from or to null";
        Box::new(Diagnostic::runtime(Class::SemanticError, "InvalidArgumentValue", message))
    })
}

fn path(walk: &[Slot], row: &Row) -> Value {
    let mut path = Path { nodes: Vec::new(), edges: Vec::new() };
    for slot in walk {
        match row[*slot] {
            Value::Node(node) => path.nodes.push(node),
            Value::Relationship(edge) => path.edges.push(edge),
            _ => return Value::Null,
        }
    }
    Value::Path(std::sync::Arc::new(path))
}

/// What a new record is given.
#[derive(Default)]
struct Given {
    properties: Vec<(KeyId, Value)>,
    /// What it rests on, where that is said.
    evidence: Option<Value>,
}

fn given(properties: &Properties, context: &mut Context<'_>, row: &mut Row, merging: bool) -> Outcome<Given> {
    let mut given = Vec::new();
    match properties {
        Properties::Entries(entries) => {
            for (key, name, expr) in entries {
                let value = context.evaluate(expr, row)?;
                if merging && value.is_null() {
                    let message = format!("`MERGE` can't look for a `{name}` that is null");
                    return Err(Box::new(Diagnostic::runtime(Class::SemanticError, "MergeReadOwnWrites", message)));
                }
                given.push((*key, storable(*key, value, context)?));
            }
        }
        Properties::Whole(expr) => {
            let value = context.evaluate(expr, row)?;
            if !value.is_null() {
                given = named(&value, context)?;
            }
        }
    }
    let Some(at) = evidence_in(&given, context) else { return Ok(Given { properties: given, evidence: None }) };
    if merging {
        return Err(evidence_is_not_looked_for());
    }
    let (_, evidence) = given.swap_remove(at);
    Ok(Given { properties: given, evidence: Some(evidence) })
}

fn evidence_in(given: &[(KeyId, Value)], context: &Context<'_>) -> Option<usize> {
    let evidence = context.graph.evidence_key()?;
    given.iter().position(|(key, _)| *key == evidence)
}

fn evidence_is_not_looked_for() -> Box<Diagnostic> {
    let message = "`MERGE` can't look for evidence";
    let fault = Diagnostic::runtime(Class::SemanticError, "InvalidArgumentValue", message);
    Box::new(fault.hint("give it to what is made: `ON CREATE SET r.evidence = [{work: '...', section: '...'}]`"))
}

/// The entries of a map, or the properties of a node or relationship, under this graph's keys.
fn named(value: &Value, context: &mut Context<'_>) -> Outcome<Vec<(KeyId, Value)>> {
    let map = context.properties(value)?;
    let mut entries = Vec::new();
    for (name, value) in map {
        let key = context.graph.symbols_mut().key(&name);
        entries.push((key, storable(key, value, context)?));
    }
    Ok(entries)
}

/// A property holds a simple value, or a list of them. Evidence is no property, and a list of passages.
fn storable(key: KeyId, value: Value, context: &Context<'_>) -> Outcome<Value> {
    if context.graph.evidence_key() == Some(key) {
        return passages(&value).map(|_| value);
    }
    let simple = |value: &Value| match value {
        Value::Null
        | Value::Boolean(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Temporal(_)
        | Value::Duration(_) => true,
        Value::List(_) | Value::Map(_) | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => false,
    };
    let fits = match &value {
        Value::List(items) => items.iter().all(|item| simple(item) && !item.is_null()),
        other => simple(other),
    };
    if fits {
        return Ok(value);
    }
    let message = format!("a property can hold a simple value or a list of them, found {}", value.type_name());
    Err(Box::new(Diagnostic::runtime(Class::TypeError, "InvalidPropertyType", message)))
}

fn set(items: &[SetItem], context: &mut Context<'_>, row: &mut Row) -> Outcome<()> {
    for item in items {
        match item {
            SetItem::Property(owner, key, value) => {
                let owner = context.evaluate(owner, row)?;
                let value = context.evaluate(value, row)?;
                let value = storable(*key, value, context)?;
                set_property(&owner, *key, value, context)?;
            }
            SetItem::Whole(slot, value, replace) => {
                let owner = row[*slot].clone();
                let value = context.evaluate(value, row)?;
                if !owner.is_null() {
                    set_whole(&owner, &value, *replace, context)?;
                }
            }
            SetItem::Labels(slot, labels) => {
                if let Some(node) = node_at(*slot, row)? {
                    labels.iter().try_for_each(|label| context.graph.set_label(node, *label, true))?;
                }
            }
        }
    }
    Ok(())
}

fn set_property(owner: &Value, key: KeyId, value: Value, context: &mut Context<'_>) -> Outcome<()> {
    let evidence = context.graph.evidence_key() == Some(key);
    match owner {
        Value::Null => Ok(()),
        Value::Node(node) if evidence => {
            context.graph.rest_node(*node, passages(&value)?);
            Ok(())
        }
        Value::Relationship(edge) if evidence => {
            context.graph.rest_edge(*edge, passages(&value)?);
            Ok(())
        }
        Value::Node(node) => context.graph.set_node_property(*node, key, value),
        Value::Relationship(edge) => context.graph.set_edge_property(*edge, key, value),
        other => {
            let message = format!("only nodes and relationships have properties to set, found {}", other.type_name());
            Err(Box::new(Diagnostic::runtime(Class::TypeError, "InvalidArgumentType", message)))
        }
    }
}

fn set_whole(owner: &Value, value: &Value, replace: bool, context: &mut Context<'_>) -> Outcome<()> {
    let entries = named(value, context)?;
    if replace {
        let keep: Vec<KeyId> = entries.iter().map(|(key, _)| *key).collect();
        let present: Vec<KeyId> = match owner {
            Value::Node(node) => context.graph.node_properties(*node).iter().map(|(key, _)| *key).collect(),
            Value::Relationship(edge) => context.graph.edge_properties(*edge).iter().map(|(key, _)| *key).collect(),
            _ => Vec::new(),
        };
        for key in present.into_iter().filter(|key| !keep.contains(key)) {
            set_property(owner, key, Value::Null, context)?;
        }
    }
    entries.into_iter().try_for_each(|(key, value)| set_property(owner, key, value, context))
}

fn remove(items: &[RemoveItem], context: &mut Context<'_>, row: &mut Row) -> Outcome<()> {
    for item in items {
        match item {
            RemoveItem::Property(owner, key) => {
                let owner = context.evaluate(owner, row)?;
                set_property(&owner, *key, Value::Null, context)?;
            }
            RemoveItem::Labels(slot, labels) => {
                if let Some(node) = node_at(*slot, row)? {
                    labels.iter().try_for_each(|label| context.graph.set_label(node, *label, false))?;
                }
            }
        }
    }
    Ok(())
}

/// Relationships go first, so that a node whose relationships are deleted beside it may go too.
fn delete(
    input: &Plan,
    detach: bool,
    targets: &[Expr],
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let mut rows = all_rows(input, context, row)?;
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    for (kept, _) in &mut rows {
        for target in targets {
            let value = context.evaluate(target, kept)?;
            condemned(&value, &mut nodes, &mut edges)?;
        }
    }
    edges.iter().try_for_each(|edge| context.graph.delete_edge(*edge))?;
    for node in nodes {
        let mut attached = Vec::new();
        context.graph.edges_of(node, Way::Both, &[], &mut attached);
        if !attached.is_empty() && !detach {
            return Err(connected(attached.len()));
        }
        attached.iter().try_for_each(|(edge, _)| context.graph.delete_edge(*edge))?;
        context.graph.delete_node(node)?;
    }
    hand_on(rows, context, row, sink)
}

fn condemned(value: &Value, nodes: &mut Vec<NodeId>, edges: &mut Vec<EdgeId>) -> Outcome<()> {
    match value {
        Value::Null => {}
        Value::Node(node) => nodes.push(*node),
        Value::Relationship(edge) => edges.push(*edge),
        Value::Path(path) => {
            nodes.extend(&path.nodes);
            edges.extend(&path.edges);
        }
        other => {
            let message = format!("only nodes, relationships and paths can be deleted, found {}", other.type_name());
            return Err(Box::new(Diagnostic::runtime(Class::TypeError, "InvalidArgumentType", message)));
        }
    }
    Ok(())
}

fn connected(edges: usize) -> Box<Diagnostic> {
    let plural = if edges == 1 { "" } else { "s" };
    let message = format!("this node still has {edges} relationship{plural}, and can't be deleted");
    let fault = Diagnostic::runtime(Class::ConstraintVerificationFailed, "DeleteConnectedNode", message);
    Box::new(fault.hint("`DETACH DELETE` takes its relationships along"))
}

/// Row by row: a later row finds what an earlier one made.
fn merge_all(
    input: &Plan,
    search: &Plan,
    merge: &Merge,
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let rows = all_rows(input, context, row)?;
    let mut merged = Vec::new();
    for (mut kept, lineage) in rows {
        check_nulls(merge, context, &mut kept)?;
        let before = merged.len();
        let outer = context.lineage.len();
        let _ = run_plan(search, context, &mut kept, &mut |context, found| {
            context.keep(found.len())?;
            let edges = lineage.iter().chain(&context.lineage[outer..]).copied().collect();
            merged.push((found.clone(), edges));
            Ok(Flow::Continue(()))
        })?;
        if merged.len() == before {
            create(&merge.creations, context, &mut kept, true)?;
            set(&merge.on_create, context, &mut kept)?;
            merged.push((kept, lineage));
        } else {
            for (found, _) in &mut merged[before..] {
                set(&merge.on_match, context, found)?;
            }
        }
    }
    hand_on(merged, context, row, sink)
}

fn check_nulls(merge: &Merge, context: &mut Context<'_>, row: &mut Row) -> Outcome<()> {
    for creation in &merge.creations {
        match creation {
            Creation::Node(_, _, properties) | Creation::Edge(_, _, _, _, properties) => {
                given(properties, context, row, true)?;
            }
            Creation::Path(..) => {}
        }
    }
    for node in merge.pattern.nodes.iter().filter(|node| node.bound) {
        end(node.slot, row)?;
    }
    Ok(())
}
