//! What a graph has already: works, people, subjects, and who wrote what.

use rustc_hash::{FxHashMap, FxHashSet};

use super::people::Known;
use crate::diagnostic::Outcome;
use crate::functions::names::fold;
use crate::session::Session;
use crate::value::{Map, Value};

/// A work that is there.
#[derive(Clone, Debug)]
pub(super) struct KnownWork {
    pub(super) id: String,
    pub(super) properties: Map,
}

/// What is there before an import, and what it adds.
#[derive(Debug, Default)]
pub(super) struct Stock {
    pub(super) works: Vec<KnownWork>,
    pub(super) people: Vec<Known>,
    /// Concepts by their folded names.
    pub(super) concepts: FxHashMap<String, String>,
    /// Edges: type, from, to.
    pub(super) edges: FxHashSet<(&'static str, String, String)>,
    /// Every id there is.
    pub(super) ids: FxHashSet<String>,
}

impl Stock {
    /// Reads what a graph has.
    pub(super) fn of(session: &mut Session) -> Outcome<Stock> {
        let mut stock = Stock::default();
        for row in rows(session, "MATCH (n) RETURN n.id")? {
            stock.ids.extend(row.first().and_then(Value::as_str).map(str::to_owned));
        }
        for row in rows(session, "MATCH (w:Work) RETURN w.id, properties(w)")? {
            if let [Value::String(id), Value::Map(properties)] = row.as_slice() {
                stock.works.push(KnownWork { id: id.to_string(), properties: (**properties).clone() });
            }
        }
        for row in
            rows(session, "MATCH (p) WHERE p:Person OR p:Organisation OR p:Group RETURN p.id, p.name, p.aliases")?
        {
            if let [Value::String(id), Value::String(name), aliases] = row.as_slice() {
                let aliases = if let Value::List(aliases) = aliases { aliases.as_slice() } else { &[] };
                stock.people.push(Known::new(id, name, aliases.iter().filter_map(Value::as_str)));
            }
        }
        for row in rows(session, "MATCH (c:Concept) RETURN c.id, c.name")? {
            if let [Value::String(id), Value::String(name)] = row.as_slice() {
                stock.concepts.insert(fold(name), id.to_string());
            }
        }
        for kind in ["AUTHORED", "ABOUT"] {
            for row in rows(session, &format!("MATCH (a)-[:{kind}]->(b) RETURN a.id, b.id"))? {
                if let [Value::String(from), Value::String(to)] = row.as_slice() {
                    stock.edges.insert((kind, from.to_string(), to.to_string()));
                }
            }
        }
        Ok(stock)
    }

    /// An id made of words that nothing has yet.
    pub(super) fn new_id(&mut self, words: &str, fallback: &str) -> String {
        let base = kebab(words);
        let base = if base.is_empty() { fallback.to_owned() } else { base };
        let mut id = base.clone();
        for number in 2.. {
            if self.ids.insert(id.clone()) {
                break;
            }
            id = format!("{base}-{number}");
        }
        id
    }
}

/// Words in lower case with hyphens between them, without what is no ASCII letter or digit.
pub(crate) fn kebab(words: &str) -> String {
    let plain = fold(words).replace(|c: char| !c.is_ascii_alphanumeric(), " ");
    plain.split_whitespace().collect::<Vec<_>>().join("-")
}

fn rows(session: &mut Session, query: &str) -> Outcome<Vec<Vec<Value>>> {
    Ok(session.run(query)?.rows)
}
