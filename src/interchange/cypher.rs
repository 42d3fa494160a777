//! Scripts of Cypher: run on an empty store when read, statements of `CREATE` when written, which Neo4j and Memgraph run.

use std::fmt::Write;
use std::time::{Duration, Instant};

use super::fit::text;
use super::gather::gather;
use super::gathered::{Gathered, GatheredNode};
use super::passages;
use crate::diagnostic::{Diagnostic, Outcome, Span};
use crate::graph::document::{Source, read_schema};
use crate::graph::{Evidence, Graph, Schema, View, Way};
use crate::session::{Limits, Session};
use crate::syntax::{print_name, split};
use crate::value::{Map, Value};

/// How much a script may take where nobody says: a few words can ask for more than there is.
pub(super) const LIMITS: Limits =
    Limits { rows: usize::MAX, kept_values: 30_000_000, time: Some(Duration::from_secs(300)), memory: Some(1 << 30) };

/// Runs a script on an empty store and takes what it has made. What it returns is passed over. The limits are those of all
/// statements together.
///
/// # Errors
/// What is wrong with a statement, at its place in the script; or that it takes too much.
pub(super) fn read(script: &str, limits: Limits) -> Outcome<Gathered> {
    let mut session = Session::new(Graph::default());
    session.cite = false;
    let (begun, before) = (Instant::now(), held());
    for statement in split(script) {
        let time = limits.time.map(|time| time.saturating_sub(begun.elapsed()));
        let memory = limits.memory.map(|memory| memory.saturating_sub(held().saturating_sub(before)));
        session.limits = Limits { time, memory, ..limits };
        session.run(statement).map_err(|error| placed(script, statement, stopped(*error, &limits)))?;
    }
    let graph = session.graph();
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    graph.nodes(&mut nodes);
    nodes.iter().for_each(|node| graph.edges_of(*node, Way::Out, &[], &mut edges));
    let edges: Vec<_> = edges.into_iter().map(|(edge, _)| edge).collect();
    let schema = carried(script);
    let mut gathered = gather(graph, schema.as_ref(), &nodes, &edges);
    let nodes = gathered.nodes.iter_mut().map(|node| (&mut node.properties, &mut node.evidence));
    let edges = gathered.edges.iter_mut().map(|edge| (&mut edge.properties, &mut edge.evidence));
    nodes.chain(edges).for_each(|(properties, evidence)| take_evidence(properties, evidence));
    Ok(gathered)
}

/// An error in the words of the limits of the whole script, where one of them was met.
fn stopped(error: Diagnostic, limits: &Limits) -> Diagnostic {
    let took = match error.detail {
        "TimeLimit" => format!("longer than {} s", limits.time.unwrap_or_default().as_secs_f64()),
        "MemoryLimit" => format!("more than {} MB of memory", limits.memory.unwrap_or_default() / 1_000_000),
        _ => return error,
    };
    let hints = vec!["expected a script that makes a graph to be read; large ones are read from CSV files".to_owned()];
    Diagnostic { message: format!("the script took {took}"), hints, ..error }
}

/// The memory that the program holds, in bytes; 0 where the system does not say.
fn held() -> usize {
    memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem)
}

/// What a comment that holds a schema of ours begins with.
const SCHEMA: &str = "/* actant-schema ";

/// The schema that a script of ours carries along in its first comment.
fn carried(script: &str) -> Option<Schema> {
    let (text, _) = script.trim_start().strip_prefix(SCHEMA)?.split_once("*/")?;
    read_schema(&Source::new("schema.json", text.trim())).ok()
}

/// A schema as a comment, which every store passes over. Clients look for the end of a statement without knowing
/// comments, and a store may read escapes before it knows them: what could end something is escaped as JSON has it.
fn comment(schema: &Schema) -> String {
    let text = serde_json::to_string(schema).unwrap_or_default();
    let escapes = [("\\\\", "\\u005c"), ("'", "\\u0027"), (";", "\\u003b"), ("*/", "*\\/")];
    let text = escapes.into_iter().fold(text, |text, (sign, escape)| text.replace(sign, escape));
    format!("{SCHEMA}{text} */\n")
}

/// Evidence that stands as JSON in a text, as [`write`] has it.
fn take_evidence(properties: &mut Map, evidence: &mut Vec<Evidence>) {
    if let Some(pieces) = properties.get("evidence").and_then(passages::passages) {
        properties.remove("evidence");
        evidence.extend(pieces);
    }
}

/// An error of a statement, with its place in the whole script.
fn placed(script: &str, statement: &str, error: Diagnostic) -> Box<Diagnostic> {
    let before = (statement.as_ptr() as usize).saturating_sub(script.as_ptr() as usize);
    let span = error.span.map(|span| Span::new(span.start + before, span.end + before));
    Box::new(Diagnostic { span, ..error })
}

/// Writes a graph: the schema in a comment, then a statement for each node, then one for each relation.
pub(super) fn write(gathered: &Gathered) -> String {
    let mut script = gathered.schema.as_ref().map(comment).unwrap_or_default();
    for node in &gathered.nodes {
        let mut properties = Map::from([("id".into(), Value::string(&node.key))]);
        properties.extend(node.properties.clone());
        if !node.evidence.is_empty() {
            properties.insert("evidence".into(), Value::string(passages::text(&node.evidence)));
        }
        let labels: String = node.labels.iter().map(|label| format!(":{}", print_name(label))).collect();
        let _ = writeln!(script, "CREATE ({labels} {});", map(&properties));
    }
    for edge in &gathered.edges {
        let mut properties = edge.properties.clone();
        if !edge.evidence.is_empty() {
            properties.insert("evidence".into(), Value::string(passages::text(&edge.evidence)));
        }
        let kind = print_name(edge.kind.as_deref().unwrap_or("RELATED_TO"));
        let [from, to] = [edge.from, edge.to].map(|end| found(&gathered.nodes[end]));
        let said = if properties.is_empty() { String::new() } else { format!(" {}", map(&properties)) };
        let _ = writeln!(script, "MATCH (a{from}), (b{to}) CREATE (a)-[:{kind}{said}]->(b);");
    }
    script
}

/// How a node is found again: by a label, since indexes are of labels, and its id.
fn found(node: &GatheredNode) -> String {
    let label = node.labels.first().map_or_else(String::new, |label| format!(":{}", print_name(label)));
    format!("{label} {{id: {}}}", quoted(&node.key))
}

fn map(properties: &Map) -> String {
    let entries: Vec<String> = properties
        .iter()
        .filter_map(|(name, value)| Some(format!("{}: {}", print_name(name), literal(value)?)))
        .collect();
    format!("{{{}}}", entries.join(", "))
}

/// Whether a value is a list that other stores have as a property.
pub(super) fn is_list(value: &Value) -> bool {
    matches!(value, Value::List(items) if items.iter().all(|item| item.as_str().is_some()))
}

/// A value as a literal; maps, and lists of what is no text, as JSON in a text, since other stores have no such properties.
fn literal(value: &Value) -> Option<String> {
    match value {
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) if number.is_finite() => Some(format!("{number:?}")),
        Value::Boolean(value) => Some(value.to_string()),
        Value::List(items) if is_list(value) => {
            let items: Vec<String> = items.iter().filter_map(|item| item.as_str().map(quoted)).collect();
            Some(format!("[{}]", items.join(", ")))
        }
        other => text(other).map(|text| quoted(&text)),
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for letter in text.chars() {
        match letter {
            '\\' => quoted.push_str("\\\\"),
            '\'' => quoted.push_str("\\'"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_control() => drop(write!(quoted, "\\u{:04x}", control as u32)),
            letter => quoted.push(letter),
        }
    }
    quoted.push('\'');
    quoted
}
