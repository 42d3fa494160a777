//! Colours, in numbers: contrast as WCAG 2 counts it, and differences (CIEDE2000) as people with each
//! kind of colour-blindness see them (Machado, Oliveira and Fernandes 2009).

use actant::export::Theme;
use actant::figure::Line;
use actant::graph::Schema;

/// The hues of lines: trade and dispute, bonds, argument, order.
const HUES: [&str; 4] = ["#0072B2", "#A05000", "#000000", "#555555"];
/// Text and lines on their ground.
const CONTRAST: f64 = 4.5;
/// Two lines side by side.
const DIFFERENCE: f64 = 22.0;

type Colour = [f64; 3];

/// Linear light from 0 to 1.
fn linear(hex: &str) -> Colour {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("colours are #RRGGBB")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    [channel(1), channel(3), channel(5)]
}

fn contrast(a: &str, b: &str) -> f64 {
    let luminance = |hex: &str| {
        let [r, g, b] = linear(hex);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// What is seen without red, green or blue cones, and with all.
const SIGHTS: [(&str, [[f64; 3]; 3]); 4] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "no red cones",
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    ),
    (
        "no green cones",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    (
        "no blue cones",
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ),
];

fn seen(colour: Colour, sight: &[[f64; 3]; 3]) -> Colour {
    sight.map(|row| (0..3).map(|at| row[at] * colour[at]).sum::<f64>().clamp(0.0, 1.0))
}

fn lab([r, g, b]: Colour) -> Colour {
    let x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047;
    let y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b;
    let z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883;
    let f = |t: f64| if t > 0.008856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    [116.0 * f(y) - 16.0, 500.0 * (f(x) - f(y)), 200.0 * (f(y) - f(z))]
}

/// The difference of two colours (CIEDE2000; Sharma, Wu and Dalal 2005).
fn difference([l1, a1, b1]: Colour, [l2, a2, b2]: Colour) -> f64 {
    let chroma = (a1.hypot(b1) + a2.hypot(b2)) / 2.0;
    let g = 0.5 * (1.0 - (chroma.powi(7) / (chroma.powi(7) + 25f64.powi(7))).sqrt());
    let (a1, a2) = (a1 * (1.0 + g), a2 * (1.0 + g));
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) };
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let turn = |by: f64| {
        if by > 180.0 {
            by - 360.0
        } else if by < -180.0 {
            by + 360.0
        } else {
            by
        }
    };
    let dh = if c1 * c2 == 0.0 { 0.0 } else { turn(h2 - h1) };
    let dh = 2.0 * (c1 * c2).sqrt() * (dh / 2.0).to_radians().sin();
    let (l, c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
    let h = if c1 * c2 == 0.0 {
        h1 + h2
    } else if (h1 - h2).abs() <= 180.0 {
        (h1 + h2) / 2.0
    } else {
        (h1 + h2 + if h1 + h2 < 360.0 { 360.0 } else { -360.0 }) / 2.0
    };
    let cos = |factor: f64, less: f64| (factor * h - less).to_radians().cos();
    let t = 1.0 - 0.17 * cos(1.0, 30.0) + 0.24 * cos(2.0, 0.0) + 0.32 * cos(3.0, -6.0) - 0.20 * cos(4.0, 63.0);
    let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let rotation = -(60.0 * (-((h - 275.0) / 25.0).powi(2)).exp()).to_radians().sin()
        * 2.0
        * (c.powi(7) / (c.powi(7) + 25f64.powi(7))).sqrt();
    let (l, c, h) = ((l2 - l1) / sl, (c2 - c1) / sc, dh / sh);
    (l * l + c * c + h * h + rotation * c * h).max(0.0).sqrt()
}

fn line(colour: &str) -> Line {
    Line { colour: colour.into(), ..Line::default() }
}

#[test]
fn the_measure_of_difference_is_right() {
    // Pairs 1, 7, 17 and 25 of the test data of Sharma, Wu and Dalal.
    let pairs = [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.5, 0.0], [50.0, 0.0, -2.5], 4.3065),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
    ];
    for (a, b, expected) in pairs {
        assert!((difference(a, b) - expected).abs() < 1e-3, "{a:?} {b:?}: {}", difference(a, b));
    }
}

#[test]
fn lines_and_text_stand_out_from_their_ground() {
    let schema: Schema = serde_json::from_str(include_str!("../../graph/schema.json")).expect("the schema is sound");
    for (theme, name) in Theme::ALL {
        for hue in HUES {
            let found = contrast(&theme.line(hue), theme.background());
            assert!(found >= CONTRAST, "{name}: {hue} becomes {}, {found:.2}", theme.line(hue));
        }
        for colour in [theme.text(), theme.faint()] {
            assert!(contrast(colour, theme.background()) >= CONTRAST, "{name}: {colour}");
        }
        assert!(contrast(theme.border(), theme.background()) >= 3.0, "{name}");
        for rule in &schema.labels {
            let found = contrast(theme.text(), &theme.fill(&rule.fill));
            assert!(found >= 7.0, "{name}: text on {} becomes {}, {found:.2}", rule.fill, theme.fill(&rule.fill));
        }
    }
}

#[test]
fn hues_are_told_apart_by_everyone() {
    for (theme, name) in [(Theme::Print, "print"), (Theme::Projector, "projector")] {
        for (sight, matrix) in &SIGHTS {
            for (turn, a) in HUES.iter().enumerate() {
                for b in &HUES[turn + 1..] {
                    let colour = |hue: &str| lab(seen(linear(&theme.line(hue)), matrix));
                    let found = difference(colour(a), colour(b));
                    assert!(found >= DIFFERENCE, "{name}, {sight}: {a} and {b} differ by {found:.1}");
                }
            }
        }
    }
}

#[test]
fn without_colour_dashes_and_weight_tell_hues_apart() {
    let look =
        |hue: &str| (Theme::Grey.line(hue), Theme::Grey.dashes(&line(hue)), Theme::Grey.width(&line(hue)).to_bits());
    for (turn, a) in HUES.iter().enumerate() {
        assert!(HUES[turn + 1..].iter().all(|b| look(a) != look(b)), "{a}: {:?}", look(a));
        let [red, green, blue] = linear(&Theme::Grey.line(a));
        assert!(red == green && green == blue);
    }
    let greys = ["#000000", "#555555"].map(|hue| lab(linear(&Theme::Grey.line(hue))));
    assert!(difference(greys[0], greys[1]) >= DIFFERENCE);
}

#[test]
fn every_line_of_the_schema_has_a_hue_that_was_checked() {
    let schema: Schema = serde_json::from_str(include_str!("../../graph/schema.json")).expect("the schema is sound");
    assert!(schema.types.iter().all(|rule| HUES.contains(&&*rule.colour)));
}
