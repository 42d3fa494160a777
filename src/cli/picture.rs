//! A drawing as the user asked for it: which form, which layout, which look.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::graphviz;
use crate::diagnostic::{Class, Diagnostic, Outcome, nearest};
use crate::export::{self, Fit, Fonts, Size, Style, Theme};
use crate::figure::Figure;
use crate::files;
use crate::interchange;
use crate::layout::geometry::Point;
use crate::layout::{self, Drawing, Engine, Labels, Options};

/// The forms of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Graphviz's language.
    Dot,
    /// Scalable Vector Graphics.
    Svg,
    /// Pixels.
    Png,
    /// A page to print.
    Pdf,
    /// A page to look at, search and filter.
    Html,
    /// A Mermaid flowchart.
    Mermaid,
    /// A LaTeX document with a TikZ picture.
    Tikz,
    /// D2.
    D2,
    /// draw.io's XML.
    Drawio,
}

/// The endings of files and the forms they stand for.
const ENDINGS: [(&str, Form); 12] = [
    ("svg", Form::Svg),
    ("png", Form::Png),
    ("pdf", Form::Pdf),
    ("html", Form::Html),
    ("htm", Form::Html),
    ("dot", Form::Dot),
    ("gv", Form::Dot),
    ("mmd", Form::Mermaid),
    ("mermaid", Form::Mermaid),
    ("tex", Form::Tikz),
    ("d2", Form::D2),
    ("drawio", Form::Drawio),
];

impl Form {
    /// The form that a file's ending asks for.
    ///
    /// # Errors
    /// An ending that is none of ours.
    pub fn of(path: &Path) -> Outcome<Form> {
        let Some(ending) = path.extension() else { return Ok(Form::Dot) };
        let ending = ending.to_string_lossy().to_lowercase();
        let found = ENDINGS.iter().find(|(known, _)| **known == ending);
        found.map(|(_, form)| *form).ok_or_else(|| {
            let pictures: Vec<&str> = ENDINGS.iter().map(|(known, _)| *known).collect();
            let graphs = interchange::ENDINGS.iter().map(|(known, _)| *known).filter(|known| !pictures.contains(known));
            let graphs: Vec<&str> = graphs.collect();
            let listed =
                |endings: &[&str]| endings.iter().map(|known| format!("`.{known}`")).collect::<Vec<_>>().join(", ");
            let message = format!(
                "can't draw `.{ending}`, expected {}, or for other programs {}",
                listed(&pictures),
                listed(&graphs)
            );
            let near = nearest(&ending, pictures.iter().chain(&graphs).copied());
            let rows = matches!(ending.as_str(), "csv" | "tsv" | "xlsx" | "txt" | "md" | "jsonl");
            let hint = match near {
                _ if rows => {
                    Some("rows are written by `actant query`; `export --neo4j` writes the graph as CSV files".into())
                }
                near => near.map(|near| format!("did you mean `.{near}`?")),
            };
            Box::new(Diagnostic::plain(Class::UsageError, message).hint_if(hint))
        })
    }
}

/// How the nodes are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Layout {
    /// Distance on paper follows distance in the graph
    #[default]
    Stress,
    /// Edges run from left to right
    Layers,
    /// Circles around one actor
    Rings,
    /// Layers by Graphviz
    Dot,
    /// Springs by Graphviz
    Neato,
    /// Forces by Graphviz
    Fdp,
    /// Forces on several scales by Graphviz
    Sfdp,
    /// Circles by Graphviz
    Circo,
    /// Rings by Graphviz
    Twopi,
}

impl Layout {
    /// How our own code finds places: Graphviz's layouts fall back to stress.
    fn engine(self) -> Engine {
        match self {
            Layout::Layers => Engine::Layers,
            Layout::Rings => Engine::Rings,
            Layout::Stress | Layout::Dot | Layout::Neato | Layout::Fdp => Engine::Stress,
            Layout::Sfdp | Layout::Circo | Layout::Twopi => Engine::Stress,
        }
    }

    fn is_graphviz(self) -> bool {
        match self {
            Layout::Stress | Layout::Layers | Layout::Rings => false,
            Layout::Dot | Layout::Neato | Layout::Fdp | Layout::Sfdp | Layout::Circo | Layout::Twopi => true,
        }
    }
}

/// What a picture is made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Look {
    /// Colour on white
    #[default]
    Print,
    /// Greys on white
    Grey,
    /// Light on dark
    Projector,
}

/// Which words are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Words {
    /// Those of relations too, in a small picture
    #[default]
    Auto,
    /// All
    All,
    /// Names of nodes
    Nodes,
    /// None
    None,
}

/// Whether a picture says what its relations rest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Notes {
    /// Only on pointing at them
    #[default]
    None,
    /// By numbers, with the passages and references below
    Numbered,
}

/// How a drawing is to look.
#[derive(Clone, Debug, Default, Args)]
pub struct Picture {
    /// How to lay out the nodes
    #[arg(long, value_enum, default_value_t)]
    pub layout: Layout,
    /// Colours: print, grey or projector
    #[arg(long, value_enum, default_value_t)]
    pub theme: Look,
    /// Which words to draw
    #[arg(long, value_enum, default_value_t)]
    pub labels: Words,
    /// A4, A5, slide, or a width such as 160mm or 1200px
    #[arg(long, value_name = "SIZE", value_parser = sheet)]
    pub size: Option<Sheet>,
    /// What stands over the picture
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Whether to number what each relation rests on, with passages and references below
    #[arg(long, value_enum, default_value_t)]
    pub notes: Notes,
    /// Another number gives another drawing
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Keep places of nodes in this file, so that a series of pictures lines up
    #[arg(long, value_name = "FILE")]
    pub positions: Option<PathBuf>,
    /// Whether the file of places is left as it is.
    #[arg(skip)]
    pub places_are_read_only: bool,
}

/// A size, and how many pixels of ours make one of a PNG.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    size: Size,
    zoom: f32,
}

impl fmt::Display for Sheet {
    /// As [`sheet`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let thousandths = |amount: f64| (amount * 1000.0).round() / 1000.0;
        match self.size {
            Size::Natural => Ok(()),
            Size::Page(960.0, _) => f.write_str("slide"),
            Size::Page(width, _) if width > 700.0 => f.write_str("A4"),
            Size::Page(..) => f.write_str("A5"),
            Size::Width(width) if self.zoom == PIXEL_ZOOM => write!(f, "{}px", thousandths(width / PIXEL)),
            Size::Width(width) => write!(f, "{}mm", thousandths(width / MILLIMETRE)),
        }
    }
}

/// Points in a pixel.
const PIXEL: f64 = 0.75;
/// How many pixels of a PNG make one of ours where its width was given in pixels.
const PIXEL_ZOOM: f32 = 1.0;
/// Smaller letters can't be read on paper, in points.
const READABLE: f64 = 4.5;
/// Points in a millimetre.
const MILLIMETRE: f64 = 72.0 / 25.4;

/// Reads a size: `A4`, `A5`, `slide`, `160mm`, `1200px`.
pub fn sheet(text: &str) -> Result<Sheet, String> {
    let page =
        |width: f64, height: f64| Sheet { size: Size::Page(width * MILLIMETRE, height * MILLIMETRE), zoom: 3.125 };
    let amount = |unit: &str| text.trim().strip_suffix(unit)?.trim().parse::<f64>().ok();
    let sane = |width: f64, least: f64, most: f64| if (least..=most).contains(&width) { Some(width) } else { None };
    match text.trim().to_lowercase().as_str() {
        "a4" => return Ok(page(297.0, 210.0)),
        "a5" => return Ok(page(210.0, 148.0)),
        "slide" => return Ok(Sheet { size: Size::Page(960.0, 540.0), zoom: 1.5 }),
        _ => {}
    }
    let millimetres = amount("mm").and_then(|width| sane(width, 20.0, 2_000.0));
    let pixels = amount("px").and_then(|width| sane(width, 100.0, 16_000.0));
    let wide = |width: f64, zoom: f32| Sheet { size: Size::Width(width), zoom };
    let found = millimetres
        .map(|width| wide(width * MILLIMETRE, 3.125))
        .or(pixels.map(|width| wide(width * PIXEL, PIXEL_ZOOM)));
    found.ok_or_else(|| "expected `A4`, `A5`, `slide`, 20mm to 2000mm or 100px to 16000px".into())
}

/// A drawing as bytes, and what is to be said about it.
pub struct Written {
    /// What goes into the file.
    pub bytes: Vec<u8>,
    /// What the user should know: letters that no face has, words too small to read.
    pub notes: Vec<String>,
}

/// Draws a figure in a form.
///
/// # Errors
/// A file of positions that can't be read or written, or a picture that can't be painted.
pub fn draw(mut figure: Figure, form: Form, picture: &Picture, mut recipe: Vec<(String, String)>) -> Outcome<Written> {
    if let Some(title) = &picture.title {
        figure.title.clone_from(title);
    }
    if picture.notes == Notes::Numbered {
        figure = figure.noted();
        recipe.push(("notes".into(), name(&picture.notes)));
    }
    if let Some(written) = without_places(&figure, form) {
        return Ok(written);
    }
    let sheet = picture.size.unwrap_or(Sheet { size: Size::Natural, zoom: 2.0 });
    let options = options(picture, sheet)?;
    let mut notes = Vec::new();
    let (drawing, layout) = arranged(&figure, &options, picture.layout, &mut notes);
    if let Some(path) = picture.positions.as_ref().filter(|_| !picture.places_are_read_only) {
        keep_positions(path, &figure, &drawing, options.fixed)?;
    }
    recipe.push(("layout".into(), name(&layout)));
    recipe.push(("labels".into(), name(&picture.labels)));
    recipe.push(("seed".into(), options.seed.to_string()));
    recipe.push(("data".into(), format!("{:016x}", figure.fingerprint())));
    if let Some(mut written) = with_places(&figure, &drawing, form, &recipe) {
        written.notes.splice(0..0, notes);
        return Ok(written);
    }
    let theme = theme(picture.theme);
    let fit = if form == Form::Svg { Fit::Measured } else { Fit::Free };
    let style = Style { theme, size: sheet.size, fit, recipe };
    notes.extend(too_small(export::letters(&figure, &drawing, &style)));
    let svg = export::svg(&figure, &drawing, &style);
    let bytes = match form {
        Form::Dot | Form::Svg | Form::Html | Form::Mermaid | Form::Tikz | Form::D2 | Form::Drawio => svg.into_bytes(),
        Form::Png => {
            let (fonts, svg) = lettered(&drawing, svg, &mut notes);
            export::png(&svg, &fonts, sheet.zoom)?
        }
        Form::Pdf => {
            let (fonts, svg) = lettered(&drawing, svg, &mut notes);
            export::pdf(&svg, &fonts)?
        }
    };
    Ok(Written { bytes, notes })
}

/// The forms whose readers find places themselves.
fn without_places(figure: &Figure, form: Form) -> Option<Written> {
    let text = match form {
        Form::Dot => export::dot(figure),
        Form::D2 => export::d2(figure),
        Form::Mermaid => {
            let text = export::mermaid(figure);
            let notes = export::mermaid_limits(figure, &text);
            return Some(Written { bytes: text.into_bytes(), notes });
        }
        Form::Svg | Form::Png | Form::Pdf | Form::Html | Form::Tikz | Form::Drawio => return None,
    };
    Some(Written { bytes: text.into_bytes(), notes: Vec::new() })
}

/// The forms that take our places and bring their own look.
fn with_places(figure: &Figure, drawing: &Drawing, form: Form, recipe: &[(String, String)]) -> Option<Written> {
    let text = match form {
        Form::Html => export::html(figure, drawing, recipe),
        Form::Tikz => export::tikz(figure, drawing),
        Form::Drawio => export::drawio(figure, drawing),
        Form::Dot | Form::Svg | Form::Png | Form::Pdf | Form::Mermaid | Form::D2 => return None,
    };
    Some(Written { bytes: text.into_bytes(), notes: Vec::new() })
}

/// What to say of letters of this size, in points.
fn too_small(letters: f64) -> Option<String> {
    let way = "draw less, as with `--around NAME`, or look at `.html`";
    (letters < READABLE).then(|| format!("names are {letters:.1} points high on this page, too small to read: {way}"))
}

/// Places by the layout that was asked for, or where Graphviz doesn't give any, by stress; and by which.
fn arranged(figure: &Figure, options: &Options, layout: Layout, notes: &mut Vec<String>) -> (Drawing, Layout) {
    if !layout.is_graphviz() {
        return (layout::arrange(figure, options), layout);
    }
    match graphviz::arrange(figure, options, &name(&layout), graphviz::LIMIT) {
        Ok(drawing) => (drawing, layout),
        Err(why) => {
            notes.push(format!("{why}: laid out by `stress` instead"));
            (layout::arrange(figure, options), Layout::Stress)
        }
    }
}

fn name(value: &impl ValueEnum) -> String {
    value.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

fn theme(look: Look) -> Theme {
    match look {
        Look::Print => Theme::Print,
        Look::Grey => Theme::Grey,
        Look::Projector => Theme::Projector,
    }
}

fn options(picture: &Picture, sheet: Sheet) -> Outcome<Options> {
    let engine = picture.layout.engine();
    let labels = match picture.labels {
        Words::Auto => Labels::Auto,
        Words::All => Labels::All,
        Words::Nodes => Labels::Nodes,
        Words::None => Labels::None,
    };
    let ratio = match sheet.size {
        // Legend and caption take their share of the page.
        Size::Page(width, height) => width / height * 0.9,
        Size::Natural | Size::Width(_) => 1.4,
    };
    let fixed = picture.positions.as_deref().map(read_positions).transpose()?.unwrap_or_default();
    Ok(Options { engine, labels, ratio, fixed, seed: picture.seed.unwrap_or(1), centre: None })
}

/// The embedded face, and the system's where a letter is missing from it; and the picture without letters that
/// none of them has: one of them would keep the rest of its line from being drawn.
fn lettered(drawing: &Drawing, svg: String, notes: &mut Vec<String>) -> (Fonts, String) {
    if drawing.unknown.is_empty() {
        return (Fonts::embedded(), svg);
    }
    let fonts = Fonts::with(files::system_fonts());
    let lacking = fonts.lack(drawing.unknown.iter().copied());
    if lacking.is_empty() {
        return (fonts, svg);
    }
    let some: String = lacking.iter().take(20).collect();
    notes.push(format!("no font on this machine has `{some}`: install one that does, or take `.svg`"));
    let drawn = svg.chars().map(|c| if lacking.contains(&c) { char::REPLACEMENT_CHARACTER } else { c });
    (fonts, drawn.collect())
}

/// Places by key; none where there is no such file yet.
fn read_positions(path: &Path) -> Outcome<BTreeMap<String, Point>> {
    let Some(text) = files::read_if_there(path)? else { return Ok(BTreeMap::new()) };
    let places: BTreeMap<String, [f64; 2]> = serde_json::from_str(&text).map_err(|error| {
        let expected = "expected an object of `\"id\": [x, y]`, as `--positions` writes it";
        let message = format!("can't read places from `{}`: {error}; {expected}", path.display());
        Box::new(Diagnostic::plain(Class::FileError, message))
    })?;
    Ok(places.into_iter().map(|(key, [x, y])| (key, Point::new(x, y))).collect())
}

fn keep_positions(path: &Path, figure: &Figure, drawing: &Drawing, known: BTreeMap<String, Point>) -> Outcome<()> {
    let mut places = known;
    for (node, placed) in figure.nodes.iter().zip(&drawing.nodes) {
        places.insert(node.key.clone(), placed.rect.centre());
    }
    let tenth = |number: f64| (number * 10.0).round() / 10.0;
    let line = |(key, at): (&String, &Point)| {
        let key = serde_json::Value::from(key.as_str());
        format!("  {key}: [{}, {}]", tenth(at.x), tenth(at.y))
    };
    let lines: Vec<String> = places.iter().map(line).collect();
    files::write_atomically(path, format!("{{\n{}\n}}\n", lines.join(",\n")).as_bytes())
}
