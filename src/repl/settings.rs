//! What a user can set for the time of a session.

use crate::show::{Format, Sources, Style, lines_within};

/// The settings of a session.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The form rows are written in.
    pub format: Format,
    /// How much is said about what rows rest on.
    pub sources: Sources,
    /// Whether a text in CSV may begin as a formula of a spreadsheet does.
    pub formulas: bool,
    /// The columns there is room for; nothing is cut where this is unknown.
    pub width: Option<usize>,
    /// Whether results may be coloured.
    pub colour: bool,
    /// Whether what goes to standard error may be coloured.
    pub colour_errors: bool,
    /// Whether verbs show the Cypher they stand for.
    pub cypher: bool,
    /// Whether someone sits at the prompt who can be asked.
    pub interactive: bool,
}

impl Settings {
    /// The columns that questions and errors have on a terminal; elsewhere nothing is wrapped.
    pub(crate) fn room(&self) -> Option<usize> {
        self.width.filter(|_| self.interactive)
    }

    /// How text is laid out.
    pub fn style(&self) -> Style {
        Style { width: self.width, colour: self.colour, sources: self.sources, formulas: self.formulas }
    }
}

/// A text in lines that there is room for; a line of the text stays one, and its further ones stand under its first.
/// The first begins `indent` columns in already.
pub(crate) fn wrapped(text: &str, room: Option<usize>, indent: usize) -> String {
    let Some(room) = room else { return text.to_string() };
    let wrap = |line: &str| {
        let words = line.trim_start();
        let margin = " ".repeat(line.len() - words.len() + indent);
        let lines = lines_within(words, room.saturating_sub(margin.len()).max(20));
        format!("{}{}", &line[..line.len() - words.len()], lines.join(&format!("\n{margin}")))
    };
    text.split('\n').map(wrap).collect::<Vec<String>>().join(&format!("\n{}", " ".repeat(indent)))
}
