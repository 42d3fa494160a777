//! Patterns in parentheses that are repeated (GQL, 16.7 path pattern expression): inside, a name is one node or
//! relationship each time; outside, the list of them.

use std::sync::Arc;

use super::aggregate::any_part;
use super::pattern::way_of;
use super::{Binder, Expr, Leg, Pattern, Repeated, Round, Slot, Type};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::graph::KeyId;
use crate::syntax::ast::{self, Comparator, Kind, Name, Selector};

/// A name of a repeated pattern, and the slot of what it is each time.
type Known<'a> = (&'a Name, Slot);

impl Binder<'_> {
    /// Outside of a repeated pattern its names are lists, and new. `edge` is the place of its first relationship,
    /// whose own slot is the list of all.
    pub(super) fn repeated_shape(
        &mut self,
        inner: &ast::Repeated,
        first: &ast::RelationshipPattern,
        edge: usize,
    ) -> Outcome<Repeated> {
        let round = Round { nodes: Vec::new(), edges: Vec::new() };
        let mut repeated = Repeated { edge, round, groups: Vec::new(), conditions: Vec::new() };
        let mut known = Vec::new();
        let mut relationships = inner.relationships(first);
        for (at, node) in inner.nodes().enumerate() {
            let slot = self.inner_node(node, &mut known, &mut repeated)?;
            repeated.round.nodes.push(slot);
            let Some(relationship) = relationships.next() else { break };
            let named = relationship.name.as_ref();
            let listed = at == 0 && inner.more.is_empty();
            let slot = self.inner_edge(named, listed, &mut known, &mut repeated)?;
            repeated.round.edges.push(slot);
        }
        Ok(repeated)
    }

    fn inner_node<'a>(
        &mut self,
        node: &'a ast::NodePattern,
        known: &mut Vec<Known<'a>>,
        repeated: &mut Repeated,
    ) -> Outcome<Slot> {
        let slot = self.slot(Type::Node);
        let Some(name) = &node.name else { return Ok(slot) };
        self.names[slot] = name.text.clone();
        if let Some(before) = find(known, name) {
            if self.types[before] != Type::Node {
                return Err(self.type_conflict(name, self.types[before], "a node"));
            }
            let same = vec![(Comparator::Equal, Expr::Slot(before))];
            repeated.conditions.push(Expr::Comparison(Box::new(Expr::Slot(slot)), same));
            return Ok(slot);
        }
        let list = self.group(name, Type::List)?;
        self.elements[list] = Type::Node;
        repeated.groups.push((slot, list));
        known.push((name, slot));
        Ok(slot)
    }

    /// `listed` where the list of a relationship is declared already: it is that of the whole walk.
    fn inner_edge<'a>(
        &mut self,
        name: Option<&'a Name>,
        listed: bool,
        known: &mut Vec<Known<'a>>,
        repeated: &mut Repeated,
    ) -> Outcome<Slot> {
        let slot = self.slot(Type::Relationship);
        let Some(name) = name else { return Ok(slot) };
        self.names[slot] = name.text.clone();
        if let Some(before) = find(known, name) {
            if self.types[before] != Type::Relationship {
                return Err(self.type_conflict(name, self.types[before], "a relationship"));
            }
            let message = format!("`{}` can't be two relationships of one pattern", name.text);
            return Err(Box::new(Diagnostic::syntax("RelationshipUniquenessViolation", name.span, message)));
        }
        if !listed {
            let list = self.group(name, Type::Relationships)?;
            repeated.groups.push((slot, list));
        }
        known.push((name, slot));
        Ok(slot)
    }

    fn group(&mut self, name: &Name, kind: Type) -> Outcome<Slot> {
        if self.scope.find(&name.text).is_some() { Err(self.already_bound(name)) } else { Ok(self.declare(name, kind)) }
    }

    /// What must hold each time, and what is asked of each relationship as it is walked.
    pub(super) fn each_time(
        &mut self,
        inner: &ast::Repeated,
        first: &ast::RelationshipPattern,
        at: usize,
        pattern: &mut Pattern,
    ) -> Outcome<()> {
        let outer = self.scope.len();
        let round = pattern.repeated[at].round.clone();
        let nodes = inner.nodes().map(|node| node.name.as_ref()).zip(&round.nodes);
        let edges = inner.relationships(first).map(|edge| edge.name.as_ref()).zip(&round.edges);
        for (name, slot) in nodes.chain(edges) {
            if let Some(name) = name {
                self.scope.add(name.text.clone(), *slot);
            }
        }
        let conditions = self.inner_conditions(inner, &round);
        let walked = self.walked(inner, first, &round);
        self.scope.truncate(outer);
        let (mut legs, asked) = walked?;
        let conditions = conditions?;
        let edge = &mut pattern.edges[pattern.repeated[at].edge];
        let wanted = inner.relationships(first).find_map(|relationship| relationship.properties.as_ref());
        if let (Some(wanted), false, false) = (wanted, asked.is_empty(), edge.selector == Selector::All) {
            let message = "a selector can't stand before a pattern whose properties are others each time";
            let fault = Diagnostic::syntax("InvalidRelationshipPattern", wanted.span, message);
            return Err(Box::new(fault.hint("ask it of the whole path in `WHERE`, or leave the selector out")));
        }
        pattern.repeated[at].conditions.extend(asked.into_iter().chain(conditions));
        edge.properties = legs.remove(0).properties;
        edge.legs = legs;
        Ok(())
    }

    /// The relationships. What speaks of a name of the pattern itself is no property of a leg but a condition.
    fn walked(
        &mut self,
        inner: &ast::Repeated,
        first: &ast::RelationshipPattern,
        round: &Round,
    ) -> Outcome<(Vec<Leg>, Vec<Expr>)> {
        let (mut legs, mut conditions) = (Vec::new(), Vec::new());
        for (edge, slot) in inner.relationships(first).zip(&round.edges) {
            let properties = self.wanted_properties(edge.properties.as_ref())?;
            let varies = |part: &ast::Expression| self.varies(part, round);
            let properties = if edge.properties.as_ref().is_some_and(|wanted| any_part(wanted, &varies)) {
                conditions.extend(properties.into_iter().map(|property| has(*slot, property)));
                Vec::new()
            } else {
                properties
            };
            // The types of the first are known from its shape.
            let types = if legs.is_empty() { Vec::new() } else { self.edge_types(edge) };
            legs.push(Leg { way: way_of(edge.direction), types, properties });
        }
        Ok((legs, conditions))
    }

    /// Whether a part of a value may be another each time.
    fn varies(&self, part: &ast::Expression, round: &Round) -> bool {
        match &part.kind {
            Kind::Variable(name) => {
                self.scope.find(name).is_some_and(|slot| round.nodes.contains(&slot) || round.edges.contains(&slot))
            }
            Kind::Subquery(..) | Kind::Pattern(_) | Kind::PatternComprehension(..) | Kind::MapProjection(..) => true,
            _ => false,
        }
    }

    fn inner_conditions(&mut self, inner: &ast::Repeated, round: &Round) -> Outcome<Vec<Expr>> {
        let mut conditions = Vec::new();
        for (node, slot) in inner.nodes().zip(&round.nodes) {
            if let Some(labels) = &node.labels {
                conditions.push(Expr::HasLabels(Box::new(Expr::Slot(*slot)), self.label_test(labels, true)));
            }
            let properties = self.wanted_properties(node.properties.as_ref())?;
            conditions.extend(properties.into_iter().map(|property| has(*slot, property)));
        }
        if let Some(condition) = &inner.condition {
            conditions.push(self.condition(condition)?);
        }
        Ok(conditions)
    }
}

fn find(known: &[Known<'_>], name: &Name) -> Option<Slot> {
    known.iter().find(|(other, _)| other.text == name.text).map(|(_, slot)| *slot)
}

fn has(slot: Slot, (key, name, value): (KeyId, Arc<str>, Expr)) -> Expr {
    let property = Expr::Property(Box::new(Expr::Slot(slot)), name, key);
    Expr::Comparison(Box::new(property), vec![(Comparator::Equal, value)])
}
