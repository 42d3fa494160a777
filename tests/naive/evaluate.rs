//! Expressions against a row.

use std::cmp::Ordering;

use actant::diagnostic::Outcome;
use actant::functions::{Code, find, operators};
use actant::graph::View;
use actant::syntax::ast::{
    BinaryOperator, Comparator, Expression, FunctionCall, Kind, LabelExpression, Name, PathPattern, ProjectionItem,
    Selector, Subquery, SubqueryKind, UnaryOperator,
};
use actant::value::{Map, Value, compare, equals};

use super::{Naive, Row, Scope, beyond, type_error};

impl Naive {
    pub(super) fn evaluate(&self, expression: &Expression, scope: Scope<'_>) -> Outcome<Value> {
        let value = |inner: &Expression| self.evaluate(inner, scope);
        match &expression.kind {
            Kind::Null => Ok(Value::Null),
            Kind::Boolean(truth) => Ok(Value::Boolean(*truth)),
            Kind::Integer(number) => Ok(Value::Integer(*number)),
            Kind::Float(number) => Ok(Value::Float(*number)),
            Kind::String(text) => Ok(Value::String(text.clone())),
            Kind::Parameter(name) => Ok(self.parameters.get(name).cloned().unwrap_or(Value::Null)),
            Kind::Variable(name) => scope.row.get(name).cloned().ok_or_else(|| beyond(&format!("the name `{name}`"))),
            Kind::Property(owner, name) => {
                let owner = value(owner)?;
                self.with_surroundings(|s| operators::property(s, &owner, &name.text))
            }
            Kind::HasLabels(owner, labels) => self.has_labels(&value(owner)?, labels),
            Kind::Index(owner, index) => {
                let (owner, index) = (value(owner)?, value(index)?);
                self.with_surroundings(|s| operators::index(s, &owner, &index))
            }
            Kind::Slice(list, from, to) => {
                let list = value(list)?;
                let from = from.as_deref().map(value).transpose()?;
                let to = to.as_deref().map(value).transpose()?;
                operators::slice(&list, from.as_ref(), to.as_ref())
            }
            Kind::List(items) => items.iter().map(value).collect::<Outcome<Vec<_>>>().map(Value::list),
            Kind::Map(entries) => self.map(entries, scope),
            Kind::MapProjection(base, items) => self.map_projection(base, items, scope),
            Kind::Unary(UnaryOperator::Not, inner) => operators::not(&value(inner)?),
            Kind::Unary(UnaryOperator::Minus, inner) => operators::negate(&value(inner)?),
            Kind::Unary(UnaryOperator::Plus, inner) => value(inner),
            Kind::Binary(operator, left, right) => self.binary(*operator, left, right, scope),
            Kind::Comparison(first, rest) => self.comparison(first, rest, scope),
            Kind::IsNull(inner, negated) => Ok(Value::Boolean(value(inner)?.is_null() != *negated)),
            Kind::Function(call) => self.function(call, scope),
            Kind::CountStar => match scope.group {
                Some(group) => Ok(Value::Integer(group.len() as i64)),
                None => Err(beyond("an aggregate outside a projection")),
            },
            Kind::Case(operand, alternatives, otherwise) => {
                self.case(operand.as_deref(), alternatives, otherwise.as_deref(), scope)
            }
            Kind::ListComprehension(name, list, condition, step) => {
                self.comprehension(name, list, condition.as_deref(), step.as_deref(), scope)
            }
            Kind::PatternComprehension(path, condition, step) => {
                let rows = self.matches(std::slice::from_ref(path), condition.as_deref(), scope.row)?;
                let steps = rows.iter().map(|row| self.evaluate(step, Scope { row, group: None }));
                steps.collect::<Outcome<Vec<_>>>().map(Value::list)
            }
            Kind::Quantifier(quantifier, name, list, condition) => {
                self.quantifier(*quantifier, name, list, condition.as_deref(), scope)
            }
            Kind::Reduce(reduce) => self.reduce(reduce, scope),
            Kind::Pattern(path) => self.pattern_value(path, scope.row),
            Kind::Subquery(kind, body) => self.subquery(*kind, body, scope.row),
        }
    }

    fn map(&self, entries: &[(Name, Expression)], scope: Scope<'_>) -> Outcome<Value> {
        let mut map = Map::new();
        for (name, value) in entries {
            map.insert(name.text.clone(), self.evaluate(value, scope)?);
        }
        Ok(Value::map(map))
    }

    /// Properties of a node or relationship, entries of a map.
    pub(super) fn entries(&self, owner: &Value) -> Outcome<Map> {
        let graph = self.graph.borrow();
        let properties = match owner {
            Value::Map(map) => return Ok((**map).clone()),
            Value::Node(node) => graph.node_properties(*node),
            Value::Relationship(edge) => graph.edge_properties(*edge),
            other => return Err(type_error("a map, a node or a relationship", other)),
        };
        Ok(properties.iter().map(|(key, value)| (graph.symbols().key_name(*key).clone(), value.clone())).collect())
    }

    fn map_projection(&self, base: &Name, items: &[ProjectionItem], scope: Scope<'_>) -> Outcome<Value> {
        let base = scope.row.get(&base.text).cloned().unwrap_or(Value::Null);
        if base.is_null() {
            return Ok(Value::Null);
        }
        let mut map = Map::new();
        for item in items {
            match item {
                ProjectionItem::Property(name) => {
                    let value = self.with_surroundings(|s| operators::property(s, &base, &name.text))?;
                    map.insert(name.text.clone(), value);
                }
                ProjectionItem::Everything => map.extend(self.entries(&base)?),
                ProjectionItem::Entry(name, value) => {
                    map.insert(name.text.clone(), self.evaluate(value, scope)?);
                }
                ProjectionItem::Variable(name) => {
                    map.insert(name.text.clone(), scope.row.get(&name.text).cloned().unwrap_or(Value::Null));
                }
            }
        }
        Ok(Value::map(map))
    }

    pub(super) fn has_labels(&self, owner: &Value, test: &LabelExpression) -> Outcome<Value> {
        let graph = self.graph.borrow();
        let names: Vec<&str> = match owner {
            Value::Null => return Ok(Value::Null),
            Value::Node(node) => {
                graph.labels(*node).iter().map(|label| &**graph.symbols().label_name(*label)).collect()
            }
            Value::Relationship(edge) => vec![&**graph.symbols().type_name(graph.edge_type(*edge))],
            other => return Err(type_error("a node or a relationship", other)),
        };
        Ok(Value::Boolean(passes(test, &names)))
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        scope: Scope<'_>,
    ) -> Outcome<Value> {
        let a = self.evaluate(left, scope)?;
        let settled = match operator {
            BinaryOperator::And => matches!(a, Value::Boolean(false)),
            BinaryOperator::Or => matches!(a, Value::Boolean(true)),
            _ => false,
        };
        if settled {
            return Ok(a);
        }
        let b = self.evaluate(right, scope)?;
        let apply = match operator {
            BinaryOperator::Or => operators::or,
            BinaryOperator::Xor => operators::xor,
            BinaryOperator::And => operators::and,
            BinaryOperator::Add => operators::add,
            BinaryOperator::Subtract => operators::subtract,
            BinaryOperator::Multiply => operators::multiply,
            BinaryOperator::Divide => operators::divide,
            BinaryOperator::Modulo => operators::modulo,
            BinaryOperator::Power => operators::power,
            BinaryOperator::In => operators::in_list,
            BinaryOperator::StartsWith => operators::starts_with,
            BinaryOperator::EndsWith => operators::ends_with,
            BinaryOperator::Contains => operators::contains,
            BinaryOperator::Matches => operators::matches,
        };
        apply(&a, &b)
    }

    /// `a < b < c` is `a < b AND b < c`.
    fn comparison(&self, first: &Expression, rest: &[(Comparator, Expression)], scope: Scope<'_>) -> Outcome<Value> {
        let mut left = self.evaluate(first, scope)?;
        let mut all = Value::Boolean(true);
        for (comparator, right) in rest {
            let right = self.evaluate(right, scope)?;
            let pair = compared(*comparator, &left, &right).map_or(Value::Null, Value::Boolean);
            all = operators::and(&all, &pair)?;
            left = right;
        }
        Ok(all)
    }

    fn function(&self, call: &FunctionCall, scope: Scope<'_>) -> Outcome<Value> {
        let Some(function) = find(&call.name.text) else { return Err(beyond("an unknown function")) };
        match function.code {
            Code::Aggregate(new) => {
                let Some(group) = scope.group else { return Err(beyond("an aggregate outside a projection")) };
                self.aggregate(new(), call, group)
            }
            Code::Scalar(code) => {
                let arguments = call.arguments.iter().map(|argument| self.evaluate(argument, scope));
                let arguments: Vec<Value> = arguments.collect::<Outcome<_>>()?;
                let truth =
                    matches!(&call.arguments[..], [Expression { kind: Kind::Pattern(_) | Kind::Subquery(..), .. }]);
                if function.name == "exists" && truth {
                    return Ok(arguments[0].clone());
                }
                self.with_surroundings(|s| code(s, &arguments))
            }
        }
    }

    fn case(
        &self,
        operand: Option<&Expression>,
        alternatives: &[(Expression, Expression)],
        otherwise: Option<&Expression>,
        scope: Scope<'_>,
    ) -> Outcome<Value> {
        let operand = operand.map(|operand| self.evaluate(operand, scope)).transpose()?;
        for (when, then) in alternatives {
            let when = self.evaluate(when, scope)?;
            let fits = match &operand {
                Some(operand) => equals(operand, &when) == Some(true) || (operand.is_null() && when.is_null()),
                None => matches!(when, Value::Boolean(true)),
            };
            if fits {
                return self.evaluate(then, scope);
            }
        }
        otherwise.map_or(Ok(Value::Null), |otherwise| self.evaluate(otherwise, scope))
    }

    /// A pattern as a value: whether there is a match, or the shortest path.
    fn pattern_value(&self, path: &PathPattern, row: &Row) -> Outcome<Value> {
        let found = self.paths(path, row)?;
        Ok(match path.selector {
            Selector::All => Value::Boolean(!found.is_empty()),
            Selector::Shortest => found.into_iter().next().unwrap_or(Value::Null),
            Selector::AllShortest | Selector::ShortestPaths(_) | Selector::ShortestGroups(_) => Value::list(found),
        })
    }

    fn subquery(&self, kind: SubqueryKind, body: &Subquery, row: &Row) -> Outcome<Value> {
        let (names, rows) = match body {
            Subquery::Pattern(paths, condition) => (Vec::new(), self.matches(paths, condition.as_ref(), row)?),
            Subquery::Query(query) => {
                let table = self.query(query, row)?;
                (table.names, table.rows)
            }
        };
        Ok(match kind {
            SubqueryKind::Exists => Value::Boolean(!rows.is_empty()),
            SubqueryKind::Count => Value::Integer(rows.len() as i64),
            SubqueryKind::Collect => Value::list(
                rows.iter().map(|row| names.first().map_or(Value::Null, |name| row[name].clone())).collect(),
            ),
        })
    }
}

fn passes(test: &LabelExpression, names: &[&str]) -> bool {
    match test {
        LabelExpression::Name(name) => names.contains(&&*name.text),
        LabelExpression::Any => !names.is_empty(),
        LabelExpression::And(a, b) => passes(a, names) && passes(b, names),
        LabelExpression::Or(a, b) => passes(a, names) || passes(b, names),
        LabelExpression::Not(inner) => !passes(inner, names),
    }
}

fn compared(comparator: Comparator, a: &Value, b: &Value) -> Option<bool> {
    let is = |test: fn(Ordering) -> bool| match compare(a, b) {
        Some(found) => Some(test(found)),
        // NaN against a number: comparable, and never so.
        None if a.as_number().is_some() && b.as_number().is_some() => Some(false),
        None => None,
    };
    match comparator {
        Comparator::Equal => equals(a, b),
        Comparator::NotEqual => equals(a, b).map(|equal| !equal),
        Comparator::Less => is(Ordering::is_lt),
        Comparator::LessEqual => is(Ordering::is_le),
        Comparator::Greater => is(Ordering::is_gt),
        Comparator::GreaterEqual => is(Ordering::is_ge),
    }
}
