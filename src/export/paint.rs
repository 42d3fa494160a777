//! SVG as PNG and as PDF. Both read the SVG with one library, and text with the faces they are given.

mod settle;

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Options, Tree, fontdb};

use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::layout::face;

/// No side of a picture has more pixels.
const SIDE_MAX: f32 = 16_000.0;

/// The faces that text is set in.
#[derive(Clone)]
pub struct Fonts(Arc<fontdb::Database>);

impl Fonts {
    /// The embedded face, and whatever else a database holds for letters that it lacks.
    pub fn with(mut database: fontdb::Database) -> Fonts {
        face::fonts().into_iter().for_each(|font| database.load_font_data(font.to_vec()));
        // Text of an unknown family would not be drawn at all.
        database.set_sans_serif_family(face::FAMILY);
        database.set_serif_family(face::FAMILY);
        database.set_monospace_family(face::FAMILY);
        Fonts(Arc::new(database))
    }

    /// The embedded face alone.
    pub fn embedded() -> Fonts {
        Fonts::with(fontdb::Database::new())
    }

    /// The characters of a text that no face can draw.
    pub fn lack(&self, text: impl Iterator<Item = char>) -> Vec<char> {
        let known = |c: char, id| self.0.with_face_data(id, |data, index| knows(data, index, c)).unwrap_or(false);
        text.filter(|c| !self.0.faces().any(|face| known(*c, face.id))).collect()
    }
}

fn knows(data: &[u8], index: u32, c: char) -> bool {
    ttf_parser::Face::parse(data, index).is_ok_and(|face| face.glyph_index(c).is_some())
}

/// Paints an SVG of ours, `zoom` pixels for each of its own (96 to the inch). O(pixels).
///
/// # Errors
/// A picture that is too large for the memory.
pub fn png(svg: &str, fonts: &Fonts, zoom: f32) -> Outcome<Vec<u8>> {
    let tree = tree(svg, fonts)?;
    let size = tree.size();
    let zoom = zoom.min(SIDE_MAX / size.width()).min(SIDE_MAX / size.height());
    let side = |length: f32| (length * zoom).ceil().max(1.0) as u32;
    let (width, height) = (side(size.width()), side(size.height()));
    let mut pixels =
        Pixmap::new(width, height).ok_or_else(|| failed(&format!("found no room for {width} × {height} pixels")))?;
    resvg::render(&tree, Transform::from_scale(zoom, zoom), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| failed(&error.to_string()))
}

/// Writes an SVG of ours as a page of PDF, the same bytes each time. Its text can be selected, and holds only
/// the letters it needs.
///
/// # Errors
/// What the writer of PDF refuses.
pub fn pdf(svg: &str, fonts: &Fonts) -> Outcome<Vec<u8>> {
    let tree = tree(svg, fonts)?;
    // A unit of the tree is a pixel, 96 to the inch.
    let page = svg2pdf::PageOptions { dpi: 96.0 };
    let pdf = svg2pdf::to_pdf(&tree, svg2pdf::ConversionOptions::default(), page);
    let pdf = pdf.map_err(|error| failed(&error.to_string()))?;
    Ok(settle::settled(&pdf).unwrap_or(pdf))
}

fn tree(svg: &str, fonts: &Fonts) -> Outcome<Tree> {
    let options = Options { fontdb: fonts.0.clone(), font_family: face::FAMILY.into(), ..Options::default() };
    Tree::from_str(svg, &options).map_err(|error: usvg::Error| failed(&error.to_string()))
}

fn failed(why: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::plain(Class::FileError, format!("the picture can't be painted: {why}")))
}
