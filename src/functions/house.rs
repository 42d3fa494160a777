//! Extensions: functions that openCypher does not have. None changes the meaning of a query that
//! does without them.

use std::sync::Arc;

use super::names::fold;
use super::{Code, Function, Surroundings, wrong_type};
use crate::diagnostic::Outcome;
use crate::graph::{Evidence, View};
use crate::value::{Map, NodeId, Value};

pub(super) const TABLE: &[Function] = &[
    Function { name: "named", signature: "named(node, text) :: BOOLEAN", about: "Whether a node's id, name or one of its aliases is this text, case, accents and signs ignored. An extension.", arguments: (2, 2), code: Code::Scalar(named) },
    Function { name: "fold", signature: "fold(text) :: STRING", about: "The text without case, accents and signs. An extension.", arguments: (1, 1), code: Code::Scalar(folded) },
    Function { name: "evidence", signature: "evidence(entity) :: LIST<MAP>", about: "The passages a node or relationship rests on: work, section, page, phrase, printed, citing. An extension.", arguments: (1, 1), code: Code::Scalar(evidence) },
    Function { name: "sources", signature: "sources(entity or path) :: LIST<STRING>", about: "The ids of the works that a node, relationship or path rests on, those cited by the passages included. An extension.", arguments: (1, 1), code: Code::Scalar(sources) },
];

fn named(surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let (node, text) = match (&arguments[0], &arguments[1]) {
        (Value::Null, _) | (_, Value::Null) => return Ok(Value::Null),
        (Value::Node(node), Value::String(text)) => (*node, text),
        (Value::Node(_), other) => return Err(wrong_type("`named`", "a string", other)),
        (other, _) => return Err(wrong_type("`named`", "a node", other)),
    };
    let wanted = fold(text);
    Ok(Value::Boolean(spellings(surroundings.view, node).iter().any(|name| fold(name) == wanted)))
}

/// Everything a node is called.
fn spellings(view: &dyn View, node: NodeId) -> Vec<Arc<str>> {
    let mut names: Vec<Arc<str>> = ["id", "name"].iter().filter_map(|key| view.node_text(node, key)).collect();
    if let Some(key) = view.symbols().find_key("aliases")
        && let Value::List(aliases) = view.node_property(node, key)
    {
        names.extend(aliases.iter().filter_map(Value::as_str).map(Arc::from));
    }
    names
}

fn folded(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::String(text) => Ok(Value::string(fold(text))),
        other => Err(wrong_type("`fold`", "a string", other)),
    }
}

fn evidence(surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let passages = match &arguments[0] {
        Value::Null => return Ok(Value::Null),
        Value::Node(node) => surroundings.view.node_evidence(*node),
        Value::Relationship(edge) => surroundings.view.edge_evidence(*edge),
        other => return Err(wrong_type("`evidence`", "a node or a relationship", other)),
    };
    Ok(Value::list(passages.iter().map(passage).collect()))
}

fn passage(evidence: &Evidence) -> Value {
    let mut map = Map::new();
    map.insert("work".into(), Value::String(evidence.work.clone()));
    let parts = [
        ("section", &evidence.section),
        ("page", &evidence.page),
        ("phrase", &evidence.phrase),
        ("printed", &evidence.printed),
    ];
    for (name, part) in parts {
        if let Some(text) = part {
            map.insert(name.into(), Value::String(text.clone()));
        }
    }
    map.insert("citing".into(), Value::list(evidence.citing.iter().cloned().map(Value::String).collect()));
    Value::map(map)
}

fn sources(surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let view = surroundings.view;
    let mut works: Vec<Arc<str>> = Vec::new();
    let mut add = |passages: &[Evidence]| {
        for passage in passages {
            for work in std::iter::once(&passage.work).chain(&passage.citing) {
                if !works.contains(work) {
                    works.push(work.clone());
                }
            }
        }
    };
    match &arguments[0] {
        Value::Null => return Ok(Value::Null),
        Value::Node(node) => add(view.node_evidence(*node)),
        Value::Relationship(edge) => add(view.edge_evidence(*edge)),
        Value::Path(path) => path.edges.iter().for_each(|edge| add(view.edge_evidence(*edge))),
        other => return Err(wrong_type("`sources`", "a node, a relationship or a path", other)),
    }
    Ok(Value::list(works.into_iter().map(Value::String).collect()))
}
