//! The components that make a time of day, alone or overriding those of another time.

use super::error::{TemporalError, error, within};
use super::time::LocalTime;

/// The components of a time of day by their names (CIP2015-08-06, "Constructing temporal instant
/// values").
#[derive(Clone, Debug, Default)]
pub(super) struct TimeFields {
    hour: Option<i64>,
    minute: Option<i64>,
    second: Option<i64>,
    millisecond: Option<i64>,
    microsecond: Option<i64>,
    nanosecond: Option<i64>,
}

impl TimeFields {
    /// Where the component of this name is kept.
    pub(super) fn slot(&mut self, name: &str) -> Option<&mut Option<i64>> {
        match name {
            "hour" => Some(&mut self.hour),
            "minute" => Some(&mut self.minute),
            "second" => Some(&mut self.second),
            "millisecond" => Some(&mut self.millisecond),
            "microsecond" => Some(&mut self.microsecond),
            "nanosecond" => Some(&mut self.nanosecond),
            _ => None,
        }
    }

    fn all(&self) -> [(&'static str, Option<i64>); 6] {
        [
            ("hour", self.hour),
            ("minute", self.minute),
            ("second", self.second),
            ("millisecond", self.millisecond),
            ("microsecond", self.microsecond),
            ("nanosecond", self.nanosecond),
        ]
    }

    /// The name of the most significant component that is given.
    pub(super) fn first(&self) -> Option<&'static str> {
        self.all().into_iter().find(|(_, value)| value.is_some()).map(|(name, _)| name)
    }

    /// The name of a component other than the parts of a second, if one is given.
    pub(super) fn whole(&self) -> Option<&'static str> {
        self.all().into_iter().take(3).find(|(_, value)| value.is_some()).map(|(name, _)| name)
    }

    /// The time: components given override those of `base`; without a base, the less significant
    /// ones are 0 and a more significant one may not be left out.
    pub(super) fn resolve(&self, base: Option<LocalTime>) -> Result<LocalTime, TemporalError> {
        if base.is_none() {
            self.require_order()?;
        }
        let base = base.unwrap_or(LocalTime::MIDNIGHT);
        let nanosecond = self.nanos(None)?.unwrap_or(base.nanosecond());
        LocalTime::new(
            self.hour.unwrap_or(base.hour()),
            self.minute.unwrap_or(base.minute()),
            self.second.unwrap_or(base.second()),
            nanosecond,
        )
    }

    fn require_order(&self) -> Result<(), TemporalError> {
        let all = self.all();
        // Parts of a second all hang on the second, not on one another.
        for (index, (name, value)) in all.into_iter().enumerate() {
            let gap = all.into_iter().take(index.min(3)).find(|(_, above)| above.is_none());
            if let (Some(_), Some((above, _))) = (value, gap) {
                return Err(error(format!("'{name}' is given without '{above}'")));
            }
        }
        Ok(())
    }

    /// Nanoseconds of the second, if any part of it is given; `millisecond` is one that stands
    /// even so, and takes part as if it had been given.
    pub(super) fn nanos(&self, millisecond: Option<i64>) -> Result<Option<i64>, TemporalError> {
        let (millis, micros) = (self.millisecond.or(millisecond), self.microsecond);
        let nanos = self.nanosecond;
        if millis.or(micros).or(nanos).is_none() {
            return Ok(None);
        }
        // What a larger part has taken, a smaller one may not give again.
        let largest_micro = if millis.is_some() { 999 } else { 999_999 };
        let largest_nano = match (millis, micros) {
            (_, Some(_)) => 999,
            (Some(_), None) => 999_999,
            (None, None) => 999_999_999,
        };
        let millis = within("millisecond", millis.unwrap_or(0), (0, 999))?;
        let micros = within("microsecond", micros.unwrap_or(0), (0, largest_micro))?;
        let nanos = within("nanosecond", nanos.unwrap_or(0), (0, largest_nano))?;
        Ok(Some(millis * 1_000_000 + micros * 1_000 + nanos))
    }

    /// Lets the parts of a second that a truncation has kept stand beside smaller ones given.
    pub(super) fn keep_subseconds(&mut self, millisecond: i64, microsecond: Option<i64>) {
        if self.nanosecond.or(self.microsecond).is_some() {
            self.millisecond = self.millisecond.or(Some(millisecond));
            self.microsecond = self.microsecond.or(microsecond);
        }
    }
}
