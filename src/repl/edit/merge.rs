//! `merge A B`: one actor under two spellings becomes one, and nothing is lost.

use super::draft::{Expected, Question};
use super::relation::cypher;
use super::{Change, Desk, passage};
use crate::cli::wiring::print_name;
use crate::graph::Way;
use crate::repl::ask::{literal, two_names};
use crate::repl::trouble::Trouble;
use crate::repl::words::{Word, joined};
use crate::show;
use crate::value::{EdgeId, NodeId, Value};

/// `merge`
pub(crate) fn merge(desk: &Desk<'_>, words: &[Word]) -> Result<Change, Trouble> {
    let (words, sure) = super::sure(words);
    if let Some(question) = desk.which_two(words)? {
        return Err(question.into());
    }
    let plain = |word: &Word, text: &str| !word.quoted && word.text.eq_ignore_ascii_case(text);
    // "and" and "into" may stand in a name too.
    let between = |at: &usize| desk.ask.is_exact(&words[..*at]) && desk.ask.is_exact(&words[*at + 1..]);
    let joins = |at: &usize| ["and", "with", "into"].iter().any(|word| plain(&words[*at], word));
    let at = (1..words.len()).filter(joins).find(between);
    let (first, second) = match at {
        Some(at) => (joined(&words[..at]), joined(&words[at + 1..])),
        None => two_names(&desk.ask, words, "merge")?,
    };
    let into = at.map_or_else(|| words.iter().any(|word| plain(word, "into")), |at| plain(&words[at], "into"));
    let (a, b) = if into { (second, first) } else { (first, second) };
    let (keep, gone) = (desk.ask.names.exactly(&a)?, desk.ask.names.exactly(&b)?);
    if keep == gone {
        return Err(Trouble::usage(format!("`{a}` and `{b}` are the same"), "name two different nodes"));
    }
    Merge { desk, keep, gone }.change(sure)
}

impl Desk<'_> {
    /// Asks for the names that are missing.
    fn which_two(&self, words: &[Word]) -> Result<Option<Question>, Trouble> {
        let question = |about: String| Question::part("name", about).whole().expect(Expected::Name);
        if words.is_empty() {
            return Ok(Some(question("merge which two? the name of the one that stays".to_string())));
        }
        let are_two = (1..words.len()).any(|at| self.ask.is_exact(&words[..at]) && self.ask.is_exact(&words[at..]));
        if are_two || words.len() > 1 && !self.ask.is_exact(words) {
            return Ok(None);
        }
        let node = self.ask.names.exactly(&joined(words))?;
        Ok(Some(question(format!("which one is {} under another name?", self.called(node)))))
    }
}

struct Merge<'d, 'a> {
    desk: &'d Desk<'a>,
    keep: NodeId,
    gone: NodeId,
}

impl Merge<'_, '_> {
    fn change(&self, sure: bool) -> Result<Change, Trouble> {
        let desk = self.desk;
        let edges = self.edges();
        self.may(&edges)?;
        let lost = self.lost();
        if !lost.is_empty() && !sure {
            let about = format!(
                "{} and {} say different things; the first stays:\n{}",
                desk.called(self.keep),
                desk.called(self.gone),
                lost.join("\n")
            );
            return Err(Question::sure(about, "merge them? [y]es, [n]o").into());
        }
        let mut statements: Vec<String> = edges.iter().map(|edge| self.moved(*edge)).collect();
        statements.extend(self.properties());
        let id = |node| desk.view().node_text(node, "id").unwrap_or_default();
        statements.extend(desk.repoint(&id(self.gone), &id(self.keep)));
        statements.push(format!("MATCH {}\nDELETE b", desk.ask.node("b", self.gone)));
        let count = if edges.len() == 1 { "1 relation".into() } else { format!("{} relations", edges.len()) };
        let mut told = vec![format!("{} is {} now, with {count}", desk.called(self.gone), desk.called(self.keep))];
        told.extend(lost.into_iter().map(|line| format!("not kept: {}", line.trim())));
        Ok(Change { statements, told, ..Change::default() })
    }

    fn edges(&self) -> Vec<EdgeId> {
        let mut edges = Vec::new();
        self.desk.view().edges_of(self.gone, Way::Both, &[], &mut edges);
        let mut edges: Vec<EdgeId> = edges.into_iter().map(|(edge, _)| edge).collect();
        edges.sort_unstable();
        edges.dedup();
        edges
    }

    /// A relation between the two would lead from one to itself; and what has no label in common is not one actor.
    fn may(&self, edges: &[EdgeId]) -> Result<(), Trouble> {
        let desk = self.desk;
        let joins = |edge: &&EdgeId| {
            let (a, b) = desk.view().ends(**edge);
            a == self.keep || b == self.keep || a == b
        };
        let between: Vec<EdgeId> = edges.iter().filter(joins).copied().collect();
        if !between.is_empty() {
            let message = format!("they are related to each other, or one to itself:\n{}", desk.sentences(&between));
            return Err(Trouble::usage(
                message,
                "it would lead from one to itself: `remove` it first, if they are one",
            ));
        }
        let (keep, gone) = (desk.labels(self.keep), desk.labels(self.gone));
        if keep.iter().any(|label| gone.contains(label)) {
            return Ok(());
        }
        let message = format!("{} and {} have no label in common", desk.called(self.keep), desk.called(self.gone));
        Err(Trouble::usage(message, "only what is of one kind can be one"))
    }

    /// What the second says of itself otherwise, and what has therefore no place.
    fn lost(&self) -> Vec<String> {
        let view = self.desk.view();
        let told = |value: &Value| show::cell_text(view, value);
        let differs = |key: &str, other: &Value| {
            let known = view.symbols().find_key(key).map(|key| view.node_property(self.keep, key))?;
            let both_lists = matches!((&known, other), (Value::List(_), Value::List(_)));
            let is_same = known.is_null() || cypher(&known) == cypher(other) || both_lists;
            (!is_same).then(|| format!("  {key}: {}, not {}", told(&known), told(other)))
        };
        let own = view.node_properties(self.gone);
        let own = own.iter().map(|(key, value)| (view.symbols().key_name(*key).to_string(), value));
        own.filter(|(key, _)| !matches!(key.as_str(), "id" | "name"))
            .filter_map(|(key, value)| differs(&key, value))
            .collect()
    }

    /// The statement that moves a relation: to one that says the same, which then rests on the passages of both,
    /// else as it is.
    fn moved(&self, edge: EdgeId) -> String {
        let desk = self.desk;
        let kind = desk.view().symbols().type_name(desk.view().edge_type(edge)).clone();
        let turn = |node| if node == self.gone { self.keep } else { node };
        let ends = desk.view().ends(edge);
        let rule = desk.schema().and_then(|schema| schema.relationship_type(&kind));
        let (a, b) = desk.stored_ends(turn(ends.0), &kind, turn(ends.1), rule);
        let matched = desk.matching(["a", "r", "b"], edge);
        if let Some(same) = desk.between(a, &kind, b).into_iter().find(|other| self.is_same(*other, edge)) {
            let kept = desk.matching(["c", "k", "d"], same);
            let note = self.note(same, edge).map(|note| format!(", k.note = {note}")).unwrap_or_default();
            return format!(
                "{matched}\n{kept}\n\
                 SET k.evidence = evidence(k) + [p IN evidence(r) WHERE NOT p IN evidence(k)]{note}\nDELETE r"
            );
        }
        let (first, second) = (desk.ask.node("c", a), desk.ask.node("d", b));
        let kind = print_name(&kind);
        format!(
            "{matched}\nMATCH {first}, {second}\nCREATE (c)-[m:{kind}]->(d)\n\
             SET m = properties(r), m.evidence = evidence(r)\nDELETE r"
        )
    }

    fn said(&self, edge: EdgeId) -> Vec<(String, String)> {
        let view = self.desk.view();
        let properties = view.edge_properties(edge);
        let all = properties.iter().map(|(key, value)| (view.symbols().key_name(*key).to_string(), cypher(value)));
        let mut said: Vec<(String, String)> = all.filter(|(key, _)| key != "note" && key != "anomaly").collect();
        said.sort();
        said
    }

    fn is_same(&self, a: EdgeId, b: EdgeId) -> bool {
        self.said(a) == self.said(b)
    }

    /// The remark of two relations that become one, where the second has one.
    fn note(&self, kept: EdgeId, gone: EdgeId) -> Option<String> {
        let note = |edge| self.desk.view().edge_text(edge, "note");
        let second = note(gone)?;
        match note(kept) {
            Some(first) if first != second => Some(literal(&format!("{first}; {second}"))),
            Some(_) | None => Some(literal(&second)),
        }
    }

    /// The statements that give the first what only the second says: labels, properties, names, passages.
    fn properties(&self) -> Vec<String> {
        let view = self.desk.view();
        let mut sets = Vec::new();
        let keep = self.desk.labels(self.keep);
        let labels = self.desk.labels(self.gone).into_iter().filter(|label| !keep.contains(label));
        sets.extend(labels.map(|label| format!("a:{}", print_name(&label))));
        for (key, value) in view.node_properties(self.gone).iter() {
            let name = view.symbols().key_name(*key).to_string();
            let known = view.node_property(self.keep, *key);
            let united = match (&known, value) {
                _ if matches!(name.as_str(), "id" | "name" | "aliases") => continue,
                (Value::Null, value) => cypher(value),
                (Value::List(known), Value::List(more)) => {
                    let more = more.iter().filter(|one| !known.iter().any(|other| cypher(other) == cypher(one)));
                    cypher(&Value::list(known.iter().chain(more).cloned().collect()))
                }
                (_, _) => continue,
            };
            sets.push(format!("a.{} = {united}", print_name(&name)));
        }
        sets.extend(self.aliases());
        let passages: Vec<String> = view
            .node_evidence(self.gone)
            .iter()
            .filter(|piece| !view.node_evidence(self.keep).contains(piece))
            .map(passage::cypher)
            .collect();
        if !passages.is_empty() {
            sets.push(format!("a.evidence = evidence(a) + [{}]", passages.join(", ")));
        }
        let statement = || format!("MATCH {}\nSET {}", self.desk.ask.node("a", self.keep), sets.join(", "));
        if sets.is_empty() { Vec::new() } else { vec![statement()] }
    }

    fn aliases(&self) -> Option<String> {
        let desk = self.desk;
        let name = show::name_of(desk.view(), self.keep);
        let known = desk.texts(self.keep, "aliases");
        let mut all = known.clone();
        let more = desk.texts(self.gone, "aliases");
        for alias in std::iter::once(show::name_of(desk.view(), self.gone)).chain(more) {
            if alias != name && !all.contains(&alias) {
                all.push(alias);
            }
        }
        let list = || cypher(&Value::list(all.iter().map(Value::string).collect()));
        (all != known).then(|| format!("a.aliases = {}", list()))
    }
}
