//! A server's graph, brought back as it was pushed.

use std::collections::BTreeSet;

use super::server::Server;
use crate::diagnostic::Outcome;
use crate::graph::{Evidence, Graph, KeyId, PropertyKind, Schema, View, Way};
use crate::session::Session;
use crate::value::{Map, Value};

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

/// What a query gives, and what that names: the works it rests on and cites, and nodes that properties are of. The session
/// asks a server.
///
/// # Errors
/// As the server says, or where the query is none.
pub fn pull_rows(session: &mut Session, query: &str, schema: Option<&Schema>) -> Outcome<Graph> {
    session.cite = false;
    session.run(query)?;
    let mut asked = BTreeSet::new();
    loop {
        let wanted: Vec<String> = named(session.graph(), schema).into_iter().filter(|id| !asked.contains(id)).collect();
        if wanted.is_empty() {
            return Ok(session.graph().clone());
        }
        let ids = Value::list(wanted.iter().map(Value::string).collect());
        session.run_with("MATCH (n) WHERE n.id IN $ids RETURN n", &Map::from([("ids".into(), ids)]))?;
        asked.extend(wanted);
    }
}

/// The ids that records name and that none of the nodes has. O(nodes + edges).
fn named(graph: &Graph, schema: Option<&Schema>) -> BTreeSet<String> {
    let rules = schema.into_iter().flat_map(|schema| &schema.properties);
    let ends = rules.filter(|rule| rule.kind == PropertyKind::Node);
    let ends: Vec<_> = ends.filter_map(|rule| graph.symbols().find_key(&rule.name)).collect();
    let mut found = BTreeSet::new();
    let mut take = |evidence: &[Evidence], value: &dyn Fn(KeyId) -> Value| {
        let works = evidence.iter().flat_map(|piece| piece.citing.iter().chain([&piece.work])).map(ToString::to_string);
        found.extend(works.chain(ends.iter().filter_map(|key| Some(value(*key).as_str()?.to_owned()))));
    };
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    graph.nodes(&mut nodes);
    for node in nodes {
        take(&graph.node_evidence(node), &|key| graph.node_property(node, key));
        graph.edges_of(node, Way::Out, &[], &mut edges);
    }
    for (edge, _) in edges {
        take(&graph.edge_evidence(edge), &|key| graph.edge_property(edge, key));
    }
    found.retain(|id| graph.node_by_id(id).is_none());
    found
}
