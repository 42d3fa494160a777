//! Lays the shipped graph out, so that the program opens it where it lies in the binary instead of
//! reading text at every start. The documents stay the truth: a test holds that the layout and the
//! checked documents say the same.

#![allow(dead_code, unreachable_pub)]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Map, Value};

#[path = "graph/frozen/builder.rs"]
mod builder;
#[path = "graph/frozen/column.rs"]
mod column;
#[path = "graph/frozen/datum.rs"]
mod datum;
#[path = "graph/frozen/index.rs"]
mod index;
#[path = "graph/frozen/layout.rs"]
mod layout;
#[path = "graph/frozen/rows.rs"]
mod rows;

use builder::{Builder, Table};
use column::Cell;
use datum::Datum;

type Fallible<T> = Result<T, Box<dyn Error>>;

fn main() -> Fallible<()> {
    println!("cargo::rerun-if-changed=graph");
    println!("cargo::rerun-if-changed=src/build.rs");
    // A rule that is added is embedded like the others.
    println!("cargo::rerun-if-changed=src/check/rules");
    println!("cargo::rerun-if-changed=src/graph/frozen");
    let graph = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("graph");
    let mut paths = Vec::new();
    find(&graph, &mut paths)?;
    let name = |path: &PathBuf| path.strip_prefix(&graph).map(|path| path.to_string_lossy().replace('\\', "/"));
    let mut documents = Vec::new();
    for path in &paths {
        documents.push((name(path)?, fs::read_to_string(path)?));
    }
    documents.sort();
    let at = documents.iter().position(|(name, _)| name == "schema.json").ok_or("graph/ has no schema.json")?;
    let (_, schema) = documents.remove(at);
    let mut bytes = Vec::new();
    let sections = Layout::new(&schema)?.lay_out(&schema, &documents)?;
    sections.write(|piece| {
        bytes.extend_from_slice(piece);
        Ok::<(), std::io::Error>(())
    })?;
    #[allow(clippy::disallowed_methods)] // what is built is built again where it was not finished
    fs::write(Path::new(&env::var("OUT_DIR")?).join("graph.actant"), bytes)?;
    Ok(())
}

fn find(folder: &Path, into: &mut Vec<PathBuf>) -> Fallible<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() {
            find(&path, into)?;
        } else if path.extension().is_some_and(|extension| extension == "json") && !is_mapping(&path) {
            into.push(path);
        }
    }
    Ok(())
}

/// Whether a file says how tables are read, and is no part of the graph.
fn is_mapping(path: &Path) -> bool {
    path.to_string_lossy().ends_with(".mapping.json")
}

struct Layout {
    builder: Builder,
    /// The keys whose numbers are floats even where they are written like integers.
    floats: Vec<String>,
    /// The number of each node, by its id.
    numbers: std::collections::HashMap<String, (usize, u32)>,
}

impl Layout {
    fn new(schema: &str) -> Fallible<Layout> {
        let schema: Value = serde_json::from_str(schema)?;
        let rules = schema["properties"].as_array().cloned().unwrap_or_default();
        let floats = rules.iter().filter(|rule| rule["kind"] == "float").filter_map(|rule| rule["name"].as_str());
        Ok(Layout {
            floats: floats.map(String::from).collect(),
            builder: Builder::default(),
            numbers: std::collections::HashMap::new(),
        })
    }

    fn lay_out(mut self, schema: &str, documents: &[(String, String)]) -> Fallible<layout::Sections> {
        let (mut nodes, mut edges) = (Vec::new(), Vec::new());
        for (number, (name, text)) in documents.iter().enumerate() {
            let mut document: Map<String, Value> =
                serde_json::from_str(text).map_err(|error| format!("{name}: {error}"))?;
            nodes.extend(records(&mut document, "nodes").into_iter().map(|record| (number as i64, record)));
            edges.extend(records(&mut document, "edges").into_iter().map(|record| (number as i64, record)));
        }
        for (number, record) in nodes {
            self.node(record, number)?;
        }
        let firsts = self.builder.firsts();
        for (number, record) in edges {
            self.edge(record, number, &firsts)?;
        }
        let names = documents.iter().map(|(name, _)| Datum::Text(name.clone())).collect();
        let extras = vec![("documents".into(), Datum::List(names)), ("schema".into(), Datum::Text(schema.to_string()))];
        Ok(self.builder.finish(extras)?)
    }

    fn node(&mut self, mut record: Map<String, Value>, document: i64) -> Fallible<()> {
        let labels = record.shift_remove("labels").ok_or("a node has no labels")?;
        let names = labels.as_array().into_iter().flatten().filter_map(Value::as_str);
        let labels = names.map(|name| self.builder.label(name)).collect();
        let id = record.get("id").and_then(Value::as_str).ok_or("a node has no id")?.to_string();
        let table = self.builder.node_table(labels);
        let (properties, evidence) = self.properties(record);
        let row = fill(self.builder.nodes(table), &properties, &evidence, document);
        self.numbers.insert(id, (table, row));
        Ok(())
    }

    fn edge(&mut self, mut record: Map<String, Value>, document: i64, firsts: &[u32]) -> Fallible<()> {
        let mut end = |name: &str| -> Fallible<u32> {
            let id = record.shift_remove(name).ok_or_else(|| format!("an edge has no `{name}`"))?;
            let (table, row) =
                self.numbers.get(id.as_str().unwrap_or_default()).ok_or_else(|| format!("no node {id}"))?;
            Ok(firsts[*table] + row)
        };
        let (from, to) = (end("from")?, end("to")?);
        let kind = record.shift_remove("type").ok_or("an edge has no type")?;
        let kind = self.builder.relationship_type(kind.as_str().unwrap_or_default());
        let table = self.builder.edge_table(kind);
        let (properties, evidence) = self.properties(record);
        fill(self.builder.edge(table, from, to), &properties, &evidence, document);
        Ok(())
    }

    fn properties(&mut self, mut record: Map<String, Value>) -> (Vec<(u32, Datum)>, Datum) {
        let evidence = record.shift_remove("evidence").map_or(Datum::Null, |passages| evidence(&passages));
        let mut properties = Vec::new();
        for (name, value) in record {
            let float = self.floats.contains(&name);
            properties.push((self.builder.key(&name), datum_of(value, float)));
        }
        (properties, evidence)
    }
}

fn records(document: &mut Map<String, Value>, part: &str) -> Vec<Map<String, Value>> {
    let list = match document.remove(part) {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    };
    list.into_iter().filter_map(|record| if let Value::Object(record) = record { Some(record) } else { None }).collect()
}

fn fill(table: &mut Table, properties: &[(u32, Datum)], evidence: &Datum, document: i64) -> u32 {
    properties.iter().for_each(|(key, datum)| table.set(*key, Cell::from(datum)));
    table.origin(evidence, Some(document));
    table.end()
}

/// For each passage its six fields in order; none where there is no passage.
fn evidence(passages: &Value) -> Datum {
    let text = |passage: &Value, name: &str| Datum::text(passage[name].as_str());
    let passage = |passage: &Value| {
        let mut fields: Vec<Datum> =
            ["work", "section", "page", "phrase", "printed"].into_iter().map(|name| text(passage, name)).collect();
        let citing = passage["citing"].as_array().into_iter().flatten().map(|work| Datum::text(work.as_str()));
        fields.push(Datum::List(citing.collect()));
        Datum::List(fields)
    };
    match passages.as_array() {
        Some(passages) if !passages.is_empty() => Datum::List(passages.iter().map(passage).collect()),
        _ => Datum::Null,
    }
}

fn datum_of(value: Value, float: bool) -> Datum {
    match value {
        Value::Null => Datum::Null,
        Value::Bool(value) => Datum::Bool(value),
        Value::Number(number) => match number.as_i64() {
            Some(number) if float => Datum::Float(number as f64),
            Some(number) => Datum::Int(number),
            None => Datum::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Value::String(text) => Datum::Text(text),
        Value::Array(items) => Datum::List(items.into_iter().map(|item| datum_of(item, false)).collect()),
        Value::Object(entries) => {
            Datum::Map(entries.into_iter().map(|(key, value)| (key, datum_of(value, false))).collect())
        }
    }
}
