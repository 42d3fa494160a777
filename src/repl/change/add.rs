//! `add LABEL NAME ...` makes a node, `add NAME RELATION NAME ...` a relation.

use super::super::ask::{literal, value_literal};
use super::super::trouble::Trouble;
use super::super::words::{Word, joined};
use super::grammar::{before_from, parted, take_apart, without_anyway};
use super::record::{Keys, entries, properties};
use super::step::{Asking, Change, Completes, Put, Step};
use super::{Scene, near, relate, source};
use crate::cli::wiring::print_name;
use crate::diagnostic::{Class, Diagnostic, nearest};
use crate::graph::View;
use crate::graph::document::keys_of_node;
use crate::show;
use crate::value::{Map, Value};

/// `add`
pub(crate) fn add(scene: &Scene<'_>, words: &[Word]) -> Result<Step, Trouble> {
    let (words, anyway) = without_anyway(words);
    let words = parted(words);
    if words.is_empty() {
        return Ok(Step::Ask(first(scene)));
    }
    let labels = labels(scene, &words);
    let relation = scene.ask.find_relation(before_from(&words));
    match relation {
        Some((start, ..)) if labels.is_empty() || scene.ask.is_exact(&words[..start]) => {
            relate::add(scene, &words, relation, anyway)
        }
        Some(_) | None if !labels.is_empty() => node(scene, &words, labels, anyway),
        Some(_) | None if scene.ask.names.one(&joined(before_from(&words))).is_ok() => {
            relate::add(scene, &words, None, anyway)
        }
        Some(_) | None => Err(neither(scene, &words)),
    }
}

/// The first question: what is to be added?
fn first(scene: &Scene<'_>) -> Asking {
    let labels: Vec<String> = known_labels(scene);
    Asking {
        before: format!(
            "something new: say what it is ({}); or a relation: name the one it begins at",
            labels.join(", ")
        ),
        missing: "a label and a name, or two names and the relation between them".to_owned(),
        hint: "as in `add state Wakanda`, `add kazakhstan MEMBER_OF sco start 2001-06-15 status stated from lo-2008 p. 12`"
            .to_owned(),
        prompt: "add what? [label or name]: ".to_owned(),
        completes: Completes { words: labels, names: true, ids: false },
        put: Put::Words,
        ..Asking::default()
    }
}

fn known_labels(scene: &Scene<'_>) -> Vec<String> {
    match scene.ask.schema {
        Some(schema) => schema.labels.iter().map(|rule| rule.label.clone()).collect(),
        None => scene.graph.symbols().labels().map(|(_, label)| label.to_string()).collect(),
    }
}

/// The labels that words begin with: `person scholar Joseph Nye`, `Person,Scholar`.
fn labels(scene: &Scene<'_>, words: &[Word]) -> Vec<(usize, String)> {
    let known = known_labels(scene);
    let mut found: Vec<(usize, String)> = Vec::new();
    for (at, word) in words.iter().enumerate().take_while(|(_, word)| !word.quoted) {
        let parts: Vec<&str> = word.text.split([',', '+', ':', '&']).filter(|part| !part.is_empty()).collect();
        let label = |part: &&str| known.iter().find(|label| label.eq_ignore_ascii_case(part)).cloned();
        let Some(labels) = parts.iter().map(label).collect::<Option<Vec<String>>>() else { break };
        // The last word is the name: `add concept place` makes a concept of that name.
        if at > 0 && at + 1 == words.len() {
            break;
        }
        labels.into_iter().for_each(|label| {
            if found.iter().all(|(_, known)| *known != label) {
                found.push((at, label));
            }
        });
    }
    found
}

fn neither(scene: &Scene<'_>, words: &[Word]) -> Trouble {
    let first = words.first().map_or("", |word| word.text.as_str());
    let head = joined(before_from(words));
    let types: Vec<String> = relate::types(scene);
    let spelled = types.iter().flat_map(|name| [name.clone(), show::relation_name(name)]).collect::<Vec<String>>();
    let near_type = words.iter().skip(1).take_while(|word| !word.quoted);
    let near_type = near_type.filter(|word| word.text.len() > 3);
    let near_type = near_type.filter_map(|word| nearest(&word.text, spelled.iter().map(String::as_str))).next();
    let error = Diagnostic::plain(
        Class::UsageError,
        format!("`{head}` begins with no label, and names no relation between two that are there"),
    );
    let labels = known_labels(scene);
    let near_label =
        nearest(first, labels.iter().map(String::as_str)).map(|near| format!("did you mean the label `{near}`?"));
    let near_type = near_type.map(|near| format!("did you mean the relation `{near}`?"));
    error
        .hint_if(near_label)
        .hint_if(near_type)
        .hint("as in `add state Wakanda` or `add kazakhstan MEMBER_OF sco`")
        .into()
}

fn node(scene: &Scene<'_>, words: &[Word], labels: Vec<(usize, String)>, anyway: bool) -> Result<Step, Trouble> {
    let before = labels.last().map_or(0, |(at, _)| at + 1);
    let labels: Vec<&str> = labels.iter().map(|(_, label)| label.as_str()).collect();
    let list = scene.ask.schema.map(|schema| keys_of_node(schema, &labels)).unwrap_or_default();
    let keys = Keys { list, bearer: labels.join(" and ") };
    let parts = take_apart(words, before + 1, &keys.names());
    let named = |key: &str| parts.pairs.iter().find(|(known, _)| known == key).map(|(_, text)| text.clone());
    let head = joined(&parts.head[before.min(parts.head.len())..]);
    let name = if head.is_empty() { named("name") } else { Some(head) };
    let Some(name) = name.filter(|name| !name.trim().is_empty()) else { return Ok(Step::Ask(name_asked(&labels))) };
    if !anyway && let Some(step) = near::warn(scene, &name, named("title").as_deref(), None) {
        return Ok(step);
    }
    let said = parts.pairs.iter().filter(|(key, _)| key != "name" && key != "id").cloned().collect::<Vec<_>>();
    let sources = source::passages(scene, &parts.sources)?;
    let map = properties(scene, &keys, &said)?;
    let id = id(scene, &name, named("id"))?;
    if scene.guided {
        return Ok(Step::Ask(keys.more(&said, &name)));
    }
    let head = [format!("id: {}", literal(&id)), format!("name: {}", literal(&name))];
    let evidence = (!sources.is_empty()).then(|| format!("evidence: {}", source::list(&sources)));
    let inside: Vec<String> = head.into_iter().chain(entries(&keys, &map)).chain(evidence).collect();
    let labels: Vec<String> = labels.iter().map(|label| print_name(label)).collect();
    let statement = format!("CREATE (n:{} {{{}}})", labels.join(":"), inside.join(", "));
    Ok(Step::Do(Change { statements: vec![statement], source: sources.last().cloned(), remarks: Vec::new() }))
}

fn name_asked(labels: &[&str]) -> Asking {
    let what = labels.join(" and ");
    Asking {
        missing: "a name".to_owned(),
        hint: format!("as in `add {} \"A name\"`", labels.join(" ").to_lowercase()),
        prompt: format!("name of the {what}: "),
        put: Put::Name,
        ..Asking::default()
    }
}

/// The id that was said, or one made of the name.
fn id(scene: &Scene<'_>, name: &str, said: Option<String>) -> Result<String, Trouble> {
    let Some(said) = said else { return near::new_id(scene, name) };
    check_id(scene, &said).map(|()| said)
}

/// That an id is one, and is nobody's yet.
pub(super) fn check_id(scene: &Scene<'_>, id: &str) -> Result<(), Trouble> {
    let better = crate::cli::wiring::kebab(id);
    if better != id {
        let message = format!("`id`: found `{id}`, expected kebab-case: lower-case letters, digits and single hyphens");
        let hint = if better.is_empty() { "as in `an-id`".to_owned() } else { format!("write `{better}`") };
        return Err(Trouble::usage(message, hint));
    }
    match scene.graph.node_by_id(id) {
        Some(node) => {
            let name = show::name_of(scene.graph, node);
            Err(Trouble::usage(format!("the id `{id}` is taken: {name} has it"), "choose another: `id some-words`"))
        }
        None => Ok(()),
    }
}

/// The properties of a record as a map, without what is none of its facts.
pub(super) fn literal_of(map: &Map) -> String {
    value_literal(&Value::map(map.clone()))
}
