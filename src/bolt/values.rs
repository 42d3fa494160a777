//! Values as the client library has them, and as we have them. Instants go through text, as ISO 8601 writes them.

use std::collections::HashMap;
use std::sync::Arc;

use neo4j::value::time as theirs;
use neo4j::{ValueReceive, ValueSend};

use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::value::temporal::Kind;
use crate::value::{Duration, Map, Temporal, Value};

/// A value to be sent.
///
/// # Errors
/// Where Bolt has no such value: a node, a relation, a path, or an instant beyond what it can say.
pub(super) fn sent(value: &Value) -> Outcome<ValueSend> {
    Ok(match value {
        Value::Null => ValueSend::Null,
        Value::Boolean(value) => ValueSend::Boolean(*value),
        Value::Integer(value) => ValueSend::Integer(*value),
        Value::Float(value) => ValueSend::Float(*value),
        Value::String(text) => ValueSend::String(text.to_string()),
        Value::List(items) => ValueSend::List(items.iter().map(sent).collect::<Outcome<_>>()?),
        Value::Map(map) => ValueSend::Map(sent_map(map)?),
        Value::Duration(amount) => {
            let of = theirs::Duration::new(amount.months(), amount.days(), amount.seconds(), amount.nanos());
            ValueSend::Duration(of.ok_or_else(|| unsendable(value))?)
        }
        Value::Temporal(instant) => sent_instant(instant).ok_or_else(|| unsendable(value))?,
        Value::Node(_) | Value::Relationship(_) | Value::Path(_) => return Err(unsendable(value)),
    })
}

/// A map to be sent, such as all parameters of a statement.
pub(super) fn sent_map(map: &Map) -> Outcome<HashMap<String, ValueSend>> {
    map.iter().map(|(key, value)| Ok((key.to_string(), sent(value)?))).collect()
}

fn unsendable(value: &Value) -> Box<Diagnostic> {
    let message = format!("a {} can't be sent to a server", value.type_name());
    Box::new(Diagnostic::runtime(Class::TypeError, "InvalidArgumentType", message))
}

fn sent_instant(instant: &Temporal) -> Option<ValueSend> {
    let text = instant.to_string();
    Some(match instant.kind() {
        Kind::Date => ValueSend::Date(text.parse().ok()?),
        Kind::LocalTime => ValueSend::LocalTime(text.parse().ok()?),
        Kind::Time => {
            let (time, offset) = split_offset(&text)?;
            ValueSend::Time(theirs::Time { time: time.parse().ok()?, offset: offset.parse().ok()? })
        }
        Kind::LocalDateTime => ValueSend::LocalDateTime(local(&text)?),
        Kind::DateTime => {
            let (instant, zone) = text.split_once('[').map_or((&*text, None), |(instant, zone)| (instant, Some(zone)));
            let (moment, offset) = split_offset(instant)?;
            let offset: theirs::FixedOffset = offset.parse().ok()?;
            let fixed = local(moment)?.and_local_timezone(offset).single()?;
            match zone {
                None => ValueSend::DateTimeFixed(fixed),
                Some(zone) => {
                    let zone: theirs::Tz = zone.trim_end_matches(']').parse().ok()?;
                    ValueSend::DateTime(fixed.with_timezone(&zone))
                }
            }
        }
    })
}

/// Seconds are left out where they are none.
fn local(text: &str) -> Option<theirs::LocalDateTime> {
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|format| theirs::LocalDateTime::parse_from_str(text, format).ok())
}

/// `10:00` and `+01:00`; `Z` is no offset.
fn split_offset(text: &str) -> Option<(&str, String)> {
    if let Some(text) = text.strip_suffix('Z') {
        return Some((text, "+00:00".into()));
    }
    let colon = text.find(':')?;
    let at = colon + text[colon..].find(['+', '-'])?;
    Some((&text[..at], text[at..].to_string()))
}

/// An instant or amount that came; none where it is another kind of value, or beyond what we can say.
pub(super) fn received_time(value: &ValueReceive) -> Option<Value> {
    let instant = |kind: Kind, text: String| {
        let instant = Temporal::parse(kind, &text).ok()?;
        Some(Value::Temporal(Arc::new(instant)))
    };
    match value {
        ValueReceive::Date(date) => instant(Kind::Date, date.format("%Y-%m-%d").to_string()),
        ValueReceive::LocalTime(time) => instant(Kind::LocalTime, time.format("%H:%M:%S%.f").to_string()),
        ValueReceive::Time(time) => instant(Kind::Time, format!("{}{}", time.time.format("%H:%M:%S%.f"), time.offset)),
        ValueReceive::LocalDateTime(moment) => {
            instant(Kind::LocalDateTime, moment.format("%Y-%m-%dT%H:%M:%S%.f").to_string())
        }
        ValueReceive::DateTimeFixed(moment) => {
            instant(Kind::DateTime, moment.format("%Y-%m-%dT%H:%M:%S%.f%::z").to_string())
        }
        ValueReceive::DateTime(moment) => {
            let text = moment.format("%Y-%m-%dT%H:%M:%S%.f%::z");
            instant(Kind::DateTime, format!("{text}[{}]", moment.timezone().name()))
        }
        ValueReceive::Duration(amount) => {
            let nanos = i64::from(amount.nanoseconds());
            let amount = Duration::new(amount.months(), amount.days(), amount.seconds(), nanos).ok()?;
            Some(Value::Duration(Arc::new(amount)))
        }
        _ => None,
    }
}
