//! The bound query: every name resolved, every variable a slot of the row, every function chosen.

use std::sync::Arc;

use crate::diagnostic::Span;
use crate::functions::Function;
use crate::graph::{KeyId, LabelId, TypeId, Way};
use crate::syntax::ast::{BinaryOperator, Comparator, Quantifier, Selector, SubqueryKind};
use crate::value::Value;

/// The place of a variable's value in the row.
pub(crate) type Slot = usize;

/// A statement that can be planned.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    /// The query.
    pub(crate) query: Query,
    /// The queries of subquery expressions, which name them by their places.
    pub(crate) subqueries: Vec<Query>,
    /// The name of each slot of the row; empty for what has none.
    pub(crate) names: Vec<Arc<str>>,
}

/// Single queries with `UNION` between them.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    /// The single queries.
    pub(crate) parts: Vec<Part>,
    /// Whether equal rows of the parts are folded.
    pub(crate) distinct: bool,
    /// The names of the columns.
    pub(crate) columns: Vec<Arc<str>>,
    /// Where each column's value is found.
    pub(crate) slots: Vec<Slot>,
}

/// One single query.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Its clauses, with their places.
    pub(crate) clauses: Vec<(Clause, Span)>,
    /// Where each column's value is found.
    pub(crate) slots: Vec<Slot>,
}

/// One clause.
#[derive(Clone, Debug)]
pub(crate) enum Clause {
    /// `[OPTIONAL] MATCH … WHERE …`
    Match(Match),
    /// `UNWIND … AS …`
    Unwind(Expr, Slot),
    /// `WITH …` and `RETURN …`
    Project(Projection),
    /// `WHERE` after `WITH` or `YIELD`
    Filter(Expr),
    /// `CREATE …`
    Create(Vec<Creation>),
    /// `MERGE …`
    Merge(Box<Merge>),
    /// `SET …`
    Set(Vec<SetItem>),
    /// `REMOVE …`
    Remove(Vec<RemoveItem>),
    /// `[DETACH] DELETE …`
    Delete(bool, Vec<Expr>),
    /// `CALL procedure(…) YIELD …`
    Call(Call),
    /// `CALL { … }`; the flag says whether its rows are added to the outer ones.
    Subquery(Query, bool),
}

/// `[OPTIONAL] MATCH … WHERE …`
#[derive(Clone, Debug)]
pub(crate) struct Match {
    /// Whether a row without a match is kept.
    pub(crate) optional: bool,
    /// What is looked for.
    pub(crate) pattern: Pattern,
    /// The condition.
    pub(crate) condition: Option<Expr>,
}

/// A pattern as a graph of its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pattern {
    /// Its nodes.
    pub(crate) nodes: Vec<NodePattern>,
    /// Its relationships.
    pub(crate) edges: Vec<EdgePattern>,
    /// Its named paths, and those of which only the shortest are wanted.
    pub(crate) paths: Vec<PathPattern>,
    /// What stands around its repeated relationships.
    pub(crate) repeated: Vec<Repeated>,
}

/// What stands around a repeated relationship, each time it is walked.
#[derive(Clone, Debug)]
pub(crate) struct Repeated {
    /// The relationship, by its place in the pattern.
    pub(crate) edge: usize,
    /// Where the nodes and relationships of one time stand.
    pub(crate) round: Round,
    /// The slot of a node or relationship each time, and where the list of them goes.
    pub(crate) groups: Vec<(Slot, Slot)>,
    /// What must hold each time.
    pub(crate) conditions: Vec<Expr>,
}

/// The slots of one time that a pattern is repeated, in order.
#[derive(Clone, Debug)]
pub(crate) struct Round {
    /// Its nodes, one more than its relationships.
    pub(crate) nodes: Vec<Slot>,
    /// Its relationships.
    pub(crate) edges: Vec<Slot>,
}

/// One relationship as it is walked.
#[derive(Clone, Debug)]
pub(crate) struct Leg {
    /// The way it is walked.
    pub(crate) way: Way,
    /// The types it may have; none means any.
    pub(crate) types: Vec<TypeId>,
    /// What its properties must be.
    pub(crate) properties: Vec<(KeyId, Arc<str>, Expr)>,
}

/// A node of a pattern.
#[derive(Clone, Debug)]
pub(crate) struct NodePattern {
    /// Where the node goes, or is.
    pub(crate) slot: Slot,
    /// Whether it is there before the pattern is matched.
    pub(crate) bound: bool,
    /// What its labels must be.
    pub(crate) labels: Option<LabelTest>,
    /// What its properties must be.
    pub(crate) properties: Vec<(KeyId, Arc<str>, Expr)>,
}

/// A relationship of a pattern.
#[derive(Clone, Debug)]
pub(crate) struct EdgePattern {
    /// Where the relationship goes, or the list of them.
    pub(crate) slot: Slot,
    /// Whether it is there before the pattern is matched.
    pub(crate) bound: bool,
    /// The node it is walked from, by its place in the pattern.
    pub(crate) from: usize,
    /// The node it is walked to.
    pub(crate) to: usize,
    /// The way it is walked.
    pub(crate) way: Way,
    /// The types it may have; none means any.
    pub(crate) types: Vec<TypeId>,
    /// What its properties must be.
    pub(crate) properties: Vec<(KeyId, Arc<str>, Expr)>,
    /// The relationships that follow it each time, where several are repeated together.
    pub(crate) legs: Vec<Leg>,
    /// The fewest and the most times in a row, where it is of variable length.
    pub(crate) length: Option<(u32, Option<u32>)>,
    /// Which of the walks are wanted.
    pub(crate) selector: Selector,
}

/// A path of a pattern.
#[derive(Clone, Debug)]
pub(crate) struct PathPattern {
    /// Where the path goes.
    pub(crate) slot: Slot,
    /// Its first node, by its place in the pattern.
    pub(crate) start: usize,
    /// Its relationships, by their places.
    pub(crate) edges: Vec<usize>,
}

/// A condition on labels, or on a relationship's type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LabelTest {
    /// This one, as a label and as a type.
    Is(LabelId, TypeId),
    /// Any at all.
    Any,
    /// Both.
    And(Box<LabelTest>, Box<LabelTest>),
    /// One of them.
    Or(Box<LabelTest>, Box<LabelTest>),
    /// Not this.
    Not(Box<LabelTest>),
}

/// `WITH …` or `RETURN …`
#[derive(Clone, Debug)]
pub(crate) struct Projection {
    /// The grouping keys and aggregates, where there are any.
    pub(crate) aggregation: Option<Aggregation>,
    /// What is computed, and where it goes.
    pub(crate) items: Vec<(Slot, Expr)>,
    /// The slots that are carried on.
    pub(crate) slots: Vec<Slot>,
    /// Whether equal rows are folded.
    pub(crate) distinct: bool,
    /// What is sorted by; true for descending.
    pub(crate) order: Vec<(Expr, bool)>,
    /// How many rows to leave out first.
    pub(crate) skip: Option<Expr>,
    /// How many rows to give at most.
    pub(crate) limit: Option<Expr>,
}

/// The first half of a projection that aggregates.
#[derive(Clone, Debug)]
pub(crate) struct Aggregation {
    /// The grouping keys, and where they go.
    pub(crate) keys: Vec<(Slot, Expr)>,
    /// The aggregates, and where they go.
    pub(crate) aggregates: Vec<(Slot, Aggregate)>,
}

/// One aggregate.
#[derive(Clone, Debug)]
pub(crate) struct Aggregate {
    /// The function; none is `count(*)`.
    pub(crate) function: Option<FunctionRef>,
    /// Whether equal arguments count once.
    pub(crate) distinct: bool,
    /// The arguments.
    pub(crate) arguments: Vec<Expr>,
}

/// A node or relationship to be made, in the order of writing.
#[derive(Clone, Debug)]
pub(crate) enum Creation {
    /// A node.
    Node(Slot, Vec<LabelId>, Properties),
    /// A relationship: slot, from, type, to.
    Edge(Slot, Slot, TypeId, Slot, Properties),
    /// A path over what was made: slot, nodes and edges in turn.
    Path(Slot, Vec<Slot>),
}

/// Properties to be given: written out, or a map as a whole.
#[derive(Clone, Debug)]
pub(crate) enum Properties {
    /// `{x: 1}`
    Entries(Vec<(KeyId, Arc<str>, Expr)>),
    /// `$map`
    Whole(Expr),
}

/// `MERGE …`
#[derive(Clone, Debug)]
pub(crate) struct Merge {
    /// What is looked for.
    pub(crate) pattern: Pattern,
    /// What is made where it is not found.
    pub(crate) creations: Vec<Creation>,
    /// What to set then.
    pub(crate) on_create: Vec<SetItem>,
    /// What to set where it is found.
    pub(crate) on_match: Vec<SetItem>,
}

/// One part of `SET`.
#[derive(Clone, Debug)]
pub(crate) enum SetItem {
    /// `a.x = 1`
    Property(Expr, KeyId, Expr),
    /// `a = {…}` (true) and `a += {…}` (false)
    Whole(Slot, Expr, bool),
    /// `a:Label`
    Labels(Slot, Vec<LabelId>),
}

/// One part of `REMOVE`.
#[derive(Clone, Debug)]
pub(crate) enum RemoveItem {
    /// `a.x`
    Property(Expr, KeyId),
    /// `a:Label`
    Labels(Slot, Vec<LabelId>),
}

/// `CALL procedure(…) YIELD …`
#[derive(Clone, Debug)]
pub(crate) struct Call {
    /// The procedure, by its place among the session's.
    pub(crate) procedure: usize,
    /// The arguments.
    pub(crate) arguments: Vec<Expr>,
    /// Which columns are taken, and where they go.
    pub(crate) yields: Vec<(usize, Slot)>,
    /// Whether the call hands on the rows it was given, having no columns.
    pub(crate) silent: bool,
}

/// A function of the table; shown by its name.
#[derive(Clone, Copy)]
pub(crate) struct FunctionRef(pub &'static Function);

impl std::fmt::Debug for FunctionRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name)
    }
}

/// An expression that can be evaluated against a row.
#[derive(Clone, Debug)]
pub(crate) enum Expr {
    /// A value known beforehand.
    Constant(Value),
    /// `$name`
    Parameter(Arc<str>),
    /// A variable.
    Slot(Slot),
    /// `a.x`
    Property(Box<Expr>, Arc<str>, KeyId),
    /// `a:Label`
    HasLabels(Box<Expr>, LabelTest),
    /// `a[i]`
    Index(Box<Expr>, Box<Expr>),
    /// `a[i..j]`
    Slice(Box<Expr>, Option<Box<Expr>>, Option<Box<Expr>>),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `{x: a}`
    Map(Vec<(Arc<str>, Expr)>),
    /// `a {.x, .*, y: b}`
    MapProjection(Box<Expr>, Vec<MapItem>),
    /// `NOT a`
    Not(Box<Expr>),
    /// A condition of which an error counts as true; no text gives it, a plan does.
    Attempt(Box<Expr>),
    /// `-a`
    Negate(Box<Expr>),
    /// `+a`
    Plus(Box<Expr>),
    /// `a + b` and the others with two sides
    Binary(BinaryOperator, Box<Expr>, Box<Expr>),
    /// `a < b <= c`
    Comparison(Box<Expr>, Vec<(Comparator, Expr)>),
    /// `a IS NULL`; true for `IS NOT NULL`
    IsNull(Box<Expr>, bool),
    /// `f(a)`
    Function(FunctionRef, Vec<Expr>),
    /// `CASE …`
    Case(Option<Box<Expr>>, Vec<(Expr, Expr)>, Option<Box<Expr>>),
    /// `[x IN list WHERE … | …]`
    ListComprehension(Slot, Box<Expr>, Option<Box<Expr>>, Option<Box<Expr>>),
    /// `any(x IN list WHERE …)`
    Quantifier(Quantifier, Slot, Box<Expr>, Option<Box<Expr>>),
    /// `reduce(a = …, x IN list | …)`: accumulator, initial, variable, list, step
    Reduce(Slot, Box<Expr>, Slot, Box<Expr>, Box<Expr>),
    /// `EXISTS { … }` and its kin: which of the statement's subqueries
    Subquery(SubqueryKind, usize),
}

/// One part of a map projection.
#[derive(Clone, Debug)]
pub(crate) enum MapItem {
    /// `.x`
    Property(Arc<str>),
    /// `.*`
    Everything,
    /// `x: a`
    Entry(Arc<str>, Expr),
}
