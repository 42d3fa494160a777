//! Time zones: an offset, or a name from the IANA database, whose rules give the offset.

use std::fmt;
use std::hash::{Hash, Hasher};

use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::calendar::DAYS_IN_CYCLE;
use super::datetime::LocalDateTime;
use super::error::{TemporalError, error};
use super::offset::Offset;
use super::time::SECOND;

/// A zone of the IANA database.
#[derive(Clone, Debug)]
pub(super) struct NamedZone {
    rules: TimeZone,
}

impl NamedZone {
    /// Looks a name up, whatever its case; a space may stand for an underscore, as the CIP's own
    /// examples have it (`America/Los Angeles`).
    pub(super) fn find(name: &str) -> Result<NamedZone, TemporalError> {
        let unknown = || {
            error(format!(
                "'{name}' is not a time zone; expected a name such as Europe/Stockholm or an \
                 offset such as +02:00"
            ))
        };
        let rules = TimeZone::get(&name.replace(' ', "_")).map_err(|_| unknown())?;
        // Zones without a name could not be printed and read again.
        rules.iana_name().ok_or_else(unknown)?;
        Ok(NamedZone { rules })
    }

    /// The name as the database spells it.
    pub(super) fn name(&self) -> &str {
        self.rules.iana_name().unwrap_or_default()
    }
}

impl PartialEq for NamedZone {
    fn eq(&self, other: &NamedZone) -> bool {
        self.name() == other.name()
    }
}

impl Eq for NamedZone {}

impl Hash for NamedZone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

/// Where the offset of an instant comes from (CIP2015-08-06, "Time Zones").
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// The same offset at all times.
    Offset(Offset),
    /// The offset that the rules of a place have at the time.
    Named(NamedZone),
}

impl Zone {
    /// The zone that counts where none is given.
    pub(super) const UTC: Zone = Zone::Offset(Offset::UTC);

    /// Reads an offset or a name.
    pub(super) fn parse(text: &str) -> Result<Zone, TemporalError> {
        if text == "Z" || text.starts_with(['+', '-']) {
            return Offset::parse(text).map(Zone::Offset);
        }
        NamedZone::find(text).map(Zone::Named)
    }

    /// The offset at a moment, given in nanoseconds since 1970-01-01T00:00Z.
    pub(super) fn at_instant(&self, nanos: i128) -> Result<Offset, TemporalError> {
        let zone = match self {
            Zone::Offset(offset) => return Ok(*offset),
            Zone::Named(zone) => zone,
        };
        let seconds = nanos.div_euclid(i128::from(SECOND));
        let timestamp = Timestamp::from_second(within_rules(seconds)).map_err(beyond_rules)?;
        Offset::new(i64::from(zone.rules.to_offset(timestamp).seconds()))
    }

    /// The offset at a local time, and the local time itself, which moves where it falls into the
    /// gap of a clock set forward.
    ///
    /// A local time that occurs twice is the first, unless `preferred` is the offset of the
    /// second.
    pub(super) fn at_local(
        &self,
        local: LocalDateTime,
        preferred: Option<Offset>,
    ) -> Result<(LocalDateTime, Offset), TemporalError> {
        let zone = match self {
            Zone::Offset(offset) => return Ok((local, *offset)),
            Zone::Named(zone) => zone,
        };
        let offset = |offset: jiff::tz::Offset| Offset::new(i64::from(offset.seconds()));
        match zone.rules.to_ambiguous_timestamp(civil(local)?).offset() {
            AmbiguousOffset::Unambiguous { offset: only } => Ok((local, offset(only)?)),
            AmbiguousOffset::Fold { before, after } => {
                let (first, second) = (offset(before)?, offset(after)?);
                Ok((local, if preferred == Some(second) { second } else { first }))
            }
            AmbiguousOffset::Gap { before, after } => {
                let (before, after) = (offset(before)?, offset(after)?);
                let skipped = i128::from(after.nanos() - before.nanos());
                Ok((local.add_nanos(skipped)?, after))
            }
        }
    }
}

/// A local time as jiff has it, in a year that has the same rules.
fn civil(local: LocalDateTime) -> Result<civil::DateTime, TemporalError> {
    let seconds = within_rules(local.nanos().div_euclid(i128::from(SECOND)));
    let local = LocalDateTime::from_nanos(i128::from(seconds) * i128::from(SECOND))?;
    let (date, time) = (local.date, local.time);
    civil::DateTime::new(
        date.year() as i16,
        date.month() as i8,
        date.day() as i8,
        time.hour() as i8,
        time.minute() as i8,
        time.second() as i8,
        0,
    )
    .map_err(beyond_rules)
}

/// Seconds since 1970 moved by whole cycles of the calendar into the years that jiff knows.
///
/// Zone rules are the same in every cycle out there: before the first clock change and after the
/// last one that is written out, only weekdays and dates matter, and cycles keep these.
fn within_rules(seconds: i128) -> i64 {
    const CYCLE: i128 = DAYS_IN_CYCLE as i128 * 86_400;
    // 9998-01-01 and -9998-01-01: a year inside jiff's own limits, so that no offset leaves them.
    const LAST: i128 = 253_339_228_800;
    const FIRST: i128 = -377_673_580_800;
    let moved = if seconds >= LAST {
        LAST - CYCLE + (seconds - LAST).rem_euclid(CYCLE)
    } else if seconds < FIRST {
        FIRST + (seconds - FIRST).rem_euclid(CYCLE)
    } else {
        seconds
    };
    moved as i64
}

fn beyond_rules(cause: jiff::Error) -> TemporalError {
    error(format!("the time zone has no rules for this time: {cause}"))
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Zone::Offset(offset) => offset.fmt(f),
            Zone::Named(zone) => f.write_str(zone.name()),
        }
    }
}
