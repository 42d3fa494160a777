//! What Actant adds to openCypher: names as people write them, and what a record rests on.

use std::sync::Arc;

use super::arguments::{at, living_edge, living_node, text, wrong_type};
use super::names::fold;
use super::{Function, Surroundings, scalar};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::Evidence;
use crate::graph::lens::{Held, Question, Window, edge_period, node_period};
use crate::value::{Map, NodeId, Value};

pub(super) const TABLE: &[Function] = &[
    scalar(
        "evidence",
        "evidence(element: Node | Relationship | Path | List) -> List",
        "The passages it rests on, each a map of `work`, `section`, `page`, `phrase`, `printed` and `citing`, as far as \
         they are known. Of a path or list: those of its members, in their order. An extension of Actant's.",
        (1, 1),
        |s, a| {
            let value = at(a, 0);
            let passages = passages("evidence", s, value)?;
            Ok(passages.map(|passages| Value::list(passages.iter().map(passage).collect())).into())
        },
    ),
    scalar(
        "fold",
        "fold(text: String) -> String",
        "The text as `named` compares it: without case, accents, punctuation and \"the\". An extension of Actant's.",
        (1, 1),
        |_, a| Ok(text("fold", at(a, 0))?.map(|name| Value::string(fold(name))).into()),
    ),
    scalar(
        "named",
        "named(node: Node, name: String) -> Boolean; named(name: String) -> List",
        "Whether the text is the node's id, its name in any language or one of its aliases; case, accents, punctuation, \
         hyphens and \"the\" don't count. With the text alone: all nodes of that name. An extension of Actant's.",
        (1, 2),
        |s, a| if a.len() < 2 { all_named(s, at(a, 0)) } else { is_named(s, at(a, 0), at(a, 1)) },
    ),
    scalar(
        "sources",
        "sources(element: Node | Relationship | Path | List) -> List",
        "The ids of the works it rests on, each once, in the order of its evidence. An extension of Actant's.",
        (1, 1),
        |s, a| {
            let value = at(a, 0);
            Ok(passages("sources", s, value)?.map(works).into())
        },
    ),
    scalar(
        "valid_at",
        "valid_at(element: Node | Relationship, date: String) -> Boolean",
        "Whether it held at a date or on some day of an interval, as EDTF writes them: `true` if certainly, `false` if \
         not, `null` where its dates leave it open or it has none. An extension of Actant's.",
        (2, 2),
        |s, a| valid_at(s, at(a, 0), at(a, 1)),
    ),
];

fn valid_at(s: &Surroundings<'_>, element: &Value, date: &Value) -> Outcome<Value> {
    let Some(date) = text("valid_at", date)? else { return Ok(Value::Null) };
    let window = Window::read(date).ok_or_else(|| {
        let message = format!("`valid_at` takes a date such as '2013' or '2014/2022', found '{date}'");
        Box::new(Diagnostic::runtime(Class::ArgumentError, "InvalidArgumentValue", message))
    })?;
    let period = match element {
        Value::Null => return Ok(Value::Null),
        Value::Node(node) => node_period(s.view, living_node(s, *node)?),
        Value::Relationship(edge) => edge_period(s.view, living_edge(s, *edge)?),
        other => return Err(wrong_type("valid_at", other, "a Node or a Relationship")),
    };
    Ok(match period.map(|period| period.held(Question::AsOf, window, false)) {
        Some(Held::Certainly) => Value::Boolean(true),
        Some(Held::No) => Value::Boolean(false),
        Some(Held::Possibly | Held::Undated) | None => Value::Null,
    })
}

/// The evidence of a record, or of the members of a path or list; `None` for `null`.
fn passages(function: &str, surroundings: &Surroundings<'_>, value: &Value) -> Outcome<Option<Vec<Evidence>>> {
    if value.is_null() {
        return Ok(None);
    }
    let mut found = Vec::new();
    gather(function, surroundings, value, &mut found)?;
    Ok(Some(found))
}

fn gather(function: &str, s: &Surroundings<'_>, value: &Value, into: &mut Vec<Evidence>) -> Outcome<()> {
    match value {
        Value::Null => Ok(()),
        Value::Node(node) => {
            into.extend(s.view.node_evidence(living_node(s, *node)?).into_owned());
            Ok(())
        }
        Value::Relationship(edge) => {
            into.extend(s.view.edge_evidence(living_edge(s, *edge)?).into_owned());
            Ok(())
        }
        Value::Path(path) => {
            let nodes = path.nodes.iter().copied().map(Value::Node);
            let mut edges = path.edges.iter().copied().map(Value::Relationship);
            nodes
                .flat_map(|node| [Some(node), edges.next()])
                .flatten()
                .try_for_each(|member| gather(function, s, &member, into))
        }
        Value::List(items) => items.iter().try_for_each(|item| gather(function, s, item, into)),
        Value::Boolean(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Map(_)
        | Value::Temporal(_)
        | Value::Duration(_) => Err(wrong_type(function, value, "a Node, a Relationship, a Path or a List of them")),
    }
}

/// What is known of a passage.
fn passage(evidence: &Evidence) -> Value {
    let texts = [
        ("work", Some(&evidence.work)),
        ("section", evidence.section.as_ref()),
        ("page", evidence.page.as_ref()),
        ("phrase", evidence.phrase.as_ref()),
        ("printed", evidence.printed.as_ref()),
    ];
    let known = texts.into_iter().filter_map(|(key, text)| Some((Arc::from(key), Value::String(text?.clone()))));
    let mut entries: Map = known.collect();
    if !evidence.citing.is_empty() {
        let citing = evidence.citing.iter().cloned().map(Value::String).collect();
        entries.insert(Arc::from("citing"), Value::list(citing));
    }
    Value::map(entries)
}

fn works(passages: Vec<Evidence>) -> Value {
    let mut works: Vec<Arc<str>> = Vec::new();
    for passage in passages {
        if !works.contains(&passage.work) {
            works.push(passage.work.clone());
        }
    }
    Value::list(works.into_iter().map(Value::String).collect())
}

fn is_named(surroundings: &Surroundings<'_>, value: &Value, name: &Value) -> Outcome<Value> {
    let name = text("named", name)?.map(fold);
    match (value, name) {
        (Value::Null, _) | (Value::Node(_), None) => Ok(Value::Null),
        (Value::Node(node), Some(name)) => {
            Ok(Value::Boolean(has_name(surroundings, living_node(surroundings, *node)?, &name)))
        }
        (other, _) => Err(wrong_type("named", other, "a Node and a String")),
    }
}

fn all_named(surroundings: &Surroundings<'_>, name: &Value) -> Outcome<Value> {
    let Some(name) = text("named", name)?.map(fold) else { return Ok(Value::Null) };
    let mut nodes = Vec::new();
    surroundings.view.nodes(&mut nodes);
    nodes.retain(|node| has_name(surroundings, *node, &name));
    Ok(Value::list(nodes.into_iter().map(Value::Node).collect()))
}

fn has_name(surroundings: &Surroundings<'_>, node: NodeId, folded: &str) -> bool {
    let view = surroundings.view;
    ["name", "id", "aliases", "names"].iter().any(|key| {
        let key = view.symbols().find_key(key);
        key.is_some_and(|key| is_or_holds(&view.node_property(node, key), folded))
    })
}

/// Whether a name, a list of names or a map of names by language has this one.
fn is_or_holds(value: &Value, folded: &str) -> bool {
    match value {
        Value::String(name) => fold(name) == folded,
        Value::List(names) => names.iter().any(|name| is_or_holds(name, folded)),
        Value::Map(names) => names.values().any(|name| is_or_holds(name, folded)),
        _ => false,
    }
}
