//! The prompt: plain verbs for beginners, `:` commands, openCypher for the rest.
//!
//! [`Shell`] is the prompt without a terminal: a line goes in, text comes out. [`prompt`] puts it on
//! a terminal, [`script`] feeds it from a file or a pipe.

mod ask;
mod bibliography;
mod check;
mod commands;
mod compare;
mod disk;
mod disputes;
mod edit;
mod export;
mod falls;
mod help;
mod helper;
mod history;
mod input;
mod lens;
mod names;
mod pager;
mod place;
mod save;
mod script;
mod set;
mod settings;
mod shell;
mod split;
mod tell;
mod terminal;
mod tour;
mod trouble;
mod verbs;
mod vocabulary;
mod words;

pub use commands::{COMMANDS, Command};
pub use helper::{Suggestion, complete};
pub use input::is_complete;
pub use lens::Part as LensPart;
pub use names::{Found, Names};
pub use script::script;
pub(crate) use set::{megabytes, seconds};
pub use settings::Settings;
pub use shell::Shell;
pub use terminal::prompt;
pub use trouble::{Flow, Halt};
pub use verbs::{VERBS, Verb};
pub use vocabulary::Vocabulary;
