//! The plan: a tree of operators, each working on the rows of the one below it.

use std::sync::Arc;

use crate::bind::{Aggregation, Call, Creation, Expr, LabelTest, Leg, Merge, RemoveItem, Round, SetItem, Slot};
use crate::graph::{KeyId, LabelId, TypeId, Way};

/// An operator with its input.
#[derive(Clone, Debug)]
pub(crate) enum Plan {
    /// The row in hand, once.
    Row,
    /// Every node of a source, one row each.
    Scan { input: Box<Plan>, slot: Slot, source: Source },
    /// One relationship from a node that is known.
    Expand { input: Box<Plan>, step: Step },
    /// Relationships in a row from a node that is known, or what is repeated with them; where something is asked
    /// each time, it is tested as soon as what it speaks of is known.
    Walk { input: Box<Plan>, step: Step, min: u32, max: Option<u32>, bound: bool, tested: Option<Box<Tested>> },
    /// Shortest paths between two nodes that are known.
    Shortest { input: Box<Plan>, step: Step, min: u32, max: Option<u32>, wanted: Shortest },
    /// A relationship that is known, and the nodes at its ends.
    Ends { input: Box<Plan>, step: Step, from_known: bool },
    /// The rows for which all of these are true.
    Filter { input: Box<Plan>, conditions: Vec<Expr> },
    /// A path from the relationships of a pattern.
    Path { input: Box<Plan>, slot: Slot, start: Slot, edges: Vec<Slot> },
    /// The lists of nodes and relationships of each time that a pattern was walked, where the conditions hold.
    Repeated {
        input: Box<Plan>,
        start: Slot,
        edges: Slot,
        round: Round,
        groups: Vec<(Slot, Slot)>,
        conditions: Vec<Expr>,
    },
    /// The rows of `inner` for each row, or one with these slots empty.
    Optional { input: Box<Plan>, inner: Box<Plan>, slots: Vec<Slot> },
    /// One row for each item of a list.
    Unwind { input: Box<Plan>, list: Expr, slot: Slot },
    /// Computes values.
    Project { input: Box<Plan>, items: Vec<(Slot, Expr)> },
    /// One row for each group.
    Aggregate { input: Box<Plan>, aggregation: Aggregation },
    /// Each combination of values once.
    Distinct { input: Box<Plan>, slots: Vec<Slot> },
    /// Rows in order; only these slots live on.
    Sort { input: Box<Plan>, keys: Vec<(Expr, bool)>, slots: Vec<Slot> },
    /// All but the first rows.
    Skip { input: Box<Plan>, count: Expr },
    /// The first rows.
    Limit { input: Box<Plan>, count: Expr },
    /// The rows of one part after the other, in these slots.
    Union { parts: Vec<(Plan, Vec<Slot>)>, slots: Vec<Slot> },
    /// Makes nodes and relationships.
    Create { input: Box<Plan>, creations: Vec<Creation> },
    /// Finds, or makes.
    Merge { input: Box<Plan>, search: Box<Plan>, merge: Box<Merge> },
    /// Sets properties and labels.
    Set { input: Box<Plan>, items: Vec<SetItem> },
    /// Takes properties and labels away.
    Remove { input: Box<Plan>, items: Vec<RemoveItem> },
    /// Deletes.
    Delete { input: Box<Plan>, detach: bool, targets: Vec<Expr> },
    /// Calls a procedure.
    Call { input: Box<Plan>, call: Call },
    /// The rows of a subquery for each row; without `returns` only its effects.
    Subquery { input: Box<Plan>, inner: Box<Plan>, returns: bool },
    /// The first rows of an order; only these slots live on.
    Top { input: Box<Plan>, keys: Vec<(Expr, bool)>, slots: Vec<Slot>, skip: Option<Expr>, limit: Expr },
    /// For each new value of a slot the first row that the rest of the pattern gives.
    First { input: Box<Plan>, slot: Slot, rest: Box<Plan> },
    /// The nodes of a label whose text contains another; the first of the conditions says just that.
    Search { input: Box<Plan>, slot: Slot, label: LabelId, key: KeyId, needle: Expr, conditions: Vec<Expr> },
    /// Rows with a node, each standing for as many as the pattern from there has matches; no row for none.
    Weigh { input: Box<Plan>, root: Slot, tree: Tree },
    /// One row that stands for all matches of a pattern from the nodes of a source; no row for none.
    Total { source: Source, labels: Vec<LabelId>, tree: Tree },
    /// One row that stands for the nodes which the hops lead to from the nodes of all rows, each once.
    Reach { input: Box<Plan>, root: Slot, hops: Vec<Hop> },
    /// One row that stands for all matches of two steps in a row whose ends are compared.
    Close { wedge: Wedge },
    /// The nodes of a label, each standing for its matches, counted by a property read as an array.
    Tally { label: LabelId, tree: Tree, key: KeyId, to: Slot, counts: Vec<Slot>, ahead: Option<Ahead> },
    /// The first nodes of a label in the order of properties read as arrays; true for descending.
    Leading { label: LabelId, slot: Slot, keys: Vec<(KeyId, bool)>, skip: Option<Expr>, limit: Expr },
    /// The rows of a walk between two nodes known by their ids, which steps only where it can arrive.
    Guide { input: Box<Plan>, from: Expr, to: Expr, pulls: Vec<Pull> },
    /// Counts the rows that pass, for saying what emptied an answer.
    Probe { input: Box<Plan>, clause: usize },
}

/// What is tested while a pattern that is repeated is walked.
#[derive(Clone, Debug)]
pub(crate) struct Tested {
    /// Where nodes and relationships stand then, in the order in which they are walked.
    pub(crate) round: Round,
    /// For each relationship what is tested when it and the node after it are known.
    pub(crate) conditions: Vec<Vec<Expr>>,
}

/// Which of the paths between two nodes are wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shortest {
    /// One of the shortest; from a node to itself the empty one or none.
    One,
    /// All of the shortest; from a node to itself the empty one or none.
    All,
    /// So many, shorter ones first.
    Paths(u32),
    /// All that have one of so many lengths, the shorter ones.
    Groups(u32),
}

/// A pattern without cycles, from one of its nodes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tree {
    /// The edges that leave the node.
    pub(crate) branches: Vec<Branch>,
}

/// An edge of such a pattern, with what lies beyond it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Branch {
    /// The way it is walked: out or in.
    pub(crate) way: Way,
    /// Its type.
    pub(crate) kind: TypeId,
    /// The fewest and the most in a row, where it is of variable length.
    pub(crate) length: Option<(u32, Option<u32>)>,
    /// Labels of the node at its end that its type does not grant.
    pub(crate) labels: Vec<LabelId>,
    /// The rest of the pattern from there.
    pub(crate) tree: Tree,
}

impl Branch {
    /// Whether its matches are as many as the node has edges.
    pub(crate) fn is_leaf(&self) -> bool {
        self.length.is_none() && self.labels.is_empty() && self.tree.branches.is_empty()
    }
}

/// Two steps in a row, with what is asked of the nodes at their three corners and of the first and the last of them.
#[derive(Clone, Debug)]
pub(crate) struct Wedge {
    /// Where the first corner is looked for; or, where the corners have hops, the nodes these lead from.
    pub(crate) source: Source,
    /// The nodes before, between and after the steps.
    pub(crate) corners: [Corner; 3],
    /// The steps; each may be walked both ways.
    pub(crate) steps: [(Way, TypeId); 2],
    /// An edge between the first corner and the last.
    pub(crate) closing: Option<(Way, TypeId)>,
    /// Whether there must be none such.
    pub(crate) negated: bool,
    /// Whether the first corner and the last must be two nodes.
    pub(crate) distinct: bool,
}

/// A corner of a wedge.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Corner {
    /// Labels of its node that no type grants.
    pub(crate) labels: Vec<LabelId>,
    /// What else of the pattern hangs at it.
    pub(crate) tree: Tree,
    /// How it is reached from a node that the three corners have in common.
    pub(crate) hops: Vec<Hop>,
}

/// One step of a set of nodes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hop {
    /// The way it is walked: out or in.
    pub(crate) way: Way,
    /// Its type.
    pub(crate) kind: TypeId,
    /// The fewest and the most in a row, where it is of variable length.
    pub(crate) length: Option<(u32, Option<u32>)>,
    /// Labels of the nodes at its end that its type does not grant.
    pub(crate) labels: Vec<LabelId>,
}

/// That of all groups only those are wanted whose count may be among the first.
#[derive(Clone, Debug)]
pub(crate) struct Ahead {
    /// Whether the greatest counts come first.
    pub(crate) descending: bool,
    /// How many are left out of the first.
    pub(crate) skip: Option<Expr>,
    /// How many are wanted then.
    pub(crate) limit: Expr,
}

/// One step of a walk that is guided.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pull {
    /// The way it is walked: out or in.
    pub(crate) way: Way,
    /// Its type.
    pub(crate) kind: TypeId,
    /// The slot of the node it leads to.
    pub(crate) to: Slot,
}

impl Plan {
    /// The operator whose rows this one works on, where it has one.
    pub(super) fn input_mut(&mut self) -> Option<&mut Plan> {
        match self {
            Plan::Row
            | Plan::Union { .. }
            | Plan::Total { .. }
            | Plan::Close { .. }
            | Plan::Tally { .. }
            | Plan::Leading { .. } => None,
            Plan::Scan { input, .. }
            | Plan::Expand { input, .. }
            | Plan::Walk { input, .. }
            | Plan::Shortest { input, .. }
            | Plan::Ends { input, .. }
            | Plan::Filter { input, .. }
            | Plan::Path { input, .. }
            | Plan::Repeated { input, .. }
            | Plan::Optional { input, .. }
            | Plan::Unwind { input, .. }
            | Plan::Project { input, .. }
            | Plan::Aggregate { input, .. }
            | Plan::Distinct { input, .. }
            | Plan::Sort { input, .. }
            | Plan::Skip { input, .. }
            | Plan::Limit { input, .. }
            | Plan::Create { input, .. }
            | Plan::Merge { input, .. }
            | Plan::Set { input, .. }
            | Plan::Remove { input, .. }
            | Plan::Delete { input, .. }
            | Plan::Call { input, .. }
            | Plan::Subquery { input, .. }
            | Plan::Top { input, .. }
            | Plan::First { input, .. }
            | Plan::Search { input, .. }
            | Plan::Weigh { input, .. }
            | Plan::Reach { input, .. }
            | Plan::Guide { input, .. }
            | Plan::Probe { input, .. } => Some(input),
        }
    }
}

/// Where a scan finds its nodes.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// All nodes.
    All,
    /// The nodes with a label.
    Label(LabelId),
    /// The node with an id.
    Id(Expr),
}

/// One relationship of a pattern, as it is walked.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// The known node.
    pub(crate) from: Slot,
    /// Where the relationship goes, or the list of them.
    pub(crate) edge: Slot,
    /// Where the node at the other end goes, or is.
    pub(crate) to: Slot,
    /// Whether the other end is known too.
    pub(crate) to_known: bool,
    /// The way it is walked from `from`.
    pub(crate) way: Way,
    /// The types it may have; none means any.
    pub(crate) types: Vec<TypeId>,
    /// What each relationship's properties must be.
    pub(crate) properties: Vec<(KeyId, Arc<str>, Expr)>,
    /// The relationships that follow it each time, where several are repeated together.
    pub(crate) legs: Vec<Leg>,
    /// Whether the pattern is written the other way round: lists come out reversed.
    pub(crate) reversed: bool,
    /// The other relationships of the clause, which it must differ from.
    pub(crate) others: Vec<Slot>,
}

/// A plan that can be run.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    /// The operators.
    pub(crate) plan: Plan,
    /// The plans of subquery expressions, with the slots of their columns.
    pub(crate) subplans: Vec<(Plan, Vec<Slot>)>,
    /// The names of the columns.
    pub(crate) columns: Vec<Arc<str>>,
    /// Where each column's value is found.
    pub(crate) slots: Vec<Slot>,
    /// The name of each slot; empty for what has none.
    pub(crate) names: Vec<Arc<str>>,
    /// The place of each probed clause in the text.
    pub(crate) clauses: Vec<crate::diagnostic::Span>,
}

/// A label test as a condition on a slot.
pub(super) fn has_labels(slot: Slot, test: LabelTest) -> Expr {
    Expr::HasLabels(Box::new(Expr::Slot(slot)), test)
}
