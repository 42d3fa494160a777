//! The end of a line: `key value, key = value from WORK "phrase" !`.

use super::Desk;
use super::draft::{Expected, Question};
use super::fields::{Field, Fields, Holds, Tail, number_or_text, text};
use super::passage::passage;
use crate::diagnostic::{Class, Diagnostic, nearest, quoted_list};
use crate::graph::Evidence;
use crate::repl::trouble::Trouble;
use crate::repl::words::{Word, typed};
use crate::value::{NodeId, Value};

/// Words with commas, `=` and a last `!` as words of their own.
pub(super) fn parted(words: &[Word]) -> Vec<Word> {
    let mut parts: Vec<Word> = Vec::new();
    let plain = |text: &str| Word { text: text.to_string(), quoted: false };
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        if word.quoted || matches!(word.text.as_str(), "," | "=" | "!") {
            parts.push(word.clone());
            continue;
        }
        let (text, comma) = word.text.strip_suffix(',').map_or((word.text.as_str(), false), |text| (text, true));
        let is_key = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_');
        match text.split_once('=').filter(|(key, _)| is_key(key)) {
            Some((key, value)) => {
                parts.extend([plain(key), plain("=")]);
                if !value.is_empty() {
                    let (value, is_followed) = unquoted(value, &mut rest);
                    parts.push(value);
                    parts.extend(is_followed.then(|| plain(",")));
                }
            }
            None => parts.push(plain(text)),
        }
        parts.extend(comma.then(|| plain(",")));
    }
    if let Some(last) = parts.last_mut().filter(|last| !last.quoted && last.text.len() > 1)
        && let Some(text) = last.text.strip_suffix('!')
    {
        last.text = text.to_string();
        parts.push(plain("!"));
    }
    parts
}

/// A value right after `=`, in quotes up to where they end, and whether a comma follows there.
fn unquoted<'w>(value: &str, rest: &mut impl Iterator<Item = &'w Word>) -> (Word, bool) {
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return (Word { text: value.to_string(), quoted: false }, false);
    };
    let mut text = value[1..].to_string();
    loop {
        let (inner, comma) = text.strip_suffix(',').map_or((text.as_str(), false), |inner| (inner, true));
        if let Some(whole) = inner.strip_suffix(quote) {
            return (Word { text: whole.to_string(), quoted: true }, comma);
        }
        let Some(word) = rest.next() else { return (Word { text, quoted: true }, false) };
        text.push(' ');
        text.push_str(&word.text);
    }
}

/// A line's parted words, read with the properties that may stand there.
pub(super) struct Line<'f, 's> {
    pub(super) fields: &'f Fields<'s>,
    pub(super) words: &'f [Word],
    /// What a property says now, where there is a record already: it is offered where no value is given.
    pub(super) now: &'f dyn Fn(&str) -> Value,
}

/// What a new record says now.
pub(super) fn nothing_yet(_: &str) -> Value {
    Value::Null
}

impl Line<'_, '_> {
    fn is(&self, at: usize, text: &str) -> bool {
        self.words.get(at).is_some_and(|word| !word.quoted && word.text.eq_ignore_ascii_case(text))
    }

    fn is_key(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at).filter(|word| !word.quoted) else { return false };
        let is_followed = at + 1 < self.words.len() && !self.is(at + 1, ",") && !self.is(at + 1, "!");
        self.is(at + 1, "=") || is_followed && self.fields.find(&word.text).is_some()
    }

    /// Whether what stood before ends here.
    fn ends(&self, from: usize) -> bool {
        let at = (from..self.words.len()).find(|at| !self.is(*at, ",")).unwrap_or(self.words.len());
        at >= self.words.len()
            || self.is(at, "!") && at + 1 == self.words.len()
            || self.is(at, "from") && at + 1 < self.words.len()
            || self.is_key(at)
    }

    /// How many words stand before the properties.
    pub(super) fn head(&self) -> usize {
        (0..=self.words.len()).find(|at| self.ends(*at)).unwrap_or(self.words.len())
    }

    /// Reads what follows the first words, which are a name.
    pub(super) fn tail(&self, desk: &Desk<'_>, head: usize) -> Result<Tail, Trouble> {
        self.is_one_text(desk, 0, head)?;
        let mut tail = Tail::default();
        let mut at = head;
        while at < self.words.len() {
            if self.is(at, ",") {
                at += 1;
            } else if self.is(at, "!") {
                tail.sure = true;
                at += 1;
            } else if self.is(at, "from") {
                let end = self.end(at + 2);
                tail.source = Some(self.source(desk, at + 1, end)?);
                at = end;
            } else {
                at = self.property(desk, at, &mut tail)?;
            }
        }
        Ok(tail)
    }

    /// That the words of a name or a value are what they seem: a misspelled property would be taken for a part of them.
    /// After a text in quotes there can't be more of it; elsewhere a word that is nearly a property is asked about.
    pub(super) fn is_one_text(&self, desk: &Desk<'_>, from: usize, to: usize) -> Result<(), Trouble> {
        let mut begin = from;
        for at in from..to {
            let word = &self.words[at];
            if !word.quoted && word.text == "," {
                begin = at + 1;
            } else if at > begin && self.words[begin].quoted {
                return Err(self.follows(word));
            } else if at > begin && !word.quoted {
                self.is_no_slip(desk, at)?;
            }
        }
        Ok(())
    }

    /// The node that the first words name.
    pub(super) fn name(&self, desk: &Desk<'_>, head: usize) -> Result<NodeId, Trouble> {
        let named = desk.ask.names.exactly(&text(&self.words[..head]));
        let slip = || self.words[..head].iter().find(|word| !word.quoted && self.fields.slip(&word.text).is_some());
        match slip().filter(|_| named.is_err()) {
            Some(slip) => Err(self.fields.unknown(&slip.text)),
            None => named,
        }
    }

    /// The error where a word follows a text in quotes.
    fn follows(&self, word: &Word) -> Trouble {
        let near = nearest(&word.text, self.fields.list.iter().map(|field| field.name));
        let near = near.map(|near| format!("did you mean `{near}`?"));
        let message = format!("found `{}` after a text in quotes, expected a property, `from WORK` or `!`", word.text);
        let all = quoted_list(&self.fields.list.iter().map(|field| field.name).collect::<Vec<&str>>());
        Diagnostic::plain(Class::UsageError, message).hint_if(near).hint(format!("it can have {all}")).into()
    }

    fn is_no_slip(&self, desk: &Desk<'_>, at: usize) -> Result<(), Trouble> {
        let word = self.words[at].text.as_str();
        // Prose may end in any word; a name does seldom.
        let is_bare = at < self.head() && self.fields.list.iter().any(|field| field.name == word);
        let Some(near) = self.fields.slip(word).or_else(|| is_bare.then_some(word)) else { return Ok(()) };
        let is_sure = self.is(self.words.len() - 1, "!");
        if is_sure {
            return Ok(());
        }
        let quotes = "a name or a text with such a word stands in quotes";
        let message = if is_bare {
            format!("`{word}` is a property, and has no value here")
        } else {
            format!("a record of {} has no `{word}`; did you mean `{near}`?", self.fields.subject)
        };
        if desk.guided {
            return Err(Trouble::usage(message, quotes));
        }
        Err(Question::sure(message, "is it a part of the text? [y]es, [n]o").hint(quotes).into())
    }

    fn end(&self, from: usize) -> usize {
        (from..self.words.len()).find(|at| self.ends(*at)).unwrap_or(self.words.len())
    }

    fn source(&self, desk: &Desk<'_>, from: usize, to: usize) -> Result<Evidence, Trouble> {
        let slips = self.words[from..to].iter().skip(1).filter(|word| !word.quoted);
        if let Some(slip) = slips.map(|word| &word.text).find(|word| self.fields.slip(word).is_some()) {
            return Err(self.fields.unknown(slip));
        }
        passage(
            desk.view(),
            desk.ask.names,
            &self.words[from..to],
            "as in `from nye-2005 2.1 \"a few words\"` or `from nye-2005 page 12`",
        )
    }

    fn property(&self, desk: &Desk<'_>, at: usize, tail: &mut Tail) -> Result<usize, Trouble> {
        let name = &self.words[at].text;
        let field = self.fields.find(name);
        if field.is_none() && !(self.fields.open && self.is(at + 1, "=")) {
            return Err(self.fields.unknown(name));
        }
        let first = if self.is(at + 1, "=") { at + 2 } else { at + 1 };
        let end = if self.ends(first) && !self.is_key(first) { first } else { self.end(first + 1) };
        let words = &self.words[first.min(end)..end];
        if words.is_empty() {
            return Err(self.no_value(name, field, end));
        }
        self.is_one_text(desk, first, end)?;
        let value = match field {
            Some(field) => field.literal(desk, words)?,
            None => number_or_text(&text(words)),
        };
        let name = field.map_or(name.as_str(), |field| field.name);
        match tail.values.iter_mut().find(|(key, _)| key == name) {
            None => tail.values.push((name.to_string(), value)),
            Some((_, before)) if desk.guided => *before = value,
            Some(_) => return Err(Trouble::usage(format!("`{name}` is given twice"), "take one of them out")),
        }
        Ok(end)
    }

    /// Asks for the value of the last property; what it says now is offered, and only `null` takes it away.
    fn no_value(&self, name: &str, field: Option<&Field<'_>>, end: usize) -> Trouble {
        let message = format!("`{name}` has no value");
        let (Some(field), true) = (field, end >= self.words.len()) else {
            return Trouble::usage(message, format!("as in `{name} = VALUE`; `{name} = null` takes it away"));
        };
        let now = (self.now)(field.name);
        let question = Question::part(field.name, message).hint(field.about);
        let question = if field.values.is_empty() { question } else { question.hint(field.values.join(", ")) };
        let question = if now.is_null() { question } else { question.hint("`null` takes it away") };
        let expected = Expected::Words(field.values.iter().map(|value| value.to_string()).collect());
        let question = question.offer(Some(&as_typed(&now))).expect(expected);
        if field.holds == Holds::Texts { question.into() } else { question.whole().into() }
    }
}

/// A value as it can be typed again: the items of a list parted by commas.
fn as_typed(value: &Value) -> String {
    match value {
        Value::List(items) => items.iter().map(|item| typed(&as_typed(item))).collect::<Vec<String>>().join(", "),
        Value::String(text) => text.to_string(),
        Value::Null => String::new(),
        other => super::relation::cypher(other),
    }
}
