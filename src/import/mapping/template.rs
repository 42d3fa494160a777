//! Texts with cells in them: `{StateAbbr}`, `igo-{igoID}`, `{StateID|names}` by way of a table, `{#line}` for the line.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// A text with cells in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Template(pub(super) Vec<Part>);

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// As it stands.
    Text(String),
    /// A cell, by the name of its column, translated by a table or not.
    Cell { column: String, table: Option<String> },
    /// The number of the row's line.
    Line,
    /// The name of the file.
    File,
}

impl Template {
    /// A cell alone.
    pub(super) fn cell(column: String, table: Option<String>) -> Template {
        Template(vec![Part::Cell { column, table }])
    }

    /// Reads a template.
    ///
    /// # Errors
    /// A brace without its other, or with nothing in it.
    pub(super) fn read(text: &str) -> Result<Template, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            if at > 0 {
                parts.push(Part::Text(rest[..at].to_owned()));
            }
            let inside = rest[at..].strip_prefix('{').and_then(|inside| inside.split_once('}'));
            let Some((name, after)) = inside else {
                return Err(format!("`{text}`: a brace stands alone, expected `{{column}}` or `{{column|table}}`"));
            };
            parts.push(part(name).ok_or_else(|| {
                format!("`{text}`: found `{{{name}}}`, expected `{{column}}`, `{{column|table}}`, `{{#line}}` or `{{#file}}`")
            })?);
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Ok(Template(parts))
    }
}

fn part(name: &str) -> Option<Part> {
    match name {
        "#line" => Some(Part::Line),
        "#file" => Some(Part::File),
        _ if name.starts_with('#') || name.trim().is_empty() => None,
        _ => {
            let (column, table) = name.rsplit_once('|').map_or((name, None), |(column, table)| (column, Some(table)));
            Some(Part::Cell { column: column.trim().to_owned(), table: table.map(|table| table.trim().to_owned()) })
        }
    }
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Template, D::Error> {
        Template::read(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
