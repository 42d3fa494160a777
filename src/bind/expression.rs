//! Expressions: names to slots, calls to functions, and the types that can be known checked.

use std::sync::Arc;

use super::types::type_of;
use super::{Binder, Expr, FunctionRef, MapItem, Query, Slot, Type};
use crate::diagnostic::{Class, Diagnostic, Outcome, Span, nearest};
use crate::functions::{self, Code};
use crate::syntax::ast::{self, BinaryOperator, Expression, Kind, Name, UnaryOperator};
use crate::value::Value;

impl Binder<'_> {
    pub(super) fn expression(&mut self, expression: &Expression) -> Outcome<Expr> {
        if let Some(slot) = self.known_expression(expression)? {
            return Ok(Expr::Slot(slot));
        }
        let span = expression.span;
        match &expression.kind {
            Kind::Null => Ok(Expr::Constant(Value::Null)),
            Kind::Boolean(value) => Ok(Expr::Constant(Value::Boolean(*value))),
            Kind::Integer(value) => Ok(Expr::Constant(Value::Integer(*value))),
            Kind::Float(value) => Ok(Expr::Constant(Value::Float(*value))),
            Kind::String(value) => Ok(Expr::Constant(Value::String(value.clone()))),
            Kind::Parameter(name) => self.parameter(name, span),
            Kind::Variable(name) => {
                let slot = self.lookup(name, span)?;
                self.check_grouped(name, expression)?;
                Ok(Expr::Slot(slot))
            }
            Kind::Property(owner, name) => self.property(owner, name),
            Kind::HasLabels(owner, labels) => {
                let bound = self.expression(owner)?;
                self.expect_type(&bound, owner.span, &[Type::Node, Type::Relationship], "a label test")?;
                let test = self.label_test(labels, self.type_of(&bound) == Type::Node);
                Ok(Expr::HasLabels(Box::new(bound), test))
            }
            Kind::Index(owner, index) => self.index(owner, index),
            Kind::Slice(list, from, to) => {
                let list = self.boxed(list)?;
                Ok(Expr::Slice(list, self.optional(from.as_deref())?, self.optional(to.as_deref())?))
            }
            Kind::List(items) => Ok(Expr::List(self.all(items)?)),
            Kind::Map(entries) => {
                let entry = |(name, value): &(Name, Expression)| Ok((name.text.clone(), self.expression(value)?));
                Ok(Expr::Map(entries.iter().map(entry).collect::<Outcome<_>>()?))
            }
            Kind::MapProjection(base, items) => self.map_projection(base, items),
            Kind::Unary(operator, operand) => self.unary(*operator, operand),
            Kind::Binary(operator, left, right) => self.binary(*operator, left, right),
            Kind::Comparison(first, rest) => {
                let first = self.boxed(first)?;
                let step =
                    |(comparator, right): &(ast::Comparator, Expression)| Ok((*comparator, self.expression(right)?));
                Ok(Expr::Comparison(first, rest.iter().map(step).collect::<Outcome<_>>()?))
            }
            Kind::IsNull(inner, negated) => Ok(Expr::IsNull(self.boxed(inner)?, *negated)),
            Kind::Function(call) => self.call_function(call, span),
            Kind::CountStar => self.aggregate(None, false, &[], span),
            Kind::Case(operand, alternatives, otherwise) => {
                let operand = self.optional(operand.as_deref())?;
                let pair =
                    |(when, then): &(Expression, Expression)| Ok((self.expression(when)?, self.expression(then)?));
                let alternatives = alternatives.iter().map(pair).collect::<Outcome<_>>()?;
                Ok(Expr::Case(operand, alternatives, self.optional(otherwise.as_deref())?))
            }
            Kind::ListComprehension(name, list, condition, step) => {
                self.comprehension(name, list, condition.as_deref(), step.as_deref())
            }
            Kind::Quantifier(quantifier, name, list, condition) => {
                let list = self.boxed(list)?;
                let (slot, (condition, _)) = self.for_each(name, &list, condition.as_deref(), None)?;
                Ok(Expr::Quantifier(*quantifier, slot, list, condition))
            }
            Kind::Reduce(reduce) => self.reduce(reduce),
            Kind::PatternComprehension(path, condition, step) => self.pattern_query(
                std::slice::from_ref(path),
                condition.as_deref(),
                Some(step),
                ast::SubqueryKind::Collect,
            ),
            Kind::Pattern(path) => self.pattern_expression(path, span),
            Kind::Subquery(kind, body) => self.subquery(*kind, body, span),
        }
    }

    fn boxed(&mut self, expression: &Expression) -> Outcome<Box<Expr>> {
        self.expression(expression).map(Box::new)
    }

    fn optional(&mut self, expression: Option<&Expression>) -> Outcome<Option<Box<Expr>>> {
        expression.map(|inner| self.boxed(inner)).transpose()
    }

    fn all(&mut self, expressions: &[Expression]) -> Outcome<Vec<Expr>> {
        expressions.iter().map(|inner| self.expression(inner)).collect()
    }

    fn parameter(&self, name: &Arc<str>, span: Span) -> Outcome<Expr> {
        if self.parameters.contains_key(name) {
            return Ok(Expr::Parameter(name.clone()));
        }
        let near = nearest(name, self.parameters.keys().map(|key| &**key));
        let fault = Diagnostic::compile(
            Class::ParameterMissing,
            "MissingParameter",
            span,
            format!("the parameter `${name}` is not set"),
        );
        let hint = match near {
            Some(near) => format!("did you mean `${near}`?"),
            None => format!("set it with `:param {name} VALUE`, or `-p {name}=VALUE` on the command line"),
        };
        Err(Box::new(fault.hint(hint)))
    }

    fn property(&mut self, owner: &Expression, name: &Name) -> Outcome<Expr> {
        let bound = self.expression(owner)?;
        let wanted = [Type::Node, Type::Relationship, Type::Map, Type::Temporal];
        self.expect_type(&bound, owner.span, &wanted, &format!("`.{}`", name.text))
            .map_err(|fault| if self.type_of(&bound) == Type::Path { fault } else { as_type_error(fault) })?;
        let key = match self.type_of(&bound) {
            Type::Node | Type::Relationship => self.known_key(name),
            _ => self.graph.symbols_mut().key(&name.text),
        };
        Ok(Expr::Property(Box::new(bound), name.text.clone(), key))
    }

    fn index(&mut self, owner: &Expression, index: &Expression) -> Outcome<Expr> {
        let bound = self.boxed(owner)?;
        let at = self.boxed(index)?;
        let list = matches!(self.type_of(&bound), Type::List | Type::Relationships);
        if list && !self.type_of(&at).may_be(&[Type::Integer]) {
            let found = self.type_of(&at).name();
            let message = format!("a list is indexed with an integer, found {found}");
            let fault = Diagnostic::compile(Class::TypeError, "InvalidArgumentType", index.span, message);
            return Err(Box::new(Diagnostic { phase: crate::diagnostic::Phase::Runtime, ..fault }));
        }
        Ok(Expr::Index(bound, at))
    }

    fn map_projection(&mut self, base: &Name, items: &[ast::ProjectionItem]) -> Outcome<Expr> {
        let slot = self.lookup(&base.text, base.span)?;
        let mut bound = Vec::new();
        for item in items {
            bound.push(match item {
                ast::ProjectionItem::Property(name) => {
                    self.warn_property(name);
                    MapItem::Property(name.text.clone())
                }
                ast::ProjectionItem::Everything => MapItem::Everything,
                ast::ProjectionItem::Entry(name, value) => MapItem::Entry(name.text.clone(), self.expression(value)?),
                ast::ProjectionItem::Variable(name) => {
                    MapItem::Entry(name.text.clone(), Expr::Slot(self.lookup(&name.text, name.span)?))
                }
            });
        }
        Ok(Expr::MapProjection(Box::new(Expr::Slot(slot)), bound))
    }

    fn unary(&mut self, operator: UnaryOperator, operand: &Expression) -> Outcome<Expr> {
        let bound = self.boxed(operand)?;
        match operator {
            UnaryOperator::Not => {
                self.expect_type(&bound, operand.span, &[Type::Boolean], "`NOT`")?;
                Ok(Expr::Not(bound))
            }
            UnaryOperator::Minus => {
                self.expect_type(&bound, operand.span, &[Type::Integer, Type::Float, Type::Temporal], "`-`")?;
                Ok(Expr::Negate(bound))
            }
            UnaryOperator::Plus => {
                self.expect_type(&bound, operand.span, &[Type::Integer, Type::Float, Type::Temporal], "`+`")?;
                Ok(Expr::Plus(bound))
            }
        }
    }

    fn binary(&mut self, operator: BinaryOperator, left: &Expression, right: &Expression) -> Outcome<Expr> {
        let a = self.boxed(left)?;
        let b = self.boxed(right)?;
        let numbers = [Type::Integer, Type::Float, Type::Temporal];
        match operator {
            BinaryOperator::Or | BinaryOperator::Xor | BinaryOperator::And => {
                self.expect_type(&a, left.span, &[Type::Boolean], "a logical operator")?;
                self.expect_type(&b, right.span, &[Type::Boolean], "a logical operator")?;
            }
            BinaryOperator::In => {
                self.expect_type(&b, right.span, &[Type::List, Type::Relationships], "the right side of `IN`")?;
            }
            BinaryOperator::Subtract
            | BinaryOperator::Multiply
            | BinaryOperator::Divide
            | BinaryOperator::Modulo
            | BinaryOperator::Power => {
                self.expect_type(&a, left.span, &numbers, "arithmetic")?;
                self.expect_type(&b, right.span, &numbers, "arithmetic")?;
            }
            BinaryOperator::Add
            | BinaryOperator::StartsWith
            | BinaryOperator::EndsWith
            | BinaryOperator::Contains
            | BinaryOperator::Matches => {}
        }
        Ok(Expr::Binary(operator, a, b))
    }

    /// Refuses an expression whose type is known to be none of these.
    pub(super) fn expect_type(&self, expr: &Expr, span: Span, wanted: &[Type], place: &str) -> Outcome<()> {
        let found = self.type_of(expr);
        if found.may_be(wanted) {
            return Ok(());
        }
        let names: Vec<&str> = wanted.iter().map(|kind| kind.name()).collect();
        let message = format!("{place} needs {}, found {}", names.join(" or "), found.name());
        Err(Box::new(Diagnostic::syntax("InvalidArgumentType", span, message)))
    }

    pub(super) fn type_of(&self, expr: &Expr) -> Type {
        type_of(expr, &|slot| self.types[slot])
    }

    /// The type of a list's items, where all of them have the same.
    pub(super) fn element_of(&self, list: &Expr) -> Type {
        match list {
            Expr::List(items) => {
                let mut types = items.iter().map(|item| self.type_of(item)).filter(|kind| *kind != Type::Null);
                let Some(first) = types.next() else { return Type::Any };
                if types.all(|kind| kind == first) { first } else { Type::Any }
            }
            Expr::Slot(slot) if self.types[*slot] == Type::Relationships => Type::Relationship,
            Expr::Slot(slot) => self.elements[*slot],
            Expr::Function(function, arguments) => match function.0.name {
                "nodes" => Type::Node,
                "relationships" => Type::Relationship,
                "range" => Type::Integer,
                "tail" | "reverse" => arguments.first().map_or(Type::Any, |list| self.element_of(list)),
                _ => Type::Any,
            },
            _ => Type::Any,
        }
    }

    fn comprehension(
        &mut self,
        name: &Name,
        list: &Expression,
        condition: Option<&Expression>,
        step: Option<&Expression>,
    ) -> Outcome<Expr> {
        let list = self.boxed(list)?;
        let (slot, (condition, step)) = self.for_each(name, &list, condition, step)?;
        Ok(Expr::ListComprehension(slot, list, condition, step))
    }

    /// Binds what is said of each item, with the item's name in scope.
    #[expect(clippy::type_complexity, reason = "a slot and the two optional expressions over it")]
    fn for_each(
        &mut self,
        name: &Name,
        list: &Expr,
        condition: Option<&Expression>,
        step: Option<&Expression>,
    ) -> Outcome<(Slot, (Option<Box<Expr>>, Option<Box<Expr>>))> {
        let length = self.scope.len();
        let element = self.element_of(list);
        let slot = self.declare(name, element);
        let refused = self.aggregates_refused.replace("what is said of each item of a list");
        let condition = condition.map(|inner| self.condition(inner).map(Box::new)).transpose();
        let step = self.optional(step);
        self.aggregates_refused = refused;
        self.scope.truncate(length);
        Ok((slot, (condition?, step?)))
    }

    fn reduce(&mut self, reduce: &ast::Reduce) -> Outcome<Expr> {
        let initial = self.boxed(&reduce.initial)?;
        let list = self.boxed(&reduce.list)?;
        let length = self.scope.len();
        let accumulator = self.declare(&reduce.accumulator, Type::Any);
        let element = self.element_of(&list);
        let variable = self.declare(&reduce.variable, element);
        let step = self.boxed(&reduce.step);
        self.scope.truncate(length);
        Ok(Expr::Reduce(accumulator, initial, variable, list, step?))
    }

    fn call_function(&mut self, call: &ast::FunctionCall, span: Span) -> Outcome<Expr> {
        let Some(function) = functions::find(&call.name.text) else { return Err(unknown_function(&call.name)) };
        let (least, most) = function.arguments;
        let given = call.arguments.len();
        if given < least || given > most {
            let message = format!("`{}` takes {}, and got {given}", function.name, argument_count(least, most));
            let fault = Diagnostic::syntax("InvalidNumberOfArguments", span, message);
            return Err(Box::new(fault.hint(format!("it is used as `{}`", function.signature))));
        }
        if matches!(function.code, Code::Aggregate(_)) {
            return self.aggregate(Some(function), call.distinct, &call.arguments, span);
        }
        let patterns = self.patterns_allowed;
        self.patterns_allowed |= function.name == "exists";
        let arguments = self.all(&call.arguments);
        self.patterns_allowed = patterns;
        let mut arguments = arguments?;
        // A pattern is a truth value already: `exists((a)-->(b))` says no more than the pattern.
        if function.name == "exists" && matches!(arguments.as_slice(), [Expr::Subquery(..)]) {
            return Ok(arguments.remove(0));
        }
        for (at, bound) in arguments.iter().enumerate() {
            self.check_argument(function, at, bound, call.arguments[at].span)?;
        }
        Ok(Expr::Function(FunctionRef(function), arguments))
    }

    fn subquery(&mut self, kind: ast::SubqueryKind, body: &ast::Subquery, span: Span) -> Outcome<Expr> {
        let grouping = self.grouping.take();
        let refused = self.aggregates_refused.take();
        let bound = match body {
            ast::Subquery::Pattern(paths, condition) => self.pattern_query(paths, condition.as_ref(), None, kind),
            ast::Subquery::Query(query) => {
                self.query_subquery(kind, query, span).map(|query| self.add_subquery(kind, query))
            }
        };
        self.grouping = grouping;
        self.aggregates_refused = refused;
        bound
    }

    pub(super) fn add_subquery(&mut self, kind: ast::SubqueryKind, query: Query) -> Expr {
        self.subqueries.push(query);
        Expr::Subquery(kind, self.subqueries.len() - 1)
    }

    fn query_subquery(&mut self, kind: ast::SubqueryKind, query: &ast::Query, span: Span) -> Outcome<Query> {
        self.check_reading(query)?;
        let needed = std::mem::replace(&mut self.return_needed, kind == ast::SubqueryKind::Collect);
        let bound = self.query(query);
        self.return_needed = needed;
        let bound = bound?;
        if kind == ast::SubqueryKind::Collect && bound.columns.len() != 1 {
            let message = format!("`COLLECT` takes the one column of its query, and this has {}", bound.columns.len());
            return Err(Box::new(Diagnostic::syntax("InvalidClauseComposition", span, message)));
        }
        Ok(bound)
    }
}

fn unknown_function(name: &Name) -> Box<Diagnostic> {
    let near = nearest(&name.text, functions::all().map(|function| function.name));
    let fault = Diagnostic::syntax("UnknownFunction", name.span, format!("there is no function `{}`", name.text));
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`:help functions` lists them".into(),
    };
    Box::new(fault.hint(hint))
}

fn argument_count(least: usize, most: usize) -> String {
    let plural = |count: usize| if count == 1 { "argument" } else { "arguments" };
    match (least, most) {
        (0, 0) => "no arguments".into(),
        (least, most) if least == most => format!("{least} {}", plural(least)),
        (least, usize::MAX) => format!("at least {least} {}", plural(least)),
        (least, most) if most == least + 1 => format!("{least} or {most} arguments"),
        (least, most) => format!("{least} to {most} arguments"),
    }
}

fn as_type_error(mut fault: Box<Diagnostic>) -> Box<Diagnostic> {
    fault.class = Class::TypeError;
    fault
}
