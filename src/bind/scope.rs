//! Variables in scope, and what can be said when one is not.

use std::sync::Arc;

use super::{Binder, Slot, Type};
use crate::diagnostic::{Diagnostic, Outcome, Span, nearest};
use crate::syntax::ast::Name;

/// The variables that can be seen, in the order they were introduced.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    variables: Vec<(Arc<str>, Slot)>,
}

impl Scope {
    pub(super) fn find(&self, name: &str) -> Option<Slot> {
        self.variables.iter().rev().find(|(known, _)| &**known == name).map(|(_, slot)| *slot)
    }

    pub(super) fn add(&mut self, name: Arc<str>, slot: Slot) {
        self.variables.push((name, slot));
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &Arc<str>> {
        self.variables.iter().map(|(name, _)| name)
    }

    /// Every variable once, the inner of two namesakes.
    pub(super) fn visible(&self) -> Vec<(Arc<str>, Slot)> {
        let mut visible: Vec<(Arc<str>, Slot)> = Vec::new();
        for (name, slot) in &self.variables {
            match visible.iter_mut().find(|(known, _)| known == name) {
                Some(entry) => entry.1 = *slot,
                None => visible.push((name.clone(), *slot)),
            }
        }
        visible
    }

    /// This scope with the variables of another inside it.
    pub(super) fn with(mut self, inner: &Scope) -> Scope {
        self.variables.extend(inner.variables.iter().cloned());
        self
    }

    pub(super) fn len(&self) -> usize {
        self.variables.len()
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.variables.truncate(length);
    }
}

impl Binder<'_> {
    /// A new slot for a value of this type.
    pub(super) fn slot(&mut self, kind: Type) -> Slot {
        self.types.push(kind);
        self.elements.push(Type::Any);
        self.names.push("".into());
        self.types.len() - 1
    }

    /// A new variable.
    pub(super) fn declare(&mut self, name: &Name, kind: Type) -> Slot {
        let slot = self.slot(kind);
        self.names[slot] = name.text.clone();
        self.scope.add(name.text.clone(), slot);
        slot
    }

    pub(super) fn lookup(&self, name: &str, span: Span) -> Outcome<Slot> {
        self.scope.find(name).ok_or_else(|| self.undefined(name, span))
    }

    pub(super) fn undefined(&self, name: &str, span: Span) -> Box<Diagnostic> {
        let known: Vec<&str> = self.scope.names().map(|name| &**name).filter(|name| is_plain(name)).collect();
        let fault = Diagnostic::syntax("UndefinedVariable", span, format!("no variable `{name}` is in scope here"));
        let near = nearest(name, known.iter().copied());
        let text = text_hint(name, near.is_none());
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => "a variable is introduced by a pattern, `UNWIND … AS` or `WITH … AS`".into(),
            None => format!("in scope: {}", known.join(", ")),
        };
        Box::new(fault.labelled("not in scope").hint(hint).hint_if(text))
    }

    pub(super) fn already_bound(&self, name: &Name) -> Box<Diagnostic> {
        let message = format!("the variable `{}` is there already", name.text);
        Box::new(Diagnostic::syntax("VariableAlreadyBound", name.span, message).hint("choose another name"))
    }

    pub(super) fn type_conflict(&self, name: &Name, is: Type, wanted: &str) -> Box<Diagnostic> {
        let message = format!("`{}` is {}, and can't be {wanted} as well", name.text, is.name());
        Box::new(Diagnostic::syntax("VariableTypeConflict", name.span, message).hint("choose another name"))
    }
}

/// Columns without a name of their own are called by their text, which is nothing to suggest.
fn is_plain(name: &str) -> bool {
    name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
}

/// A capital letter suggests that a text was meant, and so does a word that is like no variable.
fn text_hint(name: &str, alone: bool) -> Option<String> {
    let capital = name.chars().next().is_some_and(char::is_uppercase);
    let word = alone && name.chars().count() > 2;
    (capital || word).then(|| format!("if you mean a text, put it in quotes: '{name}'"))
}
