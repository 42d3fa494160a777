//! A figure as SVG: one file that explains itself, without scripts, the same bytes for the same input.

mod edge;
mod legend;
mod node;
pub(super) mod page;
mod text;
mod theme;
pub(super) mod xml;

use super::names::{classes, element_id};
use super::{alt, names};
use crate::figure::{Edge, Figure, Node};
use crate::layout::face::Face;
use crate::layout::geometry::{Point, Rect};
use crate::layout::{Course, Drawing, NODE_TEXT, Placed};
use page::Page;
use text::Letters;
pub use theme::Theme;
use xml::{Num, Xml};

/// The name space of what the file says of itself.
pub(crate) const NAMESPACE: &str = "urn:actant:figure";
/// The faces to set text in, the embedded one first.
pub(super) const FAMILIES: &str = "Noto Sans, Helvetica Neue, Arial, DejaVu Sans, sans-serif";

/// How large the picture is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Size {
    /// As large as its content, one unit a point.
    #[default]
    Natural,
    /// A page of this width and height in points, filled as far as the content's shape allows.
    Page(f64, f64),
    /// So wide in points; as high as it must be.
    Width(f64),
}

/// Whether lines of text say how wide they were measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fit {
    /// They do: a reader's other face is squeezed into the same room.
    #[default]
    Measured,
    /// They don't: whoever draws has the embedded face.
    Free,
}

/// What may be chosen about the look of a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Style {
    /// The colours.
    pub theme: Theme,
    /// The size.
    pub size: Size,
    /// Whether lines of text say how wide they are.
    pub fit: Fit,
    /// What the picture was made from, by name: query, layout, seed and whatever else makes it again.
    pub recipe: Vec<(String, String)>,
}

/// Where a graph is drawn: a page tells of records, and links, in its own way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Itself,
    Page,
}

/// Writes a figure as SVG. O(size of the figure).
pub fn svg(figure: &Figure, drawing: &Drawing, style: &Style) -> String {
    let page = Page::of(figure, drawing, style);
    let mut xml = Xml::default();
    let view = format!(
        "{} {} {} {}",
        Num(page.view.min.x),
        Num(page.view.min.y),
        Num(page.view.width()),
        Num(page.view.height())
    );
    xml.start(
        "svg",
        &[
            ("xmlns", &"http://www.w3.org/2000/svg"),
            ("xmlns:actant", &NAMESPACE),
            ("width", &page.width),
            ("height", &page.height),
            ("viewBox", &view),
            ("role", &"img"),
            ("aria-labelledby", &"title desc"),
            ("font-family", &FAMILIES),
        ],
    );
    xml.text("title", &[("id", &"title")], &alt::short(figure));
    xml.text("desc", &[("id", &"desc")], &alt::long(figure));
    metadata(&mut xml, style);
    background(&mut xml, style.theme, page.view);
    graph(&mut xml, figure, drawing, style, (page.graph, Within::Itself));
    page.write(&mut xml, style);
    xml.end();
    xml.finish()
}

/// How large the names of nodes are on the page, in points.
pub fn letters(figure: &Figure, drawing: &Drawing, style: &Style) -> f64 {
    NODE_TEXT * Page::of(figure, drawing, style).scale(style.size)
}

/// The graph alone, as the group `graph` that can stand inside another SVG.
pub(super) fn fragment(figure: &Figure, drawing: &Drawing, style: &Style, at: Point) -> String {
    let mut xml = Xml::default();
    graph(&mut xml, figure, drawing, style, (at, Within::Page));
    xml.finish()
}

/// The samples of a legend, each an SVG of its own, in the legend's order: labels, types, statuses.
pub(super) fn samples(figure: &Figure, theme: Theme) -> Vec<String> {
    let entries = legend::entries(&Face::default(), &figure.legend, f64::INFINITY);
    let sample = |entry: &legend::Entry| {
        let mut xml = Xml::default();
        xml.start("svg", &[("width", &"36"), ("height", &"16"), ("viewBox", &"-1 -1 36 16"), ("aria-hidden", &"true")]);
        entry.draw(&mut xml, theme, Point::default());
        xml.end();
        xml.finish()
    };
    entries.iter().filter(|entry| !entry.heading).map(sample).collect()
}

fn metadata(xml: &mut Xml, style: &Style) {
    xml.start("metadata", &[]);
    xml.start("actant:figure", &[("version", &env!("CARGO_PKG_VERSION")), ("theme", &style.theme.name())]);
    for (name, value) in &style.recipe {
        xml.text("actant:made-from", &[("name", name)], value);
    }
    xml.end();
    xml.end();
}

fn background(xml: &mut Xml, theme: Theme, rect: Rect) {
    xml.start("g", &[("id", &"background")]);
    ground(xml, theme, rect);
    xml.end();
}

fn graph(xml: &mut Xml, figure: &Figure, drawing: &Drawing, style: &Style, (at, within): (Point, Within)) {
    let place = format!("translate({} {})", Num(at.x), Num(at.y));
    xml.start("g", &[("id", &"graph"), ("transform", &place)]);
    xml.start("g", &[("id", &"edges"), ("fill", &"none")]);
    for (edge, course) in figure.edges.iter().zip(&drawing.edges) {
        self::edge(xml, style, edge, course, within);
    }
    xml.end();
    xml.start("g", &[("id", &"nodes"), ("stroke-width", &"1")]);
    for (node, placed) in figure.nodes.iter().zip(&drawing.nodes) {
        self::node(xml, style, node, placed, within);
    }
    xml.end();
    xml.start("g", &[("id", &"labels"), ("aria-hidden", &"true")]);
    for (edge, course) in figure.edges.iter().zip(&drawing.edges) {
        label(xml, style, edge, course);
    }
    xml.end();
    xml.end();
}

fn edge(xml: &mut Xml, style: &Style, edge: &Edge, course: &Course, within: Within) {
    let class = classes("edge", [&*edge.kind].into_iter().chain(edge.status.as_deref()));
    xml.start("g", &[("id", &element_id("edge", &edge.key)), ("class", &class)]);
    xml.text("title", &[], first_line(&edge.tooltip));
    if within == Within::Itself {
        xml.text("desc", &[], &edge.tooltip);
    }
    edge::line(xml, style.theme, &edge.line, &course.path);
    xml.end();
}

fn node(xml: &mut Xml, style: &Style, node: &Node, placed: &Placed, within: Within) {
    let class = classes("node", node.labels.iter().map(String::as_str));
    xml.start("g", &[("id", &element_id("node", &node.key)), ("class", &class)]);
    xml.text("title", &[], &node.name);
    if within == Within::Itself {
        xml.text("desc", &[], &node.tooltip);
    }
    let link = node.url.as_ref().filter(|url| within == Within::Itself && names::is_web(url));
    if let Some(url) = link {
        xml.start("a", &[("href", url)]);
    }
    node::shape(xml, style.theme, node, placed);
    text::block(xml, Letters::plain(style.theme, placed.text.size, style.fit), &placed.text);
    if link.is_some() {
        xml.end();
    }
    xml.end();
}

fn label(xml: &mut Xml, style: &Style, edge: &Edge, course: &Course) {
    let Some(block) = &course.label else { return };
    let colour = style.theme.line(&edge.line.colour);
    let letters = Letters {
        colour: &colour,
        halo: Some(style.theme.background()),
        ..Letters::plain(style.theme, block.size, style.fit)
    };
    xml.start("g", &[("id", &element_id("label", &edge.key))]);
    // The halo keeps letters off other lines; between the letters a ground does.
    for (_, at, width) in block.baselines() {
        let line = Rect::around(at + Point::new(width / 2.0, -block.size * 0.32), width + 2.0, block.size * 1.02);
        ground(xml, style.theme, line);
    }
    text::block(xml, letters, block);
    xml.end();
}

fn ground(xml: &mut Xml, theme: Theme, rect: Rect) {
    let (x, y, width, height) = (Num(rect.min.x), Num(rect.min.y), Num(rect.width()), Num(rect.height()));
    let fill = theme.background();
    xml.leaf("rect", &[("x", &x), ("y", &y), ("width", &width), ("height", &height), ("fill", &fill)]);
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
