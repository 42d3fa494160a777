//! The shapes of nodes: how much room each needs around its text, and where its border runs.

use super::geometry::{Point, Rect};

/// The shapes we can draw; their names are Graphviz's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A rectangle; also what an unknown name is drawn as.
    Box,
    /// A rectangle with a raised edge.
    Box3d,
    /// A rectangle with two tabs at its left.
    Component,
    /// A rectangle with round corners.
    Rounded,
    /// An ellipse.
    Ellipse,
    /// Eight sides.
    Octagon,
    /// Eight sides, drawn twice.
    DoubleOctagon,
    /// Six sides.
    Hexagon,
    /// A sheet with a folded corner.
    Note,
    /// Text between a bar at the left and nothing else.
    Plain,
    /// A rectangle under a roof.
    House,
    /// A cylinder.
    Cylinder,
    /// A box that points to the right.
    Cds,
    /// Text over a line.
    Underline,
}

impl Shape {
    /// The shape of this Graphviz name.
    pub fn of(name: &str) -> Shape {
        match name {
            "box3d" => Shape::Box3d,
            "component" => Shape::Component,
            "ellipse" | "circle" => Shape::Ellipse,
            "oval" => Shape::Rounded,
            "octagon" => Shape::Octagon,
            "doubleoctagon" => Shape::DoubleOctagon,
            "hexagon" => Shape::Hexagon,
            "note" | "folder" | "tab" => Shape::Note,
            "plaintext" | "plain" | "none" => Shape::Plain,
            "house" => Shape::House,
            "cylinder" => Shape::Cylinder,
            "cds" => Shape::Cds,
            "underline" => Shape::Underline,
            _ => Shape::Box,
        }
    }

    /// The size of the whole shape around text of this size.
    pub fn around(self, width: f64, height: f64) -> (f64, f64) {
        let (w, h) = (width + 14.0, height + 9.0);
        match self {
            Shape::Box | Shape::Rounded | Shape::Underline => (w, h),
            Shape::Plain => (w + 2.0, h),
            Shape::Box3d => (w + 4.0, h + 4.0),
            Shape::Component => (w + 12.0, h + 2.0),
            // The corners of the text touch the ellipse: (1/1.2)² + (1/1.81)² = 1.
            Shape::Ellipse => (1.2 * (width + 8.0), 1.81 * (height + 1.0)),
            Shape::Octagon => (w + 4.0, h + 5.0),
            Shape::DoubleOctagon => (w + 12.0, h + 12.0),
            Shape::Hexagon => (w + h * 0.6, h + 2.0),
            Shape::Note => (w + 4.0, h + 4.0),
            Shape::House => (w, h + 9.0),
            Shape::Cylinder => (w, h + 12.0),
            Shape::Cds => (w + 12.0, h + 2.0),
        }
    }

    /// How far the middle of the text lies from the middle of the shape.
    pub fn text_offset(self) -> Point {
        match self {
            Shape::Box3d => Point::new(-2.0, 2.0),
            Shape::Component => Point::new(4.0, 0.0),
            Shape::House => Point::new(0.0, 4.5),
            Shape::Cylinder => Point::new(0.0, 3.0),
            Shape::Cds => Point::new(-4.0, 0.0),
            Shape::Plain => Point::new(2.0, 0.0),
            Shape::Box | Shape::Rounded | Shape::Ellipse | Shape::Octagon => Point::default(),
            Shape::DoubleOctagon | Shape::Hexagon | Shape::Note | Shape::Underline => Point::default(),
        }
    }

    /// The convex border, clockwise; a curve is given in many short sides.
    pub fn outline(self, rect: Rect) -> Vec<Point> {
        let (w, h) = (rect.width(), rect.height());
        let corners: Vec<(f64, f64)> = match self {
            Shape::Ellipse => return ellipse(rect),
            Shape::Octagon | Shape::DoubleOctagon => {
                let cut = octagon_cut(rect);
                let (x, y) = (cut / w, cut / h);
                let upper = [(x, 0.0), (1.0 - x, 0.0), (1.0, y), (1.0, 1.0 - y)];
                upper.into_iter().chain(upper.map(|(a, b)| (1.0 - a, 1.0 - b))).collect()
            }
            Shape::Hexagon => {
                let x = h * 0.3 / w;
                vec![(x, 0.0), (1.0 - x, 0.0), (1.0, 0.5), (1.0 - x, 1.0), (x, 1.0), (0.0, 0.5)]
            }
            Shape::House => {
                let y = 9.0 / h;
                vec![(0.5, 0.0), (1.0, y), (1.0, 1.0), (0.0, 1.0), (0.0, y)]
            }
            Shape::Cds => {
                let x = 10.0 / w;
                vec![(0.0, 0.0), (1.0 - x, 0.0), (1.0, 0.5), (1.0 - x, 1.0), (0.0, 1.0)]
            }
            Shape::Box | Shape::Box3d | Shape::Component | Shape::Rounded | Shape::Note => corners_of_box(),
            Shape::Plain | Shape::Cylinder | Shape::Underline => corners_of_box(),
        };
        corners.into_iter().map(|(x, y)| rect.min + Point::new(x * w, y * h)).collect()
    }
}

/// How much an octagon's corners are cut.
pub fn octagon_cut(rect: Rect) -> f64 {
    (rect.height() * 0.26).min(9.0)
}

fn corners_of_box() -> Vec<(f64, f64)> {
    vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
}

fn ellipse(rect: Rect) -> Vec<Point> {
    let (centre, a, b) = (rect.centre(), rect.width() / 2.0, rect.height() / 2.0);
    let angle = |turn: usize| turn as f64 * std::f64::consts::TAU / 48.0;
    (0..48).map(|turn| centre + Point::new(angle(turn).cos() * a, angle(turn).sin() * b)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Point, Rect, Shape};
    use crate::layout::geometry::inside;

    #[test]
    fn text_lies_inside_every_shape() {
        let names = "box box3d component ellipse oval octagon doubleoctagon hexagon note plaintext house cylinder cds";
        for name in names.split(' ').chain(["underline", "no-such-shape"]) {
            let shape = Shape::of(name);
            for (w, h) in [(8.0, 14.0), (120.0, 14.0), (150.0, 90.0)] {
                let (width, height) = shape.around(w, h);
                let outline = shape.outline(Rect::around(Point::default(), width, height));
                let text = Rect::around(shape.text_offset(), w, h);
                let corners =
                    [text.min, text.max, Point::new(text.min.x, text.max.y), Point::new(text.max.x, text.min.y)];
                assert!(corners.iter().all(|corner| inside(&outline, *corner)), "{name} {w} {h}");
            }
        }
    }
}
