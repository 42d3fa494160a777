//! The ways in which a scenario's queries are answered. All must give what the TCK expects.

use std::sync::atomic::{AtomicUsize, Ordering};

use actant::diagnostic::Outcome;
use actant::session::{Answer, Rewrites, Session};
use actant::syntax::{parse, print};
use actant::value::Map;

use crate::naive::{beyond_it, in_place_of};
use crate::ways::frozen;

/// How a query gets its answer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    /// By the engine, with these rewrites.
    Engine(Rewrites),
    /// By the engine, the graph having been laid to rest before the query.
    Frozen,
    /// By the engine, as the printer writes it.
    Printed,
    /// By the naive evaluator, where the engine's binder finds nothing wrong.
    Naive,
}

/// How many scenarios the naive evaluator passed over, since it calls no procedures.
pub(crate) static PASSED_OVER: AtomicUsize = AtomicUsize::new(0);

impl Way {
    /// Every way, with its name; the engine as it is comes first.
    pub(crate) fn all() -> Vec<(&'static str, Way)> {
        let engine = crate::ways::ways().into_iter().map(|(name, rewrites)| (name, Way::Engine(rewrites)));
        engine
            .chain([
                ("frozen", Way::Frozen),
                ("printed and read again", Way::Printed),
                ("the naive evaluator", Way::Naive),
            ])
            .collect()
    }

    /// Makes the graph ready for the query under test.
    pub(crate) fn prepare(self, session: &mut Session) -> Result<(), String> {
        if matches!(self, Way::Frozen) {
            *session.graph_mut() = frozen(session.graph())?;
            // Without sources counts are not walked: the rewrites for that are tested so.
            session.cites = false;
        }
        Ok(())
    }

    pub(crate) fn run(self, session: &mut Session, query: &str, parameters: &Map) -> Outcome<Answer> {
        match self {
            Way::Engine(rewrites) => {
                session.rewrites = rewrites;
                session.run_with(query, parameters)
            }
            Way::Frozen => session.run_with(query, parameters),
            Way::Printed => session.run_with(&printed(query), parameters),
            Way::Naive => in_place_of(session, query, parameters),
        }
    }
}

/// The query as the printer writes it; what can't be read stays as it is.
fn printed(query: &str) -> String {
    parse(query).map_or_else(|_| query.to_owned(), |tree| print(&tree))
}

/// Whether the outcome only says that the naive evaluator does not do this.
pub(crate) fn passed_over(outcome: &Outcome<Answer>) -> bool {
    let beyond = beyond_it(outcome);
    if beyond {
        PASSED_OVER.fetch_add(1, Ordering::Relaxed);
    }
    beyond
}
