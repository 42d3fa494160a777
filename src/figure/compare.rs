//! Two views of one graph in one picture: what both show, and what only one does.

use std::collections::BTreeMap;

use super::{Edge, Figure, LegendView, Line, Node};

/// Which of two views shows a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shown {
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

    /// Which views show it, when another record of it says so of one.
    pub(super) fn and(self, other: Shown) -> Shown {
        if self == other { self } else { Shown::Both }
    }

    fn words(self, names: [&str; 2]) -> String {
        match self {
            Shown::Both => "in both".into(),
            Shown::OnlyFirst => format!("only {}", names[0]),
            Shown::OnlySecond => format!("only {}", names[1]),
        }
    }

    /// A relation as it is drawn where two views of these names are compared.
    pub(super) fn mark(self, mut edge: Edge, names: [&str; 2]) -> Edge {
        let words = self.words(names);
        edge.line = self.line(&edge.line);
        edge.tooltip.push_str(&format!("\n{words}"));
        edge.view = Some(words);
        edge
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
                shown.0 = shown.0.and(alone);
            }
        }
        let names = [first, second];
        let mut figure = self;
        figure.edges = edges.into_values().map(|(shown, edge)| shown.mark(edge, names)).collect();
        figure.nodes = nodes.into_values().collect();
        figure.references.extend(other.references.clone());
        figure.compared_legend(&other);
        figure.caption.retain(|line| !line.starts_with("seen "));
        figure.left_out.nodes = figure.left_out.nodes.min(other.left_out.nodes);
        figure.left_out.edges = figure.left_out.edges.min(other.left_out.edges);
        figure.left_out.edges_among = 0;
        figure.tell_views(names)
    }

    /// Says in legend and caption what the marks mean that the relations bear.
    pub(super) fn tell_views(mut self, names: [&str; 2]) -> Figure {
        let view = |shown: &Shown| {
            let words = shown.words(names);
            let count = self.edges.iter().filter(|edge| edge.view.as_ref() == Some(&words)).count();
            let line = shown.line(&Line { symmetric: true, ..Line::default() });
            (count > 0).then_some(LegendView { words, line, count })
        };
        self.legend.views = Shown::ALL.iter().filter_map(view).collect();
        self.caption.push(format!("compared: {} and {}", names[0], names[1]));
        self
    }

    fn compared_legend(&mut self, other: &Figure) {
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
