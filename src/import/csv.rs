//! CSV files of nodes and edges, read row by row into the frozen layout: no record is held as an object.

use std::fs::File;
use std::path::{Path, PathBuf};

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::cells::{Column, columns, text};
use super::header::{Header, Role};
use super::ids::Ids;
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::frozen::{Builder, Frozen, Sections, Table};

/// What to do with a row that can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadRows {
    /// Stop there: nothing is imported.
    Stop,
    /// Leave it out and say so.
    Skip,
}

/// What was read.
pub struct Imported {
    /// The graph as it is laid out.
    pub sections: Sections,
    /// How many rows were taken.
    pub rows: u64,
    /// What was wrong with the rows left out, the first hundred in words.
    pub skipped: Vec<String>,
    /// How many rows were left out.
    pub skipped_rows: u64,
}

/// Told now and then how many rows have been read.
pub type Progress<'p> = &'p mut dyn FnMut(u64);

/// How many bad rows are put into words.
const TOLD: usize = 100;

/// Reads every `.csv` file of a folder, those of nodes first. O(bytes); beside the graph it keeps one
/// number for each node's id.
///
/// # Errors
/// Files that can't be read, a header that is not understood, and with [`BadRows::Stop`] the first bad
/// row: file, line, what was found, what was expected.
pub fn read_csv(folder: &Path, bad_rows: BadRows, progress: Progress<'_>) -> Outcome<Imported> {
    let (mut builder, mut ids) = (Builder::default(), Ids::default());
    let mut reading = Reading { bad_rows, rows: 0, skipped: Vec::new(), skipped_rows: 0, progress };
    let mut edges = Vec::new();
    for path in files(folder)? {
        let header = header(&path)?;
        if header.is_of_edges() {
            edges.push((path, header))
        } else {
            nodes(&path, header, &mut builder, &mut ids, &mut reading)?
        }
    }
    let firsts = builder.firsts();
    for (path, header) in edges {
        self::edges(&path, header, &mut builder, (&ids, &firsts), &mut reading)?;
    }
    drop(ids);
    let sections = Frozen::sections(builder, Vec::new())?;
    Ok(Imported { sections, rows: reading.rows, skipped: reading.skipped, skipped_rows: reading.skipped_rows })
}

fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")));
    paths.sort();
    if paths.is_empty() {
        let message = format!("found no `.csv` file in `{}`, expected files of nodes and edges", folder.display());
        return Err(Box::new(Diagnostic::plain(Class::FileError, message)));
    }
    Ok(paths)
}

pub(super) fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> Box<Diagnostic> {
    Box::new(Diagnostic::plain(Class::FileError, format!("can't read `{}`: {error}", path.display())))
}

pub(super) fn open(path: &Path) -> Outcome<Reader<File>> {
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    Ok(ReaderBuilder::new().buffer_capacity(1 << 18).flexible(true).from_reader(file))
}

fn header(path: &Path) -> Outcome<Header> {
    let mut reader = open(path)?;
    let names = reader.headers().map_err(|error| unreadable(path, &error))?;
    let wrong = |reason| Box::new(Diagnostic::plain(Class::DataError, format!("{}:1: {reason}", path.display())));
    Header::read(names.iter()).map_err(wrong)
}

/// The last part of a file's name: a label or a type.
fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What goes on while files are read.
struct Reading<'p> {
    bad_rows: BadRows,
    rows: u64,
    skipped: Vec<String>,
    skipped_rows: u64,
    progress: Progress<'p>,
}

impl Reading<'_> {
    /// Hands every row of a file on; a reason why one can't be taken comes back as a sentence.
    fn each(
        &mut self,
        path: &Path,
        width: usize,
        mut take: impl FnMut(&ByteRecord) -> Result<(), String>,
    ) -> Outcome<()> {
        let mut reader = open(path)?;
        let mut record = ByteRecord::new();
        loop {
            let taken = match reader.read_byte_record(&mut record) {
                Ok(false) => return Ok(()),
                Ok(true) if record.len() == width => take(&record),
                Ok(true) => Err(format!("found {} cells, expected {width}", record.len())),
                Err(error) => return Err(unreadable(path, &error)),
            };
            if let Err(reason) = taken {
                let line = record.position().map_or(0, csv::Position::line);
                self.bad(format!("{}:{line}: {reason}", path.display()))?;
                continue;
            }
            self.rows += 1;
            if self.rows.is_multiple_of(1 << 16) {
                (self.progress)(self.rows);
            }
        }
    }

    fn bad(&mut self, sentence: String) -> Outcome<()> {
        if self.bad_rows == BadRows::Stop {
            let fault = Diagnostic::plain(Class::DataError, sentence);
            return Err(Box::new(
                fault.hint("nothing was imported; `--bad-rows skip` leaves such rows out and counts them"),
            ));
        }
        self.skipped_rows += 1;
        if self.skipped.len() < TOLD {
            self.skipped.push(sentence);
        }
        Ok(())
    }
}

fn nodes(path: &Path, header: Header, builder: &mut Builder, ids: &mut Ids, reading: &mut Reading<'_>) -> Outcome<()> {
    let columns = columns(path, header, builder, ids)?;
    let label = builder.label(&stem(path));
    let alone = builder.node_table(vec![label]);
    let labelled = columns.iter().position(|column| column.role == Role::Labels);
    let id = columns.iter().position(|column| matches!(column.role, Role::Id { .. })).unwrap_or(0);
    reading.each(path, columns.len(), |record| {
        let table = match labelled {
            Some(at) => {
                let names = text(&record[at])?;
                let labels = names.split(';').filter(|name| !name.is_empty()).map(|name| builder.label(name)).collect();
                builder.node_table(labels)
            }
            None => alone,
        };
        let records = builder.nodes(table);
        fill(&columns, record, records)?;
        let row = records.end() as usize;
        match ids.add(columns[id].space, text(&record[id])?, (table, row)) {
            Ok(()) => Ok(()),
            Err(reason) => {
                records.take_back();
                Err(reason)
            }
        }
    })
}

fn edges(
    path: &Path,
    header: Header,
    builder: &mut Builder,
    (ids, firsts): (&Ids, &[u32]),
    reading: &mut Reading<'_>,
) -> Outcome<()> {
    let columns = columns(path, header, builder, &mut ids.spaces())?;
    let kind = builder.relationship_type(&stem(path));
    let alone = builder.edge_table(kind);
    let place = |wanted: fn(&Role) -> bool| columns.iter().position(|column| wanted(&column.role)).unwrap_or(0);
    let (from, to) = (place(|role| matches!(role, Role::From { .. })), place(|role| matches!(role, Role::To { .. })));
    let typed = columns.iter().position(|column| column.role == Role::Type);
    let end = |record: &ByteRecord, at: usize| -> Result<u32, String> {
        let (table, row) = ids.find(columns[at].space, text(&record[at])?)?;
        Ok(firsts[table] + row as u32)
    };
    reading.each(path, columns.len(), |record| {
        let ends = (end(record, from)?, end(record, to)?);
        let table = match typed {
            Some(at) => {
                let kind = builder.relationship_type(text(&record[at])?);
                builder.edge_table(kind)
            }
            None => alone,
        };
        let records = builder.edges(table);
        fill(&columns, record, records)?;
        records.end();
        builder.edge(table, ends.0, ends.1);
        Ok(())
    })
}

/// Sets the properties of a record, all or none.
fn fill(columns: &[Column], record: &ByteRecord, records: &mut Table) -> Result<(), String> {
    let set = columns.iter().zip(record).try_for_each(|(column, cell)| column.set(cell, records));
    set.inspect_err(|_| records.forget())
}
