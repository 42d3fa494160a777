//! The schema in words: labels, types and properties, with how many of each there are.

use std::io::{self, Write};

use super::page::paragraph;
use super::{Style, Subject, naming::relation_name};
use crate::graph::{LabelRule, PropertyKind, PropertyRule, Schema, TypeRule};

/// Writes all labels and types, a line each.
///
/// # Errors
/// Where `out` can't be written to.
pub fn schema_overview(out: &mut dyn Write, subject: Subject<'_>, schema: &Schema, style: Style) -> io::Result<()> {
    let view = subject.view;
    writeln!(out, "{}", style.bold("labels"))?;
    for rule in &schema.labels {
        let count = view.symbols().find_label(&rule.label).map_or(0, |label| view.label_count(label));
        paragraph(out, &format!("{} ({count}): {}", rule.label, rule.description), 2, style)?;
    }
    writeln!(out, "\n{}", style.bold("relationship types"))?;
    for rule in &schema.types {
        let count = view.symbols().find_type(&rule.name).map_or(0, |kind| view.type_count(kind));
        paragraph(out, &format!("{} ({count}): {} \"{}\"", rule.name, rule.description, rule.forward), 2, style)?;
    }
    writeln!(out, "\n{}", style.bold("statuses"))?;
    schema
        .statuses
        .iter()
        .try_for_each(|rule| paragraph(out, &format!("{}: {}", rule.status, rule.description), 2, style))
}

/// Writes the page of a label, a type (also as `member-of`) or a property. False where the schema
/// has no such name.
///
/// # Errors
/// Where `out` can't be written to.
pub fn schema_name(
    out: &mut dyn Write,
    subject: Subject<'_>,
    schema: &Schema,
    name: &str,
    style: Style,
) -> io::Result<bool> {
    let name = name.trim_start_matches(':');
    if let Some(rule) = schema.labels.iter().find(|rule| rule.label.eq_ignore_ascii_case(name)) {
        label_page(out, subject, schema, rule, style)?;
    } else if let Some(rule) = schema.types.iter().find(|rule| relation_name(&rule.name) == relation_name(name)) {
        type_page(out, subject, schema, rule, style)?;
    } else if let Some(rule) = schema.properties.iter().find(|rule| rule.name.eq_ignore_ascii_case(name)) {
        property_page(out, rule, style)?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

fn label_page(
    out: &mut dyn Write,
    subject: Subject<'_>,
    schema: &Schema,
    rule: &LabelRule,
    style: Style,
) -> io::Result<()> {
    let count = subject.view.symbols().find_label(&rule.label).map_or(0, |label| subject.view.label_count(label));
    writeln!(out, "{}  {}", style.bold(&rule.label), style.faint(&format!("label, {count} {}", rule.plural)))?;
    paragraph(out, &rule.description, 2, style)?;
    let ends = |pick: fn(&TypeRule) -> &[String]| -> String {
        let fits = schema.types.iter().filter(|kind| pick(kind).contains(&rule.label));
        fits.map(|kind| kind.name.clone()).collect::<Vec<String>>().join(", ")
    };
    paragraph(out, &format!("relations from it: {}", ends(|kind| &kind.from)), 2, style)?;
    paragraph(out, &format!("relations to it: {}", ends(|kind| &kind.to)), 2, style)?;
    write_properties(out, schema, &rule.properties, style)
}

fn type_page(
    out: &mut dyn Write,
    subject: Subject<'_>,
    schema: &Schema,
    rule: &TypeRule,
    style: Style,
) -> io::Result<()> {
    let count = subject.view.symbols().find_type(&rule.name).map_or(0, |kind| subject.view.type_count(kind));
    writeln!(
        out,
        "{}  {}",
        style.bold(&rule.name),
        style.faint(&format!("relationship type, {count} relations, {}", rule.area))
    )?;
    paragraph(out, &rule.description, 2, style)?;
    let said = if rule.symmetric {
        format!("\"{}\", both ways", rule.forward)
    } else {
        format!("\"{}\", \"{}\"", rule.forward, rule.backward)
    };
    paragraph(out, &format!("said as {said}"), 2, style)?;
    paragraph(out, &format!("from {}", rule.from.join(", ")), 2, style)?;
    paragraph(out, &format!("to {}", rule.to.join(", ")), 2, style)?;
    write_properties(out, schema, &rule.properties, style)
}

fn write_properties(out: &mut dyn Write, schema: &Schema, names: &[String], style: Style) -> io::Result<()> {
    for name in names {
        let about = schema.property(name).map(about).unwrap_or_default();
        paragraph(out, &format!(".{name}{about}"), 2, style)?;
    }
    Ok(())
}

fn about(rule: &PropertyRule) -> String {
    let values = if rule.values.is_empty() { String::new() } else { format!(" One of {}.", rule.values.join(", ")) };
    format!(" ({}): {}{values}", kind_name(rule.kind), rule.description)
}

fn kind_name(kind: PropertyKind) -> &'static str {
    match kind {
        PropertyKind::String => "text",
        PropertyKind::Integer => "whole number",
        PropertyKind::Float => "number",
        PropertyKind::Boolean => "true or false",
        PropertyKind::Date => "date, EDTF",
        PropertyKind::Node => "id of a node",
        PropertyKind::Any => "text or number",
        PropertyKind::Texts => "list of text",
    }
}

/// Writes the page of a property.
///
/// # Errors
/// Where `out` can't be written to.
pub fn property_page(out: &mut dyn Write, rule: &PropertyRule, style: Style) -> io::Result<()> {
    writeln!(out, "{}  {}", style.bold(&rule.name), style.faint("property"))?;
    paragraph(out, about(rule).trim_start(), 2, style)
}
