//! `edit NAME key = value` and `edit NAME RELATION NAME key = value`; without values, what can be set.

use super::draft::{Expected, Question};
use super::fields::{Fields, Line, Tail, parted};
use super::{Change, Desk, passage};
use crate::graph::Need;
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
    let equals = words.iter().position(|word| !word.quoted && word.text == "=");
    let bound = equals.map_or(words.len(), |at| at.saturating_sub(1)).max(1);
    let head = (1..=bound).rev().find(|at| desk.ask.is_exact(&words[..*at])).unwrap_or(bound);
    let node = desk.ask.names.exactly(&joined(&words[..head]))?;
    let fields = Fields::of_node(desk.schema(), &desk.labels(node));
    let line = Line { fields: &fields, words: &words[head..] };
    let tail = line.tail(desk, 0)?;
    if tail.values.is_empty() && tail.source.is_none() {
        return Ok(desk.settable(&fields, |key| desk.node_value(node, key)));
    }
    desk.edit_node(node, &tail)
}

impl Desk<'_> {
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
        if let Some(piece) = &tail.source
            && !self.view().node_evidence(node).contains(piece)
        {
            sets.push(format!("n.evidence = evidence(n) + [{}]", passage::cypher(piece)));
        }
        let statement = format!("MATCH {}\nSET {}", self.ask.node("n", node), sets.join(", "));
        let told = vec![format!("changed {}: {}", self.called(node), changed(tail))];
        let source = tail.source.as_ref().map(passage::again);
        Ok(Change { statements: vec![statement], told, source, ..Change::default() })
    }

    fn edit_relation(&self, from: &[Word], kind: &str, rest: &[Word]) -> Result<Change, Trouble> {
        let fields = Fields::of_relation(self.schema(), kind);
        let line = Line { fields: &fields, words: rest };
        let head = line.head();
        let (a, b) = (self.ask.names.exactly(&joined(from))?, self.ask.names.exactly(&joined(&rest[..head]))?);
        let tail = line.tail(self, head)?;
        let edges = self.joining(a, kind, b)?;
        let [edge] = edges[..] else {
            let message = format!("there are {}, and `edit` changes one:\n{}", edges.len(), self.sentences(&edges));
            let first = edges.first().map(|edge| format!("by Cypher: {}", self.matching(["a", "r", "b"], *edge)));
            return Err(Trouble::usage(message, first.unwrap_or_default()));
        };
        if tail.values.is_empty() && tail.source.is_none() {
            let value = |key: &str| {
                let key = self.view().symbols().find_key(key);
                key.map_or(Value::Null, |key| self.view().edge_property(edge, key))
            };
            return Ok(self.settable(&fields, value));
        }
        self.vouched_for(edge, kind, &tail)?;
        Ok(self.set_relation(edge, &tail))
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

/// "kind = 'island', start taken away"
fn changed(tail: &Tail) -> String {
    let told = tail.values.iter().map(|(key, value)| match value.as_str() {
        "null" => format!("{key} taken away"),
        value => format!("{key} = {value}"),
    });
    let source = tail.source.as_ref().map(|piece| format!("rests on {}", passage::again(piece)));
    told.chain(source).collect::<Vec<String>>().join(", ")
}
