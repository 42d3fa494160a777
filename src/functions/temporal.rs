//! Functions that make and compare points in time and durations (openCypher CIP2015-08-06).

use super::operators::temporal as fault;
use super::{Code, Function, Surroundings, wrong_type};
use crate::diagnostic::{Class, Diagnostic, Outcome};
use crate::value::temporal::{Kind, TemporalError};
use crate::value::{Duration, Temporal, Value};

macro_rules! instants {
    ($($kind:ident $name:literal $what:literal;)*) => {
        &[$(
            Function { name: $name, signature: concat!($name, "([text, map or instant]) :: ", $what), about: concat!("A ", $what, " from text (ISO 8601), from a map of its parts, or taken from another instant; without argument, now."), arguments: (0, 1), code: Code::Scalar(|s, a| construct(Kind::$kind, s, a)) },
            Function { name: concat!($name, ".truncate"), signature: concat!($name, ".truncate(unit, instant [, map]) :: ", $what), about: "The instant cut down to the beginning of its day, week, month …", arguments: (1, 3), code: Code::Scalar(|s, a| truncate(Kind::$kind, s, a)) },
            Function { name: concat!($name, ".transaction"), signature: concat!($name, ".transaction([timezone]) :: ", $what), about: "The moment at which the statement began.", arguments: (0, 1), code: Code::Scalar(|s, a| clock(Kind::$kind, s, a)) },
            Function { name: concat!($name, ".statement"), signature: concat!($name, ".statement([timezone]) :: ", $what), about: "The moment at which the statement began.", arguments: (0, 1), code: Code::Scalar(|s, a| clock(Kind::$kind, s, a)) },
            Function { name: concat!($name, ".realtime"), signature: concat!($name, ".realtime([timezone]) :: ", $what), about: "The moment at which the statement began: a statement sees one moment only.", arguments: (0, 1), code: Code::Scalar(|s, a| clock(Kind::$kind, s, a)) },
        )*
        Function { name: "datetime.fromEpoch", signature: "datetime.fromEpoch(seconds, nanoseconds) :: DATETIME", about: "The instant so long after the beginning of 1970.", arguments: (2, 2), code: Code::Scalar(from_epoch) },
        Function { name: "datetime.fromEpochMillis", signature: "datetime.fromEpochMillis(milliseconds) :: DATETIME", about: "The instant so long after the beginning of 1970.", arguments: (1, 1), code: Code::Scalar(from_epoch_millis) },
        Function { name: "duration", signature: "duration(text or map) :: DURATION", about: "An amount of time from text (ISO 8601) or a map of its parts.", arguments: (1, 1), code: Code::Scalar(duration) },
        Function { name: "duration.between", signature: "duration.between(from, to) :: DURATION", about: "The time from one instant to another in months, days and seconds.", arguments: (2, 2), code: Code::Scalar(|_, a| span("duration.between", a, Duration::between)) },
        Function { name: "duration.inMonths", signature: "duration.inMonths(from, to) :: DURATION", about: "The whole months from one instant to another.", arguments: (2, 2), code: Code::Scalar(|_, a| span("duration.inMonths", a, Duration::in_months)) },
        Function { name: "duration.inDays", signature: "duration.inDays(from, to) :: DURATION", about: "The whole days from one instant to another.", arguments: (2, 2), code: Code::Scalar(|_, a| span("duration.inDays", a, Duration::in_days)) },
        Function { name: "duration.inSeconds", signature: "duration.inSeconds(from, to) :: DURATION", about: "The seconds from one instant to another.", arguments: (2, 2), code: Code::Scalar(|_, a| span("duration.inSeconds", a, Duration::in_seconds)) },
        ]
    };
}

pub(super) const TABLE: &[Function] = instants! {
    Date "date" "DATE";
    LocalTime "localtime" "LOCAL TIME";
    Time "time" "TIME";
    LocalDateTime "localdatetime" "LOCAL DATETIME";
    DateTime "datetime" "DATETIME";
};

fn construct(kind: Kind, surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let result = match arguments.first() {
        Some(argument) => Temporal::construct(kind, argument, surroundings.now),
        None => Temporal::now(kind, surroundings.now, None).map(Value::from),
    };
    result.map_err(|error| fault(&error))
}

fn truncate(kind: Kind, surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let unit = match &arguments[0] {
        Value::Null => return Ok(Value::Null),
        Value::String(unit) => unit,
        other => return Err(wrong_type("the unit to truncate to", "a string", other)),
    };
    let instant = match arguments.get(1) {
        Some(instant) => instant.clone(),
        None => Temporal::now(kind, surroundings.now, None).map(Value::from).map_err(|error| fault(&error))?,
    };
    let overrides = arguments.get(2).unwrap_or(&Value::Null);
    Temporal::truncate(kind, unit, &instant, overrides).map_err(|error| fault(&error))
}

fn clock(kind: Kind, surroundings: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let zone = match arguments.first() {
        None => None,
        Some(Value::Null) => return Ok(Value::Null),
        Some(Value::String(zone)) => Some(&**zone),
        Some(other) => return Err(wrong_type("a time zone", "a string", other)),
    };
    Temporal::now(kind, surroundings.now, zone).map(Value::from).map_err(|error| fault(&error))
}

fn integer(value: &Value) -> Outcome<Option<i64>> {
    match value {
        Value::Null => Ok(None),
        Value::Integer(number) => Ok(Some(*number)),
        other => Err(wrong_type("an amount of time", "an integer", other)),
    }
}

fn from_epoch(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let (Some(seconds), Some(nanos)) = (integer(&arguments[0])?, integer(&arguments[1])?) else {
        return Ok(Value::Null);
    };
    Temporal::from_epoch(seconds, nanos).map(Value::from).map_err(|error| fault(&error))
}

fn from_epoch_millis(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let Some(millis) = integer(&arguments[0])? else { return Ok(Value::Null) };
    Temporal::from_epoch_millis(millis).map(Value::from).map_err(|error| fault(&error))
}

fn duration(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    Duration::construct(&arguments[0]).map_err(|error| fault(&error))
}

fn span(
    name: &str,
    arguments: &[Value],
    compute: fn(&Temporal, &Temporal) -> Result<Duration, TemporalError>,
) -> Outcome<Value> {
    match (&arguments[0], &arguments[1]) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Temporal(from), Value::Temporal(to)) => compute(from, to).map(Value::from).map_err(|error| fault(&error)),
        (a, b) => {
            let message = format!("`{name}` needs two instants, found {} and {}", a.type_name(), b.type_name());
            Err(Box::new(Diagnostic::runtime(Class::TypeError, "InvalidArgumentValue", message)))
        }
    }
}
