//! From a graph to a figure.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::compare::Shown;
use super::select::{Selection, among};
use super::side;
use super::words::Teller;
use super::{Edge, Figure, LeftOut, Legend, Node, span, style, words};
use crate::diagnostic::Outcome;
use crate::graph::{Graph, Schema, View, Way};
use crate::session::Answer;
use crate::value::{EdgeId, NodeId};

/// The type of the edges that lead from a scholar or a claim to its school.
const IN_SCHOOL: &str = "IN_SCHOOL";

impl Figure {
    /// The whole graph. O(n log n) in its records.
    pub fn whole(graph: &Graph) -> Figure {
        let schema = graph.schema().map(|schema| &**schema);
        let title = schema.map_or("", |schema| &schema.name);
        Builder { view: graph, schema, compared: None }.figure(&Selection::whole(graph)).titled(title)
    }

    /// These nodes and edges, and the nodes at the ends of the edges.
    pub fn of(graph: &Graph, nodes: &[NodeId], edges: &[EdgeId]) -> Figure {
        Figure::of_view(graph, graph.schema().map(|schema| &**schema), nodes, edges)
    }

    /// These nodes and edges of any view of a graph, and the nodes at the ends of the edges.
    pub fn of_view(view: &dyn View, schema: Option<&Schema>, nodes: &[NodeId], edges: &[EdgeId]) -> Figure {
        Builder { view, schema, compared: None }.figure(&Selection::of(view, nodes, edges))
    }

    /// What lies within `depth` steps of a node, whichever way the edges point, with all edges among it.
    pub fn around(graph: &Graph, node: NodeId, depth: usize) -> Figure {
        let schema = graph.schema().map(|schema| &**schema);
        let builder = Builder { view: graph, schema, compared: None };
        let figure = builder.figure(&Selection::around(graph, node, depth));
        let steps = if depth == 1 { "1 step".into() } else { format!("{depth} steps") };
        figure.titled(format!("{}, {steps} around", words::name(graph, node)))
    }

    /// The nodes, relationships and paths in the rows of an answer, also those inside lists and maps,
    /// and the nodes at the ends of the relationships.
    ///
    /// # Errors
    /// Where the rows hold none of them.
    pub fn of_rows(graph: &Graph, answer: &Answer) -> Outcome<Figure> {
        let selection = Selection::of_rows(graph, answer)?;
        let schema = graph.schema().map(|schema| &**schema);
        Ok(Builder { view: graph, schema, compared: None }.figure(&selection))
    }

    /// What the rows of a comparison hold. The first column says by one of three texts where a row is: only in
    /// the first view, only in the second, in both; the line of a relation shows it.
    ///
    /// # Errors
    /// Where the rows hold no nodes, relationships or paths.
    pub fn of_sides(graph: &Graph, answer: &Answer, places: &[String; 3]) -> Outcome<Figure> {
        let selection = Selection::of_rows(graph, answer)?;
        let schema = graph.schema().map(|schema| &**schema);
        let names = [0, 1].map(|at: usize| places[at].trim_start_matches("only "));
        let compared = Some((side::of_rows(answer, places), names));
        let figure = Builder { view: graph, schema, compared }.figure(&selection);
        Ok(figure.titled(names.join(", ")).tell_views(names))
    }
}

struct Builder<'a> {
    view: &'a dyn View,
    schema: Option<&'a Schema>,
    /// Where two views are compared: which of them shows an edge, and what they are called.
    compared: Option<(BTreeMap<EdgeId, Shown>, [&'a str; 2])>,
}

impl Builder<'_> {
    fn figure(&self, selection: &Selection) -> Figure {
        let home = self.home(selection);
        let caption = home.as_ref().map(|work| self.sections_of(work));
        let teller = Teller { view: self.view, home };
        let keyed = self.keyed(&selection.nodes);
        let nodes: Vec<Node> = keyed.iter().map(|(key, node)| self.node(&teller, *node, key)).collect();
        let places = keyed.iter().enumerate().map(|(place, (_, node))| (*node, place)).collect();
        let edges = self.edges(&teller, &selection.edges, &nodes, &places);
        Figure {
            title: String::new(),
            caption: caption.into_iter().collect(),
            legend: Legend::of(self.schema, &nodes, &edges),
            left_out: self.left_out(selection),
            references: teller.references(&edges),
            nodes,
            edges,
        }
    }

    /// The work that most passages behind the edges are from.
    fn home(&self, selection: &Selection) -> Option<Arc<str>> {
        let mut counts: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        let nodes = selection.nodes.iter().flat_map(|node| self.view.node_evidence(*node).into_owned());
        let edges = selection.edges.iter().flat_map(|edge| self.view.edge_evidence(*edge).into_owned());
        nodes.chain(edges).for_each(|evidence| *counts.entry(evidence.work).or_default() += 1);
        let most = counts.values().copied().max()?;
        counts.into_iter().find(|(_, count)| *count == most).map(|(work, _)| work)
    }

    fn sections_of(&self, work: &str) -> String {
        let name = self.view.node_by_id(work).map_or_else(|| work.into(), |node| words::name(self.view, node));
        format!("§: sections of “{name}”")
    }

    /// The nodes in the order of their keys. Nodes without an id, and second ones, get a made-up one.
    fn keyed(&self, nodes: &BTreeSet<NodeId>) -> Vec<(String, NodeId)> {
        let mut taken = BTreeMap::new();
        for node in nodes {
            let own = self.view.node_text(*node, "id").map_or_else(|| format!("n{}", node.0), |id| id.to_string());
            let mut key = own.clone();
            let mut turn = 1;
            while taken.contains_key(&key) {
                turn += 1;
                key = format!("{own}~{turn}");
            }
            taken.insert(key, *node);
        }
        taken.into_iter().collect()
    }

    fn labels(&self, node: NodeId) -> Vec<String> {
        let names = self.view.labels(node).iter().map(|label| self.view.symbols().label_name(*label).to_string());
        let mut labels: Vec<String> = names.collect();
        let rank = |label: &String| {
            let rules = self.schema.map_or(&[][..], |schema| &schema.labels);
            rules.iter().position(|rule| rule.label == *label).unwrap_or(usize::MAX)
        };
        labels.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.cmp(b)));
        labels
    }

    fn node(&self, teller: &Teller<'_>, node: NodeId, key: &str) -> Node {
        let labels = self.labels(node);
        let (shape, fill) = style::node(self.schema, &labels);
        let name = words::name(self.view, node);
        Node {
            key: key.into(),
            tooltip: teller.node(node, &name, &labels),
            kind: self.view.node_text(node, "kind").map(|kind| kind.to_string()),
            url: words::url(self.view, node),
            aliases: words::texts(self.view, node, "aliases"),
            schools: self.schools(node),
            years: span::of_node(self.view, self.schema, node, &labels),
            labels,
            name,
            shape,
            fill,
        }
    }

    fn edges(
        &self,
        teller: &Teller<'_>,
        edges: &BTreeSet<EdgeId>,
        nodes: &[Node],
        places: &BTreeMap<NodeId, usize>,
    ) -> Vec<Edge> {
        let mut drawn: Vec<Edge> = edges.iter().filter_map(|edge| self.edge(teller, *edge, nodes, places)).collect();
        drawn.sort_by(|a, b| {
            (a.from, &a.kind, a.to, &a.tooltip, &a.status).cmp(&(b.from, &b.kind, b.to, &b.tooltip, &b.status))
        });
        let mut turn = 0;
        for at in 0..drawn.len() {
            let same = at > 0 && same_triple(&drawn[at - 1], &drawn[at]);
            turn = if same { turn + 1 } else { 1 };
            let edge = &mut drawn[at];
            edge.key = format!("{} {} {} {turn}", nodes[edge.from].key, edge.kind, nodes[edge.to].key);
        }
        drawn
    }

    fn edge(
        &self,
        teller: &Teller<'_>,
        edge: EdgeId,
        nodes: &[Node],
        places: &BTreeMap<NodeId, usize>,
    ) -> Option<Edge> {
        let (from, to) = self.view.ends(edge);
        let (from, to) = (*places.get(&from)?, *places.get(&to)?);
        let kind = self.view.symbols().type_name(self.view.edge_type(edge)).to_string();
        let status = self.view.edge_text(edge, "status").map(|status| status.to_string());
        let mut line = style::line(self.schema, &kind);
        let mut label = words::of_type(self.schema, &kind);
        let mut sentence = format!("{} {label} {}", nodes[from].name, nodes[to].name);
        if let Some(detail) = words::detail(self.view, self.schema, edge, &kind) {
            label.push_str(&format!(": {detail}"));
        }
        if let Some(status) = &status {
            line = style::with_status(line, self.schema, status);
            if let Some(says) = style::status_words(self.schema, status) {
                [&mut label, &mut sentence].into_iter().for_each(|text| text.push_str(&format!(" ({says})")));
            }
        }
        let tooltip = teller.edge(edge, sentence);
        let sources = teller.sources(edge);
        let years = span::of_edge(self.view, self.schema, edge, &kind);
        let passages = teller.noted(edge);
        let key = String::new();
        let drawn = Edge { key, from, to, kind, label, status, view: None, line, tooltip, sources, passages, years };
        let mark = self.compared.as_ref().and_then(|(shown, names)| Some((*shown.get(&edge)?, *names)));
        Some(match mark {
            Some((shown, names)) => shown.mark(drawn, names),
            None => drawn,
        })
    }

    /// The names of the schools that a node belongs to.
    fn schools(&self, node: NodeId) -> Vec<String> {
        let Some(kind) = self.view.symbols().find_type(IN_SCHOOL) else { return Vec::new() };
        let mut schools = Vec::new();
        self.view.edges_of(node, Way::Out, &[kind], &mut schools);
        let mut names: Vec<String> = schools.into_iter().map(|(_, school)| words::name(self.view, school)).collect();
        names.sort();
        names.dedup();
        names
    }

    fn left_out(&self, selection: &Selection) -> LeftOut {
        let among = among(self.view, &selection.nodes);
        LeftOut {
            nodes: self.view.node_count().saturating_sub(selection.nodes.len()),
            edges: self.view.edge_count().saturating_sub(selection.edges.len()),
            edges_among: among.difference(&selection.edges).count(),
        }
    }
}

fn same_triple(a: &Edge, b: &Edge) -> bool {
    (a.from, &a.kind, a.to) == (b.from, &b.kind, b.to)
}
