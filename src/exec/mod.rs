//! Runs a plan over a graph.
//!
//! Rows are pushed: an operator sets its slots in the one row in hand and calls what stands above it,
//! so that a pattern is a nest of loops and copies nothing. Only what must see all its rows first
//! (grouping, sorting, everything that writes) keeps them. Beside the row runs the list of the edges
//! it was made from; an operator adds its edge, calls on, and takes it away again.

mod call;
mod cited;
mod close;
mod columns;
mod count;
mod counted;
mod evaluate;
mod first;
mod gather;
mod guide;
mod meet;
mod operate;
mod passages;
mod path;
mod profile;
mod ranked;
mod search;
mod shortest;
#[cfg(test)]
mod tests;
mod top;
mod walk;
mod write;

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

pub use call::{Procedure, RowSource};
pub(crate) use cited::{Cited, Lineage};
pub(crate) use count::Scratch;
pub(crate) use counted::Counted;
pub(crate) use guide::Nodes;
pub(crate) use profile::Profile;

use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::functions::Surroundings;
use crate::graph::Store;
use crate::plan::Program;
use crate::value::temporal::Now;
use crate::value::{EdgeId, Map, Value};

/// The values of all variables.
pub(crate) type Row = Vec<Value>;

/// Whether more rows are wanted.
pub(crate) type Flow = ControlFlow<()>;

/// What stands above an operator and takes its rows.
pub(crate) type Sink<'s> = &'s mut dyn FnMut(&mut Context<'_>, &mut Row) -> Outcome<Flow>;

/// How much a statement may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most rows it may give.
    pub rows: usize,
    /// The most values it may keep at once, in rows that wait.
    pub kept_values: usize,
    /// The longest it may take. Whoever runs it watches the clock and sets the interrupt.
    pub time: Option<Duration>,
    /// The most memory it may take, in bytes; watched like the time.
    pub memory: Option<usize>,
}

impl Default for Limits {
    /// No limit on rows, time and memory; about 4 GB of waiting values.
    fn default() -> Limits {
        Limits { rows: usize::MAX, kept_values: 150_000_000, time: None, memory: None }
    }
}

/// All that a running statement needs.
pub(crate) struct Context<'a> {
    pub(crate) graph: &'a mut dyn Store,
    pub(crate) program: &'a Program,
    pub(crate) parameters: &'a Map,
    pub(crate) procedures: &'a [Procedure],
    pub(crate) now: Now,
    pub(crate) interrupt: &'a AtomicBool,
    pub(crate) limits: Limits,
    /// How many rows the row in hand stands for.
    pub(crate) weight: u64,
    pub(crate) scratch: &'a mut Scratch,
    /// What the row in hand was made from.
    pub(crate) lineage: Vec<Cited>,
    /// What the expression in hand has looked at and found; see `cited`.
    pub(crate) witnesses: Vec<Cited>,
    /// Whether anybody asks what rows were made from.
    pub(crate) cite: bool,
    /// How many rows passed each probe.
    pub(crate) passed: Vec<u64>,
    pub(crate) kept: usize,
    /// By slot: the nodes to which a walk's steps are kept, where it is guided.
    pub(crate) guides: Vec<Option<Nodes>>,
    pub(crate) ticks: u32,
    /// What each operator does, where `PROFILE` asks for it.
    pub(crate) profile: Option<Box<Profile>>,
}

/// An error where the statement is to stop.
pub(crate) fn stopped(interrupt: &AtomicBool) -> Outcome<()> {
    if interrupt.load(Ordering::Relaxed) {
        return Err(Box::new(Diagnostic::runtime(Class::Stopped, "Interrupted", "the query was stopped")));
    }
    Ok(())
}

impl Context<'_> {
    pub(crate) fn surroundings(&self) -> Surroundings<'_> {
        Surroundings { view: self.graph.view(), now: &self.now }
    }

    /// Looks now and then whether the statement is to stop.
    pub(crate) fn tick(&mut self) -> Outcome<()> {
        self.ticks = self.ticks.wrapping_add(1);
        if self.ticks.is_multiple_of(1024) { stopped(self.interrupt) } else { Ok(()) }
    }

    /// Calls on with an edge among those that the row in hand was made from.
    pub(crate) fn with_edge(&mut self, edge: EdgeId, call: impl FnOnce(&mut Self) -> Outcome<Flow>) -> Outcome<Flow> {
        if !self.cite {
            return call(self);
        }
        self.lineage.push(Cited::Edge(edge));
        let flow = call(self);
        self.lineage.pop();
        flow
    }

    /// Accounts for values that are kept until all rows have been seen.
    pub(crate) fn keep(&mut self, values: usize) -> Outcome<()> {
        self.kept += values;
        if self.kept <= self.limits.kept_values {
            return Ok(());
        }
        let message = format!("the query keeps more than {} values at once", self.limits.kept_values);
        let fault = Diagnostic::runtime(Class::Stopped, "MemoryLimit", message);
        Err(Box::new(fault.hint("narrow the pattern, or return fewer columns")))
    }
}

/// The rows of a statement.
#[derive(Default)]
pub(crate) struct Rows {
    pub(crate) rows: Vec<Vec<Value>>,
    pub(crate) lineage: Vec<Lineage>,
}

/// Runs a program to its end.
pub(crate) fn run(context: &mut Context<'_>) -> Outcome<Rows> {
    let program = context.program;
    let mut row: Row = vec![Value::Null; program.names.len()];
    let mut rows = Rows::default();
    let _ = operate::run(&program.plan, context, &mut row, &mut |context, row| {
        if program.columns.is_empty() {
            return Ok(Flow::Continue(()));
        }
        if rows.rows.len() >= context.limits.rows {
            return Err(too_many_rows(context.limits.rows));
        }
        context.keep(program.slots.len())?;
        rows.rows.push(program.slots.iter().map(|slot| row[*slot].clone()).collect());
        if context.cite {
            rows.lineage.push(Lineage::of(&context.lineage));
        }
        Ok(Flow::Continue(()))
    })?;
    Ok(rows)
}

fn too_many_rows(limit: usize) -> Box<Diagnostic> {
    let fault = Diagnostic::runtime(Class::Stopped, "RowLimit", format!("the query gives more than {limit} rows"));
    Box::new(fault.hint("add `LIMIT`, or allow more: `--max-rows N`, at the prompt `:set max-rows N`"))
}
