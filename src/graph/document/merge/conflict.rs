//! What two sides changed, each otherwise.

use std::fmt;

/// One of the two sides of a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What stands on the disk now.
    Theirs,
    /// What is to be written.
    Ours,
}

impl Side {
    /// The other one.
    pub(super) fn other(self) -> Side {
        match self {
            Side::Theirs => Side::Ours,
            Side::Ours => Side::Theirs,
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Side::Theirs => "on disk",
            Side::Ours => "here",
        })
    }
}

/// A record that can't be merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What it is called: its id, or its ends and type, and when it held.
    pub record: String,
    /// What the sides did to it.
    pub clash: Clash,
}

/// What two sides did to one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// Both changed a field, each otherwise.
    Field(Field),
    /// One side removed it, and the other changed these fields.
    Removed {
        /// Who removed it.
        by: Side,
        /// What the other side changed; its own value stands as that side's, the other's is missing.
        fields: Vec<Field>,
    },
    /// One side made or changed a relation whose end the other removed.
    Loose {
        /// The id of the end.
        end: String,
        /// Who removed it.
        by: Side,
    },
}

/// A field with its values as JSON; nothing where it is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key; within an object with a dot, as in `names.fr`.
    pub name: String,
    /// What was read.
    pub base: Option<String>,
    /// What stands on the disk.
    pub theirs: Option<String>,
    /// What is to be written.
    pub ours: Option<String>,
}

impl fmt::Display for Conflict {
    /// Several lines, without an end of line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let record = &self.record;
        match &self.clash {
            Clash::Field(field) => {
                write!(f, "{record}: `{}` {}", field.name, done(field))?;
                let values = [("as read", &field.base), ("on disk", &field.theirs), ("here", &field.ours)];
                values.into_iter().try_for_each(|(state, value)| write!(f, "\n  {state:8} {}", shown(value)))
            }
            Clash::Removed { by, fields } => {
                let other = by.other();
                write!(f, "{record} was removed {by} and changed {other}")?;
                fields.iter().try_for_each(|field| {
                    let now = if other == Side::Ours { &field.ours } else { &field.theirs };
                    write!(f, "\n  `{}`: {} became {}", field.name, shown(&field.base), shown(now))
                })
            }
            Clash::Loose { end, by } => {
                let other = by.other();
                write!(f, "{record} was made or changed {other}, and its end `{end}` was removed {by}")
            }
        }
    }
}

/// What was done to a field. A time can be one that only one side changed.
fn done(field: &Field) -> &'static str {
    match &field.base {
        None => "was given both on disk and here",
        base if field.ours == *base => "was changed on disk, and here what is said of that time",
        base if field.theirs == *base => "was changed here, and on disk what is said of that time",
        Some(_) => "was changed both on disk and here",
    }
}

fn shown(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("nothing")
}
