//! Patterns: every assignment of nodes and edges is tried.

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
    /// The path so far.
    pub(super) path: Path,
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
        let mut trials = vec![Trial { row: row.clone(), used: Vec::new(), owed: Vec::new(), path: empty }];
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
        let range = (length.min.unwrap_or(1) as usize, length.max.map_or(usize::MAX, |max| max as usize));
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
            if !self.walk(relationship, edge, to, &mut next)? {
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
        if length >= range.0 {
            found.extend(self.ended(relationship, node, from, &trial)?);
        }
        if length >= range.1 {
            return Ok(());
        }
        for (edge, to) in self.onward(relationship, &trial) {
            let mut next = trial.clone();
            if self.walk(relationship, edge, to, &mut next)? {
                self.trails(relationship, node, range, from, next, found)?;
            }
        }
        Ok(())
    }

    /// The trail as it is, where the list of its relationships and its last node fit.
    fn ended<'a>(
        &self,
        relationship: &RelationshipPattern,
        node: &'a NodePattern,
        from: usize,
        trial: &Trial<'a>,
    ) -> Outcome<Option<Trial<'a>>> {
        let list = trial.path.edges[from..].iter().copied().map(Value::Relationship).collect();
        let list = Value::list(list);
        let mut ended = trial.clone();
        if let Some(name) = &relationship.name {
            let known = ended.row.insert(name.text.clone(), list.clone());
            if known.is_some_and(|known| equals(&known, &list) != Some(true)) {
                return Ok(None);
            }
        }
        if let Some(inner) = &relationship.repeated
            && !self.each_time(relationship, inner, from, &mut ended)?
        {
            return Ok(None);
        }
        let last = trial.path.nodes[trial.path.nodes.len() - 1];
        Ok(self.place_node(node, last, &mut ended)?.then_some(ended))
    }

    /// Names the nodes before and after each relationship; whether each time what is asked holds.
    fn each_time(
        &self,
        relationship: &RelationshipPattern,
        inner: &Repeated,
        from: usize,
        trial: &mut Trial<'_>,
    ) -> Outcome<bool> {
        let nodes = trial.path.nodes[from..].to_vec();
        for (pair, edge) in nodes.windows(2).zip(&trial.path.edges[from..]) {
            let (start, end) = (Value::Node(pair[0]), Value::Node(pair[1]));
            let names = [inner.start.name.as_ref(), relationship.name.as_ref(), inner.end.name.as_ref()];
            let mut row = trial.row.clone();
            for (name, value) in names.into_iter().zip([start.clone(), Value::Relationship(*edge), end.clone()]) {
                row.extend(name.map(|name| (name.text.clone(), value)));
            }
            for (pattern, node) in [(&inner.start, start), (&inner.end, end)] {
                let labels = pattern.labels.as_ref();
                let labelled = labels.map_or(Ok(Value::Boolean(true)), |labels| self.has_labels(&node, labels))?;
                let properties = pattern.properties.as_ref();
                let fits = properties.map_or(Ok(true), |wanted| self.has_properties(&node, wanted, &row))?;
                if !matches!(labelled, Value::Boolean(true)) || !fits {
                    return Ok(false);
                }
            }
            if let Some(condition) = &inner.condition
                && !matches!(self.evaluate(condition, Scope { row: &row, group: None })?, Value::Boolean(true))
            {
                return Ok(false);
            }
        }
        let list = |nodes: &[NodeId]| Value::list(nodes.iter().copied().map(Value::Node).collect());
        let ends = [(&inner.start, list(&nodes[..nodes.len() - 1])), (&inner.end, list(&nodes[1..]))];
        trial.row.extend(ends.into_iter().filter_map(|(node, list)| Some((node.name.as_ref()?.text.clone(), list))));
        Ok(true)
    }

    /// Adds an edge to the path where it may be.
    fn walk<'a>(
        &self,
        relationship: &'a RelationshipPattern,
        edge: EdgeId,
        to: NodeId,
        trial: &mut Trial<'a>,
    ) -> Outcome<bool> {
        self.tire()?;
        if trial.used.contains(&edge) {
            return Ok(false);
        }
        trial.used.push(edge);
        trial.path.edges.push(edge);
        trial.path.nodes.push(to);
        self.owe(Value::Relationship(edge), relationship.properties.as_ref(), trial)
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
