//! What engines make of parts of the language, as it is written in `table.json`. Read in November 2026.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Engine;

/// A part of the language that not everybody has.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Part {
    Lens,
    Algorithm,
    Procedure,
    ShortestPath,
    PathSelector,
    Repeated,
    Quantified,
    LabelOr,
    LabelNot,
    LabelAnd,
    Exists,
    PropertyExists,
    CountOrCollect,
    Subquery,
    Quantifier,
    Reduce,
    ComputedLimit,
    Offset,
    Regex,
    Power,
    PatternComprehension,
    GqlClause,
}

/// What an engine makes of it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Verdict {
    /// The same as here.
    Same,
    /// It has none.
    Lacks,
    /// It has something else, or gives something else.
    Differs,
}

/// What an engine makes of a part, and who says so.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    pub(super) is: Verdict,
    /// What stands for it there, or what is other.
    #[serde(default)]
    pub(super) so: String,
    pub(super) source: String,
}

/// A part, or functions, with what engines make of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    #[serde(default)]
    part: Option<Part>,
    /// Names in small letters; one that ends in a dot stands for all that begin so.
    #[serde(default)]
    functions: Vec<String>,
    pub(super) name: String,
    neo4j: Answer,
    memgraph: Answer,
    neptune: Answer,
}

static TABLE: LazyLock<Vec<Row>> =
    LazyLock::new(|| serde_json::from_str(include_str!("table.json")).expect("a test reads the table"));

impl Row {
    pub(super) fn answer(&self, engine: Engine) -> &Answer {
        match engine {
            Engine::Neo4j => &self.neo4j,
            Engine::Memgraph => &self.memgraph,
            Engine::Neptune => &self.neptune,
        }
    }

    fn has(&self, function: &str) -> bool {
        let named = |name: &String| function == name || name.ends_with('.') && function.starts_with(name.as_str());
        self.functions.iter().any(named)
    }
}

/// The row of a part.
pub(super) fn of_part(part: Part) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.part == Some(part))
}

/// The row of a function; none where everybody has it.
pub(super) fn of_function(name: &str) -> Option<&'static Row> {
    let name = name.to_lowercase();
    TABLE.iter().find(|row| row.has(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row is of one part or of functions that are some, and says what stands for what isn't the same.
    #[test]
    fn the_table_is_whole() {
        for row in TABLE.iter() {
            assert_ne!(row.part.is_some(), !row.functions.is_empty(), "{}", row.name);
            for answer in [&row.neo4j, &row.memgraph, &row.neptune] {
                assert_eq!(answer.is == Verdict::Same, answer.so.is_empty(), "{}", row.name);
                assert!(!answer.source.is_empty(), "{}", row.name);
            }
            let known = |name: &String| {
                crate::functions::all().any(|function| {
                    let function = function.name.to_lowercase();
                    function == *name || name.ends_with('.') && function.starts_with(name.as_str())
                })
            };
            let strange = row.functions.iter().find(|name| !known(name));
            assert_eq!(strange, None, "{}", row.name);
        }
    }
}
