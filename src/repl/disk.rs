//! The folder behind the prompt: opened, read again, and kept up with where others change it.

use std::io::{self, Write};
use std::path::Path;

use super::edit::sure;
use super::input::{Kind, kind};
use super::lens::LensParts;
use super::shell::{Screen, Shell};
use super::trouble::Trouble;
use super::verbs::{Deed, verb_of};
use super::words::{Word, joined, typed, words};
use crate::cli::wiring::{self, Home};
use crate::diagnostic::{counted, quoted_list};
use crate::graph::View;

impl Shell {
    /// Before a question is answered at a prompt: where somebody else changed the folder and nothing is unsaved here, goes on with
    /// what stands there now; else says once that there is something else. A script is answered from what it began with.
    pub(super) fn keep_up(&mut self, line: &str, err: &mut dyn Write) -> io::Result<()> {
        if !self.settings.interactive || self.asks_elsewhere() || !asks_anew(line) {
            return Ok(());
        }
        // A save says itself what it meets.
        if self.unsaved().is_some() && line.trim_start().starts_with(":save") {
            return Ok(());
        }
        // What could not be taken in while something was unsaved is when nothing is any more.
        let late = self.behind && self.unsaved().is_none();
        let Home::Folder(folder) = &mut self.home else { return Ok(()) };
        if !folder.looks_changed() && !late {
            return Ok(());
        }
        self.behind = false;
        let (path, changed) = (folder.path().to_owned(), folder.changed());
        let what = match &changed {
            Ok(files) if files.is_empty() => return Ok(()),
            Ok(files) => format!("{} in `{}` changed on disk", listed(files), path.display()),
            Err(_) => format!("`{}` changed on disk", path.display()),
        };
        if self.unsaved().is_some() {
            self.behind = true;
            let merge = "`:save --merge` works your changes into it, `:reload !` drops them";
            return writeln!(err, "note: {what}, and is seen here as it was\n{merge}");
        }
        match take(self, Some(&path)) {
            Ok(taken_off) => writeln!(err, "note: {what}, and was read again{taken_off}"),
            Err(_) => writeln!(err, "note: {what}, and can't be read: what was read before stays; `:reload` says why"),
        }
    }
}

/// Whether a line asks the graph, and not what the last answer was.
fn asks_anew(line: &str) -> bool {
    let words = words(line.trim().trim_end_matches(';'));
    match kind(line) {
        Kind::Empty => false,
        Kind::Cypher => true,
        Kind::Command => {
            words.first().is_some_and(|word| matches!(word.text.as_str(), ":run" | ":schema" | ":check" | ":save"))
        }
        Kind::Verb => verb_of(&words).is_some_and(|(verb, length)| match verb.deed {
            Deed::Ask(_) | Deed::Look(_) => words.len() > length || !matches!(verb.name, "sources" | "cite"),
            Deed::Change(_) => true,
            Deed::Explain | Deed::Why | Deed::Help | Deed::Quit => false,
        }),
    }
}

/// `:open [DIR] [!]`
pub(crate) fn open(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let (words, sure) = sure(words);
    if words.is_empty() {
        return say(shell, "", screen);
    }
    expect_free(shell, sure, ":open DIR !")?;
    let taken_off = take(shell, Some(Path::new(&joined(words))))?;
    // What was said of the graph before is nothing to this one.
    shell.session.set_evidence(None);
    shell.last_source = None;
    say(shell, taken_off, screen)
}

/// `:reload [!]`
pub(crate) fn reload(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let (words, sure) = sure(words);
    if !words.is_empty() {
        let other = format!("`:open {}` opens another graph", typed(&joined(words)));
        return Err(Trouble::usage("`:reload` reads the folder in use again, and takes no name", other));
    }
    let Home::Folder(folder) = &shell.home else {
        let hint = "`:open DIR` opens a folder, `:save DIR` makes one of this graph";
        return Err(Trouble::usage("only a folder is read again, found the shipped graph or a snapshot", hint));
    };
    let (path, before) = (folder.path().to_owned(), folder.clone());
    expect_free(shell, sure, ":reload !")?;
    let taken_off = take(shell, Some(&path))?;
    let changed = before.changed().unwrap_or_default();
    let what = if changed.is_empty() { "nothing".to_string() } else { listed(&changed) };
    Ok(writeln!(screen.err, "read `{}` again: {what} changed since{taken_off}", path.display())?)
}

/// Goes on with what stands in a folder or snapshot, and with its saved queries; what is held is dropped. Gives what
/// there is to say of the lens.
fn take(shell: &mut Shell, path: Option<&Path>) -> Result<&'static str, Trouble> {
    let (mut session, home) = wiring::open(path, shell.settings.colour_errors)?;
    shell.queries = wiring::queries_of(&home)?;
    shell.home = home;
    shell.session.start_over_with(std::mem::take(session.graph_mut()));
    // What the last answer holds are places of the graph before.
    shell.last = None;
    shell.compared = None;
    let lens = shell.lens.text();
    if lens.is_empty() || shell.session.set_lens(&lens).is_ok() {
        return Ok("");
    }
    shell.lens = LensParts::default();
    shell.session.set_lens("")?;
    Ok("; the lens named what is no longer there, and is taken off")
}

fn expect_free(shell: &Shell, sure: bool, anyway: &str) -> Result<(), Trouble> {
    if let Some(name) = shell.session.elsewhere() {
        return Err(Trouble::usage(format!("{name} answers, and no folder"), "`:use here` first"));
    }
    match shell.unsaved() {
        Some(unsaved) if !sure => {
            let hint = format!("{}, `{anyway}` drops them", shell.way_to_save());
            Err(Trouble::usage(format!("there are changes that are not saved: {unsaved}"), hint))
        }
        Some(_) | None => Ok(()),
    }
}

fn say(shell: &Shell, taken_off: &str, screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let graph = shell.session.graph();
    let place = match &shell.home {
        Home::Folder(folder) => format!("`{}`", folder.path().display()),
        Home::Snapshot(_) => "a snapshot".to_string(),
        Home::Shipped => "the shipped graph".to_string(),
    };
    let (nodes, relations) = (counted(graph.node_count(), "node"), counted(graph.edge_count(), "relation"));
    Ok(writeln!(screen.err, "{place} is open: {nodes}, {relations}{taken_off}")?)
}

fn listed(files: &[String]) -> String {
    match files {
        [_, _, _, _, ..] => format!("{} files", files.len()),
        some => quoted_list(&some.iter().map(String::as_str).collect::<Vec<&str>>()).replace(" or ", " and "),
    }
}
