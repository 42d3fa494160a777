//! The bound query: every name resolved, every variable a slot of the row, every function chosen.

use std::sync::Arc;

use crate::diagnostic::Span;
use crate::functions::Function;
use crate::graph::{KeyId, LabelId, TypeId, Way};
use crate::syntax::ast::{BinaryOperator, Comparator, Quantifier, Selector, SubqueryKind};
use crate::value::Value;

/// The place of a variable's value in the row.
pub type Slot = usize;

/// A statement that can be planned.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The query.
    pub query: Query,
    /// The queries of subquery expressions, which name them by their places.
    pub subqueries: Vec<Query>,
    /// The name of each slot of the row; empty for what has none.
    pub names: Vec<Arc<str>>,
}

/// Single queries with `UNION` between them.
#[derive(Clone, Debug)]
pub struct Query {
    /// The single queries.
    pub parts: Vec<Part>,
    /// Whether equal rows of the parts are folded.
    pub distinct: bool,
    /// The names of the columns.
    pub columns: Vec<Arc<str>>,
    /// Where each column's value is found.
    pub slots: Vec<Slot>,
}

/// One single query.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its clauses, with their places.
    pub clauses: Vec<(Clause, Span)>,
    /// Where each column's value is found.
    pub slots: Vec<Slot>,
}

/// One clause.
#[derive(Clone, Debug)]
pub enum Clause {
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
pub struct Match {
    /// Whether a row without a match is kept.
    pub optional: bool,
    /// What is looked for.
    pub pattern: Pattern,
    /// The condition.
    pub condition: Option<Expr>,
}

/// A pattern as a graph of its own.
#[derive(Clone, Debug, Default)]
pub struct Pattern {
    /// Its nodes.
    pub nodes: Vec<NodePattern>,
    /// Its relationships.
    pub edges: Vec<EdgePattern>,
    /// Its named paths, and those of which only the shortest are wanted.
    pub paths: Vec<PathPattern>,
}

/// A node of a pattern.
#[derive(Clone, Debug)]
pub struct NodePattern {
    /// Where the node goes, or is.
    pub slot: Slot,
    /// Whether it is there before the pattern is matched.
    pub bound: bool,
    /// What its labels must be.
    pub labels: Option<LabelTest>,
    /// What its properties must be.
    pub properties: Vec<(KeyId, Arc<str>, Expr)>,
}

/// A relationship of a pattern.
#[derive(Clone, Debug)]
pub struct EdgePattern {
    /// Where the relationship goes, or the list of them.
    pub slot: Slot,
    /// Whether it is there before the pattern is matched.
    pub bound: bool,
    /// The node it is walked from, by its place in the pattern.
    pub from: usize,
    /// The node it is walked to.
    pub to: usize,
    /// The way it is walked.
    pub way: Way,
    /// The types it may have; none means any.
    pub types: Vec<TypeId>,
    /// What its properties must be.
    pub properties: Vec<(KeyId, Arc<str>, Expr)>,
    /// The fewest and the most in a row, where it is of variable length.
    pub length: Option<(u32, Option<u32>)>,
    /// Which of the walks are wanted.
    pub selector: Selector,
}

/// A path of a pattern.
#[derive(Clone, Debug)]
pub struct PathPattern {
    /// Where the path goes.
    pub slot: Slot,
    /// Its first node, by its place in the pattern.
    pub start: usize,
    /// Its relationships, by their places.
    pub edges: Vec<usize>,
}

/// A condition on labels, or on a relationship's type.
#[derive(Clone, Debug, PartialEq)]
pub enum LabelTest {
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
pub struct Projection {
    /// The grouping keys and aggregates, where there are any.
    pub aggregation: Option<Aggregation>,
    /// What is computed, and where it goes.
    pub items: Vec<(Slot, Expr)>,
    /// The slots that are carried on.
    pub slots: Vec<Slot>,
    /// Whether equal rows are folded.
    pub distinct: bool,
    /// What is sorted by; true for descending.
    pub order: Vec<(Expr, bool)>,
    /// How many rows to leave out first.
    pub skip: Option<Expr>,
    /// How many rows to give at most.
    pub limit: Option<Expr>,
}

/// The first half of a projection that aggregates.
#[derive(Clone, Debug)]
pub struct Aggregation {
    /// The grouping keys, and where they go.
    pub keys: Vec<(Slot, Expr)>,
    /// The aggregates, and where they go.
    pub aggregates: Vec<(Slot, Aggregate)>,
}

/// One aggregate.
#[derive(Clone, Debug)]
pub struct Aggregate {
    /// The function; none is `count(*)`.
    pub function: Option<FunctionRef>,
    /// Whether equal arguments count once.
    pub distinct: bool,
    /// The arguments.
    pub arguments: Vec<Expr>,
}

/// A node or relationship to be made, in the order of writing.
#[derive(Clone, Debug)]
pub enum Creation {
    /// A node.
    Node(Slot, Vec<LabelId>, Properties),
    /// A relationship: slot, from, type, to.
    Edge(Slot, Slot, TypeId, Slot, Properties),
    /// A path over what was made: slot, nodes and edges in turn.
    Path(Slot, Vec<Slot>),
}

/// Properties to be given: written out, or a map as a whole.
#[derive(Clone, Debug)]
pub enum Properties {
    /// `{x: 1}`
    Entries(Vec<(KeyId, Arc<str>, Expr)>),
    /// `$map`
    Whole(Expr),
}

/// `MERGE …`
#[derive(Clone, Debug)]
pub struct Merge {
    /// What is looked for.
    pub pattern: Pattern,
    /// What is made where it is not found.
    pub creations: Vec<Creation>,
    /// What to set then.
    pub on_create: Vec<SetItem>,
    /// What to set where it is found.
    pub on_match: Vec<SetItem>,
}

/// One part of `SET`.
#[derive(Clone, Debug)]
pub enum SetItem {
    /// `a.x = 1`
    Property(Expr, KeyId, Arc<str>, Expr),
    /// `a = {…}` (true) and `a += {…}` (false)
    Whole(Slot, Expr, bool),
    /// `a:Label`
    Labels(Slot, Vec<LabelId>),
}

/// One part of `REMOVE`.
#[derive(Clone, Debug)]
pub enum RemoveItem {
    /// `a.x`
    Property(Expr, KeyId),
    /// `a:Label`
    Labels(Slot, Vec<LabelId>),
}

/// `CALL procedure(…) YIELD …`
#[derive(Clone, Debug)]
pub struct Call {
    /// The procedure, by its place among the session's.
    pub procedure: usize,
    /// The arguments.
    pub arguments: Vec<Expr>,
    /// Which columns are taken, and where they go.
    pub yields: Vec<(usize, Slot)>,
    /// Whether the call hands on the rows it was given, having no columns.
    pub silent: bool,
}

/// A function of the table; shown by its name.
#[derive(Clone, Copy)]
pub struct FunctionRef(pub &'static Function);

impl std::fmt::Debug for FunctionRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name)
    }
}

/// An expression that can be evaluated against a row.
#[derive(Clone, Debug)]
pub enum Expr {
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
pub enum MapItem {
    /// `.x`
    Property(Arc<str>, KeyId),
    /// `.*`
    Everything,
    /// `x: a`
    Entry(Arc<str>, Expr),
}
