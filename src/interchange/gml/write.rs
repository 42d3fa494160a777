//! GML out.

use super::tokens::is_key;
use crate::interchange::flat::{self, Flat};
use crate::interchange::gathered::Gathered;
use crate::value::Value;

/// Writes GML: nodes are numbered, `key` says what they are known by, `label` what they are called. True and false
/// become 1 and 0; a name that is no key of GML stands within `property`.
pub(in crate::interchange) fn write(gathered: &Gathered) -> String {
    let mut out = "Creator \"Actant\"\ngraph [\n  directed 1\n  multigraph 1\n".to_owned();
    if let Some(schema) = &gathered.schema {
        field(2, "schema", &Flat::Text(serde_json::to_string(schema).unwrap_or_default()), &mut out);
    }
    for (at, node) in gathered.nodes.iter().enumerate() {
        out.push_str(&format!("  node [\n    id {at}\n"));
        let name = node.properties.get("name").and_then(Value::as_str).unwrap_or(&node.key);
        field(4, "label", &Flat::Text(name.to_owned()), &mut out);
        field(4, "key", &Flat::Text(node.key.clone()), &mut out);
        for (name, value) in flat::node(node, &["id", "key", "label", "labels", "evidence", "property"]) {
            field(4, &name, &value, &mut out);
        }
        out.push_str("  ]\n");
    }
    for edge in &gathered.edges {
        out.push_str(&format!("  edge [\n    source {}\n    target {}\n", edge.from, edge.to));
        if let Some(kind) = &edge.kind {
            field(4, "type", &Flat::Text(kind.clone()), &mut out);
            field(4, "label", &Flat::Text(kind.clone()), &mut out);
        }
        if !edge.directed {
            field(4, "directed", &Flat::Text("false".into()), &mut out);
        }
        let taken = ["source", "target", "label", "type", "directed", "evidence", "property"];
        for (name, value) in flat::edge(edge, &taken) {
            field(4, &name, &value, &mut out);
        }
        out.push_str("  ]\n");
    }
    out.push_str("]\n");
    out
}

fn field(indent: usize, name: &str, value: &Flat, out: &mut String) {
    let value = match value {
        Flat::Text(text) => quoted(text),
        Flat::Integer(number) => number.to_string(),
        Flat::Float(number) => real(*number),
        Flat::Boolean(value) => i64::from(*value).to_string(),
    };
    let space = " ".repeat(indent);
    if is_key(name) {
        out.push_str(&format!("{space}{name} {value}\n"));
    } else {
        out.push_str(&format!("{space}property [ name {} value {value} ]\n", quoted(name)));
    }
}

/// A number with a point, also before an exponent.
fn real(number: f64) -> String {
    let text = format!("{number:?}").replace('e', "E");
    match text.split_once('E') {
        Some((mantissa, exponent)) if !mantissa.contains('.') => format!("{mantissa}.0E{exponent}"),
        Some(_) | None => text,
    }
}

/// A text in quotes: everything beyond ASCII, and what GML takes for its own, as entities.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '&' => quoted.push_str("&amp;"),
            '"' => quoted.push_str("&quot;"),
            ' '..='~' => quoted.push(c),
            _ => quoted.push_str(&format!("&#{};", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}
