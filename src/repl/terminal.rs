//! The prompt on a terminal.

use std::io::{self, Write};
use std::path::PathBuf;

use rustyline::config::{BellStyle, CompletionType, Config};
use rustyline::error::ReadlineError;
use rustyline::history::{DefaultHistory, History, SearchDirection};
use rustyline::{Editor, EventHandler, KeyCode, KeyEvent, Modifiers};

use super::edit::GIVEN_UP;
use super::helper::Helper;
use super::history;
use super::pager;
use super::settings::wrapped;
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
    let mut leaving = Leaving::default();
    loop {
        let read = editor.readline(&shell.prompt());
        leaving.keep_asking_unless(matches!(read, Err(ReadlineError::Eof)));
        match read {
            Ok(line) => {
                if shell.asked().is_none() {
                    remember(&mut editor, &line);
                }
                if turn(shell, &line, out, err)? == Flow::Quit && leaving.may(shell, &mut editor, out, err)? {
                    break;
                }
            }
            Err(ReadlineError::Interrupted) => tell_given_up(shell, err)?,
            Err(ReadlineError::Eof) if shell.asked().is_some() => tell_given_up(shell, err)?,
            Err(ReadlineError::Eof) => {
                writeln!(out)?;
                out.flush()?;
                if leaving.may(shell, &mut editor, out, err)? {
                    break;
                }
            }
            Err(error) => return Err(io_error(error).into()),
        }
    }
    if let Some(file) = kept {
        // A history that can't be kept is no reason to trouble anyone.
        let _ = editor.append_history(&file);
    }
    Ok(())
}

/// How often the end of input was all the answer to whether to save.
#[derive(Default)]
struct Leaving {
    unanswered: u8,
}

impl Leaving {
    /// Whoever types something is still there.
    fn keep_asking_unless(&mut self, is_end: bool) {
        self.unanswered = if is_end { self.unanswered } else { 0 };
    }

    /// Whether the user may go. Ctrl-D at the question stays, since it may be one too many; where nothing else ever
    /// comes, nobody is there any more, and what is lost is said.
    fn may(
        &mut self,
        shell: &mut Shell,
        editor: &mut Line,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> Result<bool, Halt> {
        let answer = may_leave(shell, editor, out, err)?;
        self.unanswered = if answer.is_none() { self.unanswered + 1 } else { 0 };
        match (answer, self.unanswered) {
            (Some(may), _) => Ok(may),
            (None, 0 | 1) => {
                writeln!(err, "\nnot left: nothing is saved yet; answer `n` to leave without saving")?;
                Ok(false)
            }
            (None, 2..) => {
                writeln!(err, "\nleft without saving: {}", shell.unsaved().unwrap_or_default())?;
                Ok(true)
            }
        }
    }
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

/// Forgets a question that waits.
fn tell_given_up(shell: &mut Shell, err: &mut dyn Write) -> io::Result<()> {
    if shell.give_up() { writeln!(err, "{GIVEN_UP}") } else { Ok(()) }
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

/// Whether the user may go: where changes are not saved, asks first. Nothing where input ends at the question.
fn may_leave(
    shell: &mut Shell,
    editor: &mut Line,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Option<bool>, Halt> {
    let Some(unsaved) = shell.unsaved() else { return Ok(Some(true)) };
    let told = format!("not saved: {unsaved}; {}", shell.way_to_save());
    writeln!(err, "{}", wrapped(&told, shell.settings.room(), 0))?;
    loop {
        err.flush()?;
        let answer = match editor.readline("save? [y]es, [n]o, [c]ancel: ") {
            Ok(answer) => answer.trim().to_lowercase(),
            Err(ReadlineError::Interrupted) => return Ok(Some(false)),
            Err(ReadlineError::Eof) => return Ok(None),
            Err(error) => return Err(io_error(error).into()),
        };
        match answer.as_str() {
            "y" | "yes" => {
                let Some(save) = save_line(shell, editor)? else { return Ok(Some(false)) };
                turn(shell, &save, out, err)?;
                return Ok(Some(shell.unsaved().is_none()));
            }
            "n" | "no" => return Ok(Some(true)),
            "c" | "cancel" | "" => return Ok(Some(false)),
            _ => {}
        }
    }
}

/// The command that saves; asks for a folder where the graph has none.
fn save_line(shell: &Shell, editor: &mut Line) -> Result<Option<String>, Halt> {
    if shell.has_folder() {
        return Ok(Some(":save".to_string()));
    }
    match editor.readline("to which folder? ") {
        Ok(folder) if folder.trim().is_empty() => Ok(None),
        Ok(folder) => Ok(Some(format!(":save {}", folder.trim()))),
        Err(ReadlineError::Interrupted | ReadlineError::Eof) => Ok(None),
        Err(error) => Err(io_error(error).into()),
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
