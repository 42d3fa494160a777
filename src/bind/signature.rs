//! What the arguments of functions may be, as far as it can be known before running.

use super::{Binder, Expr, Type};
use crate::diagnostic::{Diagnostic, Outcome, Span};
use crate::functions::Function;

/// The types that argument `at` of a function may have; none where anything goes.
fn wanted(name: &str, at: usize) -> &'static [Type] {
    match (name, at) {
        ("labels", 0) => &[Type::Node],
        ("type" | "startNode" | "endNode", 0) => &[Type::Relationship],
        ("nodes" | "relationships", 0) => &[Type::Path],
        ("length", 0) => &[Type::Path],
        ("size", 0) => &[Type::List, Type::Relationships, Type::String],
        ("properties", 0) => &[Type::Node, Type::Relationship, Type::Map],
        ("keys", 0) => &[Type::Node, Type::Relationship, Type::Map],
        ("id" | "elementId", 0) => &[Type::Node, Type::Relationship],
        ("abs" | "ceil" | "floor" | "sign" | "sqrt" | "exp" | "log" | "log10", 0) => &[Type::Integer, Type::Float],
        _ => &[],
    }
}

impl Binder<'_> {
    pub(super) fn check_argument(&self, function: &Function, at: usize, argument: &Expr, span: Span) -> Outcome<()> {
        let wanted = wanted(function.name, at);
        let found = self.type_of(argument);
        if wanted.is_empty() || found.may_be(wanted) {
            return Ok(());
        }
        let names: Vec<&str> = wanted.iter().map(|kind| kind.name()).collect();
        let message = format!("`{}` needs {}, found {}", function.name, names.join(" or "), found.name());
        let fault = Diagnostic::syntax("InvalidArgumentType", span, message);
        Err(Box::new(fault.hint(format!("it is used as `{}`", function.signature))))
    }
}
