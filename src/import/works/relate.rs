//! Who had a part in a work and what it is about, as nodes and edges.

use super::entry::{Contributor, PersonName};
use super::land::Hands;
use super::people::{Known, Who, is_longer, who, words};
use crate::functions::names::fold;
use crate::graph::{Need, TypeRule};
use crate::value::{Map, Value};

impl Hands<'_> {
    /// Those who had a part in a work, list by list: authors, editors, translators.
    pub(super) fn contributors(&mut self, work: &str, people: &[Contributor]) {
        let mut position = 0;
        for list in people.chunk_by(|a, b| a.role == b.role) {
            let names: Vec<&PersonName> = list.iter().map(|one| &one.name).collect();
            for (person, who) in list.iter().zip(who(&names, &self.stock.people)) {
                position += 1;
                self.contributor(work, position, person, who);
            }
        }
    }

    fn contributor(&mut self, work: &str, position: i64, person: &Contributor, who: Who) {
        let Some(label) = self.label_for(person) else {
            self.landing.report.unplaced(person.role);
            return;
        };
        let id = match who {
            Who::Same(known) => self.stock.people[known].id.clone(),
            Who::OtherForm(known) => self.other_form(known, person),
            Who::New => self.new_person(label, person),
        };
        let rule = self.schema.relationship_type("AUTHORED");
        let has = |name: &str| rule.is_some_and(|rule| rule.properties.iter().any(|property| property == name));
        let mut properties = Map::new();
        for (name, value) in [("position", Value::Integer(position)), ("role", Value::string(person.role))] {
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

    /// A name under which somebody was not known so far becomes an alias; or the longer one their name, where the graph
    /// has no word of its own in this.
    fn other_form(&mut self, known: usize, person: &Contributor) -> String {
        let mut alias = person.name.whole();
        let one = &mut self.stock.people[known];
        let id = one.id.clone();
        self.landing.report.taken_for.push(format!("{alias} is {} ({id})", one.name));
        one.forms.push(words(&alias));
        if (one.is_new || self.overwrite) && is_longer(&alias, &one.name) {
            std::mem::swap(&mut alias, &mut one.name);
        }
        let (name, is_new) = (Value::string(&one.name), one.is_new);
        if !is_new {
            self.people.filled.push(format!("{id}: aliases"));
        }
        let parameters = [("id", Value::string(&id)), ("alias", Value::string(alias)), ("name", name)];
        let cypher = "MATCH (p {id: $id}) SET p.aliases = coalesce(p.aliases, []) + $alias, p.name = $name";
        self.change(cypher.into(), parameters);
        id
    }

    fn new_person(&mut self, label: &str, person: &Contributor) -> String {
        let name = person.name.whole();
        let id = self.stock.ids.make(&name, "person");
        self.people.new.push(format!("{id}: {name}"));
        self.stock.add_person(Known { is_new: true, ..Known::new(&id, &name, std::iter::empty()) });
        let parameters = [("id", Value::string(&id)), ("name", Value::string(name))];
        self.change(format!("CREATE (p:{label} {{id: $id, name: $name}})"), parameters);
        id
    }

    pub(super) fn subject(&mut self, work: &str, keyword: &str) {
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
        if !self.stock.add_edge(kind, from, to) {
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
}
