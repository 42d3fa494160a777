//! Expressions against a row.

use std::sync::Arc;

use super::cited::Gathered;
use super::operate::run;
use super::{Context, Flow, Row};
use crate::bind::{Expr, FunctionRef, LabelTest, MapItem, Slot};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::functions::{Code, operators, size};
use crate::syntax::ast::{BinaryOperator, Comparator, Quantifier, SubqueryKind};
use crate::value::{Map, Value, compare, equals};

impl Context<'_> {
    /// The value of an expression for the row in hand. The row is lent for the slots of names that
    /// only the expression knows.
    pub(super) fn evaluate(&mut self, expr: &Expr, row: &mut Row) -> Outcome<Value> {
        match expr {
            Expr::Constant(value) => Ok(value.clone()),
            Expr::Parameter(name) => Ok(self.parameters.get(name).cloned().unwrap_or(Value::Null)),
            Expr::Slot(slot) => Ok(row[*slot].clone()),
            Expr::Property(owner, name, key) => self.property(owner, name, *key, row),
            Expr::HasLabels(owner, test) => {
                let owner = self.evaluate(owner, row)?;
                self.has_labels(&owner, test)
            }
            Expr::Index(owner, index) => {
                let (owner, index) = (self.evaluate(owner, row)?, self.evaluate(index, row)?);
                operators::index(&self.surroundings(), &owner, &index)
            }
            Expr::Slice(list, from, to) => {
                let list = self.evaluate(list, row)?;
                let from = self.bound(from.as_deref(), row)?;
                let to = self.bound(to.as_deref(), row)?;
                operators::slice(&list, from.as_ref(), to.as_ref())
            }
            Expr::List(items) => self.all(items, row).map(Value::list),
            Expr::Map(entries) => {
                let mut map = Map::new();
                for (name, value) in entries {
                    map.insert(name.clone(), self.evaluate(value, row)?);
                }
                Ok(Value::map(map))
            }
            Expr::MapProjection(base, items) => self.map_projection(base, items, row),
            Expr::Attempt(inner) => self.attempt(inner, row),
            Expr::Not(inner) => operators::not(&self.evaluate(inner, row)?),
            Expr::Negate(inner) => operators::negate(&self.evaluate(inner, row)?),
            Expr::Plus(inner) => self.evaluate(inner, row),
            Expr::Binary(operator, left, right) => self.binary(*operator, left, right, row),
            Expr::Comparison(first, rest) => self.comparison(first, rest, row),
            Expr::IsNull(inner, negated) => Ok(Value::Boolean(self.evaluate(inner, row)?.is_null() != *negated)),
            Expr::Function(function, arguments) => self.call_function(*function, arguments, row),
            Expr::Case(operand, alternatives, otherwise) => {
                self.case(operand.as_deref(), alternatives, otherwise.as_deref(), row)
            }
            Expr::ListComprehension(slot, list, condition, step) => {
                self.comprehension(*slot, list, condition.as_deref(), step.as_deref(), row)
            }
            Expr::Quantifier(quantifier, slot, list, condition) => {
                self.quantifier(*quantifier, *slot, list, condition.as_deref(), row)
            }
            Expr::Reduce(accumulator, initial, variable, list, step) => {
                row[*accumulator] = self.evaluate(initial, row)?;
                let Some(items) = self.items(list, row)? else { return Ok(Value::Null) };
                for item in items.iter() {
                    self.tick()?;
                    row[*variable] = item.clone();
                    row[*accumulator] = self.evaluate(step, row)?;
                    size::nested(&row[*accumulator])?;
                }
                Ok(row[*accumulator].clone())
            }
            Expr::Subquery(kind, at) => self.subquery(*kind, *at, row),
        }
    }

    /// A condition before its time: what fails now may never come to be asked.
    fn attempt(&mut self, condition: &Expr, row: &mut Row) -> Outcome<Value> {
        match self.evaluate(condition, row) {
            Ok(truth @ (Value::Boolean(_) | Value::Null)) => Ok(truth),
            Err(fault) if fault.class == Class::Stopped => Err(fault),
            Ok(_) | Err(_) => Ok(Value::Boolean(true)),
        }
    }

    fn all(&mut self, expressions: &[Expr], row: &mut Row) -> Outcome<Vec<Value>> {
        let mut values = Vec::with_capacity(expressions.len());
        for expression in expressions {
            values.push(self.evaluate(expression, row)?);
        }
        Ok(values)
    }

    fn bound(&mut self, expr: Option<&Expr>, row: &mut Row) -> Outcome<Option<Value>> {
        expr.map(|expr| self.evaluate(expr, row)).transpose()
    }

    /// Straight to the column where the owner is a node or relationship that is still there.
    fn property(&mut self, owner: &Expr, name: &Arc<str>, key: crate::graph::KeyId, row: &mut Row) -> Outcome<Value> {
        let computed;
        let owner = match owner {
            Expr::Slot(slot) => &row[*slot],
            other => {
                computed = self.evaluate(other, row)?;
                &computed
            }
        };
        match owner {
            Value::Node(node) if !self.graph.node_deleted(*node) => {
                if self.cite {
                    self.witness_node(*node, name);
                }
                Ok(self.graph.node_property(*node, key))
            }
            Value::Relationship(edge) if !self.graph.edge_deleted(*edge) => Ok(self.graph.edge_property(*edge, key)),
            other => operators::property(&self.surroundings(), other, name),
        }
    }

    fn has_labels(&self, owner: &Value, test: &LabelTest) -> Outcome<Value> {
        match owner {
            Value::Null => Ok(Value::Null),
            Value::Node(node) => {
                let labels = self.graph.labels(*node);
                Ok(Value::Boolean(passes(
                    test,
                    &|is| matches!(is, LabelTest::Is(label, _) if labels.contains(label)),
                    !labels.is_empty(),
                )))
            }
            Value::Relationship(edge) => {
                let kind = self.graph.edge_type(*edge);
                Ok(Value::Boolean(passes(test, &|is| matches!(is, LabelTest::Is(_, found) if *found == kind), true)))
            }
            other => {
                let message = format!("only nodes and relationships have labels, found {}", other.type_name());
                Err(Box::new(Diagnostic::runtime(Class::TypeError, "InvalidArgumentType", message)))
            }
        }
    }

    fn map_projection(&mut self, base: &Expr, items: &[MapItem], row: &mut Row) -> Outcome<Value> {
        let base = self.evaluate(base, row)?;
        if base.is_null() {
            return Ok(Value::Null);
        }
        if let (true, Value::Node(node)) = (self.cite, &base) {
            self.witness_node(*node, "*");
        }
        let mut map = Map::new();
        for item in items {
            match item {
                MapItem::Property(name) => {
                    let value = operators::property(&self.surroundings(), &base, name)?;
                    map.insert(name.clone(), value);
                }
                MapItem::Everything => map.extend(self.properties(&base)?),
                MapItem::Entry(name, value) => {
                    map.insert(name.clone(), self.evaluate(value, row)?);
                }
            }
        }
        Ok(Value::map(map))
    }

    /// All properties of a node, relationship or map.
    pub(super) fn properties(&self, owner: &Value) -> Outcome<Map> {
        let named = |properties: &[(crate::graph::KeyId, Value)]| {
            let name = |key| self.graph.symbols().key_name(key).clone();
            properties.iter().map(|(key, value)| (name(*key), value.clone())).collect()
        };
        match owner {
            Value::Map(map) => Ok((**map).clone()),
            Value::Node(node) => Ok(named(&self.graph.node_properties(*node))),
            Value::Relationship(edge) => Ok(named(&self.graph.edge_properties(*edge))),
            other => {
                let message = format!("expected a map, a node or a relationship, found {}", other.type_name());
                Err(Box::new(Diagnostic::runtime(Class::TypeError, "InvalidArgumentType", message)))
            }
        }
    }

    fn binary(&mut self, operator: BinaryOperator, left: &Expr, right: &Expr, row: &mut Row) -> Outcome<Value> {
        let mark = self.witnesses.len();
        let a = self.evaluate(left, row)?;
        // The other side of a settled `AND` or `OR` is not looked at.
        if settles(operator, &a) {
            return Ok(a);
        }
        let between = self.witnesses.len();
        let b = self.evaluate(right, row)?;
        if settles(operator, &b) {
            self.witnesses.drain(mark..between);
        }
        match operator {
            BinaryOperator::Or => operators::or(&a, &b),
            BinaryOperator::Xor => operators::xor(&a, &b),
            BinaryOperator::And => operators::and(&a, &b),
            BinaryOperator::Add => operators::add(&a, &b),
            BinaryOperator::Subtract => operators::subtract(&a, &b),
            BinaryOperator::Multiply => operators::multiply(&a, &b),
            BinaryOperator::Divide => operators::divide(&a, &b),
            BinaryOperator::Modulo => operators::modulo(&a, &b),
            BinaryOperator::Power => operators::power(&a, &b),
            BinaryOperator::In => operators::in_list(&a, &b),
            BinaryOperator::StartsWith => operators::starts_with(&a, &b),
            BinaryOperator::EndsWith => operators::ends_with(&a, &b),
            BinaryOperator::Contains => operators::contains(&a, &b),
            BinaryOperator::Matches => operators::matches(&a, &b),
        }
    }

    /// `a < b <= c` is `a < b AND b <= c`, and `b` is computed once.
    fn comparison(&mut self, first: &Expr, rest: &[(Comparator, Expr)], row: &mut Row) -> Outcome<Value> {
        let mut left = self.evaluate(first, row)?;
        let mut known = true;
        for (comparator, expr) in rest {
            let right = self.evaluate(expr, row)?;
            match compared(*comparator, &left, &right) {
                Some(false) => return Ok(Value::Boolean(false)),
                Some(true) => {}
                None => known = false,
            }
            left = right;
        }
        Ok(if known { Value::Boolean(true) } else { Value::Null })
    }

    fn call_function(&mut self, function: FunctionRef, arguments: &[Expr], row: &mut Row) -> Outcome<Value> {
        let arguments = self.all(arguments, row)?;
        match function.0.code {
            Code::Scalar(code) => code(&self.surroundings(), &arguments),
            Code::Aggregate(new) => {
                let mut accumulator = new();
                accumulator.add(&arguments)?;
                accumulator.finish()
            }
        }
    }

    fn case(
        &mut self,
        operand: Option<&Expr>,
        alternatives: &[(Expr, Expr)],
        otherwise: Option<&Expr>,
        row: &mut Row,
    ) -> Outcome<Value> {
        let operand = self.bound(operand, row)?;
        for (when, then) in alternatives {
            let mark = self.witnesses.len();
            let when = self.evaluate(when, row)?;
            let fits = match &operand {
                Some(operand) => equals(operand, &when) == Some(true) || (operand.is_null() && when.is_null()),
                None => matches!(when, Value::Boolean(true)),
            };
            if fits {
                return self.evaluate(then, row);
            }
            self.forget_readings(mark);
        }
        Ok(self.bound(otherwise, row)?.unwrap_or(Value::Null))
    }

    /// The items of a list; `None` where the list is null.
    fn items(&mut self, list: &Expr, row: &mut Row) -> Outcome<Option<Arc<Vec<Value>>>> {
        match self.evaluate(list, row)? {
            Value::Null => Ok(None),
            Value::List(items) => Ok(Some(items)),
            other => {
                let message = format!("expected a list, found {}", other.type_name());
                Err(Box::new(Diagnostic::runtime(Class::TypeError, "InvalidArgumentType", message)))
            }
        }
    }

    fn comprehension(
        &mut self,
        slot: Slot,
        list: &Expr,
        condition: Option<&Expr>,
        step: Option<&Expr>,
        row: &mut Row,
    ) -> Outcome<Value> {
        let Some(items) = self.items(list, row)? else { return Ok(Value::Null) };
        let mut result = Vec::new();
        for item in items.iter() {
            self.tick()?;
            row[slot] = item.clone();
            let mark = self.witnesses.len();
            if let Some(condition) = condition
                && !matches!(self.evaluate(condition, row)?, Value::Boolean(true))
            {
                self.forget_readings(mark);
                continue;
            }
            result.push(match step {
                Some(step) => self.evaluate(step, row)?,
                None => item.clone(),
            });
        }
        Ok(Value::list(result))
    }

    fn quantifier(
        &mut self,
        quantifier: Quantifier,
        slot: Slot,
        list: &Expr,
        condition: Option<&Expr>,
        row: &mut Row,
    ) -> Outcome<Value> {
        let Some(items) = self.items(list, row)? else { return Ok(Value::Null) };
        let (mut yes, mut unknown) = (0usize, 0usize);
        for item in items.iter() {
            self.tick()?;
            row[slot] = item.clone();
            let mark = self.witnesses.len();
            let fits = match condition {
                Some(condition) => self.evaluate(condition, row)?,
                None => item.clone(),
            };
            match fits {
                Value::Boolean(true) => yes += 1,
                Value::Boolean(false) => self.forget_readings(mark),
                _ => unknown += 1,
            }
        }
        Ok(quantified(quantifier, items.len(), yes, unknown))
    }

    fn subquery(&mut self, kind: SubqueryKind, at: usize, row: &mut Row) -> Outcome<Value> {
        let (plan, slots) = &self.program.subplans[at];
        let mut values = Vec::new();
        let mut count = 0;
        let (outer, mut witnesses) = (self.lineage.len(), Gathered::default());
        let _ = run(plan, self, row, &mut |context, row| {
            count += 1;
            if context.cite {
                witnesses.add(context.lineage.iter().skip(outer).copied());
            }
            match kind {
                SubqueryKind::Exists => return Ok(Flow::Break(())),
                SubqueryKind::Count => {}
                SubqueryKind::Collect => {
                    context.keep(1)?;
                    values.extend(slots.first().map(|slot| row[*slot].clone()));
                }
            }
            Ok(Flow::Continue(()))
        })?;
        self.witness_all(&witnesses);
        Ok(match kind {
            SubqueryKind::Exists => Value::Boolean(count > 0),
            SubqueryKind::Count => Value::Integer(count),
            SubqueryKind::Collect => Value::list(values),
        })
    }
}

fn passes(test: &LabelTest, is: &dyn Fn(&LabelTest) -> bool, any: bool) -> bool {
    match test {
        LabelTest::Is(..) => is(test),
        LabelTest::Any => any,
        LabelTest::And(a, b) => passes(a, is, any) && passes(b, is, any),
        LabelTest::Or(a, b) => passes(a, is, any) || passes(b, is, any),
        LabelTest::Not(inner) => !passes(inner, is, any),
    }
}

fn compared(comparator: Comparator, a: &Value, b: &Value) -> Option<bool> {
    match comparator {
        Comparator::Equal => equals(a, b),
        Comparator::NotEqual => equals(a, b).map(|equal| !equal),
        Comparator::Less => ordered(a, b, std::cmp::Ordering::is_lt),
        Comparator::LessEqual => ordered(a, b, std::cmp::Ordering::is_le),
        Comparator::Greater => ordered(a, b, std::cmp::Ordering::is_gt),
        Comparator::GreaterEqual => ordered(a, b, std::cmp::Ordering::is_ge),
    }
}

/// NaN is comparable with numbers, and every such comparison is false.
fn ordered(a: &Value, b: &Value, is: fn(std::cmp::Ordering) -> bool) -> Option<bool> {
    match compare(a, b) {
        Some(ordering) => Some(is(ordering)),
        None if a.as_number().is_some() && b.as_number().is_some() => Some(false),
        None => None,
    }
}

/// Whether one side settles the whole, whatever the other says.
fn settles(operator: BinaryOperator, side: &Value) -> bool {
    matches!(
        (operator, side),
        (BinaryOperator::And, Value::Boolean(false)) | (BinaryOperator::Or, Value::Boolean(true))
    )
}

fn quantified(quantifier: Quantifier, all: usize, yes: usize, unknown: usize) -> Value {
    let no = all - yes - unknown;
    let known = |value: bool| Value::Boolean(value);
    match quantifier {
        Quantifier::All if no > 0 => known(false),
        Quantifier::Any if yes > 0 => known(true),
        Quantifier::None if yes > 0 => known(false),
        Quantifier::Single if yes > 1 => known(false),
        _ if unknown > 0 => Value::Null,
        Quantifier::All | Quantifier::None => known(true),
        Quantifier::Any => known(false),
        Quantifier::Single => known(yes == 1),
    }
}
