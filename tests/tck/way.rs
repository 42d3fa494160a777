//! The ways in which a scenario's queries are answered. All must give what the TCK expects.

use std::sync::atomic::{AtomicUsize, Ordering};

use actant::diagnostic::Outcome;
use actant::graph::Graph;
use actant::session::{Answer, Session};
use actant::syntax::{parse, print};
use actant::value::Map;

use crate::naive::{beyond_it, in_place_of};
use crate::ways::{self, frozen};

/// How a query gets its answer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    /// By the engine, planned in this way.
    Engine(ways::Way),
    /// By the engine, the graph having been laid to rest before the query.
    Frozen,
    /// By the engine, as the printer writes it.
    Printed,
    /// By a server.
    #[cfg(feature = "bolt")]
    Server,
    /// By the naive evaluator, where the engine's binder finds nothing wrong.
    Naive,
}

/// How many scenarios the naive evaluator passed over, since it calls no procedures.
pub(crate) static PASSED_OVER: AtomicUsize = AtomicUsize::new(0);

impl Way {
    /// Every way, with its name; the engine as it is comes first.
    pub(crate) fn all() -> Vec<(&'static str, Way)> {
        #[cfg(feature = "bolt")]
        if super::server::address().is_some() {
            return vec![("a server", Way::Server)];
        }
        let engine = ways::ways().into_iter().map(|way| (way.name, Way::Engine(way)));
        engine
            .chain([
                ("frozen", Way::Frozen),
                ("printed and read again", Way::Printed),
                ("the naive evaluator", Way::Naive),
            ])
            .collect()
    }

    /// A session on an empty graph.
    pub(crate) fn session(self) -> Session {
        match self {
            #[cfg(feature = "bolt")]
            Way::Server => super::server::session(),
            Way::Engine(_) | Way::Frozen | Way::Printed | Way::Naive => Session::new(Graph::new()),
        }
    }

    /// Whether the answer is a server's: what it changed is not seen here, and its errors have other names.
    pub(crate) fn is_elsewhere(self) -> bool {
        match self {
            #[cfg(feature = "bolt")]
            Way::Server => true,
            Way::Engine(_) | Way::Frozen | Way::Printed | Way::Naive => false,
        }
    }

    /// Makes the graph ready for the query under test.
    pub(crate) fn prepare(self, session: &mut Session) -> Result<(), String> {
        if matches!(self, Way::Frozen) {
            session.cite = false;
            *session.graph_mut() = frozen(session.graph())?;
            // Without sources counts are not walked: the rewrites for that are tested so.
            session.cite = false;
        }
        Ok(())
    }

    pub(crate) fn run(self, session: &mut Session, query: &str, parameters: &Map) -> Outcome<Answer> {
        match self {
            Way::Engine(way) => {
                way.set(session);
                session.run_with(query, parameters)
            }
            #[cfg(feature = "bolt")]
            Way::Server => session.run_with(query, parameters),
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
