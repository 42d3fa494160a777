//! How wide text is, in the face that travels inside the program: Noto Sans (Latin, Cyrillic, Greek).

use ttf_parser::Face as Table;
use unicode_width::UnicodeWidthChar;

/// The name of the embedded face.
pub const FAMILY: &str = "Noto Sans";
/// From one line of text to the next, in ems.
pub const LEADING: f64 = 1.22;
/// The bottom of the letters lies so far under the top of the line, in ems.
pub const ASCENT: f64 = 0.93;
/// The width of a letter that the face lacks, in ems, for one column of a terminal.
const UNKNOWN: f64 = 0.58;

/// The embedded face, regular and bold, as TrueType.
pub fn fonts() -> [&'static [u8]; 2] {
    [notosans::REGULAR_TTF, notosans::BOLD_TTF]
}

/// The embedded face, ready to measure with.
pub struct Face {
    regular: Option<Table<'static>>,
    bold: Option<Table<'static>>,
}

impl Default for Face {
    fn default() -> Face {
        let [regular, bold] = fonts().map(|font| Table::parse(font, 0).ok());
        Face { regular, bold }
    }
}

impl Face {
    /// The width of a line of text, without kerning, so never less than what is drawn. O(its length).
    pub fn width(&self, text: &str, size: f64) -> f64 {
        text.chars().map(|c| self.advance(&self.regular, c)).sum::<f64>() * size
    }

    /// The same for bold text.
    pub fn bold_width(&self, text: &str, size: f64) -> f64 {
        text.chars().map(|c| self.advance(&self.bold, c)).sum::<f64>() * size
    }

    /// Whether the embedded face can draw this character.
    pub fn knows(&self, c: char) -> bool {
        c.width().unwrap_or(0) == 0 || self.regular.as_ref().is_some_and(|table| table.glyph_index(c).is_some())
    }

    fn advance(&self, table: &Option<Table<'static>>, c: char) -> f64 {
        let known = table.as_ref().and_then(|table| {
            let advance = table.glyph_hor_advance(table.glyph_index(c)?)?;
            Some(f64::from(advance) / f64::from(table.units_per_em()))
        });
        known.unwrap_or_else(|| UNKNOWN * c.width().unwrap_or(0) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::Face;

    #[test]
    fn knows_the_scripts_of_the_graph() {
        let face = Face::default();
        let unknown: String = "AÁžğ Жқңөұүһі Ωέ §–—“”‘’…«»№€\u{FFFD}".chars().filter(|c| !face.knows(*c)).collect();
        assert_eq!(unknown, "");
        assert!(!face.knows('中') && !face.knows('ع'));
        assert!(face.width("中", 10.0) > face.width("a", 10.0));
        assert!(face.bold_width("Kazakhstan", 10.0) > face.width("Kazakhstan", 10.0));
    }
}
