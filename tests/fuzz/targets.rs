//! What a text must live up to, whatever it says. The fuzz targets and the seeded loop share this.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use actant::diagnostic::{Diagnostic, render};
use actant::files;
use actant::graph::Store;
use actant::graph::document::{Source, load};
use actant::import::works;
use actant::interchange;
use actant::session::{Limits, Session};
use actant::show::{self, Format, Style};
use actant::syntax::{parse, print, split, tokenize};

/// How long a query may run before it is stopped.
const PATIENCE: Duration = Duration::from_millis(200);
/// How long a query may take to stop after that, on a machine with other things to do.
const GRACE: Duration = Duration::from_secs(20);

/// A text is read or refused, never more. What is read comes back from the printer as it was; what is
/// refused is refused at a place in the text.
pub(crate) fn parser(text: &str) -> Result<(), String> {
    let tokens = tokenize(text);
    if tokens.iter().any(|token| text.get(token.span.start..token.span.end).is_none()) {
        return Err("a token is no stretch of the text".to_owned());
    }
    split(text);
    let tree = match parse(text) {
        Err(fault) => return refused(text, &fault),
        Ok(tree) => tree,
    };
    let printed = print(&tree);
    let again = parse(&printed).map_err(|fault| format!("`{printed}` can't be read again: {fault}"))?;
    let twice = print(&again);
    if twice == printed { Ok(()) } else { Err(format!("`{printed}` comes back as `{twice}`")) }
}

fn refused(text: &str, fault: &Diagnostic) -> Result<(), String> {
    if fault.message.is_empty() {
        return Err("the error says nothing".to_owned());
    }
    let outside = |span: actant::diagnostic::Span| text.get(span.start..span.end).is_none();
    if fault.span.is_some_and(outside) || fault.related.as_ref().is_some_and(|(span, _)| outside(*span)) {
        return Err(format!("the error's place is no stretch of the text: {:?}", fault.span));
    }
    render(fault, text, None, false);
    Ok(())
}

/// The article's graph, asked again and again.
pub(crate) struct Article {
    session: Session,
    /// Tells the watch when a query begins.
    begins: Sender<Instant>,
}

impl Article {
    /// The shipped graph with limits on rows, values and time.
    pub(crate) fn new() -> Result<Article, String> {
        let (schema, documents) = files::embedded();
        let graph = load(&schema, &documents).map_err(|found| found.render(false))?;
        let mut session = Session::new(graph);
        session.limits = Limits { rows: 2_000, kept_values: 200_000, ..Limits::default() };
        let begins = watch(session.interrupt());
        Ok(Article { session, begins })
    }

    /// A query is answered, refused or stopped. An answer can be shown in every form; a query that fails
    /// has changed nothing.
    pub(crate) fn query(&mut self, text: &str) -> Result<(), String> {
        let before = self.session.graph().changes();
        let started = Instant::now();
        self.begins.send(started).map_err(|error| error.to_string())?;
        let outcome = self.session.run(text);
        let took = started.elapsed();
        let judged = match &outcome {
            Err(fault) if self.session.graph().changes() != before => {
                Err(format!("it failed and left changes: {fault}"))
            }
            Err(fault) => refused(text, fault),
            Ok(answer) => self.shown(answer),
        };
        self.session.graph_mut().rollback(before);
        judged?;
        if took > PATIENCE + GRACE { Err(format!("it ran for {took:?}")) } else { Ok(()) }
    }

    fn shown(&self, answer: &actant::session::Answer) -> Result<(), String> {
        if answer.rows.iter().any(|row| row.len() != answer.columns.len()) {
            return Err("a row has not as many values as there are columns".to_owned());
        }
        for (name, format) in Format::ALL {
            let style = Style { width: Some(40), colour: false, ..Style::default() };
            let mut out = Vec::new();
            show::answer(&mut out, self.session.graph(), answer, *format, style)
                .map_err(|error| format!("can't be shown as {name}: {error}"))?;
        }
        Ok(())
    }
}

/// Sets the interrupt again and again while a query runs beyond its time.
fn watch(interrupt: Arc<AtomicBool>) -> Sender<Instant> {
    let (begins, begun) = channel::<Instant>();
    thread::spawn(move || {
        let mut started = Instant::now();
        loop {
            match begun.recv_timeout(Duration::from_millis(50)) {
                Ok(moment) => started = moment,
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return,
            }
            if started.elapsed() > PATIENCE {
                interrupt.store(true, Ordering::Relaxed);
            }
        }
    });
    begins
}

/// The file of another program is read or refused, whatever it holds: the first byte says which form it is taken for.
/// What is read can be written in every form, and what is written can be read.
pub(crate) fn import(bytes: &[u8]) -> Result<(), String> {
    let Some((choice, bytes)) = bytes.split_first() else { return Ok(()) };
    let choice = usize::from(*choice) % (interchange::FORMS.len() + 2);
    let Some(form) = interchange::FORMS.get(choice) else {
        let form = if choice.is_multiple_of(2) { works::Form::BibTex } else { works::Form::CslJson };
        let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
        return works::read(form, text).map_or_else(|fault| refused(text, &fault), |_| Ok(()));
    };
    let gathered = match interchange::read(*form, bytes) {
        Ok(gathered) => gathered,
        Err(fault) if fault.message.is_empty() => return Err("the error says nothing".to_owned()),
        Err(_) => return Ok(()),
    };
    for form in interchange::FORMS {
        let Some(written) = interchange::write(form, &gathered) else { continue };
        let again = interchange::read(form, written.as_bytes());
        again.map_err(|fault| format!("what was written as {form:?} can't be read: {fault}\n{written}"))?;
    }
    Ok(())
}

/// A document of a graph's folder is read or refused, and every finding has words.
pub(crate) fn document(schema: &Source, text: &str) -> Result<(), String> {
    let source = Source::new("fuzz.json", text);
    match load(schema, std::slice::from_ref(&source)) {
        Err(findings) if findings.render(false).is_empty() => Err("it is refused without a word".to_owned()),
        Err(_) | Ok(_) => Ok(()),
    }
}
