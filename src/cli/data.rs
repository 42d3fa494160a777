//! `export` for other programs: the graph, or a part of it, with all that it says.

use std::collections::BTreeMap;
use std::io::Write;

use super::arguments::{Common, Export, Form};
use super::wiring::{self, Drawn};
use super::{Stop, text_or_stdin, usage};
use crate::interchange::{self, Gathered, Store};
use crate::repl::Shell;

/// The form of a graph that `--format` or the ending of the file asks for, if it is one of those.
pub(super) fn form(common: &Common, export: &Export) -> Option<interchange::Form> {
    match (common.format, &export.output) {
        (Some(format), _) => Form::data(format),
        (None, Some(path)) => interchange::written_as(&path.to_string_lossy()),
        (None, None) => None,
    }
}

/// Writes what was asked for, and says what the form can't carry.
pub(super) fn write(
    shell: &mut Shell,
    form: interchange::Form,
    export: &Export,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), Stop> {
    if export.alt || export.against.is_some() {
        let message = format!("{} is no picture, which `--alt` and `--against` are for", form.name());
        return Err(usage(&message, "name a file with the ending of a picture, as `-o FILE.svg`"));
    }
    shell.refuse_changes(true);
    let gathered = gathered(shell, export, err)?;
    let Some(text) = interchange::write(form, &gathered) else {
        return Err(usage(&format!("{} is written as a drawing only", form.name()), "as in `-o FILE.dot`"));
    };
    report(form.name(), &gathered, &interchange::losses(form, &gathered), export.report, err)?;
    put(shell, export, &text, out, err)
}

/// Writes what was asked for as a script for Kuzu.
pub(super) fn write_kuzu(
    shell: &mut Shell,
    export: &Export,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), Stop> {
    shell.refuse_changes(true);
    let gathered = gathered(shell, export, err)?;
    report_tables(Store::Kuzu, &gathered, export.report, err)?;
    let script = interchange::kuzu_script(&gathered);
    put(shell, export, &script, out, err)
}

fn put(shell: &mut Shell, export: &Export, text: &str, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
    let Some(path) = &export.output else { return Ok(out.write_all(text.as_bytes())?) };
    wiring::write_file(path, text.as_bytes()).map_err(|error| Stop::from(shell.fail(&error, "", err)))?;
    Ok(writeln!(err, "wrote {}", path.display())?)
}

fn gathered(shell: &mut Shell, export: &Export, err: &mut dyn Write) -> Result<Gathered, Stop> {
    let works = export.with_works;
    let query = export.query.as_deref().map(text_or_stdin).transpose()?;
    let (gathered, source) = if let Some(query) = &query {
        let answer = shell.answer(query);
        (answer.and_then(|answer| wiring::gathered(&shell.session, &Drawn::Rows(&answer), works)), query.as_str())
    } else if let Some(name) = &export.run {
        let answer = shell.saved_answer(name);
        (answer.and_then(|answer| wiring::gathered(&shell.session, &Drawn::Rows(&answer), works)), "")
    } else if let Some(name) = &export.around {
        let node = shell.node_named(name, err)?;
        (wiring::gathered(&shell.session, &Drawn::Around(node, export.depth), works), "")
    } else {
        (wiring::gathered(&shell.session, &Drawn::Whole, works), "")
    };
    gathered.map_err(|error| shell.fail(&error, source, err).into())
}

/// What the tables of a store can't carry, told as of a form.
pub(super) fn report_tables(store: Store, gathered: &Gathered, whole: bool, err: &mut dyn Write) -> Result<(), Stop> {
    report(store.name(), gathered, &interchange::losses_in_tables(store, gathered), whole, err)
}

/// What can't be carried: in one line, or where it is asked for one by one. That relations will be refused is always told.
fn report(
    name: &str,
    gathered: &Gathered,
    losses: &BTreeMap<String, usize>,
    whole: bool,
    err: &mut dyn Write,
) -> Result<(), Stop> {
    let refused = interchange::refused(gathered);
    if whole {
        writeln!(err, "{name}: {} nodes, {} relations", gathered.nodes.len(), gathered.edges.len())?;
        losses.iter().try_for_each(|(what, count)| writeln!(err, "  {what}: {count}"))?;
        if losses.is_empty() {
            writeln!(err, "  nothing is lost")?;
        }
    } else if refused > 0 {
        writeln!(
            err,
            "note: {refused} relations rest on works alone that are not written, and an import refuses them; `--with-works` adds these works"
        )?;
    } else if !losses.is_empty() {
        writeln!(err, "note: {name} has no place of its own for all of it; `--report` tells what")?;
    }
    Ok(())
}
