//! What a session holds that is not saved: statement by statement, to be told, taken back or written.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Session;
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::{Change, Evidence, Graph, Store, View};
use crate::value::{EdgeId, NodeId};

/// A statement, or several that were run as one, that changed the graph.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its text; several are parted by `;` and a new line.
    pub text: String,
    /// Its changes: where they stand in [`Graph::journal`].
    pub changes: Range<usize>,
}

/// A statement that was taken back, with what makes its changes again.
pub(super) struct Undone {
    text: String,
    changes: Vec<Change>,
}

impl Session {
    /// The statements whose changes are not saved, oldest first.
    pub fn held(&self) -> &[Held] {
        &self.held
    }

    /// Runs statements as one: either all of them change the graph or none does, and [`Session::undo`] takes them
    /// back together. Tells how many changes were made.
    ///
    /// # Errors
    /// The first error of any statement; the graph is then as it was before the first.
    pub fn run_together(&mut self, statements: &[String]) -> Outcome<usize> {
        let (start, held) = (self.graph.changes(), self.held.len());
        // What fails on the way, or changes nothing, leaves what can be made again as it is.
        let undone = std::mem::take(&mut self.undone);
        if let Err(fault) = statements.iter().try_for_each(|statement| self.run(statement).map(drop)) {
            self.graph.rollback(start);
            self.held.truncate(held);
            self.undone = undone;
            self.revision += 1;
            return Err(fault);
        }
        let texts: Vec<String> = self.held.drain(held..).map(|one| one.text).collect();
        let changes = start..self.graph.changes();
        let made = changes.len();
        if made > 0 {
            self.held.push(Held { text: texts.join(";\n"), changes });
        } else {
            self.undone = undone;
        }
        Ok(made)
    }

    /// Takes back the last statement that changed the graph, or the last that were run as one.
    pub fn undo(&mut self) -> Option<Held> {
        let last = self.held.pop()?;
        let changes = self.graph.take_back(last.changes.start);
        self.undone.push(Undone { text: last.text.clone(), changes });
        self.revision += 1;
        Some(last)
    }

    /// Makes the changes again that were taken back last; none where there were others since, or all stand.
    pub fn redo(&mut self) -> Option<&Held> {
        let Undone { text, changes } = self.undone.pop()?;
        let start = self.graph.changes();
        self.graph.make_again(changes);
        self.held.push(Held { text, changes: start..self.graph.changes() });
        self.revision += 1;
        self.held.last()
    }

    /// Goes on with a graph that was saved: nothing is held any more. Parameters and settings stay.
    pub fn go_on_with(&mut self, graph: Graph) {
        self.graph = graph;
        self.undone.clear();
        if let Some(last) = self.held.drain(..).next_back() {
            self.settled = Some(last.text);
        }
        self.revision += 1;
    }

    /// Goes on with a graph that was read: what is held is dropped, and nothing of it is saved.
    pub fn start_over_with(&mut self, graph: Graph) {
        self.held.clear();
        self.settled = None;
        self.go_on_with(graph);
    }

    /// The last statement whose changes were saved: it can't be taken back any more.
    pub fn settled(&self) -> Option<&str> {
        self.settled.as_deref()
    }

    /// A number that is another one whenever the graph may be.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Lets a passage stand for all changes to come: what a statement makes or changes without saying what
    /// it rests on rests on this. `None` ends that.
    pub fn set_evidence(&mut self, evidence: Option<Evidence>) {
        self.evidence = evidence;
    }

    /// The passage that stands for the changes to come.
    pub fn evidence(&self) -> Option<&Evidence> {
        self.evidence.as_ref()
    }

    /// Takes note of a statement whose changes begin at `start` in the journal.
    pub(super) fn hold(&mut self, text: &str, start: usize) -> Outcome<()> {
        if self.graph.changes() == start {
            return Ok(());
        }
        self.vouch(start)?;
        self.undone.clear();
        self.held.push(Held { text: text.trim().to_owned(), changes: start..self.graph.changes() });
        self.revision += 1;
        Ok(())
    }

    /// Adds the passage that stands for all changes to what has none of its own.
    fn vouch(&mut self, start: usize) -> Outcome<()> {
        let Some(evidence) = self.evidence.clone() else { return Ok(()) };
        let (nodes, edges) = without_own_evidence(&self.graph.journal()[start..]);
        for node in nodes.into_iter().filter(|node| !self.graph.node_deleted(*node)).collect::<Vec<_>>() {
            if let Some(passages) = with(&self.graph.node_evidence(node), &evidence) {
                self.graph.rest_node(node, passages)?;
            }
        }
        for edge in edges.into_iter().filter(|edge| !self.graph.edge_deleted(*edge)).collect::<Vec<_>>() {
            let passages = with(&self.graph.edge_evidence(edge), &evidence);
            let same = || self.graph.edge_evidence(edge).to_vec();
            let passages = passages.unwrap_or_else(same);
            self.graph.rest_edge(edge, passages)?;
        }
        Ok(())
    }
}

/// The passages with one more, where it is not among them.
fn with(passages: &[Evidence], one: &Evidence) -> Option<Vec<Evidence>> {
    (!passages.contains(one)).then(|| [passages, std::slice::from_ref(one)].concat())
}

/// The records that were made or changed, but were not told what they rest on.
fn without_own_evidence(changes: &[Change]) -> (BTreeSet<NodeId>, BTreeSet<EdgeId>) {
    let (mut nodes, mut edges) = (BTreeSet::new(), BTreeSet::new());
    for change in changes {
        match change {
            Change::NodeAdded(node) | Change::NodeProperty(node, ..) | Change::Label(node, ..) => {
                nodes.insert(*node);
            }
            Change::EdgeAdded(edge) | Change::EdgeProperty(edge, ..) => {
                edges.insert(*edge);
            }
            Change::NodeDeleted(_) | Change::EdgeDeleted(_) | Change::NodeEvidence(..) | Change::EdgeEvidence(..) => {}
        }
    }
    for change in changes {
        match change {
            Change::NodeEvidence(node, _) => nodes.remove(node),
            Change::EdgeEvidence(edge, _) => edges.remove(edge),
            Change::NodeAdded(_)
            | Change::NodeProperty(..)
            | Change::Label(..)
            | Change::EdgeAdded(_)
            | Change::EdgeProperty(..)
            | Change::NodeDeleted(_)
            | Change::EdgeDeleted(_) => false,
        };
    }
    (nodes, edges)
}

/// The refusal of a statement that would change a graph which nobody is going to save.
pub(super) fn read_only(changes: usize) -> Box<Diagnostic> {
    let plural = if changes == 1 { "" } else { "s" };
    let message = format!("the query makes {changes} change{plural} to the graph, and nothing would keep them");
    let fault = Diagnostic::runtime(Class::UsageError, "ReadOnly", message);
    Box::new(fault.hint("`--save` writes them to the folder that `--graph` names; at the prompt, `:save` does"))
}
