//! Entries as changes to a graph: what is new, what is filled in, what differs, what has no place.

use std::sync::Arc;

use super::entry::{Contributor, Entry};
use super::known::{KnownWork, Stock};
use super::people::{Known, Who, who};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::functions::names::fold;
use crate::graph::{LabelRule, Need, Schema, TypeRule};
use crate::import::fresh::kebab;
use crate::import::landing::{Change, Landing, Report, Tally};
use crate::session::Session;
use crate::value::{Map, Value};

/// Tells what it takes to bring entries into a graph. The graph is not changed. The time is proportional to the
/// number of entries times that of the people there are.
///
/// # Errors
/// Where the graph has no schema, or its schema no label `Work`.
pub fn land(session: &mut Session, entries: &[Entry]) -> Outcome<Landing> {
    let schema = session.graph().schema().cloned().ok_or_else(no_works)?;
    let work = schema.label("Work").ok_or_else(no_works)?;
    let stock = Stock::of(session)?;
    let [works, people, relations] = ["works", "people", "relations"].map(Tally::of);
    let mut hands = Hands { schema: &schema, work, stock, works, people, relations, landing: Landing::default() };
    for entry in entries {
        hands.take(entry);
    }
    let Hands { works, people, relations, landing, .. } = hands;
    let tallies = vec![works, people, relations];
    let report = Report { read: format!("{} entries", entries.len()), tallies, ..landing.report };
    Ok(Landing { report, ..landing })
}

fn no_works() -> Box<Diagnostic> {
    let message = "found no label `Work` in the graph's schema, expected one that takes works";
    let error = Diagnostic::plain(Class::DataError, message);
    Box::new(error.hint("`actant new DIR --from literature` makes a graph for works and who wrote them"))
}

struct Hands<'s> {
    schema: &'s Schema,
    work: &'s LabelRule,
    stock: Stock,
    works: Tally,
    people: Tally,
    relations: Tally,
    landing: Landing,
}

impl Hands<'_> {
    fn take(&mut self, entry: &Entry) {
        let properties = self.properties(entry);
        let id = match self.find(entry) {
            Some(at) => self.fill(at, &entry.key, &properties),
            None => self.create(entry, properties),
        };
        for (at, person) in entry.people.iter().enumerate() {
            self.contributor(&id, at, person);
        }
        for keyword in &entry.keywords {
            self.subject(&id, keyword);
        }
        entry.unplaced.iter().for_each(|field| self.landing.report.unplaced(field));
    }

    /// What the schema has a place for.
    fn properties(&mut self, entry: &Entry) -> Map {
        let mut properties = Map::new();
        let texts = entry.texts.iter().map(|(name, text)| (*name, Value::string(text)));
        let kind = std::iter::once(("kind", Value::string(&entry.kind)));
        let year = entry.year.map(|year| ("year", Value::Integer(year)));
        for (name, value) in texts.chain(kind).chain(year) {
            if name == "note" || self.work.properties.iter().any(|property| property == name) {
                properties.insert(name.into(), value);
            } else {
                self.landing.report.unplaced(name);
            }
        }
        properties
    }

    /// The work that an entry is: of the same DOI, else the same id, else the same sort, title and year.
    fn find(&self, entry: &Entry) -> Option<usize> {
        let works = || self.stock.works.iter();
        let same = |work: &KnownWork, name: &str, text: &str| {
            work.properties.get(name).and_then(Value::as_str).is_some_and(|there| fold(there) == fold(text))
        };
        let by_doi = entry.text("doi").and_then(|doi| works().position(|work| same(work, "doi", doi)));
        let by_id = || works().position(|work| work.id == kebab(&entry.key));
        let by_title = || {
            let (title, year) = (entry.text("title")?, Value::Integer(entry.year?));
            works().position(|work| {
                same(work, "title", title)
                    && same(work, "kind", &entry.kind)
                    && work.properties.get("year").is_some_and(|there| is_same(there, &year))
            })
        };
        by_doi.or_else(by_id).or_else(by_title)
    }

    fn create(&mut self, entry: &Entry, mut properties: Map) -> String {
        let id = self.stock.ids.make(&entry.key, "work");
        let name = entry.text("title").unwrap_or(&entry.key).to_owned();
        self.works.new.push(format!("{id}: {name}"));
        properties.insert("id".into(), Value::string(&id));
        properties.insert("name".into(), Value::string(name));
        self.stock.works.push(KnownWork { id: id.clone(), properties: properties.clone() });
        self.change("CREATE (w:Work) SET w = $properties".into(), [("properties", Value::map(properties))]);
        id
    }

    /// Adds what a work lacks; where it says something else, that stays.
    fn fill(&mut self, at: usize, key: &str, properties: &Map) -> String {
        let work = &mut self.stock.works[at];
        let id = work.id.clone();
        if id != kebab(key) {
            self.landing.report.taken_for.push(format!("{key} is the work {id}"));
        }
        let mut added = Map::new();
        for (name, value) in properties {
            match work.properties.get(name) {
                None | Some(Value::Null) => drop(added.insert(Arc::clone(name), value.clone())),
                Some(there) if is_same(there, value) => {}
                Some(there) => {
                    let line = format!("{id}, {name}: the graph has {}, the file {}", shown(there), shown(value));
                    self.landing.report.conflicts.push(line);
                }
            }
        }
        if added.is_empty() {
            self.works.same += 1;
            return id;
        }
        work.properties.extend(added.clone());
        let names: Vec<&str> = added.keys().map(AsRef::as_ref).collect();
        self.works.filled.push(format!("{id}: {}", names.join(", ")));
        let parameters = [("id", Value::string(&id)), ("properties", Value::map(added))];
        self.change("MATCH (w:Work {id: $id}) SET w += $properties".into(), parameters);
        id
    }

    fn contributor(&mut self, work: &str, at: usize, person: &Contributor) {
        let Some(label) = self.label_for(person) else {
            self.landing.report.unplaced(person.role);
            return;
        };
        let id = match who(&person.name, &self.stock.people) {
            Who::Same(known) => self.stock.people[known].id.clone(),
            Who::OtherForm(known) => self.other_form(known, person),
            Who::New => self.new_person(label, person),
        };
        let rule = self.schema.relationship_type("AUTHORED");
        let has = |name: &str| rule.is_some_and(|rule| rule.properties.iter().any(|property| property == name));
        let mut properties = Map::new();
        for (name, value) in [("position", Value::Integer(at as i64 + 1)), ("role", Value::string(person.role))] {
            if has(name) && self.allows(name, &value) {
                properties.insert(name.into(), value);
            }
        }
        self.edge("AUTHORED", &id, work, work, properties);
    }

    /// The labels a contributor gets; none where the schema has no authors.
    fn label_for(&self, person: &Contributor) -> Option<&'static str> {
        let rule = self.schema.relationship_type("AUTHORED")?;
        let may = |label: &str| rule.from.iter().any(|from| from == label);
        let body = ["Organisation", "Group"].into_iter().find(|label| may(label));
        match body.filter(|_| person.name.is_corporate()) {
            Some(label) => Some(label),
            None if may("Scholar") && may("Person") => Some("Person:Scholar"),
            None => may("Person").then_some("Person"),
        }
    }

    /// A name under which somebody was not known so far becomes an alias.
    fn other_form(&mut self, known: usize, person: &Contributor) -> String {
        let name = person.name.whole();
        let one = &mut self.stock.people[known];
        let id = one.id.clone();
        self.landing.report.taken_for.push(format!("{name} is {} ({id})", one.name));
        one.forms.push(super::people::words(&name));
        let parameters = [("id", Value::string(&id)), ("name", Value::string(name))];
        self.change("MATCH (p {id: $id}) SET p.aliases = coalesce(p.aliases, []) + $name".into(), parameters);
        id
    }

    fn new_person(&mut self, label: &str, person: &Contributor) -> String {
        let name = person.name.whole();
        let id = self.stock.ids.make(&name, "person");
        self.people.new.push(format!("{id}: {name}"));
        self.stock.people.push(Known::new(&id, &name, std::iter::empty()));
        let parameters = [("id", Value::string(&id)), ("name", Value::string(name))];
        self.change(format!("CREATE (p:{label} {{id: $id, name: $name}})"), parameters);
        id
    }

    fn subject(&mut self, work: &str, keyword: &str) {
        let about = self.schema.relationship_type("ABOUT");
        let fits = |rule: &TypeRule| rule.from.iter().any(|l| l == "Work") && rule.to.iter().any(|l| l == "Concept");
        if !about.is_some_and(fits) || self.schema.label("Concept").is_none() {
            self.landing.report.unplaced("keywords");
            return;
        }
        let id = match self.stock.concepts.get(&fold(keyword)) {
            Some(id) => id.clone(),
            None => self.new_concept(keyword),
        };
        self.edge("ABOUT", work, &id, work, Map::new());
    }

    fn new_concept(&mut self, keyword: &str) -> String {
        let id = self.stock.ids.make(keyword, "concept");
        self.stock.concepts.insert(fold(keyword), id.clone());
        let parameters = [("id", Value::string(&id)), ("name", Value::string(keyword))];
        self.change("CREATE (c:Concept {id: $id, name: $name})".into(), parameters);
        id
    }

    /// Adds an edge that is not there yet, with the status and the evidence that the schema asks for: what a work
    /// says of itself rests on that work.
    fn edge(&mut self, kind: &'static str, from: &str, to: &str, work: &str, mut properties: Map) {
        if !self.stock.edges.insert((kind, from.to_owned(), to.to_owned())) {
            return;
        }
        self.relations.new.push(format!("{from} {kind} {to}"));
        let rule = self.schema.relationship_type(kind);
        let needs = |need: fn(&TypeRule) -> Need| rule.is_some_and(|rule| need(rule) == Need::Required);
        if needs(|rule| rule.status)
            && let Some(status) = self.schema.statuses.first()
        {
            properties.insert("status".into(), Value::string(&status.status));
        }
        let mut cypher =
            format!("MATCH (a {{id: $from}}), (b {{id: $to}}) CREATE (a)-[r:{kind}]->(b) SET r = $properties");
        if needs(|rule| rule.evidence) {
            cypher.push_str(" SET r.evidence = [{work: $work}]");
        }
        let parameters = [("from", from), ("to", to), ("work", work)].map(|(name, id)| (name, Value::string(id)));
        self.change(cypher, parameters.into_iter().chain([("properties", Value::map(properties))]));
    }

    /// Whether a property may have a value, where its values are counted.
    fn allows(&self, name: &str, value: &Value) -> bool {
        let values = self.schema.property(name).map_or(&[][..], |rule| &rule.values);
        values.is_empty() || value.as_str().is_some_and(|text| values.iter().any(|one| one == text))
    }

    fn change(&mut self, cypher: String, parameters: impl IntoIterator<Item = (&'static str, Value)>) {
        let parameters = parameters.into_iter().map(|(name, value)| (name.into(), value)).collect();
        self.landing.changes.push(Change { cypher, parameters });
    }
}

/// Whether two values say the same; case, accents and punctuation of a title differ from list to list.
fn is_same(a: &Value, b: &Value) -> bool {
    shown(a) == shown(b) || fold(&shown(a)) == fold(&shown(b))
}

/// Text or a whole number, which is all that works are described by, as people read it.
fn shown(value: &Value) -> String {
    if let Value::Integer(number) = value { number.to_string() } else { value.as_str().unwrap_or_default().to_owned() }
}
