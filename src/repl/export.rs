//! `:export`: a drawing, or the rows of the last answer, into a file.

use std::path::Path;

use super::shell::{Screen, Shell};
use super::trouble::Trouble;
use super::words::{Word, joined};
use crate::cli::picture::{self, Form, Picture};
use crate::cli::wiring::{self, Drawn};
use crate::diagnostic::Diagnostic;
use crate::figure::Figure;
use crate::interchange;
use crate::show::{self, Format, Style};

const USAGE: &str = "usage: `:export FILE [last | whole | around NAME [DEPTH]]`, as in `:export sco.svg around SCO 2`";

/// What the end of a file's name asks for.
enum Wanted {
    Drawing(Form),
    Rows(Format),
    Graph(interchange::Form),
}

/// `:export FILE [last | whole | around NAME [DEPTH]]`
pub(crate) fn export(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let Some((file, rest)) = words.split_first() else {
        return Err(Trouble::usage("`:export` needs a file", USAGE));
    };
    let path = Path::new(&file.text);
    let wanted = wanted(&file.text)?;
    let (bytes, notes) = match &wanted {
        Wanted::Drawing(form) => {
            let (figure, recipe) = drawing(shell, rest)?;
            let written = picture::draw(figure, *form, &Picture::default(), recipe)?;
            (written.bytes, written.notes)
        }
        Wanted::Rows(format) => (rows(shell, *format)?.into_bytes(), Vec::new()),
        Wanted::Graph(form) => graph(shell, *form, rest)?,
    };
    for note in notes {
        writeln!(screen.err, "note: {note}")?;
    }
    wiring::write_file(path, &bytes)?;
    writeln!(screen.err, "wrote {}", path.display())?;
    if let Wanted::Drawing(Form::Dot) = wanted {
        writeln!(
            screen.err,
            "draw it with `dot -Tsvg {0} -o {0}.svg`, or export `.svg`, `.png` or `.pdf`",
            path.display()
        )?;
    }
    Ok(())
}

fn wanted(file: &str) -> Result<Wanted, Trouble> {
    let ending = Path::new(file).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("csv") => Ok(Wanted::Rows(Format::Csv)),
        Some("json") => Ok(Wanted::Rows(Format::Json)),
        Some("jsonl" | "ndjson") => Ok(Wanted::Rows(Format::Jsonl)),
        Some("md" | "markdown") => Ok(Wanted::Rows(Format::Markdown)),
        Some("txt") => Ok(Wanted::Rows(Format::Table)),
        Some(_) | None => match interchange::written_as(file) {
            Some(form) => Ok(Wanted::Graph(form)),
            None => Ok(Wanted::Drawing(Form::of(Path::new(file)).map_err(rows_too)?)),
        },
    }
}

#[allow(clippy::boxed_local)] // every error comes boxed: see `Outcome`
fn rows_too(error: Box<Diagnostic>) -> Box<Diagnostic> {
    Box::new(error.hint("rows are written as `.csv`, `.json`, `.jsonl`, `.md` or `.txt`"))
}

fn drawing(shell: &mut Shell, words: &[Word]) -> Result<(Figure, Recipe), Trouble> {
    let (shell, drawn, recipe) = chosen(shell, words)?;
    Ok((wiring::figure(&shell.session, &drawn)?, recipe))
}

/// The graph for other programs, and what its form has no place of its own for.
fn graph(shell: &mut Shell, form: interchange::Form, words: &[Word]) -> Result<(Vec<u8>, Vec<String>), Trouble> {
    let (shell, drawn, _) = chosen(shell, words)?;
    let gathered = wiring::gathered(&shell.session, &drawn, false)?;
    let losses = interchange::losses(form, &gathered);
    let notes = losses.iter().map(|(what, count)| format!("{}: {what} ({count})", form.name())).collect();
    Ok((interchange::write(form, &gathered).unwrap_or_default().into_bytes(), notes))
}

/// What makes a picture again.
type Recipe = Vec<(String, String)>;

/// What is to be exported, and what makes it again.
fn chosen<'s>(shell: &'s mut Shell, words: &[Word]) -> Result<(&'s Shell, Drawn<'s>, Recipe), Trouble> {
    let what = words.first().map(|word| word.text.as_str());
    if what == Some("around") && words.len() > 1 {
        let (drawn, recipe) = around(shell, &words[1..])?;
        return Ok((shell, drawn, recipe));
    }
    if what == Some("whole") || (what.is_none() && shell.last().is_none()) {
        shell.session.bring(None)?;
    }
    let shell = &*shell;
    let (drawn, name) = match (what, shell.last()) {
        (None | Some("last"), Some((answer, graph))) => match &shell.compared {
            Some(compared) => (Drawn::Sides(graph, answer, &compared.places), "answer"),
            None => (Drawn::Rows(answer), "answer"),
        },
        (Some("last"), None) => {
            return Err(Trouble::usage("there is no answer yet", "ask something first, or export `whole`"));
        }
        (None | Some("whole"), _) => (Drawn::Whole, "whole"),
        (Some(_), _) => return Err(Trouble::usage(format!("can't export `{}`", joined(words)), USAGE)),
    };
    Ok((shell, drawn, vec![(name.to_owned(), String::new())]))
}

/// `NAME [DEPTH]`
fn around<'s>(shell: &mut Shell, words: &[Word]) -> Result<(Drawn<'s>, Recipe), Trouble> {
    let depth = words.split_last().filter(|(_, name)| !name.is_empty());
    let depth = depth.and_then(|(last, name)| Some((name, last.text.parse::<usize>().ok()?)));
    let (name, depth) = depth.unwrap_or((words, 1));
    let node = shell.names().one(&joined(name))?;
    let recipe = vec![("around".to_owned(), joined(name)), ("depth".to_owned(), depth.to_string())];
    shell.session.bring(Some((node, depth)))?;
    Ok((Drawn::Around(node, depth), recipe))
}

fn rows(shell: &Shell, format: Format) -> Result<String, Trouble> {
    let Some((answer, graph)) = shell.last() else {
        return Err(Trouble::usage("there is no answer yet", "ask something first"));
    };
    let mut text = Vec::new();
    show::answer(
        &mut text,
        graph,
        answer,
        format,
        Style { sources: shell.settings.sources, formulas: shell.settings.formulas, ..Style::default() },
    )?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
