//! The legend: what occurs in the picture, and how it looks.

use super::theme::Theme;
use super::xml::Xml;
use super::{edge, node};
use crate::figure::{Legend, LegendStatus, Line};
use crate::layout::face::{Face, LEADING};
use crate::layout::geometry::{Cubic, Path, Point, Rect};
use crate::layout::wrapped;

/// The size of its letters, in points.
pub(super) const TEXT: f64 = 9.5;
/// Where the words begin, right of the samples.
const INDENT: f64 = 40.0;
const ROW_GAP: f64 = 4.5;

/// A line of the legend: a heading, or a sample with words.
pub(super) struct Entry {
    sample: Sample,
    pub(super) lines: Vec<(String, f64)>,
    pub(super) heading: bool,
}

enum Sample {
    None,
    Node { shape: String, fill: String },
    Line(Line),
}

impl Entry {
    /// How high it is, with the space under it.
    pub(super) fn height(&self) -> f64 {
        self.lines.len().max(1) as f64 * TEXT * LEADING + ROW_GAP
    }

    /// Where its words begin.
    pub(super) fn indent(&self) -> f64 {
        if self.heading { 0.0 } else { INDENT }
    }

    /// Draws its sample beside a first line whose top left corner this is.
    pub(super) fn draw(&self, xml: &mut Xml, theme: Theme, at: Point) {
        let middle = at.y + TEXT * LEADING / 2.0;
        match &self.sample {
            Sample::None => {}
            Sample::Node { shape, fill } => {
                let rect = Rect::around(Point::new(at.x + 15.0, middle), 26.0, 13.0);
                node::sample(xml, theme, shape, fill, rect);
            }
            Sample::Line(line) => {
                let (a, b) = (Point::new(at.x, middle), Point::new(at.x + 32.0, middle));
                xml.start("g", &[("fill", &"none")]);
                edge::line(xml, theme, line, &Path(vec![Cubic::quadratic(a, a.towards(b, 0.5), b)]));
                xml.end();
            }
        }
    }
}

/// The entries of a legend, their words wrapped to a column of this width.
pub(super) fn entries(face: &Face, legend: &Legend, width: f64) -> Vec<Entry> {
    let mut maker = Maker { face, width, entries: Vec::new() };
    maker.section("Nodes", !legend.labels.is_empty());
    for label in &legend.labels {
        let sample = Sample::Node { shape: label.shape.clone(), fill: label.fill.clone() };
        maker.entry(sample, &format!("{} ({})", label.label, label.count));
    }
    // A comparison draws views; types and statuses stay in words.
    maker.section("Relations", !legend.views.is_empty());
    for view in &legend.views {
        maker.entry(Sample::Line(view.line.clone()), &format!("{} ({})", view.words, view.count));
    }
    if !legend.views.is_empty() {
        return maker.entries;
    }
    maker.section("Relations", !legend.types.is_empty());
    for kind in &legend.types {
        maker.entry(Sample::Line(kind.line.clone()), &format!("{} ({})", kind.words, kind.count));
    }
    maker.section("Status of relations", !legend.statuses.is_empty());
    for status in &legend.statuses {
        maker.entry(Sample::Line(status_line(status)), &status_words(status));
    }
    maker.entries
}

fn status_line(status: &LegendStatus) -> Line {
    let plain = Line { style: status.style.clone(), double: status.double, ..Line::default() };
    let width = if status.style == "dotted" { 1.8 } else { 1.4 };
    Line { arrow: status.arrow.clone().unwrap_or(plain.arrow), width, ..plain }
}

fn status_words(status: &LegendStatus) -> String {
    let meaning = status.description.trim_end_matches('.');
    if meaning.is_empty() {
        format!("{} ({})", status.status, status.count)
    } else {
        format!("{}: {meaning} ({})", status.status, status.count)
    }
}

struct Maker<'a> {
    face: &'a Face,
    width: f64,
    entries: Vec<Entry>,
}

impl Maker<'_> {
    fn section(&mut self, title: &str, any: bool) {
        if any {
            let width = self.face.bold_width(title, TEXT);
            self.entries.push(Entry { sample: Sample::None, lines: vec![(title.to_owned(), width)], heading: true });
        }
    }

    fn entry(&mut self, sample: Sample, words: &str) {
        let lines = wrapped(self.face, words, TEXT, self.width - INDENT);
        let lines = lines.into_iter().map(|line| (self.face.width(&line, TEXT), line)).map(|(w, line)| (line, w));
        self.entries.push(Entry { sample, lines: lines.collect(), heading: false });
    }
}
