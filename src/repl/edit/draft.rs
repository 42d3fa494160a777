//! Lines from which something is missing, and the questions that complete them.

use std::io::Write;

use super::Change;
use crate::diagnostic::{Class, Diagnostic};
use crate::repl::shell::Shell;
use crate::repl::trouble::Trouble;
use crate::repl::words::typed;

/// What is said where a question is left without an answer.
pub(crate) const GIVEN_UP: &str = "given up: nothing was changed";

/// What an answer does to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    /// It is put at its end, after this; `whole` where it is one word, however many it has.
    Part { before: &'static str, whole: bool },
    /// A yes puts `!` at its end.
    Sure,
    /// A yes carries it out; anything else is put at its end.
    Make,
}

/// What an answer may be, for completion.
#[derive(Clone, Debug)]
pub(crate) enum Expected {
    /// Anything.
    Anything,
    /// A name of something in the graph.
    Name,
    /// A work, and a place in it.
    Work,
    /// One of these words.
    Words(Vec<String>),
    /// One of these words, or a name.
    WordsOrName(Vec<String>),
}

/// A question that completes a line.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    wanted: Wanted,
    /// What is missing, or what there is to think about.
    about: String,
    hints: Vec<String>,
    /// What stands before the cursor.
    label: String,
    /// What is offered as the answer.
    offered: String,
    expected: Expected,
}

/// A line that waits for the answer to a question.
pub(crate) struct Draft {
    line: String,
    question: Question,
}

/// Whether a line came together by questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Guided {
    /// It was typed as it is.
    #[default]
    No,
    /// It did, and nobody has said yet that it is to be carried out.
    Asking,
    /// It did, and is to be carried out.
    Settled,
}

impl Question {
    /// Asks for a part that is missing: `label` names it in a word, `about` in a sentence.
    pub(crate) fn part(label: &str, about: impl Into<String>) -> Question {
        let wanted = Wanted::Part { before: "", whole: false };
        let (label, about, offered) = (label.to_string(), about.into(), String::new());
        Question { wanted, about, hints: Vec::new(), label, offered, expected: Expected::Anything }
    }

    /// The answer is one word, however many it has.
    pub(crate) fn whole(mut self) -> Question {
        self.wanted = Wanted::Part { before: "", whole: true };
        self
    }

    /// The answer stands after this.
    pub(crate) fn after(mut self, before: &'static str) -> Question {
        self.wanted = Wanted::Part { before, whole: false };
        self
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Question {
        self.hints.push(hint.into());
        self
    }

    pub(crate) fn offer(mut self, offered: Option<&str>) -> Question {
        self.offered = offered.unwrap_or_default().to_string();
        self
    }

    pub(crate) fn expect(mut self, expected: Expected) -> Question {
        self.expected = expected;
        self
    }

    /// Asks whether something is really meant.
    pub(crate) fn sure(about: impl Into<String>, label: &str) -> Question {
        Question { wanted: Wanted::Sure, ..Question::part(label, about) }
    }

    /// Asks whether a line that came together by questions is to be carried out.
    pub(crate) fn make(change: &Change) -> Question {
        let question = Question { wanted: Wanted::Make, ..Question::part("make it? yes, or more", change.cypher()) };
        let more: Vec<String> = change.more.iter().map(|name| format!("`{name}`")).collect();
        let hint = format!("more: `NAME VALUE`, of {}", more.join(", "));
        let question = if more.is_empty() { question } else { question.hint(hint) };
        question.offer(Some("yes")).expect(Expected::Words(change.more.clone()))
    }

    /// The error where nobody can be asked: what is missing, and how the whole line would read.
    pub(crate) fn unasked(&self, line: &str) -> Diagnostic {
        let whole = match self.wanted {
            Wanted::Part { before, .. } => {
                let answer = if self.offered.is_empty() { self.label.to_uppercase() } else { self.offered.clone() };
                format!("the whole line reads `{} {before}{answer}`", line.trim())
            }
            Wanted::Sure => format!("`{} !` does it all the same", line.trim()),
            Wanted::Make => format!("`{}`", line.trim()),
        };
        let error = Diagnostic::plain(Class::UsageError, self.about.clone());
        self.hints.iter().fold(error, |error, hint| error.hint(hint.clone())).hint(whole)
    }
}

impl From<Question> for Trouble {
    fn from(question: Question) -> Trouble {
        Trouble::Ask(Box::new(question))
    }
}

impl Draft {
    /// The line that an answer makes, and whether it is settled; nothing where the user gives up.
    fn answered(&self, answer: &str) -> Option<(String, Guided)> {
        let answer = answer.trim();
        let yes = matches!(answer.to_lowercase().as_str(), "y" | "yes" | "!");
        let no = matches!(answer.to_lowercase().as_str(), "" | "n" | "no");
        let line = &self.line;
        match self.question.wanted {
            _ if answer.is_empty() => None,
            Wanted::Part { whole: true, .. } if !answer.starts_with(['"', '\'']) => {
                Some((format!("{line} {}", typed(answer)), Guided::Asking))
            }
            Wanted::Part { before, .. } => Some((format!("{line} {before}{answer}"), Guided::Asking)),
            Wanted::Sure => yes.then(|| (format!("{line} !"), Guided::No)),
            Wanted::Make if yes => Some((line.clone(), Guided::Settled)),
            Wanted::Make => (!no).then(|| (format!("{line} {answer}"), Guided::Asking)),
        }
    }
}

impl Shell {
    /// Takes up a question, to be answered by the next line.
    pub(crate) fn pose(&mut self, question: Question, line: &str, err: &mut dyn Write) -> std::io::Result<()> {
        writeln!(err, "{}", question.about)?;
        question.hints.iter().try_for_each(|hint| writeln!(err, "  {hint}"))?;
        if question.wanted == Wanted::Make {
            writeln!(err, "  in one line: {}", line.trim())?;
        }
        self.wait_for(Draft { line: line.trim().to_string(), question });
        Ok(())
    }

    /// Waits for the answer to a question that was put before.
    pub(crate) fn wait_for(&mut self, draft: Draft) {
        self.vocabulary().borrow_mut().expected = Some(draft.question.expected.clone());
        self.draft = Some(draft);
    }

    /// Takes an answer; gives the line it makes, or nothing where the user gives up.
    pub(crate) fn continued(&mut self, draft: &Draft, answer: &str) -> Option<String> {
        let (line, guided) = draft.answered(answer)?;
        // A yes to "really?" settles nothing that is still asked for, and asks for nothing that is not.
        self.guided = if guided == Guided::No { self.guided } else { guided };
        Some(line)
    }

    /// Forgets the question that waits; whether there was one.
    pub fn give_up(&mut self) -> bool {
        self.guided = Guided::No;
        self.vocabulary().borrow_mut().expected = None;
        self.draft.take().is_some()
    }

    /// What stands before the cursor while a question waits, and what is offered as its answer.
    pub(crate) fn asked(&self) -> Option<(String, &str)> {
        let question = &self.draft.as_ref()?.question;
        Some((format!("  {}: ", question.label), &question.offered))
    }
}
