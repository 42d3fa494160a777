//! XML, written: every text and every value escaped, every element closed.

use std::fmt::{self, Display, Write};

use crate::export::names::visible;
use crate::layout::geometry::Point;

/// The attributes of an element.
pub(in crate::export) type Attributes<'a> = &'a [(&'a str, &'a dyn Display)];

/// A document in the making.
#[derive(Default)]
pub(in crate::export) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// Begins an element; [`Xml::end`] ends it.
    pub(in crate::export) fn start(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.indent();
        self.tag(tag, attributes, ">");
        self.out.push('\n');
        self.open.push(tag);
    }

    /// Ends what was begun last.
    pub(in crate::export) fn end(&mut self) {
        if let Some(tag) = self.open.pop() {
            self.indent();
            self.put(format_args!("</{tag}>\n"));
        }
    }

    /// An element without content.
    pub(in crate::export) fn leaf(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.indent();
        self.tag(tag, attributes, "/>");
        self.out.push('\n');
    }

    /// An element that holds text.
    pub(in crate::export) fn text(&mut self, tag: &'static str, attributes: Attributes<'_>, text: &str) {
        self.indent();
        self.tag(tag, attributes, ">");
        Escaped(&mut self.out).put(text);
        self.put(format_args!("</{tag}>\n"));
    }

    /// The document.
    pub(in crate::export) fn finish(self) -> String {
        self.out
    }

    fn indent(&mut self) {
        (0..self.open.len()).for_each(|_| self.out.push(' '));
    }

    fn tag(&mut self, tag: &str, attributes: Attributes<'_>, end: &str) {
        self.put(format_args!("<{tag}"));
        for (name, value) in attributes {
            self.put(format_args!(" {name}=\""));
            let before = self.out.len();
            let done = write!(Escaped(&mut self.out), "{value}");
            debug_assert!(done.is_ok() && self.out.len() >= before);
            self.out.push('"');
        }
        self.out.push_str(end);
    }

    fn put(&mut self, text: fmt::Arguments<'_>) {
        // Writing into a String can't fail.
        let _ = self.out.write_fmt(text);
    }
}

/// Text that no reader takes for markup.
struct Escaped<'a>(&'a mut String);

impl Escaped<'_> {
    fn put(&mut self, text: &str) {
        for c in text.chars().filter_map(visible) {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\n' => self.0.push_str("&#10;"),
                _ => self.0.push(c),
            }
        }
    }
}

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.put(text);
        Ok(())
    }
}

/// A number with one digit after the point, none where it is 0.
#[derive(Clone, Copy)]
pub(in crate::export) struct Num(pub(in crate::export) f64);

impl Display for Num {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
        if rest == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{rest}") }
    }
}

/// A place as `x y`.
pub(super) struct At(pub(super) Point);

impl Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", Num(self.0.x), Num(self.0.y))
    }
}

/// A closed line through places, as path data.
pub(super) fn polygon(points: &[Point]) -> String {
    let corners =
        points.iter().enumerate().map(|(turn, at)| format!("{}{}", if turn == 0 { "M" } else { "L" }, At(*at)));
    corners.chain(["Z".to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::{Num, Xml};

    #[test]
    fn markup_stays_text() {
        let mut xml = Xml::default();
        xml.text("title", &[("id", &"\"><script>")], "a</title>&\u{1b}\0");
        assert_eq!(xml.finish(), "<title id=\"&quot;&gt;&lt;script&gt;\">a&lt;/title&gt;&amp;\u{241b}</title>\n");
    }

    #[test]
    fn numbers() {
        let numbers = [1.0, -0.04, 12.34, -3.25, 0.95].map(|number| Num(number).to_string());
        assert_eq!(numbers, ["1", "0", "12.3", "-3.3", "1"].map(String::from));
    }
}
