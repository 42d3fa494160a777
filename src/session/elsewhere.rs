//! Where another engine answers in the session's place: a text and parameters go in, an answer comes out.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Answer, Limits, Session};
use crate::diagnostic::Outcome;
use crate::graph::{Graph, Store, View};
use crate::value::{Map, NodeId};

/// A statement that is to be answered elsewhere.
pub struct Asked<'a> {
    /// The statement.
    pub text: &'a str,
    /// Its parameters.
    pub parameters: &'a Map,
    /// The session's lens, as it is written; empty without one.
    pub lens: &'a str,
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
        if self.elsewhere.is_none() {
            return Ok(());
        }
        let Some((node, depth)) = around else {
            self.run("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN n, r")?;
            return Ok(());
        };
        let id = self.graph.node_text(node, "id").unwrap_or_default();
        let text = format!(
            "MATCH (n {{id: $id}})-[*0..{depth}]-(a) WITH collect(DISTINCT a) AS near UNWIND near AS a \
             OPTIONAL MATCH (a)-[r]->(b) WHERE b IN near RETURN DISTINCT a, r, b"
        );
        self.run_with(&text, &Map::from([("id".into(), id.as_ref().into())]))?;
        Ok(())
    }

    pub(super) fn ask_elsewhere(&mut self, text: &str, parameters: &Map) -> Option<Outcome<Answer>> {
        let lens = self.lens();
        let elsewhere = self.elsewhere.as_mut()?;
        self.interrupt.store(false, Ordering::SeqCst);
        let before = self.graph.changes();
        let asked = Asked {
            text,
            parameters,
            lens: &lens,
            graph: &mut self.graph,
            interrupt: &self.interrupt,
            limits: self.limits,
            cite: self.cite,
            read_only: self.read_only,
        };
        let answer = elsewhere.ask(asked);
        if self.graph.changes() > before {
            // Nothing of this is to be saved or undone: it is what the server has.
            self.graph.forget_changes();
            self.revision += 1;
        }
        Some(answer)
    }
}
