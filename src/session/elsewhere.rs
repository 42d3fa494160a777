//! Where another engine answers in the session's place: a text and parameters go in, an answer comes out.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Answer, Limits, Session};
use crate::diagnostic::{Outcome, Span};
use crate::graph::{Graph, Store, View};
use crate::syntax::{self, ast};
use crate::value::{Map, NodeId};

/// A statement that is to be answered elsewhere.
pub struct Asked<'a> {
    /// The statement.
    pub text: &'a str,
    /// Its parameters.
    pub parameters: &'a Map,
    /// The records that were met so far. An answer's nodes and relations are handles into it, so whatever tells or
    /// draws an answer need not know where it comes from.
    pub graph: &'a mut Graph,
    /// Set by whoever wants the statement to stop.
    pub interrupt: &'a Arc<AtomicBool>,
    /// How much the statement may take.
    pub limits: Limits,
    /// Whether the answer is to say what its rows were made from.
    pub cite: bool,
    /// Whether a statement that changes something is to be refused.
    pub read_only: bool,
}

/// An engine elsewhere.
pub trait Elsewhere {
    /// Answers one statement.
    ///
    /// # Errors
    /// What the engine says, or what kept it from answering.
    fn ask(&mut self, asked: Asked<'_>) -> Outcome<Answer>;

    /// Brings everything it has into the graph, from which goes what it has no longer.
    ///
    /// # Errors
    /// As the engine says, or where it has too much.
    fn bring(&mut self, graph: &mut Graph) -> Outcome<()>;

    /// What it is called: `neo4j` on `localhost:7687`.
    fn name(&self) -> String;
}

impl Session {
    /// Goes on with another engine that answers, or again with the one here. Of an engine elsewhere the graph holds the
    /// names it knows, and grows by the records that answers hold. Parameters and settings stay.
    pub fn ask_at(&mut self, graph: Graph, elsewhere: Option<Box<dyn Elsewhere>>) {
        self.elsewhere = elsewhere;
        self.go_on_with(graph);
    }

    /// The name of the engine that answers, where it is another one.
    pub fn elsewhere(&self) -> Option<String> {
        self.elsewhere.as_ref().map(|elsewhere| elsewhere.name())
    }

    /// Brings what is to be drawn from elsewhere: everything, or a node with what is so many steps away. Does
    /// nothing where the graph is here.
    ///
    /// # Errors
    /// As the engine says.
    pub fn bring(&mut self, around: Option<(NodeId, usize)>) -> Outcome<()> {
        let Some((node, depth)) = around else {
            return self.with_elsewhere(|elsewhere, graph| elsewhere.bring(graph)).unwrap_or(Ok(()));
        };
        if self.elsewhere.is_none() {
            return Ok(());
        }
        let id = self.graph.node_text(node, "id").unwrap_or_default();
        let text = format!(
            "MATCH (n {{id: $id}})-[*0..{depth}]-(a) WITH collect(DISTINCT a) AS near UNWIND near AS a \
             OPTIONAL MATCH (a)-[r]->(b) WHERE b IN near RETURN DISTINCT a, r, b"
        );
        self.run_with(&text, &Map::from([("id".into(), id.as_ref().into())]))?;
        Ok(())
    }

    /// Where a statement is looked at through a lens, its own or the session's: the place of its own.
    pub(super) fn lens_of(&self, text: &str) -> Option<Span> {
        let own = syntax::parse(text).ok().filter(|statement| !statement.lens.is_empty());
        let before = |statement: ast::Statement| {
            let first = statement.query.parts.first().map_or(0, |part| part.span.start);
            Span::new(0, text[..first].trim_end().len())
        };
        own.map(before).or_else(|| (!self.lens.is_empty()).then(Span::default))
    }

    pub(super) fn ask_elsewhere(&mut self, text: &str, parameters: &Map) -> Outcome<Answer> {
        let (interrupt, limits, cite, read_only) = (self.interrupt.clone(), self.limits, self.cite, self.read_only);
        let asked = self.with_elsewhere(|elsewhere, graph| {
            elsewhere.ask(Asked { text, parameters, graph, interrupt: &interrupt, limits, cite, read_only })
        });
        asked.unwrap_or_else(|| Ok(Answer::default()))
    }

    /// Nothing of what comes is to be saved or undone: it is what the engine there has.
    fn with_elsewhere<T>(&mut self, run: impl FnOnce(&mut dyn Elsewhere, &mut Graph) -> T) -> Option<T> {
        let elsewhere = self.elsewhere.as_mut()?;
        self.interrupt.store(false, Ordering::SeqCst);
        let (before, nodes) = (self.graph.changes(), self.graph.node_count());
        let done = run(elsewhere.as_mut(), &mut self.graph);
        if self.graph.changes() != before || self.graph.node_count() != nodes {
            self.graph.forget_changes();
            self.revision += 1;
        }
        Some(done)
    }
}
