//! References in words: APA (7th edition) and Chicago (17th edition), author-date.

use super::{Reference, ranges};
use crate::show::citation::Author;

/// Of more authors than this APA names the first 19 and the last.
const APA_MOST: usize = 20;
/// Of more authors than this Chicago names the first seven.
const CHICAGO_MOST: usize = 10;

/// "Vanderhill, R. (2020). Between the bear and the dragon. International Affairs, 96(4), 975–993."
pub fn apa(reference: &Reference) -> String {
    let (names, edits) = reference.leading();
    let role = match (edits && !names.is_empty(), names.len()) {
        (false, _) => "",
        (true, 1) => " (Ed.)",
        (true, _) => " (Eds.)",
    };
    let year = format!("({})", reference.year());
    let mut parts = match apa_names(names) {
        none if none.is_empty() => vec![reference.title.clone(), year],
        leading => vec![format!("{leading}{role}"), year, reference.title.clone()],
    };
    parts.extend(apa_container(reference));
    parts.extend(reference.publisher().map(str::to_string));
    let retrieved = undated_access(reference).map(|day| format!("Retrieved {day}, from "));
    finished(parts, &retrieved.unwrap_or_default(), reference)
}

fn apa_names(names: &[Author]) -> String {
    let shown: Vec<String> = names.iter().map(Author::with_initials).collect();
    match shown.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] if names.len() > APA_MOST => format!("{}, … {last}", first[..APA_MOST - 1].join(", ")),
        [first @ .., last] => format!("{}, & {last}", first.join(", ")),
    }
}

fn apa_container(reference: &Reference) -> Option<String> {
    let mut text = reference.container()?.to_string();
    match (reference.field("volume"), reference.field("issue")) {
        (Some(volume), Some(issue)) => text.push_str(&format!(", {volume}({issue})")),
        (Some(number), None) | (None, Some(number)) => text.push_str(&format!(", {number}")),
        (None, None) => {}
    }
    let pages = reference.field("pages").map(|pages| ranges(pages, "–"));
    if reference.field("venue").is_some() {
        return Some(pages.map_or(text.clone(), |pages| format!("{text}, {pages}")));
    }
    let editors: Vec<String> = reference.book_editors().iter().map(Author::initials_first).collect();
    let by = match editors.as_slice() {
        [] => String::new(),
        [only] => format!("{only} (Ed.), "),
        [first @ .., last] => format!("{} & {last} (Eds.), ", first.join(", ")),
    };
    let pages = pages.map(|pages| format!(" (pp. {pages})")).unwrap_or_default();
    Some(format!("In {by}{text}{pages}"))
}

/// "Vanderhill, Rachel. 2020. “Between the Bear and the Dragon.” International Affairs 96 (4): 975–993."
pub fn chicago(reference: &Reference) -> String {
    let (names, edits) = reference.leading();
    let role = match (edits && !names.is_empty(), names.len()) {
        (false, _) => "",
        (true, 1) => ", ed",
        (true, _) => ", eds",
    };
    let title = chicago_title(reference);
    let mut parts = match chicago_names(names) {
        none if none.is_empty() => vec![title, reference.year().to_string()],
        leading => vec![format!("{leading}{role}"), reference.year().to_string(), title],
    };
    parts.extend(chicago_container(reference));
    let publisher = reference.publisher();
    let place = reference.field("place").map(|place| format!("{place}: ")).unwrap_or_default();
    parts.extend(publisher.map(|publisher| format!("{place}{publisher}")));
    parts.extend(undated_access(reference).map(|day| format!("Accessed {day}")));
    finished(parts, "", reference)
}

/// What is a part of something, or a page, stands in quotation marks, with the stop inside.
fn chicago_title(reference: &Reference) -> String {
    if reference.container().is_none() && !reference.is_page() {
        return reference.title.clone();
    }
    let stop = if ends_sentence(&reference.title) { "" } else { "." };
    format!("“{}{stop}”", reference.title)
}

fn chicago_names(names: &[Author]) -> String {
    let Some((first, rest)) = names.split_first() else { return String::new() };
    let rest: Vec<String> = rest.iter().map(Author::given_first).collect();
    match rest.as_slice() {
        [] => first.family_first(),
        [only] => format!("{}, and {only}", first.family_first()),
        many if names.len() > CHICAGO_MOST => format!("{}, {}, et al", first.family_first(), many[..6].join(", ")),
        [middle @ .., last] => format!("{}, {}, and {last}", first.family_first(), middle.join(", ")),
    }
}

fn chicago_container(reference: &Reference) -> Option<String> {
    let mut text = reference.container()?.to_string();
    match (reference.field("volume"), reference.field("issue")) {
        (Some(volume), Some(issue)) => text.push_str(&format!(" {volume} ({issue})")),
        (Some(volume), None) => text.push_str(&format!(" {volume}")),
        (None, Some(issue)) => text.push_str(&format!(", no. {issue}")),
        (None, None) => {}
    }
    let pages = reference.field("pages").map(|pages| ranges(pages, "–"));
    if reference.field("venue").is_some() {
        return Some(pages.map_or(text.clone(), |pages| format!("{text}: {pages}")));
    }
    let editors: Vec<String> = reference.book_editors().iter().map(Author::given_first).collect();
    let by = match editors.as_slice() {
        [] => String::new(),
        [only] => format!(", edited by {only}"),
        [first @ .., last] => format!(", edited by {} and {last}", first.join(", ")),
    };
    let pages = pages.map(|pages| format!(", {pages}")).unwrap_or_default();
    Some(format!("In {text}{by}{pages}"))
}

/// The day on which a page without a date was read.
fn undated_access(reference: &Reference) -> Option<&str> {
    reference.field("accessed").filter(|_| reference.field("year").is_none() && reference.field("url").is_some())
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '?', '!', '…'])
}

/// The parts with full stops between them, then the DOI or the address.
fn finished(parts: Vec<String>, before: &str, reference: &Reference) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(&part);
        text.push_str(if ends_sentence(&part) || part.ends_with('”') { " " } else { ". " });
    }
    let place = reference.field("doi").map(|doi| format!("https://doi.org/{doi}"));
    let place = place.or_else(|| reference.field("url").map(|url| format!("{before}{url}")));
    text.push_str(&place.unwrap_or_default());
    text.trim_end().to_string()
}
