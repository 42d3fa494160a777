//! A passage as people type it: `nye-2005 2.1 "a few words"`, `lo-2008 "p. 12"`, `lo-2008 page 12`.

use crate::diagnostic::{Class, Diagnostic};
use crate::graph::{Evidence, View};
use crate::repl::ask::literal;
use crate::repl::names::Names;
use crate::repl::trouble::{Fit, Trouble};
use crate::repl::words::{Word, joined, typed};
use crate::value::NodeId;

/// The passage that words name: a work, then a section or a page, then a phrase in quotes.
///
/// `usage` says how to write it.
pub(crate) fn passage(view: &dyn View, names: &Names, words: &[Word], usage: &str) -> Result<Evidence, Trouble> {
    if words.is_empty() {
        return Err(Trouble::usage("a passage begins with the work it stands in", usage));
    }
    let (node, length) = work(names, words, usage)?;
    let (name, rest) = words.split_at(length);
    let Some(id) = view.node_text(node, "id") else {
        return Err(Trouble::usage(format!("`{}` has no id by which it could be cited", joined(name)), usage));
    };
    let mut piece = Evidence { work: id, ..Evidence::default() };
    let mut rest = rest.iter();
    while let Some(word) = rest.next() {
        let (place, text) = part(word, &mut rest);
        let slot = match place {
            Place::Section => &mut piece.section,
            Place::Page => &mut piece.page,
            Place::Phrase => &mut piece.phrase,
        };
        if slot.replace(text.as_str().into()).is_some() {
            return Err(Trouble::usage("too many words: a phrase of several stands in quotes", usage));
        }
    }
    Ok(piece)
}

/// The work that words begin with, and how many of them name it: as many as make a name.
fn work(names: &Names, words: &[Word], usage: &str) -> Result<(NodeId, usize), Trouble> {
    let works = names.works();
    let most = named(words);
    let lengths = || (1..=most).rev();
    if let Some(length) = lengths().find(|length| !works.exact(&joined(&words[..*length])).is_empty()) {
        return Ok((works.exactly(&joined(&words[..length]))?, length));
    }
    if let Some(length) = lengths().find(|length| !names.exact(&joined(&words[..*length])).is_empty()) {
        let message = format!("`{}` is no work, and evidence is a passage of one", joined(&words[..length]));
        return Err(Trouble::usage(message, usage));
    }
    let like = [most, 1].map(|length| joined(&words[..length]));
    let like = like.into_iter().map(|name| (works.like(&name), name)).find(|(nodes, _)| !nodes.is_empty());
    if let Some((nodes, name)) = like {
        return Err(Trouble::Which { name, nodes, fit: Fit::Like });
    }
    let message = format!("no work here is called `{}`", joined(&words[..most]));
    let error = Diagnostic::plain(Class::NotFound, message);
    Err(error.hint("`MATCH (w:Work) RETURN w.id, w.name ORDER BY w.id` lists what can be cited").hint(usage).into())
}

/// How many of the first words may name a work: one in quotes, else all up to a mark of a place or a quote.
fn named(words: &[Word]) -> usize {
    let is_place = |word: &Word| matches!(word.text.as_str(), "p." | "pp." | "page" | "section" | "§");
    let end = words.iter().skip(1).position(|word| word.quoted || is_place(word)).map_or(words.len(), |at| at + 1);
    if words[0].quoted { 1 } else { end }
}

enum Place {
    Section,
    Page,
    Phrase,
}

fn part<'w>(word: &Word, rest: &mut impl Iterator<Item = &'w Word>) -> (Place, String) {
    let text = word.text.as_str();
    let page = ["pp.", "p."].iter().find_map(|mark| text.strip_prefix(mark)).map(str::trim);
    let mut next = || rest.next().map_or_else(String::new, |word| word.text.clone());
    match (page, text) {
        (Some(""), _) if !word.quoted => (Place::Page, next()),
        (Some(page), _) if page.starts_with(|c: char| c.is_ascii_alphanumeric()) => (Place::Page, page.to_string()),
        (Some(_) | None, _) if word.quoted => (Place::Phrase, text.to_string()),
        (Some(_) | None, "page") => (Place::Page, next()),
        (Some(_) | None, "section" | "§") => (Place::Section, next()),
        (Some(_) | None, text) => (Place::Section, text.trim_start_matches('§').to_string()),
    }
}

/// A passage as Cypher writes it, with all of its parts.
pub(crate) fn cypher(piece: &Evidence) -> String {
    let Evidence { work, section, page, phrase, printed, citing } = piece;
    let parts = [("section", section), ("page", page), ("phrase", phrase), ("printed", printed)];
    let parts = parts.into_iter().filter_map(|(key, text)| Some(format!(", {key}: {}", literal(text.as_deref()?))));
    let cited: Vec<String> = citing.iter().map(|work| literal(work)).collect();
    let citing = if cited.is_empty() { String::new() } else { format!(", citing: [{}]", cited.join(", ")) };
    format!("{{work: {}{}{citing}}}", literal(work), parts.collect::<String>())
}

/// A passage as it can be typed for the next record: work, section and page; the phrase is another one there.
pub(crate) fn again(piece: &Evidence) -> String {
    let section = piece.section.as_ref().map(|section| format!(" {}", typed(section)));
    let page = piece.page.as_ref().map(|page| format!(" page {}", typed(page)));
    format!("{}{}{}", piece.work, section.unwrap_or_default(), page.unwrap_or_default())
}
