//! CSV files of nodes and edges, read row by row into the frozen layout: no record is held as an object.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::cells::{Column, columns, text};
use super::header::{Header, Role};
use super::ids::Ids;
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::frozen::{Builder, Frozen, Sections, Table, in_parallel};

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

/// For how many bad rows the nearest right thing is looked for: each time among all there is.
const NEAR: usize = 10;

/// A row in its file.
#[derive(Clone, Copy)]
pub(super) struct At {
    /// The line it begins in.
    pub(super) line: u64,
    /// Whether the nearest right thing is wanted where it can't be taken.
    pub(super) near: bool,
}

/// Reads every `.csv` file of a folder, those of nodes first. O(bytes); beside the graph it keeps one
/// number for each node's id.
///
/// # Errors
/// Files that can't be read, a header that is not understood, and with [`BadRows::Stop`] the first bad
/// row: file, line, what was found, what was expected.
pub fn read_csv(folder: &Path, bad_rows: BadRows, progress: Progress<'_>) -> Outcome<Imported> {
    let (mut builder, mut ids) = (Builder::default(), Ids::default());
    let mut reading = Reading::new(bad_rows, progress);
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
    let mut files = Vec::new();
    for (path, header) in edges {
        let columns = columns(&path, header, &mut builder, &mut ids)?;
        let kind = builder.relationship_type(&stem(&path));
        files.push(EdgeFile { path, columns, kind });
    }
    // Each type for itself, the largest file first; a file that names the types is read when they are there.
    let (mixed, mut single): (Vec<EdgeFile>, Vec<EdgeFile>) = files.into_iter().partition(EdgeFile::names_types);
    single.sort_by_key(|file| std::cmp::Reverse(std::fs::metadata(&file.path).map_or(0, |file| file.len())));
    let place = Places { ids: &ids, firsts: &firsts };
    let read = in_parallel(single, |file| file.read(&place, bad_rows));
    for read in read {
        let (kind, from, to, table, more) = read?;
        builder.add_edges(kind, from, to, table);
        reading.join(more);
    }
    for file in mixed {
        file.read_mixed(&place, &mut builder, &mut reading)?;
    }
    drop(ids);
    let sections = Frozen::sections(builder, Vec::new())?;
    let Read { rows, skipped, skipped_rows } = reading.read;
    Ok(Imported { sections, rows, skipped, skipped_rows })
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

/// How many rows were taken, and what was wrong with the others.
#[derive(Default)]
struct Read {
    rows: u64,
    skipped: Vec<String>,
    skipped_rows: u64,
}

/// The rows of a file.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) path: &'a Path,
    /// How many cells each must have, where that is not left to who takes them.
    pub(super) width: Option<usize>,
    /// Lines before what the reader counts as the first.
    pub(super) lines_before: u64,
    /// Whether its lines end in CR and LF: the reader then stands between the two where it says that a row begins.
    pub(super) crlf: bool,
}

impl<'a> Rows<'a> {
    fn of(path: &'a Path, width: usize) -> Rows<'a> {
        Rows { path, width: Some(width), lines_before: 0, crlf: false }
    }

    /// The line in which a row begins.
    fn line(&self, at: &csv::Position) -> u64 {
        at.line() + self.lines_before + u64::from(self.crlf && at.record() > 0)
    }
}

/// What goes on while files are read.
pub(super) struct Reading<'p> {
    bad_rows: BadRows,
    read: Read,
    progress: Progress<'p>,
}

impl<'p> Reading<'p> {
    pub(super) fn new(bad_rows: BadRows, progress: Progress<'p>) -> Reading<'p> {
        Reading { bad_rows, read: Read::default(), progress }
    }

    /// Adds what another thread has read.
    fn join(&mut self, other: Read) {
        self.read.rows += other.rows;
        self.read.skipped_rows += other.skipped_rows;
        self.read.skipped.extend(other.skipped);
        self.read.skipped.truncate(TOLD);
        (self.progress)(self.read.rows);
    }

    /// What was wrong with the rows left out, and how many they are.
    pub(super) fn left_out(self) -> (Vec<String>, u64) {
        (self.read.skipped, self.read.skipped_rows)
    }

    /// Hands every row of a file on, with its place; a reason why one can't be taken comes back as a
    /// sentence.
    pub(super) fn each<R: io::Read>(
        &mut self,
        reader: &mut Reader<R>,
        rows: Rows<'_>,
        mut take: impl FnMut(&ByteRecord, At) -> Result<(), String>,
    ) -> Outcome<()> {
        let mut record = ByteRecord::new();
        loop {
            let read = reader.read_byte_record(&mut record).map_err(|error| unreadable(rows.path, &error))?;
            if !read {
                return Ok(());
            }
            let line = record.position().map_or(0, |at| rows.line(at));
            let taken = match rows.width {
                Some(width) if width != record.len() => Err(format!("found {} cells, expected {width}", record.len())),
                Some(_) | None => take(&record, At { line, near: self.read.skipped.len() < NEAR }),
            };
            if let Err(reason) = taken {
                self.bad(format!("{}:{line}: {reason}", rows.path.display()))?;
                continue;
            }
            self.read.rows += 1;
            if self.read.rows.is_multiple_of(1 << 16) {
                (self.progress)(self.read.rows);
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
        self.read.skipped_rows += 1;
        if self.read.skipped.len() < TOLD {
            self.read.skipped.push(sentence);
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
    reading.each(&mut open(path)?, Rows::of(path, columns.len()), |record, _| {
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

/// A file of edges, ready to be read.
struct EdgeFile {
    path: PathBuf,
    columns: Vec<Column>,
    /// The type it is named for.
    kind: u32,
}

/// Where the nodes are.
struct Places<'a> {
    ids: &'a Ids,
    firsts: &'a [u32],
}

/// A type's edges, and how the reading went.
type Edges = (u32, Vec<u32>, Vec<u32>, Table, Read);

impl EdgeFile {
    fn names_types(&self) -> bool {
        self.columns.iter().any(|column| column.role == Role::Type)
    }

    /// The numbers of the nodes at a row's ends.
    fn ends(&self, record: &ByteRecord, at: At, places: &Places<'_>) -> Result<[u32; 2], String> {
        let mut ends = [0; 2];
        for (column, cell) in self.columns.iter().zip(record) {
            let end = match column.role {
                Role::From { .. } => 0,
                Role::To { .. } => 1,
                Role::Id { .. } | Role::Labels | Role::Type | Role::Property { .. } | Role::Ignored => continue,
            };
            let (table, row) = places.ids.find(column.space, text(cell)?, at.near)?;
            ends[end] = places.firsts[table] + row as u32;
        }
        Ok(ends)
    }

    fn read(self, places: &Places<'_>, bad_rows: BadRows) -> Outcome<Edges> {
        let (mut from, mut to, mut table) = (Vec::new(), Vec::new(), Table::default());
        let mut silent = |_: u64| ();
        let mut reading = Reading::new(bad_rows, &mut silent);
        reading.each(&mut open(&self.path)?, Rows::of(&self.path, self.columns.len()), |record, at| {
            let ends = self.ends(record, at, places)?;
            fill(&self.columns, record, &mut table)?;
            table.end();
            from.push(ends[0]);
            to.push(ends[1]);
            Ok(())
        })?;
        let read = reading.read;
        Ok((self.kind, from, to, table, read))
    }

    fn read_mixed(self, places: &Places<'_>, builder: &mut Builder, reading: &mut Reading<'_>) -> Outcome<()> {
        let typed = self.columns.iter().position(|column| column.role == Role::Type).unwrap_or(0);
        reading.each(&mut open(&self.path)?, Rows::of(&self.path, self.columns.len()), |record, at| {
            let ends = self.ends(record, at, places)?;
            let kind = builder.relationship_type(text(&record[typed])?);
            let table = builder.edge_table(kind);
            let records = builder.edges(table);
            fill(&self.columns, record, records)?;
            records.end();
            builder.edge(table, ends[0], ends[1]);
            Ok(())
        })
    }
}

/// Sets the properties of a record, all or none.
fn fill(columns: &[Column], record: &ByteRecord, records: &mut Table) -> Result<(), String> {
    let set = columns.iter().zip(record).try_for_each(|(column, cell)| column.set(cell, records));
    set.inspect_err(|_| records.forget())
}
