//! Figures as files of other tools.

mod alt;
mod dot;
mod html;
mod names;
mod paint;
mod svg;

pub(crate) use alt::counted;
pub use alt::{long as long_alt, short as short_alt};
pub use dot::dot;
pub use html::html;
pub use paint::{Fonts, pdf, png};
pub(crate) use svg::NAMESPACE;
pub use svg::{Fit, Size, Style, Theme, letters, svg};
