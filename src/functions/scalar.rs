//! Functions of nodes, relationships and paths, and those that choose among values.

use std::borrow::Cow;

use super::arguments::{at, living_edge, living_node, wrong_type};
use super::value_type::value_type;
use super::{Function, Surroundings, scalar};
use crate::diagnostic::Outcome;
use crate::graph::KeyId;
use crate::value::{Map, NodeId, Value, equals};

pub(super) const TABLE: &[Function] = &[
    scalar(
        "coalesce",
        "coalesce(value: Any, ...) -> Any",
        "The first value that is not `null`.",
        (1, usize::MAX),
        |_, a| Ok(a.iter().find(|value| !value.is_null()).cloned().into()),
    ),
    scalar(
        "elementId",
        "elementId(element: Node | Relationship) -> String",
        "A text that no other node or relationship of this graph has. It may change when the graph is read again; \
         the property `id` does not.",
        (1, 1),
        |_, a| element_id(at(a, 0)),
    ),
    scalar(
        "endNode",
        "endNode(relationship: Relationship) -> Node",
        "The node at which the relationship ends.",
        (1, 1),
        |s, a| Ok(ends("endNode", s, at(a, 0))?.map(|(_, to)| Value::Node(to)).into()),
    ),
    scalar(
        "exists",
        "exists(value: Any | pattern) -> Boolean",
        "Whether the property has a value, or the pattern is there; `IS NOT NULL` and `EXISTS { ... }` say the same.",
        (1, 1),
        |_, a| match at(a, 0) {
            // What a pattern has become by now.
            Value::Boolean(found) => Ok(Value::Boolean(*found)),
            other => Ok(Value::Boolean(!other.is_null())),
        },
    ),
    scalar(
        "id",
        "id(element: Node | Relationship) -> Integer",
        "The number of the node or relationship in this graph. It may change when the graph is read again; the \
         property `id` does not.",
        (1, 1),
        |_, a| id(at(a, 0)),
    ),
    scalar("labels", "labels(node: Node) -> List", "The labels of the node.", (1, 1), |s, a| labels(s, at(a, 0))),
    scalar("length", "length(path: Path) -> Integer", "How many relationships the path has.", (1, 1), |_, a| match at(
        a, 0,
    ) {
        Value::Null => Ok(Value::Null),
        Value::Path(path) => Ok(Value::Integer(path.edges.len() as i64)),
        other => Err(wrong_type("length", other, "a Path")),
    }),
    scalar(
        "nodes",
        "nodes(path: Path) -> List",
        "The nodes of the path, in the order it visits them.",
        (1, 1),
        |_, a| match at(a, 0) {
            Value::Null => Ok(Value::Null),
            Value::Path(path) => Ok(Value::list(path.nodes.iter().copied().map(Value::Node).collect())),
            other => Err(wrong_type("nodes", other, "a Path")),
        },
    ),
    scalar(
        "nullIf",
        "nullIf(value: Any, unwanted: Any) -> Any",
        "The value, or `null` where it equals the second one.",
        (2, 2),
        |_, a| {
            let value = at(a, 0);
            Ok(if equals(value, at(a, 1)) == Some(true) { Value::Null } else { value.clone() })
        },
    ),
    scalar(
        "properties",
        "properties(element: Node | Relationship | Map) -> Map",
        "The properties with their values.",
        (1, 1),
        |s, a| properties(s, at(a, 0)),
    ),
    scalar(
        "relationships",
        "relationships(path: Path) -> List",
        "The relationships of the path, in the order it walks them.",
        (1, 1),
        |_, a| match at(a, 0) {
            Value::Null => Ok(Value::Null),
            Value::Path(path) => Ok(Value::list(path.edges.iter().copied().map(Value::Relationship).collect())),
            other => Err(wrong_type("relationships", other, "a Path")),
        },
    ),
    scalar(
        "startNode",
        "startNode(relationship: Relationship) -> Node",
        "The node at which the relationship starts.",
        (1, 1),
        |s, a| Ok(ends("startNode", s, at(a, 0))?.map(|(from, _)| Value::Node(from)).into()),
    ),
    scalar(
        "timestamp",
        "timestamp() -> Integer",
        "Milliseconds from 1970-01-01T00:00Z to the moment at which the statement began.",
        (0, 0),
        |s, _| Ok(Value::Integer(s.now.epoch_seconds * 1_000 + i64::from(s.now.nanos) / 1_000_000)),
    ),
    scalar("type", "type(relationship: Relationship) -> String", "The type of the relationship.", (1, 1), |s, a| {
        match at(a, 0) {
            Value::Null => Ok(Value::Null),
            // A deleted relationship keeps its type: openCypher asks for it.
            Value::Relationship(edge) => Ok(Value::String(s.view.symbols().type_name(s.view.edge_type(*edge)).clone())),
            other => Err(wrong_type("type", other, "a Relationship")),
        }
    }),
    scalar(
        "valueType",
        "valueType(value: Any) -> String",
        "The name of the value's type, as GQL writes it.",
        (1, 1),
        |_, a| Ok(Value::string(value_type(at(a, 0)))),
    ),
];

fn id(value: &Value) -> Outcome<Value> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Node(node) => Ok(Value::Integer(node.0.into())),
        Value::Relationship(edge) => Ok(Value::Integer(edge.0.into())),
        other => Err(wrong_type("id", other, "a Node or a Relationship")),
    }
}

fn element_id(value: &Value) -> Outcome<Value> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Node(node) => Ok(Value::string(format!("n{}", node.0))),
        Value::Relationship(edge) => Ok(Value::string(format!("r{}", edge.0))),
        other => Err(wrong_type("elementId", other, "a Node or a Relationship")),
    }
}

fn ends(function: &str, surroundings: &Surroundings<'_>, value: &Value) -> Outcome<Option<(NodeId, NodeId)>> {
    match value {
        Value::Null => Ok(None),
        Value::Relationship(edge) => Ok(Some(surroundings.view.ends(*edge))),
        other => Err(wrong_type(function, other, "a Relationship")),
    }
}

fn labels(surroundings: &Surroundings<'_>, value: &Value) -> Outcome<Value> {
    let node = match value {
        Value::Null => return Ok(Value::Null),
        Value::Node(node) => living_node(surroundings, *node)?,
        other => return Err(wrong_type("labels", other, "a Node")),
    };
    let symbols = surroundings.view.symbols();
    let names = surroundings.view.labels(node).iter().map(|label| symbols.label_name(*label).clone());
    Ok(Value::list(names.map(Value::String).collect()))
}

fn properties(surroundings: &Surroundings<'_>, value: &Value) -> Outcome<Value> {
    match value {
        Value::Null | Value::Map(_) => Ok(value.clone()),
        other => match held(surroundings, other)? {
            Some(held) => {
                let symbols = surroundings.view.symbols();
                let entry = |(key, value): &(KeyId, Value)| (symbols.key_name(*key).clone(), value.clone());
                Ok(Value::map(held.iter().map(entry).collect::<Map>()))
            }
            None => Err(wrong_type("properties", other, "a Node, a Relationship or a Map")),
        },
    }
}

/// The properties of a node or relationship.
type Held<'a> = Cow<'a, [(KeyId, Value)]>;

/// What a node or relationship holds; `None` for any other value.
pub(super) fn held<'a>(surroundings: &Surroundings<'a>, value: &Value) -> Outcome<Option<Held<'a>>> {
    let view = surroundings.view;
    match value {
        Value::Node(node) => Ok(Some(view.node_properties(living_node(surroundings, *node)?))),
        Value::Relationship(edge) => Ok(Some(view.edge_properties(living_edge(surroundings, *edge)?))),
        _ => Ok(None),
    }
}
