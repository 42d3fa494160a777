//! The ways in which one query can be planned, and the layouts of its graph: all must give the same.

use actant::graph::Graph;
use actant::graph::frozen::Frozen;
use actant::session::Rewrites;

/// All rewrites, none, and all but one.
pub(crate) fn ways() -> Vec<(&'static str, Rewrites)> {
    // A new rewrite must have a line below: taking the struct apart here sees to that.
    let Rewrites { order_patterns: _, seek_ids: _, push_conditions: _ } = Rewrites::ALL;
    vec![
        ("all rewrites", Rewrites::ALL),
        ("no rewrites", Rewrites::NONE),
        ("no order_patterns", Rewrites { order_patterns: false, ..Rewrites::ALL }),
        ("no seek_ids", Rewrites { seek_ids: false, ..Rewrites::ALL }),
        ("no push_conditions", Rewrites { push_conditions: false, ..Rewrites::ALL }),
    ]
}

/// The graph at rest, in its other layout.
pub(crate) fn frozen(graph: &Graph) -> Result<Graph, String> {
    let frozen = Frozen::of_graph(graph, None).map_err(|fault| format!("the graph can't be frozen: {fault}"))?;
    Ok(Graph::of_frozen(frozen, graph.schema().cloned()))
}
