//! Graph algorithms that queries can call: `CALL algo.…`.

use super::{Procedure, Signature};
use crate::diagnostic::{Class, Diagnostic, Outcome, nearest};
use crate::graph::frozen::in_parallel;
use crate::graph::{LabelId, TypeId, View, Way};
use crate::value::{NodeId, Value};

/// `CALL algo.pagerank('Work', 'CITES', 0.85, 20) YIELD node, score`
///
/// The probability of being at a node for someone who follows the edges of a type from node to node and now
/// and then begins anew anywhere (Brin and Page 1998); who comes to a node without such an edge begins anew.
/// The scores of all nodes of the label sum to 1. O(iterations * edges).
pub(super) fn page_rank() -> Procedure {
    let named = |name: &str, kind: &str| (name.to_string(), kind.to_string());
    let arguments = vec![
        named("label", "STRING"),
        named("type", "STRING"),
        named("damping", "FLOAT"),
        named("iterations", "INTEGER"),
    ];
    let columns = vec![named("node", "NODE"), named("score", "FLOAT")];
    Procedure::code(Signature { name: "algo.pagerank".into(), arguments, columns }, |view, arguments| {
        let ranks = ranks(view, arguments)?;
        Ok(ranks.into_iter().map(|(node, score)| vec![Value::Node(node), Value::Float(score)]).collect())
    })
}

fn ranks(view: &dyn View, arguments: &[Value]) -> Outcome<Vec<(NodeId, f64)>> {
    let [label, kind, damping, iterations] = arguments else { return Ok(Vec::new()) };
    let label = find_label(view, label)?;
    let kind = find_type(view, kind)?;
    let damping = damping.as_number().filter(|damping| (0.0..=1.0).contains(damping));
    let damping = damping.ok_or_else(|| wrong("the damping", "a number from 0.0 to 1.0"))?;
    let iterations = iterations.as_integer().filter(|iterations| (0..=10_000).contains(iterations));
    let iterations = iterations.ok_or_else(|| wrong("the iterations", "an integer from 0 to 10000"))?;
    let mut nodes = Vec::new();
    view.nodes_with_label(label, &mut nodes);
    let graph = Links::of(view, &nodes, kind);
    Ok(nodes.into_iter().zip(graph.rank(damping, iterations)).collect())
}

fn wrong(what: &str, expected: &str) -> Box<Diagnostic> {
    let message = format!("{what} of `algo.pagerank` must be {expected}");
    Box::new(Diagnostic::runtime(Class::ArgumentError, "InvalidArgumentValue", message))
}

fn find_label(view: &dyn View, name: &Value) -> Outcome<LabelId> {
    let name = name.as_str().unwrap_or_default();
    let known = || view.symbols().labels().map(|(_, name)| &**name);
    view.symbols().find_label(name).ok_or_else(|| unknown("label", name, nearest(name, known())))
}

fn find_type(view: &dyn View, name: &Value) -> Outcome<TypeId> {
    let name = name.as_str().unwrap_or_default();
    let known = || view.symbols().relationship_types().map(|(_, name)| &**name);
    view.symbols().find_type(name).ok_or_else(|| unknown("relationship type", name, nearest(name, known())))
}

fn unknown(what: &str, name: &str, near: Option<&str>) -> Box<Diagnostic> {
    let message = format!("the graph has no {what} `{name}`");
    let hint = near.map(|near| format!("did you mean `{near}`?"));
    Box::new(Diagnostic::runtime(Class::ArgumentError, "InvalidArgumentValue", message).hint_if(hint))
}

/// For each node of a set the nodes of the set that link to it, and how many it links to itself.
struct Links {
    starts: Vec<u32>,
    sources: Vec<u32>,
    degrees: Vec<u32>,
}

impl Links {
    fn of(view: &dyn View, nodes: &[NodeId], kind: TypeId) -> Links {
        let mut places = vec![u32::MAX; nodes.iter().map(|node| node.0 as usize + 1).max().unwrap_or(0)];
        for (place, node) in nodes.iter().enumerate() {
            places[node.0 as usize] = place as u32;
        }
        let (mut starts, mut sources, mut degrees) = (vec![0], Vec::new(), vec![0; nodes.len()]);
        let mut link = |source: u32| {
            let place = places.get(source as usize).copied().unwrap_or(u32::MAX);
            if place != u32::MAX {
                sources.push(place);
                degrees[place as usize] += 1;
            }
            sources.len() as u32
        };
        let rows = view.adjacency(Way::In, kind);
        let mut edges = Vec::new();
        for node in nodes {
            let before = starts[starts.len() - 1];
            let end = match &rows {
                Some(rows) => rows.nodes_of(node.0).iter().fold(before, |_, source| link(*source)),
                None => {
                    edges.clear();
                    view.edges_of(*node, Way::In, &[kind], &mut edges);
                    edges.iter().fold(before, |_, (_, source)| link(source.0))
                }
            };
            starts.push(end);
        }
        Links { starts, sources, degrees }
    }

    fn rank(&self, damping: f64, iterations: i64) -> Vec<f64> {
        let count = self.degrees.len();
        let mut scores = vec![1.0 / count.max(1) as f64; count];
        let mut shares = vec![0.0; count];
        for _ in 0..iterations {
            let mut lost = 0.0;
            for ((share, score), degree) in shares.iter_mut().zip(&scores).zip(&self.degrees) {
                match degree {
                    0 => (*share, lost) = (0.0, lost + score),
                    degree => *share = score / f64::from(*degree),
                }
            }
            let base = (1.0 - damping + damping * lost) / count as f64;
            let score = |part: (&mut [f64], &[u32])| {
                for (score, ends) in part.0.iter_mut().zip(part.1.windows(2)) {
                    let row = &self.sources[ends[0] as usize..ends[1] as usize];
                    *score = base + damping * row.iter().map(|source| shares[*source as usize]).sum::<f64>();
                }
            };
            in_parallel(self.parts(&mut scores), score);
        }
        scores
    }

    /// The scores with where their rows begin: in one part, or where there is much to do in several that have
    /// about as many links each.
    fn parts<'s>(&'s self, scores: &'s mut [f64]) -> Vec<(&'s mut [f64], &'s [u32])> {
        const LINKS: usize = 100_000;
        let many = self.sources.len() > LINKS;
        // More parts than threads: whoever is done first takes the next.
        let count = if many { 4 * std::thread::available_parallelism().map_or(1, |threads| threads.get()) } else { 1 };
        let share = self.sources.len() / count;
        let (mut parts, mut left, mut begun) = (Vec::new(), scores, 0);
        for part in 1..=count {
            let end = if part == count {
                begun + left.len()
            } else {
                self.starts.partition_point(|start| (*start as usize) < part * share).clamp(begun, begun + left.len())
            };
            let (own, rest) = left.split_at_mut(end - begun);
            parts.push((own, &self.starts[begun..=end]));
            (left, begun) = (rest, end);
        }
        parts
    }
}
