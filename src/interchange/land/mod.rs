//! What was read as changes to a graph: what is new, what is filled in, what differs, what has no place.

mod edges;
mod nodes;
mod step;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use step::Step;

use super::fit::Fit;
use super::gathered::Gathered;
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::document::PHRASE_WORDS_MAX;
use crate::graph::{Evidence, Graph, View};
use crate::import::fresh::FreshIds;
use crate::import::landing::{Report, Tally};
use crate::value::{Key, Map, NodeId, Value};

/// How a file is brought in.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'t> {
    /// What the file is called: its keys are kept under this name in `ids`, so that they are known again.
    pub file: &'t str,
    /// Whether the file's word goes where file and graph differ.
    pub overwrite: bool,
}

/// Works out what it takes to bring what was read into a graph. The graph is not changed. O(records of both).
///
/// # Errors
/// Where the graph has no schema.
pub fn land(graph: &Graph, gathered: &Gathered, terms: Terms<'_>) -> Outcome<Landing> {
    let schema = graph.schema().cloned().ok_or_else(|| {
        let message = "found no schema in the graph, expected one that says what there can be";
        Box::new(Diagnostic::plain(Class::DataError, message))
    })?;
    let mut hands = Hands::new(graph, gathered, terms, Fit::new(&schema));
    hands.nodes();
    hands.edges();
    Ok(hands.landing())
}

/// What bringing a file in comes to.
#[derive(Clone, Debug, Default)]
pub struct Landing {
    steps: Vec<Step>,
    /// What it changes, and what has no place.
    pub report: Report,
}

impl Landing {
    /// Changes the graph that it was worked out for. The graph is not checked: saving it does that. O(changes).
    ///
    /// # Errors
    /// Where the graph can't be changed.
    pub fn apply(self, graph: &mut Graph) -> Outcome<()> {
        self.steps.into_iter().try_for_each(|step| step.take(graph))
    }
}

/// A node of the file, as it stands in the graph.
#[derive(Clone)]
struct Placed {
    id: Arc<str>,
    labels: Vec<String>,
    known: Option<NodeId>,
}

struct Hands<'h> {
    graph: &'h Graph,
    gathered: &'h Gathered,
    terms: Terms<'h>,
    fit: Fit<'h>,
    /// The nodes that are there by their keys in this file.
    by_key: FxHashMap<String, NodeId>,
    /// The nodes that are there and stand for one of the file.
    taken: FxHashSet<NodeId>,
    fresh: FreshIds,
    /// The nodes of the file; none where one is left out.
    placed: Vec<Option<Placed>>,
    steps: Vec<Step>,
    nodes: Tally,
    relations: Tally,
    report: Report,
}

impl<'h> Hands<'h> {
    fn new(graph: &'h Graph, gathered: &'h Gathered, terms: Terms<'h>, fit: Fit<'h>) -> Hands<'h> {
        let read = format!("{}: {} nodes, {} relations", terms.file, gathered.nodes.len(), gathered.edges.len());
        let (unplaced, skipped) = (gathered.unplaced.clone(), gathered.skipped.clone());
        let report = Report { read, unplaced, skipped, ..Report::default() };
        let (nodes, relations) = (Tally::of("nodes"), Tally::of("relations"));
        let (by_key, taken, fresh, placed, steps) = Default::default();
        Hands { graph, gathered, terms, fit, by_key, taken, fresh, placed, steps, nodes, relations, report }
    }

    fn landing(self) -> Landing {
        let tallies = vec![self.nodes, self.relations];
        Landing { steps: self.steps, report: Report { tallies, ..self.report } }
    }

    /// The id of the node with a key of the file, or of the graph.
    fn resolve(&self, key: &str) -> Option<Arc<str>> {
        match self.gathered.number(key) {
            Some(number) => self.placed.get(number)?.as_ref().map(|placed| Arc::clone(&placed.id)),
            None => self.graph.node_by_id(key).map(|_| key.into()),
        }
    }

    /// Passages with the ids of their works; those of works that are not there are left out.
    fn evidence(&mut self, pieces: &[Evidence]) -> Vec<Evidence> {
        let mut kept = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let Some(work) = self.resolve(&piece.work) else {
                self.report.skipped("passages from a work that is not there", 1);
                continue;
            };
            let citing: Vec<Arc<str>> = piece.citing.iter().filter_map(|key| self.resolve(key)).collect();
            if citing.len() < piece.citing.len() {
                self.report.skipped("works cited by a passage that are not there", 1);
            }
            let mut piece = Evidence { work, citing, ..piece.clone() };
            if piece.phrase.as_ref().is_some_and(|phrase| phrase.split_whitespace().count() > PHRASE_WORDS_MAX) {
                self.report.skipped(&format!("phrases of passages with more than {PHRASE_WORDS_MAX} words"), 1);
                piece.phrase = None;
            }
            kept.push(piece);
        }
        kept
    }

    /// What a record lacks, and where it says something else. Lists of texts grow.
    fn lacks(&mut self, what: &str, there: &Map, file: Map) -> Map {
        let mut added = Map::new();
        for (name, value) in file {
            let wanted = match (there.get(&name), &value) {
                (None | Some(Value::Null), _) => Some(value),
                (Some(there), _) if same(there, &value) => None,
                (Some(Value::List(there)), Value::List(more)) => grown(there, more),
                (Some(Value::Map(there)), Value::Map(more)) => self.entries(what, &name, there, more),
                (Some(there), _) => self.differ(what, &name, there, value),
            };
            added.extend(wanted.map(|value| (name, value)));
        }
        added
    }

    /// A map with the entries that it lacks, and those where the file's word goes; nothing where it stays as it is.
    fn entries(&mut self, what: &str, name: &str, there: &Map, file: &Map) -> Option<Value> {
        let mut added = Map::new();
        for (key, value) in file {
            let wanted = match there.get(key) {
                None | Some(Value::Null) => Some(value.clone()),
                Some(there) if same(there, value) => None,
                Some(there) => self.differ(what, &format!("{name}.{key}"), there, value.clone()),
            };
            added.extend(wanted.map(|value| (Arc::clone(key), value)));
        }
        let all = || there.clone().into_iter().chain(added.clone()).collect();
        (!added.is_empty()).then(|| Value::map(all()))
    }

    fn differ(&mut self, what: &str, name: &str, there: &Value, file: Value) -> Option<Value> {
        let shown = |value: &Value| super::fit::text(value).unwrap_or_default();
        let line = format!("{what}, {name}: the graph has {}, the file {}", shown(there), shown(&file));
        if self.terms.overwrite {
            return Some(file);
        }
        self.report.conflicts.push(line);
        None
    }
}

/// Whether two values are the same.
fn same(a: &Value, b: &Value) -> bool {
    Key(a.clone()) == Key(b.clone())
}

fn grown(there: &Arc<Vec<Value>>, more: &Arc<Vec<Value>>) -> Option<Value> {
    let known: FxHashSet<Key> = there.iter().cloned().map(Key).collect();
    let new: Vec<Value> = more.iter().filter(|item| !known.contains(&Key((*item).clone()))).cloned().collect();
    (!new.is_empty()).then(|| Value::list(there.iter().cloned().chain(new).collect()))
}

/// Passages that are not among those there, after them; nothing where there are none.
fn more_evidence(there: &[Evidence], file: &[Evidence]) -> Option<Vec<Evidence>> {
    let known: FxHashSet<&Evidence> = there.iter().collect();
    let new: Vec<Evidence> = file.iter().filter(|piece| !known.contains(piece)).cloned().collect();
    (!new.is_empty()).then(|| there.iter().cloned().chain(new).collect())
}
