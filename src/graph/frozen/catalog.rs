//! The catalog: which tables there are, and in which sections their columns lie.

use std::sync::Arc;

use super::bytes::Store;
use super::column::Kind;
use super::datum::Datum;
use super::{Frozen, convert};
use crate::graph::symbols::{KeyId, LabelId, Symbols};
use crate::value::Value;

/// The records of one table.
#[derive(Debug, Default)]
pub(super) struct Records {
    pub(super) rows: usize,
    pub(super) columns: Vec<(KeyId, Column)>,
    pub(super) evidence: Option<Column>,
    pub(super) document: Option<Column>,
}

/// The nodes with the same labels.
#[derive(Debug)]
pub(super) struct Nodes {
    pub(super) first: u32,
    pub(super) labels: Vec<LabelId>,
    pub(super) records: Records,
}

/// The edges of a type.
#[derive(Debug)]
pub(super) struct Edges {
    pub(super) first: u32,
    pub(super) kind: u32,
    pub(super) out: Half,
    pub(super) into: Half,
    pub(super) acyclic: bool,
    /// The tables whose nodes they begin and end at.
    pub(super) tables: [Vec<usize>; 2],
    pub(super) records: Records,
}

/// Where one direction lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Half {
    pub(super) low: u32,
    pub(super) offsets: u32,
    pub(super) nodes: u32,
    pub(super) edges: Option<u32>,
}

/// Where a column lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) kind: Kind,
    pub(super) values: u32,
    pub(super) offsets: Option<u32>,
    pub(super) present: Option<u32>,
}

impl Column {
    pub(super) fn has(&self, stored: &Store, row: usize) -> bool {
        let bit = |id| stored.longs(id).get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1);
        self.present.is_none_or(bit)
    }

    pub(super) fn integer(&self, stored: &Store, row: usize) -> Option<i64> {
        if !self.has(stored, row) {
            return None;
        }
        match self.kind {
            Kind::Int => stored.words(self.values).get(row).map(|word| i64::from(*word as i32)),
            Kind::Long => stored.longs(self.values).get(row).map(|long| *long as i64),
            Kind::Float | Kind::Bool | Kind::Text | Kind::Any => None,
        }
    }

    /// The bytes of a text or datum.
    pub(super) fn slice<'a>(&self, stored: &'a Store, row: usize) -> Option<&'a [u8]> {
        let offsets = stored.words(self.offsets?);
        let (from, to) = (*offsets.get(row)?, *offsets.get(row + 1)?);
        stored.raw(self.values).get(from as usize..to as usize)
    }

    pub(super) fn text<'a>(&self, stored: &'a Store, row: usize) -> Option<&'a str> {
        let text = self.kind == Kind::Text && self.has(stored, row);
        text.then(|| self.slice(stored, row).and_then(|bytes| std::str::from_utf8(bytes).ok())).flatten()
    }

    pub(super) fn value(&self, stored: &Store, row: usize) -> Value {
        if !self.has(stored, row) {
            return Value::Null;
        }
        let found = match self.kind {
            Kind::Int | Kind::Long => self.integer(stored, row).map(Value::Integer),
            Kind::Float => stored.longs(self.values).get(row).map(|bits| Value::Float(f64::from_bits(*bits))),
            Kind::Bool => stored.raw(self.values).get(row).map(|byte| Value::Boolean(*byte == 1)),
            Kind::Text => self.slice(stored, row).map(|bytes| Value::string(String::from_utf8_lossy(bytes))),
            Kind::Any => self.slice(stored, row).and_then(Datum::read).map(convert::value),
        };
        found.unwrap_or(Value::Null)
    }
}

impl Records {
    pub(super) fn column(&self, key: KeyId) -> Option<&Column> {
        self.columns.iter().find(|(known, _)| *known == key).map(|(_, column)| column)
    }

    pub(super) fn value(&self, stored: &Store, key: KeyId, row: usize) -> Value {
        self.column(key).map_or(Value::Null, |column| column.value(stored, row))
    }

    pub(super) fn properties(&self, stored: &Store, row: usize) -> Vec<(KeyId, Value)> {
        let values = self.columns.iter().map(|(key, column)| (*key, column.value(stored, row)));
        values.filter(|(_, value)| !value.is_null()).collect()
    }
}

/// Fields of a map, by name.
struct Fields(Vec<(String, Datum)>);

impl Fields {
    fn of(datum: Datum) -> Option<Fields> {
        match datum {
            Datum::Map(entries) => Some(Fields(entries)),
            _ => None,
        }
    }

    fn take(&mut self, name: &str) -> Option<Datum> {
        let at = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.swap_remove(at).1)
    }

    fn list(&mut self, name: &str) -> Option<Vec<Datum>> {
        list(self.take(name)?)
    }

    fn integer(&mut self, name: &str) -> Option<i64> {
        integer(&self.take(name)?)
    }
}

fn list(datum: Datum) -> Option<Vec<Datum>> {
    match datum {
        Datum::List(items) => Some(items),
        _ => None,
    }
}

fn integer(datum: &Datum) -> Option<i64> {
    match datum {
        Datum::Int(number) => Some(*number),
        _ => None,
    }
}

fn word(datum: &Datum) -> Option<u32> {
    u32::try_from(integer(datum)?).ok()
}

fn texts(items: Vec<Datum>) -> Option<Vec<String>> {
    let text = |item| match item {
        Datum::Text(text) => Some(text),
        _ => None,
    };
    items.into_iter().map(text).collect()
}

/// Reads the catalog of an opened layout.
pub(super) fn read(stored: Store) -> Option<Frozen> {
    let mut fields = Fields::of(Datum::read(stored.raw(stored.last()))?)?;
    let mut symbols = Symbols::default();
    texts(fields.list("labels")?)?.iter().for_each(|name| _ = symbols.label(name));
    texts(fields.list("types")?)?.iter().for_each(|name| _ = symbols.relationship_type(name));
    texts(fields.list("keys")?)?.iter().for_each(|name| _ = symbols.key(name));
    let (nodes, node_count) = read_nodes(fields.list("nodes")?)?;
    let (edges, edge_count) = read_edges(fields.list("edges")?)?;
    let ids = fields.list("ids")?;
    let by_type = edges.iter().map(|table| table.kind as usize + 1).max().unwrap_or(0);
    let by_type = (0..by_type).map(|kind| edges.iter().position(|table| table.kind as usize == kind)).collect();
    let documents = fields.list("documents").and_then(texts).unwrap_or_default();
    let schema = fields.take("schema").and_then(|datum| texts(vec![datum])).and_then(|texts| texts.first().cloned());
    Some(Frozen {
        id_key: symbols.find_key("id"),
        id_slots: word(ids.first()?)?,
        odd_ids: word(ids.get(1)?)?,
        documents: documents.into_iter().map(Arc::from).collect(),
        schema: schema.map(Arc::from),
        stored,
        symbols,
        nodes,
        edges,
        by_type,
        node_count,
        edge_count,
    })
}

fn read_nodes(tables: Vec<Datum>) -> Option<(Vec<Nodes>, u32)> {
    let (mut nodes, mut first) = (Vec::new(), 0u32);
    for table in tables {
        let mut fields = Fields::of(table)?;
        let labels = fields.list("labels")?.iter().map(|label| word(label).map(LabelId)).collect::<Option<_>>()?;
        let records = read_records(&mut fields)?;
        let rows = u32::try_from(records.rows).ok()?;
        nodes.push(Nodes { first, labels, records });
        first = first.checked_add(rows)?;
    }
    Some((nodes, first))
}

fn read_edges(tables: Vec<Datum>) -> Option<(Vec<Edges>, u32)> {
    let (mut edges, mut first) = (Vec::new(), 0u32);
    for table in tables {
        let mut fields = Fields::of(table)?;
        let mut tables = [Vec::new(), Vec::new()];
        for (into, name) in tables.iter_mut().zip(["from_tables", "to_tables"]) {
            *into = fields.list(name)?.iter().map(|at| word(at).map(|at| at as usize)).collect::<Option<_>>()?;
        }
        let records = read_records(&mut fields)?;
        let rows = u32::try_from(records.rows).ok()?;
        edges.push(Edges {
            first,
            kind: u32::try_from(fields.integer("type")?).ok()?,
            out: half(fields.list("out")?)?,
            into: half(fields.list("in")?)?,
            acyclic: fields.take("acyclic")? == Datum::Bool(true),
            tables,
            records,
        });
        first = first.checked_add(rows)?;
    }
    Some((edges, first))
}

fn half(parts: Vec<Datum>) -> Option<Half> {
    let [low, offsets, nodes, edges] = parts.as_slice() else { return None };
    Some(Half { low: word(low)?, offsets: word(offsets)?, nodes: word(nodes)?, edges: word(edges) })
}

fn read_records(fields: &mut Fields) -> Option<Records> {
    let mut records = Records { rows: usize::try_from(fields.integer("rows")?).ok()?, ..Records::default() };
    for column in fields.list("columns")? {
        let parts = list(column)?;
        records.columns.push((KeyId(word(parts.first()?)?), read_column(&parts)?));
    }
    records.evidence = fields.list("evidence").and_then(|parts| read_column(&parts));
    records.document = fields.list("document").and_then(|parts| read_column(&parts));
    Some(records)
}

fn read_column(parts: &[Datum]) -> Option<Column> {
    let [_, kind, values, offsets, present] = parts else { return None };
    let kind = *Kind::ALL.get(usize::try_from(integer(kind)?).ok()?)?;
    Some(Column { kind, values: word(values)?, offsets: word(offsets), present: word(present) })
}
