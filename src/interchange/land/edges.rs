//! Edges: which are there, which are new, and which the schema has no place for.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::step::Step;
use super::{Hands, Placed, more_evidence, same};
use crate::graph::{Evidence, Need, TypeRule, View, Way};
use crate::interchange::fit::Bearer;
use crate::interchange::gathered::GatheredEdge;
use crate::interchange::widen;
use crate::value::{EdgeId, Map, NodeId, Value};

/// The type of an edge with the numbers of its ends, the smaller first where both ways are one.
type Between<'e> = (&'e str, usize, usize);

/// An edge of the file as it would stand.
struct Fitted {
    from: Arc<str>,
    to: Arc<str>,
    properties: Map,
    evidence: Vec<Evidence>,
}

/// An edge that is there.
struct There {
    edge: EdgeId,
    properties: Map,
    evidence: Vec<Evidence>,
}

/// Edges that are there, by type and ends, the lesser first where both ways are one.
type Index = FxHashMap<(Arc<str>, NodeId, NodeId), Vec<EdgeId>>;

impl Hands<'_> {
    /// Places all edges, those between the same nodes together.
    pub(super) fn edges(&mut self) {
        let gathered = self.gathered;
        let mut order: Vec<Between<'_>> = Vec::new();
        let mut groups: FxHashMap<Between<'_>, Vec<&GatheredEdge>> = FxHashMap::default();
        for edge in &gathered.edges {
            let between = self.between(edge);
            let group = groups.entry(between).or_default();
            if group.is_empty() {
                order.push(between);
            }
            group.push(edge);
        }
        let index = self.index();
        for between in order {
            self.group(between, &groups[&between], &index);
        }
    }

    fn between<'e>(&self, edge: &'e GatheredEdge) -> Between<'e> {
        let kind = widen::kind(edge);
        let symmetric = self.fit.kind(kind).is_some_and(|rule| rule.symmetric);
        let turned = symmetric && edge.to < edge.from;
        if turned { (kind, edge.to, edge.from) } else { (kind, edge.from, edge.to) }
    }

    fn index(&self) -> Index {
        let mut index = Index::default();
        let (mut nodes, mut edges) = (Vec::new(), Vec::new());
        self.graph.nodes(&mut nodes);
        nodes.iter().for_each(|node| self.graph.edges_of(*node, Way::Out, &[], &mut edges));
        for (edge, _) in edges {
            let kind = self.graph.symbols().type_name(self.graph.edge_type(edge));
            let (from, to) = self.graph.ends(edge);
            index.entry(self.ordered(kind, from, to)).or_default().push(edge);
        }
        index
    }

    fn ordered(&self, kind: &Arc<str>, from: NodeId, to: NodeId) -> (Arc<str>, NodeId, NodeId) {
        let symmetric = self.fit.kind(kind).is_some_and(|rule| rule.symmetric);
        let (from, to) = if symmetric && to < from { (to, from) } else { (from, to) };
        (Arc::clone(kind), from, to)
    }

    /// The edges of a type between two nodes.
    fn group(&mut self, (kind, ..): Between<'_>, edges: &[&GatheredEdge], index: &Index) {
        // All the same way round, that of the first.
        let first = edges[0];
        let Some(rule) = self.fit.kind(kind) else {
            return self
                .report
                .skipped(&format!("relations of type {kind}, which the schema has no place for"), edges.len());
        };
        let ends = self.placed[first.from].clone().zip(self.placed[first.to].clone());
        let Some((from, to)) = ends else {
            return self.report.skipped("relations at nodes that are left out", edges.len());
        };
        if let Err(reason) = self.may_join(rule, &from, &to) {
            return self.report.skipped(&reason, edges.len());
        }
        if !rule.symmetric && edges.iter().any(|edge| !edge.directed) {
            self.report.fitted(&format!("relations without a direction as {kind}, which has one"));
        }
        let fitted: Vec<Fitted> = edges.iter().map(|edge| self.fitted(kind, edge, &from, &to)).collect();
        let there = self.there(kind, &from, &to, index);
        let once = self.once(fitted);
        self.settle(rule, once, there);
    }

    /// Whether the schema lets a type join two nodes; if not, why.
    fn may_join(&self, rule: &TypeRule, from: &Placed, to: &Placed) -> Result<(), String> {
        if rule.symmetric && from.id == to.id {
            return Err(format!("relations of type {} from a node to itself", rule.name));
        }
        let all = |placed: &Placed| {
            let there = placed.known.map(|node| self.labels_of(node)).unwrap_or_default();
            placed.labels.iter().cloned().chain(there).collect::<Vec<String>>()
        };
        let (start, end) = (all(from), all(to));
        let may = |labels: &[String], ends: &[String]| labels.iter().any(|label| ends.contains(label));
        if may(&start, &rule.from) && may(&end, &rule.to) {
            return Ok(());
        }
        let first = |labels: &[String]| labels.first().cloned().unwrap_or_default();
        Err(format!(
            "relations {} from {} to {}, which the schema doesn't allow",
            rule.name,
            first(&start),
            first(&end)
        ))
    }

    fn fitted(&mut self, kind: &str, edge: &GatheredEdge, from: &Placed, to: &Placed) -> Fitted {
        let mut properties = Map::new();
        for (name, value) in &edge.properties {
            self.property(Bearer::Edge(kind), name, value, &mut properties);
        }
        let evidence = self.evidence(&edge.evidence);
        Fitted { from: Arc::clone(&from.id), to: Arc::clone(&to.id), properties, evidence }
    }

    fn there(&self, kind: &str, from: &Placed, to: &Placed, index: &Index) -> Vec<There> {
        let Some((from, to)) = from.known.zip(to.known) else { return Vec::new() };
        let edges = index.get(&self.ordered(&kind.into(), from, to));
        let symbols = self.graph.symbols();
        let there = edges.into_iter().flatten().map(|edge| There {
            edge: *edge,
            properties: self
                .graph
                .edge_properties(*edge)
                .iter()
                .map(|(key, value)| (symbols.key_name(*key).clone(), value.clone()))
                .collect(),
            evidence: self.graph.edge_evidence(*edge).into_owned(),
        });
        there.collect()
    }

    /// Edges that say the same become one, with the evidence of all.
    fn once(&mut self, fitted: Vec<Fitted>) -> Vec<Fitted> {
        let mut seen: FxHashMap<String, usize> = FxHashMap::default();
        let mut once: Vec<Fitted> = Vec::with_capacity(fitted.len());
        for edge in fitted {
            match seen.get(&format!("{:?}", facts(&edge.properties))) {
                Some(at) => {
                    self.report.skipped("relations that say what another one says", 1);
                    once[*at].evidence.extend(edge.evidence);
                }
                None => {
                    seen.insert(format!("{:?}", facts(&edge.properties)), once.len());
                    once.push(edge);
                }
            }
        }
        for edge in &mut once {
            let mut known: FxHashSet<Evidence> = FxHashSet::default();
            edge.evidence.retain(|piece| known.insert(piece.clone()));
        }
        once
    }

    /// Finds for each edge of the file the one that it is: which says the same; else says nothing else; else,
    /// where there is one each, the other.
    fn settle(&mut self, rule: &TypeRule, fitted: Vec<Fitted>, there: Vec<There>) {
        let alone = fitted.len() == 1 && there.len() == 1;
        let mut taken: FxHashSet<usize> = FxHashSet::default();
        let mut left = Vec::new();
        for edge in fitted {
            match free(&there, &taken, |one| alike(&one.properties, &edge.properties)) {
                Some(at) => {
                    taken.insert(at);
                    self.update_edge(rule, &there[at], edge);
                }
                None => left.push(edge),
            }
        }
        for edge in left {
            match free(&there, &taken, |one| alone || agree(&one.properties, &edge.properties)) {
                Some(at) => {
                    taken.insert(at);
                    self.update_edge(rule, &there[at], edge);
                }
                None => self.create_edge(rule, edge),
            }
        }
    }

    fn create_edge(&mut self, rule: &TypeRule, mut edge: Fitted) {
        let name = &rule.name;
        if rule.evidence == Need::Required && edge.evidence.is_empty() {
            return self.report.skipped(&format!("relations of type {name} without evidence, which is asked for"), 1);
        }
        if rule.status == Need::Required && !edge.properties.contains_key("status") {
            let Some(status) = self.fit.schema.statuses.first() else {
                let reason = format!("relations of type {name} without a status, for which the schema has none");
                return self.report.skipped(&reason, 1);
            };
            self.report.fitted(&format!("relations without a status as `{}`", status.status));
            edge.properties.insert("status".into(), Value::string(&status.status));
        }
        self.relations.new.push(format!("{} {name} {}", edge.from, edge.to));
        let Fitted { from, to, properties, evidence } = edge;
        self.steps.push(Step::Edge { from, kind: name.clone(), to, properties, evidence });
    }

    fn update_edge(&mut self, rule: &TypeRule, there: &There, edge: Fitted) {
        let what = format!("{} {} {}", edge.from, rule.name, edge.to);
        let added = self.lacks(&what, &there.properties, edge.properties);
        let more = more_evidence(&there.evidence, &edge.evidence);
        if added.is_empty() && more.is_none() {
            self.relations.same += 1;
            return;
        }
        let names: Vec<&str> = added.keys().map(AsRef::as_ref).chain(more.iter().map(|_| "evidence")).collect();
        self.relations.filled.push(format!("{what}: {}", names.join(", ")));
        let evidence = more.unwrap_or_else(|| there.evidence.clone());
        self.steps.push(Step::FillEdge { edge: there.edge, properties: added, evidence });
    }
}

/// What an edge says beyond its ends and type: remarks say nothing about the world.
fn facts(properties: &Map) -> Vec<(&str, &Value)> {
    properties
        .iter()
        .map(|(name, value)| (&**name, value))
        .filter(|(name, _)| !matches!(*name, "note" | "anomaly"))
        .collect()
}

/// Whether two edges between the same nodes say the same.
fn alike(there: &Map, file: &Map) -> bool {
    let (there, file) = (facts(there), facts(file));
    there.len() == file.len() && there.iter().zip(&file).all(|(a, b)| a.0 == b.0 && same(a.1, b.1))
}

/// Whether no property says one thing here and another there.
fn agree(there: &Map, file: &Map) -> bool {
    let mut shared = facts(file).into_iter().filter_map(|(name, value)| Some((there.get(name)?, value)));
    shared.all(|(there, file)| same(there, file))
}

/// The first edge that is not taken yet and is meant.
fn free(there: &[There], taken: &FxHashSet<usize>, meant: impl Fn(&There) -> bool) -> Option<usize> {
    (0..there.len()).find(|at| !taken.contains(at) && meant(&there[*at]))
}
