//! Two views of one graph in one picture: what both show, and what only one does.

use std::collections::BTreeMap;

use super::{Edge, Figure, LegendView, Line, Node};

/// Which of two views shows a relation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shown {
    Both,
    OnlyFirst,
    OnlySecond,
}

impl Shown {
    const ALL: [Shown; 3] = [Shown::Both, Shown::OnlyFirst, Shown::OnlySecond];

    /// Told apart by weight and dashes as well as by colour; types and statuses step back.
    fn line(self, line: &Line) -> Line {
        let (colour, style, width) = match self {
            Shown::Both => ("#555555", "solid", 1.2),
            Shown::OnlyFirst => ("#0072B2", "bold", 2.4),
            Shown::OnlySecond => ("#A05000", "dashed", 1.6),
        };
        Line { colour: colour.into(), style: style.into(), width, double: false, ..line.clone() }
    }

    fn words(self, first: &str, second: &str) -> String {
        match self {
            Shown::Both => "in both".into(),
            Shown::OnlyFirst => format!("only {first}"),
            Shown::OnlySecond => format!("only {second}"),
        }
    }
}

impl Figure {
    /// This figure and another view of the same graph as one, every relation marked by which of the two shows
    /// it; `first` and `second` name the views. O((n + m) log).
    pub fn compared(self, other: Figure, first: &str, second: &str) -> Figure {
        let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
        for node in self.nodes.iter().chain(&other.nodes) {
            nodes.entry(node.key.clone()).or_insert_with(|| node.clone());
        }
        let places: BTreeMap<&String, usize> = nodes.keys().enumerate().map(|(place, key)| (key, place)).collect();
        let mut edges: BTreeMap<String, (Shown, Edge)> = BTreeMap::new();
        for (figure, alone) in [(&self, Shown::OnlyFirst), (&other, Shown::OnlySecond)] {
            for edge in &figure.edges {
                let end = |place: usize| places[&figure.nodes[place].key];
                let own = Edge { from: end(edge.from), to: end(edge.to), ..edge.clone() };
                let shown = edges.entry(edge.key.clone()).or_insert((alone, own));
                shown.0 = if shown.0 == alone { alone } else { Shown::Both };
            }
        }
        let counts: BTreeMap<Shown, usize> = edges.values().fold(BTreeMap::new(), |mut counts, (shown, _)| {
            *counts.entry(*shown).or_default() += 1;
            counts
        });
        let mut figure = self;
        figure.edges = edges.into_values().map(|(shown, edge)| marked(edge, shown, first, second)).collect();
        figure.nodes = nodes.into_values().collect();
        figure.compared_legend(&other, &counts, first, second);
        figure.caption.retain(|line| !line.starts_with("seen "));
        figure.caption.push(format!("compared: {first} and {second}"));
        figure.left_out.nodes = figure.left_out.nodes.min(other.left_out.nodes);
        figure.left_out.edges = figure.left_out.edges.min(other.left_out.edges);
        figure.left_out.edges_among = 0;
        figure
    }

    fn compared_legend(&mut self, other: &Figure, counts: &BTreeMap<Shown, usize>, first: &str, second: &str) {
        let view = |shown: &Shown| {
            let line = shown.line(&Line { symmetric: true, ..Line::default() });
            Some(LegendView { words: shown.words(first, second), line, count: *counts.get(shown)? })
        };
        self.legend.views = Shown::ALL.iter().filter_map(view).collect();
        for kind in &other.legend.types {
            if !self.legend.types.iter().any(|own| own.kind == kind.kind) {
                self.legend.types.push(kind.clone());
            }
        }
        for label in &other.legend.labels {
            if !self.legend.labels.iter().any(|own| own.label == label.label) {
                self.legend.labels.push(label.clone());
            }
        }
        for label in &mut self.legend.labels {
            label.count = self.nodes.iter().filter(|node| node.labels.contains(&label.label)).count();
        }
    }
}

fn marked(mut edge: Edge, shown: Shown, first: &str, second: &str) -> Edge {
    edge.line = shown.line(&edge.line);
    let words = shown.words(first, second);
    edge.tooltip.push_str(&format!("\n{words}"));
    edge.view = Some(words);
    edge
}
