//! Which conditions can't fail, so that it is no matter when they are tested.

use crate::bind::{Expr, Slot};
use crate::syntax::ast::BinaryOperator;
use crate::value::Value;

/// Whether a condition is true, false or null for every row there can be, and never an error;
/// `elements` are the slots that hold a node, a relationship or null.
pub(super) fn total(condition: &Expr, elements: &[Slot]) -> bool {
    match condition {
        Expr::Constant(value) => matches!(value, Value::Boolean(_) | Value::Null),
        Expr::Comparison(first, rest) => value(first, elements) && rest.iter().all(|(_, part)| value(part, elements)),
        Expr::IsNull(inner, _) => value(inner, elements),
        Expr::HasLabels(owner, _) => element(owner, elements),
        Expr::Not(inner) => total(inner, elements),
        Expr::Binary(operator, a, b) => match operator {
            BinaryOperator::And | BinaryOperator::Or | BinaryOperator::Xor => total(a, elements) && total(b, elements),
            BinaryOperator::StartsWith | BinaryOperator::EndsWith | BinaryOperator::Contains => {
                value(a, elements) && value(b, elements)
            }
            BinaryOperator::In => {
                let list = matches!(&**b, Expr::List(_) | Expr::Constant(Value::List(_)));
                list && value(a, elements) && value(b, elements)
            }
            BinaryOperator::Add
            | BinaryOperator::Subtract
            | BinaryOperator::Multiply
            | BinaryOperator::Divide
            | BinaryOperator::Modulo
            | BinaryOperator::Power
            | BinaryOperator::Matches => false,
        },
        _ => false,
    }
}

/// Whether an expression has a value for every row there can be.
pub(super) fn value(expr: &Expr, elements: &[Slot]) -> bool {
    match expr {
        Expr::Constant(_) | Expr::Parameter(_) | Expr::Slot(_) => true,
        Expr::Property(owner, _, _) => element(owner, elements),
        Expr::List(items) => items.iter().all(|item| value(item, elements)),
        other => total(other, elements),
    }
}

fn element(owner: &Expr, elements: &[Slot]) -> bool {
    matches!(owner, Expr::Slot(slot) if elements.contains(slot))
}
