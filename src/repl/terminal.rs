//! The prompt on a terminal.

use std::io::{self, Write};
use std::path::PathBuf;

use rustyline::config::{BellStyle, CompletionType, Config};
use rustyline::error::ReadlineError;
use rustyline::history::{DefaultHistory, History, SearchDirection};
use rustyline::{Editor, EventHandler, KeyCode, KeyEvent, Modifiers};

use super::helper::Helper;
use super::history;
use super::pager;
use super::shell::Shell;
use super::trouble::{Flow, Halt};
use crate::cli::terminal_height;
use crate::graph::View;

type Line = Editor<Helper, DefaultHistory>;

/// Reads lines from the terminal and carries them out until the user leaves.
///
/// # Errors
/// Where the terminal can't be read or written.
pub fn prompt(shell: &mut Shell, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Halt> {
    shell.settings.interactive = true;
    let mut editor = editor(shell).map_err(io_error)?;
    let kept = load_history(&mut editor, shell);
    banner(shell, out)?;
    loop {
        match editor.readline(&shell.prompt()) {
            Ok(line) => {
                remember(&mut editor, &line);
                if turn(shell, &line, out, err)? == Flow::Quit {
                    break;
                }
            }
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => break,
            Err(error) => return Err(io_error(error).into()),
        }
    }
    if let Some(file) = kept {
        // A history that can't be kept is no reason to trouble anyone.
        let _ = editor.append_history(&file);
    }
    Ok(())
}

fn editor(shell: &mut Shell) -> rustyline::Result<Line> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .bell_style(BellStyle::None)
        .history_ignore_space(true)
        .max_history_size(5000)?
        .auto_add_history(false)
        .build();
    let mut editor = Editor::with_config(config)?;
    editor.set_helper(Some(Helper::new(shell.vocabulary(), shell.settings.colour)));
    // Alt-Enter goes to a new line even where the text could be carried out.
    let new_line = EventHandler::Simple(rustyline::Cmd::Newline);
    editor.bind_sequence(KeyEvent(KeyCode::Enter, Modifiers::ALT), new_line);
    Ok(editor)
}

fn load_history(editor: &mut Line, shell: &mut Shell) -> Option<PathBuf> {
    let file = history::file()?;
    // A first visit has no file yet.
    let _ = editor.load_history(&file);
    let lines = editor.history();
    for at in 0..lines.len() {
        if let Ok(Some(found)) = lines.get(at, SearchDirection::Forward) {
            shell.history.push(found.entry.into_owned());
        }
    }
    Some(file)
}

fn remember(editor: &mut Line, line: &str) {
    if !line.trim().is_empty() {
        // The line is carried out whether it is remembered or not.
        let _ = editor.add_history_entry(line.trim_end());
    }
}

/// Carries out one line. Results go through the pager where they are long; what else there is to say
/// comes after them.
fn turn(shell: &mut Shell, line: &str, out: &mut dyn Write, err: &mut dyn Write) -> Result<Flow, Halt> {
    let (mut results, mut remarks) = (Vec::new(), Vec::new());
    let done = shell.execute(line, &mut results, &mut remarks);
    pager::page(out, &results, terminal_height())?;
    err.write_all(&remarks)?;
    match done {
        Ok(flow) => Ok(flow),
        Err(Halt::Said(_)) => Ok(Flow::Continue),
        Err(Halt::Io(error)) => Err(error.into()),
    }
}

fn banner(shell: &Shell, out: &mut dyn Write) -> io::Result<()> {
    let graph = shell.session.graph();
    let style = shell.settings.style();
    let name = style.bold("Actant");
    writeln!(
        out,
        "{name} {}: {} actors, {} relations",
        env!("CARGO_PKG_VERSION"),
        graph.node_count(),
        graph.edge_count()
    )?;
    writeln!(out, "Ask in plain verbs (`show Kazakhstan`) or in Cypher; Tab completes names and words.")?;
    writeln!(out, "`:tour` shows the way, `:help` lists everything, `:quit` or Ctrl-D leaves.")?;
    out.flush()
}

fn io_error(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Io(error) => error,
        other => io::Error::other(other.to_string()),
    }
}
