//! Instants from a function's argument: text, a map of components, or another instant.

use std::sync::Arc;

use super::date::Date;
use super::datetime::DateTime;
use super::error::{TemporalError, error, mistyped};
use super::fields::Fields;
use super::parse::parse;
use super::parts::{Parts, dateless};
use super::time::{LocalTime, SECOND};
use super::zone::Zone;
use super::{Kind, Now, Temporal};
use crate::value::{Map, Value};

/// `date(argument)` and its kin.
pub(super) fn construct(kind: Kind, argument: &Value, now: &Now) -> Result<Value, TemporalError> {
    let made = match argument {
        Value::Null => None,
        Value::String(text) => Some(parse(kind, text)?),
        Value::Map(entries) => from_map(kind, entries, now)?,
        Value::Temporal(instant) => Some(Parts::of(instant).into_temporal(kind)?),
        other => {
            let what = format!("the argument of {}", kind.function());
            return Err(mistyped(&what, other, "String, Map or an instant"));
        }
    };
    Ok(made.map_or(Value::Null, |instant| Value::Temporal(Arc::new(instant))))
}

fn from_map(kind: Kind, entries: &Map, now: &Now) -> Result<Option<Temporal>, TemporalError> {
    let Some(fields) = Fields::read(entries)? else {
        return Ok(None);
    };
    if fields.is_zone_only() {
        return now.instant(kind, fields.zone.unwrap_or(Zone::UTC)).map(Some);
    }
    refuse_foreign(kind, &fields)?;
    if fields.epoch_seconds.is_some() || fields.epoch_millis.is_some() {
        return from_epoch(&fields).map(Some);
    }
    let selected = fields.selected()?;
    let moment = fields.moment().unwrap_or(now.nanos());
    in_zone(kind, overridden(kind, &fields, selected)?, fields.zone, moment).map(Some)
}

/// Fails where a map has components that the kind has not (CIP2015-08-06, "Available components
/// per instant type").
pub(super) fn refuse_foreign(kind: Kind, fields: &Fields) -> Result<(), TemporalError> {
    let date = fields.date.first().or(fields.from_date.as_ref().map(|_| "date"));
    let time = fields.time.first().or(fields.from_time.as_ref().map(|_| "time"));
    let zone = fields.zone.as_ref().map(|_| "timezone");
    let epoch = fields.epoch_seconds.map(|_| "epochSeconds");
    let epoch = epoch.or(fields.epoch_millis.map(|_| "epochMillis"));
    let foreign = match kind {
        Kind::Date => time.or(zone).or(epoch),
        Kind::LocalTime => date.or(zone).or(epoch),
        Kind::Time => date.or(epoch),
        Kind::LocalDateTime => zone.or(epoch),
        Kind::DateTime => None,
    };
    match foreign {
        Some(name) => {
            let kind = kind.name();
            Err(error(format!("a {kind} has no component '{name}'")))
        }
        None => Ok(()),
    }
}

/// The selected parts with the fields' own components in place of theirs.
pub(super) fn overridden(kind: Kind, fields: &Fields, selected: Parts) -> Result<Parts, TemporalError> {
    let mut parts = selected;
    if kind.has_date() {
        parts.date = Some(day(fields, parts.date)?);
    }
    if fields.time.first().is_some() || !kind.has_date() {
        parts.time = Some(clock(kind, fields, parts.time)?);
    }
    Ok(parts)
}

fn day(fields: &Fields, selected: Option<Date>) -> Result<Date, TemporalError> {
    let of_day = fields.time.first().or(fields.from_time.as_ref().map(|_| "time"));
    if let (None, Some(smaller)) = (selected, of_day) {
        fields.date.require_complete(smaller)?;
    }
    fields.date.resolve(selected)
}

fn clock(kind: Kind, fields: &Fields, selected: Option<LocalTime>) -> Result<LocalTime, TemporalError> {
    if selected.is_none() && fields.time.first().is_none() {
        let name = kind.name();
        return Err(error(format!("a {name} needs an hour, and none is given")));
    }
    fields.time.resolve(selected)
}

/// The instant in the zone given: the same moment where the parts have a zone of their own, the
/// same local time where they have not.
fn in_zone(kind: Kind, parts: Parts, zone: Option<Zone>, moment: i128) -> Result<Temporal, TemporalError> {
    let has_own = parts.zone.is_some();
    match zone {
        Some(zone) if !has_own => {
            let zone = settled(kind, zone, Some(moment))?;
            Parts { zone: Some(zone), ..parts }.into_temporal(kind)
        }
        Some(zone) => moved(parts.into_temporal(kind)?, zone, moment),
        None => parts.into_temporal(kind),
    }
}

/// The zone as the kind can hold it: a time of day has an offset, never a name.
pub(super) fn settled(kind: Kind, zone: Zone, moment: Option<i128>) -> Result<Zone, TemporalError> {
    match (kind, &zone, moment) {
        (Kind::Time, Zone::Named(_), Some(moment)) => zone.at_instant(moment).map(Zone::Offset),
        (Kind::Time, Zone::Named(zone), None) => Err(dateless(zone)),
        (Kind::Time, Zone::Offset(_), _)
        | (Kind::Date | Kind::LocalTime | Kind::LocalDateTime | Kind::DateTime, _, _) => Ok(zone),
    }
}

fn moved(instant: Temporal, zone: Zone, moment: i128) -> Result<Temporal, TemporalError> {
    match instant {
        Temporal::Time(time) => Ok(Temporal::Time(time.with_offset(zone.at_instant(moment)?))),
        Temporal::DateTime(at) => Ok(Temporal::DateTime(at.with_zone(zone)?)),
        Temporal::Date(_) | Temporal::LocalTime(_) | Temporal::LocalDateTime(_) => Ok(instant),
    }
}

/// The moment so long after 1970-01-01T00:00Z; parts of a second may be added to it.
fn from_epoch(fields: &Fields) -> Result<Temporal, TemporalError> {
    refuse_beside_epoch(fields)?;
    let (seconds, millis) = match (fields.epoch_seconds, fields.epoch_millis) {
        (Some(seconds), _) => (seconds, None),
        (None, millis) => {
            let millis = millis.unwrap_or(0);
            (millis.div_euclid(1_000), Some(millis.rem_euclid(1_000)))
        }
    };
    let nanos = fields.time.nanos(millis)?.unwrap_or(0);
    let instant = i128::from(seconds) * i128::from(SECOND) + i128::from(nanos);
    let zone = fields.zone.clone().unwrap_or(Zone::UTC);
    Ok(Temporal::DateTime(DateTime::at_instant(instant, zone)?))
}

fn refuse_beside_epoch(fields: &Fields) -> Result<(), TemporalError> {
    let selected = fields.from_date.as_ref().map(|_| "date");
    let selected = selected.or(fields.from_time.as_ref().map(|_| "time"));
    let selected = selected.or(fields.from_both.as_ref().map(|_| "datetime"));
    let twice = fields.epoch_seconds.and(fields.epoch_millis);
    let given = fields.date.first().or(fields.time.whole()).or(selected);
    match given.or(twice.map(|_| "epochMillis")) {
        Some(name) => {
            let problem = "may not be given together with the time since 1970";
            Err(error(format!("'{name}' {problem}")))
        }
        None => Ok(()),
    }
}
