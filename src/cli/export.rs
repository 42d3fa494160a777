//! `export`: a drawing of the graph, or of a part of it.

use std::io::{self, IsTerminal, Write};

use super::arguments::{Common, Export, Form};
use super::picture::{self, Written};
use super::wiring::{self, Drawn};
use super::{Stop, data, expect_parameters, expect_parameters_of, pages, saved, text_or_stdin, usage};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::export::{long_alt, short_alt};
use crate::figure::Figure;
use crate::repl::{LensPart, Shell};

/// Draws what was asked for, into a file or onto standard output.
pub(super) fn write(
    shell: &mut Shell,
    common: &Common,
    export: &Export,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), Stop> {
    // What comes from standard input is read later, and once.
    if let Some(query) = export.query.as_ref().filter(|query| *query != "-") {
        expect_parameters(shell, common, query, err)?;
    } else if let Some(name) = &export.run {
        expect_parameters_of(shell, common, name, err)?;
    }
    if export.pages {
        return pages::write(shell, export.output.as_deref(), export.report, err);
    }
    if export.neo4j {
        return pages::write_neo4j(shell, export.output.as_deref(), export.report, err);
    }
    if export.kuzu {
        return data::write_kuzu(shell, export, out, err);
    }
    if let Some(form) = data::form(common, export) {
        return data::write(shell, form, export, out, err);
    }
    let form = match form(common, export) {
        Ok(form) => form,
        Err(error) => return Err(shell.fail(&error, "", err).into()),
    };
    // A drawing keeps nothing of what its query changes.
    shell.refuse_changes(true);
    let form = form.ok_or_else(|| usage("`export` draws, and writes no rows", ROWS))?;
    let (figure, recipe) = figure(shell, common, export, err)?;
    let written = if export.alt {
        let text = format!("{}\n\n{}\n", short_alt(&figure), long_alt(&figure));
        Ok(Written { bytes: text.into_bytes(), notes: Vec::new() })
    } else {
        picture::draw(figure, form, &export.picture, recipe)
    };
    let written = written.map_err(|error| Stop::from(shell.fail(&error, "", err)))?;
    for note in &written.notes {
        writeln!(err, "note: {note}")?;
    }
    match &export.output {
        None if is_binary(form, export) && io::stdout().is_terminal() => {
            Err(usage("a picture in bytes can't be shown on a terminal", "write it to a file: `-o FILE`"))
        }
        None => Ok(out.write_all(&written.bytes)?),
        Some(path) => match wiring::write_file(path, &written.bytes) {
            Ok(()) => Ok(writeln!(err, "wrote {}", path.display())?),
            Err(error) => Err(shell.fail(&error, "", err).into()),
        },
    }
}

const ROWS: &str = "rows are written by `actant query` and `actant run`";

/// The form that `--format` names, or the ending of the file; none for a format of rows.
fn form(common: &Common, export: &Export) -> Outcome<Option<picture::Form>> {
    match (common.format, &export.output) {
        (Some(format), _) => Ok(Form::drawing(format)),
        (None, Some(path)) if !export.alt => picture::Form::of(path).map(Some),
        (None, Some(_) | None) => Ok(Some(picture::Form::Dot)),
    }
}

fn is_binary(form: picture::Form, export: &Export) -> bool {
    !export.alt && matches!(form, picture::Form::Png | picture::Form::Pdf)
}

/// What is to be drawn, and what makes it again: the names of the recipe are those of options.
pub(super) fn figure(
    shell: &mut Shell,
    common: &Common,
    export: &Export,
    err: &mut dyn Write,
) -> Result<(Figure, Vec<(String, String)>), Stop> {
    let query = export.query.as_deref().map(text_or_stdin).transpose()?;
    let (figure, mut recipe) = view(shell, common, export, query.as_deref(), err)?;
    let Some((then, now)) = export.against.as_ref().zip(common.as_of.as_ref()) else { return Ok((figure, recipe)) };
    recipe.push(("against".into(), then.clone()));
    if let Err(error) = shell.set_lens(LensPart::AsOf, then) {
        return Err(say(shell, &Diagnostic { span: None, ..*error }, "", err));
    }
    let other = view(shell, common, export, query.as_deref(), err)?.0;
    Ok((figure.compared(other, now, then), recipe))
}

/// One view of what is to be drawn.
fn view(
    shell: &mut Shell,
    common: &Common,
    export: &Export,
    query: Option<&str>,
    err: &mut dyn Write,
) -> Result<(Figure, Vec<(String, String)>), Stop> {
    let mut recipe: Vec<(String, String)> =
        common.parameters.iter().map(|(name, value)| (format!("param {name}"), value.clone())).collect();
    let lens = [&common.as_of, &common.during, &common.accept, &common.without];
    let lens = ["as-of", "during", "accept", "without"].into_iter().zip(lens);
    let look = &export.picture;
    let rest = [
        ("title", look.title.clone()),
        ("size", look.size.map(|sheet| sheet.to_string())),
        ("positions", look.positions.as_ref().map(|path| path.display().to_string())),
    ];
    let chosen = lens.map(|(name, value)| (name, value.clone())).chain(rest);
    recipe.extend(chosen.filter_map(|(name, value)| Some((name.to_owned(), value?))));
    let (figure, source) = if let Some(query) = query {
        recipe.push(("query".into(), query.to_owned()));
        (shell.answer(query).and_then(|answer| wiring::figure(&shell.session, &Drawn::Rows(&answer))), query)
    } else if let Some(name) = &export.run {
        recipe.push(("run".into(), name.clone()));
        (saved_figure(shell, name), "")
    } else if let Some(name) = &export.around {
        recipe.extend([("around".into(), name.clone()), ("depth".into(), export.depth.to_string())]);
        let node = shell.node_named(name, err)?;
        let brought = shell.session.bring(Some((node, export.depth)));
        (brought.and_then(|()| wiring::figure(&shell.session, &Drawn::Around(node, export.depth))), "")
    } else {
        recipe.push(("whole".into(), String::new()));
        let brought = shell.session.bring(None);
        (brought.and_then(|()| wiring::figure(&shell.session, &Drawn::Whole)), "")
    };
    match figure {
        Ok(figure) => Ok((figure, recipe)),
        Err(error) => Err(say(shell, &error, source, err)),
    }
}

fn say(shell: &Shell, error: &Diagnostic, source: &str, err: &mut dyn Write) -> Stop {
    shell.fail(error, source, err).into()
}

/// What a saved query returns, under the question it answers.
fn saved_figure(shell: &mut Shell, name: &str) -> Outcome<Figure> {
    let answer = shell.saved_answer(name)?;
    let title = saved::find(&shell.queries, name)?.title.clone();
    Ok(wiring::figure(&shell.session, &Drawn::Rows(&answer))?.titled(title))
}
