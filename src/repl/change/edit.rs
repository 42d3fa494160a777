//! `edit NAME key = value ...`, `edit NAME RELATION NAME key = value ... from WORK`

use super::super::ask::value_literal;
use super::super::trouble::Trouble;
use super::super::words::{Word, joined};
use super::grammar::{before_from, is_number, is_plain, parted, take_apart, without_anyway};
use super::pair::{self, Target, target};
use super::record::{Keys, value};
use super::relate::source_asked;
use super::remove::whom;
use super::step::{Asking, Change, Step};
use super::{Scene, rename, source};
use crate::cli::wiring::print_name;
use crate::diagnostic::quoted_list;
use crate::graph::document::{keys_of_edge, keys_of_node};
use crate::graph::{Evidence, Need};
use crate::show;
use crate::value::{EdgeId, Map, NodeId, Value};

/// `edit`
pub(crate) fn edit(scene: &Scene<'_>, words: &[Word]) -> Result<Step, Trouble> {
    let (words, _) = without_anyway(words);
    let words = parted(words);
    if words.is_empty() {
        let hint = "as in `edit wakanda description = \"A country of films\"`".to_owned();
        return Ok(Step::Ask(Asking { hint, ..whom("edit", "edit whom or what? ") }));
    }
    let named = named(scene, &words);
    let number: Vec<Word> = words[named.len()..].iter().filter(|word| is_number(word)).cloned().collect();
    let line: Vec<Word> = words[named.len()..].iter().filter(|word| !is_number(word)).cloned().collect();
    match target(scene, &[named, number].concat())? {
        Target::Node(node) => edit_node(scene, node, &line),
        Target::Edge(edge) => edit_edge(scene, edge, &line),
        Target::Which(asking) => Ok(Step::Ask(asking)),
    }
}

/// The words that name the record: as many as are a name or a relation between names, up to the first key.
fn named(scene: &Scene<'_>, words: &[Word]) -> Vec<Word> {
    let most = before_from(words).len();
    let equals = words[..most].iter().position(|word| is_plain(word, "=")).map(|at| at.saturating_sub(1));
    let number = words[..most].iter().position(is_number);
    let most = most.min(equals.unwrap_or(most)).min(number.unwrap_or(most));
    let relation = scene.ask.find_relation(&words[..most]).filter(|_| !scene.ask.is_exact(&words[..most]));
    let begin = relation.map_or(0, |(_, end, _)| end);
    let exact = (begin + 1..=most).rev().find(|end| scene.ask.is_exact(&words[begin..*end]));
    words[..exact.unwrap_or(most)].to_vec()
}

fn edit_node(scene: &Scene<'_>, node: NodeId, line: &[Word]) -> Result<Step, Trouble> {
    let labels = show::label_names(scene.graph, node);
    let labels: Vec<&str> = labels.iter().map(AsRef::as_ref).collect();
    let list = scene.ask.schema.map(|schema| keys_of_node(schema, &labels)).unwrap_or_default();
    let keys = Keys { list, bearer: labels.join(" and ") };
    let mut names = keys.names();
    names.push("alias");
    let parts = take_apart(line, 0, &names);
    expect_no_words(&parts.head)?;
    let sources = source::passages(scene, &parts.sources)?;
    let own = pair::properties_of_node(scene, node);
    let mut sets = Vec::new();
    for (key, text) in joined_parts(&parts.pairs) {
        sets.extend(set(scene, (node, &own, &keys), &key, &text)?);
    }
    if !sources.is_empty() {
        sets.push(format!("SET n.evidence = evidence(n) + {}", source::list(&sources)));
    }
    let name = show::name_of(scene.graph, node);
    if sets.is_empty() || scene.guided {
        return Ok(shown(scene, &own, &keys, &parts.pairs, &name));
    }
    let statement = format!("MATCH {}\n{}", scene.ask.node("n", node), sets.join("\n"));
    Ok(Step::Do(Change { statements: vec![statement], source: sources.last().cloned(), remarks: Vec::new() }))
}

/// What is said again counts; the order is that of the line.
fn joined_parts(pairs: &[(String, String)]) -> Vec<(String, String)> {
    let last = |at: usize, key: &str| pairs[at + 1..].iter().all(|(other, _)| other != key) || key == "alias";
    pairs.iter().enumerate().filter(|(at, (key, _))| last(*at, key)).map(|(_, pair)| pair.clone()).collect()
}

fn expect_no_words(head: &[Word]) -> Result<(), Trouble> {
    if head.is_empty() {
        return Ok(());
    }
    let message = format!("found `{}`, expected `key = value`", joined(head));
    Err(Trouble::usage(message, "as in `edit wakanda description = \"A country of films\"`"))
}

/// The clauses that set a property of a node; nothing said takes it away.
fn set(
    scene: &Scene<'_>,
    (node, own, keys): (NodeId, &Map, &Keys<'_>),
    key: &str,
    text: &str,
) -> Result<Vec<String>, Trouble> {
    match key {
        "id" => {
            return Err(Trouble::usage(
                "an id is changed by `rename`, which moves every reference",
                "as in `rename id a to b`",
            ));
        }
        "name" => {
            let hint = format!("as in `rename {} to \"{text}\"`", show::name_of(scene.graph, node));
            return Err(Trouble::usage("a name is changed by `rename`, which keeps the old one as an alias", hint));
        }
        "labels" => return labels_set(scene, node, text),
        "alias" => {
            let mut aliases = rename::aliases(scene, node);
            aliases.push(Value::string(text));
            return Ok(vec![format!("SET n.aliases = {}", value_literal(&Value::list(aliases)))]);
        }
        _ => {}
    }
    Ok(vec![property(scene, "n", own, keys, (key, text))?])
}

/// `SET n.key = value`; of a map the part that was named.
fn property(
    scene: &Scene<'_>,
    variable: &str,
    own: &Map,
    keys: &Keys<'_>,
    (key, text): (&str, &str),
) -> Result<String, Trouble> {
    let new = if text.is_empty() { keys.find(key).map(|_| Value::Null)? } else { value(scene, keys, key, text)? };
    let Some((whole, part)) = key.split_once('.') else {
        return Ok(format!("SET {variable}.{} = {}", print_name(key), value_literal(&new)));
    };
    let mut parts = own.get(whole).and_then(Value::as_map).cloned().unwrap_or_default();
    if new.is_null() {
        parts.remove(part);
    } else {
        parts.insert(part.into(), new);
    }
    let parts = if parts.is_empty() { Value::Null } else { Value::map(parts) };
    Ok(format!("SET {variable}.{} = {}", print_name(whole), value_literal(&parts)))
}

/// `labels = Person, Scholar`: these and no others.
fn labels_set(scene: &Scene<'_>, node: NodeId, text: &str) -> Result<Vec<String>, Trouble> {
    let known: Vec<&str> =
        scene.ask.schema.iter().flat_map(|schema| &schema.labels).map(|rule| rule.label.as_str()).collect();
    let mut wanted = Vec::new();
    for part in text.split([',', ' ', '+', ':']).filter(|part| !part.is_empty()) {
        let label = known.iter().find(|label| label.eq_ignore_ascii_case(part)).map(|label| (*label).to_owned());
        let missing =
            || Trouble::usage(format!("there is no label `{part}`"), format!("labels: {}", quoted_list(&known)));
        let free = known.is_empty().then(|| part.to_owned());
        wanted.push(label.or(free).ok_or_else(missing)?);
    }
    if wanted.is_empty() {
        return Err(Trouble::usage("a node has at least one label", "as in `labels = Person, Scholar`"));
    }
    let has = show::label_names(scene.graph, node);
    let added = wanted.iter().filter(|label| has.iter().all(|known| **known != ***label));
    let gone = has.iter().filter(|known| wanted.iter().all(|label| ***known != **label));
    let clauses = added.map(|label| format!("SET n:{}", print_name(label)));
    Ok(clauses.chain(gone.map(|label| format!("REMOVE n:{}", print_name(label)))).collect())
}

/// What is said of a record now; the question what to change follows.
fn shown(scene: &Scene<'_>, own: &Map, keys: &Keys<'_>, said: &[(String, String)], name: &str) -> Step {
    let line = |(key, value): (&std::sync::Arc<str>, &Value)| format!("  {key} = {}", pair::text(scene, value));
    let lines: Vec<String> = own.iter().map(line).collect();
    let asking = keys.more(said, name);
    let page = format!("{}\n{}", lines.join("\n"), asking.before);
    let asking = Asking { before: if said.is_empty() { page } else { String::new() }, ..asking };
    Step::Ask(Asking {
        missing: "`key = value`".to_owned(),
        hint: "as in `description = \"...\"`; `key =` takes one away".to_owned(),
        ..asking
    })
}

fn edit_edge(scene: &Scene<'_>, edge: EdgeId, line: &[Word]) -> Result<Step, Trouble> {
    let kind = pair::kind_of(scene, edge);
    let list = scene.ask.schema.map(|schema| keys_of_edge(schema, &kind)).unwrap_or_default();
    let keys = Keys { list, bearer: kind.clone() };
    let parts = take_apart(line, 0, &keys.names());
    expect_no_words(&parts.head)?;
    let own = pair::properties_of_edge(scene, edge);
    let pairs = joined_parts(&parts.pairs);
    let mut sets = Vec::new();
    for (key, text) in &pairs {
        sets.push(property(scene, "r", &own, &keys, (key, text))?);
    }
    if (sets.is_empty() && parts.sources.is_empty()) || scene.guided {
        return Ok(shown(scene, &own, &keys, &parts.pairs, &pair::told(scene, edge)));
    }
    let is_fact = |key: &str| keys.list.iter().any(|known| known.name == key && known.is_fact());
    let rule = scene.ask.schema.and_then(|schema| schema.relationship_type(&kind));
    let needed = rule.is_some_and(|rule| rule.evidence == Need::Required) && !scene.vouched;
    if needed && parts.sources.is_empty() && pairs.iter().any(|(key, _)| is_fact(key)) {
        let asking = source_asked(scene, "what does it rest on now? `same` for the passages it has");
        let hint = "`from same` where the passages it has stand for the change too, else `from WORK p. 12`".to_owned();
        return Ok(Step::Ask(Asking { initial: String::new(), hint, ..asking }));
    }
    let (rests, last) = rests(scene, &parts.sources)?;
    sets.extend(rests);
    let statement = format!("{}\n{}", pair::matching(scene, edge), sets.join("\n"));
    Ok(Step::Do(Change { statements: vec![statement], source: last, remarks: Vec::new() }))
}

/// The clause that says what a relation rests on: what it rested on, and these.
fn rests(scene: &Scene<'_>, sources: &[Vec<Word>]) -> Result<(Option<String>, Option<Evidence>), Trouble> {
    let is_same = |words: &&Vec<Word>| matches!(words.as_slice(), [only] if is_plain(only, "same"));
    let others: Vec<Vec<Word>> = sources.iter().filter(|words| !is_same(words)).cloned().collect();
    let pieces = source::passages(scene, &others)?;
    let clause = match (sources.is_empty(), pieces.is_empty()) {
        (true, _) => None,
        (false, true) => Some("SET r.evidence = evidence(r)".to_owned()),
        (false, false) => Some(format!("SET r.evidence = evidence(r) + {}", source::list(&pieces))),
    };
    Ok((clause, pieces.last().cloned()))
}
