//! The size of each node: its name in a well-shaped block, and its shape around it.

use super::face::{Face, LEADING};
use super::geometry::{Point, Rect};
use super::shape::Shape;
use super::{NODE_TEXT, Placed, TextBlock, wrap};
use crate::figure::{Figure, Node};

/// No name is wider, in points: about thirty letters.
const WIDEST: f64 = 190.0;

/// A node before it has a place.
pub(super) struct NodeBox {
    pub(super) width: f64,
    pub(super) height: f64,
    lines: Vec<String>,
    shape: Shape,
}

/// The boxes of all nodes; small ones where names are not drawn.
pub(super) fn all(face: &Face, figure: &Figure, named: bool) -> Vec<NodeBox> {
    figure.nodes.iter().map(|node| one(face, node, named)).collect()
}

fn one(face: &Face, node: &Node, named: bool) -> NodeBox {
    let shape = Shape::of(&node.shape);
    let lines = if named { wrap::block(face, &node.name, NODE_TEXT, WIDEST, 3.6) } else { Vec::new() };
    let text = lines.iter().map(|line| face.width(line, NODE_TEXT)).fold(8.0, f64::max);
    let (width, height) = shape.around(text, lines.len().max(1) as f64 * NODE_TEXT * LEADING);
    NodeBox { width, height, lines, shape }
}

/// The boxes at their places.
pub(super) fn placed(boxes: Vec<NodeBox>, centres: &[Point]) -> Vec<Placed> {
    let face = Face::default();
    let place = |(node, centre): (NodeBox, &Point)| Placed {
        rect: Rect::around(*centre, node.width, node.height),
        text: TextBlock::new(&face, node.lines, NODE_TEXT, *centre + node.shape.text_offset()),
    };
    boxes.into_iter().zip(centres).map(place).collect()
}
