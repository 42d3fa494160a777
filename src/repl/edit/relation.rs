//! `add NAME RELATION NAME …`

use super::draft::{Expected, Question};
use super::fields::{Fields, Tail, resting, text};
use super::line::{Line, nothing_yet};
use super::{Change, Desk, passage};
use crate::cli::wiring::print_name;
use crate::diagnostic::{Class, Diagnostic, quoted_list};
use crate::graph::{KeyId, Need, TypeRule, View, Way};
use crate::repl::trouble::Trouble;
use crate::repl::words::{Word, typed};
use crate::show::{self, Subject, relation_name};
use crate::value::{EdgeId, NodeId, Value};

/// A new relation: from where, of which type, and the rest of the line.
pub(super) fn add(desk: &Desk<'_>, (from, kind, rest): (&[Word], &str, &[Word])) -> Result<Change, Trouble> {
    let a = desk.ask.names.exactly(&text(from))?;
    let rule = desk.schema().and_then(|schema| schema.relationship_type(kind));
    let fields = Fields::of_relation(desk.schema(), kind);
    let line = Line { fields: &fields, words: rest, now: &nothing_yet };
    let head = line.head();
    if head == 0 {
        return Err(desk.other_end(a, kind, rule).into());
    }
    let b = line.name(desk, head)?;
    if let Some(rule) = rule {
        desk.may_join(a, rule, b, (from, &rest[..head]))?;
    }
    let tail = line.tail(desk, head)?;
    desk.in_order(&tail, nothing_yet)?;
    if a == b && !tail.sure {
        return Err(desk.leads_back(a, kind).into());
    }
    let ends = desk.stored_ends(a, kind, b, rule);
    if let Some(change) = desk.again(ends, kind, &tail)? {
        return Ok(change);
    }
    if let Some(rule) = rule {
        desk.has_all(rule, &tail)?;
    }
    let (rests, source) = resting(&tail, "r");
    let properties = if tail.values.is_empty() { String::new() } else { format!(" {}", tail.map()) };
    let (first, second) = (desk.ask.node("a", ends.0), desk.ask.node("b", ends.1));
    let statement = format!("MATCH {first}, {second}\nCREATE (a)-[r:{}{properties}]->(b){rests}", print_name(kind));
    let says = rule.map_or_else(|| relation_name(kind), |rule| rule.forward.clone());
    let name = |node| show::name_of(desk.view(), node);
    let told = vec![format!("made: {} {says} {}", name(ends.0), name(ends.1))];
    let (more, may) = (fields.unsaid(&tail), fields.names());
    Ok(Change { statements: vec![statement], told, source, more, may })
}

impl Desk<'_> {
    fn other_end(&self, a: NodeId, kind: &str, rule: Option<&TypeRule>) -> Question {
        let says = rule.map_or_else(|| relation_name(kind), |rule| rule.forward.clone());
        let about = format!("{} {says} what?", show::name_of(self.view(), a));
        let question = Question::part("name", about).whole().expect(Expected::Name);
        rule.map_or(question.clone(), |rule| question.hint(format!("a node of {}", rule.to.join(", "))))
    }

    /// Whether a type allows these ends.
    fn may_join(&self, a: NodeId, rule: &TypeRule, b: NodeId, words: (&[Word], &[Word])) -> Result<(), Trouble> {
        let has = |node: NodeId, labels: &[String]| self.labels(node).iter().any(|label| labels.contains(label));
        if has(a, &rule.from) && has(b, &rule.to) {
            return if a == b && rule.symmetric { Err(self.loops(a, rule)) } else { Ok(()) };
        }
        let (node, may, end) = if has(a, &rule.from) { (b, &rule.to, "lead to") } else { (a, &rule.from, "begin at") };
        let may: Vec<&str> = may.iter().map(String::as_str).collect();
        let message = format!("{} can't {end} {}, expected {}", rule.name, self.called(node), quoted_list(&may));
        let turned = format!("`add {} {} {}`?", typed(&text(words.1)), rule.name, typed(&text(words.0)));
        let turned = (has(b, &rule.from) && has(a, &rule.to)).then(|| format!("did you mean {turned}"));
        Err(Diagnostic::plain(Class::UsageError, message).hint_if(turned).into())
    }

    /// Asks whether a relation of a node to itself is meant.
    fn leads_back(&self, node: NodeId, kind: &str) -> Question {
        let about = format!("{kind} would lead from {} to itself", self.called(node));
        Question::sure(about, "make it all the same? [y]es, [n]o")
    }

    fn loops(&self, node: NodeId, rule: &TypeRule) -> Trouble {
        let message = format!("{} {} itself: such a relation holds between two", self.called(node), rule.forward);
        Trouble::usage(message, "name two different nodes")
    }

    /// Relations that hold both ways are stored one way only: as the first of them is.
    pub(super) fn stored_ends(&self, a: NodeId, kind: &str, b: NodeId, rule: Option<&TypeRule>) -> (NodeId, NodeId) {
        let symmetric = rule.is_some_and(|rule| rule.symmetric);
        if symmetric && !self.between(b, kind, a).is_empty() { (b, a) } else { (a, b) }
    }

    pub(super) fn between(&self, a: NodeId, kind: &str, b: NodeId) -> Vec<EdgeId> {
        let Some(kind) = self.view().symbols().find_type(kind) else { return Vec::new() };
        let mut edges = Vec::new();
        self.view().edges_of(a, Way::Out, &[kind], &mut edges);
        edges.into_iter().filter(|(_, other)| *other == b).map(|(edge, _)| edge).collect()
    }

    /// Where the relation is there already: the same is not made twice, but may rest on one passage more; another
    /// between the same two is asked about.
    fn again(&self, (a, b): (NodeId, NodeId), kind: &str, tail: &Tail) -> Result<Option<Change>, Trouble> {
        let edges = self.between(a, kind, b);
        let Some(first) = edges.first() else { return Ok(None) };
        let subject = Subject { view: self.view(), schema: self.schema() };
        let there = |edge| show::sentence(subject, edge);
        if let Some(same) = edges.iter().find(|edge| self.says(**edge, tail)) {
            return self.one_more_passage(*same, tail, &there(*same)).map(Some);
        }
        if tail.sure {
            return Ok(None);
        }
        Err(Question::sure(format!("there is one already: {}", there(*first)), "make another? [y]es, [n]o").into())
    }

    /// Whether a relation says just what the end of a line says; remarks do not count, nor a status that is not given.
    fn says(&self, edge: EdgeId, tail: &Tail) -> bool {
        let properties = self.view().edge_properties(edge);
        let known = properties.iter().map(|(key, value)| (self.view().symbols().key_name(*key).to_string(), value));
        let known: Vec<(String, String)> = known.map(|(key, value)| (key, cypher(value))).collect();
        let counts =
            |key: &str| !matches!(key, "note" | "anomaly") && (key != "status" || tail.value("status").is_some());
        let mut there: Vec<_> = known.iter().filter(|(key, _)| counts(key)).collect();
        let mut given: Vec<_> = tail.values.iter().filter(|(key, _)| counts(key)).collect();
        there.sort();
        given.sort();
        there == given
    }

    fn one_more_passage(&self, edge: EdgeId, tail: &Tail, there: &str) -> Result<Change, Trouble> {
        let known = self.view().edge_evidence(edge);
        let piece = tail.source.as_ref().filter(|piece| !known.contains(piece));
        let Some(piece) = piece else {
            let hint =
                "what else would set it apart? a date or a property; `from WORK` lets it rest on one passage more";
            return Err(Trouble::usage(format!("there is one that says the same: {there}"), hint));
        };
        if !tail.sure {
            let about = format!("there is one that says the same: {there}");
            return Err(Question::sure(about, "let it rest on this passage too? [y]es, [n]o").into());
        }
        let statement = format!(
            "{}\nSET r.evidence = evidence(r) + [{}]",
            self.matching(["a", "r", "b"], edge),
            passage::cypher(piece)
        );
        let told = vec![format!("rests on one passage more: {there}")];
        Ok(Change { statements: vec![statement], told, source: Some(passage::again(piece)), ..Change::default() })
    }

    /// A clause that matches this relation alone, or one that says the same: by its ends, its type and all that it says.
    pub(super) fn matching(&self, [first, variable, second]: [&str; 3], edge: EdgeId) -> String {
        let (a, b) = self.view().ends(edge);
        let kind = self.view().symbols().type_name(self.view().edge_type(edge));
        let properties = self.view().edge_properties(edge);
        let tests: Vec<String> = properties
            .iter()
            .map(|(key, value)| format!("{}: {}", print_name(self.view().symbols().key_name(*key)), cypher(value)))
            .collect();
        let tests = if tests.is_empty() { String::new() } else { format!(" {{{}}}", tests.join(", ")) };
        let (a, b) = (self.ask.node(first, a), self.ask.node(second, b));
        let rest = format!("MATCH {a}-[{variable}:{}{tests}]->{b}", print_name(kind));
        let (from, to) = self.view().ends(edge);
        let twins = self.between(from, kind, to);
        if twins.len() == 1 {
            return rest;
        }
        // A pattern matches what says more, too; of those that say just the same, one.
        let is_like = |twin: &&EdgeId| said(self.view(), **twin) == said(self.view(), edge);
        let one = if twins.iter().filter(is_like).count() > 1 { "\nWITH * LIMIT 1" } else { "" };
        format!("{rest}\nWHERE size(keys({variable})) = {}{one}", properties.len())
    }

    /// Asks for what a type needs: a status, and a passage it rests on.
    fn has_all(&self, rule: &TypeRule, tail: &Tail) -> Result<(), Trouble> {
        if rule.status == Need::Required && tail.value("status").is_none() {
            let statuses = self.schema().map_or(&[][..], |schema| &schema.statuses);
            let about = format!("{} needs a status: how far does the source stand behind it?", rule.name);
            let question = Question::part("status", about).after("status ");
            let question = statuses
                .iter()
                .fold(question, |question, rule| question.hint(format!("{}: {}", rule.status, rule.description)));
            let words = statuses.iter().map(|rule| rule.status.clone()).collect();
            return Err(question.expect(Expected::Words(words)).into());
        }
        if rule.evidence == Need::Required && tail.source.is_none() && !self.vouched {
            let about = format!("{} needs evidence: which passage says so?", rule.name);
            let question = Question::part("work", about).after("from ").offer(self.last).expect(Expected::Work);
            return Err(question.hint("a work, then a section or `page 12`, then a few words in quotes").into());
        }
        Ok(())
    }
}

/// All that a relation says, in an order.
fn said(view: &dyn View, edge: EdgeId) -> Vec<(KeyId, String)> {
    let mut said: Vec<_> = view.edge_properties(edge).iter().map(|(key, value)| (*key, cypher(value))).collect();
    said.sort();
    said
}

/// A value as Cypher writes it.
pub(super) fn cypher(value: &Value) -> String {
    match value {
        Value::List(items) => format!("[{}]", items.iter().map(cypher).collect::<Vec<String>>().join(", ")),
        Value::String(text) => crate::repl::ask::literal(text),
        Value::Float(number) => format!("{number:?}"),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{}: {}", print_name(key), cypher(value)));
            format!("{{{}}}", entries.collect::<Vec<String>>().join(", "))
        }
        Value::Null => "null".to_string(),
        Value::Boolean(truth) => truth.to_string(),
        Value::Integer(number) => number.to_string(),
        // Records read from documents hold none of these.
        Value::Node(_) | Value::Relationship(_) | Value::Path(_) | Value::Temporal(_) | Value::Duration(_) => {
            "null".to_string()
        }
    }
}
