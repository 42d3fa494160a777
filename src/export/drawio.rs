//! A drawing as a draw.io file (mxGraph's XML): shapes, lines and words stay apart and can be edited.

use std::fmt::Display;

use super::names::{colour, element_id, is_web};
use super::svg::xml::{Num, Xml};
use crate::figure::{Edge, Figure, Line, Node};
use crate::layout::geometry::Point;
use crate::layout::shape::Shape;
use crate::layout::{Course, Drawing, Placed};

/// Writes a drawing as a draw.io file. O(size of the figure).
pub fn drawio(figure: &Figure, drawing: &Drawing) -> String {
    let shift = drawing.bounds.grown(20.0).min * -1.0;
    let name = if figure.title.is_empty() { "Graph" } else { &figure.title };
    let mut xml = Xml::default();
    xml.start("mxfile", &[("host", &"actant"), ("version", &env!("CARGO_PKG_VERSION"))]);
    xml.start("diagram", &[("id", &"graph"), ("name", &name)]);
    xml.start("mxGraphModel", &[("grid", &"0"), ("page", &"0"), ("background", &"#FFFFFF")]);
    xml.start("root", &[]);
    xml.leaf("mxCell", &[("id", &"0")]);
    xml.leaf("mxCell", &[("id", &"1"), ("parent", &"0")]);
    for (edge, course) in figure.edges.iter().zip(&drawing.edges) {
        self::edge(&mut xml, figure, edge, course, shift);
    }
    for (node, placed) in figure.nodes.iter().zip(&drawing.nodes) {
        self::node(&mut xml, node, placed, shift);
    }
    (0..4).for_each(|_| xml.end());
    xml.finish()
}

fn node(xml: &mut Xml, node: &Node, placed: &Placed, shift: Point) {
    let style = format!(
        "{}html=0;whiteSpace=wrap;fillColor={};strokeColor=#4A4A4A;fontColor=#1A1A1A;fontSize={};",
        shape(Shape::of(&node.shape)),
        colour(&node.fill),
        Num(placed.text.size)
    );
    let (id, tooltip) = (element_id("node", &node.key), as_html(&node.tooltip));
    let link = node.url.as_deref().filter(|url| is_web(url));
    let own: [(&str, &dyn Display); 3] = [("id", &id), ("label", &node.name), ("tooltip", &tooltip)];
    match &link {
        Some(link) => xml.start("UserObject", &[own[0], own[1], own[2], ("link", link)]),
        None => xml.start("UserObject", &own),
    }
    xml.start("mxCell", &[("style", &style), ("vertex", &"1"), ("parent", &"1")]);
    let corner = placed.rect.min + shift;
    let (x, y) = (Num(corner.x), Num(corner.y));
    let (width, height) = (Num(placed.rect.width()), Num(placed.rect.height()));
    xml.leaf("mxGeometry", &[("x", &x), ("y", &y), ("width", &width), ("height", &height), ("as", &"geometry")]);
    xml.end();
    xml.end();
}

fn edge(xml: &mut Xml, figure: &Figure, edge: &Edge, course: &Course, shift: Point) {
    let (id, tooltip) = (element_id("edge", &edge.key), as_html(&edge.tooltip));
    let end = |place: usize| element_id("node", &figure.nodes[place].key);
    let (source, target, style) = (end(edge.from), end(edge.to), line(&edge.line));
    xml.start("UserObject", &[("id", &id), ("label", &edge.label), ("tooltip", &tooltip)]);
    let cell: [(&str, &dyn Display); 5] =
        [("style", &style), ("edge", &"1"), ("parent", &"1"), ("source", &source), ("target", &target)];
    xml.start("mxCell", &cell);
    xml.start("mxGeometry", &[("relative", &"1"), ("as", &"geometry")]);
    // draw.io ends lines at borders by itself; what it must be told is how they bend.
    xml.start("Array", &[("as", &"points")]);
    for share in [0.25, 0.5, 0.75] {
        let at = course.path.at(share) + shift;
        xml.leaf("mxPoint", &[("x", &Num(at.x)), ("y", &Num(at.y))]);
    }
    (0..4).for_each(|_| xml.end());
}

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Ellipse => "ellipse;",
        Shape::Rounded => "rounded=1;arcSize=40;",
        Shape::Cylinder => "shape=cylinder3;size=6;",
        Shape::Plain => "text;align=center;verticalAlign=middle;",
        Shape::Underline => "shape=partialRectangle;top=0;left=0;right=0;",
        Shape::Note => "shape=note;size=8;",
        Shape::Box => "rounded=0;",
        Shape::Box3d => "shape=cube;size=4;darkOpacity=0.05;",
        Shape::Component => "shape=module;jettyWidth=8;jettyHeight=4;",
        Shape::Octagon => "shape=mxgraph.basic.octagon2;dx=6;",
        Shape::DoubleOctagon => "shape=mxgraph.basic.octagon2;dx=6;shadow=1;",
        Shape::Hexagon => "shape=hexagon;perimeter=hexagonPerimeter2;fixedSize=1;size=10;",
        Shape::House => "shape=offPageConnector;direction=west;size=0.2;",
        Shape::Cds => "shape=step;perimeter=stepPerimeter;fixedSize=1;size=10;",
    }
}

fn line(line: &Line) -> String {
    let dash = match &*line.style {
        "dashed" => "dashed=1;",
        "dotted" => "dashed=1;dashPattern=1 2;",
        _ => "",
    };
    let (head, filled) = match &*line.arrow {
        _ if line.symmetric => ("none", 0),
        "none" => ("none", 0),
        "empty" => ("block", 0),
        "vee" => ("open", 0),
        "lnormal" => ("halfCircle", 0),
        "ediamond" => ("diamond", 0),
        "obox" => ("box", 0),
        "tee" => ("dash", 0),
        _ => ("block", 1),
    };
    let (hue, double) = (colour(&line.colour), if line.double { "shape=link;width=3;" } else { "" });
    format!(
        "{double}curved=1;html=0;{dash}endArrow={head};endFill={filled};strokeColor={hue};strokeWidth={:.1};\
         fontColor={hue};fontSize=9;labelBackgroundColor=#FFFFFF;",
        line.width
    )
}

/// draw.io shows tooltips as HTML: text that stays text there.
fn as_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>")
}
