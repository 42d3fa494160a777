//! Expressions that go through a list or a group, and where aggregates stand.

use std::collections::HashSet;

use actant::diagnostic::Outcome;
use actant::functions::{Accumulator, Code, find};
use actant::syntax::ast::{Expression, FunctionCall, Kind, Name, ProjectionItem, Quantifier, Reduce};
use actant::value::{Key, Value};

use super::{Naive, Row, Scope, type_error};

impl Naive {
    /// The value of an aggregate over the rows of a group.
    pub(super) fn aggregate(
        &self,
        mut accumulator: Box<dyn Accumulator>,
        call: &FunctionCall,
        group: &[Row],
    ) -> Outcome<Value> {
        let mut seen: HashSet<Vec<Key>> = HashSet::new();
        for row in group {
            let scope = Scope { row, group: None };
            let arguments = call.arguments.iter().map(|argument| self.evaluate(argument, scope));
            let arguments: Vec<Value> = arguments.collect::<Outcome<_>>()?;
            if !call.distinct || seen.insert(arguments.iter().cloned().map(Key).collect()) {
                accumulator.add(&arguments)?;
            }
        }
        accumulator.finish()
    }

    /// The items of a list, each as a row in which it has the name; nothing for `null`.
    fn each(&self, name: &Name, list: &Expression, scope: Scope<'_>) -> Outcome<Option<Vec<(Value, Row)>>> {
        let items = match self.evaluate(list, scope)? {
            Value::Null => return Ok(None),
            Value::List(items) => items,
            other => return Err(type_error("a list", &other)),
        };
        let row = |item: &Value| {
            let mut row = scope.row.clone();
            row.insert(name.text.clone(), item.clone());
            (item.clone(), row)
        };
        Ok(Some(items.iter().map(row).collect()))
    }

    pub(super) fn comprehension(
        &self,
        name: &Name,
        list: &Expression,
        condition: Option<&Expression>,
        step: Option<&Expression>,
        scope: Scope<'_>,
    ) -> Outcome<Value> {
        let Some(rows) = self.each(name, list, scope)? else { return Ok(Value::Null) };
        let mut result = Vec::new();
        for (item, row) in rows {
            let scope = Scope { row: &row, group: scope.group };
            let kept = match condition {
                Some(condition) => matches!(self.evaluate(condition, scope)?, Value::Boolean(true)),
                None => true,
            };
            if kept {
                result.push(step.map_or(Ok(item), |step| self.evaluate(step, scope))?);
            }
        }
        Ok(Value::list(result))
    }

    pub(super) fn quantifier(
        &self,
        quantifier: Quantifier,
        name: &Name,
        list: &Expression,
        condition: Option<&Expression>,
        scope: Scope<'_>,
    ) -> Outcome<Value> {
        let Some(rows) = self.each(name, list, scope)? else { return Ok(Value::Null) };
        let mut truths = Vec::new();
        for (item, row) in rows {
            let scope = Scope { row: &row, group: scope.group };
            truths.push(match condition.map_or(Ok(item), |condition| self.evaluate(condition, scope))? {
                Value::Boolean(truth) => Some(truth),
                _ => None,
            });
        }
        Ok(quantified(quantifier, &truths).map_or(Value::Null, Value::Boolean))
    }

    pub(super) fn reduce(&self, reduce: &Reduce, scope: Scope<'_>) -> Outcome<Value> {
        let mut sum = self.evaluate(&reduce.initial, scope)?;
        let Some(rows) = self.each(&reduce.variable, &reduce.list, scope)? else { return Ok(Value::Null) };
        for (_, mut row) in rows {
            row.insert(reduce.accumulator.text.clone(), sum);
            sum = self.evaluate(&reduce.step, Scope { row: &row, group: scope.group })?;
        }
        Ok(sum)
    }
}

/// What is known for certain whichever way the unknown ones turn out.
fn quantified(quantifier: Quantifier, truths: &[Option<bool>]) -> Option<bool> {
    let holds = |yes: usize, all: usize| match quantifier {
        Quantifier::All => yes == all,
        Quantifier::Any => yes > 0,
        Quantifier::None => yes == 0,
        Quantifier::Single => yes == 1,
    };
    let yes = truths.iter().filter(|truth| **truth == Some(true)).count();
    let unknown = truths.iter().filter(|truth| truth.is_none()).count();
    let mut outcomes = (yes..=yes + unknown).map(|yes| holds(yes, truths.len()));
    let first = outcomes.next()?;
    outcomes.all(|outcome| outcome == first).then_some(first)
}

/// Whether an aggregate stands in an expression, outside the queries in it.
pub(super) fn aggregates(expression: &Expression) -> bool {
    let any = |parts: &[&Expression]| parts.iter().any(|part| aggregates(part));
    match &expression.kind {
        Kind::CountStar => true,
        Kind::Function(call) => {
            find(&call.name.text).is_some_and(|function| matches!(function.code, Code::Aggregate(_)))
                || call.arguments.iter().any(aggregates)
        }
        Kind::Null
        | Kind::Boolean(_)
        | Kind::Integer(_)
        | Kind::Float(_)
        | Kind::String(_)
        | Kind::Parameter(_)
        | Kind::Variable(_)
        | Kind::Pattern(_)
        | Kind::Subquery(..) => false,
        Kind::Property(inner, _) | Kind::HasLabels(inner, _) | Kind::Unary(_, inner) | Kind::IsNull(inner, _) => {
            aggregates(inner)
        }
        Kind::Index(a, b) | Kind::Binary(_, a, b) => any(&[a, b]),
        Kind::Slice(a, b, c) | Kind::ListComprehension(_, a, b, c) => {
            aggregates(a) || [b, c].into_iter().flatten().any(|part| aggregates(part))
        }
        Kind::List(items) => items.iter().any(aggregates),
        Kind::Map(entries) => entries.iter().any(|(_, value)| aggregates(value)),
        Kind::MapProjection(_, items) => {
            items.iter().any(|item| matches!(item, ProjectionItem::Entry(_, value) if aggregates(value)))
        }
        Kind::Comparison(first, rest) => aggregates(first) || rest.iter().any(|(_, part)| aggregates(part)),
        Kind::Case(operand, alternatives, otherwise) => {
            [operand, otherwise].into_iter().flatten().any(|part| aggregates(part))
                || alternatives.iter().any(|(when, then)| any(&[when, then]))
        }
        Kind::PatternComprehension(_, condition, step) => {
            aggregates(step) || condition.as_deref().is_some_and(aggregates)
        }
        Kind::Quantifier(_, _, list, condition) => aggregates(list) || condition.as_deref().is_some_and(aggregates),
        Kind::Reduce(inner) => any(&[&inner.initial, &inner.list, &inner.step]),
    }
}
