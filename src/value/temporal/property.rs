//! Components of instants and durations by name.

use super::date::Date;
use super::duration::Duration;
use super::offset::Offset;
use super::parts::Parts;
use super::time::LocalTime;
use super::{DateTime, Temporal};
use crate::value::Value;

/// A component of an instant, where the instant has it.
pub(super) fn of_instant(instant: &Temporal, name: &str) -> Option<Value> {
    let parts = Parts::of(instant);
    let date = || parts.date.and_then(|date| of_date(date, name)).map(Value::Integer);
    let time = || parts.time.and_then(|time| of_time(time, name)).map(Value::Integer);
    let zone = || match instant {
        Temporal::Time(time) => of_offset(time.offset, name),
        Temporal::DateTime(at) => of_moment(at, name),
        Temporal::Date(_) | Temporal::LocalTime(_) | Temporal::LocalDateTime(_) => None,
    };
    date().or_else(time).or_else(zone)
}

fn of_date(date: Date, name: &str) -> Option<i64> {
    match name {
        "year" => Some(date.year()),
        "quarter" => Some(date.quarter()),
        "month" => Some(date.month()),
        "week" => Some(date.week()),
        "weekYear" => Some(date.week_year()),
        "day" => Some(date.day()),
        "ordinalDay" => Some(date.ordinal_day()),
        "weekDay" | "dayOfWeek" => Some(date.week_day()),
        "dayOfQuarter" | "quarterDay" => Some(date.day_of_quarter()),
        _ => None,
    }
}

fn of_time(time: LocalTime, name: &str) -> Option<i64> {
    match name {
        "hour" => Some(time.hour()),
        "minute" => Some(time.minute()),
        "second" => Some(time.second()),
        "millisecond" => Some(time.nanosecond() / 1_000_000),
        "microsecond" => Some(time.nanosecond() / 1_000),
        "nanosecond" => Some(time.nanosecond()),
        _ => None,
    }
}

fn of_offset(offset: Offset, name: &str) -> Option<Value> {
    match name {
        "timezone" | "offset" => Some(Value::string(offset.to_string())),
        "offsetMinutes" => Some(Value::Integer(offset.seconds() / 60)),
        "offsetSeconds" => Some(Value::Integer(offset.seconds())),
        _ => None,
    }
}

fn of_moment(at: &DateTime, name: &str) -> Option<Value> {
    // Every moment of the years a date may have fits.
    let since_epoch = |nanos: i128| Some(Value::Integer(at.instant().div_euclid(nanos) as i64));
    match name {
        "epochSeconds" => since_epoch(1_000_000_000),
        "epochMillis" => since_epoch(1_000_000),
        "timezone" => Some(Value::string(at.zone().to_string())),
        _ => of_offset(at.offset(), name),
    }
}

/// A component of a duration, within its group of months, days or seconds.
///
/// Seconds are the whole second at or below the amount, as the TCK has them, so that the
/// nanoseconds of a second are never negative; larger units count these whole seconds.
pub(super) fn of_duration(duration: &Duration, name: &str) -> Option<Value> {
    let (months, days) = (duration.months(), duration.days());
    let (seconds, nanos) = (duration.seconds(), i64::from(duration.nanos()));
    let within_second = |unit: i64| Some(nanos / unit);
    let total = |unit: i64| {
        let units = seconds.checked_mul(1_000_000_000 / unit)?;
        units.checked_add(nanos / unit)
    };
    let number = match name {
        "years" => Some(months / 12),
        "quarters" => Some(months / 3),
        "months" => Some(months),
        "quartersOfYear" => Some(months % 12 / 3),
        "monthsOfYear" => Some(months % 12),
        "monthsOfQuarter" => Some(months % 3),
        "weeks" => Some(days / 7),
        "days" => Some(days),
        "daysOfWeek" => Some(days % 7),
        "hours" => Some(seconds / 3_600),
        "minutes" => Some(seconds / 60),
        "minutesOfHour" => Some(seconds / 60 % 60),
        "seconds" => Some(seconds),
        "secondsOfMinute" => Some(seconds % 60),
        "milliseconds" => total(1_000_000),
        "microseconds" => total(1_000),
        "nanoseconds" => total(1),
        "millisecondsOfSecond" => within_second(1_000_000),
        "microsecondsOfSecond" => within_second(1_000),
        "nanosecondsOfSecond" => within_second(1),
        _ => None,
    };
    number.map(Value::Integer)
}
