//! A day and a time of day, with and without a zone.

use std::cmp::Ordering;
use std::fmt;

use super::date::Date;
use super::error::{TemporalError, overflow};
use super::offset::Offset;
use super::time::{DAY, LocalTime};
use super::zone::{NamedZone, Zone};

/// A day and a time of day without a zone (CIP2015-08-06, "LocalDateTime").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDateTime {
    // The order of the fields is the order of time.
    /// The day.
    pub(super) date: Date,
    /// The time of that day.
    pub(super) time: LocalTime,
}

impl LocalDateTime {
    /// The local time so many nanoseconds after 1970-01-01T00:00.
    pub(super) fn from_nanos(nanos: i128) -> Result<LocalDateTime, TemporalError> {
        let days = i64::try_from(nanos.div_euclid(i128::from(DAY)));
        let date = Date::from_days(days.map_err(|_| overflow("dates"))?)?;
        Ok(LocalDateTime { date, time: LocalTime::wrapping(nanos) })
    }

    /// Nanoseconds since 1970-01-01T00:00 of the same clock.
    pub(super) fn nanos(self) -> i128 {
        i128::from(self.date.days()) * i128::from(DAY) + i128::from(self.time.nanos_of_day())
    }

    /// So many months later, at the same time of day.
    pub(super) fn add_months(self, months: i64) -> Result<LocalDateTime, TemporalError> {
        Ok(LocalDateTime { date: self.date.add_months(months)?, ..self })
    }

    /// So many days later, at the same time of day.
    pub(super) fn add_days(self, days: i64) -> Result<LocalDateTime, TemporalError> {
        Ok(LocalDateTime { date: self.date.add_days(days)?, ..self })
    }

    /// So many nanoseconds later, in days of 24 hours.
    pub(super) fn add_nanos(self, nanos: i128) -> Result<LocalDateTime, TemporalError> {
        LocalDateTime::from_nanos(self.nanos().checked_add(nanos).ok_or_else(|| overflow("dates"))?)
    }

    /// Whole months from here to there, negative where there is earlier.
    pub(super) fn months_until(self, there: LocalDateTime) -> i64 {
        // In months of a length that no day exceeds, a month is whole when its day and time are
        // reached.
        const MONTH: i128 = 32 * DAY as i128;
        let place = |at: LocalDateTime| {
            let of_month = at.date.day() * DAY + at.time.nanos_of_day();
            i128::from(at.date.months()) * MONTH + i128::from(of_month)
        };
        ((place(there) - place(self)) / MONTH) as i64
    }

    /// Whole days from here to there, negative where there is earlier.
    pub(super) fn days_until(self, there: LocalDateTime) -> i64 {
        ((there.nanos() - self.nanos()) / i128::from(DAY)) as i64
    }
}

impl fmt::Display for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.time)
    }
}

/// A day and a time of day in a zone: a moment (CIP2015-08-06, "DateTime").
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateTime {
    local: LocalDateTime,
    offset: Offset,
    zone: Option<NamedZone>,
}

impl DateTime {
    /// The moment when clocks in the zone show the local time; see [`Zone::at_local`] for local
    /// times that don't exist or exist twice.
    pub(super) fn at_local(
        local: LocalDateTime,
        zone: Zone,
        preferred: Option<Offset>,
    ) -> Result<DateTime, TemporalError> {
        let (local, offset) = zone.at_local(local, preferred)?;
        Ok(DateTime { local, offset, zone: named(zone) })
    }

    /// The moment so many nanoseconds after 1970-01-01T00:00Z, in the zone.
    pub(super) fn at_instant(nanos: i128, zone: Zone) -> Result<DateTime, TemporalError> {
        let offset = zone.at_instant(nanos)?;
        let local = LocalDateTime::from_nanos(nanos + i128::from(offset.nanos()))?;
        Ok(DateTime { local, offset, zone: named(zone) })
    }

    /// Nanoseconds since 1970-01-01T00:00Z.
    pub(super) fn instant(&self) -> i128 {
        self.local.nanos() - i128::from(self.offset.nanos())
    }

    /// What clocks in the zone show.
    pub(super) fn local(&self) -> LocalDateTime {
        self.local
    }

    /// The offset at the moment.
    pub(super) fn offset(&self) -> Offset {
        self.offset
    }

    /// The zone, for other moments.
    pub(super) fn zone(&self) -> Zone {
        match &self.zone {
            Some(zone) => Zone::Named(zone.clone()),
            None => Zone::Offset(self.offset),
        }
    }

    /// The same moment in another zone.
    pub(super) fn with_zone(&self, zone: Zone) -> Result<DateTime, TemporalError> {
        DateTime::at_instant(self.instant(), zone)
    }

    /// So many months later on the clocks of the zone, whatever happens to them in between.
    pub(super) fn add_months(&self, months: i64) -> Result<DateTime, TemporalError> {
        DateTime::at_local(self.local.add_months(months)?, self.zone(), Some(self.offset))
    }

    /// So many days later on the clocks of the zone: such a day may have 23 or 25 hours.
    pub(super) fn add_days(&self, days: i64) -> Result<DateTime, TemporalError> {
        DateTime::at_local(self.local.add_days(days)?, self.zone(), Some(self.offset))
    }

    /// So much time later.
    pub(super) fn add_nanos(&self, nanos: i128) -> Result<DateTime, TemporalError> {
        let instant = self.instant().checked_add(nanos).ok_or_else(|| overflow("dates"))?;
        DateTime::at_instant(instant, self.zone())
    }
}

fn named(zone: Zone) -> Option<NamedZone> {
    match zone {
        Zone::Named(zone) => Some(zone),
        Zone::Offset(_) => None,
    }
}

impl Ord for DateTime {
    /// By the moment, then from west to east, then by zone name (CIP2015-08-06, "Comparing").
    fn cmp(&self, other: &DateTime) -> Ordering {
        let name = |at: &DateTime| at.zone.as_ref().map(|zone| zone.name().to_owned());
        (self.instant(), self.offset).cmp(&(other.instant(), other.offset)).then_with(|| name(self).cmp(&name(other)))
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &DateTime) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.local, self.offset)?;
        match &self.zone {
            Some(zone) => write!(f, "[{}]", zone.name()),
            None => Ok(()),
        }
    }
}
