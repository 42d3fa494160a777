//! A view as it is named on a line: a lens on the graph in use, a folder, or a git revision of one.

use std::path::Path;

use crate::cli::wiring::{self, Home};
use crate::diagnostic::{Class, Diagnostic};
use crate::graph::lens::Window;
use crate::repl::ask::literal;
use crate::repl::lens::unplaced;
use crate::repl::shell::Shell;
use crate::repl::trouble::Trouble;
use crate::repl::words::Word;
use crate::session::Session;

/// One of the two things compared.
pub(super) enum Side {
    /// This graph through a lens.
    Lens(String),
    /// The graph of a folder or a revision, by its name.
    Graph(String, Box<Session>),
}

const LENSES: [&str; 4] = ["AS OF ", "DURING ", "ACCEPT ", "WITHOUT "];

impl Side {
    pub(super) fn label(&self) -> &str {
        match self {
            Side::Lens(name) | Side::Graph(name, _) => name,
        }
    }

    /// Reads a word: a folder, then `FOLDER@REVISION`, then a lens, a date or a name, then a revision of the
    /// folder in use.
    pub(super) fn of(shell: &Shell, word: &Word) -> Result<Side, Trouble> {
        let text = word.text.trim();
        if Path::new(text).is_dir() {
            let (session, _) = wiring::open(Some(Path::new(text)), false)?;
            return Ok(Side::Graph(text.to_string(), Box::new(session)));
        }
        if let Some((folder, revision)) = text.rsplit_once('@')
            && Path::new(folder).is_dir()
        {
            let session = wiring::open_revision(Path::new(folder), revision)?;
            return Ok(Side::Graph(text.to_string(), Box::new(session)));
        }
        let begins = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if LENSES.iter().any(|word| begins(word)) {
            return Ok(Side::Lens(text.to_string()));
        }
        if Window::read(text).is_some() {
            return Ok(Side::Lens(format!("AS OF {}", literal(text))));
        }
        let lens = format!("ACCEPT {}", literal(text));
        match shell.session.look(&lens) {
            Ok(_) => Ok(Side::Lens(lens)),
            Err(unknown) => revision_in_use(shell, text, *unknown),
        }
    }
}

/// What is no name may be a revision of the folder in use.
fn revision_in_use(shell: &Shell, text: &str, unknown: Diagnostic) -> Result<Side, Trouble> {
    let Home::Folder(folder) = &shell.home else {
        let hint = "a git revision is one of a graph's folder: name that with `--graph DIR`, or as `DIR@HEAD~1`";
        return Err(unplaced(Box::new(unknown.hint(hint))));
    };
    match wiring::open_revision(folder.path(), text) {
        Ok(session) => Ok(Side::Graph(text.to_string(), Box::new(session))),
        Err(failure) if failure.class == Class::NotFound && is_near(&unknown) => {
            let hint = format!("nor is it a git revision of `{}`, as `HEAD~1` may be", folder.path().display());
            Err(unplaced(Box::new(unknown.hint(hint))))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Whether the error proposes a name.
fn is_near(unknown: &Diagnostic) -> bool {
    unknown.hints.iter().any(|hint| hint.starts_with("did you mean"))
}
