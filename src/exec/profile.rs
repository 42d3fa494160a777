//! `PROFILE`: rows, accesses to the graph and time of each operator, measured from outside. An operator
//! begins where it is run and where a row is handed back to it, and ends where it hands a row on; so
//! what is measured is its own share, without its input's and without what becomes of its rows.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;

use super::operate::carry_out;
use super::{Context, Flow, Row, Sink};
use crate::diagnostic::Outcome;
use crate::plan::{Measure, Plan};

/// What is measured while a statement runs.
pub(crate) struct Profile {
    clock: fn() -> Instant,
    hits: Rc<Cell<u64>>,
    /// The number of each operator, by where it lies: a plan does not move while it runs.
    numbers: FxHashMap<usize, usize>,
    measures: Vec<Measure>,
    /// The operator at work, since when, and how many hits there had been.
    current: usize,
    since: Instant,
    before: u64,
}

/// The number of what takes the rows of the last operator.
const RESULT: usize = 0;

impl Profile {
    /// Begins to measure with a clock and a count of hits that others keep.
    pub(crate) fn new(clock: fn() -> Instant, hits: Rc<Cell<u64>>) -> Profile {
        let (numbers, measures) = (FxHashMap::default(), vec![Measure::default()]);
        Profile { clock, hits, numbers, measures, current: RESULT, since: clock(), before: 0 }
    }

    /// What was measured of an operator.
    pub(crate) fn of(&self, plan: &Plan) -> Measure {
        self.numbers.get(&place(plan)).map_or_else(Measure::default, |number| self.measures[*number])
    }

    fn number(&mut self, plan: &Plan) -> usize {
        let next = self.measures.len();
        let number = *self.numbers.entry(place(plan)).or_insert(next);
        if number == next {
            self.measures.push(Measure::default());
        }
        number
    }

    /// Another operator goes to work; gives the one that did until now.
    fn switch(&mut self, to: usize) -> usize {
        let (now, hits) = ((self.clock)(), self.hits.get());
        let measure = &mut self.measures[self.current];
        measure.time += now.duration_since(self.since);
        measure.hits += hits - self.before;
        (self.since, self.before) = (now, hits);
        std::mem::replace(&mut self.current, to)
    }
}

fn place(plan: &Plan) -> usize {
    std::ptr::from_ref(plan) as usize
}

/// Does nothing where nothing is measured.
fn switch(context: &mut Context<'_>, to: usize) {
    if let Some(profile) = &mut context.profile {
        profile.switch(to);
    }
}

/// Runs an operator and measures it.
pub(super) fn run(plan: &Plan, context: &mut Context<'_>, row: &mut Row, sink: Sink<'_>) -> Outcome<Flow> {
    let Some(profile) = &mut context.profile else { return carry_out(plan, context, row, sink) };
    let own = profile.number(plan);
    let taker = profile.switch(own);
    let done = carry_out(plan, context, row, &mut |context, row| {
        if let Some(profile) = &mut context.profile {
            profile.measures[own].rows += 1;
            profile.switch(taker);
        }
        let flow = sink(context, row);
        switch(context, own);
        flow
    });
    switch(context, taker);
    done
}

/// A measure of nothing.
impl Default for Measure {
    fn default() -> Measure {
        Measure { rows: 0, hits: 0, time: Duration::ZERO }
    }
}
