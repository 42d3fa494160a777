//! Patterns that are looked for: nodes and relationships with their slots and conditions.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Binder, Clause, EdgePattern, Expr, LabelTest, Match, NodePattern, PathPattern, Pattern, Slot, Type};
use crate::diagnostic::{Diagnostic, Outcome, Span, nearest};
use crate::graph::{KeyId, TypeId, Way};
use crate::syntax::ast::{self, Direction, Kind, LabelExpression, Name};

impl Binder<'_> {
    pub(super) fn match_clause(&mut self, clause: &ast::Match) -> Outcome<Clause> {
        let pattern = self.pattern(&clause.patterns)?;
        let condition = match &clause.condition {
            Some(condition) => Some(self.condition(condition)?),
            None => None,
        };
        Ok(Clause::Match(Match { optional: clause.optional, pattern, condition }))
    }

    /// A condition: patterns may stand in it, aggregates may not.
    pub(super) fn condition(&mut self, condition: &ast::Expression) -> Outcome<Expr> {
        let patterns = std::mem::replace(&mut self.patterns_allowed, true);
        let refused = self.aggregates_refused.replace("`WHERE`");
        let bound = self.expression(condition);
        self.patterns_allowed = patterns;
        self.aggregates_refused = refused;
        let bound = bound?;
        self.expect_type(&bound, condition.span, &[Type::Boolean], "a condition")?;
        Ok(bound)
    }

    /// Names first, then properties: a property may speak of any name of the same clause.
    pub(super) fn pattern(&mut self, paths: &[ast::PathPattern]) -> Outcome<Pattern> {
        let before = self.scope.len();
        let mut pattern = Pattern::default();
        let mut shapes = Vec::new();
        for path in paths {
            shapes.push(self.path_shape(path, before, &mut pattern)?);
        }
        for (path, (nodes, edges)) in paths.iter().zip(&shapes) {
            self.path_properties(path, nodes, edges, &mut pattern)?;
        }
        Ok(pattern)
    }

    fn path_shape(
        &mut self,
        path: &ast::PathPattern,
        before: usize,
        pattern: &mut Pattern,
    ) -> Outcome<(Vec<usize>, Vec<usize>)> {
        let mut nodes = vec![self.node_shape(&path.start, before, pattern)?];
        let mut edges = Vec::new();
        for (relationship, node) in &path.steps {
            // A relationship may close a loop, so its far node is declared after it is named.
            let several = relationship.repeated.as_ref().is_some_and(|inner| !inner.more.is_empty());
            let slot = if several {
                (self.slot(Type::Relationships), false)
            } else {
                self.edge_name(relationship, before, pattern)?
            };
            let to = self.node_shape(node, before, pattern)?;
            let from = *nodes.last().unwrap_or(&to);
            edges.push(pattern.edges.len());
            let edge = self.edge_shape(relationship, slot, (from, to), path.selector);
            if let Some(inner) = &relationship.repeated {
                let repeated = self.repeated_shape(inner, relationship, pattern.edges.len())?;
                pattern.repeated.push(repeated);
            }
            pattern.edges.push(edge);
            nodes.push(to);
        }
        if let Some(name) = &path.name {
            if self.scope.find(&name.text).is_some() {
                return Err(self.already_bound(name));
            }
            let slot = self.declare(name, Type::Path);
            pattern.paths.push(PathPattern { slot, start: nodes[0], edges: edges.clone() });
        }
        Ok((nodes, edges))
    }

    fn node_shape(&mut self, node: &ast::NodePattern, before: usize, pattern: &mut Pattern) -> Outcome<usize> {
        let slot = match &node.name {
            None => self.slot(Type::Node),
            Some(name) => match self.scope.find(&name.text) {
                None => self.declare(name, Type::Node),
                Some(slot) => {
                    self.expect_variable(name, slot, Type::Node, "a node")?;
                    slot
                }
            },
        };
        let labels = node.labels.as_ref().map(|labels| self.label_test(labels, true));
        if let Some(at) = pattern.nodes.iter().position(|known| known.slot == slot) {
            merge_labels(&mut pattern.nodes[at].labels, labels);
            return Ok(at);
        }
        let bound = node.name.as_ref().is_some_and(|name| self.was_bound(&name.text, slot, before));
        pattern.nodes.push(NodePattern { slot, bound, labels, properties: Vec::new() });
        Ok(pattern.nodes.len() - 1)
    }

    /// Whether a variable was there before the clause began.
    fn was_bound(&self, name: &str, slot: Slot, before: usize) -> bool {
        let mut earlier = self.scope.clone();
        earlier.truncate(before);
        earlier.find(name) == Some(slot)
    }

    fn expect_variable(&self, name: &Name, slot: Slot, wanted: Type, words: &str) -> Outcome<()> {
        let is = self.types[slot];
        if is.may_be(&[wanted]) { Ok(()) } else { Err(self.type_conflict(name, is, words)) }
    }

    /// The slot of a relationship; true where it was bound before the clause.
    fn edge_name(
        &mut self,
        edge: &ast::RelationshipPattern,
        before: usize,
        pattern: &Pattern,
    ) -> Outcome<(Slot, bool)> {
        let kind = if edge.length.is_some() { Type::Relationships } else { Type::Relationship };
        let Some(name) = &edge.name else { return Ok((self.slot(kind), false)) };
        let Some(slot) = self.scope.find(&name.text) else { return Ok((self.declare(name, kind), false)) };
        if pattern.edges.iter().any(|known| known.slot == slot) {
            let message = format!("`{}` can't be two relationships of one pattern", name.text);
            return Err(Box::new(Diagnostic::syntax("RelationshipUniquenessViolation", name.span, message)));
        }
        let list = edge.length.is_some() && self.types[slot] == Type::List;
        if !list {
            self.expect_variable(name, slot, kind, kind.name())?;
        }
        Ok((slot, self.was_bound(&name.text, slot, before)))
    }

    fn edge_shape(
        &mut self,
        edge: &ast::RelationshipPattern,
        (slot, bound): (Slot, bool),
        (from, to): (usize, usize),
        selector: ast::Selector,
    ) -> EdgePattern {
        let types = self.edge_types(edge);
        let way = way_of(edge.direction);
        let open = |length: ast::Length| (length.min.unwrap_or(1), length.max);
        let length = edge.length.map(open);
        let single = (selector != ast::Selector::All).then_some((1, Some(1)));
        let length = length.or(single);
        EdgePattern { slot, bound, from, to, way, types, properties: Vec::new(), legs: Vec::new(), length, selector }
    }

    pub(super) fn edge_types(&mut self, edge: &ast::RelationshipPattern) -> Vec<TypeId> {
        edge.types.iter().map(|name| self.type_id(name)).collect()
    }

    fn path_properties(
        &mut self,
        path: &ast::PathPattern,
        nodes: &[usize],
        edges: &[usize],
        pattern: &mut Pattern,
    ) -> Outcome<()> {
        let written = std::iter::once(&path.start).chain(path.steps.iter().map(|(_, node)| node));
        for (node, at) in written.zip(nodes) {
            let properties = self.wanted_properties(node.properties.as_ref())?;
            pattern.nodes[*at].properties.extend(properties);
        }
        for ((edge, _), at) in path.steps.iter().zip(edges) {
            let repeated = pattern.repeated.iter().position(|repeated| repeated.edge == *at);
            match (&edge.repeated, repeated) {
                (Some(inner), Some(repeated)) => self.each_time(inner, edge, repeated, pattern)?,
                (_, _) => pattern.edges[*at].properties = self.wanted_properties(edge.properties.as_ref())?,
            }
        }
        Ok(())
    }

    pub(super) fn wanted_properties(
        &mut self,
        properties: Option<&ast::Expression>,
    ) -> Outcome<Vec<(KeyId, Arc<str>, Expr)>> {
        let Some(properties) = properties else { return Ok(Vec::new()) };
        let Kind::Map(entries) = &properties.kind else {
            let message = "a parameter can't stand for all the properties of a pattern that is looked for";
            let fault = Diagnostic::syntax("InvalidParameterUse", properties.span, message);
            return Err(Box::new(fault.hint("write the properties out, such as `{name: $name}`")));
        };
        let mut wanted = Vec::new();
        for (name, value) in entries {
            let value = self.expression(value)?;
            wanted.push((self.known_key(name), name.text.clone(), value));
        }
        Ok(wanted)
    }

    /// A label's or type's condition; `warn` where a name that nothing bears is worth a warning.
    pub(super) fn label_test(&mut self, labels: &LabelExpression, warn: bool) -> LabelTest {
        match labels {
            LabelExpression::Any => LabelTest::Any,
            LabelExpression::Name(name) => {
                if warn {
                    self.warn_label(name);
                }
                let symbols = self.graph.symbols_mut();
                LabelTest::Is(symbols.label(&name.text), symbols.relationship_type(&name.text))
            }
            LabelExpression::Not(inner) => LabelTest::Not(Box::new(self.label_test(inner, warn))),
            LabelExpression::And(a, b) => {
                LabelTest::And(Box::new(self.label_test(a, warn)), Box::new(self.label_test(b, warn)))
            }
            LabelExpression::Or(a, b) => {
                LabelTest::Or(Box::new(self.label_test(a, warn)), Box::new(self.label_test(b, warn)))
            }
        }
    }

    fn type_id(&mut self, name: &Name) -> TypeId {
        self.warn_type(name);
        self.graph.symbols_mut().relationship_type(&name.text)
    }

    /// The key for a property, with a warning where nothing has it.
    pub(super) fn known_key(&mut self, name: &Name) -> KeyId {
        self.warn_property(name);
        self.graph.symbols_mut().key(&name.text)
    }

    fn warn_label(&mut self, name: &Name) {
        let Some(schema) = self.schema.clone() else { return };
        if schema.label(&name.text).is_some() || self.has_label(&name.text) {
            return;
        }
        let near = nearest(&name.text, schema.labels.iter().map(|rule| rule.label.as_str()));
        self.warn("UnknownLabel", name.span, format!("no node has the label `{}`", name.text), near, ":schema labels");
    }

    fn has_label(&self, name: &str) -> bool {
        self.graph.symbols().find_label(name).is_some_and(|label| self.graph.label_count(label) > 0)
    }

    fn warn_type(&mut self, name: &Name) {
        let Some(schema) = self.schema.clone() else { return };
        let used = self.graph.symbols().find_type(&name.text).is_some_and(|id| self.graph.type_count(id) > 0);
        if used || schema.relationship_type(&name.text).is_some() {
            return;
        }
        let near = nearest(&name.text, schema.types.iter().map(|rule| rule.name.as_str()));
        let message = format!("no relationship has the type `{}`", name.text);
        self.warn("UnknownType", name.span, message, near, ":schema types");
    }

    pub(super) fn warn_property(&mut self, name: &Name) {
        let Some(schema) = self.schema.clone() else { return };
        if schema.property(&name.text).is_some() {
            return;
        }
        let used = self.used_keys(&name.text);
        if used.iter().any(|key| **key == *name.text) {
            return;
        }
        let known = used.iter().map(|key| &**key).chain(schema.properties.iter().map(|rule| rule.name.as_str()));
        let near = nearest(&name.text, known).map(str::to_string);
        let message = format!("nothing has a property `{}`", name.text);
        self.warn("UnknownProperty", name.span, message, near.as_deref(), ":schema properties");
    }

    /// The properties that records have, up to this one: a name may be known from an earlier query alone.
    fn used_keys(&self, wanted: &str) -> Vec<Arc<str>> {
        let symbols = self.graph.symbols();
        let (mut nodes, mut edges) = (Vec::new(), Vec::new());
        self.graph.nodes(&mut nodes);
        let mut used = BTreeSet::new();
        for node in nodes {
            edges.clear();
            self.graph.edges_of(node, Way::Out, &[], &mut edges);
            used.extend(self.graph.node_properties(node).iter().map(|(key, _)| *key));
            used.extend(
                edges.iter().flat_map(|(edge, _)| self.graph.edge_properties(*edge).into_owned()).map(|(key, _)| key),
            );
            if symbols.find_key(wanted).is_some_and(|key| used.contains(&key)) {
                break;
            }
        }
        used.into_iter().map(|key| symbols.key_name(key).clone()).collect()
    }

    fn warn(&mut self, detail: &'static str, span: Span, message: String, near: Option<&str>, see: &str) {
        let hint = near.map_or_else(|| format!("`{see}` lists them"), |near| format!("did you mean `{near}`?"));
        self.warnings.push(Diagnostic::warning(detail, span, message).hint(hint));
    }

    /// A pattern as a condition: there is such a match, and it brings no new names.
    pub(super) fn pattern_expression(&mut self, path: &ast::PathPattern, span: Span) -> Outcome<Expr> {
        let names = path_names(path);
        if let Some(new) = names.iter().find(|name| self.scope.find(&name.text).is_none()) {
            return Err(self.undefined(&new.text, new.span));
        }
        if path.selector != ast::Selector::All {
            return self.shortest_expression(path);
        }
        if !self.patterns_allowed {
            let message = "a pattern can stand only where a condition is due";
            let fault = Diagnostic::syntax("UnexpectedSyntax", span, message);
            return Err(Box::new(
                fault.hint("write `EXISTS { … }` for whether it is there, or `COUNT { … }` for how often"),
            ));
        }
        self.pattern_query(std::slice::from_ref(path), None, None, ast::SubqueryKind::Exists)
    }

    /// `shortestPath(…)` as a value: the first of the paths, or `null`.
    fn shortest_expression(&mut self, path: &ast::PathPattern) -> Outcome<Expr> {
        let mut named = path.clone();
        // A name that no query can write.
        let name = Name { text: "  shortest".into(), span: path.span };
        named.name = Some(name.clone());
        let step = ast::Expression { kind: Kind::Variable(name.text), span: path.span };
        let all = self.pattern_query(&[named], None, Some(&step), ast::SubqueryKind::Collect)?;
        match path.selector {
            ast::Selector::Shortest => Ok(Expr::Index(Box::new(all), Box::new(Expr::Constant(0.into())))),
            ast::Selector::All
            | ast::Selector::AllShortest
            | ast::Selector::ShortestPaths(_)
            | ast::Selector::ShortestGroups(_) => Ok(all),
        }
    }

    /// A pattern, a condition and a column, as the query of a subquery expression.
    pub(super) fn pattern_query(
        &mut self,
        paths: &[ast::PathPattern],
        condition: Option<&ast::Expression>,
        step: Option<&ast::Expression>,
        kind: ast::SubqueryKind,
    ) -> Outcome<Expr> {
        let outer = self.scope.clone();
        let bound = self.pattern_part(paths, condition, step);
        self.scope = outer;
        let (clauses, slots) = bound?;
        let columns = slots.iter().map(|_| Arc::from("value")).collect();
        let part = super::Part { clauses, slots: slots.clone() };
        Ok(self.add_subquery(kind, super::Query { parts: vec![part], distinct: false, columns, slots }))
    }

    #[expect(clippy::type_complexity, reason = "the two halves of a part")]
    fn pattern_part(
        &mut self,
        paths: &[ast::PathPattern],
        condition: Option<&ast::Expression>,
        step: Option<&ast::Expression>,
    ) -> Outcome<(Vec<(Clause, Span)>, Vec<Slot>)> {
        let span = paths.first().map_or(Span::default(), |path| path.span);
        let pattern = self.pattern(paths)?;
        let condition = condition.map(|condition| self.condition(condition)).transpose()?;
        let mut clauses = vec![(Clause::Match(Match { optional: false, pattern, condition }), span)];
        let mut slots = Vec::new();
        if let Some(step) = step {
            let value = self.expression(step)?;
            let slot = self.slot(Type::Any);
            slots.push(slot);
            clauses.push((Clause::Project(super::project::plain(vec![(slot, value)])), step.span));
        }
        Ok((clauses, slots))
    }
}

pub(super) fn way_of(direction: Direction) -> Way {
    match direction {
        Direction::Outgoing => Way::Out,
        Direction::Incoming => Way::In,
        Direction::Either => Way::Both,
    }
}

fn merge_labels(known: &mut Option<LabelTest>, more: Option<LabelTest>) {
    *known = match (known.take(), more) {
        (Some(a), Some(b)) => Some(LabelTest::And(Box::new(a), Box::new(b))),
        (a, b) => a.or(b),
    };
}

fn path_names(path: &ast::PathPattern) -> Vec<&Name> {
    let steps = path.steps.iter().flat_map(|(edge, node)| {
        let around = edge.repeated.iter().flat_map(|inner| {
            let more = inner.more.iter().map(|(edge, _)| edge.name.as_ref());
            inner.nodes().map(|node| node.name.as_ref()).chain(more)
        });
        [edge.name.as_ref(), node.name.as_ref()].into_iter().chain(around)
    });
    [path.name.as_ref(), path.start.name.as_ref()].into_iter().chain(steps).flatten().collect()
}
