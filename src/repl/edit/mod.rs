//! Verbs that change the graph: each builder turns words into statements of Cypher that are run as one, so that they
//! can be shown, undone and saved like any others.
//!
//! A line from which something is missing ends in a [`draft::Question`]; its answer is put at the end of the line,
//! which is then read again. So there is one grammar for a line typed at once and for step by step, and where nobody
//! can be asked, the question says how the whole line would read.

mod add;
mod draft;
mod fields;
mod line;
mod merge;
mod near;
mod node;
pub(super) mod passage;
mod references;
mod relation;
mod remove;
mod rename;
mod set;

pub(crate) use add::add;
pub(crate) use draft::{Answered, Draft, Expected, GIVEN_UP, Guided, Question};
pub(crate) use merge::merge;
pub(crate) use remove::remove;
pub(crate) use rename::rename;
pub(crate) use set::edit;

use super::ask::Ask;
use super::shell::{Screen, Shell};
use super::trouble::Trouble;
use super::words::Word;
use crate::cli::saved::SavedQuery;
use crate::graph::{Schema, View};
use crate::show;
use crate::value::NodeId;

/// What a builder may look at.
pub(crate) struct Desk<'a> {
    /// The graph, its schema and names.
    pub(crate) ask: Ask<'a>,
    /// The saved queries.
    pub(crate) queries: &'a [SavedQuery],
    /// The source named last, as it was typed.
    pub(crate) last: Option<&'a str>,
    /// Whether a passage stands for all changes (`:evidence`).
    pub(crate) vouched: bool,
    /// Whether the line comes together by questions, so that the last of two answers counts.
    pub(crate) guided: bool,
}

/// What a line comes to.
#[derive(Default)]
pub(crate) struct Change {
    /// The statements; none where there is only something to tell.
    pub(crate) statements: Vec<String>,
    /// What they do.
    pub(crate) told: Vec<String>,
    /// The source they rest on, to be offered again.
    pub(crate) source: Option<String>,
    /// What else could be said of the record.
    pub(crate) more: Vec<String>,
    /// All that can be said of it.
    pub(crate) may: Vec<String>,
}

/// Turns words into a change.
pub(crate) type Builder = fn(&Desk<'_>, &[Word]) -> Result<Change, Trouble>;

impl Change {
    /// The statements as one text.
    pub(crate) fn cypher(&self) -> String {
        self.statements.join(";\n")
    }
}

/// Words without a last `!`, and whether there was one.
pub(super) fn sure(words: &[Word]) -> (&[Word], bool) {
    match words.split_last() {
        Some((last, rest)) if last.text == "!" && !last.quoted => (rest, true),
        Some(_) | None => (words, false),
    }
}

impl<'a> Desk<'a> {
    fn view(&self) -> &'a dyn View {
        self.ask.view
    }

    fn schema(&self) -> Option<&'a Schema> {
        self.ask.schema
    }

    /// "Kazakhstan (State)"
    fn called(&self, node: NodeId) -> String {
        format!("{} ({})", show::name_of(self.view(), node), show::label_names(self.view(), node).join(", "))
    }

    /// The labels of a node.
    fn labels(&self, node: NodeId) -> Vec<String> {
        show::label_names(self.view(), node).iter().map(|label| label.to_string()).collect()
    }
}

impl Shell {
    /// What a line of a changing verb comes to.
    pub(crate) fn planned(&mut self, build: Builder, words: &[Word]) -> Result<Change, Trouble> {
        let names = self.names();
        let graph = self.session.graph();
        let ask = Ask { view: graph, schema: graph.schema().map(AsRef::as_ref), names: &names };
        let (last, vouched) = (self.last_source.as_deref(), self.session.evidence().is_some());
        let guided = self.guided != Guided::No;
        build(&Desk { ask, queries: &self.queries, last, vouched, guided }, words)
    }

    /// Carries out a changing verb: all of its statements or none.
    pub(crate) fn change(&mut self, build: Builder, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
        let change = self.planned(build, words)?;
        if change.statements.is_empty() {
            return Ok(change.told.iter().try_for_each(|line| writeln!(screen.out, "{line}"))?);
        }
        if self.guided == Guided::Asking {
            return Err(Question::make(&change).into());
        }
        if self.settings.cypher {
            let style = show::Style { colour: self.settings.colour_errors, ..show::Style::default() };
            writeln!(screen.err, "{}\n", style.faint(&change.cypher()))?;
        }
        self.session.run_together(&change.statements)?;
        self.last_source = change.source.or(self.last_source.take());
        Ok(change.told.iter().try_for_each(|line| writeln!(screen.err, "{line}"))?)
    }
}
