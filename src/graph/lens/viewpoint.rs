//! What chosen sources bear out.
//!
//! A passage rests on the works it cites, or where it cites none, on the work it stands in. *Accepting* a
//! work accepts the passages that rest on it; *leaving it out* drops those that rest on nothing else. A
//! relation at a work or claim belongs to that work or claim, whatever its passages. A claim belongs to
//! the works that state it, to whoever argues it, and to its school.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Selection;
use crate::graph::{Evidence, LabelId, View, Way};
use crate::value::{EdgeId, NodeId};

/// A selection with all that belongs to it.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// The ids of the works.
    works: FxHashSet<Arc<str>>,
    /// The works themselves.
    nodes: FxHashSet<NodeId>,
    /// The claims.
    claims: FxHashSet<NodeId>,
}

impl Sources {
    /// All that a selection accepts: the works of its authors and schools, and every claim of any of them.
    pub(super) fn accepted(view: &dyn View, selection: &Selection) -> Sources {
        let mut sources = Sources::works(view, selection);
        for claim in labelled(view, "Claim") {
            let stated = ends(view, claim, Way::Out, "STATED_IN").iter().any(|work| sources.nodes.contains(work));
            let argued = ends(view, claim, Way::In, "ARGUES").iter().any(|who| selection.authors.contains(who));
            let of_school = ends(view, claim, Way::Out, "IN_SCHOOL").iter().any(|it| selection.schools.contains(it));
            if stated || argued || of_school {
                sources.claims.insert(claim);
            }
        }
        sources
    }

    /// All that falls with a selection: the works of its authors and schools, and the claims that nobody
    /// else states, argues or holds.
    pub(super) fn left_out(view: &dyn View, selection: &Selection) -> Sources {
        let mut sources = Sources::works(view, selection);
        let all = |found: Vec<NodeId>, falls: &dyn Fn(&NodeId) -> bool| !found.is_empty() && found.iter().all(falls);
        for claim in labelled(view, "Claim") {
            let stated = all(ends(view, claim, Way::Out, "STATED_IN"), &|work| sources.nodes.contains(work));
            let argued = all(ends(view, claim, Way::In, "ARGUES"), &|who| selection.authors.contains(who));
            let of_school = all(ends(view, claim, Way::Out, "IN_SCHOOL"), &|it| selection.schools.contains(it));
            if stated || argued || of_school {
                sources.claims.insert(claim);
            }
        }
        sources
    }

    fn works(view: &dyn View, selection: &Selection) -> Sources {
        let mut sources = Sources { works: selection.works.iter().cloned().collect(), ..Sources::default() };
        let scholars = selection.schools.iter().flat_map(|school| ends(view, *school, Way::In, "IN_SCHOOL"));
        let authors = scholars.chain(selection.authors.iter().copied());
        let written: Vec<NodeId> = authors.flat_map(|author| ends(view, author, Way::Out, "AUTHORED")).collect();
        sources.works.extend(written.iter().filter_map(|work| view.node_text(*work, "id")));
        sources.nodes = sources.works.iter().filter_map(|id| view.node_by_id(id)).collect();
        sources
    }

    /// Whether a node is one of the works or claims.
    pub(super) fn has(&self, node: NodeId) -> bool {
        self.nodes.contains(&node) || self.claims.contains(&node)
    }

    /// Whether a passage is accepted with these sources.
    pub(super) fn accepts(&self, passage: &Evidence) -> bool {
        grounds(passage).iter().any(|work| self.works.contains(work))
    }

    /// Whether a passage falls with these sources.
    pub(super) fn drops(&self, passage: &Evidence) -> bool {
        grounds(passage).iter().all(|work| self.works.contains(work))
    }
}

/// The works a passage rests on.
fn grounds(passage: &Evidence) -> &[Arc<str>] {
    if passage.citing.is_empty() { std::slice::from_ref(&passage.work) } else { &passage.citing }
}

/// A selection of what to accept and one of what to leave out, ready to judge.
#[derive(Debug)]
pub(super) struct Viewpoint {
    accept: Option<Sources>,
    without: Option<Sources>,
    claim: Option<LabelId>,
}

impl Viewpoint {
    pub(super) fn new(view: &dyn View, accept: &Selection, without: &Selection) -> Viewpoint {
        Viewpoint {
            accept: accept.names_sources().then(|| Sources::accepted(view, accept)),
            without: without.names_sources().then(|| Sources::left_out(view, without)),
            claim: view.symbols().find_label("Claim"),
        }
    }

    /// Whether every source is as good as any other.
    pub(super) fn is_everyone(&self) -> bool {
        self.accept.is_none() && self.without.is_none()
    }

    /// Whether a passage stands.
    pub(super) fn passes(&self, passage: &Evidence) -> bool {
        self.accept.as_ref().is_none_or(|sources| sources.accepts(passage))
            && !self.without.as_ref().is_some_and(|sources| sources.drops(passage))
    }

    /// Whether a relation stands, by its ends or by a passage.
    pub(super) fn edge_stands(&self, view: &dyn View, edge: EdgeId) -> bool {
        let (from, to) = view.ends(edge);
        let either = |sources: &Sources| sources.has(from) || sources.has(to);
        if self.without.as_ref().is_some_and(either) {
            return false;
        }
        let evidence = view.edge_evidence(edge);
        match &self.accept {
            Some(sources) if either(sources) => true,
            Some(_) if self.is_claim(view, from) || self.is_claim(view, to) => false,
            Some(_) => evidence.iter().any(|passage| self.passes(passage)),
            None => evidence.is_empty() || evidence.iter().any(|passage| self.passes(passage)),
        }
    }

    /// Whether a node stands by itself; another may stand by its relations.
    pub(super) fn node_stands(&self, view: &dyn View, node: NodeId) -> bool {
        let evidence = view.node_evidence(node);
        match &self.accept {
            Some(sources) if sources.has(node) => true,
            Some(_) if self.is_claim(view, node) => false,
            Some(_) | None => evidence.is_empty() || evidence.iter().any(|passage| self.passes(passage)),
        }
    }

    /// Whether a node falls whatever its relations.
    pub(super) fn node_falls(&self, node: NodeId) -> bool {
        self.without.as_ref().is_some_and(|sources| sources.has(node))
    }

    fn is_claim(&self, view: &dyn View, node: NodeId) -> bool {
        self.claim.is_some_and(|claim| view.has_label(node, claim))
    }
}

fn labelled(view: &dyn View, label: &str) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    if let Some(label) = view.symbols().find_label(label) {
        view.nodes_with_label(label, &mut nodes);
    }
    nodes
}

/// The nodes at the other ends of a node's relations of one type.
pub(super) fn ends(view: &dyn View, node: NodeId, way: Way, kind: &str) -> Vec<NodeId> {
    let Some(kind) = view.symbols().find_type(kind) else { return Vec::new() };
    let mut edges = Vec::new();
    view.edges_of(node, way, &[kind], &mut edges);
    edges.into_iter().map(|(_, other)| other).collect()
}
