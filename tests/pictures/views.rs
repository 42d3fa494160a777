//! Figures to measure layouts on: every saved query that draws, and random views of the shipped graph.

use actant::cli::wiring;
use actant::figure::Figure;
use actant::graph::{Graph, View, Way};
use actant::repl::{Settings, Shell};
use actant::value::NodeId;

/// The figures of all saved queries that return something to draw, by their names.
pub(crate) fn saved() -> Vec<(String, Figure)> {
    let (session, _) = wiring::open(None, false).expect("the shipped graph opens");
    let queries = wiring::queries();
    let mut shell = Shell::new(session, queries.clone(), Settings::default());
    let mut figure = |name: &str| {
        let answer = shell.saved_answer(name).expect("every saved query runs");
        Figure::of_rows(shell.graph(), &answer).ok()
    };
    let names: Vec<String> = queries.into_iter().map(|query| query.name).collect();
    names.into_iter().filter_map(|name| figure(&name).map(|figure| (name, figure))).collect()
}

/// Views of 3 to 40 nodes, each grown from a random node along random relations, with all relations among
/// them: the same ones each time.
pub(crate) fn random(count: usize) -> Vec<(String, Figure)> {
    let (session, _) = wiring::open(None, false).expect("the shipped graph opens");
    let graph = session.graph();
    let mut nodes = Vec::new();
    graph.nodes(&mut nodes);
    let mut numbers = Numbers(1);
    (0..count).map(|turn| (format!("view {turn}"), view(graph, &nodes, &mut numbers))).collect()
}

fn view(graph: &Graph, nodes: &[NodeId], numbers: &mut Numbers) -> Figure {
    let size = 3 + numbers.below(38);
    let mut picked = vec![nodes[numbers.below(nodes.len())]];
    let mut rim = Vec::new();
    while picked.len() < size {
        graph.edges_of(picked[picked.len() - 1], Way::Both, &[], &mut rim);
        rim.retain(|(_, node)| !picked.contains(node));
        if rim.is_empty() {
            break;
        }
        picked.push(rim[numbers.below(rim.len())].1);
    }
    let mut edges = Vec::new();
    picked.iter().for_each(|node| graph.edges_of(*node, Way::Out, &[], &mut edges));
    let edges = edges.into_iter().filter(|(_, to)| picked.contains(to)).map(|(edge, _)| edge);
    Figure::of(graph, &picked, &edges.collect::<Vec<_>>())
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}
