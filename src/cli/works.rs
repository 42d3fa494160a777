//! Bibliographies brought into a graph's folder: shown first, done with `--apply`.

use std::io::Write;
use std::path::Path;

use super::arguments::{Favour, Import};
use super::wiring::{self, Failure, Home, Saved};
use super::{Stop, saving};
use crate::diagnostic::{Class, Diagnostic, render};
use crate::import::works::{Entry, form_of, land, read};
use crate::session::Session;

/// Shows what the files would change; changes it where that is asked for.
pub(super) fn import(import: &Import, colour: bool, err: &mut dyn Write) -> Result<(), Stop> {
    let mut entries = Vec::new();
    for file in &import.files {
        entries.extend(entries_of(file, colour)?);
    }
    let (mut session, mut home) = open(&import.output, colour)?;
    session.cite = false;
    let landing = land(&mut session, &entries).map_err(failed)?;
    landing.report.write(err)?;
    if landing.report.is_empty() {
        return Ok(writeln!(err, "nothing to change")?);
    }
    if !import.apply {
        return Ok(writeln!(err, "nothing is written yet; `--apply` does it")?);
    }
    for change in &landing.changes {
        session.run_with(&change.cypher, &change.parameters).map_err(failed)?;
    }
    let saved = match import.merge {
        None => saving::save(&mut session, &mut home, None, colour).map(|written| Saved { written, merged: None }),
        Some(favour) => saving::save_merged(&mut session, &mut home, favour.map(Favour::side), colour),
    };
    let Saved { written, merged } = saved.map_err(Stop::Failed)?;
    let merged = merged.map(|merged| format!("; {merged}")).unwrap_or_default();
    Ok(writeln!(err, "wrote {} in {}{merged}", written.join(", "), import.output.display())?)
}

fn entries_of(file: &Path, colour: bool) -> Result<Vec<Entry>, Stop> {
    let name = file.to_string_lossy();
    let form = form_of(&name).map_err(failed)?;
    let text = wiring::read_file(file).map_err(failed)?;
    read(form, &text).map_err(|error| {
        let text = render(&error, &text, Some(&name), colour);
        Stop::Failed(Failure { class: Class::DataError, text })
    })
}

/// The folder that takes the works.
fn open(folder: &Path, colour: bool) -> Result<(Session, Home), Stop> {
    if !folder.exists() {
        let message = format!("can't open `{}`: there is no such folder", folder.display());
        let hint = format!("`actant new {} --from literature` makes one", folder.display());
        return Err(failed(Box::new(Diagnostic::plain(Class::FileError, message).hint(hint))));
    }
    wiring::open(Some(folder), colour).map_err(Stop::Failed)
}

fn failed(error: Box<Diagnostic>) -> Stop {
    Stop::Failed(error.into())
}
