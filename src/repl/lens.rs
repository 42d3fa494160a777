//! The lens commands: `:as-of`, `:during`, `:accept`, `:without`, `:lens`.

use std::io;

use super::shell::{Screen, Shell};
use super::trouble::Trouble;
use super::words::{Word, joined};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::show::Format;

/// The parts of a lens as they were typed, each to be changed by itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct LensParts {
    /// `AS OF '2013'`, as Cypher writes it.
    time: Option<String>,
    accept: Vec<String>,
    without: Vec<String>,
}

/// Which part of a lens.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// What held then.
    AsOf,
    /// What lay within.
    During,
    /// What alone is accepted.
    Accept,
    /// What is left out.
    Without,
}

impl LensParts {
    /// Sets a part: a date, or names with commas between them; `off` or nothing takes it away.
    fn set(&mut self, part: Part, text: &str) {
        let text = text.trim();
        let off = text.is_empty() || text.eq_ignore_ascii_case("off");
        match part {
            Part::AsOf => self.time = (!off).then(|| as_of(text)),
            Part::During => self.time = (!off).then(|| format!("DURING {}", quoted(text))),
            Part::Accept => self.accept = if off { Vec::new() } else { names(text) },
            Part::Without => self.without = if off { Vec::new() } else { names(text) },
        }
    }

    /// The lens, as Cypher writes it before a query.
    pub(crate) fn text(&self) -> String {
        let listed = |word: &str, names: &[String]| {
            (!names.is_empty())
                .then(|| format!("{word} {}", names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")))
        };
        let parts = [self.time.clone(), listed("ACCEPT", &self.accept), listed("WITHOUT", &self.without)];
        parts.into_iter().flatten().collect::<Vec<String>>().join(" ")
    }
}

/// `certainly 2013` is `AS OF CERTAINLY '2013'`.
fn as_of(text: &str) -> String {
    match text.split_once(char::is_whitespace) {
        Some((word, date)) if word.eq_ignore_ascii_case("certainly") => {
            format!("AS OF CERTAINLY {}", quoted(date.trim()))
        }
        Some(_) | None => format!("AS OF {}", quoted(text)),
    }
}

fn names(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_string).collect()
}

fn quoted(text: &str) -> String {
    super::ask::literal(text)
}

impl Shell {
    /// Changes a part of the lens in force.
    ///
    /// # Errors
    /// A date that can't be read, or a name that is no source; the lens is then as before.
    pub fn set_lens(&mut self, part: Part, text: &str) -> Outcome<()> {
        let mut parts = self.lens.clone();
        parts.set(part, text);
        self.session.set_lens(&parts.text())?;
        self.lens = parts;
        Ok(())
    }

    /// What the prompt says before a line is typed: the lens in force stands in it.
    pub(crate) fn prompt(&self) -> String {
        if let Some(question) = self.asked() {
            return question;
        }
        match self.lens.text() {
            none if none.is_empty() => "actant> ".to_string(),
            lens => format!("actant {lens}> "),
        }
    }
}

impl Shell {
    /// Says under what is told in more than one view which lens is in force: beside it where programs read.
    pub(super) fn tell_lens(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let lens = self.session.lens();
        match self.settings.format {
            _ if lens.is_empty() => Ok(()),
            Format::Table => writeln!(screen.out, "\n{}", self.settings.style().bold(&format!("seen {lens}"))),
            Format::Markdown | Format::Csv | Format::Json | Format::Jsonl => writeln!(screen.err, "seen {lens}"),
        }
    }
}

/// `:as-of DATE`, `:accept NAMES` and their like; without words, says what is in force.
pub(crate) fn command(shell: &mut Shell, part: Part, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    if !words.is_empty() {
        let text = joined(words);
        shell.set_lens(part, &text).map_err(unplaced)?;
    }
    say(shell, screen)
}

/// `:lens`, `:lens off`
pub(crate) fn lens(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    match joined(words).as_str() {
        "" => {}
        "off" => {
            shell.lens = LensParts::default();
            shell.session.set_lens("")?;
        }
        other => {
            return Err(Trouble::usage(
                format!("can't set the lens to `{other}`"),
                "`:as-of 2013`, `:accept NAME`, `:without NAME` put one on, `:lens off` takes it off",
            ));
        }
    }
    say(shell, screen)
}

/// What was typed is not the text that the error points into.
#[allow(clippy::boxed_local)] // every error comes boxed: see `Outcome`
pub(super) fn unplaced(error: Box<Diagnostic>) -> Trouble {
    Diagnostic { span: None, ..*error }.into()
}

fn say(shell: &Shell, screen: &mut Screen<'_>) -> Result<(), Trouble> {
    match shell.session.lens() {
        none if none.is_empty() => writeln!(screen.err, "no lens: everything is seen")?,
        lens => writeln!(screen.err, "seen {lens}; `:lens off` takes it off")?,
    }
    Ok(())
}
