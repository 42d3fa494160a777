//! What maps and other instants become, and truncation.

use super::{NOW, Outcome, at, made, map, message, numbers, shown};
use crate::value::Value;
use crate::value::temporal::{Duration, Kind, Temporal};

#[test]
fn maps_give_days_in_four_ways() -> Outcome {
    let day = |entries: &[(&str, i64)]| made(Kind::Date, &numbers(entries));
    assert_eq!(day(&[("year", 2020), ("month", 2), ("day", 29)])?, "2020-02-29");
    assert_eq!(day(&[("year", 2020), ("week", 53), ("dayOfWeek", 5)])?, "2021-01-01");
    assert_eq!(day(&[("year", 2020), ("quarter", 4), ("dayOfQuarter", 92)])?, "2020-12-31");
    assert_eq!(day(&[("year", 2020), ("ordinalDay", 366)])?, "2020-12-31");
    Ok(())
}

#[test]
fn maps_may_not_leave_out_larger_components() {
    let wrong = |kind, entries: &[(&str, i64)]| message(made(kind, &numbers(entries)));
    assert_eq!(wrong(Kind::Date, &[("month", 2)]), "a date needs a year, and none is given");
    assert_eq!(wrong(Kind::Date, &[("year", 2020), ("day", 2)]), "'day' is given without 'month'");
    assert_eq!(wrong(Kind::LocalTime, &[("hour", 2), ("second", 2)]), "'second' is given without 'minute'");
    assert_eq!(wrong(Kind::DateTime, &[("year", 2020), ("month", 1), ("hour", 2)]), "'hour' is given without 'day'");
}

#[test]
fn maps_may_not_mix_or_misname_components() {
    let wrong = |kind, entries: &[(&str, i64)]| message(made(kind, &numbers(entries)));
    assert_eq!(
        wrong(Kind::Date, &[("year", 2020), ("month", 1), ("week", 1)]),
        "'week' may not be given together with 'month'"
    );
    assert_eq!(wrong(Kind::Date, &[("year", 2020), ("hour", 1)]), "a Date has no component 'hour'");
    assert_eq!(wrong(Kind::Date, &[("jear", 2020)]), "'jear' is not a component of an instant");
    let text = map(&[("year", "2020".into())]);
    assert_eq!(message(made(Kind::Date, &text)), "'year' is of type String, expected Integer");
}

#[test]
fn parts_of_a_second_add_up() -> Outcome {
    let all = [("hour", 1), ("minute", 2), ("second", 3), ("millisecond", 4), ("microsecond", 5), ("nanosecond", 6)];
    assert_eq!(made(Kind::LocalTime, &numbers(&all))?, "01:02:03.004005006");
    let twice = [("hour", 1), ("minute", 2), ("second", 3), ("millisecond", 4), ("microsecond", 5_000)];
    let wrong = message(made(Kind::LocalTime, &numbers(&twice)));
    assert_eq!(wrong, "microsecond is 5000, expected 0 to 999");
    Ok(())
}

#[test]
fn null_makes_null() -> Outcome {
    assert_eq!(made(Kind::Date, &Value::Null)?, "Null");
    let unknown_month = map(&[("year", 2020.into()), ("month", Value::Null)]);
    assert_eq!(made(Kind::Date, &unknown_month)?, "Null");
    let truncated = Temporal::truncate(Kind::Date, "year", &Value::Null, &Value::Null)?;
    assert!(truncated.is_null());
    assert!(Duration::construct(&Value::Null)?.is_null());
    Ok(())
}

#[test]
fn the_current_instant_is_the_callers() -> Outcome {
    let now = |kind, zone| Temporal::now(kind, &NOW, zone).map(|now| now.to_string());
    assert_eq!(now(Kind::DateTime, None)?, "2024-03-01T12:30:15.500Z");
    assert_eq!(now(Kind::Date, Some("Pacific/Kiritimati"))?, "2024-03-02");
    let there = map(&[("timezone", "America/Los Angeles".into())]);
    assert_eq!(made(Kind::Time, &there)?, "04:30:15.500-08:00");
    Ok(())
}

#[test]
fn selection_overrides_and_converts() -> Outcome {
    let base: Value = at("2024-05-31T22:15+02:00[Europe/Vienna]")?.into();
    let of = |more: &[(&str, Value)]| {
        let entries = [&[("datetime", base.clone())], more].concat();
        made(Kind::DateTime, &map(&entries))
    };
    assert_eq!(of(&[("day", 1.into())])?, "2024-05-01T22:15+02:00[Europe/Vienna]");
    assert_eq!(of(&[("month", 1.into())])?, "2024-01-31T22:15+01:00[Europe/Vienna]");
    assert_eq!(of(&[("timezone", "Z".into())])?, "2024-05-31T20:15Z");
    assert!(of(&[("month", 2.into())]).is_err());
    assert!(of(&[("date", base.clone())]).is_err());
    Ok(())
}

#[test]
fn projection_drops_or_supplies_parts() -> Outcome {
    let moment = at("2024-05-31T22:15+02:00[Europe/Vienna]")?.into();
    assert_eq!(made(Kind::Date, &moment)?, "2024-05-31");
    assert_eq!(made(Kind::Time, &moment)?, "22:15+02:00");
    let day = Temporal::parse(Kind::Date, "2024-05-31")?.into();
    assert_eq!(made(Kind::DateTime, &day)?, "2024-05-31T00:00Z");
    let wrong = message(made(Kind::LocalTime, &day));
    assert_eq!(wrong, "a LocalTime needs a time of day, and none is given");
    Ok(())
}

#[test]
fn epochs_count_from_1970() -> Outcome {
    let of = |entries: &[(&str, i64)]| made(Kind::DateTime, &numbers(entries));
    assert_eq!(of(&[("epochSeconds", -1), ("nanosecond", 5)])?, "1969-12-31T23:59:59.000000005Z");
    assert_eq!(of(&[("epochMillis", -1)])?, "1969-12-31T23:59:59.999Z");
    assert!(of(&[("epochSeconds", 1), ("year", 2020)]).is_err());
    assert_eq!(Temporal::from_epoch(86_400, -1)?.to_string(), "1970-01-01T23:59:59.999999999Z");
    assert_eq!(Temporal::from_epoch_millis(86_400_001)?.to_string(), "1970-01-02T00:00:00.001Z");
    Ok(())
}

#[test]
fn truncation_finds_the_start_of_a_unit() -> Outcome {
    let moment: Value = at("2021-01-02T03:04:05.678912345+01:00")?.into();
    let start = |unit: &str| Temporal::truncate(Kind::DateTime, unit, &moment, &Value::Null).map(|v| shown(&v));
    assert_eq!(start("decade")?, "2020-01-01T00:00+01:00");
    assert_eq!(start("weekYear")?, "2019-12-30T00:00+01:00");
    assert_eq!(start("week")?, "2020-12-28T00:00+01:00");
    assert_eq!(start("microsecond")?, "2021-01-02T03:04:05.678912+01:00");
    assert!(message(start("fortnight")).starts_with("'fortnight' is not a unit"));
    Ok(())
}

#[test]
fn truncation_takes_smaller_components() -> Outcome {
    let moment: Value = at("2021-01-02T03:04:05.678+01:00")?.into();
    let with = |unit: &str, entries: &[(&str, Value)]| {
        Temporal::truncate(Kind::DateTime, unit, &moment, &map(entries)).map(|v| shown(&v))
    };
    assert_eq!(with("week", &[("dayOfWeek", 4.into())])?, "2020-12-31T00:00+01:00");
    assert_eq!(with("millisecond", &[("microsecond", 9.into())])?, "2021-01-02T03:04:05.678009+01:00");
    let noon: Value = Temporal::parse(Kind::LocalTime, "12:00")?.into();
    assert_eq!(with("month", &[("time", noon)])?, "2021-01-01T12:00+01:00");
    assert!(with("month", &[("date", moment.clone())]).is_err());
    Ok(())
}

#[test]
fn truncation_respects_what_kinds_have() -> Outcome {
    let day: Value = Temporal::parse(Kind::Date, "2021-01-02")?.into();
    let cut = |kind, unit: &str| message(Temporal::truncate(kind, unit, &day, &Value::Null));
    assert_eq!(cut(Kind::Date, "hour"), "a Date can't be truncated to 'hour'");
    assert_eq!(cut(Kind::LocalDateTime, "hour"), "a Date can't be truncated to 'hour'");
    assert_eq!(cut(Kind::Time, "day"), "a Date can't be truncated to 'day'");
    assert_eq!(cut(Kind::Time, "year"), "a Time can't be truncated to 'year'");
    Ok(())
}
