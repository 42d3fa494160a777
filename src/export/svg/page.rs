//! Title, graph, legend and caption on one page.

use super::legend::{self, Entry};
use super::text::{self, Letters};
use super::theme::Theme;
use super::xml::Xml;
use super::{Size, Style};
use crate::diagnostic::counted;
use crate::figure::Figure;
use crate::layout::face::{ASCENT, Face, LEADING};
use crate::layout::geometry::{Point, Rect};
use crate::layout::{Drawing, wrapped};

const MARGIN: f64 = 18.0;
const TITLE: f64 = 17.0;
const CAPTION: f64 = 9.0;
/// Between graph and legend.
const GUTTER: f64 = 26.0;
/// The width of a column of the legend.
const COLUMN: f64 = 196.0;
/// No page is narrower: a title and a caption need room.
const NARROWEST: f64 = 300.0;
/// The shape of a page that is not given.
const RATIO: f64 = 1.5;

/// Where everything on a page stands.
pub(super) struct Page {
    /// What is seen, in the units of the drawing.
    pub(super) view: Rect,
    /// Width and height as the file says them.
    pub(super) width: String,
    pub(super) height: String,
    /// By how much the graph is moved.
    pub(super) graph: Point,
    title: Vec<Line>,
    legend: Vec<(Entry, Point)>,
    caption: Vec<Line>,
}

/// A line of text with its left end and its width.
type Line = (String, Point, f64);

impl Page {
    pub(super) fn of(figure: &Figure, drawing: &Drawing, style: &Style) -> Page {
        let face = Face::default();
        let graph = drawing.bounds.grown(4.0);
        let (legend, body) = beside_or_below(&face, figure, graph, ratio(style.size));
        // A title may be wider than what it stands over, as long as the page has room there anyway.
        let room = (body.y + TITLE * 3.0) * ratio(style.size);
        let title = face.bold_width(&figure.title, TITLE / 0.93).min(room);
        let width = body.x.max(NARROWEST).max(title);
        let title = wrapped(&face, &figure.title, TITLE / 0.94, width);
        let title = lines(title, TITLE, Point::new(MARGIN, MARGIN), |line| face.bold_width(line, TITLE));
        let below_title = MARGIN + if title.is_empty() { 0.0 } else { title.len() as f64 * TITLE * LEADING + 12.0 };
        let origin = Point::new(MARGIN, below_title);
        let caption: Vec<String> =
            caption(figure, drawing).iter().flat_map(|line| wrapped(&face, line, CAPTION, width)).collect();
        let below_body = below_title + body.y + if caption.is_empty() { 0.0 } else { 12.0 };
        let caption = lines(caption, CAPTION, Point::new(MARGIN, below_body), |line| face.width(line, CAPTION));
        let bottom = below_body + caption.len() as f64 * CAPTION * LEADING + MARGIN;
        let content = Rect { min: Point::default(), max: Point::new(width + 2.0 * MARGIN, bottom) };
        let legend = legend.into_iter().map(|(entry, at)| (entry, at + origin)).collect();
        let (view, width, height) = sized(content, style.size);
        Page { view, width, height, graph: origin - graph.min, title, legend, caption }
    }

    /// How many points of paper make one of the drawing.
    pub(super) fn scale(&self, size: Size) -> f64 {
        match size {
            Size::Natural => 1.0,
            Size::Page(width, _) | Size::Width(width) => width / self.view.width(),
        }
    }

    /// Writes title, legend and caption.
    pub(super) fn write(&self, xml: &mut Xml, style: &Style) {
        let plain = |size| Letters::plain(style.theme, size, style.fit);
        let faint = |size| Letters { colour: style.theme.faint(), ..plain(size) };
        write_lines(xml, "heading", Letters { bold: true, ..plain(TITLE) }, &self.title);
        self.write_legend(xml, style.theme, plain(legend::TEXT));
        write_lines(xml, "caption", faint(CAPTION), &self.caption);
    }

    fn write_legend(&self, xml: &mut Xml, theme: Theme, letters: Letters<'_>) {
        if self.legend.is_empty() {
            return;
        }
        xml.start("g", &[("id", &"legend"), ("stroke-width", &"1")]);
        for (entry, at) in &self.legend {
            entry.draw(xml, theme, *at);
            for (turn, (line, width)) in entry.lines.iter().enumerate() {
                let down = letters.size * (turn as f64 * LEADING + ASCENT);
                let place = *at + Point::new(entry.indent(), down);
                text::line(xml, Letters { bold: entry.heading, ..letters }, line, place, *width);
            }
        }
        xml.end();
    }
}

fn write_lines(xml: &mut Xml, id: &str, letters: Letters<'_>, lines: &[Line]) {
    if lines.is_empty() {
        return;
    }
    xml.start("g", &[("id", &id)]);
    lines.iter().for_each(|(line, at, width)| text::line(xml, letters, line, *at, *width));
    xml.end();
}

fn lines(lines: Vec<String>, size: f64, at: Point, width: impl Fn(&str) -> f64) -> Vec<Line> {
    let place = |turn: usize| at + Point::new(0.0, size * (turn as f64 * LEADING + ASCENT));
    lines
        .into_iter()
        .enumerate()
        .map(|(turn, line)| (width(&line), line, place(turn)))
        .map(|(w, l, p)| (l, p, w))
        .collect()
}

fn ratio(size: Size) -> f64 {
    match size {
        Size::Page(width, height) => width / height,
        Size::Natural | Size::Width(_) => RATIO,
    }
}

/// The legend right of the graph or under it, whichever fills the page better; and the size of both.
fn beside_or_below(face: &Face, figure: &Figure, graph: Rect, ratio: f64) -> (Vec<(Entry, Point)>, Point) {
    let size = Point::new(graph.width(), graph.height());
    let total: f64 = legend::entries(face, &figure.legend, COLUMN).iter().map(Entry::height).sum();
    if total == 0.0 {
        return (Vec::new(), size);
    }
    let needs = |body: Point| body.x.max(body.y * ratio);
    let columns = (total / size.y.max(260.0)).ceil().clamp(1.0, 4.0) as usize;
    let (beside, high) = flowed(face, figure, columns);
    let beside_size =
        Point::new(size.x + GUTTER + columns as f64 * COLUMN + (columns - 1) as f64 * GUTTER, size.y.max(high));
    let columns = (((size.x.max(NARROWEST) + GUTTER) / (COLUMN + GUTTER)) as usize).clamp(1, 5);
    let (below, high) = flowed(face, figure, columns);
    let below_size = Point::new(size.x.max(columns as f64 * (COLUMN + GUTTER) - GUTTER), size.y + GUTTER + high);
    if needs(beside_size) <= needs(below_size) {
        let by = Point::new(size.x + GUTTER, 0.0);
        (beside.into_iter().map(|(entry, at)| (entry, at + by)).collect(), beside_size)
    } else {
        let by = Point::new(0.0, size.y + GUTTER);
        (below.into_iter().map(|(entry, at)| (entry, at + by)).collect(), below_size)
    }
}

/// The entries in so many columns of about one height, and that height. No heading ends a column.
fn flowed(face: &Face, figure: &Figure, columns: usize) -> (Vec<(Entry, Point)>, f64) {
    let entries = legend::entries(face, &figure.legend, COLUMN);
    let total: f64 = entries.iter().map(Entry::height).sum();
    let highest = total / columns as f64 + 14.0;
    let (mut at, mut high) = (Point::default(), 0.0f64);
    let mut placed: Vec<(Entry, Point)> = Vec::new();
    let mut column = 1;
    for entry in entries {
        let space = if entry.heading && at.y > 0.0 { 7.0 } else { 0.0 };
        let needed = entry.height() + space + if entry.heading { 20.0 } else { 0.0 };
        if column < columns && at.y > 0.0 && at.y + needed > highest {
            at = Point::new(at.x + COLUMN + GUTTER, 0.0);
            column += 1;
        } else {
            at.y += space;
        }
        let place = at;
        at.y += entry.height();
        high = high.max(at.y);
        placed.push((entry, place));
    }
    (placed, high)
}

/// What stands under the picture.
pub(crate) fn caption(figure: &Figure, drawing: &Drawing) -> Vec<String> {
    let mut lines = figure.caption.clone();
    lines.push(format!("{}, {}", counted(figure.nodes.len(), "node"), counted(figure.edges.len(), "relation")));
    lines.extend(figure.left_out.lines());
    let left_out = drawing.labels_left_out;
    if left_out > 0 {
        lines.push(format!("no room for the words of {}: the legend names them", counted(left_out, "relation")));
    }
    if !drawing.labelled && !figure.edges.is_empty() {
        lines.push("relations are named by the legend".into());
    }
    lines
}

/// What is seen, and the width and height that the file says.
fn sized(content: Rect, size: Size) -> (Rect, String, String) {
    let points = |amount: f64| format!("{:.2}pt", amount);
    match size {
        Size::Natural => (content, points(content.width()), points(content.height())),
        Size::Width(width) => {
            let height = width * content.height() / content.width();
            (content, points(width), points(height))
        }
        Size::Page(width, height) => {
            let scale = (content.width() / width).max(content.height() / height);
            let view = Rect::around(content.centre(), width * scale, height * scale);
            (view, points(width), points(height))
        }
    }
}
