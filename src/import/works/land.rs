//! Entries as changes to a graph: what is new, what is filled in, what differs, what has no place.

use std::sync::Arc;

use edtf_core::Edtf;

use super::entry::{Entry, List};
use super::find::{is_same, shown};
use super::known::Stock;
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::graph::document::{NODE_HEAD, Shape, TAIL};
use crate::graph::{LabelRule, Schema};
use crate::import::fresh::kebab;
use crate::import::landing::{Change, Landing, Report, Tally};
use crate::session::Session;
use crate::value::{Map, Value};

/// Tells what it takes to bring entries into a graph; where both say something else, the graph's word stays, or the
/// file's if it is to overwrite. The graph is not changed. The time is proportional to the number of
/// entries times that of the people there are.
///
/// # Errors
/// Where the graph has no schema, or its schema no label `Work`.
pub fn land(session: &mut Session, list: &List, overwrite: bool) -> Outcome<Landing> {
    let schema = session.graph().schema().cloned().ok_or_else(no_works)?;
    let work = schema.label("Work").ok_or_else(no_works)?;
    let stock = Stock::of(session)?;
    let [works, people, relations] = ["works", "people", "relations"].map(Tally::of);
    let mut landing = Landing::default();
    landing.report.slips.clone_from(&list.slips);
    let mut hands = Hands { schema: &schema, work, overwrite, stock, works, people, relations, landing };
    for entry in &list.entries {
        hands.take(entry);
    }
    let Hands { works, people, relations, landing, .. } = hands;
    let tallies = vec![works, people, relations];
    let read = list.entries.len();
    let read = if read == 1 { "1 entry".to_owned() } else { format!("{read} entries") };
    let report = Report { read, tallies, ..landing.report };
    Ok(Landing { report, ..landing })
}

fn no_works() -> Box<Diagnostic> {
    let message = "found no label `Work` in the graph's schema, expected one that takes works";
    let error = Diagnostic::plain(Class::DataError, message);
    Box::new(error.hint("`actant new DIR --from literature` makes a graph for works and who wrote them"))
}

/// What an import knows and has done so far.
pub(super) struct Hands<'s> {
    pub(super) schema: &'s Schema,
    work: &'s LabelRule,
    /// Whether the file's word stands where it differs from the graph's.
    pub(super) overwrite: bool,
    pub(super) stock: Stock,
    works: Tally,
    pub(super) people: Tally,
    pub(super) relations: Tally,
    pub(super) landing: Landing,
}

impl Hands<'_> {
    fn take(&mut self, entry: &Entry) {
        let properties = self.properties(entry);
        let id = match self.stock.find(entry, &properties) {
            Some(at) => self.fill(at, entry, &properties),
            None => self.create(entry, properties),
        };
        self.contributors(&id, &entry.people);
        for keyword in &entry.keywords {
            self.subject(&id, keyword);
        }
        let slips = entry.slips.iter().map(|slip| format!("{}: {slip}", entry.called()));
        self.landing.report.slips.extend(slips);
    }

    /// What the schema has a place for.
    fn properties(&mut self, entry: &Entry) -> Map {
        let mut properties = Map::new();
        for (field, name, found) in described(entry) {
            let Some(shape) = shape(self.schema, self.work, &name) else {
                self.landing.report.unplaced(field);
                continue;
            };
            match self.fit(&name, shape, &found) {
                Some(value) => drop(properties.entry(name.into()).or_insert(value)),
                None => {
                    let found = shown(&found);
                    let slip = format!("{}, {name}: found `{found}`, expected {}", entry.called(), shape.describe());
                    self.landing.report.slips.push(format!("{slip}; left out"));
                }
            }
        }
        properties
    }

    /// A value as a property holds it, if it can.
    fn fit(&self, name: &str, shape: Shape, found: &Value) -> Option<Value> {
        let text = shown(found);
        match shape {
            Shape::Text => Some(Value::string(text)).filter(|value| self.allows(name, value)),
            Shape::Any => Some(found.clone()).filter(|value| self.allows(name, value)),
            Shape::Integer => text.trim().parse().ok().map(Value::Integer),
            Shape::Float => text.trim().parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Float),
            Shape::Date => Edtf::parse(&text).ok().map(|_| Value::string(text)),
            Shape::Id | Shape::Labels | Shape::Type | Shape::End | Shape::Status | Shape::Evidence => None,
            Shape::Name | Shape::Texts | Shape::TextMap | Shape::Silence | Shape::Boolean | Shape::Node => None,
        }
    }

    fn create(&mut self, entry: &Entry, mut properties: Map) -> String {
        let name = entry.name();
        if entry.text("title").is_none() {
            self.landing.report.fitted("works without a title are called by what else is there");
        }
        let wanted = kebab(&entry.key);
        let id = self.stock.ids.make(&entry.key, "work");
        let other = if wanted.is_empty() || wanted == id { String::new() } else { format!(" ({wanted} is another)") };
        self.works.new.push(format!("{id}: {name}{other}"));
        properties.insert("id".into(), Value::string(&id));
        properties.insert("name".into(), Value::string(name));
        let at = self.stock.works.add(&id, properties.clone());
        self.stock.works.claim(at);
        self.change("CREATE (w:Work) SET w = $properties".into(), [("properties", Value::map(properties))]);
        id
    }

    /// Adds what a work lacks; where it says something else, that stays, or makes way if that is asked for.
    fn fill(&mut self, at: usize, entry: &Entry, properties: &Map) -> String {
        let work = self.stock.works.claim(at).clone();
        let id = work.id;
        if id != kebab(&entry.key) {
            self.landing.report.taken_for.push(format!("{} is the work {id}", entry.called()));
        }
        let (mut set, mut told) = (Map::new(), Vec::new());
        for (name, value) in properties {
            match work.properties.get(name) {
                None | Some(Value::Null) => told.push(name.to_string()),
                Some(there) if is_same(there, value) => continue,
                Some(there) if self.overwrite => told.push(format!("{name} (was {})", shown(there))),
                Some(there) => {
                    let line = format!("{id}, {name}: the graph has {}, the file {}", shown(there), shown(value));
                    self.landing.report.conflicts.push(line);
                    continue;
                }
            }
            set.insert(Arc::clone(name), value.clone());
        }
        if set.is_empty() {
            self.works.same += 1;
            return id;
        }
        // A work that is shown by its title goes on being so.
        if let (Some(title), Some(old)) = (set.get("title").cloned(), work.properties.get("title"))
            && work.properties.get("name").is_some_and(|name| shown(name) == shown(old))
        {
            set.insert("name".into(), title);
        }
        self.works.filled.push(format!("{id}: {}", told.join(", ")));
        self.stock.works.set(at, set.clone());
        let parameters = [("id", Value::string(&id)), ("properties", Value::map(set))];
        self.change("MATCH (w:Work {id: $id}) SET w += $properties".into(), parameters);
        id
    }

    /// Whether a property may have a value, where its values are counted.
    pub(super) fn allows(&self, name: &str, value: &Value) -> bool {
        let values = self.schema.property(name).map_or(&[][..], |rule| &rule.values);
        values.is_empty() || value.as_str().is_some_and(|text| values.iter().any(|one| one == text))
    }

    pub(super) fn change(&mut self, cypher: String, parameters: impl IntoIterator<Item = (&'static str, Value)>) {
        let parameters = parameters.into_iter().map(|(name, value)| (name.into(), value)).collect();
        self.landing.changes.push(Change { cypher, parameters });
    }
}

/// What an entry says of its work: field, the property that holds it where the schema has that, and value.
pub(super) fn described(entry: &Entry) -> impl Iterator<Item = (&str, String, Value)> {
    let texts = entry.texts.iter().map(|(name, text)| (*name, (*name).to_owned(), Value::string(text)));
    let kind = Some(&entry.kind).filter(|kind| !kind.is_empty());
    let kind = kind.map(|kind| ("kind", "kind".to_owned(), Value::string(kind)));
    let year = entry.year.map(|year| ("year", "year".to_owned(), Value::Integer(year)));
    let others = entry.unplaced.iter().map(|(field, text)| (field.as_str(), property_name(field), Value::string(text)));
    texts.chain(kind).chain(year).chain(others)
}

/// The property that a field of any name is kept in: a key with a meaning of its own is none.
fn property_name(field: &str) -> String {
    let name = field.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "_");
    if key(&name).is_some() { format!("{name}_value") } else { name }
}

/// What every node's key of this name holds.
fn key(name: &str) -> Option<Shape> {
    NODE_HEAD.iter().chain(TAIL).find(|(key, _)| *key == name).map(|(_, shape)| *shape)
}

/// What a property of works holds; None where the schema has no place for it.
pub(super) fn shape(schema: &Schema, work: &LabelRule, name: &str) -> Option<Shape> {
    let of_works = || work.properties.iter().any(|property| property == name);
    let rule = || schema.property(name).map_or(Shape::Any, |rule| Shape::of(rule.kind));
    key(name).or_else(|| of_works().then(rule))
}
