//! What an import comes to: statements to be run, and what to say before they are.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::value::Map;

/// How many lines of one kind are shown.
const SHOWN: usize = 8;

/// A statement with its parameters.
#[derive(Clone, Debug)]
pub struct Change {
    /// The statement.
    pub cypher: String,
    /// Its parameters.
    pub parameters: Map,
}

/// What an import comes to: statements to be run in their order, and what to say beforehand.
#[derive(Clone, Debug, Default)]
pub struct Landing {
    /// The statements.
    pub changes: Vec<Change>,
    /// What they do, and what has no place.
    pub report: Report,
}

/// Records of one sort: which are new, which get something they lacked, and how many lack nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What they are called, in the plural.
    pub noun: &'static str,
    /// A line for each that is new.
    pub new: Vec<String>,
    /// A line for each that is there and lacks something the file has: which, and what.
    pub filled: Vec<String>,
    /// How many are there already and lack nothing.
    pub same: usize,
}

impl Tally {
    /// None yet.
    pub fn of(noun: &'static str) -> Tally {
        Tally { noun, ..Tally::default() }
    }

    /// What so many are called.
    fn noun_of(&self, count: usize) -> &'static str {
        match self.noun {
            plural if count != 1 => plural,
            "people" => "person",
            plural => plural.strip_suffix('s').unwrap_or(plural),
        }
    }

    fn counts(&self) -> String {
        let mut counts = format!("{} new {}", self.new.len(), self.noun_of(self.new.len()));
        if !self.filled.is_empty() {
            counts.push_str(&format!(", {} filled in", self.filled.len()));
        }
        if self.same > 0 {
            counts.push_str(&format!(", {} there already", self.same));
        }
        counts
    }
}

/// What an import would change and could not place, for somebody to read before it is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was read, with its count.
    pub read: String,
    /// The records, sort by sort.
    pub tallies: Vec<Tally>,
    /// What is taken for something that is there under another name.
    pub taken_for: Vec<String>,
    /// Where file and graph differ, and which word stays.
    pub conflicts: Vec<String>,
    /// What is wrong in the file and was mended or is left out: where, what was found, what was expected.
    pub slips: Vec<String>,
    /// What was made to fit, and how: with how many records.
    pub fitted: BTreeMap<String, usize>,
    /// How many records have a field that has no place.
    pub unplaced: BTreeMap<String, usize>,
    /// Records and passages that are left out, by the reason.
    pub skipped: BTreeMap<String, usize>,
}

impl Report {
    /// Counts a record with a field that has no place.
    pub fn unplaced(&mut self, field: &str) {
        count(&mut self.unplaced, field, 1);
    }

    /// Counts records that are left out.
    pub fn skipped(&mut self, reason: &str, records: usize) {
        count(&mut self.skipped, reason, records);
    }

    /// Counts a record that was made to fit.
    pub fn fitted(&mut self, how: &str) {
        count(&mut self.fitted, how, 1);
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.tallies.iter().all(|tally| tally.new.is_empty() && tally.filled.is_empty())
    }

    /// Writes it: counts first, then each list, long ones cut with a count.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let counts: Vec<String> = self.tallies.iter().map(Tally::counts).collect();
        writeln!(out, "{}: {}", self.read, counts.join("; "))?;
        for tally in &self.tallies {
            list(out, &format!("new {}", tally.noun), &tally.new)?;
            list(out, &format!("{} filled in", tally.noun), &tally.filled)?;
        }
        list(out, "taken for what is there", &self.taken_for)?;
        list(out, "differ, and stay as the graph has them", &self.conflicts)?;
        all(out, "wrong in the file, and mended or left out", &self.slips)?;
        counted(out, "made to fit", &self.fitted)?;
        counted(out, "have no place in this graph's schema, and are left out", &self.unplaced)?;
        counted(out, "left out", &self.skipped)
    }
}

fn count(counts: &mut BTreeMap<String, usize>, what: &str, records: usize) {
    *counts.entry(what.to_owned()).or_default() += records;
}

fn counted(out: &mut dyn Write, title: &str, counts: &BTreeMap<String, usize>) -> io::Result<()> {
    if counts.is_empty() {
        return Ok(());
    }
    let counts: Vec<String> = counts.iter().map(|(what, count)| format!("{what} ({count})")).collect();
    writeln!(out, "{title}: {}", counts.join(", "))
}

/// All of a list, however long: what is lost is told.
fn all(out: &mut dyn Write, title: &str, lines: &[String]) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "{title}:")?;
    lines.iter().try_for_each(|line| writeln!(out, "  {line}"))
}

fn list(out: &mut dyn Write, title: &str, lines: &[String]) -> io::Result<()> {
    all(out, title, &lines[..lines.len().min(SHOWN)])?;
    if lines.len() > SHOWN {
        writeln!(out, "  … and {} more", lines.len() - SHOWN)?;
    }
    Ok(())
}
