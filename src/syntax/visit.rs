//! A walk over a statement's tree: every clause, pattern and expression, to be looked at or changed in its place.

use super::ast::{
    Clause, Expression, Item, Kind, LabelExpression, PathPattern, Projection, ProjectionItem, Query, RemoveItem,
    SetItem, Subquery,
};

/// What is done on the way. Each hook comes after those of what stands inside it.
pub trait Visit {
    /// A clause.
    fn clause(&mut self, _: &mut Clause) {}
    /// A pattern of a path.
    fn pattern(&mut self, _: &mut PathPattern) {}
    /// An expression.
    fn expression(&mut self, _: &mut Expression) {}
    /// A condition on labels.
    fn labels(&mut self, _: &mut LabelExpression) {}
}

/// Walks over all of a query.
pub fn query(query: &mut Query, visit: &mut dyn Visit) {
    query.parts.iter_mut().flat_map(|part| &mut part.clauses).for_each(|inner| clause(inner, visit));
}

/// Walks over a clause.
pub fn clause(clause: &mut Clause, visit: &mut dyn Visit) {
    match clause {
        Clause::Match(matching) => {
            matching.patterns.iter_mut().for_each(|inner| pattern(inner, visit));
            each(&mut matching.condition, visit);
        }
        Clause::Unwind(unwind) => expression(&mut unwind.list, visit),
        Clause::With(with) => {
            projection(&mut with.projection, visit);
            each(&mut with.condition, visit);
        }
        Clause::Return(inner) => projection(inner, visit),
        Clause::Create(create) => create.patterns.iter_mut().for_each(|inner| pattern(inner, visit)),
        Clause::Merge(merge) => {
            pattern(&mut merge.pattern, visit);
            merge.on_create.iter_mut().chain(&mut merge.on_match).for_each(|item| set_item(item, visit));
        }
        Clause::Set(items, _) => items.iter_mut().for_each(|item| set_item(item, visit)),
        Clause::Remove(items, _) => items.iter_mut().for_each(|item| match item {
            RemoveItem::Property(of, _) => expression(of, visit),
            RemoveItem::Labels(..) => {}
        }),
        Clause::Delete(delete) => delete.targets.iter_mut().for_each(|inner| expression(inner, visit)),
        Clause::Call(call) => {
            call.arguments.iter_mut().flatten().for_each(|inner| expression(inner, visit));
            each(&mut call.condition, visit);
        }
        Clause::Subquery(inner, _) => query(inner, visit),
    }
    visit.clause(clause);
}

fn each<'e>(expressions: impl IntoIterator<Item = &'e mut Expression>, visit: &mut dyn Visit) {
    expressions.into_iter().for_each(|inner| expression(inner, visit));
}

fn set_item(item: &mut SetItem, visit: &mut dyn Visit) {
    match item {
        SetItem::Property(of, _, value) => {
            expression(of, visit);
            expression(value, visit);
        }
        SetItem::Replace(_, value) | SetItem::Merge(_, value) => expression(value, visit),
        SetItem::Labels(..) => {}
    }
}

fn projection(projection: &mut Projection, visit: &mut dyn Visit) {
    projection.items.iter_mut().for_each(|Item { expression: inner, .. }| expression(inner, visit));
    projection.order.iter_mut().for_each(|item| expression(&mut item.expression, visit));
    each(&mut projection.skip, visit);
    each(&mut projection.limit, visit);
}

fn pattern(pattern: &mut PathPattern, visit: &mut dyn Visit) {
    let mut nodes = vec![&mut pattern.start];
    for (relationship, node) in &mut pattern.steps {
        each(&mut relationship.properties, visit);
        if let Some(repeated) = &mut relationship.repeated {
            nodes.extend([&mut repeated.start, &mut repeated.end]);
            for (relationship, node) in &mut repeated.more {
                each(&mut relationship.properties, visit);
                nodes.push(node);
            }
            each(&mut repeated.condition, visit);
        }
        nodes.push(node);
    }
    for node in nodes {
        node.labels.iter_mut().for_each(|labels| visit.labels(labels));
        each(&mut node.properties, visit);
    }
    visit.pattern(pattern);
}

/// Walks over an expression.
pub fn expression(of: &mut Expression, visit: &mut dyn Visit) {
    match &mut of.kind {
        Kind::Null
        | Kind::Boolean(_)
        | Kind::Integer(_)
        | Kind::Float(_)
        | Kind::String(_)
        | Kind::Parameter(_)
        | Kind::Variable(_)
        | Kind::CountStar => {}
        Kind::Property(inner, _) | Kind::Unary(_, inner) | Kind::IsNull(inner, _) => expression(inner, visit),
        Kind::HasLabels(inner, labels) => {
            expression(inner, visit);
            visit.labels(labels);
        }
        Kind::Index(list, at) => {
            expression(list, visit);
            expression(at, visit);
        }
        Kind::Binary(_, left, right) => {
            expression(left, visit);
            expression(right, visit);
        }
        Kind::Slice(list, from, to) => {
            expression(list, visit);
            each([from, to].into_iter().flatten().map(AsMut::as_mut), visit);
        }
        Kind::List(items) => each(items, visit),
        Kind::Map(entries) => each(entries.iter_mut().map(|(_, value)| value), visit),
        Kind::MapProjection(_, items) => items.iter_mut().for_each(|item| match item {
            ProjectionItem::Entry(_, value) => expression(value, visit),
            ProjectionItem::Property(_) | ProjectionItem::Everything | ProjectionItem::Variable(_) => {}
        }),
        Kind::Comparison(first, rest) => {
            expression(first, visit);
            each(rest.iter_mut().map(|(_, other)| other), visit);
        }
        Kind::Function(call) => each(&mut call.arguments, visit),
        Kind::Case(subject, branches, otherwise) => {
            each(subject.iter_mut().map(AsMut::as_mut), visit);
            each(branches.iter_mut().flat_map(|(when, then)| [when, then]), visit);
            each(otherwise.iter_mut().map(AsMut::as_mut), visit);
        }
        Kind::ListComprehension(_, list, condition, value) => {
            expression(list, visit);
            each([condition, value].into_iter().flatten().map(AsMut::as_mut), visit);
        }
        Kind::PatternComprehension(path, condition, value) => {
            pattern(path, visit);
            each(condition.iter_mut().map(AsMut::as_mut), visit);
            expression(value, visit);
        }
        Kind::Quantifier(_, _, list, condition) => {
            expression(list, visit);
            each(condition.iter_mut().map(AsMut::as_mut), visit);
        }
        Kind::Reduce(reduce) => each([&mut reduce.initial, &mut reduce.list, &mut reduce.step], visit),
        Kind::Pattern(path) => pattern(path, visit),
        Kind::Subquery(_, subquery) => match &mut **subquery {
            Subquery::Pattern(patterns, condition) => {
                patterns.iter_mut().for_each(|inner| pattern(inner, visit));
                each(condition, visit);
            }
            Subquery::Query(inner) => query(inner, visit),
        },
    }
    visit.expression(of);
}
