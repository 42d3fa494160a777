//! What an expression is put together of.

use super::ast::{Expression, Kind, ProjectionItem};

impl Expression {
    /// Its direct parts, in the order in which they are written. What stands within a pattern or a subquery has rows of
    /// its own and is left out; of a pattern comprehension the condition and the value are given.
    pub fn parts(&self) -> Vec<&Expression> {
        match &self.kind {
            Kind::Null
            | Kind::Boolean(_)
            | Kind::Integer(_)
            | Kind::Float(_)
            | Kind::String(_)
            | Kind::Parameter(_)
            | Kind::Variable(_)
            | Kind::CountStar
            | Kind::Pattern(_)
            | Kind::Subquery(..) => Vec::new(),
            Kind::Property(inner, _) | Kind::HasLabels(inner, _) | Kind::Unary(_, inner) | Kind::IsNull(inner, _) => {
                vec![inner]
            }
            Kind::Index(a, b) | Kind::Binary(_, a, b) => vec![a, b],
            Kind::Slice(list, from, to) => {
                std::iter::once(&**list).chain(from.as_deref()).chain(to.as_deref()).collect()
            }
            Kind::List(items) => items.iter().collect(),
            Kind::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
            Kind::MapProjection(_, items) => items.iter().filter_map(projected).collect(),
            Kind::Comparison(first, rest) => std::iter::once(&**first).chain(rest.iter().map(|(_, e)| e)).collect(),
            Kind::Function(call) => call.arguments.iter().collect(),
            Kind::Case(operand, alternatives, otherwise) => {
                let pairs = alternatives.iter().flat_map(|(when, then)| [when, then]);
                operand.as_deref().into_iter().chain(pairs).chain(otherwise.as_deref()).collect()
            }
            Kind::ListComprehension(_, list, condition, step) => {
                std::iter::once(&**list).chain(condition.as_deref()).chain(step.as_deref()).collect()
            }
            Kind::PatternComprehension(_, condition, step) => {
                condition.as_deref().into_iter().chain([&**step]).collect()
            }
            Kind::Quantifier(_, _, list, condition) => std::iter::once(&**list).chain(condition.as_deref()).collect(),
            Kind::Reduce(inner) => vec![&inner.initial, &inner.list, &inner.step],
        }
    }
}

fn projected(item: &ProjectionItem) -> Option<&Expression> {
    match item {
        ProjectionItem::Entry(_, value) => Some(value),
        ProjectionItem::Property(_) | ProjectionItem::Everything | ProjectionItem::Variable(_) => None,
    }
}
