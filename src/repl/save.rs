//! Changes that a session holds: told, taken back, vouched for, saved.

use std::path::Path;

use super::edit::passage::passage;
use super::shell::{Screen, Shell};
use super::trouble::Trouble;
use super::words::{Word, joined};
use crate::cli::wiring::{self, Home, Saved};
use crate::diagnostic::{Class, Diagnostic, nearest};
use crate::graph::document::Side;
use crate::show;

impl Shell {
    /// The shell on a graph that is at home somewhere else than inside the program.
    pub fn at(mut self, home: Home) -> Shell {
        self.home = home;
        self
    }

    /// What would be lost by leaving, in words; nothing where all is saved.
    pub fn unsaved(&self) -> Option<String> {
        let held = self.session.held();
        let first = held.first()?.changes.start;
        let statements = if held.len() == 1 { "1 statement".into() } else { format!("{} statements", held.len()) };
        Some(format!("{} by {statements}", show::count_changes(&self.session.graph().journal()[first..])))
    }

    /// How to keep what is not saved.
    pub fn way_to_save(&self) -> String {
        match &self.home {
            Home::Folder(folder) => format!("`:save` writes to `{}`", folder.path().display()),
            Home::Shipped | Home::Snapshot(_) => "`:save DIR` writes the graph to a folder".to_string(),
        }
    }

    /// Whether statements that change the graph are refused, since nobody would save it.
    pub fn refuse_changes(&mut self, refuse: bool) {
        self.session.read_only = refuse;
    }

    /// Whether another engine answers.
    pub(crate) fn asks_elsewhere(&self) -> bool {
        self.session.elsewhere().is_some()
    }

    /// Whether the graph has a folder that changes can be saved to.
    pub(crate) fn has_folder(&self) -> bool {
        matches!(self.home, Home::Folder(_))
    }
}

/// `:changes`
pub(crate) fn changes(shell: &Shell, screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let Some(unsaved) = shell.unsaved() else {
        return Ok(writeln!(screen.err, "there are no changes that are not saved")?);
    };
    show::changes(screen.out, shell.session.graph(), shell.session.held(), shell.settings.style())?;
    let save = shell.way_to_save();
    Ok(writeln!(screen.err, "{unsaved}; {save}, `:undo` takes the last statement back")?)
}

/// `:undo`
pub(crate) fn undo(shell: &mut Shell, screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let Some(last) = shell.session.held().last().cloned() else {
        return Err(nothing_to_undo(shell));
    };
    let told = show::count_changes(&shell.session.graph().journal()[last.changes]);
    shell.session.undo();
    // What the last answer holds may no longer be there.
    shell.last = None;
    let text = show::shortened(&last.text, 80);
    Ok(writeln!(screen.err, "taken back: {told}, by `{text}`; `:redo` makes it again")?)
}

/// `:redo`
pub(crate) fn redo(shell: &mut Shell, screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let Some(again) = shell.session.redo().cloned() else {
        let hint = "only what `:undo` took back is made again, and only until something else is changed, saved or read";
        return Err(Trouble::usage("there is nothing to make again", hint));
    };
    shell.last = None;
    let told = show::count_changes(&shell.session.graph().journal()[again.changes]);
    Ok(writeln!(screen.err, "made again: {told}, by `{}`", show::shortened(&again.text, 80))?)
}

fn nothing_to_undo(shell: &Shell) -> Trouble {
    let message = match shell.session.settled() {
        None => "there is nothing to take back".to_string(),
        Some(text) => format!("there is nothing to take back: `{}` is saved", show::shortened(text, 80)),
    };
    Trouble::usage(
        message,
        "only changes that are not saved can be undone; what is saved, and what came in from the disk, stays",
    )
}

/// `:save [DIR | --merge [ours|theirs]]`
pub(crate) fn save(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    if let Some(name) = shell.session.elsewhere() {
        let message = format!("changes are kept by {name} as they are made: there is nothing to save here");
        return Err(Trouble::usage(message, "`actant pull -o DIR` brings what is there into a folder"));
    }
    if let [first, rest @ ..] = words
        && !first.quoted
        && first.text.starts_with("--")
    {
        return save_merged(shell, favoured(&first.text, rest)?, screen);
    }
    let folder = joined(words);
    let folder = (!folder.is_empty()).then(|| Path::new(&folder));
    if folder.is_none() {
        expect_folder(shell)?;
    }
    let unsaved = shell.unsaved();
    if folder.is_none() && unsaved.is_none() {
        return Ok(writeln!(screen.err, "there are no changes that are not saved")?);
    }
    let written = wiring::save(&mut shell.session, &mut shell.home, folder, shell.settings.colour_errors)?;
    tell_saved(shell, unsaved, &Saved { written, merged: None }, screen)
}

fn expect_folder(shell: &Shell) -> Result<(), Trouble> {
    if shell.has_folder() {
        return Ok(());
    }
    let hint = "`:save DIR` writes the whole graph there with its schema; it is the graph's folder from then on";
    Err(Trouble::usage("the shipped graph and snapshots can't be changed: `:save` needs a folder", hint))
}

/// The side that `--merge`, `--merge ours`, `--merge=theirs` favour.
fn favoured(option: &str, rest: &[Word]) -> Result<Option<Side>, Trouble> {
    let rest: Vec<&str> = rest.iter().map(|word| word.text.as_str()).collect();
    let words = [&[option], &rest[..]].concat().join(" ");
    let (option, side) = match (option.split_once('='), &rest[..]) {
        (Some((option, side)), []) => (option, Some(side)),
        (None, []) => (option, None),
        (None, [side]) => (option, Some(*side)),
        (_, [..]) => ("", None),
    };
    match (option, side) {
        ("--merge", None) => Ok(None),
        ("--merge", Some("ours")) => Ok(Some(Side::Ours)),
        ("--merge", Some("theirs")) => Ok(Some(Side::Theirs)),
        _ => Err(no_merge(&words, option, side)),
    }
}

/// The error where what follows `:save` is no merge, with what is nearest to it.
fn no_merge(words: &str, option: &str, side: Option<&str>) -> Trouble {
    let near = match (option, side) {
        ("--merge", Some(side)) => nearest(side, ["ours", "theirs"]),
        (_, _) => nearest(words, ["--merge", "--merge ours", "--merge theirs"]),
    };
    let message = format!("found `{words}` after `:save`, expected `--merge`, `--merge ours` or `--merge theirs`");
    let error =
        Diagnostic::plain(Class::UsageError, message).hint_if(near.map(|near| format!("did you mean `{near}`?")));
    let hint = "`ours` settles conflicts by what was changed here, `theirs` by what is on disk";
    error.hint(format!("{hint}; a folder whose name begins so stands in quotes")).into()
}

/// Also without changes of its own: then the session goes on with what is on disk.
fn save_merged(shell: &mut Shell, favour: Option<Side>, screen: &mut Screen<'_>) -> Result<(), Trouble> {
    expect_folder(shell)?;
    let unsaved = shell.unsaved();
    let saved = wiring::save_merged(&mut shell.session, &mut shell.home, favour, shell.settings.colour_errors)?;
    if unsaved.is_none() && saved.merged.is_none() {
        return Ok(writeln!(screen.err, "there are no changes, neither here nor on disk")?);
    }
    tell_saved(shell, unsaved.or_else(|| Some("no changes".to_string())), &saved, screen)
}

fn tell_saved(
    shell: &mut Shell,
    unsaved: Option<String>,
    saved: &Saved,
    screen: &mut Screen<'_>,
) -> Result<(), Trouble> {
    // The graph was read again: what the last answer holds are places of the one before.
    shell.last = None;
    let Home::Folder(home) = &shell.home else { return Ok(()) };
    let what = unsaved.unwrap_or_else(|| "the graph".to_string());
    let merged = saved.merged.as_ref().map(|merged| format!("; {merged}")).unwrap_or_default();
    let files = files(&saved.written);
    Ok(writeln!(screen.err, "saved in `{}`: {what}{merged}; wrote {files}", home.path().display())?)
}

fn files(paths: &[String]) -> String {
    match paths {
        [] => "nothing, since the files say the same already".to_string(),
        [first, .., last] if paths.len() > 4 => format!("{} files, `{first}` to `{last}`", paths.len()),
        some => some.iter().map(|path| format!("`{path}`")).collect::<Vec<String>>().join(", "),
    }
}

const USAGE: &str = "usage: `:evidence WORK [SECTION] ['PHRASE'] | off`, as in `:evidence lo-2008 2.1 'a few words'`";

/// `:evidence [WORK [SECTION] ['PHRASE'] | off]`
pub(crate) fn evidence(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    match words {
        [] => {}
        [off] if off.text == "off" && !off.quoted => shell.session.set_evidence(None),
        [_, ..] => {
            let names = shell.names();
            let evidence = passage(shell.session.graph(), &names, words, USAGE)?;
            shell.session.set_evidence(Some(evidence));
        }
    }
    let told = match shell.session.evidence() {
        None => "changes rest on what each query says: `SET r.evidence = [{work: '...', section: '...'}]`".to_string(),
        Some(piece) => format!("changes to come rest on {}", show::place(shell.session.graph(), piece)),
    };
    Ok(writeln!(screen.err, "{told}")?)
}
