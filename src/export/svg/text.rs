//! Text in lines.

use super::Fit;
use super::theme::Theme;
use super::xml::{Num, Xml};
use crate::layout::TextBlock;
use crate::layout::geometry::Point;

/// How a line of text looks.
#[derive(Clone, Copy)]
pub(super) struct Letters<'a> {
    pub(super) size: f64,
    pub(super) colour: &'a str,
    pub(super) bold: bool,
    pub(super) halo: Option<&'a str>,
    pub(super) fit: Fit,
}

impl<'a> Letters<'a> {
    pub(super) fn plain(theme: Theme, size: f64, fit: Fit) -> Letters<'a> {
        Letters { size, colour: theme.text(), bold: false, halo: None, fit }
    }
}

/// Writes a block of text, a line an element.
pub(super) fn block(xml: &mut Xml, letters: Letters<'_>, block: &TextBlock) {
    for (line, at, width) in block.baselines() {
        self::line(xml, letters, line, at, width);
    }
}

/// Writes a line from its left end.
pub(super) fn line(xml: &mut Xml, letters: Letters<'_>, line: &str, at: Point, width: f64) {
    let (x, y, size) = (Num(at.x), Num(at.y), Num(letters.size));
    let (length, halo) = (Num(width), letters.halo.unwrap_or(""));
    let mut attributes: Vec<(&str, &dyn std::fmt::Display)> =
        vec![("x", &x), ("y", &y), ("font-size", &size), ("fill", &letters.colour)];
    if letters.bold {
        attributes.push(("font-weight", &"bold"));
    }
    if letters.fit == Fit::Measured && line.chars().count() > 1 {
        // Another face on the reader's machine is squeezed into the room that was measured.
        attributes.push(("textLength", &length));
        attributes.push(("lengthAdjust", &"spacingAndGlyphs"));
    }
    if letters.halo.is_some() {
        attributes.extend([("stroke", &halo as &dyn std::fmt::Display), ("stroke-width", &"3")]);
        attributes.extend([("stroke-linejoin", &"round" as &dyn std::fmt::Display), ("paint-order", &"stroke")]);
    }
    xml.text("text", &attributes, line);
}
