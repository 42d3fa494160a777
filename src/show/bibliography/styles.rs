//! References in words: APA (7th edition) and Chicago (17th edition), author-date.

use super::Reference;
use crate::show::citation::Author;

/// "Vanderhill, R. (2020). Between the bear and the dragon. International Affairs, 96(4), 975–993."
pub fn apa(reference: &Reference) -> String {
    let (names, edits) = reference.leading();
    let mut parts = Vec::new();
    let role = match (edits && !names.is_empty(), names.len()) {
        (false, _) => "",
        (true, 1) => " (Ed.)",
        (true, _) => " (Eds.)",
    };
    let leading = apa_names(names);
    let year = reference.year();
    if leading.is_empty() {
        parts.push(format!("{} ({year})", reference.title));
    } else {
        parts.push(format!("{leading}{role} ({year})"));
        parts.push(reference.title.clone());
    }
    parts.extend(apa_container(reference));
    parts.extend(reference.field("publisher").map(str::to_string));
    finished(parts, reference)
}

fn apa_names(names: &[Author]) -> String {
    let names: Vec<String> = names.iter().map(|author| author.with_initials()).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
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
    if let Some(pages) = reference.field("pages") {
        text.push_str(&format!(", {}", dashed(pages)));
    }
    Some(if reference.field("venue").is_some() { text } else { format!("In {text}") })
}

/// "Vanderhill, Rachel. 2020. “Between the Bear and the Dragon.” International Affairs 96 (4): 975–993."
pub fn chicago(reference: &Reference) -> String {
    let (names, edits) = reference.leading();
    let mut parts = Vec::new();
    let role = match (edits && !names.is_empty(), names.len()) {
        (false, _) => "",
        (true, 1) => ", ed",
        (true, _) => ", eds",
    };
    let leading = chicago_names(names);
    let inside = reference.container().is_some();
    let title = if inside { format!("“{}.”", reference.title) } else { reference.title.clone() };
    if leading.is_empty() {
        parts.extend([title, reference.year().to_string()]);
    } else {
        parts.extend([format!("{leading}{role}"), reference.year().to_string(), title]);
    }
    parts.extend(chicago_container(reference));
    let publisher = reference.field("publisher");
    let place = reference.field("place").map(|place| format!("{place}: ")).unwrap_or_default();
    parts.extend(publisher.map(|publisher| format!("{place}{publisher}")));
    finished(parts, reference)
}

fn chicago_names(names: &[Author]) -> String {
    let Some((first, rest)) = names.split_first() else { return String::new() };
    let rest: Vec<String> = rest.iter().map(Author::given_first).collect();
    match rest.as_slice() {
        [] => first.family_first(),
        [only] => format!("{}, and {only}", first.family_first()),
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
    if let Some(pages) = reference.field("pages") {
        text.push_str(&format!(": {}", dashed(pages)));
    }
    Some(if reference.field("venue").is_some() { text } else { format!("In {text}") })
}

/// The parts with full stops between them, then the DOI or the address.
fn finished(parts: Vec<String>, reference: &Reference) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(&part);
        text.push_str(if part.ends_with(['.', '?', '!', '”']) { " " } else { ". " });
    }
    let place = reference.field("doi").map(|doi| format!("https://doi.org/{doi}"));
    let place = place.or_else(|| reference.field("url").map(str::to_string));
    text.push_str(&place.unwrap_or_default());
    text.trim_end().to_string()
}

/// Ranges of pages with the dash that print uses.
fn dashed(pages: &str) -> String {
    pages.replace('-', "–")
}
