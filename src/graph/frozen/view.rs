//! What the engine may ask of a frozen graph.

use std::borrow::Cow;

use super::catalog::{Edges, Half, Records};
use super::column::Kind;
use super::{Datum, Frozen, convert, index};
use crate::graph::adjacency::Adjacency;
use crate::graph::evidence::Evidence;
use crate::graph::symbols::{KeyId, LabelId, Symbols, TypeId};
use crate::graph::view::{Column, Id, Texts, View, Way};
use crate::value::{EdgeId, NodeId, Value};

impl Frozen {
    fn table_of(&self, kind: TypeId) -> Option<&Edges> {
        self.by_type.get(kind.0 as usize).copied().flatten().map(|at| &self.edges[at])
    }

    pub(super) fn half(&self, table: &Edges, half: Half) -> Adjacency<'_> {
        Adjacency {
            low: half.low,
            offsets: self.stored.words(half.offsets),
            nodes: self.stored.words(half.nodes),
            edges: half.edges.map(|id| self.stored.words(id)),
            first: table.first,
            end: self.node_count,
        }
    }

    fn collect(&self, table: &Edges, node: NodeId, way: Way, into: &mut Vec<(EdgeId, NodeId)>) {
        match way {
            Way::Out => self.half(table, table.out).collect(node, true, into),
            Way::In => self.half(table, table.into).collect(node, true, into),
            Way::Both => {}
        }
    }

    /// Edges one way: of these types in the order of their numbers, or of all.
    fn one_way(&self, node: NodeId, way: Way, types: &[TypeId], into: &mut Vec<(EdgeId, NodeId)>) {
        if let [only] = types {
            if let Some(table) = self.table_of(*only) {
                self.collect(table, node, way, into);
            }
            return;
        }
        for table in self.edges.iter().filter(|table| types.is_empty() || types.contains(&TypeId(table.kind))) {
            self.collect(table, node, way, into);
        }
    }

    fn evidence(&self, records: &Records, row: usize) -> Cow<'_, [Evidence]> {
        let bytes = records.evidence.as_ref().and_then(|column| column.slice(&self.stored, row));
        Cow::Owned(bytes.and_then(Datum::read).and_then(convert::evidence).unwrap_or_default())
    }
}

impl View for Frozen {
    fn symbols(&self) -> &Symbols {
        &self.symbols
    }

    fn node_count(&self) -> usize {
        self.node_count as usize
    }

    fn edge_count(&self) -> usize {
        self.edge_count as usize
    }

    fn nodes(&self, into: &mut Vec<NodeId>) {
        into.extend((0..self.node_count).map(NodeId));
    }

    fn nodes_with_label(&self, label: LabelId, into: &mut Vec<NodeId>) {
        for range in self.ranges(label) {
            into.extend(range.map(NodeId));
        }
    }

    fn label_count(&self, label: LabelId) -> usize {
        self.ranges(label).iter().map(ExactSizeIterator::len).sum()
    }

    fn type_count(&self, relationship_type: TypeId) -> usize {
        self.table_of(relationship_type).map_or(0, |table| table.records.rows)
    }

    fn nodes_with_id(&self, id: Id<'_>, into: &mut Vec<NodeId>) {
        let Some(key) = self.id_key else { return };
        let column = |node: u32| {
            let (table, row) = self.node_row(NodeId(node))?;
            Some((table.records.column(key)?, row))
        };
        match id {
            Id::Number(id) => {
                let is = |node| match column(node) {
                    Some((column, row)) => match column.integer(&self.stored, row) {
                        Some(found) => found == id,
                        None => column.value(&self.stored, row).as_integer() == Some(id),
                    },
                    None => false,
                };
                self.find(index::number_hash(id), is, into);
                // Ids of other kinds, such as floats, can equal a number: whoever asks tests them.
                into.extend(self.stored.words(self.odd_ids).iter().map(|node| NodeId(*node)));
            }
            Id::Text(id) => {
                let is = |node| match column(node) {
                    Some((column, row)) => match column.text(&self.stored, row) {
                        Some(found) => found == id,
                        None => column.value(&self.stored, row).as_str() == Some(id),
                    },
                    None => false,
                };
                self.find(index::text_hash(id), is, into);
            }
        }
    }

    fn labels(&self, node: NodeId) -> &[LabelId] {
        self.node_row(node).map_or(&[], |(table, _)| &table.labels)
    }

    fn edge_type(&self, edge: EdgeId) -> TypeId {
        TypeId(self.edge_row(edge).map_or(u32::MAX, |(table, _)| table.kind))
    }

    fn ends(&self, edge: EdgeId) -> (NodeId, NodeId) {
        let Some((table, row)) = self.edge_row(edge) else { return (NodeId(u32::MAX), NodeId(u32::MAX)) };
        let out = self.half(table, table.out);
        let before = out.offsets.partition_point(|offset| *offset as usize <= row).saturating_sub(1);
        let to = out.nodes.get(row).copied().unwrap_or(u32::MAX);
        (NodeId(out.low.saturating_add(before as u32)), NodeId(to))
    }

    fn edges_of(&self, node: NodeId, way: Way, types: &[TypeId], into: &mut Vec<(EdgeId, NodeId)>) {
        match way {
            Way::Out | Way::In => self.one_way(node, way, types, into),
            Way::Both => {
                self.one_way(node, Way::Out, types, into);
                let first = into.len();
                self.one_way(node, Way::In, types, into);
                let mut at = 0;
                // A loop was given going out.
                into.retain(|(_, other)| {
                    at += 1;
                    at <= first || *other != node
                });
            }
        }
    }

    fn node_properties(&self, node: NodeId) -> Cow<'_, [(KeyId, Value)]> {
        Cow::Owned(self.node_row(node).map_or(Vec::new(), |(table, row)| table.records.properties(&self.stored, row)))
    }

    fn edge_properties(&self, edge: EdgeId) -> Cow<'_, [(KeyId, Value)]> {
        Cow::Owned(self.edge_row(edge).map_or(Vec::new(), |(table, row)| table.records.properties(&self.stored, row)))
    }

    fn node_property(&self, node: NodeId, key: KeyId) -> Value {
        self.node_value(node, key)
    }

    fn edge_property(&self, edge: EdgeId, key: KeyId) -> Value {
        self.edge_value(edge, key)
    }

    fn node_evidence(&self, node: NodeId) -> Cow<'_, [Evidence]> {
        self.node_row(node).map_or(Cow::Borrowed(&[]), |(table, row)| self.evidence(&table.records, row))
    }

    fn edge_evidence(&self, edge: EdgeId) -> Cow<'_, [Evidence]> {
        self.edge_row(edge).map_or(Cow::Borrowed(&[]), |(table, row)| self.evidence(&table.records, row))
    }

    fn node_deleted(&self, _: NodeId) -> bool {
        false
    }

    fn edge_deleted(&self, _: EdgeId) -> bool {
        false
    }

    fn adjacency(&self, way: Way, kind: TypeId) -> Option<Adjacency<'_>> {
        let nothing = Adjacency { low: 0, offsets: &[], nodes: &[], edges: None, first: 0, end: 0 };
        let Some(table) = self.table_of(kind) else { return Some(nothing) };
        match way {
            Way::Out => Some(self.half(table, table.out)),
            Way::In => Some(self.half(table, table.into)),
            Way::Both => None,
        }
    }

    fn is_acyclic(&self, kind: TypeId) -> bool {
        self.table_of(kind).is_none_or(|table| table.acyclic)
    }

    fn ends_have(&self, kind: TypeId, way: Way, label: LabelId) -> bool {
        let Some(table) = self.table_of(kind) else { return true };
        let all = |tables: &[usize]| {
            tables.iter().all(|at| self.nodes.get(*at).is_some_and(|nodes| nodes.labels.contains(&label)))
        };
        match way {
            Way::Out => all(&table.tables[1]),
            Way::In => all(&table.tables[0]),
            Way::Both => table.tables.iter().all(|tables| all(tables)),
        }
    }

    fn label_ranges(&self, label: LabelId) -> Option<Vec<std::ops::Range<u32>>> {
        Some(self.ranges(label))
    }

    fn node_column(&self, first: NodeId, key: KeyId) -> Option<Column<'_>> {
        let (table, 0) = self.node_row(first)? else { return None };
        let column = table.records.column(key).filter(|column| column.present.is_none())?;
        match column.kind {
            Kind::Int => Some(Column::Ints(bytemuck::cast_slice(self.stored.words(column.values)))),
            Kind::Long => Some(Column::Longs(bytemuck::cast_slice(self.stored.longs(column.values)))),
            Kind::Text => Some(Column::Texts(Texts {
                first: table.first,
                offsets: self.stored.words(column.offsets?),
                heap: self.stored.raw(column.values),
            })),
            Kind::Float | Kind::Bool | Kind::Any => None,
        }
    }
}

impl Frozen {
    /// The numbers of the nodes with a label, table by table.
    fn ranges(&self, label: LabelId) -> Vec<std::ops::Range<u32>> {
        let tables = self.nodes.iter().filter(|table| table.labels.contains(&label));
        tables.map(|table| table.first..table.first + table.records.rows as u32).collect()
    }
}
