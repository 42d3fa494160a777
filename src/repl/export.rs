//! `:export`: a drawing, or the rows of the last answer, into a file.

use std::path::Path;

use super::shell::{Screen, Shell};
use super::trouble::Trouble;
use super::words::{Word, joined};
use crate::cli::wiring::{self, Drawn};
use crate::show::{self, Format, Style};

const USAGE: &str = "usage: `:export FILE [last | whole | around NAME [DEPTH]]`, as in `:export sco.dot around SCO 2`";

/// What the end of a file's name asks for.
enum Wanted {
    Drawing,
    Rows(Format),
}

/// `:export FILE [last | whole | around NAME [DEPTH]]`
pub(crate) fn export(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let Some((file, rest)) = words.split_first() else {
        return Err(Trouble::usage("`:export` needs a file", USAGE));
    };
    let path = Path::new(&file.text);
    let text = match wanted(&file.text)? {
        Wanted::Drawing => drawing(shell, rest)?,
        Wanted::Rows(format) => rows(shell, format)?,
    };
    wiring::write_file(path, &text)?;
    writeln!(screen.err, "wrote {}", path.display())?;
    if text.starts_with("digraph") || text.starts_with("graph") || text.starts_with("strict") {
        writeln!(screen.err, "draw it with `dot -Tsvg {0} -o {0}.svg`", path.display())?;
    }
    Ok(())
}

fn wanted(file: &str) -> Result<Wanted, Trouble> {
    let ending = Path::new(file).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        None | Some("dot" | "gv") => Ok(Wanted::Drawing),
        Some("csv") => Ok(Wanted::Rows(Format::Csv)),
        Some("json") => Ok(Wanted::Rows(Format::Json)),
        Some("jsonl" | "ndjson") => Ok(Wanted::Rows(Format::Jsonl)),
        Some("md" | "markdown") => Ok(Wanted::Rows(Format::Markdown)),
        Some("txt") => Ok(Wanted::Rows(Format::Table)),
        Some(other) => Err(Trouble::usage(
            format!("can't write `.{other}`, expected `.dot`, `.gv`, `.csv`, `.json`, `.jsonl`, `.md` or `.txt`"),
            "export `.dot`, then Graphviz makes pictures of it: `dot -Tsvg FILE.dot -o FILE.svg`",
        )),
    }
}

fn drawing(shell: &mut Shell, words: &[Word]) -> Result<String, Trouble> {
    let what = words.first().map(|word| word.text.as_str());
    match (what, &shell.last) {
        (None | Some("last"), Some(answer)) => Ok(wiring::dot(&shell.session, &Drawn::Rows(answer))?),
        (Some("last"), None) => Err(Trouble::usage("there is no answer yet", "ask something first, or export `whole`")),
        (None | Some("whole"), _) => Ok(wiring::dot(&shell.session, &Drawn::Whole)?),
        (Some("around"), _) if words.len() > 1 => around(shell, &words[1..]),
        (Some(_), _) => Err(Trouble::usage(format!("can't export `{}`", joined(words)), USAGE)),
    }
}

/// `NAME [DEPTH]`
fn around(shell: &mut Shell, words: &[Word]) -> Result<String, Trouble> {
    let depth = words.split_last().filter(|(_, name)| !name.is_empty());
    let depth = depth.and_then(|(last, name)| Some((name, last.text.parse::<usize>().ok()?)));
    let (name, depth) = depth.unwrap_or((words, 1));
    let node = shell.names().one(&joined(name))?;
    Ok(wiring::dot(&shell.session, &Drawn::Around(node, depth))?)
}

fn rows(shell: &Shell, format: Format) -> Result<String, Trouble> {
    let Some(answer) = &shell.last else {
        return Err(Trouble::usage("there is no answer yet", "ask something first"));
    };
    let mut text = Vec::new();
    show::answer(
        &mut text,
        shell.session.graph(),
        answer,
        format,
        Style { sources: shell.settings.sources, ..Style::default() },
    )?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
