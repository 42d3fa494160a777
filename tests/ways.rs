//! The ways in which one query can be planned, and the layouts of its graph: all must give the same.

use actant::graph::Graph;
use actant::graph::frozen::{Bytes, Frozen};
use actant::session::{Rewrites, Session};

/// One way of planning.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way {
    pub(crate) name: &'static str,
    rewrites: Rewrites,
    /// Whether sources are asked for: counts that walk no edge have none.
    cites: bool,
}

impl Way {
    /// Makes the session plan in this way.
    pub(crate) fn set(self, session: &mut Session) {
        session.rewrites = self.rewrites;
        session.cite = self.cites;
    }
}

/// As the prompt plans; then without sources: all rewrites, none, and all but one.
pub(crate) fn ways() -> Vec<Way> {
    // A new rewrite must have a line below: taking the struct apart here sees to that.
    let Rewrites {
        order_patterns: _,
        seek_ids: _,
        push_conditions: _,
        count_without_walking: _,
        first_matches: _,
        top_rows: _,
        search_texts: _,
        read_columns: _,
        guide_walks: _,
        granted_labels: _,
    } = Rewrites::ALL;
    let without = |name, rewrites| Way { name, rewrites, cites: false };
    vec![
        Way { name: "with sources", rewrites: Rewrites::ALL, cites: true },
        without("all rewrites", Rewrites::ALL),
        without("no rewrites", Rewrites::NONE),
        without("no order_patterns", Rewrites { order_patterns: false, ..Rewrites::ALL }),
        without("no seek_ids", Rewrites { seek_ids: false, ..Rewrites::ALL }),
        without("no push_conditions", Rewrites { push_conditions: false, ..Rewrites::ALL }),
        without("no count_without_walking", Rewrites { count_without_walking: false, ..Rewrites::ALL }),
        without("no first_matches", Rewrites { first_matches: false, ..Rewrites::ALL }),
        without("no top_rows", Rewrites { top_rows: false, ..Rewrites::ALL }),
        without("no search_texts", Rewrites { search_texts: false, ..Rewrites::ALL }),
        without("no read_columns", Rewrites { read_columns: false, ..Rewrites::ALL }),
        without("no guide_walks", Rewrites { guide_walks: false, ..Rewrites::ALL }),
        without("no granted_labels", Rewrites { granted_labels: false, ..Rewrites::ALL }),
    ]
}

/// The graph at rest, in its other layout.
pub(crate) fn frozen(graph: &Graph) -> Result<Graph, String> {
    let frozen = Frozen::of_graph(graph, None).and_then(|sections| Frozen::open(Bytes::of(sections)));
    let frozen = frozen.map_err(|fault| format!("the graph can't be frozen: {fault}"))?;
    Ok(Graph::of_frozen(frozen, graph.schema().cloned()))
}
