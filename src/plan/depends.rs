//! Which variables an expression speaks of.

use crate::bind::{Expr, MapItem, Slot};

/// Calls `see` with every slot the expression reads, and with `None` for a subquery, which may read any.
pub(super) fn slots(expr: &Expr, see: &mut dyn FnMut(Option<Slot>)) {
    match expr {
        Expr::Constant(_) | Expr::Parameter(_) => {}
        Expr::Slot(slot) => see(Some(*slot)),
        Expr::Subquery(..) => see(None),
        Expr::Property(inner, _, _)
        | Expr::HasLabels(inner, _)
        | Expr::Not(inner)
        | Expr::Attempt(inner)
        | Expr::Negate(inner)
        | Expr::Plus(inner)
        | Expr::IsNull(inner, _) => slots(inner, see),
        Expr::Index(a, b) | Expr::Binary(_, a, b) => {
            slots(a, see);
            slots(b, see);
        }
        Expr::Slice(list, from, to) => {
            slots(list, see);
            from.iter().chain(to).for_each(|part| slots(part, see));
        }
        Expr::List(items) | Expr::Function(_, items) => items.iter().for_each(|item| slots(item, see)),
        Expr::Map(entries) => entries.iter().for_each(|(_, value)| slots(value, see)),
        Expr::MapProjection(base, items) => {
            slots(base, see);
            items.iter().for_each(|item| {
                if let MapItem::Entry(_, value) = item {
                    slots(value, see)
                }
            });
        }
        Expr::Comparison(first, rest) => {
            slots(first, see);
            rest.iter().for_each(|(_, value)| slots(value, see));
        }
        Expr::Case(operand, alternatives, otherwise) => {
            operand.iter().chain(otherwise).for_each(|part| slots(part, see));
            alternatives.iter().for_each(|(when, then)| {
                slots(when, see);
                slots(then, see);
            });
        }
        Expr::ListComprehension(_, list, condition, step) => {
            slots(list, see);
            condition.iter().chain(step).for_each(|part| slots(part, see));
        }
        Expr::Quantifier(_, _, list, condition) => {
            slots(list, see);
            condition.iter().for_each(|part| slots(part, see));
        }
        Expr::Reduce(_, initial, _, list, step) => {
            for part in [initial, list, step] {
                slots(part, see);
            }
        }
    }
}

/// Whether everything the expression speaks of is known, `pending` being what isn't yet.
pub(super) fn ready(expr: &Expr, pending: &[Slot]) -> bool {
    let mut ready = true;
    slots(expr, &mut |slot| match slot {
        Some(slot) => ready &= !pending.contains(&slot),
        None => ready &= pending.is_empty(),
    });
    ready
}
