//! What was found, in words and as JSON; and a rule explained.

use std::fmt;

use serde_json::{Value, json};

use super::rule::{Rule, rules, with_code};
use super::{Checked, Found, asked};
use crate::diagnostic::{Outcome, Severity, counted};
use crate::graph::document::Source;

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// What keeps the documents from being a graph, or contradicts itself.
    pub errors: usize,
    /// What is probably not as it was meant.
    pub warnings: usize,
    /// What is worth knowing.
    pub notes: usize,
    /// What is kept silent with a reason.
    pub silenced: usize,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let plural = |(count, noun): (usize, &str)| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        let told: Vec<String> = named.into_iter().filter(|(count, _)| *count > 0).map(plural).collect();
        write!(f, "{}", if told.is_empty() { "nothing to report".to_owned() } else { told.join(", ") })?;
        if self.silenced > 0 { write!(f, "; {} silenced", self.silenced) } else { Ok(()) }
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Checked { files, nodes, edges, unseen, .. } = self;
        let [files, nodes, edges] =
            [(*files, "file"), (*nodes, "node"), (*edges, "relation")].map(|(n, one)| counted(n, one));
        write!(f, "{files}, {nodes}, {edges}: {}", self.counts())?;
        if unseen.is_empty() { Ok(()) } else { write!(f, "\n{unseen}") }
    }
}

/// The findings as text for people, a blank line between them; those kept silent with their reasons, where
/// they are wanted.
pub fn told(checked: &Checked, silenced: bool, colour: bool) -> String {
    let shown = checked.found.iter().filter(|found| silenced || found.silenced.is_none());
    let drawn = shown.map(|found| match &found.silenced {
        None => found.finding.render(colour),
        Some(reason) => {
            let mut finding = found.finding.clone();
            finding.diagnostic.severity = Severity::Note;
            finding.diagnostic.hints = vec![format!("silenced: {reason}")];
            finding.render(colour)
        }
    });
    drawn.collect::<Vec<String>>().join("\n\n")
}

/// The findings as JSON: an array of objects.
pub fn json(checked: &Checked, silenced: bool) -> String {
    let shown = checked.found.iter().filter(|found| silenced || found.silenced.is_none());
    format!("{:#}\n", Value::Array(shown.map(finding).collect()))
}

fn finding(found: &Found) -> Value {
    let region = Region::of(found);
    let mut value = json!({
        "code": found.rule.code,
        "name": found.rule.name,
        "severity": severity(found.rule.severity()),
        "path": found.finding.path,
        "line": region.line,
        "column": region.column,
        "end_line": region.end_line,
        "end_column": region.end_column,
        "message": found.finding.diagnostic.message,
        "help": found.finding.diagnostic.hints,
    });
    if let (Value::Object(entries), Some(reason)) = (&mut value, &found.silenced) {
        entries.insert("silenced".into(), reason.as_str().into());
    }
    value
}

/// The word for a severity.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The lines and columns of a finding, from 1; the end is the character after the last.
pub(super) struct Region {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

impl Region {
    pub(super) fn of(found: &Found) -> Region {
        let span = found.finding.diagnostic.span.unwrap_or_default();
        let place = |offset| crate::graph::document::line_column(&found.finding.text, offset);
        let ((line, column), (end_line, end_column)) = (place(span.start), place(span.end));
        Region { line, column, end_line, end_column }
    }
}

/// A rule in words, with its examples; all of them in a line each, where the code is `all`.
///
/// # Errors
/// Where no rule has the code.
pub fn explain(code: &str) -> Outcome<String> {
    if code.eq_ignore_ascii_case("all") {
        let line = |rule: &Rule| format!("{}  {:<7}  {}\n", rule.code, severity(rule.severity()), rule.sentence);
        return Ok(rules().iter().map(line).collect());
    }
    with_code(code).map(explained).ok_or_else(|| asked::unknown_code(code))
}

fn explained(rule: &Rule) -> String {
    let when = match (rule.asked, rule.with.language.is_some(), rule.with.texts.is_empty()) {
        (true, ..) => ", only where it is asked for: `--only` or `--all`",
        (_, true, _) => ", only with `--language`",
        (.., false) => ", only with `--text`",
        (..) => "",
    };
    let mut text = format!("{} {} ({}{when})\n\n", rule.code, rule.name, severity(rule.severity()));
    text.push_str(&format!("{}\n\n{}\n", rule.sentence, rule.why));
    for (heading, example) in [("Broken", &rule.broken), ("Mended", &rule.mended)] {
        text.push_str(&format!("\n{heading}:\n"));
        let (schema, documents) = rule.example(example);
        let own = Some(schema).filter(|_| example.get("schema.json").is_some());
        own.iter().chain(&documents).for_each(|source| text.push_str(&listed(source, documents.len() > 1)));
    }
    text
}

fn listed(source: &Source, several: bool) -> String {
    let heading = if several || source.path == "schema.json" { format!("  {}\n", source.path) } else { String::new() };
    let lines: String = source.text.lines().map(|line| format!("    {line}\n")).collect();
    heading + &lines
}
