//! Edges: a line and an arrowhead that ends at the border.

use super::theme::Theme;
use super::xml::{At, Num, Xml, polygon};
use crate::figure::Line;
use crate::layout::geometry::{Path, Point};

/// How an arrowhead is drawn, seen along the line: its points lie `(behind the tip, to the left)`.
struct Head {
    points: Vec<(f64, f64)>,
    filled: bool,
    closed: bool,
    /// How far behind the tip the line ends.
    back: f64,
}

/// Draws a line along a path, with the arrowhead of its style at the end.
pub(super) fn line(xml: &mut Xml, theme: Theme, line: &Line, path: &Path) {
    let Some((_, tip)) = path.ends() else { return };
    let colour = theme.line(&line.colour);
    let head = if line.symmetric { None } else { head(&line.arrow) };
    let back = head.as_ref().map_or(0.0, |head| head.back);
    let (shortened, way) = shortened(path, back);
    strokes(xml, theme, line, &colour, &data(&shortened));
    if let Some(head) = head {
        let left = way.normal() * -1.0;
        let points: Vec<Point> = head.points.iter().map(|(b, l)| tip - way * *b + left * *l).collect();
        let shape = polygon(&points);
        let shape = if head.closed { &*shape } else { shape.trim_end_matches('Z') };
        let fill = if head.filled { &*colour } else { theme.background() };
        let fill = if head.closed { fill } else { "none" };
        xml.leaf("path", &[("d", &shape), ("fill", &fill), ("stroke", &colour), ("stroke-width", &"1.2")]);
    }
}

fn strokes(xml: &mut Xml, theme: Theme, line: &Line, colour: &str, data: &str) {
    let dashes = theme.dashes(line);
    let cap = if line.style == "dotted" { "round" } else { "butt" };
    let width = if line.double { 3.4 } else { theme.width(line) };
    let width = Num(width);
    match &dashes {
        Some(dashes) => xml.leaf(
            "path",
            &[
                ("d", &data),
                ("stroke", &colour),
                ("stroke-width", &width),
                ("stroke-dasharray", dashes),
                ("stroke-linecap", &cap),
            ],
        ),
        None => xml.leaf("path", &[("d", &data), ("stroke", &colour), ("stroke-width", &width)]),
    }
    if line.double {
        xml.leaf("path", &[("d", &data), ("stroke", &theme.background()), ("stroke-width", &"1.4")]);
    }
}

fn data(path: &Path) -> String {
    let mut data = String::new();
    for (turn, curve) in path.0.iter().enumerate() {
        let [a, b, c, d] = curve.0.map(At);
        if turn == 0 {
            data.push_str(&format!("M{a}"));
        }
        data.push_str(&format!("C{b} {c} {d}"));
    }
    data
}

/// The path without its last `back` points, and the direction it has there.
fn shortened(path: &Path, back: f64) -> (Path, Point) {
    let Some((start, tip)) = path.ends() else { return (path.clone(), Point::new(1.0, 0.0)) };
    let reached =
        (0..=200).rev().map(|step| f64::from(step) / 200.0).find(|t| (path.at(*t) - tip).length() >= back.max(3.0));
    let Some(t) = reached else { return (path.clone(), (tip - start).unit()) };
    let way = (tip - path.at(t)).unit();
    let end = if back > 0.0 { t } else { 1.0 };
    (if end < 0.01 { path.clone() } else { path.part(0.0, end) }, way)
}

fn head(arrow: &str) -> Option<Head> {
    let triangle = vec![(0.0, 0.0), (9.0, 3.4), (9.0, -3.4)];
    let diamond = vec![(0.0, 0.0), (6.0, 3.6), (12.0, 0.0), (6.0, -3.6)];
    let square = vec![(0.5, 3.6), (0.5, -3.6), (7.7, -3.6), (7.7, 3.6)];
    let head = |points, filled, closed, back| Some(Head { points, filled, closed, back });
    match arrow {
        "none" => None,
        "empty" | "onormal" => head(triangle, false, true, 9.0),
        "vee" => head(vec![(9.0, 4.4), (0.0, 0.0), (9.0, -4.4)], false, false, 0.6),
        "lnormal" => head(vec![(0.0, 0.0), (10.0, 4.6), (10.0, 0.0)], true, true, 1.0),
        "tee" => head(vec![(1.5, 5.0), (1.5, -5.0), (3.2, -5.0), (3.2, 5.0)], true, true, 3.0),
        "diamond" => head(diamond, true, true, 11.5),
        "ediamond" | "odiamond" => head(diamond, false, true, 12.0),
        "box" => head(square, true, true, 7.5),
        "obox" => head(square, false, true, 7.7),
        _ => head(triangle, true, true, 8.0),
    }
}
