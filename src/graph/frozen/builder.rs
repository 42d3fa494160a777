//! Lays a graph out: nodes into tables by their labels, edges into tables by their type, both with a
//! column for each property; then the edges into compressed sparse rows, both ways.
//!
//! Nodes come first, then edges. An edge costs 12 bytes (the node at its end going out; the node and
//! the edge's number coming in) and its columns; a node costs 8 bytes for each type it has edges of.
//! The build script lays the shipped graph out with this file, so it knows nothing of the rest of the
//! crate.

use std::sync::{Mutex, PoisonError};

use super::column::{Cell, Column};
use super::datum::Datum;
use super::index;
use super::layout::{SectionId, Sections};
use super::rows::{self, Rows};

/// Records of one kind.
#[derive(Default)]
pub struct Table {
    columns: Vec<(u32, Column)>,
    evidence: Column,
    document: Column,
    rows: usize,
    /// Where the column goes that the record in hand is the first to have: after the one it gave before.
    next: usize,
}

impl Table {
    /// How many records there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The column of a key, made now if it is new.
    pub fn column(&mut self, key: u32) -> &mut Column {
        let at = self.columns.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            self.columns.insert(self.next, (key, Column::default()));
            self.next
        });
        self.next = at + 1;
        let column = &mut self.columns[at].1;
        column.fill(self.rows);
        column
    }

    /// Takes back what was set of the record in hand.
    pub fn forget(&mut self) {
        let rows = self.rows;
        self.columns.iter_mut().for_each(|(_, column)| column.cut(rows));
        self.evidence.cut(rows);
        self.document.cut(rows);
        self.next = 0;
    }

    /// Sets a property of the record in hand, which [`Table::end`] ends.
    pub fn set(&mut self, key: u32, cell: Cell<'_>) {
        self.column(key).push(cell);
    }

    /// What the record in hand rests on, and the number of its document.
    pub fn origin(&mut self, evidence: &Datum, document: Option<i64>) {
        self.evidence.fill(self.rows);
        self.evidence.push(Cell::from(evidence));
        self.document.fill(self.rows);
        self.document.push(document.map_or(Cell::Null, Cell::Int));
    }

    /// Ends the record in hand and gives its row.
    pub fn end(&mut self) -> u32 {
        self.rows += 1;
        self.next = 0;
        (self.rows - 1) as u32
    }

    /// Takes the last record back.
    pub fn take_back(&mut self) {
        self.rows -= 1;
        self.forget();
    }

    fn fill(&mut self) {
        let rows = self.rows;
        self.columns.iter_mut().for_each(|(_, column)| column.fill(rows));
        self.evidence.fill(rows);
        self.document.fill(rows);
    }

    fn permute(&mut self, order: &[u32]) {
        self.columns.iter_mut().for_each(|(_, column)| column.permute(order));
        self.evidence.permute(order);
        self.document.permute(order);
    }

    fn write(self, sections: &mut Sections) -> Vec<(String, Datum)> {
        let named = self.columns.into_iter().map(|(key, column)| (Datum::Int(i64::from(key)), column));
        let columns = named.map(|(key, column)| write_column(key, column, sections)).collect();
        let mut entries =
            vec![("rows".to_string(), Datum::Int(self.rows as i64)), ("columns".into(), Datum::List(columns))];
        for (name, column) in [("evidence", self.evidence), ("document", self.document)] {
            if !column.is_empty() {
                entries.push((name.into(), write_column(Datum::Null, column, sections)));
            }
        }
        entries
    }
}

/// `[key, kind, values, offsets, present]`
fn write_column(key: Datum, column: Column, sections: &mut Sections) -> Datum {
    let (kind, values, offsets, present) = column.write(sections);
    Datum::List(vec![key, Datum::Int(kind as i64), section(Some(values)), section(offsets), section(present)])
}

fn section(id: Option<SectionId>) -> Datum {
    id.map_or(Datum::Null, |id| Datum::Int(i64::from(id)))
}

struct EdgeTable {
    kind: u32,
    from: Vec<u32>,
    to: Vec<u32>,
    table: Table,
}

/// Names by number.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        let at = self.0.iter().position(|known| known == name).unwrap_or_else(|| {
            self.0.push(name.to_string());
            self.0.len() - 1
        });
        at as u32
    }

    fn datum(self) -> Datum {
        Datum::List(self.0.into_iter().map(Datum::Text).collect())
    }
}

/// A graph while it is laid out.
#[derive(Default)]
pub struct Builder {
    labels: Names,
    types: Names,
    keys: Names,
    nodes: Vec<(Vec<u32>, Table)>,
    edges: Vec<EdgeTable>,
}

impl Builder {
    /// The number of a label; O(labels).
    pub fn label(&mut self, name: &str) -> u32 {
        self.labels.number(name)
    }

    /// The number of a relationship type; O(types).
    pub fn relationship_type(&mut self, name: &str) -> u32 {
        self.types.number(name)
    }

    /// The number of a property key; O(keys).
    pub fn key(&mut self, name: &str) -> u32 {
        self.keys.number(name)
    }

    /// The place of the table of nodes with just these labels.
    pub fn node_table(&mut self, mut labels: Vec<u32>) -> usize {
        labels.sort_unstable();
        labels.dedup();
        self.nodes.iter().position(|(known, _)| *known == labels).unwrap_or_else(|| {
            self.nodes.push((labels, Table::default()));
            self.nodes.len() - 1
        })
    }

    /// A table of nodes.
    pub fn nodes(&mut self, table: usize) -> &mut Table {
        &mut self.nodes[table].1
    }

    /// Every table of nodes.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.nodes.iter().map(|(_, table)| table)
    }

    /// The numbers of the first node of each table, and how many nodes there are; only once all are in.
    pub fn firsts(&self) -> Vec<u32> {
        let mut firsts = vec![0];
        for (_, table) in &self.nodes {
            firsts.push(firsts[firsts.len() - 1] + table.rows as u32);
        }
        firsts
    }

    /// The place of the table of edges of a type.
    pub fn edge_table(&mut self, kind: u32) -> usize {
        self.edges.iter().position(|known| known.kind == kind).unwrap_or_else(|| {
            self.edges.push(EdgeTable { kind, from: Vec::new(), to: Vec::new(), table: Table::default() });
            self.edges.len() - 1
        })
    }

    /// The records of a table of edges.
    pub fn edges(&mut self, table: usize) -> &mut Table {
        &mut self.edges[table].table
    }

    /// Adds all edges of a type that has none yet: their ends, and their records in the same order.
    pub fn add_edges(&mut self, kind: u32, from: Vec<u32>, to: Vec<u32>, table: Table) {
        let at = self.edge_table(kind);
        self.edges[at] = EdgeTable { kind, from, to, table };
    }

    /// Whether a type has edges already.
    pub fn has_edges(&mut self, kind: u32) -> bool {
        let at = self.edge_table(kind);
        !self.edges[at].from.is_empty()
    }

    /// Adds an edge to a table; its properties are set on what this gives.
    pub fn edge(&mut self, table: usize, from: u32, to: u32) -> &mut Table {
        let edges = &mut self.edges[table];
        edges.from.push(from);
        edges.to.push(to);
        &mut edges.table
    }

    /// Lays everything out, with further named values for the catalog.
    ///
    /// # Errors
    /// More than 4 GB of text in one column, or more than 2^32 - 1 records.
    pub fn finish(mut self, extras: Vec<(String, Datum)>) -> Result<Sections, String> {
        self.check()?;
        let mut sections = Sections::default();
        let firsts = self.firsts();
        self.nodes.iter_mut().for_each(|(_, table)| table.fill());
        let (ids, odd) =
            index::build(&self.nodes.iter().map(|(_, table)| table).collect::<Vec<_>>(), self.keys.find("id"));
        let ids = Datum::List(vec![section(Some(sections.words(&ids))), section(Some(sections.words(&odd)))]);
        let mut nodes = Vec::new();
        for (labels, table) in self.nodes {
            let mut entries = table.write(&mut sections);
            entries.push((
                "labels".into(),
                Datum::List(labels.into_iter().map(|label| Datum::Int(i64::from(label))).collect()),
            ));
            nodes.push(Datum::Map(entries));
        }
        self.edges.sort_by_key(|edges| edges.kind);
        let laid_out = in_parallel(self.edges, EdgeTable::lay_out);
        let edges = laid_out.into_iter().map(|edges| edges.write(&firsts, &mut sections)).collect();
        let mut catalog = vec![
            ("labels".to_string(), self.labels.datum()),
            ("types".into(), self.types.datum()),
            ("keys".into(), self.keys.datum()),
            ("nodes".into(), Datum::List(nodes)),
            ("edges".into(), Datum::List(edges)),
            ("ids".into(), ids),
        ];
        catalog.extend(extras);
        let mut bytes = Vec::new();
        Datum::Map(catalog).write(&mut bytes);
        sections.bytes(bytes);
        Ok(sections)
    }

    fn check(&self) -> Result<(), String> {
        let tables = self.nodes.iter().map(|(_, table)| table).chain(self.edges.iter().map(|edges| &edges.table));
        let too_long = |table: &Table| table.columns.iter().any(|(_, column)| column.too_long());
        if tables.clone().any(too_long) {
            return Err("a property has more than 4 GB of text, expected less".into());
        }
        let nodes: usize = self.nodes.iter().map(|(_, table)| table.rows).sum();
        let edges: usize = self.edges.iter().map(|edges| edges.from.len()).sum();
        if nodes.max(edges) >= u32::MAX as usize {
            return Err(format!("found {nodes} nodes and {edges} edges, expected fewer than 2^32 - 1 of each"));
        }
        Ok(())
    }
}

impl Names {
    fn find(&self, name: &str) -> Option<u32> {
        self.0.iter().position(|known| known == name).map(|at| at as u32)
    }
}

impl Table {
    /// The column of a key, where there is one.
    pub fn find(&self, key: u32) -> Option<&Column> {
        self.columns.iter().find(|(known, _)| *known == key).map(|(_, column)| column)
    }
}

/// Does the work for each item, in as many threads as there are processors, the first items first.
pub fn in_parallel<T: Send, U: Send>(items: Vec<T>, work: impl Fn(T) -> U + Sync) -> Vec<U> {
    let count = items.len();
    let waiting = Mutex::new(items.into_iter().enumerate());
    let done: Mutex<Vec<(usize, U)>> = Mutex::new(Vec::with_capacity(count));
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let worker = || {
        while let Some((at, item)) = next() {
            let result = work(item);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get()).min(count);
    std::thread::scope(|scope| {
        (1..threads).for_each(|_| _ = scope.spawn(worker));
        worker();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// A type's edges in rows, with the columns in their order.
struct LaidOut {
    kind: u32,
    out: rows::Half,
    into: rows::Half,
    acyclic: bool,
    table: Table,
}

impl EdgeTable {
    fn lay_out(mut self) -> LaidOut {
        self.table.fill();
        let Rows { order, out, into, acyclic } = rows::lay_out(self.from, self.to);
        if let Some(order) = order {
            self.table.permute(&order);
        }
        LaidOut { kind: self.kind, out, into, acyclic, table: self.table }
    }
}

impl LaidOut {
    fn write(self, firsts: &[u32], sections: &mut Sections) -> Datum {
        let LaidOut { out, into, acyclic, .. } = self;
        let (from_tables, to_tables) = (tables_of(&out, firsts), tables_of(&into, firsts));
        let mut entries = self.table.write(sections);
        entries.push(("type".into(), Datum::Int(i64::from(self.kind))));
        for (name, half) in [("out", out), ("in", into)] {
            let edges = half.edges.map(|edges| sections.words(&edges));
            let parts = [Some(sections.words(&half.offsets)), Some(sections.words(&half.nodes)), edges];
            let mut list = vec![Datum::Int(i64::from(half.low))];
            list.extend(parts.into_iter().map(section));
            entries.push((name.into(), Datum::List(list)));
        }
        entries.push(("acyclic".into(), Datum::Bool(acyclic)));
        entries.push(("from_tables".into(), numbers(from_tables)));
        entries.push(("to_tables".into(), numbers(to_tables)));
        Datum::Map(entries)
    }
}

fn numbers(numbers: Vec<usize>) -> Datum {
    Datum::List(numbers.into_iter().map(|number| Datum::Int(number as i64)).collect())
}

/// The tables whose nodes stand at the beginning of a row that is not empty.
fn tables_of(half: &rows::Half, firsts: &[u32]) -> Vec<usize> {
    let offset = |node: u32| {
        let at = (node.max(half.low) - half.low) as usize;
        half.offsets[at.min(half.offsets.len() - 1)]
    };
    (0..firsts.len() - 1).filter(|at| offset(firsts[*at]) < offset(firsts[at + 1])).collect()
}
