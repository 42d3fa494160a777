//! The proleptic Gregorian calendar, in plain integers.
//!
//! Cypher's years reach 999,999,999 either way, farther than any date library we have, so days
//! are counted here. All counts are days since 1970-01-01.

/// The years a date may have, as in java.time, whose range the openCypher TCK expects.
pub(super) const YEARS: (i64, i64) = (-999_999_999, 999_999_999);

/// After so many days the calendar repeats itself, weekdays included: 400 years.
pub(super) const DAYS_IN_CYCLE: i64 = 146_097;

/// Days from 0000-03-01 to 1970-01-01.
const DAYS_TO_EPOCH: i64 = 719_468;

/// Whether the year has a 29 February.
pub(super) fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// 365 or 366.
pub(super) fn days_in_year(year: i64) -> i64 {
    if is_leap(year) { 366 } else { 365 }
}

/// 28 to 31, for a month of 1 to 12.
pub(super) fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// 90 to 92, for a quarter of 1 to 4.
pub(super) fn days_in_quarter(year: i64, quarter: i64) -> i64 {
    let first = quarter * 3 - 2;
    (first..first + 3).map(|month| days_in_month(year, month)).sum()
}

/// 52 or 53: a year has 53 ISO weeks where it starts or ends on a Thursday.
pub(super) fn weeks_in_year(year: i64) -> i64 {
    (first_monday(year + 1) - first_monday(year)) / 7
}

/// The Monday of the ISO week that contains 4 January of the year.
pub(super) fn first_monday(year: i64) -> i64 {
    let fourth = days_from_civil(year, 1, 4);
    fourth - (week_day(fourth) - 1)
}

/// The day of the ISO week: 1 (Monday) to 7.
pub(super) fn week_day(days: i64) -> i64 {
    // 1970-01-01 was a Thursday.
    (days + 3).rem_euclid(7) + 1
}

/// The count of a day given by year, month and day of the month.
pub(super) fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    // Years counted from March put the leap day last, so that month lengths follow one formula.
    let year = if month <= 2 { year - 1 } else { year };
    let cycle = year.div_euclid(400);
    let year_of_cycle = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
    cycle * DAYS_IN_CYCLE + day_of_cycle - DAYS_TO_EPOCH
}

/// The year, month and day of the month of a day's count.
pub(super) fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + DAYS_TO_EPOCH;
    let cycle = days.div_euclid(DAYS_IN_CYCLE);
    let day = days.rem_euclid(DAYS_IN_CYCLE);
    let year_of_cycle = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let month = (month_from_march + 2) % 12 + 1;
    let year = cycle * 400 + year_of_cycle + i64::from(month <= 2);
    (year, month, day_of_year - (153 * month_from_march + 2) / 5 + 1)
}
