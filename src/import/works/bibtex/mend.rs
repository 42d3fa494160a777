//! Entries that the parser refuses, read as far as they say what is meant.
//!
//! biber and JabRef take these too, with a warning: a comma too many or too few, no key, a quotation mark within braces,
//! parentheses around an entry, text without any. What can't be mended is left out; both is told.

use biblatex::{Field, Pair, RawChunk, RawEntry, Spanned};

/// What was read.
#[derive(Default)]
pub(super) struct Mended<'s> {
    /// Entries with where they begin and what was mended in them.
    pub(super) entries: Vec<(usize, RawEntry<'s>, Vec<String>)>,
    /// What `@string` defines.
    pub(super) strings: Vec<Pair<'s>>,
    /// What could not be mended: where it begins, its key, and why.
    pub(super) refused: Vec<(usize, String, String)>,
}

/// Reads the entries of a text. O(its length), but for quotation marks and braces that nothing closes.
pub(super) fn mend(text: &str) -> Mended<'_> {
    let mut mended = Mended::default();
    let mut reader = Reader { text, at: 0, slips: Vec::new() };
    while reader.go_to_entry() {
        let start = reader.at;
        let read = reader.entry();
        let slips = std::mem::take(&mut reader.slips);
        match read {
            Ok(Some(entry)) if entry.kind.v.eq_ignore_ascii_case("string") => mended.strings.extend(entry.fields),
            Ok(Some(entry)) => mended.entries.push((start, entry, slips)),
            Ok(None) => {}
            Err(Refused { key, why }) => mended.refused.push((start, key, why)),
        }
    }
    mended
}

/// Why an entry can't be read.
struct Refused {
    key: String,
    why: String,
}

struct Reader<'s> {
    text: &'s str,
    at: usize,
    slips: Vec<String>,
}

impl<'s> Reader<'s> {
    fn rest(&self) -> &'s str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += if found { wanted.len_utf8() } else { 0 };
        found
    }

    /// What comes before the first letter for which something holds.
    fn until(&mut self, stop: impl Fn(char) -> bool) -> Spanned<&'s str> {
        let start = self.at;
        self.at += self.rest().find(stop).unwrap_or(self.rest().len());
        let found = &self.text[start..self.at];
        Spanned::new(found.trim_end(), start..start + found.trim_end().len())
    }

    /// Skips white space and comments.
    fn skip(&mut self) {
        loop {
            self.until(|c| !c.is_whitespace());
            if self.peek() != Some('%') {
                return;
            }
            self.until(|c| c == '\n');
        }
    }

    /// Goes to the next `@` that a type and a bracket follow; false at the end.
    fn go_to_entry(&mut self) -> bool {
        loop {
            self.until(|c| matches!(c, '@' | '%'));
            match self.peek() {
                Some('%') => drop(self.until(|c| c == '\n')),
                Some(_) if is_entry(self.rest()) => return true,
                Some(sign) => self.at += sign.len_utf8(),
                None => return false,
            }
        }
    }

    /// An entry; None for what holds no fields.
    fn entry(&mut self) -> Result<Option<RawEntry<'s>>, Refused> {
        self.at += 1;
        let kind = self.until(|c| c.is_whitespace() || matches!(c, '{' | '('));
        self.skip();
        let close = if self.eat('(') { ')' } else { '}' };
        self.at += usize::from(close == '}');
        if ["comment", "preamble"].iter().any(|skipped| kind.v.eq_ignore_ascii_case(skipped)) {
            self.at += end_of(self.rest(), close).map_or(0, |end| end + 1);
            return Ok(None);
        }
        let key = if kind.v.eq_ignore_ascii_case("string") { Spanned::zero("") } else { self.key(close) };
        let mut fields = Vec::new();
        while let Some(field) = self.field(close).map_err(|why| Refused { key: key.v.to_owned(), why })? {
            fields.push(field);
        }
        Ok(Some(RawEntry { key, kind, fields }))
    }

    /// The key, which a comma follows; where a field comes first there is none.
    fn key(&mut self, close: char) -> Spanned<&'s str> {
        self.skip();
        let start = self.at;
        let key = self.until(|c| matches!(c, ',' | '=' | '\n') || c == close);
        if self.peek() == Some('=') {
            self.at = start;
            self.slips.push("found no key before the fields, expected one; it has none".into());
            return Spanned::zero("");
        }
        self.skip();
        if !self.eat(',') && self.peek() != Some(close) {
            self.slips.push(format!("found no comma after the key `{}`; mended", key.v));
        }
        key
    }

    /// The next field; None after the last.
    fn field(&mut self, close: char) -> Result<Option<Pair<'s>>, String> {
        loop {
            self.skip();
            match self.peek() {
                Some(',') => {
                    self.at += 1;
                    self.slips.push("found a comma with nothing before it; taken out".into());
                }
                Some(sign) if sign == close => {
                    self.at += close.len_utf8();
                    return Ok(None);
                }
                Some(_) => match self.named(close)? {
                    Some(pair) => return Ok(Some(pair)),
                    None => continue,
                },
                None => {
                    self.slips.push(format!("found the end, expected `{close}`; mended"));
                    return Ok(None);
                }
            }
        }
    }

    /// A field with its name; None where it is left out.
    fn named(&mut self, close: char) -> Result<Option<Pair<'s>>, String> {
        let name = self.until(|c| c.is_whitespace() || matches!(c, '=' | ',' | '{' | '"') || c == close);
        self.skip();
        if name.v.is_empty() || !self.eat('=') {
            let found = self.until(|c| matches!(c, ',' | '\n') || c == close);
            self.eat(',');
            let found = [name.v, found.v].join(" ");
            self.slips.push(format!("found `{}`, expected a field such as `title = {{…}}`; left out", found.trim()));
            return Ok(None);
        }
        let start = self.at;
        let value = self.value(name.v, close)?;
        let value = Spanned::new(value, start..self.at);
        self.skip();
        let ends = self.peek().is_none_or(|c| c == close);
        if !self.eat(',') && !ends {
            self.slips.push(format!("found no comma after `{}`; mended", name.v));
        }
        Ok(Some(Pair::new(name, value)))
    }

    /// Values with `#` between them.
    fn value(&mut self, name: &str, close: char) -> Result<Field<'s>, String> {
        let mut parts = Vec::new();
        loop {
            self.skip();
            parts.push(match self.peek() {
                Some('{') => self.enclosed(name, '}')?,
                Some('"') => self.enclosed(name, '"')?,
                Some(_) | None => self.bare(name, close),
            });
            self.skip();
            if !self.eat('#') {
                return Ok(parts);
            }
        }
    }

    fn enclosed(&mut self, name: &str, close: char) -> Result<Spanned<RawChunk<'s>>, String> {
        let start = self.at + 1;
        let length = end_of(&self.text[start..], close)
            .ok_or_else(|| format!("found no end of `{name}`, expected `{close}`; the entry is left out"))?;
        self.at = start + length + 1;
        Ok(Spanned::new(RawChunk::Normal(&self.text[start..start + length]), start..start + length))
    }

    /// A number, the name of a string, or text that nothing encloses.
    fn bare(&mut self, name: &str, close: char) -> Spanned<RawChunk<'s>> {
        let Spanned { v: found, span } = self.until(|c| matches!(c, ',' | '\n' | '#') || c == close);
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '+' | '/');
        let is_word = found.starts_with(|c: char| !c.is_numeric()) && found.chars().all(plain);
        if !is_word && !found.bytes().all(|byte| byte.is_ascii_digit()) || found.is_empty() {
            self.slips.push(format!("{name}: found `{found}`, expected it in braces; mended"));
        }
        Spanned::new(if is_word { RawChunk::Abbreviation(found) } else { RawChunk::Normal(found) }, span)
    }
}

/// Whether a text begins with `@`, a type and a bracket.
pub(super) fn is_entry(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('@') else { return false };
    let kind = rest.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
    kind.len() < rest.len() && kind.trim_start().starts_with(['{', '('])
}

/// Where what is open ends: at the sign outside of all braces. A brace after a backslash is text, unless nothing would
/// close what is open then; and where braces within quotation marks don't pair, the next mark is the end.
fn end_of(text: &str, close: char) -> Option<usize> {
    let paired = closed(text, close, true).or_else(|| closed(text, close, false));
    paired.or_else(|| text.find(close).filter(|_| close == '"'))
}

/// Whether each brace in a value has its other one: the parser ends a value in quotation marks at the first mark, even
/// within braces.
pub(super) fn is_paired(value: &str) -> bool {
    closed(&[value, "}"].concat(), '}', true) == Some(value.len())
}

fn closed(text: &str, close: char, escapes: bool) -> Option<usize> {
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, sign) in text.char_indices() {
        match sign {
            _ if std::mem::take(&mut escaped) => {}
            '\\' if escapes => escaped = true,
            sign if sign == close && depth == 0 => return Some(at),
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}
