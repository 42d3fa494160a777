//! A graph to the server and back.

use actant::bolt::{pull, push};
use actant::graph::document::write;
use actant::graph::{Graph, View};

use super::place;

/// A second push changes nothing, and what is pulled back is what was pushed, document by document.
#[test]
fn a_graph_comes_back_as_it_was_pushed() {
    let Some(place) = place("a_graph_comes_back_as_it_was_pushed") else { return };
    let graph = place.with_shipped();
    let again = push(&graph, &mut place.server(), &mut |_| {}).expect("the graph can be pushed again");
    assert_eq!((again.nodes, again.edges), (graph.node_count(), graph.edge_count()));
    assert_eq!(again.changes, 0);

    let mut back = Graph::new();
    graph.schema().cloned().into_iter().for_each(|schema| back.set_schema(schema));
    pull(&mut place.server(), &mut back, &mut |_, _| {}).expect("the graph can be pulled");
    let (before, after) = (write(&graph), write(&back));
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after, "{}", before.path);
    }
}

/// A change on either side is brought to what is here by the next push.
#[test]
fn a_push_mends_what_differs() {
    let Some(place) = place("a_push_mends_what_differs") else { return };
    let graph = place.with_shipped();
    let mut there = place.session();
    there.run("MATCH (n {id: 'kazakhstan'}) SET n.name = 'Qazaqstan'").expect("a property can be set");
    there.run("MATCH ({id: 'kazakhstan'})-[r:BORDERS]->() DELETE r").expect("relations can be deleted");
    let mended = push(&graph, &mut place.server(), &mut |_| {}).expect("the graph can be pushed");
    assert!(mended.changes > 0);
    let again = push(&graph, &mut place.server(), &mut |_| {}).expect("the graph can be pushed");
    assert_eq!(again.changes, 0);
}
