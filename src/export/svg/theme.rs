//! Colours for paper, for paper without colour, and for a dark wall.

use crate::figure::Line;

/// What a picture is made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Colour on white.
    #[default]
    Print,
    /// Greys on white; what colour said is said by dashes.
    Grey,
    /// Light on dark.
    Projector,
}

impl Theme {
    /// All themes with their names.
    pub const ALL: [(Theme, &'static str); 3] =
        [(Theme::Print, "print"), (Theme::Grey, "grey"), (Theme::Projector, "projector")];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Print => "print",
            Theme::Grey => "grey",
            Theme::Projector => "projector",
        }
    }

    /// What lies behind everything.
    pub fn background(self) -> &'static str {
        match self {
            Theme::Print | Theme::Grey => "#FFFFFF",
            Theme::Projector => "#12161C",
        }
    }

    /// The colour of text.
    pub fn text(self) -> &'static str {
        match self {
            Theme::Print | Theme::Grey => "#1A1A1A",
            Theme::Projector => "#F5F5F5",
        }
    }

    /// The colour of lesser text.
    pub fn faint(self) -> &'static str {
        match self {
            Theme::Print | Theme::Grey => "#555555",
            Theme::Projector => "#B8BEC6",
        }
    }

    /// The border of nodes.
    pub fn border(self) -> &'static str {
        match self {
            Theme::Print | Theme::Grey => "#4A4A4A",
            Theme::Projector => "#AEB6C0",
        }
    }

    /// The fill of a node whose colour on paper is this.
    pub fn fill(self, fill: &str) -> String {
        let Some([red, green, blue]) = channels(fill) else { return self.background().into() };
        match self {
            Theme::Print => fill.into(),
            Theme::Grey => {
                let grey = (0.2126 * red + 0.7152 * green + 0.0722 * blue).round();
                hex([grey; 3])
            }
            // A pastel's distance from white, made a colour's distance from black.
            Theme::Projector => hex([red, green, blue].map(|channel| (channel * 1.35 - 268.0).clamp(18.0, 88.0))),
        }
    }

    /// The colour of a line whose colour on paper is this.
    pub fn line(self, colour: &str) -> String {
        let Some([red, green, blue]) = channels(colour) else { return self.text().into() };
        match self {
            Theme::Print => colour.into(),
            Theme::Grey => {
                let grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
                // Two greys can be told apart, no more: dark ones and #707070.
                let grey = if (75.0..90.0).contains(&grey) && is_grey([red, green, blue]) { 112.0 } else { 0.0 };
                hex([grey; 3])
            }
            Theme::Projector => match colour.to_ascii_uppercase().as_str() {
                "#0072B2" => "#4AA8FF".into(),
                "#A05000" => "#F0A030".into(),
                "#000000" => "#FFFFFF".into(),
                "#555555" => "#808080".into(),
                _ => hex([red, green, blue].map(|channel| 160.0 + channel * 95.0 / 255.0)),
            },
        }
    }

    /// The width of a line in points: without colour, black is told from dark colours by its weight.
    pub fn width(self, line: &Line) -> f64 {
        let width = f64::from(line.width);
        if self == Theme::Grey && line.colour == "#000000" { width * 2.0 } else { width }
    }

    /// The dashes of a line of this width; none for an unbroken one.
    pub fn dashes(self, line: &Line) -> Option<String> {
        let unit = f64::from(line.width);
        match &*line.style {
            "dashed" => Some(format!("{:.1} {:.1}", unit * 4.5, unit * 2.8)),
            "dotted" => Some(format!("0.1 {:.1}", unit * 2.0)),
            _ if self == Theme::Grey && is_orange(&line.colour) => Some("9 2 1.5 2".into()),
            _ => None,
        }
    }
}

fn is_grey([red, green, blue]: [f64; 3]) -> bool {
    red == green && green == blue
}

fn is_orange(colour: &str) -> bool {
    channels(colour).is_some_and(|[red, green, blue]| red > green && green > blue)
}

/// Red, green and blue of `#RRGGBB`, from 0 to 255.
fn channels(colour: &str) -> Option<[f64; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok().map(f64::from);
    Some([channel(0)?, channel(2)?, channel(4)?])
}

fn hex(channels: [f64; 3]) -> String {
    let [red, green, blue] = channels.map(|channel| channel.round().clamp(0.0, 255.0) as u8);
    format!("#{red:02X}{green:02X}{blue:02X}")
}
