//! Numbered source notes: what the relationships in an answer's rows rest on.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::graph::View;
use crate::value::{EdgeId, Value};

use super::Style;
use super::citation::place;

/// No more notes than this are written below a table; the rest is counted.
const NOTES_MAX: usize = 20;

/// Sources in the order in which they were first met, each with one number.
#[derive(Default)]
pub(crate) struct Notes {
    texts: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

impl Notes {
    /// The numbers of what an edge rests on, given now if they are new.
    pub(crate) fn of_edge(&mut self, view: &dyn View, edge: EdgeId) -> Vec<usize> {
        let mut numbers: Vec<usize> =
            view.edge_evidence(edge).iter().map(|evidence| self.number(place(view, evidence))).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The numbers for a value of a row: a relationship, a path, or a list of relationships.
    pub(crate) fn of_value(&mut self, view: &dyn View, value: &Value) -> Vec<usize> {
        let mut edges = Vec::new();
        gather(value, &mut edges);
        let mut numbers: Vec<usize> = edges.into_iter().flat_map(|edge| self.of_edge(view, edge)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
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
        for (at, text) in self.texts.iter().take(NOTES_MAX).enumerate() {
            writeln!(out, "{}", style.faint(&format!("[{}] {text}", at + 1)))?;
        }
        match self.texts.len().saturating_sub(NOTES_MAX) {
            0 => Ok(()),
            more => writeln!(out, "{}", style.faint(&format!("… and {more} more sources"))),
        }
    }
}

/// "[1]", "[1, 3]", "[1, 2, 3 …]"; nothing for no numbers.
pub(crate) fn marks(numbers: &[usize]) -> String {
    let shown: Vec<String> = numbers.iter().take(3).map(usize::to_string).collect();
    let more = if numbers.len() > 3 { " …" } else { "" };
    if shown.is_empty() { String::new() } else { format!("[{}{more}]", shown.join(", ")) }
}

fn gather(value: &Value, into: &mut Vec<EdgeId>) {
    match value {
        Value::Relationship(edge) => into.push(*edge),
        Value::Path(path) => into.extend(&path.edges),
        Value::List(items) => items.iter().for_each(|item| gather(item, into)),
        Value::Null
        | Value::Boolean(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Map(_)
        | Value::Node(_)
        | Value::Temporal(_)
        | Value::Duration(_) => {}
    }
}
