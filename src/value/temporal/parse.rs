//! Instants from text: ISO 8601 as CIP2015-08-06 narrows and widens it ("Parsing temporal values
//! from a string").

use super::date::Date;
use super::datetime::LocalDateTime;
use super::error::{TemporalError, error, unreadable};
use super::offset::Offset;
use super::parts::Parts;
use super::text::{clock, digits, fraction, number};
use super::time::LocalTime;
use super::zone::{NamedZone, Zone};
use super::{Kind, Temporal};

/// Reads an instant of the kind.
pub(super) fn parse(kind: Kind, text: &str) -> Result<Temporal, TemporalError> {
    // Everything but zone names is ASCII, and slicing is safe only there.
    if !text.is_ascii() {
        return Err(malformed(kind, text));
    }
    let parts = match kind {
        Kind::Date => Parts { date: Some(date(text)?), ..Parts::default() },
        Kind::LocalTime | Kind::Time => time_of_day(kind, text)?,
        Kind::LocalDateTime | Kind::DateTime => date_and_time(kind, text)?,
    };
    parts.into_temporal(kind)
}

fn malformed(kind: Kind, text: &str) -> TemporalError {
    let (what, example) = match kind {
        Kind::Date => ("a date", "2015-07-21"),
        Kind::LocalTime => ("a local time", "21:40:32.142"),
        Kind::Time => ("a time", "21:40:32.142+02:00"),
        Kind::LocalDateTime => ("a local date-time", "2015-07-21T21:40:32.142"),
        Kind::DateTime => ("a date-time", "2015-07-21T21:40:32.142+02:00[Europe/Stockholm]"),
    };
    unreadable(what, text, example)
}

fn time_of_day(kind: Kind, text: &str) -> Result<Parts, TemporalError> {
    let time = text.strip_prefix('T').unwrap_or(text);
    let (clock, suffix) = split_zone(time);
    let time = local_time(clock).ok_or_else(|| malformed(kind, text))??;
    let zone = match kind {
        Kind::Time if !suffix.is_empty() => Some(Zone::Offset(Offset::parse(suffix)?)),
        _ if suffix.is_empty() => None,
        _ => return Err(malformed(kind, text)),
    };
    Ok(Parts { time: Some(time), zone, ..Parts::default() })
}

fn date_and_time(kind: Kind, text: &str) -> Result<Parts, TemporalError> {
    let Some((day, time)) = text.split_once('T') else {
        return Ok(Parts { date: Some(date(text)?), ..Parts::default() });
    };
    let (clock, suffix) = split_zone(time);
    let time = local_time(clock).ok_or_else(|| malformed(kind, text))??;
    let local = LocalDateTime { date: date(day)?, time };
    let (zone, preferred) = match kind {
        Kind::DateTime => zone(suffix, local)?,
        _ if suffix.is_empty() => (None, None),
        _ => return Err(malformed(kind, text)),
    };
    Ok(Parts { date: Some(local.date), time: Some(time), zone, preferred })
}

/// Divides a time from the zone after it.
fn split_zone(text: &str) -> (&str, &str) {
    text.split_at(text.find(['+', '-', 'Z', '[']).unwrap_or(text.len()))
}

/// The zone of `±HH:MM[Name]`, either part of which may be absent. Where both are there, the
/// offset must be one that the zone has at the time.
fn zone(text: &str, local: LocalDateTime) -> Result<(Option<Zone>, Option<Offset>), TemporalError> {
    let (offset, name) = text.split_at(text.find('[').unwrap_or(text.len()));
    let offset = (!offset.is_empty()).then(|| Offset::parse(offset)).transpose()?;
    if name.is_empty() {
        return Ok((offset.map(Zone::Offset), None));
    }
    let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let name = name.ok_or_else(|| unreadable("a time zone", text, "+02:00[Europe/Stockholm]"))?;
    let zone = Zone::Named(NamedZone::find(name)?);
    let actual = zone.at_local(local, offset)?.1;
    match offset {
        Some(offset) if offset != actual => {
            Err(error(format!("{name} does not have offset {offset} at {local}, but {actual}")))
        }
        _ => Ok((Some(zone), Some(actual))),
    }
}

/// Reads `HH`, `HH:MM`, `HHMM`, `HH:MM:SS`, `HHMMSS`; after seconds, a fraction.
pub(super) fn local_time(text: &str) -> Option<Result<LocalTime, TemporalError>> {
    let (whole, nanos) = match text.split_once(['.', ',']) {
        Some((whole, decimals)) => (whole, Some(fraction(decimals)?)),
        None => (text, None),
    };
    let [hour, minute, second] = clock(whole)?;
    if nanos.is_some() && second.is_none() {
        return None;
    }
    let value = |pair: Option<&str>| number(pair.unwrap_or("0"));
    Some(LocalTime::new(value(hour)?, value(minute)?, value(second)?, nanos.unwrap_or(0)))
}

/// Reads a calendar, week, quarter or ordinal date, with or without separators; parts left out at
/// the end are the first of their kind.
pub(super) fn date(text: &str) -> Result<Date, TemporalError> {
    let date = year(text).and_then(|(year, rest)| match rest.strip_prefix('-') {
        Some(rest) => extended(year, rest),
        None => basic(year, rest),
    });
    date.ok_or_else(|| malformed(Kind::Date, text))?
}

/// Takes the year off: four digits, or after a sign as many as there are.
fn year(text: &str) -> Option<(i64, &str)> {
    let Some(unsigned) = text.strip_prefix(['+', '-']) else {
        return Some((digits(text.get(..4)?, 4)?, text.get(4..)?));
    };
    let end = unsigned.find(|c: char| !c.is_ascii_digit()).unwrap_or(unsigned.len());
    let (year, rest) = unsigned.split_at(end);
    let year = number(year)?;
    Some((if text.starts_with('-') { -year } else { year }, rest))
}

/// What follows the year's hyphen.
fn extended(year: i64, text: &str) -> Option<Result<Date, TemporalError>> {
    let (first, second) = match text.split_once('-') {
        Some((first, second)) => (first, Some(second)),
        None => (text, None),
    };
    let last = |width: usize| second.map_or(Some(1), |day| digits(day, width));
    if let Some(week) = first.strip_prefix('W') {
        return Some(Date::from_week(year, digits(week, 2)?, last(1)?));
    }
    if let Some(quarter) = first.strip_prefix('Q') {
        return Some(Date::from_quarter(year, digits(quarter, 1)?, last(2)?));
    }
    match second {
        None if first.len() == 3 => Some(Date::from_ordinal(year, digits(first, 3)?)),
        _ => Some(Date::new(year, digits(first, 2)?, last(2)?)),
    }
}

/// What follows the year immediately.
fn basic(year: i64, text: &str) -> Option<Result<Date, TemporalError>> {
    // Cuts the day off what precedes it, which has a fixed width.
    let split = |text: &str, at: usize, width: usize| {
        let day = text.get(at..)?;
        let day = if day.is_empty() { 1 } else { digits(day, width)? };
        Some((digits(text.get(..at)?, at)?, day))
    };
    if let Some(text) = text.strip_prefix('W') {
        return split(text, 2, 1).map(|(week, day)| Date::from_week(year, week, day));
    }
    if let Some(text) = text.strip_prefix('Q') {
        return split(text, 1, 2).map(|(quarter, day)| Date::from_quarter(year, quarter, day));
    }
    match text.len() {
        0 => Some(Date::new(year, 1, 1)),
        3 => Some(Date::from_ordinal(year, digits(text, 3)?)),
        _ => split(text, 2, 2).map(|(month, day)| Date::new(year, month, day)),
    }
}
