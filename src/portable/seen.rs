//! Which parts of a query are in the table.

use super::table::{self, Part, Row};
use crate::diagnostic::Span;
use crate::syntax::ast::{
    BinaryOperator, Clause, Expression, FunctionCall, Kind, LabelExpression, LensClause, PathPattern, Projection,
    Selector, Spelling, Statement, SubqueryKind,
};
use crate::syntax::visit::{self, Visit};

/// The rows that a statement meets, each with its place, in their order.
pub(super) fn rows(statement: &mut Statement) -> Vec<(&'static Row, Span)> {
    let mut seen = Seen(Vec::new());
    statement.lens.iter().for_each(|lens| seen.lens(lens));
    statement.spelt.iter().for_each(|(spelling, span)| seen.spelling(*spelling, *span));
    visit::query(&mut statement.query, &mut seen);
    seen.0.sort_by_key(|(_, span)| *span);
    seen.0
}

struct Seen(Vec<(&'static Row, Span)>);

impl Seen {
    fn part(&mut self, part: Part, span: Span) {
        self.0.extend(table::of_part(part).map(|row| (row, span)));
    }

    fn lens(&mut self, lens: &LensClause) {
        let span = match lens {
            LensClause::AsOf { date, .. } | LensClause::During(date) => Some(date.span),
            LensClause::Accept(words) | LensClause::Without(words) => words.first().map(|word| word.span),
        };
        self.part(Part::Lens, span.unwrap_or_default());
    }

    fn spelling(&mut self, spelling: Spelling, span: Span) {
        let part = match spelling {
            Spelling::Clause => Part::GqlClause,
            Spelling::Quantifier => Part::Quantified,
            Spelling::Label => Part::LabelAnd,
            Spelling::Offset => Part::Offset,
        };
        self.part(part, span);
    }

    /// `SKIP` and `LIMIT` of something other than a number or a parameter.
    fn limits(&mut self, projection: &Projection) {
        let known = |of: &&Expression| matches!(of.kind, Kind::Integer(_) | Kind::Parameter(_));
        let computed = [&projection.skip, &projection.limit].into_iter().flatten().find(|of| !known(of));
        if let Some(computed) = computed {
            self.part(Part::ComputedLimit, computed.span);
        }
    }

    fn function(&mut self, call: &FunctionCall, span: Span) {
        let of_pattern = call.arguments.first().is_some_and(|of| matches!(of.kind, Kind::Pattern(_)));
        if call.name.text.eq_ignore_ascii_case("exists") {
            if !of_pattern {
                self.part(Part::PropertyExists, span);
            }
            return;
        }
        self.0.extend(table::of_function(&call.name.text).map(|row| (row, span)));
    }
}

impl Visit for Seen {
    fn clause(&mut self, clause: &mut Clause) {
        match clause {
            Clause::With(with) => self.limits(&with.projection),
            Clause::Return(projection) => self.limits(projection),
            Clause::Call(call) if call.procedure.text.starts_with("algo.") => self.part(Part::Algorithm, call.span),
            Clause::Call(call) => self.part(Part::Procedure, call.span),
            Clause::Subquery(_, span) => self.part(Part::Subquery, *span),
            Clause::Match(_)
            | Clause::Unwind(_)
            | Clause::Create(_)
            | Clause::Merge(_)
            | Clause::Set(..)
            | Clause::Remove(..)
            | Clause::Delete(_) => {}
        }
    }

    fn pattern(&mut self, pattern: &mut PathPattern) {
        match pattern.selector {
            Selector::All => {}
            Selector::Shortest | Selector::AllShortest => self.part(Part::ShortestPath, pattern.span),
            Selector::ShortestPaths(_) | Selector::ShortestGroups(_) => self.part(Part::PathSelector, pattern.span),
        }
        for (step, _) in pattern.steps.iter().filter(|(step, _)| step.repeated.is_some()) {
            self.part(Part::Repeated, step.span);
        }
    }

    fn labels(&mut self, labels: &mut LabelExpression) {
        if let Some(part) = operators(labels) {
            self.part(part, place(labels).unwrap_or_default());
        }
    }

    fn expression(&mut self, expression: &mut Expression) {
        let part = match &expression.kind {
            Kind::Function(call) => return self.function(call, expression.span),
            Kind::Subquery(SubqueryKind::Exists, _) => Part::Exists,
            Kind::Subquery(SubqueryKind::Count | SubqueryKind::Collect, _) => Part::CountOrCollect,
            Kind::Quantifier(..) => Part::Quantifier,
            Kind::Reduce(_) => Part::Reduce,
            Kind::PatternComprehension(..) => Part::PatternComprehension,
            Kind::Binary(BinaryOperator::Matches, ..) => Part::Regex,
            Kind::Binary(BinaryOperator::Power, ..) => Part::Power,
            // Everybody has these.
            Kind::Null | Kind::Boolean(_) | Kind::Integer(_) | Kind::Float(_) | Kind::String(_) => return,
            Kind::Parameter(_) | Kind::Variable(_) | Kind::Property(..) | Kind::HasLabels(..) => return,
            Kind::Index(..) | Kind::Slice(..) | Kind::List(_) | Kind::Map(_) | Kind::MapProjection(..) => return,
            Kind::Unary(..) | Kind::Binary(..) | Kind::Comparison(..) | Kind::IsNull(..) => return,
            Kind::CountStar | Kind::Case(..) | Kind::ListComprehension(..) | Kind::Pattern(_) => return,
        };
        self.part(part, expression.span);
    }
}

/// `!` and `%`, which fewer engines have, before `|`.
fn operators(labels: &LabelExpression) -> Option<Part> {
    match labels {
        LabelExpression::Name(_) => None,
        LabelExpression::Any | LabelExpression::Not(_) => Some(Part::LabelNot),
        LabelExpression::And(left, right) => fewer(operators(left), operators(right)),
        LabelExpression::Or(left, right) => fewer(fewer(operators(left), operators(right)), Some(Part::LabelOr)),
    }
}

fn fewer(a: Option<Part>, b: Option<Part>) -> Option<Part> {
    [a, b].into_iter().flatten().find(|part| *part == Part::LabelNot).or(a).or(b)
}

/// Where the first name among labels stands.
fn place(labels: &LabelExpression) -> Option<Span> {
    match labels {
        LabelExpression::Name(name) => Some(name.span),
        LabelExpression::Any => None,
        LabelExpression::Not(of) => place(of),
        LabelExpression::And(left, right) | LabelExpression::Or(left, right) => place(left).or_else(|| place(right)),
    }
}
