//! Durations from text: the two forms of CIP2015-08-06, "ISO 8601 format for durations".

use super::duration::Duration;
use super::error::{TemporalError, error, unreadable, within};
use super::exact::{Decimal, Unit, sum};
use super::parse::local_time;
use super::text::digits;
use super::time::{LocalTime, SECOND};

/// The units before the `T` in their order.
const DATE_UNITS: [(char, Unit); 4] =
    [('Y', Unit::Months(12)), ('M', Unit::Months(1)), ('W', Unit::Days(7)), ('D', Unit::Days(1))];

/// The units after the `T` in their order.
const TIME_UNITS: [(char, Unit); 3] =
    [('H', Unit::Nanos(3_600 * SECOND)), ('M', Unit::Nanos(60 * SECOND)), ('S', Unit::Nanos(SECOND))];

/// Reads `P1Y2M3W4DT5H6M7.8S`, of which any part may be absent, or `P2012-02-02T14:37:21.545`.
/// A minus in front makes all of it negative.
pub(super) fn parse(text: &str) -> Result<Duration, TemporalError> {
    let malformed = || unreadable("a duration", text, "P14DT16H12M or P2012-02-02T14:37:21.545");
    if !text.is_ascii() {
        return Err(malformed());
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let body = unsigned.strip_prefix('P').ok_or_else(malformed)?;
    let duration = match date_and_time(body) {
        Some(duration) => duration?,
        None => {
            let amounts = amounts(body).ok_or_else(malformed)?;
            refuse_inner_fractions(&amounts)?;
            sum(&amounts)?
        }
    };
    if text.starts_with('-') { duration.negated() } else { Ok(duration) }
}

/// The amounts of the unit-based form, at least one.
fn amounts(text: &str) -> Option<Vec<(Unit, Decimal)>> {
    let (date, time) = match text.split_once('T') {
        Some((_, "")) => return None,
        Some((date, time)) => (date, time),
        None => (text, ""),
    };
    let mut amounts = Vec::new();
    take_units(date, &DATE_UNITS, &mut amounts)?;
    take_units(time, &TIME_UNITS, &mut amounts)?;
    (!amounts.is_empty()).then_some(amounts)
}

/// Takes numbers with unit letters off, each letter once and in order.
fn take_units(text: &str, units: &[(char, Unit)], amounts: &mut Vec<(Unit, Decimal)>) -> Option<()> {
    let (mut text, mut units) = (text, units.iter());
    while !text.is_empty() {
        let end = text.find(|c: char| c.is_ascii_alphabetic())?;
        let letter = text[end..].chars().next()?;
        let (_, unit) = units.find(|(name, _)| *name == letter)?;
        amounts.push((*unit, Decimal::parse(&text[..end])?));
        text = &text[end + 1..];
    }
    Some(())
}

/// Only the last, least significant component may have a fraction.
fn refuse_inner_fractions(amounts: &[(Unit, Decimal)]) -> Result<(), TemporalError> {
    let inner = amounts.len().saturating_sub(1);
    match amounts.iter().take(inner).all(|(_, number)| number.is_whole()) {
        true => Ok(()),
        false => Err(error("only the last component of a duration may have a fraction")),
    }
}

/// The form of a local date-time; `None` where the text does not have it. Its components stay
/// within the bounds of a date, but may be zero as in ISO 8601.
fn date_and_time(text: &str) -> Option<Result<Duration, TemporalError>> {
    let (date, time) = text.split_once('T').unwrap_or((text, "00"));
    let (year, month, day) = match date.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] => (digits(year, 4)?, digits(month, 2)?, digits(day, 2)?),
        [date] => {
            let part = |from: usize, to: usize| digits(date.get(from..to)?, to - from);
            (part(0, 4)?, part(4, 6)?, digits(date.get(6..)?, 2)?)
        }
        _ => return None,
    };
    let time = local_time(time)?;
    Some(time.and_then(|time| of_components(year, month, day, time)))
}

fn of_components(year: i64, month: i64, day: i64, time: LocalTime) -> Result<Duration, TemporalError> {
    within("months of a duration in the form of a date", month, (0, 12))?;
    within("days of a duration in the form of a date", day, (0, 31))?;
    Duration::from_nanos(year * 12 + month, day, time.nanos_of_day().into())
}
