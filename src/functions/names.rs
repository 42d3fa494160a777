//! Names as people type them: without case, accents, signs and articles.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The name in the form in which spellings are compared: small letters without accents, words joined
/// by single spaces, no leading "the", no "(metonym)".
pub fn fold(text: &str) -> String {
    let text = text.strip_suffix("(metonym)").unwrap_or(text);
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ı' => folded.push('i'),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ß' => folded.push_str("ss"),
            '\'' | '’' | '.' => {}
            c if c.is_alphanumeric() => folded.push(c),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    let folded = folded.trim_end();
    folded.strip_prefix("the ").unwrap_or(folded).to_string()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_meet() {
        for (a, b) in [("Türkiye", "turkiye"), ("the West", "West"), ("Moscow (metonym)", "moscow"), ("U.S.", "us")] {
            assert_eq!(fold(a), fold(b));
        }
        assert_eq!(fold("Baku-Tbilisi–Ceyhan"), "baku tbilisi ceyhan");
    }
}
