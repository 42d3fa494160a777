//! A passage as people type it: `nye-2005 2.1 "a few words"`, `lo-2008 "p. 12"`, `lo-2008 page 12`.

use crate::graph::{Evidence, View};
use crate::repl::ask::literal;
use crate::repl::names::Names;
use crate::repl::trouble::Trouble;
use crate::repl::words::{Word, typed};
use crate::show;

/// The passage that words name: a work, then a section or a page, then a phrase in quotes.
///
/// `usage` says how to write it.
pub(crate) fn passage(view: &dyn View, names: &Names, words: &[Word], usage: &str) -> Result<Evidence, Trouble> {
    let Some((work, rest)) = words.split_first() else {
        return Err(Trouble::usage("a passage begins with the work it stands in", usage));
    };
    let node = names.one(&work.text)?;
    let Some(id) = view.node_text(node, "id") else {
        return Err(Trouble::usage(format!("`{}` has no id by which it could be cited", work.text), usage));
    };
    if !show::label_names(view, node).iter().any(|label| &**label == "Work") {
        return Err(Trouble::usage(format!("`{}` is no work, and evidence is a passage of one", work.text), usage));
    }
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

/// A passage as Cypher writes it.
pub(crate) fn cypher(piece: &Evidence) -> String {
    let parts = [("section", &piece.section), ("page", &piece.page), ("phrase", &piece.phrase)];
    let parts = parts.into_iter().filter_map(|(key, text)| Some(format!(", {key}: {}", literal(text.as_deref()?))));
    format!("{{work: {}{}}}", literal(&piece.work), parts.collect::<String>())
}

/// A passage as it can be typed for the next record: work, section and page; the phrase is another one there.
pub(crate) fn again(piece: &Evidence) -> String {
    let section = piece.section.as_ref().map(|section| format!(" {}", typed(section)));
    let page = piece.page.as_ref().map(|page| format!(" page {}", typed(page)));
    format!("{}{}{}", piece.work, section.unwrap_or_default(), page.unwrap_or_default())
}
