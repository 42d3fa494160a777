//! What a relationship's properties say, in a few words: "import, 18.9 %, 2023, Table II".

use crate::graph::View;
use crate::value::{EdgeId, Value};

use super::cell;

/// Properties that are told elsewhere, or only on the relationship's own page.
const APART: &[&str] =
    &["status", "note", "anomaly", "silence", "reason", "basis", "position", "start", "end", "at", "unit", "evidence"];

/// The properties of an edge in a few words, the time it held first; empty where it has none.
pub(crate) fn facts(view: &dyn View, edge: EdgeId) -> String {
    let mut facts: Vec<String> = time(view, edge).into_iter().collect();
    for (key, value) in view.edge_properties(edge).iter() {
        let name = view.symbols().key_name(*key);
        if !APART.contains(&name.as_ref()) {
            facts.push(fact(view, edge, name, value));
        }
    }
    facts.join(", ")
}

fn fact(view: &dyn View, edge: EdgeId, name: &str, value: &Value) -> String {
    let text = match value {
        Value::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        other => cell::text(view, other),
    };
    match name {
        "share_percent" => format!("{text} %"),
        "value_usd_million" => format!("{text} million US dollars"),
        "volume" => [Some(text), view.edge_text(edge, "unit").map(|unit| unit.to_string())]
            .into_iter()
            .flatten()
            .collect::<Vec<String>>()
            .join(" "),
        "rank" => format!("rank {text}"),
        "table" => format!("Table {text}"),
        "page" | "pages" => format!("p. {text}"),
        "kind" | "flow" | "product" | "year" | "office" | "role" | "stance" | "effect" | "field" | "means" => text,
        other => format!("{} {text}", other.replace('_', " ")),
    }
}

/// When an edge held: "1994 to 1999", "since 1994", "until 1999", "2014".
pub(crate) fn time(view: &dyn View, edge: EdgeId) -> Option<String> {
    let read = |name: &str| {
        let key = view.symbols().find_key(name)?;
        let value = view.edge_property(edge, key);
        (!value.is_null()).then(|| cell::text(view, &value))
    };
    match (read("at"), read("start"), read("end")) {
        (Some(at), _, _) => Some(at),
        (None, Some(start), Some(end)) => Some(format!("{start} to {end}")),
        (None, Some(start), None) => Some(format!("since {start}")),
        (None, None, Some(end)) => Some(format!("until {end}")),
        (None, None, None) => None,
    }
}

/// What is said of an edge of this status; nothing for what is simply stated.
pub(crate) fn status(subject: super::Subject<'_>, edge: EdgeId) -> Option<String> {
    let status = subject.view.edge_text(edge, "status")?;
    if status.as_ref() == "stated" {
        return None;
    }
    let rule = subject.schema.and_then(|schema| schema.status(&status));
    Some(rule.map_or_else(|| status.to_string(), |rule| rule.says.clone()))
}
