//! `actant check`: findings on standard output, what they come to on standard error and in the exit code.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::arguments::{Check, Common, Deny, Form};
use super::{Stop, colour, exit, no_folder, usage, wiring};
use crate::check::{Asked, Checked, explain, json, sarif, told};

pub(super) fn check(check: &Check, common: &Common, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
    if let Some(code) = &check.explain {
        let text = explain(code).map_err(|error| Stop::Failed(error.into()))?;
        return Ok(out.write_all(text.as_bytes())?);
    }
    let directory = check.directory.as_deref().or(common.graph.as_deref());
    if let Some(file) = directory.filter(|path| path.is_file()) {
        return Err(no_folder(file, "as in `actant check graph`"));
    }
    let checked = wiring::check(directory, &asked(check)?).map_err(Stop::Failed)?;
    write(&checked, check, common, directory, out)?;
    out.flush()?;
    writeln!(err, "{checked}")?;
    if fails(&checked, check.deny) { Err(Stop::Said(exit::DATA)) } else { Ok(()) }
}

fn asked(check: &Check) -> Result<Asked, Stop> {
    let mut texts = BTreeMap::new();
    for (work, file) in &check.texts {
        let text = wiring::read_file(Path::new(file)).map_err(|error| Stop::Failed(error.into()))?;
        // A work may be in several files.
        let whole: &mut String = texts.entry(work.clone()).or_default();
        whole.push_str(&text);
        whole.push('\n');
    }
    let codes = |codes: &[String]| codes.iter().map(|code| code.trim().to_uppercase()).collect();
    let (only, except) = (codes(&check.only), codes(&check.except));
    Ok(Asked { only, except, all: check.all, texts, language: check.language.clone() })
}

fn write(
    checked: &Checked,
    check: &Check,
    common: &Common,
    directory: Option<&Path>,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let text = match common.format {
        None | Some(Form::Text) => {
            let colour = colour(common.no_color, io::stdout().is_terminal());
            Some(told(checked, check.silenced, colour)).filter(|text| !text.is_empty()).map(|text| text + "\n\n")
        }
        Some(Form::Json) => Some(json(checked, check.silenced)),
        Some(Form::Sarif) => {
            Some(sarif(checked, &directory.map_or_else(String::new, |path| path.display().to_string())))
        }
        Some(other) => {
            let message = format!("`{}` is no format of `check`, expected `text`, `json` or `sarif`", other.name());
            return Err(usage(&message, "as in `actant check --format sarif`"));
        }
    };
    Ok(out.write_all(text.unwrap_or_default().as_bytes())?)
}

fn fails(checked: &Checked, deny: Option<Deny>) -> bool {
    let counts = checked.counts();
    let denied = match deny {
        None => 0,
        Some(Deny::Warnings) => counts.warnings,
        Some(Deny::Notes) => counts.warnings + counts.notes,
    };
    counts.errors + denied > 0
}
