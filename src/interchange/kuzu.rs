//! A script for Kuzu and its heirs, which hold typed tables: these first, then the statements of `CREATE` that fill them.
//!
//! A node stands in the table of its first label, and where nodes of a table have more, a column `labels` has all of
//! them. The columns of a property that is of several kinds are text. Tables of relations name every pair of
//! tables that they join. Names stand in backticks, for the words that Kuzu keeps are not ours.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use super::columns::{Kind, columns, with_evidence};
use super::cypher::quoted;
use super::fit::text;
use super::gathered::{Gathered, GatheredNode};
use crate::value::{Map, Value};

/// The table of nodes that have no label, and of relations that have no type.
const NODES: &str = "Node";
const EDGES: &str = "RELATED_TO";

type Columns = BTreeMap<Arc<str>, Kind>;

/// The script. O(records times columns).
pub fn kuzu_script(gathered: &Gathered) -> String {
    let mut script = String::new();
    let several = several_labels(gathered);
    let nodes: Vec<(&str, Map)> = gathered.nodes.iter().map(|node| (table(node), properties(node, &several))).collect();
    let tables = grouped(&nodes);
    for (table, columns) in &tables {
        let columns = ["`id` STRING PRIMARY KEY".to_owned()].into_iter().chain(columns.iter().map(column));
        let _ = writeln!(script, "CREATE NODE TABLE {}({});", name(table), joined(columns));
    }
    let edges: Vec<(&str, Map)> = gathered
        .edges
        .iter()
        .map(|edge| (edge.kind.as_deref().unwrap_or(EDGES), with_evidence(&edge.properties, &edge.evidence)))
        .collect();
    let kinds = grouped(&edges);
    for (kind, columns) in &kinds {
        let pairs = pairs(gathered, kind).into_iter().map(|(from, to)| format!("FROM {} TO {}", name(from), name(to)));
        let _ =
            writeln!(script, "CREATE REL TABLE {}({});", name(kind), joined(pairs.chain(columns.iter().map(column))));
    }
    for (node, (table, properties)) in gathered.nodes.iter().zip(&nodes) {
        let id = [format!("`id`: {}", quoted(&node.key))].into_iter();
        let _ = writeln!(
            script,
            "CREATE (:{} {{{}}});",
            name(table),
            joined(id.chain(entries(properties, &tables[table])))
        );
    }
    for (edge, (kind, properties)) in gathered.edges.iter().zip(&edges) {
        let [from, to] = [edge.from, edge.to].map(|end| found(&gathered.nodes[end]));
        let said = joined(entries(properties, &kinds[kind]));
        let said = if said.is_empty() { said } else { format!(" {{{said}}}") };
        let _ = writeln!(script, "MATCH (a{from}), (b{to}) CREATE (a)-[:{}{said}]->(b);", name(kind));
    }
    script
}

/// The table of a node.
fn table(node: &GatheredNode) -> &str {
    node.labels.first().map_or(NODES, String::as_str)
}

/// The tables in which nodes have more than one label.
fn several_labels(gathered: &Gathered) -> BTreeSet<&str> {
    gathered.nodes.iter().filter(|node| node.labels.len() > 1).map(table).collect()
}

fn properties(node: &GatheredNode, several: &BTreeSet<&str>) -> Map {
    let mut properties = with_evidence(&node.properties, &node.evidence);
    if several.contains(table(node)) {
        properties.insert("labels".into(), Value::list(node.labels.iter().map(Value::string).collect()));
    }
    properties
}

/// The columns of each table.
fn grouped<'r>(records: &'r [(&'r str, Map)]) -> BTreeMap<&'r str, Columns> {
    let mut tables: BTreeMap<&str, Vec<&Map>> = BTreeMap::new();
    for (table, properties) in records {
        tables.entry(table).or_default().push(properties);
    }
    tables.into_iter().map(|(table, records)| (table, columns(records.into_iter(), None))).collect()
}

/// The pairs of tables that relations of a type join.
fn pairs<'g>(gathered: &'g Gathered, kind: &str) -> BTreeSet<(&'g str, &'g str)> {
    let of_kind = gathered.edges.iter().filter(|edge| edge.kind.as_deref().unwrap_or(EDGES) == kind);
    of_kind.map(|edge| (table(&gathered.nodes[edge.from]), table(&gathered.nodes[edge.to]))).collect()
}

fn column((column, kind): (&Arc<str>, &Kind)) -> String {
    let kind = match kind {
        Kind::Integer => "INT64",
        Kind::Float => "DOUBLE",
        Kind::Boolean => "BOOL",
        Kind::Text => "STRING",
        Kind::Texts => "STRING[]",
    };
    format!("{} {kind}", name(column))
}

fn entries<'m>(properties: &'m Map, columns: &'m Columns) -> impl Iterator<Item = String> + 'm {
    properties.iter().filter_map(|(key, value)| Some(format!("{}: {}", name(key), literal(value, *columns.get(key)?)?)))
}

fn literal(value: &Value, kind: Kind) -> Option<String> {
    match (kind, value) {
        (Kind::Texts, Value::List(items)) if items.is_empty() => Some("CAST([] AS STRING[])".into()),
        (Kind::Texts, Value::List(items)) => {
            Some(format!("[{}]", joined(items.iter().filter_map(|item| item.as_str().map(quoted)))))
        }
        (Kind::Float, Value::Float(number)) => Some(format!("{number:?}")),
        (Kind::Integer | Kind::Boolean, value) => text(value),
        (Kind::Text | Kind::Texts | Kind::Float, value) => text(value).map(|text| quoted(&text)),
    }
}

fn found(node: &GatheredNode) -> String {
    format!(":{} {{`id`: {}}}", name(table(node)), quoted(&node.key))
}

fn name(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
