//! Names as people type them: without accents, case, punctuation and articles.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The suffix that marks an alias as standing for something else.
const METONYM: &str = "(metonym)";

/// The form in which two spellings of a name are the same: lower case, without accents, punctuation,
/// the word "the" and the mark "(metonym)"; words are parted by single spaces, and a hyphen parts them
/// too. "The Türkiye–EU" and "turkiye eu" fold to the same text.
pub fn fold(text: &str) -> String {
    let plain = unaccented(text);
    let plain = plain.trim_end().strip_suffix(METONYM).unwrap_or(&plain);
    let spaced: String = plain.chars().filter_map(kept).collect();
    let words: Vec<&str> = spaced.split_whitespace().filter(|word| *word != "the").collect();
    if words.is_empty() { spaced.trim().to_owned() } else { words.join(" ") }
}

/// Whether a name is marked as standing for something else, as "Moscow (metonym)" does.
pub fn is_metonym(name: &str) -> bool {
    name.trim_end().ends_with(METONYM)
}

/// Lower case letters without their marks.
fn unaccented(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut plain = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match letter_without_stroke(letter) {
            Some(letters) => plain.push_str(letters),
            // Lower case may bring a mark of its own: İ becomes i and a dot.
            None if is_combining_mark(letter) => {}
            None => plain.push(letter),
        }
    }
    plain
}

/// Letters whose strokes and ties are part of the letter for Unicode, not for who types them.
fn letter_without_stroke(letter: char) -> Option<&'static str> {
    match letter {
        'ı' => Some("i"),
        'ł' => Some("l"),
        'ø' => Some("o"),
        'đ' | 'ð' => Some("d"),
        'ħ' => Some("h"),
        'ß' => Some("ss"),
        'æ' => Some("ae"),
        'œ' => Some("oe"),
        'þ' => Some("th"),
        _ => None,
    }
}

/// Letters and digits stay, dots and apostrophes go (U.S., Xi'an), anything else parts words.
fn kept(letter: char) -> Option<char> {
    match letter {
        '.' | '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' => None,
        letter if letter.is_alphanumeric() => Some(letter),
        _ => Some(' '),
    }
}
