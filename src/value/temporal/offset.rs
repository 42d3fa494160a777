//! Offsets from UTC.

use std::fmt;

use super::error::{TemporalError, error, unreadable, within};
use super::text::number;
use super::time::SECOND;

/// How far a clock is ahead of UTC; ordered from west to east. At most 18 hours, as in java.time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Offset {
    seconds: i32,
}

impl Offset {
    /// UTC itself.
    pub(super) const UTC: Offset = Offset { seconds: 0 };

    /// So many seconds east of Greenwich.
    pub(super) fn new(seconds: i64) -> Result<Offset, TemporalError> {
        const LIMIT: i64 = 18 * 3_600;
        if !(-LIMIT..=LIMIT).contains(&seconds) {
            return Err(error(format!("an offset of {seconds} seconds is more than 18 hours")));
        }
        Ok(Offset { seconds: seconds as i32 })
    }

    /// Seconds east of Greenwich.
    pub(super) fn seconds(self) -> i64 {
        i64::from(self.seconds)
    }

    /// The same in nanoseconds.
    pub(super) fn nanos(self) -> i64 {
        self.seconds() * SECOND
    }

    /// Reads `Z`, `±HH`, `±HH:MM`, `±HHMM`, and the last two with seconds.
    pub(super) fn parse(text: &str) -> Result<Offset, TemporalError> {
        if text == "Z" {
            return Ok(Offset::UTC);
        }
        let unreadable = || unreadable("an offset from UTC", text, "Z, +02:00 or -0730");
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text.strip_prefix('+').ok_or_else(unreadable)?),
        };
        let seconds = seconds(digits).ok_or_else(unreadable)??;
        Offset::new(if negative { -seconds } else { seconds })
    }
}

/// The seconds of `HH`, `HH:MM`, `HHMM`, `HH:MM:SS` or `HHMMSS`, if the text is one of these.
fn seconds(text: &str) -> Option<Result<i64, TemporalError>> {
    let [hours, minutes, seconds] = super::text::clock(text)?;
    let (hours, minutes, seconds) = (hours?, minutes.unwrap_or("0"), seconds.unwrap_or("0"));
    let (hours, minutes, seconds) = (number(hours)?, number(minutes)?, number(seconds)?);
    let checked = within("hours of an offset", hours, (0, 18))
        .and_then(|_| within("minutes of an offset", minutes, (0, 59)))
        .and_then(|_| within("seconds of an offset", seconds, (0, 59)));
    Some(checked.map(|_| hours * 3_600 + minutes * 60 + seconds))
}

impl fmt::Display for Offset {
    /// `Z`, `+02:00`, or with seconds where there are any, `+00:53:28`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, total) = match self.seconds {
            0 => return f.write_str("Z"),
            east @ 1.. => ('+', east),
            west => ('-', -west),
        };
        write!(f, "{sign}{:02}:{:02}", total / 3_600, total / 60 % 60)?;
        match total % 60 {
            0 => Ok(()),
            seconds => write!(f, ":{seconds:02}"),
        }
    }
}
