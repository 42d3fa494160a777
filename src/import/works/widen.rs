//! A schema with a place for all that bibliographies say of works.

use super::entry::List;
use super::land::{described, shape};
use crate::graph::{PropertyKind, PropertyRule, Schema};
use crate::value::Value;

/// A schema whose works have a property for each field, and what was added to it. Without a label `Work` it stays as it
/// is. O(fields times properties).
pub fn widen(schema: &Schema, list: &List) -> (Schema, Vec<String>) {
    let (mut after, mut added) = (schema.clone(), Vec::new());
    for (_, name, value) in list.entries.iter().flat_map(described) {
        let Some(at) = after.labels.iter().position(|rule| rule.label == "Work") else { break };
        if shape(&after, &after.labels[at], &name).is_some() {
            continue;
        }
        if after.property(&name).is_none() {
            after.properties.push(property(&name, &value));
        }
        added.push(format!("property {name} of Work"));
        after.labels[at].properties.push(name);
    }
    (after, added)
}

fn property(name: &str, value: &Value) -> PropertyRule {
    let kind = if matches!(value, Value::Integer(_)) { PropertyKind::Integer } else { PropertyKind::String };
    PropertyRule { name: name.to_owned(), kind, description: "As imported.".into(), values: Vec::new() }
}
