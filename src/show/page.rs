//! The page of a node: what it is called, what is known of it, and its relations told in words.

use std::collections::BTreeSet;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::citation::{aliases, sections};
use super::naming::{id_of, label_names, name_of, relation_name, type_name, words};
use super::sentence::aside;
use super::{Style, Subject, cell};
use crate::value::{EdgeId, NodeId, Value};

/// No more relations of a group than this are told before the rest is counted.
const GROUP_MAX: usize = 8;

/// Properties that the head of the page tells, and what is said to `actant check` alone.
const HEAD: &[&str] = &["id", "name", "aliases", "names", "description", "text", "labels", "ids", "silence"];

/// Relations that are said alike: one type, seen from one end.
struct Group {
    relationship_type: String,
    says: String,
    edges: Vec<(EdgeId, NodeId)>,
}

/// Writes the page of a node with these edges of its.
///
/// # Errors
/// Where `out` can't be written to.
pub fn page(
    out: &mut dyn Write,
    subject: Subject<'_>,
    node: NodeId,
    edges: &[EdgeId],
    whole: bool,
    style: Style,
) -> io::Result<()> {
    head(out, subject, node, style)?;
    properties(out, subject, node, style)?;
    for group in groups(subject, node, edges) {
        writeln!(out)?;
        write_group(out, subject, node, &group, whole, style)?;
    }
    Ok(())
}

fn head(out: &mut dyn Write, subject: Subject<'_>, node: NodeId, style: Style) -> io::Result<()> {
    let view = subject.view;
    let labels = label_names(view, node).join(", ");
    let name = name_of(view, node);
    writeln!(out, "{}  {}", style.bold(&name), style.faint(&format!("{labels} · {}", id_of(view, node))))?;
    let also: Vec<String> =
        aliases(view, node).into_iter().chain(names(subject, node)).filter(|alias| *alias != name).collect();
    if !also.is_empty() {
        paragraph(out, &format!("also: {}", also.join("; ")), 2, style)?;
    }
    for key in ["description", "text"] {
        if let Some(text) = view.node_text(node, key).filter(|text| text.as_ref() != name) {
            paragraph(out, &text, 2, style)?;
        }
    }
    match sections(&view.node_evidence(node)) {
        places if places.is_empty() => Ok(()),
        places => paragraph(out, &format!("in {places}"), 2, style),
    }
}

/// Names by language: "ru Казахстан".
fn names(subject: Subject<'_>, node: NodeId) -> Vec<String> {
    let view = subject.view;
    let Some(key) = view.symbols().find_key("names") else { return Vec::new() };
    match view.node_property(node, key) {
        Value::Map(names) => {
            names.iter().map(|(tongue, name)| format!("{tongue} {}", cell::text(view, name))).collect()
        }
        _ => Vec::new(),
    }
}

fn properties(out: &mut dyn Write, subject: Subject<'_>, node: NodeId, style: Style) -> io::Result<()> {
    let view = subject.view;
    let known = view.node_properties(node);
    let rest = known.iter().map(|(key, value)| (view.symbols().key_name(*key), value));
    for (key, value) in rest.filter(|(key, _)| !HEAD.contains(&key.as_ref())) {
        paragraph(out, &format!("{}: {}", key.replace('_', " "), cell::text(view, value)), 2, style)?;
    }
    let Some(key) = view.symbols().find_key("ids") else { return Ok(()) };
    match view.node_property(node, key) {
        Value::Null => Ok(()),
        ids => paragraph(out, &format!("ids: {}", cell::text(view, &ids)), 2, style),
    }
}

fn groups(subject: Subject<'_>, node: NodeId, edges: &[EdgeId]) -> Vec<Group> {
    let view = subject.view;
    let mut groups: Vec<Group> = Vec::new();
    let mut seen = BTreeSet::new();
    for edge in edges.iter().copied().filter(|edge| seen.insert(*edge)) {
        let (from, to) = view.ends(edge);
        let relationship_type = type_name(view, edge).to_string();
        let says = words(subject.schema, &relationship_type, from == node);
        let other = if from == node { to } else { from };
        match groups.iter_mut().find(|group| group.relationship_type == relationship_type && group.says == says) {
            Some(group) => group.edges.push((edge, other)),
            None => groups.push(Group { relationship_type, says, edges: vec![(edge, other)] }),
        }
    }
    let rank = |group: &Group| {
        let known =
            subject.schema.and_then(|schema| schema.types.iter().position(|rule| rule.name == group.relationship_type));
        (known.unwrap_or(usize::MAX), group.relationship_type.clone(), group.says.clone())
    };
    groups.sort_by_key(rank);
    for group in &mut groups {
        group.edges.sort_by_cached_key(|(edge, other)| (name_of(view, *other), *edge));
    }
    groups
}

fn write_group(
    out: &mut dyn Write,
    subject: Subject<'_>,
    node: NodeId,
    group: &Group,
    whole: bool,
    style: Style,
) -> io::Result<()> {
    let count = group.edges.len();
    let heading = if count > 1 { format!("{} ({count})", group.says) } else { group.says.clone() };
    writeln!(out, "{}", style.bold(&heading))?;
    let most = if whole { count } else { GROUP_MAX };
    for (edge, other) in group.edges.iter().take(most) {
        write_relation(out, subject, *edge, *other, style)?;
    }
    if count > most {
        let relation = relation_name(&group.relationship_type);
        let command =
            format!("show {} {relation}", quoted_name(&name_of(subject.view, node), &id_of(subject.view, node)));
        writeln!(out, "  {}", style.faint(&format!("… and {} more: {command}", count - most)))?;
    }
    Ok(())
}

/// Imports and exports are told from the first end; where that is the other one, it must be said.
fn seen_from(subject: Subject<'_>, edge: EdgeId, other: NodeId) -> Option<String> {
    let flows = subject.view.edge_text(edge, "flow").is_some();
    (flows && subject.view.ends(edge).0 == other).then(|| format!("; seen from {}", name_of(subject.view, other)))
}

fn write_relation(
    out: &mut dyn Write,
    subject: Subject<'_>,
    edge: EdgeId,
    other: NodeId,
    style: Style,
) -> io::Result<()> {
    let mut line = name_of(subject.view, other);
    let seen = seen_from(subject, edge, other).unwrap_or_default();
    match aside(subject, edge) {
        Some(aside) => line.push_str(&format!(" ({aside}{seen})")),
        None => line.push_str(&seen),
    }
    let places = sections(&subject.view.edge_evidence(edge));
    if !places.is_empty() {
        line.push_str(&format!("  {places}"));
    }
    paragraph(out, &line, 2, style)
}

/// A name as it can be typed again; a long one is replaced by the id.
pub(crate) fn quoted_name(name: &str, id: &str) -> String {
    if name.chars().count() > 40 || name.contains('"') {
        id.to_string()
    } else if name.contains(' ') {
        format!("\"{name}\"")
    } else {
        name.to_string()
    }
}

/// Writes a text broken at spaces; later lines stand two columns further in.
pub(crate) fn paragraph(out: &mut dyn Write, text: &str, indent: usize, style: Style) -> io::Result<()> {
    write_lines(out, &broken(text, indent, style), indent, &str::to_string)
}

/// The same, faint. Each line is painted by itself: text is made harmless before it gets colours.
pub(crate) fn faint_paragraph(out: &mut dyn Write, text: &str, indent: usize, style: Style) -> io::Result<()> {
    write_lines(out, &broken(text, indent, style), indent, &|line| style.faint(line))
}

fn write_lines(out: &mut dyn Write, lines: &[String], indent: usize, paint: &dyn Fn(&str) -> String) -> io::Result<()> {
    for (at, line) in lines.iter().enumerate() {
        let margin = if at == 0 { indent } else { indent + 2 };
        writeln!(out, "{:margin$}{}", "", paint(line))?;
    }
    Ok(())
}

/// The lines of a text broken at spaces.
fn broken(text: &str, indent: usize, style: Style) -> Vec<String> {
    lines_within(&cell::one_line(text), style.text_width().saturating_sub(indent + 2))
}

/// The lines of a text broken at spaces, in so many columns; a word that is wider stands alone.
pub fn lines_within(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always a line in hand");
        let wide = line.as_str().width() + 1 + word.width();
        if !line.is_empty() && wide > room {
            lines.push(word.to_string());
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines
}
