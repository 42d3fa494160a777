//! A mapping's rules with the columns they name found in the tables' headers.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::fill::{Piece, Property, Source, Text, datum};
use super::read::{at, findings};
use super::rules::{Condition, FileHead, FileRule, Mapping, OneOrMore, Placed, PropertyRule, SourceRule};
use super::sheet::{Form, Sheet, encoding, open, within};
use super::table::{Table, position};
use super::template::{Part, Template};
use crate::diagnostic::{Diagnostic, Span};
use crate::graph::document::Findings;

/// A file, ready to be read.
pub(super) struct File<'m> {
    pub(super) head: &'m FileHead,
    pub(super) path: std::path::PathBuf,
    pub(super) form: Form,
    pub(super) width: usize,
    pub(super) conditions: Vec<Test>,
    pub(super) nodes: Vec<Nodes<'m>>,
    pub(super) edges: Vec<Edges<'m>>,
    pub(super) unplaced: Vec<String>,
}

/// What makes nodes of rows.
pub(super) struct Nodes<'m> {
    pub(super) labels: &'m [String],
    pub(super) id: Text,
    pub(super) rest: Rest,
}

/// What makes edges of rows.
pub(super) struct Edges<'m> {
    pub(super) kind: &'m str,
    pub(super) from: Text,
    pub(super) to: Text,
    pub(super) once: bool,
    pub(super) rest: Rest,
}

/// What both have.
pub(super) struct Rest {
    pub(super) properties: Vec<Property>,
    pub(super) conditions: Vec<Test>,
    pub(super) source: Option<Source>,
}

/// A condition on a row.
pub(super) struct Test {
    pub(super) column: usize,
    pub(super) name: String,
    pub(super) values: Vec<String>,
    /// Whether the cell must be one of them, or none.
    pub(super) is: bool,
}

/// Finds every column that a mapping names. The first lines of each file are read, and the tables as a whole.
///
/// # Errors
/// Every name that leads nowhere, in the order of the mapping.
pub(super) fn bind<'m>(mapping: &'m Mapping, folder: &Path) -> Result<Vec<File<'m>>, Findings> {
    let mut binding = Binding { mapping, tables: BTreeMap::new(), found: Vec::new() };
    for (name, Placed { rule, span }) in &mapping.tables {
        match Table::read(rule, folder) {
            Ok(table) => drop(binding.tables.insert(name.clone(), Arc::new(table))),
            Err((message, written)) => binding.found.push(at(&mapping.text, *span, &written, message)),
        }
    }
    let files: Vec<Option<File<'m>>> = mapping.files.iter().map(|file| binding.file(file, folder)).collect();
    if binding.found.is_empty() {
        return Ok(files.into_iter().flatten().collect());
    }
    Err(findings(&mapping.path, &mapping.text, binding.found))
}

struct Binding<'m> {
    mapping: &'m Mapping,
    tables: BTreeMap<String, Arc<Table>>,
    found: Vec<Diagnostic>,
}

/// The columns of a file while rules are bound to them.
struct Columns<'c> {
    names: &'c [String],
    used: Vec<bool>,
    file: &'c str,
    span: Span,
}

impl<'m> Binding<'m> {
    fn file(&mut self, placed: &'m Placed<FileRule>, folder: &Path) -> Option<File<'m>> {
        let head = &placed.rule.head;
        let (path, form, sheet) = match opened(head, folder) {
            Ok(opened) => opened,
            Err((message, written)) => {
                self.found.push(at(&self.mapping.text, placed.span, &written, message));
                return None;
            }
        };
        let names = sheet.columns;
        let mut columns =
            Columns { names: &names, used: vec![false; names.len()], file: &head.file, span: placed.span };
        let conditions = self.tests(&head.conditions, &mut columns);
        let source = head.source.as_ref().map(|source| self.source(source, &mut columns));
        let mut nodes = Vec::new();
        for Placed { rule, span } in &placed.rule.nodes {
            columns.span = *span;
            let id = self.text(&rule.id, &mut columns);
            let own = (&rule.properties, rule.conditions.as_slice(), rule.source.as_ref());
            nodes.push(Nodes { labels: &rule.labels.0, id, rest: self.rest(own, None, head, &mut columns) });
        }
        let mut edges = Vec::new();
        for Placed { rule, span } in &placed.rule.edges {
            columns.span = *span;
            let (from, to) = (self.text(&rule.from, &mut columns), self.text(&rule.to, &mut columns));
            let own = (&rule.properties, rule.conditions.as_slice(), rule.source.as_ref());
            let rest = self.rest(own, source.as_ref(), head, &mut columns);
            edges.push(Edges { kind: &rule.kind, from, to, once: rule.once, rest });
        }
        columns.span = placed.span;
        head.leave.iter().for_each(|name| _ = self.column(name, &mut columns));
        let unplaced = columns.names.iter().zip(&columns.used).filter(|(name, used)| !**used && !name.is_empty());
        let unplaced = unplaced.map(|(name, _)| name.clone()).collect();
        Some(File { head, path, form, width: names.len(), conditions, nodes, edges, unplaced })
    }

    fn rest(
        &mut self,
        (properties, conditions, source): (&BTreeMap<String, PropertyRule>, &[Condition], Option<&SourceRule>),
        of_file: Option<&Source>,
        head: &FileHead,
        columns: &mut Columns<'_>,
    ) -> Rest {
        let properties = self.properties(properties, head, columns);
        let conditions = self.tests(conditions, columns);
        let source = source.map(|source| self.source(source, columns)).or_else(|| of_file.cloned());
        Rest { properties, conditions, source }
    }

    fn properties(
        &mut self,
        rules: &BTreeMap<String, PropertyRule>,
        head: &FileHead,
        columns: &mut Columns<'_>,
    ) -> Vec<Property> {
        let property = |(name, rule): (&String, &PropertyRule)| Property {
            name: name.clone(),
            text: self.text(&rule.text, columns),
            value: rule.value.as_ref().map(datum),
            map: self.properties(&rule.map, head, columns),
            kind: rule.kind,
            separator: rule.separator,
            order: rule.order,
            decimal: head.decimal.unwrap_or('.'),
        };
        rules.iter().map(property).collect()
    }

    fn source(&mut self, rule: &SourceRule, columns: &mut Columns<'_>) -> Source {
        let section = rule.section.as_ref().map(|text| self.text(text, columns));
        let page = rule.page.as_ref().map(|text| self.text(text, columns));
        Source { work: rule.work.clone(), section, page }
    }

    fn tests(&mut self, conditions: &[Condition], columns: &mut Columns<'_>) -> Vec<Test> {
        let test = |condition: &Condition| {
            let column = self.column(&condition.column, columns);
            let OneOrMore(values) = condition.is.as_ref().or(condition.not.as_ref()).cloned().unwrap_or_default();
            Test { column, name: condition.column.clone(), values, is: condition.is.is_some() }
        };
        conditions.iter().map(test).collect()
    }

    fn text(&mut self, template: &Template, columns: &mut Columns<'_>) -> Text {
        let piece = |part: &Part| match part {
            Part::Text(text) => Piece::Text(text.clone()),
            Part::Line => Piece::Line,
            Part::File => Piece::File,
            Part::Cell { column, table } => {
                let table = table.as_ref().and_then(|table| self.tables.get(table).cloned());
                Piece::Cell { column: self.column(column, columns), name: column.clone(), table }
            }
        };
        Text(template.0.iter().map(piece).collect())
    }

    /// The number of a column, which is then one that has a place. One that isn't there is reported.
    fn column(&mut self, name: &str, columns: &mut Columns<'_>) -> usize {
        match position(columns.names, name) {
            Ok(column) => {
                columns.used[column] = true;
                column
            }
            Err(message) => {
                let message = format!("{}: {message}", columns.file);
                self.found.push(at(&self.mapping.text, columns.span, name, message));
                0
            }
        }
    }
}

/// Opens a file to see its header; what is wrong comes with the text of the mapping that it is about.
fn opened(head: &FileHead, folder: &Path) -> Result<(std::path::PathBuf, Form, Sheet), (String, String)> {
    let path = within(folder, &head.file).map_err(|message| (message, head.file.clone()))?;
    let wrong = "what stands between cells must be one ASCII character";
    let delimiter = head.delimiter.map(|mark| u8::try_from(mark).map_err(|_| (wrong.to_owned(), mark.to_string())));
    let encoding = head.encoding.as_ref().map(|name| encoding(name).map_err(|message| (message, name.clone())));
    let form =
        Form { delimiter: delimiter.transpose()?, encoding: encoding.transpose()?, columns: head.columns.clone() };
    let sheet = open(&path, &form).map_err(|error| (error.message, head.file.clone()))?;
    Ok((path, form, sheet))
}
