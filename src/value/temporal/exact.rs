//! Fractions of durations, without rounding errors.
//!
//! A number counts as the decimal it was written as: 0.3 is three tenths, not the nearest binary
//! fraction, so that a tenth of ten months is a month.

use super::duration::Duration;
use super::error::{TemporalError, error, mistyped, overflow};
use super::time::SECOND;
use crate::value::{Map, Value};

/// The average length of a month: a twelfth of 365.2425 days (CIP2015-08-06, "ORDER BY").
pub(super) const SECONDS_OF_MONTH: i64 = 2_629_746;
/// The length of a day without clock changes.
pub(super) const SECONDS_OF_DAY: i64 = 86_400;

/// More decimals than this are cut off: in months, they would be less than a nanosecond.
const MAX_SCALE: u32 = 18;

/// A decimal number: `digits` divided by ten to the power `scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: i128,
    scale: u32,
}

impl Decimal {
    /// Reads an optional sign, digits, and a fraction after a full stop or comma.
    pub(super) fn parse(text: &str) -> Option<Decimal> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (whole, fraction) = unsigned.split_once(['.', ',']).unwrap_or((unsigned, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let fraction = fraction.get(..MAX_SCALE as usize).unwrap_or(fraction).trim_end_matches('0');
        let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
        let digits = if text.starts_with('-') { -digits } else { digits };
        Some(Decimal { digits, scale: fraction.len() as u32 })
    }

    /// The shortest decimal that stands for the float.
    pub(super) fn from_float(value: f64) -> Result<Decimal, TemporalError> {
        if !value.is_finite() {
            return Err(error(format!("a duration can't be computed with {value}")));
        }
        // Floats print without an exponent; only those of 39 digits and more don't fit.
        Decimal::parse(&value.to_string()).ok_or_else(|| overflow("durations"))
    }

    fn from_integer(value: i64) -> Decimal {
        Decimal { digits: value.into(), scale: 0 }
    }

    /// Whether there is nothing after the decimal point.
    pub(super) fn is_whole(self) -> bool {
        self.scale == 0
    }
}

/// A fraction with a positive denominator.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl From<Decimal> for Ratio {
    fn from(value: Decimal) -> Ratio {
        Ratio { numerator: value.digits, denominator: 10i128.pow(value.scale) }
    }
}

impl Ratio {
    /// One divided by the fraction.
    pub(super) fn inverse(self) -> Result<Ratio, TemporalError> {
        let sign = self.numerator.signum();
        if sign == 0 {
            return Err(error("a duration can't be divided by zero"));
        }
        Ok(Ratio { numerator: sign * self.denominator, denominator: self.numerator.abs() })
    }
}

/// A unit of durations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// So many months.
    Months(i64),
    /// So many days.
    Days(i64),
    /// So many nanoseconds.
    Nanos(i64),
}

impl Unit {
    /// The unit of this name in a map (CIP2015-08-06, "Constructing Duration values").
    fn named(name: &str) -> Option<Unit> {
        match name {
            "years" => Some(Unit::Months(12)),
            "quarters" => Some(Unit::Months(3)),
            "months" => Some(Unit::Months(1)),
            "weeks" => Some(Unit::Days(7)),
            "days" => Some(Unit::Days(1)),
            "hours" => Some(Unit::Nanos(3_600 * SECOND)),
            "minutes" => Some(Unit::Nanos(60 * SECOND)),
            "seconds" => Some(Unit::Nanos(SECOND)),
            "milliseconds" => Some(Unit::Nanos(1_000_000)),
            "microseconds" => Some(Unit::Nanos(1_000)),
            "nanoseconds" => Some(Unit::Nanos(1)),
            _ => None,
        }
    }
}

/// The duration of a map of components; `None` where one of them is `null`.
pub(super) fn from_map(entries: &Map) -> Result<Option<Duration>, TemporalError> {
    let mut amounts = Vec::new();
    for (name, value) in entries {
        let unknown = || error(format!("'{name}' is not a component of a duration"));
        let unit = Unit::named(name).ok_or_else(unknown)?;
        match value {
            Value::Null => return Ok(None),
            Value::Integer(number) => amounts.push((unit, Decimal::from_integer(*number))),
            Value::Float(number) => amounts.push((unit, Decimal::from_float(*number)?)),
            other => return Err(mistyped(&format!("'{name}'"), other, "Integer or Float")),
        }
    }
    if amounts.is_empty() {
        return Err(error("a duration needs at least one component, such as 'days'"));
    }
    sum(&amounts).map(Some)
}

/// The duration of so many of each unit.
pub(super) fn sum(amounts: &[(Unit, Decimal)]) -> Result<Duration, TemporalError> {
    let scale = amounts.iter().map(|(_, number)| number.scale).max().unwrap_or(0);
    let mut total = Total { denominator: 10i128.pow(scale), ..Total::default() };
    for (unit, number) in amounts {
        total.add(*unit, *number, scale).ok_or_else(|| overflow("durations"))?;
    }
    total.settle().ok_or_else(|| overflow("durations"))?
}

/// The duration times the factor.
pub(super) fn scaled(duration: &Duration, factor: Ratio) -> Result<Duration, TemporalError> {
    let times = |amount: i128| amount.checked_mul(factor.numerator);
    let total = || {
        Some(Total {
            months: times(duration.months().into())?,
            days: times(duration.days().into())?,
            nanos: times(duration.total_nanos())?,
            denominator: factor.denominator,
        })
    };
    total().and_then(|total| total.settle()).ok_or_else(|| overflow("durations"))?
}

/// Amounts of months, days and nanoseconds that are yet to be divided by a common denominator.
#[derive(Default)]
struct Total {
    months: i128,
    days: i128,
    nanos: i128,
    denominator: i128,
}

impl Total {
    fn add(&mut self, unit: Unit, number: Decimal, scale: u32) -> Option<()> {
        let digits = number.digits.checked_mul(10i128.pow(scale - number.scale))?;
        let (sum, size) = match unit {
            Unit::Months(size) => (&mut self.months, size),
            Unit::Days(size) => (&mut self.days, size),
            Unit::Nanos(size) => (&mut self.nanos, size),
        };
        *sum = sum.checked_add(digits.checked_mul(size.into())?)?;
        Some(())
    }

    /// Carries what is left of a month down to days, what is left of a day down to time, and
    /// drops what is left of a nanosecond. `None` is an overflow.
    fn settle(&self) -> Option<Result<Duration, TemporalError>> {
        let (months, rest) = (self.months / self.denominator, self.months % self.denominator);
        // Days and the rest of months in seconds of time, both yet to be divided.
        let seconds = self.days.checked_mul(SECONDS_OF_DAY.into())?;
        let seconds = seconds.checked_add(rest.checked_mul(SECONDS_OF_MONTH.into())?)?;
        let day = self.denominator.checked_mul(SECONDS_OF_DAY.into())?;
        let (days, rest) = (seconds / day, seconds % day);
        let nanos = self.nanos.checked_add(rest.checked_mul(SECOND.into())?)?;
        let months = i64::try_from(months).ok()?;
        let days = i64::try_from(days).ok()?;
        Some(Duration::from_nanos(months, days, nanos / self.denominator))
    }
}
