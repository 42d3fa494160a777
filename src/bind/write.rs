//! Clauses that change the graph.

use super::pattern::way_of;
use super::{Binder, Clause, Creation, Expr, Merge, Properties, RemoveItem, SetItem, Slot, Type};
use crate::diagnostic::{Diagnostic, Outcome, Span};
use crate::graph::{LabelId, Way};
use crate::syntax::ast::{self, Direction, Kind, LabelExpression, Name};

impl Binder<'_> {
    pub(super) fn create(&mut self, clause: &ast::Create) -> Outcome<Clause> {
        let mut creations = Vec::new();
        for path in &clause.patterns {
            self.create_path(path, &mut creations, true)?;
        }
        Ok(Clause::Create(creations))
    }

    /// What a path makes. `strict` is for `CREATE`: a relationship needs a direction.
    fn create_path(&mut self, path: &ast::PathPattern, into: &mut Vec<Creation>, strict: bool) -> Outcome<()> {
        if path.selector != ast::Selector::All {
            let message = "a shortest path can be looked for, not made";
            return Err(Box::new(Diagnostic::syntax("UnexpectedSyntax", path.span, message)));
        }
        let mut walk = vec![self.create_node(&path.start, into, path.steps.is_empty())?];
        for (edge, node) in &path.steps {
            if let Some(name) = edge.name.as_ref().filter(|name| self.scope.find(&name.text).is_some()) {
                return Err(self.already_bound(name));
            }
            check_edge(edge, strict)?;
            let from = walk[walk.len() - 1];
            let slot = match &edge.name {
                Some(name) => self.declare(name, Type::Relationship),
                None => self.slot(Type::Relationship),
            };
            let to = self.create_node(node, into, false)?;
            let kind = self.graph.symbols_mut().relationship_type(&edge.types[0].text);
            let properties = self.given_properties(edge.properties.as_ref())?;
            let (start, end) = if way_of(edge.direction) == Way::In { (to, from) } else { (from, to) };
            into.push(Creation::Edge(slot, start, kind, end, properties));
            walk.extend([slot, to]);
        }
        if let Some(name) = &path.name {
            if self.scope.find(&name.text).is_some() {
                return Err(self.already_bound(name));
            }
            let slot = self.declare(name, Type::Path);
            into.push(Creation::Path(slot, walk));
        }
        Ok(())
    }

    /// A node that is there already may only be named; one that stands alone must be new.
    fn create_node(&mut self, node: &ast::NodePattern, into: &mut Vec<Creation>, alone: bool) -> Outcome<Slot> {
        let known = node.name.as_ref().and_then(|name| self.scope.find(&name.text).map(|slot| (name, slot)));
        if let Some((name, slot)) = known {
            if !self.types[slot].may_be(&[Type::Node]) {
                return Err(self.type_conflict(name, self.types[slot], "a node"));
            }
            if alone || node.labels.is_some() || node.properties.is_some() {
                return Err(self.already_bound(name));
            }
            return Ok(slot);
        }
        let labels = self.given_labels(node.labels.as_ref())?;
        let properties = self.given_properties(node.properties.as_ref())?;
        let slot = match &node.name {
            Some(name) => self.declare(name, Type::Node),
            None => self.slot(Type::Node),
        };
        into.push(Creation::Node(slot, labels, properties));
        Ok(slot)
    }

    fn given_labels(&mut self, labels: Option<&LabelExpression>) -> Outcome<Vec<LabelId>> {
        let Some(labels) = labels else { return Ok(Vec::new()) };
        match labels {
            LabelExpression::Name(name) => Ok(vec![self.graph.symbols_mut().label(&name.text)]),
            LabelExpression::And(a, b) => {
                let mut all = self.given_labels(Some(a))?;
                all.extend(self.given_labels(Some(b))?);
                Ok(all)
            }
            LabelExpression::Any | LabelExpression::Or(..) | LabelExpression::Not(_) => {
                let message = "a node is made with plain labels, such as `:A:B`";
                Err(Box::new(Diagnostic::syntax("UnexpectedSyntax", Span::default(), message)))
            }
        }
    }

    fn given_properties(&mut self, properties: Option<&ast::Expression>) -> Outcome<Properties> {
        let Some(properties) = properties else { return Ok(Properties::Entries(Vec::new())) };
        let Kind::Map(entries) = &properties.kind else {
            return self.expression(properties).map(Properties::Whole);
        };
        let mut given = Vec::new();
        for (name, value) in entries {
            let value = self.expression(value)?;
            given.push((self.graph.symbols_mut().key(&name.text), name.text.clone(), value));
        }
        Ok(Properties::Entries(given))
    }

    pub(super) fn merge(&mut self, clause: &ast::Merge) -> Outcome<Clause> {
        self.check_merge(&clause.pattern)?;
        let scope = self.scope.clone();
        let pattern = self.pattern(std::slice::from_ref(&clause.pattern))?;
        let found = std::mem::replace(&mut self.scope, scope);
        let creations = self.merge_creations(&clause.pattern, &pattern)?;
        self.scope = found;
        let on_create = self.set_items(&clause.on_create)?;
        let on_match = self.set_items(&clause.on_match)?;
        Ok(Clause::Merge(Box::new(Merge { pattern, creations, on_create, on_match })))
    }

    /// The creations fill the same slots that the search fills.
    fn merge_creations(&mut self, path: &ast::PathPattern, pattern: &super::Pattern) -> Outcome<Vec<Creation>> {
        let mut creations = Vec::new();
        for (at, node) in pattern.nodes.iter().enumerate().filter(|(_, node)| !node.bound) {
            let written = self.written_node(path, pattern, at);
            let labels = self.given_labels(written.and_then(|node| node.labels.as_ref()))?;
            creations.push(Creation::Node(node.slot, labels, Properties::Entries(node.properties.clone())));
        }
        for edge in &pattern.edges {
            let (from, to) = (pattern.nodes[edge.from].slot, pattern.nodes[edge.to].slot);
            let (from, to) = if edge.way == Way::In { (to, from) } else { (from, to) };
            let properties = Properties::Entries(edge.properties.clone());
            creations.push(Creation::Edge(edge.slot, from, edge.types[0], to, properties));
        }
        for path in &pattern.paths {
            let mut walk = vec![pattern.nodes[path.start].slot];
            for edge in &path.edges {
                let edge = &pattern.edges[*edge];
                walk.extend([edge.slot, pattern.nodes[edge.to].slot]);
            }
            creations.push(Creation::Path(path.slot, walk));
        }
        Ok(creations)
    }

    /// The place in the text where a node of the pattern is described.
    fn written_node<'p>(
        &self,
        path: &'p ast::PathPattern,
        pattern: &super::Pattern,
        at: usize,
    ) -> Option<&'p ast::NodePattern> {
        let mut places = vec![(0, &path.start)];
        for ((_, node), edge) in path.steps.iter().zip(&pattern.edges) {
            places.push((edge.to, node));
        }
        let start = pattern.edges.first().map_or(0, |edge| edge.from);
        places[0].0 = start;
        places
            .into_iter()
            .find(|(index, node)| *index == at && (node.labels.is_some() || node.name.is_some()))
            .map(|(_, node)| node)
    }

    fn check_merge(&self, path: &ast::PathPattern) -> Outcome<()> {
        let alone = path.steps.is_empty();
        let nodes = std::iter::once(&path.start).chain(path.steps.iter().map(|(_, node)| node));
        for node in nodes {
            if let Some(name) = &node.name
                && let Some(slot) = self.scope.find(&name.text)
            {
                if !self.types[slot].may_be(&[Type::Node]) {
                    return Err(self.type_conflict(name, self.types[slot], "a node"));
                }
                if alone || node.labels.is_some() || node.properties.is_some() {
                    return Err(self.already_bound(name));
                }
            }
            check_parameter(node.properties.as_ref())?;
        }
        for (edge, _) in &path.steps {
            if let Some(name) = edge.name.as_ref().filter(|name| self.scope.find(&name.text).is_some()) {
                return Err(self.already_bound(name));
            }
            check_edge(edge, false)?;
            check_parameter(edge.properties.as_ref())?;
        }
        Ok(())
    }

    pub(super) fn set_items(&mut self, items: &[ast::SetItem]) -> Outcome<Vec<SetItem>> {
        items.iter().map(|item| self.set_item(item)).collect()
    }

    fn set_item(&mut self, item: &ast::SetItem) -> Outcome<SetItem> {
        match item {
            ast::SetItem::Property(owner, name, value) => {
                let bound = self.expression(owner)?;
                self.expect_type(&bound, owner.span, &[Type::Node, Type::Relationship, Type::Map], "`SET`")?;
                let value = self.expression(value)?;
                let key = self.graph.symbols_mut().key(&name.text);
                Ok(SetItem::Property(bound, key, value))
            }
            ast::SetItem::Replace(name, value) => {
                let slot = self.entity(name)?;
                Ok(SetItem::Whole(slot, self.expression(value)?, true))
            }
            ast::SetItem::Merge(name, value) => {
                let slot = self.entity(name)?;
                Ok(SetItem::Whole(slot, self.expression(value)?, false))
            }
            ast::SetItem::Labels(name, labels) => {
                let slot = self.lookup(&name.text, name.span)?;
                Ok(SetItem::Labels(slot, self.label_ids(labels)))
            }
        }
    }

    fn entity(&mut self, name: &Name) -> Outcome<Slot> {
        let slot = self.lookup(&name.text, name.span)?;
        self.expect_type(&Expr::Slot(slot), name.span, &[Type::Node, Type::Relationship], "`SET`")?;
        Ok(slot)
    }

    fn label_ids(&mut self, labels: &[Name]) -> Vec<LabelId> {
        labels.iter().map(|name| self.graph.symbols_mut().label(&name.text)).collect()
    }

    pub(super) fn remove(&mut self, items: &[ast::RemoveItem]) -> Outcome<Clause> {
        let mut bound = Vec::new();
        for item in items {
            bound.push(match item {
                ast::RemoveItem::Property(owner, name) => {
                    let owner = self.expression(owner)?;
                    RemoveItem::Property(owner, self.graph.symbols_mut().key(&name.text))
                }
                ast::RemoveItem::Labels(name, labels) => {
                    let slot = self.lookup(&name.text, name.span)?;
                    RemoveItem::Labels(slot, self.label_ids(labels))
                }
            });
        }
        Ok(Clause::Remove(bound))
    }

    pub(super) fn delete(&mut self, clause: &ast::Delete) -> Outcome<Clause> {
        let mut targets = Vec::new();
        for target in &clause.targets {
            if matches!(target.kind, Kind::HasLabels(..)) {
                let message = "a label can't be deleted, only a node, a relationship or a path";
                let fault = Diagnostic::syntax("InvalidDelete", target.span, message);
                return Err(Box::new(fault.hint("take a label away with `REMOVE n:Label`")));
            }
            let bound = self.expression(target)?;
            self.expect_type(&bound, target.span, &[Type::Node, Type::Relationship, Type::Path], "`DELETE`")?;
            targets.push(bound);
        }
        Ok(Clause::Delete(clause.detach, targets))
    }
}

fn check_parameter(properties: Option<&ast::Expression>) -> Outcome<()> {
    match properties {
        Some(expression) if !matches!(expression.kind, Kind::Map(_)) => {
            let message = "a parameter can't stand for all the properties of a pattern that is looked for";
            Err(Box::new(Diagnostic::syntax("InvalidParameterUse", expression.span, message)))
        }
        Some(_) | None => Ok(()),
    }
}

/// A relationship that is made has one type, one direction and length one.
fn check_edge(edge: &ast::RelationshipPattern, strict: bool) -> Outcome<()> {
    let wrong = |detail, message: &str| Err(Box::new(Diagnostic::syntax(detail, edge.span, message)));
    if edge.length.is_some() {
        return wrong("CreatingVarLength", "a relationship that is made can't have a variable length");
    }
    if edge.types.len() != 1 {
        return wrong("NoSingleRelationshipType", "a relationship that is made needs exactly one type");
    }
    if strict && edge.direction == Direction::Either {
        return wrong("RequiresDirectedRelationship", "a relationship that is made needs a direction: `-->` or `<--`");
    }
    Ok(())
}
