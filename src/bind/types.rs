//! What can be known of an expression's type before it runs: enough to refuse what can't go well.

use super::bound::Expr;
use crate::syntax::ast::{BinaryOperator, SubqueryKind};
use crate::value::Value;

/// A type known beforehand. `Any` is all that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// Not known.
    Any,
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// An integer.
    Integer,
    /// A float.
    Float,
    /// Text.
    String,
    /// A list of anything.
    List,
    /// A list of relationships, as a pattern of variable length binds it.
    Relationships,
    /// A map.
    Map,
    /// A node.
    Node,
    /// A relationship.
    Relationship,
    /// A path.
    Path,
    /// A date, a time or a duration.
    Temporal,
}

impl Type {
    /// As a message names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Type::Any => "any value",
            Type::Null => "null",
            Type::Boolean => "a boolean",
            Type::Integer => "an integer",
            Type::Float => "a float",
            Type::String => "a string",
            Type::List => "a list",
            Type::Relationships => "a list of relationships",
            Type::Map => "a map",
            Type::Node => "a node",
            Type::Relationship => "a relationship",
            Type::Path => "a path",
            Type::Temporal => "a date or time",
        }
    }

    /// Whether a value of this type could be a value of `wanted`.
    pub(crate) fn may_be(self, wanted: &[Type]) -> bool {
        matches!(self, Type::Any | Type::Null) || wanted.contains(&self)
    }

    fn of_value(value: &Value) -> Type {
        match value {
            Value::Null => Type::Null,
            Value::Boolean(_) => Type::Boolean,
            Value::Integer(_) => Type::Integer,
            Value::Float(_) => Type::Float,
            Value::String(_) => Type::String,
            Value::List(_) => Type::List,
            Value::Map(_) => Type::Map,
            Value::Node(_) => Type::Node,
            Value::Relationship(_) => Type::Relationship,
            Value::Path(_) => Type::Path,
            Value::Temporal(_) | Value::Duration(_) => Type::Temporal,
        }
    }
}

/// The type of an expression, as far as it can be known; `slot` knows the variables.
pub(crate) fn type_of(expr: &Expr, slot: &dyn Fn(usize) -> Type) -> Type {
    match expr {
        Expr::Constant(value) => Type::of_value(value),
        Expr::Slot(at) => slot(*at),
        Expr::HasLabels(..)
        | Expr::Not(_)
        | Expr::Attempt(_)
        | Expr::Comparison(..)
        | Expr::IsNull(..)
        | Expr::Quantifier(..) => Type::Boolean,
        Expr::List(_) | Expr::ListComprehension(..) | Expr::Slice(..) => Type::List,
        Expr::Map(_) | Expr::MapProjection(..) => Type::Map,
        Expr::Binary(operator, left, right) => binary_type(*operator, type_of(left, slot), type_of(right, slot)),
        Expr::Negate(inner) | Expr::Plus(inner) => match type_of(inner, slot) {
            number @ (Type::Integer | Type::Float) => number,
            _ => Type::Any,
        },
        Expr::Subquery(SubqueryKind::Exists, _) => Type::Boolean,
        Expr::Subquery(SubqueryKind::Count, _) => Type::Integer,
        Expr::Subquery(SubqueryKind::Collect, _) => Type::List,
        Expr::Function(function, _) => function_type(function.0.name),
        Expr::Parameter(_) | Expr::Property(..) | Expr::Index(..) | Expr::Case(..) | Expr::Reduce(..) => Type::Any,
    }
}

fn binary_type(operator: BinaryOperator, left: Type, right: Type) -> Type {
    match operator {
        BinaryOperator::Or
        | BinaryOperator::Xor
        | BinaryOperator::And
        | BinaryOperator::In
        | BinaryOperator::StartsWith
        | BinaryOperator::EndsWith
        | BinaryOperator::Contains
        | BinaryOperator::Matches => Type::Boolean,
        BinaryOperator::Add if left == Type::List || right == Type::List => Type::List,
        BinaryOperator::Power => Type::Float,
        BinaryOperator::Add
        | BinaryOperator::Subtract
        | BinaryOperator::Multiply
        | BinaryOperator::Divide
        | BinaryOperator::Modulo => match (left, right) {
            (Type::Integer, Type::Integer) => Type::Integer,
            (Type::Integer | Type::Float, Type::Integer | Type::Float) => Type::Float,
            _ => Type::Any,
        },
    }
}

fn function_type(name: &str) -> Type {
    match name {
        "count" | "size" | "length" | "toInteger" => Type::Integer,
        "toFloat" => Type::Float,
        "toString" | "type" => Type::String,
        "labels" | "keys" | "nodes" | "relationships" | "collect" | "range" | "split" => Type::List,
        "properties" => Type::Map,
        "startNode" | "endNode" => Type::Node,
        _ => Type::Any,
    }
}
