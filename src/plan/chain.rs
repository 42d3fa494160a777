//! A pattern that was planned as scan and expansions, read back as nodes and edges: what the rewrites
//! that count instead of walking work on.

use super::depends::slots;
use super::tree::{Plan, Source, Step};
use crate::bind::{Expr, LabelTest, Slot};
use crate::graph::{LabelId, TypeId, View, Way};

/// An edge of a pattern, as it is walked.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) from: Slot,
    pub(super) to: Slot,
    pub(super) edge: Slot,
    /// The way it is walked.
    pub(super) way: Way,
    pub(super) kind: TypeId,
    /// The fewest and the most in a row, where it is of variable length.
    pub(super) length: Option<(u32, Option<u32>)>,
    /// Whether both ends were known when it was walked.
    pub(super) closes: bool,
    others: Vec<Slot>,
}

impl Link {
    /// Whether this edge and another must differ.
    pub(super) fn must_differ(&self, other: &Link) -> bool {
        self.others.contains(&other.edge) || other.others.contains(&self.edge)
    }

    /// The node at the other end from one, where it has one there.
    pub(super) fn other_end(&self, slot: Slot) -> Option<Slot> {
        match slot {
            slot if slot == self.from => Some(self.to),
            slot if slot == self.to => Some(self.from),
            _ => None,
        }
    }

    /// The way it is walked from one of its ends.
    pub(super) fn way_from(&self, slot: Slot) -> Way {
        if slot == self.from { self.way } else { self.way.flipped() }
    }

    /// The slot it leaves and the slot it arrives at, whichever way it is walked.
    fn ends(&self) -> (Slot, Slot) {
        if self.way == Way::In { (self.to, self.from) } else { (self.from, self.to) }
    }

    /// Whether a walk along it comes to an end by itself.
    fn ends_somewhere(&self, view: &dyn View) -> bool {
        self.length.is_none() || view.is_acyclic(self.kind)
    }

    /// Whether a node of the pattern has a label because this edge begins or ends there. A walk that may
    /// have no edge at all grants nothing.
    pub(super) fn grants(&self, slot: Slot, label: LabelId, view: &dyn View) -> bool {
        let arrives = self.to == slot && view.ends_have(self.kind, self.way, label);
        let leaves = self.from == slot && view.ends_have(self.kind, self.way.flipped(), label);
        self.length.is_none_or(|(least, _)| least > 0) && (arrives || leaves)
    }

    /// A single edge as it is walked.
    pub(super) fn of_step(step: &Step) -> Option<Link> {
        Link::of(step, None)
    }

    fn of(step: &Step, length: Option<(u32, Option<u32>)>) -> Option<Link> {
        let [kind] = step.types.as_slice() else { return None };
        (step.properties.is_empty() && step.legs.is_empty()).then(|| Link {
            from: step.from,
            to: step.to,
            edge: step.edge,
            way: step.way,
            kind: *kind,
            length,
            closes: step.to_known,
            others: step.others.clone(),
        })
    }
}

/// A pattern with one beginning and nothing but labels asked of the nodes that follow.
#[derive(Debug)]
pub(super) struct Chain {
    /// Where it begins: rows with this slot.
    pub(super) root: Slot,
    /// The plan that gives the rows of the beginning: a scan and what is asked of its node.
    pub(super) rows: Plan,
    /// The source of that scan, where nothing is asked but a label.
    pub(super) source: Option<Source>,
    /// The edges in the order they are walked.
    pub(super) links: Vec<Link>,
    /// Labels asked of nodes that the types of their edges don't grant already.
    pub(super) labels: Vec<(Slot, LabelId)>,
    /// Conditions on more than labels, each with the link after which it is tested.
    pub(super) conditions: Vec<Expr>,
    /// The probes that stood above its operators.
    pub(super) probes: Vec<usize>,
}

impl Chain {
    /// Reads a plan back; none where it holds anything else, or the layout has no arrays to count in.
    pub(super) fn read(plan: &Plan, view: &dyn View) -> Option<Chain> {
        let mut reader = Reader { links: Vec::new(), conditions: Vec::new(), probes: Vec::new() };
        let (root, rows, source) = reader.read(plan)?;
        let Reader { links, conditions, probes, .. } = reader;
        let mut chain = Chain { root, rows, source, links, labels: Vec::new(), conditions: Vec::new(), probes };
        conditions.into_iter().for_each(|condition| chain.condition(condition, view));
        let arrays = chain.links.iter().all(|link| view.adjacency(Way::Out, link.kind).is_some());
        arrays.then_some(chain)
    }

    /// Whether every edge is walked one way and none could be the same as another that it must differ from.
    pub(super) fn is_plain(&self, view: &dyn View) -> bool {
        self.links.iter().all(|link| link.way != Way::Both && link.ends_somewhere(view)) && self.apart(view)
    }

    fn condition(&mut self, condition: Expr, view: &dyn View) {
        if let Expr::HasLabels(owner, LabelTest::Is(label, _)) = &condition
            && let Expr::Slot(slot) = **owner
        {
            if !self.links.iter().any(|link| link.grants(slot, *label, view)) {
                self.labels.push((slot, *label));
            }
        } else if self.found(&condition) {
            // A node of the pattern is there, whichever clause found it.
        } else {
            self.conditions.push(condition);
        }
    }

    /// Whether a condition asks that a node of the pattern be there.
    fn found(&self, condition: &Expr) -> bool {
        let Expr::IsNull(inner, true) = condition else { return false };
        let known = |slot| slot == self.root || self.links.iter().any(|link| link.other_end(slot).is_some());
        matches!(**inner, Expr::Slot(slot) if known(slot))
    }

    /// Whether no two edges of the pattern that must differ could be the same one, so that whoever counts
    /// need not look.
    fn apart(&self, view: &dyn View) -> bool {
        let mut pairs = self.pairs();
        pairs.all(|(a, b)| !a.must_differ(b) || self.differ(a, b, view))
    }

    /// Every two edges.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&Link, &Link)> {
        self.links.iter().enumerate().flat_map(|(at, a)| self.links[at + 1..].iter().map(move |b| (a, b)))
    }

    /// Whether two edges can't be the same one: they are of different types, or one leads on to the other along a
    /// type without cycles.
    pub(super) fn differ(&self, a: &Link, b: &Link, view: &dyn View) -> bool {
        let one_way = a.way != Way::Both && b.way != Way::Both;
        let leads = || self.leads(a, b) || self.leads(b, a) || self.splits(a, b);
        a.kind != b.kind || (one_way && view.is_acyclic(a.kind) && leads())
    }

    /// Whether the end of one edge leads to the beginning of another along edges of their type.
    fn leads(&self, first: &Link, then: &Link) -> bool {
        let (goal, mut at, mut steps) = (then.ends().0, vec![first.ends().1], 0);
        while let Some(slot) = at.pop() {
            if slot == goal {
                return true;
            }
            steps += 1;
            if steps <= self.links.len() {
                at.extend(
                    self.links
                        .iter()
                        .filter(|link| link.kind == first.kind && link.way != Way::Both && link.ends().0 == slot)
                        .map(|l| l.ends().1),
                );
            }
        }
        false
    }

    /// Whether two edges that leave the same node arrive at nodes of which one leads to the other, or the
    /// mirror image: without cycles those are two nodes.
    fn splits(&self, a: &Link, b: &Link) -> bool {
        let between =
            |from, to| self.links.iter().any(|l| l.kind == a.kind && l.way != Way::Both && l.ends() == (from, to));
        let ((a_from, a_to), (b_from, b_to)) = (a.ends(), b.ends());
        (a_from == b_from && (between(a_to, b_to) || between(b_to, a_to)))
            || (a_to == b_to && (between(a_from, b_from) || between(b_from, a_from)))
    }
}

struct Reader {
    links: Vec<Link>,
    conditions: Vec<Expr>,
    probes: Vec<usize>,
}

impl Reader {
    fn read(&mut self, plan: &Plan) -> Option<(Slot, Plan, Option<Source>)> {
        match plan {
            Plan::Probe { input, clause } => {
                self.probes.push(*clause);
                self.read(input)
            }
            Plan::Expand { input, step } => {
                let read = self.read(input)?;
                self.links.push(Link::of(step, None)?);
                Some(read)
            }
            Plan::Walk { input, step, min, max, bound: false, tested: None } if !step.to_known => {
                let read = self.read(input)?;
                self.links.push(Link::of(step, Some((*min, *max)))?);
                Some(read)
            }
            Plan::Filter { input, conditions } => {
                if let Some(begun) = self.begin(plan) {
                    return Some(begun);
                }
                let read = self.read(input)?;
                self.conditions.extend(conditions.iter().cloned());
                Some(read)
            }
            Plan::Scan { .. } => self.begin(plan),
            _ => None,
        }
    }

    /// A scan, or a filter of its node alone right above one.
    fn begin(&self, plan: &Plan) -> Option<(Slot, Plan, Option<Source>)> {
        let (scan, conditions) = match plan {
            Plan::Filter { input, conditions } => (&**input, conditions.as_slice()),
            other => (other, &[][..]),
        };
        let Plan::Scan { input, slot, source } = scan else { return None };
        let own = |condition: &Expr| {
            let mut own = true;
            slots(condition, &mut |seen| own &= seen == Some(*slot));
            own
        };
        if !matches!(**input, Plan::Row) || !conditions.iter().all(own) {
            return None;
        }
        let only_label = conditions.iter().all(|condition| match (condition, source) {
            (Expr::HasLabels(_, LabelTest::Is(label, _)), Source::Label(scanned)) => label == scanned,
            _ => false,
        });
        Some((*slot, plan.clone(), only_label.then(|| source.clone())))
    }
}
