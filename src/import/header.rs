//! The first line of a CSV file: which column is what.
//!
//! Two forms are understood. In the plain one a file of nodes has an `id` column and is named for its
//! label, a file of edges begins with its two ends (`src,dst`, `from,to`, `source,target`) and is named
//! for its type; what a column holds is found out. The other is that of neo4j-admin: `id:ID`,
//! `:LABEL`, `:START_ID`, `:END_ID`, `:TYPE`, `born:int`, with id spaces in brackets.

use crate::diagnostic::nearest;

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Not said: integers, else floats, else text.
    Open,
    /// Integers.
    Integer,
    /// Floats.
    Float,
    /// `true` and `false`.
    Boolean,
    /// Text.
    Text,
    /// Texts between semicolons.
    Texts,
}

/// What a column is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The node's id, which is also a property of this name where there is one.
    Id { space: String, name: Option<String> },
    /// Labels between semicolons.
    Labels,
    /// The id of the node an edge begins at.
    From { space: String },
    /// The id of the node an edge ends at.
    To { space: String },
    /// The edge's type.
    Type,
    /// A property.
    Property { name: String, kind: Kind },
    /// To be left out.
    Ignored,
}

/// The columns of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) roles: Vec<Role>,
}

const ENDS: [(&str, &str); 4] = [("src", "dst"), ("from", "to"), ("source", "target"), ("start", "end")];

impl Header {
    /// Reads a header.
    ///
    /// # Errors
    /// A sentence that says which column is wrong.
    pub(super) fn read<'a>(columns: impl Iterator<Item = &'a str>) -> Result<Header, String> {
        let columns: Vec<&str> = columns.map(|name| name.trim().trim_start_matches('\u{feff}')).collect();
        if let [first, second, ..] = columns.as_slice()
            && ENDS.contains(&(first, second))
        {
            let mut roles = vec![Role::From { space: String::new() }, Role::To { space: String::new() }];
            roles.extend(columns[2..].iter().map(|name| property(name, Kind::Open)));
            return Ok(Header { roles });
        }
        let roles = columns.into_iter().map(role).collect::<Result<Vec<Role>, String>>()?;
        let header = Header { roles };
        header.is_whole().map(|()| header)
    }

    /// Whether the file holds edges.
    pub(super) fn is_of_edges(&self) -> bool {
        self.roles.iter().any(|role| matches!(role, Role::From { .. } | Role::To { .. }))
    }

    fn is_whole(&self) -> Result<(), String> {
        let has = |wanted: fn(&Role) -> bool| self.roles.iter().any(wanted);
        let ends = (has(|role| matches!(role, Role::From { .. })), has(|role| matches!(role, Role::To { .. })));
        match ends {
            (true, true) => Ok(()),
            (false, false) if has(|role| matches!(role, Role::Id { .. })) => Ok(()),
            (false, false) => Err("found no `id` column and no ends, expected `id` or `:ID` for nodes, `src,dst` or \
                                   `:START_ID` and `:END_ID` for edges"
                .into()),
            (true, false) => Err("found a beginning and no end, expected `:END_ID` too".into()),
            (false, true) => Err("found an end and no beginning, expected `:START_ID` too".into()),
        }
    }
}

fn property(name: &str, kind: Kind) -> Role {
    Role::Property { name: name.to_string(), kind }
}

fn role(column: &str) -> Result<Role, String> {
    let Some((name, tag)) = column.rsplit_once(':') else {
        let id = column == "id";
        let named = Role::Id { space: String::new(), name: Some(column.to_string()) };
        return Ok(if id { named } else { property(column, Kind::Open) });
    };
    let (tag, space) = match tag.split_once('(') {
        Some((tag, space)) => (tag, space.trim_end_matches(')').to_string()),
        None => (tag, String::new()),
    };
    let name_of_id = (!name.is_empty()).then(|| name.to_string());
    Ok(match tag.to_ascii_lowercase().as_str() {
        "id" => Role::Id { space, name: name_of_id },
        "label" => Role::Labels,
        "start_id" => Role::From { space },
        "end_id" => Role::To { space },
        "type" => Role::Type,
        "ignore" => Role::Ignored,
        "int" | "long" | "short" | "byte" => property(name, Kind::Integer),
        "float" | "double" => property(name, Kind::Float),
        "boolean" => property(name, Kind::Boolean),
        "string" | "char" | "date" | "datetime" => property(name, Kind::Text),
        "string[]" => property(name, Kind::Texts),
        other => {
            let known = ["ID", "LABEL", "START_ID", "END_ID", "TYPE", "int", "float", "boolean", "string", "string[]"];
            let hint = nearest(other, known).map_or(String::new(), |near| format!("; did you mean `:{near}`?"));
            return Err(format!("found `:{tag}` in the column `{column}`, expected a kind such as `:int`{hint}"));
        }
    })
}
