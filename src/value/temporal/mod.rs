//! Cypher's temporal types: five kinds of instants, and durations (openCypher CIP2015-08-06).
//!
//! Nothing here reads a clock or the system's time zone: the caller gives the current moment,
//! and where no zone is given it is UTC. Zone names come from the IANA database inside the binary.

mod arithmetic;
mod between;
mod calendar;
mod construct;
mod date;
mod date_fields;
mod datetime;
mod duration;
mod duration_text;
mod error;
mod exact;
mod fields;
mod kind;
mod offset;
mod parse;
mod parts;
mod property;
#[cfg(test)]
mod tests;
mod text;
mod time;
mod time_fields;
mod truncate;
mod zone;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

pub use date::Date;
pub use datetime::{DateTime, LocalDateTime};
pub use duration::Duration;
pub use error::TemporalError;
pub use kind::Kind;
pub use time::{LocalTime, Time};

use super::Value;
use parts::Parts;
use time::SECOND;
use zone::Zone;

/// A point in time, in one of the five instant types.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Temporal {
    /// A day.
    Date(Date),
    /// A time of day without a zone.
    LocalTime(LocalTime),
    /// A time of day with an offset from UTC.
    Time(Time),
    /// A day and a time of day without a zone.
    LocalDateTime(LocalDateTime),
    /// A day and a time of day in a zone.
    DateTime(DateTime),
}

/// The moment that counts as the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Whole seconds since 1970-01-01T00:00Z.
    pub epoch_seconds: i64,
    /// Nanoseconds since the beginning of that second, 0 to 999,999,999.
    pub nanos: i32,
}

impl Now {
    /// Nanoseconds since 1970-01-01T00:00Z.
    fn nanos(&self) -> i128 {
        i128::from(self.epoch_seconds) * i128::from(SECOND) + i128::from(self.nanos)
    }

    /// The current instant as clocks and calendars in the zone show it.
    fn instant(&self, kind: Kind, zone: Zone) -> Result<Temporal, TemporalError> {
        let now = DateTime::at_instant(self.nanos(), zone)?;
        Parts::of(&Temporal::DateTime(now)).into_temporal(kind)
    }
}

impl Temporal {
    /// The current instant (CIP2015-08-06, "Getting the current temporal instant value"): what
    /// `date()`, `date.realtime('Europe/Stockholm')` and their kin return. Without a zone, UTC.
    ///
    /// # Errors
    /// When the zone is neither an offset nor a name of the IANA database.
    pub fn now(kind: Kind, now: &Now, zone: Option<&str>) -> Result<Temporal, TemporalError> {
        now.instant(kind, zone.map_or(Ok(Zone::UTC), Zone::parse)?)
    }

    /// What `date(argument)` and its kin return (CIP2015-08-06, "Creating temporal values"): the
    /// argument is text in a form of ISO 8601, a map of components and selected instants, or an
    /// instant to project. `now` serves maps with nothing but a zone, and turns a zone's name into
    /// the offset of a time of day.
    ///
    /// The result is `null` where the argument or a component of it is `null`.
    ///
    /// # Errors
    /// When the argument does not describe an instant of this kind.
    pub fn construct(kind: Kind, argument: &Value, now: &Now) -> Result<Value, TemporalError> {
        construct::construct(kind, argument, now)
    }

    /// What `datetime.fromepoch(seconds, nanoseconds)` returns: the date-time so long after
    /// 1970-01-01T00:00Z, in UTC (openCypher TCK, Temporal1).
    ///
    /// # Errors
    /// When the moment lies outside the years of a date.
    pub fn from_epoch(seconds: i64, nanoseconds: i64) -> Result<Temporal, TemporalError> {
        let nanos = i128::from(seconds) * i128::from(SECOND) + i128::from(nanoseconds);
        DateTime::at_instant(nanos, Zone::UTC).map(Temporal::DateTime)
    }

    /// What `datetime.fromepochmillis(milliseconds)` returns, as [`Temporal::from_epoch`].
    ///
    /// # Errors
    /// When the moment lies outside the years of a date.
    pub fn from_epoch_millis(milliseconds: i64) -> Result<Temporal, TemporalError> {
        DateTime::at_instant(i128::from(milliseconds) * 1_000_000, Zone::UTC).map(Temporal::DateTime)
    }

    /// Reads text in a form of ISO 8601 (CIP2015-08-06, "Parsing temporal values from a string").
    ///
    /// # Errors
    /// When the text does not describe an instant of this kind.
    pub fn parse(kind: Kind, text: &str) -> Result<Temporal, TemporalError> {
        parse::parse(kind, text)
    }

    /// What `date.truncate(unit, instant, overrides)` and its kin return (CIP2015-08-06,
    /// "Truncating temporal values"). `overrides` is a map of smaller components, or `null` where
    /// the function has only two arguments.
    ///
    /// The result is `null` where the instant or an override is `null`.
    ///
    /// # Errors
    /// When the unit is unknown or does not suit the kind or the instant, or when the overrides
    /// don't.
    pub fn truncate(kind: Kind, unit: &str, instant: &Value, overrides: &Value) -> Result<Value, TemporalError> {
        truncate::truncate(kind, unit, instant, overrides)
    }

    /// The component of this name (CIP2015-08-06, "Components of instant values"); `None` where
    /// the kind has no such component.
    pub fn property(&self, name: &str) -> Option<Value> {
        property::of_instant(self, name)
    }

    /// Which of the five types the instant is of.
    pub fn kind(&self) -> Kind {
        match self {
            Temporal::Date(_) => Kind::Date,
            Temporal::LocalTime(_) => Kind::LocalTime,
            Temporal::Time(_) => Kind::Time,
            Temporal::LocalDateTime(_) => Kind::LocalDateTime,
            Temporal::DateTime(_) => Kind::DateTime,
        }
    }

    /// The type's name, as openCypher writes it.
    pub fn type_name(&self) -> &'static str {
        self.kind().name()
    }

    /// `a = b`: the same type and the same in every component. The same moment in two zones is
    /// not equal (CIP2015-08-06, "Comparing temporal values").
    pub fn equals(&self, other: &Temporal) -> bool {
        self == other
    }

    /// `a < b` and its kin: only instants of one type are comparable.
    pub fn compare(&self, other: &Temporal) -> Option<Ordering> {
        match (self, other) {
            (Temporal::Date(x), Temporal::Date(y)) => Some(x.cmp(y)),
            (Temporal::LocalTime(x), Temporal::LocalTime(y)) => Some(x.cmp(y)),
            (Temporal::Time(x), Temporal::Time(y)) => Some(x.cmp(y)),
            (Temporal::LocalDateTime(x), Temporal::LocalDateTime(y)) => Some(x.cmp(y)),
            (Temporal::DateTime(x), Temporal::DateTime(y)) => Some(x.cmp(y)),
            _ => None,
        }
    }

    /// The order of `ORDER BY`: by type first (date-time, local date-time, date, time, local
    /// time), then as [`Temporal::compare`] has it.
    pub fn order(&self, other: &Temporal) -> Ordering {
        let by_kind = || self.kind().rank().cmp(&other.kind().rank());
        self.compare(other).unwrap_or_else(by_kind)
    }

    /// A hash that is the same for equal instants, in every run of the program.
    pub fn hash_code(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }
}

impl fmt::Display for Temporal {
    /// The form of `toString`, which the function of the type reads back (CIP2015-08-06, "String
    /// representation of temporal values").
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Temporal::Date(date) => date.fmt(f),
            Temporal::LocalTime(time) => time.fmt(f),
            Temporal::Time(time) => time.fmt(f),
            Temporal::LocalDateTime(local) => local.fmt(f),
            Temporal::DateTime(at) => at.fmt(f),
        }
    }
}

impl From<Temporal> for Value {
    fn from(value: Temporal) -> Value {
        Value::Temporal(Arc::new(value))
    }
}

impl From<Duration> for Value {
    fn from(value: Duration) -> Value {
        Value::Duration(Arc::new(value))
    }
}
