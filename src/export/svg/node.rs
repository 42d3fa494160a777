//! Nodes: a shape and a name.

use super::theme::Theme;
use super::xml::{At, Num, Xml, polygon};
use crate::figure::Node;
use crate::layout::Placed;
use crate::layout::geometry::{Point, Rect};
use crate::layout::shape::{Shape, octagon_cut};

/// Draws a node's shape; its name is written by [`super::text::block`].
pub(super) fn shape(xml: &mut Xml, theme: Theme, node: &Node, placed: &Placed) {
    sample(xml, theme, &node.shape, &node.fill, placed.rect);
}

/// Draws a shape in a rectangle.
pub(super) fn sample(xml: &mut Xml, theme: Theme, shape: &str, fill: &str, rect: Rect) {
    let shape = Shape::of(shape);
    let fill = theme.fill(fill);
    let pen = Pen { theme, fill: &fill, rect };
    match shape {
        Shape::Ellipse => pen.ellipse(xml),
        Shape::Rounded => pen.rect(xml, rect.height().min(22.0) / 2.0),
        Shape::Cylinder => pen.cylinder(xml),
        Shape::Plain => pen.plain(xml),
        Shape::Underline => pen.underline(xml),
        Shape::Note => pen.note(xml),
        Shape::Box => pen.rect(xml, 2.0),
        Shape::Box3d => pen.raised(xml),
        Shape::Component => pen.component(xml),
        Shape::DoubleOctagon => pen.double_octagon(xml),
        Shape::Octagon | Shape::Hexagon | Shape::House | Shape::Cds => pen.path(xml, &polygon(&shape.outline(rect))),
    }
}

struct Pen<'a> {
    theme: Theme,
    fill: &'a str,
    rect: Rect,
}

impl Pen<'_> {
    fn path(&self, xml: &mut Xml, data: &str) {
        xml.leaf("path", &[("d", &data), ("fill", &self.fill), ("stroke", &self.theme.border())]);
    }

    /// Lines over the shape.
    fn lines(&self, xml: &mut Xml, data: &str) {
        xml.leaf("path", &[("d", &data), ("fill", &"none"), ("stroke", &self.theme.border())]);
    }

    fn rect(&self, xml: &mut Xml, radius: f64) {
        self.filled_rect(xml, self.rect, radius);
    }

    fn filled_rect(&self, xml: &mut Xml, rect: Rect, radius: f64) {
        let (x, y) = (Num(rect.min.x), Num(rect.min.y));
        let (width, height, radius) = (Num(rect.width()), Num(rect.height()), Num(radius));
        let place: [(&str, &dyn std::fmt::Display); 7] = [
            ("x", &x),
            ("y", &y),
            ("width", &width),
            ("height", &height),
            ("rx", &radius),
            ("fill", &self.fill),
            ("stroke", &self.theme.border()),
        ];
        xml.leaf("rect", &place);
    }

    fn ellipse(&self, xml: &mut Xml) {
        let centre = self.rect.centre();
        let (rx, ry) = (Num(self.rect.width() / 2.0), Num(self.rect.height() / 2.0));
        let (cx, cy) = (Num(centre.x), Num(centre.y));
        let border = self.theme.border();
        xml.leaf(
            "ellipse",
            &[("cx", &cx), ("cy", &cy), ("rx", &rx), ("ry", &ry), ("fill", &self.fill), ("stroke", &border)],
        );
    }

    fn cylinder(&self, xml: &mut Xml) {
        let Rect { min, max } = self.rect;
        let (rx, ry) = (self.rect.width() / 2.0, 5.0);
        let (top, bottom) = (min.y + ry, max.y - ry);
        let arc = |x: f64, y: f64, sweep: u8| format!("A{} {} 0 0 {sweep} {}", Num(rx), Num(ry), At(Point::new(x, y)));
        let start = At(Point::new(min.x, top));
        let body =
            format!("M{start}{}L{}{}Z", arc(max.x, top, 1), At(Point::new(max.x, bottom)), arc(min.x, bottom, 1));
        self.path(xml, &body);
        self.lines(xml, &format!("M{start}{}", arc(max.x, top, 0)));
    }

    /// Text needs no border, but a bar shows where it begins, and a ground keeps lines off it.
    fn plain(&self, xml: &mut Xml) {
        let Rect { min, max } = self.rect;
        let corners = [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)];
        xml.leaf("path", &[("d", &polygon(&corners)), ("fill", &self.fill), ("stroke", &"none")]);
        let bar = format!("M{}L{}", At(min + Point::new(1.2, 0.0)), At(Point::new(min.x + 1.2, max.y)));
        xml.leaf("path", &[("d", &bar), ("stroke", &self.theme.border()), ("stroke-width", &"2.4")]);
    }

    fn underline(&self, xml: &mut Xml) {
        let Rect { min, max } = self.rect;
        let corners = [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)];
        xml.leaf("path", &[("d", &polygon(&corners)), ("fill", &self.fill), ("stroke", &"none")]);
        let line = format!("M{}L{}", At(Point::new(min.x, max.y - 1.0)), At(Point::new(max.x, max.y - 1.0)));
        xml.leaf("path", &[("d", &line), ("stroke", &self.theme.border()), ("stroke-width", &"1.6")]);
    }

    fn note(&self, xml: &mut Xml) {
        let Rect { min, max } = self.rect;
        let fold = 8.0;
        let (a, b) = (Point::new(max.x - fold, min.y), Point::new(max.x, min.y + fold));
        self.path(xml, &polygon(&[min, a, b, max, Point::new(min.x, max.y)]));
        self.lines(xml, &format!("M{}L{}L{}", At(a), At(Point::new(a.x, b.y)), At(b)));
    }

    fn raised(&self, xml: &mut Xml) {
        let Rect { min, max } = self.rect;
        let by = 4.0;
        let upper = [min + Point::new(0.0, by), min + Point::new(by, 0.0), Point::new(max.x, min.y)];
        let lower = [Point::new(max.x, max.y - by), Point::new(max.x - by, max.y), Point::new(min.x, max.y)];
        self.path(xml, &polygon(&[upper, lower].concat()));
        let corner = Point::new(max.x - by, min.y + by);
        let (left, right, down) = (At(upper[0]), At(upper[2]), At(lower[1]));
        self.lines(xml, &format!("M{left}L{c}L{down}M{c}L{right}", c = At(corner)));
    }

    fn component(&self, xml: &mut Xml) {
        self.rect(xml, 1.0);
        let tab = |share: f64| {
            let y = self.rect.min.y + self.rect.height() * share;
            Rect::around(Point::new(self.rect.min.x + 1.5, y), 9.0, 5.0)
        };
        [0.3, 0.7].into_iter().for_each(|share| self.filled_rect(xml, tab(share), 0.0));
    }

    fn double_octagon(&self, xml: &mut Xml) {
        self.path(xml, &polygon(&Shape::Octagon.outline(self.rect)));
        let inner = self.rect.grown(-3.0);
        debug_assert!(octagon_cut(inner) >= 0.0);
        self.lines(xml, &polygon(&Shape::Octagon.outline(inner)));
    }
}
