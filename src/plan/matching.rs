//! `MATCH`: from a pattern to scans and expansions, one node and relationship after another.

use std::sync::Arc;

use super::depends::ready;
use super::shape::is_label;
use super::total::{total, value};
use super::tree::{Plan, Shortest, Source, Step, Tested, has_labels};
use super::{Planner, repeat};
use crate::bind::{EdgePattern, Expr, LabelTest, NodePattern, Pattern, Slot};
use crate::graph::KeyId;
use crate::syntax::ast::{BinaryOperator, Comparator, Selector};

/// The slots that a match fills.
pub(super) fn new_slots(pattern: &Pattern) -> Vec<Slot> {
    let nodes = pattern.nodes.iter().filter(|node| !node.bound).map(|node| node.slot);
    let edges = pattern.edges.iter().filter(|edge| !edge.bound).map(|edge| edge.slot);
    let lists = pattern.repeated.iter().flat_map(|repeated| &repeated.groups).map(|(_, list)| *list);
    nodes.chain(edges).chain(pattern.paths.iter().map(|path| path.slot)).chain(lists).collect()
}

/// A match while it is planned.
pub(super) struct Matching<'a> {
    pub(super) pattern: &'a Pattern,
    pub(super) plan: Plan,
    /// Slots of the pattern that nothing has filled yet.
    pub(super) pending: Vec<Slot>,
    /// Conditions not yet tested, or only attempted.
    conditions: Vec<Wanted>,
    /// The slots of the pattern's nodes and single relationships.
    pub(super) elements: Vec<Slot>,
    nodes_known: Vec<bool>,
    edges_done: Vec<bool>,
}

/// A condition of the match.
struct Wanted {
    condition: Expr,
    /// Whether it was tested already, an error counting as true.
    attempted: bool,
}

impl Planner<'_> {
    pub(super) fn matching(&self, pattern: &Pattern, condition: Option<&Expr>, input: Plan) -> Plan {
        let mut matching = Matching {
            pattern,
            plan: input,
            pending: new_slots(pattern),
            conditions: conditions(pattern, condition, &|node, label| self.granted(pattern, node, label)),
            nodes_known: pattern.nodes.iter().map(|node| node.bound).collect(),
            edges_done: pattern.edges.iter().map(|_| false).collect(),
            elements: elements(pattern),
        };
        self.test(&mut matching, false);
        while let Some(next) = self.next(&matching) {
            self.take(&mut matching, next);
            self.test(&mut matching, false);
        }
        self.paths(&mut matching);
        self.test(&mut matching, true);
        matching.plan
    }

    /// Tests what can be tested now; at the latest at the end. What may fail is tested for good when the
    /// match is complete, so that a row that never was a match raises no error; before that it is attempted.
    fn test(&self, matching: &mut Matching<'_>, last: bool) {
        if last || self.rewrites.push_conditions {
            self.attempt(matching, last);
        }
    }

    fn attempt(&self, matching: &mut Matching<'_>, last: bool) {
        // What a repeated pattern asks each time is tested when all is walked: until then no row is a match.
        let judged = last || matching.pattern.repeated.iter().all(|repeated| repeated.conditions.is_empty());
        let complete = judged && matching.pending.is_empty() && matching.edges_done.iter().all(|done| *done);
        let (mut now, mut later) = (Vec::new(), Vec::new());
        for mut wanted in std::mem::take(&mut matching.conditions) {
            if !ready(&wanted.condition, &matching.pending) {
                later.push(wanted);
            } else if complete || total(&wanted.condition, &matching.elements) {
                now.push(wanted.condition);
            } else {
                if !wanted.attempted {
                    now.push(Expr::Attempt(Box::new(wanted.condition.clone())));
                    wanted.attempted = true;
                }
                later.push(wanted);
            }
        }
        matching.conditions = later;
        if !now.is_empty() {
            let input = Box::new(std::mem::replace(&mut matching.plan, Plan::Row));
            matching.plan = Plan::Filter { input, conditions: now };
        }
    }

    /// What to do next: an edge with a known end, else a node to begin with.
    fn next(&self, matching: &Matching<'_>) -> Option<Next> {
        let edges = matching.pattern.edges.iter().enumerate().filter(|(at, _)| !matching.edges_done[*at]);
        let reachable = edges.clone().filter(|(_, edge)| matching.can_take(edge));
        let best = if self.rewrites.order_patterns {
            reachable.min_by_key(|(at, edge)| (self.edge_cost(matching, edge), *at))
        } else {
            reachable.min_by_key(|(at, _)| *at)
        };
        if let Some((at, _)) = best {
            return Some(Next::Edge(at));
        }
        let unknown = (0..matching.pattern.nodes.len()).filter(|at| !matching.nodes_known[*at]);
        let node = if self.rewrites.order_patterns {
            unknown.min_by_key(|at| (self.node_cost(matching, &matching.pattern.nodes[*at]), *at))
        } else {
            unknown.min()
        };
        node.map(Next::Node)
    }

    /// The fewer rows an edge leaves, the earlier it is taken.
    fn edge_cost(&self, matching: &Matching<'_>, edge: &EdgePattern) -> (u8, usize) {
        let both = matching.nodes_known[edge.from] && matching.nodes_known[edge.to];
        let kind = match (edge.bound, both, edge.length.is_some()) {
            (true, _, false) => 0,
            (_, true, false) => 1,
            (_, false, false) => 2,
            (_, true, true) => 3,
            (_, false, true) => 4,
        };
        let types = edge.types.iter().map(|kind| self.view.type_count(*kind)).sum();
        (kind, if edge.types.is_empty() { self.view.edge_count() } else { types })
    }

    /// How many nodes a scan would give.
    fn node_cost(&self, matching: &Matching<'_>, node: &NodePattern) -> usize {
        match self.source(matching, node) {
            Source::Id(_) => 0,
            Source::Label(label) => 1 + self.view.label_count(label),
            Source::All => 2 + self.view.node_count(),
        }
    }

    /// Whether a relationship of the pattern has its type only where the node has the label.
    fn granted(&self, pattern: &Pattern, node: usize, test: &LabelTest) -> bool {
        let LabelTest::Is(label, _) = test else { return false };
        let grants = |edge: &EdgePattern| {
            let [kind] = edge.types.as_slice() else { return false };
            let walked = !edge.bound
                && edge.legs.is_empty()
                && edge.length.is_none_or(|(min, _)| min > 0)
                && edge.selector == Selector::All;
            let arrives = edge.to == node && self.view.ends_have(*kind, edge.way, *label);
            let leaves = edge.from == node && self.view.ends_have(*kind, edge.way.flipped(), *label);
            walked && (arrives || leaves)
        };
        self.rewrites.granted_labels && pattern.edges.iter().any(grants)
    }

    fn source(&self, matching: &Matching<'_>, node: &NodePattern) -> Source {
        if self.rewrites.seek_ids
            && let Some(id) = self.known_id(matching, node.slot)
        {
            return Source::Id(id);
        }
        let label = node.labels.as_ref().and_then(|test| self.rarest(test));
        label.map_or(Source::All, Source::Label)
    }

    fn rarest(&self, test: &LabelTest) -> Option<crate::graph::LabelId> {
        match test {
            LabelTest::Is(label, _) => Some(*label),
            LabelTest::And(a, b) => {
                let both = [self.rarest(a), self.rarest(b)];
                both.into_iter().flatten().min_by_key(|label| self.view.label_count(*label))
            }
            LabelTest::Any | LabelTest::Or(..) | LabelTest::Not(_) => None,
        }
    }

    /// The id that the conditions give a node, where it can be computed before the node is known.
    fn known_id(&self, matching: &Matching<'_>, slot: Slot) -> Option<Expr> {
        let key = self.id_key?;
        let is_id = |expr: &Expr| matches!(expr, Expr::Property(inner, _, found) if *found == key && matches!(**inner, Expr::Slot(at) if at == slot));
        let found = matching.conditions.iter().find_map(|wanted| match &wanted.condition {
            Expr::Comparison(left, rest) => match rest.as_slice() {
                [(Comparator::Equal, right)] if is_id(left) => Some(right),
                [(Comparator::Equal, right)] if is_id(right) => Some(&**left),
                _ => None,
            },
            _ => None,
        })?;
        let known = ready(found, &matching.pending) && value(found, &matching.elements);
        known.then(|| found.clone())
    }

    fn take(&self, matching: &mut Matching<'_>, next: Next) {
        let pattern = matching.pattern;
        match next {
            Next::Node(at) => {
                let node = &pattern.nodes[at];
                let source = self.source(matching, node);
                if let Source::Label(label) = &source {
                    // Whatever the scan gives has the label.
                    matching.conditions.retain(|wanted| !is_label(&wanted.condition, node.slot, *label));
                }
                let input = matching.take_plan();
                matching.plan = Plan::Scan { input, slot: node.slot, source };
                matching.know(at);
            }
            Next::Edge(at) => matching.take_edge(at, self.rewrites.push_conditions),
        }
    }

    fn paths(&self, matching: &mut Matching<'_>) {
        for path in &matching.pattern.paths {
            let edges = path.edges.iter().map(|edge| matching.pattern.edges[*edge].slot).collect();
            let start = matching.pattern.nodes[path.start].slot;
            let input = matching.take_plan();
            matching.plan = Plan::Path { input, slot: path.slot, start, edges };
            matching.pending.retain(|slot| *slot != path.slot);
        }
        if !self.rewrites.push_conditions && matching.pattern.repeated.iter().any(|it| !it.conditions.is_empty()) {
            self.attempt(matching, false);
        }
        repeat::lists(matching);
    }
}

/// The next thing to plan.
enum Next {
    Node(usize),
    Edge(usize),
}

impl Matching<'_> {
    pub(super) fn take_plan(&mut self) -> Box<Plan> {
        Box::new(std::mem::replace(&mut self.plan, Plan::Row))
    }

    fn know(&mut self, node: usize) {
        self.nodes_known[node] = true;
        let slot = self.pattern.nodes[node].slot;
        self.pending.retain(|pending| *pending != slot);
    }

    /// Whether an edge can be walked now: one end known, or itself; for a shortest path both ends.
    fn can_take(&self, edge: &EdgePattern) -> bool {
        let (from, to) = (self.nodes_known[edge.from], self.nodes_known[edge.to]);
        if edge.selector != Selector::All {
            return from && to;
        }
        from || to || (edge.bound && edge.length.is_none())
    }

    fn take_edge(&mut self, at: usize, test: bool) {
        let edge = &self.pattern.edges[at];
        let forwards = self.nodes_known[edge.from] || (edge.bound && !self.nodes_known[edge.to]);
        let (from, to) = if forwards { (edge.from, edge.to) } else { (edge.to, edge.from) };
        let mut legs = repeat::legs(edge, forwards);
        let first = legs.remove(0);
        let step = Step {
            from: self.pattern.nodes[from].slot,
            edge: edge.slot,
            to: self.pattern.nodes[to].slot,
            to_known: self.nodes_known[to],
            way: first.way,
            types: first.types,
            properties: first.properties,
            legs,
            reversed: !forwards,
            others: self.others(at),
        };
        let from_known = self.nodes_known[from];
        let tested = if test { repeat::tested(self, at, forwards) } else { None };
        let input = self.take_plan();
        self.plan = edge_plan(input, edge, step, from_known, tested);
        self.edges_done[at] = true;
        self.pending.retain(|slot| *slot != edge.slot);
        self.know(from);
        self.know(to);
    }

    /// The edges taken before, which this one must differ from.
    fn others(&self, at: usize) -> Vec<Slot> {
        let unique = |edge: &EdgePattern| edge.selector == Selector::All;
        if !unique(&self.pattern.edges[at]) {
            return Vec::new();
        }
        let done = self.pattern.edges.iter().zip(&self.edges_done);
        done.filter(|(edge, done)| **done && unique(edge)).map(|(edge, _)| edge.slot).collect()
    }
}

fn edge_plan(input: Box<Plan>, edge: &EdgePattern, step: Step, from_known: bool, tested: Option<Box<Tested>>) -> Plan {
    match (edge.selector, edge.length) {
        (Selector::All, None) if edge.bound => Plan::Ends { input, step, from_known },
        (Selector::All, None) => Plan::Expand { input, step },
        (Selector::All, Some((min, max))) => Plan::Walk { input, step, min, max, bound: edge.bound, tested },
        (Selector::Shortest, length) => shortest(input, step, length, Shortest::One),
        (Selector::AllShortest, length) => shortest(input, step, length, Shortest::All),
        (Selector::ShortestPaths(count), length) => shortest(input, step, length, Shortest::Paths(count)),
        (Selector::ShortestGroups(count), length) => shortest(input, step, length, Shortest::Groups(count)),
    }
}

fn shortest(input: Box<Plan>, step: Step, length: Option<(u32, Option<u32>)>, wanted: Shortest) -> Plan {
    let (min, max) = length.unwrap_or((1, Some(1)));
    Plan::Shortest { input, step, min, max, wanted }
}

/// The slots that hold a single node or relationship, or null.
fn elements(pattern: &Pattern) -> Vec<Slot> {
    let edges = pattern.edges.iter().filter(|edge| edge.length.is_none()).map(|edge| edge.slot);
    pattern.nodes.iter().map(|node| node.slot).chain(edges).collect()
}

/// Everything the pattern and its `WHERE` ask for, as conditions.
fn conditions(pattern: &Pattern, condition: Option<&Expr>, granted: &dyn Fn(usize, &LabelTest) -> bool) -> Vec<Wanted> {
    let mut all = Vec::new();
    for (at, node) in pattern.nodes.iter().enumerate() {
        if node.bound {
            all.push(Expr::IsNull(Box::new(Expr::Slot(node.slot)), true));
        }
        let asked = node.labels.as_ref().filter(|test| !granted(at, test));
        all.extend(asked.map(|test| has_labels(node.slot, test.clone())));
        all.extend(node.properties.iter().map(|wanted| equal(node.slot, wanted)));
    }
    // In a relationship of variable length the walk itself tests the properties.
    for edge in pattern.edges.iter().filter(|edge| edge.length.is_none()) {
        all.extend(edge.properties.iter().map(|wanted| equal(edge.slot, wanted)));
    }
    if let Some(condition) = condition {
        split(condition, &mut all);
    }
    all.into_iter().map(|condition| Wanted { condition, attempted: false }).collect()
}

fn equal(slot: Slot, (key, name, value): &(KeyId, Arc<str>, Expr)) -> Expr {
    let property = Expr::Property(Box::new(Expr::Slot(slot)), name.clone(), *key);
    Expr::Comparison(Box::new(property), vec![(Comparator::Equal, value.clone())])
}

/// The parts of a condition between its `AND`s.
fn split(condition: &Expr, into: &mut Vec<Expr>) {
    match condition {
        Expr::Binary(BinaryOperator::And, a, b) => {
            split(a, into);
            split(b, into);
        }
        other => into.push(other.clone()),
    }
}
