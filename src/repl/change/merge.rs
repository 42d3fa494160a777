//! `merge A B`: one actor under two spellings. B becomes part of A, and nothing is lost.

use std::collections::BTreeSet;

use super::super::ask::{literal, two_names, value_literal};
use super::super::trouble::Trouble;
use super::super::words::{Word, joined};
use super::grammar::{is_plain, without_anyway};
use super::rename::{aliases, moved_passage, references};
use super::step::{Asking, Change, Completes, Put, Step};
use super::{Scene, pair, relate, source};
use crate::cli::wiring::print_name;
use crate::graph::{Evidence, View, Way};
use crate::show;
use crate::value::{EdgeId, Map, NodeId, Value};

/// `merge A B`, `merge B into A`
pub(crate) fn merge(scene: &Scene<'_>, words: &[Word]) -> Result<Step, Trouble> {
    let (words, anyway) = without_anyway(words);
    if words.is_empty() {
        return Ok(Step::Ask(asked("merge into whom or what, which stays? ")));
    }
    if words.len() == 1 || scene.ask.is_exact(words) {
        return Ok(Step::Ask(asked("and who or what becomes part of it? ")));
    }
    let (kept, gone) = both(scene, words)?;
    let pair = Pair { scene, kept, gone, ids: (id_of(scene, kept)?, id_of(scene, gone)?) };
    pair.merge(anyway)
}

fn asked(prompt: &str) -> Asking {
    Asking {
        missing: "two names: the one that stays, and the one that becomes part of it".to_owned(),
        hint: "as in `merge Kazakhstan Kazakstan`".to_owned(),
        prompt: prompt.to_owned(),
        completes: Completes { names: true, ..Completes::default() },
        put: Put::Name,
        ..Asking::default()
    }
}

/// The one that stays, and the one that becomes part of it.
fn both(scene: &Scene<'_>, words: &[Word]) -> Result<(NodeId, NodeId), Trouble> {
    let into = words.iter().position(|word| is_plain(word, "into")).filter(|at| *at > 0 && at + 1 < words.len());
    let (kept, gone) = match into {
        Some(at) => (joined(&words[at + 1..]), joined(&words[..at])),
        None => two_names(&scene.ask, words)?,
    };
    let (kept_node, gone_node) = (scene.ask.names.one(&kept)?, scene.ask.names.one(&gone)?);
    if kept_node == gone_node {
        let message = format!("`{kept}` and `{gone}` are one already: {}", show::name_of(scene.graph, kept_node));
        return Err(Trouble::usage(message, "name two"));
    }
    Ok((kept_node, gone_node))
}

fn id_of(scene: &Scene<'_>, node: NodeId) -> Result<String, Trouble> {
    let id = scene.graph.node_text(node, "id").map(|id| id.to_string());
    id.ok_or_else(|| Trouble::usage(format!("{} has no id", show::name_of(scene.graph, node)), "give it one"))
}

/// Two nodes that are to be one.
struct Pair<'s, 'a> {
    scene: &'s Scene<'a>,
    kept: NodeId,
    gone: NodeId,
    /// Their ids, in this order.
    ids: (String, String),
}

impl Pair<'_, '_> {
    fn merge(&self, anyway: bool) -> Result<Step, Trouble> {
        let scene = self.scene;
        self.expect_unrelated()?;
        let differing = self.differing();
        if !anyway && let Some(asking) = self.doubt(&differing) {
            return Ok(Step::Ask(asking));
        }
        let mut statements = references(scene, &self.ids.1).moved(&self.ids.1, &self.ids.0);
        statements.extend(self.node(&differing));
        statements.extend(self.relations());
        statements.push(format!("MATCH {}\nDETACH DELETE n", scene.ask.node("n", self.gone)));
        let remarks = pair::queries_naming(scene, &self.ids.1).into_iter().collect();
        Ok(Step::Do(Change { statements, remarks, source: None }))
    }

    fn name(&self, node: NodeId) -> String {
        show::name_of(self.scene.graph, node)
    }

    /// What relates one to the other would relate it to itself.
    fn expect_unrelated(&self) -> Result<(), Trouble> {
        let between: Vec<String> = self
            .edges()
            .into_iter()
            .filter(|edge| {
                let (from, to) = self.scene.graph.ends(*edge);
                [from, to].iter().all(|end| *end == self.kept || *end == self.gone)
            })
            .map(|edge| format!("  {}", pair::told(self.scene, edge)))
            .collect();
        if between.is_empty() {
            return Ok(());
        }
        let message = format!("one would be related to itself:\n{}", between.join("\n"));
        Err(Trouble::usage(message, "if they are one, that can't be: `remove NAME RELATION NAME` first"))
    }

    /// The relations of the one that goes.
    fn edges(&self) -> Vec<EdgeId> {
        let mut edges = Vec::new();
        self.scene.graph.edges_of(self.gone, Way::Both, &[], &mut edges);
        let edges: BTreeSet<EdgeId> = edges.into_iter().map(|(edge, _)| edge).collect();
        edges.into_iter().collect()
    }

    /// Properties that both have and that differ: key, what stays, what goes.
    fn differing(&self) -> Vec<(String, Value, Value)> {
        let (kept, gone) = (self.properties(self.kept), self.properties(self.gone));
        let differs = |key: &str, value: &Value| {
            let other = kept.get(key)?;
            let joins = matches!(key, "id" | "name" | "aliases" | "note") || pair::same(other, value);
            (!joins && !is_within(value, other)).then(|| (key.to_owned(), other.clone(), value.clone()))
        };
        gone.iter().filter_map(|(key, value)| differs(key, value)).collect()
    }

    fn properties(&self, node: NodeId) -> Map {
        pair::properties_of_node(self.scene, node)
    }

    /// What should be looked at before: properties that differ, and labels that have nothing in common.
    fn doubt(&self, differing: &[(String, Value, Value)]) -> Option<Asking> {
        let scene = self.scene;
        let (kept, gone) = (self.name(self.kept), self.name(self.gone));
        let labels = [self.kept, self.gone].map(|node| show::label_names(scene.graph, node));
        let mut lines = Vec::new();
        if !labels[0].iter().any(|label| labels[1].contains(label)) {
            lines.push(format!("{kept} is {}, {gone} is {}", labels[0].join(", "), labels[1].join(", ")));
        }
        lines.extend(differing.iter().map(|(key, stays, goes)| {
            format!("{key}: {} ({kept}) or {} ({gone})", pair::text(scene, stays), pair::text(scene, goes))
        }));
        (!lines.is_empty()).then(|| {
            let question = format!("merge, with what {kept} says, and the rest in its note?");
            Asking::sure(format!("they differ:\n  {}", lines.join("\n  ")), &question)
        })
    }

    /// What the one that stays takes over of the other itself.
    fn node(&self, differing: &[(String, Value, Value)]) -> Option<String> {
        let scene = self.scene;
        let (kept, gone) = (self.properties(self.kept), self.properties(self.gone));
        let mut sets = vec![format!("SET n.aliases = {}", value_literal(&self.aliases()))];
        for (key, value) in &gone {
            let own = kept.get(key);
            let value = match (own, value) {
                (Some(Value::Map(own)), Value::Map(other)) => {
                    let mut all = (**other).clone();
                    all.extend(own.iter().map(|(key, value)| (key.clone(), value.clone())));
                    Some(Value::map(all))
                }
                (None, value) => Some(value.clone()),
                (Some(_), _) => None,
            };
            let value = value.filter(|_| !matches!(&**key, "id" | "name" | "aliases" | "note"));
            sets.extend(value.map(|value| format!("SET n.{} = {}", print_name(key), value_literal(&value))));
        }
        sets.extend(self.note(differing, &kept, &gone).map(|note| format!("SET n.note = {}", literal(&note))));
        let labels = show::label_names(scene.graph, self.gone);
        let own = show::label_names(scene.graph, self.kept);
        let new = labels.iter().filter(|label| !own.contains(label));
        sets.extend(new.map(|label| format!("SET n:{}", print_name(label))));
        let has: Vec<Evidence> = self.moved(&scene.graph.node_evidence(self.kept));
        let fresh = missing(&has, &self.moved(&scene.graph.node_evidence(self.gone)));
        if !fresh.is_empty() {
            sets.push(format!("SET n.evidence = evidence(n) + {}", source::list(&fresh)));
        }
        Some(format!("MATCH {}\n{}", scene.ask.node("n", self.kept), sets.join("\n")))
    }

    /// The names of both, each once, without the name of the one that stays.
    fn aliases(&self) -> Value {
        let name = Value::string(self.name(self.kept));
        let mut all = aliases(self.scene, self.kept);
        let others = std::iter::once(Value::string(self.name(self.gone))).chain(aliases(self.scene, self.gone));
        for other in others {
            if !pair::same(&other, &name) && !all.iter().any(|known| pair::same(known, &other)) {
                all.push(other);
            }
        }
        Value::list(all)
    }

    /// The remarks of both, and what the one that goes says otherwise.
    fn note(&self, differing: &[(String, Value, Value)], kept: &Map, gone: &Map) -> Option<String> {
        let text = |map: &Map| map.get("note").and_then(Value::as_str).map(str::to_owned);
        let otherwise: Vec<String> =
            differing.iter().map(|(key, _, value)| format!("{key} {}", pair::text(self.scene, value))).collect();
        let otherwise = (!otherwise.is_empty())
            .then(|| format!("As {} (`{}`) it had: {}.", self.name(self.gone), self.ids.1, otherwise.join("; ")));
        let other = text(gone).filter(|note| text(kept).as_ref() != Some(note));
        if other.is_none() && otherwise.is_none() {
            return None;
        }
        Some(text(kept).into_iter().chain(other).chain(otherwise).collect::<Vec<String>>().join(" "))
    }

    /// Passages, with the id of the one that stays in place of the other's.
    fn moved(&self, pieces: &[Evidence]) -> Vec<Evidence> {
        pieces.iter().map(|piece| moved_passage(piece, &self.ids.1, &self.ids.0)).collect()
    }

    /// The statements that move the relations of the one that goes.
    fn relations(&self) -> Vec<String> {
        self.edges().into_iter().map(|edge| self.relation(edge)).collect()
    }

    fn relation(&self, edge: EdgeId) -> String {
        let scene = self.scene;
        let kind = pair::kind_of(scene, edge);
        let (from, to) = scene.graph.ends(edge);
        let moved = |node: NodeId| if node == self.gone { self.kept } else { node };
        let (from, to) = (moved(from), moved(to));
        let mut properties = pair::properties_of_edge(scene, edge);
        for value in properties.values_mut().filter(|value| value.as_str() == Some(&self.ids.1)) {
            *value = Value::string(&self.ids.0);
        }
        let pieces = self.moved(&scene.graph.edge_evidence(edge));
        let there = pair::edges(scene, from, &kind, to);
        let facts = pair::without_remarks(properties.clone());
        let same = there.iter().find(|other| pair::same_map(&self.facts(**other), &facts));
        match same {
            Some(same) => self.united(*same, &properties, &pieces),
            None => {
                // Where both ways are alike, all between two stand one way round.
                let turned = there.iter().any(|other| scene.graph.ends(*other).0 != from);
                let ends = if turned { (to, kind.as_str(), from) } else { (from, kind.as_str(), to) };
                relate::create(scene, ends, &properties, &pieces)
            }
        }
    }

    /// The facts of a relation as they are once references have moved.
    fn facts(&self, edge: EdgeId) -> Map {
        let mut facts = pair::facts(self.scene, edge);
        for value in facts.values_mut().filter(|value| value.as_str() == Some(&self.ids.1)) {
            *value = Value::string(&self.ids.0);
        }
        facts
    }

    /// One relation of two that say the same, with the passages and remarks of both.
    fn united(&self, same: EdgeId, properties: &Map, pieces: &[Evidence]) -> String {
        let scene = self.scene;
        let fresh = missing(&self.moved(&scene.graph.edge_evidence(same)), pieces);
        let mut sets = vec![format!("SET r.evidence = evidence(r) + {}", source::list(&fresh))];
        let own = pair::properties_of_edge(scene, same);
        for key in ["note", "anomaly"] {
            match (own.get(key), properties.get(key)) {
                (None, Some(other)) => sets.push(format!("SET r.{key} = {}", value_literal(other))),
                (Some(own), Some(other)) if !pair::same(own, other) && key == "note" => {
                    let both = [own, other].map(|value| value.as_str().unwrap_or_default()).join(" ");
                    sets.push(format!("SET r.note = {}", literal(&both)));
                }
                (Some(_), Some(_)) | (_, None) => {}
            }
        }
        format!("{}\n{}", pair::matching(scene, same), sets.join("\n"))
    }
}

/// The passages that are not there yet.
fn missing(there: &[Evidence], pieces: &[Evidence]) -> Vec<Evidence> {
    pieces.iter().filter(|piece| !there.contains(piece)).cloned().collect()
}

/// Whether everything a map says is said by another, or only by one of the two.
fn is_within(value: &Value, other: &Value) -> bool {
    match (value, other) {
        (Value::Map(value), Value::Map(other)) => {
            value.iter().all(|(key, value)| other.get(key).is_none_or(|other| pair::same(other, value)))
        }
        _ => false,
    }
}
