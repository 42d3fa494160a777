//! Expressions as a plan tells them: with the names of variables where they have some, and cut where they
//! are long.

use super::print::slot_name;
use super::tree::Program;
use crate::bind::{Aggregate, Expr, LabelTest, MapItem, Slot};
use crate::graph::Symbols;
use crate::syntax::ast::{Quantifier, SubqueryKind};
use crate::syntax::{binary_sign, comparator_sign};
use crate::value::Value;

/// A plan is read line by line: what is longer than this is cut.
const LONGEST: usize = 60;

/// Who knows the names of slots and labels.
#[derive(Clone, Copy)]
pub(super) struct Teller<'p> {
    pub(super) program: &'p Program,
    pub(super) symbols: &'p Symbols,
}

impl Teller<'_> {
    /// Conditions, joined by `AND`.
    pub(super) fn conditions(self, conditions: &[Expr]) -> String {
        cut(conditions.iter().map(|condition| self.expr(condition)).collect::<Vec<_>>().join(" AND "))
    }

    /// `n.x DESC, m.y`
    pub(super) fn keys(self, keys: &[(Expr, bool)]) -> String {
        let key =
            |(key, descending): &(Expr, bool)| format!("{}{}", self.expr(key), if *descending { " DESC" } else { "" });
        cut(keys.iter().map(key).collect::<Vec<_>>().join(", "))
    }

    /// `name: n.name, k: count(*)`
    pub(super) fn items(self, items: &[(Slot, Expr)]) -> String {
        let item = |(slot, expr): &(Slot, Expr)| match (slot_name(*slot, self.program), self.expr(expr)) {
            (name, told) if name == told => told,
            (name, told) => format!("{told} AS {name}"),
        };
        cut(items.iter().map(item).collect::<Vec<_>>().join(", "))
    }

    /// `count(DISTINCT n)`
    pub(super) fn aggregates(self, aggregates: &[(Slot, Aggregate)]) -> String {
        let told = |(_, aggregate): &(Slot, Aggregate)| match aggregate.function {
            None => "count(*)".to_owned(),
            Some(function) => {
                let distinct = if aggregate.distinct { "DISTINCT " } else { "" };
                format!("{}({distinct}{})", function.0.name, self.list(&aggregate.arguments))
            }
        };
        cut(aggregates.iter().map(told).collect::<Vec<_>>().join(", "))
    }

    fn list(self, items: &[Expr]) -> String {
        items.iter().map(|item| self.expr(item)).collect::<Vec<_>>().join(", ")
    }

    /// An expression.
    pub(super) fn expr(self, expr: &Expr) -> String {
        match expr {
            Expr::Constant(value) => constant(value),
            Expr::Parameter(name) => format!("${name}"),
            Expr::Slot(slot) => slot_name(*slot, self.program),
            Expr::Property(owner, name, _) => format!("{}.{name}", self.operand(owner)),
            Expr::HasLabels(owner, test) => format!("{}:{}", self.operand(owner), self.labels(test)),
            Expr::Index(list, at) => format!("{}[{}]", self.operand(list), self.expr(at)),
            Expr::Slice(list, from, to) => {
                let bound = |bound: &Option<Box<Expr>>| bound.as_ref().map(|bound| self.expr(bound));
                let (from, to) = (bound(from).unwrap_or_default(), bound(to).unwrap_or_default());
                format!("{}[{from}..{to}]", self.operand(list))
            }
            Expr::List(items) => format!("[{}]", self.list(items)),
            Expr::Map(entries) => {
                let entries = entries.iter().map(|(name, value)| format!("{name}: {}", self.expr(value)));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
            Expr::MapProjection(base, items) => format!("{} {{{}}}", self.operand(base), self.parts(items)),
            Expr::Not(inner) => format!("NOT {}", self.operand(inner)),
            // The plan tests it twice, so that no row which never was a match raises an error.
            Expr::Attempt(inner) => self.expr(inner),
            Expr::Negate(inner) => format!("-{}", self.operand(inner)),
            Expr::Plus(inner) => format!("+{}", self.operand(inner)),
            Expr::Binary(operator, a, b) => {
                format!("{} {} {}", self.operand(a), binary_sign(*operator), self.operand(b))
            }
            Expr::Comparison(first, rest) => {
                let rest =
                    rest.iter().map(|(sign, next)| format!(" {} {}", comparator_sign(*sign), self.operand(next)));
                format!("{}{}", self.operand(first), rest.collect::<String>())
            }
            Expr::IsNull(inner, not) => {
                format!("{} IS {}NULL", self.operand(inner), if *not { "NOT " } else { "" })
            }
            Expr::Function(function, arguments) => format!("{}({})", function.0.name, self.list(arguments)),
            Expr::Case(..) => "CASE … END".into(),
            Expr::ListComprehension(slot, list, _, _) => {
                format!("[{} IN {} …]", slot_name(*slot, self.program), self.expr(list))
            }
            Expr::Quantifier(quantifier, slot, list, _) => {
                let word = match quantifier {
                    Quantifier::All => "all",
                    Quantifier::Any => "any",
                    Quantifier::None => "none",
                    Quantifier::Single => "single",
                };
                format!("{word}({} IN {} …)", slot_name(*slot, self.program), self.expr(list))
            }
            Expr::Reduce(..) => "reduce(…)".into(),
            Expr::Subquery(kind, at) => {
                let word = match kind {
                    SubqueryKind::Exists => "EXISTS",
                    SubqueryKind::Count => "COUNT",
                    SubqueryKind::Collect => "COLLECT",
                };
                format!("{word} {{ subquery {} }}", at + 1)
            }
        }
    }

    /// An expression beside an operator: in parentheses where it has one itself.
    fn operand(self, expr: &Expr) -> String {
        match expr {
            Expr::Binary(..) | Expr::Comparison(..) | Expr::Not(_) | Expr::IsNull(..) => {
                format!("({})", self.expr(expr))
            }
            other => self.expr(other),
        }
    }

    fn labels(self, test: &LabelTest) -> String {
        match test {
            LabelTest::Is(label, _) => self.symbols.label_name(*label).to_string(),
            LabelTest::Any => "%".into(),
            LabelTest::And(a, b) => format!("{}&{}", self.labels(a), self.labels(b)),
            LabelTest::Or(a, b) => format!("({}|{})", self.labels(a), self.labels(b)),
            LabelTest::Not(inner) => format!("!{}", self.labels(inner)),
        }
    }

    fn parts(self, items: &[MapItem]) -> String {
        let part = |item: &MapItem| match item {
            MapItem::Property(name) => format!(".{name}"),
            MapItem::Everything => ".*".to_owned(),
            MapItem::Entry(name, value) => format!("{name}: {}", self.expr(value)),
        };
        items.iter().map(part).collect::<Vec<_>>().join(", ")
    }
}

fn constant(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Boolean(value) => value.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
        Value::String(text) => format!("'{text}'"),
        Value::List(items) => format!("[{}]", items.iter().map(constant).collect::<Vec<_>>().join(", ")),
        Value::Map(_) => "{…}".into(),
        Value::Node(_) | Value::Relationship(_) | Value::Path(_) | Value::Temporal(_) | Value::Duration(_) => {
            value.type_name().into()
        }
    }
}

/// One line, not too long.
fn cut(text: String) -> String {
    let text = text.replace(['\n', '\r', '\t'], " ");
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}
