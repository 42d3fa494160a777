//! The components of an instant as a map gives them, read and checked by name and type.

use std::sync::Arc;

use super::Temporal;
use super::date_fields::DateFields;
use super::error::{TemporalError, error, mistyped};
use super::parts::Parts;
use super::time_fields::TimeFields;
use super::zone::Zone;
use crate::value::{Map, Value};

/// Everything a map may say about an instant (CIP2015-08-06, "Constructing" and "Converting and
/// composing temporal instant values").
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    /// `year` and the other components of a day.
    pub(super) date: DateFields,
    /// `hour` and the other components of a time of day.
    pub(super) time: TimeFields,
    /// `timezone`.
    pub(super) zone: Option<Zone>,
    /// `date`: the instant whose day is selected.
    pub(super) from_date: Option<Arc<Temporal>>,
    /// `time`: the instant whose time of day and zone are selected.
    pub(super) from_time: Option<Arc<Temporal>>,
    /// `datetime`: the instant of which everything is selected.
    pub(super) from_both: Option<Arc<Temporal>>,
    /// `epochSeconds`.
    pub(super) epoch_seconds: Option<i64>,
    /// `epochMillis`.
    pub(super) epoch_millis: Option<i64>,
}

impl Fields {
    /// Reads the entries; `None` where one of them is `null`, which makes the instant unknown.
    pub(super) fn read(entries: &Map) -> Result<Option<Fields>, TemporalError> {
        let mut fields = Fields::default();
        for (name, value) in entries {
            if value.is_null() {
                return Ok(None);
            }
            fields.set(name, value)?;
        }
        Ok(Some(fields))
    }

    fn set(&mut self, name: &str, value: &Value) -> Result<(), TemporalError> {
        match name {
            "timezone" => self.zone = Some(zone(value)?),
            "date" => self.from_date = Some(instant(name, value)?),
            "time" => self.from_time = Some(instant(name, value)?),
            "datetime" => self.from_both = Some(instant(name, value)?),
            "epochSeconds" => self.epoch_seconds = Some(integer(name, value)?),
            "epochMillis" => self.epoch_millis = Some(integer(name, value)?),
            _ => {
                let slot = self.date.slot(name).or_else(|| self.time.slot(name));
                let unknown = || error(format!("'{name}' is not a component of an instant"));
                *slot.ok_or_else(unknown)? = Some(integer(name, value)?);
            }
        }
        Ok(())
    }

    /// Whether the map says nothing but the zone: that asks for the current instant there.
    pub(super) fn is_zone_only(&self) -> bool {
        let selects = self.from_date.is_some() || self.from_time.is_some();
        let counts = self.epoch_seconds.is_some() || self.epoch_millis.is_some();
        let silent = self.date.first().is_none() && self.time.first().is_none();
        silent && !selects && !counts && self.from_both.is_none() && self.zone.is_some()
    }

    /// The parts that `date`, `time` and `datetime` select. `date` does not select a zone.
    pub(super) fn selected(&self) -> Result<Parts, TemporalError> {
        if let Some(both) = &self.from_both {
            if self.from_date.is_some() || self.from_time.is_some() {
                return Err(error("'datetime' selects date and time, neither of which may be given beside it"));
            }
            return Ok(Parts::of(both));
        }
        let date = match &self.from_date {
            Some(from) => Some(Parts::of(from).date.ok_or_else(|| lacking("date", from))?),
            None => None,
        };
        let time = match &self.from_time {
            Some(from) if Parts::of(from).time.is_none() => return Err(lacking("time", from)),
            Some(from) => Parts::of(from),
            None => Parts::default(),
        };
        Ok(Parts { date, ..time })
    }

    /// The instant a zone's name turns into an offset at, where the selection has one.
    pub(super) fn moment(&self) -> Option<i128> {
        match self.from_both.as_deref().or(self.from_time.as_deref())? {
            Temporal::DateTime(at) => Some(at.instant()),
            Temporal::Date(_) | Temporal::LocalTime(_) | Temporal::Time(_) | Temporal::LocalDateTime(_) => None,
        }
    }
}

fn lacking(part: &str, from: &Temporal) -> TemporalError {
    error(format!("'{part}' selects from an instant with a {part}, found {}", from.type_name()))
}

fn zone(value: &Value) -> Result<Zone, TemporalError> {
    let text = value.as_str();
    Zone::parse(text.ok_or_else(|| mistyped("'timezone'", value, "String"))?)
}

fn integer(name: &str, value: &Value) -> Result<i64, TemporalError> {
    value.as_integer().ok_or_else(|| mistyped(&format!("'{name}'"), value, "Integer"))
}

fn instant(name: &str, value: &Value) -> Result<Arc<Temporal>, TemporalError> {
    match value {
        Value::Temporal(instant) => Ok(Arc::clone(instant)),
        other => Err(mistyped(&format!("'{name}'"), other, "an instant")),
    }
}
