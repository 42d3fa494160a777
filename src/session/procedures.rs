//! The procedures that every graph has: what it is made of.

use std::collections::BTreeMap;

use super::algorithms;
use super::{Procedure, RowSource, Signature};
use crate::diagnostic::Outcome;
use crate::graph::View;
use crate::value::Value;

pub(super) fn built_in() -> Vec<Procedure> {
    vec![
        listing("db.labels", "label", labels),
        listing("db.relationshipTypes", "relationshipType", relationship_types),
        listing("db.propertyKeys", "propertyKey", property_keys),
        algorithms::page_rank(),
    ]
}

fn listing(name: &str, column: &str, code: RowSource) -> Procedure {
    let columns = vec![(column.to_string(), "STRING".to_string())];
    Procedure::code(Signature { name: name.into(), arguments: Vec::new(), columns }, code)
}

fn rows<'a>(names: impl Iterator<Item = &'a str>) -> Outcome<Vec<Vec<Value>>> {
    let names: BTreeMap<&str, ()> = names.map(|name| (name, ())).collect();
    Ok(names.into_keys().map(|name| vec![Value::string(name)]).collect())
}

fn labels(view: &dyn View, _: &[Value]) -> Outcome<Vec<Vec<Value>>> {
    let mut nodes = Vec::new();
    view.nodes(&mut nodes);
    let used = nodes.iter().flat_map(|node| view.labels(*node));
    rows(used.map(|label| &**view.symbols().label_name(*label)))
}

fn relationship_types(view: &dyn View, _: &[Value]) -> Outcome<Vec<Vec<Value>>> {
    let mut nodes = Vec::new();
    view.nodes(&mut nodes);
    let mut edges = Vec::new();
    nodes.iter().for_each(|node| view.edges_of(*node, crate::graph::Way::Out, &[], &mut edges));
    rows(edges.iter().map(|(edge, _)| &**view.symbols().type_name(view.edge_type(*edge))))
}

fn property_keys(view: &dyn View, _: &[Value]) -> Outcome<Vec<Vec<Value>>> {
    rows(view.symbols().keys().map(|key| &**key))
}
