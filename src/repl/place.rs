//! `:use`: which engine answers.

use super::shell::{Screen, Shell};
use super::trouble::Trouble;
use super::words::{Word, joined};
use crate::cli::remote;
use crate::cli::wiring::{self, Home};

/// `:use [URL | here]`
pub(crate) fn go_on(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let place = joined(words);
    if !place.is_empty() {
        if let Some(unsaved) = shell.unsaved() {
            let message = format!("there are changes that are not saved: {unsaved}");
            return Err(Trouble::usage(message, format!("{}, `:undo` takes them back", shell.way_to_save())));
        }
        match place.as_str() {
            "here" => come_back(shell)?,
            url => remote::go_on(&mut shell.session, url, screen.err)?,
        }
        // What the last answer holds are places of the graph before.
        shell.last = None;
    }
    let answers = shell.session.elsewhere().unwrap_or_else(|| "the graph here".into());
    Ok(writeln!(screen.err, "{answers} answers")?)
}

fn come_back(shell: &mut Shell) -> Result<(), Trouble> {
    let folder = match &shell.home {
        Home::Folder(folder) => Some(folder.path()),
        Home::Shipped => None,
        Home::Snapshot(_) => {
            return Err(Trouble::usage(
                "a snapshot is not opened again at the prompt",
                "leave, and `--graph FILE` opens it",
            ));
        }
    };
    let (mut session, home) = wiring::open(folder, shell.settings.colour_errors)?;
    shell.home = home;
    let graph = std::mem::take(session.graph_mut());
    shell.session.ask_at(graph, None);
    Ok(())
}
