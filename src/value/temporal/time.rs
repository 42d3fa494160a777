//! Times of day, with and without an offset from UTC.

use std::cmp::Ordering;
use std::fmt;

use super::error::{TemporalError, within};
use super::offset::Offset;

/// Nanoseconds in a second.
pub(super) const SECOND: i64 = 1_000_000_000;
/// Nanoseconds in a day of 24 hours.
pub(super) const DAY: i64 = 86_400 * SECOND;

/// A time of day without a zone, from 00:00 to the last nanosecond of the day
/// (CIP2015-08-06, "LocalTime").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime {
    nanos_of_day: i64,
}

impl LocalTime {
    /// 00:00.
    pub(super) const MIDNIGHT: LocalTime = LocalTime { nanos_of_day: 0 };

    /// The time of an hour, minute, second, and nanosecond of that second.
    ///
    /// # Errors
    /// When one of them is out of its range; there are no leap seconds and no 24:00.
    pub fn new(hour: i64, minute: i64, second: i64, nanosecond: i64) -> Result<LocalTime, TemporalError> {
        within("hour", hour, (0, 23))?;
        within("minute", minute, (0, 59))?;
        within("second", second, (0, 59))?;
        within("nanosecond", nanosecond, (0, SECOND - 1))?;
        let seconds = (hour * 60 + minute) * 60 + second;
        Ok(LocalTime { nanos_of_day: seconds * SECOND + nanosecond })
    }

    /// The time so many nanoseconds after midnight, on whatever day that is.
    pub(super) fn wrapping(nanos: i128) -> LocalTime {
        LocalTime { nanos_of_day: nanos.rem_euclid(i128::from(DAY)) as i64 }
    }

    /// Nanoseconds since midnight.
    pub(super) fn nanos_of_day(self) -> i64 {
        self.nanos_of_day
    }

    /// 0 to 23.
    pub(super) fn hour(self) -> i64 {
        self.nanos_of_day / (3_600 * SECOND)
    }

    /// 0 to 59.
    pub(super) fn minute(self) -> i64 {
        self.nanos_of_day / (60 * SECOND) % 60
    }

    /// 0 to 59.
    pub(super) fn second(self) -> i64 {
        self.nanos_of_day / SECOND % 60
    }

    /// Nanoseconds of the second, 0 to 999,999,999.
    pub(super) fn nanosecond(self) -> i64 {
        self.nanos_of_day % SECOND
    }

    /// The last multiple of so many nanoseconds since midnight.
    pub(super) fn floor(self, unit: i64) -> LocalTime {
        LocalTime { nanos_of_day: self.nanos_of_day - self.nanos_of_day % unit }
    }

    /// So many nanoseconds later, round the clock.
    pub(super) fn add(self, nanos: i128) -> LocalTime {
        LocalTime::wrapping(i128::from(self.nanos_of_day) + nanos)
    }
}

impl fmt::Display for LocalTime {
    /// `21:40`, `21:40:32`, `21:40:32.142`: a fraction comes in groups of three digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())?;
        let (second, nanos) = (self.second(), self.nanosecond());
        match nanos {
            0 if second == 0 => Ok(()),
            0 => write!(f, ":{second:02}"),
            _ if nanos % 1_000_000 == 0 => write!(f, ":{second:02}.{:03}", nanos / 1_000_000),
            _ if nanos % 1_000 == 0 => write!(f, ":{second:02}.{:06}", nanos / 1_000),
            _ => write!(f, ":{second:02}.{nanos:09}"),
        }
    }
}

/// A time of day with an offset from UTC, but no zone name (CIP2015-08-06, "Time").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    /// What a clock with this offset shows.
    pub(super) local: LocalTime,
    /// The clock's offset.
    pub(super) offset: Offset,
}

impl Time {
    /// Nanoseconds from midnight UTC: may lie outside the day.
    fn utc_nanos(self) -> i64 {
        self.local.nanos_of_day - self.offset.nanos()
    }

    /// The same moment on a clock with another offset.
    pub(super) fn with_offset(self, offset: Offset) -> Time {
        let shift = i128::from(offset.nanos() - self.offset.nanos());
        Time { local: self.local.add(shift), offset }
    }
}

impl Ord for Time {
    /// By the moment in UTC, then from west to east (CIP2015-08-06, "Comparing").
    fn cmp(&self, other: &Time) -> Ordering {
        let key = |time: &Time| (time.utc_nanos(), time.offset);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Time) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.local, self.offset)
    }
}
