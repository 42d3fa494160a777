//! One node and up to nine others around it as letters on a terminal: who points at it on the left, what
//! it points at on the right.

use std::collections::BTreeMap;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::dot::text::lines as wrapped;
use super::names::one_line;
use crate::figure::{Edge, Figure, Line};

/// So many others stand around the node.
const OTHERS: usize = 9;
/// So many relations of one other node are drawn on a side; the rest is counted.
const LINES: usize = 3;
/// Below so many columns everything stands under the node instead of beside it.
const NARROW: usize = 72;
/// The widest name in the middle.
const MIDDLE: usize = 24;
/// The least dash before and after the words of a line.
const DASH: usize = 2;

/// A picture, and what it does not show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ego {
    /// The lines, each ended.
    pub text: String,
    /// How many nodes next to the middle one found no place.
    pub left_out: usize,
}

/// A line between the middle and another node.
struct Row {
    other: String,
    words: String,
    line: Line,
    out: bool,
}

/// Draws the node with this key and those next to it, the ones with most relations first, within so many
/// columns. O(n log n) in the figure's edges; empty where the figure has no such node.
pub fn ego(figure: &Figure, key: &str, columns: usize, colour: bool) -> Ego {
    let Some(middle) = figure.nodes.iter().position(|node| node.key == key) else { return Ego::default() };
    let (others, left_out) = others(figure, middle);
    let rows: Vec<Row> = others.iter().flat_map(|other| rows(figure, middle, *other)).collect();
    let name = clean(&figure.nodes[middle].name);
    let pen = Pen { columns, colour };
    let lines = if columns < NARROW { pen.below(&name, &rows) } else { pen.beside(&name, &rows) };
    Ego { text: lines.join("\n") + "\n", left_out }
}

/// The nodes next to this one, those with most relations first, and how many more there are.
fn others(figure: &Figure, middle: usize) -> (Vec<usize>, usize) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for edge in figure.edges.iter().filter(|edge| edge.from == middle || edge.to == middle) {
        *counts.entry(if edge.from == middle { edge.to } else { edge.from }).or_default() += 1;
    }
    let mut others: Vec<usize> = counts.keys().copied().collect();
    others.sort_by_key(|other| (std::cmp::Reverse(counts[other]), *other));
    let left_out = others.len().saturating_sub(OTHERS);
    others.truncate(OTHERS);
    (others, left_out)
}

/// The relations between the middle and another node, those that say the same told once.
fn rows(figure: &Figure, middle: usize, other: usize) -> Vec<Row> {
    let between = |edge: &&Edge| (edge.from, edge.to) == (middle, other) || (edge.from, edge.to) == (other, middle);
    let mut rows: Vec<Row> = Vec::new();
    for edge in figure.edges.iter().filter(between) {
        let (out, words) = (edge.from == middle, clean(&edge.label));
        if !rows.iter().any(|row| row.out == out && row.words == words) {
            rows.push(Row { other: clean(&figure.nodes[other].name), words, line: edge.line.clone(), out });
        }
    }
    cut(rows)
}

/// No more than a few lines a side; the last one counts what is left.
fn cut(rows: Vec<Row>) -> Vec<Row> {
    let (mut out, mut into): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.out);
    for side in [&mut into, &mut out] {
        let more = (side.len() + 1).saturating_sub(LINES);
        if side.len() > LINES {
            side.truncate(LINES);
            side[LINES - 1].words = format!("and {more} more relations");
            side[LINES - 1].line = Line { arrow: "none".into(), style: "dotted".into(), ..Line::default() };
        }
    }
    into.extend(out);
    into
}

struct Pen {
    columns: usize,
    colour: bool,
}

impl Pen {
    /// The middle in a box, rows left and right of it.
    fn beside(&self, name: &str, rows: &[Row]) -> Vec<String> {
        let (right, left): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.out);
        let name: Vec<String> = wrapped(name, MIDDLE).iter().take(4).map(|line| fitted(line, MIDDLE)).collect();
        let inner = name.iter().map(|line| line.width()).max().unwrap_or(0) + 2;
        let sides = self.columns.saturating_sub(inner + 2);
        let room = if right.is_empty() { sides } else { sides / 2 };
        let left_width = left.iter().map(|row| needs(row)).max().unwrap_or(0).min(room);
        let height = left.len().max(right.len()).max(name.len());
        let edge = |a: &str, b: &str| format!("{}{a}{}{b}", " ".repeat(left_width), "─".repeat(inner));
        let mut lines = vec![edge("┌", "┐")];
        for at in 0..height {
            let before =
                centred(&left, at, height).map_or_else(|| " ".repeat(left_width), |row| self.left(row, left_width));
            let after = centred(&right, at, height).map_or_else(String::new, |row| self.right(row, sides - left_width));
            let text = centred(&name, at, height).map_or("", |line| line);
            let space = " ".repeat(inner - 1 - text.width());
            lines.push(format!("{before}│ {}{space}│{after}", self.paint("1", text)));
        }
        lines.push(edge("└", "┘"));
        lines
    }

    /// The middle in a box, rows under it.
    fn below(&self, name: &str, rows: &[Row]) -> Vec<String> {
        let name = fitted(name, self.columns.saturating_sub(4).max(4));
        let inner = name.width() + 2;
        let (top, bottom) = ("─".repeat(inner), "─".repeat(inner - 1));
        let open = if rows.is_empty() { "─" } else { "┬" };
        let mut lines =
            vec![format!("┌{top}┐"), format!("│ {} │", self.paint("1", &name)), format!("└{open}{bottom}┘")];
        for (at, row) in rows.iter().enumerate() {
            let corner = if at + 1 == rows.len() { "└" } else { "├" };
            let line = dash(&row.line);
            let (tail, head) = if row.out { (line, head(&row.line)) } else { (back(&row.line), line) };
            let room = self.columns.saturating_sub(8);
            let words = fitted(&row.words, room * 3 / 5);
            let other = fitted(&row.other, room.saturating_sub(words.width()).max(4));
            let shaft = self.tint(&row.line, &format!("{tail}{line}"));
            lines.push(format!(" {corner}{shaft} {words} {} {other}", self.tint(&row.line, head)));
        }
        lines
    }

    /// `Name ── words ──▶`, so wide.
    fn left(&self, row: &Row, width: usize) -> String {
        let (other, words) = shared(row, width);
        let fill = width.saturating_sub(other.width() + words.width() + DASH + 4);
        let (line, head) = (dash(&row.line), head(&row.line));
        let start = self.tint(&row.line, &line.repeat(DASH));
        let end = self.tint(&row.line, &format!("{}{head}", line.repeat(fill)));
        format!("{other} {start} {words} {end}")
    }

    /// `── words ──▶ Name`, at most so wide.
    fn right(&self, row: &Row, width: usize) -> String {
        let (other, words) = shared(row, width);
        let (line, head) = (dash(&row.line), head(&row.line));
        let start = self.tint(&row.line, &line.repeat(DASH));
        let end = self.tint(&row.line, &format!("{}{head}", line.repeat(DASH)));
        format!("{start} {words} {end} {other}")
    }

    fn tint(&self, line: &Line, text: &str) -> String {
        match &*line.colour {
            "#0072B2" => self.paint("34", text),
            "#A05000" => self.paint("33", text),
            _ => text.to_owned(),
        }
    }

    fn paint(&self, code: &str, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// What stands in this line where the items are centred in so many lines.
fn centred<T>(items: &[T], at: usize, height: usize) -> Option<&T> {
    items.get(at.checked_sub((height - items.len()) / 2)?)
}

/// The columns of a row: both texts, dashes, head and the spaces between.
fn needs(row: &Row) -> usize {
    row.other.width() + row.words.width() + 2 * DASH + 4
}

/// The name and the words of a row, cut where both don't fit.
fn shared(row: &Row, width: usize) -> (String, String) {
    let room = width.saturating_sub(2 * DASH + 4);
    let (other, words) = (row.other.width(), row.words.width());
    if other + words <= room {
        return (row.other.clone(), row.words.clone());
    }
    let other = fitted(&row.other, (room / 2).max(room.saturating_sub(words)));
    let words = fitted(&row.words, room.saturating_sub(other.width()));
    (other, words)
}

/// Text within so many columns, with `…` where it was cut.
fn fitted(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut cut = String::new();
    let mut used = 0;
    for c in text.chars() {
        let width = c.width().unwrap_or(0);
        if used + width >= columns {
            break;
        }
        used += width;
        cut.push(c);
    }
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// Text that moves nothing on a terminal: no controls, none of the marks that turn the direction of a line.
fn clean(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    one_line(text).chars().filter(|c| !turns(*c)).collect()
}

fn dash(line: &Line) -> &'static str {
    match &*line.style {
        _ if line.double => "═",
        "bold" => "━",
        "dashed" => "╌",
        "dotted" => "┈",
        _ => "─",
    }
}

fn head(line: &Line) -> &'static str {
    match &*line.arrow {
        _ if line.symmetric => dash(line),
        "none" => dash(line),
        "empty" => "▷",
        "ediamond" => "◇",
        "obox" => "□",
        "tee" => "┤",
        _ => "▶",
    }
}

/// The head at a line's beginning.
fn back(line: &Line) -> &'static str {
    match head(line) {
        "▷" => "◁",
        "▶" => "◀",
        "┤" => "├",
        other => other,
    }
}
