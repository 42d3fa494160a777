//! A day of the calendar.

use std::fmt;

use super::calendar::{
    YEARS, civil_from_days, days_from_civil, days_in_month, days_in_quarter, days_in_year, first_monday, week_day,
    weeks_in_year,
};
use super::error::{TemporalError, overflow, within};

/// A day of the proleptic Gregorian calendar, years -999,999,999 to 999,999,999
/// (CIP2015-08-06, "Date").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    // The order of the fields is the order of days.
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// 1970-01-01.
    pub(super) const EPOCH: Date = Date { year: 1970, month: 1, day: 1 };

    /// The day of a month (1 to 12), counted from 1.
    ///
    /// # Errors
    /// When there is no such day.
    pub fn new(year: i64, month: i64, day: i64) -> Result<Date, TemporalError> {
        within("year", year, YEARS)?;
        within("month", month, (1, 12))?;
        let last = days_in_month(year, month);
        within(&format!("day of {year:04}-{month:02}"), day, (1, last))?;
        Ok(Date { year: year as i32, month: month as u8, day: day as u8 })
    }

    /// The day with this count of days since 1970-01-01.
    pub(super) fn from_days(days: i64) -> Result<Date, TemporalError> {
        let first = days_from_civil(YEARS.0, 1, 1);
        let last = days_from_civil(YEARS.1, 12, 31);
        if !(first..=last).contains(&days) {
            return Err(overflow("dates"));
        }
        let (year, month, day) = civil_from_days(days);
        Date::new(year, month, day)
    }

    /// The day of an ISO week: both count from 1, and the week year may not be the calendar year.
    pub(super) fn from_week(year: i64, week: i64, day: i64) -> Result<Date, TemporalError> {
        within("year", year, YEARS)?;
        within(&format!("week of {year:04}"), week, (1, weeks_in_year(year)))?;
        within("dayOfWeek", day, (1, 7))?;
        Date::from_days(first_monday(year) + (week - 1) * 7 + day - 1)
    }

    /// The day of a quarter: both count from 1.
    pub(super) fn from_quarter(year: i64, quarter: i64, day: i64) -> Result<Date, TemporalError> {
        within("year", year, YEARS)?;
        within("quarter", quarter, (1, 4))?;
        let last = days_in_quarter(year, quarter);
        within(&format!("dayOfQuarter of {year:04}-Q{quarter}"), day, (1, last))?;
        Date::from_days(days_from_civil(year, quarter * 3 - 2, 1) + day - 1)
    }

    /// The day of a year, counted from 1.
    pub(super) fn from_ordinal(year: i64, day: i64) -> Result<Date, TemporalError> {
        within("year", year, YEARS)?;
        within(&format!("ordinalDay of {year:04}"), day, (1, days_in_year(year)))?;
        Date::from_days(days_from_civil(year, 1, 1) + day - 1)
    }

    /// Days since 1970-01-01.
    pub(super) fn days(self) -> i64 {
        days_from_civil(self.year(), self.month(), self.day())
    }

    /// The astronomical year: 0 is 1 BCE.
    pub fn year(self) -> i64 {
        i64::from(self.year)
    }

    /// 1 to 12.
    pub fn month(self) -> i64 {
        i64::from(self.month)
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i64 {
        i64::from(self.day)
    }

    /// 1 to 4.
    pub(super) fn quarter(self) -> i64 {
        (self.month() + 2) / 3
    }

    /// 1 to 92.
    pub(super) fn day_of_quarter(self) -> i64 {
        self.days() - days_from_civil(self.year(), self.quarter() * 3 - 2, 1) + 1
    }

    /// 1 to 366.
    pub(super) fn ordinal_day(self) -> i64 {
        self.days() - days_from_civil(self.year(), 1, 1) + 1
    }

    /// 1 (Monday) to 7.
    pub(super) fn week_day(self) -> i64 {
        week_day(self.days())
    }

    /// The ISO week, 1 to 53.
    pub(super) fn week(self) -> i64 {
        (self.days() - first_monday(self.week_year())) / 7 + 1
    }

    /// The year the ISO week belongs to: that of the week's Thursday.
    pub(super) fn week_year(self) -> i64 {
        civil_from_days(self.days() - self.week_day() + 4).0
    }

    /// Months since year 0, which unlike years and months can be added.
    pub(super) fn months(self) -> i64 {
        self.year() * 12 + self.month() - 1
    }

    /// So many months later; a day past the end of its month becomes the last one
    /// (CIP2015-08-06, "Arithmetic": non-existing dates are truncated to the nearest existing).
    pub(super) fn add_months(self, months: i64) -> Result<Date, TemporalError> {
        let total = self.months().checked_add(months).ok_or_else(|| overflow("dates"))?;
        let (year, month) = (total.div_euclid(12), total.rem_euclid(12) + 1);
        let last = days_in_month(year, month);
        Date::new(year, month, self.day().min(last))
    }

    /// So many days later.
    pub(super) fn add_days(self, days: i64) -> Result<Date, TemporalError> {
        let total = self.days().checked_add(days).ok_or_else(|| overflow("dates"))?;
        Date::from_days(total)
    }
}

impl fmt::Display for Date {
    /// `2015-07-21`; years beyond four digits have a sign, as in ISO 8601.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            year @ 0..=9_999 => write!(f, "{year:04}")?,
            year => write!(f, "{year:+05}")?,
        }
        write!(f, "-{:02}-{:02}", self.month, self.day)
    }
}
