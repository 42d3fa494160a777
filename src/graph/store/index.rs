//! What is kept beside the arrays so that nothing has to be looked for: nodes by label and by `id`, and counts.

use std::collections::BTreeSet;

use super::Editable;
use crate::graph::symbols::{LabelId, TypeId};
use crate::graph::view::View;
use crate::value::{EdgeId, NodeId, Value};

impl Editable {
    pub(super) fn label_set(&mut self, label: LabelId) -> &mut BTreeSet<NodeId> {
        let at = label.0 as usize;
        if self.by_label.len() <= at {
            self.by_label.resize_with(at + 1, BTreeSet::new);
        }
        &mut self.by_label[at]
    }

    pub(super) fn count_type(&mut self, kind: TypeId, added: bool) {
        let at = kind.0 as usize;
        if self.by_type.len() <= at {
            self.by_type.resize(at + 1, 0);
        }
        if added {
            self.by_type[at] += 1;
            self.edge_count += 1;
        } else {
            self.by_type[at] -= 1;
            self.edge_count -= 1;
        }
    }

    pub(super) fn index_id(&mut self, node: NodeId, present: bool) {
        let Some(key) = self.id_key else { return };
        let nodes = match self.node_property(node, key) {
            Value::Null => return,
            Value::String(id) => self.by_id.entry(id).or_default(),
            Value::Integer(id) => self.by_number.entry(id).or_default(),
            _ => &mut self.odd_ids,
        };
        nodes.retain(|known| *known != node);
        if present {
            nodes.push(node);
        }
    }

    pub(super) fn mark_node(&mut self, node: NodeId, deleted: bool) {
        self.node_mut(node).deleted = deleted;
        for label in self.node(node).labels.clone() {
            if deleted {
                self.label_set(label).remove(&node)
            } else {
                self.label_set(label).insert(node)
            };
        }
        self.index_id(node, !deleted);
        if deleted { self.node_count -= 1 } else { self.node_count += 1 }
    }

    pub(super) fn mark_edge(&mut self, edge: EdgeId, deleted: bool) {
        self.edge_mut(edge).deleted = deleted;
        self.count_type(self.edge(edge).kind, !deleted);
    }

    pub(super) fn write_label(&mut self, node: NodeId, label: LabelId, present: bool) -> bool {
        let labels = &mut self.node_mut(node).labels;
        match labels.binary_search(&label) {
            Ok(at) if !present => {
                labels.remove(at);
            }
            Err(at) if present => labels.insert(at, label),
            Ok(_) | Err(_) => return false,
        }
        if present {
            self.label_set(label).insert(node)
        } else {
            self.label_set(label).remove(&node)
        };
        true
    }
}
