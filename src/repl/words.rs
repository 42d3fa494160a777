//! A line of a verb or command as words. Quotes keep a name with spaces together.

/// One word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// The word, without its quotes.
    pub(crate) text: String,
    /// Whether it stood in quotes.
    pub(crate) quoted: bool,
}

impl Word {
    /// As it can be typed again.
    pub(crate) fn retyped(&self) -> String {
        if self.quoted { in_quotes(&self.text) } else { self.text.clone() }
    }
}

/// Splits a line at spaces. A quote opens only at the start of a word, so that `China's` is one; a
/// quote that is never closed runs to the end of the line.
pub(crate) fn words(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut letters = line.trim().chars().peekable();
    while let Some(first) = letters.next() {
        if first.is_whitespace() {
            continue;
        }
        let quote = matches!(first, '"' | '\'' | '“' | '«').then_some(closing(first));
        let mut text = String::new();
        if quote.is_none() {
            text.push(first);
        }
        while let Some(c) = letters.next_if(|c| quote.is_some() || !c.is_whitespace()) {
            match (quote, c) {
                (Some(close), c) if c == close => break,
                (Some(_), '\\') => text.extend(letters.next()),
                (Some(_) | None, c) => text.push(c),
            }
        }
        words.push(Word { text, quoted: quote.is_some() });
    }
    words
}

fn closing(quote: char) -> char {
    match quote {
        '“' => '”',
        '«' => '»',
        same => same,
    }
}

/// What a line says from one of its words on, as it was typed; the words themselves where it can't be found.
pub(crate) fn rest_of_line(line: &str, rest: &[Word]) -> String {
    let plain = joined(rest);
    let first = rest.first().map_or("", |word| word.text.as_str());
    let at = line.match_indices(first).map(|(at, _)| at).find(|at| joined(&words(&line[*at..])) == plain);
    at.map_or(plain, |at| line[at..].to_string())
}

/// Words as one text, with single spaces.
pub(crate) fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<&str>>().join(" ")
}

/// A name as it can be typed: in quotes where it has spaces.
pub(crate) fn typed(name: &str) -> String {
    let bare = !name.is_empty() && !name.contains(char::is_whitespace) && !name.starts_with(['"', '\'', '“', '«']);
    if bare { name.to_string() } else { in_quotes(name) }
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::{joined, typed, words};

    #[test]
    fn quotes_keep_names_together() {
        let split = words(r#"path "European Union" China's 'South Ossetia'"#);
        let texts: Vec<&str> = split.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["path", "European Union", "China's", "South Ossetia"]);
        assert!(split[1].quoted && !split[2].quoted);
    }

    #[test]
    fn typed_names_read_back() {
        for name in ["Türkiye", "European Union", r#"a "b" \ c"#, "'x"] {
            assert_eq!(joined(&words(&typed(name))), name);
        }
    }
}
