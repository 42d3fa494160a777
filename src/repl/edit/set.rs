//! `edit NAME key = value` and `edit NAME RELATION NAME key = value`; without values, what can be set.

use super::draft::{Expected, Question};
use super::fields::{Fields, Tail};
use super::line::{Line, nothing_yet, parted};
use super::{Change, Desk, passage};
use crate::graph::Need;
use crate::graph::lens::{Dates, Period};
use crate::repl::trouble::Trouble;
use crate::repl::words::{Word, joined};
use crate::show::cell_text;
use crate::value::{EdgeId, NodeId, Value};

const USAGE: &str = "as in `edit Wakanda description = \"A country of films.\"`";

/// `edit`
pub(crate) fn edit(desk: &Desk<'_>, words: &[Word]) -> Result<Change, Trouble> {
    let words = parted(words);
    if words.is_empty() {
        return Err(Question::part("name", "edit what?").whole().expect(Expected::Name).hint(USAGE).into());
    }
    let relation = desk
        .ask
        .find_relation(&words)
        .filter(|(start, end, _)| desk.ask.is_exact(&words[..*start]) && *end < words.len());
    if let Some((start, end, kind)) = relation {
        return desk.edit_relation(&words[..start], &kind, &words[end..]);
    }
    let bound = desk.name_ends(&words);
    let head = (1..=bound).rev().find(|at| desk.ask.is_exact(&words[..*at])).unwrap_or(bound);
    let node = desk.ask.names.exactly(&joined(&words[..head]))?;
    let fields = Fields::of_node(desk.schema(), &desk.labels(node));
    let now = |key: &str| desk.node_value(node, key);
    let line = Line { fields: &fields, words: &words[head..], now: &now };
    let tail = line.tail(desk, 0)?;
    if tail.values.is_empty() && tail.source.is_none() {
        return Ok(desk.settable(&fields, now));
    }
    desk.in_order(&tail, now)?;
    let change = desk.edit_node(node, &tail)?;
    Ok(Change { more: fields.unsaid(&tail), may: fields.names(), ..change })
}

impl Desk<'_> {
    /// How many words may be a name: those up to a relation, or to what is set.
    fn name_ends(&self, words: &[Word]) -> usize {
        let exact = (1..=words.len()).rev().find(|at| self.ask.is_exact(&words[..*at]));
        let equals = words.iter().position(|word| !word.quoted && word.text == "=");
        let equals = equals.map(|at| at.saturating_sub(1).max(1));
        let known = |at: &usize| {
            let word = &words[*at];
            !word.quoted
                && (is_own(&word.text) || self.schema().is_some_and(|schema| schema.property(&word.text).is_some()))
        };
        let relation = self.ask.find_relation(words).map(|(start, ..)| start);
        let guess = (1..words.len()).find(known).into_iter().chain(relation).min();
        exact.or(guess).unwrap_or(words.len()).min(equals.unwrap_or(words.len()))
    }

    fn node_value(&self, node: NodeId, key: &str) -> Value {
        self.view().symbols().find_key(key).map_or(Value::Null, |key| self.view().node_property(node, key))
    }

    /// What can be set, and what is.
    fn settable(&self, fields: &Fields<'_>, value: impl Fn(&str) -> Value) -> Change {
        let widest = fields.list.iter().map(|field| field.name.len()).max().unwrap_or(0);
        let line = |field: &super::fields::Field<'_>| {
            let now = match value(field.name) {
                Value::Null => String::new(),
                value => format!("= {}  ", cell_text(self.view(), &value)),
            };
            let values =
                if field.values.is_empty() { String::new() } else { format!(" ({})", field.values.join(", ")) };
            format!("{:widest$}  {now}{}{values}", field.name, field.about)
        };
        Change { told: fields.list.iter().map(line).collect(), ..Change::default() }
    }

    fn edit_node(&self, node: NodeId, tail: &Tail) -> Result<Change, Trouble> {
        let id = self.view().node_text(node, "id").unwrap_or_default();
        if tail.value("id").is_some() {
            let hint = format!("`rename id {id} to NEW` does, with every reference");
            return Err(Trouble::usage("`edit` leaves the id as it is, since others name it", hint));
        }
        if tail.value("name") == Some("null") {
            return Err(Trouble::usage("a node keeps a name", format!("`remove {id}` takes the node away")));
        }
        let mut sets = Vec::new();
        sets.extend((!tail.values.is_empty()).then(|| format!("n += {}", tail.map())));
        sets.extend(self.kept_name(node, tail)?);
        if let Some(piece) = &tail.source
            && !self.view().node_evidence(node).contains(piece)
        {
            sets.push(format!("n.evidence = evidence(n) + [{}]", passage::cypher(piece)));
        }
        if sets.is_empty() {
            let told = vec![format!("{} rests on this passage already", self.called(node))];
            return Ok(Change { told, ..Change::default() });
        }
        let statement = format!("MATCH {}\nSET {}", self.ask.node("n", node), sets.join(", "));
        let told = vec![format!("changed {}: {}", self.called(node), changed(tail))];
        let source = tail.source.as_ref().map(passage::again);
        Ok(Change { statements: vec![statement], told, source, ..Change::default() })
    }

    /// Another name is looked at as `rename` does, and the old one kept as an alias unless the aliases are set too.
    fn kept_name(&self, node: NodeId, tail: &Tail) -> Result<Option<String>, Trouble> {
        let named = self.node_value(node, "name");
        let Some(new) = tail.text("name").filter(|new| named.as_str() != Some(new.as_str())) else { return Ok(None) };
        self.is_near_none(node, &new, tail.sure)?;
        Ok(tail.value("aliases").is_none().then(|| format!("n.aliases = {}", self.aliases_after(node, &new))))
    }

    fn edit_relation(&self, from: &[Word], kind: &str, rest: &[Word]) -> Result<Change, Trouble> {
        let fields = Fields::of_relation(self.schema(), kind);
        let line = Line { fields: &fields, words: rest, now: &nothing_yet };
        let head = line.head();
        let (a, b) = (self.ask.names.exactly(&joined(from))?, line.name(self, head)?);
        let edges = self.joining(a, kind, b)?;
        let now = |key: &str| self.edge_value(&edges, key);
        let tail = Line { now: &now, ..line }.tail(self, head)?;
        let [edge] = edges[..] else {
            let message = format!("there are {}, and `edit` changes one:\n{}", edges.len(), self.sentences(&edges));
            let first = edges.first().map(|edge| format!("by Cypher: {}", self.matching(["a", "r", "b"], *edge)));
            return Err(Trouble::usage(message, first.unwrap_or_default()));
        };
        if tail.values.is_empty() && tail.source.is_none() {
            return Ok(self.settable(&fields, now));
        }
        self.in_order(&tail, now)?;
        self.vouched_for(edge, kind, &tail)?;
        let change = self.set_relation(edge, &tail);
        Ok(Change { more: fields.unsaid(&tail), may: fields.names(), ..change })
    }

    /// What the one relation of a line says; nothing where there are several.
    fn edge_value(&self, edges: &[EdgeId], key: &str) -> Value {
        let ([edge], Some(key)) = (edges, self.view().symbols().find_key(key)) else { return Value::Null };
        self.view().edge_property(*edge, key)
    }

    /// That nothing ends before it begins, by what a line says and, where that says nothing, by what was so.
    pub(super) fn in_order(&self, tail: &Tail, now: impl Fn(&str) -> Value) -> Result<(), Trouble> {
        let date = |key: &str| tail.text(key).or_else(|| now(key).as_str().map(str::to_string));
        let given = tail.value("start").is_some() || tail.value("end").is_some();
        let [start, end] = ["start", "end"].map(|key| date(key).filter(|_| tail.value(key) != Some("null")));
        let span = Period::of(&Dates { start: start.as_deref(), end: end.as_deref(), ..Dates::default() });
        if !given || tail.sure || !span.is_some_and(|span| span.is_reversed()) {
            return Ok(());
        }
        let [start, end] = [start, end].map(Option::unwrap_or_default);
        Err(Trouble::usage(
            format!("it would end in {end}, before it begins in {start}"),
            "change the two dates, or mend the wrong one",
        ))
    }

    /// A relation that says something else needs a passage that says so.
    fn vouched_for(&self, edge: EdgeId, kind: &str, tail: &Tail) -> Result<(), Trouble> {
        let rule = self.schema().and_then(|schema| schema.relationship_type(kind));
        let needs = rule.is_some_and(|rule| rule.evidence == Need::Required);
        let says = tail.values.iter().any(|(key, _)| key != "note");
        if !needs || !says || tail.source.is_some() || self.vouched {
            return Ok(());
        }
        let known = self.view().edge_evidence(edge).first().map(passage::again);
        let about = format!("{kind} needs evidence: which passage says so?");
        let question = Question::part("work", about).after("from ").offer(known.as_deref().or(self.last));
        Err(question.hint("the passage it rests on may say this too").expect(Expected::Work).into())
    }

    fn set_relation(&self, edge: EdgeId, tail: &Tail) -> Change {
        let known = self.view().edge_evidence(edge);
        // The same place may be offered again without its phrase.
        let again =
            |piece: &crate::graph::Evidence| known.iter().any(|one| passage::again(one) == passage::again(piece));
        let evidence = match &tail.source {
            Some(piece) if piece.phrase.is_some() && !known.contains(piece) || !again(piece) => {
                Some(format!("r.evidence = evidence(r) + [{}]", passage::cypher(piece)))
            }
            Some(_) => Some("r.evidence = evidence(r)".to_string()),
            None => None,
        };
        let values = (!tail.values.is_empty()).then(|| format!("r += {}", tail.map()));
        let sets: Vec<String> = values.into_iter().chain(evidence).collect();
        let statement = format!("{}\nSET {}", self.matching(["a", "r", "b"], edge), sets.join(", "));
        let told = vec![format!("changed:\n{}\n  {}", self.sentences(&[edge]), changed(tail))];
        let source = tail.source.as_ref().map(passage::again);
        Change { statements: vec![statement], told, source, ..Change::default() }
    }
}

/// Whether a property is one that nodes or relations have whatever the schema says.
fn is_own(name: &str) -> bool {
    matches!(name, "id" | "name" | "aliases" | "description" | "date" | "start" | "end" | "at" | "note" | "status")
}

/// "kind = 'island', start taken away"
fn changed(tail: &Tail) -> String {
    let told = tail.values.iter().map(|(key, value)| match value.as_str() {
        "null" => format!("{key} taken away"),
        value => format!("{key} = {value}"),
    });
    let source = tail.source.as_ref().map(|piece| format!("rests on {}", passage::again(piece)));
    told.chain(source).collect::<Vec<String>>().join(", ")
}
