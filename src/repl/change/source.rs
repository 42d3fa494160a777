//! A passage as it is typed: `lo-2008 2.1 p. 12 'a few words'`.

use super::super::ask::literal;
use super::super::trouble::Trouble;
use super::super::words::{Word, joined, typed};
use super::Scene;
use super::grammar::is_plain;
use crate::diagnostic::{Class, Diagnostic, nearest};
use crate::graph::{Evidence, View};
use crate::show;
use crate::value::NodeId;

/// How a passage is typed.
pub(super) const FORM: &str = "as in `from lo-2008 p. 12`, `from lo-2008 2.1 'a few words'`";

/// The most words by which a passage may be found.
const PHRASE_WORDS_MAX: usize = 10;

/// The passages of a line, each after its `from`; `ibid` is the last one given.
pub(super) fn passages(scene: &Scene<'_>, sources: &[Vec<Word>]) -> Result<Vec<Evidence>, Trouble> {
    sources.iter().map(|words| passage(scene, words)).collect()
}

fn passage(scene: &Scene<'_>, words: &[Word]) -> Result<Evidence, Trouble> {
    if words.first().is_some_and(|word| is_plain(word, "ibid") || is_plain(word, "ibid.")) {
        return ibid(scene, &words[1..]);
    }
    let (work, rest) = work(scene, words)?;
    of_work(scene, Evidence { work, ..Evidence::default() }, rest)
}

/// The last passage, or another one of the same work: `ibid p. 13`.
fn ibid(scene: &Scene<'_>, rest: &[Word]) -> Result<Evidence, Trouble> {
    let Some(last) = scene.last_source else {
        return Err(Trouble::usage("`ibid` needs a source before it, and none was given yet", FORM));
    };
    if rest.is_empty() {
        return Ok(last.clone());
    }
    of_work(scene, Evidence { work: last.work.clone(), ..Evidence::default() }, rest)
}

/// The work that a passage begins with: as many words as name one, else the first.
fn work<'w>(scene: &Scene<'_>, words: &'w [Word]) -> Result<(std::sync::Arc<str>, &'w [Word]), Trouble> {
    let Some(first) = words.first() else { return Err(Trouble::usage("`from` needs a work", FORM)) };
    let names = scene.ask.names;
    let whole =
        (1..=words.len()).rev().find(|end| names.exact(&joined(&words[..*end])).iter().any(|n| is_work(scene, *n)));
    let end = whole.unwrap_or(1);
    let name = joined(&words[..end]);
    let exact = names.exact(&name).into_iter().filter(|node| is_work(scene, *node)).collect::<Vec<NodeId>>();
    let node = match exact.as_slice() {
        [only] => *only,
        _ => names.one(&name).map_err(|trouble| unknown(scene, &first.text, trouble))?,
    };
    if !is_work(scene, node) {
        let message = format!("`{name}` is no work, and evidence is a passage of one");
        return Err(Trouble::usage(message, format!("{FORM}; a name with `from` in it stands in quotes")));
    }
    match scene.graph.node_text(node, "id") {
        Some(id) => Ok((id, &words[end..])),
        None => Err(Trouble::usage(format!("`{name}` has no id by which it could be cited"), FORM)),
    }
}

fn unknown(scene: &Scene<'_>, name: &str, trouble: Trouble) -> Trouble {
    match trouble {
        Trouble::Error(..) => {
            let ids = works(scene);
            let near = nearest(name, ids.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
            let error = Diagnostic::plain(Class::NotFound, format!("no work here is called `{name}`")).hint_if(near);
            error.hint(format!("`add work NAME id {name}` makes one")).into()
        }
        Trouble::Which { .. } | Trouble::Failed(_) | Trouble::Io(_) => trouble,
    }
}

pub(super) fn is_work(scene: &Scene<'_>, node: NodeId) -> bool {
    show::label_names(scene.graph, node).iter().any(|label| &**label == "Work")
}

/// The ids of all works.
pub(super) fn works(scene: &Scene<'_>) -> Vec<String> {
    let mut nodes = Vec::new();
    if let Some(label) = scene.graph.symbols().find_label("Work") {
        scene.graph.nodes_with_label(label, &mut nodes);
    }
    let ids = nodes.into_iter().filter_map(|node| scene.graph.node_text(node, "id"));
    ids.map(|id| id.to_string()).collect()
}

/// Section, page, phrase and the like, in any order.
fn of_work(scene: &Scene<'_>, mut piece: Evidence, words: &[Word]) -> Result<Evidence, Trouble> {
    let mut words = words.iter().peekable();
    while let Some(word) = words.next() {
        let text = word.text.trim_end_matches(',');
        let lower = text.to_lowercase();
        let mut value = || words.next().map(|next| next.text.trim_end_matches(',').into());
        match lower.as_str() {
            _ if word.quoted => piece.phrase = Some(short(&word.text)?),
            "p." | "pp." | "p" | "page" | "pages" => piece.page = value(),
            "§" | "sec." | "section" => piece.section = value(),
            "phrase" => piece.phrase = value().map(|text: std::sync::Arc<str>| short(&text)).transpose()?,
            "printed" => piece.printed = value(),
            "citing" => {
                let name = value().unwrap_or_default();
                piece.citing.push(work(scene, &[Word { text: name.to_string(), quoted: true }])?.0);
            }
            _ if page(&lower).is_some() => piece.page = page(&lower).map(Into::into),
            _ if text.starts_with('§') => piece.section = Some(text.trim_start_matches('§').into()),
            _ if piece.section.is_none() && is_section(text) => piece.section = Some(text.into()),
            _ => {
                let message = format!("`{text}` is neither a section nor a page");
                return Err(Trouble::usage(message, format!("{FORM}; a phrase of several words stands in quotes")));
            }
        }
    }
    Ok(piece)
}

/// "p12" and "p.12-14"
fn page(text: &str) -> Option<&str> {
    let number = text.strip_prefix('p')?.trim_start_matches('p').trim_start_matches('.');
    number.starts_with(|c: char| c.is_ascii_digit()).then_some(number)
}

/// "2.1", or a word such as "bibliography" or "Introduction".
fn is_section(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric) && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
}

fn short(phrase: &str) -> Result<std::sync::Arc<str>, Trouble> {
    let words = phrase.split_whitespace().count();
    if words > PHRASE_WORDS_MAX {
        let message = format!("the phrase has {words} words, expected at most {PHRASE_WORDS_MAX}");
        return Err(Trouble::usage(message, "keep the few words by which a reader finds the passage"));
    }
    Ok(phrase.into())
}

/// The passage as it could be typed again.
pub(super) fn as_typed(piece: &Evidence) -> String {
    let mut text = typed(&piece.work);
    let part = |word: &str, part: &Option<std::sync::Arc<str>>| {
        part.as_ref().map_or(String::new(), |part| format!(" {word}{}", typed(part)))
    };
    text.push_str(&part("section ", &piece.section));
    text.push_str(&part("p. ", &piece.page));
    text.push_str(&piece.phrase.as_ref().map_or(String::new(), |phrase| format!(" phrase \"{phrase}\"")));
    text.push_str(&part("printed ", &piece.printed));
    piece.citing.iter().for_each(|work| text.push_str(&format!(" citing {work}")));
    text
}

/// Passages as Cypher writes them.
pub(super) fn list(pieces: &[Evidence]) -> String {
    format!("[{}]", pieces.iter().map(map).collect::<Vec<String>>().join(", "))
}

fn map(piece: &Evidence) -> String {
    let parts =
        [("section", &piece.section), ("page", &piece.page), ("phrase", &piece.phrase), ("printed", &piece.printed)];
    let mut text = format!("{{work: {}", literal(&piece.work));
    for (key, part) in parts {
        if let Some(part) = part {
            text.push_str(&format!(", {key}: {}", literal(part)));
        }
    }
    if !piece.citing.is_empty() {
        let works: Vec<String> = piece.citing.iter().map(|work| literal(work)).collect();
        text.push_str(&format!(", citing: [{}]", works.join(", ")));
    }
    text + "}"
}
