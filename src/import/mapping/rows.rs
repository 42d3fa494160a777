//! Rows of tables as nodes and edges.

use std::hash::{Hash, Hasher};
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::super::csv::{BadRows, Progress, Reading, Rows};
use super::super::fresh::kebab;
use super::bind::{Edges, File, Nodes, Rest, Test, bind};
use super::fill::{Row, Text};
use super::rules::Mapping;
use super::sheet::open;
use super::told::{FileTold, Taken, Told};
use super::{Edge, Node, Sink};
use crate::diagnostic::Diagnostic;
use crate::graph::document::Findings;
use crate::graph::frozen::Datum;

/// How many texts are remembered with the ids they make; more would cost memory and save little time.
const REMEMBERED: usize = 1 << 16;

/// What keeps a mapping from being run.
#[derive(Debug)]
pub enum Fault {
    /// The mapping names what isn't there.
    Mapping(Findings),
    /// A file can't be read, or holds a row that can't be taken.
    File(Box<Diagnostic>),
}

impl From<Box<Diagnostic>> for Fault {
    fn from(error: Box<Diagnostic>) -> Fault {
        Fault::File(error)
    }
}

/// Reads the tables of a folder by a mapping and hands what their rows make to the sink: all nodes, then all edges. A
/// file that makes both is read twice, so that none of it needs to be held. O(bytes).
///
/// # Errors
/// Names in the mapping that lead nowhere, files that can't be read, and with [`BadRows::Stop`] the first bad row.
pub fn run(
    mapping: &Mapping,
    folder: &Path,
    bad_rows: BadRows,
    sink: &mut dyn Sink,
    progress: Progress<'_>,
) -> Result<Told, Fault> {
    let files = bind(mapping, folder).map_err(Fault::Mapping)?;
    let mut told = Told::default();
    for work in &mapping.works {
        let properties = work.iter().filter(|(name, _)| !matches!(name.as_str(), "id" | "labels"));
        let properties = properties.map(|(name, value)| (name.as_str(), super::fill::datum(value))).collect();
        let id = work.get("id").and_then(|id| id.as_str()).unwrap_or_default();
        sink.node(Node { labels: &["Work".to_owned()], id, properties, fallback: id, evidence: None });
    }
    let mut run = Run {
        sink,
        told: &mut told,
        ids: Ids::default(),
        made: FxHashSet::default(),
        bad: vec![FxHashSet::default(); files.len()],
        skips: bad_rows == BadRows::Skip,
    };
    let mut reading = Reading::new(bad_rows, progress);
    for file in &files {
        let told = FileTold { name: file.head.file.clone(), unplaced: file.unplaced.clone(), ..FileTold::default() };
        run.told.files.push(told);
    }
    for (at, file) in files.iter().enumerate().filter(|(_, file)| !file.nodes.is_empty() || file.edges.is_empty()) {
        run.file(at, file, true, &mut reading)?;
    }
    run.sink.nodes_end();
    for (at, file) in files.iter().enumerate().filter(|(_, file)| !file.edges.is_empty()) {
        run.file(at, file, false, &mut reading)?;
    }
    (told.skipped, told.skipped_rows) = reading.left_out();
    Ok(told)
}

struct Run<'a> {
    sink: &'a mut dyn Sink,
    told: &'a mut Told,
    ids: Ids,
    /// What edges that are made once have been made.
    made: FxHashSet<u64>,
    /// The lines of each file whose rows could not be taken.
    bad: Vec<FxHashSet<u64>>,
    /// Whether rows that can't be taken are left out.
    skips: bool,
}

/// Ids by the texts they are made of.
#[derive(Default)]
struct Ids {
    known: FxHashMap<String, String>,
}

impl Ids {
    /// The id that a text makes.
    fn of(&mut self, text: &str) -> Result<&str, String> {
        if !self.known.contains_key(text) {
            if self.known.len() >= REMEMBERED {
                self.known.clear();
            }
            let id = kebab(text);
            if id.is_empty() {
                return Err(format!(
                    "found `{text}`, which leaves nothing for an id; expected a letter or a digit of ASCII"
                ));
            }
            self.known.insert(text.to_owned(), id);
        }
        Ok(&self.known[text])
    }
}

impl File<'_> {
    /// Whether a row is one that the mapping takes.
    fn takes(&self, row: &Row<'_>) -> Result<Taken, String> {
        if row.cells.iter().all(|cell| cell.trim_ascii().is_empty()) {
            return Ok(Taken::Empty);
        }
        if row.cells.len() != self.width {
            return Err(format!("found {} cells, expected {}", row.cells.len(), self.width));
        }
        Ok(if holds(&self.conditions, row)? { Taken::Row } else { Taken::PassedOver })
    }
}

/// A node as a row makes it.
struct Made<'f> {
    labels: &'f [String],
    id: String,
    /// What the id was made of.
    text: String,
    properties: Vec<(&'f str, Datum)>,
    evidence: Option<crate::graph::Evidence>,
}

/// What a file makes of each row.
struct Makers<'f, 'm> {
    nodes: &'f [Nodes<'m>],
    edges: &'f [Edges<'m>],
    /// What each of the rules for nodes made so far: the id, and a mark of the rest.
    seen: Vec<FxHashMap<String, u64>>,
}

impl Run<'_> {
    /// Reads a file for its nodes or for its edges. It is counted the first time; a row that could not be taken then is not
    /// tried again.
    fn file(&mut self, at: usize, file: &File<'_>, nodes: bool, reading: &mut Reading<'_>) -> Result<(), Fault> {
        let mut sheet = open(&file.path, &file.form)?;
        let first = nodes || file.nodes.is_empty();
        let taken_before = !first && self.skips;
        let mut makers = Makers {
            nodes: if nodes { &file.nodes } else { &[] },
            edges: if nodes { &[] } else { &file.edges },
            seen: vec![FxHashMap::default(); file.nodes.len()],
        };
        let mut told = std::mem::take(&mut self.told.files[at]);
        let mut bad = std::mem::take(&mut self.bad[at]);
        let rows = Rows { path: &file.path, lines_before: sheet.lines_before, crlf: sheet.crlf, width: None };
        let done = reading.each(&mut sheet.reader, rows, |cells, at| {
            if bad.contains(&at.line) {
                return Ok(());
            }
            let row = Row { cells, at, file: &file.head.file, missing: &file.head.missing };
            let taken = file.takes(&row).and_then(|taken| match taken {
                Taken::Row => self.row(&row, &mut makers).map(|()| Taken::Row),
                Taken::Empty | Taken::PassedOver => Ok(taken),
            });
            match &taken {
                Ok(taken) if first => told.count(*taken),
                Ok(_) => {}
                Err(_) => {
                    told.rows -= u64::from(!first);
                    bad.insert(at.line);
                }
            }
            taken
                .map(drop)
                .map_err(|reason| if taken_before { format!("{reason}; its nodes were taken") } else { reason })
        });
        self.told.files[at] = told;
        self.bad[at] = bad;
        Ok(done?)
    }

    /// Takes a row whole or not at all: what all rules make of it is worked out before any of it is handed on.
    fn row(&mut self, row: &Row<'_>, makers: &mut Makers<'_, '_>) -> Result<(), String> {
        let (rules, edge_rules) = (makers.nodes, makers.edges);
        let mut nodes = Vec::with_capacity(rules.len());
        for rule in rules {
            nodes.push(self.node(row, rule)?);
        }
        let mut edges = Vec::with_capacity(edge_rules.len());
        for rule in edge_rules {
            edges.extend(self.edge(row, rule)?.map(|edge| (rule, edge)));
        }
        for (node, seen) in nodes.into_iter().zip(&mut makers.seen) {
            node.into_iter().for_each(|node| self.take_node(row, node, seen));
        }
        edges.into_iter().for_each(|(rule, edge)| self.take_edge(rule, edge));
        Ok(())
    }

    fn node<'f>(&mut self, row: &Row<'_>, rule: &'f Nodes<'_>) -> Result<Option<Made<'f>>, String> {
        if !holds(&rule.rest.conditions, row)? {
            return Ok(None);
        }
        let mut text = String::new();
        let id = id(&rule.id, row, &mut text, &mut self.ids)?.to_owned();
        let (properties, evidence) = rule.rest.fill(row)?;
        Ok(Some(Made { labels: rule.labels, id, text, properties, evidence }))
    }

    fn take_node(&mut self, row: &Row<'_>, made: Made<'_>, seen: &mut FxHashMap<String, u64>) {
        let Made { labels, id, text, properties, evidence } = made;
        let mark = mark(&properties);
        if seen.get(&id) == Some(&mark) {
            return;
        }
        let differs = self.sink.node(Node { labels, id: &id, properties, fallback: &text, evidence });
        if seen.insert(id, mark).is_none() {
            self.told.nodes += 1;
        }
        if let Some(differs) = differs {
            self.told.differs(format!("{}:{}: {differs}", row.file, row.at.line));
        }
    }

    fn edge<'f>(&mut self, row: &Row<'_>, rule: &'f Edges<'_>) -> Result<Option<Edge<'f>>, String> {
        if !holds(&rule.rest.conditions, row)? {
            return Ok(None);
        }
        let mut text = String::new();
        let from = self.sink.end(id(&rule.from, row, &mut text, &mut self.ids)?, row.at.near)?;
        let to = self.sink.end(id(&rule.to, row, &mut text, &mut self.ids)?, row.at.near)?;
        let (properties, evidence) = rule.rest.fill(row)?;
        Ok(Some(Edge { kind: rule.kind, from, to, properties, evidence }))
    }

    fn take_edge(&mut self, rule: &Edges<'_>, edge: Edge<'_>) {
        if rule.once {
            let mut hasher = FxHasher::default();
            (edge.kind, edge.from, edge.to, mark(&edge.properties)).hash(&mut hasher);
            if !self.made.insert(hasher.finish()) {
                return;
            }
        }
        self.sink.edge(edge);
        self.told.edges += 1;
    }
}

/// The id that a template makes of a row, and in `text` what it was made of.
fn id<'i>(template: &Text, row: &Row<'_>, text: &mut String, ids: &'i mut Ids) -> Result<&'i str, String> {
    let made =
        if template.fill(row, text)? { ids.of(text) } else { Err("found no value, expected one for an id".into()) };
    made.map_err(|reason| format!("{}: {reason}", template.columns()))
}

fn holds(tests: &[Test], row: &Row<'_>) -> Result<bool, String> {
    for test in tests {
        let cell = row.cell(test.column, &test.name)?;
        if test.values.iter().any(|value| value == cell) != test.is {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Properties with their names, and the passage a row rests on.
type Filled<'r> = (Vec<(&'r str, Datum)>, Option<crate::graph::Evidence>);

impl Rest {
    fn fill(&self, row: &Row<'_>) -> Result<Filled<'_>, String> {
        let mut buffer = String::new();
        let mut properties = Vec::with_capacity(self.properties.len() + 1);
        for property in &self.properties {
            if let Some(value) = property.fill(row, &mut buffer)? {
                properties.push((property.name.as_str(), value));
            }
        }
        let evidence = self.source.as_ref().map(|source| source.fill(row, &mut buffer)).transpose()?;
        Ok((properties, evidence))
    }
}

/// A mark of properties, by which rows that say the same are told.
fn mark(properties: &[(&str, Datum)]) -> u64 {
    let mut hasher = FxHasher::default();
    let mut bytes = Vec::new();
    for (name, value) in properties {
        name.hash(&mut hasher);
        bytes.clear();
        value.write(&mut bytes);
        bytes.hash(&mut hasher);
    }
    hasher.finish()
}
