//! Where everything in a figure goes: sizes of boxes, places of nodes, courses of edges, places of
//! labels. A figure in, a [`Drawing`] out; what it looks like is `export`'s.

mod apart;
mod boxes;
mod clear;
mod components;
mod course;
mod detour;
mod distance;
pub mod face;
pub mod geometry;
mod labels;
mod layers;
pub mod measure;
mod pack;
mod random;
mod rings;
pub mod shape;
mod stress;
mod wrap;

use std::collections::BTreeMap;

use crate::figure::Figure;
use face::Face;
use geometry::{Path, Point, Rect};
pub use wrap::wrapped;

/// The text size of nodes, in points.
pub const NODE_TEXT: f64 = 12.0;
/// The text size of labels of edges, in points.
pub const EDGE_TEXT: f64 = 9.5;
/// Above so many nodes, labels of edges hide more than they tell, unless they are asked for.
pub const LABELLED_NODES: usize = 50;

/// How places are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// Distance on paper follows distance in the graph.
    #[default]
    Stress,
    /// Edges run from left to right.
    Layers,
    /// Circles around one node.
    Rings,
}

/// Which labels are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Labels {
    /// Those of nodes, and those of edges in a small figure.
    #[default]
    Auto,
    /// All.
    All,
    /// Those of nodes.
    Nodes,
    /// None; they stay in the tooltips.
    None,
}

/// What may be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// How places are found.
    pub engine: Engine,
    /// Another seed gives another drawing of the same figure.
    pub seed: u64,
    /// Which labels are drawn.
    pub labels: Labels,
    /// Width divided by height that the drawing should come near.
    pub ratio: f64,
    /// The node in the middle of the rings, by its key; the one with most edges where none is named.
    pub centre: Option<String>,
    /// Places that are given: nodes with these keys stand there.
    pub fixed: BTreeMap<String, Point>,
}

impl Default for Options {
    fn default() -> Options {
        let (engine, labels) = (Engine::default(), Labels::default());
        Options { engine, seed: 1, labels, ratio: 1.5, centre: None, fixed: BTreeMap::new() }
    }
}

/// A figure with a place for everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// The nodes, as in the figure.
    pub nodes: Vec<Placed>,
    /// The edges, as in the figure.
    pub edges: Vec<Course>,
    /// What the nodes, edges and labels cover.
    pub bounds: Rect,
    /// How many labels of edges found no free place.
    pub labels_left_out: usize,
    /// Whether labels of edges were to be drawn.
    pub labelled: bool,
    /// The characters of the nodes' names that the embedded face lacks.
    pub unknown: Vec<char>,
}

/// A node on the drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placed {
    /// What it covers.
    pub rect: Rect,
    /// Its name in lines.
    pub text: TextBlock,
}

/// Text in lines around a middle.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextBlock {
    /// The lines with their widths.
    pub lines: Vec<(String, f64)>,
    /// The middle of the block.
    pub centre: Point,
    /// The size of the letters.
    pub size: f64,
}

impl TextBlock {
    /// A block of these lines.
    pub fn new(face: &Face, lines: Vec<String>, size: f64, centre: Point) -> TextBlock {
        let lines = lines.into_iter().map(|line| (face.width(&line, size), line)).map(|(w, line)| (line, w)).collect();
        TextBlock { lines, centre, size }
    }

    /// What the text covers.
    pub fn rect(&self) -> Rect {
        let width = self.lines.iter().map(|(_, width)| *width).fold(0.0, f64::max);
        Rect::around(self.centre, width, self.lines.len() as f64 * self.size * face::LEADING)
    }

    /// The place of each line's left end, on the line the letters stand on.
    pub fn baselines(&self) -> impl Iterator<Item = (&str, Point, f64)> {
        let top = self.rect().min.y;
        self.lines.iter().enumerate().map(move |(turn, (line, width))| {
            let y = top + self.size * (turn as f64 * face::LEADING + face::ASCENT);
            (&**line, Point::new(self.centre.x - width / 2.0, y), *width)
        })
    }
}

/// An edge on the drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    /// From border to border.
    pub path: Path,
    /// What it says, where there was room for it.
    pub label: Option<TextBlock>,
}

/// Finds a place for everything in a figure.
///
/// Deterministic: the same figure and options give the same drawing. No two nodes overlap, unless
/// given places make them. O(n²) up to 1,000 nodes a component, then O(n log n).
pub fn arrange(figure: &Figure, options: &Options) -> Drawing {
    let face = Face::default();
    let boxes = boxes::all(&face, figure, options.labels != Labels::None);
    let texts = texts(&face, figure, options);
    let placed = places(figure, &boxes, &texts, options);
    let nodes = boxes::placed(boxes, &placed.centres);
    let paths = course::all(figure, &nodes, &texts, &placed.via);
    lettered(figure, options, nodes, paths, texts)
}

/// The width and height of each node, for whoever finds places for them elsewhere.
pub fn sizes(figure: &Figure, options: &Options) -> Vec<(f64, f64)> {
    let boxes = boxes::all(&Face::default(), figure, options.labels != Labels::None);
    boxes.into_iter().map(|node| (node.width, node.height)).collect()
}

/// The drawing of nodes and edges that have their places and courses already.
pub fn finished(figure: &Figure, options: &Options, centres: &[Point], paths: Vec<Path>) -> Drawing {
    let face = Face::default();
    let nodes = boxes::placed(boxes::all(&face, figure, options.labels != Labels::None), centres);
    lettered(figure, options, nodes, paths, texts(&face, figure, options))
}

fn texts(face: &Face, figure: &Figure, options: &Options) -> Vec<TextBlock> {
    if is_labelled(figure, options) { labels::texts(face, figure, options.labels) } else { Vec::new() }
}

fn is_labelled(figure: &Figure, options: &Options) -> bool {
    match options.labels {
        Labels::All => true,
        Labels::Auto => figure.nodes.len() <= LABELLED_NODES,
        Labels::Nodes | Labels::None => false,
    }
}

fn lettered(
    figure: &Figure,
    options: &Options,
    nodes: Vec<Placed>,
    paths: Vec<Path>,
    texts: Vec<TextBlock>,
) -> Drawing {
    let labelled = is_labelled(figure, options);
    let mut drawing = Drawing { unknown: unknown(&Face::default(), figure), labelled, nodes, ..Drawing::default() };
    drawing.edges = paths.into_iter().map(|path| Course { path, label: None }).collect();
    labels::place(&mut drawing, texts);
    drawing.bounds = bounds(&drawing);
    // All that has a place, so that figures which share their places share their frame.
    for at in options.fixed.values() {
        drawing.bounds = drawing.bounds.union(Rect::around(*at, 120.0, 40.0));
    }
    drawing
}

/// The middles of the nodes, and places that edges pass on their way.
struct Places {
    centres: Vec<Point>,
    via: Vec<Vec<Point>>,
}

fn places(figure: &Figure, boxes: &[boxes::NodeBox], texts: &[TextBlock], options: &Options) -> Places {
    let web = distance::Web::of(figure, boxes, texts);
    if !options.fixed.is_empty() {
        let given = |node: &crate::figure::Node| options.fixed.get(&node.key).copied();
        let fixed: Vec<Option<Point>> = figure.nodes.iter().map(given).collect();
        let mut centres = stress::arrange_with(&web, options.seed, &fixed);
        apart::push(&mut centres, &web, &fixed.iter().map(Option::is_some).collect::<Vec<bool>>());
        return Places { centres, via: vec![Vec::new(); figure.edges.len()] };
    }
    let mut pieces = Vec::new();
    let mut via = vec![Vec::new(); figure.edges.len()];
    let centre = options.centre.as_ref().and_then(|key| figure.nodes.iter().position(|node| node.key == *key));
    for part in components::of(&web) {
        let own = web.part(&part);
        let mut centres = match options.engine {
            Engine::Stress => stress::arrange(&own, options.seed, options.ratio),
            Engine::Rings => rings::arrange(&own, centre.and_then(|node| part.binary_search(&node).ok())),
            Engine::Layers => layers::arrange(&own, &mut via),
        };
        if options.engine != Engine::Layers {
            let held = vec![false; part.len()];
            apart::push(&mut centres, &own, &held);
            clear::clear(&mut centres, &own, &held);
        }
        pieces.push(pack::Piece::new(part, centres, &own));
    }
    let centres = pack::pack(pieces, figure, &mut via, options.ratio);
    Places { centres, via }
}

fn unknown(face: &Face, figure: &Figure) -> Vec<char> {
    let names = figure.nodes.iter().map(|node| &node.name).chain(figure.edges.iter().map(|edge| &edge.label));
    let letters: std::collections::BTreeSet<char> = names.flat_map(|name| name.chars()).collect();
    letters.into_iter().filter(|c| !c.is_control() && !face.knows(*c)).collect()
}

fn bounds(drawing: &Drawing) -> Rect {
    let nodes = drawing.nodes.iter().map(|node| node.rect);
    let labels = drawing.edges.iter().filter_map(|edge| edge.label.as_ref()).map(TextBlock::rect);
    let curves = drawing.edges.iter().flat_map(|edge| edge.path.sampled(8)).map(|at| Rect { min: at, max: at });
    Rect::of(nodes.chain(labels).chain(curves)).unwrap_or_default()
}
