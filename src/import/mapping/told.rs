//! What came of reading tables, to be said to whoever asked for it.

use std::io::{self, Write};

use crate::diagnostic::counted;

/// How many bad rows and how many differences are put into words.
const TOLD: usize = 100;

/// How many columns and how many differences are shown.
const SHOWN: usize = 12;

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileTold {
    /// Its path within the folder.
    pub name: String,
    /// Rows that were taken.
    pub rows: u64,
    /// Rows that the mapping passes over.
    pub passed_over: u64,
    /// Rows without any cell.
    pub empty: u64,
    /// Columns that the mapping doesn't name.
    pub unplaced: Vec<String>,
}

/// What came of all files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Each file, in the order of the mapping.
    pub files: Vec<FileTold>,
    /// What was wrong with the rows left out, the first hundred in words.
    pub skipped: Vec<String>,
    /// How many rows were left out.
    pub skipped_rows: u64,
    /// Where rows say different things of a node, the first hundred in words; what was read first stays.
    pub differ: Vec<String>,
    /// How many such places there are.
    pub differ_count: u64,
    /// How many nodes rows made, each counted once for each rule.
    pub nodes: u64,
    /// How many edges rows made.
    pub edges: u64,
}

impl Told {
    /// Adds a difference.
    pub(super) fn differs(&mut self, sentence: String) {
        self.differ_count += 1;
        if self.differ.len() < TOLD {
            self.differ.push(sentence);
        }
    }

    /// How many rows were taken.
    pub fn rows(&self) -> u64 {
        self.files.iter().map(|file| file.rows).sum()
    }

    /// Writes it: a line for each file, then what was left out and why.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.files.iter().try_for_each(|file| file.write(out))?;
        self.skipped.iter().try_for_each(|sentence| writeln!(out, "left out: {sentence}"))?;
        if self.skipped_rows > 0 {
            writeln!(out, "{} left out", counted(self.skipped_rows, "row"))?;
        }
        if self.differ_count > 0 {
            let (rows, say) = (counted(self.differ_count, "row"), if self.differ_count == 1 { "says" } else { "say" });
            writeln!(out, "{rows} {say} something else of a node than an earlier one, which stays:")?;
            self.differ.iter().take(SHOWN).try_for_each(|sentence| writeln!(out, "  {sentence}"))?;
        }
        Ok(())
    }
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// It was taken.
    Row,
    /// The mapping passes it over.
    PassedOver,
    /// It has no cell with anything in it.
    Empty,
}

impl FileTold {
    /// Counts a row.
    pub(super) fn count(&mut self, taken: Taken) {
        match taken {
            Taken::Row => self.rows += 1,
            Taken::PassedOver => self.passed_over += 1,
            Taken::Empty => self.empty += 1,
        }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{}: {}", self.name, counted(self.rows, "row"))?;
        for (count, what) in [(self.passed_over, "passed over"), (self.empty, "empty")] {
            if count > 0 {
                write!(out, ", {count} {what}")?;
            }
        }
        writeln!(out)?;
        if self.unplaced.is_empty() {
            return Ok(());
        }
        let shown: Vec<&str> = self.unplaced.iter().take(SHOWN).map(String::as_str).collect();
        let more = self.unplaced.len() - shown.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        writeln!(out, "  columns that have no place in the mapping: {}{more}", shown.join(", "))
    }
}
