//! The syntax tree: what was written, with the place of every part. It knows no graph.

use std::sync::Arc;

use crate::diagnostic::Span;

/// A name as written, without its backticks.
#[derive(Clone, Debug)]
pub struct Name {
    /// The name itself.
    pub text: Arc<str>,
    /// Where it stands.
    pub span: Span,
}

/// Whether a statement is run, or looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Run it and give its rows.
    Run,
    /// `EXPLAIN`: give the plan, run nothing.
    Explain,
    /// `PROFILE`: run it and give the plan with what each step did.
    Profile,
}

/// What is to be looked through: an extension, before a query. No openCypher query begins so.
#[derive(Clone, Debug)]
pub enum LensClause {
    /// `AS OF CERTAINLY '2013'`
    AsOf {
        /// Whether only what certainly held is wanted.
        certainly: bool,
        /// The date or interval.
        date: LensWord,
    },
    /// `DURING '2014/2022'`
    During(LensWord),
    /// `ACCEPT 'lo-2008', 'stated'`
    Accept(Vec<LensWord>),
    /// `WITHOUT 'lo-2008'`
    Without(Vec<LensWord>),
}

/// A date or a name in a lens: `'2013'`, `2013`, `lo-2008`, `$year`
#[derive(Clone, Debug)]
pub struct LensWord {
    /// The text, or the name of the parameter that holds it.
    pub text: Arc<str>,
    /// Whether it is the name of a parameter.
    pub is_parameter: bool,
    /// Where it stands.
    pub span: Span,
}

/// `EXPLAIN AS OF '2013' MATCH (n) RETURN n`
#[derive(Clone, Debug)]
pub struct Statement {
    /// Run, explain or profile.
    pub mode: Mode,
    /// What is to be looked through, in the order in which it is written.
    pub lens: Vec<LensClause>,
    /// The query.
    pub query: Query,
    /// What the tree has under another spelling, each with its place.
    pub spelt: Vec<(Spelling, Span)>,
}

/// A spelling that the tree doesn't keep, for it means the same as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// `FILTER`, `LET`, `FOR`: as `WITH *` and `UNWIND`
    Clause,
    /// `-[:T]->{1,3}`: as `-[:T*1..3]->`
    Quantifier,
    /// `n IS A&B`: as `n:A:B`
    Label,
    /// `OFFSET 2`: as `SKIP 2`
    Offset,
}

/// `RETURN 1 AS x UNION ALL RETURN 2 AS x`
#[derive(Clone, Debug)]
pub struct Query {
    /// The single queries, at least one.
    pub parts: Vec<SingleQuery>,
    /// For each `UNION` between two parts, whether it is `UNION ALL`, and its place.
    pub unions: Vec<(bool, Span)>,
}

/// `MATCH (n) WHERE n.x > 1 RETURN n`
#[derive(Clone, Debug)]
pub struct SingleQuery {
    /// The clauses in order.
    pub clauses: Vec<Clause>,
    /// All of it.
    pub span: Span,
}

/// One clause of a query.
#[derive(Clone, Debug)]
pub enum Clause {
    /// `OPTIONAL MATCH (a)-->(b) WHERE a.x = b.x`
    Match(Match),
    /// `UNWIND [1, 2] AS x`
    Unwind(Unwind),
    /// `WITH a, count(*) AS n WHERE n > 1`
    With(With),
    /// `RETURN a ORDER BY a.name`
    Return(Projection),
    /// `CREATE (a)-[:T]->(b)`
    Create(Create),
    /// `MERGE (a {x: 1}) ON CREATE SET a.y = 2`
    Merge(Merge),
    /// `SET a.x = 1, b += {y: 2}, c:Label`
    Set(Vec<SetItem>, Span),
    /// `REMOVE a.x, b:Label`
    Remove(Vec<RemoveItem>, Span),
    /// `DETACH DELETE a, b`
    Delete(Delete),
    /// `CALL db.labels() YIELD label`
    Call(Call),
    /// `CALL { WITH a MATCH (a)-->(b) RETURN b }`
    Subquery(Query, Span),
}

/// `OPTIONAL MATCH (a)-->(b) WHERE a.x = b.x`
#[derive(Clone, Debug)]
pub struct Match {
    /// Whether a row without a match is kept.
    pub optional: bool,
    /// The patterns between the commas.
    pub patterns: Vec<PathPattern>,
    /// The condition.
    pub condition: Option<Expression>,
    /// All of it.
    pub span: Span,
}

/// `UNWIND [1, 2] AS x`
#[derive(Clone, Debug)]
pub struct Unwind {
    /// The list.
    pub list: Expression,
    /// The name of each item.
    pub alias: Name,
    /// All of it.
    pub span: Span,
}

/// `WITH a, count(*) AS n WHERE n > 1`
#[derive(Clone, Debug)]
pub struct With {
    /// What is carried on.
    pub projection: Projection,
    /// The condition on what is carried on.
    pub condition: Option<Expression>,
    /// Whether rows may be folded in it: not where it is written as `LET` (GQL, 14.7).
    pub folds: bool,
}

/// `DISTINCT a, b AS c ORDER BY c SKIP 1 LIMIT 2`, after `WITH` or `RETURN`
#[derive(Clone, Debug)]
pub struct Projection {
    /// Whether equal rows are folded.
    pub distinct: bool,
    /// The place of `*`, where all variables are carried on.
    pub star: Option<Span>,
    /// The items.
    pub items: Vec<Item>,
    /// The order.
    pub order: Vec<SortItem>,
    /// How many rows to leave out first.
    pub skip: Option<Expression>,
    /// How many rows to give at most.
    pub limit: Option<Expression>,
    /// All of it.
    pub span: Span,
}

/// `a.x AS y`
#[derive(Clone, Debug)]
pub struct Item {
    /// What is computed.
    pub expression: Expression,
    /// The name given.
    pub alias: Option<Name>,
    /// The expression as written: the column's name where no alias is given.
    pub text: Arc<str>,
}

/// `a.x DESC`
#[derive(Clone, Debug)]
pub struct SortItem {
    /// What is sorted by.
    pub expression: Expression,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// `CREATE (a)-[:T]->(b)`
#[derive(Clone, Debug)]
pub struct Create {
    /// The patterns between the commas.
    pub patterns: Vec<PathPattern>,
    /// All of it.
    pub span: Span,
}

/// `MERGE (a {x: 1}) ON CREATE SET a.y = 2 ON MATCH SET a.z = 3`
#[derive(Clone, Debug)]
pub struct Merge {
    /// The one pattern.
    pub pattern: PathPattern,
    /// What to set where the pattern was made.
    pub on_create: Vec<SetItem>,
    /// What to set where it was found.
    pub on_match: Vec<SetItem>,
    /// All of it.
    pub span: Span,
}

/// One part of `SET`.
#[derive(Clone, Debug)]
pub enum SetItem {
    /// `a.x = 1`
    Property(Expression, Name, Expression),
    /// `a = {x: 1}`
    Replace(Name, Expression),
    /// `a += {x: 1}`
    Merge(Name, Expression),
    /// `a:Label:Other`
    Labels(Name, Vec<Name>),
}

/// One part of `REMOVE`.
#[derive(Clone, Debug)]
pub enum RemoveItem {
    /// `a.x`
    Property(Expression, Name),
    /// `a:Label`
    Labels(Name, Vec<Name>),
}

/// `DETACH DELETE a, b`
#[derive(Clone, Debug)]
pub struct Delete {
    /// Whether a node's relationships go with it.
    pub detach: bool,
    /// What is deleted.
    pub targets: Vec<Expression>,
    /// All of it.
    pub span: Span,
}

/// `CALL db.labels() YIELD label AS l WHERE l <> 'X'`
#[derive(Clone, Debug)]
pub struct Call {
    /// The procedure's name, dots included.
    pub procedure: Name,
    /// The arguments; absent where they are to be taken from the parameters.
    pub arguments: Option<Vec<Expression>>,
    /// What is taken from its rows.
    pub yields: Yields,
    /// The condition after `YIELD`.
    pub condition: Option<Expression>,
    /// All of it.
    pub span: Span,
}

/// What a call hands on.
#[derive(Clone, Debug)]
pub enum Yields {
    /// No `YIELD`.
    Nothing,
    /// `YIELD *`
    Everything,
    /// `YIELD a, b AS c`; `YIELD -` is the empty list.
    Items(Vec<(Name, Option<Name>)>),
}

/// Which of the paths that fit a pattern are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selector {
    /// All of them.
    All,
    /// `shortestPath(...)`
    Shortest,
    /// `allShortestPaths(...)`
    AllShortest,
    /// `SHORTEST 3`, `ANY SHORTEST`: so many for each pair of ends, shorter ones first
    ShortestPaths(u32),
    /// `SHORTEST 2 GROUPS`, `ALL SHORTEST`: for each pair of ends all of so many lengths, shorter ones first
    ShortestGroups(u32),
}

/// `p = (a)-[r:T]->(b)<--(c)`
#[derive(Clone, Debug)]
pub struct PathPattern {
    /// The path's name.
    pub name: Option<Name>,
    /// Which paths are wanted.
    pub selector: Selector,
    /// The first node.
    pub start: NodePattern,
    /// Each relationship with the node after it.
    pub steps: Vec<(RelationshipPattern, NodePattern)>,
    /// All of it.
    pub span: Span,
}

/// `(a:Label {x: 1})`
#[derive(Clone, Debug)]
pub struct NodePattern {
    /// The node's name.
    pub name: Option<Name>,
    /// What its labels must be.
    pub labels: Option<LabelExpression>,
    /// What its properties must be: a map or a parameter.
    pub properties: Option<Expression>,
    /// All of it.
    pub span: Span,
}

/// The way a relationship is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// `-->`
    Outgoing,
    /// `<--`
    Incoming,
    /// `--` or `<-->`
    Either,
}

/// `-[r:T|U*1..3 {x: 1}]->`
#[derive(Clone, Debug)]
pub struct RelationshipPattern {
    /// The relationship's name, or that of the list of them.
    pub name: Option<Name>,
    /// The types between the bars; none means any.
    pub types: Vec<Name>,
    /// The way it is walked.
    pub direction: Direction,
    /// How many in a row, where that is said.
    pub length: Option<Length>,
    /// What its properties must be: a map or a parameter.
    pub properties: Option<Expression>,
    /// What stands around it where it is repeated in parentheses and more is asked than its length.
    pub repeated: Option<Box<Repeated>>,
    /// All of it.
    pub span: Span,
}

/// `((a:A)-[r]->(b)<-[s]-(c) WHERE a.x < b.x)`, to be repeated: outside, the names are lists.
#[derive(Clone, Debug)]
pub struct Repeated {
    /// The node before the first relationship, which is the one that this stands around.
    pub start: NodePattern,
    /// The node after it.
    pub end: NodePattern,
    /// What follows each time: further relationships, each with the node after it.
    pub more: Vec<(RelationshipPattern, NodePattern)>,
    /// What must hold each time.
    pub condition: Option<Expression>,
}

impl Repeated {
    /// The nodes in order: one more than there are relationships.
    pub fn nodes(&self) -> impl Iterator<Item = &NodePattern> {
        [&self.start, &self.end].into_iter().chain(self.more.iter().map(|(_, node)| node))
    }

    /// The relationships in order, the first of which holds this pattern.
    pub fn relationships<'a>(
        &'a self,
        first: &'a RelationshipPattern,
    ) -> impl Iterator<Item = &'a RelationshipPattern> {
        std::iter::once(first).chain(self.more.iter().map(|(relationship, _)| relationship))
    }

    /// Whether more is asked of each time than to be there: labels, properties, a condition, or the same node twice.
    pub fn asks(&self) -> bool {
        let plain = |node: &NodePattern| node.labels.is_none() && node.properties.is_none();
        let names: Vec<&str> = self.nodes().filter_map(|node| node.name.as_ref()).map(|name| &*name.text).collect();
        let twice = names.iter().enumerate().any(|(at, name)| names[..at].contains(name));
        self.condition.is_some() || twice || !self.nodes().all(plain)
    }
}

/// `*1..3`; a bound that is not written is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The fewest.
    pub min: Option<u32>,
    /// The most.
    pub max: Option<u32>,
}

/// `A&(B|!C)`
#[derive(Clone, Debug)]
pub enum LabelExpression {
    /// `A`
    Name(Name),
    /// `%`
    Any,
    /// `A&B` or `A:B`
    And(Box<LabelExpression>, Box<LabelExpression>),
    /// `A|B`
    Or(Box<LabelExpression>, Box<LabelExpression>),
    /// `!A`
    Not(Box<LabelExpression>),
}

/// An expression with its place.
#[derive(Clone, Debug)]
pub struct Expression {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// `null`
    Null,
    /// `true`
    Boolean(bool),
    /// `42`
    Integer(i64),
    /// `4.2`
    Float(f64),
    /// `'text'`
    String(Arc<str>),
    /// `$name`
    Parameter(Arc<str>),
    /// `name`
    Variable(Arc<str>),
    /// `a.x`
    Property(Box<Expression>, Name),
    /// `a:Label`
    HasLabels(Box<Expression>, LabelExpression),
    /// `a[0]`
    Index(Box<Expression>, Box<Expression>),
    /// `a[1..3]`
    Slice(Box<Expression>, Option<Box<Expression>>, Option<Box<Expression>>),
    /// `[1, 2]`
    List(Vec<Expression>),
    /// `{x: 1}`
    Map(Vec<(Name, Expression)>),
    /// `a {.x, y: 1, .*}`
    MapProjection(Name, Vec<ProjectionItem>),
    /// `NOT a`
    Unary(UnaryOperator, Box<Expression>),
    /// `a + b`
    Binary(BinaryOperator, Box<Expression>, Box<Expression>),
    /// `a < b <= c`
    Comparison(Box<Expression>, Vec<(Comparator, Expression)>),
    /// `a IS NULL`, or `IS NOT NULL` where true
    IsNull(Box<Expression>, bool),
    /// `toUpper(a)`, `count(DISTINCT a)`
    Function(FunctionCall),
    /// `count(*)`
    CountStar,
    /// `CASE a WHEN 1 THEN 2 ELSE 3 END`
    Case(Option<Box<Expression>>, Vec<(Expression, Expression)>, Option<Box<Expression>>),
    /// `[x IN list WHERE x > 1 | x + 1]`
    ListComprehension(Name, Box<Expression>, Option<Box<Expression>>, Option<Box<Expression>>),
    /// `[(a)-->(b) WHERE b.x = 1 | b.y]`
    PatternComprehension(Box<PathPattern>, Option<Box<Expression>>, Box<Expression>),
    /// `any(x IN list WHERE x > 1)`
    Quantifier(Quantifier, Name, Box<Expression>, Option<Box<Expression>>),
    /// `reduce(sum = 0, x IN list | sum + x)`
    Reduce(Box<Reduce>),
    /// `(a)-->(b)` as a condition
    Pattern(Box<PathPattern>),
    /// `EXISTS { … }`, `COUNT { … }`, `COLLECT { … }`
    Subquery(SubqueryKind, Box<Subquery>),
}

/// `toUpper(a)`, `count(DISTINCT a)`: a call of a function.
#[derive(Clone, Debug)]
pub struct FunctionCall {
    /// The function's name, dots included.
    pub name: Name,
    /// Whether equal arguments count once.
    pub distinct: bool,
    /// The arguments.
    pub arguments: Vec<Expression>,
}

/// `reduce(sum = 0, x IN list | sum + x)`
#[derive(Clone, Debug)]
pub struct Reduce {
    /// The name of what is built up.
    pub accumulator: Name,
    /// What it starts as.
    pub initial: Expression,
    /// The name of each item.
    pub variable: Name,
    /// The list.
    pub list: Expression,
    /// What it becomes with each item.
    pub step: Expression,
}

/// One part of a map projection.
#[derive(Clone, Debug)]
pub enum ProjectionItem {
    /// `.x`
    Property(Name),
    /// `.*`
    Everything,
    /// `x: 1`
    Entry(Name, Expression),
    /// `x`, a variable under its own name
    Variable(Name),
}

/// What a subquery expression asks of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SubqueryKind {
    /// Whether there is one.
    Exists,
    /// How many there are.
    Count,
    /// The list of their only column.
    Collect,
}

/// What stands between the braces of a subquery expression.
#[derive(Clone, Debug)]
pub enum Subquery {
    /// `(a)-->(b) WHERE a.x = b.x`
    Pattern(Vec<PathPattern>, Option<Expression>),
    /// `MATCH (a)-->(b) RETURN b`
    Query(Query),
}

/// An operator with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOperator {
    /// `NOT a`
    Not,
    /// `-a`
    Minus,
    /// `+a`
    Plus,
}

/// An operator with two operands that is no comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOperator {
    /// `a OR b`
    Or,
    /// `a XOR b`
    Xor,
    /// `a AND b`
    And,
    /// `a + b`
    Add,
    /// `a - b`
    Subtract,
    /// `a * b`
    Multiply,
    /// `a / b`
    Divide,
    /// `a % b`
    Modulo,
    /// `a ^ b`
    Power,
    /// `a IN b`
    In,
    /// `a STARTS WITH b`
    StartsWith,
    /// `a ENDS WITH b`
    EndsWith,
    /// `a CONTAINS b`
    Contains,
    /// `a =~ b`
    Matches,
}

/// An operator that compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
}

/// How many items of a list must satisfy a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantifier {
    /// Every one.
    All,
    /// At least one.
    Any,
    /// None.
    None,
    /// Exactly one.
    Single,
}
