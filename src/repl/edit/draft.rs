//! Lines from which something is missing, and the questions that complete them.

use std::io::Write;

use super::Change;
use crate::diagnostic::{Class, Diagnostic, nearest};
use crate::repl::settings::wrapped;
use crate::repl::shell::Shell;
use crate::repl::trouble::Trouble;
use crate::repl::words::{Word, typed, words};
use crate::show::shortened;

/// What is said where a question is left without an answer.
pub(crate) const GIVEN_UP: &str = "given up: nothing was changed";

/// What an answer does to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    /// It is put at its end, after this; `whole` where it is one word, however many it has.
    Part { before: &'static str, whole: bool },
    /// A yes puts `!` at its end.
    Sure,
    /// A yes carries it out; a property with its value is put at its end.
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
    /// What an empty answer stands for.
    offered: String,
    expected: Expected,
    /// The properties that a line may go on with.
    may: Vec<String>,
}

/// What comes of an answer.
pub(crate) enum Answered {
    /// The line that it makes, and whether that is settled.
    Line(String, Guided),
    /// The user gives up.
    GivenUp,
    /// It is no answer; the question goes on waiting.
    Not(Diagnostic),
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
        Question { wanted, about, hints: Vec::new(), label, offered, expected: Expected::Anything, may: Vec::new() }
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
        let label = if change.may.is_empty() { "do it? [yes], no" } else { "make it? [yes], no, or more" };
        let question = Question::part(label, change.cypher()).offer(Some("yes"));
        let question = Question { wanted: Wanted::Make, may: change.may.clone(), ..question };
        let more: Vec<String> = change.more.iter().map(|name| format!("`{name}`")).collect();
        let hint = format!("more: `NAME VALUE`, of {}", more.join(", "));
        let question = if more.is_empty() { question } else { question.hint(hint) };
        question.expect(Expected::Words(change.may.clone()))
    }

    /// What stands before the cursor; what an empty answer stands for is in brackets.
    fn prompt(&self) -> String {
        let in_label = self.offered.is_empty() || self.wanted == Wanted::Make;
        let offered = if in_label { String::new() } else { format!(" [{}]", shortened(&self.offered, 40)) };
        format!("  {}{offered}: ", self.label)
    }

    /// The error where nobody can be asked: what is missing, and how the whole line would read.
    pub(crate) fn unasked(&self, line: &str) -> Diagnostic {
        let whole = match self.wanted {
            Wanted::Part { before, whole } => {
                let offered = if whole { typed(&self.offered) } else { self.offered.clone() };
                let answer = if self.offered.is_empty() { self.label.to_uppercase() } else { offered };
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
    /// What comes of an answer; an empty one stands for what is offered.
    fn answered(&self, answer: &str) -> Answered {
        let answer = if answer.trim().is_empty() { &self.question.offered } else { answer.trim() };
        let yes = matches!(answer.to_lowercase().as_str(), "y" | "yes" | "!");
        let no = matches!(answer.to_lowercase().as_str(), "n" | "no");
        match self.question.wanted {
            _ if answer.is_empty() => Answered::GivenUp,
            Wanted::Part { whole: true, before } if !answer.starts_with(['"', '\'']) => {
                Answered::Line(self.with(&format!("{before}{}", typed(answer))), Guided::Asking)
            }
            Wanted::Part { before, .. } => Answered::Line(self.with(&format!("{before}{answer}")), Guided::Asking),
            Wanted::Sure if yes => Answered::Line(format!("{} !", self.line), Guided::No),
            Wanted::Make if yes => Answered::Line(self.line.clone(), Guided::Settled),
            Wanted::Sure | Wanted::Make if no => Answered::GivenUp,
            Wanted::Make if !self.question.may.is_empty() => self.more(answer),
            Wanted::Sure | Wanted::Make => {
                let error = Diagnostic::plain(Class::UsageError, format!("`{answer}` is neither yes nor no"));
                Answered::Not(error.hint("`no` or Ctrl-C gives up"))
            }
        }
    }

    /// The line with more at its end: before a last `!`.
    fn with(&self, more: &str) -> String {
        match self.line.strip_suffix(" !") {
            Some(line) => format!("{line} {more} !"),
            None => format!("{} {more}", self.line),
        }
    }

    /// The line without what an answer before gave for a property, since the last one counts.
    fn without(&self, known: &str) -> String {
        let words = words(&self.line);
        let is = |at: usize, text: &str| words.get(at).is_some_and(|word| !word.quoted && word.text == text);
        let Some(begin) = (1..words.len()).find(|at| is(*at, known) && is(at + 1, "=")) else {
            return self.line.clone();
        };
        let is_next = |at: &usize| {
            let known = self.question.may.iter().any(|name| is(*at, name));
            known || is(at + 1, "=") || is(*at, "from") || is(*at, "!")
        };
        let end = (begin + 2..words.len()).find(is_next).unwrap_or(words.len());
        let kept = words[..begin].iter().chain(&words[end..]);
        kept.map(Word::retyped).collect::<Vec<String>>().join(" ")
    }

    /// A property with its value, or a passage, put at the end of the line; `=` marks it there as one.
    fn more(&self, answer: &str) -> Answered {
        let answer = answer.trim_start_matches([',', ' ']);
        let (name, rest) = answer.split_at(answer.find([' ', '=']).unwrap_or(answer.len()));
        let value = rest.trim_start();
        if name.eq_ignore_ascii_case("from") && !value.is_empty() {
            return Answered::Line(self.with(answer), Guided::Asking);
        }
        let may = || self.question.may.iter().map(String::as_str);
        match may().find(|known| known.eq_ignore_ascii_case(name)) {
            Some(known) => {
                let value = value.strip_prefix('=').unwrap_or(value).trim_start();
                let draft = Draft { line: self.without(known), question: self.question.clone() };
                Answered::Line(draft.with(format!("{known} = {value}").trim_end()), Guided::Asking)
            }
            None => {
                let near = nearest(name, may()).map(|near| format!("did you mean `{near}`?"));
                let message = format!("found `{name}`, expected a property with its value, `from WORK`, yes or no");
                Answered::Not(Diagnostic::plain(Class::UsageError, message).hint_if(near))
            }
        }
    }
}

impl Shell {
    /// Takes up a question, to be answered by the next line.
    pub(crate) fn pose(&mut self, question: Question, line: &str, err: &mut dyn Write) -> std::io::Result<()> {
        let width = self.settings.room();
        writeln!(err, "{}", wrapped(&question.about, width, 0))?;
        question.hints.iter().try_for_each(|hint| writeln!(err, "  {}", wrapped(hint, width, 2)))?;
        if question.wanted == Wanted::Make {
            writeln!(err, "  {}", wrapped(&format!("in one line: {}", line.trim()), width, 2))?;
        }
        self.wait_for(Draft { line: line.trim().to_string(), question });
        Ok(())
    }

    /// Waits for the answer to a question that was put before.
    pub(crate) fn wait_for(&mut self, draft: Draft) {
        let vocabulary = self.vocabulary();
        vocabulary.borrow_mut().expected = Some(draft.question.expected.clone());
        vocabulary.borrow_mut().offered = draft.question.offered.clone();
        self.draft = Some(draft);
    }

    /// Takes an answer: what comes of it.
    pub(crate) fn continued(&mut self, draft: &Draft, answer: &str) -> Answered {
        let answered = draft.answered(answer);
        // A yes to "really?" settles nothing that is still asked for, and asks for nothing that is not.
        if let Answered::Line(_, guided @ (Guided::Asking | Guided::Settled)) = &answered {
            self.guided = *guided;
        }
        answered
    }

    /// Forgets the question that waits; whether there was one.
    pub fn give_up(&mut self) -> bool {
        self.guided = Guided::No;
        self.vocabulary().borrow_mut().expected = None;
        self.draft.take().is_some()
    }

    /// What stands before the cursor while a question waits.
    pub(crate) fn asked(&self) -> Option<String> {
        self.draft.as_ref().map(|draft| draft.question.prompt())
    }
}
