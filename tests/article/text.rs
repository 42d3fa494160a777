//! The article as text: its sections, and the entries of its bibliography.

use std::path::{Path, PathBuf};

/// Where each section begins, in the order of the text: the name that evidence gives it, and its first
/// words. The front matter is in two pieces, before and after the abstract.
const HEADINGS: &[(&str, &str)] = &[
    ("front", "Rafael Santiago Orti Master"),
    ("abstract", "Abstract The current"),
    ("keywords", "Keywords Dominance"),
    ("front", "Cite this article:"),
    ("1", "I. Introduction"),
    ("2", "2. Theories on the"),
    ("2.1", "2.1. Converging"),
    ("2.2", "2.2. Divergent"),
    ("2.2.1", "2.2.1. The Western"),
    ("2.2.2", "2.2.2. The Chinese"),
    ("2.2.3", "2.2.3. The Russian"),
    ("3", "3. The case of"),
    ("3.1", "3.1. Current"),
    ("3.2", "3.2. Russia, the"),
    ("3.2.1", "3.2.1. Moscow"),
    ("3.2.2", "3.2.2. Russian minorities"),
    ("3.2.3", "3.2.3. Soft"),
    ("3.3", "3.3. China"),
    ("3.3.1", "3.3.1. Chinese"),
    ("4", "4. Conclusions"),
    ("bibliography", "Bibliography - Alonso"),
    ("dates", "Article received:"),
];

/// The article, where it is here.
pub(crate) struct Article {
    sections: Vec<(&'static str, String)>,
    entries: Vec<String>,
}

impl Article {
    /// Reads it from `../shared`, or from the `shared` that `ACTANT_SHARED` names.
    pub(crate) fn open() -> Option<Article> {
        let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
        let shared = std::env::var_os("ACTANT_SHARED").map_or_else(beside, PathBuf::from);
        let text = std::fs::read_to_string(shared.join("article.md")).ok()?;
        Some(Article { sections: sections(&normal(&text)), entries: entries(&text) })
    }

    /// The names of the sections, each once.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        let mut names: Vec<&str> = self.sections.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Whether the words stand in the section.
    pub(crate) fn has(&self, section: &str, words: &str) -> bool {
        let words = normal(words);
        self.sections.iter().any(|(name, text)| *name == section && text.contains(&words))
    }

    /// The sections in which the words stand.
    pub(crate) fn places(&self, words: &str) -> Vec<&'static str> {
        self.names().into_iter().filter(|name| self.has(name, words)).collect()
    }

    /// The entries of the bibliography, each from its first word on.
    pub(crate) fn entries(&self) -> &[String] {
        &self.entries
    }
}

/// One space between words, straight quotes, no emphasis.
pub(crate) fn normal(text: &str) -> String {
    let plain: String = text.replace("\\$", "$").chars().filter_map(plain).collect();
    let mut spaced = String::with_capacity(plain.len());
    for letter in plain.chars() {
        match letter {
            c if !c.is_whitespace() => spaced.push(c),
            _ if spaced.ends_with(' ') => {}
            _ => spaced.push(' '),
        }
    }
    spaced
}

fn plain(letter: char) -> Option<char> {
    match letter {
        '*' => None,
        '“' | '”' => Some('"'),
        '‘' | '’' => Some('\''),
        other => Some(other),
    }
}

fn sections(text: &str) -> Vec<(&'static str, String)> {
    let mut starts = Vec::new();
    let mut from = 0;
    for (name, words) in HEADINGS {
        let found = text[from..].find(words);
        let at = from + found.unwrap_or_else(|| panic!("the article has no `{words}` where section {name} begins"));
        starts.push((*name, at));
        from = at;
    }
    let ends = starts.iter().skip(1).map(|(_, at)| *at).chain([text.len()]);
    starts.iter().zip(ends).map(|((name, at), end)| (*name, text[*at..end].to_owned())).collect()
}

/// An entry is a line with a dash. One of them is broken in two; where the author is left out, only a
/// full stop and the year stand before the title.
fn entries(text: &str) -> Vec<String> {
    let lines =
        text.lines().skip_while(|line| line.trim() != "Bibliography").filter_map(|line| line.strip_prefix("- "));
    let whole = lines.filter(|line| !line.starts_with("[online]"));
    whole
        .map(normal)
        .map(|entry| match entry.strip_prefix(". (") {
            Some(rest) => rest.split_once("). ").map_or(rest, |(_, title)| title).to_owned(),
            None => entry,
        })
        .collect()
}
