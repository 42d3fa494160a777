//! `:set`: how answers are written, and how much a query may take.

use std::time::Duration;

use super::commands::usage_of;
use super::shell::{Screen, Shell};
use super::trouble::Trouble;
use super::words::{Word, joined};
use crate::cli::width;
use crate::diagnostic::{Class, Diagnostic};
use crate::show::{Format, Sources};

/// `:set [NAME VALUE]`
pub(crate) fn set(shell: &mut Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let text = |at: usize| words.get(at).map(|word| word.text.as_str());
    let taken = match (text(0), text(1)) {
        (None, _) => Some(()),
        (Some(name), Some(value)) => look(shell, name, value).or_else(|| limit(shell, name, value)),
        (Some(_), None) => None,
    };
    if taken.is_none() {
        let formats: Vec<&str> = Format::ALL.iter().map(|(name, _)| *name).collect();
        let error = Diagnostic::plain(Class::UsageError, format!("can't set `{}`", joined(words)));
        return Err(error.hint(usage_of(":set")).hint(format!("formats: {}", formats.join(", "))).into());
    }
    list(shell, screen)
}

/// What changes how answers look.
fn look(shell: &mut Shell, name: &str, value: &str) -> Option<()> {
    let settings = &mut shell.settings;
    match name {
        "format" => settings.format = Format::named(value)?,
        "sources" => {
            settings.sources = Sources::named(value)?;
            shell.cite_as_set();
        }
        "width" if value == "auto" => settings.width = width(settings.interactive),
        "width" => settings.width = Some(value.parse().ok()?),
        "cypher" => settings.cypher = on_off(value)?,
        "colour" | "color" => settings.colour = on_off(value)?,
        _ => return None,
    }
    Some(())
}

fn on_off(text: &str) -> Option<bool> {
    match text {
        "on" | "true" => Some(true),
        "off" | "false" => Some(false),
        _ => None,
    }
}

/// What bounds a query.
fn limit(shell: &mut Shell, name: &str, value: &str) -> Option<()> {
    let limits = &mut shell.session.limits;
    let off = matches!(value, "off" | "none");
    match name {
        "timeout" if off => limits.time = None,
        "timeout" => limits.time = Some(seconds(value).ok()?),
        "max-rows" if off => limits.rows = usize::MAX,
        "max-rows" => limits.rows = value.parse().ok()?,
        "memory" if off => limits.memory = None,
        "memory" => limits.memory = Some(megabytes(value).ok()?),
        _ => return None,
    }
    Some(())
}

/// A time from its seconds: more than none.
///
/// # Errors
/// What was expected.
pub(crate) fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().filter(|seconds: &f64| *seconds > 0.0);
    let time = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    time.ok_or_else(|| "expected a number of seconds above 0, as in `2.5`".to_string())
}

/// An amount of memory in bytes, from megabytes.
///
/// # Errors
/// What was expected.
pub(crate) fn megabytes(text: &str) -> Result<usize, String> {
    let megabytes = text.parse().ok().filter(|megabytes: &usize| *megabytes > 0);
    let bytes = megabytes.and_then(|megabytes| megabytes.checked_mul(1_000_000));
    bytes.ok_or_else(|| "expected a whole number of megabytes above 0, as in `2000`".to_string())
}

fn list(shell: &Shell, screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let state = |on: bool| if on { "on" } else { "off" };
    let (settings, limits) = (&shell.settings, &shell.session.limits);
    let width = settings.width.map_or_else(|| "as wide as needed".to_string(), |columns| columns.to_string());
    let (cypher, colour) = (state(settings.cypher), state(settings.colour));
    let (format, sources) = (settings.format.name(), settings.sources.name());
    writeln!(screen.err, "format {format}, sources {sources}, width {width}, cypher {cypher}, colour {colour}")?;
    let time = limits.time.map_or_else(|| "off".to_string(), |time| format!("{} s", time.as_secs_f64()));
    let rows = if limits.rows == usize::MAX { "off".to_string() } else { limits.rows.to_string() };
    let memory = limits.memory.map_or_else(|| "off".to_string(), |bytes| format!("{} MB", bytes / 1_000_000));
    Ok(writeln!(screen.err, "timeout {time}, max-rows {rows}, memory {memory}")?)
}
