//! Amounts of time.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use super::duration_text;
use super::error::{TemporalError, mistyped, overflow};
use super::exact::{self, Decimal, Ratio};
use super::property;
use super::time::SECOND;
use crate::value::Value;

/// An amount of time in months, days and seconds, which don't convert into one another
/// (CIP2015-08-06, "Duration"). Each of the three may be negative on its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    months: i64,
    days: i64,
    // The whole second at or below the amount: -0.1 s is -1 s and 900,000,000 ns, so that equal
    // amounts have equal fields.
    seconds: i64,
    nanos: i32,
}

impl Duration {
    /// A duration of months, days, and seconds with any number of nanoseconds added.
    ///
    /// # Errors
    /// When the seconds overflow.
    pub fn new(months: i64, days: i64, seconds: i64, nanos: i64) -> Result<Duration, TemporalError> {
        let nanos = i128::from(seconds) * i128::from(SECOND) + i128::from(nanos);
        Duration::from_nanos(months, days, nanos)
    }

    /// A duration whose time is given in nanoseconds alone.
    pub(super) fn from_nanos(months: i64, days: i64, nanos: i128) -> Result<Duration, TemporalError> {
        let seconds = i64::try_from(nanos.div_euclid(i128::from(SECOND)));
        let seconds = seconds.map_err(|_| overflow("durations"))?;
        let nanos = nanos.rem_euclid(i128::from(SECOND)) as i32;
        Ok(Duration { months, days, seconds, nanos })
    }

    /// What `duration(argument)` returns (CIP2015-08-06, "Constructing Duration values"): the
    /// argument is text in a form of ISO 8601 or a map of components, which may be fractions.
    /// What is left of a month becomes days of its average length, what is left of a day time.
    ///
    /// The result is `null` where the argument or a component of it is `null`.
    ///
    /// # Errors
    /// When the argument does not describe a duration.
    pub fn construct(argument: &Value) -> Result<Value, TemporalError> {
        let made = match argument {
            Value::Null => None,
            Value::String(text) => Some(Duration::parse(text)?),
            Value::Map(entries) => exact::from_map(entries)?,
            other => {
                return Err(mistyped("the argument of duration", other, "String or Map"));
            }
        };
        Ok(made.map_or(Value::Null, |duration| Value::Duration(Arc::new(duration))))
    }

    /// Reads text in a form of ISO 8601 (CIP2015-08-06, "ISO 8601 format for durations").
    ///
    /// # Errors
    /// When the text does not describe a duration.
    pub fn parse(text: &str) -> Result<Duration, TemporalError> {
        duration_text::parse(text)
    }

    /// The months, years included.
    pub fn months(&self) -> i64 {
        self.months
    }

    /// The days, weeks included.
    pub fn days(&self) -> i64 {
        self.days
    }

    /// The whole seconds, minutes and hours included; negative amounts are rounded down.
    pub fn seconds(&self) -> i64 {
        self.seconds
    }

    /// The nanoseconds above [`Duration::seconds`], 0 to 999,999,999.
    pub fn nanos(&self) -> i32 {
        self.nanos
    }

    /// The time in nanoseconds.
    pub(super) fn total_nanos(&self) -> i128 {
        i128::from(self.seconds) * i128::from(SECOND) + i128::from(self.nanos)
    }

    /// The component of this name (CIP2015-08-06, "Components of Duration values"); `None` where
    /// there is none, or where it is too large for an integer.
    pub fn property(&self, name: &str) -> Option<Value> {
        property::of_duration(self, name)
    }

    /// The order of `ORDER BY`: by length, a month being 2,629,746 s (a twelfth of 365.2425 days)
    /// and a day 24 hours (CIP2015-08-06, "ORDER BY"). Where lengths are equal the months decide,
    /// then the days, so that only equal durations are level.
    pub fn order(&self, other: &Duration) -> Ordering {
        let by_length = self.length().cmp(&other.length());
        by_length.then(self.months.cmp(&other.months)).then(self.days.cmp(&other.days))
    }

    /// Nanoseconds, with months and days of average length.
    fn length(&self) -> i128 {
        let seconds = i128::from(self.months) * i128::from(exact::SECONDS_OF_MONTH)
            + i128::from(self.days) * i128::from(exact::SECONDS_OF_DAY);
        seconds * i128::from(SECOND) + self.total_nanos()
    }

    /// `a + b`, month by month, day by day and second by second.
    ///
    /// # Errors
    /// When a sum overflows.
    pub fn add(&self, other: &Duration) -> Result<Duration, TemporalError> {
        let months = self.months.checked_add(other.months);
        let days = self.days.checked_add(other.days);
        let (Some(months), Some(days)) = (months, days) else {
            return Err(overflow("durations"));
        };
        Duration::from_nanos(months, days, self.total_nanos() + other.total_nanos())
    }

    /// `a - b`.
    ///
    /// # Errors
    /// When a difference overflows.
    pub fn subtract(&self, other: &Duration) -> Result<Duration, TemporalError> {
        self.add(&other.negated()?)
    }

    /// The opposite amount.
    pub(super) fn negated(&self) -> Result<Duration, TemporalError> {
        let (months, days) = (self.months.checked_neg(), self.days.checked_neg());
        let (Some(months), Some(days)) = (months, days) else {
            return Err(overflow("durations"));
        };
        Duration::from_nanos(months, days, -self.total_nanos())
    }

    /// `duration * factor`. What is left of a month becomes days, what is left of a day time
    /// (CIP2015-08-06, "Arithmetic on temporal values"); what is left of a nanosecond is dropped.
    ///
    /// # Errors
    /// When the factor is not finite or the product overflows.
    pub fn multiply(&self, factor: f64) -> Result<Duration, TemporalError> {
        exact::scaled(self, Ratio::from(Decimal::from_float(factor)?))
    }

    /// `duration / divisor`, with fractions as in [`Duration::multiply`].
    ///
    /// # Errors
    /// When the divisor is zero or not finite, or the quotient overflows.
    pub fn divide(&self, divisor: f64) -> Result<Duration, TemporalError> {
        exact::scaled(self, Ratio::from(Decimal::from_float(divisor)?).inverse()?)
    }
}

impl fmt::Display for Duration {
    /// `P12Y5M14DT16H13M10.5S`: components that are zero are left out, each has its own sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.total_nanos();
        if self.months == 0 && self.days == 0 && time == 0 {
            return f.write_str("PT0S");
        }
        f.write_str("P")?;
        component(f, (self.months / 12).into(), 'Y')?;
        component(f, (self.months % 12).into(), 'M')?;
        component(f, self.days.into(), 'D')?;
        if time == 0 {
            return Ok(());
        }
        let minute = 60 * i128::from(SECOND);
        f.write_str("T")?;
        component(f, time / (60 * minute), 'H')?;
        component(f, time / minute % 60, 'M')?;
        seconds(f, (time % minute) as i64)
    }
}

fn component(f: &mut fmt::Formatter<'_>, value: i128, unit: char) -> fmt::Result {
    if value == 0 { Ok(()) } else { write!(f, "{value}{unit}") }
}

/// Seconds with as many decimals as they need, from nanoseconds.
fn seconds(f: &mut fmt::Formatter<'_>, nanos: i64) -> fmt::Result {
    if nanos == 0 {
        return Ok(());
    }
    let sign = if nanos < 0 { "-" } else { "" };
    let (whole, fraction) = (nanos.abs() / SECOND, nanos.abs() % SECOND);
    if fraction == 0 {
        return write!(f, "{sign}{whole}S");
    }
    let decimals = format!("{fraction:09}");
    write!(f, "{sign}{whole}.{}S", decimals.trim_end_matches('0'))
}
