//! The words after a verb that changes the graph: names, `key value` or `key = value`, `from` a passage, `anyway`.

use super::super::words::Word;

/// A line taken apart.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// What comes before keys and passages: labels, names, a relation.
    pub(super) head: Vec<Word>,
    /// Keys with what is said of them, in their order; nothing said takes a property away.
    pub(super) pairs: Vec<(String, String)>,
    /// What follows each `from`.
    pub(super) sources: Vec<Vec<Word>>,
}

/// Whether a word stands there as it is and not in quotes.
pub(super) fn is_plain(word: &Word, text: &str) -> bool {
    !word.quoted && word.text.eq_ignore_ascii_case(text)
}

/// Whether a word says which of several is meant: `#2`.
pub(super) fn is_number(word: &Word) -> bool {
    let digits = word.text.strip_prefix('#').filter(|_| !word.quoted);
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()))
}

/// The words without `anyway` at their end, and whether it stood there.
pub(super) fn without_anyway(words: &[Word]) -> (&[Word], bool) {
    match words {
        [rest @ .., last] if is_plain(last, "anyway") => (rest, true),
        all => (all, false),
    }
}

/// The words before the first `from`.
pub(super) fn before_from(words: &[Word]) -> &[Word] {
    let from = words.iter().position(|word| is_plain(word, "from"));
    &words[..from.unwrap_or(words.len())]
}

/// Words with every `=` a word of its own, where it stands after a key: `year=2004`, `year= 2004`, `year: 2004`.
pub(super) fn parted(words: &[Word]) -> Vec<Word> {
    words.iter().flat_map(part).collect()
}

fn part(word: &Word) -> Vec<Word> {
    let plain = |text: &str| Word { text: text.to_owned(), quoted: false };
    let Some((key, value)) =
        word.text.split_once('=').filter(|(key, _)| !word.quoted && (key.is_empty() || is_key(key)))
    else {
        let key = word.text.strip_suffix(':').filter(|key| !word.quoted && is_key(key));
        return key.map_or_else(|| vec![word.clone()], |key| vec![plain(key), plain("=")]);
    };
    let mut parts = Vec::new();
    if !key.is_empty() {
        parts.push(plain(key));
    }
    parts.push(plain("="));
    if !value.is_empty() {
        // What was in quotes keeps its spaces and is no key.
        parts.push(Word { text: value.to_owned(), quoted: value.contains(char::is_whitespace) });
    }
    parts
}

fn is_key(text: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.' || c == '-';
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(letters)
}

/// Takes a line apart. The first `least` words belong to its head whatever they are; after them a word that is one
/// of `keys`, or that `=` follows, begins what is said of a key. The words have been [`parted`].
pub(super) fn take_apart(words: &[Word], least: usize, keys: &[&str]) -> Parts {
    let mut parts = Parts::default();
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        let equals = words.get(at + 1).is_some_and(|next| is_plain(next, "="));
        let is_key = !word.quoted && (equals || at >= least && keys.contains(&&*word.text));
        if is_number(word) {
            parts.head.push(word.clone());
            at += 1;
        } else if at >= least && is_plain(word, "from") {
            let end = end_of_source(words, at + 1, keys);
            parts.sources.push(words[at + 1..end].to_vec());
            at = end;
        } else if is_key {
            let begin = at + 1 + usize::from(equals);
            let end = end_of_value(words, begin, equals, keys);
            parts.pairs.push((word.text.clone(), super::super::words::joined(&words[begin..end])));
            at = end;
        } else {
            parts.head.push(word.clone());
            at += 1;
        }
    }
    parts
}

fn begins_key(words: &[Word], at: usize, keys: &[&str]) -> bool {
    let equals = words.get(at + 1).is_some_and(|next| is_plain(next, "="));
    !words[at].quoted
        && (equals || is_plain(&words[at], "from") || is_number(&words[at]) || keys.contains(&&*words[at].text))
}

/// A value has at least one word, which may be a key: `kind note` says the kind is "note". Only after `=` it may be
/// empty.
fn end_of_value(words: &[Word], begin: usize, equals: bool, keys: &[&str]) -> usize {
    let first_is_key = words.get(begin + 1).is_some_and(|next| is_plain(next, "="));
    let empty = equals && words.get(begin).is_some_and(|word| is_plain(word, "from"));
    let least = if first_is_key || empty { begin } else { (begin + 1).min(words.len()) };
    (least..words.len()).find(|at| begins_key(words, *at, keys)).unwrap_or(words.len())
}

/// What a passage says of itself is no key of the record.
const OF_PASSAGES: &[&str] = &["page", "pages", "p.", "pp.", "section", "phrase", "printed", "citing"];

fn end_of_source(words: &[Word], begin: usize, keys: &[&str]) -> usize {
    let ends = |at: &usize| {
        let equals = words.get(at + 1).is_some_and(|next| is_plain(next, "="));
        let own = !equals && OF_PASSAGES.contains(&&*words[*at].text);
        *at > begin && !own && begins_key(words, *at, keys)
    };
    (begin..words.len()).find(ends).unwrap_or(words.len())
}

#[cfg(test)]
mod tests {
    use super::super::super::words::{joined, words};
    use super::{parted, take_apart};

    #[test]
    fn a_line_is_taken_apart() {
        let line =
            r#"work Soft Power year 2004 title="Soft power: a year" kind note note = from nye-2004 p. 12 'x y' id x"#;
        let parts = take_apart(&parted(&words(line)), 2, &["year", "title", "kind", "id", "note"]);
        assert_eq!(joined(&parts.head), "work Soft Power");
        let pairs: Vec<String> = parts.pairs.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        assert_eq!(pairs, ["year: 2004", "title: Soft power: a year", "kind: note", "note: ", "id: x"]);
        assert_eq!(joined(&parts.sources[0]), "nye-2004 p. 12 x y");
    }
}
