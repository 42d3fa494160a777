//! What an import would change and could not place, for somebody to read before it is done.

use std::collections::BTreeMap;
use std::io::{self, Write};

/// How many lines of one kind are shown.
const SHOWN: usize = 8;

/// What an import comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many entries were read.
    pub entries: usize,
    /// The names of works that are new.
    pub new_works: Vec<String>,
    /// Works that are there and lack something the bibliography has: which, and what.
    pub filled: Vec<String>,
    /// How many works are there already and lack nothing.
    pub same: usize,
    /// The names of people and bodies that are new.
    pub new_people: Vec<String>,
    /// People and works that are taken for some that are there under another name.
    pub taken_for: Vec<String>,
    /// How many authorships and subjects are new.
    pub new_edges: usize,
    /// Where bibliography and graph differ; the graph's word is kept.
    pub conflicts: Vec<String>,
    /// How many entries have a field that has no place.
    pub unplaced: BTreeMap<String, usize>,
}

impl Report {
    /// Counts an entry with a field that has no place.
    pub(super) fn unplaced(&mut self, field: &str) {
        *self.unplaced.entry(field.to_owned()).or_default() += 1;
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.new_works.is_empty() && self.filled.is_empty() && self.new_people.is_empty() && self.new_edges == 0
    }

    /// Writes it: counts first, then each list, long ones cut with a count.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "{} entries: {} new works, {} filled in, {} there already; {} new people, {} new relations",
            self.entries,
            self.new_works.len(),
            self.filled.len(),
            self.same,
            self.new_people.len(),
            self.new_edges
        )?;
        list(out, "new works", &self.new_works)?;
        list(out, "filled in", &self.filled)?;
        list(out, "new people", &self.new_people)?;
        list(out, "taken for what is there", &self.taken_for)?;
        list(out, "differ, and stay as the graph has them", &self.conflicts)?;
        let unplaced: Vec<String> = self.unplaced.iter().map(|(field, count)| format!("{field} ({count})")).collect();
        if !unplaced.is_empty() {
            writeln!(out, "have no place in this graph's schema, and are left out: {}", unplaced.join(", "))?;
        }
        Ok(())
    }
}

fn list(out: &mut dyn Write, title: &str, lines: &[String]) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "{title}:")?;
    lines.iter().take(SHOWN).try_for_each(|line| writeln!(out, "  {line}"))?;
    if lines.len() > SHOWN {
        writeln!(out, "  … and {} more", lines.len() - SHOWN)?;
    }
    Ok(())
}
