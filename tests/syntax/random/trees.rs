//! Random trees, such as the parser could have built.

use std::sync::Arc;

use actant::diagnostic::Span;
use actant::syntax::ast::{
    BinaryOperator, Clause, Comparator, Create, Direction, Expression, FunctionCall, Item, Kind, LabelExpression,
    Length, LensClause, LensWord, Match, Merge, Mode, Name, NodePattern, PathPattern, Projection, ProjectionItem,
    Quantifier, Query, Reduce, RelationshipPattern, RemoveItem, Repeated, Selector, SetItem, SingleQuery, SortItem,
    Statement, Subquery, SubqueryKind, UnaryOperator, Unwind, With,
};
use actant::syntax::print_expression;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};
use proptest::sample::select;

const NAMES: &[&str] = &[
    "n",
    "x",
    "Türkiye",
    "order",
    "2nd",
    "a`b",
    "count",
    "two words",
    "null",
    "",
    "any",
    "exists",
    "set",
    "IS",
    "a.b",
    "_",
    "when",
    "reduce",
    "distinct",
    "shortestPath",
    "line\nbreak",
    "yield",
    "on",
    "offset",
];
const FUNCTIONS: &[&str] =
    &["f", "toUpper", "a.b.c", "any", "reduce", "count", "exists", "null.f", "case", "allShortestPaths"];

fn name() -> impl Strategy<Value = Name> {
    select(NAMES).prop_map(|text| Name { text: text.into(), span: Span::default() })
}

fn expression_of(kind: Kind) -> Expression {
    Expression { kind, span: Span::default() }
}

fn leaf() -> impl Strategy<Value = Kind> {
    let text = || any::<String>().prop_map(Arc::<str>::from);
    let number = any::<f64>().prop_filter("a literal is finite", |number| number.is_finite()).prop_map(f64::abs);
    prop_oneof![
        Just(Kind::Null),
        any::<bool>().prop_map(Kind::Boolean),
        any::<i64>().prop_map(Kind::Integer),
        (-3_i64..3).prop_map(Kind::Integer),
        number.prop_map(Kind::Float),
        text().prop_map(Kind::String),
        name().prop_map(|name| Kind::Parameter(name.text)),
        name().prop_map(|name| Kind::Variable(name.text)),
        Just(Kind::CountStar),
    ]
}

type Inner = BoxedStrategy<Expression>;

pub(super) fn expression() -> Inner {
    let leaf = leaf().prop_map(expression_of).boxed();
    leaf.prop_recursive(5, 40, 4, |inner| {
        let inner = inner.boxed();
        prop_oneof![4 => operators(inner.clone()), 3 => postfix(inner.clone()), 3 => bracketed(inner.clone()), 1 => worded(inner)]
            .prop_map(expression_of)
    })
    .boxed()
}

fn boxed(inner: &Inner) -> impl Strategy<Value = Box<Expression>> + use<> {
    inner.clone().prop_map(Box::new)
}

fn operators(inner: Inner) -> BoxedStrategy<Kind> {
    let binary = select(
        &[
            BinaryOperator::Or,
            BinaryOperator::Xor,
            BinaryOperator::And,
            BinaryOperator::Add,
            BinaryOperator::Subtract,
            BinaryOperator::Multiply,
            BinaryOperator::Divide,
            BinaryOperator::Modulo,
            BinaryOperator::Power,
            BinaryOperator::In,
            BinaryOperator::StartsWith,
            BinaryOperator::EndsWith,
            BinaryOperator::Contains,
            BinaryOperator::Matches,
        ][..],
    );
    let unary = select(&[UnaryOperator::Not, UnaryOperator::Minus, UnaryOperator::Plus][..]);
    let comparators = [
        Comparator::Equal,
        Comparator::NotEqual,
        Comparator::Less,
        Comparator::LessEqual,
        Comparator::Greater,
        Comparator::GreaterEqual,
    ];
    let comparator = select(comparators.to_vec());
    prop_oneof![
        (binary, boxed(&inner), boxed(&inner)).prop_map(|(operator, left, right)| Kind::Binary(operator, left, right)),
        (unary, boxed(&inner)).prop_map(|(operator, operand)| Kind::Unary(operator, operand)),
        (boxed(&inner), vec((comparator, inner.clone()), 1..3)).prop_map(|(first, rest)| Kind::Comparison(first, rest)),
        (boxed(&inner), any::<bool>()).prop_map(|(operand, negated)| Kind::IsNull(operand, negated)),
    ]
    .boxed()
}

fn postfix(inner: Inner) -> BoxedStrategy<Kind> {
    let labelled = |(target, labels): (Box<Expression>, LabelExpression)| match target.kind {
        Kind::Variable(_) | Kind::Property(..) | Kind::Index(..) | Kind::Function(_) | Kind::HasLabels(..) => {
            Kind::HasLabels(target, labels)
        }
        _ => target.kind,
    };
    prop_oneof![
        (boxed(&inner), name()).prop_map(|(target, key)| Kind::Property(target, key)),
        (boxed(&inner), boxed(&inner)).prop_map(|(target, index)| Kind::Index(target, index)),
        (boxed(&inner), of(boxed(&inner)), of(boxed(&inner)))
            .prop_map(|(target, from, to)| Kind::Slice(target, from, to)),
        (boxed(&inner), labels()).prop_map(labelled),
        (name(), labels())
            .prop_map(move |(name, labels)| labelled((Box::new(expression_of(Kind::Variable(name.text))), labels))),
    ]
    .boxed()
}

fn bracketed(inner: Inner) -> BoxedStrategy<Kind> {
    let item = prop_oneof![
        name().prop_map(ProjectionItem::Property),
        Just(ProjectionItem::Everything),
        (name(), inner.clone()).prop_map(|(key, value)| ProjectionItem::Entry(key, value)),
        name().prop_map(ProjectionItem::Variable),
    ];
    prop_oneof![
        vec(inner.clone(), 0..3).prop_map(Kind::List),
        vec((name(), inner.clone()), 0..3).prop_map(Kind::Map),
        (name(), vec(item, 0..3)).prop_map(|(base, items)| Kind::MapProjection(base, items)),
        (name(), boxed(&inner), of(boxed(&inner)), of(boxed(&inner)))
            .prop_map(|(name, list, test, step)| Kind::ListComprehension(name, list, test, step)),
        (path(inner.clone(), 1), of(boxed(&inner)), boxed(&inner))
            .prop_map(|(path, test, step)| Kind::PatternComprehension(Box::new(path), test, step)),
    ]
    .boxed()
}

fn worded(inner: Inner) -> BoxedStrategy<Kind> {
    let quantifier = select(&[Quantifier::All, Quantifier::Any, Quantifier::None, Quantifier::Single][..]);
    let kind = select(&[SubqueryKind::Exists, SubqueryKind::Count, SubqueryKind::Collect][..]);
    let call = (select(FUNCTIONS), any::<bool>(), vec(inner.clone(), 0..3)).prop_map(|(text, distinct, arguments)| {
        let distinct = distinct && !arguments.is_empty();
        Kind::Function(FunctionCall { name: Name { text: text.into(), span: Span::default() }, distinct, arguments })
    });
    let reduce = (name(), inner.clone(), name(), inner.clone(), inner.clone()).prop_map(
        |(accumulator, initial, variable, list, step)| {
            Kind::Reduce(Box::new(Reduce { accumulator, initial, variable, list, step }))
        },
    );
    prop_oneof![
        call,
        reduce,
        (of(boxed(&inner)), vec((inner.clone(), inner.clone()), 1..3), of(boxed(&inner)))
            .prop_map(|(value, alternatives, otherwise)| Kind::Case(value, alternatives, otherwise)),
        (quantifier, name(), boxed(&inner), of(boxed(&inner)))
            .prop_map(|(which, name, list, test)| Kind::Quantifier(which, name, list, test)),
        (kind, vec(path(inner.clone(), 0), 1..3), of(test(inner.clone())))
            .prop_map(|(kind, paths, test)| Kind::Subquery(kind, Box::new(Subquery::Pattern(paths, test)))),
        (kind_again(), vec(clause(inner), 1..3))
            .prop_map(|(kind, clauses)| Kind::Subquery(kind, Box::new(Subquery::Query(query(clauses))))),
    ]
    .boxed()
}

fn kind_again() -> impl Strategy<Value = SubqueryKind> {
    select(&[SubqueryKind::Exists, SubqueryKind::Count, SubqueryKind::Collect][..])
}

fn labels() -> BoxedStrategy<LabelExpression> {
    let leaf = prop_oneof![4 => name().prop_map(LabelExpression::Name), 1 => Just(LabelExpression::Any)];
    leaf.prop_recursive(3, 8, 2, |inner| {
        let pair = (inner.clone().prop_map(Box::new), inner.clone().prop_map(Box::new));
        prop_oneof![
            pair.clone().prop_map(|(left, right)| LabelExpression::And(left, right)),
            pair.prop_map(|(left, right)| LabelExpression::Or(left, right)),
            inner.prop_map(|inner| LabelExpression::Not(Box::new(inner))),
        ]
    })
    .boxed()
}

/// What can be asked whether it holds: an expression, or a pattern somewhere among `AND` and `NOT`.
fn test(inner: Inner) -> Inner {
    let pattern = path(inner.clone(), 1).prop_map(|path| PathPattern { name: None, ..path });
    let pattern = pattern.prop_map(|path| Box::new(expression_of(Kind::Pattern(Box::new(path))))).boxed();
    let way = select(&[BinaryOperator::And, BinaryOperator::Or, BinaryOperator::Add][..]);
    prop_oneof![
        3 => inner.clone(),
        1 => pattern.clone().prop_map(|pattern| expression_of(Kind::Unary(UnaryOperator::Not, pattern))),
        1 => (way, pattern, boxed(&inner)).prop_map(|(way, left, right)| expression_of(Kind::Binary(way, left, right))),
    ]
    .boxed()
}

fn properties(inner: &Inner) -> impl Strategy<Value = Option<Expression>> + use<> {
    let map = vec((name(), inner.clone()), 0..2).prop_map(Kind::Map);
    of(prop_oneof![map, name().prop_map(|name| Kind::Parameter(name.text))].prop_map(expression_of))
}

fn node(inner: &Inner) -> impl Strategy<Value = NodePattern> + use<> {
    (of(name()), of(labels()), properties(inner)).prop_map(|(name, labels, properties)| NodePattern {
        name,
        labels,
        properties,
        span: Span::default(),
    })
}

fn relationship(inner: &Inner) -> impl Strategy<Value = RelationshipPattern> + use<> {
    let direction = select(&[Direction::Outgoing, Direction::Incoming, Direction::Either][..]);
    let length = (of(0_u32..4), of(0_u32..4)).prop_map(|(min, max)| Length { min: min.or(max.map(|_| 1)), max });
    (of(name()), vec(name(), 0..3), direction, of(length), properties(inner)).prop_map(
        |(name, types, direction, length, properties)| RelationshipPattern {
            name,
            types,
            direction,
            length,
            properties,
            repeated: None,
            span: Span::default(),
        },
    )
}

/// A path of at least so many relationships.
fn path(inner: Inner, least: usize) -> impl Strategy<Value = PathPattern> {
    (of(name()), node(&inner), vec((relationship(&inner), node(&inner)), least..3)).prop_map(|(name, start, steps)| {
        PathPattern { name, selector: Selector::All, start, steps, span: Span::default() }
    })
}

/// A path of `MATCH`, which may repeat its first relationship, or choose among what it finds.
fn chosen(inner: Inner) -> impl Strategy<Value = PathPattern> {
    let around =
        (name(), node(&inner), node(&inner), vec((relationship(&inner), node(&inner)), 0..3), of(test(inner.clone())))
            .prop_map(|(name, start, end, mut more, condition)| {
                more.iter_mut().for_each(|(relationship, _)| relationship.length = None);
                Repeated { start: NodePattern { name: Some(name), ..start }, end, more, condition }
            });
    let selector = prop_oneof![
        (1_u32..3).prop_map(Selector::ShortestPaths),
        (1_u32..3).prop_map(Selector::ShortestGroups),
        Just(Selector::All),
    ];
    (path(inner, 0), of(around), selector).prop_map(|(mut path, around, selector)| {
        if let (Some((relationship, _)), Some(around)) = (path.steps.first_mut(), around) {
            let length = relationship.length.get_or_insert(Length { min: None, max: None });
            length.min.get_or_insert(0);
            relationship.repeated = Some(Box::new(around));
        }
        let asks = path.steps.iter().any(|(step, _)| step.repeated.as_ref().is_some_and(|inner| inner.asks()));
        let selector = if path.steps.len() == 1 && !asks { selector } else { Selector::All };
        PathPattern { selector, ..path }
    })
}

fn query(clauses: Vec<Clause>) -> Query {
    Query { parts: vec![SingleQuery { clauses, span: Span::default() }], unions: Vec::new() }
}

fn projection(inner: &Inner) -> impl Strategy<Value = Projection> + use<> {
    let item = (inner.clone(), of(name())).prop_map(|(expression, alias)| {
        let text = print_expression(&expression).into();
        Item { expression, alias, text }
    });
    let order = (inner.clone(), any::<bool>()).prop_map(|(expression, descending)| SortItem { expression, descending });
    let star = of(Just(Span::default()));
    (any::<bool>(), star, vec(item, 1..3), vec(order, 0..2), of(inner.clone()), of(inner.clone())).prop_map(
        |(distinct, star, items, order, skip, limit)| Projection {
            distinct,
            star,
            items,
            order,
            skip,
            limit,
            span: Span::default(),
        },
    )
}

fn set_item(inner: &Inner) -> impl Strategy<Value = SetItem> + use<> {
    prop_oneof![
        (inner.clone(), name(), inner.clone()).prop_map(|(owner, key, value)| SetItem::Property(owner, key, value)),
        (name(), inner.clone()).prop_map(|(name, value)| SetItem::Replace(name, value)),
        (name(), inner.clone()).prop_map(|(name, value)| SetItem::Merge(name, value)),
        (name(), vec(name(), 1..3)).prop_map(|(name, labels)| SetItem::Labels(name, labels)),
    ]
}

fn clause(inner: Inner) -> BoxedStrategy<Clause> {
    let span = Span::default();
    let paths = || vec(path(inner.clone(), 0), 1..3);
    let chosen = vec(chosen(inner.clone()), 1..3);
    let sets = || vec(set_item(&inner), 1..3);
    prop_oneof![
        (any::<bool>(), chosen, of(test(inner.clone()))).prop_map(move |(optional, patterns, condition)| {
            Clause::Match(Match { optional, patterns, condition, span })
        }),
        (inner.clone(), name()).prop_map(move |(list, alias)| Clause::Unwind(Unwind { list, alias, span })),
        (projection(&inner), of(test(inner.clone()))).prop_map(|(projection, condition)| Clause::With(With {
            projection,
            condition,
            folds: true
        })),
        projection(&inner).prop_map(Clause::Return),
        paths().prop_map(move |patterns| Clause::Create(Create { patterns, span })),
        (path(inner.clone(), 0), sets(), sets()).prop_map(move |(pattern, on_create, on_match)| Clause::Merge(Merge {
            pattern,
            on_create,
            on_match,
            span
        })),
        sets().prop_map(move |items| Clause::Set(items, span)),
        (inner.clone(), name())
            .prop_map(move |(owner, key)| Clause::Remove(vec![RemoveItem::Property(owner, key)], span)),
    ]
    .boxed()
}

fn lens_clause() -> impl Strategy<Value = LensClause> {
    let word = || {
        (select(&["2013", "2014-03/..", "lo-2008", "it's \\ 'so'", ""][..]), any::<bool>()).prop_map(
            |(text, parameter)| {
                let is_parameter = parameter && !text.is_empty();
                LensWord { text: text.into(), is_parameter, span: Span::default() }
            },
        )
    };
    prop_oneof![
        (any::<bool>(), word()).prop_map(|(certainly, date)| LensClause::AsOf { certainly, date }),
        word().prop_map(LensClause::During),
        vec(word(), 1..3).prop_map(LensClause::Accept),
        vec(word(), 1..3).prop_map(LensClause::Without),
    ]
}

pub(super) fn statement() -> impl Strategy<Value = Statement> {
    let mode = select(&[Mode::Run, Mode::Explain, Mode::Profile][..]);
    (mode, vec(lens_clause(), 0..3), vec(clause(expression()), 1..4)).prop_map(|(mode, lens, clauses)| Statement {
        mode,
        lens,
        query: query(clauses),
        spelt: Vec::new(),
    })
}
