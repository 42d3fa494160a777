//! Answers and pages as text: rows to table, Markdown, CSV and JSON; nodes, relations and paths told
//! in words, each with its source.

pub mod bibliography;
mod cell;
mod changes;
mod citation;
mod delimited;
mod facts;
mod json;
mod lens;
mod naming;
mod notes;
mod page;
mod relation;
mod sentence;
mod site;
mod table;
mod timeline;
mod told;
mod vocabulary;

use std::io::{self, Write};

use crate::graph::Schema;
use crate::graph::View;
use crate::session::Answer;

pub use cell::text as cell_text;
pub use changes::{changes, count_changes, shortened};
pub use citation::{Author, place, short as short_citation};
pub use lens::lens_line;
pub use naming::{label_names, name_of, relation_name};
pub(crate) use notes::ranges;
pub use notes::{edges_in, edges_of_row};
pub use page::{lines_within, page};
pub use relation::{relation_page, relation_pages};
pub use sentence::sentence;
pub use site::Site;
pub use timeline::timeline;
pub use told::{list, paths, sources, why, why_nodes};
pub use vocabulary::{property_page, schema_name, schema_overview};

/// The forms rows can be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Drawn for a terminal.
    #[default]
    Table,
    /// A Markdown table.
    Markdown,
    /// Comma-separated values with a header (RFC 4180).
    Csv,
    /// An array of one object for each row.
    Json,
    /// One object for each row, a row a line.
    Jsonl,
}

impl Format {
    /// Every format with its name, in the order in which they are listed.
    pub const ALL: &'static [(&'static str, Format)] = &[
        ("table", Format::Table),
        ("markdown", Format::Markdown),
        ("csv", Format::Csv),
        ("json", Format::Json),
        ("jsonl", Format::Jsonl),
    ];

    /// The format of this name.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Format::ALL.iter().find(|(_, format)| *format == self).map_or("table", |(name, _)| name)
    }
}

/// How text is laid out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// The columns there is room for; nothing is cut where this is unknown.
    pub width: Option<usize>,
    /// Whether terminal colours may be used.
    pub colour: bool,
    /// How much is said about what rows rest on.
    pub sources: Sources,
    /// Whether a text in CSV may begin as a formula of a spreadsheet does.
    pub formulas: bool,
}

/// How much is said about what rows rest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sources {
    /// Nothing.
    None,
    /// Numbered notes below tables, long lists cut; nothing in forms that programs read.
    #[default]
    Notes,
    /// Everything: all notes below tables, a `sources` column in CSV, a `sources` array in JSON.
    Full,
}

impl Sources {
    /// Every choice with its name, in the order in which they are listed.
    pub const ALL: &'static [(&'static str, Sources)] =
        &[("none", Sources::None), ("notes", Sources::Notes), ("full", Sources::Full)];

    /// The choice of this name.
    pub fn named(name: &str) -> Option<Sources> {
        Sources::ALL.iter().find(|(known, _)| *known == name).map(|(_, sources)| *sources)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Sources::ALL.iter().find(|(_, sources)| *sources == self).map_or("notes", |(name, _)| name)
    }
}

impl Style {
    /// The width for running text: what there is room for, but no more than reads well.
    pub fn text_width(&self) -> usize {
        self.width.unwrap_or(100).clamp(20, 100)
    }

    /// Bold, where colours may be used.
    pub fn bold(&self, text: &str) -> String {
        self.paint("1", text)
    }

    /// Faint, where colours may be used.
    pub fn faint(&self, text: &str) -> String {
        self.paint("2", text)
    }

    fn paint(&self, code: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_string() }
    }
}

/// What a page is told about: the graph and, where it has one, its schema.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The graph.
    pub view: &'a dyn View,
    /// Its schema.
    pub schema: Option<&'a Schema>,
}

/// Writes an answer's rows in a format, with as much about their sources as the style says.
///
/// # Errors
/// Where `out` can't be written to.
pub fn answer(out: &mut dyn Write, view: &dyn View, answer: &Answer, format: Format, style: Style) -> io::Result<()> {
    if let Some(plan) = &answer.plan {
        writeln!(out, "{}", plan.trim_end())?;
    }
    if answer.columns.is_empty() {
        return Ok(());
    }
    match format {
        Format::Table => table::write(out, view, answer, style),
        Format::Markdown => table::write_markdown(out, view, answer, style),
        Format::Csv => delimited::write(out, view, answer, style),
        Format::Json => json::write_array(out, view, answer, style),
        Format::Jsonl => json::write_lines(out, view, answer, style),
    }
}
