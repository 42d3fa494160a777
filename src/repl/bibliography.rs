//! `cite` and `:bib`: the works behind an answer as references.

use std::path::Path;

use super::shell::{Screen, Shell};
use super::trouble::Trouble;
use super::words::{Word, joined};
use crate::cli::wiring;
use crate::graph::View;
use crate::show::bibliography::{Reference, apa, bibtex, chicago, csl_json, references};

/// `cite`, `cite WORK`: references in two styles.
pub(crate) fn cite(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let found = if words.is_empty() { of_last(shell)? } else { vec![of_work(shell, &joined(words))?] };
    if found.is_empty() {
        writeln!(screen.err, "the last answer rests on no work")?;
        return Ok(());
    }
    let style = shell.settings.style();
    for (at, (name, print)) in [("APA", apa as fn(&Reference) -> String), ("Chicago", chicago)].into_iter().enumerate()
    {
        if at > 0 {
            writeln!(screen.out)?;
        }
        writeln!(screen.out, "{}", style.bold(name))?;
        for reference in &found {
            writeln!(screen.out, "{}", print(reference))?;
        }
    }
    Ok(())
}

/// `:bib FILE`: the works behind the last answer, as the end of the file's name says.
pub(crate) fn bib(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    if words.is_empty() {
        return Err(Trouble::usage("`:bib` needs a file", "as in `:bib works.bib` or `:bib works.json`"));
    }
    write(shell, Path::new(&joined(words)), screen)
}

/// Writes the works behind the last answer to a file: BibTeX for `.bib`, CSL-JSON for `.json`.
pub(crate) fn write(shell: &Shell, path: &Path, screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let found = of_last(shell)?;
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let text = match ending.as_deref() {
        Some("bib") => bibtex(&found),
        Some("json") => csl_json(&found),
        Some(_) | None => {
            let message = format!("can't write `{}`, expected a file that ends in `.bib` or `.json`", path.display());
            return Err(Trouble::usage(message, "`.bib` is BibTeX, `.json` is CSL-JSON"));
        }
    };
    wiring::write_file(path, text.as_bytes())?;
    let plural = if found.len() == 1 { "" } else { "s" };
    Ok(writeln!(screen.err, "wrote {} with {} work{plural}", path.display(), found.len())?)
}

fn of_last(shell: &Shell) -> Result<Vec<Reference>, Trouble> {
    match shell.last() {
        Some((answer, graph)) => Ok(references(graph, answer)),
        None => Err(Trouble::usage("there is no answer yet", "ask something first, or name a work: `cite nye-2005`")),
    }
}

fn of_work(shell: &mut Shell, name: &str) -> Result<Reference, Trouble> {
    let node = shell.names().one(name)?;
    let graph = shell.session.graph();
    let is_work = graph.symbols().find_label("Work").is_some_and(|work| graph.has_label(node, work));
    if !is_work {
        return Err(Trouble::usage(format!("`{name}` is no work"), "`sources NAME` lists the works behind an actor"));
    }
    Ok(Reference::of(graph, node))
}
