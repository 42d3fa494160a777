//! Patterns: every assignment of nodes and edges is tried.

use std::collections::BTreeMap;
use std::sync::Arc;

use actant::diagnostic::Outcome;
use actant::graph::View;
use actant::syntax::ast::{
    Direction, Expression, Kind, NodePattern, PathPattern, RelationshipPattern, Repeated, Selector,
};
use actant::value::{EdgeId, NodeId, Path, Value, equals};

use super::{Naive, Row, Scope, beyond, type_error};

/// An assignment that is being built.
#[derive(Clone)]
pub(super) struct Trial<'a> {
    pub(super) row: Row,
    /// The edges of the clause so far; none may come twice.
    used: Vec<EdgeId>,
    /// Properties that speak of names, to be compared when all names are known.
    owed: Vec<(Value, &'a Expression)>,
    /// What patterns that are repeated were each time, to be judged when all names are known.
    rounds: Vec<Once<'a>>,
    /// The path so far.
    pub(super) path: Path,
}

/// One time that a pattern in parentheses was walked.
#[derive(Clone)]
struct Once<'a> {
    nodes: Vec<Value>,
    edges: Vec<Value>,
    /// What its names are this time; null where they would have to be two nodes.
    names: BTreeMap<Arc<str>, Value>,
    first: &'a RelationshipPattern,
    inner: &'a Repeated,
}

impl Naive {
    /// All assignments of the patterns of one clause.
    pub(super) fn assignments(&self, patterns: &[PathPattern], row: &Row) -> Outcome<Vec<Row>> {
        let rows = self.trials(patterns, row)?.into_iter().map(|trial| trial.row);
        Ok(rows.collect())
    }

    /// The paths that fit a pattern.
    pub(super) fn paths(&self, pattern: &PathPattern, row: &Row) -> Outcome<Vec<Value>> {
        let trials = self.trials(std::slice::from_ref(pattern), row)?;
        Ok(trials.into_iter().map(|trial| Value::Path(Arc::new(trial.path))).collect())
    }

    fn trials<'a>(&self, patterns: &'a [PathPattern], row: &Row) -> Outcome<Vec<Trial<'a>>> {
        let empty = Path { nodes: Vec::new(), edges: Vec::new() };
        let mut trials =
            vec![Trial { row: row.clone(), used: Vec::new(), owed: Vec::new(), rounds: Vec::new(), path: empty }];
        for pattern in patterns {
            let mut next = Vec::new();
            for trial in trials {
                next.extend(self.path(pattern, trial)?);
            }
            trials = next;
        }
        let mut kept = Vec::new();
        for trial in trials {
            if self.pays(&trial)? {
                kept.push(trial);
            }
        }
        Ok(kept)
    }

    /// One try more.
    pub(super) fn tire(&self) -> Outcome<()> {
        let left = self.patience.get().checked_sub(1).ok_or_else(|| beyond("so much"))?;
        self.patience.set(left);
        Ok(())
    }

    /// Whether the properties hold that had to wait.
    fn pays(&self, trial: &Trial<'_>) -> Outcome<bool> {
        for (owner, wanted) in &trial.owed {
            if !self.has_properties(owner, wanted, &trial.row)? {
                return Ok(false);
            }
        }
        for once in &trial.rounds {
            if !self.was_so(once, &trial.row)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn path<'a>(&self, pattern: &'a PathPattern, mut trial: Trial<'a>) -> Outcome<Vec<Trial<'a>>> {
        trial.path = Path { nodes: Vec::new(), edges: Vec::new() };
        let mut trials = Vec::new();
        for node in self.candidates(&pattern.start, &trial.row)? {
            self.tire()?;
            let mut next = trial.clone();
            next.path.nodes.push(node);
            if self.place_node(&pattern.start, node, &mut next)? {
                trials.push(next);
            }
        }
        for (relationship, node) in &pattern.steps {
            let mut next = Vec::new();
            for trial in trials {
                next.extend(match pattern.selector {
                    Selector::All => self.step(relationship, node, &trial)?,
                    Selector::Shortest
                    | Selector::AllShortest
                    | Selector::ShortestPaths(_)
                    | Selector::ShortestGroups(_) => self.shortest(relationship, node, &trial, pattern.selector)?,
                });
            }
            trials = next;
        }
        if let Some(name) = &pattern.name {
            for trial in &mut trials {
                let path = Value::Path(Arc::new(trial.path.clone()));
                trial.row.insert(name.text.clone(), path);
            }
        }
        Ok(trials)
    }

    /// The nodes that a node pattern could be: the one of its name, or all.
    pub(super) fn candidates(&self, pattern: &NodePattern, row: &Row) -> Outcome<Vec<NodeId>> {
        match pattern.name.as_ref().and_then(|name| row.get(&name.text)) {
            None => Ok(self.all_nodes()),
            Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Node(node)) => Ok(vec![*node]),
            Some(other) => Err(type_error("a node", other)),
        }
    }

    /// Whether a node can stand for the pattern; its name is then known.
    pub(super) fn place_node<'a>(
        &self,
        pattern: &'a NodePattern,
        node: NodeId,
        trial: &mut Trial<'a>,
    ) -> Outcome<bool> {
        if !self.candidates(pattern, &trial.row)?.contains(&node) {
            return Ok(false);
        }
        if let Some(labels) = &pattern.labels
            && !matches!(self.has_labels(&Value::Node(node), labels)?, Value::Boolean(true))
        {
            return Ok(false);
        }
        if let Some(name) = &pattern.name {
            trial.row.insert(name.text.clone(), Value::Node(node));
        }
        self.owe(Value::Node(node), pattern.properties.as_ref(), trial)
    }

    /// Compares constant properties now, others later.
    fn owe<'a>(&self, owner: Value, wanted: Option<&'a Expression>, trial: &mut Trial<'a>) -> Outcome<bool> {
        let Some(wanted) = wanted else { return Ok(true) };
        if constant(wanted) {
            return self.has_properties(&owner, wanted, &trial.row);
        }
        trial.owed.push((owner, wanted));
        Ok(true)
    }

    fn has_properties(&self, owner: &Value, wanted: &Expression, row: &Row) -> Outcome<bool> {
        let wanted = self.entries(&self.evaluate(wanted, Scope { row, group: None })?)?;
        let found = self.entries(owner)?;
        let same = |(name, value): (&Arc<str>, &Value)| {
            found.get(name).is_some_and(|found| equals(found, value) == Some(true))
        };
        Ok(wanted.iter().all(same))
    }

    /// One relationship, or several in a row, and the node behind.
    fn step<'a>(
        &self,
        relationship: &'a RelationshipPattern,
        node: &'a NodePattern,
        trial: &Trial<'a>,
    ) -> Outcome<Vec<Trial<'a>>> {
        let Some(length) = relationship.length else { return self.single(relationship, node, trial) };
        let several = several(relationship);
        let times = |times: u32| (times as usize).saturating_mul(several);
        let range = (times(length.min.unwrap_or(1)), length.max.map_or(usize::MAX, times));
        let mut found = Vec::new();
        self.trails(relationship, node, range, trial.path.edges.len(), trial.clone(), &mut found)?;
        Ok(found)
    }

    fn single<'a>(
        &self,
        relationship: &'a RelationshipPattern,
        node: &'a NodePattern,
        trial: &Trial<'a>,
    ) -> Outcome<Vec<Trial<'a>>> {
        let known = relationship.name.as_ref().and_then(|name| trial.row.get(&name.text));
        let mut found = Vec::new();
        for (edge, to) in self.onward(relationship, trial) {
            if known.is_some_and(|known| !matches!(known, Value::Relationship(known) if *known == edge)) {
                continue;
            }
            let mut next = trial.clone();
            if !self.walk(relationship, (edge, to), false, &mut next)? {
                continue;
            }
            if let Some(name) = &relationship.name {
                next.row.insert(name.text.clone(), Value::Relationship(edge));
            }
            if self.place_node(node, to, &mut next)? {
                found.push(next);
            }
        }
        Ok(found)
    }

    /// Every trail onward from the end of the path: relationships may not come twice, nodes may.
    pub(super) fn trails<'a>(
        &self,
        relationship: &'a RelationshipPattern,
        node: &'a NodePattern,
        range: (usize, usize),
        from: usize,
        trial: Trial<'a>,
        found: &mut Vec<Trial<'a>>,
    ) -> Outcome<()> {
        let length = trial.path.edges.len() - from;
        if length >= range.0 && length.is_multiple_of(several(relationship)) {
            found.extend(self.ended(relationship, node, from, &trial)?);
        }
        if length >= range.1 {
            return Ok(());
        }
        let leg = leg(relationship, length);
        for (edge, to) in self.onward(leg, &trial) {
            let mut next = trial.clone();
            if self.walk(leg, (edge, to), relationship.repeated.is_some(), &mut next)? {
                self.trails(relationship, node, range, from, next, found)?;
            }
        }
        Ok(())
    }

    /// The trail as it is, where the list of its relationships and its last node fit.
    fn ended<'a>(
        &self,
        relationship: &'a RelationshipPattern,
        node: &'a NodePattern,
        from: usize,
        trial: &Trial<'a>,
    ) -> Outcome<Option<Trial<'a>>> {
        let list = trial.path.edges[from..].iter().copied().map(Value::Relationship).collect();
        let list = Value::list(list);
        let mut ended = trial.clone();
        if let Some(name) = relationship.name.as_ref().filter(|_| several(relationship) == 1) {
            let known = ended.row.insert(name.text.clone(), list.clone());
            if known.is_some_and(|known| equals(&known, &list) != Some(true)) {
                return Ok(None);
            }
        }
        if let Some(inner) = &relationship.repeated {
            self.each_time(relationship, inner, from, &mut ended);
        }
        let last = trial.path.nodes[trial.path.nodes.len() - 1];
        Ok(self.place_node(node, last, &mut ended)?.then_some(ended))
    }

    /// Names what was walked, as lists; what is asked of each time is owed.
    fn each_time<'a>(
        &self,
        relationship: &'a RelationshipPattern,
        inner: &'a Repeated,
        from: usize,
        trial: &mut Trial<'a>,
    ) {
        let of_edges = inner.relationships(relationship).filter_map(|edge| edge.name.as_ref());
        for name in inner.nodes().filter_map(|node| node.name.as_ref()).chain(of_edges) {
            trial.row.insert(name.text.clone(), Value::list(Vec::new()));
        }
        let several = inner.more.len() + 1;
        for begun in (from..trial.path.edges.len()).step_by(several) {
            let nodes = trial.path.nodes[begun..=begun + several].iter().map(|node| Value::Node(*node));
            let edges = trial.path.edges[begun..begun + several].iter().map(|edge| Value::Relationship(*edge));
            let (nodes, edges): (Vec<Value>, Vec<Value>) = (nodes.collect(), edges.collect());
            let mut round = BTreeMap::new();
            let nodes_named = inner.nodes().map(|node| node.name.as_ref()).zip(&nodes);
            let named = nodes_named.chain(inner.relationships(relationship).map(|edge| edge.name.as_ref()).zip(&edges));
            for (name, value) in named.filter_map(|(name, value)| Some((name?, value))) {
                let other = round.insert(name.text.clone(), value.clone());
                if other.is_some_and(|other| equals(&other, value) != Some(true)) {
                    round.insert(name.text.clone(), Value::Null);
                }
            }
            for (name, value) in &round {
                if let Some(Value::List(list)) = trial.row.get(name) {
                    let longer = list.iter().cloned().chain([value.clone()]).collect();
                    trial.row.insert(name.clone(), Value::list(longer));
                }
            }
            trial.rounds.push(Once { nodes, edges, names: round, first: relationship, inner });
        }
    }

    /// Whether what is asked of one time that a pattern was repeated holds.
    fn was_so(&self, once: &Once<'_>, row: &Row) -> Outcome<bool> {
        let mut row = row.clone();
        row.extend(once.names.clone());
        // Two nodes of one name were found to be two.
        if once.names.values().any(Value::is_null) {
            return Ok(false);
        }
        for (pattern, node) in once.inner.nodes().zip(&once.nodes) {
            let labelled = pattern.labels.as_ref().map(|labels| self.has_labels(node, labels)).transpose()?;
            let fits = pattern.properties.as_ref().map(|wanted| self.has_properties(node, wanted, &row)).transpose()?;
            if labelled.is_some_and(|it| !matches!(it, Value::Boolean(true))) || fits == Some(false) {
                return Ok(false);
            }
        }
        for (pattern, edge) in once.inner.relationships(once.first).zip(&once.edges) {
            if let Some(wanted) = &pattern.properties
                && !self.has_properties(edge, wanted, &row)?
            {
                return Ok(false);
            }
        }
        let Some(condition) = &once.inner.condition else { return Ok(true) };
        Ok(matches!(self.evaluate(condition, Scope { row: &row, group: None })?, Value::Boolean(true)))
    }

    /// Adds an edge to the path where it may be.
    fn walk<'a>(
        &self,
        relationship: &'a RelationshipPattern,
        (edge, to): (EdgeId, NodeId),
        repeated: bool,
        trial: &mut Trial<'a>,
    ) -> Outcome<bool> {
        self.tire()?;
        if trial.used.contains(&edge) {
            return Ok(false);
        }
        trial.used.push(edge);
        trial.path.edges.push(edge);
        trial.path.nodes.push(to);
        let asked = relationship.properties.as_ref();
        // What is asked of one time has its own names; it is judged with all that is.
        self.owe(Value::Relationship(edge), asked.filter(|asked| !repeated || constant(asked)), trial)
    }

    /// The edges of the right type and direction at the end of the path, each with its other end.
    fn onward(&self, relationship: &RelationshipPattern, trial: &Trial<'_>) -> Vec<(EdgeId, NodeId)> {
        let at = trial.path.nodes[trial.path.nodes.len() - 1];
        self.edges_at(relationship, at)
    }

    pub(super) fn edges_at(&self, relationship: &RelationshipPattern, at: NodeId) -> Vec<(EdgeId, NodeId)> {
        let mut onward = Vec::new();
        for (edge, from, to) in self.edges.borrow().get(&at).into_iter().flatten() {
            if !self.has_type(relationship, *edge) {
                continue;
            }
            let (out, back) = (*from == at, *to == at);
            match relationship.direction {
                Direction::Outgoing if out => onward.push((*edge, *to)),
                Direction::Incoming if back => onward.push((*edge, *from)),
                Direction::Either if out => onward.push((*edge, *to)),
                Direction::Either if back => onward.push((*edge, *from)),
                Direction::Outgoing | Direction::Incoming | Direction::Either => {}
            }
        }
        onward
    }

    fn has_type(&self, relationship: &RelationshipPattern, edge: EdgeId) -> bool {
        let graph = self.graph.borrow();
        let name = graph.symbols().type_name(graph.edge_type(edge));
        relationship.types.is_empty() || relationship.types.iter().any(|known| known.text == *name)
    }
}

/// How many relationships are repeated together.
pub(super) fn several(relationship: &RelationshipPattern) -> usize {
    1 + relationship.repeated.as_ref().map_or(0, |inner| inner.more.len())
}

/// The one whose turn it is after so many.
pub(super) fn leg(relationship: &RelationshipPattern, walked: usize) -> &RelationshipPattern {
    let further = (walked % several(relationship)).checked_sub(1);
    let inner = relationship.repeated.as_ref();
    further.and_then(|at| inner.and_then(|inner| inner.more.get(at))).map_or(relationship, |(leg, _)| leg)
}

/// Whether an expression speaks of no name.
fn constant(expression: &Expression) -> bool {
    match &expression.kind {
        Kind::Null | Kind::Boolean(_) | Kind::Integer(_) | Kind::Float(_) | Kind::String(_) | Kind::Parameter(_) => {
            true
        }
        Kind::List(items) => items.iter().all(constant),
        Kind::Map(entries) => entries.iter().all(|(_, value)| constant(value)),
        _ => false,
    }
}
