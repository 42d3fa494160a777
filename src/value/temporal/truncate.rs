//! The start of the year, hour or other unit an instant lies in.

use std::sync::Arc;

use super::construct::{overridden, refuse_foreign, settled};
use super::date::Date;
use super::error::{TemporalError, error, mistyped};
use super::fields::Fields;
use super::parts::Parts;
use super::time::{LocalTime, SECOND};
use super::{Kind, Temporal};
use crate::value::{Map, Value};

/// The units that instants are truncated to, from the largest (CIP2015-08-06, "Truncating").
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Millennium,
    Century,
    Decade,
    Year,
    WeekYear,
    Quarter,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
    Millisecond,
    Microsecond,
}

impl Unit {
    fn parse(name: &str) -> Result<Unit, TemporalError> {
        match name {
            "millennium" => Ok(Unit::Millennium),
            "century" => Ok(Unit::Century),
            "decade" => Ok(Unit::Decade),
            "year" => Ok(Unit::Year),
            "weekYear" => Ok(Unit::WeekYear),
            "quarter" => Ok(Unit::Quarter),
            "month" => Ok(Unit::Month),
            "week" => Ok(Unit::Week),
            "day" => Ok(Unit::Day),
            "hour" => Ok(Unit::Hour),
            "minute" => Ok(Unit::Minute),
            "second" => Ok(Unit::Second),
            "millisecond" => Ok(Unit::Millisecond),
            "microsecond" => Ok(Unit::Microsecond),
            _ => Err(error(format!(
                "'{name}' is not a unit to truncate to; expected millennium, century, decade, \
                 year, weekYear, quarter, month, week, day, hour, minute, second, millisecond or \
                 microsecond"
            ))),
        }
    }

    /// The unit in nanoseconds, where it is smaller than a day.
    fn nanos(self) -> Option<i64> {
        match self {
            Unit::Hour => Some(3_600 * SECOND),
            Unit::Minute => Some(60 * SECOND),
            Unit::Second => Some(SECOND),
            Unit::Millisecond => Some(1_000_000),
            Unit::Microsecond => Some(1_000),
            Unit::Millennium
            | Unit::Century
            | Unit::Decade
            | Unit::Year
            | Unit::WeekYear
            | Unit::Quarter
            | Unit::Month
            | Unit::Week
            | Unit::Day => None,
        }
    }

    /// The first day of the unit that the day lies in.
    fn floor(self, date: Date) -> Result<Date, TemporalError> {
        let start_of = |years: i64| Date::new(date.year().div_euclid(years) * years, 1, 1);
        match self {
            Unit::Millennium => start_of(1_000),
            Unit::Century => start_of(100),
            Unit::Decade => start_of(10),
            Unit::Year => start_of(1),
            Unit::WeekYear => Date::from_week(date.week_year(), 1, 1),
            Unit::Quarter => Date::from_quarter(date.year(), date.quarter(), 1),
            Unit::Month => Date::new(date.year(), date.month(), 1),
            Unit::Week => date.add_days(1 - date.week_day()),
            Unit::Day | Unit::Hour | Unit::Minute | Unit::Second | Unit::Millisecond | Unit::Microsecond => Ok(date),
        }
    }

    /// Whether instants of the kind can be truncated to the unit.
    fn suits(self, kind: Kind) -> bool {
        match kind {
            Kind::Date => self.nanos().is_none(),
            Kind::LocalTime | Kind::Time => self.nanos().is_some() || self == Unit::Day,
            Kind::LocalDateTime | Kind::DateTime => true,
        }
    }
}

/// `date.truncate(unit, instant, overrides)` and its kin.
pub(super) fn truncate(kind: Kind, unit: &str, instant: &Value, overrides: &Value) -> Result<Value, TemporalError> {
    let Some(fields) = read(overrides)? else {
        return Ok(Value::Null);
    };
    let instant = match instant {
        Value::Null => return Ok(Value::Null),
        Value::Temporal(instant) => instant,
        other => return Err(mistyped("the value to truncate", other, "an instant")),
    };
    let start = start(kind, unit, instant, fields)?;
    Ok(Value::Temporal(Arc::new(start)))
}

/// The overrides; none where there is no map, and `None` where one of them is `null`.
fn read(overrides: &Value) -> Result<Option<Fields>, TemporalError> {
    let entries = match overrides {
        Value::Null => &Map::new(),
        Value::Map(entries) => entries.as_ref(),
        other => return Err(mistyped("the third argument of truncate", other, "Map")),
    };
    Fields::read(entries)
}

fn start(kind: Kind, name: &str, instant: &Temporal, mut fields: Fields) -> Result<Temporal, TemporalError> {
    let unit = suitable(kind, name)?;
    refuse(kind, &fields)?;
    let mut parts = floor(unit, name, kind, instant)?;
    keep_subseconds(unit, parts.time, &mut fields);
    if fields.from_time.is_some() {
        parts = with_time(parts, fields.selected()?);
    }
    let mut parts = overridden(kind, &fields, parts)?;
    if let Some(zone) = fields.zone {
        // A zone given replaces that of the instant: the local time stays.
        parts.zone = Some(settled(kind, zone, moment(instant))?);
        parts.preferred = None;
    }
    parts.into_temporal(kind)
}

/// The unit of this name, if the kind can be truncated to it.
fn suitable(kind: Kind, name: &str) -> Result<Unit, TemporalError> {
    let unit = Unit::parse(name)?;
    if unit.suits(kind) {
        return Ok(unit);
    }
    let kind = kind.name();
    Err(error(format!("a {kind} can't be truncated to '{name}'")))
}

/// The parts with the time selected, which brings its zone along if it has one.
fn with_time(parts: Parts, selected: Parts) -> Parts {
    match selected.zone {
        Some(_) => Parts { date: parts.date, ..selected },
        None => Parts { time: selected.time, ..parts },
    }
}

fn refuse(kind: Kind, fields: &Fields) -> Result<(), TemporalError> {
    refuse_foreign(kind, fields)?;
    let epoch = fields.epoch_seconds.or(fields.epoch_millis).is_some();
    if epoch || fields.from_date.is_some() || fields.from_both.is_some() {
        return Err(error("what is truncated may only be overridden with smaller components"));
    }
    Ok(())
}

/// The parts of the instant at the start of the unit.
fn floor(unit: Unit, name: &str, kind: Kind, at: &Temporal) -> Result<Parts, TemporalError> {
    let lacking = || error(format!("a {} can't be truncated to '{name}'", at.type_name()));
    let parts = Parts::of(at);
    let date = parts.date.map(|date| unit.floor(date)).transpose()?;
    let time = match unit.nanos() {
        Some(nanos) => Some(parts.time.ok_or_else(lacking)?.floor(nanos)),
        None => Some(LocalTime::MIDNIGHT),
    };
    if kind.has_date() && date.is_none() || !kind.has_date() && parts.time.is_none() {
        return Err(lacking());
    }
    Ok(Parts { date, time, ..parts })
}

/// A truncated millisecond stands beside a nanosecond given, which is then one of that
/// millisecond; likewise a microsecond.
fn keep_subseconds(unit: Unit, time: Option<LocalTime>, fields: &mut Fields) {
    let Some(time) = time else { return };
    let millisecond = time.nanosecond() / 1_000_000;
    if unit == Unit::Millisecond {
        fields.time.keep_subseconds(millisecond, None);
    } else if unit == Unit::Microsecond {
        let microsecond = time.nanosecond() / 1_000 % 1_000;
        fields.time.keep_subseconds(millisecond, Some(microsecond));
    }
}

/// The moment at which a zone's name turns into the offset of a time of day.
fn moment(instant: &Temporal) -> Option<i128> {
    match instant {
        Temporal::DateTime(at) => Some(at.instant()),
        Temporal::LocalDateTime(local) => Some(local.nanos()),
        Temporal::Date(_) | Temporal::LocalTime(_) | Temporal::Time(_) => None,
    }
}
