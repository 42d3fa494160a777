//! Edges that say what another edge says already.

use rustc_hash::FxHashMap;

use super::check::{Check, EdgeDraft, Read};
use super::finding::problem;
use super::read::Record;
use super::shape::TAIL;
use crate::diagnostic::{Diagnostic, Span};
use crate::value::Key;

impl<'a> Check<'a, '_, '_> {
    /// Reports edges stored twice, and symmetric ones stored both ways. O(n log n) in the number of edges.
    pub(super) fn stored_once(&mut self, mut sorted: Vec<&Read<'a>>) {
        sorted.sort_by_key(|(_, edge)| self.between(edge));
        let together = sorted.chunk_by(|(_, a), (_, b)| self.between(a) == self.between(b));
        let found: Vec<(&Record, Diagnostic)> = together.flat_map(|group| self.repeated(group)).collect();
        found.into_iter().for_each(|(record, problem)| self.report(record, problem));
    }

    /// What edges have in common that join the same nodes by the same type, whichever way round
    /// where that makes no difference.
    fn between(&self, edge: &EdgeDraft) -> (usize, usize, usize) {
        let turned = self.vocabulary.schema.types[edge.kind].symmetric && edge.to < edge.from;
        if turned { (edge.kind, edge.to, edge.from) } else { (edge.kind, edge.from, edge.to) }
    }

    /// What is wrong among edges between the same nodes.
    fn repeated(&self, group: &[&Read<'a>]) -> Vec<(&'a Record<'a>, Diagnostic)> {
        let [(first, leading), _, ..] = group else { return Vec::new() };
        let mut facts = FxHashMap::default();
        let problems = group.iter().filter_map(|(record, edge)| {
            if edge.from != leading.from {
                return Some((*record, self.both_ways(record, first)));
            }
            let earlier = *facts.entry(self.fact(edge)).or_insert(*record);
            (!std::ptr::eq(earlier, *record)).then(|| (*record, self.same_fact(record, earlier)))
        });
        problems.collect()
    }

    /// What an edge says beyond its ends and type. Remarks and evidence say nothing about the world.
    fn fact(&self, edge: &EdgeDraft) -> Vec<(usize, Key)> {
        let rules = &self.vocabulary.edge_keys.rules;
        let says = |number: usize| TAIL.iter().all(|(key, _)| *key != rules[number].name);
        let own = edge.properties.iter().filter(|(number, _)| says(*number));
        own.map(|(number, value)| (*number, Key(value.clone()))).collect()
    }

    fn same_fact(&self, record: &Record, first: &Record) -> Diagnostic {
        let message = format!("{} stands twice with the same properties, expected one edge", told(record));
        let problem = problem("DuplicateEdge", ends(record), message).labelled("here again");
        let problem = self.first_place(problem, record, first, ends(first));
        problem.hint("keep one with the evidence of both, or say what sets them apart: a date or a property")
    }

    fn both_ways(&self, record: &Record, first: &Record) -> Diagnostic {
        let message = format!("{} is stored the other way round too, expected one way only", told(record));
        let problem = problem("BothWays", ends(record), message).labelled("the same the other way round");
        let problem = self.first_place(problem, record, first, ends(first));
        problem.hint("such an edge holds both ways: take this one out, or change `from` and `to` if it says more")
    }
}

/// "`a` BORDERS `b`"
fn told(record: &Record) -> String {
    let [from, kind, to] = ["from", "type", "to"].map(|key| record.field(key).and_then(|(_, json)| json.as_text()));
    format!("`{}` {} `{}`", from.unwrap_or_default(), kind.unwrap_or_default(), to.unwrap_or_default())
}

/// The place of an edge's ends and of what stands between them.
fn ends(record: &Record) -> Span {
    let (from, to) = (record.anchor(&["from"]), record.anchor(&["to"]));
    Span::new(from.start.min(to.start), from.end.max(to.end))
}
