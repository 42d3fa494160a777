//! Instants plus and minus durations.

use super::Temporal;
use super::datetime::LocalDateTime;
use super::duration::Duration;
use super::error::{TemporalError, overflow};
use super::time::{DAY, Time};

impl Temporal {
    /// `instant + duration` (CIP2015-08-06, "Arithmetic on temporal values"): months first, then
    /// days, then time. A time of day goes round the clock and ignores months and days; a date
    /// ignores what remains after whole days.
    ///
    /// # Errors
    /// When the result lies outside the years of a date.
    pub fn add(&self, amount: &Duration) -> Result<Temporal, TemporalError> {
        let (months, days, nanos) = (amount.months(), amount.days(), amount.total_nanos());
        match self {
            Temporal::Date(date) => {
                // The TCK counts full days among the hours, which the CIP would ignore.
                let full = (nanos / i128::from(DAY)) as i64;
                let days = days.checked_add(full).ok_or_else(|| overflow("dates"))?;
                Ok(Temporal::Date(date.add_months(months)?.add_days(days)?))
            }
            Temporal::LocalTime(time) => Ok(Temporal::LocalTime(time.add(nanos))),
            Temporal::Time(time) => Ok(Temporal::Time(Time { local: time.local.add(nanos), ..*time })),
            Temporal::LocalDateTime(local) => {
                let local: LocalDateTime = local.add_months(months)?.add_days(days)?;
                Ok(Temporal::LocalDateTime(local.add_nanos(nanos)?))
            }
            Temporal::DateTime(at) => Ok(Temporal::DateTime(at.add_months(months)?.add_days(days)?.add_nanos(nanos)?)),
        }
    }

    /// `instant - duration`: the sum with the opposite duration.
    ///
    /// # Errors
    /// As for [`Temporal::add`].
    pub fn subtract(&self, amount: &Duration) -> Result<Temporal, TemporalError> {
        self.add(&amount.negated()?)
    }
}
