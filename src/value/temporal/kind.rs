//! The five types of instants, as such.

/// The type of an instant (CIP2015-08-06, "Temporal types").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A day.
    Date,
    /// A time of day without a zone.
    LocalTime,
    /// A time of day with an offset from UTC.
    Time,
    /// A day and a time of day without a zone.
    LocalDateTime,
    /// A day and a time of day in a zone.
    DateTime,
}

impl Kind {
    /// The kind that the function of this name makes; function names are in lower case.
    pub fn of_function(name: &str) -> Option<Kind> {
        match name {
            "date" => Some(Kind::Date),
            "localtime" => Some(Kind::LocalTime),
            "time" => Some(Kind::Time),
            "localdatetime" => Some(Kind::LocalDateTime),
            "datetime" => Some(Kind::DateTime),
            _ => None,
        }
    }

    /// The name of the function that makes instants of this kind.
    pub fn function(self) -> &'static str {
        match self {
            Kind::Date => "date",
            Kind::LocalTime => "localtime",
            Kind::Time => "time",
            Kind::LocalDateTime => "localdatetime",
            Kind::DateTime => "datetime",
        }
    }

    /// The type's name.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Date => "Date",
            Kind::LocalTime => "LocalTime",
            Kind::Time => "Time",
            Kind::LocalDateTime => "LocalDateTime",
            Kind::DateTime => "DateTime",
        }
    }

    /// Whether instants of the kind have a day.
    pub(super) fn has_date(self) -> bool {
        match self {
            Kind::Date | Kind::LocalDateTime | Kind::DateTime => true,
            Kind::LocalTime | Kind::Time => false,
        }
    }

    /// The place of the kind among instants in `ORDER BY`.
    pub(super) fn rank(self) -> u8 {
        match self {
            Kind::DateTime => 0,
            Kind::LocalDateTime => 1,
            Kind::Date => 2,
            Kind::Time => 3,
            Kind::LocalTime => 4,
        }
    }
}
