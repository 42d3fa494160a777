//! Verbs that change the graph: `add`, `edit`, `rename`, `merge`, `remove`.
//!
//! A verb turns its words into Cypher, or into a question for the first thing that is missing. Where somebody
//! sits at the prompt, the answer becomes part of the words and the verb looks at them again; a script is told
//! what is missing. So the guided way and the line typed at once are one thing.

mod add;
mod edit;
mod grammar;
mod merge;
mod near;
mod pair;
mod record;
mod relate;
mod remove;
mod rename;
mod source;
mod step;

use super::ask::Ask;
use super::shell::{Screen, Shell};
use super::trouble::{Flow, Trouble};
use super::verbs::Verb;
use super::words::Word;
use crate::cli::saved::SavedQuery;
use crate::graph::{Evidence, Graph};
use crate::show;

pub(crate) use add::add;
pub(crate) use edit::edit;
pub(crate) use merge::merge;
pub(crate) use remove::remove;
pub(crate) use rename::rename;
pub use step::Completes;
pub(crate) use step::Step;
use step::{Asking, Change, Put};

/// What a verb may look at.
pub(crate) struct Scene<'a> {
    /// The graph and its names.
    pub(crate) ask: Ask<'a>,
    /// The graph.
    pub(crate) graph: &'a Graph,
    /// The saved queries, which may name what is changed.
    pub(crate) queries: &'a [SavedQuery],
    /// The passage given last.
    pub(crate) last_source: Option<&'a Evidence>,
    /// Whether a passage stands for all changes.
    pub(crate) vouched: bool,
    /// Whether what may be said is asked for too.
    pub(crate) guided: bool,
}

/// A line that waits for a part of it.
pub(crate) struct Waiting {
    verb: &'static Verb,
    words: Vec<Word>,
    guided: bool,
    asking: Asking,
}

/// What a verb that changes the graph makes of its words.
pub(crate) type Changer = fn(&Scene<'_>, &[Word]) -> Result<Step, Trouble>;

/// Carries out a verb that changes the graph.
pub(crate) fn change(
    shell: &mut Shell,
    verb: &'static Verb,
    words: &[Word],
    screen: &mut Screen<'_>,
) -> Result<(), Trouble> {
    go_on(shell, verb, words.to_vec(), words.is_empty(), screen)
}

/// The statements of a verb that changes the graph, without running them.
pub(crate) fn explain(shell: &mut Shell, verb: &Verb, build: Changer, words: &[Word]) -> Result<String, Trouble> {
    match look(shell, build, words, false)? {
        Step::Do(change) => Ok(change.statements.join(";\n")),
        Step::Ask(asking) => Err(asking.refusal(verb.name)),
    }
}

/// Takes a line where a question waits: it is the answer, unless it is a command. An empty one gives up, where
/// something is missing.
pub(crate) fn take(shell: &mut Shell, line: &str, screen: &mut Screen<'_>) -> Result<Option<Flow>, Trouble> {
    let answer = line.trim();
    if answer.starts_with(':') {
        return Ok(None);
    }
    let Some(waiting) = shell.waiting.take() else { return Ok(None) };
    let more = waiting.asking.put == Put::More;
    let Some(added) = waiting.asking.put.words(answer).filter(|_| more || !answer.is_empty()) else {
        give_up(screen)?;
        return Ok(Some(Flow::Continue));
    };
    let guided = waiting.guided && !(more && answer.is_empty());
    let words = [waiting.words.clone(), added].concat();
    if let Err(trouble) = go_on(shell, waiting.verb, words, guided, screen) {
        // What was said before is kept, and the question comes again.
        shell.waiting = Some(waiting);
        return Err(trouble);
    }
    // Nothing was said, and nothing is to be done without it.
    if more && answer.is_empty() && shell.waiting.as_ref().is_some_and(|next| next.asking.put == Put::More) {
        shell.waiting = None;
        give_up(screen)?;
    }
    Ok(Some(Flow::Continue))
}

fn give_up(screen: &mut Screen<'_>) -> Result<(), Trouble> {
    Ok(writeln!(screen.err, "given up; nothing was changed")?)
}

impl Shell {
    /// Leaves a question unanswered; gives whether there was one.
    pub(crate) fn stop_asking(&mut self) -> bool {
        self.waiting.take().is_some()
    }

    /// What the prompt says where a question waits, and what stands there already.
    pub(crate) fn question_asked(&self) -> Option<(&str, &str)> {
        self.waiting.as_ref().map(|waiting| (waiting.asking.prompt.as_str(), waiting.asking.initial.as_str()))
    }

    /// What an answer can be completed to, where a question waits.
    pub(crate) fn completes(&self) -> Option<Completes> {
        self.waiting.as_ref().map(|waiting| waiting.asking.completes.clone())
    }
}

fn look(shell: &mut Shell, build: Changer, words: &[Word], guided: bool) -> Result<Step, Trouble> {
    let names = shell.names();
    let graph = shell.session.graph();
    let ask = Ask { view: graph, schema: graph.schema().map(AsRef::as_ref), names: &names };
    let vouched = shell.session.evidence().is_some();
    let (queries, last_source) = (&shell.queries, shell.last_source.as_ref());
    build(&Scene { ask, graph, queries, last_source, vouched, guided }, words)
}

fn go_on(
    shell: &mut Shell,
    verb: &'static Verb,
    words: Vec<Word>,
    guided: bool,
    screen: &mut Screen<'_>,
) -> Result<(), Trouble> {
    let super::verbs::Deed::Change(build) = verb.deed else { return Ok(()) };
    let guided = guided && shell.settings.interactive;
    match look(shell, build, &words, guided)? {
        Step::Do(change) => run(shell, change, screen),
        Step::Ask(asking) if !shell.settings.interactive => Err(asking.refusal(verb.name)),
        Step::Ask(asking) => {
            if !asking.before.is_empty() {
                writeln!(screen.err, "{}", asking.before)?;
            }
            let guided = guided || asking.put == Put::More;
            shell.waiting = Some(Waiting { verb, words, guided, asking });
            Ok(())
        }
    }
}

/// Runs statements as one; tells what they changed, and shows them.
fn run(shell: &mut Shell, change: Change, screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let made = shell.session.run_together(&change.statements);
    let made = made.map_err(|(error, statement)| Trouble::Error(error, statement))?;
    if change.source.is_some() {
        shell.last_source = change.source;
    }
    let style = shell.settings.style();
    if made > 0 {
        // What the last answer holds may no longer be there.
        shell.last = None;
        if let Some(held) = shell.session.held().last() {
            show::changes_of(screen.out, shell.session.graph(), held, style)?;
        }
    }
    let cypher = show::Style { colour: shell.settings.colour_errors, ..style }.faint(&change.statements.join(";\n"));
    writeln!(screen.err, "{cypher}")?;
    for remark in change.remarks {
        writeln!(screen.err, "{remark}")?;
    }
    if made == 0 {
        writeln!(screen.err, "nothing changed: it was so already")?;
    } else if shell.session.held().len() == 1 {
        writeln!(screen.err, "not saved yet: `:changes` lists, `:undo` takes back, {}", shell.way_to_save())?;
    }
    Ok(())
}
