//! Instants taken apart and put together: what projection, selection, truncation and the
//! distance between instants of different kinds all rest on.

use super::date::Date;
use super::datetime::{DateTime, LocalDateTime};
use super::error::{TemporalError, error};
use super::offset::Offset;
use super::time::{LocalTime, Time};
use super::zone::{NamedZone, Zone};
use super::{Kind, Temporal};

/// The parts an instant has, in whatever kind it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    /// The day.
    pub(super) date: Option<Date>,
    /// The local time of day.
    pub(super) time: Option<LocalTime>,
    /// The zone or offset.
    pub(super) zone: Option<Zone>,
    /// The offset the instant had in its zone: settles which of two equal local times is meant.
    pub(super) preferred: Option<Offset>,
}

impl Parts {
    /// Takes an instant apart.
    pub(super) fn of(temporal: &Temporal) -> Parts {
        match temporal {
            Temporal::Date(date) => Parts { date: Some(*date), ..Parts::default() },
            Temporal::LocalTime(time) => Parts { time: Some(*time), ..Parts::default() },
            Temporal::Time(time) => {
                Parts { time: Some(time.local), zone: Some(Zone::Offset(time.offset)), ..Parts::default() }
            }
            Temporal::LocalDateTime(local) => Parts::local(*local),
            Temporal::DateTime(at) => {
                Parts { zone: Some(at.zone()), preferred: Some(at.offset()), ..Parts::local(at.local()) }
            }
        }
    }

    fn local(local: LocalDateTime) -> Parts {
        Parts { date: Some(local.date), time: Some(local.time), ..Parts::default() }
    }

    /// Puts an instant of the kind together. A missing zone is UTC, a missing time of a day is
    /// midnight; parts the kind has no place for are dropped.
    pub(super) fn into_temporal(self, kind: Kind) -> Result<Temporal, TemporalError> {
        match kind {
            Kind::Date => Ok(Temporal::Date(self.day(kind)?)),
            Kind::LocalTime => Ok(Temporal::LocalTime(self.clock(kind)?)),
            Kind::Time => {
                let (local, offset) = (self.clock(kind)?, self.offset()?);
                Ok(Temporal::Time(Time { local, offset }))
            }
            Kind::LocalDateTime => Ok(Temporal::LocalDateTime(self.day_and_clock(kind)?)),
            Kind::DateTime => {
                let local = self.day_and_clock(kind)?;
                let zone = self.zone.unwrap_or(Zone::UTC);
                Ok(Temporal::DateTime(DateTime::at_local(local, zone, self.preferred)?))
            }
        }
    }

    fn day(&self, kind: Kind) -> Result<Date, TemporalError> {
        let missing = || error(format!("a {} needs a date, and none is given", kind.name()));
        self.date.ok_or_else(missing)
    }

    fn clock(&self, kind: Kind) -> Result<LocalTime, TemporalError> {
        let missing = || error(format!("a {} needs a time of day, and none is given", kind.name()));
        self.time.ok_or_else(missing)
    }

    fn day_and_clock(&self, kind: Kind) -> Result<LocalDateTime, TemporalError> {
        let time = self.time.unwrap_or(LocalTime::MIDNIGHT);
        Ok(LocalDateTime { date: self.day(kind)?, time })
    }

    fn offset(&self) -> Result<Offset, TemporalError> {
        match (&self.zone, self.preferred) {
            (Some(Zone::Offset(offset)), _) => Ok(*offset),
            (Some(Zone::Named(_)), Some(offset)) => Ok(offset),
            (None, _) => Ok(Offset::UTC),
            (Some(Zone::Named(zone)), None) => Err(dateless(zone)),
        }
    }
}

/// A zone's name where only an offset would do.
pub(super) fn dateless(zone: &NamedZone) -> TemporalError {
    error(format!("the offset of {} depends on the date, and none is given", zone.name()))
}
