//! Queries and clauses in their order.

use super::{Binder, Call, Clause, Part, Query, Slot, Type};
use crate::diagnostic::{Class, Diagnostic, Outcome, Span, nearest};
use crate::syntax::ast;

impl Binder<'_> {
    pub(super) fn query(&mut self, query: &ast::Query) -> Outcome<Query> {
        let outer = self.scope.clone();
        let mut parts = Vec::new();
        let mut columns: Option<Vec<_>> = None;
        for (at, single) in query.parts.iter().enumerate() {
            self.scope = outer.clone();
            let (part, names) = self.single_query(single)?;
            match &columns {
                Some(first) if *first != names => return Err(different_columns(query, at)),
                Some(_) => {}
                None => columns = Some(names),
            }
            parts.push(part);
        }
        self.scope = outer;
        let distinct = self.union_kind(query)?;
        let columns = columns.unwrap_or_default();
        let slots: Vec<Slot> = match parts.as_slice() {
            [only] => only.slots.clone(),
            _ => columns.iter().map(|_| self.slot(Type::Any)).collect(),
        };
        Ok(Query { parts, distinct, columns, slots })
    }

    /// Whether rows are folded: all the `UNION`s of a query must agree.
    fn union_kind(&self, query: &ast::Query) -> Outcome<bool> {
        let Some((first, _)) = query.unions.first() else { return Ok(false) };
        match query.unions.iter().find(|(all, _)| all != first) {
            None => Ok(!first),
            Some((_, span)) => {
                let message = "`UNION` and `UNION ALL` can't be mixed in one query";
                Err(Box::new(Diagnostic::syntax("InvalidClauseComposition", *span, message)))
            }
        }
    }

    fn single_query(&mut self, single: &ast::SingleQuery) -> Outcome<(Part, Vec<std::sync::Arc<str>>)> {
        check_composition(single, self.return_needed)?;
        let mut clauses = Vec::new();
        let mut columns = Vec::new();
        let mut slots = Vec::new();
        for (at, clause) in single.clauses.iter().enumerate() {
            let last = at + 1 == single.clauses.len();
            let span = clause_span(clause);
            self.count_steps(clause, span)?;
            match clause {
                ast::Clause::Match(inner) => clauses.push((self.match_clause(inner)?, span)),
                ast::Clause::Unwind(inner) => clauses.push((self.unwind(inner)?, span)),
                ast::Clause::With(inner) => {
                    let before = self.scope.clone();
                    self.aggregates_refused = (!inner.folds).then_some("`LET`");
                    let projected = self.projection(&inner.projection, true);
                    self.aggregates_refused = None;
                    let (projection, bound) = projected?;
                    let folded = projection.distinct || projection.aggregation.is_some();
                    clauses.push((Clause::Project(projection), span));
                    if let Some(condition) = &inner.condition {
                        let after = self.scope.clone();
                        let known = bound.into_iter().map(|column| (column.text, column.slot)).collect();
                        let bound = if folded {
                            self.with_replacements(known, |binder| binder.condition(condition))?
                        } else {
                            self.scope = before.with(&after);
                            self.condition(condition)?
                        };
                        clauses.push((Clause::Filter(bound), condition.span));
                        self.scope = after;
                    }
                }
                ast::Clause::Return(inner) => {
                    let (projection, bound) = self.projection(inner, false)?;
                    slots = projection.slots.clone();
                    columns = bound.into_iter().map(|column| column.name).collect();
                    clauses.push((Clause::Project(projection), span));
                }
                ast::Clause::Create(inner) => clauses.push((self.create(inner)?, span)),
                ast::Clause::Merge(inner) => clauses.push((self.merge(inner)?, span)),
                ast::Clause::Set(items, _) => clauses.push((Clause::Set(self.set_items(items)?), span)),
                ast::Clause::Remove(items, _) => clauses.push((self.remove(items)?, span)),
                ast::Clause::Delete(inner) => clauses.push((self.delete(inner)?, span)),
                ast::Clause::Call(inner) => {
                    let alone = single.clauses.len() == 1;
                    let names = self.call(inner, alone, last, &mut clauses)?;
                    if alone {
                        (columns, slots) = names;
                    }
                }
                ast::Clause::Subquery(inner, _) => clauses.push((self.call_subquery(inner)?, span)),
            }
        }
        Ok((Part { clauses, slots }, columns))
    }

    /// Reports a query too long for the stack instead of running into its end.
    fn count_steps(&mut self, clause: &ast::Clause, span: Span) -> Outcome<()> {
        self.steps += match clause {
            ast::Clause::Create(_) => 0,
            ast::Clause::Match(inner) => inner.patterns.iter().map(|path| 2 + 2 * path.steps.len()).sum(),
            ast::Clause::Unwind(_)
            | ast::Clause::With(_)
            | ast::Clause::Return(_)
            | ast::Clause::Merge(_)
            | ast::Clause::Set(..)
            | ast::Clause::Remove(..)
            | ast::Clause::Delete(_)
            | ast::Clause::Call(_)
            | ast::Clause::Subquery(..) => 1,
        };
        if self.steps <= super::STEPS_MAX {
            return Ok(());
        }
        let message = format!("the query has more than {} steps", super::STEPS_MAX);
        Err(Box::new(Diagnostic::syntax("UnexpectedSyntax", span, message).hint("split it into several queries")))
    }

    fn unwind(&mut self, unwind: &ast::Unwind) -> Outcome<Clause> {
        self.aggregates_refused = Some("`UNWIND`");
        let list = self.expression(&unwind.list)?;
        self.aggregates_refused = None;
        if self.scope.find(&unwind.alias.text).is_some() {
            return Err(self.already_bound(&unwind.alias));
        }
        let element = self.element_of(&list);
        let slot = self.declare(&unwind.alias, element);
        Ok(Clause::Unwind(list, slot))
    }

    fn call_subquery(&mut self, query: &ast::Query) -> Outcome<Clause> {
        let bound = self.query(query)?;
        let returns = !bound.columns.is_empty();
        for (name, slot) in bound.columns.iter().zip(&bound.slots) {
            if self.scope.find(name).is_some() {
                let span = query.parts.first().map_or(Span::default(), |part| part.span);
                return Err(self.already_bound(&ast::Name { text: name.clone(), span }));
            }
            self.scope.add(name.clone(), *slot);
        }
        Ok(Clause::Subquery(bound, returns))
    }

    fn call(
        &mut self,
        call: &ast::Call,
        alone: bool,
        last: bool,
        clauses: &mut Vec<(Clause, Span)>,
    ) -> Outcome<(Vec<std::sync::Arc<str>>, Vec<Slot>)> {
        let procedure = self.find_procedure(call)?;
        let signature = self.procedures[procedure].clone();
        let arguments = self.call_arguments(call, &signature, alone)?;
        let wanted = self.yielded(call, &signature, alone)?;
        let silent = signature.columns.is_empty();
        if !silent && wanted.is_empty() && !alone && matches!(call.yields, ast::Yields::Nothing) && !last {
            let message = format!("`{}` gives columns: say which with `YIELD`", signature.name);
            return Err(Box::new(Diagnostic::syntax("UndefinedVariable", call.span, message)));
        }
        let (mut yields, mut columns, mut slots) = (Vec::new(), Vec::new(), Vec::new());
        for (column, name) in wanted {
            if self.scope.find(&name.text).is_some() {
                return Err(self.already_bound(&name));
            }
            let slot = self.declare(&name, Type::Any);
            yields.push((column, slot));
            columns.push(name.text);
            slots.push(slot);
        }
        clauses.push((Clause::Call(Call { procedure, arguments, yields, silent }), call.span));
        if let Some(condition) = &call.condition {
            clauses.push((Clause::Filter(self.condition(condition)?), condition.span));
        }
        Ok((columns, slots))
    }

    fn find_procedure(&self, call: &ast::Call) -> Outcome<usize> {
        let name = &call.procedure.text;
        let found = self.procedures.iter().position(|known| known.name.eq_ignore_ascii_case(name));
        found.ok_or_else(|| {
            let near = nearest(name, self.procedures.iter().map(|known| known.name.as_str()));
            let message = format!("there is no procedure `{name}`");
            let fault = Diagnostic::compile(Class::ProcedureError, "ProcedureNotFound", call.procedure.span, message);
            Box::new(fault.hint_if(near.map(|near| format!("did you mean `{near}`?"))))
        })
    }

    fn call_arguments(
        &mut self,
        call: &ast::Call,
        signature: &super::Signature,
        alone: bool,
    ) -> Outcome<Vec<super::Expr>> {
        let wanted = signature.arguments.len();
        let Some(given) = &call.arguments else {
            return self.implicit_arguments(call, signature, alone);
        };
        if given.len() != wanted {
            let message = format!("`{}` takes {wanted} arguments, and got {}", signature.name, given.len());
            return Err(Box::new(Diagnostic::syntax("InvalidNumberOfArguments", call.span, message)));
        }
        self.aggregates_refused = Some("the arguments of a procedure");
        let mut arguments = Vec::new();
        for (argument, (_, kind)) in given.iter().zip(&signature.arguments) {
            let bound = self.expression(argument)?;
            if !fits(self.type_of(&bound), kind) {
                let message = format!("`{}` wants {kind} here, found {}", signature.name, self.type_of(&bound).name());
                return Err(Box::new(Diagnostic::syntax("InvalidArgumentType", argument.span, message)));
            }
            arguments.push(bound);
        }
        self.aggregates_refused = None;
        Ok(arguments)
    }

    /// `CALL name` alone takes its arguments from the parameters of the same names.
    fn implicit_arguments(
        &mut self,
        call: &ast::Call,
        signature: &super::Signature,
        alone: bool,
    ) -> Outcome<Vec<super::Expr>> {
        if !alone && !signature.arguments.is_empty() {
            let message = "inside a query the arguments of a procedure must be written out";
            return Err(Box::new(Diagnostic::syntax("InvalidArgumentPassingMode", call.span, message)));
        }
        let mut arguments = Vec::new();
        for (name, _) in &signature.arguments {
            if !self.parameters.contains_key(name.as_str()) {
                let message = format!("the parameter `${name}` is not set");
                let fault = Diagnostic::compile(Class::ParameterMissing, "MissingParameter", call.span, message);
                return Err(Box::new(fault));
            }
            arguments.push(super::Expr::Parameter(name.as_str().into()));
        }
        Ok(arguments)
    }

    /// The columns taken, each with the name it gets.
    fn yielded(&self, call: &ast::Call, signature: &super::Signature, alone: bool) -> Outcome<Vec<(usize, ast::Name)>> {
        let all = || {
            let named = |(at, (name, _)): (usize, &(String, String))| {
                (at, ast::Name { text: name.as_str().into(), span: call.span })
            };
            signature.columns.iter().enumerate().map(named).collect()
        };
        match &call.yields {
            ast::Yields::Nothing if alone => Ok(all()),
            ast::Yields::Nothing => Ok(Vec::new()),
            ast::Yields::Everything if alone => Ok(all()),
            ast::Yields::Everything => {
                let message = "`YIELD *` is for a call that stands alone";
                Err(Box::new(Diagnostic::syntax("UnexpectedSyntax", call.span, message)))
            }
            ast::Yields::Items(items) => {
                let column = |name: &ast::Name| {
                    let at = signature.columns.iter().position(|(known, _)| **known == *name.text);
                    at.ok_or_else(|| self.no_column(name, signature))
                };
                items.iter().map(|(name, alias)| Ok((column(name)?, alias.clone().unwrap_or(name.clone())))).collect()
            }
        }
    }

    fn no_column(&self, name: &ast::Name, signature: &super::Signature) -> Box<Diagnostic> {
        let known: Vec<&str> = signature.columns.iter().map(|(name, _)| name.as_str()).collect();
        let message = format!("`{}` gives no column `{}`", signature.name, name.text);
        let hint = format!("its columns: {}", known.join(", "));
        Box::new(Diagnostic::syntax("UndefinedVariable", name.span, message).hint(hint))
    }
}

fn fits(given: Type, wanted: &str) -> bool {
    let wanted = wanted.trim_end_matches('?').to_ascii_uppercase();
    match wanted.as_str() {
        "INTEGER" => given.may_be(&[Type::Integer]),
        "FLOAT" | "NUMBER" => given.may_be(&[Type::Integer, Type::Float]),
        "STRING" => given.may_be(&[Type::String]),
        "BOOLEAN" => given.may_be(&[Type::Boolean]),
        _ => true,
    }
}

fn different_columns(query: &ast::Query, at: usize) -> Box<Diagnostic> {
    let span = query.unions.get(at - 1).map_or(Span::default(), |(_, span)| *span);
    let message = "the queries before and after `UNION` must have the same columns, in the same order";
    Box::new(Diagnostic::syntax("DifferentColumnsInUnion", span, message).hint("give them the same names with `AS`"))
}

/// The place that stands for a clause in messages.
pub(super) fn clause_span(clause: &ast::Clause) -> Span {
    match clause {
        ast::Clause::Match(inner) => inner.span,
        ast::Clause::Unwind(inner) => inner.span,
        ast::Clause::With(inner) => inner.projection.span,
        ast::Clause::Return(inner) => inner.span,
        ast::Clause::Create(inner) => inner.span,
        ast::Clause::Merge(inner) => inner.span,
        ast::Clause::Set(_, span) | ast::Clause::Remove(_, span) | ast::Clause::Subquery(_, span) => *span,
        ast::Clause::Delete(inner) => inner.span,
        ast::Clause::Call(inner) => inner.span,
    }
}

fn is_write(clause: &ast::Clause) -> bool {
    match clause {
        ast::Clause::Create(_)
        | ast::Clause::Merge(_)
        | ast::Clause::Set(..)
        | ast::Clause::Remove(..)
        | ast::Clause::Delete(_) => true,
        ast::Clause::Match(_)
        | ast::Clause::Unwind(_)
        | ast::Clause::With(_)
        | ast::Clause::Return(_)
        | ast::Clause::Call(_)
        | ast::Clause::Subquery(..) => false,
    }
}

/// What may follow what: `RETURN` is last, and a query ends with `RETURN`, a change or a call.
fn check_composition(single: &ast::SingleQuery, return_needed: bool) -> Outcome<()> {
    let wrong = |span: Span, message: &str, hint: &str| {
        Err(Box::new(Diagnostic::syntax("InvalidClauseComposition", span, message).hint(hint)))
    };
    let mut wrote = false;
    for (at, clause) in single.clauses.iter().enumerate() {
        let last = at + 1 == single.clauses.len();
        if matches!(clause, ast::Clause::Return(_)) && !last {
            let next = clause_span(&single.clauses[at + 1]);
            return wrong(next, "nothing can follow `RETURN`", "use `WITH` to go on with its rows");
        }
        let reads = matches!(clause, ast::Clause::Match(_) | ast::Clause::Unwind(_) | ast::Clause::Call(_));
        if reads && wrote {
            let hint = "put `WITH *` or `WITH` and the variables you need between the two";
            return wrong(clause_span(clause), "a clause that reads can't directly follow one that writes", hint);
        }
        wrote = is_write(clause) || (wrote && !matches!(clause, ast::Clause::With(_)));
    }
    match single.clauses.last().filter(|_| return_needed) {
        Some(clause @ (ast::Clause::Match(_) | ast::Clause::Unwind(_) | ast::Clause::With(_))) => {
            let message = "the query does not say what to return";
            let mut fault = Diagnostic::syntax("InvalidClauseComposition", clause_span(clause), message);
            fault.incomplete = true;
            Err(Box::new(fault.hint("end it with `RETURN` and the variables you want to see")))
        }
        Some(_) | None => Ok(()),
    }
}

impl Binder<'_> {
    /// Refuses changes where only reading makes sense.
    pub(super) fn check_reading(&self, query: &ast::Query) -> Outcome<()> {
        let clauses = query.parts.iter().flat_map(|part| &part.clauses);
        match clauses.into_iter().find(|clause| is_write(clause)) {
            None => Ok(()),
            Some(clause) => {
                let message = "a subquery in an expression can't change the graph";
                Err(Box::new(Diagnostic::syntax("InvalidClauseComposition", clause_span(clause), message)))
            }
        }
    }
}
