//! The graph under a lens: what it leaves and what it hides.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::dated::{edge_period, node_period};
use super::period::{Held, Period};
use super::viewpoint::Viewpoint;
use super::{Lens, Question, Time};
use crate::graph::{Evidence, LabelId, Schema, TypeId, View, Way};
use crate::value::{EdgeId, NodeId};

/// What a lens leaves of a graph.
#[derive(Debug)]
pub struct Seen {
    /// The lens.
    pub lens: Lens,
    viewpoint: Viewpoint,
    /// How firmly each node is there, by its number; `No` for what is hidden.
    nodes: Vec<Held>,
    /// How firmly each relation holds, by its number; `No` for what is hidden.
    edges: Vec<Held>,
    labels: FxHashMap<LabelId, usize>,
    types: FxHashMap<TypeId, usize>,
    /// How many nodes are left, and how many are hidden.
    pub node_counts: (usize, usize),
    /// How many relations are left, and how many are hidden.
    pub edge_counts: (usize, usize),
}

impl Seen {
    /// Looks at a graph through a lens. O(nodes + relations + passages).
    pub fn through(lens: Lens, view: &dyn View, schema: Option<&Schema>) -> Seen {
        let (mut nodes, mut edges) = (Vec::new(), Vec::new());
        view.nodes(&mut nodes);
        nodes.iter().for_each(|node| view.edges_of(*node, Way::Out, &[], &mut edges));
        let edges: Vec<EdgeId> = edges.into_iter().map(|(edge, _)| edge).collect();
        let viewpoint = Viewpoint::new(view, &lens.accept, &lens.without);
        let mut seen = Seen {
            lens,
            viewpoint,
            nodes: table(nodes.iter().map(|node| node.0)),
            edges: table(edges.iter().map(|edge| edge.0)),
            labels: FxHashMap::default(),
            types: FxHashMap::default(),
            node_counts: (0, 0),
            edge_counts: (0, 0),
        };
        seen.judge_nodes(view, schema, &nodes);
        seen.judge_edges(view, schema, &edges);
        seen.drop_bare_nodes(view, &nodes, &edges);
        seen.count(view, &nodes, &edges);
        seen
    }

    /// Time and what falls whatever its relations.
    fn judge_nodes(&mut self, view: &dyn View, schema: Option<&Schema>, nodes: &[NodeId]) {
        for node in nodes {
            let held = self.lens.time.map_or(Held::Certainly, |time| node_held(view, schema, time, *node));
            let hidden = self.viewpoint.node_falls(*node);
            self.nodes[node.0 as usize] = if hidden { Held::No } else { held };
        }
    }

    fn judge_edges(&mut self, view: &dyn View, schema: Option<&Schema>, edges: &[EdgeId]) {
        for edge in edges {
            let (from, to) = view.ends(*edge);
            let ends = self.node(from).min(self.node(to));
            let stands = ends != Held::No
                && self.status_passes(view, *edge)
                && (self.viewpoint.is_everyone() || self.viewpoint.edge_stands(view, *edge));
            let held = match self.lens.time {
                Some(time) if stands => edge_held(view, schema, time, *edge),
                Some(_) | None if stands => Held::Certainly,
                Some(_) | None => Held::No,
            };
            // A relation can be no firmer than the things it joins; that they carry no date weighs nothing.
            let held = if ends == Held::Possibly { held.min(ends) } else { held };
            let dropped = self.lens.time.is_some_and(|time| time.certainly && held != Held::Certainly);
            self.edges[edge.0 as usize] = if dropped { Held::No } else { held };
        }
    }

    /// Hides the nodes that no accepted passage and no relation speaks of.
    fn drop_bare_nodes(&mut self, view: &dyn View, nodes: &[NodeId], edges: &[EdgeId]) {
        if self.viewpoint.is_everyone() {
            return;
        }
        let mut joined = vec![false; self.nodes.len()];
        for edge in edges.iter().filter(|edge| self.edge(**edge) != Held::No) {
            let (from, to) = view.ends(*edge);
            joined[from.0 as usize] = true;
            joined[to.0 as usize] = true;
        }
        for node in nodes.iter().filter(|node| !joined[node.0 as usize]) {
            if !self.viewpoint.node_stands(view, *node) {
                self.nodes[node.0 as usize] = Held::No;
            }
        }
    }

    fn status_passes(&self, view: &dyn View, edge: EdgeId) -> bool {
        let (accept, without) = (&self.lens.accept.statuses, &self.lens.without.statuses);
        if accept.is_empty() && without.is_empty() {
            return true;
        }
        let status = view.edge_text(edge, "status");
        let accepted = accept.is_empty() || status.as_ref().is_some_and(|status| accept.contains(status));
        accepted && !status.as_ref().is_some_and(|status| without.contains(status))
    }

    fn count(&mut self, view: &dyn View, nodes: &[NodeId], edges: &[EdgeId]) {
        let left: Vec<&NodeId> = nodes.iter().filter(|node| self.node(**node) != Held::No).collect();
        for node in &left {
            view.labels(**node).iter().for_each(|label| *self.labels.entry(*label).or_default() += 1);
        }
        let stand: Vec<&EdgeId> = edges.iter().filter(|edge| self.edge(**edge) != Held::No).collect();
        for edge in &stand {
            *self.types.entry(view.edge_type(**edge)).or_default() += 1;
        }
        self.node_counts = (left.len(), nodes.len() - left.len());
        self.edge_counts = (stand.len(), edges.len() - stand.len());
    }

    /// How firmly a node is there. What was added since the lens was put on certainly is.
    pub fn node(&self, node: NodeId) -> Held {
        self.nodes.get(node.0 as usize).copied().unwrap_or(Held::Certainly)
    }

    /// How firmly a relation holds.
    pub fn edge(&self, edge: EdgeId) -> Held {
        self.edges.get(edge.0 as usize).copied().unwrap_or(Held::Certainly)
    }

    /// How many nodes with a label are left.
    pub fn label_count(&self, label: LabelId) -> usize {
        self.labels.get(&label).copied().unwrap_or(0)
    }

    /// How many relations of a type are left.
    pub fn type_count(&self, kind: TypeId) -> usize {
        self.types.get(&kind).copied().unwrap_or(0)
    }

    /// The passages that stand under the lens. A record that stands by what it belongs to, and by none of
    /// its passages, keeps them all.
    pub fn passages<'a>(&self, evidence: Cow<'a, [Evidence]>) -> Cow<'a, [Evidence]> {
        if self.viewpoint.is_everyone() || evidence.iter().all(|passage| self.viewpoint.passes(passage)) {
            return evidence;
        }
        let standing: Vec<Evidence> =
            evidence.iter().filter(|passage| self.viewpoint.passes(passage)).cloned().collect();
        if standing.is_empty() { evidence } else { Cow::Owned(standing) }
    }

    /// How firmly a row holds that was made from these records: no firmer than the least of them. Nodes
    /// without a date weigh nothing where there are relations.
    pub fn row(&self, edges: &[EdgeId], nodes: impl Iterator<Item = NodeId>) -> Held {
        let nodes = nodes.map(|node| self.node(node));
        let least = edges.iter().map(|edge| self.edge(*edge)).min();
        match least {
            Some(least) => nodes.filter(|held| *held != Held::Undated).fold(least, Held::min),
            None => nodes.min().unwrap_or(Held::Certainly),
        }
    }
}

/// A table long enough for the highest of these numbers, with nothing seen yet.
fn table(numbers: impl Iterator<Item = u32>) -> Vec<Held> {
    vec![Held::No; numbers.max().map_or(0, |most| most as usize + 1)]
}

/// Nodes without a date are taken as timeless: every lens keeps them.
fn node_held(view: &dyn View, schema: Option<&Schema>, time: Time, node: NodeId) -> Held {
    let Some(period) = node_period(view, node) else { return Held::Undated };
    let rule = |label: &LabelId| schema.and_then(|schema| schema.label(view.symbols().label_name(*label)));
    let lasting = view.labels(node).iter().filter_map(rule).any(|rule| rule.lasting);
    // Events and works lie within a time or not; a body that outlasts it need only have been there.
    let question = if lasting { time.question } else { Question::AsOf };
    let held = period.held(question, time.window, lasting);
    if time.certainly && held == Held::Possibly { Held::No } else { held }
}

/// Relations without a date are kept by `AS OF`, as undated; `DURING` drops them.
fn edge_held(view: &dyn View, schema: Option<&Schema>, time: Time, edge: EdgeId) -> Held {
    let kind = view.symbols().type_name(view.edge_type(edge));
    let lasting = schema.and_then(|schema| schema.relationship_type(kind)).is_some_and(|rule| rule.lasting);
    match (edge_period(view, edge), time.question) {
        (Some(period), question) => Period::held(&period, question, time.window, lasting),
        (None, Question::AsOf) => Held::Undated,
        (None, Question::During) => Held::No,
    }
}
