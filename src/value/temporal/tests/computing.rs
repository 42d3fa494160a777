//! Arithmetic, components, and comparison.

use std::cmp::Ordering;

use super::{Outcome, at, map, message, shown};
use crate::value::Value;
use crate::value::temporal::{Duration, Kind, Temporal};

#[test]
fn months_end_early_and_days_follow_the_clock() -> Outcome {
    let add = |text: &str, amount: &str| Ok(at(text)?.add(&Duration::parse(amount)?)?.to_string());
    assert_eq!(add("2023-01-31T10:00Z", "P1M")?, "2023-02-28T10:00Z");
    let eve = "2024-03-30T12:00[Europe/Vienna]";
    assert_eq!(add(eve, "P1D")?, "2024-03-31T12:00+02:00[Europe/Vienna]");
    assert_eq!(add(eve, "PT24H")?, "2024-03-31T13:00+02:00[Europe/Vienna]");
    assert!(add("+999999999-12-31T10:00Z", "P1D").is_err());
    Ok(())
}

#[test]
fn the_time_between_uses_what_both_have() -> Outcome {
    let from = at("2024-03-30T12:00[Europe/Vienna]")?;
    let to = Temporal::parse(Kind::LocalDateTime, "2024-05-31T11:30")?;
    assert_eq!(Duration::between(&from, &to)?.to_string(), "P2MT23H30M");
    assert_eq!(Duration::in_days(&from, &to)?.to_string(), "P61D");
    assert_eq!(Duration::in_seconds(&from, &to)?.to_string(), "PT1486H30M");
    let noon = Temporal::parse(Kind::Time, "12:00-05:00")?;
    assert_eq!(Duration::between(&noon, &from)?.to_string(), "PT-6H");
    assert_eq!(Duration::in_months(&to, &from)?.to_string(), "P-2M");
    Ok(())
}

#[test]
fn fractions_of_durations_are_exact() -> Outcome {
    let ten = Duration::new(10, 10, 10, 0)?;
    assert_eq!(ten.multiply(0.3)?, Duration::new(3, 3, 3, 0)?);
    assert_eq!(ten.divide(4.0)?.to_string(), "P2M17DT17H14M35.5S");
    assert_eq!(message(ten.divide(0.0)), "a duration can't be divided by zero");
    assert!(ten.multiply(f64::NAN).is_err());
    assert!(ten.multiply(1e30).is_err());
    let tenths = map(&[("seconds", 0.1.into()), ("milliseconds", 0.2.into())]);
    assert_eq!(shown(&Duration::construct(&tenths)?), "PT0.1002S");
    Ok(())
}

#[test]
fn negative_time_keeps_nanoseconds_positive() -> Outcome {
    let back = Duration::new(0, 0, 0, -250_000_000)?;
    assert_eq!(back.to_string(), "PT-0.25S");
    assert_eq!((back.seconds(), back.nanos()), (-1, 750_000_000));
    let part = |name| back.property(name).and_then(|value| value.as_integer());
    assert_eq!(part("milliseconds"), Some(-250));
    assert_eq!(part("hours"), Some(0));
    assert_eq!(part("century"), None);
    Ok(())
}

#[test]
fn components_have_names() -> Outcome {
    let moment = at("2021-01-02T03:04:05.678912345-03:30")?;
    let part = |name| moment.property(name).and_then(|value| value.as_integer());
    assert_eq!((part("weekYear"), part("week"), part("weekDay")), (Some(2020), Some(53), Some(6)));
    assert_eq!((part("quarterDay"), part("dayOfWeek")), (Some(2), Some(6)));
    assert_eq!((part("microsecond"), part("offsetMinutes")), (Some(678_912), Some(-210)));
    assert_eq!(part("epochMillis"), Some(1_609_569_245_678));
    let zone = moment.property("timezone").unwrap_or(Value::Null);
    assert_eq!(zone.as_str(), Some("-03:30"));
    assert!(Temporal::parse(Kind::Date, "2021-01-02")?.property("hour").is_none());
    Ok(())
}

#[test]
fn the_same_moment_elsewhere_is_not_equal() -> Outcome {
    let (west, east) = (at("2024-01-01T11:00Z")?, at("2024-01-01T12:00+01:00")?);
    assert!(!west.equals(&east));
    assert_eq!(west.compare(&east), Some(Ordering::Less));
    let named = at("2024-01-01T12:00[Europe/Vienna]")?;
    assert_eq!(east.compare(&named), Some(Ordering::Less));
    assert_eq!(named.hash_code(), at("2024-01-01T12:00+01:00[europe/vienna]")?.hash_code());
    Ok(())
}

#[test]
fn kinds_are_ordered_but_not_compared() -> Outcome {
    let day = Temporal::parse(Kind::Date, "1900-01-01")?;
    let moment = at("2024-01-01T11:00Z")?;
    assert_eq!(day.compare(&moment), None);
    assert_eq!(moment.order(&day), Ordering::Less);
    assert_eq!(day.order(&Temporal::parse(Kind::Time, "12:00Z")?), Ordering::Less);
    Ok(())
}

#[test]
fn durations_are_ordered_by_average_length() -> Outcome {
    let of = |text: &str| Duration::parse(text);
    assert_eq!(of("P1M")?.order(&of("P30D")?), Ordering::Greater);
    assert_eq!(of("P1M")?.order(&of("P31D")?), Ordering::Less);
    assert_ne!(of("P1D")?, of("PT24H")?);
    assert_eq!(of("P1D")?.order(&of("PT24H")?), Ordering::Greater);
    Ok(())
}
