//! A server's graph, brought back as it was pushed.

use super::server::Server;
use crate::diagnostic::Outcome;
use crate::graph::{Graph, View};

/// Reads every node and every relation. O(nodes + relations), in time and in memory here.
///
/// # Errors
/// As the server says.
pub fn pull(server: &mut Server, graph: &mut Graph, progress: &mut dyn FnMut(usize, usize)) -> Outcome<()> {
    for text in ["MATCH (n) RETURN n", "MATCH ()-[r]->() RETURN r"] {
        let mut rows = 0_usize;
        server.each(text, &Default::default(), |mirror, record| {
            mirror.value(graph, record)?;
            rows += 1;
            if rows.is_multiple_of(10_000) {
                progress(graph.node_count(), graph.edge_count());
            }
            Ok(())
        })?;
        // What was read is no change that anybody could save or undo, and so many need not be kept.
        graph.forget_changes();
    }
    progress(graph.node_count(), graph.edge_count());
    Ok(())
}
