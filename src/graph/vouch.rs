//! Changes that nothing vouches for: relations without evidence, or with evidence for what they said before.

use std::collections::{BTreeMap, BTreeSet};

use super::journal::Change;
use super::layouts::Graph;
use super::schema::Need;
use super::symbols::KeyId;
use super::view::View;
use crate::value::{EdgeId, Value, order};

/// Properties in which people speak of a relation in their own words: no passage can vouch for them.
const OWN_WORDS: &[&str] = &["note", "anomaly", "silence"];

/// Why nothing vouches for a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It names no passage.
    Evidence,
    /// It says something else than before, and nobody has said that its passages stand for that too.
    NewEvidence,
}

impl Graph {
    /// The relations that were made or changed without evidence, and whose type needs it; in the order in
    /// which they were first changed. O(changes).
    pub fn unvouched(&self) -> Vec<(EdgeId, Lack)> {
        let rests: BTreeSet<EdgeId> = self.journal().iter().filter_map(rests).collect();
        let changed = self.changed_facts();
        let mut seen = BTreeSet::new();
        let edges = self.journal().iter().filter_map(edge_of).filter(|edge| seen.insert(*edge));
        let lacking = edges.filter(|edge| !self.edge_deleted(*edge) && self.needs_evidence(*edge));
        lacking
            .filter_map(|edge| {
                let stale = changed.contains(&edge) && !rests.contains(&edge);
                let lack = if self.edge_evidence(edge).is_empty() { Lack::Evidence } else { Lack::NewEvidence };
                (stale || lack == Lack::Evidence).then_some((edge, lack))
            })
            .collect()
    }

    fn needs_evidence(&self, edge: EdgeId) -> bool {
        let name = self.symbols().type_name(self.edge_type(edge));
        let rule = self.schema().and_then(|schema| schema.relationship_type(name));
        rule.is_some_and(|rule| rule.evidence == Need::Required)
    }

    /// The edges that were there before and of which something else is said now.
    fn changed_facts(&self) -> BTreeSet<EdgeId> {
        let mut first: BTreeMap<(EdgeId, KeyId), &Value> = BTreeMap::new();
        let mut made = BTreeSet::new();
        for change in self.journal() {
            match change {
                Change::EdgeAdded(edge) => {
                    made.insert(*edge);
                }
                Change::EdgeProperty(edge, key, before) if !self.is_own_words(*key) => {
                    first.entry((*edge, *key)).or_insert(before);
                }
                Change::EdgeProperty(..)
                | Change::NodeAdded(_)
                | Change::NodeDeleted(_)
                | Change::EdgeDeleted(_)
                | Change::NodeProperty(..)
                | Change::NodeEvidence(..)
                | Change::EdgeEvidence(..)
                | Change::Label(..) => {}
            }
        }
        let differs = |edge: EdgeId, key, before: &Value| order(&self.edge_property(edge, key), before).is_ne();
        let changed = first.into_iter().filter(|((edge, key), before)| differs(*edge, *key, before));
        changed.map(|((edge, _), _)| edge).filter(|edge| !made.contains(edge)).collect()
    }

    fn is_own_words(&self, key: KeyId) -> bool {
        OWN_WORDS.contains(&&**self.symbols().key_name(key))
    }
}

/// The edge whose evidence was given.
fn rests(change: &Change) -> Option<EdgeId> {
    if let Change::EdgeEvidence(edge, _) = change { Some(*edge) } else { None }
}

/// The edge that a change concerns.
fn edge_of(change: &Change) -> Option<EdgeId> {
    match change {
        Change::EdgeAdded(edge)
        | Change::EdgeDeleted(edge)
        | Change::EdgeProperty(edge, ..)
        | Change::EdgeEvidence(edge, _) => Some(*edge),
        Change::NodeAdded(_)
        | Change::NodeDeleted(_)
        | Change::NodeProperty(..)
        | Change::NodeEvidence(..)
        | Change::Label(..) => None,
    }
}
