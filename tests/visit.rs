//! Algorithms of petgraph, and of rustworkx-core, which builds on its traits, on the frozen layout, against each other and
//! what queries answer.

use std::collections::{BTreeMap, BTreeSet};

use actant::files;
use actant::graph::frozen::{Bytes, Frozen};
use actant::graph::{Graph, View};
use actant::session::Session;
use actant::value::{NodeId, Value};
use petgraph::Direction;
use petgraph::algo::{connected_components, dijkstra, is_cyclic_directed, kosaraju_scc, tarjan_scc, toposort};
use petgraph::visit::{
    Bfs, EdgeFiltered, EdgeRef, IntoEdgeReferences, IntoEdges, IntoEdgesDirected, IntoNodeIdentifiers, NodeFiltered,
    NodeIndexable, Reversed, Walker,
};
use rustworkx_core::centrality::closeness_centrality;

fn frozen() -> Frozen {
    Frozen::open(Bytes::Static(files::embedded_layout())).expect("it was just built")
}

/// Rows of two integers, or of a node and an integer.
fn pairs(query: &str) -> BTreeMap<NodeId, i64> {
    let mut session = Session::new(Graph::of_frozen(frozen(), None));
    let answer = session.run(query).unwrap_or_else(|fault| panic!("{query}: {fault}"));
    let pair = |row: &Vec<Value>| match (&row[0], &row[1]) {
        (Value::Node(node), Value::Integer(number)) => (*node, *number),
        other => panic!("{query}: expected a node and an integer, found {other:?}"),
    };
    answer.rows.iter().map(pair).collect()
}

#[test]
fn distances_are_the_lengths_of_shortest_paths() {
    let graph = frozen();
    let start = graph.node_by_id("kazakhstan").expect("it is in the graph");
    let walked: BTreeMap<NodeId, i64> = dijkstra(&graph, start, None, |_| 1).into_iter().collect();
    let mut asked = pairs(
        "MATCH (a:State {id: 'kazakhstan'}), (b) WHERE b <> a MATCH p = shortestPath((a)-[*]->(b)) RETURN b, length(p)",
    );
    asked.insert(start, 0);
    assert!(walked.len() > 100, "only {} nodes were reached", walked.len());
    assert_eq!(walked, asked);
    assert_eq!(Bfs::new(&graph, start).iter(&graph).count(), walked.len());
}

#[test]
fn edges_at_a_node_are_as_many_as_a_query_counts() {
    let graph = frozen();
    for (direction, arrow) in [(Direction::Outgoing, "-[r]->"), (Direction::Incoming, "<-[r]-")] {
        let walked: BTreeMap<NodeId, i64> = (&graph)
            .node_identifiers()
            .map(|node| (node, (&graph).edges_directed(node, direction).count() as i64))
            .filter(|(_, count)| *count > 0)
            .collect();
        assert_eq!(walked, pairs(&format!("MATCH (n){arrow}() RETURN n, count(r)")));
    }
    let ends_as_stored = |edge: &<&Frozen as IntoEdgeReferences>::EdgeRef| {
        graph.ends(edge.id()) == (edge.source(), edge.target()) && graph.edge_type(edge.id()) == *edge.weight()
    };
    assert_eq!((&graph).edge_references().filter(ends_as_stored).count(), View::edge_count(&graph));
}

#[test]
fn cycles_are_found_where_the_layout_says_there_may_be_some() {
    let graph = frozen();
    for (kind, name) in graph.symbols().relationship_types() {
        let only = EdgeFiltered::from_fn(&graph, |edge| *edge.weight() == kind);
        let cyclic = is_cyclic_directed(&only);
        assert_eq!(cyclic, !graph.is_acyclic(kind), "{name}");
        assert_eq!(cyclic, toposort(&only, None).is_err(), "{name}");
    }
}

#[test]
fn components_agree_with_each_other_and_with_walks() {
    let graph = frozen();
    assert_eq!(tarjan_scc(&graph).len(), kosaraju_scc(&graph).len());
    let start = graph.node_by_id("kazakhstan").expect("it is in the graph");
    let around = pairs("MATCH (a {id: 'kazakhstan'}), (b) MATCH p = ANY SHORTEST (a)-[*0..]-(b) RETURN b, length(p)");
    // What walks from Kazakhstan don't reach has no edge to what they do.
    let rest = NodeFiltered::from_fn(&graph, |node| !around.contains_key(&node));
    let apart = (&rest).node_identifiers().count();
    assert_eq!(apart + around.len(), View::node_count(&graph));
    assert!(around.contains_key(&start));
    let crossing = (&graph).edge_references();
    assert_eq!(
        crossing.filter(|edge| around.contains_key(&edge.source()) != around.contains_key(&edge.target())).count(),
        0
    );
    let within = (&rest).node_identifiers().map(|node| (&rest).edges(node).count()).sum::<usize>();
    assert_eq!(connected_components(&graph) == 1, apart == 0 && within == 0);
}

/// Closeness is how many nodes lead to one, by the sum of their distances (Freeman 1978); here over petgraph's distances,
/// against the edges.
#[test]
fn closeness_of_another_crate_is_that_of_distances() {
    let graph = frozen();
    let scores = closeness_centrality(&graph, false, usize::MAX);
    assert_eq!(scores.len(), View::node_count(&graph));
    let mut told = 0;
    for node in (&graph).node_identifiers() {
        let distances = dijkstra(Reversed(&graph), node, None, |_| 1_u32);
        let sum: u32 = distances.values().sum();
        let wanted = if sum == 0 { 0.0 } else { (distances.len() - 1) as f64 / f64::from(sum) };
        let score = scores[NodeIndexable::to_index(&graph, node)].unwrap_or(f64::NAN);
        assert!((score - wanted).abs() < 1e-9, "{node:?}: {score} instead of {wanted}");
        told += usize::from(score > 0.0);
    }
    assert!(told > 100, "only {told} nodes have any");
}

/// Two crates and a query find the same components.
#[test]
fn components_of_another_crate_are_those_of_walks() {
    let graph = frozen();
    let components = rustworkx_core::connectivity::connected_components(&graph);
    assert_eq!(components.len(), connected_components(&graph));
    assert_eq!(components.iter().map(|nodes| nodes.len()).sum::<usize>(), View::node_count(&graph));
    let around = pairs("MATCH (a {id: 'kazakhstan'}), (b) MATCH p = ANY SHORTEST (a)-[*0..]-(b) RETURN b, length(p)");
    let start = graph.node_by_id("kazakhstan").expect("it is in the graph");
    let own = components.iter().find(|nodes| nodes.contains(&start)).expect("each node is in one");
    assert_eq!(own.iter().copied().collect::<BTreeSet<_>>(), around.into_keys().collect());
}
