//! Figures as files of other tools.

mod alt;
mod d2;
mod dot;
mod drawio;
mod html;
mod mermaid;
mod names;
mod paint;
mod svg;
mod terminal;
mod tikz;

pub use alt::{long as long_alt, short as short_alt};
pub use d2::d2;
pub use dot::dot;
pub use drawio::drawio;
pub use html::html;
pub use mermaid::{limits as mermaid_limits, mermaid};
pub use paint::{Fonts, pdf, png};
pub(crate) use svg::NAMESPACE;
pub use svg::{Fit, Size, Style, Theme, letters, svg};
pub use terminal::{Ego, ego};
pub use tikz::tikz;
