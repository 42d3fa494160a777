//! The components that make a day, alone or overriding those of another day.

use super::date::Date;
use super::error::{TemporalError, error};

/// The components of a day by their names; four sets of them identify a day, and sets do not mix
/// (CIP2015-08-06, "Constructing temporal instant values").
#[derive(Clone, Debug, Default)]
pub(super) struct DateFields {
    year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    week: Option<i64>,
    day_of_week: Option<i64>,
    quarter: Option<i64>,
    day_of_quarter: Option<i64>,
    ordinal_day: Option<i64>,
}

/// The four ways to identify a day of a year.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Calendar,
    Week,
    Quarter,
    Ordinal,
}

impl DateFields {
    /// Where the component of this name is kept.
    pub(super) fn slot(&mut self, name: &str) -> Option<&mut Option<i64>> {
        match name {
            "year" => Some(&mut self.year),
            "month" => Some(&mut self.month),
            "day" => Some(&mut self.day),
            "week" => Some(&mut self.week),
            "dayOfWeek" => Some(&mut self.day_of_week),
            "quarter" => Some(&mut self.quarter),
            "dayOfQuarter" => Some(&mut self.day_of_quarter),
            "ordinalDay" => Some(&mut self.ordinal_day),
            _ => None,
        }
    }

    /// The components given, in order of significance within each form.
    fn given(&self) -> impl Iterator<Item = (&'static str, Option<Form>)> {
        let all = [
            ("year", self.year, None),
            ("month", self.month, Some(Form::Calendar)),
            ("day", self.day, Some(Form::Calendar)),
            ("week", self.week, Some(Form::Week)),
            ("dayOfWeek", self.day_of_week, Some(Form::Week)),
            ("quarter", self.quarter, Some(Form::Quarter)),
            ("dayOfQuarter", self.day_of_quarter, Some(Form::Quarter)),
            ("ordinalDay", self.ordinal_day, Some(Form::Ordinal)),
        ];
        all.into_iter().filter(|(_, value, _)| value.is_some()).map(|(name, _, form)| (name, form))
    }

    /// The name of one component that is given.
    pub(super) fn first(&self) -> Option<&'static str> {
        self.given().map(|(name, _)| name).next()
    }

    /// The day: components given override those of `base`, and those less significant than any
    /// given are `base`'s too, or else the first.
    pub(super) fn resolve(&self, base: Option<Date>) -> Result<Date, TemporalError> {
        let form = self.form()?;
        let year = self.year.or(base.map(|date| match form {
            Form::Week => date.week_year(),
            Form::Calendar | Form::Quarter | Form::Ordinal => date.year(),
        }));
        let missing = || error("a date needs a year, and none is given");
        let (year, [middle, last]) = (year.ok_or_else(missing)?, self.rest(form, base)?);
        match form {
            Form::Calendar => Date::new(year, middle, last),
            Form::Week => Date::from_week(year, middle, last),
            Form::Quarter => Date::from_quarter(year, middle, last),
            Form::Ordinal => Date::from_ordinal(year, last),
        }
    }

    /// The form that the components belong to; the calendar's where there is only a year.
    fn form(&self) -> Result<Form, TemporalError> {
        let mut found: Option<(&str, Form)> = None;
        for (name, form) in self.given() {
            match (form, found) {
                (Some(form), Some((other, before))) if form != before => {
                    return Err(error(format!("'{name}' may not be given together with '{other}'")));
                }
                (Some(form), None) => found = Some((name, form)),
                (Some(_), Some(_)) | (None, _) => {}
            }
        }
        Ok(found.map_or(Form::Calendar, |(_, form)| form))
    }

    /// Month and day, or their likes; the first is of no use to an ordinal date.
    fn rest(&self, form: Form, base: Option<Date>) -> Result<[i64; 2], TemporalError> {
        let ([middle, last], names) = self.named(form);
        let Some(date) = base else {
            if middle.is_none() && last.is_some() && form != Form::Ordinal {
                return Err(error(format!("'{}' is given without '{}'", names[1], names[0])));
            }
            return Ok([middle.unwrap_or(1), last.unwrap_or(1)]);
        };
        let [default_middle, default_last] = match form {
            Form::Calendar => [date.month(), date.day()],
            Form::Week => [date.week(), date.week_day()],
            Form::Quarter => [date.quarter(), date.day_of_quarter()],
            Form::Ordinal => [1, date.ordinal_day()],
        };
        Ok([middle.unwrap_or(default_middle), last.unwrap_or(default_last)])
    }

    fn named(&self, form: Form) -> ([Option<i64>; 2], [&'static str; 2]) {
        match form {
            Form::Calendar => ([self.month, self.day], ["month", "day"]),
            Form::Week => ([self.week, self.day_of_week], ["week", "dayOfWeek"]),
            Form::Quarter => ([self.quarter, self.day_of_quarter], ["quarter", "dayOfQuarter"]),
            Form::Ordinal => ([None, self.ordinal_day], ["year", "ordinalDay"]),
        }
    }

    /// Fails unless the components identify one day, as those of a day with a time must: a more
    /// significant component may not be left out.
    pub(super) fn require_complete(&self, smaller: &str) -> Result<(), TemporalError> {
        let ([_, last], names) = self.named(self.form()?);
        match last {
            Some(_) => Ok(()),
            None => Err(error(format!("'{smaller}' is given without '{}'", names[1]))),
        }
    }
}
