//! Instants and durations, made and measured.

use std::sync::Arc;

use super::arguments::{at, integer, temporal_error, text, wrong_type};
use super::{Function, Surroundings, scalar};
use crate::diagnostic::Outcome;
use crate::value::temporal::{Kind, TemporalError};
use crate::value::{Duration, Map, Temporal, Value};

/// The five functions of each kind of instants, then the others.
macro_rules! table {
    ($(($kind:ident, $name:literal, $result:literal),)* others: $($other:expr,)*) => {
        pub(super) const TABLE: &[Function] = &[
            $(
                scalar(
                    $name,
                    concat!($name, "(value: String | Map | instant = now) -> ", $result),
                    concat!("The ", $result, " that text in a form of ISO 8601, a map of components or another \
                             instant describes; without an argument, the one at which the statement began."),
                    (0, 1),
                    |s, a| construct(Kind::$kind, s, a),
                ),
                scalar(
                    concat!($name, ".realtime"),
                    concat!($name, ".realtime(timezone: String = 'UTC') -> ", $result),
                    "The moment at which the statement began; the three clocks are one here.",
                    (0, 1),
                    |s, a| now(Kind::$kind, concat!($name, ".realtime"), s, a),
                ),
                scalar(
                    concat!($name, ".statement"),
                    concat!($name, ".statement(timezone: String = 'UTC') -> ", $result),
                    "The moment at which the statement began; the three clocks are one here.",
                    (0, 1),
                    |s, a| now(Kind::$kind, concat!($name, ".statement"), s, a),
                ),
                scalar(
                    concat!($name, ".transaction"),
                    concat!($name, ".transaction(timezone: String = 'UTC') -> ", $result),
                    "The moment at which the statement began; the three clocks are one here.",
                    (0, 1),
                    |s, a| now(Kind::$kind, concat!($name, ".transaction"), s, a),
                ),
                scalar(
                    concat!($name, ".truncate"),
                    concat!($name, ".truncate(unit: String, instant = now, components: Map = {}) -> ", $result),
                    "The beginning of the year, month, hour or other unit in which the instant lies, with the \
                     smaller components that the map gives.",
                    (1, 3),
                    |s, a| truncate(Kind::$kind, concat!($name, ".truncate"), s, a),
                ),
            )*
            $($other,)*
        ];
    };
}

table! {
    (Date, "date", "Date"),
    (DateTime, "datetime", "DateTime"),
    (LocalDateTime, "localdatetime", "LocalDateTime"),
    (LocalTime, "localtime", "LocalTime"),
    (Time, "time", "Time"),
    others:
    scalar(
        "datetime.fromEpoch",
        "datetime.fromEpoch(seconds: Integer, nanoseconds: Integer = 0) -> DateTime",
        "The moment so long after 1970-01-01T00:00Z.",
        (1, 2),
        |s, a| since_epoch("datetime.fromEpoch", s, &["epochSeconds", "nanosecond"], a),
    ),
    scalar(
        "datetime.fromEpochMillis",
        "datetime.fromEpochMillis(milliseconds: Integer) -> DateTime",
        "The moment so long after 1970-01-01T00:00Z.",
        (1, 1),
        |s, a| since_epoch("datetime.fromEpochMillis", s, &["epochMillis"], a),
    ),
    scalar(
        "duration",
        "duration(value: String | Map) -> Duration",
        "The duration that text in a form of ISO 8601 or a map of components describes.",
        (1, 1),
        |_, a| match at(a, 0) {
            same @ Value::Duration(_) => Ok(same.clone()),
            other => Duration::construct(other).map_err(temporal_error),
        },
    ),
    scalar(
        "duration.between",
        "duration.between(from: instant, to: instant) -> Duration",
        "The time from one instant to another in months, days and seconds.",
        (2, 2),
        |_, a| measure("duration.between", a, Duration::between),
    ),
    scalar(
        "duration.inDays",
        "duration.inDays(from: instant, to: instant) -> Duration",
        "The time from one instant to another in whole days.",
        (2, 2),
        |_, a| measure("duration.inDays", a, Duration::in_days),
    ),
    scalar(
        "duration.inMonths",
        "duration.inMonths(from: instant, to: instant) -> Duration",
        "The time from one instant to another in whole months.",
        (2, 2),
        |_, a| measure("duration.inMonths", a, Duration::in_months),
    ),
    scalar(
        "duration.inSeconds",
        "duration.inSeconds(from: instant, to: instant) -> Duration",
        "The time from one instant to another in seconds and their parts.",
        (2, 2),
        |_, a| measure("duration.inSeconds", a, Duration::in_seconds),
    ),
}

fn construct(kind: Kind, surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let made = match arguments.first() {
        None => Temporal::now(kind, surroundings.now, None).map(Value::from),
        Some(argument) => Temporal::construct(kind, argument, surroundings.now),
    };
    made.map_err(temporal_error)
}

fn now(kind: Kind, function: &str, surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let zone = match arguments.first() {
        None => None,
        Some(zone) => match text(function, zone)? {
            None => return Ok(Value::Null),
            some => some,
        },
    };
    Temporal::now(kind, surroundings.now, zone).map(Value::from).map_err(temporal_error)
}

fn truncate(kind: Kind, function: &str, surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let Some(unit) = text(function, at(arguments, 0))? else { return Ok(Value::Null) };
    let current;
    let instant = match arguments.get(1) {
        Some(instant) => instant,
        None => {
            current = construct(kind, surroundings, &[])?;
            &current
        }
    };
    Temporal::truncate(kind, unit, instant, at(arguments, 2)).map_err(temporal_error)
}

fn since_epoch(function: &str, surroundings: &Surroundings<'_>, keys: &[&str], arguments: &[Value]) -> Outcome<Value> {
    let mut components = Map::new();
    for (key, argument) in keys.iter().zip(arguments) {
        let Some(number) = integer(function, argument)? else { return Ok(Value::Null) };
        components.insert(Arc::from(*key), Value::Integer(number));
    }
    let moment = Temporal::construct(Kind::DateTime, &Value::map(components), surroundings.now);
    moment.map_err(temporal_error)
}

type Measure = fn(&Temporal, &Temporal) -> Result<Duration, TemporalError>;

fn measure(function: &str, arguments: &[Value], measure: Measure) -> Outcome<Value> {
    match (at(arguments, 0), at(arguments, 1)) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Temporal(from), Value::Temporal(to)) => measure(from, to).map(Value::from).map_err(temporal_error),
        (Value::Temporal(_), other) | (other, _) => Err(wrong_type(function, other, "two instants")),
    }
}
