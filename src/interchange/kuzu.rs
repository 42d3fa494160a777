//! A script for Kuzu and its heirs, which hold typed tables: these first, then the statements of `CREATE` that fill them.
//!
//! A node stands in the table of its first label, and where nodes of a table have more, a column `labels` has all of
//! them. The columns of a property that is of several kinds are text. Tables of relations name every pair of
//! tables that they join. Names stand in backticks, for the words that Kuzu keeps are not ours; a name that differs from
//! another by case alone, which is one to Kuzu, gets a number, and so does one that it keeps for itself.
//!
//! Source: what Kuzu 0.11.3 takes and refuses, tried.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use super::columns::{Kind, columns, with_evidence};
use super::fit::text;
use super::gathered::{Gathered, GatheredNode};
use crate::value::{Map, Value};

/// The table of nodes that have no label, and of relations that have no type.
const NODES: &str = "Node";
const EDGES: &str = "RELATED_TO";

/// What Kuzu keeps for itself in every table, in whatever case.
const KEPT: [&str; 8] = ["_id", "_label", "_src", "_dst", "_nodes", "_rels", "_length", "_row_offset"];

/// A table, or a column, and what it is called there.
struct Table {
    written: String,
    columns: BTreeMap<Arc<str>, Column>,
}

struct Column {
    written: String,
    kind: Kind,
}

type Tables<'r> = BTreeMap<&'r str, Table>;

/// The script. O(records times columns).
pub fn kuzu_script(gathered: &Gathered) -> String {
    let mut script = String::new();
    let several = several_labels(gathered);
    let nodes: Vec<(&str, Map)> = gathered.nodes.iter().map(|node| (table(node), properties(node, &several))).collect();
    let edges: Vec<(&str, Map)> = gathered
        .edges
        .iter()
        .map(|edge| (edge.kind.as_deref().unwrap_or(EDGES), with_evidence(&edge.properties, &edge.evidence)))
        .collect();
    // Tables of nodes and of relations may not be called the same either.
    let mut taken = BTreeSet::new();
    let (tables, kinds) = (grouped(&nodes, &["id"], &mut taken), grouped(&edges, &[], &mut taken));
    for table in tables.values() {
        let columns = ["`id` STRING PRIMARY KEY".to_owned()].into_iter().chain(table.columns.values().map(column));
        let _ = writeln!(script, "CREATE NODE TABLE {}({});", name(&table.written), joined(columns));
    }
    for (kind, table) in &kinds {
        let end = |end: &str| name(&tables[end].written);
        let pairs = pairs(gathered, kind).into_iter().map(|(from, to)| format!("FROM {} TO {}", end(from), end(to)));
        let columns = pairs.chain(table.columns.values().map(column));
        let _ = writeln!(script, "CREATE REL TABLE {}({});", name(&table.written), joined(columns));
    }
    for (node, (table, properties)) in gathered.nodes.iter().zip(&nodes) {
        let table = &tables[table];
        let id = [format!("`id`: {}", quoted(&node.key))].into_iter();
        let said = joined(id.chain(entries(properties, table)));
        let _ = writeln!(script, "CREATE (:{} {{{said}}});", name(&table.written));
    }
    for (edge, (kind, properties)) in gathered.edges.iter().zip(&edges) {
        let [from, to] = [edge.from, edge.to].map(|end| found(&gathered.nodes[end], &tables));
        let said = joined(entries(properties, &kinds[kind]));
        let said = if said.is_empty() { said } else { format!(" {{{said}}}") };
        let kind = name(&kinds[kind].written);
        let _ = writeln!(script, "MATCH (a{from}), (b{to}) CREATE (a)-[:{kind}{said}]->(b);");
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
    properties.remove("id");
    if several.contains(table(node)) {
        properties.insert("labels".into(), Value::list(node.labels.iter().map(Value::string).collect()));
    }
    properties
}

/// The tables that records need; `has` are columns that each has already, `taken` the names of tables that are there.
fn grouped<'r>(records: &'r [(&'r str, Map)], has: &[&str], taken: &mut BTreeSet<String>) -> Tables<'r> {
    let mut tables: BTreeMap<&str, Vec<&Map>> = BTreeMap::new();
    for (table, properties) in records {
        tables.entry(table).or_default().push(properties);
    }
    let named = tables.into_iter().map(|(table, records)| {
        let mut names: BTreeSet<String> = has.iter().chain(&KEPT).map(ToString::to_string).collect();
        let columns = columns(records.into_iter(), None).into_iter().map(|(property, kind)| {
            let written = distinct(&property, &mut names);
            (property, Column { written, kind })
        });
        (table, Table { written: distinct(table, taken), columns: columns.collect() })
    });
    named.collect()
}

/// A name that is none of those taken, whatever its case, and is taken then.
fn distinct(name: &str, taken: &mut BTreeSet<String>) -> String {
    let name = if name.is_empty() { "unnamed" } else { name };
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let mut free = std::iter::once(name.to_owned()).chain(numbered).skip_while(|one| !taken.insert(one.to_lowercase()));
    free.next().unwrap_or_default()
}

/// The pairs of tables that relations of a type join.
fn pairs<'g>(gathered: &'g Gathered, kind: &str) -> BTreeSet<(&'g str, &'g str)> {
    let of_kind = gathered.edges.iter().filter(|edge| edge.kind.as_deref().unwrap_or(EDGES) == kind);
    of_kind.map(|edge| (table(&gathered.nodes[edge.from]), table(&gathered.nodes[edge.to]))).collect()
}

fn column(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Integer => "INT64",
        Kind::Float => "DOUBLE",
        Kind::Boolean => "BOOL",
        Kind::Text => "STRING",
        Kind::Texts => "STRING[]",
    };
    format!("{} {kind}", name(&column.written))
}

fn entries<'m>(properties: &'m Map, table: &'m Table) -> impl Iterator<Item = String> + 'm {
    properties.iter().filter_map(|(key, value)| {
        let column = table.columns.get(key)?;
        Some(format!("{}: {}", name(&column.written), literal(value, column.kind)?))
    })
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

fn found(node: &GatheredNode, tables: &Tables<'_>) -> String {
    format!(":{} {{`id`: {}}}", name(&tables[table(node)].written), quoted(&node.key))
}

/// A text in quotes. Kuzu knows two escapes only, and takes every other letter, also the end of a line, as it is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

fn name(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
