//! What is ours in a query, in plain Cypher that a server has. What can't be said there is refused before anything is
//! sent, with the place of the clause or function.

use std::collections::BTreeSet;

use super::cite;
use super::stored::{PARTS, part_key};
use crate::diagnostic::{Class, Diagnostic, Outcome, Span};
use crate::functions::names::fold;
use crate::graph::lens::Window;
use crate::syntax::ast::{Clause, Expression, FunctionCall, Kind, LabelExpression, Mode, PathPattern, Statement};
use crate::syntax::visit::{self, Visit};
use crate::syntax::{self, print_expression, print_name};
use crate::value::{Map, Value};

/// A statement as it is sent.
pub(super) struct Translated {
    pub(super) text: String,
    pub(super) parameters: Map,
    pub(super) mode: Mode,
    /// Whether it changes something, or may: it is not repeated then.
    pub(super) writes: bool,
}

/// What is known of the server.
pub(super) struct Known<'a> {
    /// Keys of maps with their entries, as properties there: `names` and `en` of `names.en`.
    pub(super) maps: &'a BTreeSet<(String, String)>,
    /// Whether rows are to say what they were made from, and whether those that were counted are to, too.
    pub(super) cite: Option<cite::Depth>,
}

/// Translates a statement that was read.
///
/// # Errors
/// Where a clause or function has no counterpart there.
pub(super) fn translate(mut statement: Statement, parameters: &Map, known: &Known<'_>) -> Outcome<Translated> {
    let mut names = Names::default();
    visit::query(&mut statement.query, &mut names);
    let parameters = parameters.clone();
    let mut ours = Ours { names, maps: known.maps, parameters, fault: None };
    visit::query(&mut statement.query, &mut ours);
    if let Some(fault) = ours.fault {
        return Err(fault);
    }
    if ours.names.odd_labels && !ours.names.writes {
        visit::query(&mut statement.query, &mut Colons);
    }
    if let Some(depth) = known.cite {
        cite::cite(&mut statement.query, depth);
    }
    let (mode, writes) = (statement.mode, ours.names.writes);
    Ok(Translated { text: syntax::print(&statement), parameters: ours.parameters, mode, writes })
}

/// What names stand for, as far as patterns tell.
#[derive(Default)]
struct Names {
    /// Nodes, and single relations.
    records: BTreeSet<String>,
    /// Paths, and relations of a walk: lists.
    walks: BTreeSet<String>,
    writes: bool,
    /// Whether labels are joined by other signs than colons.
    odd_labels: bool,
}

/// Says `A:B` without a colon, as `!(!A|!B)`: a server refuses a query that joins labels by colons in one place and by other
/// signs in another, and the printer knows no third way.
struct Colons;

impl Visit for Colons {
    fn labels(&mut self, labels: &mut LabelExpression) {
        match labels {
            LabelExpression::Name(_) | LabelExpression::Any => {}
            LabelExpression::Not(of) => self.labels(of),
            LabelExpression::Or(left, right) => [left, right].into_iter().for_each(|of| self.labels(of)),
            LabelExpression::And(left, right) => {
                [&mut *left, &mut *right].into_iter().for_each(|of| self.labels(of));
                let not = |of: &LabelExpression| Box::new(LabelExpression::Not(Box::new(of.clone())));
                *labels = LabelExpression::Not(Box::new(LabelExpression::Or(not(left), not(right))));
            }
        }
    }
}

impl Visit for Names {
    fn labels(&mut self, labels: &mut LabelExpression) {
        fn is_odd(labels: &LabelExpression) -> bool {
            match labels {
                LabelExpression::Name(_) => false,
                LabelExpression::And(left, right) => is_odd(left) || is_odd(right),
                LabelExpression::Any | LabelExpression::Or(..) | LabelExpression::Not(_) => true,
            }
        }
        self.odd_labels |= is_odd(labels);
    }

    fn clause(&mut self, clause: &mut Clause) {
        let known = |name: &str| ["db.", "dbms.", "apoc.meta."].iter().any(|start| name.starts_with(start));
        self.writes |= match clause {
            Clause::Create(_) | Clause::Merge(_) | Clause::Set(..) | Clause::Remove(..) | Clause::Delete(_) => true,
            Clause::Call(call) => !known(&call.procedure.text),
            Clause::Match(_) | Clause::Unwind(_) | Clause::With(_) | Clause::Return(_) | Clause::Subquery(..) => false,
        };
    }

    fn pattern(&mut self, pattern: &mut PathPattern) {
        self.walks.extend(pattern.name.iter().map(|name| name.text.to_string()));
        let nodes = std::iter::once(&pattern.start).chain(pattern.steps.iter().map(|(_, node)| node));
        self.records.extend(nodes.filter_map(|node| Some(node.name.as_ref()?.text.to_string())));
        for (step, _) in &pattern.steps {
            let into = if step.length.is_some() { &mut self.walks } else { &mut self.records };
            into.extend(step.name.iter().map(|name| name.text.to_string()));
            // What is repeated is a list to who looks from outside.
            let repeated = step.repeated.iter().flat_map(|repeated| {
                let relations = repeated.more.iter().map(|(relation, _)| &relation.name);
                repeated.nodes().map(|node| &node.name).chain(relations)
            });
            self.walks.extend(repeated.flatten().map(|name| name.text.to_string()));
        }
    }
}

/// Puts plain Cypher in the place of what is ours.
struct Ours<'a> {
    names: Names,
    maps: &'a BTreeSet<(String, String)>,
    parameters: Map,
    fault: Option<Box<Diagnostic>>,
}

impl Visit for Ours<'_> {
    fn clause(&mut self, clause: &mut Clause) {
        if let Clause::Call(call) = clause
            && call.procedure.text.starts_with("algo.")
        {
            self.refuse(call.span, &format!("`CALL {}`", call.procedure.text), "it runs here, on a graph that is here");
        }
    }

    fn expression(&mut self, expression: &mut Expression) {
        let span = expression.span;
        let text = match &expression.kind {
            Kind::Function(call) => self.function(call, span),
            Kind::Property(of, key) => self.property(of, &key.text),
            _ => None,
        };
        if let Some(plain) = text.as_deref().and_then(expression_of) {
            expression.kind = plain.kind;
        }
    }
}

impl Ours<'_> {
    fn refuse(&mut self, span: Span, what: &str, why: &str) {
        let fault =
            Diagnostic::compile(Class::SemanticError, "Elsewhere", span, format!("{what} can't be asked of a server"));
        self.fault.get_or_insert_with(|| Box::new(fault.labelled(why)));
    }

    fn function(&mut self, call: &FunctionCall, span: Span) -> Option<String> {
        let arguments: Vec<String> = call.arguments.iter().map(print_expression).collect();
        let name = call.name.text.to_lowercase();
        match (name.as_str(), arguments.as_slice()) {
            ("evidence" | "sources", [of]) if self.names.walks.contains(of) => {
                let name = format!("`{name}({of})`");
                self.refuse(span, &name, "of a path or a list of relations; ask it of each of them");
                None
            }
            ("evidence", [of]) => Some(evidence(of)),
            ("sources", [of]) => Some(format!(
                "reduce(_all = [], _w IN coalesce({of}._evidence_work, []) | CASE WHEN _w IN _all THEN _all ELSE _all + _w END)"
            )),
            ("named", [of, _]) => {
                let wanted = self.folded(&call.arguments[1], span)?;
                Some(format!("{wanted} IN coalesce({of}._names, [])"))
            }
            ("named", [_]) => {
                let wanted = self.folded(&call.arguments[0], span)?;
                Some(format!("COLLECT {{ MATCH (_m) WHERE {wanted} IN _m._names RETURN _m }}"))
            }
            ("fold", [_]) => self.folded(&call.arguments[0], span),
            ("valid_at", [of, _]) => self.valid_at(of, &call.arguments[1], span),
            ("keys", [of]) => Some(format!("[_k IN keys({of}) WHERE NOT _k STARTS WITH '_']")),
            _ => None,
        }
    }

    /// A text that is known before the query runs.
    fn text_of(&mut self, of: &Expression, span: Span, function: &str) -> Option<String> {
        let text = match &of.kind {
            Kind::String(text) => Some(text.to_string()),
            Kind::Parameter(name) => self.parameters.get(name).and_then(Value::as_str).map(str::to_string),
            _ => None,
        };
        if text.is_none() {
            self.refuse(
                of.span.to(span),
                &format!("`{function}` of a text that the query works out"),
                "expected a text or a parameter",
            );
        }
        text
    }

    fn folded(&mut self, of: &Expression, span: Span) -> Option<String> {
        Some(literal(&fold(&self.text_of(of, span, "named")?)))
    }

    fn valid_at(&mut self, of: &str, date: &Expression, span: Span) -> Option<String> {
        let text = self.text_of(date, span, "valid_at")?;
        let Some((from, to)) = Window::read(&text).map(|window| window.days()) else {
            self.refuse(date.span, &format!("`valid_at` at '{text}'"), "expected a date such as '2013' or '2014/2022'");
            return None;
        };
        Some(format!(
            "CASE WHEN {of}._first IS NULL THEN null \
             WHEN {of}._first > date('{to}') OR {of}._last < date('{from}') THEN false \
             WHEN {of}._sure_first <= date('{to}') AND {of}._sure_last >= date('{from}') THEN true ELSE null END"
        ))
    }

    fn property(&mut self, of: &Expression, key: &str) -> Option<String> {
        if let Kind::Map(entries) = &of.kind {
            // An entry of a map that was put in the place of a property below.
            let ours = entries
                .iter()
                .any(|(_, value)| matches!(&value.kind, Kind::Property(_, name) if name.text.contains('.')));
            let value = entries.iter().find(|(name, _)| &*name.text == key).map(|(_, value)| print_expression(value));
            return ours.then(|| value.unwrap_or_else(|| "null".into()));
        }
        let of_text = print_expression(of);
        if key == "evidence" && self.names.records.contains(&of_text) {
            return Some(evidence(&of_text));
        }
        let entries: Vec<&str> =
            self.maps.iter().filter(|(map, _)| map == key).map(|(_, entry)| entry.as_str()).collect();
        let entry =
            |entry: &&str| format!("{}: {of_text}.{}", print_name(entry), print_name(&format!("{key}.{entry}")));
        (!entries.is_empty()).then(|| format!("{{{}}}", entries.iter().map(entry).collect::<Vec<String>>().join(", ")))
    }
}

/// The passages as maps; `null` where a passage has no such part.
fn evidence(of: &str) -> String {
    let part = |part: &&str| {
        let kept = format!("{of}.{}[_i]", part_key(part));
        match *part {
            "work" => format!("work: {kept}"),
            "citing" => format!("citing: CASE {kept} WHEN '' THEN null ELSE split({kept}, ' ') END"),
            part => format!("{part}: CASE {kept} WHEN '' THEN null ELSE {kept} END"),
        }
    };
    let parts: Vec<String> = PARTS.iter().map(part).collect();
    format!(
        "CASE WHEN {of} IS NULL THEN null ELSE \
         [_i IN range(0, size(coalesce({of}._evidence_work, [])) - 1) | {{{}}}] END",
        parts.join(", ")
    )
}

fn literal(text: &str) -> String {
    print_expression(&Expression { kind: Kind::String(text.into()), span: Span::default() })
}

/// The tree of an expression that is written here.
pub(super) fn expression_of(text: &str) -> Option<Expression> {
    let statement = syntax::parse(&format!("RETURN {text} AS x")).ok()?;
    match statement.query.parts.into_iter().next()?.clauses.into_iter().next()? {
        Clause::Return(projection) => projection.items.into_iter().next().map(|item| item.expression),
        _ => None,
    }
}
