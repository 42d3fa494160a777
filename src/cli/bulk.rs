//! Large graphs: files in, a snapshot out.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::Instant;

use super::Stop;
use super::arguments::{Import, OnBadRow};
use super::wiring;
use crate::diagnostic::counted;
use crate::import::{BadRows, read_csv};

impl From<OnBadRow> for BadRows {
    fn from(on: OnBadRow) -> BadRows {
        match on {
            OnBadRow::Stop => BadRows::Stop,
            OnBadRow::Skip => BadRows::Skip,
        }
    }
}

/// Reads a folder of CSV files and writes a snapshot.
pub(super) fn import(import: &Import, csv: &Path, err: &mut dyn Write) -> Result<(), Stop> {
    let start = Instant::now();
    let watched = io::stderr().is_terminal();
    let imported = read_csv(csv, import.bad_rows.into(), &mut |rows| {
        if watched {
            // Progress is a courtesy: nothing is lost where it can't be shown.
            let _ = write!(io::stderr(), "\r{rows} rows, {:.1} million a second ", rate(rows, start));
        }
    });
    if watched {
        writeln!(err)?;
    }
    let imported = imported.map_err(|error| Stop::Failed(error.into()))?;
    imported.skipped.iter().try_for_each(|sentence| writeln!(err, "left out: {sentence}"))?;
    if imported.skipped_rows > 0 {
        writeln!(err, "{} left out", counted(imported.skipped_rows, "row"))?;
    }
    wiring::write_sections(&import.output, imported.sections).map_err(|error| Stop::Failed(error.into()))?;
    let (rows, seconds) = (counted(imported.rows, "row"), start.elapsed().as_secs_f64());
    let rate = rate(imported.rows, start);
    Ok(writeln!(err, "{rows} in {seconds:.2} s, {rate:.1} million a second; wrote {}", import.output.display())?)
}

/// Million rows a second.
fn rate(rows: u64, start: Instant) -> f64 {
    rows as f64 / start.elapsed().as_secs_f64().max(1e-9) / 1e6
}

/// Writes a snapshot of a checked graph.
pub(super) fn snapshot(directory: Option<&Path>, file: &Path, colour: bool, err: &mut dyn Write) -> Result<(), Stop> {
    let (nodes, edges) = wiring::snapshot(directory, file, colour).map_err(Stop::Failed)?;
    let (nodes, edges) = (counted(nodes, "node"), counted(edges, "relation"));
    Ok(writeln!(err, "{nodes}, {edges}; wrote {}", file.display())?)
}
