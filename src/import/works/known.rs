//! What a graph has already: works, people, subjects, and who wrote what.

use rustc_hash::{FxHashMap, FxHashSet};

use super::entry::Entry;
use super::find::Works;
use super::people::{Known, words};
use crate::diagnostic::Outcome;
use crate::functions::names::fold;
use crate::import::fresh::FreshIds;
use crate::session::Session;
use crate::value::Value;

/// What is there before an import, and what it adds.
#[derive(Debug, Default)]
pub(super) struct Stock {
    pub(super) works: Works,
    pub(super) people: Vec<Known>,
    /// Concepts by their folded names.
    pub(super) concepts: FxHashMap<String, String>,
    /// Edges: type, from, to.
    pub(super) edges: FxHashSet<(&'static str, String, String)>,
    /// Those who wrote each work, by its id, as numbers of people.
    authors: FxHashMap<String, Vec<usize>>,
    /// The numbers of people by their ids.
    numbers: FxHashMap<String, usize>,
    /// Every id there is.
    pub(super) ids: FreshIds,
}

impl Stock {
    /// Reads what a graph has.
    pub(super) fn of(session: &mut Session) -> Outcome<Stock> {
        let mut stock = Stock::default();
        for row in rows(session, "MATCH (n) RETURN n.id")? {
            row.first().and_then(Value::as_str).map(|id| stock.ids.take(id));
        }
        for row in rows(session, "MATCH (w:Work) RETURN w.id, properties(w)")? {
            if let [Value::String(id), Value::Map(properties)] = row.as_slice() {
                stock.works.add(id, (**properties).clone());
            }
        }
        for row in
            rows(session, "MATCH (p) WHERE p:Person OR p:Organisation OR p:Group RETURN p.id, p.name, p.aliases")?
        {
            if let [Value::String(id), Value::String(name), aliases] = row.as_slice() {
                let aliases = if let Value::List(aliases) = aliases { aliases.as_slice() } else { &[] };
                stock.add_person(Known::new(id, name, aliases.iter().filter_map(Value::as_str)));
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
                    stock.add_edge(kind, from, to);
                }
            }
        }
        Ok(stock)
    }

    /// Adds somebody.
    pub(super) fn add_person(&mut self, person: Known) {
        self.numbers.insert(person.id.clone(), self.people.len());
        self.people.push(person);
    }

    /// Adds an edge; says whether it is new.
    pub(super) fn add_edge(&mut self, kind: &'static str, from: &str, to: &str) -> bool {
        let new = self.edges.insert((kind, from.to_owned(), to.to_owned()));
        if new && kind == "AUTHORED" {
            let person = self.numbers.get(from).copied();
            self.authors.entry(to.to_owned()).or_default().extend(person);
        }
        new
    }

    /// Whether somebody who wrote a work has a part in an entry too, by the family name; None where either has nobody.
    pub(super) fn shares_people(&self, work: &str, entry: &Entry) -> Option<bool> {
        let authors = self.authors.get(work).filter(|authors| !authors.is_empty() && !entry.people.is_empty())?;
        let families = entry.people.iter().map(|one| words(&one.name.family));
        Some(families.into_iter().any(|family| authors.iter().any(|at| self.people[*at].has_family(&family))))
    }
}

fn rows(session: &mut Session, query: &str) -> Outcome<Vec<Vec<Value>>> {
    Ok(session.run(query)?.rows)
}
