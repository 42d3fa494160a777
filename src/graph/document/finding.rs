//! What is wrong with a document, and where.

use std::fmt;
use std::sync::Arc;

use super::Source;
use crate::diagnostic::{Class, Diagnostic, Span, render};

/// One thing that is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The path of the document.
    pub path: String,
    /// The text of the document, which the diagnostic's spans point into.
    pub text: Arc<str>,
    /// What is wrong.
    pub diagnostic: Diagnostic,
}

impl Finding {
    /// The finding as text for people, with the lines that it is about.
    pub fn render(&self, colour: bool) -> String {
        let drawn = render(&self.diagnostic, &self.text, Some(&self.path), colour);
        // An empty text has no line to show, and so no heading with the path.
        if self.text.is_empty() { format!("{drawn}\n --> {}:1:1", self.path) } else { drawn }
    }

    /// The line and the column, both from 1.
    pub fn line_column(&self) -> (usize, usize) {
        line_column(&self.text, self.start())
    }

    fn start(&self) -> usize {
        self.diagnostic.span.map_or(0, |span| span.start)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{}:{line}:{column}: {}", self.path, self.diagnostic)
    }
}

/// Everything that is wrong with a graph's documents, in the order of the files and places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// The findings.
    pub list: Vec<Finding>,
}

impl Findings {
    /// All findings as text for people, a blank line between them.
    pub fn render(&self, colour: bool) -> String {
        let drawn: Vec<String> = self.list.iter().map(|finding| finding.render(colour)).collect();
        drawn.join("\n\n")
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.list.iter().try_for_each(|finding| writeln!(f, "{finding}"))
    }
}

impl std::error::Error for Findings {}

/// The line and the column of a byte, both from 1; the column counts characters. O(length).
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

/// An error in a document.
pub(super) fn problem(detail: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::compile(Class::DataError, detail, span, message)
}

/// Gathers what is wrong with several sources.
pub(super) struct Report<'a> {
    sources: &'a [Source],
    found: Vec<(usize, Diagnostic)>,
}

impl<'a> Report<'a> {
    pub(super) fn new(sources: &'a [Source]) -> Report<'a> {
        Report { sources, found: Vec::new() }
    }

    /// Adds an error in the source with this number.
    pub(super) fn add(&mut self, source: usize, diagnostic: Diagnostic) {
        self.found.push((source, diagnostic));
    }

    /// How many errors there are so far.
    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    /// A place in a source, in words.
    pub(super) fn place(&self, source: usize, offset: usize) -> String {
        let source = &self.sources[source];
        let (line, column) = line_column(&source.text, offset);
        format!("`{}`, line {line}, column {column}", source.path)
    }

    /// Success if nothing was found.
    pub(super) fn finish(self) -> Result<(), Findings> {
        let findings = self.findings();
        if findings.list.is_empty() { Ok(()) } else { Err(findings) }
    }

    /// What was found, in the order of the files and places.
    pub(super) fn findings(mut self) -> Findings {
        self.found.sort_by_key(|(source, diagnostic)| (*source, diagnostic.span.map(|span| span.start)));
        let sources = self.sources;
        let list = self.found.into_iter().map(|(at, diagnostic)| {
            let Source { path, text } = sources[at].clone();
            Finding { path, text, diagnostic }
        });
        Findings { list: list.collect() }
    }
}
