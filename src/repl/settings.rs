//! What a user can set for the time of a session.

use crate::show::{Format, Sources, Style};

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
    /// How text is laid out.
    pub fn style(&self) -> Style {
        Style { width: self.width, colour: self.colour, sources: self.sources, formulas: self.formulas }
    }
}
