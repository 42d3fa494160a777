//! What a line that changes the graph comes to: statements, or a question for what is missing.

use super::super::trouble::Trouble;
use super::super::words::{Word, words};
use crate::graph::Evidence;

/// What a line comes to.
pub(crate) enum Step {
    /// All is said: these statements are run as one.
    Do(Change),
    /// Something is missing, or has to be confirmed.
    Ask(Asking),
}

/// Statements that are run as one.
#[derive(Debug, Default)]
pub(crate) struct Change {
    /// The statements.
    pub(crate) statements: Vec<String>,
    /// What there is to say besides.
    pub(crate) remarks: Vec<String>,
    /// The passage to be offered again.
    pub(crate) source: Option<Evidence>,
}

/// A question for one part of a line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asking {
    /// What to say before asking.
    pub(crate) before: String,
    /// What is missing, as in "`add` needs a name".
    pub(crate) missing: String,
    /// How it is written, where nobody can be asked.
    pub(crate) hint: String,
    /// What the prompt says.
    pub(crate) prompt: String,
    /// What stands there already, to be taken or changed.
    pub(crate) initial: String,
    /// What the answer can be completed to.
    pub(crate) completes: Completes,
    /// How the answer becomes part of the line.
    pub(crate) put: Put,
}

/// What an answer can be completed to.
#[derive(Clone, Debug, Default)]
pub struct Completes {
    /// These words.
    pub words: Vec<String>,
    /// The names of nodes.
    pub names: bool,
    /// Ids: only those among the words.
    pub ids: bool,
}

/// How an answer becomes part of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Put {
    /// As one word, whatever is in it.
    #[default]
    Name,
    /// As words.
    Words,
    /// As one word after this one.
    After(&'static str),
    /// As words after this one.
    WordsAfter(&'static str),
    /// As words, and the question comes again until nothing more is said.
    More,
    /// As a number: `#2`.
    Number,
    /// `anyway` if the answer is yes.
    Sure,
}

impl Put {
    /// The words that an answer adds; nothing where it is no.
    pub(super) fn words(self, answer: &str) -> Option<Vec<Word>> {
        let one = |quoted: bool, text: &str| Word { text: text.to_owned(), quoted };
        match self {
            Put::Name => match words(answer).as_slice() {
                [only] if only.quoted => Some(vec![only.clone()]),
                _ => Some(vec![one(true, answer)]),
            },
            Put::Words | Put::More => Some(words(answer)),
            Put::After(word) => Some(vec![one(false, word), one(true, answer)]),
            Put::WordsAfter(word) => {
                let given = words(answer);
                let again = given.first().is_some_and(|first| super::grammar::is_plain(first, word));
                let own = if again { Vec::new() } else { vec![one(false, word)] };
                Some([own, given].concat())
            }
            Put::Number => Some(vec![one(false, &format!("#{}", answer.trim_start_matches('#')))]),
            Put::Sure => {
                let yes = matches!(answer.to_lowercase().as_str(), "y" | "yes" | "anyway");
                yes.then(|| vec![one(false, "anyway")])
            }
        }
    }
}

impl Asking {
    /// A question that is answered by yes or no.
    pub(super) fn sure(before: impl Into<String>, question: &str) -> Asking {
        let before = before.into();
        Asking {
            missing: String::new(),
            hint: "`anyway` at the end of the line does it all the same".to_owned(),
            prompt: format!("{question} [y]es, [n]o: "),
            put: Put::Sure,
            before,
            ..Asking::default()
        }
    }

    /// The error where nobody can be asked.
    pub(super) fn refusal(&self, verb: &str) -> Trouble {
        if self.put == Put::Sure {
            return Trouble::usage(self.before.clone(), self.hint.clone());
        }
        let before = if self.before.is_empty() { String::new() } else { format!("\n{}", self.before) };
        Trouble::usage(format!("`{verb}` needs {}{before}", self.missing), self.hint.clone())
    }
}
