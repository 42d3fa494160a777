//! The CSV files of neo4j-admin's bulk import: nodes and relationships, with the kind of each column in the header.

use super::columns::{Kind, columns, with_evidence};
use super::fit::text;
use super::gathered::Gathered;
use crate::value::{Map, Value};

/// The files of a graph by their names. O(records times columns).
pub fn bulk_csv(gathered: &Gathered) -> Vec<(String, String)> {
    let nodes = gathered.nodes.iter().map(|node| {
        let head = vec![node.key.clone(), node.labels.join(";")];
        let mut properties = with_evidence(&node.properties, &node.evidence);
        // It has a column of its own.
        properties.remove("id");
        (head, properties)
    });
    let edges = gathered.edges.iter().map(|edge| {
        let key = |end: usize| gathered.nodes[end].key.clone();
        let kind = edge.kind.clone().unwrap_or_else(|| "RELATED_TO".into());
        (vec![key(edge.from), key(edge.to), kind], with_evidence(&edge.properties, &edge.evidence))
    });
    vec![
        ("nodes.csv".into(), file(&["id:ID", ":LABEL"], &nodes.collect::<Vec<_>>())),
        ("relationships.csv".into(), file(&[":START_ID", ":END_ID", ":TYPE"], &edges.collect::<Vec<_>>())),
    ]
}

type Record = (Vec<String>, Map);

fn file(head: &[&str], records: &[Record]) -> String {
    let columns = columns(records.iter().map(|(_, properties)| properties), Some(';'));
    let mut writer = csv::Writer::from_writer(Vec::new());
    let named = columns.iter().map(|(name, kind)| format!("{name}:{}", type_of(*kind)));
    let mut write = |record: Vec<String>| writer.write_record(record).expect("memory can be written to");
    write(head.iter().map(ToString::to_string).chain(named).collect());
    for (head, properties) in records {
        let cells = columns
            .iter()
            .map(|(name, kind)| properties.get(name).map_or_else(String::new, |value| cell(value, *kind)));
        write(head.iter().cloned().chain(cells).collect());
    }
    String::from_utf8(writer.into_inner().expect("memory can be written to")).expect("what was written is text")
}

/// What the header calls a kind.
fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer => "long",
        Kind::Float => "double",
        Kind::Boolean => "boolean",
        Kind::Text => "string",
        Kind::Texts => "string[]",
    }
}

fn cell(value: &Value, kind: Kind) -> String {
    match value {
        Value::List(items) if kind == Kind::Texts => {
            items.iter().filter_map(Value::as_str).collect::<Vec<&str>>().join(";")
        }
        other => text(other).unwrap_or_default(),
    }
}
