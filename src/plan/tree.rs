//! The plan: a tree of operators, each working on the rows of the one below it.

use std::sync::Arc;

use crate::bind::{Aggregation, Call, Creation, Expr, LabelTest, Merge, RemoveItem, SetItem, Slot};
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
    /// Relationships in a row from a node that is known.
    Walk { input: Box<Plan>, step: Step, min: u32, max: Option<u32>, bound: bool },
    /// A shortest path, or all of them, between two nodes that are known.
    Shortest { input: Box<Plan>, step: Step, min: u32, max: Option<u32>, all: bool },
    /// A relationship that is known, and the nodes at its ends.
    Ends { input: Box<Plan>, step: Step, from_known: bool },
    /// The rows for which all of these are true.
    Filter { input: Box<Plan>, conditions: Vec<Expr> },
    /// A path from the relationships of a pattern.
    Path { input: Box<Plan>, slot: Slot, start: Slot, edges: Vec<Slot> },
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
    /// Counts the rows that pass, for saying what emptied an answer.
    Probe { input: Box<Plan>, clause: usize },
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
