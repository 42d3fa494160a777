//! What happens while a line is typed: completion, hints, colours, and when it is complete.

mod complete;
mod context;
mod cypher;
mod highlight;
mod hint;

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Result};

use super::input::is_complete;
use super::vocabulary::Vocabulary;
use context::wants_file;

pub use complete::{Suggestion, complete};

/// The helper of the line editor.
pub(crate) struct Helper {
    vocabulary: Rc<RefCell<Vocabulary>>,
    files: FilenameCompleter,
    colour: bool,
}

impl Helper {
    /// A helper that knows these words.
    pub(crate) fn new(vocabulary: Rc<RefCell<Vocabulary>>, colour: bool) -> Helper {
        Helper { vocabulary, files: FilenameCompleter::new(), colour }
    }

    /// Whether a question waits for its answer.
    fn is_asking(&self) -> bool {
        self.vocabulary.borrow().expected.is_some()
    }
}

impl rustyline::Helper for Helper {}

impl Completer for Helper {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> Result<(usize, Vec<Pair>)> {
        if !self.is_asking() && wants_file(line, pos) {
            return self.files.complete_path(line, pos);
        }
        let vocabulary = self.vocabulary.borrow();
        let (start, found) = match &vocabulary.expected {
            Some(expected) => complete::answer(&vocabulary, expected, line, pos),
            None => complete(&vocabulary, line, pos),
        };
        let pairs = found.into_iter().map(|one| Pair { display: one.display, replacement: one.replacement });
        Ok((start, pairs.collect()))
    }
}

impl Hinter for Helper {
    type Hint = String;

    fn hint(&self, line: &str, pos: usize, _: &Context<'_>) -> Option<String> {
        if self.is_asking() {
            return None;
        }
        hint::hint(&self.vocabulary.borrow(), line, pos)
    }
}

impl Highlighter for Helper {
    fn highlight<'l>(&self, line: &'l str, pos: usize) -> Cow<'l, str> {
        if self.colour && !self.is_asking() { Cow::Owned(highlight::highlight(line, pos)) } else { Cow::Borrowed(line) }
    }

    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _default: bool) -> Cow<'b, str> {
        if self.colour { Cow::Owned(format!("\u{1b}[1m{prompt}\u{1b}[0m")) } else { Cow::Borrowed(prompt) }
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if self.colour { Cow::Owned(format!("\u{1b}[2m{hint}\u{1b}[0m")) } else { Cow::Borrowed(hint) }
    }

    fn highlight_char(&self, _line: &str, _pos: usize, _kind: CmdKind) -> bool {
        self.colour
    }
}

impl Validator for Helper {
    fn validate(&self, context: &mut ValidationContext<'_>) -> Result<ValidationResult> {
        let complete = self.is_asking() || is_complete(context.input());
        Ok(if complete { ValidationResult::Valid(None) } else { ValidationResult::Incomplete })
    }
}
