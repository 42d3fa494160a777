//! Numbered source notes: the passages that an answer's rows rest on, one note a passage.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value as Json, json};

use super::citation::place;
use super::naming::{id_of, type_name};
use super::page::faint_paragraph;
use super::{Sources, Style};
use crate::graph::{Evidence, View};
use crate::session::Answer;
use crate::value::{EdgeId, NodeId, Value};

/// No more notes than this are written below a table; the rest is counted.
const NOTES_MAX: usize = 30;

/// No more passages than this are numbered for one row; the rest is counted.
const ROW_MAX: usize = 4;

/// A record that a row was made from.
#[derive(Clone, Copy)]
enum Record {
    Edge(EdgeId),
    Node(NodeId),
}

/// Notes in the order in which they were first met, each with one number.
pub(crate) struct Notes<'a> {
    view: &'a dyn View,
    answer: &'a Answer,
    sources: Sources,
    texts: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

impl<'a> Notes<'a> {
    /// No notes yet.
    pub(crate) fn new(view: &'a dyn View, answer: &'a Answer, sources: Sources) -> Notes<'a> {
        Notes { view, answer, sources, texts: Vec::new(), numbers: BTreeMap::new() }
    }

    /// The marks of all rows; none where no row rests on anything that is to be told.
    pub(crate) fn marks(&mut self) -> Option<Vec<String>> {
        if self.sources == Sources::None {
            return None;
        }
        let marks: Vec<String> = (0..self.answer.rows.len()).map(|row| self.mark(row)).collect();
        marks.iter().any(|mark| !mark.is_empty()).then_some(marks)
    }

    /// "[1–3, 7 +12]": the row's notes, and how many passages are not numbered.
    fn mark(&mut self, row: usize) -> String {
        let mut texts: Vec<String> = Vec::new();
        for (_, evidence) in passages(self.view, self.answer, row) {
            let text = place(self.view, &evidence);
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        let most = if self.sources == Sources::Full { usize::MAX } else { ROW_MAX };
        let more = texts.len().saturating_sub(most);
        let mut numbers: Vec<usize> = texts.into_iter().take(most).map(|text| self.number(text)).collect();
        numbers.sort_unstable();
        let more = if more > 0 { format!(" +{more}") } else { String::new() };
        if numbers.is_empty() { String::new() } else { format!("[{}{more}]", ranges(&numbers)) }
    }

    fn number(&mut self, text: String) -> usize {
        let next = self.texts.len() + 1;
        let number = *self.numbers.entry(text.clone()).or_insert(next);
        if number == next {
            self.texts.push(text);
        }
        number
    }

    /// Writes the notes, with a count of those there was no room for.
    pub(crate) fn write(&self, out: &mut dyn Write, style: Style) -> io::Result<()> {
        if self.texts.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        let most = if self.sources == Sources::Full { usize::MAX } else { NOTES_MAX };
        for (at, text) in self.texts.iter().take(most).enumerate() {
            let note = format!("[{}] {text}", at + 1);
            match style.width {
                // A terminal would break it within words.
                Some(_) => faint_paragraph(out, &note, 0, style)?,
                None => writeln!(out, "{}", style.faint(&note))?,
            }
        }
        match self.texts.len().saturating_sub(most) {
            0 => Ok(()),
            more => writeln!(out, "{}", style.faint(&format!("… and {more} more passages"))),
        }
    }
}

/// "1–3, 7" for `[1, 2, 3, 7]`.
pub(crate) fn ranges(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            Some(_) | None => runs.push((*number, *number)),
        }
    }
    let run = |(first, last): &(usize, usize)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    };
    runs.iter().map(run).collect::<Vec<String>>().join(", ")
}

/// The passages a row rests on: the first of each record in turn, then the second of each, and so on,
/// so that a record with many passages hides no other.
fn passages(view: &dyn View, answer: &Answer, row: usize) -> Vec<(Record, Evidence)> {
    let edges = edges_of_row(answer, row).into_iter().map(Record::Edge);
    let nodes = answer.cited.get(row).into_iter().flatten().copied().map(Record::Node);
    let records: Vec<(Record, Cow<'_, [Evidence]>)> =
        edges.chain(nodes).map(|record| (record, standing(view, answer, record))).collect();
    let longest = records.iter().map(|(_, evidence)| evidence.len()).max().unwrap_or(0);
    let turn =
        |at: usize| records.iter().filter_map(move |(record, evidence)| Some((*record, evidence.get(at)?.clone())));
    (0..longest).flat_map(turn).collect()
}

/// The passages of a record that stand under the answer's lens.
fn standing<'a>(view: &'a dyn View, answer: &Answer, record: Record) -> Cow<'a, [Evidence]> {
    let evidence = match record {
        Record::Edge(edge) => view.edge_evidence(edge),
        Record::Node(node) => view.node_evidence(node),
    };
    match &answer.seen {
        Some(seen) => seen.passages(evidence),
        None => evidence,
    }
}

/// The passages that all rows rest on, row by row.
pub(crate) fn passages_of_rows(view: &dyn View, answer: &Answer) -> impl Iterator<Item = Evidence> {
    (0..answer.rows.len()).flat_map(move |row| passages(view, answer, row)).map(|(_, evidence)| evidence)
}

/// The passages a row rests on as JSON: each with what it bears out and the citation in words.
pub(crate) fn row_json(view: &dyn View, answer: &Answer, row: usize) -> Json {
    let source = |(record, evidence): (Record, Evidence)| {
        let mut object = match record {
            Record::Edge(edge) => {
                let (from, to) = view.ends(edge);
                json!({
                    "from": id_of(view, from), "type": type_name(view, edge).as_ref(), "to": id_of(view, to),
                    "status": view.edge_text(edge, "status").map(|status| status.to_string()),
                })
            }
            Record::Node(node) => json!({ "node": id_of(view, node) }),
        };
        if let (Json::Object(entries), Json::Object(passage)) = (&mut object, json!(evidence)) {
            entries.extend(passage);
            entries.insert("citation".into(), json!(place(view, &evidence)));
        }
        object
    };
    passages(view, answer, row).into_iter().map(source).collect()
}

/// The passages a row rests on as one text, for formats without nesting.
pub(crate) fn row_text(view: &dyn View, answer: &Answer, row: usize) -> String {
    let mut texts: Vec<String> = Vec::new();
    for (_, evidence) in passages(view, answer, row) {
        let text = place(view, &evidence);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join("; ")
}

/// What a row rests on: its lineage, else the relationships that stand in it.
pub fn edges_of_row(answer: &Answer, row: usize) -> Vec<EdgeId> {
    let lineage = answer.lineage.get(row).cloned().unwrap_or_default();
    if !lineage.is_empty() {
        return lineage;
    }
    let mut found = Vec::new();
    answer.rows.get(row).into_iter().flatten().for_each(|value| edges_in(value, &mut found));
    found
}

/// The relationships in a value, with those inside lists, maps and paths.
pub fn edges_in(value: &Value, into: &mut Vec<EdgeId>) {
    match value {
        Value::Relationship(edge) => into.push(*edge),
        Value::Path(path) => into.extend(&path.edges),
        Value::List(items) => items.iter().for_each(|item| edges_in(item, into)),
        Value::Map(entries) => entries.values().for_each(|item| edges_in(item, into)),
        Value::Null
        | Value::Boolean(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Node(_)
        | Value::Temporal(_)
        | Value::Duration(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn runs_of_numbers_are_told_by_their_ends() {
        assert_eq!(ranges(&[1, 2, 3, 5, 6, 9]), "1–3, 5, 6, 9");
        assert_eq!(ranges(&[]), "");
    }
}
