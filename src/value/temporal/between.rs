//! The time between two instants, of whatever kinds.

use super::Temporal;
use super::date::Date;
use super::datetime::{DateTime, LocalDateTime};
use super::duration::Duration;
use super::error::TemporalError;
use super::parts::Parts;
use super::time::LocalTime;
use super::zone::Zone;

/// Two instants that have everything they need to be compared.
struct Span {
    from: DateTime,
    /// In the zone of `from`.
    to: DateTime,
    /// Whether both had a date of their own.
    dated: bool,
}

impl Span {
    /// Completes each instant with what only the other has: its date, its zone. Days begin at
    /// midnight; what neither has does not matter, and is the same for both.
    fn new(from: &Temporal, to: &Temporal) -> Result<Span, TemporalError> {
        let (from, to) = (Parts::of(from), Parts::of(to));
        let dated = from.date.is_some() && to.date.is_some();
        let start = complete(&from, &to)?;
        let end = complete(&to, &from)?.with_zone(start.zone())?;
        Ok(Span { from: start, to: end, dated })
    }

    fn months(&self) -> i64 {
        self.from.local().months_until(self.to.local())
    }

    fn days(&self) -> i64 {
        self.from.local().days_until(self.to.local())
    }

    fn nanos(&self) -> i128 {
        self.to.instant() - self.from.instant()
    }
}

fn complete(parts: &Parts, other: &Parts) -> Result<DateTime, TemporalError> {
    let date = parts.date.or(other.date).unwrap_or(Date::EPOCH);
    let time = parts.time.unwrap_or(LocalTime::MIDNIGHT);
    let zone = parts.zone.clone().or_else(|| other.zone.clone()).unwrap_or(Zone::UTC);
    DateTime::at_local(LocalDateTime { date, time }, zone, parts.preferred)
}

impl Duration {
    /// What `duration.between(from, to)` returns (CIP2015-08-06, "Computing the Duration between
    /// two temporal instants"): whole months, then whole days, then the time that remains. Where
    /// one of the instants has no date, all is time.
    ///
    /// In a zone, months and days are those of its clocks, and the remaining time is elapsed
    /// time: a day with a clock change may have 23 or 25 hours of it.
    ///
    /// # Errors
    /// When an instant in the zone of the other lies outside the years of a date.
    pub fn between(from: &Temporal, to: &Temporal) -> Result<Duration, TemporalError> {
        let span = Span::new(from, to)?;
        if !span.dated {
            return Duration::from_nanos(0, 0, span.nanos());
        }
        let months = span.months();
        let rest = Span { from: span.from.add_months(months)?, ..span };
        let days = rest.days();
        let rest = Span { from: rest.from.add_days(days)?, ..rest };
        Duration::from_nanos(months, days, rest.nanos())
    }

    /// What `duration.inMonths(from, to)` returns: whole months only.
    ///
    /// # Errors
    /// As for [`Duration::between`].
    pub fn in_months(from: &Temporal, to: &Temporal) -> Result<Duration, TemporalError> {
        Duration::from_nanos(Span::new(from, to)?.months(), 0, 0)
    }

    /// What `duration.inDays(from, to)` returns: whole days only.
    ///
    /// # Errors
    /// As for [`Duration::between`].
    pub fn in_days(from: &Temporal, to: &Temporal) -> Result<Duration, TemporalError> {
        Duration::from_nanos(0, Span::new(from, to)?.days(), 0)
    }

    /// What `duration.inSeconds(from, to)` returns: elapsed time only.
    ///
    /// # Errors
    /// As for [`Duration::between`].
    pub fn in_seconds(from: &Temporal, to: &Temporal) -> Result<Duration, TemporalError> {
        Duration::from_nanos(0, 0, Span::new(from, to)?.nanos())
    }
}
