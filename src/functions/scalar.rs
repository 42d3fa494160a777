//! Functions of nodes, relationships, paths, and of single values.

use std::sync::Arc;

use super::operators::{deleted, properties as properties_of};
use super::{Code, Function, Surroundings, wrong_type};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::value::{Value, equals};

pub(super) const TABLE: &[Function] = &[
    Function { name: "id", signature: "id(entity) :: INTEGER", about: "The number by which the engine knows a node or relationship; for looking things up use the property `id`.", arguments: (1, 1), code: Code::Scalar(id) },
    Function { name: "elementId", signature: "elementId(entity) :: STRING", about: "The same number as a text.", arguments: (1, 1), code: Code::Scalar(element_id) },
    Function { name: "labels", signature: "labels(node) :: LIST<STRING>", about: "The labels of a node.", arguments: (1, 1), code: Code::Scalar(labels) },
    Function { name: "type", signature: "type(relationship) :: STRING", about: "The type of a relationship.", arguments: (1, 1), code: Code::Scalar(relationship_type) },
    Function { name: "keys", signature: "keys(entity or map) :: LIST<STRING>", about: "The names of the properties or entries there are.", arguments: (1, 1), code: Code::Scalar(keys) },
    Function { name: "properties", signature: "properties(entity) :: MAP", about: "All properties as a map.", arguments: (1, 1), code: Code::Scalar(properties) },
    Function { name: "coalesce", signature: "coalesce(value, …) :: ANY", about: "The first value that is not null.", arguments: (1, usize::MAX), code: Code::Scalar(coalesce) },
    Function { name: "nullIf", signature: "nullIf(a, b) :: ANY", about: "The first value, or null where both are equal.", arguments: (2, 2), code: Code::Scalar(null_if) },
    Function { name: "nodes", signature: "nodes(path) :: LIST<NODE>", about: "The nodes of a path in order.", arguments: (1, 1), code: Code::Scalar(nodes) },
    Function { name: "relationships", signature: "relationships(path) :: LIST<RELATIONSHIP>", about: "The relationships of a path in order.", arguments: (1, 1), code: Code::Scalar(relationships) },
    Function { name: "length", signature: "length(path) :: INTEGER", about: "How many relationships a path has.", arguments: (1, 1), code: Code::Scalar(length) },
    Function { name: "startNode", signature: "startNode(relationship) :: NODE", about: "The node a relationship goes out from.", arguments: (1, 1), code: Code::Scalar(start_node) },
    Function { name: "endNode", signature: "endNode(relationship) :: NODE", about: "The node a relationship goes to.", arguments: (1, 1), code: Code::Scalar(end_node) },
    Function { name: "exists", signature: "exists(value or pattern) :: BOOLEAN", about: "Whether a property or a pattern is there; `IS NOT NULL` and `EXISTS { … }` say the same.", arguments: (1, 1), code: Code::Scalar(exists) },
    Function { name: "valueType", signature: "valueType(value) :: STRING", about: "The name of a value's type.", arguments: (1, 1), code: Code::Scalar(value_type) },
    Function { name: "timestamp", signature: "timestamp() :: INTEGER", about: "Milliseconds from 1970 to the beginning of the statement.", arguments: (0, 0), code: Code::Scalar(timestamp) },
];

fn id(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Node(node) => Ok(Value::Integer(i64::from(node.0))),
        Value::Relationship(edge) => Ok(Value::Integer(i64::from(edge.0))),
        other => Err(wrong_type("`id`", "a node or a relationship", other)),
    }
}

fn element_id(surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let id = id(surroundings, arguments)?;
    Ok(id.as_integer().map_or(Value::Null, |id| Value::string(id.to_string())))
}

fn labels(surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let view = surroundings.view;
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Node(node) if view.node_deleted(*node) => Err(deleted("node")),
        Value::Node(node) => {
            let name = |label: &crate::graph::LabelId| Value::String(view.symbols().label_name(*label).clone());
            Ok(Value::list(view.labels(*node).iter().map(name).collect()))
        }
        other => Err(wrong_type("`labels`", "a node", other)),
    }
}

fn relationship_type(surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let view = surroundings.view;
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Relationship(edge) => Ok(Value::String(view.symbols().type_name(view.edge_type(*edge)).clone())),
        other => Err(wrong_type("`type`", "a relationship", other)),
    }
}

fn keys(surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match properties_of(surroundings, &arguments[0])? {
        Value::Map(map) => Ok(Value::list(map.keys().map(|key| Value::String(key.clone())).collect())),
        other => Ok(other),
    }
}

fn properties(surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    properties_of(surroundings, &arguments[0])
}

fn coalesce(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    Ok(arguments.iter().find(|value| !value.is_null()).cloned().into())
}

fn null_if(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let same = equals(&arguments[0], &arguments[1]) == Some(true);
    Ok(if same { Value::Null } else { arguments[0].clone() })
}

fn nodes(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Path(path) => Ok(Value::list(path.nodes.iter().map(|node| Value::Node(*node)).collect())),
        other => Err(wrong_type("`nodes`", "a path", other)),
    }
}

fn relationships(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Path(path) => Ok(Value::list(path.edges.iter().map(|edge| Value::Relationship(*edge)).collect())),
        other => Err(wrong_type("`relationships`", "a path", other)),
    }
}

fn length(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Path(path) => Ok(Value::Integer(path.edges.len() as i64)),
        other => Err(wrong_type("`length`", "a path", other)),
    }
}

fn start_node(surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Relationship(edge) => Ok(Value::Node(surroundings.view.ends(*edge).0)),
        other => Err(wrong_type("`startNode`", "a relationship", other)),
    }
}

fn end_node(surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Relationship(edge) => Ok(Value::Node(surroundings.view.ends(*edge).1)),
        other => Err(wrong_type("`endNode`", "a relationship", other)),
    }
}

/// A pattern has become a truth value by now; anything else is there unless it is null.
fn exists(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match &arguments[0] {
        Value::Boolean(found) => Ok(Value::Boolean(*found)),
        other => Ok(Value::Boolean(!other.is_null())),
    }
}

fn value_type(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let name: Arc<str> = arguments[0].type_name().to_uppercase().into();
    Ok(Value::String(name))
}

fn timestamp(surroundings: &Surroundings<'_>, _: &[Value]) -> Outcome<Value> {
    let now = surroundings.now;
    let millis = now.epoch_seconds.checked_mul(1000).and_then(|ms| ms.checked_add(i64::from(now.nanos / 1_000_000)));
    millis.map(Value::Integer).ok_or_else(|| {
        Box::new(Diagnostic::runtime(Class::ArithmeticError, "NumberOutOfRange", "the clock is beyond what fits"))
    })
}
