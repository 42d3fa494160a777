//! The prompt without a terminal: a line in, text out.

use std::cell::RefCell;
use std::io::Write;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::ask::{Ask, Told};
use super::compare::Compared;
use super::edit::{Answered, Draft, GIVEN_UP, Guided};
use super::input::{Kind, kind, not_cypher};
use super::lens::LensParts;
use super::names::{Found, Names};
use super::settings::{Settings, wrapped};
use super::tell::{edges, tell};
use super::trouble::{Fit, Flow, Halt, Trouble};
use super::verbs::{Deed, VERBS, Verb, verb_of};
use super::vocabulary::Vocabulary;
use super::words::{Word, joined, typed, words};
use super::{bibliography, commands, help, tour};
use crate::cli::saved::{self, SavedQuery};
use crate::cli::wiring::{self, Home};
use crate::diagnostic::{Class, Diagnostic, Outcome, counted, render};
use crate::graph::{Graph, View};
use crate::session::{Answer, Session};
use crate::show::{self, Format, Sources, Subject};
use crate::syntax::split;
use crate::value::{Map, NodeId};

/// The two ways text leaves a shell: results and everything else.
pub(crate) struct Screen<'a> {
    pub(crate) out: &'a mut dyn Write,
    pub(crate) err: &'a mut dyn Write,
}

/// A question that waits for its answer: which node a name meant.
struct Pending {
    line: String,
    name: String,
    nodes: Vec<NodeId>,
}

/// A session with a user: a graph, settings, and what was asked last.
pub struct Shell {
    pub(crate) session: Session,
    pub(crate) settings: Settings,
    pub(crate) queries: Vec<SavedQuery>,
    pub(crate) last: Option<Answer>,
    /// Where the last answer is a comparison, what it compared.
    pub(crate) compared: Option<Compared>,
    pub(crate) lens: LensParts,
    pub(crate) history: Vec<String>,
    pub(crate) tour: Option<usize>,
    pub(crate) depth: usize,
    pub(crate) home: Home,
    /// Whether somebody else changed the folder, and that was told and not taken in.
    pub(crate) behind: bool,
    /// The line that waits for the answer to a question.
    pub(crate) draft: Option<Draft>,
    pub(crate) guided: Guided,
    /// The source that a change named last, to be offered again.
    pub(crate) last_source: Option<String>,
    names: Rc<Names>,
    /// The revision of the graph that the names were gathered from.
    seen: Option<u64>,
    vocabulary: Rc<RefCell<Vocabulary>>,
    pending: Option<Pending>,
    /// The answer given last to a question that still waits.
    answer: Option<String>,
}

impl Shell {
    /// A shell on a session.
    pub fn new(session: Session, queries: Vec<SavedQuery>, settings: Settings) -> Shell {
        let mut shell = Shell {
            seen: None,
            home: Home::Shipped,
            behind: false,
            draft: None,
            guided: Guided::No,
            last_source: None,
            session,
            settings,
            queries,
            last: None,
            compared: None,
            lens: LensParts::default(),
            history: Vec::new(),
            tour: None,
            depth: 0,
            names: Rc::default(),
            vocabulary: Rc::default(),
            pending: None,
            answer: None,
        };
        shell.cite_as_set();
        shell
    }

    /// Asks for the sources of rows unless they are set to `none`: `why` may be asked of any answer.
    pub(crate) fn cite_as_set(&mut self) {
        let cite = self.settings.sources != Sources::None;
        if cite && !self.session.cite {
            // It was made without asking for sources, and would seem to have none.
            self.last = None;
        }
        self.session.cite = cite;
    }

    /// The graph as it is now.
    pub fn graph(&self) -> &Graph {
        self.session.graph()
    }

    /// Keeps an answer as the last one.
    pub(crate) fn keep(&mut self, answer: Answer) {
        self.last = Some(answer);
        self.compared = None;
    }

    /// The last answer, and the graph that its rows are of.
    pub(crate) fn last(&self) -> Option<(&Answer, &Graph)> {
        let compared = self.compared.as_ref().and_then(|compared| compared.graph.as_ref());
        self.last.as_ref().map(|answer| (answer, compared.unwrap_or(self.session.graph())))
    }

    /// Sets a parameter from text: a Cypher literal, or else the text itself.
    pub fn set_parameter(&mut self, name: &str, text: &str) {
        let value = wiring::literal(&mut self.session, text);
        self.session.set_parameter(name, value);
    }

    /// Asks for the sources of rows only where they will be told: the program ends after one answer.
    pub fn cite_where_told(&mut self) {
        let told = match self.settings.format {
            Format::Table | Format::Markdown => self.settings.sources != Sources::None,
            Format::Csv | Format::Json | Format::Jsonl => self.settings.sources == Sources::Full,
        };
        self.session.cite = told;
    }

    /// Writes the works behind the last answer to a file: BibTeX for `.bib`, CSL-JSON for `.json`.
    ///
    /// # Errors
    /// Where there is no answer, or the file can't be written; this has then been written to `err`.
    pub fn write_bibliography(&mut self, path: &Path, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Halt> {
        let mut screen = Screen { out, err };
        let done = bibliography::write(self, path, &mut screen);
        done.map_err(|trouble| self.say(trouble, "", screen.err))
    }

    /// Says whether someone sits at the prompt who can be asked.
    pub fn be_interactive(&mut self, interactive: bool) {
        self.settings.interactive = interactive;
    }

    /// The flag that stops the query which runs.
    pub fn interrupt(&self) -> Arc<AtomicBool> {
        wiring::interrupt(&self.session)
    }

    /// What completion knows; kept up to date by [`Shell::refresh`].
    pub(crate) fn vocabulary(&mut self) -> Rc<RefCell<Vocabulary>> {
        self.refresh();
        self.vocabulary.clone()
    }

    /// Reads names and words again where the graph has changed.
    fn refresh(&mut self) {
        let revision = Some(self.session.revision());
        if revision != self.seen {
            self.names = Rc::new(Names::of(self.session.graph()));
            self.seen = revision;
            *self.vocabulary.borrow_mut() = Vocabulary::of(self.session.graph(), self.names.clone(), &self.queries);
        }
        self.vocabulary.borrow_mut().parameters = self.session.parameters().keys().map(|key| key.to_string()).collect();
    }

    /// Carries out one line: a `:` command, a verb, or statements of Cypher.
    ///
    /// # Errors
    /// Where it fails; what was wrong has then been written to `err`.
    pub fn execute(&mut self, line: &str, out: &mut dyn Write, err: &mut dyn Write) -> Result<Flow, Halt> {
        // While a question waits, nothing moves under it.
        if self.draft.is_none() && self.pending.is_none() {
            self.keep_up(line, err)?;
        }
        let draft = self.draft.take();
        // A command may be given before the answer.
        let is_answer = !line.trim_start().starts_with(':');
        let answered = match draft.as_ref().filter(|_| is_answer) {
            None => Answered::Line(self.answered(line), self.guided),
            Some(draft) => {
                let answer = self.numbered(line);
                self.answer = Some(answer.clone());
                self.continued(draft, &answer)
            }
        };
        match answered {
            Answered::Line(line, _) => {
                let mut screen = Screen { out, err };
                let done = self.carry_out(&line, &mut screen);
                self.after(done, draft, &line, screen.err)
            }
            Answered::Not(error) => self.after(Err(error.into()), draft, line, err),
            Answered::GivenUp => {
                self.give_up();
                writeln!(err, "{GIVEN_UP}")?;
                Ok(Flow::Continue)
            }
        }
    }

    /// What remains after a line: a question that it asks, or the one whose answer was none.
    fn after(
        &mut self,
        done: Result<Flow, Trouble>,
        draft: Option<Draft>,
        line: &str,
        err: &mut dyn Write,
    ) -> Result<Flow, Halt> {
        match (done, draft) {
            (Err(Trouble::Ask(question)), _) if self.settings.interactive => {
                self.pose(*question, line, err)?;
                Ok(Flow::Continue)
            }
            (done, Some(draft)) if done.is_err() || line.trim_start().starts_with(':') => {
                let said = done.map_err(|trouble| self.say(trouble, line, err));
                self.wait_for(draft);
                said
            }
            (done, _) => {
                self.give_up();
                done.map_err(|trouble| self.say(trouble, line, err))
            }
        }
    }

    /// Runs statements of Cypher and writes their rows.
    ///
    /// # Errors
    /// Where one fails; what was wrong has then been written to `err`.
    pub fn cypher(&mut self, text: &str, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Halt> {
        let mut screen = Screen { out, err };
        let done = self.statements(text, &mut screen);
        done.map_err(|trouble| self.say(trouble, text, screen.err))
    }

    /// Runs one statement; nothing is written.
    ///
    /// # Errors
    /// As the session says.
    pub fn answer(&mut self, text: &str) -> Outcome<Answer> {
        self.session.run(text)
    }

    /// Runs a saved query; nothing is written.
    ///
    /// # Errors
    /// Where there is none of this name, and as the session says.
    pub fn saved_answer(&mut self, name: &str) -> Outcome<Answer> {
        let query = saved::find(&self.queries, name)?.clone();
        let parameters = self.parameters_for(&query);
        self.session.run_with(&query.text, &parameters)
    }

    /// The parameters a saved query runs with: its own defaults, then what the user has set.
    pub(crate) fn parameters_for(&mut self, query: &SavedQuery) -> Map {
        let mut parameters = Map::new();
        for parameter in &query.parameters {
            let value = wiring::literal(&mut self.session, &parameter.default);
            parameters.insert(parameter.name.as_str().into(), value);
        }
        parameters.extend(self.session.parameters().iter().map(|(name, value)| (name.clone(), value.clone())));
        parameters
    }

    /// The node that a name means.
    ///
    /// # Errors
    /// Where it means none or several; this has then been written to `err`.
    pub fn node_named(&mut self, name: &str, err: &mut dyn Write) -> Result<NodeId, Halt> {
        self.refresh();
        let found = self.names.one(name);
        found.map_err(|trouble| self.say(trouble, name, err))
    }

    /// Every spelling of every node.
    pub(crate) fn names(&mut self) -> Rc<Names> {
        self.refresh();
        self.names.clone()
    }

    /// Writes what was wrong; gives the halt that says so.
    pub fn fail(&self, error: &Diagnostic, source: &str, err: &mut dyn Write) -> Halt {
        let error = &self.fitted(error);
        match writeln!(err, "{}", render(error, source, None, self.settings.colour_errors)) {
            Ok(()) => Halt::Said(error.class),
            Err(error) => Halt::Io(error),
        }
    }

    /// An error whose words fit the terminal, beside the words that stand before them.
    fn fitted(&self, error: &Diagnostic) -> Diagnostic {
        let within = |text: &str, before: &str| {
            let room = self.settings.room().map(|room| room.saturating_sub(before.len()));
            wrapped(text, room, 0)
        };
        let hints = error.hints.iter().map(|hint| within(hint, "   = help: ")).collect();
        Diagnostic { message: within(&error.message, "error: "), hints, ..error.clone() }
    }

    fn say(&mut self, trouble: Trouble, line: &str, err: &mut dyn Write) -> Halt {
        match trouble {
            Trouble::Error(error, source) => self.fail(&error, &source, err),
            Trouble::Io(error) => Halt::Io(error),
            Trouble::Failed(failure) => match writeln!(err, "{}", failure.text.trim_end()) {
                Ok(()) => Halt::Said(failure.class),
                Err(error) => Halt::Io(error),
            },
            Trouble::Ask(question) => self.fail(&question.unasked(line), "", err),
            Trouble::Which { name, nodes, fit } => self.ask_which(Pending { line: line.into(), name, nodes }, fit, err),
        }
    }

    fn ask_which(&mut self, pending: Pending, fit: Fit, err: &mut dyn Write) -> Halt {
        let view = self.session.graph();
        let Pending { name, nodes, .. } = &pending;
        let mut error = Diagnostic::plain(Class::NotFound, fit.told(name, nodes.len()));
        for (at, node) in nodes.iter().take(12).enumerate() {
            let id = view.node_text(*node, "id").unwrap_or_default();
            let labels = show::label_names(view, *node).join(", ");
            error.hints.push(format!("{}: {} ({labels}), `{id}`", at + 1, show::name_of(view, *node)));
        }
        if nodes.len() > 12 {
            error.hints.push(format!("… and {} more", nodes.len() - 12));
        }
        error.hints.push(fit.way_out(nodes.len(), self.settings.interactive));
        self.pending = Some(pending);
        self.fail(&error, "", err)
    }

    /// What a line means as the answer to the question which node was meant: a number, or a yes where there is but one.
    fn chosen(&self, pending: &Pending, answer: &str) -> Option<Arc<str>> {
        let answer = answer.trim();
        let yes = pending.nodes.len() == 1 && (answer.eq_ignore_ascii_case("y") || answer.eq_ignore_ascii_case("yes"));
        let at = if yes { 0 } else { answer.parse::<usize>().ok()?.checked_sub(1)? };
        self.session.graph().node_text(*pending.nodes.get(at)?, "id")
    }

    /// The answer to a question: where it says which node the answer before meant, that answer with its id.
    fn numbered(&mut self, answer: &str) -> String {
        let Some(pending) = self.pending.take() else { return answer.to_string() };
        let Some(id) = self.chosen(&pending, answer) else { return answer.to_string() };
        let before = self.answer.take().filter(|before| before.contains(&pending.name));
        before.map_or_else(|| id.to_string(), |before| renamed(&before, &pending.name, &id))
    }

    /// The line to carry out: where a number answers the question which node was meant, the line
    /// that asked it, with the id in place of the name.
    fn answered(&mut self, line: &str) -> String {
        let Some(pending) = self.pending.take() else { return line.to_string() };
        match self.chosen(&pending, line) {
            Some(id) => renamed(&pending.line, &pending.name, &id),
            None => line.to_string(),
        }
    }

    pub(crate) fn carry_out(&mut self, line: &str, screen: &mut Screen<'_>) -> Result<Flow, Trouble> {
        if let Some(flow) = tour::take(self, line, screen)? {
            return Ok(flow);
        }
        if kind(line) != Kind::Empty && self.guided != Guided::Asking {
            self.history.push(line.trim().to_string());
        }
        self.refresh();
        match kind(line) {
            Kind::Empty => Ok(Flow::Continue),
            Kind::Command => commands::dispatch(self, line.trim().trim_end_matches(';'), screen),
            Kind::Verb => self.verb(line.trim().trim_end_matches(';'), screen),
            Kind::Cypher => {
                let done = self.statements(line, screen).map(|()| Flow::Continue);
                done.map_err(|trouble| hinting_at_verbs(trouble, line))
            }
        }
    }

    fn verb(&mut self, line: &str, screen: &mut Screen<'_>) -> Result<Flow, Trouble> {
        let words = words(line);
        let Some((verb, length)) = verb_of(&words) else { return Ok(Flow::Continue) };
        let rest = &words[length..];
        match verb.deed {
            Deed::Ask(_) if verb.name == "sources" && rest.is_empty() => self.sources_of_last(screen)?,
            Deed::Ask(_) => self.ask(verb, rest, screen)?,
            Deed::Look(look) => {
                // It looks at the whole graph, in more than one way.
                self.session.bring(None)?;
                self.refresh();
                look(self, rest, screen)?;
            }
            Deed::Change(build) => {
                self.expect_here()?;
                self.change(build, rest, screen)?;
            }
            Deed::Explain => self.explain(rest, screen)?,
            Deed::Why => self.why(rest, screen)?,
            Deed::Help => help::help(self, rest, screen)?,
            Deed::Quit => return Ok(Flow::Quit),
        }
        Ok(Flow::Continue)
    }

    /// Verbs that change plan on the whole graph and in several statements: all or none of them, which a server that is asked
    /// statement by statement can't promise.
    fn expect_here(&self) -> Result<(), Trouble> {
        let Some(name) = self.session.elsewhere() else { return Ok(()) };
        let hint = "write the change in Cypher, or `actant pull -o DIR`, change it there and `actant push`";
        Err(Trouble::usage(format!("the graph is on {name}: verbs that change a graph work on one that is here"), hint))
    }

    fn question(&mut self, verb: &Verb, words: &[Word]) -> Result<Option<(String, Told)>, Trouble> {
        let Deed::Ask(build) = verb.deed else { return Ok(None) };
        self.refresh();
        let graph = self.session.graph();
        let ask = Ask { view: graph, schema: graph.schema().map(AsRef::as_ref), names: &self.names };
        let question = build(&ask, words)?;
        Ok(Some((question.cypher, question.told)))
    }

    fn ask(&mut self, verb: &Verb, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
        let Some((cypher, told)) = self.question(verb, words)? else { return Ok(()) };
        if self.settings.cypher {
            writeln!(screen.err, "{}\n", show_faint(&cypher, self.settings.colour_errors))?;
        }
        let answer = self.run(&cypher)?;
        let graph = self.session.graph();
        let subject = Subject { view: graph, schema: graph.schema().map(AsRef::as_ref) };
        let style = self.settings.style();
        let found = tell(screen.out, subject, &answer, told, self.settings.format, style)?;
        if !found {
            writeln!(screen.err, "nothing found: `{} {}`", verb.name, joined(words))?;
        }
        if let Some(line) = show::lens_line(&answer).filter(|_| !told.is_rows()) {
            writeln!(screen.out, "\n{}", style.bold(&line))?;
        }
        self.keep(answer);
        Ok(())
    }

    fn explain(&mut self, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
        let Some((verb, length)) = verb_of(words) else {
            return Err(Trouble::usage("`explain` needs a verb", "as in `explain path Kazakhstan Italy`"));
        };
        if let Deed::Change(build) = verb.deed {
            let change = self.planned(build, &words[length..])?;
            return Ok(writeln!(screen.out, "{}", change.cypher())?);
        }
        match self.question(verb, &words[length..])? {
            Some((cypher, _)) => writeln!(screen.out, "{cypher}")?,
            None => writeln!(screen.err, "`{}` has no query of its own", verb.name)?,
        }
        Ok(())
    }

    fn why(&mut self, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
        let Some((answer, graph)) = self.last() else {
            return Err(Trouble::usage(
                "there is no answer yet",
                "ask something first; then `why 2` explains its second row",
            ));
        };
        self.asked_for_sources()?;
        let asked = joined(words);
        let row = if asked.is_empty() { Ok(1) } else { asked.parse::<usize>() };
        let row = row.ok().and_then(|row| row.checked_sub(1)).filter(|row| *row < answer.rows.len());
        let Some(row) = row else {
            let found = format!("the last answer has {}, found `{asked}`", counted(answer.rows.len(), "row"));
            return Err(Trouble::usage(found, "name a row by its number, as in `why 2`"));
        };
        let subject = Subject { view: graph, schema: graph.schema().map(AsRef::as_ref) };
        let edges = show::edges_of_row(answer, row);
        let nodes = answer.cited.get(row).cloned().unwrap_or_default();
        if edges.is_empty() && nodes.is_empty() {
            writeln!(screen.err, "row {} was made without any relation", row + 1)?;
        }
        show::why(screen.out, subject, &edges, self.settings.style())?;
        Ok(show::why_nodes(screen.out, subject, &nodes, edges.len() + 1, self.settings.style())?)
    }

    /// # Errors
    /// Where sources are switched off, so that an answer has none to tell.
    fn asked_for_sources(&self) -> Result<(), Trouble> {
        if self.session.cite {
            return Ok(());
        }
        Err(Trouble::usage("sources are switched off", "`:set sources notes`, then ask again"))
    }

    fn sources_of_last(&mut self, screen: &mut Screen<'_>) -> Result<(), Trouble> {
        let Some((answer, graph)) = self.last() else {
            return Err(Trouble::usage("there is no answer yet", "`sources NAME` lists the works behind an actor"));
        };
        self.asked_for_sources()?;
        let lineage: Vec<_> = answer.lineage.iter().flatten().copied().collect();
        let found = if lineage.is_empty() { edges(answer) } else { lineage };
        let subject = Subject { view: graph, schema: graph.schema().map(AsRef::as_ref) };
        Ok(show::sources(screen.out, subject, &found, self.settings.style())?)
    }

    fn statements(&mut self, text: &str, screen: &mut Screen<'_>) -> Result<(), Trouble> {
        let parts = split(text);
        // Names are gathered only where what was typed may be one: a query need not wait for them.
        if parts.first().is_none_or(|part| crate::syntax::parse(part).is_err()) {
            let names = self.names();
            let is_name = |name: &str| matches!(names.find(name), Found::One(_));
            if let Some(error) = not_cypher(text, is_name) {
                return Err(error.into());
            }
        }
        if parts.is_empty() {
            return Err(Trouble::usage("there is no query here", "as in `RETURN 1`"));
        }
        for part in parts {
            self.statement(part, &self.session.parameters().clone(), screen)?;
        }
        Ok(())
    }

    /// Runs one statement and writes its rows, and what there is to say about them.
    pub(crate) fn statement(&mut self, text: &str, parameters: &Map, screen: &mut Screen<'_>) -> Result<(), Trouble> {
        let begun = Instant::now();
        let answer = self.run_with(text, parameters)?;
        let time = begun.elapsed();
        show::answer(screen.out, self.session.graph(), &answer, self.settings.format, self.settings.style())?;
        screen.out.flush()?;
        for note in &answer.notes {
            writeln!(screen.err, "{}", render(note, text, None, self.settings.colour_errors))?;
        }
        if !answer.columns.is_empty() || answer.changes > 0 {
            writeln!(screen.err, "{}", summary(&answer, time.as_secs_f64() * 1000.0))?;
        }
        self.keep(answer);
        Ok(())
    }

    fn run(&mut self, text: &str) -> Result<Answer, Trouble> {
        let parameters = self.session.parameters().clone();
        self.run_with(text, &parameters)
    }

    fn run_with(&mut self, text: &str, parameters: &Map) -> Result<Answer, Trouble> {
        let answer = self.session.run_with(text, parameters);
        answer.map_err(|error| Trouble::Error(error, text.to_string()))
    }
}

/// A line with an id in place of a name.
fn renamed(line: &str, name: &str, id: &str) -> String {
    let plain: Vec<Word> = words(line);
    if !plain.iter().any(|word| word.text == name) {
        return line.replacen(name, &typed(id), 1);
    }
    let swap = |word: &Word| if word.text == name { typed(id) } else { word.retyped() };
    plain.iter().map(swap).collect::<Vec<String>>().join(" ")
}

/// An error about the first word of a line: it may have been meant as a verb.
fn hinting_at_verbs(trouble: Trouble, line: &str) -> Trouble {
    let start = line.len() - line.trim_start().len();
    match trouble {
        Trouble::Error(error, source)
            if error.hints.is_empty()
                && line[start..].starts_with(char::is_alphabetic)
                && error.class == Class::SyntaxError
                && error.span.is_some_and(|span| span.start == start) =>
        {
            Trouble::Error(Box::new(error.hint("`:help` lists verbs and commands")), source)
        }
        other => other,
    }
}

fn show_faint(text: &str, colour: bool) -> String {
    show::Style { colour, ..show::Style::default() }.faint(text)
}

/// "3 rows, 1.2 ms"
fn summary(answer: &Answer, milliseconds: f64) -> String {
    let mut parts = Vec::new();
    if !answer.columns.is_empty() {
        parts.push(counted(answer.rows.len(), "row"));
    }
    if answer.changes > 0 {
        parts.push(counted(answer.changes, "change"));
    }
    format!("{}, {milliseconds:.1} ms", parts.join(", "))
}

/// The names of all verbs, for proposals.
pub(crate) fn verb_names() -> impl Iterator<Item = &'static str> {
    VERBS.iter().map(|verb| verb.name)
}
