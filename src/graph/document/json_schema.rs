//! The JSON Schema of a graph's documents, for editors that complete and check while people type.
//!
//! It says what one document alone can break: keys, kinds, names, what a type requires. That ends exist and
//! have the right labels takes the whole graph; `check` tells that.

use serde_json::{Map, Value, json};

use super::Source;
use super::evidence::PHRASE_WORDS_MAX;
use super::finding::Findings;
use super::schema;
use super::shape::{EVIDENCE_KEYS, Shape};
use super::vocabulary::{KeyRule, Keys, Vocabulary};
use crate::graph::schema::{Need, Schema, TypeRule};

/// Writes the JSON Schema (draft 2020-12) of the documents that keep to a graph's schema.
///
/// # Errors
/// Everything that is wrong with the graph's schema.
pub fn json_schema(source: &Source) -> Result<String, Findings> {
    let schema = schema::read(source)?;
    let vocabulary = Vocabulary::new(&schema);
    let document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": schema.name,
        "type": "object",
        "properties": {
            "nodes": {"type": "array", "items": node(&vocabulary)},
            "edges": {"type": "array", "items": edge(&vocabulary)},
        },
        "additionalProperties": false,
        "$defs": {
            "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "description": "Text in kebab-case."},
            "date": {"type": "string", "description": "A date with its doubt (EDTF): 2014, 2022-06, 1950?, 2022/.."},
            "evidence": evidence(),
        },
    });
    Ok(format!("{document:#}\n"))
}

fn node(vocabulary: &Vocabulary<'_>) -> Value {
    let schema = vocabulary.schema;
    json!({
        "type": "object",
        "required": ["id", "labels", "name"],
        "properties": properties(schema, &vocabulary.node_keys),
        "dependentSchemas": only_with_labels(schema, &vocabulary.node_keys),
        "additionalProperties": false,
    })
}

fn edge(vocabulary: &Vocabulary<'_>) -> Value {
    let keys = &vocabulary.edge_keys;
    let free = keys.rules.iter().filter(|rule| rule.free).map(|rule| rule.name);
    let free: Vec<&str> = free.collect();
    let types: Vec<Value> = vocabulary.schema.types.iter().map(|rule| by_type(rule, &free)).collect();
    json!({
        "type": "object",
        "required": ["from", "type", "to"],
        "properties": properties(vocabulary.schema, keys),
        "allOf": types,
        "additionalProperties": false,
    })
}

/// What an edge of a type may have and must say.
fn by_type(rule: &TypeRule, free: &[&str]) -> Value {
    let names: Vec<&str> = free.iter().copied().chain(rule.properties.iter().map(String::as_str)).collect();
    let needs = [("evidence", rule.evidence), ("status", rule.status)];
    let required: Vec<&str> = needs.iter().filter(|(_, need)| *need == Need::Required).map(|(key, _)| *key).collect();
    json!({
        "if": {"properties": {"type": {"const": rule.name}}},
        "then": {"propertyNames": {"enum": names}, "required": required},
    })
}

fn properties(schema: &Schema, keys: &Keys<'_>) -> Map<String, Value> {
    keys.rules.iter().map(|rule| (rule.name.to_owned(), property(schema, rule))).collect()
}

fn property(schema: &Schema, rule: &KeyRule<'_>) -> Value {
    let mut value = shape(schema, rule.shape);
    let Value::Object(entries) = &mut value else { return value };
    if let Some(known) = schema.property(rule.name) {
        entries.insert("description".into(), known.description.as_str().into());
    }
    if !rule.values.is_empty() {
        entries.insert("enum".into(), rule.values.into());
    }
    value
}

fn shape(schema: &Schema, shape: Shape) -> Value {
    match shape {
        Shape::Id | Shape::End | Shape::Node => json!({"$ref": "#/$defs/id"}),
        Shape::Labels => {
            let items = one_of(schema.labels.iter().map(|rule| (&rule.label, &rule.description)));
            json!({"type": "array", "minItems": 1, "uniqueItems": true, "items": items})
        }
        Shape::Type => one_of(schema.types.iter().map(|rule| (&rule.name, &rule.description))),
        Shape::Status => one_of(schema.statuses.iter().map(|rule| (&rule.status, &rule.description))),
        Shape::Evidence => json!({"type": "array", "items": {"$ref": "#/$defs/evidence"}}),
        Shape::Name => json!({"type": "string", "minLength": 1}),
        Shape::Text => json!({"type": "string"}),
        Shape::Texts => json!({"type": "array", "items": {"type": "string"}}),
        Shape::TextMap => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        Shape::Silence => json!({"type": "object", "additionalProperties": {"type": "string", "minLength": 1},
                                 "description": "Why a rule of `actant check` is kept silent here, by its code."}),
        Shape::Date => json!({"$ref": "#/$defs/date"}),
        Shape::Integer => json!({"type": "integer"}),
        Shape::Float => json!({"type": "number"}),
        Shape::Boolean => json!({"type": "boolean"}),
        Shape::Any => json!({"type": ["string", "number"]}),
    }
}

/// One of some names, each with what it is for: editors show that beside it.
fn one_of<'s>(names: impl Iterator<Item = (&'s String, &'s String)>) -> Value {
    let names: Vec<Value> = names.map(|(name, about)| json!({"const": name, "description": about})).collect();
    json!({"type": "string", "oneOf": names})
}

/// A property stands only beside one of the labels that have it.
fn only_with_labels(schema: &Schema, keys: &Keys<'_>) -> Map<String, Value> {
    let bound = keys.rules.iter().filter(|rule| !rule.free);
    let rule = |name: &str| {
        let having = schema.labels.iter().filter(|label| label.properties.iter().any(|property| property == name));
        let labels: Vec<&str> = having.map(|label| label.label.as_str()).collect();
        json!({"properties": {"labels": {"contains": {"enum": labels}}}})
    };
    bound.map(|key| (key.name.to_owned(), rule(key.name))).collect()
}

fn evidence() -> Value {
    let text = |about: &str| json!({"type": "string", "minLength": 1, "description": about});
    let mut properties = Map::new();
    for key in EVIDENCE_KEYS {
        let value = match *key {
            "work" => json!({"$ref": "#/$defs/id", "description": "The work in which it is said."}),
            "citing" => json!({"type": "array", "items": {"$ref": "#/$defs/id"},
                               "description": "The works that the passage cites for it."}),
            "phrase" => text(&format!("At most {PHRASE_WORDS_MAX} words by which a reader finds the passage.")),
            "printed" => text("The citation as it is printed."),
            _ => json!({"type": "string"}),
        };
        properties.insert((*key).to_owned(), value);
    }
    json!({"type": "object", "required": ["work"], "properties": properties, "additionalProperties": false})
}
