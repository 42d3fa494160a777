//! `add NAME RELATION NAME ...`

use super::super::trouble::Trouble;
use super::super::words::{Word, joined};
use super::add::literal_of;
use super::grammar::{before_from, take_apart};
use super::record::{Keys, properties};
use super::step::{Asking, Change, Completes, Put, Step};
use super::{Scene, pair, source};
use crate::cli::wiring::print_name;
use crate::diagnostic::{Class, Diagnostic, quoted_list};
use crate::graph::document::keys_of_edge;
use crate::graph::{Evidence, Need, TypeRule, View};
use crate::show;
use crate::value::{EdgeId, Map, NodeId, Value};

/// A relation that is to be made.
struct New<'a> {
    from: NodeId,
    kind: &'a str,
    to: NodeId,
    properties: Map,
    sources: Vec<Evidence>,
}

/// `add NAME RELATION NAME ...`, whose relation stands where it was found.
pub(super) fn add(
    scene: &Scene<'_>,
    words: &[Word],
    relation: Option<(usize, usize, String)>,
    anyway: bool,
) -> Result<Step, Trouble> {
    let Some((start, end, kind)) = relation else {
        let from = scene.ask.names.one(&joined(before_from(words)))?;
        return Ok(Step::Ask(relation_asked(scene, from)));
    };
    let from = scene.ask.names.one(&joined(&words[..start]))?;
    let list = scene.ask.schema.map(|schema| keys_of_edge(schema, &kind)).unwrap_or_default();
    let keys = Keys { list, bearer: kind.clone() };
    let parts = take_apart(words, end + 1, &keys.names());
    let second = parts.head.get(end..).unwrap_or_default();
    if second.is_empty() {
        return Ok(Step::Ask(end_asked(scene, from, &kind)));
    }
    let to = scene.ask.names.one(&joined(second))?;
    let rule = scene.ask.schema.and_then(|schema| schema.relationship_type(&kind));
    if let Some(rule) = rule {
        check_ends(scene, rule, from, to)?;
    }
    let sources = source::passages(scene, &parts.sources)?;
    let new = New { from, kind: &kind, to, properties: properties(scene, &keys, &parts.pairs)?, sources };
    let needs = |need: fn(&TypeRule) -> Need| rule.is_some_and(|rule| need(rule) == Need::Required);
    if needs(|rule| rule.status) && !new.properties.contains_key("status") {
        return Ok(Step::Ask(status_asked(scene)));
    }
    if needs(|rule| rule.evidence) && new.sources.is_empty() && !scene.vouched {
        return Ok(Step::Ask(source_asked(scene, "what does it rest on?")));
    }
    if scene.guided {
        return Ok(Step::Ask(keys.more(&parts.pairs, &kind)));
    }
    made(scene, &new, anyway)
}

/// The relationship types of the schema.
pub(super) fn types(scene: &Scene<'_>) -> Vec<String> {
    match scene.ask.schema {
        Some(schema) => schema.types.iter().map(|rule| rule.name.clone()).collect(),
        None => Vec::new(),
    }
}

fn allows(scene: &Scene<'_>, labels: &[String], node: NodeId) -> bool {
    show::label_names(scene.graph, node).iter().any(|label| labels.iter().any(|allowed| **allowed == **label))
}

fn relation_asked(scene: &Scene<'_>, from: NodeId) -> Asking {
    let name = show::name_of(scene.graph, from);
    let allowed = |kind: &String| {
        let rule = scene.ask.schema.and_then(|schema| schema.relationship_type(kind));
        rule.is_none_or(|rule| allows(scene, &rule.from, from))
    };
    let types: Vec<String> = types(scene).into_iter().filter(allowed).collect();
    Asking {
        before: format!("relations that can begin there: {}", types.join(", ")),
        missing: format!("the relation of {name}, and to whom"),
        hint: "as in `add kazakhstan MEMBER_OF sco`; `:schema` says what each is for".to_owned(),
        prompt: format!("{name} … which relation? "),
        completes: Completes { words: types, ..Completes::default() },
        put: Put::Words,
        ..Asking::default()
    }
}

fn end_asked(scene: &Scene<'_>, from: NodeId, kind: &str) -> Asking {
    let rule = scene.ask.schema.and_then(|schema| schema.relationship_type(kind));
    let name = show::name_of(scene.graph, from);
    let says = rule.map_or_else(|| show::relation_name(kind).replace('-', " "), |rule| rule.forward.clone());
    Asking {
        before: rule.map_or_else(String::new, |rule| format!("it can end at: {}", rule.to.join(", "))),
        missing: "a second name".to_owned(),
        hint: format!("as in `add {name} {kind} NAME`"),
        prompt: format!("{name} {says} … whom or what? "),
        completes: Completes { names: true, ..Completes::default() },
        put: Put::Name,
        ..Asking::default()
    }
}

fn status_asked(scene: &Scene<'_>) -> Asking {
    let rules = scene.ask.schema.map(|schema| schema.statuses.as_slice()).unwrap_or_default();
    let told: Vec<String> = rules.iter().map(|rule| format!("  {:12} {}", rule.status, rule.description)).collect();
    let statuses: Vec<&str> = rules.iter().map(|rule| rule.status.as_str()).collect();
    Asking {
        before: told.join("\n"),
        missing: "a status: how far the source stands behind it".to_owned(),
        hint: format!("as in `status stated`; one of {}", quoted_list(&statuses)),
        prompt: "status: ".to_owned(),
        initial: statuses.first().map_or_else(String::new, |first| (*first).to_owned()),
        completes: Completes {
            words: statuses.iter().map(|status| (*status).to_owned()).collect(),
            ..Completes::default()
        },
        put: Put::After("status"),
    }
}

/// The question for a passage, with the last one offered again.
pub(super) fn source_asked(scene: &Scene<'_>, question: &str) -> Asking {
    Asking {
        missing: "what it rests on: a passage of a work".to_owned(),
        hint: format!("{}; or before all that follows: `:evidence WORK SECTION 'a few words'`", source::FORM),
        prompt: format!("{question} [work section p. page 'phrase']: "),
        initial: scene.last_source.map(source::as_typed).unwrap_or_default(),
        completes: Completes { words: source::works(scene), names: false, ids: true },
        put: Put::WordsAfter("from"),
        ..Asking::default()
    }
}

fn check_ends(scene: &Scene<'_>, rule: &TypeRule, from: NodeId, to: NodeId) -> Result<(), Trouble> {
    if from == to {
        let message =
            format!("{} from {} to itself, expected two different ends", rule.name, show::name_of(scene.graph, to));
        return Err(Trouble::usage(message, "name two"));
    }
    let (start, end) = (allows(scene, &rule.from, from), allows(scene, &rule.to, to));
    if start && end {
        return Ok(());
    }
    let (verb, node, allowed) = if start { ("end", to, &rule.to) } else { ("start", from, &rule.from) };
    let labels = show::label_names(scene.graph, node).join(", ");
    let message = format!("{} can't {verb} at {} ({labels})", rule.name, show::name_of(scene.graph, node));
    let allowed: Vec<&str> = allowed.iter().map(String::as_str).collect();
    let error = Diagnostic::plain(Class::DataError, message).hint(format!("allowed there: {}", quoted_list(&allowed)));
    let turned = allows(scene, &rule.from, to) && allows(scene, &rule.to, from);
    Err(error.hint_if(turned.then(|| "the other way round it would be allowed".to_owned())).into())
}

/// The statement that makes it, after a look at what is there between the two.
fn made(scene: &Scene<'_>, new: &New<'_>, anyway: bool) -> Result<Step, Trouble> {
    let there = pair::edges(scene, new.from, new.kind, new.to);
    let facts = pair::without_remarks(new.properties.clone());
    if let Some(same) = there.iter().find(|edge| pair::same_map(&pair::facts(scene, **edge), &facts)) {
        return stands_already(scene, *same, new, anyway);
    }
    let turned = there.iter().find(|edge| scene.graph.ends(**edge).0 != new.from);
    let near = there.iter().find(|edge| is_near(&pair::facts(scene, **edge), &facts));
    if let Some(near) = near.filter(|_| !anyway) {
        let before = format!("there is already: {}", pair::told(scene, *near));
        return Ok(Step::Ask(Asking::sure(before, "make it all the same?")));
    }
    // Where both ways are alike, all between two stand one way round.
    let (from, to) = if turned.is_some() { (new.to, new.from) } else { (new.from, new.to) };
    Ok(done(vec![create(scene, (from, new.kind, to), &new.properties, &new.sources)], new))
}

/// The statement that makes a relation.
pub(super) fn create(
    scene: &Scene<'_>,
    (from, kind, to): (NodeId, &str, NodeId),
    properties: &Map,
    sources: &[Evidence],
) -> String {
    let inside = literal_of(properties);
    let evidence = format!("evidence: {}", source::list(sources));
    let inside = match (properties.is_empty(), sources.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!(" {{{evidence}}}"),
        (false, true) => format!(" {inside}"),
        (false, false) => format!(" {}, {evidence}}}", inside.trim_end_matches('}')),
    };
    let (a, b) = (scene.ask.node("a", from), scene.ask.node("b", to));
    format!("MATCH {a}, {b}\nCREATE (a)-[:{}{inside}]->(b)", print_name(kind))
}

/// One says all that the other does, and nothing against it.
fn is_near(a: &Map, b: &Map) -> bool {
    let agree = |key: &std::sync::Arc<str>, value: &Value| {
        b.get(key).is_none_or(|other| pair::same(other, value) || &**key == "status")
    };
    a.iter().all(|(key, value)| agree(key, value))
        && (a.keys().all(|key| b.contains_key(key)) || b.keys().all(|key| a.contains_key(key)))
}

/// The same relation again: its passages can be joined to those that are there.
fn stands_already(scene: &Scene<'_>, edge: EdgeId, new: &New<'_>, anyway: bool) -> Result<Step, Trouble> {
    let known = scene.graph.edge_evidence(edge);
    let fresh: Vec<Evidence> = new.sources.iter().filter(|piece| !known.contains(piece)).cloned().collect();
    let there = format!("it is there already: {}", pair::told(scene, edge));
    if fresh.is_empty() {
        return Err(Trouble::usage(there, "say what sets it apart, or give another passage it rests on"));
    }
    if !anyway {
        let places: Vec<String> = fresh.iter().map(|piece| show::place(scene.graph, piece)).collect();
        return Ok(Step::Ask(Asking {
            hint: "`anyway` at the end of the line adds the passage to it".to_owned(),
            ..Asking::sure(there, &format!("let it rest on {} too?", places.join("; ")))
        }));
    }
    Ok(done(
        vec![format!("{}\nSET r.evidence = evidence(r) + {}", pair::matching(scene, edge), source::list(&fresh))],
        new,
    ))
}

fn done(statements: Vec<String>, new: &New<'_>) -> Step {
    Step::Do(Change { statements, source: new.sources.last().cloned(), remarks: Vec::new() })
}
