//! What text becomes.

use super::{Outcome, at, message, read, shown};
use crate::value::Value;
use crate::value::temporal::{Duration, Kind, Temporal};

#[test]
fn dates_read_in_every_form() -> Outcome {
    for text in ["2024-02-29", "20240229", "2024-060", "2024060", "2024-W09-4", "2024W094", "2024-Q1-60", "2024Q160"] {
        assert_eq!(read(Kind::Date, text)?, "2024-02-29", "{text}");
    }
    assert_eq!(read(Kind::Date, "+2024-W09")?, "2024-02-26");
    assert_eq!(read(Kind::Date, "2024-Q2")?, "2024-04-01");
    Ok(())
}

#[test]
fn impossible_days_are_refused() {
    assert_eq!(message(read(Kind::Date, "2023-02-29")), "day of 2023-02 is 29, expected 1 to 28");
    assert_eq!(message(read(Kind::Date, "2024-W53-1")), "week of 2024 is 53, expected 1 to 52");
    for text in ["", "2024-1-1", "24-01-01", "2024-W091", "202401-02", "2024-13-01", "２０２４"] {
        assert!(read(Kind::Date, text).is_err(), "{text}");
    }
}

#[test]
fn years_beyond_four_digits_carry_a_sign() -> Outcome {
    for text in ["+12024-02-29", "-0044-03-15", "-999999999-01-01", "+999999999-12-31", "0000-12-31"] {
        assert_eq!(read(Kind::Date, text)?, text);
    }
    assert!(read(Kind::Date, "+1000000000-01-01").is_err());
    Ok(())
}

#[test]
fn times_print_fractions_in_groups_of_three() -> Outcome {
    assert_eq!(read(Kind::LocalTime, "T09:05:00")?, "09:05");
    assert_eq!(read(Kind::LocalTime, "090507,5")?, "09:05:07.500");
    assert_eq!(read(Kind::LocalTime, "09:05:00.0001")?, "09:05:00.000100");
    assert_eq!(read(Kind::Time, "09-0030")?, "09:00-00:30");
    Ok(())
}

#[test]
fn malformed_times_are_refused() {
    for text in ["24:00", "9:05", "09:60", "09.5", "09:05:07.", "09:05:07.0123456789", "0905:07", "09:05+01:00"] {
        assert!(read(Kind::LocalTime, text).is_err(), "{text}");
    }
    assert!(read(Kind::Time, "09:05+18:01").is_err());
    assert!(read(Kind::Time, "09:05[Europe/Vienna]").is_err());
    assert!(read(Kind::LocalDateTime, "2024-01-01T09:05Z").is_err());
    assert!(read(Kind::LocalDateTime, "2024-01-01T").is_err());
}

#[test]
fn an_offset_must_agree_with_its_zone() -> Outcome {
    let text = "2024-07-01T12:00+02:00[Europe/Vienna]";
    assert_eq!(read(Kind::DateTime, text)?, text);
    let wrong = read(Kind::DateTime, "2024-07-01T12:00+01:00[Europe/Vienna]");
    let expected = "Europe/Vienna does not have offset +01:00 at 2024-07-01T12:00, but +02:00";
    assert_eq!(message(wrong), expected);
    Ok(())
}

#[test]
fn unknown_zones_are_named() {
    let wrong = read(Kind::DateTime, "2024-07-01T12:00[Europe/Atlantis]");
    assert!(message(wrong).starts_with("'Europe/Atlantis' is not a time zone"));
}

#[test]
fn clocks_set_forward_skip_local_times() -> Outcome {
    let skipped = read(Kind::DateTime, "2024-03-31T02:30[Europe/Vienna]")?;
    assert_eq!(skipped, "2024-03-31T03:30+02:00[Europe/Vienna]");
    Ok(())
}

#[test]
fn clocks_set_back_repeat_local_times() -> Outcome {
    let first = read(Kind::DateTime, "2024-10-27T02:30[Europe/Vienna]")?;
    assert_eq!(first, "2024-10-27T02:30+02:00[Europe/Vienna]");
    let second = at("2024-10-27T02:30+01:00[Europe/Vienna]")?;
    let hour = Temporal::truncate(Kind::DateTime, "hour", &second.into(), &Value::Null)?;
    assert_eq!(shown(&hour), "2024-10-27T02:00+01:00[Europe/Vienna]");
    Ok(())
}

#[test]
fn zones_reach_beyond_the_database() -> Outcome {
    let far = "+123456-07-01T12:00+02:00[Europe/Vienna]";
    assert_eq!(read(Kind::DateTime, far)?, far);
    let early = "-50000-07-01T12:00+01:05:21[Europe/Vienna]";
    assert_eq!(read(Kind::DateTime, early)?, early);
    Ok(())
}

#[test]
fn durations_read_both_forms() -> Outcome {
    let shown = |text: &str| Duration::parse(text).map(|duration| duration.to_string());
    assert_eq!(shown("P1Y14M3W-2DT25H61M0.5S")?, "P2Y2M19DT26H1M0.5S");
    assert_eq!(shown("-P1DT0.000000001S")?, "P-1DT-0.000000001S");
    assert_eq!(shown("P00010203T04")?, "P1Y2M3DT4H");
    assert_eq!(shown("P0001-00-31T00:00:30")?, "P1Y31DT30S");
    for text in ["P", "PT", "P1DT", "1D", "P1D2Y", "P1S", "P1.D", "P0001-13-01", "P1Y1Y"] {
        assert!(shown(text).is_err(), "{text}");
    }
    let inner = message(shown("P1.5Y1D"));
    assert_eq!(inner, "only the last component of a duration may have a fraction");
    Ok(())
}
