//! Lenses of a session: which is in force, and what an answer seen through it says of itself.

use std::sync::Arc;

use super::{Answer, Session};
use crate::bind;
use crate::diagnostic::{Class, Diagnostic, Outcome, Severity, counted};
use crate::exec::Lineage;
use crate::graph::Store;
use crate::graph::lens::{Held, Lens, Seen, Through};
use crate::plan::{self, Program};
use crate::syntax::ast::{LensClause, Statement};
use crate::syntax::{self, print_lens};
use crate::value::{Map, NodeId, Value};

impl Session {
    /// Puts a lens on for every statement to come: `AS OF '2013' WITHOUT lo-2008`. An empty text takes
    /// it off.
    ///
    /// # Errors
    /// Where the text is no lens, or names what the graph does not know; the lens is then as before.
    pub fn set_lens(&mut self, text: &str) -> Outcome<()> {
        let clauses = syntax::parse_lens(text)?;
        self.resolve(&clauses, &self.parameters)?;
        self.lens = clauses;
        Ok(())
    }

    /// The lens in force, as it is written; empty without one.
    pub fn lens(&self) -> String {
        print_lens(&self.lens)
    }

    /// The graph through a lens.
    ///
    /// # Errors
    /// Where the text is no lens, or names what the graph does not know.
    pub fn look(&self, text: &str) -> Outcome<Seen> {
        let lens = self.resolve(&syntax::parse_lens(text)?, &self.parameters)?;
        Ok(Seen::through(lens, &self.graph, self.graph.schema().map(AsRef::as_ref)))
    }

    /// The lens in force with another beside it, as a statement would have that of its own: a time or `ACCEPT`
    /// of it stands in the place of the session's.
    ///
    /// # Errors
    /// Where the text is no lens.
    pub fn lens_with(&self, own: &str) -> Outcome<String> {
        Ok(print_lens(&self.besides(&syntax::parse_lens(own)?)))
    }

    fn besides(&self, own: &[LensClause]) -> Vec<LensClause> {
        let kept = self.lens.iter().filter(|clause| !own.iter().any(|other| replaces(other, clause)));
        kept.chain(own).cloned().collect()
    }

    fn resolve(&self, clauses: &[LensClause], parameters: &Map) -> Outcome<Lens> {
        let schema = self.graph.schema().map(AsRef::as_ref);
        bind::lens(clauses, &bind::Known { view: &self.graph, schema, parameters })
    }

    /// What a statement sees: its own lens before the session's, its names beside the session's. None
    /// where neither has one.
    pub(super) fn seen(&mut self, own: &[LensClause], parameters: &Map) -> Outcome<Option<Arc<Seen>>> {
        if own.is_empty() && self.lens.is_empty() {
            return Ok(None);
        }
        let lens = self.resolve(&self.besides(own), parameters)?;
        let changes = self.graph.changes();
        if let Some((known, seen)) = &self.last_seen
            && *known == changes
            && seen.lens == lens
        {
            return Ok(Some(seen.clone()));
        }
        let seen = Arc::new(Seen::through(lens, &self.graph, self.graph.schema().map(AsRef::as_ref)));
        self.last_seen = Some((changes, seen.clone()));
        Ok(Some(seen))
    }

    pub(super) fn plan(&self, bound: &bind::Statement, seen: Option<&Seen>) -> Program {
        match seen {
            Some(seen) => plan::plan(bound, &Through::new(&self.graph, seen), self.rewrites()),
            None => plan::plan(bound, &self.graph, self.rewrites()),
        }
    }

    /// Where a lens may have emptied an answer, says what it hides and what there would be without it.
    pub(super) fn explain_lens(&mut self, statement: &Statement, parameters: &Map, answer: &mut Answer) {
        let Some(seen) = answer.seen.clone() else { return };
        let nothing = seen.edge_counts.0 == 0;
        if !answer.rows.is_empty() && !nothing {
            return;
        }
        let text = &seen.lens.text;
        let (edges, nodes) = (seen.edge_counts, seen.node_counts);
        let all = if nothing { "all".to_string() } else { format!("{} of", edges.1) };
        let hides =
            format!("`{text}` hides {all} {} and {}", counted(edges.0 + edges.1, "relation"), counted(nodes.1, "node"));
        let note = Diagnostic { severity: Severity::Note, ..Diagnostic::plain(Class::NotFound, hides) };
        answer.notes.push(note.hint_if(self.rows_without(statement, parameters, answer)));
    }

    fn rows_without(&mut self, statement: &Statement, parameters: &Map, answer: &Answer) -> Option<String> {
        if !answer.rows.is_empty() {
            return None;
        }
        let bound = self.bind(statement, parameters).ok()?;
        let program = self.plan(&bound.statement, None);
        let before = self.graph.changes();
        let rows = self.execute(&program, parameters, None, false).ok().map(|done| done.rows.rows.len());
        self.graph.rollback(before);
        match rows? {
            0 => Some("without the lens there is no row either".to_string()),
            1 => Some("without the lens there is 1 row".to_string()),
            more => Some(format!("without the lens there are {more} rows")),
        }
    }
}

/// Whether a clause of a query stands in the place of one of the session.
fn replaces(own: &LensClause, other: &LensClause) -> bool {
    let is_time = |clause: &LensClause| matches!(clause, LensClause::AsOf { .. } | LensClause::During(_));
    let accepts = |clause: &LensClause| matches!(clause, LensClause::Accept(_));
    (is_time(own) && is_time(other)) || (accepts(own) && accepts(other))
}

/// How firmly each row holds, by what it was made from; nothing where no time is asked for.
pub(super) fn held(seen: &Seen, rows: &[Vec<Value>], lineage: &[Lineage]) -> Vec<Held> {
    if seen.lens.time.is_none() {
        return Vec::new();
    }
    let row = |(values, lineage): (&Vec<Value>, &Lineage)| {
        let shown = values.iter().filter_map(|value| match value {
            Value::Node(node) => Some(*node),
            _ => None,
        });
        let read = lineage.nodes.iter().chain(&lineage.named).copied();
        seen.row(&lineage.edges, shown.chain(read).collect::<Vec<NodeId>>().into_iter())
    };
    rows.iter().zip(lineage).map(row).collect()
}
