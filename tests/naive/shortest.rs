//! Shortest paths: for each length from the least on, all trails of just this length.

use std::collections::BTreeSet;

use actant::diagnostic::Outcome;
use actant::graph::View;
use actant::syntax::ast::{NodePattern, RelationshipPattern, Selector};
use actant::value::NodeId;

use super::Naive;
use super::pattern::{Trial, leg, several};

impl Naive {
    /// The shortest paths to each node that the pattern's end can be, as many as the selector wants.
    pub(super) fn shortest<'a>(
        &self,
        relationship: &'a RelationshipPattern,
        node: &'a NodePattern,
        trial: &Trial<'a>,
        selector: Selector,
    ) -> Outcome<Vec<Trial<'a>>> {
        let times = |times: u32| (times as usize).saturating_mul(several(relationship));
        let (least, most) = match relationship.length {
            Some(length) => (times(length.min.unwrap_or(1)), length.max.map_or(usize::MAX, times)),
            None => (1, 1),
        };
        let start = trial.path.nodes[trial.path.nodes.len() - 1];
        let most = most.min(self.graph.borrow().edge_count());
        let mut found = Vec::new();
        for end in self.candidates(node, &trial.row)? {
            let (paths, groups, most) = match selector {
                // From a node to itself these know the empty path and no other.
                Selector::Shortest => (1, 1, if end == start { 0 } else { most }),
                Selector::AllShortest => (usize::MAX, 1, if end == start { 0 } else { most }),
                Selector::ShortestPaths(count) => (count as usize, usize::MAX, most),
                Selector::ShortestGroups(count) => (usize::MAX, count as usize, most),
                Selector::All => (usize::MAX, usize::MAX, most),
            };
            let shortest = self.shortest_to(relationship, node, (least, most), (start, end), (paths, groups), trial)?;
            found.extend(shortest.into_iter().take(paths));
        }
        Ok(found)
    }

    /// Length by length, until there are so many paths, or paths of so many lengths.
    fn shortest_to<'a>(
        &self,
        relationship: &'a RelationshipPattern,
        node: &'a NodePattern,
        (least, most): (usize, usize),
        (start, end): (NodeId, NodeId),
        (paths, groups): (usize, usize),
        trial: &Trial<'a>,
    ) -> Outcome<Vec<Trial<'a>>> {
        let (mut all, mut lengths) = (Vec::new(), 0);
        for length in (least..=most).step_by(several(relationship)) {
            if !self.within(relationship, start, length)?.contains(&end) {
                continue;
            }
            let mut found = Vec::new();
            let from = trial.path.edges.len();
            self.trails(relationship, node, (length, length), from, trial.clone(), &mut found)?;
            found.retain(|trial| trial.path.nodes.last() == Some(&end));
            lengths += usize::from(!found.is_empty());
            all.append(&mut found);
            if all.len() >= paths || lengths >= groups {
                break;
            }
        }
        Ok(all)
    }

    /// The nodes at the ends of all walks of this length, so that no trail is looked for in vain.
    fn within(&self, relationship: &RelationshipPattern, start: NodeId, length: usize) -> Outcome<BTreeSet<NodeId>> {
        let mut ends = BTreeSet::from([start]);
        for walked in 0..length {
            self.tire()?;
            let next = |node: NodeId| self.edges_at(leg(relationship, walked), node).into_iter().map(|(_, to)| to);
            ends = ends.into_iter().flat_map(next).collect();
        }
        Ok(ends)
    }
}
