//! A graph to a server: nodes merged by their `id`, relations by their ends, type and number. What is there already and
//! equal is left alone, so that a second push changes nothing and one that was broken off goes on when it is begun again.

use std::collections::BTreeMap;

use neo4j::{ValueReceive, ValueSend};
use rustc_hash::FxHashMap;

use super::server::{Server, changes};
use super::stored::{self, Stored};
use super::values::sent;
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::{Graph, LabelId, TypeId, View, Way};
use crate::syntax::print_name;
use crate::value::{EdgeId, NodeId, Value};

/// So many records travel in one transaction.
const BATCH: usize = 5_000;

/// What a push did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pushed {
    /// The nodes that were looked at.
    pub nodes: usize,
    /// The relations that were looked at.
    pub edges: usize,
    /// The changes the server counted: records made, properties and labels set.
    pub changes: usize,
}

/// Pushes a graph. O(nodes + relations); each batch is a transaction, so what was pushed before a failure stays.
///
/// # Errors
/// Where a record can't be kept there, or as the server says; the message tells how far it came.
pub fn push(graph: &Graph, server: &mut Server, progress: &mut dyn FnMut(&Pushed)) -> Outcome<Pushed> {
    let mut done = Pushed::default();
    let mut nodes = Vec::new();
    graph.nodes(&mut nodes);
    // Before anything is sent: what could not be told apart there.
    let batches = by_labels(graph, &nodes)?;
    let pushed = constraints(server, graph, &batches, &mut done)
        .and_then(|()| push_nodes(server, graph, &batches, &mut done, progress))
        .and_then(|elements| push_edges(server, graph, &nodes, &elements, &mut done, progress));
    match pushed {
        Ok(()) => Ok(done),
        Err(mut fault) => {
            let Pushed { nodes, edges, .. } = done;
            fault
                .hints
                .push(format!("{nodes} nodes and {edges} relations are there; the same push again goes on from them"));
            Err(fault)
        }
    }
}

type ByLabels = BTreeMap<Vec<LabelId>, Vec<NodeId>>;

/// The nodes by their labels. Each needs an `id` and a label, by which a server finds it.
fn by_labels(graph: &Graph, nodes: &[NodeId]) -> Outcome<ByLabels> {
    let mut found = ByLabels::new();
    for node in nodes {
        let labels = graph.labels(*node);
        if labels.is_empty() || id(graph, *node).is_null() {
            let what = format!("a node without {}", if labels.is_empty() { "a label" } else { "`id`" });
            let fault =
                Diagnostic::plain(Class::DataError, format!("{what} can't be pushed: nothing would find it again"));
            return Err(Box::new(fault.hint("give it one: `MATCH (n) WHERE n.id IS NULL SET n.id = …`")));
        }
        found.entry(labels.to_vec()).or_default().push(*node);
    }
    Ok(found)
}

fn id(graph: &Graph, node: NodeId) -> Value {
    graph.symbols().find_key("id").map_or(Value::Null, |key| graph.node_property(node, key))
}

/// The label under which a node is found there: its first.
fn first(graph: &Graph, labels: &[LabelId]) -> String {
    labels.first().map(|label| print_name(graph.symbols().label_name(*label))).unwrap_or_default()
}

/// An `id` is unique below each label that nodes are merged by; the constraint is also the index.
fn constraints(server: &Server, graph: &Graph, batches: &ByLabels, done: &mut Pushed) -> Outcome<()> {
    let mut labels: Vec<String> = batches.keys().map(|labels| first(graph, labels)).collect();
    labels.dedup();
    for label in labels {
        let text = format!("CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE");
        done.changes += changes(&server.change(&text, &Stored::new())?.1);
    }
    Ok(())
}

fn rows(list: Vec<Stored>) -> Stored {
    Stored::from([("rows".to_string(), ValueSend::List(list.into_iter().map(ValueSend::Map).collect()))])
}

fn push_nodes(
    server: &Server,
    graph: &Graph,
    batches: &ByLabels,
    done: &mut Pushed,
    progress: &mut dyn FnMut(&Pushed),
) -> Outcome<Elements> {
    let mut elements = Elements::default();
    let known = if is_empty(server)? { Vec::new() } else { found_by(server)? };
    for (labels, nodes) in batches {
        let labels: Vec<&str> = labels.iter().map(|label| &**graph.symbols().label_name(*label)).collect();
        for batch in nodes.chunks(BATCH) {
            done.changes += claim(server, graph, batch, &print_name(labels[0]), &known)?;
            done.changes += merge(server, graph, &labels, batch, &mut elements)?;
            done.nodes += batch.len();
            progress(done);
        }
    }
    Ok(elements)
}

/// Makes what is missing of nodes that have the same labels, and what differs equal. Gives how many changes that took.
fn merge(server: &Server, graph: &Graph, labels: &[&str], batch: &[NodeId], elements: &mut Elements) -> Outcome<usize> {
    let names: Vec<String> = labels.iter().map(|label| print_name(label)).collect();
    let text = format!(
        "UNWIND range(0, size($rows) - 1) AS at WITH at, $rows[at] AS row MERGE (n:{} {{id: row.id}}) SET n:{} \
         FOREACH (_ IN CASE WHEN properties(n) <> row THEN [1] ELSE [] END | SET n = row) \
         RETURN at, elementId(n), [label IN labels(n) WHERE NOT label IN $labels]",
        names[0],
        names.join(":")
    );
    let list: Outcome<Vec<Stored>> = batch.iter().map(|node| stored::node(graph, *node)).collect();
    let mut parameters = rows(list?);
    let labels = labels.iter().map(|label| ValueSend::String((*label).to_owned())).collect();
    parameters.insert("labels".into(), ValueSend::List(labels));
    let (found, counters) = server.change(&text, &parameters)?;
    let mut odd: BTreeMap<String, Vec<ValueSend>> = BTreeMap::new();
    for row in found {
        let [ValueReceive::Integer(at), ValueReceive::String(element), ValueReceive::List(more)] = row.as_slice()
        else {
            continue;
        };
        let node = usize::try_from(*at).ok().and_then(|at| batch.get(at));
        elements.extend(node.map(|node| (*node, element.clone())));
        for label in more.iter().filter_map(ValueReceive::as_string) {
            odd.entry(label.clone()).or_default().push(ValueSend::String(element.clone()));
        }
    }
    Ok(changes(&counters) + unlabel(server, odd)?)
}

/// Whether no node is there.
fn is_empty(server: &Server) -> Outcome<bool> {
    let (rows, _) = server.change("MATCH (n) RETURN count(n)", &Stored::new())?;
    Ok(rows.iter().flatten().next().and_then(ValueReceive::as_int) == Some(0))
}

/// The labels by which nodes are found by their `id`, this graph's and those of earlier pushes: each has an index.
fn found_by(server: &Server) -> Outcome<Vec<String>> {
    let text = "SHOW CONSTRAINTS YIELD entityType, labelsOrTypes, properties \
        WHERE entityType = 'NODE' AND properties = ['id'] RETURN labelsOrTypes";
    let (rows, _) = server.change(text, &Stored::new())?;
    let mut found = Vec::new();
    for labels in rows.iter().flatten().filter_map(ValueReceive::as_list) {
        found.extend(labels.iter().filter_map(|label| Some(print_name(label.as_string()?))));
    }
    Ok(found)
}

/// Gives the label that nodes are found by to those that stand there under another one, so that they are not made twice.
fn claim(server: &Server, graph: &Graph, batch: &[NodeId], first: &str, labels: &[String]) -> Outcome<usize> {
    if labels.iter().all(|label| label == first) {
        return Ok(0);
    }
    let sent: Outcome<Vec<ValueSend>> = batch.iter().map(|node| sent(&id(graph, *node))).collect();
    let mut sent = sent?;
    let ids = |list: Vec<ValueSend>| Stored::from([("ids".to_string(), ValueSend::List(list))]);
    let text = format!(
        "UNWIND range(0, size($ids) - 1) AS at OPTIONAL MATCH (n:{first} {{id: $ids[at]}}) WITH at, n WHERE n IS NULL RETURN at"
    );
    let (rows, _) = server.change(&text, &ids(sent.clone()))?;
    let missing: Vec<usize> = rows
        .iter()
        .flatten()
        .filter_map(|at| usize::try_from(at.as_int()?).ok())
        .filter(|at| *at < sent.len())
        .collect();
    let missing: Vec<ValueSend> =
        missing.into_iter().map(|at| std::mem::replace(&mut sent[at], ValueSend::Null)).collect();
    let mut made = 0;
    for label in labels.iter().filter(|label| *label != first && !missing.is_empty()) {
        let text = format!("UNWIND $ids AS id MATCH (n:{label} {{id: id}}) SET n:{first}");
        made += changes(&server.change(&text, &ids(missing.clone()))?.1);
    }
    Ok(made)
}

/// Takes labels away from nodes that have them no longer here.
fn unlabel(server: &Server, odd: BTreeMap<String, Vec<ValueSend>>) -> Outcome<usize> {
    let mut made = 0;
    for (label, elements) in odd {
        let text = format!("UNWIND $ids AS id MATCH (n) WHERE elementId(n) = id REMOVE n:{}", print_name(&label));
        made += changes(&server.change(&text, &Stored::from([("ids".to_string(), ValueSend::List(elements))]))?.1);
    }
    Ok(made)
}

/// What each node is called there, for as long as this push goes on: found faster than by label and `id`.
type Elements = FxHashMap<NodeId, String>;

/// A relation with its number among those of its type between its nodes.
type Numbered = (EdgeId, NodeId, NodeId, i64);

/// The relations by their type: one text for each.
fn by_type(graph: &Graph, nodes: &[NodeId]) -> BTreeMap<TypeId, Vec<Numbered>> {
    let mut found: BTreeMap<TypeId, Vec<Numbered>> = BTreeMap::new();
    for from in nodes {
        let mut edges = Vec::new();
        graph.edges_of(*from, Way::Out, &[], &mut edges);
        let mut numbers: FxHashMap<(TypeId, NodeId), i64> = FxHashMap::default();
        for (edge, to) in edges {
            let kind = graph.edge_type(edge);
            let number = numbers.entry((kind, to)).and_modify(|number| *number += 1).or_insert(0);
            found.entry(kind).or_default().push((edge, *from, to, *number));
        }
    }
    found
}

fn push_edges(
    server: &Server,
    graph: &Graph,
    nodes: &[NodeId],
    elements: &Elements,
    done: &mut Pushed,
    progress: &mut dyn FnMut(&Pushed),
) -> Outcome<()> {
    for (kind, edges) in by_type(graph, nodes) {
        let kind = print_name(graph.symbols().type_name(kind));
        let text = format!(
            "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row.from MATCH (b) WHERE elementId(b) = row.to \
             MERGE (a)-[r:{kind} {{_n: row.held._n}}]->(b) \
             WITH r, row WHERE properties(r) <> row.held SET r = row.held"
        );
        for batch in edges.chunks(BATCH) {
            let list: Outcome<Vec<Stored>> = batch.iter().map(|edge| edge_row(graph, elements, edge)).collect();
            done.changes += changes(&server.change(&text, &rows(list?))?.1);
            done.edges += batch.len();
            progress(done);
        }
    }
    Ok(())
}

fn edge_row(graph: &Graph, elements: &Elements, (edge, from, to, number): &Numbered) -> Outcome<Stored> {
    let end = |node: &NodeId| ValueSend::String(elements.get(node).cloned().unwrap_or_default());
    let held = ValueSend::Map(stored::edge(graph, *edge, *number)?);
    Ok(Stored::from([("from".into(), end(from)), ("to".into(), end(to)), ("held".into(), held)]))
}
