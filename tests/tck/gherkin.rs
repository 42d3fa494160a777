//! A small reader of Gherkin, for as much of the language as the TCK's features use: background,
//! scenarios, outlines with any number of examples, docstrings, tables, comments and tags.

use std::iter::Peekable;
use std::str::Lines;

use super::outline::{Examples, expand};

/// A table as read: rows of cells, unescaped.
pub(crate) type Table = Vec<Vec<String>>;

/// One scenario, ready to be run: the background's steps come first.
#[derive(Debug)]
pub(crate) struct Scenario {
    /// The title, with the values of an outline in place.
    pub(crate) name: String,
    /// For a row of an outline's examples, the row's number, from 1.
    pub(crate) instance: Option<usize>,
    /// What to do, in order.
    pub(crate) steps: Vec<Step>,
}

/// One step, without its keyword.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// The step's own line.
    pub(crate) text: String,
    /// The text between the quotes below it; empty where there is none.
    pub(crate) docstring: String,
    /// The table below it; empty where there is none.
    pub(crate) table: Table,
}

/// Reads a feature and writes out its outlines.
pub(crate) fn read(text: &str) -> Result<Vec<Scenario>, String> {
    let mut reader = Reader { lines: text.lines().peekable(), line: 0 };
    let mut background = Vec::new();
    let mut scenarios = Vec::new();
    while let Some(line) = reader.next_line() {
        match heading(line) {
            Some(("Feature", _)) => reader.skip_description(),
            Some(("Background", _)) => background = reader.steps()?,
            Some(("Scenario" | "Scenario Outline", name)) => {
                let steps = background.iter().cloned().chain(reader.steps()?).collect();
                let examples = reader.examples()?;
                scenarios.extend(expand(name, steps, &examples));
            }
            Some(_) | None => return Err(reader.error(&format!("found `{line}`, expected a scenario"))),
        }
    }
    Ok(scenarios)
}

/// `Keyword: title`, where the line starts with a keyword of Gherkin.
fn heading(line: &str) -> Option<(&str, &str)> {
    let (keyword, title) = line.split_once(':')?;
    let known = matches!(keyword, "Feature" | "Background" | "Scenario" | "Scenario Outline" | "Examples");
    known.then(|| (keyword, title.trim()))
}

/// The text of a step, where the line is one.
fn step_text(line: &str) -> Option<&str> {
    ["Given ", "When ", "Then ", "And ", "But ", "* "]
        .iter()
        .find_map(|keyword| line.strip_prefix(keyword))
        .map(str::trim)
}

struct Reader<'a> {
    lines: Peekable<Lines<'a>>,
    line: usize,
}

impl<'a> Reader<'a> {
    fn error(&self, message: &str) -> String {
        format!("line {}: {message}", self.line)
    }

    fn raw_line(&mut self) -> Option<&'a str> {
        self.line += 1;
        self.lines.next()
    }

    /// The next line that says something, trimmed; it stays to be read. Tags only steer tools that
    /// check the TCK itself, so they are passed over.
    fn peek_line(&mut self) -> Option<&'a str> {
        loop {
            let line = self.lines.peek()?.trim();
            if !line.is_empty() && !line.starts_with(['#', '@']) {
                return Some(line);
            }
            self.raw_line();
        }
    }

    fn next_line(&mut self) -> Option<&'a str> {
        let line = self.peek_line()?;
        self.raw_line();
        Some(line)
    }

    fn skip_description(&mut self) {
        while self.peek_line().is_some_and(|line| heading(line).is_none()) {
            self.raw_line();
        }
    }

    fn steps(&mut self) -> Result<Vec<Step>, String> {
        let mut steps = Vec::new();
        while let Some(text) = self.peek_line().and_then(step_text) {
            self.raw_line();
            let docstring = self.docstring()?;
            steps.push(Step { text: text.to_owned(), docstring, table: self.table()? });
        }
        Ok(steps)
    }

    fn docstring(&mut self) -> Result<String, String> {
        let Some("\"\"\"") = self.peek_line() else {
            return Ok(String::new());
        };
        let opening = self.raw_line().unwrap_or_default();
        let indent = opening.len() - opening.trim_start().len();
        let mut lines = Vec::new();
        loop {
            let line = self.raw_line().ok_or_else(|| self.error("found the end of the file, expected `\"\"\"`"))?;
            if line.trim() == "\"\"\"" {
                return Ok(lines.join("\n").replace("\\\"\\\"\\\"", "\"\"\""));
            }
            lines.push(without_indent(line, indent));
        }
    }

    fn table(&mut self) -> Result<Table, String> {
        let mut rows = Table::new();
        while let Some(line) = self.peek_line().filter(|line| line.starts_with('|')) {
            self.raw_line();
            let row = cells(line);
            if rows.first().is_some_and(|first| first.len() != row.len()) {
                return Err(self.error(&format!("found {} cells, expected {}", row.len(), rows[0].len())));
            }
            rows.push(row);
        }
        Ok(rows)
    }

    fn examples(&mut self) -> Result<Vec<Examples>, String> {
        let mut examples = Vec::new();
        while let Some(("Examples", _)) = self.peek_line().and_then(heading) {
            self.raw_line();
            let mut rows = self.table()?.into_iter();
            let names = rows.next().ok_or_else(|| self.error("expected a table of examples"))?;
            examples.push(Examples { names, rows: rows.collect() });
        }
        Ok(examples)
    }
}

/// The line without as much white space as stood before the opening quotes, or what there is of it.
fn without_indent(line: &str, indent: usize) -> &str {
    let own = line.len() - line.trim_start().len();
    &line[own.min(indent)..]
}

/// The cells of a line of a table: `\|`, `\\` and `\n` are escapes, any other backslash is itself.
fn cells(line: &str) -> Vec<String> {
    let mut done = Vec::new();
    let mut cell = String::new();
    let mut chars = line.chars().skip(1);
    while let Some(c) = chars.next() {
        match c {
            '|' => done.push(std::mem::take(&mut cell).trim().to_owned()),
            '\\' => escape(chars.next(), &mut cell),
            _ => cell.push(c),
        }
    }
    done
}

fn escape(escaped: Option<char>, cell: &mut String) {
    match escaped {
        Some('n') => cell.push('\n'),
        Some(c @ ('|' | '\\')) => cell.push(c),
        other => {
            cell.push('\\');
            cell.extend(other);
        }
    }
}
