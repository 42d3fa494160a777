//! The ways in which one query can be planned, and the layouts of its graph: all must give the same.

use actant::graph::Graph;
use actant::graph::frozen::{Bytes, Frozen};
use actant::session::Rewrites;

/// All rewrites, none, and all but one.
pub(crate) fn ways() -> Vec<(&'static str, Rewrites)> {
    // A new rewrite must have a line below: taking the struct apart here sees to that.
    let Rewrites {
        order_patterns: _,
        seek_ids: _,
        push_conditions: _,
        count_without_walking: _,
        first_matches: _,
        top_rows: _,
        search_texts: _,
        granted_labels: _,
    } = Rewrites::ALL;
    vec![
        ("all rewrites", Rewrites::ALL),
        ("no rewrites", Rewrites::NONE),
        ("no order_patterns", Rewrites { order_patterns: false, ..Rewrites::ALL }),
        ("no seek_ids", Rewrites { seek_ids: false, ..Rewrites::ALL }),
        ("no push_conditions", Rewrites { push_conditions: false, ..Rewrites::ALL }),
        ("no count_without_walking", Rewrites { count_without_walking: false, ..Rewrites::ALL }),
        ("no first_matches", Rewrites { first_matches: false, ..Rewrites::ALL }),
        ("no top_rows", Rewrites { top_rows: false, ..Rewrites::ALL }),
        ("no search_texts", Rewrites { search_texts: false, ..Rewrites::ALL }),
        ("no granted_labels", Rewrites { granted_labels: false, ..Rewrites::ALL }),
    ]
}

/// The graph at rest, in its other layout.
pub(crate) fn frozen(graph: &Graph) -> Result<Graph, String> {
    let frozen = Frozen::of_graph(graph, None).and_then(|sections| Frozen::open(Bytes::of(sections)));
    let frozen = frozen.map_err(|fault| format!("the graph can't be frozen: {fault}"))?;
    Ok(Graph::of_frozen(frozen, graph.schema().cloned()))
}
