//! Rules that are kept silent: by a record for itself, by the schema for the whole graph; always with a reason.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::unknown_code;
use super::hit::{Hit, Place, Subject};
use super::rule::{Rule, with_code};
use crate::graph::document::Record;
use crate::graph::{Graph, Schema, Store};
use crate::value::Value;

use super::asked::Asked;

/// Who keeps a rule silent: a record, or the schema where there is none.
type Silencer = (Option<Record>, String);

/// What is kept silent.
pub(super) struct Silences {
    reasons: BTreeMap<Silencer, String>,
    heard: BTreeSet<Silencer>,
}

impl Silences {
    /// All that a graph and its schema keep silent.
    pub(super) fn of(graph: &Graph, schema: &Schema) -> Silences {
        let of_graph = schema.silence.iter().map(|(code, reason)| ((None, code.clone()), reason.clone()));
        let mut reasons: BTreeMap<Silencer, String> = of_graph.collect();
        let asked = Asked::default();
        let subject = Subject::new(graph.view(), schema, &asked);
        for record in subject.records() {
            let Value::Map(silence) = subject.property(record, "silence") else { continue };
            for (code, reason) in silence.iter() {
                reasons.insert((Some(record), code.to_string()), reason.as_str().unwrap_or_default().to_owned());
            }
        }
        Silences { reasons, heard: BTreeSet::new() }
    }

    /// Why a finding may stand, if somebody says so.
    pub(super) fn reason(&mut self, code: &str, hit: &Hit) -> Option<String> {
        let silencers = hit.records().map(Some).chain([None]).map(|record| (record, code.to_owned()));
        let silencer = silencers.into_iter().find(|silencer| self.reasons.contains_key(silencer))?;
        let reason = self.reasons.get(&silencer).cloned();
        self.heard.insert(silencer);
        reason
    }

    /// What is kept silent in vain: no rule has the code (`A101`), or the rule was asked and found nothing
    /// (`A102`).
    pub(super) fn unheard(&self, asked: &[&'static Rule]) -> Vec<(&'static Rule, Hit)> {
        // Of one without a reason loading has said all there is to say.
        let given = self.reasons.iter().filter(|(_, reason)| !reason.trim().is_empty());
        let rest = given.map(|(silencer, _)| silencer).filter(|silencer| !self.heard.contains(*silencer));
        rest.filter_map(|silencer| self.in_vain(silencer, asked)).collect()
    }

    fn in_vain(&self, (record, code): &Silencer, asked: &[&'static Rule]) -> Option<(&'static Rule, Hit)> {
        let place = record.map_or(Place::Schema, Place::Record);
        let pointer = format!("/silence/{code}");
        let hit = |message: String, help: Option<String>| Hit { place, pointer, message, help, beside: None };
        let Some(rule) = with_code(code).filter(|rule| rule.code == *code) else {
            let error = unknown_code(code);
            return Some((with_code("A101")?, hit(error.message, error.hints.into_iter().next())));
        };
        if rule.loading.is_some() {
            let message = format!("`{code}` can't be silenced: documents that break it are no graph");
            return Some((with_code("A101")?, hit(message, None)));
        }
        let message = format!("`{code}` is silenced, and finds nothing here");
        let help = Some("take it out of `silence`".to_owned());
        asked.iter().any(|asked| asked.code == *code).then_some((with_code("A102")?, hit(message, help)))
    }
}
