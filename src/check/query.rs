//! Rules that are Cypher queries. A row is a finding: `record` is the node or relationship that it is about,
//! `message` says what is wrong; `at` can lead to a value within the record (a JSON pointer), `help` say what
//! to do, `beside` be another node or relationship that has to do with it. `$language` is the one asked for.

use super::asked::Asked;
use super::hit::{Hit, anchor};
use crate::diagnostic::Outcome;
use crate::graph::document::Record;
use crate::session::{Answer, Session};
use crate::value::Value;

/// What the query of a rule finds.
pub(super) fn hits(session: &mut Session, query: &str, asked: &Asked) -> Outcome<Vec<Hit>> {
    let language = asked.language.as_deref().map_or(Value::Null, Value::string);
    session.set_parameter("language", language);
    let answer = session.run(query)?;
    Ok(answer.rows.iter().filter_map(|row| hit(&answer, row)).collect())
}

fn hit(answer: &Answer, row: &[Value]) -> Option<Hit> {
    let column = |name: &str| answer.columns.iter().position(|column| &**column == name).map(|at| &row[at]);
    let text = |name: &str| column(name).and_then(Value::as_str).map(str::to_owned);
    let record = record(column("record")?)?;
    let mut hit = Hit::new(record, text("at").unwrap_or_else(|| anchor(record).to_owned()), text("message")?);
    hit.help = text("help");
    match column("beside").and_then(self::record) {
        Some(other) => Some(hit.beside(other, "the other one")),
        None => Some(hit),
    }
}

fn record(value: &Value) -> Option<Record> {
    match value {
        Value::Node(node) => Some(Record::Node(*node)),
        Value::Relationship(edge) => Some(Record::Edge(*edge)),
        _ => None,
    }
}
