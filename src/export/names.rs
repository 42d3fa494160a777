//! Names that are safe in every form we write: ids, classes, and characters that files can hold.

/// An `id` for SVG and HTML: letters, digits, `-` and `.` stay, the rest is written as its number.
/// Distinct keys give distinct ids.
pub(super) fn element_id(prefix: &str, key: &str) -> String {
    let mut id = format!("{prefix}-");
    for c in key.chars() {
        match c {
            '-' | '.' => id.push(c),
            ' ' => id.push_str("__"),
            _ if c.is_ascii_alphanumeric() => id.push(c),
            _ => id.push_str(&format!("_{:x}_", u32::from(c))),
        }
    }
    id
}

/// Classes for style sheets: `edge member-of disputed`.
pub(super) fn classes<'a>(first: &str, names: impl Iterator<Item = &'a str>) -> String {
    let mut classes = first.to_owned();
    for name in names {
        classes.push(' ');
        classes.extend(name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }));
    }
    classes
}

/// A character that DOT and SVG can both hold: controls as their pictures, NUL not at all.
pub(super) fn visible(c: char) -> Option<char> {
    match c {
        '\0' => None,
        '\n' => Some('\n'),
        '\t' => Some(' '),
        '\u{1}'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7F}' => Some('\u{2421}'),
        '\u{80}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => Some('\u{FFFD}'),
        _ => Some(c),
    }
}

/// Text on one line, with nothing in it that a file can't hold.
pub(super) fn one_line(text: &str) -> String {
    text.chars()
        .filter_map(visible)
        .map(|c| if matches!(c, '\n' | '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect()
}

/// A colour as `#RRGGBB`; grey for anything else, which could be syntax of the file it stands in.
pub(super) fn colour(hue: &str) -> &str {
    let digits = hue.strip_prefix('#').filter(|digits| digits.len() == 6);
    if digits.is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit())) { hue } else { "#888888" }
}

/// Whether an address may become a link: nothing but the web, so that no script hides in it.
pub(super) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
