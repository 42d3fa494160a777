//! Text in lines: broken at spaces, after hyphens and slashes, and inside what is written without spaces.

use super::face::Face;

/// So many lines of a name are drawn; the rest is cut, and the whole stands in the tooltip.
pub(super) const LINES_MAX: usize = 8;
/// So many characters of a text are looked at: more could not be drawn anyway.
const CHARS_MAX: usize = 400;

/// Text broken into lines that fit `width` at this size. O(its length).
pub fn wrapped(face: &Face, text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        put(face, piece, size, width, &mut lines);
    }
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines.retain(|line| !line.is_empty());
    lines
}

/// Text in as few lines as make a well-shaped block: no wider than `widest`, and about `ratio` times
/// as wide as high. Text that is too long is cut with an ellipsis.
pub(super) fn block(face: &Face, text: &str, size: f64, widest: f64, ratio: f64) -> Vec<String> {
    let text = shortened(text);
    let whole = face.width(&text, size);
    let height = size * super::face::LEADING;
    // No word is broken that fits a line of the widest.
    let word = pieces(&text).map(|piece| face.width(piece.trim_end(), size)).fold(size * 5.0, f64::max);
    let ideal = (whole * height * ratio).sqrt().max(word).min(widest);
    let mut lines = wrapped(face, &text, size, ideal);
    // The same number of lines in less width: even lines instead of a last one with a single word.
    for share in [0.75, 0.8, 0.85, 0.9, 0.95] {
        let narrower = wrapped(face, &text, size, (ideal * share).max(word).min(widest));
        if narrower.len() <= lines.len() {
            lines = narrower;
            break;
        }
    }
    cut(lines)
}

fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let visible = text.chars().filter(|c| !c.is_control());
    if text.chars().count() <= CHARS_MAX {
        return visible.collect();
    }
    visible.take(CHARS_MAX - 1).chain(['…']).collect()
}

fn cut(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > LINES_MAX {
        lines.truncate(LINES_MAX);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

/// The pieces that stay whole where they can, each with the spaces after it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([' ', '-', '/', '–', '—'])
}

fn put(face: &Face, piece: &str, size: f64, width: f64, lines: &mut Vec<String>) {
    let last = lines.len() - 1;
    let used = face.width(&lines[last], size);
    let length = face.width(piece.trim_end(), size);
    if used + length <= width {
        lines[last].push_str(piece);
    } else if length <= width {
        lines.push(piece.to_owned());
    } else {
        put_in_parts(face, piece, size, width, lines);
    }
}

/// A word that is wider than a line.
fn put_in_parts(face: &Face, word: &str, size: f64, width: f64, lines: &mut Vec<String>) {
    let mut used = lines.last().map_or(0.0, |line| face.width(line, size));
    for c in word.chars() {
        let length = face.width(c.encode_utf8(&mut [0; 4]), size);
        if used > 0.0 && length > 0.0 && used + length > width {
            lines.push(String::new());
            used = 0.0;
        }
        used += length;
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Face, LINES_MAX, block, wrapped};

    #[test]
    fn lines_fit_and_keep_every_word() {
        let face = Face::default();
        let text = "Collective Security Treaty Organization of post-Soviet states";
        let lines = wrapped(&face, text, 10.0, 90.0);
        assert!(lines.iter().all(|line| face.width(line, 10.0) <= 90.0), "{lines:?}");
        assert_eq!(lines.join(" ").replace("- ", "-"), text);
    }

    #[test]
    fn text_without_spaces_and_long_text() {
        let face = Face::default();
        assert!(wrapped(&face, &"中".repeat(30), 10.0, 90.0).len() > 2);
        let lines = block(&face, &"word ".repeat(1000), 10.0, 100.0, 3.0);
        assert_eq!(lines.len(), LINES_MAX);
        assert!(lines[LINES_MAX - 1].ends_with('…'));
        assert!(block(&face, "", 10.0, 100.0, 3.0).is_empty());
    }
}
