//! Short citations, made from the work's record: "Stronski & Ng 2018".

use crate::graph::{Evidence, View, Way};
use crate::value::{EdgeId, NodeId, Value};

use super::naming::name_of;

/// A work as it is cited in running text: surnames and year, else its name, else the id itself.
pub fn short(view: &dyn View, work: &str) -> String {
    let Some(node) = view.node_by_id(work) else { return work.to_string() };
    let surnames = surnames(view, node);
    let who = match surnames.as_slice() {
        [] => cut(&name_of(view, node), 60),
        [one] => one.clone(),
        [one, two] => format!("{one} & {two}"),
        [first, ..] => format!("{first} et al."),
    };
    match year(view, node) {
        Some(year) if !who.ends_with(&year) => format!("{who} {year}"),
        _ => who,
    }
}

/// Where a piece of evidence is found: "Santiago Orti 2024, §3.3.1 'main foreign investors', citing …".
pub fn place(view: &dyn View, evidence: &Evidence) -> String {
    let mut text = short(view, &evidence.work);
    if let Some(section) = &evidence.section {
        text.push_str(&format!(", {}", self::section(section)));
    }
    if let Some(page) = &evidence.page {
        text.push_str(&format!(", p. {page}"));
    }
    if let Some(phrase) = &evidence.phrase {
        text.push_str(&format!(" '{phrase}'"));
    }
    if !evidence.citing.is_empty() {
        let cited: Vec<String> = evidence.citing.iter().map(|work| short(view, work)).collect();
        text.push_str(&format!(", citing {}", cited.join("; ")));
    }
    text
}

/// "§3.3.1" for a numbered section; a named one, such as "bibliography", as it is.
pub(crate) fn section(section: &str) -> String {
    if section.starts_with(|c: char| c.is_ascii_digit()) { format!("§{section}") } else { section.to_string() }
}

/// The sections a record rests on, each once: "§3.1, §4".
pub(crate) fn sections(evidence: &[Evidence]) -> String {
    let mut seen: Vec<String> = Vec::new();
    for section in evidence.iter().filter_map(|piece| piece.section.as_deref()).map(section) {
        if !seen.contains(&section) {
            seen.push(section);
        }
    }
    seen.join(", ")
}

/// The authors' surnames in their order; the editors' where a work has no authors.
fn surnames(view: &dyn View, work: NodeId) -> Vec<String> {
    let Some(authored) = view.symbols().find_type("AUTHORED") else { return Vec::new() };
    let mut edges = Vec::new();
    view.edges_of(work, Way::In, &[authored], &mut edges);
    let with_role = |wanted: fn(&str) -> bool| -> Vec<(EdgeId, NodeId)> {
        let fits = |edge: EdgeId| wanted(view.edge_text(edge, "role").as_deref().unwrap_or("author"));
        edges.iter().copied().filter(|(edge, _)| fits(*edge)).collect()
    };
    let mut chosen = with_role(|role| role != "editor");
    if chosen.is_empty() {
        chosen = with_role(|role| role == "editor");
    }
    chosen.sort_by_key(|(edge, _)| position(view, *edge));
    chosen.into_iter().map(|(edge, author)| surname(view, edge, author)).collect()
}

fn position(view: &dyn View, edge: EdgeId) -> i64 {
    let key = view.symbols().find_key("position");
    key.and_then(|key| view.edge_property(edge, key).as_integer()).unwrap_or(i64::MAX)
}

/// The part before the comma of a spelling such as "Santiago Orti, R.", else the last word of the name.
fn surname(view: &dyn View, edge: EdgeId, author: NodeId) -> String {
    let printed =
        view.edge_evidence(edge).iter().filter_map(|piece| piece.printed.clone()).find_map(|text| before_comma(&text));
    let alias = || aliases(view, author).iter().find_map(|text| before_comma(text));
    let name = name_of(view, author);
    let last = || name.split_whitespace().next_back().unwrap_or(&name).to_string();
    let organisation = !name.contains(' ') || !is_person(view, author);
    if organisation { name.clone() } else { printed.or_else(alias).unwrap_or_else(last) }
}

fn is_person(view: &dyn View, node: NodeId) -> bool {
    view.symbols().find_label("Person").is_some_and(|label| view.has_label(node, label))
}

fn before_comma(text: &str) -> Option<String> {
    let (surname, rest) = text.split_once(',')?;
    let initials = rest.trim().chars().next().is_some_and(char::is_uppercase);
    (initials && !surname.contains(['(', '&'])).then(|| surname.trim().to_string())
}

/// The further spellings of a node's name.
pub(crate) fn aliases(view: &dyn View, node: NodeId) -> Vec<String> {
    let Some(key) = view.symbols().find_key("aliases") else { return Vec::new() };
    let value = view.node_property(node, key);
    value.as_list().unwrap_or(&[]).iter().filter_map(Value::as_str).map(str::to_string).collect()
}

fn year(view: &dyn View, work: NodeId) -> Option<String> {
    let key = view.symbols().find_key("year")?;
    match view.node_property(work, key) {
        Value::Integer(year) => Some(year.to_string()),
        Value::String(year) => Some(year.to_string()),
        _ => None,
    }
}

/// At most so many characters; what was cut is marked.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
