//! Clauses that change the graph, row by row.

use std::sync::Arc;

use actant::diagnostic::{Class, Diagnostic, Outcome};
use actant::graph::{KeyId, Store, View, Way};
use actant::syntax::ast::{
    Create, Delete, Direction, Expression, LabelExpression, Merge, Name, NodePattern, PathPattern, RelationshipPattern,
    RemoveItem, SetItem,
};
use actant::value::{EdgeId, NodeId, Path, Value};

use super::clause::new_names;
use super::{Naive, Row, Scope, Table, beyond, type_error};

impl Naive {
    pub(super) fn create(&self, clause: &Create, mut table: Table) -> Outcome<Table> {
        for row in &mut table.rows {
            for path in &clause.patterns {
                self.make(path, row, false)?;
            }
        }
        self.gather_edges();
        let new = new_names(&clause.patterns, &table.names);
        table.names.extend(new);
        Ok(table)
    }

    /// Makes what a path names and what is not there yet; `merging` refuses properties that are null.
    fn make(&self, path: &PathPattern, row: &mut Row, merging: bool) -> Outcome<()> {
        let mut made = Path { nodes: vec![self.make_node(&path.start, row, merging)?], edges: Vec::new() };
        for (relationship, node) in &path.steps {
            let from = made.nodes[made.nodes.len() - 1];
            let to = self.make_node(node, row, merging)?;
            let edge = self.make_edge(relationship, (from, to), row, merging)?;
            made.nodes.push(to);
            made.edges.push(edge);
        }
        if let Some(name) = &path.name {
            row.insert(name.text.clone(), Value::Path(Arc::new(made)));
        }
        Ok(())
    }

    fn make_node(&self, node: &NodePattern, row: &mut Row, merging: bool) -> Outcome<NodeId> {
        match node.name.as_ref().and_then(|name| row.get(&name.text)) {
            Some(Value::Node(known)) => return Ok(*known),
            Some(Value::Null) => return Err(semantic("InvalidArgumentValue", "an end is null")),
            Some(other) => return Err(type_error("a node", other)),
            None => {}
        }
        let properties = self.given(node.properties.as_ref(), row, merging)?;
        let mut labels = Vec::new();
        collect_labels(node.labels.as_ref(), &mut labels)?;
        let mut graph = self.graph.borrow_mut();
        let labels = labels.iter().map(|name| graph.symbols_mut().label(&name.text)).collect();
        let made = graph.add_node(labels, properties)?;
        if let Some(name) = &node.name {
            row.insert(name.text.clone(), Value::Node(made));
        }
        Ok(made)
    }

    fn make_edge(
        &self,
        relationship: &RelationshipPattern,
        (from, to): (NodeId, NodeId),
        row: &mut Row,
        merging: bool,
    ) -> Outcome<EdgeId> {
        let properties = self.given(relationship.properties.as_ref(), row, merging)?;
        let (from, to) = if relationship.direction == Direction::Incoming { (to, from) } else { (from, to) };
        let mut graph = self.graph.borrow_mut();
        let kind = graph.symbols_mut().relationship_type(&relationship.types[0].text);
        let made = graph.add_edge(from, kind, to, properties)?;
        if let Some(name) = &relationship.name {
            row.insert(name.text.clone(), Value::Relationship(made));
        }
        Ok(made)
    }

    fn given(&self, properties: Option<&Expression>, row: &Row, merging: bool) -> Outcome<Vec<(KeyId, Value)>> {
        let Some(properties) = properties else { return Ok(Vec::new()) };
        let value = self.evaluate(properties, Scope { row, group: None })?;
        if value.is_null() {
            return Ok(Vec::new());
        }
        let given = self.named(&value)?;
        if merging && given.iter().any(|(_, value)| value.is_null()) {
            return Err(semantic("MergeReadOwnWrites", "a property to merge by is null"));
        }
        Ok(given)
    }

    /// The entries of a value under the graph's keys.
    fn named(&self, value: &Value) -> Outcome<Vec<(KeyId, Value)>> {
        let entries = self.entries(value)?;
        let mut graph = self.graph.borrow_mut();
        entries.into_iter().map(|(name, value)| Ok((graph.symbols_mut().key(&name), storable(value)?))).collect()
    }

    pub(super) fn merge(&self, clause: &Merge, table: Table) -> Outcome<Table> {
        let patterns = std::slice::from_ref(&clause.pattern);
        let mut rows = Vec::new();
        for mut row in table.rows {
            self.check_nulls(&clause.pattern, &row)?;
            let mut found = self.matches(patterns, None, &row)?;
            if found.is_empty() {
                self.make(&clause.pattern, &mut row, true)?;
                self.set_row(&clause.on_create, &row)?;
                found.push(row);
            } else {
                found.iter().try_for_each(|row| self.set_row(&clause.on_match, row))?;
            }
            self.gather_edges();
            rows.extend(found);
        }
        let new = new_names(patterns, &table.names);
        Ok(Table { names: table.names.into_iter().chain(new).collect(), rows })
    }

    /// What is merged by may not be null, whether it is found or not.
    fn check_nulls(&self, path: &PathPattern, row: &Row) -> Outcome<()> {
        let nodes = std::iter::once(&path.start).chain(path.steps.iter().map(|(_, node)| node));
        for node in nodes {
            let known = node.name.as_ref().and_then(|name| row.get(&name.text));
            if matches!(known, Some(Value::Null)) {
                return Err(semantic("InvalidArgumentValue", "an end is null"));
            }
            self.given(node.properties.as_ref(), row, true)?;
        }
        for (relationship, _) in &path.steps {
            self.given(relationship.properties.as_ref(), row, true)?;
        }
        Ok(())
    }

    pub(super) fn set(&self, items: &[SetItem], table: Table) -> Outcome<Table> {
        table.rows.iter().try_for_each(|row| self.set_row(items, row))?;
        Ok(table)
    }

    fn set_row(&self, items: &[SetItem], row: &Row) -> Outcome<()> {
        let scope = Scope { row, group: None };
        for item in items {
            match item {
                SetItem::Property(owner, name, value) => {
                    let (owner, value) = (self.evaluate(owner, scope)?, storable(self.evaluate(value, scope)?)?);
                    self.set_property(&owner, &name.text, value)?;
                }
                SetItem::Replace(name, value) => {
                    let (owner, value) = (&row[&name.text], self.evaluate(value, scope)?);
                    if !owner.is_null() {
                        let old = self.entries(owner)?;
                        let new = self.entries(&value)?;
                        old.keys().try_for_each(|key| self.set_property(owner, key, Value::Null))?;
                        new.into_iter()
                            .try_for_each(|(key, value)| self.set_property(owner, &key, storable(value)?))?;
                    }
                }
                SetItem::Merge(name, value) => {
                    let (owner, value) = (&row[&name.text], self.evaluate(value, scope)?);
                    if !owner.is_null() {
                        let new = self.entries(&value)?;
                        new.into_iter()
                            .try_for_each(|(key, value)| self.set_property(owner, &key, storable(value)?))?;
                    }
                }
                SetItem::Labels(name, labels) => self.set_labels(&row[&name.text], labels, true)?,
            }
        }
        Ok(())
    }

    fn set_property(&self, owner: &Value, name: &str, value: Value) -> Outcome<()> {
        let mut graph = self.graph.borrow_mut();
        let key = graph.symbols_mut().key(name);
        match owner {
            Value::Null => Ok(()),
            Value::Node(node) => graph.set_node_property(*node, key, value),
            Value::Relationship(edge) => graph.set_edge_property(*edge, key, value),
            other => Err(type_error("a node or a relationship", other)),
        }
    }

    fn set_labels(&self, owner: &Value, labels: &[Name], present: bool) -> Outcome<()> {
        let node = match owner {
            Value::Null => return Ok(()),
            Value::Node(node) => *node,
            other => return Err(type_error("a node", other)),
        };
        let mut graph = self.graph.borrow_mut();
        for name in labels {
            let label = graph.symbols_mut().label(&name.text);
            graph.set_label(node, label, present)?;
        }
        Ok(())
    }

    pub(super) fn remove(&self, items: &[RemoveItem], table: Table) -> Outcome<Table> {
        for row in &table.rows {
            for item in items {
                match item {
                    RemoveItem::Property(owner, name) => {
                        let owner = self.evaluate(owner, Scope { row, group: None })?;
                        self.set_property(&owner, &name.text, Value::Null)?;
                    }
                    RemoveItem::Labels(name, labels) => self.set_labels(&row[&name.text], labels, false)?,
                }
            }
        }
        Ok(table)
    }

    pub(super) fn delete(&self, clause: &Delete, table: Table) -> Outcome<Table> {
        let (mut nodes, mut edges) = (Vec::new(), Vec::new());
        for row in &table.rows {
            for target in &clause.targets {
                condemn(&self.evaluate(target, Scope { row, group: None })?, &mut nodes, &mut edges)?;
            }
        }
        let mut graph = self.graph.borrow_mut();
        edges.into_iter().try_for_each(|edge| graph.delete_edge(edge))?;
        for node in nodes {
            let mut attached = Vec::new();
            graph.edges_of(node, Way::Both, &[], &mut attached);
            if clause.detach {
                attached.into_iter().try_for_each(|(edge, _)| graph.delete_edge(edge))?;
            }
            graph.delete_node(node)?;
            self.deleted.borrow_mut().push(node);
        }
        drop(graph);
        self.gather_edges();
        Ok(table)
    }

    /// At the end of a statement no edge may hang on a node that is gone.
    pub(super) fn check_whole(&self) -> Outcome<()> {
        let graph = self.graph.borrow();
        for node in self.deleted.take() {
            let mut attached = Vec::new();
            graph.edges_of(node, Way::Both, &[], &mut attached);
            if !attached.is_empty() {
                let message = "a deleted node has relationships";
                let fault = Diagnostic::runtime(Class::ConstraintVerificationFailed, "DeleteConnectedNode", message);
                return Err(Box::new(fault));
            }
        }
        Ok(())
    }
}

fn semantic(detail: &'static str, message: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::runtime(Class::SemanticError, detail, message))
}

fn collect_labels<'a>(labels: Option<&'a LabelExpression>, into: &mut Vec<&'a Name>) -> Outcome<()> {
    match labels {
        None => Ok(()),
        Some(LabelExpression::Name(name)) => {
            into.push(name);
            Ok(())
        }
        Some(LabelExpression::And(a, b)) => {
            collect_labels(Some(a), into)?;
            collect_labels(Some(b), into)
        }
        Some(LabelExpression::Any | LabelExpression::Or(..) | LabelExpression::Not(_)) => Err(beyond("such a label")),
    }
}

fn condemn(value: &Value, nodes: &mut Vec<NodeId>, edges: &mut Vec<EdgeId>) -> Outcome<()> {
    match value {
        Value::Null => {}
        Value::Node(node) => nodes.push(*node),
        Value::Relationship(edge) => edges.push(*edge),
        Value::Path(path) => {
            nodes.extend(&path.nodes);
            edges.extend(&path.edges);
        }
        other => return Err(type_error("a node, a relationship or a path", other)),
    }
    Ok(())
}

/// A property holds a simple value or a list of them.
fn storable(value: Value) -> Outcome<Value> {
    let simple = |value: &Value| {
        !matches!(value, Value::List(_) | Value::Map(_) | Value::Node(_) | Value::Relationship(_) | Value::Path(_))
    };
    let fits = match &value {
        Value::List(items) => items.iter().all(|item| simple(item) && !item.is_null()),
        other => simple(other),
    };
    if fits {
        return Ok(value);
    }
    let message = format!("a property can't hold {}", value.type_name());
    Err(Box::new(Diagnostic::runtime(Class::TypeError, "InvalidPropertyType", message)))
}
